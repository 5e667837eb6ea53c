//! The page of a person's stays.

use maud::{Markup, html};
use xinan_db::Uuid;
use xinan_domain::answers::Answers;
use xinan_domain::code::Code;
use xinan_domain::hospital::{Admission, Discharge, DischargeForm, Hospital, rediagnosis_until, rights};
use xinan_domain::medicine::Medicine;
use xinan_domain::text::Lang;

use super::store::{EntryKind, Stay, TakenBack};
use super::web::said;
use crate::case::VisibleCase;
use crate::case::words::near_day;
use crate::hospital::acts_for;
use crate::hospital::page::{about, because, reason_summary, way};
use crate::policy::{Action, Relation, permits, permits_as, reaches_by_tie};
use crate::shell::actor::Actor;
use crate::shell::app::Settings;
use crate::shell::clock::Moment;
use crate::shell::ui::button::Button;
use crate::shell::ui::card::Card;
use crate::shell::ui::head::{Head, head};
use crate::shell::ui::icons::Icon;
use crate::shell::ui::kv::facts;
use crate::shell::ui::notice::notice;
use crate::shell::ui::tag::{Tone, tag};
use crate::texts;

/// All stays of a person.
pub(super) struct List<'a> {
    pub(super) case: &'a VisibleCase,
    pub(super) settings: &'a Settings,
    pub(super) all: &'a (Vec<Stay>, Vec<TakenBack>),
    pub(super) answers: &'a Answers,
    /// What is wrong with the reason for taking something of a stay back.
    pub(super) wrong: Option<(Uuid, String)>,
    pub(super) done: &'a str,
}

/// Whether the post may do this, in the territory or with whom it has in hand.
fn may(actor: &Actor, action: Action) -> bool {
    match reaches_by_tie(actor) {
        true => permits_as(actor, action, Relation::Treats),
        false => permits(actor, action),
    }
}

pub(super) fn list(actor: &Actor, now: &Moment, page: &List<'_>) -> Markup {
    let lang = actor.lang;
    let name = page.case.head.name.as_str();
    let here = format!("/people/{}/stays", page.case.path_id());
    let title = texts::stays_title(lang);
    let (stays, taken_back) = page.all;
    let mut acts = Vec::new();
    if may(actor, Action::RecordStay) && stays.iter().all(|stay| stay.discharge.is_some()) {
        acts.push(Button::new(texts::stay_admit(lang)).link(&format!("{here}/new")));
    }
    let body = html! {
        @if let Some((_, wrong)) = &page.wrong { (reason_summary(actor, wrong)) }
        (way(actor, page.case, title))
        (head(&Head { title: name, person: true, aside: title, acts: &acts, ..Head::default() }))
        div.stack {
            @if stays.is_empty() { p.muted { (texts::stays_none(lang)) } }
            @for (at, stay) in stays.iter().enumerate() { (one(actor, now, page, (stay, at == 0), &here)) }
            @if !taken_back.is_empty() {
                (Card::new("taken-back", texts::hospital_taken_back(lang)).show(&html! {
                    ul.log {
                        @for one in taken_back {
                            li {
                                (texts::hospital_taken_back_line(lang, lang.code(one.kind), &one.on.to_string(), &one.by, &Moment::of_micros(one.at).stamp()))
                                br; span.muted { (one.reason) }
                            }
                        }
                    }
                }))
            }
        }
    };
    let drafted = match page.done {
        "admitted" | "corrected" => Some("stay"),
        "left" => Some("leaving"),
        "form" => Some("discharge"),
        _ => None,
    };
    about(actor, now, page.case, (&here, said(lang, page.done), drafted), page.wrong.is_some(), &body)
}

fn one(actor: &Actor, now: &Moment, page: &List<'_>, (stay, is_latest): (&Stay, bool), here: &str) -> Markup {
    let lang = actor.lang;
    let at = format!("{here}/{}", stay.path_id());
    let says = &stay.admission.says;
    let hospital = hospital_name(stay);
    let title = match &stay.discharge {
        Some(left) => {
            texts::stay_from_to(lang, &says.admitted_on.to_string(), &left.says.left_on.to_string())
        }
        None => texts::stay_since(lang, &says.admitted_on.to_string()),
    };
    let own = acts_for(actor, stay.institution);
    let ends = own && may(actor, Action::RecordStay) && stay.discharge.is_none();
    let fills = own && may(actor, Action::RecordDischargeForm) && stay.form.is_none();
    let corrects = own && may(actor, Action::CorrectStay);
    let (kind, last, _) = stay.last();
    let takes_back = corrects && (is_latest || kind != EntryKind::Discharge);
    let wrong = page.wrong.as_ref().filter(|(id, _)| *id == stay.id).map(|(_, wrong)| wrong.as_str());
    let entry = last.to_string();
    let id = format!("stay-{}", stay.path_id());
    Card::new(&id, &title).show(&html! {
        p {
            @if stay.discharge.is_none() { (tag(Tone::Soon, texts::stay_now(lang))) " " }
            b { (hospital) }
        }
        @if says.ground.is_none() { (notice(Tone::Soon, &html! { (texts::stay_ground_open(lang)) })) }
        (facts(&admission_pairs(lang, says, &stay.admission.by)))
        @if stay.discharge.is_none() { (rights_panel(lang, page, says)) }
        @if let Some(left) = &stay.discharge {
            (facts(&discharge_pairs(lang, &left.says, &left.by)))
        }
        @match &stay.form {
            Some(form) => {
                h3 { (texts::discharge_form(lang)) }
                (facts(&form_pairs(lang, &form.says, &form.by)))
            },
            None => {
                @if let Some(left) = &stay.discharge {
                    @let due = super::leaving::form_due(page.settings, page.case, left.says.left_on);
                    @if let Some(due) = due {
                        p { (texts::discharge_form_waits(lang, &near_day(lang, due, now.day()))) }
                    }
                }
            },
        }
        div.acts {
            @if ends { (Button::new(texts::stay_leave(lang)).link(&format!("{at}/discharge"))) }
            @if fills { (Button::new(texts::discharge_form(lang)).link(&format!("{at}/form"))) }
            @if corrects { (Button::new(texts::stay_correct(lang)).link(&format!("{at}/edit"))) }
            @if stay.form.is_some() && cfg!(feature = "pdf") {
                (Button::new(texts::act_print(lang)).icon(Icon::Print).paper(&format!("/print{at}.pdf")))
            }
        }
        @if takes_back {
            details.more open[wrong.is_some()] {
                summary { (texts::hospital_take_back(lang, lang.code(kind))) }
                (because(
                    actor,
                    (&format!("{at}/withdrawal"), texts::hospital_take_back_do(lang)),
                    &[("entry_id", &entry)],
                    (page.answers, wrong),
                ))
            }
        }
    })
}

fn hospital_name(stay: &Stay) -> &str {
    match &stay.admission.says.hospital {
        Hospital::Named(name) => name,
        Hospital::Listed(_) => &stay.hospital,
    }
}

/// What the law gives to whoever is in hospital on this ground.
fn rights_panel(lang: Lang, page: &List<'_>, says: &Admission) -> Markup {
    let parameters = page.settings.parameters(&page.case.head.village, says.admitted_on);
    let until = rediagnosis_until(says, &parameters.duties, &parameters.calendar);
    html! {
        details.more open {
            summary { (texts::stay_rights(lang)) }
            @if let Some(until) = until { p { b { (texts::stay_rediagnosis_until(lang, &until.to_string())) } } }
            ul {
                @for right in rights(says.ground) {
                    li { (right.say(lang)) span.muted.small { (texts::stay_article(lang, right.article())) } }
                }
            }
        }
    }
}

type Pairs = Vec<(&'static str, Markup)>;

fn push(pairs: &mut Pairs, name: &'static str, words: &str) {
    if !words.is_empty() {
        pairs.push((name, html! { (words) }));
    }
}

fn admission_pairs(lang: Lang, says: &Admission, by: &str) -> Pairs {
    let mut pairs = Vec::new();
    push(&mut pairs, texts::stay_ground(lang), says.ground.map_or("", |ground| lang.code(ground)));
    push(&mut pairs, texts::stay_ward_no(lang), &says.ward_no);
    if !says.guardian_name.is_empty() {
        let relation = says.guardian_relation.map_or("", |one| lang.code(one));
        let agreed = says.agreed_on.map(|on| on.to_string()).unwrap_or_default();
        pairs.push((texts::stay_guardian(lang), html! { (says.guardian_name) " " (relation) " " (agreed) }));
    }
    if !says.doctor.is_empty() {
        let on = says.concluded_on.map(|on| on.to_string()).unwrap_or_default();
        pairs.push((texts::stay_conclusion(lang), html! { (says.doctor) " " (on) }));
    }
    push(&mut pairs, texts::stay_told(lang), &says.told_on.map(|on| on.to_string()).unwrap_or_default());
    push(&mut pairs, texts::hospital_note(lang), &says.note);
    push(&mut pairs, texts::hospital_by(lang), by);
    pairs
}

fn discharge_pairs(lang: Lang, says: &Discharge, by: &str) -> Pairs {
    let mut pairs = Vec::new();
    push(&mut pairs, texts::stay_left_on(lang), &says.left_on.to_string());
    push(&mut pairs, texts::stay_leaving(lang), lang.code(says.leaving));
    push(&mut pairs, texts::hospital_note(lang), &says.note);
    push(&mut pairs, texts::hospital_by(lang), by);
    pairs
}

fn form_pairs(lang: Lang, says: &DischargeForm, by: &str) -> Pairs {
    let joint = texts::list_joint(lang);
    let none = texts::none(lang);
    let medicine = |list: &[Medicine]| -> String {
        let lines: Vec<String> = list.iter().map(|one| one.say(lang)).collect();
        if lines.is_empty() { texts::discharge_no_medicine(lang).to_owned() } else { lines.join(joint) }
    };
    fn words<C: Code>(lang: Lang, all: impl Iterator<Item = C>) -> String {
        let all: Vec<&str> = all.map(|one| lang.code(one)).collect();
        all.join(texts::list_joint(lang))
    }
    let acts = words(lang, says.incidents.iter().copied());
    let mut rehabilitation = words(lang, says.rehabilitation.iter().copied());
    if !says.other_rehabilitation.is_empty() {
        rehabilitation = format!("{rehabilitation} {}", says.other_rehabilitation);
    }
    let mut pairs = Vec::new();
    push(&mut pairs, texts::stay_ward_no(lang), &says.ward_no);
    push(&mut pairs, texts::discharge_card_no(lang), &says.card_no);
    push(&mut pairs, texts::discharge_admissions(lang), &says.admissions.to_string());
    push(
        &mut pairs,
        texts::discharge_diagnosis(lang),
        &format!("{} {}", lang.code(says.diagnosis), says.icd10),
    );
    push(&mut pairs, texts::discharge_diagnosed_on(lang), &says.diagnosed_on.to_string());
    push(&mut pairs, texts::discharge_incidents(lang), if acts.is_empty() { none } else { &acts });
    push(&mut pairs, texts::discharge_risk(lang), &texts::tl_grade_is(lang, says.risk.grade()));
    push(&mut pairs, texts::discharge_effect(lang), lang.code(says.effect));
    push(&mut pairs, texts::discharge_medicine(lang), &medicine(&says.medicines));
    push(&mut pairs, texts::discharge_guidance(lang), &medicine(&says.guidance));
    let rehabilitation = if rehabilitation.is_empty() { none } else { &rehabilitation };
    push(&mut pairs, texts::discharge_rehabilitation(lang), rehabilitation);
    push(&mut pairs, texts::discharge_note(lang), &says.note);
    push(&mut pairs, texts::discharge_doctor(lang), &format!("{} {}", says.doctor, says.phone.as_str()));
    push(&mut pairs, texts::discharge_filled_on(lang), &says.filled_on.to_string());
    push(&mut pairs, texts::hospital_by(lang), by);
    pairs
}

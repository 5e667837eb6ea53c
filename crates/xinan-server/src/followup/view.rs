//! Pages of visits: the form in the order of the paper, the history, one visit.

use maud::{Markup, html};
use xinan_db::Uuid;
use xinan_domain::answers::Answers;
use xinan_domain::answers::{Complaints, Field, Kind};
use xinan_domain::code::Code;
use xinan_domain::follow_up::{FIELDS, Stability, Understood, to_answers};
use xinan_domain::medicine::DRUGS;
use xinan_domain::text::rules::{due_rule, reason};
use xinan_domain::text::{Lang, short_day};

use super::store::PastVisit;
use crate::case::VisibleCase;
use crate::policy::{Action, permits};
use crate::shell::actor::Actor;
use crate::shell::clock::Moment;
use crate::shell::page::{About, page as whole};
use crate::shell::ui::button::Button;
use crate::shell::ui::card::Card;
use crate::shell::ui::error_summary::error_summary;
use crate::shell::ui::field::{Extra, Filled, Frame, Text, official, text};
use crate::shell::ui::form::{Form, Live, fold, hidden, submit_bar};
use crate::shell::ui::head::{Head, head};
use crate::shell::ui::icons::Icon;
use crate::shell::ui::kv;
use crate::shell::ui::notice::{empty, notice};
use crate::shell::ui::pagination::{Place, pagination};
use crate::shell::ui::table::{Column, Table};
use crate::shell::ui::tag::Tone;
use crate::texts;

/// The form, blank, refused, or with a visit to be changed.
pub(super) struct FormPage<'a> {
    pub(super) case: &'a VisibleCase,
    pub(super) last: Option<&'a PastVisit>,
    pub(super) answers: &'a Answers,
    pub(super) complaints: &'a Complaints,
    pub(super) visit: Uuid,
    pub(super) before: Option<Stability>,
    pub(super) changing: Option<&'a PastVisit>,
}

/// Whether an answer belongs to the medicines, which are known from the visit before.
pub(super) fn is_medicine(name: &str) -> bool {
    const PARTS: [&str; 8] =
        ["medicine", "morning", "noon", "evening", "weeks", "injection", "usage", "dose"];
    let stem = name.trim_end_matches(|c: char| c.is_ascii_digit());
    stem.len() < name.len() && PARTS.contains(&stem)
}

/// A text of the catalogue.
type Words = fn(Lang) -> &'static str;

/// The sections of the paper: a heading, its first field, the first field of the next.
const SECTIONS: [(Words, &str, &str); 6] = [
    (texts::section_visit, "visited_on", "lost_reason"),
    (texts::section_gone, "lost_reason", "risk"),
    (texts::section_state, "risk", "self_care"),
    (texts::section_life, "self_care", "hospital"),
    (texts::section_care, "hospital", "stability"),
    (texts::section_result, "stability", ""),
];

fn between(from: &str, to: &str) -> impl Iterator<Item = &'static Field> {
    let at = |id: &str| FIELDS.iter().position(|one| one.id == id);
    FIELDS[at(from).unwrap_or(0)..at(to).unwrap_or(FIELDS.len())].iter()
}

/// When a conditional field is asked at all.
fn when(id: &str) -> &'static str {
    match id {
        "death_cause" => "died_on",
        "death_somatic" => "death_cause=1",
        "other_symptom" => "symptoms=12",
        "discharged_on" => "hospital=2",
        "labs_text" => "labs=2",
        "adverse_text" | "adverse_severity" => "adverse=2",
        "referral_reason" | "referral_to" => "referral=2",
        "other_rehabilitation" => "rehabilitation=5",
        _ => "",
    }
}

/// Last time's answer to a field, in words.
fn last_time(field: &Field, last: &Answers, lang: Lang) -> String {
    let word = |code: &str, items: &[xinan_domain::code::CodeItem]| {
        items
            .iter()
            .find(|item| item.code.to_string() == code)
            .map(|item| format!("{} {}", item.code, lang.pick(item.label, item.label_en)))
    };
    match field.kind {
        Kind::One(items) => word(&last.get(field.id), items).unwrap_or_default(),
        Kind::Many(items) => {
            let words: Vec<String> =
                last.list(field.id).iter().filter_map(|code| word(code, items)).collect();
            words.join(texts::list_joint(lang))
        }
        Kind::Text(_) => last.get(field.id),
        _ => String::new(),
    }
}

/// The form.
pub(super) fn form(actor: &Actor, now: &Moment, page: &FormPage<'_>) -> Markup {
    let lang = actor.lang;
    let person = format!("/people/{}", page.case.path_id());
    let (action, title) = match page.changing {
        None => (format!("{person}/visits"), texts::visit_new(lang)),
        Some(past) => (format!("{person}/visits/{}/edit", past.id.simple()), texts::visit_change(lang)),
    };
    let last = page.last.map(|past| to_answers(&past.visit));
    let names: Vec<String> = DRUGS.iter().map(|drug| drug.name.to_owned()).collect();
    let filled = Filled { lang, answers: page.answers, complaints: page.complaints, scope: "" };
    let ask = |field: &'static Field| {
        let before = last
            .as_ref()
            .filter(|_| !matches!(field.id, "visited_on" | "doctor" | "stability" | "next_on" | "mode"))
            .map(|last| last_time(field, last, lang))
            .unwrap_or_default();
        let hint = hint(lang, field.id);
        let names: &[String] = if field.kind == Kind::Medicines { &names } else { &[] };
        official(
            field,
            &filled,
            &Extra { last: &before, hint, when: when(field.id), names, ..Extra::default() },
        )
    };
    let key = match page.changing {
        None => format!("visit-{}", page.case.path_id()),
        Some(past) => format!("visit-{}-{}", page.case.path_id(), past.id.simple()),
    };
    let judge_at = format!("{person}/visits/judge");
    let fresh = page.changing.is_none_or(|past| past.is_fresh(actor.account, now.day()));
    let before = page.before.map(|class| class.code().to_string()).unwrap_or_default();
    let gone = ["lost_reason", "died_on", "death_cause"].iter().any(|id| page.answers.has(id));
    let body = html! {
        (error_summary(lang, FIELDS, page.complaints, ""))
        (hidden("", &[("visit_id", &page.visit.to_string()), ("before", &before)]))
        @for (heading, from, to) in SECTIONS {
            @let fields = html! { div.paper { @for field in between(from, to) { (ask(field)) } } };
            @if from == "lost_reason" {
                (fold(heading(lang), gone, &fields))
            } @else {
                section.group { header { h2 { (heading(lang)) } } (fields) }
            }
        }
        @if !fresh {
            @let mut frame = Frame::new(lang, "correction_reason", texts::correction_reason(lang));
            @let () = frame.errors.extend(page.complaints.at("correction_reason", lang));
            (text(&frame.hint(texts::correction_hint(lang)), Text::Line, page.answers.raw("correction_reason")))
        }
        (submit_bar(&buttons(lang, page.changing.is_none()), &html! {
            div id="judged" aria-live="polite" { span.muted { (texts::judge_waiting(lang)) } }
        }))
    };
    let form = Form {
        draft: Some(&key),
        refused: page.complaints.refused(),
        codes: true,
        live: Some(Live { url: &judge_at, target: "judged" }),
        ..Form::new(lang, &action, &actor.form_key)
    };
    let one = &page.case.head;
    let facts = [texts::sex_and_age(lang, lang.code(one.sex), one.age(now.day())), one.short_no()];
    let facts: Vec<&str> = facts.iter().map(String::as_str).collect();
    let content = html! {
        (head(&Head { title: &one.name, person: true, aside: title, facts: &facts, ..Head::default() }))
        @if let Some(past) = page.last {
            @let said = said_last(lang, past);
            (notice(Tone::Info, &html! { (said) }))
        }
        @if let Some(past) = page.changing {
            @if !past.is_fresh(actor.account, now.day()) {
                (notice(Tone::Soon, &html! { (texts::correction_notice(lang)) }))
            }
        }
        (form.show(&body))
    };
    let about = About {
        title: &one.name,
        current: "/people",
        here: &person,
        back: Some(&person),
        refused: page.complaints.refused(),
        ..About::default()
    };
    whole(actor, now, &about, &content)
}

fn buttons(lang: Lang, new: bool) -> Vec<Markup> {
    let save = Button::primary(texts::act_save(lang)).icon(Icon::Check).submit();
    match new {
        true => vec![save, Button::new(texts::act_save_and_next(lang)).choice("then", "next")],
        false => vec![save],
    }
}

fn hint(lang: Lang, id: &str) -> &'static str {
    match id {
        "risk" => texts::hint_risk(lang),
        "severity" => texts::hint_ours(lang),
        "settling" => texts::hint_settling(lang),
        "stability" => texts::hint_stability(lang),
        "next_on" => texts::hint_next(lang),
        "medicine" => texts::hint_medicine(lang),
        _ => "",
    }
}

fn said_last(lang: Lang, past: &PastVisit) -> String {
    let day = short_day(lang, past.visit.visited_on);
    let class = past.visit.stability.map_or("", |class| lang.code(class));
    match past.visit.note.as_str() {
        "" => texts::last_time(lang, &day, class),
        note => texts::last_time_said(lang, &day, class, note),
    }
}

/// The class and the due day while the form is being filled in.
pub(super) fn judged(lang: Lang, judged: &Result<Understood, Complaints>) -> Markup {
    match judged {
        Ok(understood) => html! {
            @if let Some(judgement) = &understood.judgement {
                @let reasons: Vec<String> = judgement.because.iter().map(|one| reason(lang, *one)).collect();
                p {
                    (texts::judged_class(lang)) " " b { (lang.code(judgement.stability)) }
                    " " span.muted { (texts::judged_because(lang, &reasons.join(texts::list_joint(lang)))) }
                }
            }
            @if let Some(due) = understood.due {
                p {
                    (texts::judged_due(lang)) " " b { (due.on) }
                    " " span.muted { (due_rule(lang, due.rule)) }
                }
            } @else {
                p { (texts::judged_no_due(lang)) }
            }
        },
        Err(complaints) => {
            let open =
                complaints.iter().filter(|one| one.weight == xinan_domain::answers::Weight::Refuse).count();
            html! { p.muted { (texts::judge_open(lang, open)) } }
        }
    }
}

/// All visits of a person.
pub(super) fn history(
    actor: &Actor,
    now: &Moment,
    case: &VisibleCase,
    past: &[PastVisit],
    number: u32,
    per_page: u32,
) -> Markup {
    let lang = actor.lang;
    let person = format!("/people/{}", case.path_id());
    let total = u64::try_from(case.head.visit_count).unwrap_or(0);
    let body = html! {
        (head(&Head {
            title: &case.head.name,
            person: true,
            aside: &texts::visits_count(lang, total),
            acts: &[Button::primary(texts::act_record_visit(lang)).icon(Icon::Pen).link(&format!("{person}/visits/new"))],
            ..Head::default()
        }))
        @if past.is_empty() {
            (empty(texts::never_visited(lang), texts::never_visited_next(lang), None))
        } @else {
            (table(lang, case, past, texts::all_visits(lang)))
            (pagination(lang, Place { total, page: number, per_page }, |page| format!("{person}/visits?page={page}")))
        }
    };
    let here = format!("{person}/visits?page={number}");
    let about = About { title: &case.head.name, current: "/people", here: &here, ..About::default() };
    whole(actor, now, &about, &body)
}

/// Visits as a table; also the latest ones on the person's page.
pub(crate) fn table(lang: Lang, case: &VisibleCase, past: &[PastVisit], caption: &str) -> Markup {
    let columns = [
        Column::new(texts::column_day(lang)),
        Column::new(texts::column_mode(lang)),
        Column::new(texts::column_class(lang)),
        Column::new(texts::column_grade(lang)),
        Column::new(texts::column_note(lang)),
        Column::new(texts::column_doctor(lang)),
        Column::silent(texts::nav_print(lang)),
    ];
    let rows = html! {
        @for one in past {
            @let visit = &one.visit;
            @let at = format!("/people/{}/visits/{}", case.path_id(), one.id.simple());
            tr {
                td.nowrap { a href=(at) { (visit.visited_on) } }
                td.nowrap { (lang.code(visit.mode)) }
                td.nowrap { (lang.answer(visit.stability)) }
                td.nowrap {
                    @if let Some(risk) = visit.clinical().and_then(|one| one.risk) { (texts::grade(lang, risk.grade())) } @else { "—" }
                }
                td { (visit.note) }
                td.nowrap { (visit.doctor) }
                td { a href={ "/print/visits/" (case.path_id()) "/" (one.id.simple()) ".pdf" } { (texts::act_print(lang)) } }
            }
        }
    };
    Table { lang, caption, caption_seen: false, columns: &columns, class: "" }.show(&rows)
}

/// One visit, all of it.
pub(super) fn show(actor: &Actor, now: &Moment, case: &VisibleCase, past: &PastVisit) -> Markup {
    let lang = actor.lang;
    let person = format!("/people/{}", case.path_id());
    let answers = to_answers(&past.visit);
    let at = format!("{person}/visits/{}", past.id.simple());
    let mut acts = vec![Button::new(texts::act_print(lang)).icon(Icon::Print).link(&format!(
        "/print/visits/{}/{}.pdf",
        case.path_id(),
        past.id.simple()
    ))];
    if permits(actor, Action::CorrectVisit) {
        let label = match past.is_fresh(actor.account, now.day()) {
            true => texts::act_change(lang),
            false => texts::act_correct(lang),
        };
        acts.push(Button::new(label).icon(Icon::Pen).link(&format!("{at}/edit")));
    }
    let aside = texts::visit_of(lang, &past.visit.visited_on.to_string());
    let body = html! {
        (head(&Head { title: &case.head.name, person: true, aside: &aside, acts: &acts, ..Head::default() }))
        @for (number, (heading, from, to)) in SECTIONS.into_iter().enumerate() {
            @let facts: Vec<(&str, Markup)> = between(from, to)
                .filter_map(|field| {
                    let words = in_words(field, &answers, past, lang);
                    (!words.is_empty()).then(|| (lang.pick(field.label, field.label_en), html! { (words) }))
                })
                .collect();
            @if !facts.is_empty() {
                (Card::new(&format!("s{number}"), heading(lang)).show(&kv::facts(&facts)))
            }
        }
        @if let Some(due) = past.due {
            p.muted { (texts::judged_due(lang)) " " (due.on) " · " (due_rule(lang, due.rule)) }
        }
        @if past.recorded_on.is_none() { p.small.muted { (texts::from_workbook(lang)) } }
    };
    let about = About { title: &case.head.name, current: "/people", here: &at, ..About::default() };
    whole(actor, now, &about, &body)
}

fn in_words(field: &Field, answers: &Answers, past: &PastVisit, lang: Lang) -> String {
    match field.kind {
        Kind::Day => answers.get(field.id),
        Kind::Counts(_) => {
            let incidents = past.visit.clinical().and_then(|clinical| clinical.incidents);
            let Some(incidents) = incidents else { return String::new() };
            let acts: Vec<String> = incidents
                .iter()
                .filter(|(_, count)| *count > 0)
                .map(|(act, count)| texts::act_count(lang, lang.code(act), count))
                .collect();
            if acts.is_empty() { texts::none(lang).to_owned() } else { acts.join(texts::list_joint(lang)) }
        }
        Kind::Medicines => {
            let Some(clinical) = past.visit.clinical() else { return String::new() };
            let list = if field.id == "medicine" { &clinical.medicines } else { &clinical.guidance };
            let lines: Vec<String> = list.iter().map(|one| one.say(lang)).collect();
            lines.join(texts::list_joint(lang))
        }
        // No tick means none, but only of somebody who was judged.
        Kind::Many(_)
            if field.id == "symptoms" && past.visit.clinical().is_some_and(|one| one.risk.is_some()) =>
        {
            let words = last_time(field, answers, lang);
            if words.is_empty() { texts::none(lang).to_owned() } else { words }
        }
        _ => last_time(field, answers, lang),
    }
}

//! The form of a visit in the order of the paper: blank, refused, or with a visit to be changed.

use jiff::civil::Date;
use maud::{Markup, html};
use xinan_db::Uuid;
use xinan_domain::answers::{Answers, Complaints, Field, Kind, Need, between};
use xinan_domain::code::Code;
use xinan_domain::consent::{OfList, Processing, Subject, gate_of_list};
use xinan_domain::follow_up::{FIELDS, Stability, Visit, to_answers};
use xinan_domain::medicine::DRUGS;
use xinan_domain::text::Lang;
use xinan_domain::text::rules::Problem;

use super::differences::differences;
use super::judge::{Judged, judged, waiting};
use super::paper::SECTIONS;
use super::phone::Phone;
use super::questions::questions;
use super::reading::somebody;
use super::store::PastVisit;
use crate::case::words::{guardian_warning, near_day};
use crate::case::{Status, VisibleCase, reason};
use crate::policy::{Action, permits};
use crate::shell::actor::Actor;
use crate::shell::clock::Moment;
use crate::shell::page::{About, page as whole};
use crate::shell::ui::button::Button;
use crate::shell::ui::error_summary::error_summary;
use crate::shell::ui::field::{Extra, Filled, Frame, Lies, Text, answer_in_words, check, official, text};
use crate::shell::ui::form::{Form, Live, fold, hidden, result_bar};
use crate::shell::ui::head::{Head, head};
use crate::shell::ui::icons::Icon;
use crate::shell::ui::notice::notice;
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
    /// What the rules make of the answers, once there are some.
    pub(super) judged: Option<&'a Judged>,
    /// From whom else than the guardian of the form the person is to be safe.
    pub(super) kept_away: &'a [String],
    /// Somebody changed the visit while this was typed.
    pub(super) conflict: Option<Conflict<'a>>,
    /// It came with the key of a former session, and nothing of it was stored.
    pub(super) outdated: bool,
}

/// Who was quicker, and when.
pub(super) struct Conflict<'a> {
    pub(super) by: &'a str,
    pub(super) at: i64,
    /// What was typed, where it was understood.
    pub(super) typed: Option<Visit>,
}

/// Under which name a form's draft is kept in the browser.
pub(super) fn draft_key(case: &VisibleCase, changing: Option<Uuid>) -> String {
    match changing {
        None => format!("visit-{}", case.path_id()),
        Some(visit) => format!("visit-{}-{}", case.path_id(), visit.simple()),
    }
}

/// Whether an answer belongs to the medicines, which are known from the visit before.
pub(super) fn is_medicine(name: &str) -> bool {
    const PARTS: [&str; 8] =
        ["medicine", "morning", "noon", "evening", "weeks", "injection", "usage", "dose"];
    let stem = name.trim_end_matches(|c: char| c.is_ascii_digit());
    stem.len() < name.len() && PARTS.contains(&stem)
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

/// The form.
pub(super) fn form(actor: &Actor, now: &Moment, page: &FormPage<'_>) -> Markup {
    let lang = actor.lang;
    let person = format!("/people/{}", page.case.path_id());
    let (action, title) = match page.changing {
        // Where the form stands itself: a refused form can be read again, and signing in leads back to it.
        None => (format!("{person}/visits/new"), texts::visit_new(lang)),
        Some(past) => (format!("{person}/visits/{}/edit", past.id.simple()), texts::visit_change(lang)),
    };
    let last = page.last.map(|past| to_answers(&past.visit));
    let phone = Phone::of(lang, page, last.as_ref(), now.day());
    let names: Vec<String> = DRUGS.iter().map(|drug| drug.name.to_owned()).collect();
    let filled = Filled { lang, answers: page.answers, complaints: page.complaints, scope: "" };
    let ask = |field: &'static Field| {
        let before = last
            .as_ref()
            .filter(|_| !matches!(field.id, "visited_on" | "doctor" | "stability" | "next_on" | "mode"))
            .map(|last| answer_in_words(field, last, lang))
            .unwrap_or_default();
        let carried = page.changing.is_none() && last.as_ref().is_some_and(|last| last.has("medicine1"));
        let hint = if field.id == "medicine" && !carried { "" } else { hint(lang, field.id) };
        let names: &[String] = if field.kind == Kind::Medicines { &names } else { &[] };
        official(
            field,
            &filled,
            &Extra {
                last: &before,
                hint,
                when: when(field.id),
                names,
                lies: if field.id == "next_on" { Lies::Ahead } else { Lies::Lately },
                phone: phone.place(field),
                ..Extra::default()
            },
        )
    };
    let key = draft_key(page.case, page.changing.map(|past| past.id));
    let refused = page.complaints.refused() || page.conflict.is_some() || page.outdated;
    let judge_at = format!("{person}/visits/judge");
    let fresh = page.changing.is_none_or(|past| past.is_fresh(actor.account, now.day()));
    let before = page.before.map(|class| class.code().to_string()).unwrap_or_default();
    let gone = ["lost_reason", "died_on", "death_cause"].iter().any(|id| page.answers.has(id));
    let body = html! {
        // Enter without scripts saves; the first button of the page takes answers over.
        button.vh type="submit" tabindex="-1" aria-hidden="true" { (texts::act_save(lang)) }
        (error_summary(lang, &asked(), page.complaints, ""))
        (hidden("", &[
            ("visit_id", &page.visit.to_string()),
            ("before", &before),
            ("village", page.case.head.village.as_str()),
        ]))
        @for (heading, from, to) in SECTIONS {
            @let fields = html! {
                div.paper {
                    @for field in between(FIELDS, from, to) {
                        (ask(field))
                        @if field.id == "risk" { (questions(lang, page.answers)) }
                    }
                }
                @if from == "visited_on" { (same_day(lang, &person, page)) }
                @if from == "lost_reason" {
                    (check("not_kept", "1", texts::not_kept(lang), page.answers.get("not_kept") == "1"))
                    p.hint { (texts::not_kept_hint(lang)) }
                }
            };
            @if from == "lost_reason" {
                (fold(heading(lang), gone, &fields))
                (phone.places(page))
            } @else {
                section.group { header { h2 { (heading(lang)) } } (fields) }
            }
        }
        @if !fresh {
            @let mut frame = Frame::new(lang, "correction_reason", texts::correction_reason(lang));
            @let () = frame.errors.extend(page.complaints.at("correction_reason", lang));
            (text(&frame.hint(texts::correction_hint(lang)), Text::Line, page.answers.raw("correction_reason")))
        }
        (result_bar(lang, &buttons(lang, page.changing.is_none()), "judged", &html! {
            @match page.judged {
                Some(found) => (judged(lang, found)),
                None => (waiting(lang)),
            }
        }))
    };
    let form = Form {
        draft: Some(&key),
        refused,
        codes: true,
        live: Some(Live { url: &judge_at, target: "judged" }),
        ..Form::new(lang, &action, &actor.form_key)
    };
    let one = &page.case.head;
    let facts = [texts::sex_and_age(lang, lang.code(one.sex), one.age(now.day())), one.short_no()];
    let facts: Vec<&str> = facts.iter().map(String::as_str).collect();
    let content = html! {
        (head(&Head { title: &one.name, person: true, aside: title, facts: &facts, ..Head::default() }))
        @if let Some(warning) = guardian_warning(one, lang) {
            (notice(Tone::Soon, &html! { (warning) }))
        }
        @if !page.kept_away.is_empty() {
            (notice(Tone::Soon, &html! { (texts::kept_away(lang, &page.kept_away.join(texts::list_joint(lang)))) }))
        }
        @if page.outdated {
            (notice(Tone::First, &html! { p role="alert" { (texts::form_outdated(lang)) } }))
        }
        @if let (Some(conflict), Some(past)) = (&page.conflict, page.changing) {
            (notice(Tone::First, &html! {
                p role="alert" { (texts::conflict(lang, somebody(lang, conflict.by), &Moment::of_micros(conflict.at).stamp())) }
                a href={ (person) "/visits/" (past.id.simple()) } target="_blank" { (texts::conflict_see(lang)) }
            }))
            @if let Some(typed) = &conflict.typed { (differences(lang, &past.visit, typed)) }
        }
        @if page.changing.is_none() { (gone_before(actor, page.case, &person)) (declined(actor, page.case, &person)) }
        @if let Some(past) = page.last {
            @let said = said_last(lang, past, now.day());
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
        person: Some(&one.name),
        current: "/people",
        here: &person,
        back: Some(&person),
        refused,
        ..About::default()
    };
    whole(actor, now, &about, &content)
}

/// What a new visit means for somebody who is recorded as dead or lost, and where a mistake is corrected.
fn gone_before(actor: &Actor, case: &VisibleCase, person: &str) -> Markup {
    let lang = actor.lang;
    let on = case.head.status_on.map(|day| day.to_string()).unwrap_or_default();
    let (tone, said, action, what, label) = match case.head.status {
        Status::Dead => (
            Tone::First,
            texts::visit_after_death(lang, &on),
            Action::CorrectDeath,
            "death",
            texts::standing_not_dead(lang),
        ),
        Status::Lost => (
            Tone::Info,
            texts::visit_of_lost(lang, &on),
            Action::CorrectLoss,
            "loss",
            texts::standing_not_lost(lang),
        ),
        Status::Open | Status::Closed => return html! {},
    };
    notice(
        tone,
        &html! {
            (said) " "
            @if permits(actor, action) {
                a href={ (person) "/standing/" (what) } { (label) }
            } @else if action == Action::CorrectDeath {
                (texts::standing_ask_county(lang))
            }
        },
    )
}

/// That the person has declined, what a visit is for then, and where an answer is noted.
fn declined(actor: &Actor, case: &VisibleCase, person: &str) -> Markup {
    let (lang, head) = (actor.lang, &case.head);
    let of = OfList { management: head.consent, informed_on: head.informed_on, ..OfList::default() };
    let goes_on = gate_of_list(Processing::Routine, &of).goes_on;
    if goes_on || matches!(head.status, Status::Dead | Status::Closed) {
        return html! {};
    }
    let offer = format!("{person}/consents/new?subject={}", Subject::Management.code());
    notice(
        Tone::Soon,
        &html! {
            (texts::visit_of_declined(lang))
            @if permits(actor, Action::RecordConsent) { " " a href=(offer) { (texts::todo_offer_act(lang)) } }
        },
    )
}

/// The questions of the page: those of the paper, and the one that a correction adds.
fn asked() -> Vec<Field> {
    let correction = Field {
        id: "correction_reason",
        label: texts::correction_reason(Lang::Zh),
        label_en: texts::correction_reason(Lang::En),
        kind: Kind::Text(reason::LONGEST),
        need: Need::Conditional,
        columns: &[],
    };
    FIELDS.iter().copied().chain([correction]).collect()
}

/// The tick for a second visit of one day, once it is asked for.
fn same_day(lang: Lang, person: &str, page: &FormPage<'_>) -> Markup {
    let ticked = page.answers.get("another") == "1";
    let wanted = ticked || page.complaints.iter().any(|one| one.problem == Problem::VisitedThatDay);
    html! {
        @if wanted {
            (check("another", "1", texts::another_visit(lang), ticked))
            p { a href={ (person) "/visits" } { (texts::visits_that_day(lang)) } }
        }
    }
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

fn said_last(lang: Lang, past: &PastVisit, today: Date) -> String {
    let day = near_day(lang, past.visit.visited_on, today);
    let class = past.visit.stability.map_or("", |class| lang.code(class));
    match past.visit.note.as_str() {
        "" => texts::last_time(lang, &day, class),
        note => texts::last_time_said(lang, &day, class, note),
    }
}

//! Pages of visits: the form in the order of the paper, the history, one visit.

use jiff::civil::Date;
use maud::{Markup, html};
use xinan_db::Uuid;
use xinan_domain::answers::{Answers, Complaints, Field, Kind, Need};
use xinan_domain::code::Code;
use xinan_domain::follow_up::{FIELDS, Stability, Visit, to_answers};
use xinan_domain::medicine::DRUGS;
use xinan_domain::text::Lang;
use xinan_domain::text::rules::Problem;

use super::differences::differences;
use super::judge::{Judged, judged};
use super::questions::questions;
use super::store::{Change, PastVisit};
use crate::case::event::store::TakenBack;
use crate::case::words::near_day;
use crate::case::{VisibleCase, reason};
use crate::policy::{Action, permits, permits_change};
use crate::shell::actor::Actor;
use crate::shell::clock::Moment;
use crate::shell::page::{About, page as whole};
use crate::shell::ui::button::Button;
use crate::shell::ui::card::Card;
use crate::shell::ui::error_summary::error_summary;
use crate::shell::ui::field::{Extra, Filled, Frame, Text, check, official, text};
use crate::shell::ui::form::{Form, Live, fold, hidden, submit_bar};
use crate::shell::ui::head::{Head, crumbs_of_person, head};
use crate::shell::ui::icons::Icon;
use crate::shell::ui::kv;
use crate::shell::ui::notice::{empty, notice};
use crate::shell::ui::pagination::{Place, pagination};
use crate::shell::ui::table::{Column, Table};
use crate::shell::ui::tag::{Tone, tag};
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
    /// Somebody changed the visit while this was typed.
    pub(super) conflict: Option<Conflict<'a>>,
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
        items.iter().find(|item| item.code.to_string() == code).map(|item| {
            match lang.pick(item.label, item.label_en) {
                // 0级 says its number already.
                label if label.starts_with(&item.code.to_string()) => label.to_owned(),
                label => format!("{} {label}", item.code),
            }
        })
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
        // Where the form stands itself: a refused form can be read again, and signing in leads back to it.
        None => (format!("{person}/visits/new"), texts::visit_new(lang)),
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
                ahead: field.id == "next_on",
                ..Extra::default()
            },
        )
    };
    let key = draft_key(page.case, page.changing.map(|past| past.id));
    let refused = page.complaints.refused() || page.conflict.is_some();
    let judge_at = format!("{person}/visits/judge");
    let fresh = page.changing.is_none_or(|past| past.is_fresh(actor.account, now.day()));
    let before = page.before.map(|class| class.code().to_string()).unwrap_or_default();
    let gone = ["lost_reason", "died_on", "death_cause"].iter().any(|id| page.answers.has(id));
    let body = html! {
        (error_summary(lang, &asked(), page.complaints, ""))
        (hidden("", &[
            ("visit_id", &page.visit.to_string()),
            ("before", &before),
            ("village", page.case.head.village.as_str()),
        ]))
        @for (heading, from, to) in SECTIONS {
            @let fields = html! {
                div.paper {
                    @for field in between(from, to) {
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
            div id="judged" aria-live="polite" {
                @match page.judged {
                    Some(found) => (judged(lang, found)),
                    None => span.muted { (texts::judge_waiting(lang)) },
                }
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
        @if let (Some(conflict), Some(past)) = (&page.conflict, page.changing) {
            (notice(Tone::First, &html! {
                p role="alert" { (texts::conflict(lang, somebody(lang, conflict.by), &Moment::of_micros(conflict.at).stamp())) }
                a href={ (person) "/visits/" (past.id.simple()) } target="_blank" { (texts::conflict_see(lang)) }
            }))
            @if let Some(typed) = &conflict.typed { (differences(lang, &past.visit, typed)) }
        }
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

/// A page of the history.
pub(super) struct History<'a> {
    pub(super) past: &'a [PastVisit],
    /// The days of visits that were changed, with their changes.
    pub(super) changed: &'a [(Date, Vec<Change>)],
    /// The days of visits that were taken back, and how.
    pub(super) taken_back: &'a [(Date, Change)],
    /// Deaths and losses of rosters that were corrected.
    pub(super) standing: &'a [TakenBack],
    pub(super) number: u32,
    pub(super) per_page: u32,
}

/// All visits of a person.
pub(super) fn history(actor: &Actor, now: &Moment, case: &VisibleCase, shown: &History<'_>) -> Markup {
    let lang = actor.lang;
    let (past, number, per_page) = (shown.past, shown.number, shown.per_page);
    let person = format!("/people/{}", case.path_id());
    let total = u64::try_from(case.head.visit_count).unwrap_or(0);
    let body = html! {
        (crumbs_of_person(lang, &case.head.name, &person, texts::all_visits(lang)))
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
        }
        @if !shown.changed.is_empty() {
            (Card::new("changes", texts::changes_title(lang)).show(&html! {
                ul.log {
                    @for (day, changes) in shown.changed {
                        @for change in changes {
                            li { (texts::visit_of(lang, &day.to_string())) " · " (changed(lang, &person, change)) }
                        }
                    }
                }
            }))
        }
        @if !shown.taken_back.is_empty() {
            (Card::new("taken-back", texts::withdrawn_title(lang)).show(&html! {
                ul.log {
                    @for (day, change) in shown.taken_back {
                        li {
                            (texts::visit_of(lang, &day.to_string())) " · "
                            (texts::withdrawn_line(
                                lang,
                                &Moment::of_micros(change.at).stamp(),
                                somebody(lang, &change.by),
                                &change.reason,
                            )) " "
                            a href={ (person) "/visits/" (change.former.simple()) } { (texts::withdrawn_see(lang)) }
                        }
                    }
                }
            }))
        }
        @if !shown.standing.is_empty() {
            (Card::new("standing", texts::standing_changes(lang)).show(&html! {
                ul.log {
                    @for one in shown.standing {
                        li {
                            (texts::standing_line(
                                lang,
                                lang.code(one.kind),
                                &one.on.to_string(),
                                &Moment::of_micros(one.at).stamp(),
                                somebody(lang, &one.by),
                                &one.reason,
                            ))
                        }
                    }
                }
            }))
        }
        @if !past.is_empty() {
            (pagination(lang, Place { total, page: number, per_page }, |page| format!("{person}/visits?page={page}")))
        }
    };
    let here = format!("{person}/visits?page={number}");
    let name = case.head.name.as_str();
    let about =
        About { title: name, person: Some(name), current: "/people", here: &here, ..About::default() };
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
                td.nowrap.lead {
                    a href=(at) { (visit.visited_on) }
                    @if one.replaces.is_some() { " " (tag(Tone::Plain, texts::corrected_tag(lang))) }
                }
                td.nowrap { (lang.code(visit.mode)) }
                td.nowrap { (lang.answer(visit.stability)) }
                td.nowrap {
                    @if let Some(risk) = visit.clinical().and_then(|one| one.risk) { (texts::grade(lang, risk.grade())) } @else { "—" }
                }
                td.said { (visit.note) }
                td.nowrap { (visit.doctor) }
                td { a href={ "/print/visits/" (case.path_id()) "/" (one.id.simple()) ".pdf" } target="_blank" rel="noopener" { (texts::act_print(lang)) } }
            }
        }
    };
    Table { lang, caption, caption_seen: false, columns: &columns, class: "cards split" }.show(&rows)
}

/// One visit as it is shown: this version, which one is the last, and what was changed before.
pub(super) struct Shown<'a> {
    pub(super) past: &'a PastVisit,
    pub(super) last: Uuid,
    pub(super) due_because: Option<String>,
    pub(super) changes: &'a [Change],
    pub(super) withdrawn_by: String,
}

/// One visit, all of it.
pub(super) fn show(actor: &Actor, now: &Moment, case: &VisibleCase, shown: &Shown<'_>) -> Markup {
    let lang = actor.lang;
    let past = shown.past;
    let former = past.withdrawn.as_ref();
    let person = format!("/people/{}", case.path_id());
    let answers = to_answers(&past.visit);
    let at = format!("{person}/visits/{}", past.id.simple());
    // What is printed or changed is the version that counts.
    let mut acts = vec![Button::new(texts::act_print(lang)).icon(Icon::Print).link(&format!(
        "/print/visits/{}/{}.pdf",
        case.path_id(),
        shown.last.simple()
    ))];
    let fresh = past.is_fresh(actor.account, now.day());
    let changeable = permits_change(actor, fresh, past.reports_death());
    if former.is_some() {
        acts.clear();
    } else if changeable {
        let label = match fresh {
            true => texts::act_change(lang),
            false => texts::act_correct(lang),
        };
        acts.push(Button::new(label).icon(Icon::Pen).link(&format!("{at}/edit")));
        acts.push(Button::new(texts::act_withdraw(lang)).link(&format!("{at}/withdrawal")));
    }
    let day = past.visit.visited_on.to_string();
    let aside = match former {
        Some(_) if shown.last == past.id => texts::withdrawn_of(lang, &day),
        Some(_) => texts::former_of(lang, &day),
        None => texts::visit_of(lang, &day),
    };
    let body = html! {
        (crumbs_of_person(lang, &case.head.name, &person, &aside))
        (head(&Head { title: &case.head.name, person: true, aside: &aside, acts: &acts, ..Head::default() }))
        @if let Some(withdrawn) = former {
            @let at = Moment::of_micros(withdrawn.at).stamp();
            @let by = somebody(lang, &shown.withdrawn_by);
            (notice(Tone::Soon, &html! {
                @if shown.last == past.id {
                    (texts::withdrawn_notice(lang, &at, by, &withdrawn.reason))
                } @else {
                    p { (texts::former_notice(lang, &at, by, &withdrawn.reason)) }
                    a href={ (person) "/visits/" (shown.last.simple()) } { (texts::former_current(lang)) }
                }
            }))
        }
        @if former.is_none() && !changeable && permits(actor, Action::CorrectVisit) {
            (notice(Tone::Info, &html! { (texts::death_kept(lang)) }))
        }
        @for (number, (heading, from, to)) in SECTIONS.into_iter().enumerate() {
            @let facts: Vec<(&str, Markup)> = between(from, to)
                .filter_map(|field| {
                    let words = in_words(field, &answers, &past.visit, lang);
                    (!words.is_empty()).then(|| (lang.pick(field.label, field.label_en), html! { (words) }))
                })
                .collect();
            @if !facts.is_empty() {
                (Card::new(&format!("s{number}"), heading(lang)).show(&kv::facts(&facts)))
            }
        }
        @if let (Some(due), Some(because)) = (past.due, &shown.due_because) {
            p.muted { (texts::judged_due(lang)) " " (due.on) " · " (because) }
        }
        @if !shown.changes.is_empty() {
            (Card::new("changes", texts::changes_title(lang)).show(&html! {
                ul.log {
                    @for change in shown.changes { li { (changed(lang, &person, change)) } }
                }
            }))
        }
        @if past.recorded_on.is_none() && past.replaces.is_none() { p.small.muted { (texts::from_workbook(lang)) } }
    };
    let name = case.head.name.as_str();
    let about = About { title: name, person: Some(name), current: "/people", here: &at, ..About::default() };
    whole(actor, now, &about, &body)
}

/// When, by whom and why a visit was changed, and where it can be read as it was before.
fn changed(lang: Lang, person: &str, change: &Change) -> Markup {
    let at = Moment::of_micros(change.at).stamp();
    html! {
        (texts::change_line(lang, &at, somebody(lang, &change.by), &change.reason)) " "
        a href={ (person) "/visits/" (change.former.simple()) } { (texts::change_before(lang)) }
    }
}

/// The name of who changed a visit.
fn somebody(lang: Lang, name: &str) -> &str {
    if name.is_empty() { texts::by_nobody(lang) } else { name }
}

/// What a visit says under a field; nothing where it is open.
pub(super) fn in_words(field: &Field, answers: &Answers, visit: &Visit, lang: Lang) -> String {
    match field.kind {
        Kind::Day => answers.get(field.id),
        Kind::Counts(_) => {
            let incidents = visit.clinical().and_then(|clinical| clinical.incidents);
            let Some(incidents) = incidents else { return String::new() };
            let acts: Vec<String> = incidents
                .iter()
                .filter(|(_, count)| *count > 0)
                .map(|(act, count)| texts::act_count(lang, lang.code(act), count))
                .collect();
            if acts.is_empty() { texts::none(lang).to_owned() } else { acts.join(texts::list_joint(lang)) }
        }
        Kind::Medicines => {
            let Some(clinical) = visit.clinical() else { return String::new() };
            let list = if field.id == "medicine" { &clinical.medicines } else { &clinical.guidance };
            let lines: Vec<String> = list.iter().map(|one| one.say(lang)).collect();
            lines.join(texts::list_joint(lang))
        }
        // No tick means none, but only of somebody who was judged.
        Kind::Many(_) if field.id == "symptoms" && visit.clinical().is_some_and(|one| one.risk.is_some()) => {
            let words = last_time(field, answers, lang);
            if words.is_empty() { texts::none(lang).to_owned() } else { words }
        }
        _ => last_time(field, answers, lang),
    }
}

//! The pages of exams and results.

mod course;
mod form;

use maud::{Markup, html};
use xinan_domain::examination::alert::Alert;
use xinan_domain::examination::{Ecg, Examination, ITEM_FIELDS, Item, Occasion};
use xinan_domain::parameter::Periods;
use xinan_domain::text::Lang;
use xinan_domain::text::rules::Problem as Wrong;

use super::alert::store::Noted;
use super::alert::{due_on, note_of, standing_in};
use super::store::Kept;
use super::web::Known;
use crate::case::VisibleCase;
use crate::case::facts::checks;
use crate::case::words::{due_in_words, saved};
use crate::policy::{Action, permits, permits_examination_correction};
use crate::shell::actor::Actor;
use crate::shell::app::Settings;
use crate::shell::clock::Moment;
use crate::shell::page::{About, page as whole};
use crate::shell::ui::button::Button;
use crate::shell::ui::card::Card;
use crate::shell::ui::error_summary::{Line, summary};
use crate::shell::ui::field::{Frame, Text, text};
use crate::shell::ui::form::{Form, submit_bar};
use crate::shell::ui::head::{Head, crumbs_of_person, head};
use crate::shell::ui::icons::Icon;
use crate::shell::ui::kv::facts as pairs;
use crate::shell::ui::notice::{Flash, empty, notice};
use crate::shell::ui::plot::number;
use crate::shell::ui::table::{Column, Table};
use crate::shell::ui::tag::{Tone, tag};
use crate::shell::ui::todo::{Todo, todos};
use crate::texts;

pub(super) use form::{FormPage, draft_key, form};

/// The field of a reason.
pub(super) const REASON: &str = "exam_reason";

/// Which items a line of the list names, those that matter most first.
const MAIN: [Item; 9] = [
    Item::WhiteCells,
    Item::Neutrophils,
    Item::Lithium,
    Item::Qtc,
    Item::SystolicLeft,
    Item::Weight,
    Item::Alt,
    Item::Glucose,
    Item::Haemoglobin,
];

/// 白细胞 6.1 ×10⁹/L
fn value_of(lang: Lang, item: Item, value: f64) -> String {
    texts::exam_value(lang, lang.code(item), &number(value), item.range().unit)
}

/// The main results in a line.
fn in_a_line(lang: Lang, one: &Examination) -> String {
    let found = MAIN.iter().filter_map(|item| Some(value_of(lang, *item, one.value(*item)?)));
    let mut found: Vec<String> = found.take(4).collect();
    if found.is_empty() {
        found.extend(one.values.iter().take(4).map(|(item, value)| value_of(lang, *item, *value)));
    }
    found.join(texts::list_joint(lang))
}

/// What was seen on the electrocardiogram.
fn ecg_in_words(lang: Lang, ecg: &Ecg) -> String {
    match ecg {
        Ecg::Normal => lang.code(xinan_domain::examination::EcgResult::Normal).to_owned(),
        Ecg::Abnormal(seen) if seen.is_empty() => {
            lang.code(xinan_domain::examination::EcgResult::Abnormal).to_owned()
        }
        Ecg::Abnormal(seen) => texts::exam_ecg_seen(lang, seen),
    }
}

/// Who recorded it, and on which day.
fn recorded(lang: Lang, kept: &Kept) -> String {
    let by = if kept.by.is_empty() { texts::by_nobody(lang) } else { &kept.by };
    let by = texts::consent_recorded(lang, by, &Moment::of_micros(kept.recorded_at).day().to_string());
    match kept.of_workbook {
        true => format!("{by} · {}", texts::exam_of_workbook(lang)),
        false => by,
    }
}

/// What was done about an alert.
fn noted(lang: Lang, note: &Noted) -> String {
    let line =
        texts::alert_seen_to(lang, &note.what.done_on.to_string(), lang.code(note.what.done), &note.by);
    match note.what.words.as_str() {
        "" => line,
        words => texts::alert_seen_to_words(lang, &line, words),
    }
}

/// The alerts of one result: what was found, and what was done or is to be done.
fn alerts_of(
    actor: &Actor,
    now: &Moment,
    (known, periods): (&Known, &Periods),
    (kept, alerts): (&Kept, &[Alert]),
    at: &str,
) -> Markup {
    let lang = actor.lang;
    if alerts.is_empty() {
        return html! {};
    }
    let note = note_of(kept, alerts, &known.former, &known.notes);
    let tone = if note.is_some() { Tone::Soon } else { Tone::First };
    notice(
        tone,
        &html! {
            @for alert in alerts { p { (alert.say(lang)) } }
            @match note {
                Some(note) => p.small { (noted(lang, note)) },
                None => {
                    @let (when, _) = due_in_words(lang, due_on(kept, periods), now.day());
                    p.small { (texts::alert_waits(lang)) " " (texts::alert_late(lang, &when)) }
                },
            }
            @if permits(actor, Action::SeeToAlert) && note.is_none() {
                p { (Button::new(texts::task_see_to_alert(lang)).small().link(&format!("{at}/alert"))) }
            }
        },
    )
}

/// The alerts that stand, result by result.
fn by_result(known: &Known, periods: &Periods) -> Vec<(usize, Vec<Alert>)> {
    let mut found: Vec<(usize, Vec<Alert>)> = Vec::new();
    for (at, alert) in standing_in(&known.live, &known.facts, periods) {
        match found.last_mut().filter(|(place, _)| *place == at) {
            Some((_, alerts)) => alerts.push(alert),
            None => found.push((at, vec![alert])),
        }
    }
    found
}

/// Everything that was recorded: what alerts, what is due, the course, the list.
pub(super) fn list(
    actor: &Actor,
    now: &Moment,
    (settings, case): (&Settings, &VisibleCase),
    known: &Known,
    done: &str,
) -> Markup {
    let lang = actor.lang;
    let name = case.head.name.as_str();
    let person = format!("/people/{}", case.path_id());
    let here = format!("{person}/examinations");
    let periods = settings.rules.periods(&case.head.village);
    let title = texts::exam_title(lang);
    let mut acts = Vec::new();
    if permits(actor, Action::RecordExamination) {
        acts.push(Button::primary(texts::exam_record(lang)).icon(Icon::Pen).link(&format!("{here}/new")));
    }
    let alerts = by_result(known, &periods);
    let states = known.facts.consent_states(now.day());
    let checks = checks::all(&known.facts, &periods, &states);
    let body = html! {
        (crumbs_of_person(lang, name, &person, title))
        (head(&Head { title: name, person: true, aside: title, acts: &acts, ..Head::default() }))
        div.stack {
            @for (at, alerts) in &alerts {
                @if let Some(kept) = known.live.get(*at) {
                    (alerts_of(actor, now, (known, &periods), (kept, alerts), &format!("{here}/{}", kept.path_id())))
                }
            }
            (Card::new("checks", texts::exam_checks(lang)).show(&next_checks(lang, now, &checks)))
            @if known.live.is_empty() {
                (empty(texts::exam_list_none(lang), texts::exam_list_none_next(lang), None))
            } @else {
                (course::course(lang, known, &periods))
                (table(lang, known, &alerts, &here))
            }
            (former(lang, known, &here))
        }
    };
    let flash = saved(lang, done).map(Flash::done);
    let about =
        About { title: name, person: Some(name), current: "/people", here: &here, flash, ..About::default() };
    whole(actor, now, &about, &body)
}

/// What medicines ask for, the earliest first.
fn next_checks(lang: Lang, now: &Moment, checks: &[xinan_domain::examination::watch::Check]) -> Markup {
    if checks.is_empty() {
        return html! { p.muted { (texts::exam_checks_none(lang)) } };
    }
    let lines: Vec<(String, Tone, &str, String)> = checks
        .iter()
        .map(|check| {
            let (when, tone) = due_in_words(lang, check.due_on, now.day());
            let why = texts::todo_why(lang, &check.say(lang), &check.due_on.to_string(), check.source(lang));
            (when, tone, check.watch.say(lang), why)
        })
        .collect();
    let list: Vec<Todo<'_>> = lines
        .iter()
        .map(|(when, tone, what, why)| Todo { tone: *tone, when, what, why, who: "", act: None })
        .collect();
    todos(&list)
}

/// All that counts, the latest first.
fn table(lang: Lang, known: &Known, alerts: &[(usize, Vec<Alert>)], here: &str) -> Markup {
    let columns = [
        Column::new(texts::column_day(lang)),
        Column::new(texts::column_exam(lang)),
        Column::new(texts::column_results(lang)),
        Column::new(texts::column_recorded(lang)),
    ];
    let caption = texts::exam_all(lang, known.live.len());
    let rows = html! {
        @for (at, kept) in known.live.iter().enumerate() {
            @let own: &[Alert] = alerts.iter().find(|(place, _)| *place == at).map_or(&[], |(_, own)| own);
            tr {
                td.nowrap.lead {
                    a href={ (here) "/" (kept.path_id()) } { (kept.one.examined_on) }
                    @if kept.replaces.is_some() { " " (tag(Tone::Plain, texts::corrected_tag(lang))) }
                }
                td.nowrap { (lang.code(kept.one.occasion)) }
                td {
                    (in_a_line(lang, &kept.one))
                    @if let Some(ecg) = &kept.one.ecg { " · " (texts::exam_ecg(lang)) " " (ecg_in_words(lang, ecg)) }
                    @for alert in own { " " (tag(Tone::First, lang.code(alert.item))) }
                }
                td { (recorded(lang, kept)) }
            }
        }
    };
    let table =
        Table { lang, caption: &caption, caption_seen: false, columns: &columns, class: "cards split" };
    Card::new("all", &caption).show(&table.show(&rows))
}

/// What was corrected or taken back.
fn former(lang: Lang, known: &Known, here: &str) -> Markup {
    if known.former.is_empty() {
        return html! {};
    }
    Card::new("former", texts::exam_former(lang)).show(&html! {
        ul.log {
            @for kept in &known.former {
                @if let Some((at, by, reason)) = &kept.withdrawn {
                    li {
                        (texts::exam_former_line(lang, &kept.one.examined_on.to_string(), &Moment::of_micros(*at).stamp(), by, reason))
                        " " a href={ (here) "/" (kept.path_id()) } { (texts::exam_see_former(lang)) }
                    }
                }
            }
        }
    })
}

/// One version.
pub(super) struct Shown<'a> {
    pub(super) case: &'a VisibleCase,
    pub(super) kept: &'a Kept,
    pub(super) known: &'a Known,
    pub(super) settings: &'a Settings,
    pub(super) done: &'a str,
}

/// The page of one version.
pub(super) fn one(actor: &Actor, now: &Moment, shown: &Shown<'_>) -> Markup {
    let lang = actor.lang;
    let (case, kept, known) = (shown.case, shown.kept, shown.known);
    let name = case.head.name.as_str();
    let list = format!("/people/{}/examinations", case.path_id());
    let here = format!("{list}/{}", kept.path_id());
    let one = &kept.one;
    let periods = shown.settings.rules.periods(&case.head.village);
    let title = texts::exam_when(lang, &one.examined_on.to_string(), lang.code(one.occasion));
    let counts = kept.withdrawn.is_none();
    let at = known.live.iter().position(|other| other.id == kept.id);
    let alerts: Vec<Alert> = by_result(known, &periods)
        .into_iter()
        .filter(|(place, _)| Some(*place) == at)
        .flat_map(|(_, alerts)| alerts)
        .collect();
    let person = known.facts.circumstances(one.examined_on);
    let names = |items: Vec<Item>| -> String {
        let names: Vec<&str> = items.into_iter().map(|item| lang.code(item)).collect();
        names.join(texts::list_joint(lang))
    };
    let mut acts = Vec::new();
    if counts && permits(actor, Action::PrintForms) && cfg!(feature = "pdf") {
        acts.push(Button::new(texts::act_print(lang)).icon(Icon::Print).paper(&format!("/print{here}.pdf")));
    }
    let is_exam = one.occasion == Occasion::Yearly;
    let lacks = one.missing_for_medicines(&person);
    let body = html! {
        (crumbs_of_person(lang, name, &list, &title))
        (head(&Head { title: name, person: true, aside: &title, acts: &acts, ..Head::default() }))
        div.stack {
            @if let Some((at, by, reason)) = &kept.withdrawn {
                (notice(Tone::Soon, &html! {
                    (texts::exam_corrected_notice(lang, &Moment::of_micros(*at).day().to_string(), by, reason)) " "
                    @if let Some(after) = known.after(kept.id) {
                        a href={ (list) "/" (after.path_id()) } { (texts::exam_newer(lang)) }
                    }
                }))
            }
            (alerts_of(actor, now, (known, &periods), (kept, &alerts), &here))
            @if counts && is_exam && !one.is_complete() {
                @let mut missing = names(one.missing());
                @let () = if one.ecg.is_none() {
                    if !missing.is_empty() { missing.push_str(texts::list_joint(lang)); }
                    missing.push_str(texts::exam_ecg(lang));
                };
                (notice(Tone::Info, &html! { (texts::exam_incomplete(lang, &missing)) }))
            }
            @if counts && !lacks.is_empty() {
                (notice(Tone::Info, &html! { (texts::exam_missing_for_medicine(lang, &names(lacks))) }))
            }
            (Card::new("results", &title).show(&html! {
                (values(lang, one, &alerts))
                p.small.muted { (recorded(lang, kept)) }
                p.small { a href=(list) { (texts::exam_see_all(lang)) } }
            }))
            @if counts && permits_examination_correction(actor, kept.recorded_by == Some(actor.account)) {
                p.small {
                    a href={ (here) "/edit" } { (texts::exam_change(lang)) } " · "
                    a href={ (here) "/withdrawal" } { (texts::exam_delete(lang)) }
                }
            }
        }
    };
    let flash = match shown.done {
        "late" => Some(Flash { tone: Tone::Soon, sentence: texts::exam_late(lang), end: None }),
        done => saved(lang, done).map(Flash::done),
    };
    let about =
        About { title: name, person: Some(name), current: "/people", here: &here, flash, ..About::default() };
    whole(actor, now, &about, &body)
}

/// What was found, in the order of the form.
fn values(lang: Lang, one: &Examination, alerts: &[Alert]) -> Markup {
    let mut found: Vec<(&str, Markup)> = Vec::new();
    for (_, item) in ITEM_FIELDS {
        let Some(value) = one.value(*item) else { continue };
        let alert = alerts.iter().find(|alert| alert.item == *item);
        let value = html! {
            (number(value)) " " (item.range().unit)
            @if let Some(alert) = alert { " " (tag(Tone::First, &number(alert.limit))) }
        };
        found.push((lang.code(*item), value));
        if let (Item::Weight, Some(index)) = (item, one.body_mass_index()) {
            found.push((texts::exam_bmi(lang), html! { (number((index * 10.0).round() / 10.0)) " kg/m²" }));
        }
    }
    if let Some(ecg) = &one.ecg {
        found.push((texts::exam_ecg(lang), html! { (ecg_in_words(lang, ecg)) }));
    }
    if !one.conclusion.is_empty() {
        found.push((texts::exam_group_result(lang), html! { (one.conclusion) }));
    }
    html! {
        (pairs(&found))
        @if let Some(by) = one.agreed_by { p.small { (texts::exam_agreed_by(lang, lang.code(by))) } }
    }
}

/// The page on which one is taken back.
pub(super) fn withdrawal(
    actor: &Actor,
    now: &Moment,
    case: &VisibleCase,
    kept: &Kept,
    reason: &str,
    wrong: Option<&Wrong>,
) -> Markup {
    let lang = actor.lang;
    let name = case.head.name.as_str();
    let exam = format!("/people/{}/examinations/{}", case.path_id(), kept.path_id());
    let action = format!("{exam}/withdrawal");
    let label = texts::withdrawal_reason(lang);
    let sentence = wrong.map(|wrong| wrong.say(lang));
    let mut frame = Frame::new(lang, REASON, label);
    frame.errors.extend(sentence.clone());
    let lines: Vec<Line<'_>> = sentence
        .iter()
        .map(|say| Line { field: REASON, sentence: texts::summary_line(lang, label, say) })
        .collect();
    let title = texts::exam_taken_back(lang);
    let form = Form { refused: wrong.is_some(), ..Form::new(lang, &action, &actor.form_key) };
    let body = html! {
        @if !lines.is_empty() { (summary(lang, &lines, "")) }
        (crumbs_of_person(lang, name, &exam, title))
        (head(&Head { title: name, person: true, aside: title, ..Head::default() }))
        (notice(Tone::Soon, &html! { (texts::exam_taken_back_notice(lang)) }))
        p { (kept.one.examined_on) " · " (lang.code(kept.one.occasion)) " · " (in_a_line(lang, &kept.one)) }
        (form.show(&html! {
            (text(&frame.hint(texts::withdrawal_hint(lang)), Text::Line, reason))
            (submit_bar(&[Button::primary(texts::act_withdraw(lang)).submit()], &html! {
                a href=(exam) { (texts::act_cancel(lang)) }
            }))
        }))
    };
    let about = About {
        title: name,
        person: Some(name),
        current: "/people",
        here: &action,
        back: Some(&exam),
        refused: wrong.is_some(),
        ..About::default()
    };
    whole(actor, now, &about, &body)
}

/// The latest results, on the person's page.
pub(crate) fn latest(
    actor: &Actor,
    path: &str,
    (live, last_exam): (&[Kept], Option<jiff::civil::Date>),
) -> Markup {
    let lang = actor.lang;
    let list = format!("{path}/examinations");
    let end = html! { a href=(list) { (texts::exam_all(lang, live.len())) } };
    Card::new("exams", texts::exam_title(lang)).end(end).show(&html! {
        ul.log {
            li {
                @match last_exam {
                    Some(day) => (texts::exam_last(lang, &day.to_string())),
                    None => (texts::exam_last_none(lang)),
                }
            }
            @for kept in live.iter().take(3) {
                li {
                    a href={ (list) "/" (kept.path_id()) } { (kept.one.examined_on) } " · "
                    (lang.code(kept.one.occasion)) " · " (in_a_line(lang, &kept.one))
                }
            }
        }
        @if permits(actor, Action::RecordExamination) {
            p { (Button::new(texts::exam_record(lang)).small().link(&format!("{list}/new"))) }
        }
    })
}

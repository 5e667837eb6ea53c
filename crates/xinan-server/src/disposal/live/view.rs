//! The page of an emergency.

use maud::{Markup, html};
use xinan_db::Uuid;
use xinan_domain::answers::{Answers, Complaints, field};
use xinan_domain::code::Code;
use xinan_domain::consent::Subject;
use xinan_domain::disposal::{
    Due, ENTRY_FIELDS, Entry, Ground, Kind, State as Stand, WhatHappened, grounds_on,
};
use xinan_domain::text::Lang;
use xinan_domain::text::rules::Problem as Wrong;

use super::web::Course;
use crate::case::VisibleCase;
use crate::case::words::guardian_warning;
use crate::disposal::store::Taken;
use crate::disposal::tone;
use crate::policy::{Action, Relation, permits, permits_as, reaches_by_tie};
use crate::shell::actor::Actor;
use crate::shell::app::Settings;
use crate::shell::clock::Moment;
use crate::shell::page::{About, page as whole};
use crate::shell::ui::button::{Button, acts, call};
use crate::shell::ui::card::Card;
use crate::shell::ui::error_summary::error_summary;
use crate::shell::ui::field::{Choice, Extra, Filled, Frame, Text, official, select, text};
use crate::shell::ui::form::{Form, fold, hidden, polled_every};
use crate::shell::ui::head::{Head, crumbs, head};
use crate::shell::ui::icons::Icon;
use crate::shell::ui::kv::facts;
use crate::shell::ui::notice::{Flash, notice};
use crate::shell::ui::person::covered_name;
use crate::shell::ui::tag::{Tone, tag};
use crate::shell::ui::todo::{Todo, todos};
use crate::texts;

/// The menu entry.
const HOME: &str = "/disposals";

/// How often a page that stays open asks whether there is something new.
const EVERY_SECONDS: u32 = 30;

/// The page of one emergency.
pub(super) struct OnePage<'a> {
    pub(super) settings: &'a Settings,
    pub(super) course: &'a Course,
    /// What was refused, with what was typed.
    pub(super) refused: Option<(Kind, &'a Answers, &'a Complaints)>,
    /// What was just done.
    pub(super) done: &'a str,
}

/// Who it is, in a heading: the name of the record, else the words of the report.
fn who(lang: Lang, course: &Course) -> &str {
    match course.case() {
        Some(case) => &case.head.name,
        None if course.seen.kept.report.who.is_empty() => texts::disposal_moved_away(lang),
        None => &course.seen.kept.report.who,
    }
}

/// Whether the post may do it, in its territory or for whom it has in hand.
fn may(actor: &Actor, action: Action) -> bool {
    permits(actor, action) || permits_as(actor, action, Relation::Treats)
}

/// What is known, what was done, what comes next, and what can be added.
pub(super) fn one(actor: &Actor, now: &Moment, page: &OnePage<'_>) -> Markup {
    let lang = actor.lang;
    let (course, kept) = (page.course, &page.course.seen.kept);
    let here = format!("{HOME}/{}", kept.path_id());
    let name = who(lang, course);
    let state = course.standing.state;
    let tags = [(tone(state), lang.code(state))];
    let reported = texts::disposal_reported_at(lang, &kept.reported().stamp());
    let about = [lang.code(course.standing.reason), kept.report.place.as_str(), reported.as_str()];
    let mut buttons = vec![Button::new(texts::disposal_again(lang)).icon(Icon::Clock).link(&here)];
    if let Some(case) = course.case() {
        let person = format!("/people/{}", case.path_id());
        buttons.push(Button::new(texts::disposal_to_person(lang)).icon(Icon::Book).link(&person));
    }
    if course.standing.is_recorded && cfg!(feature = "pdf") && may(actor, Action::RecordDisposal) {
        let paper = format!("/print/disposals/{}", kept.path_id());
        buttons.push(Button::new(texts::act_print(lang)).icon(Icon::Print).paper(&paper));
    }
    if course.standing.ended.is_some() && state != Stand::Mistaken && may(actor, Action::RecordDisposal) {
        let label = match course.standing.is_recorded {
            true => texts::disposal_record_anew(lang),
            false => texts::disposal_record_do(lang),
        };
        buttons.push(Button::primary(label).icon(Icon::Pen).link(&format!("{here}/record")));
    }
    let body = html! {
        @if let Some((kind, _, complaints)) = page.refused {
            (error_summary(lang, ENTRY_FIELDS, complaints, &scope(kind)))
        }
        (crumbs(texts::where_you_are(lang), &[(texts::nav_disposals(lang), HOME), (lang.code(state), "")]))
        (head(&Head { title: name, person: true, tags: &tags, facts: &about, acts: &buttons, ..Head::default() }))
        div.stack {
            (known(actor, page))
            (visit(lang, course))
            (self::course(actor, now, page.settings, course))
            @let kinds = offered(page);
            @if may(actor, Action::KeepDisposal) && !kinds.is_empty() {
                (Card::new("enter", texts::disposal_enter(lang)).icon(Icon::Pen).show(&html! {
                    @for kind in kinds { (form_of(actor, page, kind, &here)) }
                }))
            }
        }
    };
    let sentence = match page.done {
        "reported" => Some(texts::disposal_done_reported(lang)),
        "entered" => Some(texts::disposal_done_entered(lang)),
        "ended" => Some(texts::disposal_done_ended(lang)),
        "recorded" => Some(texts::disposal_done_recorded(lang)),
        "corrected" => Some(texts::disposal_done_corrected(lang)),
        _ => None,
    };
    let flash = match page.done {
        "late" => Some(Flash { tone: Tone::Soon, sentence: texts::disposal_late(lang), end: None }),
        _ => sentence.map(Flash::done),
    };
    let draft = format!("disposal-{}", course.case().map(VisibleCase::path_id).unwrap_or_default());
    let about = About {
        title: name,
        person: Some(name),
        current: HOME,
        here: &here,
        flash,
        refused: page.refused.is_some(),
        draft_done: (page.done == "reported").then_some(&draft),
        ..About::default()
    };
    whole(actor, now, &about, &body)
}

/// What was reported, and whom one can call.
fn known(actor: &Actor, page: &OnePage<'_>) -> Markup {
    let lang = actor.lang;
    let (course, kept) = (page.course, &page.course.seen.kept);
    let report = &kept.report;
    let village = page.settings.divisions.name(kept.village.as_str());
    let mut pairs = vec![
        (texts::disposal_where(lang), html! { (village) " · " (report.place) }),
        (
            texts::disposal_what(lang),
            html! { (lang.code(report.reason)) @if !report.seen.is_empty() { br; (report.seen) } },
        ),
        (
            texts::disposal_who_reports(lang),
            html! {
                (report.reporter)
                @if let Some(phone) = &report.phone { " " (call(texts::act_call(lang), phone.as_str(), true)) }
                br;
                span.small.muted { (kept.shown_as) " · " (kept.reported().stamp()) }
            },
        ),
    ];
    if let Some(case) = course.case() {
        let head = &case.head;
        let relation = head.guardian_relation.map_or(texts::guardian(lang), |one| lang.code(one));
        pairs.push((
            texts::guardian(lang),
            match guardian_warning(head, lang) {
                Some(warning) => html! { b { (warning) } },
                None => html! {
                    (head.guardian_name) " " span.muted { (relation) } " "
                    @if !head.guardian_phone.is_empty() { (call(texts::act_call(lang), &head.guardian_phone, true)) }
                },
            },
        ));
        let consents = format!("/people/{}/consents", case.path_id());
        if permits(actor, Action::ReadConsents) {
            pairs.push((
                lang.code(Subject::Emergency),
                html! { a href=(consents) { (texts::disposal_consent(lang)) } },
            ));
        }
    }
    Card::new("known", texts::disposal_known(lang)).show(&facts(&pairs))
}

/// An act leads to a visit, which grades what happened; nothing here does.
fn visit(lang: Lang, course: &Course) -> Markup {
    let standing = &course.standing;
    let further = standing_reasons(course);
    let asks = further.iter().any(|one| one.asks_for_a_visit()) && standing.counts();
    let Some((case, ended_at)) = course.case().zip(standing.ended_at()).filter(|_| asks) else {
        return html! {};
    };
    let seen_since = case.head.last.as_ref().is_some_and(|last| last.on >= ended_at.date());
    html! {
        @if !seen_since {
            (notice(Tone::Soon, &html! {
                (texts::disposal_visit(lang)) " "
                a href={ "/people/" (case.path_id()) "/visits/new" } { (texts::act_record_visit(lang)) }
            }))
        }
    }
}

/// The reasons that are known: the one that counts, and those beside it.
fn standing_reasons(course: &Course) -> Vec<WhatHappened> {
    let record = crate::disposal::store::living(&course.entries).filter_map(|one| match &one.entry {
        Entry::Recorded(record) => Some(record),
        _ => None,
    });
    let mut reasons: Vec<WhatHappened> =
        record.last().map_or(Vec::new(), |one| one.further.iter().copied().collect());
    reasons.push(course.standing.reason);
    reasons
}

/// What comes next, and the course so far: the part that a page which stays open fetches again.
pub(super) fn course(actor: &Actor, now: &Moment, settings: &Settings, course: &Course) -> Markup {
    let lang = actor.lang;
    let kept = &course.seen.kept;
    let here = format!("{HOME}/{}", kept.path_id());
    let url = format!("{here}/course?seen={}", course.entries.len());
    let again = matches!(course.standing.state, Stand::Running | Stand::Open) && !reaches_by_tie(actor);
    let corrected: Vec<Uuid> = course.entries.iter().filter_map(|one| one.corrects).collect();
    let mut lines: Vec<&Taken> = course.entries.iter().collect();
    // As it happened; what was written down later stands where it was.
    lines.sort_by_key(|one| (one.at, one.recorded_at));
    polled_every(
        "course",
        &url,
        again.then_some(EVERY_SECONDS),
        &html! {
            div.stack {
                (next(lang, now, settings, course))
                (Card::new("so-far", texts::disposal_course(lang)).icon(Icon::Clock).show(&html! {
                    ul.log {
                        li {
                            (kept.reported().stamp()) " " b { (texts::disposal_report(lang)) } " "
                            span.small.muted { (kept.shown_as) }
                        }
                        @for one in lines {
                            li {
                                (Moment::of_micros(one.at).stamp()) " "
                                @if corrected.contains(&one.id) { s { (said(lang, one)) } } @else { (said(lang, one)) }
                                " " span.small.muted { (one.shown_as) " · " (Moment::of_micros(one.recorded_at).time_text()) }
                                @if corrected.contains(&one.id) {
                                    " " (tag(Tone::Plain, lang.code(Kind::Corrected)))
                                } @else if one.entry.kind() != Kind::Corrected && may(actor, Action::KeepDisposal) {
                                    " " a.small href={ (here) "/entries/" (one.id.simple()) "/correction" } {
                                        (texts::disposal_correct(lang))
                                    }
                                }
                            }
                        }
                    }
                    p.small.muted { (texts::disposal_as_of(lang, &now.time_text())) }
                }))
            }
        },
    )
}

/// What is due, each with its hour and its reason.
fn next(lang: Lang, now: &Moment, settings: &Settings, course: &Course) -> Markup {
    let standing = &course.standing;
    if standing.due.is_empty() {
        let words = match standing.state {
            Stand::Running => texts::disposal_runs(lang),
            Stand::Mistaken => texts::disposal_was_mistaken(lang),
            _ => texts::disposal_nothing_left(lang),
        };
        let tone = if standing.state == Stand::Running { Tone::Soon } else { Tone::Info };
        return notice(tone, &html! { (words) });
    }
    let periods = settings.rules.periods(&course.seen.kept.village);
    let parameters = periods.on(now.day());
    let words: Vec<(String, Tone, &str, String, &str)> = standing
        .due
        .iter()
        .map(|due| {
            let late = due.is_overdue(now.civil());
            let until = texts::disposal_until(lang, within_year(&due.until(), now));
            let duty = due.duty();
            let ordered = duty.parameter().and_then(|key| parameters.ordered.get(key));
            let source = ordered.map_or(texts::duty_source(lang, duty), |order| order.source.as_str());
            let why = texts::disposal_why(lang, &due.explain(lang), source);
            (until, if late { Tone::First } else { Tone::Soon }, what(lang, due), why, duty.who.say(lang))
        })
        .collect();
    let list: Vec<Todo<'_>> = words
        .iter()
        .map(|(when, tone, what, why, who)| Todo { tone: *tone, when, what, why, who, act: None })
        .collect();
    Card::new("next", texts::disposal_next(lang)).icon(Icon::Check).show(&todos(&list))
}

/// 11-24 11:24 of a day and an hour of this year, which stand in a narrow column.
fn within_year<'a>(until: &'a str, now: &Moment) -> &'a str {
    until.strip_prefix(&format!("{}-", now.day().year())).unwrap_or(until)
}

fn what(lang: Lang, due: &Due) -> &'static str {
    due.duty().id.say(lang)
}

/// An entry in words.
fn said(lang: Lang, one: &Taken) -> Markup {
    let kind = lang.code(one.entry.kind());
    let (what, words): (&str, &str) = match &one.entry {
        Entry::Told { party, name } | Entry::Arrived { party, name } => (lang.code(*party), name),
        Entry::Seen { words } | Entry::Mistaken { words } | Entry::Corrected { words } => ("", words),
        Entry::Measure { measure, words } => (lang.code(*measure), words),
        Entry::Ground { ground, words } => (lang.code(*ground), words),
        Entry::Ended { outcome, words } => (lang.code(*outcome), words),
        Entry::Check { steady: true, words } => (texts::disposal_steady(lang), words),
        Entry::Check { steady: false, words } => (texts::disposal_not_steady(lang), words),
        Entry::Recorded(record) => (lang.code(record.reason), &record.filled_by),
        Entry::Entered => ("", ""),
    };
    html! { b { (kind) } @if !what.is_empty() { " " (what) } @if !words.is_empty() { " · " (words) } }
}

/// Set before the ids of a form's fields: several stand on one page.
fn scope(kind: Kind) -> String {
    format!("e{}-", kind.code())
}

/// What can be added now; what was refused stays there though somebody else was quicker.
fn offered(page: &OnePage<'_>) -> Vec<Kind> {
    let mut offered = page.course.standing.offers();
    if let Some((kind, ..)) = page.refused
        && !offered.contains(&kind)
    {
        offered.insert(0, kind);
    }
    // Whoever looks in comes for that.
    offered.sort_by_key(|kind| *kind != Kind::Check);
    offered
}

/// The fields of a kind of entry.
fn fields_of(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Told | Kind::Arrived => &["party", "name"],
        Kind::Seen | Kind::Mistaken => &["words"],
        Kind::Measure => &["measure", "words"],
        Kind::Ground => &["ground", "words"],
        Kind::Ended => &["outcome", "words"],
        Kind::Check => &["steady", "words"],
        Kind::Entered | Kind::Recorded | Kind::Corrected => &[],
    }
}

/// One form, folded until it is wanted: a line that a thumb finds.
fn form_of(actor: &Actor, page: &OnePage<'_>, kind: Kind, here: &str) -> Markup {
    let lang = actor.lang;
    let (blank, nothing) = (Answers::default(), Complaints::default());
    let (answers, complaints) = match page.refused {
        Some((refused, answers, complaints)) if refused == kind => (answers, complaints),
        _ => (&blank, &nothing),
    };
    let scope = scope(kind);
    let filled = Filled { lang, answers, complaints, scope: &scope };
    let ask = |id: &str, hint: &'static str| {
        field(ENTRY_FIELDS, id).map(|one| official(one, &filled, &Extra { hint, ..Extra::default() }))
    };
    let id = if answers.has("entry_id") { answers.get("entry_id") } else { xinan_db::new_id().to_string() };
    let action = format!("{here}/entries");
    let form = Form { refused: complaints.refused(), ..Form::new(lang, &action, &actor.form_key) };
    let label = match kind {
        Kind::Ended => texts::disposal_end_do(lang),
        Kind::Check => texts::disposal_check_do(lang),
        _ => lang.code(kind),
    };
    let wrong_time = complaints.iter().any(|one| matches!(one.field, "time" | "on"));
    fold(label, complaints.refused(), &form.show(&html! {
        (hidden("", &[("entry_id", &id), ("kind", &kind.code().to_string())]))
        div.paper {
            @for one in fields_of(kind) { @if let Some(field) = ask(one, hint_of(lang, kind, one)) { (field) } }
            @if kind == Kind::Told { (told_here(lang, page, (answers, &scope))) }
        }
        @if kind == Kind::Ground { (grounds(lang, page)) }
        (fold(texts::disposal_when(lang), wrong_time, &html! {
            div.paper {
                @if let Some(field) = ask("time", texts::disposal_time_hint(lang)) { (field) }
                @if let Some(field) = ask("on", texts::disposal_day_hint(lang)) { (field) }
            }
        }))
        (acts(&[Button::primary(label).submit()]))
    }))
}

fn hint_of(lang: Lang, kind: Kind, id: &str) -> &'static str {
    match (kind, id) {
        (Kind::Mistaken, "words") => texts::disposal_mistaken_hint(lang),
        (Kind::Check, "words") => texts::disposal_check_hint(lang),
        _ => "",
    }
}

/// A psychiatrist who has an account here and is told so opens this page, and no other, until it is done.
fn told_here(lang: Lang, page: &OnePage<'_>, (answers, scope): (&Answers, &str)) -> Markup {
    let list = &page.course.psychiatrists;
    if list.is_empty() {
        return html! {};
    }
    let words: Vec<(String, String)> =
        list.iter().map(|one| (one.account.to_string(), format!("{} · {}", one.name, one.office))).collect();
    let choices: Vec<Choice<'_>> = words.iter().map(|(id, words)| Choice::new(id.as_str(), words)).collect();
    let frame = Frame {
        scope,
        when: "party=2",
        ..Frame::new(lang, "account", texts::disposal_account(lang)).optional()
    };
    select(&frame.hint(texts::disposal_account_hint(lang)), &choices, &answers.get("account"))
}

/// What the articles say, for whoever chooses one.
fn grounds(lang: Lang, page: &OnePage<'_>) -> Markup {
    let all: Vec<Ground> = grounds_on(page.course.seen.kept.reported().day());
    html! {
        details.fold {
            summary { (texts::disposal_grounds(lang)) }
            ul.log { @for one in all { li { b { (lang.code(one)) } " " (one.explain(lang)) } } }
        }
    }
}

/// The form that corrects an entry.
pub(super) struct Correction<'a> {
    pub(super) course: &'a Course,
    pub(super) one: &'a Taken,
    pub(super) id: Uuid,
    pub(super) words: &'a str,
    pub(super) wrong: Option<Wrong>,
}

/// What was entered, and what was wrong with it.
pub(super) fn correction(actor: &Actor, now: &Moment, page: &Correction<'_>) -> Markup {
    let lang = actor.lang;
    let back = format!("{HOME}/{}", page.course.seen.kept.path_id());
    let here = format!("{back}/entries/{}/correction", page.one.id.simple());
    let title = texts::disposal_correct_title(lang);
    let name = who(lang, page.course);
    let refused = page.wrong.is_some();
    let mut frame = Frame::new(lang, "words", texts::disposal_correct_words(lang));
    frame.errors.extend(page.wrong.as_ref().map(|wrong| wrong.say(lang)));
    let id = page.id.to_string();
    let form = Form { refused, ..Form::new(lang, &here, &actor.form_key) };
    let body = html! {
        (crumbs(texts::where_you_are(lang), &[(texts::nav_disposals(lang), HOME), (title, "")]))
        (head(&Head { title, ..Head::default() }))
        div.stack {
            p data-mask=(covered_name(name)) { (name) }
            p { (Moment::of_micros(page.one.at).stamp()) " " (said(lang, page.one)) }
            (notice(Tone::Info, &html! { (texts::disposal_correct_explained(lang)) }))
            (form.show(&html! {
                (hidden("", &[("entry_id", &id)]))
                (text(&frame, Text::Line, page.words))
                (acts(&[Button::primary(texts::disposal_correct(lang)).submit()]))
                p { a href=(back) { (texts::act_cancel(lang)) } }
            }))
        }
    };
    let about = About {
        title,
        person: Some(name),
        current: HOME,
        here: &here,
        back: Some(&back),
        refused,
        ..About::default()
    };
    whole(actor, now, &about, &body)
}

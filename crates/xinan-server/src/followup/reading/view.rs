//! The history, one visit, and visits as a table.

use jiff::civil::Date;
use maud::{Markup, html};
use xinan_db::Uuid;
use xinan_domain::answers::between;
use xinan_domain::follow_up::{FIELDS, to_answers};
use xinan_domain::text::Lang;

use crate::case::VisibleCase;
use crate::case::event::store::TakenBack;
use crate::followup::paper::{SECTIONS, in_words};
use crate::followup::store::{Change, PastVisit};
use crate::policy::{Corrects, permits_change};
use crate::shell::actor::Actor;
use crate::shell::clock::Moment;
use crate::shell::page::{About, page as whole};
use crate::shell::ui::button::Button;
use crate::shell::ui::card::Card;
use crate::shell::ui::head::{Head, crumbs_of_person, head};
use crate::shell::ui::icons::Icon;
use crate::shell::ui::kv;
use crate::shell::ui::notice::{empty, notice};
use crate::shell::ui::pagination::{Place, pagination};
use crate::shell::ui::table::{Column, Table};
use crate::shell::ui::tag::{Tone, tag};
use crate::texts;

/// A page of the history.
pub(super) struct History<'a> {
    pub(super) past: &'a [PastVisit],
    /// The days of visits that were changed, with their changes.
    pub(super) changed: &'a [(Date, Vec<Change>)],
    /// The days of visits that were taken back, and how.
    pub(super) taken_back: &'a [(Date, Change)],
    /// Deaths and losses of rosters that were corrected.
    pub(super) standing: &'a [TakenBack],
    pub(super) place: Place,
}

/// All visits of a person.
pub(super) fn history(actor: &Actor, now: &Moment, case: &VisibleCase, shown: &History<'_>) -> Markup {
    let lang = actor.lang;
    let (past, place) = (shown.past, shown.place);
    let person = format!("/people/{}", case.path_id());
    let body = html! {
        (crumbs_of_person(lang, &case.head.name, &person, texts::all_visits(lang)))
        (head(&Head {
            title: &case.head.name,
            person: true,
            aside: &texts::visits_count(lang, place.total),
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
            (pagination(lang, place, |page| format!("{person}/visits?page={page}")))
        }
    };
    let here = format!("{person}/visits?page={}", place.page);
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
    let changeable = permits_change(actor, past.entry(actor, now.day()));
    if former.is_some() {
        acts.clear();
    } else if changeable.is_ok() {
        acts.push(Button::new(act_of_change(lang, fresh)).icon(Icon::Pen).link(&format!("{at}/edit")));
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
        @if former.is_none() {
            @match changeable {
                Ok(()) => {}
                Err(Corrects::CountyOffice) => { (notice(Tone::Info, &html! { (texts::death_kept(lang)) })) }
                Err(Corrects::Township) => { (notice(Tone::Info, &html! { (texts::visit_of_others(lang)) })) }
            }
        }
        @for (number, (heading, from, to)) in SECTIONS.into_iter().enumerate() {
            @let facts: Vec<(&str, Markup)> = between(FIELDS, from, to)
            .iter()
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
pub(in crate::followup) fn somebody(lang: Lang, name: &str) -> &str {
    if name.is_empty() { texts::by_nobody(lang) } else { name }
}

/// The word of the button that changes a visit: on the day of entry it is no correction yet.
pub(in crate::followup) fn act_of_change(lang: Lang, fresh: bool) -> &'static str {
    match fresh {
        true => texts::act_change(lang),
        false => texts::act_correct(lang),
    }
}

//! The list, the counts, and what a person's page shows.

use std::collections::BTreeMap;

use jiff::civil::Date;
use maud::{Markup, html};
use xinan_domain::code::Code;
use xinan_domain::disposal::{Measure, State as Stand, Totals, WhatHappened};
use xinan_domain::region::Region;
use xinan_domain::text::{Lang, short_day};

use super::web::Asked;
use crate::disposal::store::{Counted, Kept, Line};
use crate::disposal::tone;
use crate::division::Divisions;
use crate::policy::{Action, permits};
use crate::shell::actor::Actor;
use crate::shell::clock::Moment;
use crate::shell::filters::page_of;
use crate::shell::page::{About, page as whole};
use crate::shell::ui::button::Button;
use crate::shell::ui::card::Card;
use crate::shell::ui::field::Choice;
use crate::shell::ui::filter::{Filter, folding_filters};
use crate::shell::ui::head::{Head, crumbs, head};
use crate::shell::ui::icons::Icon;
use crate::shell::ui::notice::{empty, notice};
use crate::shell::ui::pagination::{Place, pagination};
use crate::shell::ui::person::covered_name;
use crate::shell::ui::table::{Column, Table};
use crate::shell::ui::tag::{Tone, tag};
use crate::texts;

/// The menu entry.
const HOME: &str = "/disposals";

/// The list: what goes on first.
pub(super) fn list(
    actor: &Actor,
    now: &Moment,
    divisions: &Divisions,
    asked: &Asked,
    found: &[Line],
    place: Place,
) -> Markup {
    let lang = actor.lang;
    let title = texts::nav_disposals(lang);
    let here = asked.address();
    let mut acts = Vec::new();
    if permits(actor, Action::ReportDisposal) {
        acts.push(Button::primary(texts::disposal_report(lang)).icon(Icon::First).link("/disposals/new"));
    }
    if permits(actor, Action::SeeIndicators) {
        acts.push(Button::new(texts::disposal_counts(lang)).icon(Icon::Chart).link("/disposals/counts"));
    }
    let mut states: Vec<Choice<'_>> = vec![Choice::new("all", texts::disposal_all(lang))];
    states.extend(Stand::ALL.iter().map(|one| Choice::new(one.code().to_string(), lang.code(*one))));
    let tree = divisions.tree(&actor.region);
    let places: Vec<Choice<'_>> =
        tree.iter().skip(1).map(|(code, name)| Choice::new(code.as_str(), name)).collect();
    let mut filters = vec![Filter::Select(
        "state",
        texts::column_status(lang),
        texts::disposal_waiting(lang),
        &states,
        &asked.state,
    )];
    if permits(actor, Action::SeeDisposal) && !places.is_empty() {
        filters.push(Filter::Select(
            "region",
            texts::disposal_where(lang),
            texts::disposal_everywhere(lang),
            &places,
            &asked.region,
        ));
    }
    let aside = texts::list_count(lang, place.total);
    let narrowed = !asked.state.is_empty() || !asked.region.is_empty();
    let columns = [
        Column::new(texts::disposal_who(lang)),
        Column::new(texts::disposal_where(lang)),
        Column::new(texts::disposal_reported(lang)),
        Column::new(texts::disposal_what(lang)),
        Column::new(texts::column_status(lang)),
        Column::new(texts::disposal_due(lang)),
    ];
    let table = Table { lang, caption: title, caption_seen: false, columns: &columns, class: "cards" };
    let body = html! {
        (head(&Head { title, aside: &aside, acts: &acts, ..Head::default() }))
        (folding_filters(lang, HOME, &filters, narrowed))
        @if found.is_empty() {
            (empty(texts::disposal_none(lang), texts::disposal_none_next(lang), None))
        } @else {
            (table.show(&html! { @for one in found { (row(lang, now, divisions, one)) } }))
            (pagination(lang, place, |number| page_of(&here, number)))
        }
    };
    let about = About { title, current: HOME, here: &here, ..About::default() };
    whole(actor, now, &about, &body)
}

fn row(lang: Lang, now: &Moment, divisions: &Divisions, one: &Line) -> Markup {
    let kept = &one.kept;
    let who = match (one.name.as_str(), kept.report.who.as_str()) {
        ("", "") => texts::disposal_moved_away(lang),
        ("", who) => who,
        (name, _) => name,
    };
    html! {
        tr {
            td.lead { a href={ (HOME) "/" (kept.path_id()) } data-mask=(covered_name(who)) { (who) } }
            td data-label=(texts::disposal_where(lang)) { (divisions.name(kept.village.as_str())) }
            td data-label=(texts::disposal_reported(lang)) { (kept.reported().stamp()) }
            td data-label=(texts::disposal_what(lang)) { (lang.code(kept.reason)) }
            td { (tag(tone(kept.state), lang.code(kept.state))) }
            td.tail {
                @match kept.due_on {
                    Some(day) if day < now.day() => (tag(Tone::First, &texts::disposal_until(lang, &short_day(lang, day)))),
                    Some(day) => (texts::disposal_until(lang, &short_day(lang, day))),
                    None => span.muted { "—" },
                }
            }
        }
    }
}

/// What a period had.
pub(super) struct Counts<'a> {
    pub(super) from: Date,
    pub(super) until: Date,
    pub(super) found: &'a [Counted],
}

/// By reason in the divisions below, and by how they ended: both add up to the same.
pub(super) fn counts(actor: &Actor, now: &Moment, divisions: &Divisions, counts: &Counts<'_>) -> Markup {
    let lang = actor.lang;
    let title = texts::disposal_counts(lang);
    let (from, until) = (counts.from.to_string(), counts.until.to_string());
    let filters = [
        Filter::Text("from", texts::disposal_from(lang), &from),
        Filter::Text("until", texts::disposal_to(lang), &until),
    ];
    let of = |only: Option<Region>| {
        let found = counts.found.iter().filter(move |one| only.is_none_or(|only| one.region == only));
        Totals::of(found.map(|one| (one.reason, one.count)))
    };
    let mut regions: Vec<Region> = counts.found.iter().map(|one| one.region).collect();
    regions.dedup();
    let mut columns = vec![Column::new(texts::disposal_where(lang))];
    columns.extend(WhatHappened::ALL.iter().map(|one| Column::number(lang.code(*one))));
    columns.push(Column::number(texts::disposal_total(lang)));
    let caption = texts::disposal_by_reason(lang);
    let by_reason = Table { lang, caption, caption_seen: true, columns: &columns, class: "" };
    let mut ends: BTreeMap<Option<Measure>, u64> = BTreeMap::new();
    for one in counts.found {
        *ends.entry(one.outcome).or_default() += one.count;
    }
    let end_columns =
        [Column::new(texts::disposal_outcome(lang)), Column::number(texts::disposal_total(lang))];
    let caption = texts::disposal_by_outcome(lang);
    let by_outcome = Table { lang, caption, caption_seen: true, columns: &end_columns, class: "" };
    let all = of(None);
    let line = |name: &str, totals: &Totals| {
        html! {
            tr {
                th scope="row" { (name) }
                @for (_, count) in totals.rows() { td.n { (count) } }
                td.n { b { (totals.total()) } }
            }
        }
    };
    let here = format!("{HOME}/counts");
    let body = html! {
        (crumbs(texts::where_you_are(lang), &[(texts::nav_disposals(lang), HOME), (title, "")]))
        (head(&Head { title, aside: &texts::disposal_period(lang, &from, &until), ..Head::default() }))
        (folding_filters(lang, &here, &filters, true))
        div.stack {
            (notice(Tone::Info, &html! { (texts::disposal_counts_explained(lang)) }))
            (by_reason.show(&html! {
                @for region in &regions { (line(divisions.name(region.as_str()), &of(Some(*region)))) }
                (line(texts::disposal_total(lang), &all))
            }))
            (by_outcome.show(&html! {
                @for (outcome, count) in &ends {
                    tr {
                        th scope="row" { (outcome.map_or(texts::disposal_not_ended(lang), |one| lang.code(one))) }
                        td.n { (count) }
                    }
                }
                tr { th scope="row" { (texts::disposal_total(lang)) } td.n { b { (all.total()) } } }
            }))
        }
    };
    let about = About { title, current: HOME, here: &here, ..About::default() };
    whole(actor, now, &about, &body)
}

/// What a person's page shows of it: what goes on stands first and apart.
pub fn of_person(lang: Lang, all: &[Kept]) -> (Markup, Markup) {
    let link = |one: &Kept| format!("{HOME}/{}", one.path_id());
    let running = html! {
        @for one in all.iter().filter(|one| one.state == Stand::Running) {
            (notice(Tone::First, &html! {
                (texts::disposal_runs_now(lang, lang.code(one.reason), &one.reported().stamp())) " "
                a href=(link(one)) { (texts::disposal_see(lang)) }
            }))
        }
    };
    let card = html! {
        @if !all.is_empty() {
            (Card::new("disposals", texts::nav_disposals(lang)).show(&html! {
                ul.log {
                    @for one in all {
                        li {
                            a href=(link(one)) { (one.reported().stamp()) } " "
                            @if one.state == Stand::Mistaken { s { (lang.code(one.reason)) } } @else { (lang.code(one.reason)) }
                            @if let Some(outcome) = one.outcome { " · " (lang.code(outcome)) }
                            " " (tag(tone(one.state), lang.code(one.state)))
                        }
                    }
                }
            }))
        }
    };
    (running, card)
}

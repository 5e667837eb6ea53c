//! 全县 11月: the figures of a territory, why they are not higher, and the divisions below.

use maud::{Markup, html};
use xinan_domain::indicator::{Base, CATALOGUE, Indicator, Measure, NOT_YET_COUNTED};
use xinan_domain::region::Level;
use xinan_domain::text::Lang;

use super::divisions::heat;
use super::{Child, Here};
use crate::case::facts::rollup::Sums;
use crate::report::behind::{Behind, Part, Reason, Whys};
use crate::report::line::Line;
use crate::report::say;
use crate::shell::ui::card::Card;
use crate::shell::ui::funnel::{FunnelStep, funnel};
use crate::shell::ui::head::{Head, head};
use crate::shell::ui::meter::{Bullet, bullet};
use crate::shell::ui::notice::{empty, notice};
use crate::shell::ui::table::{Column, Table};
use crate::shell::ui::tag::{Tone, tag};
use crate::texts;

/// What the page shows.
pub(in crate::report) struct Overview {
    pub(in crate::report) sums: Sums,
    /// The same month a year ago, when it is kept.
    pub(in crate::report) before: Option<Sums>,
    pub(in crate::report) children: Vec<Child>,
    /// Why the figures are not higher.
    pub(in crate::report) why: Whys,
}

/// The page.
pub(in crate::report) fn page(here: &Here<'_>, shown: &Overview) -> Markup {
    let lang = here.lang();
    let title = here.title();
    let aside = aside(here, shown);
    let body = html! {
        (here.way(""))
        (head(&Head { title: &title, aside: &aside, ..Head::default() }))
        (here.month_choice("/stats", &[]))
        @if !here.complete { (notice(Tone::Soon, &html! { (texts::stats_incomplete(lang)) })) }
        @if shown.sums.get(Measure::Cumulative) == 0 && !here.complete {
            // Who is there is not known yet: neither figures nor that there is nobody.
        } @else if shown.sums.get(Measure::Cumulative) == 0 {
            (empty(texts::stats_nobody(lang), texts::stats_nobody_next(lang), None))
        } @else {
            div.stack {
                (targets(here, shown))
                (standing(here, &shown.sums))
                @if !shown.children.is_empty() { (heat(here, &shown.children)) }
                (others(here, shown))
                (not_yet_counted(lang))
            }
        }
    };
    here.whole(&title, &here.address("/stats"), &body)
}

fn aside(here: &Here<'_>, shown: &Overview) -> String {
    let lang = here.lang();
    let number = |measure| say::number(shown.sums.get(measure));
    let mut facts = vec![texts::stats_people(lang, &number(Measure::Registered), &number(Measure::Managed))];
    match here.region.level() {
        Level::County => facts.push(texts::stats_townships(lang, shown.children.len())),
        Level::Township => facts.push(texts::stats_villages(lang, shown.children.len())),
        _ => {}
    }
    facts.join(texts::stats_facts_joint(lang))
}

fn line(here: &Here<'_>, indicator: &'static Indicator, sums: &Sums, month: i32) -> Line {
    here.line(indicator, sums, month)
}

/// n and N, each opening its people.
fn ratio(here: &Here<'_>, line: &Line) -> Markup {
    let counting = &here.parameters.counting;
    let one = |part: Part, count: Option<i64>| {
        let text = count.map_or_else(|| texts::stats_none(here.lang()).to_owned(), say::number);
        match part.of(line.indicator, counting) {
            Some(_) if count.is_some() => {
                html! { a href=(here.part(line.indicator.id, part, here.region.as_str())) { (text) } }
            }
            _ => html! { (text) },
        }
    };
    html! { (one(Part::Numerator, line.numerator)) " / " (one(Part::Denominator, line.denominator)) }
}

fn name(here: &Here<'_>, indicator: &Indicator) -> Markup {
    let href = here.address(&format!("/stats/{}", indicator.id));
    html! { a href=(href) { b { (say::name(here.lang(), indicator)) } } }
}

/// Whether an indicator stands among those that are drawn against a target.
fn is_drawn(line: &Line) -> bool {
    line.target.is_some() && line.indicator.higher_is_better == Some(true)
}

/// The indicators with a target, the furthest from it first.
fn targets(here: &Here<'_>, shown: &Overview) -> Markup {
    let lang = here.lang();
    let mut lines: Vec<Line> =
        CATALOGUE.iter().map(|one| line(here, one, &shown.sums, here.month)).filter(is_drawn).collect();
    lines.sort_by_key(|line| {
        let gap = line.shown().zip(line.target).map(|(is, be)| is.hundredths() - be.hundredths());
        gap.unwrap_or(i64::MAX)
    });
    let columns = [
        Column::new(texts::stats_indicator(lang)),
        Column::new(texts::stats_value(lang)),
        Column::silent(texts::stats_chart(lang)),
        Column::new(texts::stats_gap(lang)),
        Column::new(texts::stats_why(lang)),
    ];
    let title = texts::stats_targets_title(lang);
    let table =
        Table { lang, caption: title, caption_seen: false, columns: &columns, class: "ind cards split" };
    let legend = html! { span.muted { (texts::stats_legend(lang)) } };
    Card::new("targets", title).end(legend).show(&table.show(&html! {
        @for one in &lines {
            @let before = shown.before.as_ref().and_then(|sums| line(here, one.indicator, sums, here.month - 12).shown());
            tr {
                td.nowrap.lead { (name(here, one.indicator)) br; span.tiny.muted { (ratio(here, one)) } }
                @match (say::rate(one), one.shown().zip(one.target)) {
                    (Some(text), Some((is, be))) => {
                        td.nowrap.num.tail { (text) }
                        td.full {
                            (bullet(lang, Bullet {
                                value: is.value(),
                                target: be.value(),
                                before: before.map(|rate| rate.value()),
                            }))
                        }
                        td.nowrap {
                            (against(here, one)) " "
                            span.tiny.muted.phone-only { (texts::stats_target_is(lang, &one.with_unit(&say::whole(be)))) }
                        }
                    }
                    _ => td.small.muted colspan="3" { (texts::stats_few(lang)) }
                }
                td.said { (why(here, one, &shown.why)) }
            }
        }
    }))
}

/// Met, or how many points are missing; a gap that is there is never 0.0.
pub(super) fn against(here: &Here<'_>, line: &Line) -> Markup {
    let lang = here.lang();
    let Some((is, be)) = line.shown().zip(line.target) else { return html! {} };
    if line.met() == Some(true) {
        return tag(Tone::Ok, texts::target_met(lang));
    }
    let tenths = ((be.hundredths() - is.hundredths()).abs() + 9) / 10;
    tag(Tone::First, &texts::target_short(lang, &format!("{}.{}", tenths / 10, tenths % 10)))
}

/// Why the figure is not higher: counts with the people behind.
pub(super) fn why(here: &Here<'_>, line: &Line, whys: &Whys) -> Markup {
    let lang = here.lang();
    let all = whys.get(line.indicator.id).map_or(&[][..], Vec::as_slice);
    let found: Vec<&(Reason, i64)> = all.iter().filter(|(_, count)| *count > 0).collect();
    html! {
        @if line.indicator.denominator == Base::Confirmed && line.numerator < line.denominator {
            (texts::why_unrecorded(lang, line.denominator.unwrap_or(0) - line.numerator.unwrap_or(0)))
        }
        @if found.is_empty() && line.numerator == line.denominator { (texts::stats_everybody(lang)) }
        @for (at, (reason, count)) in found.iter().enumerate() {
            @if at > 0 { (texts::stats_joint(lang)) }
            ((reason.say)(lang)) " "
            a href=(here.list(reason.behind)) { (counted(here, reason.behind, *count)) }
        }
    }
}

fn counted(here: &Here<'_>, behind: Behind, count: i64) -> String {
    let number = say::number(count);
    match behind.counts_times() {
        true => texts::stats_times_of(here.lang(), &number),
        false => texts::stats_count_of(here.lang(), &number),
    }
}

/// A text of the catalogue.
type Words = fn(Lang) -> &'static str;

/// The other indicators in groups, by what one asks them for; within a group in the official order.
/// One that is in no group stands with the first.
const GROUPS: [(Words, &[&str]); 4] = [
    (texts::stats_group_finding, &[]),
    (
        texts::stats_group_medicine,
        &[
            "medicine",
            "regular_medicine",
            "schizophrenia_medicine",
            "schizophrenia_regular",
            "stable",
            "face_to_face",
            "examined",
        ],
    ),
    (
        texts::stats_group_support,
        &[
            "risk_three",
            "risk_three_ever",
            "risk_three_attended",
            "risk_three_managed",
            "risk_three_admitted",
            "incident",
            "minor_disturbance",
            "rehabilitation",
        ],
    ),
    (texts::stats_group_timely, &["on_time", "entered_in_time", "after_discharge", "referral_done"]),
];

fn group_of(indicator: &Indicator) -> usize {
    GROUPS.iter().position(|(_, ids)| ids.contains(&indicator.id)).unwrap_or(0)
}

/// All other indicators, in the order of the official tables.
fn others(here: &Here<'_>, shown: &Overview) -> Markup {
    let lang = here.lang();
    let columns = [
        Column::new(texts::stats_indicator(lang)),
        Column::new(texts::stats_share(lang)),
        Column::number(texts::stats_value(lang)),
        Column::number(texts::stats_year_ago(lang)),
        Column::new(texts::stats_why(lang)),
    ];
    let title = texts::stats_others_title(lang);
    let table =
        Table { lang, caption: title, caption_seen: false, columns: &columns, class: "ind cards split" };
    let mut lines: Vec<Line> = CATALOGUE
        .iter()
        .map(|one| line(here, one, &shown.sums, here.month))
        .filter(|line| !is_drawn(line))
        .collect();
    lines.sort_by_key(|line| group_of(line.indicator));
    let none = || texts::stats_none(lang).to_owned();
    let words = texts::stats_show_items(lang, lines.len());
    Card::new("others", title).show_folding(&words, &table.show(&html! {
        @for (at, one) in lines.iter().enumerate() {
            @let group = group_of(one.indicator);
            @if at == 0 || group_of(lines[at - 1].indicator) != group {
                tr.part { th scope="colgroup" colspan="5" { ((GROUPS[group].0)(lang)) } }
            }
            @let before = shown.before.as_ref().map(|sums| line(here, one.indicator, sums, here.month - 12));
            tr {
                td.lead { (name(here, one.indicator)) }
                td.nowrap { (ratio(here, one)) }
                td.n.nowrap.tail { (say::rate(one).unwrap_or_else(none)) }
                td.n.nowrap data-label=(texts::stats_year_ago(lang)) {
                    (before.and_then(|line| say::rate(&line)).unwrap_or_else(none))
                }
                td.said { (why(here, one, &shown.why)) }
            }
        }
    }))
}

/// What the norms count and nobody can count here yet: named, without a figure.
fn not_yet_counted(lang: Lang) -> Markup {
    let columns = [
        Column::new(texts::stats_indicator(lang)),
        Column::new(texts::stats_not_yet_formula(lang)),
        Column::new(texts::stats_not_yet_missing(lang)),
    ];
    let title = texts::stats_not_yet_title(lang);
    let table = Table { lang, caption: title, caption_seen: false, columns: &columns, class: "cards split" };
    let words = texts::stats_show_items(lang, NOT_YET_COUNTED.len());
    Card::new("not-yet", title).show_folding(
        &words,
        &html! {
            p.small.muted { (texts::stats_not_yet_note(lang)) }
            (table.show(&html! {
                @for one in NOT_YET_COUNTED {
                    tr {
                        td.lead { b { (one.name(lang)) } }
                        td.small { (one.formula(lang)) }
                        td.small.said { (one.missing(lang)) }
                    }
                }
            }))
        },
    )
}

/// 累计 = 死亡 + 失访 + 非在管 + 在管 (B13 of the yearly summary), as steps and as a sum.
fn standing(here: &Here<'_>, sums: &Sums) -> Markup {
    let lang = here.lang();
    let count = |measure: Measure| u64::try_from(sums.get(measure)).unwrap_or(0);
    let said = |measure: Measure| say::number(sums.get(measure));
    let href = |measure: Measure| here.list(Behind::all(measure));
    let gap = Behind::less(Measure::Managed, Measure::Standard);
    let why = [
        String::new(),
        texts::stats_step_dead(lang, &said(Measure::Dead)),
        texts::stats_step_not_managed(lang, &said(Measure::NotManaged), &said(Measure::LostNotManaged)),
        texts::stats_step_gap(lang, &say::number(gap.count(sums))),
    ];
    let steps = [
        (texts::stats_step_confirmed(lang), Measure::Cumulative),
        (texts::stats_step_registered(lang), Measure::Registered),
        (texts::stats_step_managed(lang), Measure::Managed),
        (texts::stats_step_standard(lang), Measure::Standard),
    ];
    let addresses: Vec<String> = steps.iter().map(|(_, measure)| href(*measure)).collect();
    let drawn: Vec<FunnelStep<'_>> = steps
        .iter()
        .zip(&why)
        .zip(&addresses)
        .map(|(((name, measure), why), href)| FunnelStep { name, count: count(*measure), why, href })
        .collect();
    let parts = [Measure::Dead, Measure::LostNotManaged, Measure::NotManaged];
    let managed = sums.get(Measure::Cumulative) - parts.iter().map(|part| sums.get(*part)).sum::<i64>();
    let managed_opens = managed == sums.get(Measure::Managed);
    Card::new("standing", texts::stats_partition_title(lang)).show(&html! {
        div.wide { (funnel(&drawn)) }
        p.small {
            span.muted { (texts::stats_partition_sum(lang)) }
            br;
            a href=(href(Measure::Cumulative)) { (said(Measure::Cumulative)) } " = "
            @for part in parts { a href=(href(part)) { (said(part)) } " + " }
            // Under R′ those who died this year are managed too, and this list would be another.
            @if managed_opens { a href=(href(Measure::Managed)) { (say::number(managed)) } }
            @else { (say::number(managed)) }
        }
    })
}

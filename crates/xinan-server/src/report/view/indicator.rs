//! One indicator: how it is counted, how it went, and how the divisions below stand.

use maud::{Markup, html};
use xinan_domain::day::first_of_month;
use xinan_domain::duty::Basis;
use xinan_domain::indicator::Indicator;
use xinan_domain::parameter::find;
use xinan_domain::text::Lang;

use super::chart::{self, Point};
use super::divisions::{axis, course, heading, line_of};
use super::overview::{against, why};
use super::{Child, Here, address, month_text};
use crate::case::facts::rollup::Sums;
use crate::report::behind::{Part, Whys};
use crate::report::line::Line;
use crate::report::say;
use crate::shell::ui::card::Card;
use crate::shell::ui::head::{Head, head};
use crate::shell::ui::kv::facts;
use crate::shell::ui::notice::notice;
use crate::shell::ui::table::{Column, Table, scroll};
use crate::shell::ui::tag::Tone;
use crate::texts;

/// What the page shows.
pub(in crate::report) struct Shown {
    pub(in crate::report) indicator: &'static Indicator,
    pub(in crate::report) line: Line,
    pub(in crate::report) sums: Sums,
    /// The months of the course, oldest first, each with its line.
    pub(in crate::report) course: Vec<(i32, Line)>,
    pub(in crate::report) children: Vec<Child>,
    /// Why the figure is not higher.
    pub(in crate::report) why: Whys,
}

/// The page.
pub(in crate::report) fn page(here: &Here<'_>, shown: &Shown) -> Markup {
    let lang = here.lang();
    let name = say::name(lang, shown.indicator);
    let path = format!("/stats/{}", shown.indicator.id);
    let title = texts::stats_title(lang, name, &here.title());
    let aside = match say::rate(&shown.line) {
        Some(rate) => format!("{rate}{}{}", texts::stats_facts_joint(lang), say::ratio(&shown.line)),
        None => say::ratio(&shown.line),
    };
    let body = html! {
        (here.way(name))
        (head(&Head { title: name, aside: &aside, facts: &[&here.title()], ..Head::default() }))
        (here.month_choice(&path, &[]))
        @if !here.complete { (notice(Tone::Soon, &html! { (texts::stats_incomplete(lang)) })) }
        div.stack {
            (definition(here, shown))
            (the_year(here, shown))
            @if !shown.children.is_empty() { (below(here, shown)) }
        }
    };
    here.whole(&title, &here.address(&path), &body)
}

fn definition(here: &Here<'_>, shown: &Shown) -> Markup {
    let lang = here.lang();
    let (indicator, counting) = (shown.indicator, &here.parameters.counting);
    let counted = |part: Part, base, count: Option<i64>| {
        let words = say::base(lang, base, counting);
        let number = count.map_or_else(|| texts::stats_none(lang).to_owned(), say::number);
        match part.of(indicator, counting).filter(|_| count.is_some()) {
            Some(_) => {
                let href = here.part(indicator.id, part, here.region.as_str());
                html! { (words) " " a href=(href) { (number) } }
            }
            None => html! { (words) " " (number) },
        }
    };
    let mut switches = say::switches(lang, indicator, counting);
    if indicator.id == "entered_in_time" {
        let until = crate::case::facts::end_of_month(here.month).min(here.now.day());
        switches.extend(say::without_holidays(lang, &here.parameters, until));
    }
    let reasons = why(here, &shown.line, &shown.why);
    let [excluded, excluded_en] = indicator.exclusions;
    let mut pairs = vec![
        (texts::stats_numerator(lang), counted(Part::Numerator, indicator.numerator, shown.line.numerator)),
        (
            texts::stats_denominator(lang),
            counted(Part::Denominator, indicator.denominator, shown.line.denominator),
        ),
        (texts::stats_exclusions(lang), html! { (lang.pick(excluded, excluded_en)) }),
    ];
    if !switches.is_empty() {
        pairs.push((texts::stats_switches(lang), html! { (switches.join(texts::person_joint(lang))) }));
    }
    if let Some(other) = other_reading(here, shown) {
        pairs.push((texts::stats_other_reading(lang), html! { (other) }));
    }
    pairs.push((texts::stats_target(lang), html! { (target(here, shown)) " " (against(here, &shown.line)) }));
    if !reasons.0.is_empty() {
        pairs.push((texts::stats_why(lang), reasons));
    }
    let [source, source_en] = indicator.source;
    pairs.push((texts::stats_source(lang), html! { (lang.pick(source, source_en)) }));
    Card::new("definition", texts::stats_definition(lang)).show(&facts(&pairs))
}

/// The value under the other reading of the denominator, where the same people answer for both.
fn other_reading(here: &Here<'_>, shown: &Shown) -> Option<String> {
    let lang = here.lang();
    let counting = shown.indicator.other_reading(&here.parameters.counting)?;
    let how = say::denominator(lang, shown.indicator, &counting)?;
    let beside = here.beside(&here.region, here.month);
    let line = Line::of(shown.indicator, &shown.sums, beside, &counting, &here.parameters.targets);
    Some(texts::stats_reading(lang, how, &rate(lang, &line), &say::ratio(&line)))
}

/// The target with the paper that orders it.
fn target(here: &Here<'_>, shown: &Shown) -> String {
    let lang = here.lang();
    let Some(target) = shown.line.target else { return texts::stats_no_target(lang).to_owned() };
    let value = shown.line.with_unit(&say::whole(target));
    let Some(parameter) = find(&format!("target.{}", shown.indicator.id)) else { return value };
    if let Some(order) = here.parameters.ordered.get(parameter.key()) {
        let place = here.settings.divisions.name(order.region.as_str());
        return texts::stats_target_ordered(lang, &value, place, &order.source, order.since);
    }
    match parameter.national_on(crate::case::facts::end_of_month(here.month)) {
        // The nation's own word; what is only usual is called so.
        Some(national) if national.basis != Basis::Low => {
            let value = texts::stats_target_of(lang, &value, texts::stats_national_default(lang));
            texts::stats_target_paper(lang, &value, national.source)
        }
        Some(national) => texts::stats_target_of(lang, &value, national.basis.say(lang)),
        None => value,
    }
}

fn the_year(here: &Here<'_>, shown: &Shown) -> Markup {
    let lang = here.lang();
    let title = texts::stats_course(lang, shown.course.len());
    let names: Vec<String> =
        shown.course.iter().map(|(month, _)| texts::month(lang, first_of_month(*month))).collect();
    let values: Vec<Option<f64>> =
        shown.course.iter().map(|(_, line)| line.shown().map(|rate| rate.value())).collect();
    let points: Vec<Point<'_>> =
        names.iter().zip(&values).map(|(month, value)| Point { month, value: *value }).collect();
    let said: Vec<String> = shown.course.iter().filter_map(|(_, line)| say::rate(line)).collect();
    let target = shown.line.target.map(|target| target.value());
    Card::new("course", &title).show(&html! {
        @match (said.first(), said.last()) {
            (Some(first), Some(last)) => {
                @let says = texts::stats_course_says(lang, say::name(lang, shown.indicator), first, last);
                div.latest { (scroll(lang, &title, &chart::line(&says, &points, target, axis_of(&values, target)))) }
            }
            _ => p.small.muted { (texts::stats_no_course(lang)) }
        }
        details.more open[said.is_empty()] {
            summary { (texts::see_table(lang)) }
            (months(here, shown, &title))
        }
    })
}

fn axis_of(values: &[Option<f64>], target: Option<f64>) -> (f64, f64) {
    let with_target: Vec<Option<f64>> = values.iter().copied().chain([target]).collect();
    let (from, to) = axis([with_target.as_slice()]);
    if to > from { (from, to) } else { (from - 5.0, to + 5.0) }
}

fn months(here: &Here<'_>, shown: &Shown, title: &str) -> Markup {
    let lang = here.lang();
    let columns = [
        Column::new(texts::stats_month(lang)),
        Column::number(texts::stats_share(lang)),
        Column::number(texts::stats_value(lang)),
    ];
    let table = Table { lang, caption: title, caption_seen: false, columns: &columns, class: "" };
    let path = format!("/stats/{}", shown.indicator.id);
    table.show(&html! {
        @for (month, line) in shown.course.iter().rev() {
            tr {
                th scope="row" {
                    a href=(address(&path, *month, here.region.as_str(), &[])) { (month_text(*month)) }
                }
                td.n.nowrap { (say::ratio(line)) }
                td.n.nowrap { (rate(lang, line)) }
            }
        }
    })
}

fn rate(lang: Lang, line: &Line) -> String {
    say::rate(line).unwrap_or_else(|| texts::stats_none(lang).to_owned())
}

fn below(here: &Here<'_>, shown: &Shown) -> Markup {
    let lang = here.lang();
    let title = texts::stats_children_of(lang, heading(here));
    let trend = texts::stats_course(lang, shown.course.len());
    let columns = [
        Column::new(texts::stats_place(lang)),
        Column::number(texts::stats_numerator(lang)),
        Column::number(texts::stats_denominator(lang)),
        Column::number(texts::stats_value(lang)),
        Column::new(texts::stats_gap(lang)),
        Column::new(&trend),
    ];
    let table = Table { lang, caption: &title, caption_seen: false, columns: &columns, class: "cards split" };
    let (from, to) = axis(shown.children.iter().map(|child| child.course.as_slice()));
    let path = format!("/stats/{}", shown.indicator.id);
    Card::new("below", &title).show(&table.show(&html! {
        @for child in &shown.children {
            @let line = line_of(here, shown.indicator, child);
            tr {
                th.lead scope="row" { a href=(address(&path, here.month, &child.code, &[])) { (child.name) } }
                td.n.nowrap data-label=(texts::stats_numerator(lang)) {
                    (opened(here, shown.indicator, Part::Numerator, line.numerator, child))
                }
                td.n.nowrap data-label=(texts::stats_denominator(lang)) {
                    (opened(here, shown.indicator, Part::Denominator, line.denominator, child))
                }
                td.n.nowrap.tail { (rate(lang, &line)) }
                td.nowrap { (against(here, &line)) }
                td { (course(lang, &child.course, from, to)) }
            }
        }
    }))
}

/// A number that opens its people, where there are any.
fn opened(
    here: &Here<'_>,
    indicator: &'static Indicator,
    part: Part,
    count: Option<i64>,
    child: &Child,
) -> Markup {
    let Some(count) = count else { return html! { (texts::stats_none(here.lang())) } };
    match part.of(indicator, &here.parameters.counting) {
        Some(_) if count > 0 => {
            html! { a href=(here.part(indicator.id, part, &child.code)) { (say::number(count)) } }
        }
        _ => html! { (say::number(count)) },
    }
}

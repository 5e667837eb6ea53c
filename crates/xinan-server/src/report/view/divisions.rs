//! The divisions below: a heat table in administrative order.

use maud::{Markup, html};
use xinan_domain::indicator::{Indicator, Measure, find};
use xinan_domain::region::Level;
use xinan_domain::text::Lang;

use super::{COURSE, Child, Here, address};
use crate::report::behind::Part;
use crate::report::line::Line;
use crate::report::say;
use crate::shell::ui::card::Card;
use crate::shell::ui::heat::{heat_cell, heat_none};
use crate::shell::ui::sparkline::sparkline;
use crate::shell::ui::table::scroll;
use crate::texts;

/// A text of the catalogue.
type Words = fn(Lang) -> &'static str;

/// The columns of the heat table, each with a short heading.
const COLUMNS: [(&str, Words); 7] = [
    ("managed", texts::stats_short_managed),
    ("standard", texts::stats_short_standard),
    ("medicine", texts::stats_short_medicine),
    ("regular_medicine", texts::stats_short_regular),
    ("stable", texts::stats_short_stable),
    ("face_to_face", texts::stats_short_face),
    ("examined", texts::stats_short_examined),
];

/// What the divisions below are called.
pub(super) fn heading(here: &Here<'_>) -> &'static str {
    match here.region.level() {
        Level::Township => texts::stats_villages_title(here.lang()),
        _ => texts::stats_townships_title(here.lang()),
    }
}

/// The indicator of a division below.
pub(super) fn line_of(here: &Here<'_>, indicator: &'static Indicator, child: &Child) -> Line {
    Line::of(indicator, &child.sums, child.beside, &here.parameters.counting, &child.targets)
}

/// How far the lines of an axis stand apart, so that there are few of them and each is a round number.
pub(super) fn step(from: f64, to: f64) -> f64 {
    [5.0, 10.0, 20.0, 25.0].into_iter().find(|step| to - from <= 4.0 * step).unwrap_or(50.0)
}

/// The axis that all courses of a table share, in whole steps of a round number.
pub(super) fn axis<'a>(courses: impl IntoIterator<Item = &'a [Option<f64>]>) -> (f64, f64) {
    let values = courses.into_iter().flatten().flatten();
    let (low, high) =
        values.fold((100.0_f64, 0.0_f64), |(low, high), value| (low.min(*value), high.max(*value)));
    match low <= high {
        true => {
            let step = step(low, high);
            ((low / step).floor() * step, (high / step).ceil() * step)
        }
        false => (0.0, 100.0),
    }
}

/// The table.
pub(super) fn heat(here: &Here<'_>, children: &[Child]) -> Markup {
    let lang = here.lang();
    let title = heading(here);
    let columns: Vec<(&'static Indicator, &'static str)> =
        COLUMNS.iter().filter_map(|(id, short)| Some((find(id)?, short(lang)))).collect();
    let axis = axis(children.iter().map(|child| child.course.as_slice()));
    let end = html! { span.muted { (texts::stats_order(lang)) } };
    Card::new("divisions", title).end(end).show(&html! {
        (scroll(lang, title, &html! {
            table.heat {
                caption.vh { (title) }
                thead { tr {
                    th scope="col" { (title) }
                    th.n scope="col" { (texts::stats_managed(lang)) }
                    @for (indicator, short) in &columns {
                        th scope="col" {
                            (short)
                            @if let Some(target) = here.parameters.targets.get(indicator.id) {
                                span { (target / 100) }
                            }
                        }
                    }
                    th.n scope="col" { (texts::stats_lost(lang)) }
                    th scope="col" { (texts::stats_trend(lang, COURSE.unsigned_abs() as usize)) }
                } }
                tbody {
                    @for child in children { (row(here, child, &columns, axis)) }
                }
            }
        }))
        p.tiny.muted { (texts::stats_heat_note(lang)) }
    })
}

fn row(
    here: &Here<'_>,
    child: &Child,
    columns: &[(&'static Indicator, &'static str)],
    (from, to): (f64, f64),
) -> Markup {
    let lang = here.lang();
    let count = |measure: Measure| {
        let href = address(&format!("/stats/{}/people", measure.key()), here.month, &child.code, &[]);
        let number = child.sums.get(measure);
        html! {
            td.n { @if number == 0 { "0" } @else { a href=(href) { (say::number(number)) } } }
        }
    };
    html! {
        tr {
            th scope="row" { a href=(address("/stats", here.month, &child.code, &[])) { (child.name) } }
            (count(Measure::Managed))
            @for (indicator, _) in columns { (cell(here, child, indicator)) }
            (count(Measure::Lost))
            td { (course(lang, &child.course, from, to)) }
        }
    }
}

/// A cell opens those who are still missing.
fn cell(here: &Here<'_>, child: &Child, indicator: &'static Indicator) -> Markup {
    let line = line_of(here, indicator, child);
    let href = here.part(indicator.id, Part::Missing, &child.code);
    match (line.shown(), line.target) {
        _ if line.denominator.is_none_or(|of| of == 0) => heat_none(),
        (Some(rate), Some(target)) => heat_cell(rate.value(), target.value(), &href),
        (Some(rate), None) => html! { td.h.plain { a href=(href) { (format!("{:.0}", rate.value())) } } },
        (None, _) => html! { td.h.plain { a href=(href) { (say::ratio(&line)) } } },
    }
}

/// A course in small, from its first month with enough people on.
pub(super) fn course(lang: Lang, course: &[Option<f64>], from: f64, to: f64) -> Markup {
    let known = course.iter().rev().map_while(|value| *value).count();
    let values: Vec<f64> = course.iter().skip(course.len() - known).flatten().copied().collect();
    match values.len() {
        0 => html! { span.muted { (texts::stats_none(lang)) } },
        _ => sparkline(lang, &values, from, to),
    }
}

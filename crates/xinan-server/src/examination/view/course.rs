//! The course of values: a drawing each, with its numbers in a table behind it.

use maud::{Markup, html};
use xinan_domain::examination::alert::Circumstances;
use xinan_domain::examination::{ITEM_FIELDS, Item};
use xinan_domain::parameter::Periods;
use xinan_domain::text::Lang;

use super::MAIN;
use crate::examination::web::Known;
use crate::shell::ui::card::Card;
use crate::shell::ui::form::fold;
use crate::shell::ui::plot::{Plot, Point, number};
use crate::shell::ui::table::{Column, Table};
use crate::texts;

/// How many results a drawing shows: a year of weekly counts, and more.
const MOST: usize = 60;

/// The drawings of what was measured twice or more, what matters most first.
pub(super) fn course(lang: Lang, known: &Known, periods: &Periods) -> Markup {
    let order = MAIN
        .iter()
        .copied()
        .chain(ITEM_FIELDS.iter().map(|(_, item)| *item).filter(|one| !MAIN.contains(one)));
    let drawn: Vec<(Item, Vec<Point>)> = order
        .map(|item| (item, points(item, known, periods)))
        .filter(|(_, points)| points.len() > 1)
        .collect();
    if drawn.is_empty() {
        return html! {};
    }
    Card::new("course", texts::exam_course(lang)).show(&html! {
        div.plots {
            @for (item, points) in &drawn {
                @let (name, unit) = (lang.code(*item), item.range().unit);
                @let plot = Plot { lang, name, unit, points, limit: limit(*item, known, periods) };
                div {
                    h3 { (name) " " span.small.muted { (unit) } }
                    (plot.show())
                    (fold(&texts::exam_table(lang, name), false, &numbers(lang, name, unit, points)))
                }
            }
        }
    })
}

/// The results of an item, the oldest first.
fn points(item: Item, known: &Known, periods: &Periods) -> Vec<Point> {
    let mut points: Vec<Point> = known
        .live
        .iter()
        .filter_map(|kept| {
            let (on, value) = (kept.one.examined_on, kept.one.value(item)?);
            let alerts = kept.one.alerts(&known.facts.circumstances(on), &periods.on(on).exams);
            Some(Point { on, value, alerts: alerts.iter().any(|alert| alert.item == item) })
        })
        .take(MOST)
        .collect();
    points.reverse();
    points
}

/// The limit that holds for the person now, where the item has one.
fn limit(item: Item, known: &Known, periods: &Periods) -> Option<f64> {
    let day = known.live.first()?.one.examined_on;
    let Circumstances { sex, on_clozapine, .. } = known.facts.circumstances(day);
    let limits = periods.on(day).exams;
    let per_litre = |limit: u16| f64::from(limit) / 1000.0;
    match item {
        Item::WhiteCells => on_clozapine.then(|| per_litre(limits.white_cells)),
        Item::Neutrophils => on_clozapine.then(|| per_litre(limits.neutrophils)),
        Item::Lithium => Some(per_litre(limits.lithium)),
        Item::Qtc => Some(f64::from(limits.qtc_ms(sex))),
        _ => None,
    }
}

/// The same in numbers, the latest first.
fn numbers(lang: Lang, name: &str, unit: &str, points: &[Point]) -> Markup {
    let columns = [Column::new(texts::column_day(lang)), Column::number(unit)];
    let rows = html! {
        @for point in points.iter().rev() {
            tr {
                td.nowrap { (point.on) }
                td.n { @if point.alerts { b { (number(point.value)) } } @else { (number(point.value)) } }
            }
        }
    };
    let caption = texts::exam_table(lang, name);
    Table { lang, caption: &caption, caption_seen: false, columns: &columns, class: "" }.show(&rows)
}

//! The course of one value: its results by day on a line, with the limit that alerts. The table beside it says the same.

use jiff::civil::Date;
use maud::{Markup, html};
use xinan_domain::text::Lang;

use crate::texts;

/// One result.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// The day.
    pub on: Date,
    /// As measured.
    pub value: f64,
    /// Whether it alerts: drawn larger and warm, with its number.
    pub alerts: bool,
}

/// The course of a value.
#[derive(Debug, Clone, Copy)]
pub struct Plot<'a> {
    /// The language of its words.
    pub lang: Lang,
    /// What is measured.
    pub name: &'a str,
    /// Its unit.
    pub unit: &'a str,
    /// The results, the oldest first.
    pub points: &'a [Point],
    /// Beyond which it alerts, if it does.
    pub limit: Option<f64>,
}

const LEFT: f64 = 8.0;
const RIGHT: f64 = 268.0;
const TOP: f64 = 20.0;
const BOTTOM: f64 = 104.0;

/// A value as it is read: two places at most.
pub fn number(value: f64) -> String {
    format!("{}", (value * 100.0).round() / 100.0)
}

impl Plot<'_> {
    fn limit(&self) -> Option<f64> {
        self.limit.filter(|limit| limit.is_finite())
    }

    /// What it shows, in a sentence.
    fn says(&self, first: &Point, last: &Point) -> String {
        let (from, to) = (first.on.to_string(), last.on.to_string());
        let (a, b) = (number(first.value), number(last.value));
        let says =
            texts::plot_says(self.lang, self.name, self.points.len(), (&from, &a), (&to, &b), self.unit);
        match self.limit() {
            Some(limit) => texts::plot_says_limit(self.lang, &says, &number(limit)),
            None => says,
        }
    }

    /// The drawing; nothing where there is nothing to draw.
    pub fn show(&self) -> Markup {
        let known = || self.points.iter().filter(|point| point.value.is_finite());
        let (Some(first), Some(last)) = (known().next(), known().next_back()) else { return html! {} };
        let values = || known().map(|point| point.value).chain(self.limit());
        let (low, high) =
            (values().fold(f64::INFINITY, f64::min), values().fold(f64::NEG_INFINITY, f64::max));
        // One value, or all the same: the line lies in the middle.
        let room = if high > low { (high - low) * 0.12 } else { low.abs().max(1.0) * 0.1 };
        let (from, to) = (low - room, high + room);
        let days = |on: Date| f64::from((on - first.on).get_days());
        let span = days(last.on).max(1.0);
        let x = |on: Date| match first.on == last.on {
            true => f64::midpoint(LEFT, RIGHT),
            false => LEFT + (RIGHT - LEFT) * days(on) / span,
        };
        let y = |value: f64| BOTTOM - (BOTTOM - TOP) * (value - from) / (to - from);
        let mut path = String::new();
        for point in known() {
            let step = if path.is_empty() { "M" } else { " L" };
            path.push_str(&format!("{step}{:.1} {:.1}", x(point.on), y(point.value)));
        }
        html! {
            svg.spark viewBox="0 0 320 130" width="320" height="130" role="img" aria-label=(self.says(first, last)) {
                @if let Some(limit) = self.limit() {
                    line.mark x1=(LEFT) x2=(RIGHT) y1=(at(y(limit))) y2=(at(y(limit))) stroke-dasharray="6 5" {}
                    text x=(RIGHT + 6.0) y=(at(y(limit) + 4.0)) font-size="12" { (number(limit)) }
                }
                path d=(path) {}
                @for point in known() {
                    @if point.alerts {
                        circle.fill.first cx=(at(x(point.on))) cy=(at(y(point.value))) r="5.5" {}
                        text x=(at(x(point.on))) y=(at(y(point.value) - 9.0)) text-anchor="middle" font-size="12" {
                            (number(point.value))
                        }
                    } @else {
                        circle cx=(at(x(point.on))) cy=(at(y(point.value))) r="3" {}
                    }
                }
                @if !last.alerts {
                    text x=(at(x(last.on).min(RIGHT - 12.0))) y=(at(y(last.value) - 8.0)) text-anchor="middle" font-size="12" {
                        (number(last.value))
                    }
                }
                text x=(LEFT) y="124" font-size="12" { (first.on) }
                @if first.on != last.on {
                    text x=(RIGHT) y="124" text-anchor="end" font-size="12" { (last.on) }
                }
            }
        }
    }
}

fn at(value: f64) -> String {
    format!("{value:.1}")
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn plot(points: &[Point], limit: Option<f64>) -> String {
        Plot { lang: Lang::Zh, name: "白细胞", unit: "×10⁹/L", points, limit }.show().into_string()
    }

    #[test]
    fn nothing_draws_nothing_and_no_value_breaks_it() {
        assert_eq!(plot(&[], Some(3.5)), "");
        let one = Point { on: date(2026, 11, 20), value: 6.1, alerts: false };
        for value in [f64::NAN, f64::INFINITY, 0.0, -1.0, 1e300] {
            let drawn = plot(&[one, Point { value, ..one }], Some(f64::NAN));
            assert!(!drawn.contains("NaN") && !drawn.contains("inf"), "{drawn}");
        }
    }

    #[test]
    fn what_alerts_has_its_number_and_all_of_it_is_said() {
        let point = |day, value, alerts| Point { on: date(2026, 11, day), value, alerts };
        let drawn = plot(&[point(1, 6.1, false), point(20, 3.2, true)], Some(3.5));
        assert!(drawn.contains(">3.2<") && drawn.contains(">3.5<"), "{drawn}");
        assert!(drawn.contains("白细胞：共 2 次，2026-11-01 6.1，2026-11-20 3.2"), "{drawn}");
    }
}

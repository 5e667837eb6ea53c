//! A year as a line: months below, the target across, the values in a table beside it.

use maud::{Markup, html};

use super::divisions::step;

/// One point: its month, its value.
pub(super) struct Point<'a> {
    pub(super) month: &'a str,
    pub(super) value: Option<f64>,
}

const LEFT: f64 = 16.0;
/// The numbers of the axis stand right of it, beside the latest value: a phone shows that end first.
const RIGHT: f64 = 600.0;
const TOP: f64 = 14.0;
const BOTTOM: f64 = 166.0;

/// The line. Widths are attributes: styles within a page are forbidden by its policy.
pub(super) fn line(says: &str, points: &[Point<'_>], target: Option<f64>, (from, to): (f64, f64)) -> Markup {
    let span = if to > from { to - from } else { 1.0 };
    let x = |at: usize| LEFT + (RIGHT - LEFT) * at as f64 / (points.len().max(2) - 1) as f64;
    let y = |value: f64| BOTTOM - (BOTTOM - TOP) * ((value - from) / span).clamp(0.0, 1.0);
    let mut path = String::new();
    let mut drawn = false;
    for (at, point) in points.iter().enumerate() {
        // A month without a value breaks the line instead of bridging it.
        if let Some(value) = point.value {
            path.push_str(&format!("{}{:.1} {:.1} ", if drawn { "L" } else { "M" }, x(at), y(value)));
        }
        drawn = point.value.is_some();
    }
    let last = points.iter().enumerate().rev().find_map(|(at, point)| Some((at, point.value?)));
    html! {
        svg.spark viewBox="0 0 640 196" width="640" height="196" role="img" aria-label=(says) {
            @for value in ticks(from, to) {
                line x1=(LEFT) x2=(RIGHT) y1=(round(y(value))) y2=(round(y(value)))
                    stroke="#dcd8cb" stroke-width="1" {}
                text x=(RIGHT + 10.0) y=(round(y(value) + 4.0)) font-size="12" {
                    (format!("{value:.0}"))
                }
            }
            @if let Some(target) = target.filter(|target| (from..=to).contains(target)) {
                line.mark x1=(LEFT) x2=(RIGHT) y1=(round(y(target))) y2=(round(y(target)))
                    stroke-dasharray="6 5" {}
            }
            path d=(path.trim_end()) {}
            @if let Some((at, value)) = last { circle cx=(round(x(at))) cy=(round(y(value))) r="4" {} }
            @for (at, point) in points.iter().enumerate() {
                text x=(round(x(at))) y="188" text-anchor="middle" font-size="12" { (point.month) }
            }
        }
    }
}

/// The round numbers at which lines are drawn, the ends among them.
fn ticks(from: f64, to: f64) -> Vec<f64> {
    let step = step(from, to);
    (0_u8..=8).map(|at| from + step * f64::from(at)).take_while(|value| *value <= to + 0.01).collect()
}

fn round(value: f64) -> String {
    format!("{value:.1}")
}

#[cfg(test)]
mod tests {
    use super::super::divisions::axis;
    use super::*;

    #[test]
    fn an_axis_has_few_lines_and_each_is_a_round_number() {
        for (low, high) in [(25.3, 95.0), (88.0, 96.4), (80.0, 80.0), (0.0, 100.0), (61.0, 62.0)] {
            let (from, to) = axis([[Some(low), Some(high)].as_slice()]);
            let ticks = ticks(from, to);
            assert!(from <= low && to >= high && ticks.len() <= 6, "{low} {high} {ticks:?}");
            assert!(ticks.iter().all(|tick| tick % 5.0 == 0.0), "{ticks:?}");
            assert_eq!(ticks.last(), Some(&to));
        }
    }
}

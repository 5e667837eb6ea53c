//! A year in small: one line beside a number, on an axis shared by all that are compared.

use maud::{Markup, html};
use xinan_domain::text::Lang;

use crate::texts;

/// A year in small. `from` and `to` are the ends of the axis, the same for all that are compared.
pub fn sparkline(lang: Lang, values: &[f64], from: f64, to: f64) -> Markup {
    let span = if to > from { to - from } else { 1.0 };
    let y = |value: f64| 21.0 - 18.0 * ((value - from) / span).clamp(0.0, 1.0);
    let points: Vec<(f64, f64)> =
        values.iter().enumerate().map(|(at, &v)| (10.0 * at as f64, y(v))).collect();
    let mut path = String::new();
    for (at, (x, y)) in points.iter().enumerate() {
        path.push_str(&format!("{}{x:.0} {y:.1}", if at == 0 { "M" } else { " L" }));
    }
    let (Some(first), Some(last), Some(end)) = (values.first(), values.last(), points.last()) else {
        return html! {};
    };
    let width = end.0 + 8.0;
    html! {
        svg.spark viewBox={ "0 0 " (width) " 24" } width=(width) height="24" role="img"
            aria-label=(texts::trend(lang, &format!("{first:.0}"), &format!("{last:.0}"))) {
            path d=(path) {}
            circle cx=(end.0) cy={ (format!("{:.1}", end.1)) } r="3.5" {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_known_draws_nothing_and_no_value_breaks_it() {
        assert_eq!(sparkline(Lang::Zh, &[], 0.0, 100.0).into_string(), "");
        for value in [f64::NAN, f64::INFINITY, -5.0, 250.0] {
            sparkline(Lang::Zh, &[value], 80.0, 80.0);
        }
    }
}

//! Measures drawn in a line: done of so many, value against target.
//!
//! Widths are SVG attributes; styles within a page are forbidden by its policy. Every drawing says
//! in words what it shows.

use maud::{Markup, html};
use xinan_domain::text::Lang;

use super::tag::{Tone, tag};
use crate::texts;

/// The part of a whole, from 0 to 1; of nothing there is no part.
pub(super) fn share(part: u64, whole: u64) -> f64 {
    if whole == 0 { 0.0 } else { (part as f64 / whole as f64).clamp(0.0, 1.0) }
}

/// How much of something is done.
pub fn meter(lang: Lang, done: u64, of: u64, label: &str) -> Markup {
    let words = if label.is_empty() { texts::done_of(lang, done, of) } else { label.to_owned() };
    html! {
        svg.meter role="img" aria-label=(words) {
            rect.track x="0.5" y="0.5" width="100%" height="7" rx="3.5" {}
            rect.fill width={ (format!("{:.1}", share(done, of) * 100.0)) "%" } height="8" rx="4" {}
        }
    }
}

/// An indicator: where it is, where it should be, where it was. In percent.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bullet {
    /// Now.
    pub value: f64,
    /// The target.
    pub target: f64,
    /// A year ago.
    pub before: Option<f64>,
}

impl Bullet {
    /// Whether the target is met.
    pub fn met(self) -> bool {
        self.value >= self.target
    }
}

/// A bar from zero, a stroke at the target, a circle where it was a year ago.
pub fn bullet(lang: Lang, one: Bullet) -> Markup {
    let at = |percent: f64| format!("{:.1}", 2.6 * percent.clamp(0.0, 100.0));
    let say = |percent: f64| format!("{percent:.1}%");
    let words = match one.before {
        Some(before) => texts::chart_reading_before(lang, &say(one.value), &say(one.target), &say(before)),
        None => texts::chart_reading(lang, &say(one.value), &say(one.target)),
    };
    html! {
        svg viewBox="0 0 260 24" width="260" height="24" role="img" aria-label=(words) {
            rect.track y="7" width="260" height="10" rx="5" {}
            rect.fill.first[!one.met()] y="7" width=(at(one.value)) height="10" rx="5" {}
            line.mark x1=(at(one.target)) x2=(at(one.target)) y1="2" y2="22" {}
            @if let Some(before) = one.before { circle.before cx=(at(before)) cy="12" r="4" {} }
        }
    }
}

/// Met, or how many points are missing.
pub fn against_target(lang: Lang, one: Bullet) -> Markup {
    if one.met() {
        tag(Tone::Ok, texts::target_met(lang))
    } else {
        tag(Tone::First, &texts::target_short(lang, &format!("{:.1}", one.target - one.value)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_to_measure_draws_nothing_and_never_fails() {
        assert!(meter(Lang::Zh, 3, 0, "").into_string().contains("width=\"0.0%\""));
        for value in [f64::NAN, f64::INFINITY, -5.0, 250.0] {
            bullet(Lang::Zh, Bullet { value, target: 90.0, before: Some(value) });
        }
    }

    #[test]
    fn a_value_below_its_target_says_how_many_points_are_missing() {
        let below = Bullet { value: 67.9, target: 75.0, before: None };
        assert!(against_target(Lang::Zh, below).into_string().contains("差 7.1"));
    }
}

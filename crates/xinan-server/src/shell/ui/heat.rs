//! The table of townships: numbers with a shade, each leading to its people.
//!
//! Townships stand in their official order; it is no ranking.

use maud::{Markup, html};

use super::tag::Tone;

/// A cell of the township table: the number, and how far it is from the target.
pub fn heat_cell(value: f64, target: f64, href: &str) -> Markup {
    let gap = value.round() - target.round();
    // Three steps of shade, and the number itself: nobody has to see colours.
    let tone = match gap {
        gap if gap >= 0.0 => Tone::Ok,
        gap if gap > -8.0 => Tone::Soon,
        _ => Tone::First,
    };
    html! {
        td class={ "h " (tone.class()) } {
            a href=(href) {
                (format!("{value:.0}"))
                @if gap < 0.0 { i { (format!("−{:.0}", -gap)) } }
            }
        }
    }
}

/// A cell for which there is nothing to count.
pub fn heat_none() -> Markup {
    html! { td.h.plain { span { "—" } } }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shade_follows_the_distance_from_the_target_as_it_is_shown() {
        for (value, class) in [(90.0, "h ok"), (89.6, "h ok"), (89.4, "h soon"), (82.4, "h first")] {
            let html = heat_cell(value, 90.0, "/people").into_string();
            assert!(html.contains(&format!("class=\"{class}\"")), "{value} {html}");
        }
    }
}

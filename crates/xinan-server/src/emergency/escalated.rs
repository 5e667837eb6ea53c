//! What of emergencies is told to those who look on, on their own pages: that reviews are late and whose they are, and
//! who opened something without need. Never about whom.

use maud::{Markup, html};
use xinan_domain::text::Lang;

use super::store::Escalated;
use crate::shell::ui::notice::notice;
use crate::shell::ui::tag::Tone;
use crate::texts;

/// The notices; nothing when there is nothing.
pub fn escalated(lang: Lang, told: &Escalated) -> Markup {
    let listed =
        |names: &mut dyn Iterator<Item = String>| names.collect::<Vec<_>>().join(texts::list_joint(lang));
    html! {
        @if let Some(since) = told.since {
            @let all: u64 = told.late.iter().map(|(_, found)| found).sum();
            @let mut whose = told.late.iter().map(|(who, found)| {
                let who = who.as_deref().unwrap_or(texts::reviews_nobody(lang));
                texts::reviews_of(lang, who, *found)
            });
            (notice(Tone::First, &html! {
                (texts::reviews_escalated(lang, all, &since.to_string(), &listed(&mut whose)))
            }))
        }
        @if !told.unjustified.is_empty() {
            @let mut who = told.unjustified.iter().map(|(who, found)| texts::reviews_of(lang, who, *found));
            (notice(Tone::Soon, &html! { (texts::reviews_unjustified(lang, &listed(&mut who))) }))
        }
    }
}

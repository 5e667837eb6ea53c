//! How far the log of looks was signed, in words.

use maud::{Markup, html};
use xinan_db::audit::checkpoint::Checkpoint;
use xinan_domain::text::Lang;

use super::clock::Moment;
use super::ui::tag::{Tone, tag};
use crate::texts;

/// The newest checkpoint with its twenty characters, and how many entries have come since.
pub fn signed(lang: Lang, newest: Option<&Checkpoint>, since: u64) -> Markup {
    html! {
        @match newest {
            Some(newest) => {
                @let stamp = Moment::of_micros(newest.at()).stamp();
                (texts::log_signed(lang, &stamp, newest.entries())) " " code { (newest.short()) }
            },
            None => (tag(Tone::Soon, texts::log_not_signed(lang))),
        }
        " " span.muted { (texts::log_since(lang, since)) }
    }
}

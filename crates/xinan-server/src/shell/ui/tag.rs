//! Tags and the five tones: a word, a shape and a colour that say the same.

use maud::{Markup, html};

/// How something should be taken. Never a judgement about a person, only about what is to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tone {
    /// 先: overdue, needs contact first. Triangle, ochre.
    First,
    /// 快到: due, running low. Half circle, amber.
    Soon,
    /// 好: done, in place, enough. Circle, leaf.
    Ok,
    /// 知: waiting, to know. Square, sky.
    Info,
    /// No shape: a plain fact with its date.
    #[default]
    Plain,
}

impl Tone {
    /// All tones, for the gallery.
    pub const ALL: [Self; 5] = [Self::First, Self::Soon, Self::Ok, Self::Info, Self::Plain];

    /// Its class in the style sheet.
    pub fn class(self) -> &'static str {
        match self {
            Self::First => "first",
            Self::Soon => "soon",
            Self::Ok => "ok",
            Self::Info => "info",
            Self::Plain => "plain",
        }
    }
}

/// A tag. The word carries the meaning; shape and colour only help to find it.
pub fn tag(tone: Tone, word: &str) -> Markup {
    html! { span class={ "tag " (tone.class()) } { (word) } }
}

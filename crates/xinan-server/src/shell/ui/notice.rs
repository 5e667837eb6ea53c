//! Lines that say something: a notice within a page, and what just happened on top of it.

use maud::{Markup, html};

use super::icons::{Icon, icon};
use super::tag::Tone;

fn shape(tone: Tone) -> Icon {
    match tone {
        Tone::First => Icon::First,
        Tone::Soon => Icon::Clock,
        Tone::Ok => Icon::Check,
        Tone::Info | Tone::Plain => Icon::Info,
    }
}

/// A remark within a page.
pub fn notice(tone: Tone, body: &Markup) -> Markup {
    html! {
        div class={ "notice " (tone.class()) } {
            @if tone != Tone::Plain { (icon(shape(tone))) }
            div { (body) }
        }
    }
}

/// What just happened, on the page after it: 已存好…
#[derive(Debug, Clone)]
pub struct Flash<'a> {
    /// How to take it.
    pub tone: Tone,
    /// What happened, and what follows.
    pub sentence: &'a str,
    /// A way back or onwards, such as 撤销.
    pub end: Option<Markup>,
}

impl<'a> Flash<'a> {
    /// Something went as wished.
    pub fn done(sentence: &'a str) -> Self {
        Self { tone: Tone::Ok, sentence, end: None }
    }
}

/// The line on top of the page. Read aloud when the page comes.
pub fn flash(flash: &Flash<'_>) -> Markup {
    html! {
        div class={ "flash " (flash.tone.class()) } role="status" {
            (icon(shape(flash.tone)))
            span { (flash.sentence) }
            @if let Some(end) = &flash.end { span.end { (end) } }
        }
    }
}

/// Nothing is here: why, and what next.
pub fn empty(why: &str, next: &str, act: Option<&Markup>) -> Markup {
    html! {
        div.empty {
            b { (why) }
            @if !next.is_empty() { p { (next) } }
            @if let Some(act) = act { (act) }
        }
    }
}

/// A page that has nothing but this to say: what cannot be shown is its heading.
pub fn instead(why: &str, next: &str, act: Option<&Markup>) -> Markup {
    html! {
        div.empty {
            h1 { (why) }
            @if !next.is_empty() { p { (next) } }
            @if let Some(act) = act { (act) }
        }
    }
}

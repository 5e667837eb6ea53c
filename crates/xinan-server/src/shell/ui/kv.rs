//! Facts in pairs: what it is, and its value.

use maud::{Markup, html};

/// A list of facts. A value of several lines keeps its lines.
pub fn facts(pairs: &[(&str, Markup)]) -> Markup {
    html! {
        dl.kv {
            @for (name, value) in pairs {
                dt { (name) }
                dd { (value) }
            }
        }
    }
}

/// One of the four facts that say how things are now.
#[derive(Debug, Clone)]
pub struct Now<'a> {
    /// What it is about.
    pub name: &'a str,
    /// In a word.
    pub value: &'a str,
    /// A line or two more.
    pub note: &'a str,
}

/// How things are now: up to four facts side by side.
pub fn now(facts: &[Now<'_>]) -> Markup {
    html! {
        dl.now {
            @for one in facts {
                div {
                    dt { (one.name) }
                    dd.v { (one.value) }
                    @if !one.note.is_empty() { dd.n { (one.note) } }
                }
            }
        }
    }
}

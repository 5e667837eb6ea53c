//! What comes next, in order: when, what, who, and the way to do it.

use maud::{Markup, html};

use super::tag::{Tone, tag};

/// One thing to do.
#[derive(Debug, Clone, Default)]
pub struct Todo<'a> {
    /// How urgent.
    pub tone: Tone,
    /// When: 过期 3 天.
    pub when: &'a str,
    /// What.
    pub what: &'a str,
    /// Why, or what to mind.
    pub why: &'a str,
    /// Who does it.
    pub who: &'a str,
    /// The way to do it.
    pub act: Option<Markup>,
}

/// Things to do, the first first.
pub fn todos(list: &[Todo<'_>]) -> Markup {
    html! {
        ul { @for one in list { (todo(one)) } }
    }
}

fn todo(one: &Todo<'_>) -> Markup {
    html! {
        li.todo {
            (tag(one.tone, one.when))
            span.what { (one.what) }
            span.who.small.muted { (one.who) }
            @if let Some(act) = &one.act { (act) } @else { span {} }
            @if !one.why.is_empty() { span.why { (one.why) } }
        }
    }
}

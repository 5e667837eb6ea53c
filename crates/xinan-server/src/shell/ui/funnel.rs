//! From clue to care: how many came how far, and where the others are.

use maud::{Markup, html};

use super::meter::share;

/// One step from clue to care.
#[derive(Debug, Clone)]
pub struct FunnelStep<'a> {
    /// What it is.
    pub name: &'a str,
    /// How many came so far.
    pub count: u64,
    /// Where the others are.
    pub why: &'a str,
    /// The list of its people.
    pub href: &'a str,
}

/// From clue to care: how many came how far, and where the others are.
pub fn funnel(steps: &[FunnelStep<'_>]) -> Markup {
    let most = steps.iter().map(|step| step.count).max().unwrap_or(0);
    html! {
        ol.funnel {
            @for step in steps {
                @let width = format!("{:.1}%", share(step.count, most) * 100.0);
                li {
                    span { (step.name) }
                    svg aria-hidden="true" {
                        rect.track width="100%" height="20" rx="5" {}
                        rect.fill width=(width) height="20" rx="5" {}
                    }
                    b {
                        @if step.href.is_empty() {
                            (step.count)
                        } @else {
                            a href=(step.href) { (step.count) }
                        }
                    }
                    @if !step.why.is_empty() { span.why { (step.why) } }
                }
            }
        }
    }
}

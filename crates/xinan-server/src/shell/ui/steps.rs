//! Where one is: steps in order, and lists of things to complete in any order.

use maud::{Markup, html};
use xinan_domain::text::Lang;

use super::tag::{Tone, tag};
use crate::texts;

/// How far a step is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// 已完成.
    Done,
    /// 正在填.
    Now,
    /// 需补充.
    More,
    /// 等答复.
    Waiting,
    /// 未开始.
    Open,
}

impl State {
    fn words(self, lang: Lang) -> (Tone, &'static str) {
        match self {
            Self::Done => (Tone::Ok, texts::step_done(lang)),
            Self::Now => (Tone::Info, texts::step_now(lang)),
            Self::More => (Tone::Soon, texts::step_more(lang)),
            Self::Waiting => (Tone::Info, texts::step_waiting(lang)),
            Self::Open => (Tone::Plain, texts::step_open(lang)),
        }
    }
}

/// Steps in order; the present one is marked.
pub fn steps(lang: Lang, names: &[&str], now: usize) -> Markup {
    html! {
        ol.steps aria-label=(texts::steps(lang)) {
            @for (at, name) in names.iter().enumerate() {
                li.done[at < now] aria-current=[(at == now).then_some("step")] {
                    (name)
                    @if at < now { span.vh { " " (texts::step_done(lang)) } }
                }
            }
        }
    }
}

/// Things to complete in any order, each with where it leads and how far it is.
pub fn tasks(lang: Lang, list: &[(&str, &str, State)]) -> Markup {
    html! {
        ul.tasks {
            @for (name, href, state) in list {
                @let (tone, word) = state.words(lang);
                li { a href=(href) { (name) } (tag(tone, word)) }
            }
        }
    }
}

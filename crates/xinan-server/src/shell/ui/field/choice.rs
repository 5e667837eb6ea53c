//! Answers from a list: tiles that are large on a phone and compact on a paper form, where the
//! official number stands before each and is the key that chooses it.

use maud::{Markup, html};

use super::{Frame, width};
use crate::texts;

/// One possible answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice<'a> {
    /// What is sent.
    pub value: String,
    /// What is read.
    pub label: &'a str,
    /// The number on the paper form, when there is one.
    pub code: Option<u8>,
}

impl<'a> Choice<'a> {
    /// An answer of our own, without an official number.
    pub fn new(value: impl Into<String>, label: &'a str) -> Self {
        Self { value: value.into(), label, code: None }
    }

    /// The number to show before the words; 0级 says it already.
    fn shown_code(&self) -> Option<u8> {
        self.code.filter(|code| !self.label.starts_with(&code.to_string()))
    }

    /// An answer of an official form: its number is what is sent.
    pub fn official(code: u8, label: &'a str) -> Self {
        Self { value: code.to_string(), label, code: Some(code) }
    }
}

/// A question with one answer.
pub fn radios(frame: &Frame<'_>, choices: &[Choice<'_>], chosen: &str) -> Markup {
    frame.group(&tiles(frame, "radio", choices, |choice| choice.value == chosen))
}

/// A question with any number of answers.
pub fn checks(frame: &Frame<'_>, choices: &[Choice<'_>], chosen: &[String]) -> Markup {
    frame.group(&tiles(frame, "checkbox", choices, |choice| chosen.contains(&choice.value)))
}

fn tiles(
    frame: &Frame<'_>,
    kind: &'static str,
    choices: &[Choice<'_>],
    chosen: impl Fn(&Choice<'_>) -> bool,
) -> Markup {
    let id = frame.id();
    // A radio cannot be invalid by itself; its sentence is joined to the group.
    let invalid = if kind == "checkbox" { frame.invalid() } else { None };
    html! {
        div class={ "opts " (columns(choices)) } {
            @for (at, choice) in choices.iter().enumerate() {
                label.opt {
                    // The first carries the field's id: the error summary leads there.
                    input type=(kind) name=(frame.name) value=(choice.value) checked[chosen(choice)]
                        id={ (id) @if at > 0 { "-" (at + 1) } }
                        data-code=[choice.code] aria-invalid=[invalid];
                    span {
                        @if let Some(code) = choice.shown_code() { b.c { (code) } }
                        (choice.label)
                    }
                }
            }
        }
    }
}

/// How many tiles stand side by side on a phone.
fn columns(choices: &[Choice<'_>]) -> &'static str {
    match choices.iter().map(|choice| width(choice.label)).max().unwrap_or(0) {
        0..=4 if choices.len() != 2 && choices.len() != 4 => "c3",
        0..=12 => "c2",
        _ => "c1",
    }
}

/// A question with one answer from a long list, or in a row of filters.
pub fn select(frame: &Frame<'_>, choices: &[Choice<'_>], chosen: &str) -> Markup {
    frame.single(&html! {
        select.box id=(frame.id()) name=(frame.name)
            aria-describedby=[frame.described()] aria-invalid=[frame.invalid()] {
            option value="" { (texts::please_choose(frame.lang)) }
            (options(choices, chosen))
        }
    })
}

/// The options of a `select`, the chosen one marked.
pub fn options(choices: &[Choice<'_>], chosen: &str) -> Markup {
    html! {
        @for choice in choices {
            option value=(choice.value) selected[choice.value == chosen] { (choice.label) }
        }
    }
}

/// A single tick with its sentence.
pub fn check(name: &str, value: &str, sentence: &str, ticked: bool) -> Markup {
    html! {
        label.check {
            input type="checkbox" name=(name) value=(value) checked[ticked];
            span { (sentence) }
        }
    }
}

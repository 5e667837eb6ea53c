//! Fields: a label, perhaps a hint, what went wrong, and something to answer with.
//!
//! Every field has the same frame ([`Frame`]): the label above, the hint and last time's answer
//! below it, complaints between question and answer, all joined to the input for those who
//! listen. [`official`] draws any field of an official form from its definition; the other
//! functions are for what we ask ourselves (sign-in, filters, settings).

mod choice;
mod counts;
mod input;
mod medicines;
mod official;

pub use choice::{Choice, check, checks, options, radios, select};
pub use input::{Text, day, day_ahead, file, files, text};
pub use official::{Extra, Filled, Lies, answer_in_words, official};

use maud::{Markup, html};
use xinan_domain::answers::Need;
use xinan_domain::text::Lang;

use crate::texts;

/// How a question of a long form is asked on a phone, where the order is another than on paper (`when.js`).
#[derive(Debug, Clone, Copy, Default)]
pub struct OnPhone<'a> {
    /// The question in everyday words, before its official name.
    pub plain: &'a str,
    /// The place that gathers it: `ask`, `rest`. Empty: where it stands on paper.
    pub part: &'a str,
    /// Its turn in that place.
    pub turn: usize,
    /// The answer of the visit before, where it may be taken over.
    pub same: &'a str,
    /// When it may not be after all: `risk=3,4,5;severity=3`, as in [`Frame::when`].
    pub unless: &'a str,
    /// What is said beside an answer that was taken over.
    pub said: &'a str,
    /// Whether this answer was taken over.
    pub taken: bool,
}

/// What surrounds an answer.
#[derive(Debug, Clone)]
pub struct Frame<'a> {
    /// The language of the frame's own words.
    pub lang: Lang,
    /// The name under which the answer is sent.
    pub name: &'a str,
    /// Set before every id of this field, so that two forms may stand on one page.
    pub scope: &'a str,
    /// The question.
    pub label: &'a str,
    /// How to answer it.
    pub hint: &'a str,
    /// What was answered last time, shown and never filled in.
    pub last: &'a str,
    /// Whether it must be answered; one that need not be says so.
    pub need: Need,
    /// What stops the record.
    pub errors: Vec<String>,
    /// What deserves a second look.
    pub asks: Vec<String>,
    /// When it is asked at all: `adverse=2`, `symptoms=11,12`, or the name of a field that is filled
    /// in. Without scripts (`when.js`) it is always there.
    pub when: &'a str,
    /// Whether the answer in it was known before, and is for nobody to see until it is asked for.
    pub known: bool,
    /// Whether it takes the whole width of a paper form.
    pub wide: bool,
    /// How it is asked on a phone.
    pub phone: OnPhone<'a>,
}

impl<'a> Frame<'a> {
    /// A frame with a name and a label.
    pub fn new(lang: Lang, name: &'a str, label: &'a str) -> Self {
        let (scope, hint, last, when, known, wide) = ("", "", "", "", false, false);
        let (errors, asks) = (Vec::new(), Vec::new());
        let (need, phone) = (Need::Required, OnPhone::default());
        Self { lang, name, scope, label, hint, last, need, errors, asks, when, known, wide, phone }
    }

    /// It may stay empty.
    #[must_use]
    pub fn optional(self) -> Self {
        Self { need: Need::Optional, ..self }
    }

    /// It must be answered where another answer is missing, which the form says.
    #[must_use]
    pub fn conditional(self) -> Self {
        Self { need: Need::Conditional, ..self }
    }

    /// With an explanation.
    #[must_use]
    pub fn hint(self, hint: &'a str) -> Self {
        Self { hint, ..self }
    }

    /// With one thing that is wrong.
    #[must_use]
    pub fn error(mut self, sentence: impl Into<String>) -> Self {
        self.errors.push(sentence.into());
        self
    }

    /// The id of the input, or of the first one.
    pub fn id(&self) -> String {
        id_of(self.scope, self.name)
    }

    /// The ids of what describes the answer, for `aria-describedby`.
    fn described(&self) -> Option<String> {
        let id = self.id();
        let present = [
            (!self.errors.is_empty(), "err"),
            (!self.asks.is_empty(), "ask"),
            (!self.hint.is_empty(), "hint"),
            (!self.last.is_empty(), "last"),
        ];
        let ids: Vec<String> =
            present.iter().filter(|(there, _)| *there).map(|(_, part)| format!("{id}-{part}")).collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    }

    /// `aria-invalid`, when something stops the record.
    fn invalid(&self) -> Option<&'static str> {
        (!self.errors.is_empty()).then_some("true")
    }

    /// `aria-required`, when it must be answered whatever the other answers are.
    fn required(&self) -> Option<&'static str> {
        (self.need == Need::Required).then_some("true")
    }

    fn class(&self) -> String {
        let parts = [
            (!self.errors.is_empty(), " bad"),
            (self.need == Need::Conditional, " cond"),
            (self.wide, " wide"),
        ];
        let parts: String = parts.iter().filter(|(there, _)| *there).map(|(_, class)| *class).collect();
        format!("card q{parts}")
    }

    /// `data-when`, if it depends on another answer.
    fn when(&self) -> Option<&'a str> {
        (!self.when.is_empty()).then_some(self.when)
    }

    /// `data-part`, `data-turn` and `data-same`.
    fn placed(&self) -> (Option<&'a str>, Option<usize>, Option<&'a str>) {
        let OnPhone { part, turn, same, .. } = self.phone;
        let is_placed = !part.is_empty();
        (is_placed.then_some(part), is_placed.then_some(turn), (!same.is_empty()).then_some(same))
    }

    fn question(&self) -> Markup {
        html! {
            @if self.phone.plain.is_empty() {
                (self.label)
            } @else {
                span.plain.phone-only { (self.phone.plain) } " " span.official { (self.label) }
            }
            @if self.need == Need::Optional { span.need { (texts::field_optional(self.lang)) } }
        }
    }

    fn remarks(&self) -> Markup {
        let id = self.id();
        html! {
            @if !self.hint.is_empty() { p.hint id={ (id) "-hint" } { (self.hint) } }
            @if !self.last.is_empty() {
                p.last id={ (id) "-last" } { (texts::field_last_time(self.lang, self.last)) }
            }
            @if !self.phone.same.is_empty() {
                // A tick, so that a draft keeps it and a refused form brings it back.
                p.taken hidden[!self.phone.taken] {
                    label {
                        input type="checkbox" name="taken" value=(self.name) checked[self.phone.taken] hidden
                            data-unless=[(!self.phone.unless.is_empty()).then_some(self.phone.unless)];
                        (self.phone.said)
                    }
                }
            }
            @if !self.errors.is_empty() {
                div id={ (id) "-err" } {
                    @for one in &self.errors {
                        p.err { span.vh { (texts::error_at(self.lang)) } (one) }
                    }
                }
            }
            @if !self.asks.is_empty() {
                div id={ (id) "-ask" } { @for one in &self.asks { p.ask { (one) } } }
            }
        }
    }

    /// A question with one input.
    fn single(&self, input: &Markup) -> Markup {
        let (part, turn, same) = self.placed();
        html! {
            div class=(self.class()) data-when=[self.when()] data-known[self.known] data-part=[part] data-turn=[turn] data-same=[same] {
                label for=(self.id()) { (self.question()) }
                (self.remarks())
                (input)
            }
        }
    }

    /// A question with several inputs.
    fn group(&self, inputs: &Markup) -> Markup {
        let (part, turn, same) = self.placed();
        html! {
            fieldset class=(self.class()) data-when=[self.when()] data-known[self.known] data-part=[part] data-turn=[turn]
                data-same=[same] aria-describedby=[self.described()] {
                legend { (self.question()) }
                (self.remarks())
                (inputs)
            }
        }
    }
}

/// The id of the input with this name: also where a line of the error summary leads.
pub(super) fn id_of(scope: &str, name: &str) -> String {
    format!("{scope}f-{name}")
}

/// How wide a text is, in Chinese characters.
pub(super) fn width(text: &str) -> usize {
    let halves: usize = text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum();
    halves.div_ceil(2)
}

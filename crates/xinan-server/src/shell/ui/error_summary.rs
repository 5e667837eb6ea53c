//! The box on top of a refused form: everything that is to be mended, each line leading to its
//! field, in the words that stand there too. It takes the focus, so that it is read first.

use maud::{Markup, html};
use xinan_domain::answers::{Complaints, Field, Weight};
use xinan_domain::text::Lang;

use super::field::id_of;
use crate::texts;

/// One line: where it leads and what is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line<'a> {
    /// Name of the field.
    pub field: &'a str,
    /// What happened and what to do.
    pub sentence: String,
}

/// The summary of what the rules found, each line beginning with the name of its field. Doubts
/// alone do not stop a record; then the box asks for a second look.
pub fn error_summary(lang: Lang, fields: &[Field], complaints: &Complaints, scope: &str) -> Markup {
    let line = |field: &'static str, said: String| {
        // `medicine2` is a row of `medicine`.
        let row = |one: &&Field| field.trim_end_matches(|c: char| c.is_ascii_digit()) == one.id;
        let named = fields.iter().find(|one| one.id == field).or_else(|| fields.iter().find(row));
        let sentence = match named {
            Some(one) => texts::summary_line(lang, lang.pick(one.label, one.label_en), &said),
            None => said,
        };
        Line { field, sentence }
    };
    let lines = |weight: Weight| -> Vec<Line<'static>> {
        let found = complaints.iter().filter(|one| one.weight == weight);
        found.map(|one| line(one.field, one.problem.say(lang))).collect()
    };
    let (errors, asks) = (lines(Weight::Refuse), lines(Weight::Ask));
    html! {
        @if !errors.is_empty() { (summary(lang, &errors, scope)) }
        @if !asks.is_empty() { (second_look(lang, &asks, scope, errors.is_empty())) }
    }
}

/// What is to be mended before anything is kept.
pub fn summary(lang: Lang, lines: &[Line<'_>], scope: &str) -> Markup {
    shown(&texts::summary_refused(lang, lines.len()), lines, scope, "summary", true)
}

fn second_look(lang: Lang, lines: &[Line<'_>], scope: &str, focus: bool) -> Markup {
    shown(&texts::summary_ask(lang, lines.len()), lines, scope, "summary ask", focus)
}

fn shown(title: &str, lines: &[Line<'_>], scope: &str, class: &str, focus: bool) -> Markup {
    let id = format!("{scope}{}", if class == "summary" { "errors" } else { "asks" });
    html! {
        div class=(class) role={ @if focus { "alert" } @else { "group" } } tabindex="-1" autofocus[focus]
            aria-labelledby=(id) {
            h2 id=(id) { (title) }
            ul {
                @for line in lines {
                    li { a href={ "#" (id_of(scope, line.field)) } { (line.sentence) } }
                }
            }
        }
    }
}

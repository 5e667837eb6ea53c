//! The box on top of a refused form: everything that is to be mended, each line leading to its
//! field, in the words that stand there too. It takes the focus, so that it is read first.

use maud::{Markup, html};
use xinan_domain::answers::{Complaint, Complaints, Field, Weight};
use xinan_domain::text::Lang;
use xinan_domain::text::rules::Problem;

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

/// What stands in a line of the box.
enum Said<'a> {
    /// One sentence, leading to its field.
    One(Line<'a>),
    /// Several fields that are still empty, each by its name.
    Missing(Vec<Line<'a>>),
}

/// The summary of what the rules found, in the order of the page, each line beginning with the name of
/// its field; what is merely empty stands in one line. Doubts alone do not stop a record; then the box
/// asks for a second look.
pub fn error_summary(lang: Lang, fields: &[Field], complaints: &Complaints, scope: &str) -> Markup {
    let found = |weight: Weight| -> Vec<&Complaint> {
        let mut found: Vec<&Complaint> = complaints.iter().filter(|one| one.weight == weight).collect();
        found.sort_by_key(|one| place(fields, one.field));
        found
    };
    let (errors, asks) = (found(Weight::Refuse), found(Weight::Ask));
    html! {
        @if !errors.is_empty() {
            @let title = texts::summary_refused(lang, errors.len());
            (shown(lang, &title, &lines(lang, fields, &errors), scope, "summary", true))
        }
        @if !asks.is_empty() {
            @let title = texts::summary_ask(lang, asks.len());
            (shown(lang, &title, &lines(lang, fields, &asks), scope, "summary ask", errors.is_empty()))
        }
    }
}

/// Where a field stands on the page; a row such as `medicine2` at its question.
fn place(fields: &[Field], id: &str) -> usize {
    let stem = id.trim_end_matches(|c: char| c.is_ascii_digit());
    let at = |id: &str| fields.iter().position(|one| one.id == id);
    at(id).or_else(|| at(stem)).unwrap_or(fields.len())
}

/// The name of a field, or of the question whose row it is; empty for one of no form.
pub fn name_of(lang: Lang, fields: &[Field], id: &str) -> &'static str {
    fields.get(place(fields, id)).map_or("", |one| lang.pick(one.label, one.label_en))
}

/// One line for each complaint, but one only for all that is still empty.
fn lines(lang: Lang, fields: &[Field], found: &[&Complaint]) -> Vec<Said<'static>> {
    let name = |one: &Complaint| name_of(lang, fields, one.field);
    let is_missing = |one: &&Complaint| {
        matches!(one.problem, Problem::Missing | Problem::MetMissing) && !name(one).is_empty()
    };
    let missing: Vec<Line<'static>> = found
        .iter()
        .copied()
        .filter(|one| is_missing(one))
        .map(|one| Line { field: one.field, sentence: name(one).to_owned() })
        .collect();
    let together = missing.len() > 1;
    let mut missing = Some(missing).filter(|_| together);
    let mut lines = Vec::new();
    for one in found {
        if together && is_missing(one) {
            lines.extend(missing.take().map(Said::Missing));
            continue;
        }
        let said = one.problem.say(lang);
        let sentence = match name(one) {
            "" => said,
            name => texts::summary_line(lang, name, &said),
        };
        lines.push(Said::One(Line { field: one.field, sentence }));
    }
    lines
}

/// What is to be mended before anything is kept.
pub fn summary(lang: Lang, lines: &[Line<'_>], scope: &str) -> Markup {
    titled(lang, &texts::summary_refused(lang, lines.len()), lines, scope)
}

/// The same box with a title of its own, where nothing was to be kept.
pub fn titled(lang: Lang, title: &str, lines: &[Line<'_>], scope: &str) -> Markup {
    let lines: Vec<Said<'_>> = lines.iter().cloned().map(Said::One).collect();
    shown(lang, title, &lines, scope, "summary", true)
}

fn shown(lang: Lang, title: &str, lines: &[Said<'_>], scope: &str, class: &str, focus: bool) -> Markup {
    let id = format!("{scope}{}", if class == "summary" { "errors" } else { "asks" });
    html! {
        div class=(class) role={ @if focus { "alert" } @else { "group" } } tabindex="-1" autofocus[focus]
            aria-labelledby=(id) {
            h2 id=(id) { (title) }
            ul {
                @for line in lines {
                    li {
                        @match line {
                            Said::One(line) => (leading(lang, line, scope)),
                            Said::Missing(lines) => {
                                (texts::summary_missing(lang, lines.len()))
                                @for (at, line) in lines.iter().enumerate() {
                                    @if at > 0 { (texts::list_joint(lang)) }
                                    (leading(lang, line, scope))
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// A line with the word that `when.js` shows beside it once its field was answered.
fn leading(lang: Lang, line: &Line<'_>, scope: &str) -> Markup {
    html! {
        a href={ "#" (id_of(scope, line.field)) } { (line.sentence) }
        span data-answered-since hidden { (texts::summary_answered(lang)) }
    }
}

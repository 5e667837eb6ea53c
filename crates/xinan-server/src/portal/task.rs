//! What the office's pages of the own door have in common: a form about somebody, and what is wrong with it.

use maud::{Markup, html};
use xinan_domain::answers::Answers;

use crate::case::VisibleCase;
use crate::shell::actor::Actor;
use crate::shell::clock::Moment;
use crate::shell::page::{About, page as whole};
use crate::shell::ui::error_summary::{Line, summary};
use crate::shell::ui::field::Frame;
use crate::shell::ui::head::{Head, crumbs_of_person, head};
use crate::texts;

/// What is wrong, each with its field.
pub(super) type Wrong = Vec<(&'static str, String)>;

/// A form about somebody.
pub(super) struct Task<'a> {
    pub(super) case: &'a VisibleCase,
    pub(super) title: &'a str,
    pub(super) here: &'a str,
    /// The way back.
    pub(super) back: &'a str,
    pub(super) answers: &'a Answers,
    pub(super) wrong: &'a [(&'static str, String)],
    /// The name of a field.
    pub(super) label: fn(xinan_domain::text::Lang, &str) -> &'static str,
}

impl<'a> Task<'a> {
    /// A field with what is wrong with it.
    pub(super) fn frame(&self, actor: &Actor, name: &'static str) -> Frame<'a> {
        let mut frame = Frame::new(actor.lang, name, (self.label)(actor.lang, name));
        frame.errors =
            self.wrong.iter().filter(|(field, _)| *field == name).map(|(_, say)| say.clone()).collect();
        frame
    }

    /// What was typed there.
    pub(super) fn typed(&self, name: &str) -> &'a str {
        self.answers.raw(name)
    }

    /// Whether something is wrong.
    pub(super) fn is_refused(&self) -> bool {
        !self.wrong.is_empty()
    }

    /// The page around it.
    pub(super) fn whole(&self, actor: &Actor, now: &Moment, body: &Markup) -> Markup {
        let lang = actor.lang;
        let name = self.case.head.name.as_str();
        let person = format!("/people/{}", self.case.path_id());
        let lines: Vec<Line<'_>> = self
            .wrong
            .iter()
            .map(|(field, say)| Line {
                field,
                sentence: texts::summary_line(lang, (self.label)(lang, field), say),
            })
            .collect();
        let content = html! {
            @if !lines.is_empty() { (summary(lang, &lines, "")) }
            (crumbs_of_person(lang, name, &person, self.title))
            (head(&Head { title: name, person: true, aside: self.title, ..Head::default() }))
            (body)
        };
        let about = About {
            title: name,
            person: Some(name),
            current: "/people",
            here: self.here,
            back: Some(self.back),
            refused: self.is_refused(),
            ..About::default()
        };
        whole(actor, now, &about, &content)
    }
}

/// What is wrong with some words of a form: there are none, or too many.
pub(super) fn wrong_words(
    lang: xinan_domain::text::Lang,
    field: &'static str,
    words: &str,
    longest: usize,
) -> Option<(&'static str, String)> {
    use xinan_domain::text::rules::Problem;
    let problem = match words.chars().count() {
        0 => Problem::Missing,
        length if length > longest => Problem::TooLong { length, longest },
        _ => return None,
    };
    Some((field, problem.say(lang)))
}

//! One of what waits: what it is, what was said of it, and the form for saying it.

use maud::{Markup, html};
use xinan_db::Uuid;
use xinan_domain::answers::Answers;
use xinan_domain::text::Lang;

use super::{List, VERDICT};
use crate::shell::actor::Actor;
use crate::shell::clock::Moment;
use crate::shell::page::{About, page as whole};
use crate::shell::ui::button::Button;
use crate::shell::ui::card::Card;
use crate::shell::ui::error_summary::{Line, summary};
use crate::shell::ui::field::{Choice, Frame, Text, radios, text};
use crate::shell::ui::form::{Form, hidden, submit_bar};
use crate::shell::ui::head::{Head, crumbs, head};
use crate::shell::ui::kv::facts;
use crate::shell::ui::notice::Flash;
use crate::texts;

/// One of them.
pub struct One<'a> {
    /// Where it stands among others.
    pub list: &'a List<'a>,
    /// Its address.
    pub here: &'a str,
    /// What one of them is called.
    pub title: &'a str,
    /// Where it stands.
    pub state: Markup,
    /// What to know about it beforehand.
    pub notices: Markup,
    /// What its facts are headed.
    pub heading: &'a str,
    /// What is known of it.
    pub facts: &'a [(&'a str, Markup)],
    /// The form, when something is to be said.
    pub saying: Option<Saying<'a>>,
    /// What was just done.
    pub flash: Option<Flash<'a>>,
}

/// What is to be said of it.
pub struct Saying<'a> {
    /// The id of what is said, where there may be more than one word.
    pub id: Option<Uuid>,
    /// The verdicts to choose from; none where it is said in words only.
    pub verdicts: &'a [Choice<'a>],
    /// The field of the words, its label and hint.
    pub words: (&'static str, &'a str, &'a str),
    /// What was typed.
    pub answers: &'a Answers,
    /// What is wrong with it.
    pub wrong: &'a [(&'static str, String)],
}

impl One<'_> {
    /// The page.
    pub fn page(&self, actor: &Actor, now: &Moment) -> Markup {
        let lang = actor.lang;
        let lines: Vec<Line<'_>> = self.saying.as_ref().map(|saying| saying.lines(lang)).unwrap_or_default();
        let refused = !lines.is_empty();
        let body = html! {
            @if refused { (summary(lang, &lines, "")) }
            (crumbs(texts::where_you_are(lang), &[(self.list.title, self.list.home), (self.title, "")]))
            (head(&Head { title: self.title, ..Head::default() }))
            div.stack {
                p { (self.state) }
                (self.notices)
                (Card::new("one", self.heading).show(&facts(self.facts)))
                @if let Some(saying) = &self.saying { (saying.form(actor, self.here, refused)) }
            }
        };
        let back = self.saying.is_some().then_some(self.list.home);
        let about = About {
            title: self.title,
            current: self.list.home,
            here: self.here,
            back,
            flash: self.flash.clone(),
            refused,
            ..About::default()
        };
        whole(actor, now, &about, &body)
    }
}

impl Saying<'_> {
    fn label(&self, lang: Lang, field: &str) -> &str {
        if field == VERDICT { texts::review_verdict(lang) } else { self.words.1 }
    }

    fn lines(&self, lang: Lang) -> Vec<Line<'_>> {
        let line = |(field, say): &(&'static str, String)| Line {
            field,
            sentence: texts::summary_line(lang, self.label(lang, field), say),
        };
        self.wrong.iter().map(line).collect()
    }

    fn frame(&self, lang: Lang, name: &'static str) -> Frame<'_> {
        let mut frame = Frame::new(lang, name, self.label(lang, name));
        let at_it = self.wrong.iter().filter(|(field, _)| *field == name);
        frame.errors = at_it.map(|(_, say)| say.clone()).collect();
        frame
    }

    fn form(&self, actor: &Actor, here: &str, refused: bool) -> Markup {
        let lang = actor.lang;
        let (name, _, hint) = self.words;
        Form { refused, ..Form::new(lang, here, &actor.form_key) }.show(&html! {
            @if let Some(id) = self.id { (hidden("", &[("word_id", &id.to_string())])) }
            @if !self.verdicts.is_empty() {
                (radios(&self.frame(lang, VERDICT), self.verdicts, &self.answers.get(VERDICT)))
            }
            (text(&self.frame(lang, name).hint(hint), Text::Lines, self.answers.raw(name)))
            (submit_bar(&[Button::primary(texts::act_save(lang)).submit()], &html! {}))
        })
    }
}

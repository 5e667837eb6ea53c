//! The pages of a note: to be made, and made.

use maud::{Markup, html};
use xinan_domain::answers::Answers;
use xinan_domain::code::Code;
use xinan_domain::duty::Told;
use xinan_domain::text::Lang;

use super::{Cause, What};
use crate::case::VisibleCase;
use crate::case::event::store::Notice;
use crate::shell::actor::Actor;
use crate::shell::clock::Moment;
use crate::shell::page::{About, page as whole};
use crate::shell::ui::button::Button;
use crate::shell::ui::error_summary::{Line, summary};
use crate::shell::ui::field::{Choice, Frame, Text, checks, day, text};
use crate::shell::ui::form::{Form, submit_bar};
use crate::shell::ui::head::{Head, crumbs_of_person, head};
use crate::shell::ui::notice::notice;
use crate::shell::ui::tag::Tone;
use crate::texts;

/// What both pages are made of.
pub(super) struct Page<'a> {
    pub(super) case: &'a VisibleCase,
    pub(super) what: What,
    pub(super) cause: Cause,
    pub(super) answers: &'a Answers,
    pub(super) wrong: &'a [(&'static str, String)],
}

impl Page<'_> {
    fn person(&self) -> String {
        format!("/people/{}", self.case.path_id())
    }

    fn title(&self, lang: Lang) -> &'static str {
        match self.what {
            What::Loss => texts::notice_loss(lang),
            What::Group => texts::notice_group(lang),
        }
    }

    fn frame<'b>(&self, lang: Lang, name: &'static str) -> Frame<'b> {
        let mut frame = Frame::new(lang, name, label(lang, name));
        frame.errors =
            self.wrong.iter().filter(|(field, _)| *field == name).map(|(_, say)| say.clone()).collect();
        frame
    }

    fn whole(&self, actor: &Actor, now: &Moment, body: &Markup) -> Markup {
        let lang = actor.lang;
        let person = self.person();
        let here = format!("{person}/notices/{}", self.what.path());
        let name = self.case.head.name.as_str();
        let lines: Vec<Line<'_>> = self
            .wrong
            .iter()
            .map(|(field, say)| Line { field, sentence: texts::summary_line(lang, label(lang, field), say) })
            .collect();
        let title = self.title(lang);
        let content = html! {
            @if !lines.is_empty() { (summary(lang, &lines, "")) }
            (crumbs_of_person(lang, name, &person, title))
            (head(&Head { title: name, person: true, aside: title, ..Head::default() }))
            (body)
        };
        let about = About {
            title: name,
            person: Some(name),
            current: "/people",
            here: &here,
            back: Some(&person),
            refused: !lines.is_empty(),
            ..About::default()
        };
        whole(actor, now, &about, &content)
    }
}

fn label(lang: Lang, name: &str) -> &'static str {
    match name {
        "told_on" => texts::notice_day(lang),
        "told_to" => texts::notice_to(lang),
        _ => texts::withdrawal_reason(lang),
    }
}

/// The form of a note.
pub(super) fn to_note(actor: &Actor, now: &Moment, page: &Page<'_>) -> Markup {
    let lang = actor.lang;
    let (person, on) = (page.person(), page.cause.on.to_string());
    let action = format!("{person}/notices/{}", page.what.path());
    let choices: Vec<Choice<'_>> =
        Told::ALL.iter().map(|told| Choice::new(told.code().to_string(), lang.code(*told))).collect();
    let form = Form { refused: !page.wrong.is_empty(), ..Form::new(lang, &action, &actor.form_key) };
    let said = match page.what {
        What::Loss => texts::notice_loss_of(lang, &on),
        What::Group => texts::notice_group_of(lang, &on),
    };
    let body = html! {
        (notice(Tone::Info, &html! { (said) }))
        (form.show(&html! {
            (day(&page.frame(lang, "told_on"), page.answers.raw("told_on"), &[]))
            (checks(&page.frame(lang, "told_to"), &choices, &page.answers.list("told_to")))
            (submit_bar(&[Button::primary(texts::notice_save(lang)).submit()], &html! {
                a href=(person) { (texts::act_cancel(lang)) }
            }))
        }))
    };
    page.whole(actor, now, &body)
}

/// What was noted, and how it is taken back.
pub(super) fn noted(actor: &Actor, now: &Moment, page: &Page<'_>, done: &Notice) -> Markup {
    let lang = actor.lang;
    let person = page.person();
    let action = format!("{person}/notices/{}/withdrawal", page.what.path());
    let form = Form { refused: !page.wrong.is_empty(), ..Form::new(lang, &action, &actor.form_key) };
    let frame = page.frame(lang, "notice_reason");
    let body = html! {
        (notice(Tone::Ok, &html! { (in_words(lang, done)) }))
        p { (texts::notice_mistaken(lang)) }
        (form.show(&html! {
            (text(&frame.hint(texts::notice_mistaken_hint(lang)), Text::Line, page.answers.raw("notice_reason")))
            (submit_bar(&[Button::primary(texts::act_withdraw(lang)).submit()], &html! {
                a href=(person) { (texts::act_cancel(lang)) }
            }))
        }))
    };
    page.whole(actor, now, &body)
}

/// What was noted: what, when, to whom, by whom.
pub fn in_words(lang: Lang, done: &Notice) -> String {
    let told: Vec<&str> = done.event.detail.told.iter().map(|told| lang.code(*told)).collect();
    let (on, told) = (done.event.on.to_string(), told.join(texts::list_joint(lang)));
    let by = if done.by.is_empty() { texts::by_nobody(lang) } else { &done.by };
    texts::notice_line(lang, lang.code(done.event.kind), &on, &told, by)
}

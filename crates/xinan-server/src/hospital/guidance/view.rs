//! The pages of guidance.

use maud::{Markup, html};
use xinan_domain::answers::{Answers, Complaints};
use xinan_domain::guidance::{SAYING, Side};
use xinan_domain::text::Lang;

use super::store::Thread;
use super::web::said;
use crate::case::VisibleCase;
use crate::case::words::near_day;
use crate::hospital::acts_for;
use crate::hospital::page::{about, draft_of, way};
use crate::policy::{Action, Relation, permits, permits_as, reaches_by_tie};
use crate::shell::actor::Actor;
use crate::shell::clock::Moment;
use crate::shell::ui::button::Button;
use crate::shell::ui::card::Card;
use crate::shell::ui::error_summary::error_summary;
use crate::shell::ui::field::{Extra, Filled, official};
use crate::shell::ui::form::{Form, hidden};
use crate::shell::ui::head::{Head, head};
use crate::shell::ui::notice::notice;
use crate::shell::ui::tag::{Tone, tag};
use crate::texts;

/// All threads of a person.
pub(super) fn list(actor: &Actor, now: &Moment, case: &VisibleCase, all: &[Thread], done: &str) -> Markup {
    let lang = actor.lang;
    let here = format!("/people/{}/guidance", case.path_id());
    let title = texts::guidance_title(lang);
    let mut acts = Vec::new();
    if permits(actor, Action::AskGuidance) {
        acts.push(Button::new(texts::guidance_ask(lang)).link(&format!("{here}/new")));
    }
    let body = html! {
        (way(actor, case, title))
        (head(&Head { title: &case.head.name, person: true, aside: title, acts: &acts, ..Head::default() }))
        div.stack {
            @if all.is_empty() { p.muted { (texts::guidance_none(lang)) } }
            @for one in all {
                @let id = format!("thread-{}", one.path_id());
                (Card::new(&id, lang.code(one.topic)).end(state(lang, one)).show(&html! {
                    p.small.muted { (one.hospital) " · " (near_day(lang, one.asked_on, now.day())) }
                    @if let Some(first) = one.spoken.first() { p { (first.words) } }
                    p { a href={ (here) "/" (one.path_id()) } { (texts::guidance_open(lang, one.spoken.len())) } }
                }))
            }
        }
    };
    about(actor, now, case, (&here, said(lang, done), None), false, &body)
}

fn state(lang: Lang, one: &Thread) -> Markup {
    match one.waits_for() {
        Some(Side::Answers) => tag(Tone::Soon, texts::guidance_waits(lang)),
        Some(Side::Asks) => tag(Tone::Ok, texts::guidance_answered(lang)),
        None => tag(Tone::Plain, texts::guidance_closed(lang)),
    }
}

/// One thread.
pub(super) struct Page<'a> {
    pub(super) case: &'a VisibleCase,
    pub(super) thread: &'a Thread,
    pub(super) answers: &'a Answers,
    pub(super) complaints: &'a Complaints,
    pub(super) entry: &'a str,
    pub(super) wrong: Option<&'a str>,
    pub(super) done: &'a str,
}

pub(super) fn thread(actor: &Actor, now: &Moment, page: &Page<'_>) -> Markup {
    let (lang, one) = (actor.lang, page.thread);
    let here = format!("/people/{}/guidance/{}", page.case.path_id(), one.path_id());
    let title = texts::guidance_title(lang);
    let answers = reaches_by_tie(actor);
    let speaks = one.closed.is_none()
        && acts_for(actor, Some(one.institution))
        && match answers {
            true => permits_as(actor, Action::AnswerGuidance, Relation::Treats),
            false => permits(actor, Action::AskGuidance),
        };
    let closes = one.closed.is_none() && permits(actor, Action::AskGuidance);
    let filled = Filled { lang, answers: page.answers, complaints: page.complaints, scope: "" };
    let refused = page.complaints.refused() || page.wrong.is_some();
    let draft = draft_of("thread", page.case);
    let form = Form { draft: Some(&draft), refused, ..Form::new(lang, &here, &actor.form_key) };
    let close = format!("{here}/closing");
    let label = if answers { texts::guidance_answer_do(lang) } else { texts::guidance_say_do(lang) };
    let body = html! {
        (error_summary(lang, SAYING, page.complaints, ""))
        (way(actor, page.case, title))
        (head(&Head { title: &page.case.head.name, person: true, aside: title, ..Head::default() }))
        div.stack {
            @if let Some(wrong) = page.wrong { (notice(Tone::First, &html! { p role="alert" { (wrong) } })) }
            (Card::new("thread", lang.code(one.topic)).end(state(lang, one)).show(&html! {
                p.small.muted { (texts::guidance_of(lang, &one.hospital)) }
                ol.log {
                    @for spoken in &one.spoken {
                        li {
                            b { (lang.code(spoken.side)) } " "
                            span.small.muted { (spoken.by) " · " (Moment::of_micros(spoken.at).stamp()) }
                            p.words { (spoken.words) }
                        }
                    }
                }
                @if let Some((at, by)) = &one.closed {
                    p.small.muted { (texts::guidance_closed_by(lang, by, &Moment::of_micros(*at).stamp())) }
                }
            }))
            @if speaks {
                (Card::new("say", label).show(&form.show(&html! {
                    (hidden("", &[("entry_id", page.entry)]))
                    @for field in SAYING { (official(field, &filled, &Extra::default())) }
                    p { (Button::primary(label).submit()) }
                })))
            }
            @if closes {
                (Form::new(lang, &close, &actor.form_key).show(&html! {
                    p.small.muted { (texts::guidance_close_explained(lang)) }
                    p { (Button::new(texts::guidance_close(lang)).submit()) }
                }))
            }
        }
    };
    let drafted = match page.done {
        "asked" => Some("guidance"),
        "said" => Some("thread"),
        _ => None,
    };
    about(actor, now, page.case, (&here, said(lang, page.done), drafted), refused, &body)
}

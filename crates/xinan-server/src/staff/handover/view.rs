//! The form of a hand-over, and the page that says what it means before it is done.

use jiff::civil::Date;
use maud::{Markup, html};
use xinan_db::Uuid;
use xinan_domain::answers::Answers;
use xinan_domain::text::Lang;

use super::store::Burden;
use crate::division::Divisions;
use crate::shell::actor::Actor;
use crate::shell::clock::Moment;
use crate::shell::ui::button::Button;
use crate::shell::ui::card::Card;
use crate::shell::ui::field::{Choice, Text, day_ahead, select, text};
use crate::shell::ui::form::{Form, hidden, submit_bar};
use crate::shell::ui::kv::facts;
use crate::shell::ui::notice::notice;
use crate::shell::ui::tag::Tone;
use crate::staff::store::{Member, Post};
use crate::staff::view::{Task, frame, in_words, task};
use crate::texts;

/// Whose post it is.
pub(super) struct Handing<'a> {
    pub(super) member: &'a Member,
    pub(super) post: &'a Post,
    pub(super) divisions: &'a Divisions,
}

impl Handing<'_> {
    fn action(&self) -> String {
        format!("/staff/{}/posts/{}/handover", self.member.path_id(), self.post.id.simple())
    }
}

/// The form as it was filled in.
pub(super) struct Filled<'a> {
    pub(super) answers: &'a Answers,
    pub(super) wrong: &'a [(&'static str, String)],
    /// The successor's post.
    pub(super) id: Uuid,
    pub(super) outdated: bool,
}

/// Who takes over, and from which day.
pub(super) fn form(
    actor: &Actor,
    now: &Moment,
    from: &Handing<'_>,
    near: &[Member],
    filled: &Filled<'_>,
) -> Markup {
    let lang = actor.lang;
    let (answers, wrong) = (filled.answers, filled.wrong);
    let (title, action, home) =
        (texts::handover(lang), from.action(), format!("/staff/{}", from.member.path_id()));
    let names: Vec<(String, String)> =
        near.iter().map(|one| (one.path_id(), called(lang, from.divisions, one, now.day()))).collect();
    let choices: Vec<Choice<'_>> = names.iter().map(|(id, name)| Choice::new(id.clone(), name)).collect();
    let (id, refused) = (filled.id.to_string(), !wrong.is_empty() || filled.outdated);
    let body = html! {
        (notice(Tone::Info, &html! {
            (texts::handover_explained(lang, &in_words(lang, from.divisions, from.post)))
        }))
        @if filled.outdated { (notice(Tone::Soon, &html! { (texts::form_outdated(lang)) })) }
        (Form { refused, ..Form::new(lang, &action, &actor.form_key) }.show(&html! {
            (hidden("", &[("post_id", &id)]))
            @let successor = frame(lang, "successor", wrong).hint(texts::handover_successor_hint(lang));
            (select(&successor, &choices, &answers.get("successor")))
            @let other = frame(lang, "other", wrong).hint(texts::handover_other_hint(lang)).optional();
            (text(&other, Text::Line, answers.raw("other")))
            (day_ahead(&frame(lang, "on", wrong).hint(texts::handover_day_hint(lang)), answers.raw("on"), &[]))
            (submit_bar(&[Button::primary(texts::handover_look(lang)).submit()], &html! {
                a href=(home) { (texts::act_cancel(lang)) }
            }))
        }))
    };
    task(actor, now, &Task { member: from.member, title, action: &action, wrong, refused }, &body)
}

/// A colleague with what he or she does now.
fn called(lang: Lang, divisions: &Divisions, one: &Member, today: Date) -> String {
    let posts: Vec<String> = one.in_force(today).map(|post| in_words(lang, divisions, post)).collect();
    texts::handover_candidate(lang, &one.name, &one.login, &posts.join(texts::list_joint(lang)))
}

/// A hand-over that was understood.
pub(super) struct Planned<'a> {
    pub(super) successor: &'a Member,
    pub(super) on: Date,
    /// The successor's post.
    pub(super) id: Uuid,
    pub(super) burden: Burden,
}

/// What it means, before it is done.
pub(super) fn confirm(actor: &Actor, now: &Moment, from: &Handing<'_>, planned: &Planned<'_>) -> Markup {
    let lang = actor.lang;
    let (title, action) = (texts::handover(lang), from.action());
    let (id, on) = (planned.id.to_string(), planned.on.to_string());
    let successor = planned.successor.path_id();
    let pairs = [
        (texts::handover_what(lang), html! { (in_words(lang, from.divisions, from.post)) }),
        (texts::handover_from(lang), html! { (from.member.name) " (" (from.member.login) ")" }),
        (
            texts::handover_successor(lang),
            html! { (planned.successor.name) " (" (planned.successor.login) ")" },
        ),
        (texts::handover_day(lang), html! { (on) }),
        (texts::handover_people(lang), html! { (texts::list_people(lang, planned.burden.people)) }),
        (texts::handover_due(lang), html! { (texts::list_people(lang, planned.burden.due)) }),
    ];
    let body = html! {
        (Card::new("plan", texts::handover_plan(lang)).show(&facts(&pairs)))
        (notice(Tone::Soon, &html! { (texts::handover_not_yet(lang)) }))
        (Form::new(lang, &action, &actor.form_key).show(&html! {
            (hidden("", &[("post_id", &id), ("successor", &successor), ("on", &on), ("confirmed", "1")]))
            (submit_bar(&[Button::primary(texts::handover_do(lang)).submit()], &html! {
                a href=(action) { (texts::handover_change(lang)) }
            }))
        }))
    };
    task(actor, now, &Task { member: from.member, title, action: &action, wrong: &[], refused: false }, &body)
}

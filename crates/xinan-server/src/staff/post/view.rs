//! The forms of a post: one that begins, one that ends, one that is exchanged for another.

use maud::{Markup, html};
use xinan_db::Uuid;
use xinan_domain::answers::Answers;
use xinan_domain::code::Code;
use xinan_domain::text::Lang;

use super::form::Choosing;
use crate::shell::actor::{Actor, PostKind};
use crate::shell::clock::Moment;
use crate::shell::ui::button::Button;
use crate::shell::ui::field::{Choice, Text, day_ahead, radios, select, text};
use crate::shell::ui::form::{Form, hidden, submit_bar};
use crate::shell::ui::notice::notice;
use crate::shell::ui::tag::Tone;
use crate::staff::store::{Member, Post};
use crate::staff::view::{Task, frame, in_words, task};
use crate::texts;

/// The questions of a post that begins.
pub(in crate::staff) fn questions(
    lang: Lang,
    answers: &Answers,
    wrong: &[(&'static str, String)],
    of: &Choosing<'_>,
) -> Markup {
    let kinds: Vec<Choice<'_>> =
        PostKind::ALL.iter().map(|kind| Choice::new(kind.code().to_string(), lang.code(*kind))).collect();
    let tree = of.divisions.tree(of.county);
    let places: Vec<Choice<'_>> = tree.iter().map(|(code, name)| Choice::new(code.as_str(), name)).collect();
    let institutions: Vec<Choice<'_>> =
        of.institutions.iter().map(|one| Choice::new(one.id.to_string(), &one.says.name)).collect();
    let chosen = Uuid::try_parse(&answers.get("institution")).map(|id| id.to_string()).unwrap_or_default();
    let frame = |name| frame(lang, name, wrong);
    html! {
        @if institutions.is_empty() {
            (notice(Tone::Info, &html! {
                (texts::post_no_institutions(lang)) " "
                a href="/institutions/new" { (texts::institution_add(lang)) }
            }))
        }
        (radios(&frame("kind"), &kinds, &answers.get("kind")))
        (select(&frame("region").hint(texts::post_region_hint(lang)), &places, &answers.get("region")))
        @if !institutions.is_empty() {
            (select(&frame("institution").hint(texts::post_institution_hint(lang)), &institutions, &chosen))
            (text(&frame("office").hint(texts::post_office_hint(lang)).optional(), Text::Line, answers.raw("office")))
        } @else {
            (text(&frame("office"), Text::Line, answers.raw("office")))
        }
        (day_ahead(&frame("from").hint(texts::post_from_hint(lang)), answers.raw("from"), &[]))
    }
}

/// A post as it was filled in.
pub(super) struct Filled<'a> {
    pub(super) answers: &'a Answers,
    pub(super) wrong: &'a [(&'static str, String)],
    /// The post that begins.
    pub(super) id: Uuid,
    /// The post in whose place it comes, of a transfer.
    pub(super) instead_of: Option<&'a Post>,
    pub(super) outdated: bool,
}

/// The form of a post that begins, beside others or instead of one.
pub(super) fn begin(
    actor: &Actor,
    now: &Moment,
    member: &Member,
    of: &Choosing<'_>,
    filled: &Filled<'_>,
) -> Markup {
    let lang = actor.lang;
    let home = format!("/staff/{}", member.path_id());
    let (title, action) = match filled.instead_of {
        None => (texts::post_add(lang), format!("{home}/posts/new")),
        Some(post) => (texts::post_transfer(lang), format!("{home}/posts/{}/transfer", post.id.simple())),
    };
    let id = filled.id.to_string();
    let refused = !filled.wrong.is_empty() || filled.outdated;
    let body = html! {
        @if let Some(post) = filled.instead_of {
            (notice(Tone::Info, &html! {
                (texts::post_transfer_explained(lang, &in_words(lang, of.divisions, post)))
            }))
        }
        @if filled.outdated { (notice(Tone::Soon, &html! { (texts::form_outdated(lang)) })) }
        (Form { refused, ..Form::new(lang, &action, &actor.form_key) }.show(&html! {
            (hidden("", &[("post_id", &id)]))
            (questions(lang, filled.answers, filled.wrong, of))
            (submit_bar(&[Button::primary(title).submit()], &html! {
                a href=(home) { (texts::act_cancel(lang)) }
            }))
        }))
    };
    task(actor, now, &Task { member, title, action: &action, wrong: filled.wrong, refused }, &body)
}

/// The form of a post that ends.
pub(super) fn end(
    actor: &Actor,
    now: &Moment,
    (member, post): (&Member, &Post),
    divisions: &crate::division::Divisions,
    (answers, wrong): (&Answers, &[(&'static str, String)]),
) -> Markup {
    let lang = actor.lang;
    let home = format!("/staff/{}", member.path_id());
    let (title, action) = (texts::post_end(lang), format!("{home}/posts/{}/end", post.id.simple()));
    let refused = !wrong.is_empty();
    let body = html! {
        (notice(Tone::Info, &html! { (texts::post_end_explained(lang, &in_words(lang, divisions, post))) }))
        (Form { refused, ..Form::new(lang, &action, &actor.form_key) }.show(&html! {
            @let day = frame(lang, "ended_on", wrong).hint(texts::post_until_hint(lang));
            (day_ahead(&day, answers.raw("ended_on"), &[]))
            (submit_bar(&[Button::primary(title).submit()], &html! {
                a href=(home) { (texts::act_cancel(lang)) }
            }))
        }))
    };
    task(actor, now, &Task { member, title, action: &action, wrong, refused }, &body)
}

//! The form of a new account, the password that is shown once, and the questions before an account is closed or opened.

use maud::{Markup, html};
use xinan_db::Uuid;
use xinan_domain::answers::Answers;

use crate::shell::actor::Actor;
use crate::shell::clock::Moment;
use crate::shell::page::{About, page as whole};
use crate::shell::ui::button::{Button, Look};
use crate::shell::ui::card::Card;
use crate::shell::ui::field::{Text, text};
use crate::shell::ui::form::{Form, hidden, submit_bar};
use crate::shell::ui::head::{Head, crumbs, head};
use crate::shell::ui::kv::facts;
use crate::shell::ui::notice::notice;
use crate::shell::ui::tag::Tone;
use crate::staff::post::form::Choosing;
use crate::staff::post::view::questions;
use crate::staff::store::Member;
use crate::staff::view::{Task, complaints, frame, task};
use crate::texts;

/// A new account as it was filled in.
pub(super) struct Filled<'a> {
    pub(super) answers: &'a Answers,
    pub(super) wrong: &'a [(&'static str, String)],
    pub(super) account: Uuid,
    pub(super) post: Uuid,
    pub(super) outdated: bool,
}

/// The form of a new account with its first post.
pub(super) fn form(actor: &Actor, now: &Moment, of: &Choosing<'_>, filled: &Filled<'_>) -> Markup {
    let lang = actor.lang;
    let (answers, wrong) = (filled.answers, filled.wrong);
    let title = texts::staff_add(lang);
    let (account, post) = (filled.account.to_string(), filled.post.to_string());
    let refused = !wrong.is_empty() || filled.outdated;
    let content = html! {
        (complaints(lang, wrong))
        (crumbs(texts::where_you_are(lang), &[(texts::nav_staff(lang), "/staff"), (title, "")]))
        (head(&Head { title, ..Head::default() }))
        @if filled.outdated { (notice(Tone::Soon, &html! { (texts::form_outdated(lang)) })) }
        (Form { refused, ..Form::new(lang, "/staff/new", &actor.form_key) }.show(&html! {
            (hidden("", &[("account_id", &account), ("post_id", &post)]))
            (text(&frame(lang, "name", wrong).hint(texts::staff_name_hint(lang)), Text::Line, answers.raw("name")))
            (text(&frame(lang, "login", wrong).hint(texts::staff_login_hint(lang)), Text::Line, answers.raw("login")))
            (questions(lang, answers, wrong, of))
            (submit_bar(&[Button::primary(title).submit()], &html! {
                a href="/staff" { (texts::act_cancel(lang)) }
            }))
        }))
    };
    let about = About {
        title,
        current: "/staff",
        here: "/staff/new",
        back: Some("/staff"),
        refused,
        ..About::default()
    };
    whole(actor, now, &about, &content)
}

/// The password that was made, this once, and whether the post that goes with it is still to be confirmed.
pub(super) fn password(
    actor: &Actor,
    now: &Moment,
    (account, name, login): (Uuid, &str, &str),
    password: &str,
    waits: bool,
) -> Markup {
    let lang = actor.lang;
    let home = format!("/staff/{}", account.simple());
    let title = texts::staff_password_made(lang);
    let pairs = [
        (texts::staff_login(lang), html! { (login) }),
        (texts::staff_password_first(lang), html! { b { code { (password) } } }),
    ];
    let content = html! {
        (crumbs(texts::where_you_are(lang), &[(texts::nav_staff(lang), "/staff"), (name, &home), (title, "")]))
        (head(&Head { title: name, aside: title, ..Head::default() }))
        (notice(Tone::First, &html! { (texts::staff_password_once(lang)) }))
        @if waits { (notice(Tone::Soon, &html! { (texts::post_waits_explained(lang)) })) }
        (Card::new("password", title).show(&facts(&pairs)))
        p { (Button::primary(texts::staff_password_given(lang)).link(&home)) }
    };
    let about = About { title, current: "/staff", here: &home, shown_once: true, ..About::default() };
    whole(actor, now, &about, &content)
}

/// What is asked before it is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Asks {
    /// A fresh password.
    Password,
    /// Taking the second factor off.
    Factor,
    /// Untying the account from an identity elsewhere.
    Identity,
    /// Closing the account.
    Close,
    /// Opening it again.
    Open,
}

/// What follows, and the button that does it.
pub(super) fn asks(actor: &Actor, now: &Moment, member: &Member, asks: Asks) -> Markup {
    let lang = actor.lang;
    let home = format!("/staff/{}", member.path_id());
    let (path, title, explained) = match asks {
        Asks::Password => ("password", texts::staff_password(lang), texts::staff_password_explained(lang)),
        Asks::Factor => ("factor", texts::staff_factor_off(lang), texts::staff_factor_explained(lang)),
        Asks::Identity => {
            ("identity", texts::staff_identity_off(lang), texts::staff_identity_explained(lang))
        }
        Asks::Close => ("closing", texts::staff_close(lang), texts::staff_close_explained(lang)),
        Asks::Open => ("opening", texts::staff_open(lang), texts::staff_open_explained(lang)),
    };
    let action = format!("{home}/{path}");
    let button = Button::new(title);
    let button = if asks == Asks::Close { button.look(Look::Warm) } else { button.look(Look::Primary) };
    let body = html! {
        (notice(Tone::Info, &html! { (explained) }))
        (Form::new(lang, &action, &actor.form_key).show(&html! {
            (submit_bar(&[button.submit()], &html! { a href=(home) { (texts::act_cancel(lang)) } }))
        }))
    };
    task(actor, now, &Task { member, title, action: &action, wrong: &[], refused: false }, &body)
}

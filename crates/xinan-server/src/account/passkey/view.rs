//! The page 通行密钥, and what stands beside a code where a device can be shown instead.

use maud::{Markup, html};
use xinan_domain::text::Lang;

use super::store::Kept;
use super::web::HERE;
use crate::shell::actor::Actor;
use crate::shell::clock::Moment;
use crate::shell::page::{About, page as whole};
use crate::shell::ui::button::{Button, Look};
use crate::shell::ui::card::Card;
use crate::shell::ui::error_summary::{Line, summary};
use crate::shell::ui::field::{Frame, Text, text};
use crate::shell::ui::form::{Form, hidden};
use crate::shell::ui::head::{Head, crumbs, head};
use crate::shell::ui::notice::{Flash, notice};
use crate::shell::ui::tag::Tone;
use crate::texts;

/// The answer by which a form asks for a device instead of a code.
pub(in crate::account) const BEGINS: &str = "passkey-begin";

/// Whether a device can be shown, and what the browser is to be told once one is asked for.
#[derive(Debug, Clone, Default)]
pub(in crate::account) struct Shown {
    /// The account has one, and the house a name.
    pub(in crate::account) any: bool,
    /// What the browser is told.
    pub(in crate::account) told: Option<String>,
}

/// Beside the field of the code: the button, or the question for the device.
pub(in crate::account) fn shown(lang: Lang, state: &Shown) -> Markup {
    match &state.told {
        Some(told) => asking(lang, "get", told, texts::passkey_show_now(lang)),
        None if state.any => html! {
            p data-passkey-button {
                (Button::new(texts::passkey_instead(lang)).choice(BEGINS, "1"))
            }
        },
        None => html! {},
    }
}

/// What `passkey.js` hands to the browser; the answer goes back with the form around it.
fn asking(lang: Lang, act: &str, told: &str, words: &str) -> Markup {
    html! {
        div.notice.info data-passkey=(act) data-told=(told) role="status" {
            div.grow {
                p { (words) }
                p data-passkey-failed hidden { (texts::passkey_failed(lang)) }
                noscript { p { (texts::passkey_scripts(lang)) } }
                p { button.btn.sm type="button" data-passkey-again hidden { (texts::passkey_again(lang)) } }
            }
            input type="hidden" name="passkey" value="";
        }
    }
}

/// What the page is made of.
pub(super) struct Page<'a> {
    pub(super) passkeys: &'a [Kept],
    /// There is a second factor.
    pub(super) has_factor: bool,
    /// The house has a name by which devices know it.
    pub(super) has_house: bool,
    /// The name that was typed.
    pub(super) name: &'a str,
    /// What is wrong with it.
    pub(super) wrong: Option<String>,
    /// What was just done: `added`, `removed`.
    pub(super) done: &'a str,
}

/// The page.
pub(super) fn page(actor: &Actor, now: &Moment, page: &Page<'_>) -> Markup {
    let lang = actor.lang;
    let lines: Vec<Line<'_>> = page
        .wrong
        .iter()
        .map(|say| Line {
            field: "name",
            sentence: texts::summary_line(lang, texts::passkey_name(lang), say),
        })
        .collect();
    let content = html! {
        @if !lines.is_empty() { (summary(lang, &lines, "")) }
        @if !page.passkeys.is_empty() {
            (Card::new("passkeys", texts::passkey_yours(lang)).show(&list(actor, page.passkeys)))
        }
        (Card::new("add", texts::passkey_add_title(lang)).show(&adding(actor, page)))
    };
    let flash = match page.done {
        "added" => Some(Flash::done(texts::passkey_added(lang))),
        "removed" => Some(Flash::done(texts::passkey_removed(lang))),
        _ => None,
    };
    framed(actor, now, flash, !lines.is_empty(), &content)
}

fn framed(actor: &Actor, now: &Moment, flash: Option<Flash<'_>>, refused: bool, content: &Markup) -> Markup {
    let (lang, title) = (actor.lang, texts::passkey_title(actor.lang));
    let about = About {
        title,
        current: "/account",
        here: HERE,
        back: Some("/account"),
        flash,
        refused,
        ..About::default()
    };
    let body = html! {
        (crumbs(texts::where_you_are(lang), &[(texts::own_title(lang), "/account"), (title, "")]))
        (head(&Head { title, ..Head::default() }))
        (content)
    };
    whole(actor, now, &about, &body)
}

fn list(actor: &Actor, passkeys: &[Kept]) -> Markup {
    let lang = actor.lang;
    html! {
        ul.rows {
            @for one in passkeys {
                li {
                    strong { (one.name) }
                    " "
                    span.muted {
                        @let made = Moment::of_micros(one.made_at).stamp();
                        @match one.used_at {
                            Some(at) => (texts::passkey_used(lang, &made, &Moment::of_micros(at).stamp())),
                            None => (texts::passkey_unused(lang, &made)),
                        }
                    }
                    (Button::new(texts::passkey_remove(lang))
                        .small()
                        .look(Look::Quiet)
                        .post(&format!("{HERE}/{}/removal", one.id.simple()), &actor.form_key, &[]))
                }
            }
        }
    }
}

fn adding(actor: &Actor, page: &Page<'_>) -> Markup {
    let lang = actor.lang;
    let mut name = Frame::new(lang, "name", texts::passkey_name(lang)).hint(texts::passkey_name_hint(lang));
    name.errors = page.wrong.iter().cloned().collect();
    html! {
        p { (texts::passkey_explained(lang)) }
        @if !page.has_factor {
            (notice(Tone::Info, &html! { (texts::passkey_factor_first(lang)) }))
            p { (Button::primary(texts::factor_open(lang)).link("/account/factor")) }
        } @else if !page.has_house {
            (notice(Tone::Info, &html! { (texts::passkey_no_house(lang)) }))
        } @else {
            (Form { refused: page.wrong.is_some(), ..Form::new(lang, HERE, &actor.form_key) }.show(&html! {
                (text(&name, Text::Line, page.name))
                p { (Button::primary(texts::passkey_add(lang)).submit()) }
            }))
        }
    }
}

/// The page on which the device is asked to be added.
pub(super) fn adding_page(
    actor: &Actor,
    now: &Moment,
    name: &str,
    told: &str,
    wrong: Option<&str>,
) -> Markup {
    let lang = actor.lang;
    let lines: Vec<Line<'_>> =
        wrong.iter().map(|say| Line { field: "passkey", sentence: (*say).to_owned() }).collect();
    let content = html! {
        @if !lines.is_empty() { (summary(lang, &lines, "")) }
        (Card::new("adding", &texts::passkey_adding(lang, name)).show(&html! {
            (Form::new(lang, &format!("{HERE}/adding"), &actor.form_key).show(&html! {
                (asking(lang, "create", told, texts::passkey_add_now(lang)))
                (hidden("", &[]))
            }))
            p { a href=(HERE) { (texts::back(lang)) } }
        }))
    };
    framed(actor, now, None, !lines.is_empty(), &content)
}

//! The page on which one's own account is tied to an identity elsewhere, and the one that leads there.

use maud::{Markup, html};

use super::HERE;
use super::store::Tied;
use crate::shell::actor::Actor;
use crate::shell::clock::Moment;
use crate::shell::page::{About, page as whole};
use crate::shell::ui::button::{Button, Look};
use crate::shell::ui::card::Card;
use crate::shell::ui::error_summary::{Line, titled};
use crate::shell::ui::form::Form;
use crate::shell::ui::head::{Head, crumbs, head};
use crate::shell::ui::notice::{Flash, notice};
use crate::shell::ui::tag::Tone;
use crate::texts;

/// What the page is made of.
pub(super) struct Page<'a> {
    /// How people know the provider.
    pub(super) name: &'a str,
    /// What the account is tied to.
    pub(super) tied: Option<&'a Tied>,
    /// The provider of now, if there is one.
    pub(super) issuer: Option<&'a str>,
    /// Why it was not tied.
    pub(super) wrong: Option<String>,
    /// What was just done: `tied`, `untied`.
    pub(super) done: &'a str,
}

/// The page.
pub(super) fn page(actor: &Actor, now: &Moment, page: &Page<'_>) -> Markup {
    let lang = actor.lang;
    let lines: Vec<Line<'_>> =
        page.wrong.iter().map(|say| Line { field: "tie", sentence: say.clone() }).collect();
    let content = html! {
        @if !lines.is_empty() { (titled(lang, texts::elsewhere_not_tied(lang), &lines, "")) }
        (Card::new("tie", texts::elsewhere_yours(lang)).show(&html! {
            p { (texts::elsewhere_explained(lang, page.name)) }
            div #f-tie { (state(actor, page)) }
        }))
    };
    let flash = match page.done {
        "tied" => Some(Flash::done(texts::elsewhere_tied(lang))),
        "untied" => Some(Flash::done(texts::elsewhere_untied(lang))),
        _ => None,
    };
    framed(actor, now, flash, !lines.is_empty(), &content)
}

fn state(actor: &Actor, page: &Page<'_>) -> Markup {
    let lang = actor.lang;
    html! {
        @if let Some(tied) = page.tied {
            @let since = Moment::of_micros(tied.tied_at).stamp();
            p {
                @match tied.used_at {
                    Some(at) => (texts::elsewhere_used(lang, &since, &Moment::of_micros(at).stamp())),
                    None => (texts::elsewhere_unused(lang, &since)),
                }
            }
            @if page.issuer != Some(tied.identity.issuer.as_str()) {
                (notice(Tone::Soon, &html! { (texts::elsewhere_of_before(lang)) }))
            }
            div.acts {
                (Button::new(texts::elsewhere_untie(lang))
                    .post(&format!("{HERE}/untying"), &actor.form_key, &[]))
            }
        } @else {
            p { (texts::elsewhere_none(lang)) }
        }
        @if let Some(issuer) = page.issuer
            && page.tied.is_none_or(|tied| tied.identity.issuer != issuer)
        {
            (Form { refused: page.wrong.is_some(), ..Form::new(lang, HERE, &actor.form_key) }.show(&html! {
                div.acts { (Button::primary(texts::elsewhere_tie(lang)).submit()) }
            }))
        }
    }
}

/// The page that leads there.
pub(super) fn going(actor: &Actor, now: &Moment, name: &str) -> Markup {
    let lang = actor.lang;
    let content = html! {
        (Card::new("going", texts::elsewhere_yours(lang)).show(&html! {
            p { (texts::elsewhere_going(lang, name)) }
            div.acts {
                (Button::primary(&texts::elsewhere_go(lang, name)).link(&format!("{HERE}/leaving")))
                (Button::new(texts::back(lang)).look(Look::Quiet).link(HERE))
            }
        }))
    };
    framed(actor, now, None, false, &content)
}

fn framed(actor: &Actor, now: &Moment, flash: Option<Flash<'_>>, refused: bool, content: &Markup) -> Markup {
    let (lang, title) = (actor.lang, texts::elsewhere_title(actor.lang));
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

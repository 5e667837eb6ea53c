//! The page 第二步验证, and the one on which recovery codes are shown once.

use maud::{Markup, html};

use super::shown::{fields, label};
use crate::shell::actor::Actor;
use crate::shell::clock::Moment;
use crate::shell::page::{About, page as whole};
use crate::shell::ui::button::{Button, Look};
use crate::shell::ui::card::Card;
use crate::shell::ui::error_summary::{Line, summary};
use crate::shell::ui::field::{Frame, Text, text};
use crate::shell::ui::form::{Form, hidden};
use crate::shell::ui::head::{Head, crumbs, head};
use crate::shell::ui::notice::notice;
use crate::shell::ui::tag::Tone;
use crate::texts;

/// Its address.
pub(super) const HERE: &str = "/account/factor";

/// How far somebody is.
pub(super) enum Stage {
    /// There is none.
    Off,
    /// One is being set up: what the telephone reads, and what can be typed into it.
    Setting {
        /// The picture.
        picture: Markup,
        /// The address that the picture holds, for the telephone on which the page itself is read.
        address: String,
        /// The secret in groups of letters.
        secret: String,
        /// There is one already, which counts until the new one does.
        anew: bool,
    },
    /// There is one: since when, and how many recovery codes are left.
    On {
        /// When it was set up.
        since: Moment,
        /// Recovery codes that are left.
        left: i64,
    },
}

/// The page, with what is wrong, each at its field.
pub(super) fn page(
    actor: &Actor,
    now: &Moment,
    (stage, must_have): (&Stage, bool),
    wrong: &[(&'static str, String)],
) -> Markup {
    let lang = actor.lang;
    let lines: Vec<Line<'_>> = wrong
        .iter()
        .map(|(field, say)| Line { field, sentence: texts::summary_line(lang, label(lang, field), say) })
        .collect();
    let content = match stage {
        Stage::Off => html! {
            @if must_have { (notice(Tone::Soon, &html! { (texts::factor_first(lang)) })) }
            (off(actor, wrong))
        },
        Stage::Setting { picture, address, secret, anew } => {
            setting(actor, now, (picture, address, secret), *anew, wrong)
        }
        Stage::On { since, left } => on(actor, since, *left, wrong),
    };
    let refused = (!lines.is_empty()).then(|| summary(lang, &lines, ""));
    framed(actor, now, (refused, false), &content)
}

/// `refused` is the box of what was wrong, `shown_once` whether something stands there that is not shown again.
fn framed(
    actor: &Actor,
    now: &Moment,
    (refused, shown_once): (Option<Markup>, bool),
    content: &Markup,
) -> Markup {
    let (lang, title) = (actor.lang, texts::factor_title(actor.lang));
    let about = About {
        title,
        current: "/account",
        here: HERE,
        back: Some("/account"),
        refused: refused.is_some(),
        shown_once,
        ..About::default()
    };
    whole(
        actor,
        now,
        &about,
        &html! {
            @if let Some(summary) = &refused { (summary) }
            (crumbs(texts::where_you_are(lang), &[(texts::own_title(lang), "/account"), (title, "")]))
            (head(&Head { title, ..Head::default() }))
            (content)
        },
    )
}

fn password(actor: &Actor, wrong: &[(&'static str, String)]) -> Markup {
    let mut frame = Frame::new(actor.lang, "password", texts::password_old(actor.lang));
    frame.errors =
        wrong.iter().filter(|(field, _)| *field == "password").map(|(_, say)| say.clone()).collect();
    text(&frame, Text::Password, "")
}

fn form<'a>(actor: &'a Actor, wrong: &[(&'static str, String)]) -> Form<'a> {
    Form { refused: !wrong.is_empty(), ..Form::new(actor.lang, HERE, &actor.form_key) }
}

fn off(actor: &Actor, wrong: &[(&'static str, String)]) -> Markup {
    let lang = actor.lang;
    Card::new("off", texts::factor_set_up(lang)).show(&html! {
        p { (texts::factor_explained(lang)) }
        p.muted { (texts::factor_apps(lang)) }
        (form(actor, wrong).show(&html! {
            (hidden("", &[("do", "begin")]))
            (password(actor, wrong))
            p { (Button::primary(texts::factor_begin(lang)).submit()) }
        }))
    })
}

fn setting(
    actor: &Actor,
    now: &Moment,
    (picture, address, secret): (&Markup, &str, &str),
    anew: bool,
    wrong: &[(&'static str, String)],
) -> Markup {
    let lang = actor.lang;
    let mut code = Frame::new(lang, "code", texts::factor_code(lang)).hint(texts::factor_code_hint(lang));
    code.errors = wrong.iter().filter(|(field, _)| *field == "code").map(|(_, say)| say.clone()).collect();
    html! {
        @if anew { (notice(Tone::Info, &html! { (texts::factor_anew(lang)) })) }
        (Card::new("scan", texts::factor_scan(lang)).show(&html! {
            p { (texts::factor_scan_explained(lang)) }
            (picture)
            p { a.btn href=(address) { (texts::factor_open_here(lang)) } }
            p { (texts::factor_type_instead(lang)) }
            p { code.secret { (secret) } }
            p.small.muted { (texts::factor_secret_care(lang)) }
        }))
        (Card::new("show", texts::factor_show(lang)).show(&html! {
            p { (texts::factor_show_explained(lang)) }
            (form(actor, wrong).show(&html! {
                (hidden("", &[("do", "confirm")]))
                (text(&code, Text::OneTimeCode, ""))
                p { (Button::primary(texts::factor_confirm(lang)).submit()) }
            }))
            p.small.muted { (texts::factor_clock(lang, &now.time_text())) }
            (Button::new(texts::factor_leave(lang))
                .look(Look::Quiet)
                .post(HERE, &actor.form_key, &[("do", "leave")]))
        }))
    }
}

fn on(actor: &Actor, since: &Moment, left: i64, wrong: &[(&'static str, String)]) -> Markup {
    let lang = actor.lang;
    html! {
        @if left <= FEW { (notice(Tone::Soon, &html! { (texts::factor_few_left(lang, left)) })) }
        (Card::new("on", texts::factor_change(lang)).show(&html! {
            p { (texts::factor_on_since(lang, &since.stamp())) }
            p { (texts::factor_left(lang, left)) }
            p { (texts::factor_change_explained(lang)) }
            (form(actor, wrong).show(&html! {
                (password(actor, wrong))
                (fields(lang, wrong))
                div.acts {
                    (Button::primary(texts::factor_renew(lang)).choice("do", "begin"))
                    (Button::new(texts::factor_end(lang)).look(Look::Warm).choice("do", "end"))
                }
            }))
        }))
    }
}

/// So few recovery codes are worth a remark.
const FEW: i64 = 3;

/// Fresh recovery codes, which no page shows a second time.
pub(super) fn codes(actor: &Actor, now: &Moment, codes: &[String]) -> Markup {
    let lang = actor.lang;
    let content = html! {
        (notice(Tone::Ok, &html! { p role="status" { (texts::factor_now_on(lang)) } }))
        (Card::new("codes", texts::factor_codes(lang)).show(&html! {
            p { (texts::factor_codes_explained(lang)) }
            ol.secrets { @for one in codes { li { code { (one) } } } }
            p { (Button::primary(texts::factor_codes_kept(lang)).link("/account")) }
        }))
    };
    framed(actor, now, (None, true), &content)
}

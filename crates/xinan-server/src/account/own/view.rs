//! The page 我的登录.

use maud::{Markup, html};
use xinan_domain::text::Lang;

use super::store::Living;
use crate::account::device::store::Device;
use crate::account::elsewhere::Shown as Identity;
use crate::account::factor::fields;
use crate::shell::actor::Actor;
use crate::shell::clock::Moment;
use crate::shell::page::{About, page as whole};
use crate::shell::session::hex;
use crate::shell::ui::button::{Button, Look};
use crate::shell::ui::card::Card;
use crate::shell::ui::error_summary::{Line, summary};
use crate::shell::ui::field::{Frame, Text, text};
use crate::shell::ui::form::Form;
use crate::shell::ui::head::{Head, head};
use crate::shell::ui::notice::{Flash, notice};
use crate::shell::ui::table::{Column, Table};
use crate::shell::ui::tag::{Tone, tag};
use crate::texts;

/// What the page is made of.
pub(super) struct Page<'a> {
    pub(super) living: &'a [Living],
    /// The session in which it is asked for.
    pub(super) here: &'a [u8],
    /// Browsers in which the account was signed in to.
    pub(super) devices: &'a [Device],
    /// The one in which it is asked for.
    pub(super) this_device: &'a [u8],
    /// Whether somebody else made the password: then nothing else can be done before it is replaced.
    pub(super) handed_over: bool,
    /// Recovery codes that are left, where there is a second factor.
    pub(super) recovery_left: Option<i64>,
    /// Whether an identity elsewhere stands in place of the password, where one can.
    pub(super) identity: Option<&'a Identity>,
    /// Whether the county asks for a second factor.
    pub(super) must_have: bool,
    /// What was just done: `one`, `others`, `browser`, `password`, `factor-off`.
    pub(super) done: &'a str,
    /// What is wrong with the passwords, each at its field.
    pub(super) wrong: &'a [(&'static str, String)],
}

/// The page.
pub(super) fn page(actor: &Actor, now: &Moment, page: &Page<'_>) -> Markup {
    let lang = actor.lang;
    let lines: Vec<Line<'_>> = page
        .wrong
        .iter()
        .map(|(field, say)| Line { field, sentence: texts::summary_line(lang, label(lang, field), say) })
        .collect();
    let content = html! {
        @if !lines.is_empty() { (summary(lang, &lines, "")) }
        (head(&Head { title: texts::own_title(lang), ..Head::default() }))
        @if page.handed_over {
            (notice(Tone::Soon, &html! { (texts::password_first(lang)) }))
        } @else if page.must_have && page.recovery_left.is_none() {
            (notice(Tone::Soon, &html! {
                (texts::factor_first(lang)) " "
                a href="/account/factor" { (texts::factor_open(lang)) }
            }))
        } @else {
            (Card::new("sessions", texts::own_sessions(lang)).show(&sessions(actor, page)))
            @if !page.devices.is_empty() {
                (Card::new("browsers", texts::own_known(lang)).show(&known(actor, page)))
            }
        }
        (Card::new("password", texts::password_title(lang)).show(&password(actor, page)))
        @if !page.handed_over {
            (Card::new("factor", texts::factor_card(lang)).show(&factor(lang, page.recovery_left)))
            @if let Some(one) = page.identity {
                (Card::new("identity", texts::elsewhere_title(lang)).show(&identity(lang, one)))
            }
        }
    };
    let flash = match page.done {
        "factor-off" => Some(Flash::done(texts::factor_off_done(lang))),
        "browser" => Some(Flash::done(texts::own_forgotten(lang))),
        "one" => Some(Flash::done(texts::own_ended_one(lang))),
        "others" => Some(Flash::done(texts::own_ended_others(lang))),
        "password" => Some(Flash::done(texts::password_changed(lang))),
        _ => None,
    };
    let about = About {
        title: texts::own_title(lang),
        current: "/account",
        here: "/account",
        flash,
        refused: !lines.is_empty(),
        ..About::default()
    };
    whole(actor, now, &about, &content)
}

fn sessions(actor: &Actor, page: &Page<'_>) -> Markup {
    let lang = actor.lang;
    let columns = [
        Column::new(texts::own_browser(lang)),
        Column::new(texts::own_begun(lang)),
        Column::new(texts::own_used(lang)),
        Column::silent(texts::own_end(lang)),
    ];
    let caption = texts::own_sessions(lang);
    let table = Table { lang, caption, caption_seen: false, columns: &columns, class: "cards" };
    html! {
        p { (texts::own_explained(lang)) }
        (table.show(&html! {
            @for one in page.living {
                tr {
                    th.lead scope="row" { (in_words(lang, one)) }
                    td.full data-label=(texts::own_begun(lang)) { (Moment::of_micros(one.begun_at).stamp()) }
                    td.full data-label=(texts::own_used(lang)) { (Moment::of_micros(one.seen_at).stamp()) }
                    td.tail {
                        @if one.token == page.here { (tag(Tone::Ok, texts::own_this(lang))) }
                        @else {
                            @let action = format!("/account/sessions/{}/end", hex(&one.token));
                            (Button::new(texts::own_end(lang)).small().post(&action, &actor.form_key, &[]))
                        }
                    }
                }
            }
        }))
        @if page.living.len() > 1 {
            p {
                (Button::new(texts::own_end_others(lang))
                    .look(Look::Warm)
                    .post("/account/sessions/end-others", &actor.form_key, &[]))
            }
        }
    }
}

/// Browsers that are known, of which nobody need be signed in.
fn known(actor: &Actor, page: &Page<'_>) -> Markup {
    let lang = actor.lang;
    let columns = [
        Column::new(texts::own_browser(lang)),
        Column::new(texts::own_known_since(lang)),
        Column::new(texts::own_signed_in_last(lang)),
        Column::silent(texts::own_forget(lang)),
    ];
    let caption = texts::own_known(lang);
    let table = Table { lang, caption, caption_seen: false, columns: &columns, class: "cards" };
    html! {
        p { (texts::own_known_explained(lang)) }
        (table.show(&html! {
            @for one in page.devices {
                tr {
                    th.lead scope="row" {
                        (texts::own_device_of(lang, lang.code(one.browser), lang.code(one.system)))
                    }
                    td.full data-label=(texts::own_known_since(lang)) {
                        (Moment::of_micros(one.known_since).stamp())
                    }
                    td.full data-label=(texts::own_signed_in_last(lang)) {
                        (Moment::of_micros(one.used_at).stamp())
                    }
                    td.tail {
                        @if one.device == page.this_device { (tag(Tone::Ok, texts::own_this(lang))) }
                        @else {
                            @let action = format!("/account/browsers/{}/forget", hex(&one.device));
                            (Button::new(texts::own_forget(lang)).small().post(&action, &actor.form_key, &[]))
                        }
                    }
                }
            }
        }))
    }
}

fn in_words(lang: Lang, one: &Living) -> String {
    texts::own_browser_of(lang, lang.code(one.browser), lang.code(one.system), &one.office)
}

fn password(actor: &Actor, page: &Page<'_>) -> Markup {
    let lang = actor.lang;
    let frame = |name| {
        let mut frame = Frame::new(lang, name, label(lang, name));
        frame.errors =
            page.wrong.iter().filter(|(field, _)| *field == name).map(|(_, say)| say.clone()).collect();
        frame
    };
    let form =
        Form { refused: !page.wrong.is_empty(), ..Form::new(lang, "/account/password", &actor.form_key) };
    let hint = texts::password_hint(lang);
    html! {
        p { (texts::password_explained(lang)) }
        (form.show(&html! {
            (text(&frame("old_password"), Text::Password, ""))
            (text(&frame("new_password").hint(&hint), Text::NewPassword, ""))
            (text(&frame("new_again"), Text::NewPassword, ""))
            @if page.recovery_left.is_some() { (fields(lang, page.wrong)) }
            p { (Button::primary(texts::password_change(lang)).submit()) }
        }))
    }
}

/// Whether there is a second factor, and where that is changed.
fn factor(lang: Lang, left: Option<i64>) -> Markup {
    html! {
        @match left {
            Some(left) => {
                p { (texts::factor_card_on(lang, left)) }
                div.acts {
                    (Button::new(texts::factor_open_change(lang)).link("/account/factor"))
                    (Button::new(texts::passkey_open(lang)).link("/account/passkeys"))
                }
            },
            None => {
                p { (texts::factor_card_off(lang)) }
                p { (Button::new(texts::factor_open(lang)).link("/account/factor")) }
            },
        }
    }
}

/// Whether an identity stands in place of the password, and where that is changed.
fn identity(lang: Lang, one: &Identity) -> Markup {
    let state = match one.tied {
        true => texts::elsewhere_card_tied(lang),
        false => texts::elsewhere_card_none(lang),
    };
    html! {
        p { strong { (one.name) } " " (state) }
        p { (Button::new(texts::elsewhere_manage(lang)).link("/account/elsewhere")) }
    }
}

fn label(lang: Lang, name: &str) -> &'static str {
    match name {
        "code" => texts::factor_code(lang),
        "recovery" => texts::factor_recovery(lang),
        "old_password" => texts::password_old(lang),
        "new_password" => texts::password_new(lang),
        _ => texts::password_again(lang),
    }
}

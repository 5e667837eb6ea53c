//! The small page on which an act is confirmed.

use maud::{Markup, html};
use xinan_domain::text::Lang;

use super::What;
use crate::account::factor::fields_or;
use crate::account::passkey::{BEGINS, Shown};
use crate::shell::actor::Actor;
use crate::shell::clock::Moment;
use crate::shell::page::{About, page as framed};
use crate::shell::ui::button::Button;
use crate::shell::ui::error_summary::{Line, titled};
use crate::shell::ui::field::{Frame, Text, text};
use crate::shell::ui::form::{Form, hidden, submit_bar};
use crate::shell::ui::head::{Head, head};
use crate::shell::ui::notice::notice;
use crate::shell::ui::tag::Tone;
use crate::texts;

/// The field by which a form says that it comes from this page, and what was read there.
pub(super) const CONFIRMS: &str = "confirms";

/// Whether an answer belongs to the form that is confirmed, and not to this page.
pub(super) fn is_kept(name: &str) -> bool {
    !["csrf", CONFIRMS, "code", "recovery", "password", "passkey", BEGINS].contains(&name)
}

/// What the page is made of.
pub(super) struct Page<'a> {
    pub(super) what: What,
    /// What is about to happen: who, what, and where.
    pub(super) sentence: &'a str,
    /// Where it is sent to.
    pub(super) action: &'a str,
    /// What was typed before, and goes along.
    pub(super) kept: &'a [(&'a str, &'a str)],
    /// What it asks about, in a mark that comes back with the answer.
    pub(super) mark: &'a str,
    /// The way back.
    pub(super) back: &'a str,
    /// What was read before is not what would be done now.
    pub(super) changed: bool,
    /// What was wrong, each at its field.
    pub(super) wrong: &'a [(&'static str, String)],
}

/// The page.
pub(super) fn page(actor: &Actor, now: &Moment, page: &Page<'_>, device: Option<&Shown>) -> Markup {
    let (lang, title) = (actor.lang, texts::confirm_title(actor.lang));
    let lines: Vec<Line<'_>> =
        page.wrong.iter().map(|(field, say)| Line { field, sentence: say.clone() }).collect();
    let refused = !lines.is_empty();
    let content = html! {
        @if refused { (titled(lang, texts::confirm_refused(lang), &lines, "")) }
        (head(&Head { title, ..Head::default() }))
        @if page.changed { (notice(Tone::First, &html! { (texts::confirm_changed(lang)) })) }
        @if !page.sentence.is_empty() { (notice(Tone::Soon, &html! { strong { (page.sentence) } })) }
        p { (about(lang, page.what)) }
        p { (texts::confirm_once(lang)) }
        (Form { refused, ..Form::new(lang, page.action, &actor.form_key) }.show(&html! {
            (hidden("", page.kept))
            (hidden("", &[(CONFIRMS, page.mark)]))
            @match device {
                Some(device) => (fields_or(lang, page.wrong, device)),
                None => (password(lang, page.wrong)),
            }
            (submit_bar(&[Button::primary(act(lang, page.what)).submit()], &html! {
                a href=(page.back) { (texts::back(lang)) }
            }))
        }))
    };
    let about = About {
        title,
        current: home(page.what),
        here: page.back,
        back: Some(page.back),
        refused,
        ..About::default()
    };
    framed(actor, now, &about, &content)
}

fn password(lang: Lang, wrong: &[(&'static str, String)]) -> Markup {
    let mut frame = Frame::new(lang, "password", texts::password_old(lang));
    frame.errors = wrong.iter().map(|(_, say)| say.clone()).collect();
    text(&frame, Text::Password, "")
}

/// What follows from it.
fn about(lang: Lang, what: What) -> &'static str {
    match what {
        What::ExportRoster => texts::confirm_export(lang),
        What::PrintVillage => texts::confirm_print(lang),
        What::CorrectDeath => texts::confirm_death(lang),
        What::CloseRecord => texts::confirm_closing(lang),
        What::AddPasskey => texts::confirm_passkey(lang),
        What::TieIdentity => texts::confirm_tie(lang),
        What::UntieIdentity => texts::confirm_untie(lang),
        What::IssueCard => texts::confirm_card(lang),
        What::LiftSafety => texts::confirm_lift(lang),
        What::GivePost => texts::confirm_post(lang),
        What::GivePassword => texts::confirm_password(lang),
        What::TakeFactorOff => texts::confirm_factor(lang),
        What::CloseAccount => texts::confirm_close(lang),
        What::HandOver => texts::confirm_handover(lang),
        What::ConfirmPost => texts::confirm_given(lang),
        What::ExportLog => texts::confirm_log(lang),
    }
}

/// The menu entry one is in.
fn home(what: What) -> &'static str {
    match what {
        What::ExportRoster
        | What::PrintVillage
        | What::CorrectDeath
        | What::CloseRecord
        | What::IssueCard
        | What::LiftSafety => "/people",
        What::AddPasskey | What::TieIdentity => "/account",
        What::ConfirmPost => "/security",
        What::ExportLog => "/audit",
        _ => "/staff",
    }
}

/// The words of the button.
fn act(lang: Lang, what: What) -> &'static str {
    match what {
        What::ExportRoster => texts::confirm_export_act(lang),
        What::PrintVillage => texts::confirm_print_act(lang),
        What::CorrectDeath => texts::confirm_death_act(lang),
        What::CloseRecord => texts::confirm_closing_act(lang),
        What::AddPasskey => texts::confirm_passkey_act(lang),
        What::TieIdentity => texts::confirm_tie_act(lang),
        What::UntieIdentity => texts::confirm_untie_act(lang),
        What::IssueCard => texts::confirm_card_act(lang),
        What::LiftSafety => texts::confirm_lift_act(lang),
        What::GivePost => texts::confirm_post_act(lang),
        What::GivePassword => texts::confirm_password_act(lang),
        What::TakeFactorOff => texts::confirm_factor_act(lang),
        What::CloseAccount => texts::confirm_close_act(lang),
        What::HandOver => texts::confirm_handover_act(lang),
        What::ConfirmPost => texts::confirm_given_act(lang),
        What::ExportLog => texts::confirm_log_act(lang),
    }
}

//! The fields in which a second factor is shown, the same wherever it is asked for.

use maud::{Markup, html};
use xinan_domain::answers::Answers;
use xinan_domain::text::Lang;

use super::Flaw;
use crate::account::passkey::{self, Shown};
use crate::shell::ui::field::{Frame, Text, text};
use crate::shell::ui::form::fold;
use crate::texts;

/// The code, and folded below it a recovery code. What was typed is never shown again: it may have been used.
pub(in crate::account) fn fields(lang: Lang, wrong: &[(&'static str, String)]) -> Markup {
    fields_or(lang, wrong, &Shown::default())
}

/// The same, where a device can be shown instead.
pub(in crate::account) fn fields_or(lang: Lang, wrong: &[(&'static str, String)], device: &Shown) -> Markup {
    let frame = |name: &'static str| {
        let mut frame = Frame::new(lang, name, label(lang, name));
        frame.errors = wrong.iter().filter(|(field, _)| *field == name).map(|(_, say)| say.clone()).collect();
        frame
    };
    let recovery = frame("recovery").optional().hint(texts::factor_recovery_hint(lang));
    let open = !recovery.errors.is_empty();
    html! {
        (passkey::shown(lang, device))
        (text(&frame("code").hint(texts::factor_code_hint(lang)), Text::OneTimeCode, ""))
        (fold(texts::factor_no_phone(lang), open, &text(&recovery, Text::Line, "")))
    }
}

/// At which field a flaw is said: the one that was filled in.
pub(in crate::account) fn wrong_at(lang: Lang, answers: &Answers, flaw: Flaw) -> (&'static str, String) {
    (if answers.has("recovery") { "recovery" } else { "code" }, flaw.say(lang))
}

/// The name of a field, as it stands before it.
pub(in crate::account) fn label(lang: Lang, name: &str) -> &'static str {
    match name {
        "code" => texts::factor_code(lang),
        "recovery" => texts::factor_recovery(lang),
        _ => texts::password_old(lang),
    }
}

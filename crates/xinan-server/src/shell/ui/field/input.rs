//! Answers in one's own words: text, days, numbers, files.

use maud::{Markup, html};

use super::Frame;
use crate::texts;

/// What kind of text is expected.
///
/// No field cuts what is typed into it: too long is a complaint, never a silent loss.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Text {
    /// A line.
    #[default]
    Line,
    /// Several lines.
    Lines,
    /// A short word or code.
    Short,
    /// Digits; the phone shows its number keys.
    Digits,
    /// A measured value; the phone shows digits and a point.
    Decimal,
    /// A telephone number.
    Phone,
    /// A name one signs in with.
    Account,
    /// A secret. Never shown again.
    Password,
    /// A new secret.
    NewPassword,
    /// A code that works once.
    OneTimeCode,
}

/// A question answered with text.
pub fn text(frame: &Frame<'_>, kind: Text, value: &str) -> Markup {
    let autocomplete = match kind {
        Text::Account => "username",
        Text::Password => "current-password",
        Text::NewPassword => "new-password",
        Text::OneTimeCode => "one-time-code",
        _ => "off",
    };
    let secret = matches!(kind, Text::Password | Text::NewPassword);
    let mode = match kind {
        Text::Digits | Text::OneTimeCode => Some("numeric"),
        Text::Decimal => Some("decimal"),
        Text::Phone => Some("tel"),
        _ => None,
    };
    let class = match kind {
        Text::Short | Text::Digits | Text::Decimal | Text::OneTimeCode | Text::Phone => "box short",
        _ => "box",
    };
    frame.single(&html! {
        @if kind == Text::Lines {
            textarea.box id=(frame.id()) name=(frame.name) rows="3" aria-required=[frame.required()]
                aria-describedby=[frame.described()] aria-invalid=[frame.invalid()] {
                // The parser drops a first line break; one more keeps the writer's own.
                @if value.starts_with('\n') { "\n" }
                (value)
            }
        } @else {
            input class=(class) id=(frame.id()) name=(frame.name)
                type={ @if secret { "password" } @else if kind == Text::Phone { "tel" } @else { "text" } }
                value=[(!secret).then_some(value)] autocomplete=(autocomplete) inputmode=[mode]
                aria-required=[frame.required()] aria-describedby=[frame.described()]
                aria-invalid=[frame.invalid()];
        }
    })
}

/// A question answered with a day. Text rather than a calendar: 1121 and 昨天 are quicker to type,
/// and `suggested` days (value, words) are offered below it.
pub fn day(frame: &Frame<'_>, value: &str, suggested: &[(String, String)]) -> Markup {
    day_like(frame, value, suggested, texts::field_day_placeholder(frame.lang))
}

/// A question answered with a day of long ago, written like this.
pub(super) fn day_long_ago(frame: &Frame<'_>, value: &str, like: &str) -> Markup {
    day_like(frame, value, &[], like)
}

/// A question answered with a day to come.
pub fn day_ahead(frame: &Frame<'_>, value: &str, suggested: &[(String, String)]) -> Markup {
    day_like(frame, value, suggested, texts::field_day_ahead_placeholder(frame.lang))
}

fn day_like(frame: &Frame<'_>, value: &str, suggested: &[(String, String)], like: &str) -> Markup {
    let list = (!suggested.is_empty()).then(|| format!("{}-days", frame.id()));
    frame.single(&html! {
        input.box.short id=(frame.id()) name=(frame.name) type="text" value=(value) autocomplete="off"
            placeholder=(like) list=[list.as_deref()]
            aria-required=[frame.required()] aria-describedby=[frame.described()]
            aria-invalid=[frame.invalid()];
        @if let Some(list) = &list {
            datalist id=(list) { @for (value, words) in suggested { option value=(value) { (words) } } }
        }
    })
}

/// A question answered with a file.
pub fn file(frame: &Frame<'_>, accept: &str) -> Markup {
    upload(frame, accept, false)
}

/// A question answered with one or more files.
pub fn files(frame: &Frame<'_>, accept: &str) -> Markup {
    upload(frame, accept, true)
}

fn upload(frame: &Frame<'_>, accept: &str, many: bool) -> Markup {
    frame.single(&html! {
        input.box id=(frame.id()) name=(frame.name) type="file" accept=(accept) multiple[many]
            aria-describedby=[frame.described()] aria-invalid=[frame.invalid()];
    })
}

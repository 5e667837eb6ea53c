//! The two pages before one is in: the card, and the code. Made for the smallest telephone.

use axum::http::HeaderMap;
use maud::{Markup, html};

use crate::portal::reader::looks;
use crate::shell::ui::button::Button;
use crate::shell::ui::error_summary::{Line, titled};
use crate::shell::ui::field::{Frame, Text, text};
use crate::shell::ui::form::{Form, fold};
use crate::shell::ui::layout::Page;
use crate::shell::ui::notice::notice;
use crate::shell::ui::tag::Tone;
use crate::texts;

/// The page of the card. `opened` is whether codes are sent here at all.
pub(super) fn card(
    headers: &HeaderMap,
    opened: bool,
    said: Option<&str>,
    typed: &str,
    wrong: Option<String>,
) -> Markup {
    let (lang, view) = looks(headers);
    let refused = wrong.is_some();
    let lines: Vec<Line<'_>> =
        wrong.iter().map(|sentence| Line { field: "card", sentence: sentence.clone() }).collect();
    let mut frame = Frame::new(lang, "card", texts::my_card_number(lang)).hint(texts::my_card_hint(lang));
    frame.errors = wrong.into_iter().collect();
    let body = html! {
        @if refused { (titled(lang, texts::my_not_in(lang), &lines, "")) }
        h1 { (texts::my_sign_in_title(lang)) }
        @if let Some(said) = said { (notice(Tone::Info, &html! { (said) })) }
        @if opened {
            p { (texts::my_sign_in_explained(lang)) }
            (Form { refused, ..Form::new(lang, "/my/sign-in", "") }.show(&html! {
                (text(&frame, Text::Digits, typed))
                p { (Button::primary(texts::my_next(lang)).submit()) }
            }))
        } @else {
            (notice(Tone::Soon, &html! { (texts::my_no_codes(lang)) }))
        }
        (fold(texts::my_no_card(lang), false, &html! {
            p { (texts::my_no_card_explained(lang)) }
            p { (texts::my_lost_card(lang)) }
        }))
        p.small.muted { (texts::my_privacy(lang)) }
    };
    let title = texts::my_sign_in_title(lang);
    Page { view, refused, home: "/my", here: "/my/sign-in", ..Page::new(lang, title) }.show_bare(&body)
}

/// The page of the code: the same whatever number was typed.
pub(super) fn code(headers: &HeaderMap, wrong: Option<String>) -> Markup {
    let (lang, view) = looks(headers);
    let refused = wrong.is_some();
    let lines: Vec<Line<'_>> =
        wrong.iter().map(|sentence| Line { field: "code", sentence: sentence.clone() }).collect();
    let mut frame = Frame::new(lang, "code", texts::my_code(lang)).hint(texts::my_code_hint(lang));
    frame.errors = wrong.into_iter().collect();
    let title = texts::my_code_title(lang);
    let body = html! {
        @if refused { (titled(lang, texts::my_not_in(lang), &lines, "")) }
        h1 { (title) }
        p { (texts::my_code_sent(lang)) }
        (Form { refused, ..Form::new(lang, "/my/sign-in/code", "") }.show(&html! {
            (text(&frame, Text::OneTimeCode, ""))
            p { (Button::primary(texts::my_enter(lang)).submit()) }
        }))
        p.small.muted { (texts::my_code_never_asked(lang)) }
        p { a href="/my/sign-in" { (texts::my_code_again(lang)) } }
    };
    Page { view, refused, home: "/my", here: "/my/sign-in/code", ..Page::new(lang, title) }.show_bare(&body)
}

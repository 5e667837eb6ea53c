//! The page on which the code is given.

use axum::http::HeaderMap;
use maud::{Markup, html};
use xinan_domain::text::Lang;

use crate::account::factor::fields_or;
use crate::account::passkey::Shown;
use crate::shell::clock::Moment;
use crate::shell::session::preferences;
use crate::shell::ui::button::Button;
use crate::shell::ui::error_summary::{Line, titled};
use crate::shell::ui::form::{Form, hidden};
use crate::shell::ui::layout::Page;
use crate::texts;

/// The page, with what was wrong.
pub(super) fn page(
    headers: &HeaderMap,
    lang: Lang,
    now: &Moment,
    wrong: Option<(&'static str, String)>,
    back: Option<&str>,
    device: &Shown,
) -> Markup {
    let (_, view) = preferences(headers);
    let refused = wrong.is_some();
    let wrong: Vec<(&'static str, String)> = wrong.into_iter().collect();
    let lines: Vec<Line<'_>> =
        wrong.iter().map(|(field, say)| Line { field, sentence: say.clone() }).collect();
    let body = html! {
        @if refused { (titled(lang, texts::sign_in_refused(lang), &lines, "")) }
        h1 { (texts::half_title(lang)) }
        p { (texts::half_explained(lang)) }
        (Form { refused, ..Form::new(lang, "/sign-in/code", "") }.show(&html! {
            @if let Some(back) = back { (hidden("", &[("back", back)])) }
            (fields_or(lang, &wrong, device))
            p { (Button::primary(texts::half_button(lang)).submit()) }
        }))
        p.small.muted { (texts::factor_clock(lang, &now.time_text())) }
        p { a href="/sign-in?out=1" { (texts::half_back(lang)) } }
    };
    Page { view, refused, here: "/sign-in/code", ..Page::new(lang, texts::half_title(lang)) }.show_bare(&body)
}

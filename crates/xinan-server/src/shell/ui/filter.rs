//! The row of filters above a list. Filters live in the address, so that back and bookmarks work.

use maud::{Markup, html};
use xinan_domain::text::Lang;

use super::button::{Button, Look};
use super::field::Choice;
use crate::texts;

/// One filter.
#[derive(Debug, Clone)]
pub enum Filter<'a> {
    /// One of a list, or all of it: name, words, the word for all, choices, what is chosen.
    Select(&'a str, &'a str, &'a str, &'a [Choice<'a>], &'a str),
    /// Some text: name, words, what was typed.
    Text(&'a str, &'a str, &'a str),
}

/// Filters in a row, with 查询 and 重置. `kept` goes along unseen, such as the sort order.
pub fn filters(lang: Lang, action: &str, filters: &[Filter<'_>], kept: &[(&str, &str)]) -> Markup {
    html! {
        form.filters method="get" action=(action) role="search" aria-label=(texts::act_filter(lang)) {
            (super::form::hidden("", kept))
            @for filter in filters { (one(filter)) }
            div.acts {
                (Button::new(texts::act_filter(lang)).small().submit())
                (Button::new(texts::act_reset(lang)).look(Look::Quiet).small().link(action))
            }
        }
    }
}

/// Many filters: on a phone behind a tick, which stands when one of them is set (`open`).
///
/// A tick rather than `details`, because at a desk the filters are always there.
pub fn folding_filters(lang: Lang, action: &str, filters: &[Filter<'_>], open: bool) -> Markup {
    html! {
        div.unfolding {
            input.phone-only type="checkbox" id="filters-open" checked[open];
            label.phone-only for="filters-open" { (texts::show_filters(lang)) }
            (self::filters(lang, action, filters, &[]))
        }
    }
}

fn one(filter: &Filter<'_>) -> Markup {
    match filter {
        Filter::Select(name, words, all, choices, chosen) => html! {
            label {
                (words)
                select.box name=(name) {
                    option value="" { (all) }
                    (super::field::options(choices, chosen))
                }
            }
        },
        Filter::Text(name, words, typed) => html! {
            label { (words) input.box type="text" name=(name) value=(typed) autocomplete="off"; }
        },
    }
}

//! Two versions of one form, item by item: what stands in the record now beside what was typed.

use maud::{Markup, html};
use xinan_domain::text::Lang;

use super::card::Card;
use super::table::{Column, Table};
use crate::texts;

/// What two versions say of one item, in words; an empty text is an open box.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference<'a> {
    /// The item.
    pub label: &'a str,
    /// What stands in the record.
    pub now: String,
    /// What was typed.
    pub typed: String,
}

/// The items in which two versions differ, as a table; nothing when they say the same.
pub fn differences<'a>(lang: Lang, items: impl Iterator<Item = Difference<'a>>) -> Markup {
    let rows: Vec<Difference<'a>> = items.filter(|one| one.now != one.typed).collect();
    let caption = texts::conflict_differences(lang, rows.len());
    let columns = [
        Column::new(texts::conflict_item(lang)),
        Column::new(texts::conflict_now(lang)),
        Column::new(texts::conflict_typed(lang)),
    ];
    let words =
        |text: &str| if text.is_empty() { texts::conflict_open(lang).to_owned() } else { text.to_owned() };
    let body = html! {
        @for one in &rows {
            tr {
                th scope="row" { (one.label) }
                td { (words(&one.now)) }
                td { (words(&one.typed)) }
            }
        }
    };
    html! {
        @if !rows.is_empty() {
            (Card::new("differences", &caption).show(
                &Table { lang, caption: &caption, caption_seen: false, columns: &columns, class: "" }.show(&body)
            ))
        }
    }
}

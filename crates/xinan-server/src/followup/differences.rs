//! Two versions of one visit, item by item: what stands in the record now beside what was typed.

use maud::{Markup, html};
use xinan_domain::follow_up::{FIELDS, Visit, to_answers};
use xinan_domain::text::Lang;

use super::paper::in_words;
use crate::shell::ui::card::Card;
use crate::shell::ui::table::{Column, Table};
use crate::texts;

/// The items in which two versions differ, as a table; nothing when they say the same.
pub(super) fn differences(lang: Lang, kept: &Visit, typed: &Visit) -> Markup {
    let (kept_answers, typed_answers) = (to_answers(kept), to_answers(typed));
    let rows: Vec<(&str, String, String)> = FIELDS
        .iter()
        .map(|field| {
            let label = lang.pick(field.label, field.label_en);
            let now = in_words(field, &kept_answers, kept, lang);
            (label, now, in_words(field, &typed_answers, typed, lang))
        })
        .filter(|(_, now, typed)| now != typed)
        .collect();
    let caption = texts::conflict_differences(lang, rows.len());
    let columns = [
        Column::new(texts::conflict_item(lang)),
        Column::new(texts::conflict_now(lang)),
        Column::new(texts::conflict_typed(lang)),
    ];
    let words =
        |text: &str| if text.is_empty() { texts::conflict_open(lang).to_owned() } else { text.to_owned() };
    let body = html! {
        @for (label, now, typed) in &rows {
            tr {
                th scope="row" { (label) }
                td { (words(now)) }
                td { (words(typed)) }
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

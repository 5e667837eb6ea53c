//! Tables: a caption, headings that sort, and room to scroll on a phone.
//!
//! The page writes its rows itself (`tr`, `th scope="row"`, `td`); this is what stands around them.

use maud::{Markup, html};
use xinan_domain::text::Lang;

use super::icons::{Icon, icon};
use crate::texts;

/// Which way a column is sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// 从小到大.
    Up,
    /// 从大到小.
    Down,
}

/// A heading of a column.
#[derive(Debug, Clone, Default)]
pub struct Column<'a> {
    /// Its words.
    pub label: &'a str,
    /// Whether they are only for those who listen.
    pub silent: bool,
    /// Whether the column holds numbers.
    pub number: bool,
    /// Where it leads when it can be sorted by.
    pub sort_href: Option<String>,
    /// How it is sorted now.
    pub sorted: Option<Order>,
}

impl<'a> Column<'a> {
    /// A column of words.
    pub fn new(label: &'a str) -> Self {
        Self { label, ..Self::default() }
    }

    /// A column of numbers.
    pub fn number(label: &'a str) -> Self {
        Self { label, number: true, ..Self::default() }
    }

    /// A column whose heading is only heard: links, charts.
    pub fn silent(label: &'a str) -> Self {
        Self { label, silent: true, ..Self::default() }
    }

    /// Sorted by following this address; `sorted` says how it is now.
    #[must_use]
    pub fn sort(self, href: String, sorted: Option<Order>) -> Self {
        Self { sort_href: Some(href), sorted, ..self }
    }
}

/// A table.
#[derive(Debug, Clone)]
pub struct Table<'a> {
    /// The language of its own words.
    pub lang: Lang,
    /// What it shows.
    pub caption: &'a str,
    /// Whether the caption is seen, or a heading beside it already says the same.
    pub caption_seen: bool,
    /// Its columns.
    pub columns: &'a [Column<'a>],
    /// A further class: `ind` for indicators.
    pub class: &'a str,
}

impl Table<'_> {
    fn classes(&self) -> String {
        let many = if self.columns.len() > 4 { " many" } else { "" };
        let own = if self.class.is_empty() { "" } else { " " };
        format!("list{many}{own}{}", self.class)
    }

    /// The table around its rows.
    pub fn show(&self, rows: &Markup) -> Markup {
        scroll(
            self.lang,
            self.caption,
            &html! {
                table class=(self.classes()) {
                    caption.vh[!self.caption_seen] { (self.caption) }
                    thead { tr { @for column in self.columns { (heading(self.lang, column)) } } }
                    tbody { (rows) }
                }
            },
        )
    }
}

/// Room to scroll sideways, reachable by keyboard and named for those who listen.
pub fn scroll(lang: Lang, name: &str, body: &Markup) -> Markup {
    html! {
        div.scroll role="region" tabindex="0" aria-label=(texts::scroll_table(lang, name)) { (body) }
    }
}

fn heading(lang: Lang, column: &Column<'_>) -> Markup {
    let sorted = column.sorted.map(|order| match order {
        Order::Up => ("ascending", Icon::Up, texts::sorted_up(lang)),
        Order::Down => ("descending", Icon::Down, texts::sorted_down(lang)),
    });
    html! {
        th.n[column.number] scope="col" aria-sort=[sorted.map(|(aria, _, _)| aria)] {
            @if column.silent {
                span.vh { (column.label) }
            } @else if let Some(href) = &column.sort_href {
                a href=(href) {
                    (column.label)
                    @if let Some((_, shape, words)) = sorted { (icon(shape)) span.vh { (words) } }
                }
            } @else {
                (column.label)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_has_its_own_class_beside_those_of_all() {
        let columns = ["a", "b", "c", "d", "e"].map(Column::new);
        let table =
            Table { lang: Lang::Zh, caption: "", caption_seen: true, columns: &columns, class: "cards" };
        let html = table.show(&html! {}).into_string();
        assert!(html.contains("<table class=\"list many cards\">"), "{html}");
    }
}

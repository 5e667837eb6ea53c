//! A card: one subject on a page, with its heading.

use maud::{Markup, html};

use super::icons::{Icon, icon};

/// The heading of a card.
#[derive(Debug, Clone, Default)]
pub struct Card<'a> {
    /// Id of the heading, once on the page; the section is named by it.
    pub id: &'a str,
    /// The heading.
    pub title: &'a str,
    /// An icon before it.
    pub icon: Option<Icon>,
    /// What stands at the end of the heading's line: a link, a remark.
    pub end: Option<Markup>,
}

impl<'a> Card<'a> {
    /// A card with this heading.
    pub fn new(id: &'a str, title: &'a str) -> Self {
        Self { id, title, ..Self::default() }
    }

    /// With a link or remark at the end of the heading's line.
    #[must_use]
    pub fn end(self, end: Markup) -> Self {
        Self { end: Some(end), ..self }
    }

    /// With an icon before the heading.
    #[must_use]
    pub fn icon(self, icon: Icon) -> Self {
        Self { icon: Some(icon), ..self }
    }

    /// The card around content that a phone folds away under these words; a tick rather than `details`, because
    /// at a desk it is always there.
    pub fn show_folding(&self, words: &str, body: &Markup) -> Markup {
        let id = format!("{}-open", self.id);
        self.show(&html! {
            div.unfolding {
                input.phone-only type="checkbox" id=(id);
                label.phone-only for=(id) { (words) }
                div.folded { (body) }
            }
        })
    }

    /// The card around its content.
    pub fn show(&self, body: &Markup) -> Markup {
        html! {
            section.card aria-labelledby=(self.id) {
                header {
                    @if let Some(one) = self.icon { (icon(one)) }
                    h2 id=(self.id) { (self.title) }
                    @if let Some(end) = &self.end { span.end { (end) } }
                }
                div.body { (body) }
            }
        }
    }
}

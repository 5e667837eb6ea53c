//! The bar on top: search, up to when the page knows, how it is to be seen.

use maud::{Markup, html};
use xinan_domain::text::Lang;

use super::Page;
use crate::shell::ui::icons::{Icon, icon, mark};
use crate::shell::ui::person::covered_name;
use crate::texts;

/// The search of the top bar.
#[derive(Debug, Clone, Copy)]
pub struct Search<'a> {
    /// Where it asks; the word is `q`.
    pub action: &'a str,
    /// What was asked.
    pub asked: &'a str,
    /// What one can ask for.
    pub placeholder: &'a str,
}

impl Page<'_> {
    pub(super) fn topbar(&self) -> Markup {
        let lang = self.lang;
        html! {
            header.topbar {
                @if let Some(back) = self.task_back {
                    a.iconbtn.phone-only href=(back) aria-label=(texts::back(lang)) { (icon(Icon::Back)) }
                    b.phone-only aria-hidden="true" data-mask=[self.about.map(covered_name)] {
                        (self.about.unwrap_or(self.title))
                    }
                } @else {
                    a.brand.phone-only href="/" { (mark()) (texts::app_name(lang)) }
                    span.place.phone-only { (self.signed_in.place) }
                }
                @if let Some(search) = self.search { (find(lang, search)) }
                div.end {
                    @if !self.as_of.is_empty() {
                        span.muted.as-of.desk-only { (texts::as_of(lang, self.as_of)) }
                    }
                    @if let Some(bar) = &self.bar { (bar) }
                    (self.cover_names())
                    span.acts.desk-only {
                        (self.type_size())
                        (self.language())
                        a.btn.sm href="#keys" data-opens="keys" { (texts::keys(lang)) " " kbd { "?" } }
                    }
                }
            }
        }
    }
}

/// The search field: `/` leads to it.
pub fn find(lang: Lang, search: Search<'_>) -> Markup {
    html! {
        form.find role="search" method="get" action=(search.action) {
            (icon(Icon::Find))
            input type="search" name="q" value=(search.asked) placeholder=(search.placeholder)
                aria-label=(texts::search(lang)) autocomplete="off" data-search;
            kbd.desk-only aria-hidden="true" { "/" }
        }
    }
}

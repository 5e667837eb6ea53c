//! How one wants to see the pages: language, size of type, names covered, dense rows.

use maud::{Markup, html};
use xinan_domain::text::Lang;

use super::Page;
use crate::shell::ui::form::hidden;
use crate::shell::ui::icons::{Icon, icon};
use crate::texts;

/// How the page is to be seen.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct View {
    /// 大字.
    pub large: bool,
    /// 遮住姓名.
    pub covered: bool,
    /// 紧凑.
    pub dense: bool,
}

impl Page<'_> {
    /// `POST /view` keeps how one wants to see the pages, and comes back.
    fn change_view(&self, button: &Markup) -> Markup {
        html! {
            @if self.form.is_some() {
                (button)
            } @else if !self.shown_once {
                form.inline method="post" action="/view" {
                    (hidden(self.csrf, &[("back", self.here)]))
                    (button)
                }
            }
        }
    }

    pub(super) fn language(&self) -> Markup {
        let other = match self.lang {
            Lang::Zh => Lang::En,
            Lang::En => Lang::Zh,
        };
        self.change_view(&html! {
            button.btn.sm.quiet type="submit" form=[self.form] name="lang" value=(other.tag()) lang=(other.tag()) {
                (texts::other_language(self.lang))
            }
        })
    }

    pub(super) fn type_size(&self) -> Markup {
        let (value, word) = match self.view.large {
            true => ("0", texts::type_usual(self.lang)),
            false => ("1", texts::type_large(self.lang)),
        };
        self.change_view(&html! {
            button.btn.sm.quiet type="submit" form=[self.form] name="large" value=(value) { (word) }
        })
    }

    pub(super) fn cover_names(&self) -> Markup {
        let (value, word, shape) = match self.view.covered {
            true => ("0", texts::names_show(self.lang), Icon::Cover),
            false => ("1", texts::names_cover(self.lang), Icon::Eye),
        };
        self.change_view(&html! {
            button.iconbtn type="submit" name="covered" value=(value) aria-label=(word) title=(word) {
                (icon(shape))
            }
        })
    }
}

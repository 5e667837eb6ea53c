//! The menu at the side, and the tabs at the foot of a phone.

use maud::{Markup, html};

use super::Page;
use crate::shell::ui::button::Button;
use crate::shell::ui::form::hidden;
use crate::shell::ui::icons::{Icon, icon, mark};
use crate::texts;

/// An entry of the menu.
#[derive(Debug, Clone, Copy)]
pub struct NavItem<'a> {
    /// Where it leads.
    pub href: &'a str,
    /// In the words of the role.
    pub label: &'a str,
    /// Its icon.
    pub icon: Icon,
    /// How much waits there.
    pub count: Option<u32>,
    /// Whether it is the way to help: coloured on the phone.
    pub urgent: bool,
    /// Whether a line stands before it.
    pub line_before: bool,
}

impl<'a> NavItem<'a> {
    /// An entry.
    pub fn new(href: &'a str, label: &'a str, icon: Icon) -> Self {
        Self { href, label, icon, count: None, urgent: false, line_before: false }
    }

    /// With how much waits there; nothing waiting shows no number.
    #[must_use]
    pub fn count(self, count: u32) -> Self {
        Self { count: (count > 0).then_some(count), ..self }
    }

    /// The way to help.
    #[must_use]
    pub fn urgent(self) -> Self {
        Self { urgent: true, ..self }
    }

    /// With a line before it.
    #[must_use]
    pub fn line_before(self) -> Self {
        Self { line_before: true, ..self }
    }
}

impl Page<'_> {
    pub(super) fn side(&self) -> Markup {
        let lang = self.lang;
        let who = self.signed_in;
        html! {
            nav.side id="menu" aria-label=(texts::main_menu(lang)) {
                a.brand href="/" { (mark()) (texts::app_name(lang)) }
                a.btn.sm.close href="#main" { (icon(Icon::Close)) (texts::close(lang)) }
                @for item in self.nav {
                    @if item.line_before { span.sep {} }
                    a.nav href=(item.href) aria-current=[self.is_current(item)] {
                        (icon(item.icon)) (item.label)
                        @if let Some(count) = item.count { b { (count) } }
                    }
                }
                @if !who.name.is_empty() {
                    div.foot {
                        p { (who.place) }
                        p { @if !who.post.is_empty() { (who.post) " · " } (who.name) }
                        div.acts {
                            @if who.several {
                                @let posts = NavItem::new("/account/posts", texts::own_posts(lang), Icon::Swap);
                                a.btn.sm href=(posts.href) aria-current=[self.is_current(&posts)] {
                                    (icon(posts.icon)) (posts.label)
                                }
                            }
                            @let own = NavItem::new("/account", texts::own_title(lang), Icon::Me);
                            a.btn.sm href=(own.href) aria-current=[self.is_current(&own)] {
                                (icon(own.icon)) (own.label)
                            }
                            form.inline method="post" action="/sign-out" data-signs-out {
                                (hidden(self.csrf, &[]))
                                (Button::new(texts::sign_out(lang)).icon(Icon::Out).small().submit())
                            }
                            span.acts.phone-only { (self.language()) (self.type_size()) }
                        }
                    }
                }
            }
        }
    }

    pub(super) fn phone_tabs(&self) -> Markup {
        let lang = self.lang;
        let tabs = if self.tabs.is_empty() { &self.nav[..self.nav.len().min(4)] } else { self.tabs };
        html! {
            @if !tabs.is_empty() {
                nav.tabs aria-label=(texts::phone_tabs(lang)) {
                    @for item in tabs {
                        a.urgent[item.urgent] href=(item.href) aria-current=[self.is_current(item)] {
                            (icon(item.icon)) (item.label)
                            @if let Some(count) = item.count {
                                span.dot { (count) span.vh { (texts::new_items(lang)) } }
                            }
                        }
                    }
                    @if tabs.len() < 5 { a href="#menu" { (icon(Icon::More)) (texts::menu(lang)) } }
                }
            }
        }
    }

    fn is_current(&self, item: &NavItem<'_>) -> Option<&'static str> {
        (item.href == self.current).then_some("page")
    }
}

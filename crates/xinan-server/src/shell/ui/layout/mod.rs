//! The page around everything: menu, top bar, what just happened, the foot.
//!
//! Works without scripts: the whole menu on a phone is an anchor, languages and type size are
//! small forms. Nothing in it is written inline; the policy of the pages forbids it.

mod menu;
mod topbar;
mod view;

use maud::{DOCTYPE, Markup, html};
use xinan_domain::text::Lang;

pub use menu::NavItem;
pub use topbar::{Search, find};
pub use view::View;

use super::assets::url;
use super::icons::{Icon, icon, mark};
use super::notice::{Flash, flash};
use super::person::covered_name;
use crate::texts;

/// Who is signed in.
#[derive(Debug, Clone, Copy, Default)]
pub struct SignedIn<'a> {
    /// The institution, or the village's clinic.
    pub place: &'a str,
    /// The post.
    pub post: &'a str,
    /// The name.
    pub name: &'a str,
    /// Something that tells accounts apart and says nothing else: drafts belong to it.
    pub account: &'a str,
    /// Whether there are other posts to act in.
    pub several: bool,
}

/// A page.
#[derive(Debug, Clone)]
pub struct Page<'a> {
    /// The language.
    pub lang: Lang,
    /// The title in the browser's tab: for a person's page the name only.
    pub title: &'a str,
    /// Who is signed in.
    pub signed_in: SignedIn<'a>,
    /// The whole menu, at most nine entries.
    pub nav: &'a [NavItem<'a>],
    /// The phone's tabs: five, or four and the way to the menu.
    pub tabs: &'a [NavItem<'a>],
    /// The address of the entry one is in.
    pub current: &'a str,
    /// The search, where there is something to search.
    pub search: Option<Search<'a>>,
    /// Up to when the page knows: 11月21日 09:12.
    pub as_of: &'a str,
    /// What else stands in the top bar.
    pub bar: Option<Markup>,
    /// What just happened.
    pub flash: Option<Flash<'a>>,
    /// How it is to be seen.
    pub view: View,
    /// Where the name of the house leads on a page without menu.
    pub home: &'a str,
    /// This page's address, to come back to after changing language or type.
    pub here: &'a str,
    /// The session's token against forged requests.
    pub csrf: &'a str,
    /// One task fills the page (a form): the phone shows the way back instead of tabs and search.
    pub task_back: Option<&'a str>,
    /// The person the page is about: beside the way back, and covered where names are.
    pub about: Option<&'a str>,
    /// Whether a form was refused: the title says so.
    pub refused: bool,
    /// The draft that has become a record and can be forgotten.
    pub draft_done: Option<&'a str>,
    /// Something stands here that no page shows a second time: no switch of language or type leads away from it.
    pub shown_once: bool,
    /// The form that a switch of language or type sends along, so that nothing typed is lost; its handler shows it again.
    pub form: Option<&'a str>,
}

impl<'a> Page<'a> {
    /// A page with a title and nothing else yet.
    pub fn new(lang: Lang, title: &'a str) -> Self {
        Self {
            lang,
            title,
            signed_in: SignedIn::default(),
            nav: &[],
            tabs: &[],
            current: "",
            search: None,
            as_of: "",
            bar: None,
            flash: None,
            view: View::default(),
            home: "/",
            here: "/",
            csrf: "",
            task_back: None,
            about: None,
            refused: false,
            draft_done: None,
            shown_once: false,
            form: None,
        }
    }

    /// The whole document around its content.
    pub fn show(&self, body: &Markup) -> Markup {
        let lang = self.lang;
        self.document(&html! {
            div.desk {
                (self.side())
                div.mid {
                    (self.topbar())
                    main.wrap id="main" tabindex="-1" {
                        (offline(lang))
                        @if let Some(one) = &self.flash { (flash(one)) }
                        (body)
                    }
                    footer.page-foot { (texts::trace(lang)) }
                }
            }
            (self.phone_tabs())
            (super::keys_help::dialog(lang))
        })
    }

    /// A document without menu: signing in, a public page, an error before one is known.
    pub fn show_bare(&self, body: &Markup) -> Markup {
        let lang = self.lang;
        self.document(&html! {
            main.bare id="main" tabindex="-1" {
                a.brand href=(self.home) { (mark()) (texts::app_name(lang)) }
                (offline(lang))
                @if let Some(one) = &self.flash { (flash(one)) }
                (body)
                div.acts { (self.language()) (self.type_size()) }
            }
        })
    }

    fn document(&self, inside: &Markup) -> Markup {
        let lang = self.lang;
        // A covered name is covered in the browser's tab too.
        let covered = self.view.covered && self.about == Some(self.title);
        let title = if covered { covered_name(self.title) } else { self.title.to_owned() };
        let title = match self.refused {
            true => texts::page_title_refused(lang, &title),
            false => texts::page_title(lang, &title),
        };
        let view = self.view;
        html! {
            (DOCTYPE)
            html.large[view.large].masked[view.covered].dense[view.dense] lang=(lang.tag()) {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width,initial-scale=1";
                    meta name="theme-color" content="#f6f4ee";
                    meta name="color-scheme" content="light";
                    meta name="referrer" content="same-origin";
                    meta name="account" content=(self.signed_in.account);
                    meta name="htmx-config" content=(HTMX);
                    title { (title) }
                    link rel="icon" type="image/svg+xml" href=(url("mark.svg"));
                    link rel="stylesheet" href=(url("xinan.css"));
                    script defer src=(url("htmx.js")) {}
                    @for name in ["keys.js", "draft.js", "when.js", "offline.js", "passkey.js"] {
                        script type="module" src=(url(name)) {}
                    }
                }
                body.task[self.task_back.is_some()] data-draft-done=[self.draft_done] {
                    a.skip href="#main" { (texts::skip_to_text(lang)) }
                    (inside)
                }
            }
        }
    }
}

/// What htmx may do here. No indicator style of its own, which would be inline; no history of its
/// own; requests to ourselves only (docs/decisions/0006).
const HTMX: &str =
    r#"{"includeIndicatorCSS":false,"history":false,"mode":"same-origin","implicitInheritance":false}"#;

/// The line that `offline.js` uncovers when the network is gone.
fn offline(lang: Lang) -> Markup {
    html! {
        div.flash.soon role="status" data-offline hidden {
            (icon(Icon::Cloud))
            span { (texts::offline(lang)) }
        }
    }
}

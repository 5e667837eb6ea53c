//! Forms: where they go, what they carry, what is kept while they are filled in.
//!
//! Every form posts and works without scripts. What scripts add is asked for with data-attributes:
//! keeping a draft (`draft.js`), the keys of paper forms (`keys.js`), and an answer computed while
//! one types (htmx, in the narrow dialect of docs/decisions/0006).

use maud::{Markup, html};
use xinan_domain::text::Lang;

use crate::texts;

/// An answer that is computed while the form is being filled in.
#[derive(Debug, Clone, Copy)]
pub struct Live<'a> {
    /// Where the form's present content is posted to.
    pub url: &'a str,
    /// Id of the element whose content the answer replaces.
    pub target: &'a str,
}

/// A form that changes something.
#[derive(Debug, Clone, Copy)]
pub struct Form<'a> {
    /// The language of its notices.
    pub lang: Lang,
    /// Its id, where something outside of it sends it.
    pub id: Option<&'a str>,
    /// Where it posts to.
    pub action: &'a str,
    /// The session's token against forged requests.
    pub csrf: &'a str,
    /// Under which name unsaved content is kept in this browser, if it is.
    pub draft: Option<&'a str>,
    /// Whether this is a refused form shown again: then what was typed is already in it, and
    /// an older draft must not overwrite it.
    pub refused: bool,
    /// Whether digits choose codes and Enter moves on.
    pub codes: bool,
    /// What is computed meanwhile.
    pub live: Option<Live<'a>>,
    /// Whether files are sent.
    pub files: bool,
}

impl<'a> Form<'a> {
    /// A plain form.
    pub fn new(lang: Lang, action: &'a str, csrf: &'a str) -> Self {
        let (id, draft, refused, codes, live, files) = (None, None, false, false, None, false);
        Self { lang, id, action, csrf, draft, refused, codes, live, files }
    }

    /// The form around its fields.
    pub fn show(&self, body: &Markup) -> Markup {
        let live = self.live;
        html! {
            form id=[self.id] method="post" action=(self.action) novalidate
                enctype=[self.files.then_some("multipart/form-data")]
                data-draft=[self.draft] data-refused[self.refused] data-codes[self.codes]
                hx-post=[live.map(|live| live.url)]
                hx-trigger=[live.map(|_| "input delay:400ms")]
                hx-target=[live.map(|live| format!("#{}", live.target))]
                hx-swap=[live.map(|_| "innerMorph")]
                hx-sync=[live.map(|_| "this:replace")] {
                (hidden(self.csrf, &[]))
                @if self.draft.is_some() { (restored(self.lang)) }
                (body)
            }
        }
    }
}

/// The line that `draft.js` uncovers when it has put back what was typed before.
fn restored(lang: Lang) -> Markup {
    html! {
        div.notice.info.restored role="status" data-restored hidden {
            span.grow { (texts::draft_restored(lang)) }
            button.btn.quiet.sm type="button" data-forget { (texts::draft_forget(lang)) }
        }
    }
}

/// Hidden answers, the session's token first.
pub fn hidden(csrf: &str, pairs: &[(&str, &str)]) -> Markup {
    html! {
        @if !csrf.is_empty() { input type="hidden" name="csrf" value=(csrf); }
        @for (name, value) in pairs { input type="hidden" name=(name) value=(value); }
    }
}

/// The bar with the buttons that end a form: always in sight, on a phone at the foot of the
/// screen. `remark` stands beside them, such as what the rules make of the answers so far.
pub fn submit_bar(buttons: &[Markup], remark: &Markup) -> Markup {
    html! {
        div.submit {
            @for one in buttons { (one) }
            (remark)
        }
    }
}

/// The bar of a form whose result is computed meanwhile: `result` is the id of the part that shows it. On a phone
/// one row, the result in short beside the button; the rest of it, and further buttons, unfold.
pub fn result_bar(lang: Lang, buttons: &[Markup], result: &str, computed: &Markup) -> Markup {
    html! {
        div.submit.live {
            @if let Some(first) = buttons.first() { (first) }
            button.btn.quiet.phone-only type="button" data-unfolds aria-controls=(result)
                aria-expanded="false" hidden { (texts::judged_why(lang)) }
            @for one in buttons.iter().skip(1) { (one) }
            div id=(result) aria-live="polite" { (computed) }
        }
    }
}

/// A part of a form that is seldom needed, folded away unless something in it is filled in.
pub fn fold(title: &str, open: bool, body: &Markup) -> Markup {
    html! {
        details.fold open[open] { summary { (title) } (body) }
    }
}

/// An element that fetches itself again until its job is done. The answer is the same element,
/// without `again` once there is nothing more to wait for.
pub fn polled(id: &str, url: &str, again: bool, body: &Markup) -> Markup {
    polled_every(id, url, again.then_some(2), body)
}

/// The same, every so many seconds. An answer without content (204) leaves it as it is, and it asks again.
pub fn polled_every(id: &str, url: &str, seconds: Option<u32>, body: &Markup) -> Markup {
    html! {
        div id=(id) aria-live="polite"
            hx-get=[seconds.map(|_| url)]
            hx-trigger=[seconds.map(|seconds| format!("every {seconds}s"))]
            hx-swap=[seconds.map(|_| "outerHTML")] {
            (body)
        }
    }
}

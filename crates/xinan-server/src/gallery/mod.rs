//! The gallery: every part of the pages in every state, with invented people.
//!
//! `/dev/ui` shows it; tests read it for what pages must never contain ([`check`]); [`samples`]
//! lends its people to the tests of real pages.

pub mod check;
pub mod pages;
mod parts;
pub mod samples;
#[cfg(test)]
mod tests;
mod words;

use maud::{Markup, html};
use xinan_domain::text::Lang;

use crate::shell::ui::head::{self, Head};
use samples::{Say, Word};

/// The gallery as a page.
pub fn page(lang: Lang) -> Markup {
    shown(Say::plainly(lang))
}

/// An id, a heading, and what stands below it.
type Section = (&'static str, Word, fn(Say) -> Markup);

fn shown(say: Say) -> Markup {
    let lang = say.lang;
    let (nav, tabs) = (samples::nav(lang), samples::tabs(lang));
    let sections: [Section; 7] = [
        ("g-signs", words::signs, parts::signs),
        ("g-messages", words::messages, parts::messages),
        ("g-lists", words::lists, parts::lists),
        ("g-person", words::person_parts, parts::person_parts),
        ("g-charts", words::charts, parts::charts),
        ("g-fields", words::fields, parts::fields),
        ("g-paper", words::paper, |say| parts::paper(say, "p-", &samples::complaints())),
    ];
    samples::page(say, words::gallery(lang), &nav, &tabs).show(&html! {
        (head::head(&Head { title: words::gallery(lang), aside: words::intro(lang), ..Head::default() }))
        @for (id, title, body) in sections {
            section.group aria-labelledby=(id) {
                header { h2 id=(id) { (title(lang)) } }
                div.stack { (body(say)) }
            }
        }
    })
}

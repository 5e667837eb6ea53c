//! What is said of a village that does not fit one file.

use maud::{Markup, html};
use xinan_typeset::MOST_SHEETS;

use crate::shell::actor::Actor;
use crate::shell::clock::Moment;
use crate::shell::page::{About, page};
use crate::shell::ui::card::Card;
use crate::shell::ui::head::{Head, head};
use crate::shell::ui::icons::Icon;
use crate::shell::ui::notice::empty;
use crate::texts;

/// A village with nobody to print, or with more people than one file holds: then its parts.
pub(super) fn parts(actor: &Actor, now: &Moment, place: &str, total: usize, here: &str) -> Markup {
    let lang = actor.lang;
    let parts = (0..total.div_ceil(MOST_SHEETS)).map(|at| (at + 1, at * MOST_SHEETS + 1));
    let body = html! {
        (head(&Head { title: texts::nav_print(lang), aside: place, ..Head::default() }))
        @if total == 0 {
            (empty(&texts::print_nobody(lang, place), texts::print_nobody_next(lang), None))
        } @else {
            (Card::new("parts", &texts::print_parts(lang, total, MOST_SHEETS)).icon(Icon::Print).show(&html! {
                ul.log {
                    @for (part, from) in parts {
                        @let to = total.min(from + MOST_SHEETS - 1);
                        li { a href={ (here) "?part=" (part) } { (texts::print_part(lang, from, to)) } }
                    }
                }
            }))
        }
    };
    let about = About { title: texts::nav_print(lang), current: "/people", here, ..About::default() };
    page(actor, now, &about, &body)
}

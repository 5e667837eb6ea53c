//! The list of records that are alike, side by side.

use maud::{Markup, html};
use xinan_domain::code::Code;
use xinan_domain::life::Closing;
use xinan_domain::text::Lang;

use super::store::Pair;
use crate::case::VisibleCase;
use crate::case::words::near_day;
use crate::division::Divisions;
use crate::shell::actor::Actor;
use crate::shell::clock::Moment;
use crate::shell::filters::page_of;
use crate::shell::page::{About, page as whole};
use crate::shell::ui::button::Button;
use crate::shell::ui::card::Card;
use crate::shell::ui::head::{Head, crumbs, head};
use crate::shell::ui::kv::facts;
use crate::shell::ui::notice::{Flash, empty, notice};
use crate::shell::ui::pagination::{Place, pagination};
use crate::shell::ui::tag::Tone;
use crate::texts;

/// The page.
const HERE: &str = "/duplicates";

pub(super) fn list(
    actor: &Actor,
    now: &Moment,
    divisions: &Divisions,
    (pairs, place): (&[Pair], Place),
    done: &str,
) -> Markup {
    let lang = actor.lang;
    let title = texts::alike_title(lang);
    let aside = texts::list_count(lang, place.total);
    let body = html! {
        (crumbs(texts::where_you_are(lang), &[(texts::nav_people(lang), "/people"), (title, "")]))
        (head(&Head { title, aside: &aside, ..Head::default() }))
        div.stack {
            @if pairs.is_empty() {
                (empty(texts::alike_none(lang), texts::alike_none_next(lang), None))
            } @else {
                (notice(Tone::Info, &html! { (texts::alike_explained(lang)) }))
                @for pair in pairs { (one(actor, now, divisions, pair)) }
                (pagination(lang, place, |number| page_of(HERE, number)))
            }
        }
    };
    let flash = (done == "two").then(|| Flash::done(texts::alike_done_two(lang)));
    let about = About { title, current: "/people", here: HERE, flash, ..About::default() };
    whole(actor, now, &about, &body)
}

fn one(actor: &Actor, now: &Moment, divisions: &Divisions, pair: &Pair) -> Markup {
    let lang = actor.lang;
    let (first, second) = (pair.first.path_id(), pair.second.path_id());
    let title = texts::alike_pair(lang, &pair.first.head.name, &pair.first.head.birth_date.to_string());
    let ids = [("first", first.as_str()), ("second", second.as_str())];
    Card::new(&format!("pair-{first}-{second}"), &title).show(&html! {
        div.stack {
            (side(lang, now, divisions, &pair.first, &pair.second))
            (side(lang, now, divisions, &pair.second, &pair.first))
            p { (Button::new(texts::alike_two(lang)).small().post(HERE, &actor.form_key, &ids)) }
        }
    })
}

/// One of the two, with the way to close it in favour of the other.
fn side(lang: Lang, now: &Moment, divisions: &Divisions, one: &VisibleCase, other: &VisibleCase) -> Markup {
    let person = format!("/people/{}", one.path_id());
    let merge = format!("{person}/closing?why={}&kept={}", Closing::Merged.code(), other.head.case_no);
    let village = divisions.name(one.head.village.as_str());
    let last = one.head.last.as_ref().map(|last| near_day(lang, last.on, now.day()));
    let visits = u64::try_from(one.head.visit_count).unwrap_or(0);
    let last = last.as_deref().unwrap_or(texts::never(lang));
    html! {
        (facts(&[
            (texts::alike_number(lang), html! { a href=(person) { (one.head.short_no()) } }),
            (texts::alike_village(lang), html! { (village) }),
            (texts::column_status(lang), html! { (lang.code(one.head.status)) }),
            (texts::alike_visits(lang), html! { (texts::alike_visits_last(lang, visits, last)) }),
        ]))
        p { (Button::new(texts::alike_merge(lang)).small().link(&merge)) }
    }
}

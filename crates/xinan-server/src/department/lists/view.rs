//! The lists that a post was given, and one of them.

use maud::{Markup, html};
use xinan_domain::disclosure::handed::{Reading, reading};
use xinan_domain::text::Lang;

use super::store::Listed;
use crate::disclosure::handed::store::Handed;
use crate::disclosure::store::Entered;
use crate::division::Divisions;
use crate::shell::actor::Actor;
use crate::shell::clock::Moment;
use crate::shell::filters::page_of;
use crate::shell::page::{About, page as whole};
use crate::shell::ui::button::Button;
use crate::shell::ui::card::Card;
use crate::shell::ui::head::{Head, crumbs, head};
use crate::shell::ui::kv::facts;
use crate::shell::ui::notice::{empty, instead, notice};
use crate::shell::ui::pagination::{Place, pagination};
use crate::shell::ui::table::{Column, Table};
use crate::shell::ui::tag::{Tone, tag};
use crate::texts;

/// The menu entry.
const HOME: &str = "/received";

/// All that the post was given.
pub(super) fn list(
    actor: &Actor,
    now: &Moment,
    divisions: &Divisions,
    lists: &[(Entered, Handed)],
) -> Markup {
    let lang = actor.lang;
    let title = texts::nav_received(lang);
    let columns = [
        Column::new(texts::received_when(lang)),
        Column::new(texts::disclosure_where(lang)),
        Column::new(texts::disclosure_purpose(lang)),
        Column::new(texts::received_by(lang)),
        Column::new(texts::column_status(lang)),
    ];
    let table = Table { lang, caption: title, caption_seen: false, columns: &columns, class: "cards" };
    let body = html! {
        (head(&Head { title, ..Head::default() }))
        p.small.muted { (texts::received_explained(lang)) }
        @if lists.is_empty() {
            (empty(texts::received_none(lang), texts::received_none_next(lang), None))
        } @else {
            (table.show(&html! {
                @for (one, handed) in lists {
                    @let given = handed.given(one);
                    tr {
                        td.lead.nowrap {
                            a href={ (HOME) "/" (one.path_id()) } {
                                (Moment::of_micros(one.left_at.unwrap_or(one.asked_at)).stamp())
                            }
                        }
                        td data-label=(texts::disclosure_where(lang)) { (divisions.name(one.region.as_str())) }
                        td.full { (lang.code(one.purpose)) }
                        td data-label=(texts::received_by(lang)) { (one.shown_as) }
                        td.tail { @if let Some(given) = given { (state(lang, reading(&given, now.micros()))) } }
                    }
                }
            }))
        }
    };
    whole(actor, now, &About { title, current: HOME, here: HOME, ..About::default() }, &body)
}

fn state(lang: Lang, reading: Reading) -> Markup {
    match reading {
        Reading::Open { until } => {
            tag(Tone::Info, &texts::received_until(lang, &Moment::of_micros(until).stamp()))
        }
        Reading::Over => tag(Tone::Plain, texts::received_is_over(lang)),
        Reading::Ended => tag(Tone::Plain, texts::received_is_ended(lang)),
    }
}

/// It may not be read any more.
pub(super) fn over(actor: &Actor, now: &Moment, reading: Reading) -> Markup {
    let lang = actor.lang;
    let title = match reading {
        Reading::Ended => texts::received_ended(lang),
        Reading::Over | Reading::Open { .. } => texts::received_over(lang),
    };
    let back = Button::new(texts::nav_received(lang)).link(HOME);
    let body = instead(title, texts::received_over_next(lang), Some(&back));
    whole(actor, now, &About { title, current: HOME, here: HOME, ..About::default() }, &body)
}

/// What the page of a list is made of.
pub(super) struct Shown<'a> {
    pub(super) one: &'a Entered,
    pub(super) until: i64,
    pub(super) people: &'a [Listed],
    pub(super) place: Place,
}

/// One list.
pub(super) fn one(actor: &Actor, now: &Moment, shown: &Shown<'_>) -> Markup {
    let (lang, one) = (actor.lang, shown.one);
    let here = format!("{HOME}/{}", one.path_id());
    let title = texts::received_list(lang);
    let pairs = [
        (texts::disclosure_purpose(lang), html! { (lang.code(one.purpose)) }),
        (texts::disclosure_basis(lang), html! { (one.purpose.basis()) }),
        (texts::received_by(lang), html! { (one.shown_as) }),
    ];
    let aside = texts::list_people(lang, shown.place.total);
    let until = texts::received_closes(lang, &Moment::of_micros(shown.until).stamp());
    let body = html! {
        (crumbs(texts::where_you_are(lang), &[(texts::nav_received(lang), HOME), (title, "")]))
        (head(&Head { title, aside: &aside, ..Head::default() }))
        (notice(Tone::Info, &html! { (until) " " (texts::received_careful(lang)) }))
        (Card::new("what", texts::received_for(lang)).show(&facts(&pairs)))
        @if shown.people.is_empty() {
            (empty(texts::received_nobody(lang), texts::received_nobody_next(lang), None))
        } @else {
            (table(lang, shown.people))
            (pagination(lang, shown.place, |number| page_of(&here, number)))
        }
    };
    whole(actor, now, &About { title, current: HOME, here: &here, ..About::default() }, &body)
}

fn table(lang: Lang, people: &[Listed]) -> Markup {
    let columns = [
        Column::new(texts::received_name(lang)),
        Column::new(texts::received_sex(lang)),
        Column::new(texts::received_born(lang)),
        Column::new(texts::received_number(lang)),
        Column::new(texts::received_address(lang)),
        Column::new(texts::received_phone(lang)),
        Column::new(texts::received_guardian(lang)),
    ];
    let caption = texts::received_list(lang);
    let table = Table { lang, caption, caption_seen: false, columns: &columns, class: "cards" };
    table.show(&html! {
        @for person in people {
            tr {
                th.lead scope="row" { (person.name) }
                td data-label=(texts::received_sex(lang)) { (lang.code(person.sex)) }
                td data-label=(texts::received_born(lang)) { (person.born) }
                td.nowrap data-label=(texts::received_number(lang)) { (person.number) }
                @match &person.reach {
                    Some(reach) => {
                        td.full { (reach.address) }
                        td.nowrap data-label=(texts::received_phone(lang)) { (reach.phone) }
                        td.full { (reach.guardian) " " span.nowrap { (reach.guardian_phone) } }
                    }
                    None => { td.full.muted colspan="3" { (texts::received_ask_health(lang)) } }
                }
            }
        }
    })
}

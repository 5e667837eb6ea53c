//! The page on which one says in which post one acts.

use maud::{Markup, html};
use xinan_db::Uuid;

use super::store::Own;
use crate::division::Divisions;
use crate::shell::actor::Actor;
use crate::shell::clock::Moment;
use crate::shell::page::{About, page as whole};
use crate::shell::ui::button::Button;
use crate::shell::ui::card::Card;
use crate::shell::ui::head::{Head, head};
use crate::shell::ui::table::{Column, Table};
use crate::shell::ui::tag::{Tone, tag};
use crate::texts;

/// The posts, and which of them one is in.
pub(super) fn page(actor: &Actor, now: &Moment, divisions: &Divisions, own: &[Own], here: Uuid) -> Markup {
    let lang = actor.lang;
    let title = texts::own_posts(lang);
    let columns = [
        Column::new(texts::own_post(lang)),
        Column::new(texts::own_post_office(lang)),
        Column::new(texts::own_post_since(lang)),
        Column::silent(texts::own_post_switch(lang)),
    ];
    let table = Table { lang, caption: title, caption_seen: false, columns: &columns, class: "cards" };
    let rows = html! {
        @for one in own {
            tr {
                th.lead scope="row" {
                    (texts::post_in_words(lang, lang.code(one.kind), divisions.name(one.region.as_str())))
                }
                td { (one.office) }
                td.full data-label=(texts::own_post_since(lang)) { (one.started_on) }
                td.tail {
                    @if one.id == here { (tag(Tone::Ok, texts::own_post_here(lang))) }
                    @else {
                        @let action = format!("/account/posts/{}", one.id.simple());
                        (Button::new(texts::own_post_switch(lang)).small().post(&action, &actor.form_key, &[]))
                    }
                }
            }
        }
    };
    let content = html! {
        (head(&Head { title, ..Head::default() }))
        (Card::new("posts", title).show(&html! {
            p { (texts::own_posts_explained(lang)) }
            (table.show(&rows))
        }))
    };
    let about = About { title, current: "/account/posts", here: "/account/posts", ..About::default() };
    whole(actor, now, &about, &content)
}

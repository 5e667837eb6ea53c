//! The account as a page.

use maud::{Markup, html};

use super::Line;
use crate::case::VisibleCase;
use crate::policy::{Action, permits};
use crate::shell::actor::Actor;
use crate::shell::clock::Moment;
use crate::shell::filters::page_of;
use crate::shell::page::{About, page as whole};
use crate::shell::ui::button::Button;
use crate::shell::ui::head::{Head, crumbs_of_person, head};
use crate::shell::ui::icons::Icon;
use crate::shell::ui::pagination::{Place, pagination};
use crate::shell::ui::table::{Column, Table};
use crate::texts;

pub(super) fn page(actor: &Actor, now: &Moment, case: &VisibleCase, lines: &[Line], place: Place) -> Markup {
    let lang = actor.lang;
    let name = case.head.name.as_str();
    let person = format!("/people/{}", case.path_id());
    let here = format!("{person}/story");
    let title = texts::story_title(lang);
    let mut acts = Vec::new();
    if permits(actor, Action::PrintForms) && cfg!(feature = "pdf") {
        let paper = format!("/print/people/{}/story.pdf", case.path_id());
        acts.push(Button::new(texts::act_print(lang)).icon(Icon::Print).paper(&paper));
    }
    let aside = texts::story_aside(lang, place.total);
    let columns = [
        Column::new(texts::story_day(lang)),
        Column::new(texts::story_what(lang)),
        Column::new(texts::story_words(lang)),
        Column::new(texts::story_by(lang)),
    ];
    let table = Table { lang, caption: title, caption_seen: false, columns: &columns, class: "cards" };
    let body = html! {
        (crumbs_of_person(lang, name, &person, title))
        (head(&Head { title: name, person: true, aside: &aside, acts: &acts, ..Head::default() }))
        (table.show(&html! {
            @for line in lines {
                tr {
                    td.lead { (line.on) }
                    td data-label=(texts::story_what(lang)) {
                        @if line.href.is_empty() { (line.what) } @else { a href=(line.href) { (line.what) } }
                    }
                    td.full data-label=(texts::story_words(lang)) { (line.words) }
                    td data-label=(texts::story_by(lang)) { (line.by) }
                }
            }
        }))
        (pagination(lang, place, |number| page_of(&here, number)))
    };
    let about =
        About { title: name, person: Some(name), current: "/people", here: &here, ..About::default() };
    whole(actor, now, &about, &body)
}

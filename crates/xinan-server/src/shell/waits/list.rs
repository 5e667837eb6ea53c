//! The list of what waits; what waits no more, too, when it is asked for.

use maud::{Markup, html};

use super::Asked;
use crate::shell::actor::Actor;
use crate::shell::clock::Moment;
use crate::shell::filters::page_of;
use crate::shell::page::{About, page as whole};
use crate::shell::ui::field::Choice;
use crate::shell::ui::filter::{Filter, folding_filters};
use crate::shell::ui::head::{Head, head};
use crate::shell::ui::notice::empty;
use crate::shell::ui::pagination::{Place, pagination};
use crate::texts;

/// A list, in the words of its subject.
pub struct List<'a> {
    /// Its address, which is a menu entry.
    pub home: &'a str,
    /// Its name.
    pub title: &'a str,
    /// What those that wait are called.
    pub waiting: &'a str,
    /// That there are none, and what that means.
    pub none: (&'a str, &'a str),
}

impl List<'_> {
    /// The page; without a table there is nothing to be shown.
    pub fn page(
        &self,
        actor: &Actor,
        now: &Moment,
        asked: &Asked,
        (table, place): (Option<Markup>, Place),
    ) -> Markup {
        let lang = actor.lang;
        let all = !asked.waiting();
        let here = if all { format!("{}?state=all", self.home) } else { self.home.to_owned() };
        let states = [Choice::new("all", texts::reviews_all(lang))];
        let row = [Filter::Select("state", texts::column_status(lang), self.waiting, &states, &asked.state)];
        let aside = texts::list_count(lang, place.total);
        let body = html! {
            (head(&Head { title: self.title, aside: &aside, ..Head::default() }))
            (folding_filters(lang, self.home, &row, all))
            @match table {
                None => (empty(self.none.0, self.none.1, None)),
                Some(table) => { (table) (pagination(lang, place, |number| page_of(&here, number))) }
            }
        };
        let about = About { title: self.title, current: self.home, here: &here, ..About::default() };
        whole(actor, now, &about, &body)
    }
}

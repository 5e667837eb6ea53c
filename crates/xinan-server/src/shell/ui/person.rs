//! People in work lists: name first, reason second, date third.
//!
//! A list never shows a diagnosis, a grade or a whole identity number (docs: privacy by layout);
//! these structs have no place for them.

use maud::{Markup, html};
use xinan_domain::text::Lang;

use super::tag::{Tone, tag};
use crate::texts;

/// A person in a list.
#[derive(Debug, Clone, Default)]
pub struct Person<'a> {
    /// Where the name leads.
    pub href: &'a str,
    /// The name.
    pub name: &'a str,
    /// 男 46岁 · 三组.
    pub who: &'a str,
    /// Why the person is in this list, in words.
    pub why: &'a str,
    /// What else helps: the last visit, the way there.
    pub more: &'a str,
    /// How urgent it is, and since when.
    pub tone: Tone,
    /// The date or delay: 过期 3 天.
    pub when: &'a str,
    /// What can be done at once.
    pub acts: Vec<Markup>,
}

/// A name that can be covered: 李春生 becomes 李** when names are hidden.
pub fn covered_name(name: &str) -> String {
    let mut letters = name.chars();
    let first: String = letters.next().into_iter().collect();
    first + &"*".repeat(letters.count())
}

fn name(person: &Person<'_>) -> Markup {
    html! { a.name href=(person.href) data-mask=(covered_name(person.name)) { (person.name) } }
}

/// A card, for those who come first.
pub fn person_card(person: &Person<'_>) -> Markup {
    html! {
        article.card.person data-row {
            div.top {
                (name(person))
                span.who { (person.who) }
                @if !person.when.is_empty() { (tag(person.tone, person.when)) }
            }
            p.why { (person.why) }
            @if !person.more.is_empty() { p.meta { (person.more) } }
            @if !person.acts.is_empty() { div.acts { @for act in &person.acts { (act) } } }
        }
    }
}

/// A row, for the others: at a desk one line with its acts at the end, on a phone with them below.
pub fn person_row(person: &Person<'_>) -> Markup {
    html! {
        li.row data-row {
            span.line { (name(person)) " " span.sub { (person.who) } }
            p.sub { (person.why) @if !person.more.is_empty() { " · " (person.more) } }
            @if !person.when.is_empty() { span.when { (tag(person.tone, person.when)) } }
            @if !person.acts.is_empty() { span.acts { @for act in &person.acts { (act) } } }
        }
    }
}

/// A group of a work list, as rows: 今天到期 2 位. `total` counts those on later pages too.
pub fn group_of_rows(lang: Lang, id: &str, title: &str, total: u64, people: &[Person<'_>]) -> Markup {
    group(
        lang,
        id,
        title,
        total,
        &html! {
            ul.card { @for person in people { (person_row(person)) } }
        },
    )
}

/// A group of a work list, as cards: 先联系 2 位. `total` counts those on later pages too.
pub fn group_of_cards(lang: Lang, id: &str, title: &str, total: u64, people: &[Person<'_>]) -> Markup {
    group(
        lang,
        id,
        title,
        total,
        &html! {
            div.people { @for person in people { (person_card(person)) } }
        },
    )
}

/// A group of a work list, with its heading and how many there are in all.
pub fn group(lang: Lang, id: &str, title: &str, count: u64, body: &Markup) -> Markup {
    html! {
        section.group aria-labelledby=(id) {
            header { h2 id=(id) { (title) } span { (texts::list_people(lang, count)) } }
            (body)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_covered_name_keeps_the_surname_and_the_length() {
        assert_eq!(covered_name("李春生"), "李**");
        assert_eq!(covered_name("𬱖"), "𬱖");
        assert_eq!(covered_name(""), "");
    }
}

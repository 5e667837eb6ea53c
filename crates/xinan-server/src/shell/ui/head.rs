//! The head of a page: what it is about, what to do, what matters to the person.

use maud::{Markup, html};
use xinan_domain::text::Lang;

use super::person::covered_name;
use super::tag::{Tone, tag};
use crate::texts;

/// The head of a page.
#[derive(Debug, Clone, Default)]
pub struct Head<'a> {
    /// The one heading of the page; for a person's page the name.
    pub title: &'a str,
    /// Whether the title is a person's name, which can be covered.
    pub person: bool,
    /// A remark beside it.
    pub aside: &'a str,
    /// Tags beside it. On a person's page what is to do comes before how things are.
    pub tags: &'a [(Tone, &'a str)],
    /// Facts in a line.
    pub facts: &'a [&'a str],
    /// What can be done; one of them primary.
    pub acts: &'a [Markup],
}

/// The head of a page.
pub fn head(head: &Head<'_>) -> Markup {
    let mask = head.person.then(|| covered_name(head.title));
    html! {
        div.phead {
            div {
                div.line {
                    h1 data-mask=[mask] { (head.title) }
                    @for (tone, word) in head.tags { (tag(*tone, word)) }
                    @if !head.aside.is_empty() { span.muted { (head.aside) } }
                }
                @if !head.facts.is_empty() {
                    div.facts { @for fact in head.facts { span { (fact) } } }
                }
            }
            @if !head.acts.is_empty() { div.acts { @for act in head.acts { (act) } } }
        }
    }
}

/// What matters to the person, and how to talk with him or her. Stands before everything clinical.
pub fn matters(lines: &[(&str, &str)]) -> Markup {
    html! {
        div.matters {
            @for (name, words) in lines { span { b { (name) } (words) } }
        }
    }
}

/// The way to this page: names with where they lead; the last may lead nowhere.
pub fn crumbs(label: &str, way: &[(&str, &str)]) -> Markup {
    html! {
        nav.crumbs aria-label=(label) {
            ol {
                @for (name, href) in way {
                    li { @if href.is_empty() { (name) } @else { a href=(href) { (name) } } }
                }
            }
        }
    }
}

/// The way to a page of somebody's record; the name on it can be covered.
pub fn crumbs_of_person(lang: Lang, name: &str, person: &str, here: &str) -> Markup {
    html! {
        nav.crumbs aria-label=(texts::where_you_are(lang)) {
            ol {
                li { a href="/people" { (texts::nav_people(lang)) } }
                li { a href=(person) data-mask=(covered_name(name)) { (name) } }
                li { (here) }
            }
        }
    }
}

/// The parts of a record. `current` is the address of this one.
pub fn tabs(label: &str, list: &[(&str, &str)], current: &str) -> Markup {
    html! {
        nav.ptabs aria-label=(label) {
            @for (name, href) in list {
                a href=(href) aria-current=[(*href == current).then_some("page")] { (name) }
            }
        }
    }
}

/// One of the things to look at first.
#[derive(Debug, Clone)]
pub struct First<'a> {
    /// How urgent.
    pub tone: Tone,
    /// 先看.
    pub word: &'a str,
    /// What, with its number.
    pub what: &'a str,
    /// Where, or what is already done.
    pub more: &'a str,
    /// The list of its people.
    pub href: &'a str,
}

/// The three things to decide today, on top of an office's page.
pub fn first_things(label: &str, list: &[First<'_>]) -> Markup {
    html! {
        section.card.first3 aria-label=(label) {
            @for one in list {
                a href=(one.href) {
                    (tag(one.tone, one.word))
                    b { (one.what) }
                    span.small.muted { (one.more) }
                }
            }
        }
    }
}

/// The head of a day's work: how many to contact, and how far the quarter is.
pub fn today(title: &str, day: &str, meter: &Markup, remark: &str) -> Markup {
    html! {
        section.today aria-labelledby="today" {
            div.hd { h1 id="today" { (title) } p.muted.small.nowrap { (day) } }
            (meter)
            p.small.muted { (remark) }
        }
    }
}

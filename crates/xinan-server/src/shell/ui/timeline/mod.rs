//! A year of one person at a glance: class, grade, days with medicine, what happened.
//!
//! Drawn on the server as SVG, readable without colours (the classes differ by texture too), with
//! a sentence for those who listen and a table behind it for those who want the numbers. It shows
//! each judgement with the day it was made; it does not score the person.

mod draw;
mod table;

use jiff::ToSpan;
use jiff::civil::Date;
use maud::{Markup, html};
use xinan_domain::text::Lang;

use super::tag::Tone;
use crate::texts;

/// The follow-up class from one day to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClassSpan<'a> {
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
    /// 稳定 [`Tone::Ok`], 基本稳定 [`Tone::Soon`], 不稳定 [`Tone::First`].
    pub tone: Tone,
    /// The class in words.
    pub word: &'a str,
}

/// A visit, with the grade that was assessed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Visit {
    /// The day of the visit.
    pub on: Date,
    /// 危险性评估, 0 to 5, if it was assessed.
    pub grade: Option<u8>,
}

/// What an event is about, by its shape.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EventKind {
    /// More support was needed: a stay in hospital, medicine stopped. Square.
    Support,
    /// Medicine given. Circle.
    Medicine,
    /// A check-up. Circle: both are care that was given.
    CheckUp,
    /// Rehabilitation, work, family. Diamond.
    Life,
}

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event<'a> {
    /// The day, or the first one.
    pub on: Date,
    /// What it is about.
    pub kind: EventKind,
    /// In a few words.
    pub word: &'a str,
}

/// A strip of months.
#[derive(Debug, Clone)]
pub struct Timeline<'a> {
    /// The language of its own words.
    pub lang: Lang,
    /// Set before every id, once on a page.
    pub id: &'a str,
    /// A day of the first month.
    pub from: Date,
    /// How many months.
    pub months: usize,
    /// Classes, in order.
    pub classes: &'a [ClassSpan<'a>],
    /// Visits, in order.
    pub visits: &'a [Visit],
    /// Days with medicine of each month; `None` when none is prescribed or it is not known.
    pub medicine: &'a [Option<u32>],
    /// Events, in order.
    pub events: &'a [Event<'a>],
}

impl Timeline<'_> {
    /// First days of its months.
    fn month_starts(&self) -> Vec<Date> {
        let first = self.from.first_of_month();
        (0..self.months as i32).filter_map(|at| first.checked_add(at.months()).ok()).collect()
    }

    /// The last day drawn.
    fn until(&self) -> Date {
        self.month_starts().last().map_or(self.from, |month| month.last_of_month())
    }

    /// What the strip shows, in a sentence.
    fn in_words(&self) -> String {
        let lang = self.lang;
        let span = |one: &ClassSpan<'_>| {
            texts::tl_span(
                lang,
                &texts::year_month(lang, one.from),
                &texts::year_month(lang, one.to),
                one.word,
            )
        };
        let mut parts: Vec<String> = self.classes.iter().map(span).collect();
        if let Some(grade) = self.visits.iter().filter_map(|visit| visit.grade).max() {
            parts.push(texts::tl_peak(lang, grade));
        }
        parts.join(texts::tl_stop(lang))
    }
}

/// The strip with its legend, and the same as a table.
pub fn timeline(timeline: &Timeline<'_>) -> Markup {
    let lang = timeline.lang;
    let until = timeline.until();
    let drawn = |kind: EventKind| {
        let within = |event: &&Event<'_>| (timeline.from.first_of_month()..=until).contains(&event.on);
        timeline.events.iter().filter(within).any(|event| event.kind == kind)
    };
    let kinds = [
        (EventKind::Support, texts::tl_legend_first(lang)),
        (EventKind::Medicine, texts::tl_legend_medicine(lang)),
        (EventKind::CheckUp, texts::tl_legend_check_up(lang)),
        (EventKind::Life, texts::tl_legend_life(lang)),
    ];
    html! {
        // Of a strip that is wider than the screen the end is seen first: how things are now.
        div.latest {
            (super::table::scroll(lang, &texts::tl_title(lang, timeline.months), &draw::strip(timeline)))
        }
        div.legend {
            @for (kind, words) in kinds.into_iter().filter(|(kind, _)| drawn(*kind)) {
                span { (draw::key(kind)) (words) }
            }
            span { (texts::tl_legend_three(lang)) }
        }
        details.more {
            summary { (texts::see_table(lang)) }
            (table::table(timeline))
        }
    }
}

#[cfg(test)]
mod tests;

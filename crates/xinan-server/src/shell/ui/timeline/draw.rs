//! The strip as SVG. Colours and textures are classes of the style sheet; places are attributes.

use jiff::civil::Date;
use maud::{Markup, html};

use super::{ClassSpan, Event, EventKind, Timeline};
use crate::shell::ui::tag::Tone;
use crate::texts;

const LEFT: f64 = 108.0;
const RIGHT: f64 = 786.0;
const GRADE_ZERO: f64 = 112.0;
const GRADE_STEP: f64 = 9.0;
const EVENTS: f64 = 166.0;
const LINE: f64 = 15.0;
/// The height of the row of medicine.
const MEDICINE: f64 = 28.0;
/// How far a word may stand beside its shape.
const ASIDE: f64 = 18.0;

/// From days to places on the strip.
struct Scale<'a> {
    timeline: &'a Timeline<'a>,
    first: Date,
    month: f64,
}

impl<'a> Scale<'a> {
    fn new(timeline: &'a Timeline<'a>) -> Self {
        let month = (RIGHT - LEFT) / timeline.months.max(1) as f64;
        Self { timeline, first: timeline.from.first_of_month(), month }
    }

    /// Where a day begins; days outside the strip are drawn at its ends.
    fn x(&self, day: Date) -> f64 {
        let years = f64::from(day.year()) - f64::from(self.first.year());
        let months = years * 12.0 + f64::from(day.month()) - f64::from(self.first.month());
        let within = f64::from(day.day() - 1) / f64::from(day.days_in_month());
        (LEFT + (months + within) * self.month).clamp(LEFT, RIGHT)
    }

    /// Where a day ends.
    fn end(&self, day: Date) -> f64 {
        (self.x(day) + self.month / f64::from(day.days_in_month())).clamp(LEFT, RIGHT)
    }

    fn holds(&self, day: Date) -> bool {
        (self.first..=self.timeline.until()).contains(&day)
    }
}

/// The whole strip.
pub(super) fn strip(timeline: &Timeline<'_>) -> Markup {
    let scale = Scale::new(timeline);
    let (lang, id) = (timeline.lang, timeline.id);
    let (events, lines) = events(&scale);
    // Without days of medicine there is no row for them, and what follows moves up.
    let raised = if timeline.medicine.is_empty() { MEDICINE } else { 0.0 };
    let height = 180.0 - raised + LINE * (lines as f64);
    html! {
        svg.tl viewBox={ "0 0 790 " (height) } role="img" aria-labelledby={ (id) "-t " (id) "-d" } {
            title id={ (id) "-t" } { (texts::tl_title(lang, timeline.months)) }
            desc id={ (id) "-d" } { (timeline.in_words()) }
            (textures(id))
            @for (at, month) in timeline.month_starts().into_iter().enumerate() {
                @let x = LEFT + scale.month * at as f64;
                text.m x=(p(x + scale.month / 2.0)) y="14" text-anchor="middle" {
                    (texts::month(lang, month))
                }
                @if at > 0 { line.grid x1=(p(x)) y1="22" x2=(p(x)) y2=(height - 6.0) {} }
            }
            text.t y="42" { (texts::tl_class(lang)) }
            @for one in timeline.classes { (class_band(&scale, one)) }
            text.t y="82" { (texts::tl_grade(lang)) }
            (grades(&scale))
            @if !timeline.medicine.is_empty() {
                text.t y="143" { (texts::tl_medicine(lang)) }
                (medicine(&scale))
            }
            g transform={ "translate(0 " (-raised) ")" } {
                text.t y="171" { (texts::tl_events(lang)) }
                (events)
            }
        }
    }
}

/// A place, to a tenth.
fn p(place: f64) -> String {
    format!("{place:.1}")
}

fn textures(id: &str) -> Markup {
    html! {
        defs {
            pattern id={ (id) "-hatch" } width="6" height="6" patternUnits="userSpaceOnUse"
                patternTransform="rotate(45)" {
                rect width="6" height="6" fill="var(--warm-100)" {}
                line y2="6" stroke="var(--warm-700)" stroke-width="2" {}
            }
            pattern id={ (id) "-dots" } width="6" height="6" patternUnits="userSpaceOnUse" {
                rect width="6" height="6" fill="var(--amber-100)" {}
                circle cx="3" cy="3" r="1.1" fill="var(--amber-700)" {}
            }
        }
    }
}

fn class_band(scale: &Scale<'_>, one: &ClassSpan<'_>) -> Markup {
    let (from, to) = (scale.x(one.from) + 2.0, scale.end(one.to) - 2.0);
    let width = (to - from).max(1.0);
    let word = 13.0 * crate::shell::ui::field::width(one.word) as f64;
    let texture = match one.tone {
        Tone::First => Some("hatch"),
        Tone::Soon => Some("dots"),
        _ => None,
    };
    let fill = texture.map(|name| format!("url(#{}-{name})", scale.timeline.id));
    let middle = p(from + width / 2.0);
    let tone = one.tone.class();
    html! {
        rect class={ "band " (tone) } x=(p(from)) y="27" width=(p(width)) height="22" rx="5" fill=[fill] {
            title { (one.word) }
        }
        // A word that does not fit is left to the title and the table.
        @if word + 6.0 < width {
            @if texture.is_some() {
                rect.plate x=(p(from + (width - word) / 2.0 - 6.0)) y="30" height="16" rx="8"
                    width=(p((word + 12.0).min(width - 2.0))) {}
            }
            text class={ "word " (tone) } x=(middle) y="42.5" { (one.word) }
        }
    }
}

fn grades(scale: &Scale<'_>) -> Markup {
    let lang = scale.timeline.lang;
    let y = |grade: u8| GRADE_ZERO - GRADE_STEP * f64::from(grade.min(5));
    let known: Vec<(f64, u8)> = scale
        .timeline
        .visits
        .iter()
        .filter(|visit| scale.holds(visit.on))
        .filter_map(|visit| Some((scale.x(visit.on), visit.grade?)))
        .collect();
    // A grade holds from its visit to the next one; before the first nothing is claimed.
    let mut path = String::new();
    for (at, &(x, grade)) in known.iter().enumerate() {
        let step = if at == 0 {
            format!("M{} {}", p(x), p(y(grade)))
        } else {
            format!(" H{} V{}", p(x), p(y(grade)))
        };
        path.push_str(&step);
    }
    if !path.is_empty() {
        path.push_str(&format!(" H{}", p(RIGHT)));
    }
    html! {
        @for (grade, class) in [(0, "base"), (3, "three")] {
            line class=(class) x1=(LEFT) x2=(RIGHT) y1=(y(grade)) y2=(y(grade)) {}
            text.m x="100" y=(y(grade) + 4.0) text-anchor="end" { (texts::tl_grade_is(lang, grade)) }
        }
        @if !path.is_empty() { path.grade d=(path) {} }
        @for &(x, grade) in &known {
            circle.visit cx=(p(x)) cy=(y(grade)) r="4" {}
            @if grade > 0 { text.num x=(p(x + 8.0)) y=(y(grade) - 6.0) { (grade) } }
        }
    }
}

fn medicine(scale: &Scale<'_>) -> Markup {
    let months = scale.timeline.month_starts();
    html! {
        @for (at, (month, days)) in months.iter().zip(scale.timeline.medicine).enumerate() {
            @if let Some(days) = days {
                @let all = f64::from(month.days_in_month());
                @let part = (f64::from(*days) / all).min(1.0);
                @let x = p(LEFT + scale.month * at as f64 + 6.0);
                @let width = scale.month - 12.0;
                rect.track x=(x) y="131" width=(p(width)) height="14" rx="4" {
                    title { (texts::tl_days(scale.timeline.lang, *days)) }
                }
                // A few days without medicine are usual; a third of a month is a gap to be seen.
                @if *days > 0 {
                    rect class={ @if part > 0.67 { "has" } @else { "gap" } } x=(x) y="131"
                        width=(p(width * part)) height="14" rx="4" {}
                }
            }
        }
    }
}

/// The events, and how many lines their words need.
fn events(scale: &Scale<'_>) -> (Markup, usize) {
    let shown: Vec<&Event<'_>> = scale.timeline.events.iter().filter(|event| scale.holds(event.on)).collect();
    // Each word goes to the first line on which it does not run into its neighbour, perhaps a
    // little to the right of its shape.
    let mut ends = [f64::MIN; 3];
    let mut placed = Vec::new();
    for event in shown {
        let half = 6.0 * crate::shell::ui::field::width(event.word) as f64 + 3.0;
        let x = scale.x(event.on);
        let middle = x.clamp(LEFT + half - 20.0, RIGHT - half);
        let fits = |line: &usize| ends[*line] + half <= (middle + ASIDE).min(RIGHT - half);
        let line = (0..ends.len()).find(fits);
        let middle = line.map_or(middle, |line| middle.max(ends[line] + half));
        if let Some(line) = line {
            ends[line] = middle + half;
        }
        placed.push((event, x, middle, line));
    }
    let lines = placed.iter().filter_map(|(.., line)| *line).max().map_or(1, |line| line + 1);
    let drawn = html! {
        @for (event, x, middle, line) in placed {
            (shape(event.kind, x, EVENTS, Some(event.word)))
            @if let Some(line) = line {
                text x=(p(middle)) y=(p(188.0 + LINE * line as f64)) text-anchor="middle" { (event.word) }
            }
        }
    };
    (drawn, lines)
}

fn shape(kind: EventKind, x: f64, y: f64, word: Option<&str>) -> Markup {
    let title = html! { @if let Some(word) = word { title { (word) } } };
    match kind {
        EventKind::Support => html! {
            rect.ev-first x=(p(x - 5.0)) y=(p(y - 5.0)) width="10" height="10" rx="2" { (title) }
        },
        EventKind::Medicine | EventKind::CheckUp => {
            html! { circle.ev-care cx=(p(x)) cy=(p(y)) r="5" { (title) } }
        }
        EventKind::Life => html! {
            path.ev-life d={ "M" (p(x)) " " (p(y - 6.0)) "l6 6-6 6-6-6z" } { (title) }
        },
    }
}

/// The shape alone, for the legend.
pub(super) fn key(kind: EventKind) -> Markup {
    html! { svg viewBox="0 0 14 14" aria-hidden="true" { (shape(kind, 7.0, 7.0, None)) } }
}

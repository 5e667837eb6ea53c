//! What all people of one county share: the days, the villages, and who is dealt what.

use jiff::Span;
use jiff::civil::{Date, Weekday};

use crate::calibration::gap_share;
use crate::days::{days_between, plus};
use crate::options::{Options, Village};
use crate::plan::Plan;
use crate::random::{Chance, Shuffle};

/// What is dealt out over all people of a county. Two subjects are dealt independently.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Subject {
    Village,
    Registration,
    Care,
    Gap,
    Episode,
    Due,
    Insight,
    Sex,
    Age,
    Diagnosis,
    Education,
    Employment,
    Economy,
    Examination,
}

/// What is dealt out along the days of registration, so evenly that those registered by any day, and
/// the dead among them, have the shares of all.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Even {
    Medicine,
    Death,
    Beginning,
}

/// The root of x⁴ = x + 1. Multiples of its inverse powers fill a cube evenly, as those of the golden
/// ratio do a line.
const EVEN_STEP: f64 = 1.220_744_084_605_759_5;

/// A county that is being told.
#[derive(Debug)]
pub(crate) struct World<'a> {
    pub(crate) options: &'a Options,
    /// The first day of visits.
    pub(crate) start: Date,
    /// Days from there to the end.
    pub(crate) span: i64,
    /// For each village the first place that belongs to it, then the number of people.
    first_places: Vec<u32>,
}

/// Why somebody's next visit is due on a chosen day: every village has one of each kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Pin {
    Overdue,
    Today,
    ThisWeek,
}

const PINS: [Pin; 3] = [Pin::Overdue, Pin::Today, Pin::ThisWeek];

/// In a village with fewer people, one of each kind would be too many of them.
const FEWEST_FOR_PINS: u32 = 9;

impl<'a> World<'a> {
    pub(crate) fn new(options: &'a Options) -> Self {
        let year = options.as_of.year().saturating_sub(i16::from(options.years));
        let start = Date::new(year, 1, 1).unwrap_or(options.as_of);
        let total: u64 = options.villages.iter().map(|village| u64::from(village.weight)).sum();
        let mut passed = 0;
        let mut first_places: Vec<u32> = options
            .villages
            .iter()
            .map(|village| {
                let first = u64::from(options.people) * passed / total.max(1);
                passed += u64::from(village.weight);
                u32::try_from(first).unwrap_or(options.people)
            })
            .collect();
        first_places.push(options.people);
        Self { options, start, span: days_between(start, options.as_of), first_places }
    }

    fn shuffle(&self, subject: Subject) -> Shuffle {
        let key = Chance::of(&[self.options.seed, 0x5EED, subject as u64]).next();
        Shuffle::new(key, self.options.people)
    }

    /// Where a person stands in a subject, from 0 to 1: all people stand evenly spaced.
    pub(crate) fn share(&self, subject: Subject, person: u32) -> f64 {
        self.shuffle(subject).share(person)
    }

    /// The same along the days of registration.
    pub(crate) fn even_share(&self, subject: Even, person: u32) -> f64 {
        let turn = f64::from(self.place_in(Subject::Registration, person));
        let step = EVEN_STEP.powi(-1 - subject as i32);
        let from = Chance::of(&[self.options.seed, 0xE7E2, subject as u64]).unit();
        (from + turn * step).fract()
    }

    /// A person's place in a subject as a number below the number of people.
    pub(crate) fn place_in(&self, subject: Subject, person: u32) -> u32 {
        self.shuffle(subject).place(person)
    }

    /// A person's own stream of chance for a topic.
    pub(crate) fn chance(&self, person: u32, topic: &str) -> Chance {
        let topic =
            topic.bytes().fold(0, |sum: u64, byte| sum.wrapping_mul(257).wrapping_add(u64::from(byte)));
        Chance::of(&[self.options.seed, u64::from(person), topic])
    }

    /// The share of those visited who have a gap in a year.
    pub(crate) fn gap_share(&self, year: i16) -> f64 {
        let end = Date::new(year, 12, 31).unwrap_or(self.options.as_of);
        gap_share(end.min(self.options.as_of))
    }

    /// The village in which a person lives.
    pub(crate) fn village(&self, person: u32) -> &'a Village {
        &self.options.villages[self.place(person).0]
    }

    /// The village's number, and the person's place in the county.
    fn place(&self, person: u32) -> (usize, u32) {
        let place = self.place_in(Subject::Village, person);
        let village = self.first_places.partition_point(|first| *first <= place).saturating_sub(1);
        (village.min(self.options.villages.len().saturating_sub(1)), place)
    }

    /// Whether the person is one of the three of the village whose next day is chosen: the first
    /// three whose last year was an even one.
    pub(crate) fn pin(&self, plan: &Plan) -> Option<Pin> {
        let (village, place) = self.place(plan.person);
        let first = self.first_places[village];
        let people = self.first_places[village + 1] - first;
        if people < FEWEST_FOR_PINS || !plan.is_even(self) {
            return None;
        }
        let shuffle = self.shuffle(Subject::Village);
        let before = (first..place)
            .filter(|place| Plan::of(self, shuffle.number_at(*place)).is_even(self))
            .take(PINS.len())
            .count();
        PINS.get(before).copied()
    }

    /// The day chosen for a pin. This week ends on Sunday, unless it is Sunday.
    pub(crate) fn pinned_day(&self, pin: Pin, chance: &mut Chance) -> Date {
        let today = self.options.as_of;
        match pin {
            Pin::Overdue => plus(today, -chance.between(1, 18)),
            Pin::Today => today,
            Pin::ThisWeek => {
                let left = match today.weekday() {
                    Weekday::Sunday => 6,
                    day => i64::from(day.until(Weekday::Sunday)),
                };
                plus(today, chance.between(1, left))
            }
        }
    }

    /// The day so many months before the last day of the story.
    pub(crate) fn months_ago(&self, months: i32) -> Date {
        self.options.as_of.saturating_sub(Span::new().months(months))
    }
}

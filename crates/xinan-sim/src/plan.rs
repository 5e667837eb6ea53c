//! What is laid down about one person before the first visit is written: since when, until when, how
//! each year goes, when times get unsteady, and when the next visit is due.
//!
//! A plan is made of shares ([`crate::world`]) and of the person's own chance only, so that nobody's
//! story depends on anybody else's. The one exception are the three in each village whose next day is
//! chosen ([`crate::world::Pin`]).

use jiff::ToSpan;
use jiff::civil::Date;
use xinan_domain::day::month_index;

use crate::calibration::*;
use crate::course::{Beat, Course, course_of, days_to_discharge, length};
use crate::days::{days_between, plus};
use crate::person;
use crate::world::{Even, Subject, World};

/// How a year goes between the person and those who visit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Care {
    /// Visited as the rule asks.
    Routine,
    /// Visited, with one gap of more than three months.
    Gap,
    /// Visited until early summer, then not met any more.
    Fading,
    /// 失访.
    Lost,
    /// 不同意参加管理.
    Refused,
    /// 非在管: registered, not lost, and not visited.
    Unvisited,
}

impl Care {
    /// Whether there are visits in such a year.
    pub(crate) fn is_visited(self) -> bool {
        matches!(self, Self::Routine | Self::Gap | Self::Fading)
    }
}

/// How medicine is taken in a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Taking {
    Regularly,
    /// With gaps; the first visit of the year says so.
    Irregularly,
    NotAtAll,
    NonePrescribed,
}

/// A time that is not steady: the day of its first visit, and how it goes on.
#[derive(Debug, Clone)]
pub(crate) struct Episode {
    pub(crate) on: Date,
    pub(crate) beats: Vec<Beat>,
}

/// The plan of one person.
#[derive(Debug, Clone)]
pub(crate) struct Plan {
    pub(crate) person: u32,
    pub(crate) registered_on: Date,
    /// Registered within the time that is told.
    pub(crate) is_newcomer: bool,
    pub(crate) died_on: Option<Date>,
    pub(crate) episodes: Vec<Episode>,
    last_year: i16,
    care: f64,
    gap: f64,
    medicine: f64,
}

/// Records were first kept in the national register from here on.
const REGISTER_BEGINS: (i16, i8, i8) = (2011, 8, 1);

impl Plan {
    pub(crate) fn of(world: &World<'_>, person: u32) -> Self {
        let (registered_on, is_newcomer) = registration(world, person);
        Self {
            person,
            registered_on,
            is_newcomer,
            died_on: death(world, person, registered_on),
            episodes: episodes(world, person),
            last_year: world.options.as_of.year(),
            care: world.share(Subject::Care, person),
            gap: world.share(Subject::Gap, person),
            medicine: world.even_share(Even::Medicine, person),
        }
    }

    /// How a year goes.
    pub(crate) fn care(&self, world: &World<'_>, year: i16) -> Care {
        let place = self.moved(self.care, CARE_DRIFT, year);
        let within = |(from, width): (f64, f64)| (from..from + width).contains(&place);
        let first_year = self.is_newcomer && self.registered_on.year() == year;
        if within(REFUSED) {
            Care::Refused
        } else if within(UNVISITED) {
            Care::Unvisited
        } else if first_year {
            Care::Routine
        } else if place < LOST {
            Care::Lost
        } else if place < LOST + CARE_DRIFT {
            Care::Fading
        } else if self.moved(self.gap, GAP_DRIFT, year) < world.gap_share(year) {
            Care::Gap
        } else {
            Care::Routine
        }
    }

    /// How medicine is taken in a year.
    pub(crate) fn taking(&self, year: i16) -> Taking {
        let place = self.moved(self.medicine, MEDICINE_DRIFT, year);
        if place < REGULAR {
            Taking::Regularly
        } else if place < REGULAR + IRREGULAR {
            Taking::Irregularly
        } else if place < REGULAR + IRREGULAR + NOT_TAKING {
            Taking::NotAtAll
        } else {
            Taking::NonePrescribed
        }
    }

    /// The place on the circle in a year: everybody walks towards 0, and from there on to 1.
    fn moved(&self, share: f64, drift: f64, year: i16) -> f64 {
        (share + drift * f64::from(self.last_year.saturating_sub(year))).rem_euclid(1.0)
    }

    /// Whether the last year was an even one: known for long, visited as the rule asks, nothing amiss.
    pub(crate) fn is_even(&self, world: &World<'_>) -> bool {
        let over = |episode: &Episode| plus(episode.on, length(&episode.beats)) < world.months_ago(7);
        let calm = self.episodes.iter().all(over);
        let year = self.last_year;
        self.died_on.is_none()
            && calm
            && self.registered_on < world.months_ago(12)
            && self.care(world, year) == Care::Routine
            && self.care(world, year - 1).is_visited()
    }

    /// The day on which the visit after the last is due, and the last visit if times stay even.
    pub(crate) fn last_and_due(&self, world: &World<'_>) -> (Date, Date) {
        let today = world.options.as_of;
        let mut chance = world.chance(self.person, "due");
        let pin = world.pin(self);
        let due = match pin {
            Some(pin) => world.pinned_day(pin, &mut chance),
            None => {
                let share = world.share(Subject::Due, self.person);
                match share < OVERDUE {
                    true => plus(today, -chance.between(1, 18)),
                    false => plus(today, ((share - OVERDUE) / (1.0 - OVERDUE) * 88.0) as i64),
                }
            }
        };
        let mut last = due.saturating_sub(3.months());
        while last.saturating_add(3.months()) < due {
            last = plus(last, 1);
        }
        // Some agree on a day before the last that the rule allows.
        if chance.percent(40.0) {
            last = plus(last, chance.between(1, 10));
        }
        // Whoever is a little overdue is not yet without a visit for more than three months.
        if month_index(today) - month_index(last) > 3 {
            last = plus(today.first_of_month().saturating_sub(3.months()), chance.between(0, 6));
        }
        (last.min(today).min(plus(due, -1)), due)
    }
}

/// Of those with nothing amiss, how many are a little late today.
const OVERDUE: f64 = 0.02;

fn registration(world: &World<'_>, number: u32) -> (Date, bool) {
    let share = world.share(Subject::Registration, number);
    let newcomers = (NEWCOMERS_A_YEAR * world.span as f64 / 365.0).min(0.9);
    if share >= 1.0 - newcomers {
        let passed = (share - (1.0 - newcomers)) / newcomers;
        return (plus(world.start, (passed * world.span as f64) as i64), true);
    }
    let (year, month, day) = REGISTER_BEGINS;
    // Nobody is registered as a child.
    let grown = plus(world.options.as_of, -((person::age(world, number) - 14.0) * 365.25) as i64);
    let begins = Date::new(year, month, day).unwrap_or(world.start).max(grown).min(plus(world.start, -30));
    let days = days_between(begins, world.start) - 1;
    (plus(begins, (share / (1.0 - newcomers) * days as f64) as i64), false)
}

fn death(world: &World<'_>, person: u32, registered_on: Date) -> Option<Date> {
    let years = world.even_share(Even::Death, person) / DEATHS_A_YEAR;
    let on = plus(world.start, (years * 365.0) as i64);
    (on <= world.options.as_of && on > plus(registered_on, 60)).then_some(on)
}

/// Unsteady times come round evenly, so that at any day as many people are in one.
fn episodes(world: &World<'_>, person: u32) -> Vec<Episode> {
    let (place, share) = (world.place_in(Subject::Episode, person), world.share(Subject::Episode, person));
    let cycle = YEARS_BETWEEN_EPISODES * 365.0;
    let mut chance = world.chance(person, "episodes");
    (0..=(world.span as f64 / cycle) as u32 + 1)
        .map(|round| {
            let day = plus(world.start, ((share + f64::from(round)) * cycle) as i64);
            let turn = u64::from(place) + u64::from(round) * u64::from(world.options.people);
            let beats = course_of(evenly(turn)).beats(&mut chance);
            // Of a time in hospital it is the end that comes round evenly.
            Episode { on: plus(day, -days_to_discharge(&beats).unwrap_or(0)), beats }
        })
        .filter(|episode| episode.on <= world.options.as_of)
        .collect()
}

/// Deals shares to turns so that any run of turns has them all: multiples of the golden ratio.
fn evenly(turn: u64) -> f64 {
    (turn as f64 * 0.618_033_988_749_895).fract()
}

/// Whether a newcomer's first visits are those of somebody not yet steady.
pub(crate) fn beginning(world: &World<'_>, person: u32) -> Option<Course> {
    match world.even_share(Even::Beginning, person) {
        share if share < 0.08 => Some(Course::Crisis),
        share if share < 0.40 => Some(Course::Wobble),
        _ => None,
    }
}

//! 参数 — what regions order: read for every judgement, loaded from tables, shown with its papers.
//!
//! Nothing is overwritten. A value that begins on another day stands beside the one before it; one
//! that begins on the same day takes its place, and the former is withdrawn but stays. A load is
//! checked as a whole, kept in one transaction, and leaves a note of whom it concerns
//! ([`store::Todo`]); whoever loads judges these people anew at once
//! ([`crate::case::facts::anew`]), and the night does it if the program was stopped meanwhile.

pub mod load;
pub mod show;
pub mod store;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use jiff::civil::Date;
use xinan_domain::calendar::Calendar;
use xinan_domain::calendar::table::Announced;
use xinan_domain::parameter::{Override, Parameters, Periods};
use xinan_domain::region::{Level, Region};

/// What regions order, and the parameters that follow from it.
#[derive(Debug, Clone, Default)]
pub struct Rulebook {
    overrides: Vec<Override>,
    holidays: Vec<Announced>,
    /// The periods of each region that orders something, and of all others.
    periods: Arc<Mutex<HashMap<Option<Region>, Arc<Periods>>>>,
}

impl Rulebook {
    /// From what was loaded.
    pub fn new(overrides: Vec<Override>, holidays: Vec<Announced>) -> Self {
        Self { overrides, holidays, periods: Arc::default() }
    }

    /// The parameters of a region through all time.
    pub fn periods(&self, region: &Region) -> Arc<Periods> {
        // Whoever orders nothing has the parameters of the next wider region that does.
        let decides = Level::ALL.into_iter().rev().filter_map(|level| region.at(level)).find(|wider| {
            self.overrides.iter().any(|one| one.region == *wider)
                || self.holidays.iter().any(|one| one.region == Some(*wider))
        });
        let mut kept = self.periods.lock().unwrap_or_else(PoisonError::into_inner);
        let periods = kept
            .entry(decides)
            .or_insert_with(|| Arc::new(Periods::of(&self.overrides, &self.calendar(region), region)));
        Arc::clone(periods)
    }

    /// The parameters of a region on a day.
    pub fn parameters(&self, region: &Region, day: Date) -> Parameters {
        self.periods(region).on(day).clone()
    }

    /// The nation's calendar: the years that come with the program and those that were loaded.
    pub fn national_calendar(&self) -> Calendar {
        let mut calendar = Calendar::default();
        let national = self.holidays.iter().filter(|one| one.region.is_none());
        calendar.load(national.map(|one| one.holiday.clone()).collect());
        calendar
    }

    /// The calendar of a region: the nation's, with the days of wider regions and then its own.
    fn calendar(&self, region: &Region) -> Calendar {
        let mut calendar = self.national_calendar();
        let mut local: Vec<(Region, &Announced)> = self
            .holidays
            .iter()
            .filter_map(|one| Some((one.region?, one)))
            .filter(|(own, _)| own.contains(region))
            .collect();
        local.sort_by_key(|(own, _)| own.level());
        calendar.load_local(local.into_iter().map(|(_, one)| one.holiday.clone()).collect());
        calendar
    }
}

#[cfg(test)]
mod tests;

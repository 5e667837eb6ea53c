//! What is to be looked at: the yearly exam, and the checks that medicines ask for.

use jiff::civil::Date;
use xinan_domain::consent::{Processing, States, gate};
use xinan_domain::examination::alert::Circumstances;
use xinan_domain::examination::watch::{Check, Measured, Watched, next_checks, taken};
use xinan_domain::examination::yearly::{Offer, offer};
use xinan_domain::parameter::Periods;

use super::{Facts, Status};

/// What lists read of it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Checks {
    /// How the yearly exam stands; none for whoever takes no part, is lost or gone.
    pub offer: Option<Offer>,
    /// The last yearly exam.
    pub examined_on: Option<Date>,
    /// The next check that a medicine asks for.
    pub next: Option<Check>,
}

impl Checks {
    /// What follows from the facts.
    pub fn of(facts: &Facts, periods: &Periods, status: Status, states: &States) -> Self {
        let examined_on = facts.examined_on().max();
        if status != Status::Open {
            return Self { examined_on, ..Self::default() };
        }
        Self { offer: offer(states), examined_on, next: all(facts, periods, states).into_iter().next() }
    }
}

/// Every check that what is taken asks for, the earliest first.
///
/// It belongs to the medicine, and the medicine to whoever prescribes it: a no to the yearly exam does not end it, and of
/// whoever takes no part in the programme nobody is reminded.
pub fn all(facts: &Facts, periods: &Periods, states: &States) -> Vec<Check> {
    if !gate(Processing::Routine, states).goes_on {
        return Vec::new();
    }
    let visits = facts.visits.iter().filter(|visit| visit.complete);
    let taken = taken(visits.map(|visit| (visit.on, &visit.watched)));
    let measured: Vec<(Date, Measured)> =
        facts.examinations.iter().map(|one| (one.on, one.measured)).collect();
    next_checks(&taken, &measured, |day| periods.on(day).exams)
}

impl Facts {
    /// What decides whether a result of that day alerts: what the last visit until then states, or the last of all, so that
    /// a result of just before the medicine was known is judged, too.
    pub fn circumstances(&self, day: Date) -> Circumstances {
        let complete = || self.visits.iter().rev().filter(|visit| visit.complete);
        let none = Watched::default();
        let of =
            |watched: Option<&Watched>| Circumstances::watched(self.supplement.sex, watched.unwrap_or(&none));
        let then = of(complete().find(|visit| visit.on <= day).map(|visit| &visit.watched));
        let now = of(complete().next().map(|visit| &visit.watched));
        Circumstances {
            on_clozapine: then.on_clozapine || now.on_clozapine,
            on_lithium: then.on_lithium || now.on_lithium,
            ..then
        }
    }
}

//! Invented counties (模拟县): people who never lived, visited by doctors who never were.
//!
//! [`county`] tells the story of a county up to a day, person by person, out of a seed: who they are,
//! how they were found, every visit with its findings, and what else happened. It is what the demo
//! shows and what speed is measured on, so it is as large as one likes (nothing is kept in memory) and
//! as varied as life allows. Its rates are those of the nation's register of 2020, whatever the seed; the
//! shares and their sources are in `calibration`. The same options give the same bytes.
//!
//! Nobody here exists. Identity numbers begin with 4299, a prefix that no division ever had;
//! telephone numbers begin with 144, which no telephone of eleven digits has.
//!
//! How a person comes about: the `plan` lays down the years, the `diary` walks through the days, and
//! `visit` with `findings` writes the forms. Every visit passes the checks of the follow-up form.

mod calibration;
mod clue;
mod course;
mod days;
mod diary;
mod event;
mod examination;
mod facts;
mod findings;
mod illness;
mod names;
mod notes;
mod options;
mod person;
mod plan;
mod province;
mod random;
mod regimen;
mod staff;
mod visit;
mod world;

use jiff::civil::Date;
use serde::Serialize;
use xinan_domain::contact::CallOutcome;
use xinan_domain::examination::Examination;
use xinan_domain::follow_up::Visit;
use xinan_domain::supplement::Supplement;

pub use clue::{SimClue, clues};
pub use event::SimEvent;
pub use options::{DIVISIONS, DivisionsError, Options, PEOPLE, Village, county_options, qingxi};
pub use province::{LARGEST_COUNTY, LARGEST_PROVINCE, Place, Province, places, province};
pub use staff::{Worker, staff};

use plan::Plan;
use world::World;

/// One person of a county, with everything that was ever written down.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SimPerson {
    /// The day from which the record counts (建档日期).
    pub registered_on: Date,
    /// The supplement form, as filled in on that day.
    pub supplement: Supplement,
    /// What happened, oldest first.
    pub events: Vec<SimEvent>,
    /// Visits, oldest first. A loss is also a visit; most deaths are.
    pub visits: Vec<Visit>,
    /// Calls that did not lead to a visit, oldest first.
    pub attempts: Vec<(Date, CallOutcome)>,
    /// Yearly examinations, oldest first.
    pub examinations: Vec<Examination>,
    /// How the person was found, when somebody's worry led to it.
    pub clue: Option<SimClue>,
}

/// The people of a county, in no order that means anything.
///
/// Rates count from 1 January, so those of the last day are the nation's from April on; in January few
/// have been visited yet.
pub fn county(options: &Options) -> impl Iterator<Item = SimPerson> {
    let world = World::new(options);
    (0..options.count()).map(move |number| sim_person(&world, number))
}

fn sim_person(world: &World<'_>, number: u32) -> SimPerson {
    let plan = Plan::of(world, number);
    let mut diary = diary::diary(world, &plan);
    let supplement = person::supplement(world, &plan, &diary.events);
    event::death(world, &plan, &supplement, &mut diary);
    let visits = visit::visits(world, &plan, &supplement, &diary);
    SimPerson {
        registered_on: plan.registered_on,
        examinations: examination::examinations(world, &plan, &supplement, &visits),
        clue: clue::clue_of(world, &plan, &supplement),
        supplement,
        events: diary.events,
        visits,
        attempts: diary.attempts,
    }
}

#[cfg(test)]
mod tests;

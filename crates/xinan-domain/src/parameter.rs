//! Parameters: what regions may set, each dated and with its source.
//!
//! Intervals, limits, denominators and targets differ by year and province (`domain rule: dated,
//! region-scoped parameter, never a constant`). [`catalogue`] names them all, with the national values,
//! which are dated where the norms are; [`table`] reads what a region orders. A region may be stricter,
//! never looser than the norm: [`Parameters::in_force`] does not follow it there, and
//! [`Override::check`] says where it tried.
//!
//! What is computed from a day is judged by the parameters in force on that day ([`Periods::on`]): a
//! visit keeps the due day of its time, and judging it again years later gives the same.

mod access;
mod catalogue;
mod counting;
mod examination;
mod intervals;
mod kind;
mod limits;
mod order;
mod periods;
mod portal;
mod sign_in;
pub mod table;
mod targets;
mod value;

use std::collections::BTreeMap;

use jiff::civil::Date;

pub use self::access::AccessLimits;
pub use self::catalogue::{catalogue, find, read_name};
pub use self::counting::{
    Counting, FaceRule, InsightRule, MedicineBase, Registered, RegularRule, StableRule,
};
pub use self::intervals::{Intervals, Wait};
pub use self::kind::{Choice, Kind, National, Parameter, Refusal, Unit};
pub use self::order::{Order, Override, Values};
pub use self::periods::{DueReason, Periods};
pub use self::sign_in::SecondFactorOf;
pub use self::targets::Targets;
pub use self::value::Value;
use crate::calendar::Calendar;
use crate::clue::ClueLimits;
use crate::duty::DutyLimits;
use crate::examination::limits::ExamLimits;
use crate::lost::LostRule;
use crate::portal::PortalLimits;
use crate::region::Region;

/// All parameters in force for one region on one day.
#[derive(Debug, Clone, PartialEq)]
pub struct Parameters {
    /// Waiting times.
    pub intervals: Intervals,
    /// How indicators are counted.
    pub counting: Counting,
    /// Targets.
    pub targets: Targets,
    /// When a patient counts as lost.
    pub lost: LostRule,
    /// Limits of the duties per event.
    pub duties: DutyLimits,
    /// Who must show a second factor to sign in.
    pub second_factor: SecondFactorOf,
    /// How long clues are kept.
    pub clues: ClueLimits,
    /// Limits of findings and intervals of checks.
    pub exams: ExamLimits,
    /// What concerns the person's own door.
    pub portal: PortalLimits,
    /// What leaves the house and who is seen: how many, how long.
    pub access: AccessLimits,
    /// Working days and holidays.
    pub calendar: Calendar,
    /// What a region orders, by the parameter's name; all others have their national values.
    pub ordered: BTreeMap<&'static str, Order>,
}

impl Parameters {
    /// The national values of a day, with the holidays that come with the program.
    pub fn national(day: Date) -> Self {
        let mut all = Self {
            intervals: Intervals::default(),
            counting: Counting::default(),
            targets: Targets::new(),
            lost: LostRule::default(),
            duties: DutyLimits::default(),
            second_factor: SecondFactorOf::Nobody,
            clues: ClueLimits::default(),
            exams: ExamLimits::default(),
            portal: PortalLimits::default(),
            access: AccessLimits::default(),
            calendar: Calendar::default(),
            ordered: BTreeMap::new(),
        };
        for parameter in catalogue() {
            if let Some(national) = parameter.national_on(day) {
                parameter.put(&mut all, national.value);
            }
        }
        all
    }

    /// The values in force: national ones, then every override that covers the region, has begun and
    /// has not ended; wider regions first and older before newer. A value that is looser than the norm
    /// of that day is passed over.
    pub fn in_force(overrides: &[Override], region: &Region, day: Date) -> Self {
        let mut applying: Vec<&Override> = overrides.iter().filter(|one| one.applies(region, day)).collect();
        applying.sort_by_key(|one| (one.region.as_str().len(), one.valid_from));
        let mut all = Self::national(day);
        for one in applying {
            for (key, value) in &one.values {
                let Some(parameter) = find(key) else { continue };
                if parameter.refuses(*value, day).is_none() {
                    parameter.put(&mut all, *value);
                    all.ordered.insert(key, one.order());
                }
            }
        }
        all
    }
}

/// A parameter that would be looser than the norm.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TooLoose {
    /// Its name.
    pub name: &'static str,
    /// What the region wants.
    pub wanted: u16,
    /// What the norm allows at most.
    pub at_most: u16,
}

#[cfg(test)]
mod tests;

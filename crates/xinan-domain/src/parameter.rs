//! Parameters: what regions may set, each dated and with its source.
//!
//! Intervals, limits, denominators and targets differ by year and province (`domain rule: dated,
//! region-scoped parameter, never a constant`). National values are the defaults; a region may be
//! stricter, never looser than the norm, and [`Parameters::check`] says where it tried.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::calendar::Calendar;
use crate::duty::DutyLimits;
use crate::lost::LostRule;
use crate::region::Region;

/// Waiting times between visits; days and calendar months (服务规范 二（三）, 工作规范).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Intervals {
    /// 不稳定: days to the next visit. National: 14.
    pub unstable_days: u16,
    /// 基本稳定, first: days. National: 14.
    pub basically_stable_days: u16,
    /// 基本稳定 and settling: months. National: 3.
    pub settling_months: u16,
    /// 基本稳定 and not settling: months. National: 1.
    pub not_settling_months: u16,
    /// 稳定: months. National: 3.
    pub stable_months: u16,
    /// In hospital: months between status checks. Default 3.
    pub in_hospital_months: u16,
    /// After discharge: days. Default 14 (medium certainty).
    pub discharge_days: u16,
    /// New or moved in: days. Local rule, default 14.
    pub first_visit_days: u16,
    /// Refused management: months between offers. Default 6.
    pub refused_months: u16,
    /// After a failed attempt: days. National: 14.
    pub retry_days: u16,
}

impl Default for Intervals {
    fn default() -> Self {
        Self {
            unstable_days: 14,
            basically_stable_days: 14,
            settling_months: 3,
            not_settling_months: 1,
            stable_months: 3,
            in_hospital_months: 3,
            discharge_days: 14,
            first_visit_days: 14,
            refused_months: 6,
            retry_days: 14,
        }
    }
}

/// The denominator of a rate: who counts as registered (open question Q6).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Registered {
    /// R: cumulative records less all dead at the cut-off.
    Living,
    /// R′: also those who died within the year (national report of 2019).
    LivingOrDiedThisYear,
}

/// 病情稳定 as the period's figure (Q7).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum StableRule {
    /// The last visit, within the last three months, was stable.
    LastVisitRecent,
    /// Every visit of the year was stable (national report of 2016).
    WholeYear,
}

/// 规律服药 (Q4).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum RegularRule {
    /// All completed visits of the year that state medicine say 规律.
    AllVisits,
    /// The last one does.
    LastVisit,
}

/// What a medicine rate is divided by; before 2017 the nation used managed patients.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum MedicineBase {
    /// 在册患者.
    Registered,
    /// 在管患者.
    Managed,
}

/// How indicators are counted (domain §6, open questions §17).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Counting {
    /// Who is registered.
    pub registered: Registered,
    /// The largest month gap that is still 规范管理. National: 3.
    pub standard_gap_months: u16,
    /// Whether the gap from 1 January to the first visit counts (Q5).
    pub gap_from_year_start: bool,
    /// Whether the gap from the last visit to the cut-off counts (Q5).
    pub gap_to_cutoff: bool,
    /// How 病情稳定 is counted.
    pub stable: StableRule,
    /// Months in which the last visit must lie to count as stable. Local: 3.
    pub stable_months: u16,
    /// How 规律服药 is counted.
    pub regular: RegularRule,
    /// What medicine rates are divided by.
    pub medicine_base: MedicineBase,
    /// Whether 面访率 is divided by managed rather than registered people.
    pub face_of_managed: bool,
    /// Whether 体检率 is divided by registered rather than managed people.
    pub examined_of_registered: bool,
    /// Working days within which a visit must be entered to be 及时. Default 10.
    pub entry_working_days: u16,
}

impl Default for Counting {
    fn default() -> Self {
        Self {
            registered: Registered::Living,
            standard_gap_months: 3,
            gap_from_year_start: true,
            gap_to_cutoff: true,
            stable: StableRule::LastVisitRecent,
            stable_months: 3,
            regular: RegularRule::AllVisits,
            medicine_base: MedicineBase::Registered,
            face_of_managed: false,
            examined_of_registered: false,
            entry_working_days: 10,
        }
    }
}

/// Targets by indicator id, in hundredths of a percent (8000 = 80 %).
pub type Targets = std::collections::BTreeMap<String, u32>;

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
    /// Working days and holidays.
    pub calendar: Calendar,
}

impl Default for Parameters {
    fn default() -> Self {
        let targets = [
            ("managed", 8000),
            ("standard", 8000),
            ("medicine", 8000),
            ("regular_medicine", 6000),
            ("stable", 8000),
            ("face_to_face", 8000),
            ("schizophrenia_medicine", 8500),
        ];
        Self {
            intervals: Intervals::default(),
            counting: Counting::default(),
            targets: targets.into_iter().map(|(id, at)| (id.to_owned(), at)).collect(),
            lost: LostRule::default(),
            duties: DutyLimits::default(),
            calendar: Calendar::default(),
        }
    }
}

/// A region's own values from a day on; what is not named keeps the wider region's value.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Override {
    /// The region and everything below it.
    pub region: Region,
    /// First day in force.
    pub valid_from: Date,
    /// The paper that orders it; shown with every judgement it changes.
    pub source: String,
    /// Intervals by name.
    #[serde(default)]
    pub intervals: Option<Intervals>,
    /// Counting by name.
    #[serde(default)]
    pub counting: Option<Counting>,
    /// Targets by indicator.
    #[serde(default)]
    pub targets: Targets,
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

impl Parameters {
    /// The values in force: national defaults, then every override that covers the region and has
    /// begun, wider regions first and older before newer.
    pub fn in_force(overrides: &[Override], region: &Region, day: Date) -> Self {
        let mut applying: Vec<&Override> =
            overrides.iter().filter(|one| one.valid_from <= day && one.region.contains(region)).collect();
        applying.sort_by_key(|one| (one.region.as_str().len(), one.valid_from));
        applying.into_iter().fold(Self::default(), |mut all, one| {
            if let Some(intervals) = &one.intervals {
                all.intervals = intervals.clone();
            }
            if let Some(counting) = &one.counting {
                all.counting = counting.clone();
            }
            all.targets.extend(one.targets.clone());
            all
        })
    }

    /// Every interval that is looser than the national one.
    pub fn check(&self) -> Vec<TooLoose> {
        let national = Intervals::default();
        let of = |i: &Intervals| {
            [
                ("unstable_days", i.unstable_days),
                ("basically_stable_days", i.basically_stable_days),
                ("settling_months", i.settling_months),
                ("not_settling_months", i.not_settling_months),
                ("stable_months", i.stable_months),
                ("in_hospital_months", i.in_hospital_months),
                ("discharge_days", i.discharge_days),
                ("first_visit_days", i.first_visit_days),
                ("refused_months", i.refused_months),
                ("retry_days", i.retry_days),
            ]
        };
        std::iter::zip(of(&self.intervals), of(&national))
            .filter(|((_, wanted), (_, at_most))| wanted > at_most || *wanted == 0)
            .map(|((name, wanted), (_, at_most))| TooLoose { name, wanted, at_most })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn monthly_in(region: &str, from: Date) -> Override {
        Override {
            region: Region::parse(region).unwrap(),
            valid_from: from,
            source: "清溪县 2025 年工作方案".into(),
            intervals: Some(Intervals { stable_months: 1, ..Intervals::default() }),
            counting: None,
            targets: [("standard".to_owned(), 9000)].into(),
        }
    }

    #[test]
    fn a_county_may_be_stricter_from_a_day_on() {
        let overrides = [monthly_in("429971", date(2025, 1, 1))];
        let of = |region: &str, day| {
            Parameters::in_force(&overrides, &Region::parse(region).unwrap(), day).intervals.stable_months
        };
        assert_eq!(of("429971101", date(2025, 1, 1)), 1);
        assert_eq!(of("429971101", date(2024, 12, 31)), 3);
        assert_eq!(of("429972101", date(2025, 6, 1)), 3);
    }

    #[test]
    fn a_looser_interval_is_named() {
        let mut all = Parameters::default();
        assert_eq!(all.check(), []);
        all.intervals.unstable_days = 30;
        assert_eq!(all.check(), [TooLoose { name: "unstable_days", wanted: 30, at_most: 14 }]);
    }
}

//! Parameters: what regions may set, each dated and with its source.
//!
//! Intervals, limits, denominators and targets differ by year and province (`domain rule: dated,
//! region-scoped parameter, never a constant`). National values are the defaults; a region may be
//! stricter, never looser than the norm: [`Parameters::in_force`] does not follow it there, and
//! [`Override::check`] says where it tried.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::calendar::Calendar;
use crate::duty::DutyLimits;
use crate::lost::LostRule;
use crate::region::Region;

/// Declares a set of parameters with their national values, and the changes that a region may make to
/// them: what a region does not name keeps the value of the wider region.
macro_rules! set_by_regions {
    ($(#[$meta:meta])* $name:ident, $changes:ident {
        $($(#[$field_meta:meta])* $field:ident: $type:ty = $national:expr,)+
    }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(default, deny_unknown_fields)]
        pub struct $name {
            $($(#[$field_meta])* pub $field: $type,)+
        }

        impl Default for $name {
            /// The national values.
            fn default() -> Self {
                Self { $($field: $national,)+ }
            }
        }

        #[doc = concat!("What a region changes of [`", stringify!($name), "`], by name.")]
        #[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(default, deny_unknown_fields)]
        pub struct $changes {
            $(
                #[doc = concat!("See [`", stringify!($name), "::", stringify!($field), "`].")]
                #[serde(skip_serializing_if = "Option::is_none")]
                pub $field: Option<$type>,
            )+
        }

        impl $changes {
            fn apply_to(&self, all: &mut $name) {
                $(if let Some(own) = &self.$field { all.$field = *own; })+
            }
        }
    };
}

set_by_regions! {
    /// Waiting times between visits; days and calendar months (服务规范 二（三）, 工作规范).
    Intervals, IntervalChanges {
        /// 不稳定: days to the next visit. National: 14.
        unstable_days: u16 = 14,
        /// 基本稳定, first: days. National: 14.
        basically_stable_days: u16 = 14,
        /// 基本稳定 and settling: months. National: 3.
        settling_months: u16 = 3,
        /// 基本稳定 and not settling: months. National: 1.
        not_settling_months: u16 = 1,
        /// 稳定: months. National: 3.
        stable_months: u16 = 3,
        /// In hospital: months between status checks. Default 3.
        in_hospital_months: u16 = 3,
        /// After discharge: days. Default 14 (medium certainty).
        discharge_days: u16 = 14,
        /// New or moved in: days. Local rule, default 14.
        first_visit_days: u16 = 14,
        /// Refused management: months between offers. Default 6.
        refused_months: u16 = 6,
        /// After a failed attempt: days. National: 14.
        retry_days: u16 = 14,
    }
}

impl Intervals {
    fn named(&mut self) -> [(&'static str, &mut u16); 10] {
        [
            ("unstable_days", &mut self.unstable_days),
            ("basically_stable_days", &mut self.basically_stable_days),
            ("settling_months", &mut self.settling_months),
            ("not_settling_months", &mut self.not_settling_months),
            ("stable_months", &mut self.stable_months),
            ("in_hospital_months", &mut self.in_hospital_months),
            ("discharge_days", &mut self.discharge_days),
            ("first_visit_days", &mut self.first_visit_days),
            ("refused_months", &mut self.refused_months),
            ("retry_days", &mut self.retry_days),
        ]
    }

    /// Every interval that is looser than the national one, or no interval at all.
    pub fn check(&self) -> Vec<TooLoose> {
        let (mut own, mut national) = (self.clone(), Self::default());
        std::iter::zip(own.named(), national.named())
            .filter(|((_, wanted), (_, at_most))| **wanted > **at_most || **wanted == 0)
            .map(|((name, wanted), (_, at_most))| TooLoose { name, wanted: *wanted, at_most: *at_most })
            .collect()
    }

    /// The same, with the national value wherever the own one is looser.
    fn tightened(mut self) -> Self {
        let mut national = Self::default();
        for ((_, own), (_, at_most)) in std::iter::zip(self.named(), national.named()) {
            if *own > *at_most || *own == 0 {
                *own = *at_most;
            }
        }
        self
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

/// 自知力不全 (Q9): whether it is 「基本恢复」, as 病情稳定 asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum InsightRule {
    /// 稳定 needs 自知力完全; a worker may judge otherwise with a reason.
    Full,
    /// 自知力不全 will do.
    FullOrPartial,
}

/// 面访 (Q8): who must be met at clinic or home.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum FaceRule {
    /// 患者本人 is among those met.
    PatientMet,
    /// Anybody: the patient, the family or others who know.
    AnybodyMet,
}

/// What a medicine rate is divided by; before 2017 the nation used managed patients.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum MedicineBase {
    /// 在册患者.
    Registered,
    /// 在管患者.
    Managed,
}

set_by_regions! {
    /// How indicators are counted (全国年度报告; docs/decisions/0007).
    Counting, CountingChanges {
        /// Who is registered.
        registered: Registered = Registered::Living,
        /// The largest month gap that is still 规范管理. National: 3.
        standard_gap_months: u16 = 3,
        /// Whether the gap from 1 January, or from registration, to the first visit counts (Q5).
        gap_from_year_start: bool = true,
        /// Whether the gap from the last visit to the cut-off counts (Q5).
        gap_to_cutoff: bool = true,
        /// How 病情稳定 is counted.
        stable: StableRule = StableRule::LastVisitRecent,
        /// Months in which the last visit must lie to count as stable. Local: 3.
        stable_months: u16 = 3,
        /// How 规律服药 is counted.
        regular: RegularRule = RegularRule::AllVisits,
        /// Which insight a visit needs to be classed 稳定 (Q9); visits classed before keep their class.
        insight: InsightRule = InsightRule::Full,
        /// What medicine rates are divided by.
        medicine_base: MedicineBase = MedicineBase::Registered,
        /// Whether the medicine rates of 精神分裂症 are divided by managed (M∩Z) rather than registered people (Z).
        schizophrenia_of_managed: bool = false,
        /// Whether a telephone visit makes somebody managed, and counts for 规范管理 (Q8).
        telephone_counts: bool = true,
        /// Who must be met for 面访 (Q8).
        face: FaceRule = FaceRule::PatientMet,
        /// Whether who is lost at the cut-off stays managed when there was a visit in the year (Q10).
        lost_may_be_managed: bool = true,
        /// Whether 面访率 is divided by managed rather than registered people.
        face_of_managed: bool = false,
        /// Whether 体检率 is divided by registered rather than managed people.
        examined_of_registered: bool = false,
        /// Working days within which a visit must be entered to be 及时. Default 10.
        entry_working_days: u16 = 10,
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
    pub intervals: IntervalChanges,
    /// Counting by name.
    #[serde(default)]
    pub counting: CountingChanges,
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
        let mut all = Self::default();
        for one in applying {
            one.intervals.apply_to(&mut all.intervals);
            one.counting.apply_to(&mut all.counting);
            all.targets.extend(one.targets.clone());
        }
        all.intervals = all.intervals.tightened();
        all
    }
}

impl Override {
    /// Every interval that this region wants looser than the norm; it keeps the norm's.
    pub fn check(&self) -> Vec<TooLoose> {
        let mut own = Intervals::default();
        self.intervals.apply_to(&mut own);
        own.check()
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
            intervals: IntervalChanges { stable_months: Some(1), ..IntervalChanges::default() },
            counting: CountingChanges::default(),
            targets: [("standard".to_owned(), 9000)].into(),
        }
    }

    fn in_force(overrides: &[Override], region: &str, day: Date) -> Parameters {
        Parameters::in_force(overrides, &Region::parse(region).unwrap(), day)
    }

    #[test]
    fn a_county_may_be_stricter_from_a_day_on() {
        let overrides = [monthly_in("429971", date(2025, 1, 1))];
        let of = |region: &str, day| in_force(&overrides, region, day).intervals.stable_months;
        assert_eq!(of("429971101", date(2025, 1, 1)), 1);
        assert_eq!(of("429971101", date(2024, 12, 31)), 3);
        assert_eq!(of("429972101", date(2025, 6, 1)), 3);
    }

    #[test]
    fn what_a_township_does_not_name_is_what_its_county_says() {
        let county = Override {
            intervals: IntervalChanges { unstable_days: Some(7), ..IntervalChanges::default() },
            counting: CountingChanges { face_of_managed: Some(true), ..CountingChanges::default() },
            ..monthly_in("429971", date(2025, 6, 1))
        };
        let township = monthly_in("429971101", date(2025, 1, 1));
        let now = in_force(&[township, county], "429971101201", date(2025, 7, 1));
        assert_eq!((now.intervals.unstable_days, now.intervals.stable_months), (7, 1));
        assert!(now.counting.face_of_managed);
        assert_eq!(now.targets["standard"], 9000);
        assert_eq!(now.targets["managed"], 8000);
    }

    #[test]
    fn a_looser_interval_is_named_and_not_followed() {
        assert_eq!(Intervals::default().check(), []);
        let mut looser = monthly_in("429971", date(2025, 1, 1));
        assert_eq!(looser.check(), []);
        looser.intervals.unstable_days = Some(30);
        looser.intervals.retry_days = Some(0);
        let named = [
            TooLoose { name: "unstable_days", wanted: 30, at_most: 14 },
            TooLoose { name: "retry_days", wanted: 0, at_most: 14 },
        ];
        assert_eq!(looser.check(), named);
        let now = in_force(&[looser], "429971", date(2025, 1, 1)).intervals;
        assert_eq!((now.unstable_days, now.retry_days, now.stable_months), (14, 14, 1));
    }

    /// As it is stored: names, and a name that nobody knows is an error.
    #[test]
    fn an_override_is_read_by_its_names() {
        let text = r#"{"region":"429971","valid_from":"2025-01-01","source":"县文件","intervals":{"stable_months":2}}"#;
        let read: Override = serde_json::from_str(text).unwrap();
        assert_eq!(read.intervals, IntervalChanges { stable_months: Some(2), ..IntervalChanges::default() });
        assert_eq!(serde_json::from_str::<Override>(&serde_json::to_string(&read).unwrap()).unwrap(), read);
        assert!(serde_json::from_str::<Override>(&text.replace("stable_months", "stabel_months")).is_err());
    }
}

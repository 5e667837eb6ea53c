//! Waiting times between visits.

use serde::{Deserialize, Serialize};

use super::TooLoose;
use super::kind::Unit;
use crate::follow_up::DueRule;
use crate::text::{Lang, parameter as words};

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
    /// The national values.
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

impl Intervals {
    fn named(&self) -> [(&'static str, u16); 10] {
        [
            ("unstable_days", self.unstable_days),
            ("basically_stable_days", self.basically_stable_days),
            ("settling_months", self.settling_months),
            ("not_settling_months", self.not_settling_months),
            ("stable_months", self.stable_months),
            ("in_hospital_months", self.in_hospital_months),
            ("discharge_days", self.discharge_days),
            ("first_visit_days", self.first_visit_days),
            ("refused_months", self.refused_months),
            ("retry_days", self.retry_days),
        ]
    }

    /// Every interval that is looser than the national one, or no interval at all.
    pub fn check(&self) -> Vec<TooLoose> {
        std::iter::zip(self.named(), Self::default().named())
            .filter(|((_, wanted), (_, at_most))| wanted > at_most || *wanted == 0)
            .map(|((name, wanted), (_, at_most))| TooLoose { name, wanted, at_most })
            .collect()
    }
}

/// How long one waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wait {
    /// How many.
    pub count: u16,
    /// Of what.
    pub unit: Unit,
}

impl Wait {
    /// In words; whole weeks as weeks, as the norms have it: 2 周, 10 天, 3 个月.
    pub fn say(self, lang: Lang) -> String {
        let count = self.count;
        let say = |one: fn(Lang, u16) -> String, several: fn(Lang, u16) -> String, count: u16| match count {
            1 => one(lang, 1),
            _ => several(lang, count),
        };
        match self.unit {
            Unit::Days if count > 0 && count.is_multiple_of(7) => {
                say(words::wait_week, words::wait_several_weeks, count / 7)
            }
            Unit::Days => say(words::wait_day, words::wait_several_days, count),
            Unit::WorkingDays => say(words::wait_working_day, words::wait_several_working_days, count),
            Unit::Months => say(words::wait_month, words::wait_several_months, count),
            Unit::Hours => say(words::wait_hour, words::wait_several_hours, count),
            Unit::Minutes => say(words::wait_minute, words::wait_several_minutes, count),
            Unit::People => say(words::wait_person, words::wait_several_people, count),
            Unit::Times => say(words::wait_once, words::wait_several_times, count),
            Unit::PerMicrolitre => words::wait_per_microlitre(lang, count),
            Unit::MicromolesPerLitre => words::wait_micromoles(lang, count),
            Unit::Milliseconds => words::wait_milliseconds(lang, count),
        }
    }
}

impl DueRule {
    /// The name of the parameter that says how long this rule waits; a day agreed has none.
    pub fn parameter(self) -> Option<&'static str> {
        Some(match self {
            Self::Unstable => "interval.unstable_days",
            Self::BasicallyStableFirst => "interval.basically_stable_days",
            Self::Settling => "interval.settling_months",
            Self::NotSettling => "interval.not_settling_months",
            Self::Stable => "interval.stable_months",
            Self::InHospital => "interval.in_hospital_months",
            Self::Discharged => "interval.discharge_days",
            Self::FirstVisit => "interval.first_visit_days",
            Self::RefusedOffer => "interval.refused_months",
            Self::Retry => "interval.retry_days",
            Self::Agreed => return None,
        })
    }

    /// How long this rule waits; a day agreed waits for nothing.
    pub fn wait(self, intervals: &Intervals) -> Option<Wait> {
        let (count, unit) = match self {
            Self::Unstable => (intervals.unstable_days, Unit::Days),
            Self::BasicallyStableFirst => (intervals.basically_stable_days, Unit::Days),
            Self::Settling => (intervals.settling_months, Unit::Months),
            Self::NotSettling => (intervals.not_settling_months, Unit::Months),
            Self::Stable => (intervals.stable_months, Unit::Months),
            Self::InHospital => (intervals.in_hospital_months, Unit::Months),
            Self::Discharged => (intervals.discharge_days, Unit::Days),
            Self::FirstVisit => (intervals.first_visit_days, Unit::Days),
            Self::RefusedOffer => (intervals.refused_months, Unit::Months),
            Self::Retry => (intervals.retry_days, Unit::Days),
            Self::Agreed => return None,
        };
        Some(Wait { count, unit })
    }
}

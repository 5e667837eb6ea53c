//! One indicator of one division: n, N, the rate and its target.

use xinan_domain::indicator::{Base, Indicator, Measure, Rate, Unit};
use xinan_domain::parameter::{Counting, Targets};

use crate::case::facts::rollup::Sums;

/// Fewer people than this are shown as so many of so many: a percentage of seven says nothing, and
/// may say who.
const FEWEST: i64 = 10;

/// What figures need that is no sum over month rows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Beside {
    /// 常住人口, where it is known.
    pub population: Option<u32>,
    /// People confirmed on review of a clue who have no record yet.
    pub unrecorded: i64,
}

/// One indicator of one division.
#[derive(Debug, Clone, Copy)]
pub struct Line {
    /// Its definition.
    pub indicator: &'static Indicator,
    /// How many.
    pub numerator: Option<i64>,
    /// Of how many; `None` when the population is not known.
    pub denominator: Option<i64>,
    /// The quotient; `None` when nobody is counted.
    pub rate: Option<Rate>,
    /// What it should be, in the unit of the rate.
    pub target: Option<Rate>,
}

impl Line {
    /// The indicator of these sums, counted so and held against these targets.
    pub fn of(
        indicator: &'static Indicator,
        sums: &Sums,
        beside: Beside,
        counting: &Counting,
        targets: &Targets,
    ) -> Self {
        let count = |base: Base| match base {
            Base::Population => beside.population.map(i64::from),
            Base::Confirmed => Some(sums.get(Measure::Cumulative) + beside.unrecorded),
            of => of.measure(counting).map(|measure| sums.get(measure)),
        };
        let (numerator, denominator) = (count(indicator.numerator), count(indicator.denominator));
        Self {
            indicator,
            numerator,
            denominator,
            rate: numerator.zip(denominator).and_then(|(n, of)| indicator.rate(n, of)),
            // A target is stored in hundredths of a percent: 8000 of 10000.
            target: targets.get(indicator.id).and_then(|at| Rate::of(i64::from(*at), 10_000, 100)),
        }
    }

    /// The rate as pages show it: only for ten people and more.
    pub fn shown(&self) -> Option<Rate> {
        self.rate.filter(|_| self.denominator.is_some_and(|of| of >= FEWEST))
    }

    /// Whether the target is met, as far as there is one and enough people.
    pub fn met(&self) -> Option<bool> {
        let (rate, target) = self.shown().zip(self.target)?;
        Some(if self.indicator.higher_is_better == Some(false) { rate <= target } else { rate >= target })
    }

    /// A value with its unit.
    pub fn with_unit(&self, value: &str) -> String {
        let unit = match self.indicator.unit {
            Unit::Percent => '%',
            Unit::PerMille => '‰',
        };
        format!("{value}{unit}")
    }
}

#[cfg(test)]
mod tests {
    use xinan_domain::indicator::find;
    use xinan_domain::parameter::Parameters;

    use super::*;

    const TODAY: jiff::civil::Date = jiff::civil::date(2026, 11, 21);

    fn line(id: &str, counts: &[(Measure, i64)]) -> Line {
        let mut sums = Sums::default();
        for (measure, count) in counts {
            sums.set(*measure, *count);
        }
        let beside = Beside { population: Some(34_600), unrecorded: 3 };
        let national = Parameters::national(TODAY);
        Line::of(find(id).unwrap(), &sums, beside, &national.counting, &national.targets)
    }

    #[test]
    fn fewer_than_ten_people_have_no_percentage() {
        let few = line("managed", &[(Measure::Managed, 8), (Measure::Registered, 9)]);
        assert_eq!(few.rate.unwrap().to_string(), "88.89");
        assert_eq!((few.shown(), few.met()), (None, None));
        let ten = line("managed", &[(Measure::Managed, 8), (Measure::Registered, 10)]);
        assert_eq!((ten.shown().unwrap().to_string(), ten.met()), ("80.00".to_owned(), Some(true)));
    }

    #[test]
    fn prevalence_is_divided_by_the_population() {
        let one = line("prevalence", &[(Measure::Registered, 156)]);
        assert_eq!(one.with_unit(&one.rate.unwrap().to_string()), "4.51‰");
        assert_eq!(one.target, None);
    }

    #[test]
    fn confirmed_are_those_with_a_record_and_those_who_wait_for_one() {
        let one = line("record_built", &[(Measure::Cumulative, 157)]);
        assert_eq!((one.numerator, one.denominator), (Some(157), Some(160)));
        assert_eq!(one.rate.unwrap().to_string(), "98.13");
    }
}

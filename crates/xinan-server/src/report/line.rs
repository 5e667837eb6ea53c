//! One indicator of one division: n, N, the rate and its target.

use xinan_domain::indicator::{Indicator, Rate, Unit};
use xinan_domain::parameter::Parameters;

use crate::case::facts::rollup::Sums;

/// Fewer people than this are shown as so many of so many: a percentage of seven says nothing, and
/// may say who.
const FEWEST: i64 = 10;

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
    /// The indicator of these sums.
    pub fn of(
        indicator: &'static Indicator,
        sums: &Sums,
        population: Option<u32>,
        parameters: &Parameters,
    ) -> Self {
        let count = |base: xinan_domain::indicator::Base| match base.measure(&parameters.counting) {
            Some(measure) => Some(sums.get(measure)),
            None => population.map(i64::from),
        };
        let (numerator, denominator) = (count(indicator.numerator), count(indicator.denominator));
        Self {
            indicator,
            numerator,
            denominator,
            rate: numerator.zip(denominator).and_then(|(n, of)| indicator.rate(n, of)),
            // A target is stored in hundredths of a percent: 8000 of 10000.
            target: parameters.targets.get(indicator.id).and_then(|at| Rate::of(i64::from(*at), 10_000, 100)),
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
    use xinan_domain::indicator::{Measure, find};

    use super::*;

    const TODAY: jiff::civil::Date = jiff::civil::date(2026, 11, 21);

    fn line(id: &str, counts: &[(Measure, i64)]) -> Line {
        let mut sums = Sums::default();
        for (measure, count) in counts {
            sums.set(*measure, *count);
        }
        Line::of(find(id).unwrap(), &sums, Some(34_600), &Parameters::national(TODAY))
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
}

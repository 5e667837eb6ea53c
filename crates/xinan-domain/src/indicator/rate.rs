//! A quotient with two decimals, rounded half up as the reports do.

/// A rate in hundredths of its unit: 9744 is 97.44 %.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rate(i64);

impl Rate {
    /// `numerator / denominator × scale`, two decimals, half up. `None` when nobody is counted.
    ///
    /// `scale` is 100 for percent and 1000 for per mille.
    pub fn of(numerator: i64, denominator: i64, scale: i64) -> Option<Self> {
        if denominator <= 0 || numerator < 0 {
            return None;
        }
        let hundredths = i128::from(numerator) * i128::from(scale) * 100;
        let (denominator, two) = (i128::from(denominator), 2);
        let rounded = (hundredths * two + denominator) / (denominator * two);
        i64::try_from(rounded).ok().map(Self)
    }

    /// Hundredths of the unit.
    pub fn hundredths(self) -> i64 {
        self.0
    }

    /// As a number for JSON: 97.44.
    pub fn value(self) -> f64 {
        // Exact to two decimals for any rate that can occur.
        self.0 as f64 / 100.0
    }
}

impl std::fmt::Display for Rate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{:02}", self.0 / 100, self.0 % 100)
    }
}

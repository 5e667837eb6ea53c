//! A territory as a condition that an index serves.
//!
//! Every list is scoped in its query. People carry their county, township and village codes as
//! columns of their own, and each level has its index: a narrow territory is never slower than a
//! wide one, which is where such systems usually fail.

use xinan_domain::region::{Level, Region};

use crate::value::Val;

/// The people of one division.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scope {
    region: Region,
}

impl Scope {
    /// The territory of a division.
    pub fn of(region: Region) -> Self {
        Self { region }
    }

    /// The division.
    pub fn region(&self) -> &Region {
        &self.region
    }

    /// The column that holds codes of this level.
    ///
    /// Levels above the county have no column: they are a range of county codes.
    pub fn column(&self) -> &'static str {
        match self.region.level() {
            Level::Village => "village_code",
            Level::Township => "township_code",
            Level::County | Level::Prefecture | Level::Province => "county_code",
        }
    }

    /// Whether the territory is a county or lies within one.
    pub fn within_county(&self) -> bool {
        !matches!(self.region.level(), Level::Prefecture | Level::Province)
    }

    /// Half-open bounds of [`Scope::column`].
    pub fn bounds(&self) -> (String, String) {
        self.region.range()
    }

    /// Lower and upper bound as parameters.
    pub fn params(&self) -> [Val; 2] {
        let (from, below) = self.bounds();
        [from.into(), below.into()]
    }
}

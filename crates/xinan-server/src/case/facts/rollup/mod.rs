//! 村月合计 — the month rows of each village, added up.
//!
//! A page of figures sums a hundred villages instead of thousands of people. Whoever writes month
//! rows says here what they were and what they are ([`Change`]); the difference is added in the same
//! transaction, so that two colleagues who save in one village at once lose nothing. The sums are at
//! any time what adding up the month rows gives.

pub mod store;

use std::collections::BTreeMap;

use anyhow::Result;
use xinan_db::{Tx, Uuid};
use xinan_domain::indicator::{CaseMonth, Measure};

use super::{Facts, Judged, Months, township_of};

/// Counts of many people, one a measure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sums([i64; Measure::COUNT]);

impl Default for Sums {
    fn default() -> Self {
        Self([0; Measure::COUNT])
    }
}

impl Sums {
    /// The count of a measure.
    pub fn get(&self, measure: Measure) -> i64 {
        self.0[measure as usize]
    }

    /// Sets the count of a measure.
    pub fn set(&mut self, measure: Measure, count: i64) {
        self.0[measure as usize] = count;
    }

    /// All counts, in the order of [`Measure::ALL`].
    pub fn counts(&self) -> &[i64] {
        &self.0
    }

    /// Adds one person's month.
    pub fn add_row(&mut self, row: &CaseMonth) {
        for (sum, count) in self.0.iter_mut().zip(row.counts()) {
            *sum += i64::from(*count);
        }
    }

    fn is_zero(&self) -> bool {
        self.0.iter().all(|count| *count == 0)
    }
}

impl std::ops::AddAssign<&Self> for Sums {
    fn add_assign(&mut self, other: &Self) {
        for (sum, more) in self.0.iter_mut().zip(other.0) {
            *sum += more;
        }
    }
}

impl std::ops::SubAssign<&Self> for Sums {
    fn sub_assign(&mut self, other: &Self) {
        for (sum, less) in self.0.iter_mut().zip(other.0) {
            *sum -= less;
        }
    }
}

/// The village and month that a sum belongs to. Sorted, so that transactions lock in one order.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Cell {
    county: String,
    month: i32,
    village: String,
    township: String,
}

/// What a change of month rows means for the sums.
#[derive(Debug, Default)]
pub struct Change {
    cells: BTreeMap<Cell, Sums>,
}

impl Change {
    /// Takes away the month rows that are stored for a person and about to be written again.
    pub async fn without(&mut self, tx: &mut Tx, county: &str, id: Uuid, months: Months) -> Result<()> {
        for (cell, sums) in store::rows_of(tx, county, id, months).await? {
            *self.cells.entry(cell).or_default() -= &sums;
        }
        Ok(())
    }

    /// Adds the month rows that a person has now.
    pub fn with(&mut self, facts: &Facts, judged: &Judged) {
        for (month, row) in &judged.months {
            let village = facts.village_in(*month);
            let cell = Cell {
                county: facts.county.clone(),
                month: *month,
                village: village.as_str().to_owned(),
                township: township_of(&village),
            };
            self.cells.entry(cell).or_default().add_row(row);
        }
    }

    /// Adds the differences to the sums.
    pub async fn apply(mut self, tx: &mut Tx) -> Result<()> {
        self.cells.retain(|_, sums| !sums.is_zero());
        store::add(tx, &self.cells).await
    }
}

//! How many emergencies there were, by their one primary reason.
//!
//! A county's report once counted an event under several reasons, and its sums contradicted one another. Here an event has one
//! primary reason, so that the total is the sum and nothing else; further reasons are told beside it and not counted.

use super::WhatHappened;
use crate::code::Code;

/// Counts by primary reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Totals {
    rows: Vec<(WhatHappened, u64)>,
}

impl Totals {
    /// Of counts by reason, in any order and any number of times each.
    pub fn of(counts: impl IntoIterator<Item = (WhatHappened, u64)>) -> Self {
        let mut rows: Vec<(WhatHappened, u64)> = WhatHappened::ALL.iter().map(|one| (*one, 0)).collect();
        for (reason, count) in counts {
            if let Some((_, all)) = rows.iter_mut().find(|(one, _)| *one == reason) {
                *all = all.saturating_add(count);
            }
        }
        Self { rows }
    }

    /// Every reason with its count, in the order of the form; none is left out.
    pub fn rows(&self) -> &[(WhatHappened, u64)] {
        &self.rows
    }

    /// All of them: the sum of the rows.
    pub fn total(&self) -> u64 {
        self.rows.iter().fold(0, |sum, (_, count)| sum.saturating_add(*count))
    }
}

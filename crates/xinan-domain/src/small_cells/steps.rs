//! 分档 — counts are read in steps, so that nothing is learned by subtracting one month's table from another.
//!
//! Source: the same as of what is withheld ([`super`]). 120 people in October and 121 in November are one person who came,
//! in whichever table the two stand. So a count is read as the step that it lies in: of five, 120 is 120 to 124 people.
//!
//! Whatever is shown is a multiple of the step, and so is whatever comes of adding and subtracting what is shown, of one
//! month or of all months there ever were: nothing, or as many people as a step. And no count is known closer than its step.
//! For that, a total is shown in its own step, but never so high above the steps of its parts that each of them would have
//! to lie at its upper end. So the parts make up a little less than the total, and the total may be a little less than the
//! people: by less than a step for each part.
//!
//! We did not carry rows over until all their counts and rests differ by a whole step from the month shown before: a row
//! of 120 people would be renewed once in one to two years, and each at another time (docs/decisions/0038).

use super::{Cell, Table};

impl Cell {
    /// As it is read in steps of so many people.
    #[must_use]
    pub fn in_steps(self, step: i64) -> Self {
        match self {
            Self::Shown(count) => Self::Shown(lower(count, step)),
            // Both ends follow from the step of the upper one: the lower end of a range may tell what is around it.
            Self::Between(0, to) => Self::Between(0, lower(to, step) + step - 1),
            Self::Between(_, to) => Self::Between(lower(to, step) - step, lower(to, step) + step - 1),
            Self::Withheld => Self::Withheld,
        }
    }
}

impl Table {
    /// As it is read in steps of so many people.
    #[must_use]
    pub fn in_steps(&self, step: i64) -> Self {
        let of = |row: &Vec<Cell>| row.iter().map(|cell| cell.in_steps(step)).collect::<Vec<_>>();
        let (rows, group) = (self.rows.iter().map(of).collect::<Vec<_>>(), self.group.as_ref().map(of));
        let total = self.total.iter().enumerate().map(|(at, cell)| {
            let parts: Vec<i64> = rows.iter().chain(&group).filter_map(|row| row[at].count()).collect();
            match (cell.in_steps(step), i64::try_from(parts.len())) {
                (Cell::Shown(count), Ok(many @ 1..)) => {
                    let most = parts.iter().sum::<i64>() + lower((step - 1) * (many - 1), step);
                    Cell::Shown(count.min(most))
                }
                (cell, _) => cell,
            }
        });
        Self { total: total.collect(), rows, group }
    }
}

/// Where the step begins that a count lies in.
fn lower(count: i64, step: i64) -> i64 {
    count - count.rem_euclid(step)
}

//! 分档 — counts are read in steps, so that nothing is learned by subtracting one month's table from another.
//!
//! Source: the same as of what is withheld ([`super`]). 120 people in October and 121 in November are one person who came,
//! in whichever table the two stand. So a count is read as the step that it lies in: of five, 120 is 120 to 124 people.
//!
//! Whatever is shown is a multiple of the step, and so is whatever comes of adding and subtracting what is shown, of one
//! month or of all months there ever were: nothing, or as many people as a step. And no count is known closer than its step:
//! a total is the sum of its parts as they are read, and says nothing that they do not say. So it is too low, by less than a
//! step for each part.
//!
//! We did not carry rows over until all their counts and rests differ by a whole step from the month shown before: a row
//! of 120 people would be renewed once in one to two years, and each at another time (docs/decisions/0038). Nor is a total
//! shown in a step of its own: two places of 34 read as 30 each, with 65 together, would be 31 at least.

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
            match parts.is_empty() {
                true => cell.in_steps(step),
                false => Cell::Shown(parts.iter().sum()),
            }
        });
        Self { total: total.collect(), rows, group }
    }

    /// How many lines the total is the sum of; one where it stands alone.
    pub fn parts(&self) -> i64 {
        let shown =
            self.rows.iter().chain(&self.group).filter(|row| row.iter().any(|cell| cell.count().is_some()));
        i64::try_from(shown.count().max(1)).unwrap_or(i64::MAX)
    }
}

/// One more count of all together, of some of the first column ([`super::of_all`]), beside a table in steps: never so near
/// to the total that the total would have to be larger than it reads.
#[must_use]
pub fn beside(table: &Table, cell: Cell, step: i64) -> Cell {
    match (cell.in_steps(step), table.total.first()) {
        (Cell::Shown(count), Some(Cell::Shown(total))) => Cell::Shown(count.min(total - step)),
        (cell, _) => cell,
    }
}

/// A rate of two counts in steps, in whole percent; none where the steps leave more than ten points open. Each of them is
/// the sum of so many parts, and so many steps larger at most.
pub fn rate(count: i64, of: i64, parts: i64, step: i64) -> Option<i64> {
    let open = parts * (step - 1);
    if count < 0 || of <= 0 {
        return None;
    }
    let (most, least) = ((count + open) * 1_000 / of, count * 1_000 / (of + open));
    (most.min(1_000) - least <= 100).then_some((count * 100 + of / 2) / of)
}

/// Where the step begins that a count lies in.
fn lower(count: i64, step: i64) -> i64 {
    count - count.rem_euclid(step)
}

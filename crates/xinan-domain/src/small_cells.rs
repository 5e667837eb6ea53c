//! 小数不显示 — which counts of a table may be read by those who care for nobody, and which would speak of a few people.
//!
//! Source: 精神卫生法 第四条 (what lets somebody be inferred is confidential, too); 个人信息保护法 第六条 (least data) and
//! 第七十三条 (anonymous is what nobody can trace back); our fact sheet §7.3 ("counts, with small-cell suppression"). No
//! norm names a number: below how many is a parameter ([`crate::parameter::AccessLimits`]), five unless a region is stricter.
//!
//! Three things are withheld, in this order:
//!
//! 1. **A small count**, zero among them: that nobody of a village is stable says it of everybody there.
//! 2. **A small rest**: of 120 registered people 118 under management are two who are not. A count is read as a range when
//!    fewer than the least number are missing from the nearest count around it that is shown.
//! 3. **What would give these away.** The total stands below the rows, and what is missing in a column can be subtracted. So
//!    whoever has something to withhold is withheld whole, and with as many other rows as it takes for all of them together
//!    to be read as if they were a row: their sum, which anybody can compute, is then no small count either.
//!
//! What is left is read in steps ([`steps`]): two months' tables that could be subtracted would tell of few people, too.
//!
//! What surprises: a withheld row says nothing at all, not even in the columns where it is large. A rule that withholds
//! single counts and as few others as possible can be turned round by whoever knows it; the tests do so, with every table
//! there is of a few people, and find nothing here. Rates are for pages to leave out: of two shown counts they tell nothing
//! new, of a withheld one everything.

mod steps;

pub use steps::{beside, rate};

/// What may be read of a count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Cell {
    /// The count.
    Shown(i64),
    /// It is one of these, both ends among them; which is withheld.
    Between(i64, i64),
    /// Nothing: it, or what stands beside it, would give another one away.
    Withheld,
}

/// What may be read of a table.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Table {
    /// The sums of all rows.
    pub total: Vec<Cell>,
    /// The rows, in their order.
    pub rows: Vec<Vec<Cell>>,
    /// The sums of the rows that are withheld while others are shown.
    pub group: Option<Vec<Cell>>,
}

impl Cell {
    /// The count, when it is shown; of a cell in steps, where its step begins.
    pub fn count(self) -> Option<i64> {
        match self {
            Self::Shown(count) => Some(count),
            Self::Between(..) | Self::Withheld => None,
        }
    }
}

impl Table {
    /// A table of which nothing can be read, such as one whose total is withheld in another table.
    pub fn withheld(columns: usize, rows: usize) -> Self {
        let row = vec![Cell::Withheld; columns];
        Self { total: row.clone(), rows: vec![row; rows], group: None }
    }

    /// Whether something is withheld.
    pub fn withholds(&self) -> bool {
        !self.rows.iter().chain([&self.total]).all(|row| is_whole(row))
    }
}

/// What may be read of a table whose total is known.
///
/// `within` says for each column around which other it counts some of the people, the wider one standing before it; `least`
/// is the smallest number of people that is shown. Counts that are larger than the one around them, which no true table
/// has, are read as equal to it.
pub fn readable(within: &[Option<usize>], rows: &[Vec<i64>], least: i64) -> Table {
    let rows: Vec<Vec<i64>> = rows.iter().map(|row| nested(within, row)).collect();
    let sum = |at: usize| rows.iter().map(|row| row[at]).sum();
    let total = alone(within, &(0..within.len()).map(sum).collect::<Vec<i64>>(), least);
    let mut shown: Vec<Vec<Cell>> = rows.iter().map(|row| alone(within, row, least)).collect();
    // A single row is its total: what may be read of the one may be read of the other.
    if rows.len() < 2 || shown.iter().all(|row| is_whole(row)) {
        return Table { total, rows: shown, group: None };
    }
    let (first, mut others): (Vec<usize>, Vec<usize>) =
        (0..rows.len()).partition(|at| !is_whole(&shown[*at]));
    others.sort_by_key(|at| rows[*at].first().copied());
    let least_rows = first.len().max(2);
    for (taken, at) in first.into_iter().chain(others).enumerate() {
        shown[at] = vec![Cell::Withheld; within.len()];
        if taken + 1 < least_rows {
            continue;
        }
        let group = rest(&total, &shown);
        if taken + 1 < rows.len() && is_readable(within, &group, least) {
            return Table { total, rows: shown, group: Some(group) };
        }
    }
    Table { total, rows: shown, group: None }
}

/// What may be read of one more count of all rows together, which the rows themselves do not show: it counts some of the
/// people of the first column, and all those of the others. Nothing, when it leaves few on either side.
pub fn of_all(table: &Table, count: i64, least: i64) -> Cell {
    let Some(totals) = table.total.iter().map(|cell| cell.count()).collect::<Option<Vec<i64>>>() else {
        return Cell::Withheld;
    };
    let is_apart = totals.iter().enumerate().all(|(at, total)| match at {
        0 => total - count >= least,
        _ => count - total >= least,
    });
    if is_apart && count >= least { Cell::Shown(count) } else { Cell::Withheld }
}

fn is_whole(row: &[Cell]) -> bool {
    row.iter().all(|cell| cell.count().is_some())
}

fn nested(within: &[Option<usize>], row: &[i64]) -> Vec<i64> {
    let mut out: Vec<i64> = Vec::with_capacity(row.len());
    for (count, around) in row.iter().zip(within) {
        let most = around.map_or(i64::MAX, |around| out[around]);
        out.push((*count).clamp(0, most));
    }
    out
}

/// What may be read of one row by itself.
fn alone(within: &[Option<usize>], row: &[i64], least: i64) -> Vec<Cell> {
    let mut out: Vec<Cell> = Vec::with_capacity(row.len());
    for (at, count) in row.iter().copied().enumerate() {
        out.push(match around(within, &out, at) {
            None if count < least => Cell::Between(0, least - 1),
            Some(all) if all < 2 * least => Cell::Between(0, all),
            Some(_) if count < least => Cell::Between(0, least - 1),
            Some(all) if all - count < least => Cell::Between(all - least + 1, all),
            None | Some(_) => Cell::Shown(count),
        });
    }
    out
}

/// The nearest count around a column that is shown.
fn around(within: &[Option<usize>], shown: &[Cell], at: usize) -> Option<i64> {
    let mut next = within[at];
    while let Some(column) = next {
        if let Cell::Shown(count) = shown[column] {
            return Some(count);
        }
        next = within[column];
    }
    None
}

/// What is left of the total without the rows that are shown: the sums of those that are not.
fn rest(total: &[Cell], rows: &[Vec<Cell>]) -> Vec<Cell> {
    let without = |at: usize| {
        let shown: i64 = rows.iter().filter_map(|row| row[at].count()).sum();
        match total[at] {
            Cell::Shown(count) => Cell::Shown(count - shown),
            Cell::Between(from, to) => Cell::Between(from - shown, to - shown),
            Cell::Withheld => Cell::Withheld,
        }
    };
    (0..total.len()).map(without).collect()
}

/// Whether these sums could be shown as a row, whatever of their ranges is true.
fn is_readable(within: &[Option<usize>], row: &[Cell], least: i64) -> bool {
    let ends = |at: usize| match row[at] {
        Cell::Shown(count) => (count, count),
        Cell::Between(from, to) => (from, to),
        Cell::Withheld => (0, 0),
    };
    within.iter().enumerate().all(|(at, around)| {
        let (from, to) = ends(at);
        from >= least && around.is_none_or(|around| ends(around).0 - to >= least)
    })
}

#[cfg(test)]
mod tests;

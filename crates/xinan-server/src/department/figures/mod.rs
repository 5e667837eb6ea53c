//! 统计 — counts of a territory for other departments, by township or village; nothing opens anybody.
//!
//! What is read is the month that has ended, the same for everybody and all month long: two tables of two days would tell
//! who came between them. So the table of a county's month is settled the first time that anybody of the county asks after
//! the days for entry are over, and kept as it is read ([`store`]). What may be read is a rule
//! ([`xinan_domain::small_cells`]), in steps, so that nobody learns more by subtracting one month from the next; and there is
//! one table a county: a township's post reads its row of it. The type that the page is made of holds no count that is
//! withheld, and neither does what is kept (docs/decisions/0038).

pub(crate) mod store;
mod view;
pub mod web;

#[cfg(test)]
mod tests;

use anyhow::Result;
use jiff::ToSpan;
use jiff::civil::Date;
use xinan_db::Tx;
use xinan_domain::day::month_index;
use xinan_domain::indicator::{Base, Measure, find};
use xinan_domain::parameter::Counting;
use xinan_domain::region::Region;
use xinan_domain::small_cells::{Cell, Table, beside, of_all, rate, readable};
use xinan_domain::text::Lang;

use crate::case::facts::end_of_month;
use crate::case::facts::rollup::Sums;
use crate::report::store::by_child;
use crate::shell::app::Settings;
use crate::texts;

/// A column: a count of people, and the indicator whose upper half it is: a rate near to it is made of what is shown.
pub(super) struct Column {
    count: Base,
    rate: Option<&'static str>,
    name: fn(Lang) -> &'static str,
}

/// The columns, a wider one before those within it.
///
/// 在管 is not among them, but a count of the whole county: nearly everybody is under management, so that in most townships
/// fewer than five are not, and each of those would be withheld with all its other counts.
///
/// 病情稳定率 is of those who live at home: beside a number of the stable it would tell how many are in hospital, who are
/// few everywhere. So it is a count here, and no rate.
pub(super) const COLUMNS: [Column; 3] = [
    Column { count: Base::Registered, rate: None, name: texts::figures_registered },
    Column { count: Base::Of(Measure::Standard), rate: Some("standard"), name: texts::figures_standard },
    Column { count: Base::Of(Measure::Stable), rate: None, name: texts::figures_stable },
];

/// In which other column each counts some of the people.
const WITHIN: [Option<usize>; COLUMNS.len()] = [None, Some(0), Some(0)];

/// 在管, of the whole county.
pub(super) const MANAGED: Column =
    Column { count: Base::Of(Measure::Managed), rate: Some("managed"), name: texts::figures_managed };

impl Column {
    /// The rate of a line, made of what is shown: of so many parts, in steps.
    pub(super) fn rate(&self, row: &[Cell], at: usize, (parts, step): (i64, i64)) -> Option<String> {
        self.rate_of(*row.get(at)?, *row.first()?, (parts, step))
    }

    /// The same of a count and of what it is counted among.
    pub(super) fn rate_of(&self, count: Cell, of: Cell, (parts, step): (i64, i64)) -> Option<String> {
        find(self.rate?)?;
        rate(count.count()?, of.count()?, parts, step).map(|percent| format!("{percent}%"))
    }
}

/// What is read of a territory all month long.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Figures {
    /// Fewer people than this are not shown, and so large are the steps.
    pub(super) least: i64,
    /// The codes of the divisions below, in administrative order.
    pub(super) places: Vec<String>,
    /// What may be read of each, and of all together, in steps.
    pub(super) table: Table,
    /// 在管 of a whole county. All its townships together would be the county, so that none has one.
    pub(super) managed: Option<Cell>,
}

/// How many days a month has for what is entered late, before its table is settled: the norm gives ten working days.
const DAYS_FOR_ENTRY: i64 = 15;

/// The last month whose days for entry are over.
fn month(today: Date) -> i32 {
    month_index(today.saturating_sub(DAYS_FOR_ENTRY.days())) - 1
}

/// The table of a county, as it is settled: of what the transaction sees, which is one state.
async fn table_of(tx: &mut Tx, settings: &Settings, county: &Region, today: Date) -> Result<Figures> {
    let month = month(today);
    let counting = counting(settings, county, month);
    let (places, counted) = counts(tx, settings, county, (month, &counting)).await?;
    let least = least_of(settings, county, today);
    let exact = readable(&WITHIN, &counted, least);
    let all = by_child(tx, county, [month, month]).await?;
    let managed = of_all(&exact, all.values().map(|sums| count(&MANAGED, sums, &counting)).sum(), least);
    let table = exact.in_steps(least);
    let managed = Some(beside(&table, managed, least));
    Ok(Figures { least, places, table, managed })
}

impl Figures {
    /// What a township's post reads: the row of the county's table, and nothing that the county does not read. Its villages
    /// would be another table of the same people, and two tables can be laid side by side.
    fn of_township(self, township: &Region) -> Self {
        let at = self.places.iter().position(|code| code == township.as_str());
        let total = at.and_then(|at| self.table.rows.into_iter().nth(at));
        let total = total.unwrap_or_else(|| vec![Cell::Withheld; COLUMNS.len()]);
        let table = Table { total, rows: Vec::new(), group: None };
        Self { least: self.least, places: Vec::new(), table, managed: None }
    }
}

/// The strictest of what holds in the county and in any of its townships: one table, one step.
fn least_of(settings: &Settings, county: &Region, today: Date) -> i64 {
    let of = |region: &Region| i64::from(settings.parameters(region, today).access.figures_least);
    let townships = settings.divisions.children(county).map(|(township, _)| of(&township));
    townships.chain([of(county)]).max().unwrap_or_default()
}

/// One way of counting for the whole county, else its parts would not make up its sums.
fn counting(settings: &Settings, county: &Region, month: i32) -> Counting {
    settings.parameters(county, end_of_month(month)).counting
}

/// The divisions below, in administrative order, and what is counted of each.
async fn counts(
    tx: &mut Tx,
    settings: &Settings,
    region: &Region,
    (month, counting): (i32, &Counting),
) -> Result<(Vec<String>, Vec<Vec<i64>>)> {
    let below = by_child(tx, region, [month, month]).await?;
    let mut codes: Vec<String> =
        settings.divisions.children(region).map(|(code, _)| code.as_str().to_owned()).collect();
    codes.extend(below.keys().map(|(code, _)| code.clone()));
    codes.sort_unstable();
    codes.dedup();
    let of = |code: &String| {
        let sums = below.get(&(code.clone(), month)).cloned().unwrap_or_default();
        COLUMNS.iter().map(|column| count(column, &sums, counting)).collect()
    };
    let counts = codes.iter().map(of).collect();
    Ok((codes, counts))
}

fn count(column: &Column, sums: &Sums, counting: &Counting) -> i64 {
    column.count.measure(counting).map_or(0, |measure| sums.get(measure))
}

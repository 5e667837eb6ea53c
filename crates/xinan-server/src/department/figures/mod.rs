//! 统计 — counts of a territory for other departments, by township or village; nothing opens anybody.
//!
//! What is read is the month that has ended, the same for everybody and all month long: two tables of two days would tell
//! who came between them. So the tables of a month are settled the first time that anybody of the county asks, all of them
//! from one state of the data, and kept as they are read ([`store`]); what is entered late counts in the next month's. What
//! may be read is a rule ([`xinan_domain::small_cells`]), asked top down: what the county's table withholds of a township is
//! withheld on the township's own page, so that nobody learns more by laying one beside the other; and all of it in steps,
//! so that nobody learns more by subtracting one month from the next. The type that the page is made of holds no count that
//! is withheld, and neither does what is kept (docs/decisions/0038).

mod store;
mod view;
pub mod web;

#[cfg(test)]
mod tests;

use anyhow::Result;
use jiff::civil::Date;
use xinan_db::Tx;
use xinan_domain::day::month_index;
use xinan_domain::indicator::{Base, Measure, find};
use xinan_domain::parameter::Counting;
use xinan_domain::region::Region;
use xinan_domain::small_cells::{Cell, Table, of_all, readable};
use xinan_domain::text::Lang;

use crate::case::facts::end_of_month;
use crate::case::facts::rollup::Sums;
use crate::report::store::by_child;
use crate::shell::app::Settings;
use crate::texts;

/// A column: a count of people, and the official rate that it is the upper half of.
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

/// Of fewer steps there is no rate: the steps alone would make it wrong by more than five in a hundred.
const FEWEST_STEPS_FOR_RATE: i64 = 20;

impl Column {
    /// The official rate, when it and what it is of are shown.
    pub(super) fn rate(&self, row: &[Cell], at: usize, step: i64) -> Option<String> {
        self.rate_of(*row.get(at)?, *row.first()?, step)
    }

    /// The same of a count and of what it is counted among. It is made of what is shown, and says no more than that.
    pub(super) fn rate_of(&self, count: Cell, of: Cell, step: i64) -> Option<String> {
        let indicator = find(self.rate?)?;
        let (count, of) = (count.count()?, of.count()?);
        let rate = indicator.rate(count, of).filter(|_| of >= FEWEST_STEPS_FOR_RATE * step)?;
        Some(format!("{}%", (rate.hundredths() + 50) / 100))
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

/// The month that has ended last.
fn month(today: Date) -> i32 {
    month_index(today) - 1
}

/// The tables of a county and of its townships, as they are settled: of what the transaction sees, which is one state.
async fn tables(
    tx: &mut Tx,
    settings: &Settings,
    county: &Region,
    today: Date,
) -> Result<Vec<(Region, Figures)>> {
    let month = month(today);
    let counting = counting(settings, county, month);
    let (codes, counted) = counts(tx, settings, county, (month, &counting)).await?;
    let least = least_of(settings, county, today);
    let exact = readable(&WITHIN, &counted, least);
    let all = by_child(tx, county, [month, month]).await?;
    let managed = of_all(&exact, all.values().map(|sums| count(&MANAGED, sums, &counting)).sum(), least);
    let mut townships = Vec::new();
    for (code, row) in codes.iter().zip(&exact.rows) {
        let Ok(township) = Region::exact(code) else { continue };
        let least = least_of(settings, &township, today);
        let (places, counted) = counts(tx, settings, &township, (month, &counting)).await?;
        // What the county's table withholds of a township, its own withholds, too.
        let table = match row.contains(&Cell::Withheld) {
            true => Table::withheld(COLUMNS.len(), counted.len()),
            false => readable(&WITHIN, &counted, least).in_steps(least),
        };
        townships.push((township, Figures { least, places, table, managed: None }));
    }
    let (table, managed) = (exact.in_steps(least), Some(managed.in_steps(least)));
    let mut tables = vec![(*county, Figures { least, places: codes, table, managed })];
    tables.extend(townships);
    Ok(tables)
}

/// The stricter of what holds here and in the county: one table is laid beside the other.
fn least_of(settings: &Settings, region: &Region, today: Date) -> i64 {
    let of = |region: &Region| i64::from(settings.parameters(region, today).access.figures_least);
    region.county().map_or(0, |county| of(&county)).max(of(region))
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

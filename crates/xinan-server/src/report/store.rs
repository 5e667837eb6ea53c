//! Sums over villages, and the people behind a sum.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use jiff::civil::Date;
use xinan_db::{Row, Scope, Sql, Tx, sql};
use xinan_domain::clue::ClueOutcome;
use xinan_domain::code::Code;
use xinan_domain::indicator::{ConfirmedFact, Indicator, Measure};
use xinan_domain::parameter::Counting;
use xinan_domain::region::{Level, Region};

use super::behind::{Behind, Condition, Whys, reasons};
use crate::case::facts::end_of_month;
use crate::case::facts::rollup::Sums;
use crate::case::facts::rollup::store::{read_sums, sums, wide, with_measures};
use crate::case::store::{head_columns, read_case, within};
use crate::case::{Status, VisibleCase};

sql! {
    /// A month is complete when as many people are counted as there are records by its last day: a record that was closed
    /// by then has no row any more.
    COMPLETE = "
        select (select cast(coalesce(sum(cumulative_confirmed), 0) as bigint)
                  from village_months
                 where county_code = $1 and month = $2) as counted,
               (select count(*)
                  from cases
                 where county_code = $1
                   and registered_on <= $3
                   and (status <> $4 or status_on > $3)) as known";
    /// Who was confirmed on review of a clue, once each, with the day of the record that was made.
    CONFIRMED = "
        select min(l.village_code) as village_code, min(coalesce(l.reviewed_on, l.surveyed_on)) as confirmed_on,
               min(c.registered_on) as registered_on
          from clues l
          left join cases c on c.county_code = l.county_code and c.identity_token = l.identity_token
         where l.county_code = $1
           and l.outcome = $2
           and l.withdrawn_at is null
           and l.identity_token is not null
         group by l.identity_token";
    TOTAL = concat!("
        select ", with_measures!(sums), "
          from village_months
         where county_code = $1
           and month = $2
           and village_code >= $3
           and village_code < $4"
    );
    BY_TOWNSHIP = concat!("
        select township_code as place, month, ", with_measures!(sums), "
          from village_months
         where county_code = $1
           and month in ($2, $3)
           and village_code >= $4
           and village_code < $5
         group by township_code, month"
    );
    BY_VILLAGE = concat!("
        select village_code as place, month, ", with_measures!(sums), "
          from village_months
         where county_code = $1
           and month in ($2, $3)
           and village_code >= $4
           and village_code < $5
         group by village_code, month"
    );
}

/// Whether the rows of a month are all there.
pub(crate) async fn is_complete(tx: &mut Tx, county: &str, month: i32) -> Result<bool> {
    let params = [county.into(), month.into(), end_of_month(month).into(), Status::Closed.code().into()];
    let rows = tx.counted(county, &Sql::of(COMPLETE, params)).await?;
    let row = rows.first().context("a count")?;
    Ok(row.int("counted")? == row.int("known")?)
}

/// The sums of a month in the part of a county that lies in a division.
pub(super) async fn total(tx: &mut Tx, county: &str, region: &Region, month: i32) -> Result<Sums> {
    let (from, below) = region.range();
    let params = [county.into(), month.into(), from.into(), below.into()];
    let rows = tx.counted(county, &Sql::of(TOTAL, params)).await?;
    read_sums(rows.first().context("a sum")?)
}

/// People confirmed on review of a clue, with what is known of their record.
#[derive(Debug, Clone, Default)]
pub(super) struct Confirmed(Vec<ConfirmedClue>);

#[derive(Debug, Clone)]
struct ConfirmedClue {
    village: String,
    fact: ConfirmedFact,
}

impl Confirmed {
    /// Those of a county.
    pub(super) async fn of_county(tx: &mut Tx, county: &str) -> Result<Self> {
        let rows = tx.rows(CONFIRMED, &[county.into(), ClueOutcome::Confirmed.code().into()]).await?;
        let one = |row: &Row| {
            Ok(ConfirmedClue {
                village: row.text("village_code")?,
                fact: ConfirmedFact {
                    on: row.day("confirmed_on")?,
                    registered_on: row.opt_day("registered_on")?,
                },
            })
        };
        rows.iter().map(one).collect::<Result<_>>().map(Self)
    }

    /// How many of a division have no record at the end of a day.
    pub(super) fn without_record(&self, region: &Region, day: Date) -> i64 {
        let waits =
            |one: &&ConfirmedClue| one.fact.has_no_record_on(day) && one.village.starts_with(region.as_str());
        i64::try_from(self.0.iter().filter(waits).count()).unwrap_or(i64::MAX)
    }
}

/// The sums of the divisions directly below one, for two months: by code, then by month.
pub(crate) async fn by_child(
    tx: &mut Tx,
    region: &Region,
    months: [i32; 2],
) -> Result<BTreeMap<(String, i32), Sums>> {
    let statement = match region.level() {
        Level::Township | Level::Village => BY_VILLAGE,
        Level::County | Level::Prefecture | Level::Province => BY_TOWNSHIP,
    };
    let county = region.county().context("pages show a county or less")?;
    let (from, below) = region.range();
    let params = [county.as_str().into(), months[0].into(), months[1].into(), from.into(), below.into()];
    let rows = tx.counted(county.as_str(), &Sql::of(statement, params)).await?;
    rows.iter().map(|row| Ok((place(row)?, read_sums(row)?))).collect()
}

fn place(row: &Row) -> Result<(String, i32)> {
    Ok((row.text("place")?, i32::try_from(row.int("month")?)?))
}

/// How a few measures went, month by month, in the divisions directly below one.
pub(super) async fn course(
    tx: &mut Tx,
    region: &Region,
    (from_month, to_month): (i32, i32),
    measures: &[Measure],
) -> Result<BTreeMap<(String, i32), Sums>> {
    let column = match region.level() {
        Level::Township | Level::Village => "village_code",
        Level::County | Level::Prefecture | Level::Province => "township_code",
    };
    let county = region.county().context("pages show a county or less")?;
    let (from, below) = region.range();
    let mut sql = Sql::new("select");
    sql.push(column).push("as place, month");
    for measure in measures {
        sql.push(", cast(sum(").push(measure.key()).push(") as bigint) as").push(measure.key());
    }
    sql.push("from village_months");
    sql.with("where county_code = ? and month in (?", [county.as_str().into(), from_month.into()]);
    // Month by month rather than as a range, so that the index also answers for the villages.
    for month in from_month + 1..=to_month {
        sql.with(", ?", [month.into()]);
    }
    sql.with(") and village_code >= ? and village_code < ? group by", [from.into(), below.into()]);
    sql.push(column).push(", month");
    let rows = tx.counted(county.as_str(), &sql).await?;
    rows.iter()
        .map(|row| {
            let mut sums = Sums::default();
            for measure in measures {
                sums.set(*measure, row.int(measure.key())?);
            }
            Ok((place(row)?, sums))
        })
        .collect()
}

/// A cell of a table: a division in a month.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cell {
    /// A county or less.
    pub(super) region: Region,
    /// The month.
    pub(super) month: i32,
}

/// Somebody behind a cell.
#[derive(Debug, Clone)]
pub(super) struct Found {
    /// The person.
    pub(super) case: VisibleCase,
    /// The person's month.
    pub(super) row: Sums,
}

/// How many stand behind a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Total {
    /// People.
    pub(super) people: i64,
    /// What the cell says: people, or times.
    pub(super) count: i64,
}

fn in_cell(sql: &mut Sql, cell: &Cell) {
    let code = cell.region.as_str().into();
    sql.with(
        match cell.region.level() {
            Level::Village => "m.village_code = ? and m.month = ?",
            Level::Township => "m.township_code = ? and m.month = ?",
            Level::County | Level::Prefecture | Level::Province => "m.county_code = ? and m.month = ?",
        },
        [code, cell.month.into()],
    );
}

fn counted(sql: &mut Sql, behind: Behind) {
    sql.push("and");
    applies(sql, behind);
}

/// Whether a row is one of those behind a number.
fn applies(sql: &mut Sql, behind: Behind) {
    sql.push("m.").push(behind.of.key()).push(">");
    match behind.without {
        Some(without) => sql.push("m.").push(without.key()),
        None => sql.push("0"),
    };
    for condition in behind.conditions() {
        match condition {
            Condition::Has(measure) => sql.push("and m.").push(measure.key()).push("> 0"),
            Condition::Lacks(measure) => sql.push("and m.").push(measure.key()).push("= 0"),
        };
    }
}

/// What each reason of these indicators counts, in one walk over the cell.
pub(super) async fn why(
    tx: &mut Tx,
    cell: &Cell,
    indicators: impl Iterator<Item = &'static Indicator>,
    counting: &Counting,
) -> Result<Whys> {
    let county = cell.region.county().context("pages show a county or less")?;
    let all: Vec<_> = indicators
        .flat_map(|one| reasons(one, counting).into_iter().map(|reason| (one.id, reason)))
        .collect();
    let mut whys = Whys::new();
    // A statement names its columns with words that it finds: as many as there are measures at a time.
    for some in all.chunks(Measure::COUNT) {
        let mut sql = Sql::new("select");
        for (at, ((_, reason), name)) in some.iter().zip(Measure::ALL).enumerate() {
            sql.push(if at > 0 { ", cast(coalesce(sum(case when" } else { "cast(coalesce(sum(case when" });
            applies(&mut sql, reason.behind);
            sql.push("then m.").push(reason.behind.of.key());
            if let Some(without) = reason.behind.without {
                sql.push("- m.").push(without.key());
            }
            sql.push("else 0 end), 0) as bigint) as").push(name.key());
        }
        sql.push("from case_months m where");
        in_cell(&mut sql, cell);
        let rows = tx.counted(county.as_str(), &sql).await?;
        let row = rows.first().context("a count")?;
        for ((id, reason), name) in some.iter().zip(Measure::ALL) {
            whys.entry(*id).or_default().push((*reason, row.int(name.key())?));
        }
    }
    Ok(whys)
}

/// How many people stand behind a cell, and what it says.
pub(super) async fn count(tx: &mut Tx, cell: &Cell, behind: Behind) -> Result<Total> {
    let mut sql = Sql::new("select count(*) as people, cast(coalesce(sum(m.");
    sql.push(behind.of.key());
    if let Some(without) = behind.without {
        sql.push("- m.").push(without.key());
    }
    sql.push("), 0) as bigint) as amount from case_months m where");
    in_cell(&mut sql, cell);
    counted(&mut sql, behind);
    let rows = tx.rows_built(&sql).await?;
    let row = rows.first().context("a count")?;
    Ok(Total { people: row.int("people")?, count: row.int("amount")? })
}

/// How many of them live in a territory now: who has moved on belongs to the place moved to.
pub(super) async fn count_within(tx: &mut Tx, scope: &Scope, cell: &Cell, behind: Behind) -> Result<i64> {
    let mut sql = Sql::new(
        "select count(*) as people
           from case_months m
           join cases c on c.county_code = m.county_code and c.id = m.case_id
          where",
    );
    in_cell(&mut sql, cell);
    counted(&mut sql, behind);
    sql.push("and");
    within(&mut sql, scope);
    let rows = tx.rows_built(&sql).await?;
    rows.first().context("a count")?.int("people")
}

/// The people behind a cell who live in a territory, in the order of their 编号.
pub(super) async fn people(
    tx: &mut Tx,
    scope: &Scope,
    cell: &Cell,
    behind: Behind,
    most: u32,
    skip: u32,
) -> Result<Vec<Found>> {
    // `cross join` keeps SQLite to this order of tables. A county is walked in the order of the
    // numbers and left when the page is full; a township is small enough to be sorted.
    let whole = scope.region() == &cell.region && cell.region.level() == Level::County;
    let mut sql = Sql::new(concat!("select ", head_columns!(), ", ", with_measures!(wide), " from"));
    sql.push(if whole { "cases c cross join case_months m" } else { "case_months m cross join cases c" });
    sql.push("where m.county_code = c.county_code and m.case_id = c.id and");
    in_cell(&mut sql, cell);
    counted(&mut sql, behind);
    sql.push("and");
    within(&mut sql, scope);
    sql.with("order by c.case_no limit ? offset ?", [most.into(), skip.into()]);
    let rows = tx.rows_built(&sql).await?;
    rows.iter().map(|row| Ok(Found { case: read_case(row)?, row: read_sums(row)? })).collect()
}

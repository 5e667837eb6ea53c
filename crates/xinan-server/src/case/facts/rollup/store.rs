//! The SQL of the sums.

use std::collections::BTreeMap;

use anyhow::Result;
use xinan_db::{Row, Sql, Tx, Uuid, Val};
use xinan_domain::indicator::Measure;

use super::super::Months;
use super::{Cell, Sums};

/// Hands the columns of a month row, in the order of [`Measure::ALL`], to another macro, which makes
/// a text of them. A test compares both.
macro_rules! with_measures {
    ($make:ident) => {
        $make! {
            "cumulative_confirmed" "dead" "died_this_year" "registered" "registered_or_died" "lost"
            "lost_not_managed" "not_managed" "refused_consent" "consented" "managed" "home"
            "standard_managed" "standard_scored" "on_medicine" "regular_medicine" "no_medicine_needed"
            "not_taking_medicine" "stable" "last_basically_stable" "last_unstable" "face" "examined"
            "schizophrenia" "schizophrenia_managed" "schizophrenia_on_medicine" "schizophrenia_regular"
            "intellectual_managed" "risk_three_last" "risk_three_ever" "risk_three_attended"
            "risk_three_managed" "risk_three_admitted" "incident_person" "minor_disturbance_person"
            "self_harm_person" "visits" "visits_due" "visits_on_time" "entries" "entries_in_time"
            "referrals" "referrals_done" "information_complete" "items_open" "discharge_visits_due"
            "discharge_visits_on_time" "home_rehabilitation"
        }
    };
}
pub(crate) use with_measures;

macro_rules! list {
    ($first:literal $($key:literal)+) => { concat!($first, $(", ", $key),+) };
}

/// As whole numbers of the same width on both engines.
macro_rules! wide {
    ($first:literal $($key:literal)+) => {
        concat!("cast(", $first, " as bigint) as ", $first, $(", cast(", $key, " as bigint) as ", $key),+)
    };
}
pub(crate) use wide;

/// Added up. The sum of nothing is 0, and of whole numbers a whole number.
macro_rules! sums {
    ($first:literal $($key:literal)+) => {
        concat!(
            "cast(coalesce(sum(", $first, "), 0) as bigint) as ", $first,
            $(", cast(coalesce(sum(", $key, "), 0) as bigint) as ", $key),+
        )
    };
}
pub(crate) use sums;

macro_rules! added {
    ($first:literal $($key:literal)+) => {
        concat!(
            $first, " = village_months.", $first, " + excluded.", $first,
            $(", ", $key, " = village_months.", $key, " + excluded.", $key),+
        )
    };
}

const ADD: &str = concat!(
    "insert into village_months (county_code, month, village_code, township_code, ",
    with_measures!(list),
    ")"
);

const ADD_TAIL: &str =
    concat!("on conflict (county_code, month, village_code) do update set ", with_measures!(added));

/// The counts of a row that has the columns of a month row.
pub(crate) fn read_sums(row: &Row) -> Result<Sums> {
    let mut sums = Sums::default();
    for measure in Measure::ALL {
        sums.set(*measure, row.int(measure.key())?);
    }
    Ok(sums)
}

/// The stored month rows of a person.
pub(super) async fn rows_of(
    tx: &mut Tx,
    county: &str,
    id: Uuid,
    months: Months,
) -> Result<Vec<(Cell, Sums)>> {
    if months.from > months.to {
        return Ok(Vec::new());
    }
    // The months one by one: each is found by the whole key. For a range SQLite would read the county.
    let mut sql = Sql::new(concat!(
        "select month, village_code, township_code, ",
        with_measures!(wide),
        " from case_months"
    ));
    sql.with(
        "where county_code = ? and case_id = ? and month in (?",
        [county.into(), id.into(), months.from.into()],
    );
    for month in months.from + 1..=months.to {
        sql.with(", ?", [month.into()]);
    }
    sql.push(")");
    let rows = tx.rows_built(&sql).await?;
    rows.iter()
        .map(|row| {
            let cell = Cell {
                county: county.to_owned(),
                month: i32::try_from(row.int("month")?)?,
                village: row.text("village_code")?,
                township: row.text("township_code")?,
            };
            Ok((cell, read_sums(row)?))
        })
        .collect()
}

/// Adds differences to the sums.
pub(super) async fn add(tx: &mut Tx, cells: &BTreeMap<Cell, Sums>) -> Result<()> {
    let rows: Vec<Vec<Val>> = cells
        .iter()
        .map(|(cell, sums)| {
            let place: [Val; 4] = [
                cell.county.clone().into(),
                cell.month.into(),
                cell.village.clone().into(),
                cell.township.clone().into(),
            ];
            place.into_iter().chain(sums.counts().iter().map(|count| (*count).into())).collect()
        })
        .collect();
    tx.insert_many(ADD, &rows, ADD_TAIL).await.map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    macro_rules! names {
        ($($key:literal)+) => { [$($key),+] };
    }

    #[test]
    fn the_columns_of_the_sums_are_the_measures_in_their_order() {
        let measures: Vec<&str> = Measure::ALL.iter().map(|measure| measure.key()).collect();
        assert_eq!(with_measures!(names).as_slice(), measures);
    }
}

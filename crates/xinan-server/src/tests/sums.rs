//! Figures that are kept ready are what computing them again gives.

use std::collections::BTreeMap;

use xinan_domain::indicator::Measure;

use super::{TODAY, TestApp};
use crate::case::facts::rollup::Sums;
use crate::case::facts::rollup::store::read_sums;
use crate::case::facts::{Months, judge, store as facts};

/// All counts of the rows of a table, with other columns.
fn counts(columns: &str, table: &str) -> &'static str {
    let measures = Measure::ALL.iter().map(|measure| measure.key());
    let wide: Vec<String> = measures.map(|key| format!("cast({key} as bigint) as {key}")).collect();
    format!("select {columns}, month, {} from {table}", wide.join(", ")).leak()
}

/// The sums of villages are what the month rows of their people add up to.
pub(crate) async fn check_sums(app: &TestApp) {
    let mut tx = app.app.db().read().await.unwrap();
    let mut of = BTreeMap::<(String, i64), Sums>::new();
    let rows = tx.rows(counts("village_code", "case_months"), &[]).await.unwrap();
    assert!(!rows.is_empty());
    for row in rows {
        let place = (row.text("village_code").unwrap(), row.int("month").unwrap());
        *of.entry(place).or_default() += &read_sums(&row).unwrap();
    }
    for row in tx.rows(counts("village_code", "village_months"), &[]).await.unwrap() {
        let place = (row.text("village_code").unwrap(), row.int("month").unwrap());
        let sums = read_sums(&row).unwrap();
        assert_eq!(of.remove(&place).unwrap_or_default(), sums, "{place:?}");
    }
    assert!(of.is_empty(), "months without their sums: {:?}", of.keys().collect::<Vec<_>>());
}

/// The months of everybody in a county are what judging all facts anew gives, each in the person's own village.
pub(crate) async fn check_months(app: &TestApp, county: &str) {
    let settings = app.app.settings();
    let mut tx = app.app.db().read().await.unwrap();
    let people = facts::of_county(&mut tx, county).await.unwrap();
    let mut of = BTreeMap::new();
    for one in &people {
        for (month, row) in judge(one, &settings, Months::all(TODAY)).months {
            let mut sums = Sums::default();
            sums.add_row(&row);
            of.insert((one.id, i64::from(month)), (one.supplement.village.as_str().to_owned(), sums));
        }
    }
    for row in tx.rows(counts("case_id, village_code", "case_months"), &[]).await.unwrap() {
        let place = (row.id("case_id").unwrap(), row.int("month").unwrap());
        let kept = (row.text("village_code").unwrap(), read_sums(&row).unwrap());
        assert_eq!(of.remove(&place), Some(kept), "{place:?}");
    }
    assert!(of.is_empty(), "months that are not kept: {:?}", of.keys().collect::<Vec<_>>());
}

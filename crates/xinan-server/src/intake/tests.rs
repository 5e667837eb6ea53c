//! The import, with the workbooks of an invented township (testdata/README.md), on both engines.

mod columns;
mod files;
mod gaps;
mod gone;
mod many;
mod mended;
mod messy;
mod namesakes;
mod older;
mod pages;
mod register;
mod together;
mod township;

use std::collections::BTreeMap;

use jiff::civil::date;
use xinan_db::Sql;
use xinan_db::audit::By;
use xinan_db::testing::engines;
use xinan_documents::intake::{Cell, Limits, Sheet, read};
use xinan_documents::table::{Column, Kind, Table, Value};
use xinan_domain::day::month_index;
use xinan_domain::indicator::Measure;
use xinan_domain::region::Region;
use xinan_domain::text::Lang;

use super::job::{Corrections, Progress, Request, check, check_and_keep, open};
use super::plan::Read;
use super::report::SheetReport;
use crate::shell::app::App;
use crate::tests::TestApp;

/// 清溪镇, whose workbooks these are.
const TOWNSHIP: &str = "429971101";
/// The four workbooks.
const FILES: [&str; 4] = ["名册", "随访2025", "体检2025", "线索2025"];

/// A file with its name.
type Brought = (String, Vec<u8>);

/// A workbook of a township.
fn workbook(folder: &str, file: &str) -> Brought {
    let path = format!("{}/../../testdata/{folder}/{file}.xlsx", env!("CARGO_MANIFEST_DIR"));
    (format!("{file}.xlsx"), std::fs::read(&path).unwrap_or_else(|error| panic!("{path}: {error}")))
}

/// All four workbooks of a township.
fn all(folder: &str) -> Vec<Brought> {
    FILES.map(|file| workbook(folder, file)).to_vec()
}

fn opened(files: &[Brought]) -> Vec<Read> {
    files.iter().map(|(name, bytes)| open(name, bytes, &Corrections::new()).unwrap()).collect()
}

fn request<'a>(files: &'a [Read], region: &str, accept_good_rows: bool) -> Request<'a> {
    Request { files, region: Region::parse(region).unwrap(), lang: Lang::Zh, accept_good_rows }
}

/// Brings files into a territory.
async fn bring_into(app: &App, region: &str, files: &[Brought], accept_good_rows: bool) -> Vec<SheetReport> {
    let files = opened(files);
    let mut tx = app.db().write().await.unwrap();
    let request = request(&files, region, accept_good_rows);
    let by = By::program("test");
    let reports = check_and_keep(app, &mut tx, &request, by, &Progress::default()).await.unwrap();
    tx.commit().await.unwrap();
    reports
}

/// Brings files of the township.
async fn bring(app: &App, files: &[Brought], accept_good_rows: bool) -> Vec<SheetReport> {
    bring_into(app, TOWNSHIP, files, accept_good_rows).await
}

/// Checks files and stores nothing.
async fn look(app: &App, files: &[Brought]) -> Vec<SheetReport> {
    let files = opened(files);
    let mut tx = app.db().read().await.unwrap();
    let plan = check(app, &mut tx, &request(&files, TOWNSHIP, false), &Progress::default()).await.unwrap();
    tx.roll_back().await.unwrap();
    plan.reports
}

/// Stored, already there, refused, of each sheet.
fn counts(reports: &[SheetReport]) -> Vec<(usize, usize, usize)> {
    reports.iter().map(|one| (one.stored, one.already, one.refused_rows())).collect()
}

/// How many rows each table has that an import writes.
async fn stored(app: &App) -> [i64; 8] {
    const COUNTS: [&str; 8] = [
        "select count(*) as found from cases",
        "select count(*) as found from supplements",
        "select count(*) as found from case_events",
        "select count(*) as found from follow_ups",
        "select count(*) as found from examinations",
        "select count(*) as found from clues",
        "select count(*) as found from case_months",
        "select count(*) as found from search_tokens",
    ];
    let mut tx = app.db().read().await.unwrap();
    let mut counts = [0; 8];
    for (at, sql) in COUNTS.into_iter().enumerate() {
        counts[at] = tx.row(sql, &[]).await.unwrap().unwrap().int("found").unwrap();
    }
    counts
}

/// Every month row, by the person's identity number and the month.
async fn months(app: &App) -> BTreeMap<(String, i64), Vec<i64>> {
    let mut sql = Sql::new("select c.id, c.identity_number, m.month");
    for measure in Measure::ALL {
        sql.push(", cast(").push(measure.key()).push("as bigint) as").push(measure.key());
    }
    sql.push("from case_months m join cases c on c.county_code = m.county_code and c.id = m.case_id");
    let mut tx = app.db().read().await.unwrap();
    let rows = tx.rows_built(&sql).await.unwrap();
    rows.iter()
        .map(|row| {
            let counts = Measure::ALL.iter().map(|measure| row.int(measure.key()).unwrap());
            let number = row.sealed(xinan_db::column::CASE_IDENTITY_NUMBER, row.id("id").unwrap()).unwrap();
            ((number, row.int("month").unwrap()), counts.collect())
        })
        .collect()
}

/// The sum of a measure over the township at the end of 2025.
async fn at_the_end_of_2025(app: &App, measure: Measure) -> i64 {
    let month = i64::from(month_index(date(2025, 12, 31)));
    let at = Measure::ALL.iter().position(|one| *one == measure).unwrap();
    months(app).await.iter().filter(|((_, index), _)| *index == month).map(|(_, counts)| counts[at]).sum()
}

/// The figures that a correct system computes, as `expected.json` states them.
async fn check_figures(app: &App, folder: &str) {
    let path = format!("{}/../../testdata/{folder}/expected.json", env!("CARGO_MANIFEST_DIR"));
    let expected: serde_json::Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    let mut compared = 0;
    for measure in Measure::ALL {
        if let Some(wanted) = expected[measure.key()].as_i64() {
            assert_eq!(at_the_end_of_2025(app, *measure).await, wanted, "{folder} {}", measure.key());
            compared += 1;
        }
    }
    assert_eq!(compared, 15, "every figure of the file is one of ours");
}

/// The first sheet of a workbook as a table that can be changed and written again.
fn table(file: &Brought) -> (Vec<String>, Vec<Vec<Value>>) {
    let sheet = first_sheet(file);
    let names: Vec<String> = sheet.rows[2].cells.iter().map(Cell::text).collect();
    let value = |cell: &Cell| match cell {
        Cell::Empty => Value::Empty,
        Cell::Number(number) => Value::Number(*number),
        Cell::Day(day) => Value::Day(*day),
        other => Value::Text(other.text()),
    };
    let rows = sheet.rows[3..].iter();
    let rows = rows.map(|row| (0..names.len()).map(|column| value(row.cell(column))).collect()).collect();
    (names, rows)
}

fn first_sheet(file: &Brought) -> Sheet {
    read(&file.1, &file.0, &Limits::default()).unwrap().sheets.remove(0)
}

/// A table as a workbook.
fn written(name: &str, names: &[String], rows: Vec<Vec<Value>>) -> Brought {
    written_on("2025年12月31日", name, names, rows)
}

/// A table as a workbook that was filled in on this day.
fn written_on(day: &str, name: &str, names: &[String], rows: Vec<Vec<Value>>) -> Brought {
    headed(&format!("填报日期:{day}"), name, names, rows)
}

/// A table as a workbook with this line above its names.
fn headed(subtitle: &str, name: &str, names: &[String], rows: Vec<Vec<Value>>) -> Brought {
    let columns = names.iter().map(|name| Column::new(name.clone(), 12.0, Kind::Text)).collect();
    let table = Table {
        name: name.to_owned(),
        title: "清溪镇".to_owned(),
        subtitle: subtitle.to_owned(),
        columns,
        rows,
        written_at: date(2025, 12, 31).at(9, 0, 0, 0),
        cover: None,
    };
    (format!("{name}.xlsx"), table.workbook(Lang::Zh).unwrap())
}

//! The ledgers of the invented townships (testdata/README.md), clean and as offices really keep them.

#![allow(clippy::unwrap_used, reason = "what a test sets out with must be there")]

mod common;

use std::time::Instant;

use common::*;
use xinan_documents::columns::{How, Ledger, Matching, recognise};
use xinan_documents::intake::{Cell, Sheet};
use xinan_documents::rows::{DataRow, Note, rows};

const FILES: [(&str, Ledger); 4] = [
    ("名册", Ledger::Roster),
    ("随访2025", Ledger::FollowUps),
    ("体检2025", Ledger::Exams),
    ("线索2025", Ledger::Clues),
];

fn sheet(folder: &str, file: &str) -> Sheet {
    usual(&township(&format!("{folder}/{file}.xlsx"))).unwrap().sheets.remove(0)
}

fn read(folder: &str, file: &str) -> (Matching, Vec<DataRow>) {
    let sheet = sheet(folder, file);
    let matching = recognise(&sheet).unwrap();
    let rows = rows(&sheet, &matching);
    (matching, rows)
}

#[test]
fn all_ledgers_are_recognised_with_every_column_and_row() {
    for (folder, counts) in [("township-clean", [160, 1641, 68, 17]), ("township-messy", [169, 1644, 68, 17])]
    {
        for ((file, kind), count) in FILES.into_iter().zip(counts) {
            let (matching, rows) = read(folder, file);
            assert_eq!((matching.kind, matching.header_row), (kind, 3), "{folder} {file}");
            for one in &matching.columns {
                assert_eq!(one.how, How::ByName, "{folder} {file} {}", one.header);
            }
            assert!(matching.missing_required.is_empty());
            assert_eq!(rows.len(), count, "{folder} {file}");
            assert_eq!(rows[0].number, 4);
        }
    }
}

/// The row counts of the clean township are those that its README promises.
#[test]
fn counts_agree_with_what_is_expected() {
    let expected: serde_json::Value =
        serde_json::from_slice(&township("township-clean/expected.json")).unwrap();
    for ((file, _), key) in FILES.into_iter().zip(["roster", "followups", "exams", "clues"]) {
        assert_eq!(read("township-clean", file).1.len(), expected["rows"][key]);
    }
}

#[test]
fn a_row_is_read_field_by_field() {
    let (_, roster) = read("township-clean", "名册");
    for (field, text) in [
        ("ordinal", "1"),
        ("name", "汪妹海"),
        ("identity_number", "429971198102098078"),
        ("birth_date", "1981-02-09"),
        ("phone", "13928368174"),
        ("village", "大堰村"),
        ("guardian_phone", "13835737167"),
        ("consent_on", "2024-05-06"),
        ("admissions", "1"),
        ("icd10", "F20.9"),
        ("status", "在管"),
        ("remark", ""),
    ] {
        assert_eq!(roster[0].answers.raw(field), text, "{field}");
    }
    let (_, visits) = read("township-clean", "随访2025");
    for (field, text) in
        [("visited_on", "2025-01-23"), ("risk", "0"), ("dose1", "2"), ("next_on", "2025-04-23")]
    {
        assert_eq!(visits[0].answers.raw(field), text, "{field}");
    }
}

/// What a messy file holds reaches the parser as it was typed.
#[test]
fn the_mess_arrives_unchanged_and_marked() {
    let (_, roster) = read("township-messy", "名册");
    let said = |field: &str| roster.iter().map(|row| row.answers.raw(field).to_owned()).collect::<Vec<_>>();
    assert!(said("identity_number").contains(&"4.29971197005059E+17".to_owned()));
    assert!(said("identity_number").iter().any(|text| text.starts_with('\'')));
    assert!(said("remark").contains(&"<script>alert(1)</script>".to_owned()));
    // =HYPERLINK(…) without a stored value is nothing, and says why.
    let link = roster[3].cells.iter().find(|said| said.field == "remark").unwrap();
    assert_eq!((link.text.as_str(), link.note), ("", Some(Note::FormulaWithoutValue)));
}

/// Every cell of every file, compared with an independent reader.
#[test]
fn an_independent_reader_reads_the_same() {
    use calamine::{Data, Reader, Xlsx};
    use jiff::ToSpan;

    for folder in ["township-clean", "township-messy"] {
        for (file, _) in FILES {
            let mut other: Xlsx<_> =
                Xlsx::new(std::io::Cursor::new(township(&format!("{folder}/{file}.xlsx")))).unwrap();
            let range = other.worksheet_range_at(0).unwrap().unwrap();
            let ours = sheet(folder, file);
            let mut compared = 0;
            for (row, column, theirs) in range.used_cells() {
                let row = ours.rows.iter().find(|one| one.number as usize == row + 1).unwrap();
                let same = match (row.cell(column), theirs) {
                    (Cell::Text(ours), Data::String(theirs)) => ours == theirs,
                    (Cell::Number(ours), Data::Float(theirs)) => ours == theirs,
                    (Cell::Day(ours), Data::DateTime(theirs)) => {
                        let days = (theirs.as_f64() as i32).days();
                        *ours == jiff::civil::date(1899, 12, 30).checked_add(days).unwrap()
                    }
                    _ => false,
                };
                assert!(same, "{folder} {file} {}:{column} {:?} {theirs:?}", row.number, row.cell(column));
                compared += 1;
            }
            let filled = ours.rows.iter().flat_map(|row| &row.cells).filter(|cell| !cell.is_blank()).count();
            assert_eq!(compared, filled, "{folder} {file}");
        }
    }
}

/// A year of visits within 150 ms. Only optimised code is held to it.
#[test]
#[allow(clippy::disallowed_methods, reason = "only the wait is measured")]
fn a_year_of_visits_is_read_while_one_waits() {
    let bytes = township("township-clean/随访2025.xlsx");
    let start = Instant::now();
    let sheet = usual(&bytes).unwrap().sheets.remove(0);
    let count = rows(&sheet, &recognise(&sheet).unwrap()).len();
    let took = start.elapsed();
    assert_eq!(count, 1641);
    assert!(cfg!(debug_assertions) || took.as_millis() < 150, "took {took:?}");
}

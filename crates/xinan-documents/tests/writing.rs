//! What we write: nothing that a spreadsheet program evaluates (threat T15), and all of it read
//! back as it was.

#![allow(clippy::unwrap_used, reason = "what a test sets out with must be there")]

mod common;

use common::*;
use jiff::civil::{Date, date, datetime};
use xinan_documents::columns::{Ledger, recognise, recognise_book};
use xinan_documents::intake::{Cell, Limits, Row, Sheet, read};
use xinan_documents::refused::{self, Origin, Reason, Refused};
use xinan_documents::rows::rows;
use xinan_documents::table::{Column, Cover, Kind, Table, Value};
use xinan_domain::text::Lang;

fn table(columns: Vec<Column>, rows: Vec<Vec<Value>>) -> Table {
    Table {
        name: "清单".into(),
        title: "清溪镇患者清单".into(),
        subtitle: "清溪镇卫生院 2025年".into(),
        columns,
        rows,
        written_at: datetime(2025, 12, 31, 9, 30, 0, 0),
        cover: Some(Cover {
            filter: "柳河村,在管,病情不稳定".into(),
            by: "李医生".into(),
            checkpoint: "7Q2MA-0HZ3K-VN4TC-9XJ1E".into(),
        }),
    }
}

/// The list of a written workbook, read back: the sheet after the cover.
fn read_back(table: &Table) -> Sheet {
    usual(&table.workbook(Lang::Zh).unwrap()).unwrap().sheets.pop().unwrap()
}

/// Two hundred texts that some program would evaluate, load, run or choke on.
fn payloads() -> Vec<String> {
    const SIGNS: [&str; 16] =
        ["=", "+", "-", "@", "＝", "＋", "－", "＠", "﹦", "﹢", "﹣", "﹫", "\t=", "\n=", " =", "'="];
    const BODIES: [&str; 12] = [
        "cmd|' /C calc'!A0",
        "1",
        "SUM(A1:A9)",
        "2+3",
        "HYPERLINK(\"http://example.invalid\",\"看\")",
        "IMPORTXML(\"http://example.invalid\",\"//a\")",
        "WEBSERVICE(\"http://example.invalid\")",
        "DDE(\"cmd\",\"/C calc\",\"x\")",
        "[other.xlsx]Sheet1!A1",
        "CHAR(61)&\"1\"",
        "",
        "A1;B1",
    ];
    const OTHERS: [&str; 14] = [
        "<script>alert(1)</script>",
        "&amp;&#61;1",
        "]]><f>1</f>",
        "</t></is></c><c><f>1</f></c>",
        "_x003D_1",
        "_x000D__x005F_",
        "http://example.invalid/",
        "mailto:a@example.invalid",
        "internal:Sheet1!A1",
        "{=1}",
        "a\u{1}b\u{8}c",
        "  前后有空格  ",
        "第一行\n第二行\r\n第三行",
        "㼆\u{20BB7}🙂",
    ];
    let signed = SIGNS.iter().flat_map(|sign| BODIES.iter().map(move |body| format!("{sign}{body}")));
    signed.chain(OTHERS.iter().map(|text| (*text).to_owned())).collect()
}

/// What reading may change: control characters go, and a lone CR cannot pass through XML.
fn as_read(text: &str) -> String {
    text.chars().filter(|c| !c.is_control() || matches!(c, '\t' | '\n' | '\r')).collect()
}

#[test]
fn no_text_becomes_a_formula_or_a_link_and_all_is_read_back() {
    let payloads = payloads();
    assert!(payloads.len() >= 200);
    let kinds = [Kind::Text, Kind::IdentityText, Kind::Day, Kind::Integer, Kind::Decimal, Kind::Percent];
    let columns =
        kinds.iter().enumerate().map(|(at, kind)| Column::new(format!("={at}"), 12.0, *kind)).collect();
    let rows = payloads.iter().map(|text| vec![Value::Text(text.clone()); kinds.len()]).collect();
    let mut table = table(columns, rows);
    table.title = "=1+1".into();
    table.subtitle = "@SUM(1)".into();
    table.name = "=1".into();
    table.cover = Some(Cover { filter: "+1".into(), by: "=&D&[File]".into(), checkpoint: String::new() });

    let bytes = table.workbook(Lang::Zh).unwrap();
    for (name, text) in unpacked(&bytes) {
        if name.contains("worksheets/") {
            for evaluated in ["<f>", "<f ", "<hyperlink", "<oleObject", "<legacyDrawing"] {
                assert!(!text.contains(evaluated), "{evaluated} in {name}");
            }
        }
        assert!(!text.contains("TargetMode=\"External\""), "{name}");
        assert!(!name.contains("externalLink") && !name.contains("vba"), "{name}");
    }
    let sheet = usual(&bytes).unwrap().sheets.pop().unwrap();
    for (row, text) in sheet.rows.iter().skip(3).zip(&payloads) {
        for column in 0..kinds.len() {
            assert_eq!(*row.cell(column), Cell::Text(as_read(text)));
        }
    }
    assert_eq!(sheet.rows.len(), 3 + payloads.len());
}

#[test]
fn csv_is_guarded_and_read_back() {
    let payloads: Vec<String> =
        payloads().into_iter().filter(|text| !text.contains(['\u{1}', '\r'])).collect();
    let columns = vec![Column::new("=姓名", 10.0, Kind::Text), Column::new("数", 10.0, Kind::Decimal)];
    let rows = payloads.iter().map(|text| vec![Value::Text(text.clone()), Value::Number(-0.5)]).collect();
    let bytes = table(columns, rows).csv();
    let text = String::from_utf8(bytes.clone()).unwrap();
    let mut raw = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(text.trim_start_matches('\u{FEFF}').as_bytes());
    for record in raw.records() {
        let first = record.unwrap().get(0).unwrap().to_owned();
        assert!(!first.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']), "{first:?}");
    }
    let sheet = read(&bytes, "a.csv", &Limits::default()).unwrap().sheets.remove(0);
    assert_eq!(sheet.rows[0].cell(0).text(), "=姓名");
    for (row, text) in sheet.rows.iter().skip(1).zip(&payloads) {
        assert_eq!(row.cell(0).text(), *text);
        assert_eq!(row.cell(1).text(), "-0.5");
    }
}

#[test]
fn every_value_keeps_its_type() {
    let kinds = [Kind::Text, Kind::IdentityText, Kind::Day, Kind::Integer, Kind::Percent, Kind::Decimal];
    let columns = kinds.into_iter().map(|kind| Column::new("x", 10.0, kind)).collect();
    let day = date(2025, 6, 29);
    let sheet = read_back(&table(
        columns,
        vec![
            vec![
                "甲".into(),
                "429971199406204997".into(),
                day.into(),
                3.into(),
                Value::Number(0.8),
                Value::Number(6.1),
            ],
            vec![
                "".into(),
                Value::Integer(13_812_345_678),
                "2018-10".into(),
                Value::Integer(i64::MAX),
                None::<i64>.into(),
                Value::Number(f64::NAN),
            ],
            vec![
                Value::Empty,
                Value::Empty,
                date(1899, 5, 1).into(),
                Value::Empty,
                Value::Empty,
                Value::Empty,
            ],
        ],
    ));
    let text = |text: &str| Cell::Text(text.into());
    assert_eq!(
        sheet.rows[3].cells,
        [
            text("甲"),
            text("429971199406204997"),
            Cell::Day(day),
            Cell::Number(3.0),
            Cell::Number(0.8),
            Cell::Number(6.1)
        ]
    );
    assert_eq!(
        sheet.rows[4].cells,
        [Cell::Empty, text("13812345678"), text("2018-10"), text("9223372036854775807")]
    );
    assert_eq!(*sheet.rows[5].cell(2), text("1899-05-01"));
}

#[test]
fn the_cover_says_what_the_list_is() {
    let bytes =
        table(vec![Column::new("姓名", 10.0, Kind::Text)], vec![vec!["甲".into()], vec!["乙".into()]]);
    let cover = usual(&bytes.workbook(Lang::Zh).unwrap()).unwrap().sheets.remove(0);
    let all: Vec<String> = cover.rows.iter().flat_map(|row| row.cells.iter().map(Cell::text)).collect();
    for part in ["清溪镇患者清单", "柳河村,在管,病情不稳定", "共 2 行", "李医生", "2025-12-31 09:30"]
    {
        assert!(all.iter().any(|text| text == part), "{part} in {all:?}");
    }
}

#[test]
fn the_same_list_gives_the_same_bytes() {
    let table = table(vec![Column::new("姓名", 10.0, Kind::Text)], vec![vec!["甲".into()]]);
    assert_eq!(table.workbook(Lang::Zh).unwrap(), table.workbook(Lang::Zh).unwrap());
}

#[test]
fn names_and_pages_are_set_for_print() {
    let mut table = table(
        vec![Column::new("随访分类", 10.0, Kind::Text).with_choices(["稳定", "基本稳定", "不稳定"])],
        vec![vec!["稳定".into()]],
    );
    table.name = "随访/2025".into();
    let parts = unpacked(&table.workbook(Lang::Zh).unwrap());
    let part = |wanted: &str| &parts.iter().find(|(name, _)| name.ends_with(wanted)).unwrap().1;
    let sheet = part("worksheets/sheet2.xml");
    for expected in
        ["state=\"frozen\"", "fitToPage=\"1\"", "orientation=\"landscape\"", "type=\"list\"", "&amp;P"]
    {
        assert!(sheet.contains(expected), "{expected}");
    }
    assert!(part("workbook.xml").contains("_xlnm.Print_Titles"));
    assert!(part("workbook.xml").contains("name=\"随访2025\""));
}

/// Long lists go through a temporary file; nobody can tell from the result.
#[test]
fn a_long_list_is_the_same_list() {
    let columns = || (0..25).map(|at| Column::new(format!("列{at}"), 8.0, Kind::Text)).collect::<Vec<_>>();
    let row = |at: i64| (0..25).map(|column| Value::Text(format!("={at}:{column}"))).collect::<Vec<_>>();
    let long = read_back(&table(columns(), (0..8_001).map(row).collect()));
    let short = read_back(&table(columns(), (0..100).map(row).collect()));
    assert_eq!(long.rows.len(), 8_004);
    assert_eq!(long.rows[..103], short.rows[..]);
}

/// An office's ledger with its columns in another order and under other names is the same ledger.
#[test]
fn shuffled_and_renamed_columns_are_recognised() {
    let original = usual(&township("township-clean/随访2025.xlsx")).unwrap().sheets.remove(0);
    let known = recognise(&original).unwrap();
    let expected = rows(&original, &known);
    for turn in 0..7 {
        // 31 columns, a prime: every step visits each column once.
        let order: Vec<usize> = (0..31).map(|at| (at * (turn + 2) + turn) % 31).collect();
        let columns = order
            .iter()
            .map(|&at| {
                let names = Ledger::FollowUps.column(known.at(at).unwrap().field.unwrap()).unwrap().names;
                let name = names[turn % names.len()];
                Column::new(format!("{name}\n（必填）*"), 12.0, Kind::Text)
            })
            .collect();
        let data = original.rows[3..]
            .iter()
            .take(200)
            .map(|row| order.iter().map(|&at| value(row.cell(at))).collect())
            .collect();
        let sheet = read_back(&table(columns, data));
        let matching = recognise(&sheet).unwrap();
        assert_eq!((matching.kind, matching.header_row), (Ledger::FollowUps, 3));
        for (row, expected) in rows(&sheet, &matching).iter().zip(&expected) {
            for (field, text) in expected.answers.pairs() {
                assert_eq!(row.answers.raw(field), text, "{field}");
            }
        }
    }
}

fn value(cell: &Cell) -> Value {
    match cell {
        Cell::Day(day) => Value::Day(*day),
        Cell::Number(number) => Value::Number(*number),
        other => other.text().into(),
    }
}

#[test]
fn a_blank_form_is_recognised_once_it_is_filled_in() {
    let columns =
        Ledger::Exams.columns().iter().map(|spec| Column::new(spec.label(), 12.0, Kind::Text)).collect();
    let mut form = table(columns, Vec::new());
    form.cover = None;
    let sheet = read_back(&form);
    let matching = recognise(&sheet).unwrap();
    assert_eq!(matching.kind, Ledger::Exams);
    assert_eq!(matching.columns.len(), Ledger::Exams.columns().len());
    assert!(rows(&sheet, &matching).is_empty());
}

fn refuse(number: u32, field: Option<&str>, sentence: &str) -> Refused {
    let reason = Reason { field: field.map(str::to_owned), sentence: sentence.to_owned() };
    Refused { number, reasons: vec![reason] }
}

fn origin() -> Origin {
    Origin {
        head: vec!["清溪镇  填报日期：2025-12-31".to_owned()],
        more: 0,
        file_name: "名册.xlsx".into(),
        checkpoint: String::new(),
        by: "李医生".into(),
        written_at: datetime(2025, 12, 31, 9, 30, 0, 0),
    }
}

/// The report of refused rows is itself a ledger: mended, it can be uploaded.
#[test]
fn refused_rows_come_back_as_a_ledger_of_the_same_columns() {
    let sheet = usual(&township("township-messy/名册.xlsx")).unwrap().sheets.remove(0);
    let matching = recognise(&sheet).unwrap();
    let all = rows(&sheet, &matching);
    let lost = all.iter().find(|row| row.answers.raw("identity_number").contains("E+17")).unwrap();
    let refused = [
        refuse(all[0].number, Some("diagnosed_on"), "确诊日期晚于今天。请核对。"),
        refuse(lost.number, Some("identity_number"), "=身份证号末几位已丢失。"),
        refuse(all[2].number, None, "同一身份证号在文件里出现两次。"),
        refuse(99_999, None, "没有这一行"),
    ];
    let bytes = refused::workbook(&sheet, &matching, &refused, &origin(), Lang::Zh).unwrap();
    assert!(unpacked(&bytes).iter().all(|(_, text)| !text.contains("<f>")));

    let book = usual(&bytes).unwrap();
    let (_, again) = recognise_book(&book).remove(0);
    assert_eq!((again.kind, again.header_row), (Ledger::Roster, 3));
    let fields = |matching: &xinan_documents::columns::Matching| -> Vec<_> {
        matching
            .columns
            .iter()
            .map(|one| (one.column, one.field))
            .filter(|(_, field)| field.is_some())
            .collect()
    };
    assert_eq!(fields(&again), fields(&matching));

    let back = rows(&book.sheets[0], &again);
    assert_eq!(
        back.iter().map(|row| &row.answers).collect::<Vec<_>>(),
        [&all[0].answers, &lost.answers, &all[2].answers]
    );
    let said = |row: usize, at: usize| book.sheets[0].rows[3 + row].cell(34 + at).text();
    assert_eq!(
        (said(1, 0), said(1, 1), said(1, 2)),
        (lost.number.to_string(), "D 身份证号".into(), "=身份证号末几位已丢失。".into())
    );
    assert_eq!(said(2, 1), "");

    // Refused once more, it does not grow.
    let once_more = [refuse(4, None, "仍有问题")];
    let bytes = refused::workbook(&book.sheets[0], &again, &once_more, &origin(), Lang::Zh).unwrap();
    assert_eq!(usual(&bytes).unwrap().sheets[0].rows[2].cells.len(), 34 + 3);
}

/// What somebody corrected by hand need not be corrected again in the report.
#[test]
fn corrections_by_hand_survive_in_the_report() {
    let text = |text: &str| Cell::Text(text.into());
    let row = |number, cells: &[&str]| Row { number, cells: cells.iter().map(|one| text(one)).collect() };
    let sheet = Sheet {
        name: "随访".into(),
        hidden: false,
        rows: vec![
            row(1, &["姓名", "身份证号", "随访日期", "自知力", "级别", "危险性"]),
            row(2, &["甲", "429971199406204997", "2025-01-03", "1", "0", "旧"]),
        ],
    };
    let matching = recognise(&sheet).unwrap().with_correction(4, Some("risk")).with_correction(3, None);
    let bytes =
        refused::workbook(&sheet, &matching, &[refuse(2, Some("risk"), "x")], &origin(), Lang::Zh).unwrap();
    let again = recognise(&usual(&bytes).unwrap().sheets[0]).unwrap();
    assert_eq!(again.column_of("risk"), Some(4));
    assert_eq!(again.column_of("insight"), None);
    assert_eq!(again.column_of("visited_on"), Some(2));
}

/// Formulas go out as the values that they had.
#[test]
fn a_formula_in_a_refused_row_is_written_as_its_value() {
    let names =
        ["姓名", "身份证号", "随访日期", "自知力", "危险性"].map(|name| Cell::Text(name.into())).to_vec();
    let formula = |cell| Cell::Formula(Box::new(cell));
    let day: Date = date(2025, 1, 3);
    let cells = vec![
        formula(Cell::Text("甲".into())),
        Cell::Number(429_971_197_005_059_070.0),
        formula(Cell::Day(day)),
        Cell::Error("#N/A".into()),
        Cell::Number(0.0),
    ];
    let sheet = Sheet {
        name: "s".into(),
        hidden: false,
        rows: vec![Row { number: 1, cells: names }, Row { number: 2, cells }],
    };
    let matching = recognise(&sheet).unwrap();
    let bytes =
        refused::workbook(&sheet, &matching, &[refuse(2, Some("visited_on"), "x")], &origin(), Lang::En)
            .unwrap();
    let row = usual(&bytes).unwrap().sheets[0].rows[3].clone();
    let text = |text: &str| Cell::Text(text.into());
    assert_eq!(
        row.cells[..5],
        [text("甲"), text("4.29971197005059E+17"), Cell::Day(day), text("#N/A"), Cell::Number(0.0)]
    );
}

/// A workbook that left the house says how far the log had come.
#[test]
fn the_foot_has_the_checkpoint_of_the_log() {
    use std::io::Read;
    let table = table(vec![Column::new("姓名", 10.0, Kind::Text)], vec![vec![Value::Text("李春生".into())]]);
    let bytes = table.workbook(Lang::Zh).unwrap();
    let mut parts = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut sheet = String::new();
    parts.by_name("xl/worksheets/sheet2.xml").unwrap().read_to_string(&mut sheet).unwrap();
    assert!(sheet.contains("&amp;C记录校验 7Q2MA-0HZ3K-VN4TC-9XJ1E&amp;R"), "{sheet}");
}

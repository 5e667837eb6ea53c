//! Text tables: `.csv` of Excel and WPS, tab-separated text, in the encodings met in offices.
//!
//! Chinese editions of Excel write `.csv` in GB18030 (GBK), "Unicode text" in UTF-16, and "CSV UTF-8"
//! with a byte order mark. A byte that fits none of them refuses the file: a name with a
//! replacement character in it would be a wrong name.

use std::borrow::Cow;
use std::ops::Range;

use encoding_rs::{Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

use super::book::{Book, Cell, Row, Sheet};
use super::limits::Budget;
use super::sniff::is_web_page;
use super::{Limits, Unreadable};
use crate::formula_guard;

/// Reads a text table; its sheet is named after the file.
pub(super) fn read(bytes: &[u8], file_name: &str, limits: &Limits) -> Result<Book, Unreadable> {
    let text = decode(bytes)?;
    if is_web_page(&text) {
        return Err(Unreadable::WebPage);
    }
    let name = sheet_name(file_name);
    let rows = rows(&text, &name, limits)?;
    Ok(Book { sheets: vec![Sheet { name, hidden: false, rows }] })
}

fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, Unreadable> {
    let strictly = |encoding: &'static Encoding, bytes| {
        encoding.decode_without_bom_handling_and_without_replacement(bytes)
    };
    let text = match Encoding::for_bom(bytes) {
        Some((encoding, mark)) => strictly(encoding, &bytes[mark..]).ok_or(Unreadable::Damaged)?,
        None => match wide(bytes) {
            Some(encoding) => strictly(encoding, bytes).ok_or(Unreadable::Unknown)?,
            None => strictly(UTF_8, bytes).or_else(|| strictly(GB18030, bytes)).ok_or_else(|| {
                if looks_binary(bytes) { Unreadable::Unknown } else { Unreadable::Encoding }
            })?,
        },
    };
    // Excel ends old files with a Ctrl-Z; any other control character belongs to no table.
    let body = text.trim_end_matches('\u{1A}');
    match body.chars().any(|c| c.is_control() && !matches!(c, '\t' | '\n' | '\r')) {
        true => Err(Unreadable::Unknown),
        false => Ok(text),
    }
}

/// UTF-16 without a mark: the line ends and commas of a table have a zero in every second byte.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let zeros = |parity: usize| bytes.iter().skip(parity).step_by(2).take(2000).filter(|&&b| b == 0).count();
    match (bytes.len() % 2, zeros(0), zeros(1)) {
        (0, 0, 1..) => Some(UTF_16LE),
        (0, 1.., 0) => Some(UTF_16BE),
        _ => None,
    }
}

fn looks_binary(bytes: &[u8]) -> bool {
    bytes.iter().any(|&b| b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r' | 0x1A))
}

fn rows(text: &str, name: &str, limits: &Limits) -> Result<Vec<Row>, Unreadable> {
    let text = text.trim_end_matches('\u{1A}');
    let delimiter = delimiter(text);
    // Before the reader makes a list of them.
    if text.bytes().filter(|&b| b == delimiter).count() > limits.cells {
        return Err(Unreadable::TooManyCells(limits.cells));
    }
    let mut budget = Budget::new(*limits);
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text.as_bytes());
    let mut record = csv::StringRecord::new();
    let mut rows = Vec::new();
    let mut number = 0_u32;
    let mut start = 0;
    while reader.read_record(&mut record).map_err(|_| Unreadable::Damaged)? {
        // Excel counts blank lines as rows; the reader passes over them.
        let end = usize::try_from(reader.position().byte()).unwrap_or(text.len());
        number = number.saturating_add(blank_lines(text, start..end)).saturating_add(1);
        start = end;

        budget.spend_cells(record.len())?;
        budget.spend_text(record.as_slice().len())?;
        let mut cells: Vec<Cell> = record.iter().map(cell).collect();
        while cells.pop_if(|cell| cell.is_blank()).is_some() {}
        if cells.is_empty() {
            continue;
        }
        if cells.len() > limits.columns {
            return Err(Unreadable::TooManyColumns(name.to_owned(), limits.columns));
        }
        if rows.len() == limits.rows {
            return Err(Unreadable::TooManyRows(name.to_owned(), limits.rows));
        }
        rows.push(Row { number, cells });
    }
    Ok(rows)
}

/// How many line ends stand before the record in this range of the text.
fn blank_lines(text: &str, range: Range<usize>) -> u32 {
    let (before, record) = (&text.as_bytes()[..range.start], &text.as_bytes()[range]);
    // The reader takes the \r of \r\n for the end of a record, and leaves us the \n.
    let record = record.strip_prefix(b"\n").filter(|_| before.ends_with(b"\r")).unwrap_or(record);
    let ends = record.iter().take_while(|b| matches!(b, b'\r' | b'\n'));
    let (mut lines, mut last) = (0, 0);
    for &end in ends {
        lines += u32::from(!(last == b'\r' && end == b'\n'));
        last = end;
    }
    lines
}

fn cell(field: &str) -> Cell {
    match formula_guard::unguarded(field) {
        "" => Cell::Empty,
        text => Cell::Text(text.to_owned()),
    }
}

/// The separator that the first lines use most.
fn delimiter(text: &str) -> u8 {
    let head: String = text.lines().take(20).collect();
    let count = |separator: char| head.matches(separator).count();
    // Semicolons also join several answers in one cell, so they must be clearly ahead.
    match (count(','), count('\t'), count(';')) {
        (commas, tabs, _) if tabs > commas => b'\t',
        (0, _, 1..) => b';',
        _ => b',',
    }
}

fn sheet_name(file_name: &str) -> String {
    let name = file_name.rsplit(['/', '\\']).next().unwrap_or_default();
    name.rsplit_once('.').map_or(name, |(stem, _)| stem).chars().take(100).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "姓名,身份证号\r\n叶红秋,429971199406204997\r\n";

    fn texts(bytes: &[u8]) -> Vec<(u32, Vec<String>)> {
        let book = read(bytes, "名册.csv", &Limits::default()).unwrap();
        assert_eq!(book.sheets[0].name, "名册");
        let rows = book.sheets[0].rows.iter();
        rows.map(|row| (row.number, row.cells.iter().map(Cell::text).collect())).collect()
    }

    fn utf16(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(unit).collect()
    }

    #[test]
    fn a_table_is_the_same_in_every_encoding_of_the_offices() {
        let expected = texts(TABLE.as_bytes());
        assert_eq!(expected[1], (2, vec!["叶红秋".to_owned(), "429971199406204997".to_owned()]));
        let marked = format!("\u{FEFF}{TABLE}");
        for bytes in [
            marked.clone().into_bytes(),
            GB18030.encode(TABLE).0.into_owned(),
            utf16(&marked, u16::to_le_bytes),
            utf16(&marked, u16::to_be_bytes),
            utf16(TABLE, u16::to_le_bytes),
            utf16(&TABLE.replace(',', "\t"), u16::to_le_bytes),
            format!("{TABLE}\u{1A}").into_bytes(),
        ] {
            assert_eq!(texts(&bytes), expected);
        }
    }

    #[test]
    fn rare_names_of_gb18030_survive() {
        let table = "姓名\n㼆\u{20BB7}\n";
        assert_eq!(texts(&GB18030.encode(table).0)[1].1, ["㼆\u{20BB7}"]);
    }

    #[test]
    fn a_byte_that_fits_no_encoding_refuses_the_file() {
        let mut bytes = GB18030.encode(TABLE).0.into_owned();
        bytes.push(0xFF);
        assert_eq!(read(&bytes, "a.csv", &Limits::default()), Err(Unreadable::Encoding));
        assert_eq!(read(b"a,b\n\x01\x02\n", "a.csv", &Limits::default()), Err(Unreadable::Unknown));
        assert_eq!(read(b"\xEF\xBB\xBFa,\xFF\n", "a.csv", &Limits::default()), Err(Unreadable::Damaged));
    }

    #[test]
    fn rows_are_numbered_as_excel_numbers_them() {
        let table = "\n标题\n\n\n姓名,备注\r\n甲,\"两\n行\"\r\n\r\n乙,x";
        let numbers: Vec<u32> = texts(table.as_bytes()).iter().map(|(number, _)| *number).collect();
        assert_eq!(numbers, [2, 5, 6, 8]);
    }

    #[test]
    fn our_own_guard_before_formulas_is_taken_off_again() {
        assert_eq!(texts("'=1+1,'4299,'＠x\n".as_bytes())[0].1, ["=1+1", "'4299", "＠x"]);
    }

    #[test]
    fn limits_hold_for_text_too() {
        let limits = Limits { rows: 2, columns: 3, cells: 6, text: 20, ..Limits::default() };
        let refused = |text: &str| read(text.as_bytes(), "a.csv", &limits).unwrap_err();
        assert_eq!(refused("1\n2\n3\n"), Unreadable::TooManyRows("a".into(), 2));
        assert_eq!(refused("1,2,3,4\n"), Unreadable::TooManyColumns("a".into(), 3));
        assert_eq!(refused(",,,\n,,,\n"), Unreadable::TooManyCells(6));
        assert_eq!(refused(&"a".repeat(21)), Unreadable::TooMuchText);
        assert_eq!(refused("\u{FEFF} <table><tr>"), Unreadable::WebPage);
    }
}

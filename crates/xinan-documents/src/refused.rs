//! The rows that could not be taken, given back so that the office can mend them.
//!
//! The workbook repeats the office's own columns at their own places, marks the cells that are
//! wrong, and says at the right of each row what to do. Mended, that very file is uploaded again:
//! its names are recognised as those of the original were, corrections by hand included, and our
//! added columns are passed over.

use jiff::civil::DateTime;
use rust_xlsxwriter::{Workbook, Worksheet};
use xinan_domain::text::Lang;

use crate::columns::{self, Matching};
use crate::intake::{Cell, Row, Sheet};
use crate::style::{self, Look, Style};
use crate::{WriteError, texts};

/// A row that was refused.
#[derive(Debug, Clone)]
pub struct Refused {
    /// Its number in the uploaded sheet.
    pub number: u32,
    /// Why; at least one reason.
    pub reasons: Vec<Reason>,
}

/// One reason, at one field or about the row as a whole.
#[derive(Debug, Clone)]
pub struct Reason {
    /// The field, if it is about one.
    pub field: Option<String>,
    /// What happened and what to do.
    pub sentence: String,
}

/// Where the rows come from, and who gets them back when.
#[derive(Debug, Clone)]
pub struct Origin {
    /// The name of the uploaded file.
    pub file_name: String,
    /// Who uploaded it.
    pub by: String,
    /// The twenty characters of the newest checkpoint of the log of looks, for the foot; may be empty.
    pub checkpoint: String,
    /// When this report is written, in local time.
    pub written_at: DateTime,
    /// Lines of the original's head that say what its rows are about: the township, the day on which
    /// it was filled in. They are repeated, so that the mended rows mean what the original meant.
    pub head: Vec<String>,
    /// Refused rows beyond those that are given back.
    pub more: usize,
}

/// Lines of the head that are repeated; three find room in each of two rows.
const MOST_HEAD: usize = 6;

/// Text fields whose digits must not become a number again.
const DIGITS: [&str; 6] = [
    "identity_number",
    "phone",
    "guardian_phone",
    "village_contact_phone",
    "disability_certificate",
    "icd10",
];

/// Writes the report. Rows that the sheet does not have are passed over.
///
/// # Errors
///
/// When Excel's own limits are passed.
pub fn workbook(
    sheet: &Sheet,
    matching: &Matching,
    refused: &[Refused],
    origin: &Origin,
    lang: Lang,
) -> Result<Vec<u8>, WriteError> {
    let title = texts::refused_title(lang, &sheet.name);
    let mut workbook = Workbook::new();
    workbook.set_properties(&style::properties(&title, origin.written_at)?);
    let out = workbook.add_worksheet();
    out.set_name(style::sheet_name(&sheet.name, texts::list_sheet(lang)))?;

    let style = Style::new();
    let names = names(matching, lang);
    let width = u16::try_from(names.len()).unwrap_or(u16::MAX);
    let mut subtitle = texts::refused_subtitle(lang, &origin.file_name, refused.len() + origin.more);
    if origin.more > 0 {
        subtitle.push_str(&texts::refused_more(lang, refused.len(), origin.more));
    }
    let columns = names.iter().map(|name| (name.as_str(), if name.is_empty() { 4.0 } else { 14.0 }));
    style::write_head(out, &style, &title, &subtitle, columns)?;
    for (at, name, size) in [
        (0, texts::refused_row(lang), 10.0),
        (1, texts::refused_columns(lang), 22.0),
        (2, texts::refused_reasons(lang), 70.0),
    ] {
        out.set_column_width(width + at, size)?;
        style::write_text(out, style::HEAD_ROWS - 1, width + at, name, style.get(Look::Added))?;
    }
    // Beside our own title: above the added columns there is room.
    for (place, line) in (0_u16..).zip(origin.head.iter().take(MOST_HEAD)) {
        style::write_text(out, u32::from(place / 3), width + place % 3, line, style.get(Look::Plain))?;
    }
    let seen = texts::log_checkpoint(lang, &origin.checkpoint);
    style::set_page(out, &origin.by, origin.written_at, &seen)?;

    let mut at = style::HEAD_ROWS;
    for one in refused {
        let Some(row) = row_of(sheet, one.number) else { continue };
        write_row(out, at, row, one, matching, width, &style)?;
        at += 1;
    }
    workbook.save_to_buffer()
}

/// The names of all columns, so chosen that they are recognised as they are understood now.
fn names(matching: &Matching, lang: Lang) -> Vec<String> {
    // Those that an earlier report added are not carried on.
    let theirs = matching.columns.iter().filter(|one| !is_added(&one.header));
    let width = theirs.map(|one| one.column + 1).max().unwrap_or(0);
    let mut names = vec![String::new(); width];
    for one in matching.columns.iter().filter(|one| one.column < width) {
        let by_itself = columns::field_named(&one.header, matching.kind);
        names[one.column] = match one.field {
            field if field == by_itself => one.header.clone(),
            // Known by its content, by somebody's word or by a group above it: the official name.
            Some(field) => matching.kind.column(field).map_or(field, |spec| spec.label()).to_owned(),
            // It has the name of a field, but is not to be read as that.
            None => texts::refused_unused(lang, &one.header),
        };
    }
    names
}

fn is_added(header: &str) -> bool {
    let added = [texts::refused_row, texts::refused_columns, texts::refused_reasons];
    [Lang::Zh, Lang::En].into_iter().any(|lang| added.iter().any(|name| name(lang) == header))
}

fn row_of(sheet: &Sheet, number: u32) -> Option<&Row> {
    sheet.rows.binary_search_by_key(&number, |row| row.number).ok().map(|index| &sheet.rows[index])
}

fn write_row(
    out: &mut Worksheet,
    at: u32,
    row: &Row,
    refused: &Refused,
    matching: &Matching,
    width: u16,
    style: &Style,
) -> Result<(), WriteError> {
    let named = |reason: &Reason| reason.field.as_deref().and_then(|field| matching.column_of(field));
    let mut flagged: Vec<usize> = refused.reasons.iter().filter_map(named).collect();
    flagged.sort_unstable();
    flagged.dedup();

    for column in 0..width {
        let index = usize::from(column);
        let digits =
            matching.at(index).and_then(|one| one.field).is_some_and(|field| DIGITS.contains(&field));
        write_cell(out, at, column, row.cell(index), digits, flagged.contains(&index), style)?;
    }
    let columns = flagged.iter().filter_map(|column| matching.at(*column));
    let columns: Vec<String> =
        columns.map(|one| format!("{} {}", one.letter, one.header).trim().to_owned()).collect();
    let sentences: Vec<&str> = refused.reasons.iter().map(|reason| reason.sentence.as_str()).collect();
    style::write_number(out, at, width, f64::from(row.number), style.get(Look::Integer))?;
    style::write_text(out, at, width + 1, &columns.join("\n"), style.get(Look::Wrapped))?;
    style::write_text(out, at, width + 2, &sentences.join("\n"), style.get(Look::Wrapped))
}

fn write_cell(
    out: &mut Worksheet,
    row: u32,
    at: u16,
    cell: &Cell,
    digits: bool,
    flagged: bool,
    style: &Style,
) -> Result<(), WriteError> {
    let look = |plain, marked| style.get(if flagged { marked } else { plain });
    let text = look(Look::Text, Look::Flagged);
    match cell {
        Cell::Empty => style::write_blank(out, row, at, text),
        Cell::Formula(value) => write_cell(out, row, at, value, digits, flagged, style),
        Cell::Day(day) => style::write_day(out, row, at, *day, look(Look::Day, Look::FlaggedDay), text),
        // As a number it would only lose its digits once more.
        Cell::Number(number) if !digits && number.abs() < 1e15 => {
            style::write_number(out, row, at, *number, look(Look::Decimal, Look::FlaggedNumber))
        }
        Cell::Number(_) | Cell::Text(_) | Cell::Bool(_) | Cell::Error(_) => {
            style::write_text(out, row, at, &cell.text(), text)
        }
    }
}

//! What the columns of somebody's own sheet mean.
//!
//! Offices do not fill in our template; they upload the ledger that they have. [`recognise`] finds
//! the row of names (under titles and 填报单位 lines, in one row or two), decides which ledger the
//! sheet is, and matches its columns to fields by name, then by content. People look at the result
//! and correct it ([`Matching::with_correction`]) before anything is read.

mod content;
mod head;
mod header;
mod known;
pub(crate) mod words;

pub(crate) use head::field_named;
pub use known::{ColumnSpec, Content, Ledger};

use std::collections::HashMap;

use crate::intake::{Book, Row, Sheet};
use head::Head;

/// How many cells of a column are shown beside its match.
const SAMPLES: usize = 3;

/// How the columns of a sheet were understood.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Matching {
    /// Which ledger the sheet is.
    pub kind: Ledger,
    /// The Excel number of the (last) row of names; data begins below it.
    pub header_row: u32,
    /// Every column that has a name or content, from left to right.
    pub columns: Vec<Match>,
    /// Fields without which no row can be kept, and which no column gives.
    pub missing_required: Vec<&'static str>,
}

/// How one column was understood.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Match {
    /// Counted from 0.
    pub column: usize,
    /// As Excel names it: `AB`.
    pub letter: String,
    /// Its name as the office wrote it; of two rows of names, both.
    pub header: String,
    /// The field that it gives, if any.
    pub field: Option<&'static str>,
    /// Why.
    pub how: How,
    /// The first different cells, for people to judge the match by.
    pub sample: Vec<String>,
}

/// Why a column was matched as it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum How {
    /// Its name is known.
    ByName,
    /// Its cells leave no doubt.
    ByContent,
    /// Somebody said so.
    ByUser,
    /// Its name is known, but another column gives the same field.
    Twice,
    /// It is not used.
    Unknown,
}

impl Matching {
    /// The column that gives a field.
    pub fn column_of(&self, field: &str) -> Option<usize> {
        self.columns.iter().find(|one| one.field == Some(field)).map(|one| one.column)
    }

    /// What is known about a column, counted from 0.
    pub fn at(&self, column: usize) -> Option<&Match> {
        self.columns.iter().find(|one| one.column == column)
    }

    /// The matching with one column read differently: as another field, or not at all.
    ///
    /// A field has one column: the column that gave it before gives it up. A field that this ledger
    /// does not have counts as none.
    #[must_use]
    pub fn with_correction(mut self, column: usize, field: Option<&str>) -> Self {
        let field = field.and_then(|field| self.kind.column(field)).map(|spec| spec.field);
        for one in &mut self.columns {
            if one.column == column {
                (one.field, one.how) = (field, How::ByUser);
            } else if field.is_some() && one.field == field {
                (one.field, one.how) = (None, How::Twice);
            }
        }
        self.find_missing();
        self
    }

    fn find_missing(&mut self) {
        let needed = self.kind.columns().iter().filter(|spec| spec.needed).map(|spec| spec.field);
        self.missing_required = needed.filter(|field| self.column_of(field).is_none()).collect();
    }
}

/// Every sheet of a workbook that is a ledger, with its index.
pub fn recognise_book(book: &Book) -> Vec<(usize, Matching)> {
    let found = book.sheets.iter().enumerate();
    found.filter_map(|(index, sheet)| recognise(sheet).map(|matching| (index, matching))).collect()
}

/// Finds out which ledger a sheet is and what its columns mean; `None` when no row looks like the
/// names of any ledger.
pub fn recognise(sheet: &Sheet) -> Option<Matching> {
    let best = Ledger::ALL.into_iter().filter_map(|kind| Head::find(sheet, kind));
    // Of equals the first: max_by_key would take the last.
    best.reduce(|best, next| if next.weight > best.weight { next } else { best })
        .map(|head| matched(&head, sheet))
}

/// The same when somebody has said which ledger it is.
pub fn recognise_as(sheet: &Sheet, kind: Ledger) -> Option<Matching> {
    Head::find(sheet, kind).map(|head| matched(&head, sheet))
}

/// Gives each field its column.
fn matched(head: &Head, sheet: &Sheet) -> Matching {
    let data = &sheet.rows[head.row + 1..];
    let width = data.iter().map(|row| row.cells.len()).chain([head.names.len()]).max().unwrap_or(0);
    let mut columns = Vec::new();
    let mut ranks = Vec::new();
    for column in 0..width {
        let name = head.names.get(column);
        let sample = sample(data, column);
        let header = name.map_or("", |name| name.text.as_str());
        if header.is_empty() && sample.is_empty() {
            continue;
        }
        let known = name.and_then(|name| name.known);
        // Of two columns with one meaning, a filled one before an empty, an exact name before a
        // loose one, the left before the right.
        ranks.push(known.map(|(spec, exactness)| (spec.field, (sample.is_empty(), exactness, column))));
        columns.push(Match {
            column,
            letter: letter(column),
            header: header.to_owned(),
            field: None,
            how: How::Unknown,
            sample,
        });
    }
    let mut best = HashMap::new();
    for (field, rank) in ranks.iter().flatten() {
        let first = best.entry(*field).or_insert(*rank);
        *first = (*first).min(*rank);
    }
    for (one, rank) in columns.iter_mut().zip(&ranks) {
        let Some((field, rank)) = rank else { continue };
        (one.field, one.how) = match best.get(field) == Some(rank) {
            true => (Some(*field), How::ByName),
            false => (None, How::Twice),
        };
    }
    let header_row = sheet.rows[head.row].number;
    let mut matching = Matching { kind: head.kind, header_row, columns, missing_required: Vec::new() };
    by_content(&mut matching, data);
    matching.find_missing();
    matching
}

/// Gives fields that are still open to columns whose cells leave no doubt.
fn by_content(matching: &mut Matching, data: &[Row]) {
    // In this order: the day of birth is known by the identity number.
    for content in [Content::IdentityNumber, Content::Sex, Content::BirthDate, Content::Phone] {
        let spec = matching.kind.columns().iter().find(|spec| spec.content == Some(content));
        let Some(spec) = spec.filter(|spec| matching.column_of(spec.field).is_none()) else { continue };
        let identity = matching.column_of("identity_number");
        let mut fitting = matching.columns.iter_mut().filter(|one| {
            one.how == How::Unknown
                && content::may_be_judged(&one.header, content)
                && content::fits(content, data, one.column, identity)
        });
        if let (Some(one), None) = (fitting.next(), fitting.next()) {
            (one.field, one.how) = (Some(spec.field), How::ByContent);
        }
    }
}

/// The first different cells of a column that hold something.
fn sample(data: &[Row], column: usize) -> Vec<String> {
    let mut sample: Vec<String> = Vec::new();
    for row in data.iter().take(content::ROWS) {
        let cell = row.cell(column);
        if cell.is_blank() {
            continue;
        }
        let text = cell.text();
        if !sample.contains(&text) {
            sample.push(text);
            if sample.len() == SAMPLES {
                break;
            }
        }
    }
    sample
}

/// The letters by which Excel calls a column counted from 0.
pub fn letter(column: usize) -> String {
    let mut rest = column + 1;
    let mut letters = Vec::new();
    while rest > 0 {
        letters.push(char::from(b'A' + u8::try_from((rest - 1) % 26).unwrap_or(0)));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests;

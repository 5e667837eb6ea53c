//! What became of each sheet: rows stored, rows already there, rows refused and why.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use xinan_db::Uuid;
use xinan_documents::columns::Ledger;
use xinan_documents::refused::{Reason, Refused};
use xinan_domain::text::Lang;

use crate::texts;

/// Refused rows of a sheet whose complaints are kept in words. Whoever has more to mend than this has
/// one mistake many times, and all of them are counted.
pub const MOST_ROWS: usize = 1000;
/// Doubts of a sheet that are kept in words.
pub const MOST_DOUBTS: usize = 1000;
/// Complaints that are kept in words for all sheets that come together.
pub const MOST_COMPLAINTS: usize = 40_000;

/// What became of one sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetReport {
    /// The file's name.
    pub file: String,
    /// The sheet's name.
    pub sheet: String,
    /// `roster`, `followups`, `exams` or `clues`.
    pub kind: String,
    /// Data rows.
    pub rows: usize,
    /// Rows that are stored, or would be.
    pub stored: usize,
    /// Rows that were there already.
    pub already: usize,
    /// Complaints that stop a row: those of the first rows, see [`SheetReport::refused_rows`].
    pub refused: Vec<Refusal>,
    /// Doubts: kept, and worth a second look. The first of them, see [`SheetReport::doubtful`].
    pub doubts: Vec<Refusal>,
    /// Required answers that rows lack, by field in the order in which they were met: kept, and to be
    /// completed some day (待补).
    #[serde(default)]
    pub to_complete: Vec<ToComplete>,
    /// How many rows were refused in all.
    #[serde(default)]
    all_refused: usize,
    /// How many doubts there were in all.
    #[serde(default)]
    all_doubts: usize,
    /// The sheet as a whole was refused, for want of a column; then `refused` names the columns.
    #[serde(default)]
    pub whole: bool,
    /// Rows that replace an older version of a person's form; among those stored.
    #[serde(default)]
    pub changed: usize,
    /// The id under which the store names the sheet as the source of its rows.
    pub source: Uuid,
    /// The records to which rows were matched, for the log: what is shown of the sheet is shown of them.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub people: BTreeSet<Uuid>,
    /// Those of them whose rows are to be mended.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub people_to_mend: BTreeSet<Uuid>,
    /// The row that was complained of last: rows come in order, with all complaints of each together.
    #[serde(skip)]
    last_refused: Option<u32>,
    /// Complaints that stop a row, of all rows so far.
    #[serde(skip)]
    complaints: usize,
    /// Complaints that may still be kept in words.
    #[serde(skip)]
    room: usize,
}

/// A required field that rows of a sheet leave open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ToComplete {
    /// The field.
    pub field: String,
    /// The column, as the sheet names it; as the form names it where the sheet has no such column.
    pub column: String,
    /// Whether the sheet has such a column.
    pub has_column: bool,
    /// How many rows leave it open.
    pub rows: usize,
    /// The first of them.
    pub first_rows: Vec<u32>,
}

/// Rows that are named for one field to be completed.
const MOST_OPEN_ROWS: usize = 12;

/// One complaint at one cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refusal {
    /// The row's number in Excel.
    pub row: u32,
    /// The column, as the sheet names it.
    pub column: String,
    /// The cell, as Excel names it; empty when it is about the row.
    pub cell: String,
    /// The field.
    pub field: String,
    /// What happened and what to do.
    pub message: String,
}

impl SheetReport {
    /// Of a sheet of which no row was looked at yet.
    pub fn empty(sheet: &str, kind: &str, source: Uuid) -> Self {
        Self {
            file: String::new(),
            sheet: sheet.to_owned(),
            kind: kind.to_owned(),
            rows: 0,
            stored: 0,
            already: 0,
            refused: Vec::new(),
            doubts: Vec::new(),
            to_complete: Vec::new(),
            all_refused: 0,
            all_doubts: 0,
            whole: false,
            changed: 0,
            source,
            people: BTreeSet::new(),
            people_to_mend: BTreeSet::new(),
            last_refused: None,
            complaints: 0,
            room: MOST_COMPLAINTS,
        }
    }

    /// The same, with room for so many complaints in words.
    #[must_use]
    pub fn with_room(mut self, room: usize) -> Self {
        self.room = room;
        self
    }

    /// Refuses a row for one more reason.
    pub fn refuse(&mut self, one: Refusal) {
        let keeps = self.keeps(one.row);
        self.refuse_without_words(one.row);
        if keeps {
            self.refused.push(one);
        }
    }

    /// The same when nobody will read the words.
    pub fn refuse_without_words(&mut self, row: u32) {
        if self.last_refused != Some(row) {
            self.last_refused = Some(row);
            self.all_refused += 1;
        }
        self.complaints += 1;
    }

    /// Whether a complaint about this row would be kept in words.
    pub fn keeps(&self, row: u32) -> bool {
        let begun = self.last_refused == Some(row) && self.all_refused <= MOST_ROWS;
        (begun || self.all_refused < MOST_ROWS) && self.refused.len() < self.room
    }

    /// How many complaints stopped rows so far.
    pub fn complaints(&self) -> usize {
        self.complaints
    }

    /// Notes a doubt.
    pub fn doubt(&mut self, one: Refusal) {
        self.all_doubts += 1;
        if self.doubts.len() < MOST_DOUBTS {
            self.doubts.push(one);
        }
    }

    /// Notes that a row leaves a required field open; `open` says at which column.
    pub fn leaves_open(&mut self, row: u32, field: &str, open: impl FnOnce() -> ToComplete) {
        let at = self.to_complete.iter().position(|one| one.field == field);
        let at = at.unwrap_or_else(|| {
            self.to_complete.push(open());
            self.to_complete.len() - 1
        });
        let one = &mut self.to_complete[at];
        one.rows += 1;
        if one.first_rows.len() < MOST_OPEN_ROWS {
            one.first_rows.push(row);
        }
    }

    /// Refuses all rows for want of columns, each named by one complaint.
    pub fn refuse_whole(&mut self, columns: Vec<Refusal>) {
        self.whole = true;
        self.refused = columns;
        self.all_refused = self.rows;
    }

    /// Whether any row was refused, or the sheet as a whole.
    pub fn any_refused(&self) -> bool {
        self.whole || self.refused_rows() > 0
    }

    /// How many rows were refused; a row may have several complaints.
    pub fn refused_rows(&self) -> usize {
        if self.whole {
            return self.all_refused;
        }
        // Reports of older imports hold every complaint and no count.
        let mut rows: Vec<u32> = self.refused.iter().map(|one| one.row).collect();
        rows.sort_unstable();
        rows.dedup();
        rows.len().max(self.all_refused)
    }

    /// How many doubts there were.
    pub fn doubtful(&self) -> usize {
        self.all_doubts.max(self.doubts.len())
    }

    /// Refused rows whose complaints are not kept in words.
    pub fn more_refused(&self) -> usize {
        match self.whole {
            true => 0,
            false => self.refused_rows() - self.rows_to_mend().len(),
        }
    }

    /// The refused rows with all that is wrong with each, as the workbook for the office has them.
    pub fn rows_to_mend(&self) -> Vec<Refused> {
        if self.whole {
            return Vec::new();
        }
        let mut rows: BTreeMap<u32, Vec<Reason>> = BTreeMap::new();
        for one in &self.refused {
            let field = (!one.field.is_empty()).then(|| one.field.clone());
            rows.entry(one.row).or_default().push(Reason { field, sentence: one.message.clone() });
        }
        rows.into_iter().map(|(number, reasons)| Refused { number, reasons }).collect()
    }

    /// The kind of ledger in words.
    pub fn kind_label(&self, lang: Lang) -> &'static str {
        match self.kind.as_str() {
            "roster" => texts::kind_roster(lang),
            "followups" => texts::kind_followups(lang),
            "exams" => texts::kind_exams(lang),
            _ => texts::kind_clues(lang),
        }
    }
}

/// The name of a ledger in reports for programs.
pub fn kind_key(kind: Ledger) -> &'static str {
    match kind {
        Ledger::Roster => "roster",
        Ledger::FollowUps => "followups",
        Ledger::Exams => "exams",
        Ledger::Clues => "clues",
    }
}

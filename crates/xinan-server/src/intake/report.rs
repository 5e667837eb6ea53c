//! What became of each sheet: rows stored, rows already there, rows refused and why.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use xinan_db::Uuid;
use xinan_documents::columns::Ledger;
use xinan_documents::refused::{Reason, Refused};
use xinan_domain::text::Lang;

use crate::texts;

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
    /// Complaints that stop a row.
    pub refused: Vec<Refusal>,
    /// Doubts: kept, and worth a second look.
    pub doubts: Vec<Refusal>,
    /// Rows that replace an older version of a person's form; among those stored.
    #[serde(default)]
    pub changed: usize,
    /// The id under which the store names the sheet as the source of its rows.
    pub source: Uuid,
}

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
            changed: 0,
            source,
        }
    }

    /// How many rows were refused; a row may have several complaints.
    pub fn refused_rows(&self) -> usize {
        let mut rows: Vec<u32> = self.refused.iter().map(|one| one.row).collect();
        rows.sort_unstable();
        rows.dedup();
        rows.len()
    }

    /// The refused rows with all that is wrong with each, as the workbook for the office has them.
    pub fn rows_to_mend(&self) -> Vec<Refused> {
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

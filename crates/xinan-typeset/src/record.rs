//! Any form whose lines are a label and an answer, and any account of what happened day by day, as plain data.
//!
//! Of the forms that go by this sheet no printed copy with boxes of its own was at hand (transfer, closing, loss and death,
//! discharge, referral, an emergency, an examination…): labels and their order are those of the definition that the page and
//! the workbook share. A sheet may take several pages. Days are written `2026-11-20`. Rows without answers stay open for the
//! pen.

use serde::{Deserialize, Serialize};

/// A line of a form.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordRow {
    /// The label.
    pub label: String,
    /// The answer, in words.
    pub value: String,
    /// It takes the whole width; else two stand side by side.
    pub wide: bool,
}

/// Lines under a heading; an empty heading is none.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordPart {
    /// The heading.
    pub heading: String,
    /// The lines.
    pub rows: Vec<RecordRow>,
}

/// Something that happened, of an account.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordEntry {
    /// When.
    pub when: String,
    /// What.
    pub what: String,
    /// The rest, in words; with who says so.
    pub words: String,
}

/// A sheet of one or more pages.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordSheet {
    /// Number of the entry in this system, for the foot of the page.
    pub record_no: String,
    /// The form's name.
    pub title: String,
    /// What it rests on, in small letters under the name; may be empty.
    pub basis: String,
    /// 姓名.
    pub name: String,
    /// 编号; its last eight digits are shown.
    pub case_no: String,
    /// The lines.
    pub parts: Vec<RecordPart>,
    /// The account, oldest first.
    pub entries: Vec<RecordEntry>,
    /// What is said in full under the lines: rights, what to do with the copies.
    pub notes: Vec<String>,
    /// Who signs, each on a line with a day.
    pub signs: Vec<String>,
}

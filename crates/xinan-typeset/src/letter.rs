//! 知情同意书 as plain data: the text of one version, with room for names and signatures.
//!
//! Source: 工作规范 知情同意: what it says, 同意 or 不同意, signatures of the person and the guardian with the relation, of
//! the worker, the day; two copies. The words come with the order: they are a version that others remember
//! (docs/decisions/0030). Nothing is ticked beforehand.

use serde::{Deserialize, Serialize};

/// A letter as it goes on paper.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct LetterSheet {
    /// Number of the record in this system, for the foot of the page.
    pub record_no: String,
    /// 姓名; empty on a blank.
    pub name: String,
    /// 编号, 17 digits or the last 8; the boxes take the last 8.
    pub case_no: String,
    /// The heading of the sheet.
    pub title: String,
    /// The version, as people name it.
    pub version: String,
    /// Its paragraphs.
    pub clauses: Vec<LetterClause>,
    /// The boxes to tick: yes, and no.
    pub choices: Vec<String>,
}

/// A paragraph with its heading.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct LetterClause {
    /// What it is about.
    pub heading: String,
    /// What it says.
    pub text: String,
}

//! The official forms on paper: plain data in, PDF out.
//!
//! The letters of consent ([`LetterSheet`]), and two forms of 国家基本公共卫生服务规范（第三版）: the follow-up record ([`FollowUpSheet`]) and the
//! supplement to the personal record ([`SupplementSheet`]); the registration form of a clue with its list of questions ([`ClueSheet`],
//! [`QuestionsSheet`]); the record of an emergency ([`DisposalSheet`]); a card of our own ([`CardSheet`]); and any other form as labels and answers ([`RecordSheet`]), which takes
//! the pages that it needs. Each of the others is one A4 page, box for box, blank or filled. What does not fit its line is shrunk, then cut with an ellipsis and written in full on
//! a page marked 续; nothing is lost and nothing overlaps. Several sheets make one file, in the order
//! given, each beginning a page.
//!
//! The crate is heavy (typst) and therefore optional, and knows nobody: the server maps its records
//! to the structs here. Setting takes time and memory: call it from a thread that may block, one job
//! at a time, or in a process of its own, to which an [`Order`] is sent (docs/decisions/0019).
//! Why typst: docs/decisions/0005.

mod card;
mod clue;
mod disposal;
mod follow_up;
mod fonts;
mod job;
mod letter;
mod order;
mod press;
mod record;
mod supplement;
#[cfg(test)]
mod tests;
mod words;
mod world;

use std::collections::BTreeMap;

use anyhow::Result;
use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};

pub use card::CardSheet;
pub use clue::{AskedQuestion, ClueSheet, QuestionsSheet};
pub use disposal::{DisposalLine, DisposalSheet};
pub use follow_up::{Act, FollowUpSheet, Medicine};
pub use fonts::uncovered;
pub use letter::{LetterClause, LetterSheet};
pub use order::{Order, Refusal, Sheets, serve_one};
pub use record::{RecordEntry, RecordPart, RecordRow, RecordSheet};
pub use supplement::SupplementSheet;

use job::Job;
use world::Form;

/// Sheets that one job may hold: more than a village has people. What it takes: docs/decisions/0019.
pub const MOST_SHEETS: usize = 200;

/// Who prints, and when: the foot of every page, and the file's date.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Footer {
    /// 打印人; may be empty on blank forms.
    pub printed_by: String,
    /// The moment of printing in China's time. The file depends on it and on no clock.
    pub printed_at: DateTime,
    /// The twenty characters of the newest checkpoint of the log of looks; may be empty. Paper that left
    /// the house bears witness to it (docs/decisions/0020).
    #[serde(default)]
    pub checkpoint: String,
}

/// What else may be asked of a job.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Extras {
    /// Puts a list of the sheets (姓名, 编号, page) before them, when there is more than one.
    pub cover: bool,
    /// Wording of the options, replacing the form's own.
    pub wording: Wording,
}

/// Code lists by field (see [`WORDED_FIELDS`]): the form's number and the words beside it.
pub type Wording = BTreeMap<String, Vec<(u8, String)>>;

/// The fields whose options can be worded by [`Extras::wording`].
///
/// `grade` is 良好/一般/较差 for 睡眠, 饮食 and four of the five social functions; `work` is the fifth.
/// `effect` belongs to the follow-up, `last_effect` to the supplement.
pub const WORDED_FIELDS: [&str; 26] = [
    "acts",
    "adherence",
    "adverse",
    "class",
    "confinement",
    "consent",
    "death_cause",
    "death_disease",
    "economy",
    "effect",
    "employment",
    "grade",
    "hospital",
    "household",
    "insight",
    "last_effect",
    "lost_reason",
    "met",
    "mode",
    "outpatient",
    "referral",
    "rehabilitation",
    "risk",
    "symptoms",
    "tests",
    "work",
];

/// 随访服务记录表: one page each, in the order given.
pub fn follow_up_pdf(sheets: &[FollowUpSheet], footer: &Footer) -> Result<Vec<u8>> {
    follow_up_pdf_with(sheets, footer, &Extras::default())
}

/// [`follow_up_pdf`] with a cover list or other wording.
///
/// # Errors
/// No sheet or too many, an unknown field in the wording, or a defect of the template.
pub fn follow_up_pdf_with(sheets: &[FollowUpSheet], footer: &Footer, extras: &Extras) -> Result<Vec<u8>> {
    press::pdf(Form::FollowUp, &Job::new(sheets, footer, extras)?, footer.printed_at)
}

/// 查询卡: one page each, in the order given.
///
/// # Errors
/// No sheet or too many, or a defect of the template.
pub fn card_pdf(sheets: &[CardSheet], footer: &Footer) -> Result<Vec<u8>> {
    press::pdf(Form::Card, &Job::new(sheets, footer, &Extras::default())?, footer.printed_at)
}

/// 线索调查登记表: one page each, in the order given.
///
/// # Errors
/// No sheet or too many, or a defect of the template.
pub fn clue_pdf(sheets: &[ClueSheet], footer: &Footer) -> Result<Vec<u8>> {
    press::pdf(Form::Clue, &Job::new(sheets, footer, &Extras::default())?, footer.printed_at)
}

/// 应急处置记录单: one page each, in the order given; the same errors as [`clue_pdf`].
pub fn disposal_pdf(sheets: &[DisposalSheet], footer: &Footer) -> Result<Vec<u8>> {
    press::pdf(Form::Disposal, &Job::new(sheets, footer, &Extras::default())?, footer.printed_at)
}

/// 线索调查问题清单: one page each, in the order given; the same errors as [`clue_pdf`].
pub fn questions_pdf(sheets: &[QuestionsSheet], footer: &Footer) -> Result<Vec<u8>> {
    press::pdf(Form::Questions, &Job::new(sheets, footer, &Extras::default())?, footer.printed_at)
}

/// Forms of labels and answers: each begins a page and takes as many as it needs.
///
/// # Errors
/// No sheet or too many, an unknown field in the wording, or a defect of the template.
pub fn record_pdf(sheets: &[RecordSheet], footer: &Footer, extras: &Extras) -> Result<Vec<u8>> {
    press::pdf(Form::Record, &Job::new(sheets, footer, extras)?, footer.printed_at)
}

/// 个人信息补充表: one page each, in the order given.
pub fn supplement_pdf(sheets: &[SupplementSheet], footer: &Footer) -> Result<Vec<u8>> {
    supplement_pdf_with(sheets, footer, &Extras::default())
}

/// [`supplement_pdf`] with a cover list or other wording; the same errors as [`follow_up_pdf_with`].
pub fn supplement_pdf_with(sheets: &[SupplementSheet], footer: &Footer, extras: &Extras) -> Result<Vec<u8>> {
    press::pdf(Form::Supplement, &Job::new(sheets, footer, extras)?, footer.printed_at)
}

/// 知情同意书: one page each, in the order given; the same errors as [`follow_up_pdf_with`].
pub fn letter_pdf_with(sheets: &[LetterSheet], footer: &Footer, extras: &Extras) -> Result<Vec<u8>> {
    press::pdf(Form::Letter, &Job::new(sheets, footer, extras)?, footer.printed_at)
}

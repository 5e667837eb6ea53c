//! A job as one process sends it to another: the order on standard input, the file on standard output.
//!
//! Both are the same program (docs/decisions/0019), so the order has no version. What it holds are people's
//! names and illnesses: it goes through a pipe and nowhere else, and no answer quotes it.

use std::fmt;
use std::io::{Read, Write};

use anyhow::{Context as _, Result};
use serde::{Deserialize, Serialize};

use crate::{
    CardSheet, ClueSheet, DisposalSheet, Extras, FollowUpSheet, Footer, LetterSheet, QuestionsSheet,
    RecordSheet, SupplementSheet,
};
use crate::{
    card_pdf, clue_pdf, disposal_pdf, follow_up_pdf_with, letter_pdf_with, questions_pdf, record_pdf,
    supplement_pdf_with,
};

/// The sheets of one job, all of one form.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Sheets {
    /// 随访服务记录表.
    FollowUp(Vec<FollowUpSheet>),
    /// 个人信息补充表.
    Supplement(Vec<SupplementSheet>),
    /// 知情同意书.
    Letter(Vec<LetterSheet>),
    /// 查询卡.
    Card(Vec<CardSheet>),
    /// 线索调查登记表.
    Clue(Vec<ClueSheet>),
    /// 应急处置记录单.
    Disposal(Vec<DisposalSheet>),
    /// 线索调查问题清单.
    Questions(Vec<QuestionsSheet>),
    /// Any form of labels and answers.
    Record(Vec<RecordSheet>),
}

/// One job: what is to be set, and how.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Order {
    /// The sheets in their order.
    pub sheets: Sheets,
    /// Who prints, and when.
    pub footer: Footer,
    /// A cover list, other wording.
    pub extras: Extras,
}

/// Why a process that was sent an order has set nothing. Its text names no person.
#[derive(Debug)]
pub struct Refusal(String);

impl fmt::Display for Refusal {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(&self.0)
    }
}

impl std::error::Error for Refusal {}

impl Order {
    /// Sets the job here and now.
    ///
    /// # Errors
    /// No sheet or too many, an unknown field in the wording, or a defect of a template.
    pub fn pdf(&self) -> Result<Vec<u8>> {
        match &self.sheets {
            Sheets::FollowUp(sheets) => follow_up_pdf_with(sheets, &self.footer, &self.extras),
            Sheets::Supplement(sheets) => supplement_pdf_with(sheets, &self.footer, &self.extras),
            Sheets::Letter(sheets) => letter_pdf_with(sheets, &self.footer, &self.extras),
            Sheets::Card(sheets) => card_pdf(sheets, &self.footer),
            Sheets::Clue(sheets) => clue_pdf(sheets, &self.footer),
            Sheets::Disposal(sheets) => disposal_pdf(sheets, &self.footer),
            Sheets::Questions(sheets) => questions_pdf(sheets, &self.footer),
            Sheets::Record(sheets) => record_pdf(sheets, &self.footer, &self.extras),
        }
    }

    /// The order as it is sent.
    ///
    /// # Errors
    /// Never, as far as we know: everything in it can be written as JSON.
    pub fn to_bytes(&self) -> Result<Vec<u8>> {
        serde_json::to_vec(self).context("writing an order")
    }

    /// What the other process answered to it: the file, or why there is none. `well` is whether it ended
    /// without an error.
    ///
    /// # Errors
    /// The reason that it gave, or that it gave none.
    pub fn answer(well: bool, output: Vec<u8>) -> Result<Vec<u8>, Refusal> {
        let is_file = output.starts_with(b"%PDF-");
        if well && is_file {
            return Ok(output);
        }
        let reason = match String::from_utf8_lossy(&output).trim() {
            // Half a file may quote who is on it.
            _ if is_file => "it broke off".to_owned(),
            reason if !well && !reason.is_empty() => reason.to_owned(),
            _ => "it gave no reason".to_owned(),
        };
        Err(Refusal(reason))
    }
}

/// Sets the one order that stands in `input`, to its end, and writes the file to `output`, or the reason why there is
/// none. Whether there is one.
///
/// # Errors
/// When nobody listens any more, or input cannot be read.
pub fn serve_one(mut input: impl Read, mut output: impl Write) -> Result<bool> {
    let mut order = Vec::new();
    input.read_to_end(&mut order).context("reading an order")?;
    // What serde says of a wrong order may quote it.
    let order = serde_json::from_slice::<Order>(&order).map_err(|_| Refusal("this is no order".to_owned()));
    let set = order.map_err(anyhow::Error::from).and_then(|order| order.pdf());
    match &set {
        Ok(pdf) => output.write_all(pdf),
        Err(error) => output.write_all(format!("{error:#}").as_bytes()),
    }
    .and_then(|()| output.flush())
    .context("handing over a file")?;
    Ok(set.is_ok())
}

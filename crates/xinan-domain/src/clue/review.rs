//! 复核诊断 — what a psychiatrist found, as somebody enters it from the paper or the psychiatrist says it.
//!
//! 精神卫生法 第二十九条: only a psychiatrist diagnoses. So the psychiatrist and the institution are named, whoever types it.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::ClueOutcome;
use crate::answers::{Answers, Complaints};
use crate::diagnosis::Diagnosis;
use crate::person::is_name;
use crate::reader::{Empty, Reader, shorten};
use crate::text::rules::Problem;
use crate::text::{Lang, clue as words, squeeze};

/// A review, understood.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Review {
    /// 复核结果.
    pub outcome: ClueOutcome,
    /// 诊断, when confirmed.
    pub diagnosis: Option<Diagnosis>,
    /// 复核日期.
    pub on: Date,
    /// 精神科医师.
    pub psychiatrist: String,
    /// Where he or she works.
    pub institution: String,
    /// 意见.
    pub words: String,
}

/// What else is known when a review is read.
#[derive(Debug, Clone, Copy)]
pub struct ReviewContext {
    /// The day of entry.
    pub today: Date,
    /// The day on which the informant was asked.
    pub surveyed_on: Date,
}

/// Reads a review.
///
/// - Confirmed is what a psychiatrist names: without a diagnosis it is still open.
/// - The day lies neither in the future nor before the clue.
///
/// # Errors
/// All complaints.
pub fn parse_review(answers: &Answers, context: &ReviewContext) -> Result<Review, Complaints> {
    let mut read = Reader::new(answers, context.today);
    let outcome = read.one::<ClueOutcome>("outcome", Empty::Refused);
    let diagnosis = match outcome {
        Some(ClueOutcome::Confirmed) => read.one::<Diagnosis>("diagnosis", Empty::Refused),
        _ => None,
    };
    let on = read.past_day("reviewed_on", Empty::Refused);
    if on.is_some_and(|on| on < context.surveyed_on) {
        let said = [Lang::Zh, Lang::En].map(|lang| words::wrong_review_before(lang, context.surveyed_on));
        read.complaints.refuse("reviewed_on", Problem::Said(said));
    }
    let psychiatrist = squeeze(&read.text("psychiatrist", 50, Empty::Refused));
    if !psychiatrist.is_empty() && !is_name(&psychiatrist) {
        read.complaints.refuse("psychiatrist", Problem::NotAName { given: shorten(&psychiatrist) });
    }
    let institution = read.text("institution", 100, Empty::Refused);
    let words = read.text("words", 200, Empty::Fine);
    match (outcome, on) {
        (Some(outcome), Some(on)) if !read.complaints.refused() => {
            Ok(Review { outcome, diagnosis, on, psychiatrist, institution, words })
        }
        _ => Err(read.complaints),
    }
}

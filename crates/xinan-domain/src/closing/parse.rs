//! From answers to a closing, or to all complaints at once.

use jiff::civil::Date;

use super::{Closed, Withdrawn};
use crate::answers::{Answers, Complaints};
use crate::life::Closing;
use crate::reader::{Empty, Reader};
use crate::text::rules::Problem;
use crate::text::{Lang, life as words};

/// What else is known.
#[derive(Debug, Clone, Copy)]
pub struct Context {
    /// The day of entry.
    pub today: Date,
    /// The day from which the record counts: nothing is closed before.
    pub registered_on: Date,
}

/// How many digits a 编号 has.
const NUMBER: usize = 17;

/// Why a record is closed.
///
/// # Errors
/// All complaints, when at least one of them stops the entry.
pub fn closing(answers: &Answers, context: &Context) -> Result<Closed, Complaints> {
    let mut read = Reader::new(answers, context.today);
    let on = read.past_day("closed_on", Empty::Refused);
    if on.is_some_and(|on| on < context.registered_on) {
        read.complaints
            .refuse("closed_on", said(|lang| words::closing_too_early(lang, context.registered_on)));
    }
    let why: Option<Closing> = read.one("why", Empty::Refused);
    if why == Some(Closing::MovedAway) {
        read.complaints.refuse("why", said(|lang| words::closing_moved(lang).to_owned()));
    }
    let withdrawn = match why {
        Some(Closing::Revoked) => withdrawn(&mut read, on),
        _ => None,
    };
    let kept = match why {
        Some(Closing::Merged) => number(&mut read),
        _ => String::new(),
    };
    let needed = if why == Some(Closing::Mistake) { Empty::Refused } else { Empty::Fine };
    let note = read.text("note", 300, needed);
    match (on, why) {
        (Some(on), Some(why)) if !read.complaints.refused() => Ok(Closed { on, why, withdrawn, kept, note }),
        _ => Err(read.complaints),
    }
}

fn withdrawn(read: &mut Reader<'_>, closed_on: Option<Date>) -> Option<Withdrawn> {
    let finding = read.one("finding", Empty::Refused);
    let body = read.text("body", 100, Empty::Refused);
    let concluded_on = read.past_day("concluded_on", Empty::Refused);
    let told_on = read.past_day("told_on", Empty::Refused);
    if concluded_on.zip(closed_on).is_some_and(|(concluded, closed)| concluded > closed) {
        read.complaints
            .refuse("concluded_on", said(|lang| words::closing_before_conclusion(lang).to_owned()));
    }
    if told_on.zip(concluded_on).is_some_and(|(told, concluded)| told < concluded) {
        read.complaints.refuse("told_on", said(|lang| words::closing_told_before(lang).to_owned()));
    }
    Some(Withdrawn { finding: finding?, body, concluded_on: concluded_on?, told_on: told_on? })
}

/// 编号 as it stands on forms, with or without the strokes between its parts.
fn number(read: &mut Reader<'_>) -> String {
    let Some(typed) = read.filled("kept", Empty::Refused) else { return String::new() };
    let digits: String = typed.chars().filter(|one| !matches!(one, '-' | '－' | ' ')).collect();
    if digits.len() != NUMBER || !digits.bytes().all(|one| one.is_ascii_digit()) {
        read.complaints.refuse("kept", said(|lang| words::closing_number(lang).to_owned()));
    }
    digits
}

fn said(say: impl Fn(Lang) -> String) -> Problem {
    Problem::Said([say(Lang::Zh), say(Lang::En)])
}

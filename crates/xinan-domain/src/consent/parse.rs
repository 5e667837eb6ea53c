//! From answers to an [`Entry`], or to all complaints at once.

use jiff::civil::Date;

use super::{DecidedBy, Decision, Detail, Entry, Ground, Guardian, Said, State, Subject, Wrong};
use crate::answers::{Answers, Complaints};
use crate::day::age_on;
use crate::person::{Relation, is_name};
use crate::portal::safety::same_name;
use crate::reader::{Empty, Reader, shorten};
use crate::text::letter;
use crate::text::rules::Problem;
use crate::text::squeeze;

/// A text of another house: a county's own sheet, or one of before.
pub const OTHER_LETTER: &str = "other";

/// From which age on somebody decides alone (个人信息保护法 第三十一条).
const DECIDES_FROM: i16 = 14;

/// What else is known when an entry is read.
#[derive(Debug, Clone, Copy)]
pub struct EntryContext<'a> {
    /// The day of entry.
    pub today: Date,
    /// 出生日期.
    pub born: Date,
    /// The day from which the record counts.
    pub registered_on: Date,
    /// 死亡日期.
    pub died_on: Option<Date>,
    /// From whom the person is to be safe, by every name that is known.
    pub kept_away: &'a [String],
    /// Everything that was said and counts.
    pub said: &'a [Said],
}

/// Reads an entry of consent.
///
/// - The day lies neither in the future nor before birth or the record (国家信息系统: 知情同意时间不早于建档日期).
/// - Only what was given is taken back; who gave it and does not wish it any more takes it back.
/// - Under fourteen a guardian decides, alone or too (个人信息保护法 第三十一条). Where the guardian decides alone, it is
///   said why the person could not: a signature of the person's own is sought first (工作规范 知情同意).
/// - A guardian from whom the person is to be safe decides nothing (民法典 第三十五、三十六条: in the ward's best interest).
/// - What is given is given on a text (第十四条: 充分知情). Of a refusal the text may stay open.
/// - To be informed is of the programme alone, and rests on a report (报告办法 第三条).
///
/// # Errors
/// All complaints, when at least one of them stops the entry.
pub fn parse(answers: &Answers, context: &EntryContext<'_>) -> Result<Entry, Complaints> {
    let mut read = Reader::new(answers, context.today);
    let subject = read.one::<Subject>("subject", Empty::Refused);
    let decision = read.one::<Decision>("decision", Empty::Refused);
    let on = day(&mut read, context);
    let by = read.one::<DecidedBy>("decided_by", Empty::Refused);
    if let (Some(subject), Some(decision), Some(on)) = (subject, decision, on) {
        follows_on(&mut read, context, subject, decision, on);
    }
    let guardian = match by {
        Some(DecidedBy::Guardian | DecidedBy::Both) => guardian(&mut read),
        _ => None,
    };
    let is_kept_away = |one: &Guardian| context.kept_away.iter().any(|away| same_name(&one.name, away));
    if guardian.as_ref().is_some_and(is_kept_away) {
        read.complaints.refuse("decided_by", Problem::Consent(Wrong::GuardianKeptAway));
    }
    let unable = match by {
        Some(DecidedBy::Guardian) => read.text("unable_reason", 200, Empty::Refused),
        _ => String::new(),
    };
    if by == Some(DecidedBy::Person) && on.is_some_and(|on| age_on(context.born, on) < DECIDES_FROM) {
        read.complaints.refuse("decided_by", Problem::Consent(Wrong::GuardianDecides));
    }
    let letter = letter_of(&mut read, answers, subject, decision, on);
    let ground = match decision {
        Some(Decision::Informed) => ground(&mut read),
        _ => None,
    };
    let remark = read.text("remark", 200, Empty::Fine);
    match (subject, decision, on, by) {
        (Some(subject), Some(decision), Some(on), Some(by)) if !read.complaints.refused() => Ok(Entry {
            subject,
            decision,
            on,
            by,
            letter,
            detail: Detail { guardian, unable, ground, remark },
        }),
        _ => Err(read.complaints),
    }
}

/// The day of the decision.
fn day(read: &mut Reader<'_>, context: &EntryContext<'_>) -> Option<Date> {
    let on = read.past_day("decided_on", Empty::Refused)?;
    let wrong = if on < context.born {
        Wrong::BeforeBirth
    } else if on < context.registered_on {
        Wrong::BeforeRecord { registered_on: context.registered_on }
    } else if let Some(died_on) = context.died_on.filter(|died_on| on > *died_on) {
        Wrong::AfterDeath { died_on }
    } else {
        return Some(on);
    };
    read.complaints.refuse("decided_on", Problem::Consent(wrong));
    None
}

/// Whether the decision can follow on what was said before.
fn follows_on(
    read: &mut Reader<'_>,
    context: &EntryContext<'_>,
    subject: Subject,
    decision: Decision,
    on: Date,
) {
    let before = State::of(context.said, subject, on);
    if decision.can_follow(subject, before.word) {
        return;
    }
    let wrong = match decision {
        Decision::Refused => Wrong::IsGiven { given_on: before.since.unwrap_or(on) },
        Decision::Informed => Wrong::InformedOfManagement,
        Decision::Withdrawn | Decision::Given | Decision::Undecided => Wrong::NothingToTakeBack,
    };
    read.complaints.refuse("decision", Problem::Consent(wrong));
}

fn guardian(read: &mut Reader<'_>) -> Option<Guardian> {
    let name = squeeze(&read.text("guardian_name", 50, Empty::Refused));
    if !name.is_empty() && !is_name(&name) {
        read.complaints.refuse("guardian_name", Problem::NotAName { given: shorten(&name) });
    }
    let relation = read.one::<Relation>("guardian_relation", Empty::Refused)?;
    (!name.is_empty()).then_some(Guardian { name, relation })
}

fn ground(read: &mut Reader<'_>) -> Option<Ground> {
    let reported_by = read.text("reported_by", 100, Empty::Refused);
    let reported_on = read.past_day("reported_on", Empty::Refused)?;
    (!reported_by.is_empty()).then_some(Ground { reported_by, reported_on })
}

/// The version of the text.
fn letter_of(
    read: &mut Reader<'_>,
    answers: &Answers,
    subject: Option<Subject>,
    decision: Option<Decision>,
    on: Option<Date>,
) -> Option<String> {
    // To be informed has no letter of ours: the law is what one is informed of.
    if read.filled("letter", Empty::Fine).is_none() {
        if decision == Some(Decision::Given) {
            read.complaints.refuse("letter", Problem::Consent(Wrong::GivenOnNoText));
        }
        return None;
    }
    let id = answers.get("letter");
    if id == OTHER_LETTER {
        return Some(id);
    }
    let Some(letter) = letter::find(&id) else {
        read.complaints.refuse("letter", Problem::Consent(Wrong::LetterUnknown { given: shorten(&id) }));
        return None;
    };
    if subject.is_some_and(|subject| subject != letter.subject) {
        read.complaints.refuse("letter", Problem::Consent(Wrong::LetterOfAnother));
    } else if on.is_some_and(|on| on < letter.since) {
        read.complaints.refuse("letter", Problem::Consent(Wrong::LetterOfLater { since: letter.since }));
    }
    Some(id)
}

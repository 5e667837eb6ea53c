//! The norm's own sentences about a visit, as facts.
//!
//! Each begins with somebody well and changes the one thing that it is about. 王医生 and everybody
//! whom he visits are invented.

use jiff::civil::{Date, date};

use super::*;
use crate::answers::{Answers, Complaints, Weight};
use crate::parameter::{InsightRule, Intervals};
use crate::risk::Risk;
use crate::text::rules::Problem;

mod any;
mod class;
mod due;
mod entered;
mod gone;
mod medicine;
mod round;
mod routine;
mod step;

/// The day on which the forms of these tests are filled in.
const TODAY: Date = date(2026, 3, 10);
/// The day of the visit.
const VISITED_ON: Date = date(2026, 3, 2);

/// Meets every condition of 病情稳定.
fn well() -> Findings {
    Findings {
        risk: Risk::NONE,
        symptoms: SymptomSeverity::Gone,
        insight: Insight::Full,
        poorest_ability: Ability::Good,
        adverse: AdverseSeverity::None,
        physical: PhysicalIllness::NoneOrSteady,
        other_abnormality: false,
    }
}

/// The form of somebody well who takes 利培酮, complete and without a doubt.
fn well_answers() -> Answers {
    let pairs = [
        ("visited_on", "2026-03-02"),
        ("mode", "2"),
        ("met", "1"),
        ("risk", "0"),
        ("severity", "1"),
        ("insight", "1"),
        ("sleep", "1"),
        ("diet", "1"),
        ("self_care", "1"),
        ("housework", "1"),
        ("work", "1"),
        ("learning", "1"),
        ("social", "1"),
        ("incidents", "7"),
        ("confinement", "1"),
        ("hospital", "0"),
        ("labs", "1"),
        ("adherence", "1"),
        ("adverse", "1"),
        ("effect", "2"),
        ("referral", "1"),
        ("medicine1", "利培酮"),
        ("morning1", "1"),
        ("evening1", "2"),
        ("stability", "3"),
        ("next_on", "2026-06-02"),
        ("doctor", "王医生"),
    ];
    Answers::new(pairs.map(|(id, text)| (id.to_owned(), text.to_owned())).into())
}

/// The form of somebody well, with these answers instead.
fn with(changes: &[(&str, &str)]) -> Answers {
    let mut answers = well_answers();
    for (id, text) in changes {
        answers.set(id, *text);
    }
    answers
}

/// A form that holds only this.
fn only(pairs: &[(&str, &str)]) -> Answers {
    Answers::new(pairs.iter().map(|(id, text)| ((*id).to_owned(), (*text).to_owned())).collect())
}

/// Registered in 2024, alive, and stable at the visit before.
fn context(entry: Entry, intervals: &Intervals) -> VisitContext<'_> {
    VisitContext {
        today: TODAY,
        entry,
        registered_on: Some(date(2024, 4, 15)),
        died_on: None,
        closed_on: None,
        seen_on: None,
        before: Some(Stability::Stable),
        intervals,
        insight: InsightRule::Full,
    }
}

fn read(entry: Entry, answers: &Answers) -> Result<Understood, Complaints> {
    let intervals = Intervals::default();
    parse(answers, &context(entry, &intervals))
}

#[track_caller]
fn understood(answers: &Answers) -> Understood {
    read(Entry::Form, answers).unwrap_or_else(|complaints| panic!("refused: {complaints:?}"))
}

fn clinical(understood: &Understood) -> &Clinical {
    understood.visit.clinical().expect("somebody was seen")
}

/// Everything that is complained of, in order.
fn complaints(entry: Entry, answers: &Answers) -> Vec<(&'static str, Weight, Problem)> {
    let all = match read(entry, answers) {
        Ok(understood) => understood.doubts,
        Err(complaints) => {
            assert!(complaints.refused(), "an error without a reason: {complaints:?}");
            complaints
        }
    };
    all.iter().map(|one| (one.field, one.weight, one.problem.clone())).collect()
}

/// Of somebody well with these answers instead, form and workbook complain of exactly this.
#[track_caller]
fn check(changes: &[(&str, &str)], field: &'static str, problem: Problem, form: Weight, workbook: Weight) {
    let answers = with(changes);
    for (entry, weight) in [(Entry::Form, form), (Entry::Workbook, workbook)] {
        assert_eq!(complaints(entry, &answers), [(field, weight, problem.clone())], "{entry:?} {changes:?}");
    }
}

/// Neither form nor workbook can be kept like this.
#[track_caller]
fn refused(changes: &[(&str, &str)], field: &'static str, problem: Problem) {
    check(changes, field, problem, Weight::Refuse, Weight::Refuse);
}

/// A form cannot be kept like this; an old workbook is asked about it.
#[track_caller]
fn refused_on_a_form(changes: &[(&str, &str)], field: &'static str, problem: Problem) {
    check(changes, field, problem, Weight::Refuse, Weight::Ask);
}

/// Kept either way, and asked about.
#[track_caller]
fn asked(changes: &[(&str, &str)], field: &'static str, problem: Problem) {
    check(changes, field, problem, Weight::Ask, Weight::Ask);
}

/// A form is refused, while a workbook that says the same is not even asked.
#[track_caller]
fn only_a_form_is_asked(changes: &[(&str, &str)], field: &'static str, problem: Problem) {
    let answers = with(changes);
    assert_eq!(complaints(Entry::Form, &answers), [(field, Weight::Refuse, problem)], "{changes:?}");
    assert_eq!(complaints(Entry::Workbook, &answers), [], "{changes:?}");
}

/// Nothing is to be said of somebody well with these answers instead.
#[track_caller]
fn nothing_said(changes: &[(&str, &str)]) {
    for entry in [Entry::Form, Entry::Workbook] {
        assert_eq!(complaints(entry, &with(changes)), [], "{entry:?} {changes:?}");
    }
}

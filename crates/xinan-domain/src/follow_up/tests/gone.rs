//! Items 4 失访 and 5 死亡: the rest of the form stays empty, and nothing more is due.

use super::*;
use crate::lost::LostReason;

const LOST: [(&str, &str); 5] =
    [("visited_on", "2026-03-02"), ("mode", "3"), ("met", "2"), ("lost_reason", "1"), ("doctor", "王医生")];

const DEAD: [(&str, &str); 6] = [
    ("visited_on", "2026-03-02"),
    ("mode", "3"),
    ("met", "2"),
    ("died_on", "2026-02-20"),
    ("death_cause", "4"),
    ("doctor", "王医生"),
];

/// These answers and more, of which form and workbook are refused for exactly this.
#[track_caller]
fn refused(given: &[(&str, &str)], more: &[(&str, &str)], field: &'static str, problem: Problem) {
    let mut answers = only(given);
    for (id, text) in more {
        answers.set(id, *text);
    }
    for entry in [Entry::Form, Entry::Workbook] {
        let found = complaints(entry, &answers);
        assert_eq!(found, [(field, Weight::Refuse, problem.clone())], "{entry:?} {more:?}");
    }
}

#[test]
fn of_somebody_lost_the_reason_is_enough() {
    for entry in [Entry::Form, Entry::Workbook] {
        assert_eq!(complaints(entry, &only(&LOST)), [], "{entry:?}");
    }
    let read = understood(&only(&LOST));
    assert_eq!(read.visit.found, Found::Lost(LostReason::WorkingAway));
    assert_eq!(
        (read.visit.stability, read.visit.next_on, read.due, read.judgement),
        (None, None, None, None)
    );
    assert!(!read.visit.is_face_to_face());
}

#[test]
fn of_somebody_dead_day_and_cause_are_enough() {
    for entry in [Entry::Form, Entry::Workbook] {
        assert_eq!(complaints(entry, &only(&DEAD)), [], "{entry:?}");
    }
    let read = understood(&only(&DEAD));
    let died = Found::Died { on: date(2026, 2, 20), cause: DeathCause::Accident, somatic: None };
    assert_eq!(read.visit.found, died);
    assert_eq!((read.visit.stability, read.visit.next_on, read.due), (None, None, None));
}

/// 1 躯体疾病 has kinds; other causes have none.
#[test]
fn the_kind_of_illness_belongs_to_death_by_illness() {
    let somatic = |cause: &str| {
        let mut answers = only(&DEAD);
        answers.set("death_cause", cause);
        answers.set("death_somatic", "3");
        match understood(&answers).visit.found {
            Found::Died { somatic, .. } => somatic,
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(somatic("1"), Some(SomaticCause::Heart));
    assert_eq!(somatic("2"), None);
}

#[test]
fn a_death_needs_day_and_cause_and_is_not_asked_how_it_slept() {
    refused(&DEAD, &[("death_cause", "")], "died_on", Problem::DeathIncomplete);
    refused(&DEAD, &[("died_on", "")], "died_on", Problem::DeathIncomplete);
}

#[test]
fn the_day_of_death_is_not_after_the_visit_nor_after_today() {
    refused(&DEAD, &[("died_on", "2026-03-03")], "died_on", Problem::DeathAfterVisit);
    refused(&DEAD, &[("died_on", "2026-03-11")], "died_on", Problem::InFuture { day: date(2026, 3, 11) });
    let same_day = with_more(&DEAD, ("died_on", "2026-03-02"));
    assert_eq!(complaints(Entry::Form, &same_day), []);
}

/// §15.3 5: what else is open of a death hides no day that contradicts another.
#[test]
fn all_days_of_a_death_that_contradict_are_named_at_once() {
    let intervals = Intervals::default();
    let seen_on = date(2026, 2, 25);
    let seen = VisitContext { seen_on: Some(seen_on), ..context(Entry::Form, &intervals) };
    let named = |answers: &Answers, seen: &VisitContext<'_>| -> Vec<(&'static str, Problem)> {
        let found = parse(answers, seen).expect_err("it contradicts itself");
        found.iter().map(|one| (one.field, one.problem.clone())).collect()
    };
    let without_cause = with_more(&DEAD, ("death_cause", ""));
    let expected =
        [("died_on", Problem::DeathIncomplete), ("died_on", Problem::DeathBeforeVisit { seen_on })];
    assert_eq!(named(&without_cause, &seen), expected);
    let lost_too = with_more(&DEAD, ("lost_reason", "5"));
    let expected =
        [("lost_reason", Problem::LostAndDead), ("died_on", Problem::DeathBeforeVisit { seen_on })];
    assert_eq!(named(&lost_too, &seen), expected);
    let registered_on = date(2026, 3, 5);
    let late = VisitContext { registered_on: Some(registered_on), seen_on: Some(date(2026, 3, 4)), ..seen };
    let after_visit = with_more(&DEAD, ("died_on", "2026-03-03"));
    let expected = [
        ("visited_on", Problem::BeforeRegistration { registered_on }),
        ("died_on", Problem::DeathAfterVisit),
        ("died_on", Problem::DeathBeforeVisit { seen_on: date(2026, 3, 4) }),
    ];
    assert_eq!(named(&after_visit, &late), expected);
}

fn with_more(given: &[(&str, &str)], more: (&str, &str)) -> Answers {
    let mut answers = only(given);
    answers.set(more.0, more.1);
    answers
}

#[test]
fn lost_and_dead_exclude_each_other() {
    refused(&DEAD, &[("lost_reason", "5")], "lost_reason", Problem::LostAndDead);
}

#[test]
fn a_reason_that_the_form_does_not_have_is_the_only_complaint() {
    let found = complaints(Entry::Form, &with_more(&LOST, ("lost_reason", "8")));
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].0, "lost_reason");
}

/// What somebody filled in is never dropped without a word.
#[test]
fn lost_and_dead_leave_the_clinical_items_empty() {
    let items = [
        "risk",
        "symptoms",
        "severity",
        "insight",
        "sleep",
        "diet",
        "self_care",
        "housework",
        "work",
        "learning",
        "social",
        "confinement",
        "hospital",
        "adherence",
        "adverse",
        "effect",
    ];
    for item in items {
        refused(&LOST, &[(item, "1")], item, Problem::NothingElseWhenGone);
        refused(&DEAD, &[(item, "1")], item, Problem::NothingElseWhenGone);
    }
    // A whole form is told once, at its first item.
    let whole = with(&[("lost_reason", "3")]);
    assert_eq!(complaints(Entry::Form, &whole), [("risk", Weight::Refuse, Problem::NothingElseWhenGone)]);
}

/// A form that was begun and then found nobody: with the tick what was filled in is not kept.
#[test]
fn a_half_filled_form_becomes_a_loss_when_somebody_says_so() {
    let whole = with(&[("lost_reason", "3"), ("not_kept", "1")]);
    assert_eq!(complaints(Entry::Form, &whole), []);
    assert_eq!(understood(&whole).visit.found, Found::Lost(LostReason::Missing));
    for (id, text, question) in
        [("labs", "1", "labs"), ("incident5", "1", "incidents"), ("referral", "2", "referral")]
    {
        let answers = with_more(&LOST, (id, text));
        let found = [(question, Weight::Refuse, Problem::NothingElseWhenGone)];
        assert_eq!(complaints(Entry::Form, &answers), found, "{id}");
        assert_eq!(complaints(Entry::Workbook, &answers), [], "{id}");
    }
}

/// A new form brings the medicines of the visit before along; they say nothing about this one.
#[test]
fn medicine_brought_along_is_passed_over() {
    for given in [&LOST[..], &DEAD[..]] {
        let answers = only(&[given, &[("medicine1", "利培酮"), ("morning1", "1")]].concat());
        assert_eq!(complaints(Entry::Form, &answers), []);
    }
}

/// Items 23 and 24: nobody was judged and nothing is agreed on. A form says so and asks; with the tick
/// they are not kept, nor what goes with them, and whatever is written there is not read.
#[test]
fn class_and_next_day_are_left_out_of_a_form_only_when_somebody_says_so() {
    let result = [
        ("stability", "3"),
        ("stability_reason", "专科医生的意见"),
        ("settling", "1"),
        ("next_on", "2026-06-02"),
    ];
    for given in [&LOST[..], &DEAD[..]] {
        for (id, text) in result {
            let answers = with_more(given, (id, text));
            let found = [(id, Weight::Refuse, Problem::NothingElseWhenGone)];
            assert_eq!(complaints(Entry::Form, &answers), found);
        }
        // One question at a time: the first of the page.
        let all = only(&[given, &result].concat());
        let found = [("stability", Weight::Refuse, Problem::NothingElseWhenGone)];
        assert_eq!(complaints(Entry::Form, &all), found);
        for unread in [[].as_slice(), &[("stability", "未访到")], &[("next_on", "再约")]] {
            let mut agreed = only(&[given, &result, &[("not_kept", "1")]].concat());
            for (id, text) in unread {
                agreed.set(id, *text);
            }
            let read = understood(&agreed);
            assert_eq!(complaints(Entry::Form, &agreed), []);
            assert_eq!((read.visit.next_on, read.visit.stability, read.due), (None, None, None));
            assert_eq!((read.visit.override_reason.as_str(), read.visit.settling), ("", false));
        }
    }
}

/// A ledger often has the class of last time and a day on which to try again: the row is taken, and what
/// of it is not kept is told at its cell.
#[test]
fn a_workbook_is_told_that_class_and_next_day_are_not_kept() {
    for given in [&LOST[..], &DEAD[..]] {
        for (class, next) in [("3", "2026-06-02"), ("0", "2026-01-01"), ("未访到", "再约")] {
            let answers = only(&[given, &[("stability", class), ("next_on", next)]].concat());
            let told = |field| (field, Weight::Ask, Problem::NotKeptWhenGone);
            assert_eq!(complaints(Entry::Workbook, &answers), [told("stability"), told("next_on")]);
            let read = read(Entry::Workbook, &answers).unwrap();
            assert_eq!((read.visit.next_on, read.visit.stability, read.due), (None, None, None));
        }
    }
}

/// Nothing is due after a death or a loss.
#[test]
fn nothing_is_due_after_a_death_or_a_loss() {
    for given in [&LOST[..], &DEAD[..]] {
        let read = understood(&only(given));
        assert_eq!((read.visit.next_on, read.visit.stability, read.due), (None, None, None));
    }
}

#[test]
fn no_visit_is_kept_after_the_recorded_death() {
    let intervals = Intervals::default();
    let died_on = date(2026, 2, 20);
    let dead = VisitContext { died_on: Some(died_on), ..context(Entry::Workbook, &intervals) };
    let found = parse(&well_answers(), &dead).unwrap_err();
    let found: Vec<_> = found.iter().map(|one| (one.field, one.problem.clone())).collect();
    assert_eq!(found, [("visited_on", Problem::AfterDeath { died_on })]);
    assert!(parse(&with(&[("visited_on", "2026-02-20"), ("next_on", "")]), &dead).is_ok());
}

/// A ledger names the death again that the roster has: the visit that learned of it comes after it.
#[test]
fn the_visit_that_reports_this_death_may_come_after_it() {
    let intervals = Intervals::default();
    let dead = VisitContext { died_on: Some(date(2026, 2, 20)), ..context(Entry::Workbook, &intervals) };
    assert!(parse(&only(&DEAD), &dead).is_ok());
    let another_day = with_more(&DEAD, ("died_on", "2026-02-21"));
    assert!(parse(&another_day, &dead).is_err());
}

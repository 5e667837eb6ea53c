//! Items 16, 20 and 21: medicine and how it is taken.

use super::*;
use crate::medicine::{DoseDoubt, Interval, Per, Schedule, Unclear};

/// Whoever takes medicine has a row for it.
#[test]
fn whoever_takes_medicine_has_a_medicine() {
    for adherence in ["1", "2"] {
        let changes = [("adherence", adherence), ("medicine1", "无"), ("morning1", ""), ("evening1", "")];
        refused_on_a_form(&changes, "medicine1", Problem::MedicineMissing);
    }
}

/// 4 医嘱勿需用药 ⇔ no medicine.
#[test]
fn who_needs_no_medicine_has_none() {
    refused(&[("adherence", "4")], "medicine1", Problem::MedicineNotNeeded);
    nothing_said(&[("adherence", "4"), ("medicine1", ""), ("morning1", ""), ("evening1", "")]);
}

/// 3 不用药: prescribed and not taken. What was prescribed stands there, or in the guidance; who does
/// not know it says in words why nothing is taken.
#[test]
fn who_does_not_take_it_says_what_was_prescribed_or_why() {
    nothing_said(&[("adherence", "3")]);
    let none = [("adherence", "3"), ("medicine1", ""), ("morning1", ""), ("evening1", "")];
    refused_on_a_form(&none, "medicine1", Problem::PrescriptionMissing);
    let with = |more: &[(&'static str, &'static str)]| [&none[..], more].concat();
    nothing_said(&with(&[("guidance1", "奥氮平片"), ("guidance_evening1", "10")]));
    nothing_said(&with(&[("note", "说药吃完了，没钱去开")]));
}

#[test]
fn a_long_acting_medicine_needs_its_interval() {
    let changes = [("medicine2", "棕榈酸帕利哌酮注射液"), ("morning2", "100")];
    let name = "棕榈酸帕利哌酮注射液".to_owned();
    refused(&changes, "medicine2", Problem::LongActingNeedsInterval { name });
    let read =
        understood(&with(&[("medicine2", "棕榈酸帕利哌酮注射液"), ("weeks2", "4"), ("injection2", "100")]));
    let schedule = Schedule::LongActing { every: Interval::Weeks(4), dose_mg: 100.0 };
    assert_eq!(clinical(&read).medicines[1].schedule, schedule);
}

#[test]
fn a_way_of_taking_that_says_nothing_is_refused_with_its_row() {
    let changes = [("medicine3", "奥氮平"), ("morning3", "一点")];
    refused(&changes, "medicine3", Problem::MedicineUnreadable { row: 3 });
    refused(&[("medicine2", "奥氮平")], "medicine2", Problem::MedicineUnreadable { row: 2 });
}

fn lacks(given: &str, unclear: Unclear) -> Problem {
    Problem::MedicineUnclear { given: given.to_owned(), unclear }
}

/// 每次剂量__mg: a form does not take tablets, whose strength nobody may suppose; a workbook stays as it is.
#[test]
fn tablets_are_not_taken_for_a_dose() {
    let changes = [("medicine3", "奥氮平"), ("morning3", "两片")];
    refused(&changes, "medicine3", lacks("两片", Unclear::Dose));
    for (usage, dose, given) in
        [("每日2次", "两片", "每日2次 两片"), ("1片 一天", "", "1片 一天"), ("遵医嘱", "", "遵医嘱")]
    {
        let changes = [("medicine2", "奥氮平"), ("usage2", usage), ("dose2", dose)];
        only_a_form_is_asked(&changes, "medicine2", lacks(given, Unclear::Dose));
        let guidance = [("guidance2", "奥氮平"), ("guidance_usage2", usage), ("guidance_dose2", dose)];
        only_a_form_is_asked(&guidance, "guidance2", lacks(given, Unclear::Dose));
    }
    only_a_form_is_asked(
        &[("medicine2", "奥氮平"), ("dose2", "2")],
        "medicine2",
        lacks("2 mg", Unclear::Often),
    );
    nothing_said(&[("medicine2", "奥氮平"), ("usage2", "每晚"), ("dose2", "两片，每片5mg")]);
}

/// 隔日1次 can be true, and the paper has no box for it: it stays, with a question.
#[test]
fn words_that_can_be_true_are_kept_and_asked_about() {
    let changes = [("medicine2", "奥氮平"), ("usage2", "隔日1次"), ("dose2", "5")];
    let question = ("medicine2", Weight::Ask, lacks("隔日1次 5 mg", Unclear::Words));
    assert_eq!(complaints(Entry::Workbook, &with(&changes)), []);
    // Changed the same day, it is asked about once more and not refused.
    let again = to_answers(&understood(&with(&changes)).visit);
    for answers in [with(&changes), again] {
        assert_eq!(complaints(Entry::Form, &answers), std::slice::from_ref(&question));
    }
}

/// A row that cannot be read is one complaint: that no medicine stands there would not be true.
#[test]
fn a_row_that_cannot_be_read_is_not_called_missing() {
    let none = [("medicine1", ""), ("morning1", ""), ("evening1", "")];
    let with = |more: &[(&'static str, &'static str)]| [&none[..], more].concat();
    for adherence in ["1", "2", "3"] {
        let unreadable = [("adherence", adherence), ("medicine2", "奥氮平"), ("morning2", "abc")];
        refused(&with(&unreadable), "medicine2", Problem::MedicineUnreadable { row: 2 });
        let nameless = [("adherence", adherence), ("morning2", "5")];
        refused_on_a_form(&with(&nameless), "medicine2", Problem::MedicineMissing);
    }
}

/// A dose without its medicine is a name forgotten, not a row to pass over.
#[test]
fn a_dose_without_a_name_is_not_dropped() {
    refused_on_a_form(&[("evening2", "5")], "medicine2", Problem::MedicineMissing);
    refused_on_a_form(&[("guidance_dose1", "5")], "guidance1", Problem::MedicineMissing);
    nothing_said(&[("evening2", "0"), ("morning3", "-")]);
}

#[test]
fn a_dose_above_the_usual_is_asked_about() {
    let changes = [("medicine1", "奥氮平"), ("morning1", ""), ("evening1", "60")];
    let answers = with(&changes);
    for entry in [Entry::Form, Entry::Workbook] {
        match complaints(entry, &answers).as_slice() {
            [("medicine1", Weight::Ask, Problem::Dose { name, doubt })] => {
                assert_eq!(name, "奥氮平");
                let mg = match doubt {
                    DoseDoubt::AboveUsual { mg, per: Per::Day, .. }
                    | DoseDoubt::AboveHardStop { mg, per: Per::Day, .. } => *mg,
                    other => panic!("{other:?}"),
                };
                assert_eq!(mg, 60.0);
            }
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn six_medicines_fit_and_each_keeps_its_row() {
    let mut answers = well_answers();
    for (row, name) in ["利培酮", "奥氮平", "氯氮平", "喹硫平", "阿立哌唑", "苯海索"].iter().enumerate()
    {
        answers.set(&format!("medicine{}", row + 1), *name);
        answers.set(&format!("usage{}", row + 1), "每日1次");
        answers.set(&format!("dose{}", row + 1), "2");
    }
    answers.set("morning1", "");
    answers.set("evening1", "");
    let read = understood(&answers);
    assert_eq!(clinical(&read).medicines.len(), 6);
    assert_eq!(clinical(&read).medicines[5].name, "苯海索");
}

/// 21 用药指导 is read like 20, and is not what the person takes.
#[test]
fn guidance_is_kept_apart_from_what_is_taken() {
    let read = understood(&with(&[("guidance1", "奥氮平"), ("guidance_evening1", "5")]));
    assert_eq!(clinical(&read).medicines[0].name, "利培酮");
    assert_eq!(clinical(&read).guidance[0].name, "奥氮平");
}

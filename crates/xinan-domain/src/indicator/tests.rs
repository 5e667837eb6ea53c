//! Counted by hand once, and the hand's count tested.
//!
//! Every test begins with somebody well, registered in 2020 with schizophrenia, and writes out the
//! days. A row is compared whole: what a test does not name is zero.

use jiff::civil::{Date, date};

use super::*;
use crate::calendar::Calendar;
use crate::diagnosis::Diagnosis;
use crate::follow_up::{Adherence, Hospital, Stability};
use crate::parameter::{Counting, MedicineBase, Registered, RegularRule, StableRule};
use crate::risk::{Incidents, Risk};

mod any;
mod example;
mod month;
mod published;
mod switches;

/// The end of the year in which most of these histories happen.
const YEAR_END: Date = date(2025, 12, 31);

/// A visit at home: well, stable, taking medicine as prescribed, entered by hand on the same day.
fn seen(on: Date) -> VisitFact {
    VisitFact {
        on,
        complete: true,
        face_to_face: true,
        risk: Some(Risk::NONE),
        adherence: Some(Adherence::Regular),
        hospital: Some(Hospital::NotAdmitted),
        stability: Some(Stability::Stable),
        incidents: Incidents::NONE,
        due_on: None,
        referred: false,
        recorded_on: None,
    }
}

/// 目前正在住院: no grade, no class, nothing known of the medicine.
fn in_hospital(on: Date) -> VisitFact {
    VisitFact {
        face_to_face: false,
        risk: None,
        adherence: None,
        hospital: Some(Hospital::InHospital),
        stability: None,
        ..seen(on)
    }
}

/// Somebody with schizophrenia, registered in 2020, with these visits.
fn case(visits: Vec<VisitFact>) -> CaseFacts {
    CaseFacts {
        diagnosis: Diagnosis::Schizophrenia,
        registered_on: date(2020, 5, 20),
        died_on: None,
        closed_on: None,
        lost: Vec::new(),
        consent: Vec::new(),
        visits,
        examined_on: Vec::new(),
    }
}

/// Visits in February, May, August and November 2025: no gap over three calendar months.
fn quarterly() -> Vec<VisitFact> {
    [date(2025, 2, 10), date(2025, 5, 12), date(2025, 8, 11), date(2025, 11, 10)].map(seen).into()
}

fn row_with(facts: &CaseFacts, cutoff: Date, counting: &Counting) -> Option<CaseMonth> {
    month_of(facts, cutoff, counting, &Calendar::default())
}

fn row(facts: &CaseFacts, cutoff: Date) -> CaseMonth {
    row_with(facts, cutoff, &Counting::default()).expect("there is a record")
}

/// Whether this is counted of the person at the end of 2025.
fn counted(facts: &CaseFacts, measure: Measure) -> bool {
    row(facts, YEAR_END).get(measure) > 0
}

/// Whether this is counted of the person at the end of 2025, counting in this way.
fn counted_with(facts: &CaseFacts, measure: Measure, counting: &Counting) -> bool {
    row_with(facts, YEAR_END, counting).expect("there is a record").get(measure) > 0
}

/// Everything that is counted, in the order of the row.
fn counts(row: &CaseMonth) -> Vec<(Measure, u16)> {
    Measure::ALL.iter().map(|measure| (*measure, row.get(*measure))).filter(|(_, count)| *count > 0).collect()
}

#[track_caller]
fn check(facts: &CaseFacts, cutoff: Date, expected: &[(Measure, u16)]) {
    assert_eq!(counts(&row(facts, cutoff)), expected, "{facts:?}");
}

#[test]
fn every_measure_has_a_key_of_its_own_and_two_names() {
    for (at, measure) in Measure::ALL.iter().enumerate() {
        assert_eq!(*measure as usize, at);
        assert_eq!(Measure::from_key(measure.key()), Some(*measure));
        assert!(!measure.label().is_empty() && !measure.label_en().is_empty(), "{measure:?}");
    }
    assert_eq!(Measure::from_key("在册患者"), None);
    assert_eq!(row(&case(Vec::new()), YEAR_END).counts().len(), Measure::COUNT);
}

#[test]
fn every_indicator_has_an_id_of_its_own_and_says_where_it_stands() {
    for (at, one) in CATALOGUE.iter().enumerate() {
        assert!(CATALOGUE[at + 1..].iter().all(|other| other.id != one.id), "{} twice", one.id);
        assert_eq!(find(one.id).map(|found| found.name), Some(one.name));
        assert!(!one.name.is_empty() && !one.name_en.is_empty() && !one.source.is_empty(), "{}", one.id);
        assert!(one.exclusions.iter().all(|text| !text.is_empty()), "{}", one.id);
    }
    assert!(find("").is_none());
}

#[test]
fn every_target_is_one_of_an_indicator() {
    let targets = crate::parameter::Parameters::national(date(2026, 11, 21)).targets;
    for id in targets.keys() {
        assert!(find(id).is_some(), "{id}");
    }
    assert_eq!(targets.len(), 7);
}

//! Counted by hand once, and the hand's count tested.
//!
//! Every test begins with somebody well, registered in 2020 with schizophrenia, and writes out the
//! days. A row is compared whole: what a test does not name is zero.

use jiff::civil::{Date, date};

use super::*;
use crate::calendar::Calendar;
use crate::diagnosis::Diagnosis;
use crate::follow_up::{Adherence, Hospital, Stability};
use crate::parameter::{Counting, FaceRule, MedicineBase, Registered, RegularRule, StableRule};
use crate::risk::{Incidents, Risk};
use crate::text::Lang;

mod any;
mod example;
mod month;
mod published;
mod switches;
mod timely;

/// The end of the year in which most of these histories happen.
const YEAR_END: Date = date(2025, 12, 31);

/// A visit at home: well, stable, taking medicine as prescribed, entered by hand on the same day.
fn seen(on: Date) -> VisitFact {
    VisitFact {
        on,
        complete: true,
        face_to_face: true,
        telephone: false,
        risk: Some(Risk::NONE),
        adherence: Some(Adherence::Regular),
        hospital: Some(Hospital::NotAdmitted),
        stability: Some(Stability::Stable),
        incidents: Incidents::NONE,
        due_on: None,
        referred: false,
        rehabilitation: false,
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
        informed_on: None,
        visits,
        examined_on: Vec::new(),
        first_visit_due: None,
        discharges: Vec::new(),
        items_open: 0,
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
        assert!(!one.name.is_empty() && !one.name_en.is_empty(), "{}", one.id);
        assert!(one.exclusions.iter().all(|text| !text.is_empty()), "{}", one.id);
        is_said_in_both_languages(one.source[0], one.source[1]);
        is_said_in_both_languages(one.exclusions[0], one.exclusions[1]);
    }
    assert!(find("").is_none());
}

#[track_caller]
fn is_said_in_both_languages(zh: &str, en: &str) {
    assert!(!zh.is_ascii() && en.is_ascii() && !en.is_empty(), "{zh}: {en}");
}

/// What has no facts has no figure, and says what is missing.
#[test]
fn what_is_not_counted_yet_is_named_and_is_none_of_the_counted() {
    for (at, one) in NOT_YET_COUNTED.iter().enumerate() {
        assert!(NOT_YET_COUNTED[at + 1..].iter().all(|other| other.id != one.id), "{} twice", one.id);
        assert!(find(one.id).is_none() && Measure::from_key(one.id).is_none(), "{}", one.id);
        for said in
            [NotYetCounted::name, NotYetCounted::formula, NotYetCounted::missing, NotYetCounted::source]
        {
            is_said_in_both_languages(said(one, Lang::Zh), said(one, Lang::En));
        }
    }
}

/// Every line of the official list (the field's own, and those of the assessors) is counted or named.
#[test]
fn no_indicator_of_the_norms_is_passed_over() {
    for name in [
        "报告患病率",
        "管理率",
        "规范管理率",
        "规范管理率（考核口径）",
        "服药率",
        "规律服药率",
        "精神分裂症服药率",
        "精神分裂症规律服药率",
        "病情稳定率",
        "面访率",
        "体检率",
        "失访率",
        "肇事肇祸率",
        "轻度滋事率",
        "三级及以上比例",
        "三级及以上管理率",
        "三级及以上住院率",
        "随访及时率",
        "信息填报及时率",
        "信息完整率",
        "建档率",
        "知情同意率",
        "免费服药覆盖率",
        "以奖代补落实率",
        "关爱帮扶小组覆盖率",
        "社区康复参与率",
        "心理健康知识知晓率",
        "转诊完成率",
        "出院信息单及时率",
    ] {
        let counted = CATALOGUE.iter().any(|one| one.name == name);
        let named = NOT_YET_COUNTED.iter().any(|one| one.name(Lang::Zh) == name);
        assert!(counted != named, "{name}");
    }
}

#[test]
fn every_target_is_one_of_an_indicator() {
    let targets = crate::parameter::Parameters::national(date(2026, 11, 21)).targets;
    for id in targets.keys() {
        assert!(find(id).is_some(), "{id}");
    }
    assert_eq!(targets.len(), 7);
}

//! Small histories, each measure at its boundary.

use Measure::*;

use super::*;
use crate::risk::Incident;

fn acts(text: &str) -> Incidents {
    Incidents::read(text).unwrap()
}

// The whole row.

#[test]
fn a_year_of_somebody_well_counted_by_hand() {
    let facts = CaseFacts {
        consent: vec![ConsentFact { on: date(2020, 5, 20), given: true }],
        examined_on: vec![date(2025, 5, 12)],
        ..case(quarterly())
    };
    check(
        &facts,
        YEAR_END,
        &[
            (Cumulative, 1),
            (Registered, 1),
            (RegisteredOrDied, 1),
            (Consented, 1),
            (Managed, 1),
            (Home, 1),
            (Standard, 1),
            (StandardScored, 1),
            (OnMedicine, 1),
            (RegularMedicine, 1),
            (Stable, 1),
            (FaceToFace, 1),
            (Examined, 1),
            (Schizophrenia, 1),
            (SchizophreniaManaged, 1),
            (SchizophreniaOnMedicine, 1),
            (SchizophreniaRegular, 1),
            (Visits, 4),
            (InformationComplete, 1),
        ],
    );
}

#[test]
fn a_year_without_a_visit_counted_by_hand() {
    check(
        &case(Vec::new()),
        YEAR_END,
        &[
            (Cumulative, 1),
            (Registered, 1),
            (RegisteredOrDied, 1),
            (NotManaged, 1),
            (Schizophrenia, 1),
            (InformationComplete, 1),
        ],
    );
}

#[test]
fn one_grave_visit_counted_by_hand() {
    let found = VisitFact {
        risk: Risk::new(4),
        stability: Some(Stability::Unstable),
        adherence: Some(Adherence::NotTaking),
        incidents: acts("1:1;2:1;5:2"),
        referred: true,
        face_to_face: false,
        ..seen(date(2025, 12, 20))
    };
    let facts = CaseFacts { diagnosis: Diagnosis::IntellectualDisability, ..case(vec![found]) };
    check(
        &facts,
        YEAR_END,
        &[
            (Cumulative, 1),
            (Registered, 1),
            (RegisteredOrDied, 1),
            (Managed, 1),
            (Home, 1),
            (NotTakingMedicine, 1),
            (LastUnstable, 1),
            (IntellectualManaged, 1),
            (RiskThreeLast, 1),
            (RiskThreeEver, 1),
            (IncidentPerson, 1),
            (MinorDisturbancePerson, 1),
            (SelfHarmPerson, 1),
            (Visits, 1),
            (Referrals, 1),
            (InformationComplete, 1),
        ],
    );
}

// The record.

#[test]
fn a_record_counts_from_its_day_until_it_is_closed() {
    let facts = CaseFacts { closed_on: Some(date(2025, 6, 30)), ..case(Vec::new()) };
    let at = |cutoff| row_with(&facts, cutoff, &Counting::default()).is_some();
    assert!(!at(date(2020, 5, 19)) && at(date(2020, 5, 20)));
    assert!(at(date(2025, 6, 29)) && !at(date(2025, 6, 30)));
}

/// B13: everybody ever confirmed is dead, lost, not managed, or managed.
#[test]
fn the_dead_leave_the_register_on_the_day_of_death() {
    let facts = CaseFacts { died_on: Some(date(2025, 3, 9)), ..case(vec![seen(date(2025, 2, 10))]) };
    assert_eq!(row(&facts, date(2025, 3, 8)).get(Registered), 1);
    let then = [(Cumulative, 1), (Dead, 1), (DiedThisYear, 1), (RegisteredOrDied, 1)];
    check(&facts, date(2025, 3, 9), &then);
    check(&facts, YEAR_END, &then);
    check(&facts, date(2026, 1, 31), &[(Cumulative, 1), (Dead, 1)]);
}

// Managed.

#[test]
fn one_visit_on_new_years_day_makes_a_year_managed() {
    assert!(counted(&case(vec![seen(date(2025, 1, 1))]), Managed));
    assert!(!counted(&case(vec![seen(date(2024, 12, 31))]), Managed));
}

#[test]
fn a_visit_on_the_cut_off_day_counts_and_one_after_it_does_not() {
    let facts = case(vec![seen(date(2025, 6, 30))]);
    assert_eq!(row(&facts, date(2025, 6, 30)).get(Managed), 1);
    assert_eq!(row(&facts, date(2025, 6, 29)).get(Managed), 0);
}

/// 在管: at least one visit with a risk grade, or somebody in hospital. A visit that reached nobody is none.
#[test]
fn a_visit_that_reached_nobody_is_not_a_visit_of_the_managed() {
    let nobody = VisitFact { complete: false, risk: None, face_to_face: false, ..seen(date(2025, 5, 5)) };
    check(
        &case(vec![nobody]),
        YEAR_END,
        &[
            (Cumulative, 1),
            (Registered, 1),
            (RegisteredOrDied, 1),
            (NotManaged, 1),
            (Schizophrenia, 1),
            (Visits, 1),
            (InformationComplete, 1),
        ],
    );
}

#[test]
fn somebody_in_hospital_is_managed_and_on_medicine_but_not_at_home() {
    let facts = case(vec![seen(date(2025, 10, 6)), in_hospital(date(2025, 12, 1))]);
    assert!(counted(&facts, Managed) && counted(&facts, OnMedicine));
    assert!(!counted(&facts, Home) && !counted(&facts, Stable));
}

#[test]
fn who_was_in_hospital_and_is_home_again_is_at_home() {
    let back = VisitFact { hospital: Some(Hospital::Discharged), ..seen(date(2025, 12, 1)) };
    let facts = case(vec![in_hospital(date(2025, 10, 6)), back]);
    assert!(counted(&facts, Home) && counted(&facts, Stable));
}

// Managed to the standard.

/// 规范管理: a gap of three calendar months is in time, whatever the days; a gap of four is not.
#[test]
fn a_gap_of_three_calendar_months_is_in_time_and_four_are_not() {
    let three = [date(2025, 2, 28), date(2025, 5, 1), date(2025, 8, 31), date(2025, 11, 1)];
    assert!(counted(&case(three.map(seen).into()), Standard));
    // 91 days, but from the last of January to the first of May the calendar says four.
    let four = [date(2025, 1, 31), date(2025, 5, 1), date(2025, 8, 1), date(2025, 11, 1)];
    assert!(!counted(&case(four.map(seen).into()), Standard));
}

/// Open question Q5: the edges of the year count as well.
#[test]
fn the_gap_from_new_year_and_to_the_cut_off_counts_too() {
    let from_april = [date(2025, 4, 30), date(2025, 7, 1), date(2025, 10, 1)];
    assert!(counted(&case(from_april.map(seen).into()), Standard));
    let from_may = [date(2025, 5, 1), date(2025, 8, 1), date(2025, 11, 1)];
    assert!(!counted(&case(from_may.map(seen).into()), Standard));
    let until_august = [date(2025, 2, 1), date(2025, 5, 1), date(2025, 8, 31)];
    assert!(!counted(&case(until_august.map(seen).into()), Standard));
    let facts = case(until_august.map(seen).into());
    assert_eq!(row(&facts, date(2025, 11, 30)).get(Standard), 1);
    assert_eq!(row(&facts, date(2025, 12, 1)).get(Standard), 0);
}

/// Nobody can be visited before there is a record.
#[test]
fn who_joined_in_august_is_measured_from_august() {
    let joined = |first: Date, second: Date| CaseFacts {
        registered_on: date(2025, 8, 4),
        ..case(vec![seen(first), seen(second)])
    };
    assert!(counted(&joined(date(2025, 8, 12), date(2025, 11, 10)), Standard));
    assert!(!counted(&joined(date(2025, 12, 1), date(2025, 12, 20)), Standard));
}

#[test]
fn visits_of_the_year_before_do_not_bridge_a_gap() {
    let facts = case(vec![seen(date(2024, 12, 31)), seen(date(2025, 5, 2)), seen(date(2025, 8, 2))]);
    assert_eq!(row(&facts, date(2025, 8, 31)).get(Standard), 0);
}

/// The assessors' variant asks for four visits and one examination.
#[test]
fn four_visits_and_one_examination_make_the_scored_standard() {
    let of = |visits: Vec<VisitFact>, examined_on: Vec<Date>| {
        counted(&CaseFacts { examined_on, ..case(visits) }, StandardScored)
    };
    let on = || vec![date(2025, 6, 1)];
    assert!(of(quarterly(), on()));
    assert!(!of(quarterly(), Vec::new()));
    assert!(!of(quarterly(), vec![date(2024, 12, 31)]));
    assert!(!of(quarterly().split_off(1), on()));
    // Four visits in one month will do here, and will not for 规范管理.
    let january = [3, 10, 17, 24].map(|day| seen(date(2025, 1, day))).to_vec();
    assert!(of(january.clone(), on()));
    assert!(!counted(&case(january), Standard));
}

// Lost, and not managed.

#[test]
fn lost_and_found() {
    let facts = CaseFacts {
        lost: vec![LostSpan { from: date(2025, 4, 1), until: Some(date(2025, 9, 1)) }],
        ..case(Vec::new())
    };
    let at = |cutoff, measure| row(&facts, cutoff).get(measure);
    assert_eq!(at(date(2025, 3, 31), Lost), 0);
    assert_eq!(at(date(2025, 4, 1), Lost), 1);
    assert_eq!(at(date(2025, 4, 1), LostNotManaged), 1);
    assert_eq!(at(date(2025, 4, 1), NotManaged), 0);
    assert_eq!(at(date(2025, 8, 31), Lost), 1);
    assert_eq!(at(date(2025, 9, 1), Lost), 0);
    assert_eq!(at(date(2025, 9, 1), NotManaged), 1);
}

/// Open question Q10: lost in September, seen in February: managed in that year, and lost.
#[test]
fn who_was_seen_before_being_lost_is_managed_in_that_year() {
    let facts = CaseFacts {
        lost: vec![LostSpan { from: date(2025, 9, 1), until: None }],
        ..case(vec![seen(date(2025, 2, 10))])
    };
    assert!(counted(&facts, Managed) && counted(&facts, Lost));
    assert!(!counted(&facts, LostNotManaged) && !counted(&facts, NotManaged));
    let next_year = row(&facts, date(2026, 1, 31));
    assert_eq!((next_year.get(Managed), next_year.get(LostNotManaged)), (0, 1));
}

#[test]
fn the_dead_are_neither_lost_nor_refusing() {
    let facts = CaseFacts {
        died_on: Some(date(2025, 3, 9)),
        lost: vec![LostSpan { from: date(2025, 1, 2), until: None }],
        consent: vec![ConsentFact { on: date(2024, 1, 2), given: false }],
        ..case(Vec::new())
    };
    check(&facts, YEAR_END, &[(Cumulative, 1), (Dead, 1), (DiedThisYear, 1), (RegisteredOrDied, 1)]);
}

// Consent.

#[test]
fn the_last_word_about_consent_by_its_day_holds() {
    let facts = CaseFacts {
        consent: vec![
            ConsentFact { on: date(2025, 3, 1), given: false },
            ConsentFact { on: date(2025, 7, 1), given: true },
            ConsentFact { on: date(2025, 11, 1), given: false },
        ],
        ..case(Vec::new())
    };
    let at = |cutoff| {
        let row = row(&facts, cutoff);
        (row.get(Refused), row.get(Consented))
    };
    assert_eq!(at(date(2025, 2, 28)), (0, 0));
    assert_eq!(at(date(2025, 3, 1)), (1, 0));
    assert_eq!(at(date(2025, 7, 1)), (0, 1));
    assert_eq!(at(date(2025, 10, 31)), (0, 1));
    assert_eq!(at(YEAR_END), (1, 0));
}

/// They lower the rates, and are shown on a line of their own; they are not left out.
#[test]
fn who_refuses_stays_registered_and_may_be_visited() {
    let facts =
        CaseFacts { consent: vec![ConsentFact { on: date(2025, 1, 2), given: false }], ..case(quarterly()) };
    assert!(counted(&facts, Registered) && counted(&facts, Refused) && counted(&facts, Managed));
}

// Medicine.

#[test]
fn who_takes_medicine_at_the_last_visit_is_on_medicine() {
    let last = |adherence| {
        let last = VisitFact { adherence: Some(adherence), ..seen(date(2025, 12, 1)) };
        case(vec![seen(date(2025, 2, 10)), last])
    };
    assert!(counted(&last(Adherence::Regular), OnMedicine));
    assert!(counted(&last(Adherence::Irregular), OnMedicine));
    assert!(!counted(&last(Adherence::NotTaking), OnMedicine));
    assert!(!counted(&last(Adherence::NotPrescribed), OnMedicine));
    assert!(counted(&last(Adherence::NotTaking), NotTakingMedicine));
    assert!(counted(&last(Adherence::NotPrescribed), NoMedicineNeeded));
}

/// Open question Q4: every visit of the year that states medicine says 规律.
#[test]
fn regular_means_regular_at_every_visit_of_the_year() {
    let year = |middle: Option<Adherence>| {
        let middle = VisitFact { adherence: middle, ..seen(date(2025, 5, 12)) };
        counted(&case(vec![seen(date(2025, 2, 10)), middle, seen(date(2025, 8, 11))]), RegularMedicine)
    };
    assert!(year(Some(Adherence::Regular)));
    assert!(!year(Some(Adherence::Irregular)));
    assert!(!year(Some(Adherence::NotTaking)));
    // Visits that say nothing of taking it do not speak against it.
    assert!(year(Some(Adherence::NotPrescribed)));
    assert!(year(None));
}

#[test]
fn who_never_needed_medicine_is_not_regular() {
    let none = VisitFact { adherence: Some(Adherence::NotPrescribed), ..seen(date(2025, 5, 12)) };
    let facts = case(vec![none]);
    assert!(!counted(&facts, RegularMedicine) && counted(&facts, NoMedicineNeeded));
}

/// The form of somebody in hospital may leave the medicine open; that is no statement about the person.
#[test]
fn in_hospital_nothing_said_about_medicine_is_not_a_lapse() {
    let stay = VisitFact { adherence: Some(Adherence::NotTaking), ..in_hospital(date(2025, 8, 11)) };
    let facts = case(vec![seen(date(2025, 2, 10)), stay.clone(), seen(date(2025, 11, 10))]);
    assert!(counted(&facts, RegularMedicine));
    let still_there = case(vec![seen(date(2025, 2, 10)), stay]);
    assert!(counted(&still_there, OnMedicine) && !counted(&still_there, NotTakingMedicine));
}

// Stable.

/// Open question Q7: the last visit lies within three months and says 稳定.
#[test]
fn stable_is_who_was_stable_at_a_last_visit_not_long_ago() {
    let last_on = |on| counted(&case(vec![seen(on)]), Stable);
    assert!(last_on(date(2025, 9, 1)) && !last_on(date(2025, 8, 31)));
    let worse = VisitFact { stability: Some(Stability::BasicallyStable), ..seen(date(2025, 12, 1)) };
    let facts = case(vec![seen(date(2025, 10, 1)), worse]);
    assert!(!counted(&facts, Stable) && counted(&facts, LastBasicallyStable));
    assert!(!counted(&facts, LastUnstable));
}

// Face to face, and examined.

#[test]
fn one_visit_in_person_makes_a_year_face_to_face() {
    let call = |on| VisitFact { face_to_face: false, telephone: true, ..seen(on) };
    assert!(!counted(&case(vec![call(date(2025, 2, 10)), call(date(2025, 5, 12))]), FaceToFace));
    assert!(counted(&case(vec![seen(date(2025, 2, 10)), call(date(2025, 5, 12))]), FaceToFace));
}

/// Open question Q8: a telephone visit is a visit.
#[test]
fn a_telephone_visit_counts_as_managed() {
    let call = VisitFact { face_to_face: false, telephone: true, ..seen(date(2025, 2, 10)) };
    assert!(counted(&case(vec![call]), Managed));
}

#[test]
fn an_examination_counts_in_its_year_and_for_the_managed() {
    let on = |day, visits| counted(&CaseFacts { examined_on: vec![day], ..case(visits) }, Examined);
    assert!(on(date(2025, 1, 1), quarterly()) && on(YEAR_END, quarterly()));
    assert!(!on(date(2024, 12, 31), quarterly()) && !on(date(2026, 1, 1), quarterly()));
    assert!(!on(date(2025, 6, 1), Vec::new()));
}

// Risk and incidents.

#[test]
fn risk_three_is_counted_at_the_last_visit_and_ever_in_the_year() {
    let three = |on| VisitFact { risk: Risk::new(3), ..seen(on) };
    let once = case(vec![three(date(2025, 2, 10)), seen(date(2025, 5, 12))]);
    assert!(counted(&once, RiskThreeEver) && !counted(&once, RiskThreeLast));
    let two = case(vec![VisitFact { risk: Risk::new(2), ..seen(date(2025, 2, 10)) }]);
    assert!(!counted(&two, RiskThreeEver) && !counted(&two, RiskThreeLast));
    let last_year = case(vec![three(date(2024, 12, 31)), seen(date(2025, 2, 10))]);
    assert!(!counted(&last_year, RiskThreeEver));
}

/// 分类干预: seen again or admitted within two weeks.
#[test]
fn risk_three_is_attended_when_seen_again_or_admitted_within_two_weeks() {
    let found = VisitFact { risk: Risk::new(3), ..seen(date(2025, 2, 10)) };
    let attended = |visits: Vec<VisitFact>| counted(&case(visits), RiskThreeAttended);
    assert!(attended(vec![found.clone(), seen(date(2025, 2, 24))]));
    assert!(!attended(vec![found.clone(), seen(date(2025, 2, 25))]));
    assert!(attended(vec![found.clone(), in_hospital(date(2025, 2, 12))]));
    assert!(!attended(vec![found.clone()]));
    assert!(attended(vec![VisitFact { hospital: Some(Hospital::InHospital), ..found }]));
}

#[test]
fn persons_with_an_incident_are_counted_once_however_many() {
    let did = |text: &str| {
        let visit = VisitFact { incidents: acts(text), ..seen(date(2025, 2, 10)) };
        let row = row(&case(vec![visit.clone(), VisitFact { on: date(2025, 5, 12), ..visit }]), YEAR_END);
        (row.get(IncidentPerson), row.get(MinorDisturbancePerson), row.get(SelfHarmPerson))
    };
    assert_eq!(did("1:3"), (0, 1, 0));
    assert_eq!(did("2:1"), (1, 0, 0));
    assert_eq!(did("3:2;2:1"), (1, 0, 0));
    assert_eq!(did("4:1"), (0, 0, 0));
    assert_eq!(did("5:1"), (0, 0, 1));
    assert_eq!(did("6:1"), (0, 0, 1));
    assert_eq!(did("7"), (0, 0, 0));
    assert_eq!(acts("3:2").of(Incident::Criminal), 2);
}

/// 三级以上管理率 and 住院率: what came of the first finding of the year within two weeks.
#[test]
fn after_grade_three_somebody_is_seen_again_or_admitted_or_neither() {
    let found =
        |hospital| VisitFact { risk: Risk::new(3), hospital: Some(hospital), ..seen(date(2025, 2, 10)) };
    let later = |on, hospital| VisitFact { hospital: Some(hospital), ..seen(on) };
    let of = |visits: Vec<VisitFact>| {
        let row = row(&case(visits), YEAR_END);
        (row.get(RiskThreeManaged), row.get(RiskThreeAdmitted))
    };
    use Hospital::{Discharged, InHospital, NotAdmitted};
    let (last, late) = (date(2025, 2, 24), date(2025, 2, 25));
    for (visits, expected) in [
        (vec![found(NotAdmitted)], (0, 0)),
        (vec![found(NotAdmitted), later(last, NotAdmitted)], (1, 0)),
        (vec![found(NotAdmitted), later(late, NotAdmitted)], (0, 0)),
        (vec![found(NotAdmitted), later(last, InHospital)], (0, 1)),
        (vec![found(NotAdmitted), later(late, InHospital)], (0, 0)),
        // Admitted and out again within the two weeks.
        (vec![found(NotAdmitted), later(last, Discharged)], (0, 1)),
        (vec![found(NotAdmitted), later(date(2025, 2, 12), NotAdmitted), later(last, InHospital)], (0, 1)),
        (vec![found(InHospital)], (0, 1)),
        // That stay was before what this visit found.
        (vec![found(Discharged)], (0, 0)),
        (vec![found(Discharged), later(last, NotAdmitted)], (1, 0)),
    ] {
        assert_eq!(of(visits.clone()), expected, "{visits:?}");
    }
}

// The form, and rehabilitation.

#[test]
fn a_record_is_complete_when_no_required_item_is_open() {
    let with = |items_open| row(&CaseFacts { items_open, ..case(Vec::new()) }, YEAR_END);
    assert_eq!((with(0).get(InformationComplete), with(0).get(ItemsOpen)), (1, 0));
    assert_eq!((with(3).get(InformationComplete), with(3).get(ItemsOpen)), (0, 3));
    let dead = CaseFacts { died_on: Some(date(2025, 3, 9)), items_open: 3, ..case(Vec::new()) };
    assert!(!counted(&dead, InformationComplete) && !counted(&dead, ItemsOpen));
}

#[test]
fn one_measure_of_rehabilitation_in_the_year_counts_for_people_at_home() {
    let trained = |on| VisitFact { rehabilitation: true, ..seen(on) };
    assert!(counted(&case(vec![trained(date(2025, 2, 10)), seen(date(2025, 5, 12))]), HomeRehabilitation));
    assert!(!counted(&case(vec![trained(date(2024, 12, 30)), seen(date(2025, 5, 12))]), HomeRehabilitation));
    assert!(!counted(&case(quarterly()), HomeRehabilitation));
    let admitted = case(vec![trained(date(2025, 2, 10)), in_hospital(date(2025, 5, 12))]);
    assert!(!counted(&admitted, HomeRehabilitation));
}

#[test]
fn nothing_that_happened_after_the_cut_off_is_looked_at() {
    let cutoff = date(2025, 6, 30);
    let then = case(vec![seen(date(2025, 2, 10)), seen(date(2025, 5, 12))]);
    let mut later = then.clone();
    later.visits.extend([in_hospital(date(2025, 7, 1)), seen(date(2025, 9, 1))]);
    later.died_on = Some(date(2025, 10, 1));
    later.closed_on = Some(date(2026, 2, 1));
    later.lost.push(LostSpan { from: date(2025, 7, 2), until: None });
    later.consent.push(ConsentFact { on: date(2025, 7, 3), given: false });
    later.examined_on.push(date(2025, 7, 4));
    assert_eq!(row(&later, cutoff), row(&then, cutoff));
}

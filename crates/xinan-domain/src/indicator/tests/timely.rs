//! Referrals, visits on time, visits after discharge, entries in time.

use Measure::*;

use super::*;

#[test]
fn a_referral_is_completed_when_the_next_visit_knows_of_a_stay() {
    let referred = VisitFact { referred: true, ..seen(date(2025, 2, 10)) };
    let next = |hospital| VisitFact { hospital: Some(hospital), ..seen(date(2025, 2, 24)) };
    let of = |visits: Vec<VisitFact>| {
        let row = row(&case(visits), YEAR_END);
        (row.get(Referrals), row.get(ReferralsDone))
    };
    assert_eq!(of(vec![referred.clone()]), (1, 0));
    assert_eq!(of(vec![referred.clone(), next(Hospital::NotAdmitted)]), (1, 0));
    assert_eq!(of(vec![referred.clone(), next(Hospital::InHospital)]), (1, 1));
    assert_eq!(of(vec![referred.clone(), next(Hospital::Discharged)]), (1, 1));
}

#[test]
fn a_due_day_is_met_by_a_visit_on_it_or_before() {
    let due = |on, due_on| VisitFact { due_on: Some(due_on), ..seen(on) };
    let of = |visits: Vec<VisitFact>, cutoff| {
        let row = row(&case(visits), cutoff);
        (row.get(VisitsDue), row.get(VisitsOnTime))
    };
    let first = || due(date(2025, 2, 10), date(2025, 5, 10));
    assert_eq!(of(vec![first(), seen(date(2025, 5, 10))], YEAR_END), (1, 1));
    assert_eq!(of(vec![first(), seen(date(2025, 5, 11))], YEAR_END), (1, 0));
    assert_eq!(of(vec![first()], YEAR_END), (1, 0));
    // Before it has come nothing is due.
    assert_eq!(of(vec![first()], date(2025, 5, 9)), (0, 0));
    assert_eq!(of(vec![first()], date(2025, 5, 10)), (1, 0));
    // A due day of this year that a visit of the last one set.
    let before = due(date(2024, 11, 1), date(2025, 2, 1));
    assert_eq!(of(vec![before, seen(date(2025, 1, 20))], YEAR_END), (1, 1));
    // A visit that reached nobody meets nothing.
    let nobody = VisitFact { complete: false, ..seen(date(2025, 5, 5)) };
    assert_eq!(of(vec![first(), nobody], YEAR_END), (1, 0));
    // Seen early, and the same day named again: one due day, met once.
    let early = due(date(2025, 4, 1), date(2025, 5, 10));
    assert_eq!(of(vec![first(), early], YEAR_END), (1, 1));
}

/// 信息管理办法: within ten working days. 25 April 2025 and ten working days: 1 to 5 May are holidays,
/// 27 April is worked.
#[test]
fn an_entry_is_in_time_within_ten_working_days() {
    let entered = |recorded_on| VisitFact { recorded_on, ..seen(date(2025, 4, 25)) };
    let of = |recorded_on| {
        let row = row(&case(vec![entered(recorded_on)]), YEAR_END);
        (row.get(Entries), row.get(EntriesInTime))
    };
    assert_eq!(of(Some(date(2025, 4, 25))), (1, 1));
    assert_eq!(of(Some(date(2025, 5, 13))), (1, 1));
    assert_eq!(of(Some(date(2025, 5, 14))), (1, 0));
    // Taken over from an old workbook: nobody knows when it was entered.
    assert_eq!(of(None), (0, 0));
}

fn due_and_on_time(facts: &CaseFacts, cutoff: Date) -> (u16, u16) {
    let row = row(facts, cutoff);
    (row.get(VisitsDue), row.get(VisitsOnTime))
}

/// 工作规范 建档: the first visit is due two weeks after registration, and is one of the visits due.
#[test]
fn a_newcomers_first_visit_is_a_visit_due() {
    let new = |visits| CaseFacts {
        registered_on: date(2025, 3, 3),
        first_visit_due: Some(date(2025, 3, 17)),
        ..case(visits)
    };
    for (cutoff, visits, expected) in [
        (date(2025, 3, 16), vec![], (0, 0)),
        (date(2025, 3, 17), vec![], (1, 0)),
        (date(2025, 3, 17), vec![seen(date(2025, 3, 17))], (1, 1)),
        (YEAR_END, vec![seen(date(2025, 3, 18))], (1, 0)),
        // On the day of registration itself.
        (YEAR_END, vec![seen(date(2025, 3, 3))], (1, 1)),
        // A visit that reached nobody meets nothing.
        (YEAR_END, vec![VisitFact { complete: false, ..seen(date(2025, 3, 10)) }], (1, 0)),
        // Next year it is long past.
        (date(2026, 1, 31), vec![], (0, 0)),
        // What the first visit sets is due besides.
        (YEAR_END, vec![VisitFact { due_on: Some(date(2025, 6, 10)), ..seen(date(2025, 3, 10)) }], (2, 1)),
    ] {
        assert_eq!(due_and_on_time(&new(visits.clone()), cutoff), expected, "{cutoff} {visits:?}");
    }
}

#[test]
fn nobody_is_waited_for_who_has_died_refused_or_is_lost() {
    let new = CaseFacts {
        registered_on: date(2025, 3, 3),
        first_visit_due: Some(date(2025, 3, 17)),
        ..case(Vec::new())
    };
    let refused = |on| CaseFacts { consent: vec![ConsentFact { on, given: false }], ..new.clone() };
    let lost = |from| CaseFacts { lost: vec![LostSpan { from, until: None }], ..new.clone() };
    let (by_then, later) = (date(2025, 3, 17), date(2025, 3, 18));
    for (facts, due) in [
        (refused(by_then), 0),
        (refused(later), 1),
        (lost(by_then), 0),
        (lost(later), 1),
        (CaseFacts { died_on: Some(date(2025, 3, 16)), ..new.clone() }, 0),
    ] {
        assert_eq!(due_and_on_time(&facts, YEAR_END).0, due, "{facts:?}");
    }
}

/// 工作规范 失访, 不同意参加管理: a routine visit is owed by whoever is waited for on its due day.
#[test]
fn a_routine_due_day_is_owed_by_whoever_is_waited_for_on_it() {
    let due_on = date(2025, 5, 10);
    let first = VisitFact { due_on: Some(due_on), ..seen(date(2025, 2, 10)) };
    let plain = case(vec![first.clone()]);
    let (before, after) = (date(2025, 5, 9), date(2025, 5, 11));
    let lost = |from, until| CaseFacts { lost: vec![LostSpan { from, until }], ..plain.clone() };
    let said = |on, given| CaseFacts { consent: vec![ConsentFact { on, given }], ..plain.clone() };
    let died = |on| CaseFacts { died_on: Some(on), ..plain.clone() };
    let living = Counting::default();
    let all =
        Counting { registered: crate::parameter::Registered::LivingOrDiedThisYear, ..Counting::default() };
    for (what, facts, counting, expected) in [
        ("nothing happened", plain.clone(), &living, (1, 0)),
        ("lost before", lost(before, None), &living, (0, 0)),
        ("lost on the day", lost(due_on, None), &living, (0, 0)),
        ("lost after it was overdue", lost(after, None), &living, (1, 0)),
        ("found again before", lost(date(2025, 3, 1), Some(before)), &living, (1, 0)),
        ("found again on the day", lost(date(2025, 3, 1), Some(due_on)), &living, (1, 0)),
        ("found again after", lost(date(2025, 3, 1), Some(after)), &living, (0, 0)),
        ("refused before", said(before, false), &living, (0, 0)),
        ("refused on the day", said(due_on, false), &living, (0, 0)),
        ("refused after it was overdue", said(after, false), &living, (1, 0)),
        ("agreed", said(before, true), &living, (1, 0)),
        (
            "refused, and informed by law",
            CaseFacts { informed_on: Some(before), ..said(before, false) },
            &living,
            (1, 0),
        ),
        (
            "refused, and informed later",
            CaseFacts { informed_on: Some(after), ..said(before, false) },
            &living,
            (0, 0),
        ),
        ("died before, under R′", died(before), &all, (0, 0)),
        ("died on the day, under R′", died(due_on), &all, (0, 0)),
        ("died after it was overdue, under R′", died(after), &all, (1, 0)),
        ("died after, under R", died(after), &living, (0, 0)),
    ] {
        let row = row_with(&facts, YEAR_END, counting).expect("there is a record");
        assert_eq!((row.get(VisitsDue), row.get(VisitsOnTime)), expected, "{what}");
    }
    // Met in time and lost then: the day counts on neither side.
    let met = CaseFacts {
        visits: vec![first.clone(), seen(date(2025, 5, 5))],
        lost: vec![LostSpan { from: before, until: None }],
        ..plain
    };
    assert_eq!(due_and_on_time(&met, YEAR_END), (0, 0));
}

/// 工作规范 住院: of somebody in hospital no visit is asked for, until one knows of the discharge.
#[test]
fn nobody_in_hospital_owes_a_visit() {
    let due_on = date(2025, 5, 10);
    let stay = || VisitFact { due_on: Some(due_on), ..in_hospital(date(2025, 2, 10)) };
    let home = || VisitFact { due_on: Some(due_on), ..seen(date(2025, 2, 10)) };
    let back = |on| VisitFact { hospital: Some(Hospital::Discharged), ..seen(on) };
    let left = |on, known_on| vec![DischargeFact { on, known_on, due_on: date(2025, 4, 15) }];
    let april = date(2025, 4, 1);
    for (what, visits, discharges, expected) in [
        ("still there", vec![stay()], Vec::new(), (0, 0)),
        ("asked again, still there", vec![stay(), in_hospital(date(2025, 5, 9))], Vec::new(), (0, 0)),
        ("admitted by the due day", vec![home(), in_hospital(due_on)], Vec::new(), (0, 0)),
        ("admitted after it was overdue", vec![home(), in_hospital(date(2025, 5, 11))], Vec::new(), (1, 0)),
        ("known to have left", vec![stay()], left(april, april), (1, 0)),
        ("known on the day itself", vec![stay()], left(april, due_on), (1, 0)),
        (
            "known only afterwards",
            vec![stay(), back(date(2025, 6, 2))],
            left(april, date(2025, 6, 2)),
            (0, 0),
        ),
        ("a discharge of before that stay", vec![stay()], left(date(2025, 2, 3), date(2025, 2, 3)), (0, 0)),
        ("seen at home again", vec![stay(), back(date(2025, 4, 5))], Vec::new(), (1, 1)),
        // A visit that reached nobody knows of no stay.
        (
            "not reached since",
            vec![stay(), VisitFact { complete: false, hospital: None, ..seen(date(2025, 5, 5)) }],
            Vec::new(),
            (0, 0),
        ),
    ] {
        let facts = CaseFacts { discharges, ..case(visits) };
        assert_eq!(due_and_on_time(&facts, YEAR_END), expected, "{what}");
    }
}

/// 工作规范 出院随访: within two weeks of discharge.
#[test]
fn a_discharge_is_followed_by_a_visit_within_two_weeks() {
    let left = date(2025, 4, 1);
    let discharge = |known_on| DischargeFact { on: left, known_on, due_on: date(2025, 4, 15) };
    let of = |known_on, visits: Vec<VisitFact>, cutoff| {
        let row = row(&CaseFacts { discharges: vec![discharge(known_on)], ..case(visits) }, cutoff);
        (row.get(DischargeVisitsDue), row.get(DischargeVisitsOnTime))
    };
    for (visits, cutoff, expected) in [
        (vec![], date(2025, 4, 14), (0, 0)),
        (vec![], date(2025, 4, 15), (1, 0)),
        (vec![seen(date(2025, 4, 15))], YEAR_END, (1, 1)),
        (vec![seen(left)], YEAR_END, (1, 1)),
        (vec![seen(date(2025, 4, 16))], YEAR_END, (1, 0)),
        (vec![seen(date(2025, 3, 31))], YEAR_END, (1, 0)),
        // Back in hospital before anybody could come.
        (vec![in_hospital(date(2025, 4, 9))], YEAR_END, (0, 0)),
        (vec![seen(date(2025, 4, 5)), in_hospital(date(2025, 4, 9))], YEAR_END, (1, 1)),
    ] {
        assert_eq!(of(left, visits.clone(), cutoff), expected, "{cutoff} {visits:?}");
    }
    // Learned of only at the visit of July: before that nobody could know.
    assert_eq!(of(date(2025, 7, 1), vec![seen(date(2025, 7, 1))], date(2025, 6, 30)), (0, 0));
    assert_eq!(of(date(2025, 7, 1), vec![seen(date(2025, 7, 1))], date(2025, 7, 31)), (1, 0));
    // Learned of in the next year: it counts there.
    assert_eq!(of(date(2026, 1, 5), vec![], date(2026, 1, 31)), (1, 0));
    assert_eq!(of(date(2026, 1, 5), vec![], YEAR_END), (0, 0));
}

/// 建档率: who was confirmed on review is waited for until the record is there.
#[test]
fn somebody_confirmed_waits_for_a_record_until_it_is_there() {
    let confirmed = |registered_on| ConfirmedFact { on: date(2025, 3, 10), registered_on };
    for (registered_on, day, expected) in [
        (None, date(2025, 3, 9), false),
        (None, date(2025, 3, 10), true),
        (Some(date(2025, 3, 20)), date(2025, 3, 19), true),
        (Some(date(2025, 3, 20)), date(2025, 3, 20), false),
        (Some(date(2024, 1, 5)), date(2025, 3, 10), false),
    ] {
        assert_eq!(confirmed(registered_on).has_no_record_on(day), expected, "{registered_on:?} {day}");
    }
}

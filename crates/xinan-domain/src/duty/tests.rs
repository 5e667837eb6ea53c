//! The duties of the norms with their days.

use jiff::civil::date;

use super::*;

fn of(event: Event) -> Vec<Duty> {
    duties(event, &DutyLimits::default())
}

#[track_caller]
fn due(event: Event, id: DutyId, on: Date) -> Option<Date> {
    let duties = of(event);
    let duty = duties.iter().find(|duty| duty.id == id).expect("the event asks for it");
    duty.due_on(on, &Calendar::default())
}

/// The table of limits, one line per duty.
#[test]
fn each_event_asks_for_what_the_norms_say() {
    use DutyId::*;
    use Event::*;
    use Limit::{AtOnce, Days, EndOfQuarter, EndOfYear, EveryHours, Hours, Months, Timely, WorkingDays};
    let table: &[(Event, &[(DutyId, Limit)])] = &[
        (ConfirmedArticle30, &[(ReportCard, WorkingDays(10))]),
        (ConfirmedRegistered, &[(ReportCard, WorkingDays(10))]),
        (PaperCardReceived, &[(EnterPaperCard, WorkingDays(5))]),
        (CardArrived, &[(AcceptCard, WorkingDays(5)), (BuildRecord, WorkingDays(10))]),
        (MovedIn, &[(FirstVisit, Days(14))]),
        (TransferReceived, &[(AcceptTransfer, WorkingDays(5))]),
        (Discharged, &[(DischargeForm, WorkingDays(10)), (VisitAfterDischarge, Days(14))]),
        (FollowedUp, &[(EnterFollowUp, WorkingDays(10))]),
        (EmergencyHandled, &[(EmergencyRecord, Hours(24)), (EnterEmergency, WorkingDays(10))]),
        (HandledOnSite, &[(CheckEveryFourHours, EveryHours(4))]),
        (UnstableFound, &[(Refer, AtOnce), (Notify, AtOnce)]),
        (VisitMissed, &[(TryAgain, Days(14))]),
        (Lost, &[(ReportLost, AtOnce)]),
        (ConsentRefused, &[(JointVisit, Months(6))]),
        (ClueTaken, &[(CheckClue, Days(14))]),
        (ClueReported, &[(ReviewClue, Days(30))]),
        (ConclusionReceived, &[(DemandRediagnosis, Days(3))]),
        (RediagnosisRequested, &[(Rediagnose, Timely)]),
        (AppraisalRequested, &[(Appraise, Timely)]),
        (FoundNotSevere, &[(CorrectReport, WorkingDays(10))]),
        (RehabilitationApplied, &[(VerifyApplication, WorkingDays(5))]),
        (RehabilitationVerified, &[(ReferToRehabilitation, WorkingDays(5))]),
        (YearBegun, &[(YearlyExam, EndOfYear)]),
        (QuarterBegun, &[(ReviewReward, EndOfQuarter)]),
    ];
    assert_eq!(table.len(), Event::ALL.len());
    for (event, expected) in table {
        let found: Vec<(DutyId, Limit)> = of(*event).iter().map(|duty| (duty.id, duty.limit)).collect();
        assert_eq!(found, *expected, "{event:?}");
    }
}

/// The worked example: confirmed 20 March 2024; the visit of 25 October missed.
#[test]
fn the_worked_example_of_2024() {
    let confirmed = date(2024, 3, 20);
    assert_eq!(due(Event::ConfirmedRegistered, DutyId::ReportCard, confirmed), Some(date(2024, 4, 3)));
    let arrived = date(2024, 4, 3);
    assert_eq!(due(Event::CardArrived, DutyId::AcceptCard, arrived), Some(date(2024, 4, 11)));
    assert_eq!(due(Event::CardArrived, DutyId::BuildRecord, arrived), Some(date(2024, 4, 18)));
    let missed = date(2024, 10, 25);
    assert_eq!(due(Event::VisitMissed, DutyId::TryAgain, missed), Some(date(2024, 11, 8)));
}

#[test]
fn limits_end_on_the_right_day() {
    let day = date(2025, 5, 20);
    assert_eq!(due(Event::EmergencyHandled, DutyId::EmergencyRecord, day), Some(date(2025, 5, 21)));
    assert_eq!(due(Event::ConclusionReceived, DutyId::DemandRediagnosis, day), Some(date(2025, 5, 23)));
    assert_eq!(due(Event::Lost, DutyId::ReportLost, day), Some(day));
    assert_eq!(due(Event::YearBegun, DutyId::YearlyExam, date(2025, 1, 1)), Some(date(2025, 12, 31)));
    assert_eq!(due(Event::QuarterBegun, DutyId::ReviewReward, day), Some(date(2025, 6, 30)));
    assert_eq!(due(Event::QuarterBegun, DutyId::ReviewReward, date(2024, 1, 1)), Some(date(2024, 3, 31)));
    assert_eq!(due(Event::ConsentRefused, DutyId::JointVisit, date(2025, 8, 31)), Some(date(2026, 2, 28)));
    assert_eq!(due(Event::RediagnosisRequested, DutyId::Rediagnose, day), None);
    for event in Event::ALL {
        for duty in of(event) {
            let _ = duty.due_on(Date::MAX, &Calendar::default());
        }
    }
}

#[test]
fn a_region_may_set_what_is_uncertain_and_shorten_what_is_fixed() {
    let limits = DutyLimits {
        report_card_working_days: 5,
        discharge_form_working_days: 30,
        first_visit_days: 21,
        ..DutyLimits::default()
    };
    let limit = |event: Event| duties(event, &limits)[0].limit;
    assert_eq!(limit(Event::ConfirmedRegistered), Limit::WorkingDays(5));
    assert_eq!(limit(Event::Discharged), Limit::WorkingDays(10));
    assert_eq!(limit(Event::MovedIn), Limit::Days(21));
    let too_loose = TooLoose { name: "discharge_form_working_days", wanted: 30, at_most: 10 };
    assert_eq!(limits.check(), [too_loose]);
}

/// Whatever a region may set names its parameter, and a parameter of that name moves the limit.
#[test]
fn every_limit_of_a_region_is_a_parameter() {
    let names: Vec<&str> = Event::ALL.into_iter().flat_map(of).filter_map(|duty| duty.parameter()).collect();
    for name in &names {
        assert!(crate::parameter::find(name).is_some(), "{name}");
    }
    let of_duties = crate::parameter::catalogue().iter().filter(|one| one.key().starts_with("duty."));
    for parameter in of_duties {
        assert!(names.contains(&parameter.key()), "{}", parameter.key());
    }
}

#[test]
fn a_limit_over_a_year_without_its_notice_says_so() {
    let report = of(Event::ConfirmedRegistered)[0];
    let calendar = Calendar::default();
    let said = |day| report.without_holidays(day, &calendar, Lang::Zh);
    assert_eq!(said(date(2026, 12, 1)), None);
    assert!(said(date(2026, 12, 28)).unwrap().starts_with("2027 年的节假日安排还没有载入"));
    let visit = of(Event::MovedIn)[0];
    assert_eq!(visit.without_holidays(date(2026, 12, 28), &calendar, Lang::Zh), None);
}

//! One person from the clue to the year's judgement, with every day written out (a worked example).

use super::*;
use crate::contact::CallOutcome;
use crate::duty::{DutyId, DutyLimits, Event, duties};
use crate::follow_up::{Due, DueRule, LastCall, LastVisit, Standing, call_again_on, next_due, next_step};
use crate::lost::{LostRule, retry_by};
use crate::parameter::Intervals;

fn visit(on: Date, stability: Stability) -> LastVisit {
    LastVisit {
        on,
        stability: Some(stability),
        before: None,
        settling: false,
        in_hospital: false,
        discharged_on: None,
        agreed_on: None,
    }
}

fn due_by(event: Event, id: DutyId, on: Date) -> Option<Date> {
    let all = duties(event, &DutyLimits::default());
    all.iter().find(|duty| duty.id == id)?.due_on(on, &Calendar::default())
}

#[test]
fn from_clue_to_the_end_of_the_year() {
    use Stability::{BasicallyStable, Stable};
    let intervals = Intervals::default();

    // 2024-03-20: a psychiatrist confirms F20, one of the six. The card is due within ten working
    // days, and the township accepts it within five, over 清明 (4 to 6 April off, the 7th worked).
    let confirmed = date(2024, 3, 20);
    let card = due_by(Event::ConfirmedRegistered, DutyId::ReportCard, confirmed).unwrap();
    assert_eq!(card, date(2024, 4, 3));
    assert_eq!(due_by(Event::CardArrived, DutyId::AcceptCard, card), Some(date(2024, 4, 11)));

    // 2024-04-15: consent, and the record. First visit within two weeks.
    let registered_on = date(2024, 4, 15);
    let new = Standing {
        registered_on,
        closed: false,
        lost: false,
        refused_on: None,
        last: None,
        discharged_on: None,
        admitted_on: None,
        moved_in_on: None,
        call: None,
    };
    let first_due = Due { on: date(2024, 4, 29), rule: DueRule::FirstVisit };
    assert_eq!(next_step(&new, |_| &intervals), Some(first_due));

    // 2024-04-16: risk 1, basically stable.
    let first = visit(date(2024, 4, 16), BasicallyStable);
    let due = next_due(&first, &intervals);
    assert_eq!(due, Due { on: date(2024, 4, 30), rule: DueRule::BasicallyStableFirst });

    // 2024-04-29: basically stable and settling.
    let second = LastVisit {
        before: Some(BasicallyStable),
        settling: true,
        ..visit(date(2024, 4, 29), BasicallyStable)
    };
    let due = next_due(&second, &intervals);
    assert_eq!(due, Due { on: date(2024, 7, 29), rule: DueRule::Settling });

    // 2024-07-25: risk 0, all good.
    let third = LastVisit { before: Some(BasicallyStable), ..visit(date(2024, 7, 25), Stable) };
    let due = next_due(&third, &intervals);
    assert_eq!(due, Due { on: date(2024, 10, 25), rule: DueRule::Stable });

    // 2024-10-25: nobody at home. The visit stays due, and there is another attempt within two weeks.
    let missed = date(2024, 10, 25);
    let nobody = LastCall { on: missed, outcome: CallOutcome::NotReached, next_on: None };
    let waiting = Standing { last: Some(third), call: Some(nobody), ..new };
    assert_eq!(next_step(&waiting, |_| &intervals), Some(due));
    assert_eq!(call_again_on(&waiting, |_| &intervals), Some(date(2024, 11, 8)));
    assert_eq!(retry_by(missed, &LostRule::default()), date(2024, 11, 8));

    // 2024-11-06: reached, stable.
    let fourth = LastVisit { before: Some(Stable), ..visit(date(2024, 11, 6), Stable) };
    assert_eq!(next_due(&fourth, &intervals).on, date(2025, 2, 6));

    // The year: managed, but July to November are four calendar months.
    let fact = |last: LastVisit, risk: u8| VisitFact {
        risk: Risk::new(risk),
        stability: last.stability,
        due_on: Some(next_due(&last, &intervals).on),
        ..seen(last.on)
    };
    let facts = CaseFacts {
        registered_on,
        consent: vec![ConsentFact { on: registered_on, given: true }],
        first_visit_due: Some(first_due.on),
        ..case(vec![fact(first, 1), fact(second, 1), fact(third, 0), fact(fourth, 0)])
    };
    let judged = row(&facts, date(2024, 12, 31));
    assert_eq!(judged.get(Measure::Managed), 1);
    assert_eq!(judged.get(Measure::Standard), 0);
    assert_eq!(judged.get(Measure::Stable), 1);
    // The first visit and three due days in the year; the one of 25 October was missed.
    assert_eq!((judged.get(Measure::VisitsDue), judged.get(Measure::VisitsOnTime)), (4, 3));
    // Until the end of October it was in order.
    assert_eq!(row(&facts, date(2024, 10, 31)).get(Measure::Standard), 1);
    assert!(row_with(&facts, date(2024, 4, 14), &Counting::default()).is_none());
}

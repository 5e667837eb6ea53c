//! The next step for a person: who is visited, whom one asks again, and who is left in peace.

use std::sync::LazyLock;

use jiff::ToSpan;

use super::*;
use crate::code::Code;
use crate::contact::CallOutcome;

static NATIONAL: LazyLock<Intervals> = LazyLock::new(Intervals::default);

/// On the register since 15 April 2024, seen on 2 March 2026 and stable.
fn standing() -> Standing {
    Standing {
        registered_on: date(2024, 4, 15),
        closed: false,
        lost: false,
        refused_on: None,
        last: Some(LastVisit {
            on: VISITED_ON,
            stability: Some(Stability::Stable),
            before: Some(Stability::Stable),
            settling: false,
            in_hospital: false,
            discharged_on: None,
            agreed_on: None,
        }),
        discharged_on: None,
        admitted_on: None,
        moved_in_on: None,
        call: None,
    }
}

/// A call of this day that ended so and named this next day.
fn call(outcome: CallOutcome, on: Date, next_on: Option<Date>) -> Option<LastCall> {
    Some(LastCall { on, outcome, next_on })
}

/// A call of this day that reached nobody, and named this day for the next.
fn not_reached(on: Date, next_on: Option<Date>) -> Option<LastCall> {
    call(CallOutcome::NotReached, on, next_on)
}

/// A visit agreed in a call of this day.
fn agreed(said_on: Date, on: Date) -> Option<LastCall> {
    call(CallOutcome::Agreed, said_on, Some(on))
}

#[track_caller]
fn check(standing: Standing, on: Date, rule: DueRule) {
    assert_eq!(next_step(&standing, |_| &NATIONAL), Some(Due { on, rule }), "{standing:?}");
}

#[track_caller]
fn nothing(standing: Standing) {
    assert_eq!(next_step(&standing, |_| &NATIONAL), None, "{standing:?}");
}

#[test]
fn somebody_seen_is_due_as_the_last_visit_says() {
    check(standing(), date(2026, 6, 2), DueRule::Stable);
}

/// A local rule that we take for all: new and moved-in people are seen within two weeks.
#[test]
fn somebody_never_seen_is_visited_within_two_weeks_of_registration() {
    check(Standing { last: None, ..standing() }, date(2024, 4, 29), DueRule::FirstVisit);
}

/// 建档: who was diagnosed in 2008 and comes with the roster of today is new today; a record that begins to count
/// later than it was made waits from there.
#[test]
fn the_first_visit_is_waited_for_from_the_day_on_which_the_record_was_made() {
    for (registered_on, made_on, from) in [
        (date(2008, 6, 30), date(2026, 11, 21), date(2026, 11, 21)),
        (date(2026, 11, 21), date(2026, 11, 21), date(2026, 11, 21)),
        (date(2026, 11, 21), date(2026, 11, 18), date(2026, 11, 21)),
    ] {
        assert_eq!(taken_on(registered_on, made_on), from, "{registered_on} {made_on}");
    }
}

/// 工作规范: management is voluntary. The care group asks again, nobody else comes.
#[test]
fn who_does_not_agree_is_asked_again_after_six_months() {
    let refused = Standing { refused_on: Some(date(2026, 3, 5)), ..standing() };
    check(refused.clone(), date(2026, 9, 5), DueRule::RefusedOffer);
    let never_seen = Standing { last: None, ..refused.clone() };
    check(never_seen, date(2026, 9, 5), DueRule::RefusedOffer);
    // A visit after the refusal was the offer: six months from there.
    let visited_since = Standing { refused_on: Some(date(2025, 12, 1)), ..refused };
    check(visited_since, date(2026, 9, 2), DueRule::RefusedOffer);
}

#[test]
fn an_appointment_does_not_turn_a_refusal_into_a_routine_visit() {
    let refused = Standing {
        refused_on: Some(date(2026, 3, 5)),
        call: agreed(date(2026, 3, 6), date(2026, 3, 20)),
        ..standing()
    };
    check(refused, date(2026, 9, 5), DueRule::RefusedOffer);
}

#[test]
fn nothing_is_due_of_somebody_lost_dead_or_closed() {
    nothing(Standing { lost: true, ..standing() });
    nothing(Standing { closed: true, ..standing() });
    nothing(Standing { closed: true, last: None, refused_on: Some(VISITED_ON), ..standing() });
}

#[track_caller]
fn check_again(standing: &Standing, on: Option<Date>) {
    assert_eq!(call_again_on(standing, |_| &NATIONAL), on, "{standing:?}");
}

/// 服务规范 二（三）: the class sets the due day, and no call moves it. What 工作规范 失访判定 asks for after a failed
/// attempt, another within two weeks, stands beside it. (These vectors said that the due day moved to the day
/// of the next attempt: whoever was called in vain every two weeks was never overdue.)
#[test]
fn a_failed_attempt_is_repeated_within_two_weeks_and_moves_no_due_day() {
    let failed = |day| Standing { call: not_reached(day, None), ..standing() };
    for (tried_on, again_on) in [
        (date(2026, 4, 1), date(2026, 4, 15)),
        (date(2026, 6, 2), date(2026, 6, 16)),
        (date(2026, 7, 1), date(2026, 7, 15)),
    ] {
        check(failed(tried_on), date(2026, 6, 2), DueRule::Stable);
        check_again(&failed(tried_on), Some(again_on));
    }
    check_again(&standing(), None);
}

/// As above: a newcomer whom nobody meets is overdue two weeks after registration.
#[test]
fn a_failed_first_visit_is_overdue_and_repeated_within_two_weeks() {
    let failed = Standing { last: None, call: not_reached(date(2024, 4, 25), None), ..standing() };
    check(failed.clone(), date(2024, 4, 29), DueRule::FirstVisit);
    check_again(&failed, Some(date(2024, 5, 9)));
}

#[test]
fn who_is_lost_or_dead_is_not_called_again_by_rule() {
    let failed = Standing { call: not_reached(date(2026, 7, 1), None), ..standing() };
    check_again(&Standing { lost: true, ..failed.clone() }, None);
    check_again(&Standing { closed: true, ..failed }, None);
}

#[test]
fn a_day_agreed_by_telephone_comes_before_the_routine() {
    let call = agreed(date(2026, 5, 10), date(2026, 5, 20));
    check(Standing { call, ..standing() }, date(2026, 5, 20), DueRule::Agreed);
}

/// Somebody overdue who was reached and named a day is expected on that day.
#[test]
fn a_day_agreed_with_somebody_overdue_is_the_next_step() {
    let call = agreed(date(2026, 6, 8), date(2026, 6, 10));
    check(Standing { call, ..standing() }, date(2026, 6, 10), DueRule::Agreed);
}

/// Two weeks, as after a failed attempt. A year mistyped must not hide anybody.
#[test]
fn a_day_agreed_too_far_ahead_leaves_the_routine_as_it_is() {
    let said = |on| Standing { call: agreed(date(2026, 6, 8), on), ..standing() };
    check(said(date(2026, 6, 22)), date(2026, 6, 22), DueRule::Agreed);
    check(said(date(2026, 6, 23)), date(2026, 6, 2), DueRule::Stable);
    check(said(date(2062, 6, 10)), date(2026, 6, 2), DueRule::Stable);
}

/// Of somebody overdue or due on the day of the call; the due day stays what the class made it (服务规范 二（三）).
#[test]
fn after_a_failed_attempt_a_call_may_be_put_off_by_two_weeks_at_most() {
    for called in [date(2026, 6, 2), date(2026, 7, 1)] {
        let tried = |days: i32| {
            let call = not_reached(called, Some(called.saturating_add(days.days())));
            Standing { call, ..standing() }
        };
        for (days, again) in [(0, 0), (3, 3), (14, 14), (15, 14), (400, 14)] {
            check(tried(days), date(2026, 6, 2), DueRule::Stable);
            check_again(&tried(days), Some(called.saturating_add(again.days())));
        }
    }
}

/// Before the due day the next attempt is the next step; it never comes in the place of the visit.
#[test]
fn a_call_to_be_repeated_before_the_due_day_is_the_next_step() {
    let called = date(2026, 5, 26);
    let tried = |on| Standing { call: not_reached(called, Some(on)), ..standing() };
    for (again, due, rule) in [
        (date(2026, 5, 29), date(2026, 5, 29), DueRule::Retry),
        (date(2026, 6, 1), date(2026, 6, 1), DueRule::Retry),
        (date(2026, 6, 2), date(2026, 6, 2), DueRule::Stable),
        (date(2026, 6, 9), date(2026, 6, 2), DueRule::Stable),
    ] {
        // Nobody was reached, so nobody agreed.
        check(tried(again), due, rule);
        check_again(&tried(again), Some(again));
    }
}

#[test]
fn a_discharge_learned_from_the_hospital_brings_the_visit_forward() {
    check(
        Standing { discharged_on: Some(date(2026, 4, 1)), ..standing() },
        date(2026, 4, 15),
        DueRule::Discharged,
    );
}

/// The visit found the person in hospital; nobody should wait for the three months of that.
#[test]
fn who_comes_home_from_hospital_is_seen_within_two_weeks() {
    let last = standing().last.map(|last| LastVisit { in_hospital: true, stability: None, ..last });
    check(Standing { last, ..standing() }, date(2026, 6, 2), DueRule::InHospital);
    let home = Standing { last, discharged_on: Some(date(2026, 3, 20)), ..standing() };
    check(home, date(2026, 4, 3), DueRule::Discharged);
}

/// A county's monthly order of June: who was seen in May waits as it was said in May, whoever is seen
/// or not reached afterwards waits as the county says.
#[test]
fn an_order_changes_no_day_that_was_set_before_it() {
    let begins = date(2026, 6, 1);
    let own = Intervals { stable_months: 1, discharge_days: 7, retry_days: 7, ..Intervals::default() };
    let due = |standing: &Standing| {
        let step = next_step(standing, |day| if day < begins { &NATIONAL } else { &own });
        step.map(|due| (due.on, due.rule))
    };
    let seen_on = |on| {
        let last = standing().last.map(|last| LastVisit { on, ..last });
        Standing { last, ..standing() }
    };
    let may = seen_on(date(2026, 5, 20));
    assert_eq!(due(&may), Some((date(2026, 8, 20), DueRule::Stable)));
    assert_eq!(due(&seen_on(begins)), Some((date(2026, 7, 1), DueRule::Stable)));
    let discharged = Standing { discharged_on: Some(date(2026, 6, 10)), ..may.clone() };
    assert_eq!(due(&discharged), Some((date(2026, 6, 17), DueRule::Discharged)));
    let discharged = Standing { discharged_on: Some(date(2026, 5, 28)), ..may.clone() };
    assert_eq!(due(&discharged), Some((date(2026, 6, 11), DueRule::Discharged)));
    let again = |failed_on| {
        let failed = Standing { call: not_reached(failed_on, None), ..may.clone() };
        call_again_on(&failed, |day| if day < begins { &NATIONAL } else { &own })
    };
    assert_eq!(again(date(2026, 5, 28)), Some(date(2026, 6, 11)));
    assert_eq!(again(date(2026, 8, 18)), Some(date(2026, 8, 25)));
}

/// 外出, 改天再打, 已搬走, 不愿意 and 打不通: nobody agreed to a visit, so the day to call again moves no due day, and
/// nobody leaves the overdue by it, however often it is said. Before the due day it is the next step.
/// (These vectors said so of 打不通 alone, and whoever asked to be called on Wednesday was on no list that day.)
#[test]
fn only_who_agreed_has_an_agreed_day() {
    let (overdue, before) = (date(2026, 6, 8), date(2026, 5, 10));
    let after = |outcome, on: Date, next_on| Standing { call: call(outcome, on, next_on), ..standing() };
    for outcome in CallOutcome::ALL.iter().copied() {
        let (late, early) = match outcome {
            CallOutcome::Agreed => {
                ((date(2026, 6, 11), DueRule::Agreed), (date(2026, 5, 13), DueRule::Agreed))
            }
            _ => ((date(2026, 6, 2), DueRule::Stable), (date(2026, 5, 13), DueRule::Retry)),
        };
        check(after(outcome, overdue, Some(date(2026, 6, 11))), late.0, late.1);
        check(after(outcome, before, Some(date(2026, 5, 13))), early.0, early.1);
        check(after(outcome, before, None), date(2026, 6, 2), DueRule::Stable);
    }
}

/// Late is who was not visited by the day of the class or the agreed one; a call that was not repeated is not that.
#[test]
fn a_call_to_be_repeated_moves_no_day_of_a_visit() {
    let called = date(2026, 5, 10);
    for outcome in CallOutcome::ALL.iter().copied() {
        let named = Standing { call: call(outcome, called, Some(date(2026, 5, 13))), ..standing() };
        let expected = match outcome {
            CallOutcome::Agreed => (date(2026, 5, 13), DueRule::Agreed),
            _ => (date(2026, 6, 2), DueRule::Stable),
        };
        let visit = visit_due(&named, |_| &NATIONAL);
        assert_eq!(visit.map(|due| (due.on, due.rule)), Some(expected), "{outcome:?}");
        let refused = Standing { refused_on: Some(date(2026, 4, 1)), ..named.clone() };
        let offer = visit_due(&refused, |_| &NATIONAL);
        assert_eq!(offer.map(|due| (due.on, due.rule)), Some((date(2026, 10, 1), DueRule::RefusedOffer)));
        for gone in [Standing { closed: true, ..named.clone() }, Standing { lost: true, ..named }] {
            assert_eq!(visit_due(&gone, |_| &NATIONAL), None);
        }
    }
}

/// On the day that was named, else as 工作规范 says of each; a day named after 打不通 holds within its two weeks only.
#[test]
fn each_outcome_says_when_to_call_again() {
    use CallOutcome::{Agreed, Away, Later, Moved, NotReached, Unwilling};
    let (called, named, far) = (date(2026, 6, 8), date(2026, 6, 11), date(2026, 7, 20));
    let two_weeks = date(2026, 6, 22);
    for (outcome, next_on, again_on) in [
        (Agreed, Some(named), None),
        (Later, Some(named), Some(named)),
        (Later, Some(far), Some(far)),
        (Later, None, Some(two_weeks)),
        (NotReached, Some(named), Some(named)),
        (NotReached, Some(far), Some(two_weeks)),
        (NotReached, None, Some(two_weeks)),
        (Away, Some(far), Some(far)),
        (Away, None, Some(two_weeks)),
        (Moved, Some(named), Some(named)),
        (Moved, None, None),
        (Unwilling, Some(far), Some(far)),
        (Unwilling, None, Some(date(2026, 12, 8))),
    ] {
        let said = Standing { call: call(outcome, called, next_on), ..standing() };
        check_again(&said, again_on);
        check_again(&Standing { lost: true, ..said.clone() }, None);
        check_again(&Standing { closed: true, ..said }, None);
    }
    let refused_on = Some(date(2026, 3, 5));
    check_again(&Standing { refused_on, call: call(Unwilling, called, None), ..standing() }, None);
}

/// Each class, with the call a day after the visit and with one long after it.
#[test]
fn a_day_may_be_agreed_no_later_than_the_class_allows() {
    use Stability::{BasicallyStable, Stable, Unstable};
    let last = |stability, before, settling| {
        standing().last.map(|last| LastVisit { stability, before, settling, ..last })
    };
    let latest = |standing: &Standing, said_on| {
        let latest = latest_agreed(standing, said_on, |_| &NATIONAL)?;
        Some((latest.on, latest.routine.on, latest.routine.rule))
    };
    let again = Some(BasicallyStable);
    for (last, due_on, rule) in [
        (last(Some(Stable), None, false), date(2026, 6, 2), DueRule::Stable),
        (last(again, again, true), date(2026, 6, 2), DueRule::Settling),
        (last(again, again, false), date(2026, 4, 2), DueRule::NotSettling),
        (last(again, None, false), date(2026, 3, 16), DueRule::BasicallyStableFirst),
        (last(Some(Unstable), None, false), date(2026, 3, 16), DueRule::Unstable),
    ] {
        let said = Standing { last, ..standing() };
        assert_eq!(latest(&said, VISITED_ON), Some((due_on, due_on, rule)));
        assert_eq!(latest(&said, date(2026, 6, 8)), Some((date(2026, 6, 22), due_on, rule)));
        // What may be agreed is the next step, and a day more is not.
        let said_to = |on| Standing { call: agreed(VISITED_ON, on), ..said.clone() };
        check(said_to(due_on), due_on, DueRule::Agreed);
        check(said_to(due_on.tomorrow().unwrap()), due_on, rule);
    }
    // The day that the visit agreed on may be put off by telephone, within the class.
    let sooner = standing().last.map(|last| LastVisit { agreed_on: Some(date(2026, 4, 1)), ..last });
    let sooner = Standing { last: sooner, ..standing() };
    assert_eq!(
        latest(&sooner, date(2026, 3, 20)),
        Some((date(2026, 6, 2), date(2026, 6, 2), DueRule::Stable))
    );
    let first = Standing { last: None, ..standing() };
    assert_eq!(
        latest(&first, date(2024, 4, 16)),
        Some((date(2024, 4, 30), date(2024, 4, 29), DueRule::FirstVisit))
    );
    let refused = Standing { refused_on: Some(date(2026, 3, 5)), ..standing() };
    let offer = date(2026, 9, 5);
    assert_eq!(latest(&refused, date(2026, 9, 1)), Some((offer, offer, DueRule::RefusedOffer)));
    assert_eq!(latest(&Standing { lost: true, ..standing() }, VISITED_ON), None);
    assert_eq!(latest(&Standing { closed: true, ..standing() }, VISITED_ON), None);
}

//! 下次随访日期 (服务规范 二（三）, 工作规范).

use Stability::{BasicallyStable, Stable, Unstable};

use super::*;

/// A visit on this day with this class, at home, nothing agreed.
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

#[track_caller]
fn check(visit: LastVisit, on: Date, rule: DueRule) {
    assert_eq!(next_due(&visit, &Intervals::default()), Due { on, rule }, "{visit:?}");
}

/// 二（三）1: 2周内随访.
#[test]
fn unstable_is_seen_again_within_two_weeks() {
    check(visit(VISITED_ON, Unstable), date(2026, 3, 16), DueRule::Unstable);
    let again = LastVisit { before: Some(Unstable), settling: true, ..visit(VISITED_ON, Unstable) };
    check(again, date(2026, 3, 16), DueRule::Unstable);
}

/// 二（三）2: 2周时随访; 趋于稳定者3个月, 未达到稳定者1个月时随访.
#[test]
fn basically_stable_is_seen_after_two_weeks_then_one_or_three_months() {
    let first = visit(VISITED_ON, BasicallyStable);
    let again = LastVisit { before: Some(BasicallyStable), ..first };
    check(first, date(2026, 3, 16), DueRule::BasicallyStableFirst);
    check(again, date(2026, 4, 2), DueRule::NotSettling);
    check(LastVisit { settling: true, ..again }, date(2026, 6, 2), DueRule::Settling);
}

/// Only the re-visit can find that the illness is settling; a first such visit has nothing to settle from.
#[test]
fn settling_is_for_the_re_visit_only() {
    for before in [None, Some(Stable), Some(Unstable)] {
        let first = LastVisit { before, settling: true, ..visit(VISITED_ON, BasicallyStable) };
        check(first, date(2026, 3, 16), DueRule::BasicallyStableFirst);
    }
}

/// 二（三）3: 3个月时随访.
#[test]
fn stable_is_seen_after_three_calendar_months() {
    check(visit(VISITED_ON, Stable), date(2026, 6, 2), DueRule::Stable);
}

#[test]
fn months_clip_to_the_end_of_a_shorter_one() {
    check(visit(date(2024, 11, 30), Stable), date(2025, 2, 28), DueRule::Stable);
    check(visit(date(2023, 11, 30), Stable), date(2024, 2, 29), DueRule::Stable);
    let again = LastVisit { before: Some(BasicallyStable), ..visit(date(2026, 1, 31), BasicallyStable) };
    check(again, date(2026, 2, 28), DueRule::NotSettling);
}

#[test]
fn an_earlier_day_that_was_agreed_wins() {
    let agreed = |day| LastVisit { agreed_on: Some(day), ..visit(VISITED_ON, Stable) };
    check(agreed(date(2026, 4, 1)), date(2026, 4, 1), DueRule::Agreed);
    check(agreed(date(2026, 6, 2)), date(2026, 6, 2), DueRule::Stable);
}

#[test]
fn a_later_day_or_one_that_is_past_is_ignored() {
    for day in [date(2026, 6, 3), date(2027, 1, 1), VISITED_ON, date(2026, 3, 1)] {
        let agreed = LastVisit { agreed_on: Some(day), ..visit(VISITED_ON, Stable) };
        check(agreed, date(2026, 6, 2), DueRule::Stable);
    }
}

/// 工作规范: nobody in hospital is visited at home; one asks the hospital.
#[test]
fn in_hospital_one_asks_within_three_months_whatever_the_class() {
    for stability in [None, Some(Unstable), Some(Stable)] {
        let stay = LastVisit { stability, in_hospital: true, ..visit(VISITED_ON, Unstable) };
        check(stay, date(2026, 6, 2), DueRule::InHospital);
    }
}

/// 工作规范 出院随访: within two weeks.
#[test]
fn a_discharge_after_the_visit_is_followed_up_within_two_weeks() {
    let discharged = |day| LastVisit { discharged_on: Some(day), ..visit(VISITED_ON, Stable) };
    check(discharged(date(2026, 4, 1)), date(2026, 4, 15), DueRule::Discharged);
    let from_the_stay = LastVisit { in_hospital: true, ..discharged(date(2026, 4, 1)) };
    check(from_the_stay, date(2026, 4, 15), DueRule::Discharged);
}

#[test]
fn a_discharge_that_the_visit_itself_reports_has_been_followed_up() {
    for day in [date(2026, 2, 20), VISITED_ON] {
        let reported = LastVisit { discharged_on: Some(day), ..visit(VISITED_ON, Stable) };
        check(reported, date(2026, 6, 2), DueRule::Stable);
    }
}

#[test]
fn a_discharge_never_puts_off_what_was_due_before() {
    let unstable = LastVisit { discharged_on: Some(date(2026, 3, 12)), ..visit(VISITED_ON, Unstable) };
    check(unstable, date(2026, 3, 16), DueRule::Unstable);
}

/// What fell due during the stay was nobody's to do at home, and neither was a day agreed for it.
#[test]
fn a_discharge_sets_the_day_anew_when_the_old_one_fell_into_the_stay() {
    let left =
        |stability| LastVisit { discharged_on: Some(date(2026, 4, 20)), ..visit(VISITED_ON, stability) };
    check(left(Unstable), date(2026, 5, 4), DueRule::Discharged);
    check(left(Stable), date(2026, 5, 4), DueRule::Discharged);
    let agreed = |day| LastVisit { agreed_on: Some(day), ..left(Unstable) };
    check(agreed(date(2026, 3, 10)), date(2026, 5, 4), DueRule::Discharged);
    check(agreed(date(2026, 4, 27)), date(2026, 4, 27), DueRule::Agreed);
}

/// Of one day: a visit in the ward is before leaving, a visit at home after it.
#[test]
fn who_was_seen_in_the_ward_on_the_day_of_leaving_is_seen_at_home_within_two_weeks() {
    let seen =
        |in_hospital| LastVisit { in_hospital, discharged_on: Some(VISITED_ON), ..visit(VISITED_ON, Stable) };
    check(seen(true), date(2026, 3, 16), DueRule::Discharged);
    check(seen(false), date(2026, 6, 2), DueRule::Stable);
}

/// Somebody at home whose visit has no class is looked after like somebody unstable.
#[test]
fn without_a_class_two_weeks_hold() {
    let unclear = LastVisit { stability: None, ..visit(VISITED_ON, Stable) };
    check(unclear, date(2026, 3, 16), DueRule::Unstable);
}

#[test]
fn a_region_may_be_stricter() {
    let monthly = Intervals { stable_months: 1, unstable_days: 7, ..Intervals::default() };
    assert_eq!(next_due(&visit(VISITED_ON, Stable), &monthly).on, date(2026, 4, 2));
    assert_eq!(next_due(&visit(VISITED_ON, Unstable), &monthly).on, date(2026, 3, 9));
}

/// 二（三）: the due day itself is in time; the norm gives no grace.
#[test]
fn overdue_begins_the_day_after() {
    let due_on = date(2026, 6, 2);
    assert!(!is_overdue(due_on, date(2026, 6, 1)));
    assert!(!is_overdue(due_on, due_on));
    assert!(is_overdue(due_on, date(2026, 6, 3)));
}

#[test]
fn a_rule_is_stored_by_its_number_and_says_where_it_stands() {
    for number in 0..11 {
        let rule = DueRule::from_number(number).unwrap();
        assert_eq!(rule.number(), number);
        assert!(rule.source().contains("规范"), "{rule:?}");
    }
    for number in [-1, 11, i64::MAX] {
        assert_eq!(DueRule::from_number(number), None);
    }
}

//! What medicines ask for, and by when.

use jiff::civil::Date;

use super::watch::{CheckBecause, Measured, Taken, Watch, Watched, next_check, next_checks, taken};
use super::yearly::{Offer, due_on, offer};
use super::*;
use crate::consent::{State, States, Word};
use crate::medicine::{Medicine, Schedule};
use crate::parameter::{Unit, Wait};
use crate::text::Lang;

fn medicine(name: &str, morning: f64) -> Medicine {
    Medicine { name: name.into(), schedule: Schedule::Daily { morning, noon: 0.0, evening: 0.0 } }
}

fn on(list: &[(&str, f64)]) -> Watched {
    let list: Vec<Medicine> = list.iter().map(|(name, dose)| medicine(name, *dose)).collect();
    Watched::of(&list)
}

fn check(one: Taken, measured: &[(Date, &[Item])]) -> (Date, CheckBecause) {
    let measured: Vec<(Date, Measured)> = measured
        .iter()
        .map(|(on, items)| {
            let values = items.iter().map(|item| (*item, 1.0)).collect();
            let one = Examination { examined_on: *on, values, ..well() };
            (*on, Measured::of(&one))
        })
        .collect();
    let found = next_check(&one, &measured, |_| ExamLimits::default());
    (found.due_on, found.because)
}

const COUNT: &[Item] = &[Item::WhiteCells, Item::Neutrophils];
const DAYS_14: Wait = Wait { count: 14, unit: Unit::Days };
const MONTH: Wait = Wait { count: 1, unit: Unit::Months };

#[test]
fn clozapine_is_looked_at_every_fortnight_and_later_every_month() {
    let since = date(2026, 1, 5);
    let one = Taken { watch: Watch::Clozapine, since, changed_on: None };
    // The close-meshed time ends with 10 May.
    for (measured, due, because) in [
        (None, date(2026, 1, 19), CheckBecause::Never { since, wait: DAYS_14 }),
        (
            Some(date(2026, 1, 12)),
            date(2026, 1, 26),
            CheckBecause::Early { last: date(2026, 1, 12), wait: DAYS_14 },
        ),
        (
            Some(date(2026, 5, 10)),
            date(2026, 5, 24),
            CheckBecause::Early { last: date(2026, 5, 10), wait: DAYS_14 },
        ),
        (
            Some(date(2026, 5, 11)),
            date(2026, 6, 11),
            CheckBecause::Interval { last: date(2026, 5, 11), wait: MONTH },
        ),
        // Of before it began: the count of the beginning.
        (Some(date(2025, 12, 1)), date(2026, 1, 19), CheckBecause::Early { last: since, wait: DAYS_14 }),
    ] {
        let list: Vec<(Date, &[Item])> = measured.map(|on| (on, COUNT)).into_iter().collect();
        assert_eq!(check(one, &list), (due, because), "{measured:?}");
    }
    // White cells alone are no differential.
    let half = check(one, &[(date(2026, 1, 12), &COUNT[..1])]);
    assert_eq!(half.0, date(2026, 1, 19));
}

#[test]
fn lithium_is_looked_at_every_three_months_and_after_a_change() {
    let since = date(2026, 1, 31);
    let one = Taken { watch: Watch::Lithium, since, changed_on: None };
    let level: &[Item] = &[Item::Lithium];
    assert_eq!(check(one, &[]).0, date(2026, 4, 30));
    assert_eq!(check(one, &[(date(2026, 6, 1), level)]).0, date(2026, 9, 1));
    let changed = Taken { changed_on: Some(date(2026, 6, 10)), ..one };
    let wait = Wait { count: 7, unit: Unit::Days };
    let soon = (date(2026, 6, 17), CheckBecause::Changed { on: date(2026, 6, 10), wait });
    assert_eq!(check(changed, &[(date(2026, 6, 1), level)]), soon);
    // Looked at since.
    assert_eq!(check(changed, &[(date(2026, 6, 15), level)]).0, date(2026, 9, 15));
    // A change makes nothing later that is due earlier.
    assert_eq!(check(changed, &[(date(2026, 3, 1), level)]).0, date(2026, 6, 1));
}

#[test]
fn valproate_and_carbamazepine_are_looked_at_every_half_year() {
    let items: &[Item] = &[Item::WhiteCells, Item::Alt];
    for watch in [Watch::Valproate, Watch::Carbamazepine] {
        let one = Taken { watch, since: date(2026, 1, 5), changed_on: None };
        assert_eq!(check(one, &[]).0, date(2026, 7, 5));
        assert_eq!(check(one, &[(date(2026, 8, 31), items)]).0, date(2027, 2, 28));
    }
}

#[test]
fn what_is_taken_is_what_the_last_visit_states() {
    let (first, second, third) = (date(2026, 1, 5), date(2026, 2, 5), date(2026, 3, 5));
    let (low, high) =
        (on(&[("氯氮平", 200.0), ("碳酸锂", 500.0)]), on(&[("氯氮平", 200.0), ("碳酸锂", 750.0)]));
    let clozapine = Taken { watch: Watch::Clozapine, since: first, changed_on: None };
    let lithium = Taken { watch: Watch::Lithium, since: first, changed_on: Some(second) };
    assert_eq!(taken([(first, &low), (second, &high), (third, &high)]), [clozapine, lithium]);
    // Ended, and begun again.
    let none = on(&[("利培酮", 4.0)]);
    let again = Taken { watch: Watch::Clozapine, since: third, changed_on: None };
    let only = on(&[("氯氮平", 100.0)]);
    assert_eq!(taken([(first, &only), (second, &none), (third, &only)]), [again]);
    assert_eq!(taken([(first, &only), (second, &none)]), []);
    let checks = next_checks(&[clozapine, lithium], &[], |_| ExamLimits::default());
    assert_eq!(
        checks.iter().map(|one| one.due_on).collect::<Vec<_>>(),
        [date(2026, 1, 19), date(2026, 2, 12)]
    );
    assert_eq!(checks[0].say(Lang::Zh), "服用氯氮平，2026-01-05的随访起有记录，还没有查过，应在 2 周内查");
}

#[test]
fn what_is_watched_is_kept_as_a_text() {
    let both = on(&[("氯氮平", 200.0), ("德巴金", 1000.0), ("氯氮平", 100.0)]);
    assert_eq!(both.text(), "1:300,3:1000");
    assert_eq!(Watched::read(&both.text()), both);
    for text in ["", "x", "9:3", "1:", ":", "1:300,", "1:-3"] {
        let read = Watched::read(text);
        assert_eq!(Watched::read(&read.text()), read, "{text}");
    }
    let person = Circumstances::watched(Sex::Male, &both);
    assert!(person.on_clozapine && !person.on_lithium);
}

#[test]
fn who_is_offered_the_yearly_exam() {
    let state = |word| State { word, ..State::default() };
    for (management, exam, expected) in [
        (Word::Given, Word::Given, Some(Offer::Agreed)),
        (Word::Given, Word::Open, Some(Offer::Ask)),
        (Word::Given, Word::Refused, Some(Offer::Declined)),
        (Word::Given, Word::Withdrawn, Some(Offer::Declined)),
        (Word::Refused, Word::Given, None),
        (Word::Withdrawn, Word::Open, None),
        (Word::Open, Word::Open, None),
    ] {
        let states = States { management: state(management), examination: state(exam), ..States::default() };
        assert_eq!(offer(&states), expected, "{management:?} {exam:?}");
    }
}

#[test]
fn the_yearly_exam_is_due_by_the_last_day_of_the_year() {
    let today = date(2026, 11, 21);
    let last = Some(date(2026, 12, 31));
    for (offer, examined_on, expected) in [
        (Some(Offer::Agreed), None, last),
        (Some(Offer::Ask), Some(date(2025, 12, 31)), last),
        (Some(Offer::Agreed), Some(date(2026, 1, 1)), None),
        (Some(Offer::Declined), None, None),
        (None, None, None),
    ] {
        assert_eq!(due_on(offer, examined_on, today), expected, "{offer:?} {examined_on:?}");
    }
}

proptest! {
    /// A check never lies before the day from which it is reckoned, a later result never makes it earlier, and whatever
    /// the order in which results are known.
    #[test]
    fn a_later_result_makes_no_check_earlier(
        since in 0_i32..400, results in proptest::collection::vec(0_i32..800, 0..6), more in 0_i32..800,
        watch in 0_usize..4, changed in proptest::option::of(0_i32..800),
    ) {
        use crate::code::Code;
        let day = |days: i32| date(2025, 1, 1).saturating_add(jiff::ToSpan::days(days));
        let watch = Watch::ALL[watch];
        let all = watch.items();
        let since = day(since);
        let changed_on = changed.map(day).filter(|on| *on > since);
        let one = Taken { watch, since, changed_on };
        let list: Vec<(Date, &[Item])> = results.iter().map(|days| (day(*days), all)).collect();
        let mut longer = list.clone();
        longer.insert(0, (day(more), all));
        let (before, after) = (check(one, &list), check(one, &longer));
        prop_assert!(before.0 > since);
        // In the first months a fortnight counts from the newest, so that a newer one is later or the same.
        prop_assert!(after.0 >= before.0, "{:?} {:?}", before, after);
    }
}

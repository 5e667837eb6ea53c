//! Who is lost since when, from what was entered in which order.

use jiff::civil::date;
use xinan_domain::follow_up::VisitMode;
use xinan_domain::risk::Incidents;

use super::*;
use crate::case::event::Event;

/// What is entered, in this order; the day of November 2026.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Entry {
    /// A visit that met nobody.
    LostVisit(i8),
    /// A visit at which somebody was seen.
    SeenVisit(i8),
    /// A roster that has the person as lost.
    LostRoster(i8),
    /// A roster that has the person in care again.
    FoundRoster(i8),
}

use Entry::*;

fn day(of: i8) -> Date {
    date(2026, 11, of)
}

fn visit(id: u128, on: Date, complete: bool, entered_at: i64) -> VisitRow {
    VisitRow {
        id: Uuid::from_u128(id),
        on,
        mode: VisitMode::Telephone,
        complete,
        face_to_face: false,
        risk: None,
        adherence: None,
        hospital: None,
        stability: None,
        settling: false,
        discharged_on: None,
        agreed_on: None,
        incidents: Incidents::NONE,
        referred: false,
        rehabilitation: false,
        watched: Default::default(),
        recorded_on: None,
        entered_at,
        stored_due: None,
        doctor: String::new(),
        note: String::new(),
    }
}

/// The facts of entries that come in this order, sorted as the store reads them.
fn facts(entries: &[Entry]) -> (Vec<EventRow>, Vec<VisitRow>) {
    let (mut events, mut visits) = (Vec::new(), Vec::new());
    for (at, entry) in entries.iter().enumerate() {
        let moment = i64::try_from(at).unwrap();
        // Later ids are not always greater ones: a correction makes a new id for an old visit.
        let id = 1000 - u128::try_from(at).unwrap();
        let mut event = |kind, on, visit| {
            events.push(EventRow { event: Event::plain(kind, day(on)), visit, recorded_at: moment });
        };
        match *entry {
            LostVisit(on) => {
                event(EventKind::Lost, on, Some(Uuid::from_u128(id)));
                visits.push(visit(id, day(on), false, moment));
            }
            SeenVisit(on) => visits.push(visit(id, day(on), true, moment)),
            LostRoster(on) => event(EventKind::Lost, on, None),
            FoundRoster(on) => event(EventKind::Found, on, None),
        }
    }
    events.sort_by_key(|row| row.event.on);
    visits.sort_by_key(place_of_visit);
    (events, visits)
}

#[track_caller]
fn check(entries: &[Entry], wanted: &[(i8, Option<i8>)]) {
    let (events, visits) = facts(entries);
    let found: Vec<(Date, Option<Date>)> =
        lost_spans(&events, &visits).iter().map(|span| (span.from, span.until)).collect();
    let wanted: Vec<(Date, Option<Date>)> =
        wanted.iter().map(|(from, until)| (day(*from), until.map(day))).collect();
    assert_eq!(found, wanted, "{entries:?}");
}

#[test]
fn a_later_day_ends_a_loss_whatever_was_entered_first() {
    check(&[LostVisit(3)], &[(3, None)]);
    check(&[LostVisit(3), SeenVisit(5)], &[(3, Some(5))]);
    check(&[SeenVisit(5), LostVisit(3)], &[(3, Some(5))]);
    check(&[SeenVisit(1), LostVisit(3)], &[(3, None)]);
    check(&[LostRoster(3), SeenVisit(5)], &[(3, Some(5))]);
    check(&[LostVisit(3), FoundRoster(9)], &[(3, Some(9))]);
    check(&[LostVisit(3), SeenVisit(5), LostVisit(8)], &[(3, Some(5)), (8, None)]);
}

/// Looked for in vain in the morning and met in the evening, or met and gone by the evening.
#[test]
fn of_one_day_the_later_entry_tells_where_somebody_is() {
    check(&[LostVisit(3), SeenVisit(3)], &[(3, Some(3))]);
    check(&[SeenVisit(3), LostVisit(3)], &[(3, None)]);
    check(&[LostVisit(3), SeenVisit(3), LostVisit(3)], &[(3, Some(3)), (3, None)]);
    check(&[LostRoster(3), SeenVisit(3)], &[(3, Some(3))]);
    check(&[SeenVisit(3), LostRoster(3)], &[(3, None)]);
}

/// What comes with the same files has one moment: the roster's word is about the end of its day.
#[test]
fn a_roster_and_a_visit_of_one_day_that_come_together_leave_the_person_lost() {
    let (mut events, mut visits) = facts(&[LostRoster(3), SeenVisit(3)]);
    (events[0].recorded_at, visits[0].entered_at) = (7, 7);
    assert_eq!(lost_spans(&events, &visits)[0].until, None);
}

/// A ledger and a roster may both know of a loss: being found ends it once for all.
#[test]
fn being_found_ends_every_word_of_the_loss() {
    check(&[LostVisit(3), LostRoster(6), FoundRoster(9)], &[(3, Some(9)), (6, Some(9))]);
    check(&[LostVisit(3), LostVisit(6), SeenVisit(9)], &[(3, Some(9)), (6, Some(9))]);
}

/// The event is written anew, later than the visit of the evening; the loss stays the morning's.
#[test]
fn a_correction_keeps_the_place_of_what_it_corrects() {
    let (mut events, mut visits) = facts(&[LostVisit(3), SeenVisit(3)]);
    let corrected = Uuid::from_u128(2000);
    (events[0].visit, events[0].recorded_at, visits[0].id) = (Some(corrected), 9, corrected);
    assert_eq!(lost_spans(&events, &visits)[0].until, Some(day(3)));
}

/// Every order of up to four entries: open at the end exactly when a loss is the last word, no span
/// ends before it begins, and a loss that is taken back with its visit leaves nothing behind.
#[test]
fn whatever_is_entered_holds_together() {
    let all: Vec<Entry> = [3, 5]
        .into_iter()
        .flat_map(|on| [LostVisit(on), SeenVisit(on), LostRoster(on), FoundRoster(on)])
        .collect();
    let mut histories: Vec<Vec<Entry>> = vec![Vec::new()];
    for length in 1..=4 {
        let shorter: Vec<Vec<Entry>> =
            histories.iter().filter(|one| one.len() == length - 1).cloned().collect();
        for history in shorter {
            histories.extend(all.iter().map(|entry| [&history[..], &[*entry]].concat()));
        }
    }
    for history in histories {
        let (events, visits) = facts(&history);
        let spans = lost_spans(&events, &visits);
        assert!(spans.iter().all(|span| span.until.is_none_or(|until| until >= span.from)), "{history:?}");
        let on = |entry: &Entry| match *entry {
            LostVisit(on) | SeenVisit(on) | LostRoster(on) | FoundRoster(on) => on,
        };
        let last = history.iter().max_by_key(|entry| on(entry));
        let is_lost = last.is_some_and(|entry| matches!(entry, LostVisit(_) | LostRoster(_)));
        assert_eq!(spans.last().is_some_and(|span| span.until.is_none()), is_lost, "{history:?}");

        let Some(mistake) = history.iter().position(|entry| matches!(entry, LostVisit(_))) else { continue };
        let (mut events, mut visits) = (events, visits);
        let id = Uuid::from_u128(1000 - u128::try_from(mistake).unwrap());
        events.retain(|row| row.visit != Some(id));
        visits.retain(|visit| visit.id != id);
        let never: Vec<Entry> =
            history.iter().enumerate().filter(|(at, _)| *at != mistake).map(|(_, entry)| *entry).collect();
        let (said, seen) = facts(&never);
        let open = |spans: &[LostSpan]| spans.iter().map(|span| (span.from, span.until)).collect::<Vec<_>>();
        assert_eq!(open(&lost_spans(&events, &visits)), open(&lost_spans(&said, &seen)), "{history:?}");
    }
}

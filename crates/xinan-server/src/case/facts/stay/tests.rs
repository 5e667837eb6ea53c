//! Who is in hospital, from visits and events of one day and of others.

use jiff::civil::date;
use xinan_db::Uuid;
use xinan_domain::examination::watch::Watched;
use xinan_domain::follow_up::VisitMode;
use xinan_domain::risk::Incidents;

use super::*;
use crate::case::event::Event;
use crate::case::facts::EventRow;
use crate::tests::supplement;

/// What is entered, in this order; the day of November 2026.
#[derive(Debug, Clone, Copy)]
enum Entry {
    Admitted(i8),
    Left(i8),
    /// A visit with its 住院情况, and 末次出院时间.
    Visit(i8, Hospital, Option<i8>),
}

use Entry::*;

fn day(of: i8) -> Date {
    date(2026, 11, of)
}

fn facts(entries: &[Entry]) -> Facts {
    let mut facts = Facts {
        county: "429971".to_owned(),
        id: Uuid::from_u128(1),
        case_no: String::new(),
        registered_on: date(2020, 6, 15),
        created_at: 0,
        supplement_id: Uuid::from_u128(2),
        supplement: supplement("李春生", "429971101209", 0),
        events: Vec::new(),
        visits: Vec::new(),
        contacts: Vec::new(),
        examinations: Vec::new(),
        consents: Vec::new(),
        transfers: Vec::new(),
        referred_on: Vec::new(),
    };
    for (at, entry) in (1..).zip(entries) {
        let event = |kind, on| EventRow { event: Event::plain(kind, day(on)), visit: None, recorded_at: at };
        match *entry {
            Admitted(on) => facts.events.push(event(EventKind::Admitted, on)),
            Left(on) => facts.events.push(event(EventKind::Discharged, on)),
            Visit(on, hospital, left_on) => facts.visits.push(VisitRow {
                id: Uuid::from_u128(100 + u128::try_from(at).unwrap()),
                on: day(on),
                mode: VisitMode::Home,
                complete: true,
                face_to_face: true,
                risk: None,
                watched: Watched::default(),
                adherence: None,
                hospital: Some(hospital),
                stability: None,
                settling: false,
                discharged_on: left_on.map(day),
                agreed_on: None,
                incidents: Incidents::NONE,
                referred: false,
                rehabilitation: false,
                recorded_on: None,
                entered_at: at,
                stored_due: None,
                doctor: String::new(),
                note: String::new(),
            }),
        }
    }
    facts.events.sort_by_key(|row| row.event.on);
    facts.visits.sort_by_key(|row| row.on);
    facts
}

/// In hospital or not; admitted and left since the last visit.
#[track_caller]
fn check(entries: &[Entry], in_hospital: bool, admitted: Option<i8>, left: Option<i8>) {
    let found = facts(entries);
    assert_eq!(is_in_hospital(&found), in_hospital, "{entries:?}");
    assert_eq!(admitted_since(&found), admitted.map(day), "admitted: {entries:?}");
    assert_eq!(discharged_since(&found), left.map(day), "left: {entries:?}");
}

#[test]
fn later_days_tell_more_than_earlier_ones() {
    use Hospital::{InHospital, NotAdmitted};
    check(&[], false, None, None);
    check(&[Admitted(3)], true, Some(3), None);
    check(&[Admitted(3), Left(9)], false, None, Some(9));
    check(&[Visit(1, NotAdmitted, None), Admitted(3)], true, Some(3), None);
    // Met at home since: whoever told of the admission did not tell of leaving.
    check(&[Admitted(3), Visit(5, NotAdmitted, None)], false, None, None);
    // Met in the ward: the visit says so itself.
    check(&[Admitted(3), Visit(5, InHospital, None)], true, None, None);
    check(&[Visit(5, InHospital, None), Left(9)], false, None, Some(9));
    check(&[Admitted(3), Left(9), Visit(12, NotAdmitted, None)], false, None, None);
    check(&[Admitted(3), Left(9), Admitted(15)], true, Some(15), Some(9));
}

/// A visit on the very day of an admission or a discharge, entered before it and after it.
#[test]
fn of_one_day_the_event_decides_in_whatever_order_it_is_entered() {
    use Hospital::{Discharged, InHospital, NotAdmitted};
    let both = |one: Entry, other: Entry, in_hospital, admitted, left| {
        check(&[one, other], in_hospital, admitted, left);
        check(&[other, one], in_hospital, admitted, left);
    };
    // Visited in the morning, admitted in the afternoon.
    both(Visit(5, NotAdmitted, None), Admitted(5), true, Some(5), None);
    both(Visit(5, InHospital, None), Admitted(5), true, Some(5), None);
    // In hospital before, and again on the day of the visit.
    both(Visit(5, Discharged, Some(2)), Admitted(5), true, Some(5), None);
    // In and out on one day, as the visit says.
    both(Visit(5, Discharged, Some(5)), Admitted(5), false, None, None);
    // Seen in the ward, and left: nobody has seen the person at home yet.
    both(Visit(9, InHospital, None), Left(9), false, None, Some(9));
    // Seen at home on the day of leaving: that was the visit.
    both(Visit(9, Discharged, Some(9)), Left(9), false, None, None);
    both(Visit(9, NotAdmitted, None), Left(9), false, None, None);
}

/// From one hospital to another on one day, and admitted by mistake twice: the later entry tells it.
#[test]
fn of_two_events_of_one_day_the_later_entry_tells_it() {
    check(&[Admitted(3), Left(9), Admitted(9)], true, Some(9), Some(9));
    check(&[Admitted(9), Left(9)], false, None, Some(9));
}

//! Where a person stands: what the next step follows from, and how soon somebody is needed.

use jiff::civil::Date;
use xinan_domain::consent::State;
use xinan_domain::follow_up::{Due, DueRule, LastCall, LastVisit, Stability, Standing, taken_on};
use xinan_domain::risk::Risk;

use super::super::Status;
use super::super::event::EventKind;
use super::{ContactRow, Facts, VisitRow};
use crate::shell::clock::Moment;

/// The last visit at which somebody was seen or asked.
fn last_seen(facts: &Facts) -> Option<&VisitRow> {
    facts.visits.iter().rev().find(|visit| visit.complete)
}

fn is_after_last(facts: &Facts, day: Date) -> bool {
    last_seen(facts).is_none_or(|visit| day > visit.on)
}

/// Since when the person is in hospital, as an admission says that no discharge has followed.
pub(super) fn admitted_on(facts: &Facts) -> Option<Date> {
    let told = facts.events.iter().filter_map(|row| match row.event.kind {
        EventKind::Admitted => Some((row.event.on, row.recorded_at, true)),
        EventKind::Discharged => Some((row.event.on, row.recorded_at, false)),
        _ => None,
    });
    told.max().and_then(|(on, _, admitted)| admitted.then_some(on))
}

/// The latest call since the last visit: what was said before it, the visit has answered.
fn last_call(facts: &Facts) -> Option<&ContactRow> {
    facts.contacts.iter().rev().find(|contact| is_after_last(facts, contact.on))
}

/// What the next step follows from; `lasts` as the visits of the facts.
pub(super) fn standing(
    facts: &Facts,
    lasts: &[Option<LastVisit>],
    status: Status,
    consent: &State,
) -> Standing {
    let refused_on = consent.offer_from();
    // A call to arrange what was declined after it is not made again.
    let call =
        last_call(facts).filter(|call| !consent.stops() || consent.since.is_none_or(|on| call.on >= on));
    let discharges = facts.events.iter().rev().filter(|row| row.event.kind == EventKind::Discharged);
    let discharged_on = discharges.map(|row| row.event.on).next();
    Standing {
        registered_on: taken_on(facts.registered_on, Moment::of_micros(facts.created_at).day()),
        closed: matches!(status, Status::Dead | Status::Closed),
        lost: status == Status::Lost,
        refused_on,
        last: lasts.iter().rev().copied().flatten().next(),
        discharged_on: discharged_on.filter(|day| is_after_last(facts, *day)),
        admitted_on: admitted_on(facts).filter(|day| is_after_last(facts, *day)),
        moved_in_on: facts.moved_in_on().filter(|day| is_after_last(facts, *day)),
        call: call.map(|one| LastCall { on: one.on, outcome: one.outcome, next_on: one.next_on }),
    }
}

/// Who needs somebody first: the last visit was unstable or graded three and more, or the person has
/// just left hospital; then who is to be called again.
pub(super) fn attention(facts: &Facts, status: Status, due: Option<Due>, again_on: Option<Date>) -> u8 {
    if status != Status::Open {
        return 0;
    }
    let grave = last_seen(facts).is_some_and(|visit| {
        visit.stability == Some(Stability::Unstable) || visit.risk.is_some_and(Risk::needs_support)
    });
    let fresh = due.is_some_and(|due| matches!(due.rule, DueRule::Discharged));
    if grave || fresh { 2 } else { u8::from(again_on.is_some()) }
}

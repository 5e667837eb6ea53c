//! Where a person stands: what the next step follows from, and how soon somebody is needed.

use jiff::civil::Date;
use xinan_domain::consent::State;
use xinan_domain::follow_up::{Due, DueRule, LastCall, LastVisit, Stability, Standing, taken_on};
use xinan_domain::risk::Risk;

use super::super::Status;
use super::{ContactRow, Facts, VisitRow, stay};
use crate::shell::clock::Moment;

/// The last visit at which somebody was seen or asked.
fn last_seen(facts: &Facts) -> Option<&VisitRow> {
    facts.visits.iter().rev().find(|visit| visit.complete)
}

fn is_after_last(facts: &Facts, day: Date) -> bool {
    last_seen(facts).is_none_or(|visit| day > visit.on)
}

/// The latest call since the last visit: what was said before it, the visit has answered. What was arranged before somebody
/// came into hospital or left it, the stay has overtaken.
fn last_call(facts: &Facts) -> Option<&ContactRow> {
    let stayed = stay::latest_on(facts);
    let counts =
        |contact: &&ContactRow| is_after_last(facts, contact.on) && stayed.is_none_or(|on| contact.on >= on);
    facts.contacts.iter().rev().find(counts)
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
    Standing {
        registered_on: taken_on(facts.registered_on, Moment::of_micros(facts.created_at).day()),
        closed: matches!(status, Status::Dead | Status::Closed),
        lost: status == Status::Lost,
        refused_on,
        last: lasts.iter().rev().copied().flatten().next(),
        discharged_on: stay::discharged_since(facts),
        admitted_on: stay::admitted_since(facts),
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

//! What the health side's own facts say, as far as it decides what the police are shown.

use jiff::civil::Date;
use xinan_domain::consent::{State, Subject};
use xinan_domain::police::Known;

use crate::case::Status;
use crate::case::event::EventKind;
use crate::case::facts::{Facts, lost_since};

/// What is known of somebody on a day.
pub(super) fn known(facts: &Facts, status: Status, in_territory: bool, today: Date) -> Known {
    let said = facts.said_of_consent();
    let consent = State::of(&said, Subject::Management, today);
    // A refusal counts also where a clock that is behind has not come to its day.
    let at_last = State::of(&said, Subject::Management, Date::MAX);
    let last = facts.last_complete();
    Known {
        in_territory,
        ended: matches!(status, Status::Dead | Status::Closed),
        declined: consent.is_declined() || at_last.is_declined(),
        informed_on: consent.informed_on,
        graded: last.and_then(|visit| Some((visit.on, visit.risk?))),
        stability: last.and_then(|visit| visit.stability),
        lost: lost(facts).filter(|_| status == Status::Lost),
    }
}

/// The loss that holds, with its reason.
fn lost(facts: &Facts) -> Option<(Date, xinan_domain::lost::LostReason)> {
    let since = lost_since(facts)?;
    let mut events = facts.events.iter().map(|row| &row.event).rev();
    let event = events.find(|event| event.kind == EventKind::Lost && event.on == since)?;
    Some((since, event.detail.lost?))
}

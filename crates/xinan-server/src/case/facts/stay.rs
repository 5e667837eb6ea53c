//! 住院 as events and visits tell it: whether somebody is in hospital now, and what has followed the last visit.
//!
//! An event of a later day than the visit tells more than the visit, an earlier one less. Of one day the event decides, in
//! whatever order the two were entered: whoever was visited and then admitted is in hospital, whoever was visited in the
//! ward and then left is at home and not yet seen there. Only a visit that says of itself that the person had left by then
//! comes after an admission of its day, and only one in the ward before a discharge.

use jiff::civil::Date;
use xinan_domain::follow_up::Hospital;

use super::{Facts, VisitRow};
use crate::case::event::EventKind;

/// Whether an admission of this day comes after the visit.
fn admission_follows(visit: &VisitRow, on: Date) -> bool {
    let had_left = visit.hospital == Some(Hospital::Discharged)
        && visit.discharged_on.is_none_or(|left_on| left_on >= on);
    on > visit.on || on == visit.on && !had_left
}

/// Whether a discharge of this day comes after the visit.
fn discharge_follows(visit: &VisitRow, on: Date) -> bool {
    on > visit.on || on == visit.on && visit.hospital == Some(Hospital::InHospital)
}

/// Admissions and discharges: the day, when it was written down, whether it is an admission. Of one day the later entry tells
/// it: somebody may go from one hospital to another.
fn told(facts: &Facts) -> impl Iterator<Item = (Date, i64, bool)> + '_ {
    facts.events.iter().filter_map(|row| match row.event.kind {
        EventKind::Admitted => Some((row.event.on, row.recorded_at, true)),
        EventKind::Discharged => Some((row.event.on, row.recorded_at, false)),
        _ => None,
    })
}

/// The day of the latest admission or discharge.
pub(super) fn latest_on(facts: &Facts) -> Option<Date> {
    told(facts).max().map(|(on, ..)| on)
}

/// Since when the person is in hospital, if an admission after the last visit says so that no discharge has followed.
pub(super) fn admitted_since(facts: &Facts) -> Option<Date> {
    let (on, _, admitted) = told(facts).max()?;
    let follows = facts.last_complete().is_none_or(|visit| admission_follows(visit, on));
    (admitted && follows).then_some(on)
}

/// The day of leaving, if it comes after the last visit.
pub(super) fn discharged_since(facts: &Facts) -> Option<Date> {
    let left = told(facts).filter(|(.., admitted)| !admitted).map(|(on, ..)| on).max()?;
    facts.last_complete().is_none_or(|visit| discharge_follows(visit, left)).then_some(left)
}

/// Whether the person is in hospital now, by whatever tells it.
pub(super) fn is_in_hospital(facts: &Facts) -> bool {
    let in_ward = facts.last_complete().is_some_and(|visit| visit.hospital == Some(Hospital::InHospital));
    match told(facts).max() {
        Some((_, _, true)) => in_ward || admitted_since(facts).is_some(),
        Some((_, _, false)) => in_ward && discharged_since(facts).is_none(),
        None => in_ward,
    }
}

#[cfg(test)]
mod tests;

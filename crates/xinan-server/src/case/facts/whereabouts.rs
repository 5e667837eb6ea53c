//! 失访 and being found again: when nobody knew where a person was.
//!
//! Day by day the events and visits of a person tell it. Of one day the later entry tells it: somebody
//! who could not be found in the morning and was seen in the evening is found, somebody who was seen
//! in the morning and has left by the evening is lost. A correction keeps the place of what it corrects.

use jiff::civil::Date;
use xinan_db::Uuid;
use xinan_domain::indicator::LostSpan;

use super::{EventRow, VisitRow};
use crate::case::event::EventKind;

/// Where something stands in a history: by its day, then by its entry.
type Place = (Date, i64, Uuid);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Lost,
    /// Seen, or found by other means.
    Found,
}

fn place_of_visit(visit: &VisitRow) -> Place {
    (visit.on, visit.entered_at, visit.id)
}

/// An event that a visit states stands where the visit stands. A roster speaks of the end of its day,
/// as far as it was known when it came.
fn place_of_event(row: &EventRow, visits: &[VisitRow]) -> Place {
    let visit = row.visit.and_then(|id| visits.iter().find(|visit| visit.id == id));
    visit.map_or((row.event.on, row.recorded_at, Uuid::max()), place_of_visit)
}

/// The spans in which a person was lost, oldest first; only the last ones may be open.
pub(super) fn lost_spans(events: &[EventRow], visits: &[VisitRow]) -> Vec<LostSpan> {
    let said = events.iter().filter_map(|row| match row.event.kind {
        EventKind::Lost => Some((place_of_event(row, visits), Step::Lost)),
        EventKind::Found => Some((place_of_event(row, visits), Step::Found)),
        _ => None,
    });
    // A visit after the loss is how most people are found again.
    let seen = visits.iter().filter(|visit| visit.complete).map(|visit| (place_of_visit(visit), Step::Found));
    let mut steps: Vec<(Place, Step)> = said.chain(seen).collect();
    steps.sort_by_key(|(place, _)| *place);

    let mut spans: Vec<LostSpan> = Vec::new();
    for ((on, ..), step) in steps {
        match step {
            Step::Lost => spans.push(LostSpan { from: on, until: None }),
            Step::Found => {
                for open in spans.iter_mut().rev().take_while(|span| span.until.is_none()) {
                    open.until = Some(on);
                }
            }
        }
    }
    spans
}

#[cfg(test)]
mod tests;

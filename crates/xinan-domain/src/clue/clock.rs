//! By when somebody looks at a clue, and from which day what was groundless is known no more.

use jiff::ToSpan;
use jiff::civil::Date;

use super::State;
use crate::duty::{Duty, DutyId, DutyLimits, Event, Office, duties};

/// How long what was found groundless is kept, as a region sets it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClueLimits {
    /// Months after which it is forgotten. Ours: 12, and a region may only ask for less.
    pub forget_months: u16,
}

impl Default for ClueLimits {
    fn default() -> Self {
        Self { forget_months: 12 }
    }
}

/// What is to be done about a clue that stands so; nothing when it is closed. The days run from when it came to stand so.
///
/// A township looks at what was reported within a time of its own ([`DutyId::CheckClue`]), and so does the county office at
/// what a township asks it; a psychiatrist reviews within a month of being asked ([`DutyId::ReviewClue`]; fact sheet §3.2:
/// clues closed on 30 May, reviews done on 29 June). No norm that we could read names either number: both are parameters.
pub fn duty(state: State, limits: &DutyLimits) -> Option<Duty> {
    let (event, id) = match state {
        State::Reported | State::AtCounty => (Event::ClueTaken, DutyId::CheckClue),
        State::Waiting | State::Open => (Event::ClueReported, DutyId::ReviewClue),
        _ => return None,
    };
    let duty = duties(event, limits).into_iter().find(|duty| duty.id == id)?;
    let who = if state == State::AtCounty { Office::County } else { duty.who };
    Some(Duty { who, ..duty })
}

/// The day from which a clue in which there was nothing is no longer kept (our rule; 个人信息保护法 第十九条 asks for the
/// shortest time that serves the purpose). Until then a doubt can be answered and a mistake mended.
pub fn forget_on(closed_on: Date, months: u16) -> Date {
    closed_on.saturating_add(i32::from(months).months())
}

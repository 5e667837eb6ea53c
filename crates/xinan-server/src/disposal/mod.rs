//! 应急处置 — somebody is in need at once.
//!
//! A report of four fields ([`report`]) leads to a page that says what is known, who was told, what was done and what comes next
//! ([`live`]); each entry has its time, and a wrong one is corrected by another. When the handling is over its clocks begin: the
//! psychiatrist's record within 24 hours ([`record`]), checks every four hours after help on the spot. What is due stands among
//! the tasks ([`follow`]), and the counts of a period add up, since every event has one primary reason ([`list`]).
//!
//! What surprises: this is help, and `crate::emergency` is something else, the opening of a record out of reach. Nothing here
//! says where anybody is but the words of whoever reports, and nothing sets a grade of risk: an act leads to a visit.

mod follow;
pub mod list;
pub mod live;
pub mod record;
pub mod report;
pub(crate) mod seen;
pub mod store;

#[cfg(test)]
mod tests;

pub use list::of_person;

use xinan_domain::disposal::State;

use crate::shell::ui::tag::Tone;

/// How it stands, in colour.
fn tone(state: State) -> Tone {
    match state {
        State::Running => Tone::First,
        State::Open => Tone::Soon,
        State::Done => Tone::Ok,
        State::Mistaken => Tone::Plain,
    }
}

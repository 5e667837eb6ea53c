//! 紧急查看 — the record of somebody out of reach, opened for a short time in an emergency.
//!
//! Whoever cares for people asks with an exact identity number, or with name, day of birth and village; says why, in a
//! reason and in words; and sees at once the little that helps ([`card::Card`], a type of its own), until the time is
//! over. Each is in the log of the person, who reads it, and waits for another person's judgement ([`review`]).
//!
//! What surprises: it is recorded before anybody knows whether such a person is there. Up to that moment the answer is the
//! same, and whoever tries numbers leaves a reason, a limit of tries and a review for each of them (docs/decisions/0034).

pub mod card;
pub mod escalated;
pub mod review;
pub mod store;
mod view;
pub mod web;

/// How long one reads what was found of one's own, in microseconds: thirty days.
pub(crate) const LATELY: i64 = 30 * 24 * 3_600_000_000;

#[cfg(test)]
mod tests;

//! 线索 — a person somebody worries about. Never called a patient, never in the register.
//!
//! Whoever is asked or sees something reports it in a minute ([`report`]): a village doctor, the township, the county office,
//! and the posts of other departments. The township looks at it, rules it out with a reason or asks a psychiatrist, and the
//! county office compares with records that the township does not see ([`judge`]); every step is a row, and where a clue
//! stands is computed from them ([`store::refresh`]). The night forgets what was groundless ([`forget`]). A survey asks
//! village after village ([`survey`]).
//!
//! What surprises: reporting compares nothing. Whether the person is in the register is asked when the health side opens the
//! clue, so that neither the words nor the time of an answer can tell it to whoever reports.

pub mod forget;
pub mod judge;
mod matching;
pub mod report;
pub mod store;
pub mod survey;

#[cfg(test)]
mod tests;

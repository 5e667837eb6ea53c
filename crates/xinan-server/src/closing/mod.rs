//! 结案 — the county office closes a record while the person lives: a diagnosis was withdrawn, a person has two records, or
//! there should never have been one.
//!
//! Closing is an event like others, with the sheet that says why beside it. Nothing else is touched: so opening the record
//! again (`standing`) takes the event back, and everything that is computed is as it was before. Of two records of one person the one
//! that is closed names the one that stays, and both lead to one another.

pub mod alike;
pub mod store;
mod view;
pub mod web;

#[cfg(test)]
mod tests;

pub(crate) use view::notices;

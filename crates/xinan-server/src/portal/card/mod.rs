//! 查询卡 — the paper cards by which a person, or a guardian, comes to the own record.
//!
//! The township or the county issues one on the person's page, prints it, and hands it over with the person's identity
//! looked at. Its number is shown once and kept as a keyed hash. Another card for the same holder ends the one before; a
//! card is ended at once when it is lost. Whose it is stays the same through all cards: a name that had one before
//! is the same holder, so that what was said of somebody's safety is not lost by issuing another.

#[cfg(feature = "pdf")]
pub mod paper;
pub(crate) mod store;
mod view;
pub mod web;

#[cfg(test)]
mod tests;

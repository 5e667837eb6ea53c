//! 应急处置一览 — what goes on in a territory, and how many there were of which reason.
//!
//! Each emergency has one primary reason and at most one end, so that both tables of counts have the same total, and the total
//! is the sum of the rows.

mod view;
pub mod web;

pub use view::of_person;

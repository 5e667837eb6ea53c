//! 更正 — changing a visit that was made: freely the same day, later with a reason.
//!
//! The former version stays readable, taken back with what it said of a loss or a death; of two who change
//! one visit the second sees what the first has kept.

pub mod web;

pub(super) use web::{may_change, taken_back, unless_to_be_confirmed};

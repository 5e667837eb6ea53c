//! 随访 — recording visits: the form in the order of the paper, its history, corrections.
//!
//! The form is one definition ([`xinan_domain::follow_up::FIELDS`]); the rules that judge it live
//! there too. Here are the pages, the table and the flow: a visit of today may be changed freely the
//! same day, later only corrected with a reason, and both versions stay; one that was never made is taken
//! back ([`withdrawal`]).

mod differences;
mod judge;
mod questions;
pub mod store;
mod view;
pub mod web;
pub mod withdrawal;

pub(crate) use view::table;

#[cfg(test)]
mod tests;

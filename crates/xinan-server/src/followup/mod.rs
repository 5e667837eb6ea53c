//! 随访 — recording visits: the form in the order of the paper, its history, corrections.
//!
//! The form is one definition ([`xinan_domain::follow_up::FIELDS`]); the rules that judge it live
//! there too. Here are the pages, the table and the flow: a visit is recorded ([`web`]) and read ([`reading`]); one of
//! today may be changed freely the same day, later only corrected with a reason, and both versions stay
//! ([`correction`]); one that was never made is taken back ([`withdrawal`]).

pub mod correction;
mod differences;
mod judge;
mod paper;
mod phone;
mod questions;
pub mod reading;
pub mod store;
mod view;
pub mod web;
pub mod withdrawal;

pub(crate) use reading::table;

#[cfg(test)]
mod tests;

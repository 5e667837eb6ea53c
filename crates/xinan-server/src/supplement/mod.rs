//! 个人信息补充表 — the form by which somebody gets a record, typed by hand, and what of it is corrected later.
//!
//! The form is one definition ([`xinan_domain::supplement::FIELDS`]) with one parser, which rosters take too. Here are
//! the pages and the flow: a record begins ([`web`]), or another version takes the place of the former one, which stays
//! with its author and reason ([`correction`]). Whether the record is there already, [`check`] asks first. Deaths and
//! losses are not said here: they have pages of their own.

mod check;
pub mod correction;
mod paper;
pub(crate) mod store;
mod view;
pub mod web;

#[cfg(test)]
mod tests;

//! 签字的扫描件 — the sheets that were signed, added to an entry and read again.
//!
//! A sheet is sealed whole and never replaced; what it is its content says. It leaves the house as a file to be kept,
//! under a name of ours, and every time is in the log. With an entry that was a mistake its sheets are out of reach.

pub(crate) mod store;
mod web;

pub use web::{add, read, to_entry};

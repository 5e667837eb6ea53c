//! 机构 — the institutions of a county: which there are, of what kind, where, and from when to when.
//!
//! Posts say where somebody works by an institution of this list. What surprises: nothing of it is overwritten. A
//! correction withdraws the version before and keeps it, with who corrected it and when; an end is a correction, too.

mod form;
pub mod store;
mod view;
pub mod web;

#[cfg(test)]
mod tests;

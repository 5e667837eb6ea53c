//! 报告线索 — the form of a minute, and what one has reported oneself.
//!
//! Nothing is compared here: the answer is the same, word for word and no sooner or later, whoever it is about. Afterwards
//! one reads that it was received, and never what became of it.

mod view;
pub mod web;

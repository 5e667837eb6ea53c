//! 线索调查 — a survey asks village after village, between two days, with one list of questions.
//!
//! The county or a township begins it. In each village somebody asks and reports what there is, and enters that the village
//! was asked to its end: with clues or without any. Which clues are a survey's is computed: those of its villages and days.

pub mod store;
mod view;
pub mod web;

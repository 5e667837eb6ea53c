//! 应急处置记录单 — the official record, filled in from what the course says already, within 24 hours of the end.
//!
//! Writing it again is another version, and the newest counts; the versions before stay in the course.

mod view;
pub mod web;

//! 应急报告 — four fields, from a telephone: who, where, what is happening, who says so.
//!
//! From a person's page the person is filled in; without a record words are enough.

mod view;
pub mod web;

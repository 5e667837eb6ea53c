//! 点对点技术指导 — a thread on a person: the township asks, a psychiatrist of the hospital answers, the township closes.
//!
//! Whoever may read the record reads the thread, so a village doctor reads what is advised about the own people; only the
//! township or the county asks, and only the hospital that was asked answers.

pub mod store;
mod view;
pub mod web;

//! 双向转诊 — the township sends a slip up, the hospital notes that the person came and sends a slip back, the township reads it.
//!
//! One slip is on its way at a time. Arrival and outcome are added once; what the slip said stays as it was.

pub mod store;
mod view;
pub mod web;

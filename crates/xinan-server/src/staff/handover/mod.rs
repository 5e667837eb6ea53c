//! 交接 — the territory of a post goes to a successor, in one step and on one day.
//!
//! The successor gets a post of the same kind and territory, the predecessor's ends; both on the chosen day, in one
//! transaction. Before it is done the page says how many people change hands and how many visits wait. What surprises:
//! it says only how many. Who keeps accounts learns of no patient, here neither.

mod store;
mod view;
pub mod web;

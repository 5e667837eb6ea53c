//! 撤回 — taking back a visit that was never made: recorded for another person of the same name, or twice.
//!
//! Whoever may change a visit may take it back, always with a reason. It counts no more, nor does the
//! loss or death that it stated; it stays readable, with who took it back and why.

mod view;
pub mod web;

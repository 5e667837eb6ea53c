//! 联系 — calls and attempts: how they ended, and when to try again.
//!
//! A call is no visit. Its outcome moves the next step: a day agreed on, a day to call again, or,
//! after three failures over more than a month, the judgement that the person is lost.

pub mod store;
mod view;
pub mod web;

pub use view::outcomes;

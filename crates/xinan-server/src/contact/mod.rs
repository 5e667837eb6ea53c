//! 联系 — calls and attempts: how they ended, and when to try again.
//!
//! A call is no visit. A day agreed on, and another attempt after a failed one, are the next step; a day to
//! call again stands beside a due day that stays. After three failures over more than a month comes the
//! judgement that the person is lost.

pub mod store;
mod view;
pub mod web;

pub use view::outcomes;

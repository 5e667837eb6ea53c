//! 联系 — calls and attempts: how they ended, and when to try again.
//!
//! A call is no visit. A day agreed on, and another attempt before the due day, are the next step; else a day to
//! call again stands beside a due day that stays. After three failures over more than a month comes the
//! judgement that the person is lost.

pub mod store;
mod view;
pub mod web;

pub use view::outcomes;

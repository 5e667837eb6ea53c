//! 复核 — somebody else looks at every record that was opened in an emergency, and says whether there was need.
//!
//! Each is of a named reviewer at once, and of the whole county office when its day is over: then it stands at the head of
//! everybody's first page there. Whoever opened it never judges it (`policies/disclosure.cedar`).

mod view;
pub mod web;

//! 人员 — who works in a county, with which account, in which posts, and from when to when.
//!
//! A county's system administrator keeps it: [`enrol`] adds accounts, gives passwords that are replaced at the first
//! sign-in, closes and opens accounts; [`post`] begins, ends and transfers posts; [`handover`] gives a territory to a
//! successor in one step. domain 7.4: real-name, one person one account, closed at once when the duty changes.
//!
//! What surprises: every request asks for its session with the post in force, so that an ended post ends the reach at
//! the next request. Nobody changes the own posts, who keeps accounts sees no records ([`judge`]), and the last who can
//! keep them stays.

pub mod enrol;
pub mod handover;
mod judge;
pub mod post;
pub mod store;
mod view;
pub mod web;

#[cfg(test)]
mod tests;

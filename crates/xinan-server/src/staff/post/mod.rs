//! 任职 — posts that begin, end, or are exchanged for others (调岗).
//!
//! An end from today on is an end at once: the session that was begun in the post is refused at its next request. A
//! transfer ends one post and begins the other in one transaction, from the same day on, so that nobody is for a moment
//! in both or in neither.

pub(super) mod form;
pub(super) mod view;
pub mod web;

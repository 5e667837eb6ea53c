//! 待办 — what is to be done by a post beside the visits that are due: the first of it on today's work, all of it on a page of
//! its own, which is the first page of whoever has no territory.

pub(super) mod view;
pub mod web;

//! 全部经过 — one account of a person from all slices, day by day, for a review.
//!
//! Each line says what happened, when, who says so, and leads to where it is read in full. A reader finds here what the pages
//! of the slices would show, and no more: what a post may not open stands in no line of its account. Looks at the record are
//! no part of it; they have a page of their own.

mod gather;
mod view;
pub mod web;

#[cfg(test)]
mod tests;

pub(crate) use gather::{gather, named};

use jiff::civil::Date;

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Line {
    /// The day of which it speaks.
    pub(crate) on: Date,
    /// When it was written down, microseconds: the order within a day.
    pub(crate) at: i64,
    /// What.
    pub(crate) what: String,
    /// The rest, in words.
    pub(crate) words: String,
    /// Who says so, as far as that is known.
    pub(crate) by: String,
    /// Where it is read in full; empty where this is all of it.
    pub(crate) href: String,
}

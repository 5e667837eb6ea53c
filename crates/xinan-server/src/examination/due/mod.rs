//! 待体检、待化验 — whom the yearly exam of this year is still due to, and for whom a medicine asks for a check.
//!
//! Read from the row of the case, scoped and by an index: who has agreed or is to be asked and was not examined in the year;
//! and whose next check lies before the end of a fortnight.

pub mod store;
mod view;
pub mod web;

pub(crate) use view::line;

//! 体检和化验 — exams and results of laboratories: recorded, read with their course, corrected; what alerts is seen to, and
//! who is to be examined stands in a list.
//!
//! The rules are [`xinan_domain::examination`]'s. A correction is another version and the former stays readable, as a visit's
//! does. What alerts is a task of the township ([`alert`]) until somebody has noted what was done, or a newer result of the same
//! item is there. The lists of who is due are read from the row of the case ([`due`], docs/decisions/0041).

pub(crate) mod alert;
mod correction;
pub mod due;
pub mod store;
mod view;
pub mod web;

#[cfg(test)]
mod tests;

pub use alert::web::{create as see_to, form as seeing_to};
pub use correction::{edit, update, withdraw, withdrawal};
pub(crate) use view::latest;

//! 知情同意 — what a person agreed to: where the four consents stand, what follows, and every decision with its text.
//!
//! The words of the rules are [`xinan_domain::consent`]'s; here they are recorded, shown, and kept with the scanned sheets
//! (`paper`). A mistake is taken back with a reason (`correction`), which is something else than 撤回同意, a new word of
//! the person. What the official form and rosters say of the programme stands in the same history and is corrected
//! where it was said (docs/decisions/0030).

mod correction;
pub(crate) mod paper;
mod reading;
pub mod store;
mod view;
pub mod web;

#[cfg(test)]
mod tests;

pub use correction::{create as correct, form as correction};
pub use paper::{add as add_paper, read as read_paper, to_entry};
pub use reading::{list, show};

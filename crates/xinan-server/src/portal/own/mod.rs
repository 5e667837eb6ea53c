//! 我的记录 — what is next, what support there is, what was agreed to, who looked, the record, a copy.
//!
//! Plain words, for whoever has been to primary school; one thing a page, for the smallest telephone. Pages are made of
//! the types in [`seen`], which hold only what this reader may see.

#[cfg(feature = "pdf")]
pub mod copy;
pub(crate) mod looks;
pub(crate) mod seen;
pub(crate) mod store;
mod support;
pub(crate) mod view;
pub mod web;
mod whose;

#[cfg(test)]
mod tests;

//! 可能重复的档案 — people of the county with one name and one day of birth.
//!
//! Two records for one person split the visits and count twice. That two people share name and day happens, too: the
//! county looks, and either merges them or says that they are two, which is kept and asked no more.

pub mod store;
mod view;
pub mod web;

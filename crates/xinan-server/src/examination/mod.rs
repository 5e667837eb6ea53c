//! 体检 — the yearly examination, as it comes in workbooks.

pub mod store;

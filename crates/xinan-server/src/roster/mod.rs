//! 名册 — everybody of the territory: search, filters that live in the address, a workbook of what
//! is on the screen.

pub mod store;
mod view;
pub mod web;

#[cfg(test)]
mod tests;

//! 导入 — the township's own workbooks come in.
//!
//! Two phases. [`plan`] checks every row with the same parsers that the web form uses and changes
//! nothing; [`keep`] writes what was planned in one transaction. A file with a refused row is kept
//! whole or not at all, unless the good rows were asked for. Bringing the same file again changes
//! nothing and says so, because each row has a fingerprint of what it says.
//!
//! The page ([`web`]) shows the plan before anything is kept; `xinan import` is the same without a
//! page. Confirmed uploads are kept by a worker ([`job`]) that survives a restart.

mod gaps;
pub mod job;
pub mod keep;
mod look;
pub mod plan;
pub mod report;
pub mod store;
mod view;
pub mod web;

#[cfg(test)]
mod tests;

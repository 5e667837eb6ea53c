//! 更正死亡、失访，恢复档案 — somebody has not died, or is not lost, although a roster says so; or a record was closed that
//! should be open.
//!
//! What a visit says is corrected with the visit. What a roster says, and what was left
//! behind by corrections of before, is taken back here, with a reason: nothing is overwritten, and
//! everything that is computed of the person follows (docs/decisions/0016). domain 3.2: that a death was an
//! error is for the county office to say.

mod view;
pub mod web;

#[cfg(test)]
mod tests;

//! 打印 — the official forms on paper, of one person and of a village at once.
//!
//! 个人信息补充表 and 随访服务记录表 (国家基本公共卫生服务规范（第三版）), box for box. How a form looks is the
//! business of xinan-typeset; here is what stands in its boxes (`sheets`), whose forms one may have
//! (`web`), where they are read (`store`) and which process sets them (`press`).
//!
//! A printed form is a look at a record, and one that leaves the house: it is in the log, for
//! everybody on the paper, before the paper is set.

pub mod clue;
pub mod disposal;
pub mod press;
pub mod record;
pub(crate) mod sheets;
pub mod store;
mod view;
pub mod web;

#[cfg(test)]
mod tests;

//! 本人的门 — the door by which a person, or the guardian, comes to the own record.
//!
//! Source: 精神卫生法 第四十七条, 个人信息保护法 第四十四条 to 第五十条; what is shown to whom is a rule of the ground floor
//! ([`xinan_domain::portal`]). A card ([`card`]) and a one-time code open it ([`door`]); behind it one reads ([`own`]) and
//! asks ([`request`]). What a doctor keeps back for a time ([`exception`]) and from whom somebody is to be safe
//! ([`safety`]) the office enters.
//!
//! Whoever comes in here is a [`reader::Reader`] and never an actor: no post, no territory, one record. Pages are made
//! of types that hold only what may be seen ([`own::seen`]).

pub mod card;
pub mod demo;
pub mod door;
pub mod exception;
pub mod own;
pub mod reader;
pub mod request;
pub mod safety;
mod task;

#[cfg(test)]
pub(crate) mod tests;

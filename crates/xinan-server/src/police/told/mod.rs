//! 公安求助审核 — the privacy officer is told of every look-up of the police, and says whether it was lawful.
//!
//! 个人信息保护法 第五十二条 asks for somebody who answers for the protection of personal information: here the county's
//! security administrator, who sees no record. What is told is who, when, in which matter and on which article, and whether
//! something was shown; never about whom ([`store::Told`] holds no record). It stands there until it is judged.

pub mod store;
mod view;
pub mod web;

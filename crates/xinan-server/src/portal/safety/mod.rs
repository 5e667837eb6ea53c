//! 安全 — from which guardian somebody is to be safe.
//!
//! 精神卫生法 第九条 forbids abuse and abandonment; PROMISES T11: of a person whose guardian is not safe, that guardian
//! reads no address, no telephone, no place, and no word that somebody wrote. It is set and lifted with a reason, holds
//! through all cards of that guardian, and is shown to the office and to the person, and never to the guardian.

pub(crate) mod store;
pub mod web;

//! 安全 — from which guardian somebody is to be safe.
//!
//! 精神卫生法 第九条 forbids abuse and abandonment; PROMISES T11: of a person whose guardian is not safe, that guardian
//! reads no address, no telephone, no place, and no word that somebody wrote. It is set and lifted with a reason, holds
//! through all cards of that guardian, and is shown to the office and to the person, and never to the guardian.
//!
//! It needs no card: whoever the form or the office names may be meant. While it stands, a card for a name that is not known
//! begins with it ([`xinan_domain::portal::safety`]); other cards that send their codes to that guardian's telephone are
//! flagged with it, and the person's own end; and whoever would call the guardian of the form is warned
//! ([`crate::case::safety`]).

mod follow;
pub(crate) mod store;
mod view;
pub mod web;

pub(in crate::portal) use follow::{everybody, follows};

#[cfg(test)]
mod tests;

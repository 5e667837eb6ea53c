//! 公安现场求助 — the police ask about one person, because of one live matter.
//!
//! Whoever has a police post types the incident number of the own side, what kind of matter it is, and one whole identity
//! number ([`web`]). What the health side knows decides with the matter whether the little that helps is shown
//! ([`xinan_domain::police::opens`], [`card::Card`]), for half an hour and to this account alone. Whatever is answered, it
//! comes to those who care for the people there ([`help`]), it is in the log and on the person's page of looks, and the
//! privacy officer is told and judges it ([`told`]). What is shown stands in the register of what left the house.
//!
//! What surprises: absent, of another territory and not to be told of are one answer, word for word and not sooner or later
//! than one another. There is no list here, no search, no page of a person and no figure (PROMISES T9, docs/decisions/0036).

pub mod card;
pub mod help;
mod known;
pub mod store;
pub mod told;
mod view;
pub mod web;

#[cfg(test)]
mod tests;

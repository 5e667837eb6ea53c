//! 避开 — whether the guardian of the form is one from whom somebody is to be safe.
//!
//! It is set at the person's own door (`portal::safety`), where who is meant by a card or a name is a rule of the ground
//! floor ([`xinan_domain::portal::safety`]). Here it is carried to the row that lists read, so that whoever would call that
//! guardian is warned without another question; computed again in the transaction that changes the form, a flag or a card.

pub(crate) mod store;

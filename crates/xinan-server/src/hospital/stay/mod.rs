//! 住院 — admissions on their lawful ground, leaving, and 出院信息单.
//!
//! Three kinds of entries of one stay, each kept once ([`store`]): a correction withdraws one and adds another. Admission and
//! leaving are events of the person, too, under the id of their entry, so that due days and figures follow. [`leaving`] is
//! the end of a stay, [`web`] its beginning and its page.

pub mod leaving;
pub mod store;
mod view;
pub mod web;

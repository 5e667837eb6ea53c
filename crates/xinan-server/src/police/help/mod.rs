//! 派出所求助 — whatever the police ask comes to those who care for the person, so that help goes out.
//!
//! To the township of the person; of somebody who is not registered, to that of the station. There stands what the police
//! were called to, their incident number, whether something was shown and why or why not, and the way to the record. Whoever
//! has seen to it writes down what was done. Until then it stands at the head of the township's first page.

pub mod store;
mod view;
pub mod web;

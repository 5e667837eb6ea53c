//! The pages: one folder per subject.
//!
//! [`routes`] lists every address. A request becomes an [`Actor`](shell::actor::Actor), the handler of a
//! slice opens one transaction, passes the one door ([`case::store::find`]), lets the rules judge,
//! stores, commits. Slices do not import each other; what joins them ([`person`], [`worklist`], [`police`],
//! [`roster`], [`report`], [`intake`], [`print`]) stands above.

pub mod account;
pub mod case;
pub mod closing;
pub mod clue;
pub mod consent;
pub mod contact;
pub mod department;
pub mod disclosure;
pub mod disposal;
pub mod division;
pub mod emergency;
pub mod examination;
pub mod followup;
pub mod gallery;
pub mod hospital;
pub mod institution;
pub mod intake;
pub mod log;
pub mod nightly;
pub mod notice;
pub mod parameter;
pub mod person;
pub mod police;
pub mod policy;
pub mod portal;
#[cfg(feature = "pdf")]
pub mod print;
pub mod report;
pub mod roster;
pub mod routes;
pub mod security;
pub mod seed;
pub mod shell;
pub mod staff;
pub mod standing;
pub mod supplement;
pub mod task;
pub mod texts;
pub mod transfer;
pub mod worklist;

#[cfg(test)]
mod tests;

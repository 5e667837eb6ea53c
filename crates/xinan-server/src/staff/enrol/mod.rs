//! 账号 — an account is opened for a person, closed when the person goes, opened again, and given another password.
//!
//! The program makes the password and shows it once; it is handed over in person and replaced at the first sign-in
//! ([`crate::account::handed`]). What a person has recorded stays under the name, whatever becomes of the account.

pub(super) mod view;
pub mod web;

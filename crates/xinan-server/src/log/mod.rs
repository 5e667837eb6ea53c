//! 查阅记录 — the log of a county, as its audit administrator reads it (三员; docs/decisions/0031).
//!
//! Who did what, when, in which post, to how many. A record stands there by its number alone, and what was noted beside an
//! act on a record is not shown; reading the log is itself an entry of it. GB/T 22239-2019 §8.1.4.3 asks that the log
//! covers everybody and is looked at, PROMISES T26 and T27 that who looks is nobody who acts.
//!
//! What surprises: entries of no county (sign-ins that failed, what was done on the command line) belong to the whole
//! deployment, and are shown where that has one county; else to whoever runs the machine (`xinan audit entries`).

mod say;
pub mod store;
mod view;
pub mod web;

#[cfg(test)]
mod tests;

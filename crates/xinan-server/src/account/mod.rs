//! 登录 — signing in and out, one's own sessions, password and second factor, what is confirmed anew before a single act,
//! and how one wants to see the pages.
//!
//! Guessing is bounded ([`attempts`]) without giving anybody the means to lock the owner out. The answer is the
//! same whether the account exists or not, and takes as long.

pub mod attempts;
pub mod confirm;
pub(crate) mod device;
pub mod elsewhere;
pub mod factor;
pub mod fresh;
pub mod half;
pub mod handed;
pub mod own;
pub mod passkey;
pub mod posts;
pub mod setup;
pub mod tidy;
pub mod web;

#[cfg(test)]
mod tests;

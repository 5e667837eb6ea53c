//! 登录 — signing in and out, and how one wants to see the pages.
//!
//! Five failures in a row lock a login for a quarter of an hour. The answer is the same whether the
//! account exists or not, and takes as long.

pub mod web;

#[cfg(test)]
mod tests;

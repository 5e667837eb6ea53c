//! 我的登录 — where one is signed in, ending what one does not know, and changing one's password.
//!
//! Everybody sees and changes only the own account. What is ended here is ended at the next request.

pub(crate) mod store;
mod view;
pub mod web;

#[cfg(test)]
mod tests;

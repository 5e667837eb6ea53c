//! 换岗位 — somebody with several posts acts in one of them at a time, and says in which.
//!
//! What one may see and do is the post's, so the menu, the lists and the log follow. The session goes on under a fresh
//! token and a fresh key of its forms: what was opened in the one post is not sent in the other.

pub(crate) mod store;
mod view;
pub mod web;

#[cfg(test)]
mod tests;

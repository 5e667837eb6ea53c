//! What every page shares: who asks, when, what can go wrong, how it looks.

pub mod actor;
pub mod app;
pub mod clock;
pub mod confirmed;
pub mod elsewhere;
pub mod extract;
pub mod filters;
pub(crate) mod hashing;
pub mod headers;
pub mod looks;
pub mod page;
pub mod problem;
pub(crate) mod refusals;
pub mod sending;
pub mod serve;
pub mod session;
pub mod signed;
pub mod source;
pub(crate) mod turned_away;
pub mod turns;
pub mod ui;
pub(crate) mod upload;
pub mod waits;

//! 安全 — what the security administrator of a county sees and does (三员; docs/decisions/0031).
//!
//! Posts that a system administrator has given wait here to be confirmed: no role both grants and approves (PROMISES T27).
//! Beside them: where staff are signed in, with the means to end it; whose sign-in is held up; who has no second factor;
//! with which key is sealed, and how far the log was signed. Nothing here is of a patient.
//!
//! What surprises: a post that is refused ends without ever having counted, and stays in the list of its holder's posts.

pub mod store;
mod view;
pub mod web;

#[cfg(test)]
mod tests;

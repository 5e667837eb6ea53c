//! 今日工作 — whom to see, in the order in which they need somebody, and why.
//!
//! First those who cannot wait: something is to be done for them at once, a referral, a word to the care group,
//! the report of a loss; or the last visit was unstable or graded three and more, or they have just left
//! hospital, and the day has come or is near; or nobody could be reached, and both the due day and the day to
//! call again have passed. Then what is overdue, due today, due within the week. Each line says its reason in
//! words. In each group those whom a call did not reach and who are to be called another day come last.

pub mod store;
pub mod tasks;
mod view;
pub mod web;

#[cfg(test)]
mod tests;

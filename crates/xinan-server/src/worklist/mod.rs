//! 今日工作 — whom to see, in the order in which they need somebody, and why.
//!
//! First those who cannot wait: the last visit was unstable or graded three and more, or they have
//! just left hospital, and the day has come or is near; or nobody could be reached and the day has
//! passed. Then what is overdue, due today, due within the week. Each line says its reason in words.

pub mod store;
mod view;
pub mod web;

#[cfg(test)]
mod tests;

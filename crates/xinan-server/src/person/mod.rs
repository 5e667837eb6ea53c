//! A person's page: what is next, what support there is, the last year at a glance, recent visits,
//! the people near, who has looked.
//!
//! It begins with the person and what to do, never with a judgement. The grade is a point in the
//! timeline with its day, never a colour on the name.

mod next;
pub mod sheet;
pub mod story;
mod view;
pub mod web;

#[cfg(test)]
mod tests;

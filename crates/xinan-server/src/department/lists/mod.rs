//! 收到的名单 — the lists that health has handed over to a post of another department, read inside for some days.
//!
//! Who stands in one is asked at every look, and not when it was given: whoever takes the consent back, has died or has moved
//! away is not in it any more. The type that a row is made of has who somebody is, where, and the guardian; of somebody who
//! is to be safe from a guardian it has neither where nor whom to call. Each look is in the log of everybody it showed
//! (docs/decisions/0038).

pub mod store;
mod view;
pub mod web;

#[cfg(test)]
mod tests;

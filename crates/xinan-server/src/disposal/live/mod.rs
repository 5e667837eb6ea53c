//! 处置经过 — what is known, who was told, what was done, what comes next with its hour; and what is added to it.

mod view;
pub mod web;

//! 线索与复核诊断 — the list of a territory, one clue with what it may mean, and the steps.
//!
//! A post reads a record beside a clue only where it reads that record anyway. What the county office makes of a clue that a
//! township asked about is not told to the township ([`xinan_domain::clue::State::of`]); it goes by the state that it may read.

mod view;
pub mod web;

//! Pages through the front door: a real database, staff who act, days written out.

mod app;
mod editing;
mod house;
mod problems;

pub(crate) use app::{Answer, Staff, TODAY, TestApp, person, well_but};

//! Pages through the front door: a real database, staff who act, days written out.

mod app;
mod at_rest;
mod doors;
mod editing;
mod house;
mod pages;
mod problems;
mod slow;

pub(crate) use app::{Answer, Staff, TODAY, TestApp, person, well_but};

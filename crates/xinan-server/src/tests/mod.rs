//! Pages through the front door: a real database, staff who act, days written out.

mod app;
mod at_rest;
mod doors;
mod editing;
mod house;
mod lists;
mod pages;
mod people;
mod problems;
mod reach;
mod slow;
mod staff;

pub(crate) use app::{TODAY, TestApp};
pub(crate) use people::{person, well_but};
pub(crate) use staff::{Answer, Staff};

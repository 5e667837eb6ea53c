//! Pages through the front door: a real database, staff who act, days written out.

mod app;
mod at_rest;
mod confirmed;
mod doors;
mod editing;
mod house;
mod leaks;
mod lists;
mod lives;
mod pages;
pub(crate) mod paper;
mod people;
mod problems;
mod reach;
mod slow;
mod staff;
mod sums;

pub(crate) use app::{STAFF_PASSWORD, TODAY, TestApp};
pub(crate) use people::{person, supplement, well_but};
pub(crate) use staff::{Answer, Staff};
pub(crate) use sums::{check_months, check_sums};

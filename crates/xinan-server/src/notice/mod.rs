//! 已报告、已告知 — noting that a loss was reported in writing, or that the care group was told.
//!
//! Both duties are due at once (工作规范 失访, 分类干预); the note says on which day, to whom, and who noted it,
//! and ends the duty ([`xinan_domain::duty::open`]). It belongs to the loss or the visit that it speaks of and
//! is withdrawn with it. What was told is not kept: it is the least that others must know.

mod view;
pub mod web;

pub use view::in_words;

use jiff::civil::Date;
use xinan_db::Uuid;
use xinan_domain::risk::Risk;

use crate::case::Status;
use crate::case::event::EventKind;
use crate::case::event::store::Notice;
use crate::case::facts::{Facts, lost_since};
use crate::shell::problem::Problem;

/// Of what others are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// A loss: the written report.
    Loss,
    /// A visit that graded three or more: the word to the care group.
    Group,
}

/// The loss or the visit that others are to be told of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cause {
    /// Its day.
    pub on: Date,
    /// The visit; none when a roster states the loss.
    pub visit: Option<Uuid>,
}

impl What {
    fn of(path: &str) -> Result<Self, Problem> {
        match path {
            "loss" => Ok(Self::Loss),
            "group" => Ok(Self::Group),
            _ => Err(Problem::NotFound),
        }
    }

    /// Its part of the address.
    pub fn path(self) -> &'static str {
        match self {
            Self::Loss => "loss",
            Self::Group => "group",
        }
    }

    fn kind(self) -> EventKind {
        match self {
            Self::Loss => EventKind::LossReported,
            Self::Group => EventKind::GroupTold,
        }
    }

    /// What others are to be told of now, if anything.
    pub fn cause(self, status: Status, facts: &Facts) -> Option<Cause> {
        match (self, status) {
            (Self::Loss, Status::Lost) => {
                let on = lost_since(facts)?;
                let row = facts
                    .events
                    .iter()
                    .find(|row| row.event.kind == EventKind::Lost && row.event.on == on)?;
                let counts = |id: &Uuid| facts.visits.iter().any(|visit| visit.id == *id);
                Some(Cause { on, visit: row.visit.filter(counts) })
            }
            (Self::Group, Status::Open) => {
                let last = facts.visits.iter().rev().find(|visit| visit.complete)?;
                let grave = last.risk.is_some_and(Risk::needs_support);
                grave.then_some(Cause { on: last.on, visit: Some(last.id) })
            }
            _ => None,
        }
    }

    /// The note that others were told of it, if there is one.
    pub fn done<'a>(self, cause: &Cause, notices: &'a [Notice]) -> Option<&'a Notice> {
        let speaks = |one: &&Notice| one.event.kind == self.kind() && one.event.detail.of >= Some(cause.on);
        notices.iter().rev().find(speaks)
    }
}

#[cfg(test)]
mod tests;

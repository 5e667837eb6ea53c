//! Where an emergency stands, what is due next, and why.

use jiff::ToSpan;
use jiff::civil::{Date, DateTime};

use super::{Measure, WhatHappened, write_time};
use crate::calendar::Calendar;
use crate::codes;
use crate::duty::{Duty, DutyId, DutyLimits, Event, Limit, duties};
use crate::text::{Lang, disposal as words};

codes! {
    /// Where it stands. The numbers are ours; they are stored and stay.
    State {
        Running = 1 "处置中" "going on" [],
        Open = 2 "处置结束，还有事要办" "handled, something is left" [],
        Done = 3 "已办结" "done" [],
        Mistaken = 4 "误报或重复，已撤回" "taken back" [],
    }
}

/// Every so many hours somebody looks in after help on the spot (工作规范 应急处置, as the training chart has it).
pub const CHECK_HOURS: u16 = 4;

/// After so many steady checks in a row one may stop.
pub const STEADY_CHECKS: u8 = 2;

/// Something of the course from which anything follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fact {
    /// The handling ended so.
    Ended(Measure),
    /// A check, and whether it was steady.
    Check {
        /// 病情稳定.
        steady: bool,
    },
    /// The record was written, with this primary reason.
    Recorded(WhatHappened),
    /// It stands in the national system.
    Entered,
    /// It was no emergency, or is in another report.
    Mistaken,
}

/// How the checks afterwards stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Checks {
    /// Nobody is to look in: it goes on, or did not end on the spot.
    NotAsked,
    /// The next one.
    Due {
        /// By when.
        at: DateTime,
        /// How many steady ones in a row there were.
        steady: u8,
    },
    /// Two in a row were steady.
    Over {
        /// The last of them.
        at: DateTime,
    },
}

/// Something that is due, with its reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Due {
    /// The next check.
    Check {
        /// By when.
        at: DateTime,
        /// How many steady ones in a row there were.
        steady: u8,
        /// Its norm.
        duty: Duty,
    },
    /// The record.
    Record {
        /// By when.
        at: DateTime,
        /// Its norm.
        duty: Duty,
    },
    /// The entry in the national system.
    Enter {
        /// The last day.
        by: Date,
        /// Its norm.
        duty: Duty,
    },
}

impl Due {
    /// What, who and by when.
    pub fn duty(&self) -> &Duty {
        match self {
            Self::Check { duty, .. } | Self::Record { duty, .. } | Self::Enter { duty, .. } => duty,
        }
    }

    /// The last day on which it is in time.
    pub fn day(&self) -> Date {
        match self {
            Self::Check { at, .. } | Self::Record { at, .. } => at.date(),
            Self::Enter { by, .. } => *by,
        }
    }

    /// Until when, with the hour where the norm counts hours.
    pub fn until(&self) -> String {
        match self {
            Self::Check { at, .. } | Self::Record { at, .. } => {
                format!("{} {}", at.date(), write_time(at.time()))
            }
            Self::Enter { by, .. } => by.to_string(),
        }
    }

    /// Whether its time is over.
    pub fn is_overdue(&self, now: DateTime) -> bool {
        match self {
            Self::Check { at, .. } | Self::Record { at, .. } => now > *at,
            Self::Enter { by, .. } => now.date() > *by,
        }
    }

    /// Why, in a sentence.
    pub fn explain(&self, lang: Lang) -> String {
        match self {
            Self::Check { steady, .. } => words::why_check(lang, CHECK_HOURS, STEADY_CHECKS, *steady),
            Self::Record { duty, .. } => words::why_record(lang, &duty.limit.say(lang)),
            Self::Enter { duty, .. } => words::why_enter(lang, &duty.limit.say(lang)),
        }
    }
}

/// Where an emergency stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// Shortly.
    pub state: State,
    /// When and how the handling ended.
    pub ended: Option<(DateTime, Measure)>,
    /// The checks afterwards.
    pub checks: Checks,
    /// Whether the record of this end is written.
    pub is_recorded: bool,
    /// Whether it stands in the national system.
    pub is_entered: bool,
    /// The reason that counts: of the record, else of the report.
    pub reason: WhatHappened,
    /// What is due, the earliest first.
    pub due: Vec<Due>,
}

impl Standing {
    /// When the handling ended.
    pub fn ended_at(&self) -> Option<DateTime> {
        self.ended.map(|(at, _)| at)
    }

    /// How it ended.
    pub fn outcome(&self) -> Option<Measure> {
        self.ended.map(|(_, outcome)| outcome)
    }

    /// Whether somebody looks in afterwards.
    pub fn takes_checks(&self) -> bool {
        self.outcome() == Some(Measure::OnSite)
    }

    /// Whether it counts: a report that was taken back is none.
    pub fn counts(&self) -> bool {
        self.state != State::Mistaken
    }
}

fn duty(event: Event, id: DutyId, limits: &DutyLimits) -> Option<Duty> {
    duties(event, limits).into_iter().find(|duty| duty.id == id)
}

/// Where an emergency stands, from what was entered in its order; what was corrected is left out by the caller.
///
/// - The clock of the record starts when the handling ends (24 hours, [`DutyLimits::emergency_record_hours`]); so does that of
///   the entry in the national system (10 working days [K-m], [`DutyLimits::enter_emergency_working_days`]).
/// - An end that was corrected and entered anew asks for a record that was written after it.
/// - After help on the spot there is a check every four hours, counted from the last one, until two in a row are steady. A
///   later one that is not steady begins them anew: the norm says "may stop", and whoever looked again saw more.
/// - A report that was taken back asks for nothing.
pub fn standing(
    reported: WhatHappened,
    facts: &[(DateTime, Fact)],
    (limits, calendar): (&DutyLimits, &Calendar),
) -> Standing {
    let end = facts.iter().enumerate().rev().find_map(|(place, (at, fact))| match fact {
        Fact::Ended(outcome) => Some((place, *at, *outcome)),
        _ => None,
    });
    let after = end.map_or(&[][..], |(place, ..)| &facts[place + 1..]);
    let is_mistaken = facts.iter().any(|(_, fact)| *fact == Fact::Mistaken);
    let recorded = after.iter().rev().find_map(|(_, fact)| match fact {
        Fact::Recorded(reason) => Some(*reason),
        _ => None,
    });
    let is_entered = after.iter().any(|(_, fact)| *fact == Fact::Entered);
    let checks = match end {
        Some((_, at, Measure::OnSite)) => checks(at, after),
        _ => Checks::NotAsked,
    };
    let mut due = Vec::new();
    if let (Some((_, ended_at, _)), false) = (end, is_mistaken) {
        if let (Checks::Due { at, steady }, Some(duty)) =
            (checks, duty(Event::HandledOnSite, DutyId::CheckEveryFourHours, limits))
        {
            due.push(Due::Check { at, steady, duty });
        }
        let record = duty(Event::EmergencyHandled, DutyId::EmergencyRecord, limits);
        if let Some(duty) = record.filter(|_| recorded.is_none()) {
            let hours = match duty.limit {
                Limit::Hours(hours) => hours,
                _ => 24,
            };
            due.push(Due::Record { at: ended_at.saturating_add(i64::from(hours).hours()), duty });
        }
        let enter = duty(Event::EmergencyHandled, DutyId::EnterEmergency, limits);
        let by = enter.and_then(|duty| Some((duty, duty.due_on(ended_at.date(), calendar)?)));
        if let Some((duty, by)) = by.filter(|_| !is_entered) {
            due.push(Due::Enter { by, duty });
        }
    }
    due.sort_by_key(|one| (one.day(), one.until()));
    let state = match (is_mistaken, end) {
        (true, _) => State::Mistaken,
        (false, None) => State::Running,
        (false, Some(_)) if due.is_empty() => State::Done,
        (false, Some(_)) => State::Open,
    };
    Standing {
        state,
        ended: end.map(|(_, at, outcome)| (at, outcome)),
        checks,
        is_recorded: recorded.is_some(),
        is_entered,
        reason: recorded.unwrap_or(reported),
        due,
    }
}

/// The checks after help on the spot that ended then.
fn checks(ended_at: DateTime, after: &[(DateTime, Fact)]) -> Checks {
    let mut found: Vec<(DateTime, bool)> = after
        .iter()
        .filter_map(|(at, fact)| match fact {
            Fact::Check { steady } => Some((*at, *steady)),
            _ => None,
        })
        .collect();
    // A check may be written down after a later one: what counts is when it was.
    found.sort_by_key(|(at, _)| *at);
    let last = found.last().map_or(ended_at, |(at, _)| *at);
    let in_a_row = found.iter().rev().take_while(|(_, steady)| *steady).count();
    match u8::try_from(in_a_row).unwrap_or(u8::MAX) {
        steady if steady >= STEADY_CHECKS => Checks::Over { at: last },
        steady => Checks::Due { at: last.saturating_add(i64::from(CHECK_HOURS).hours()), steady },
    }
}

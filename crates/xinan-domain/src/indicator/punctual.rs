//! What was done in time: visits, visits after discharge, entries.

use std::collections::BTreeSet;

use jiff::civil::{Date, date};

use super::Measure;
use super::fact::{CaseFacts, DischargeFact, VisitFact};
use super::month::CaseMonth;
use crate::calendar::Calendar;
use crate::follow_up::Hospital;
use crate::parameter::Counting;

/// 随访及时率, 出院后随访及时率 and 信息填报及时率: due days of the year that were met, entries in time.
pub(super) fn count(
    row: &mut CaseMonth,
    facts: &CaseFacts,
    cutoff: Date,
    counting: &Counting,
    calendar: &Calendar,
) {
    let new_year = date(cutoff.year(), 1, 1);
    // Nothing can be asked for from the day of death on.
    let falls_due =
        |day: &Date| *day >= new_year && *day <= cutoff && facts.died_on.is_none_or(|died_on| *day < died_on);
    visits(row, facts, falls_due);
    after_discharge(row, facts, falls_due);
    let year: Vec<&VisitFact> = facts.visits.iter().filter(|v| v.on >= new_year && v.on <= cutoff).collect();
    row.set(Measure::Visits, year.len());
    let entered: Vec<(Date, Date)> =
        year.iter().filter_map(|visit| Some((visit.on, visit.recorded_on?))).collect();
    row.set(Measure::Entries, entered.len());
    let limit = counting.entry_working_days;
    let in_time = entered.iter().filter(|(on, recorded)| *recorded <= calendar.add_working_days(*on, limit));
    row.set(Measure::EntriesInTime, in_time.count());
}

/// Routine visits, and a newcomer's first.
///
/// A due day is owed by whoever is waited for on it: the norm rests visits while somebody is looked for or
/// has refused (工作规范 失访, 不同意参加管理), and asks for none of somebody in hospital (工作规范 住院).
/// A day that is not owed counts on neither side, met or not.
fn visits(row: &mut CaseMonth, facts: &CaseFacts, falls_due: impl Fn(&Date) -> bool) {
    let is_owed = |day: &Date| falls_due(day) && is_waited_for(facts, *day) && !is_in_hospital(facts, *day);
    let mut due_days = BTreeSet::new();
    let mut on_time = 0;
    // A newcomer's first visit.
    if let Some(due_on) = facts.first_visit_due.filter(&is_owed) {
        due_days.insert(due_on);
        on_time += usize::from(facts.visits.iter().any(|visit| visit.complete && visit.on <= due_on));
    }
    for (at, visit) in facts.visits.iter().enumerate() {
        let Some(due_on) = visit.due_on.filter(&is_owed) else { continue };
        let next = facts.visits[at + 1..].iter().find(|next| next.complete && next.on > visit.on);
        // Visits made early replace the due day; one due day is met once.
        if due_days.insert(due_on) && next.is_some_and(|next| next.on <= due_on) {
            on_time += 1;
        }
    }
    row.set(Measure::VisitsDue, due_days.len());
    row.set(Measure::VisitsOnTime, on_time);
}

/// Whether somebody is waited for on a day: not who has refused by then, or is being looked for.
fn is_waited_for(facts: &CaseFacts, day: Date) -> bool {
    !facts.is_declined_on(day) && !facts.is_lost_on(day)
}

/// Whether somebody was in hospital on a day, as far as one knew on it: the last visit by then said so, and
/// nobody had learned of a discharge since.
fn is_in_hospital(facts: &CaseFacts, day: Date) -> bool {
    let Some(last) = facts.visits.iter().rev().find(|visit| visit.complete && visit.on <= day) else {
        return false;
    };
    let has_left = |one: &DischargeFact| one.on >= last.on && one.on.max(one.known_on) <= day;
    last.hospital == Some(Hospital::InHospital) && !facts.discharges.iter().any(has_left)
}

/// A discharge is followed up by a visit after it. Who is back in hospital before that is not waited for.
///
/// It counts when its time is over, or when one learned of it, if that is later.
fn after_discharge(row: &mut CaseMonth, facts: &CaseFacts, falls_due: impl Fn(&Date) -> bool) {
    let (mut due, mut on_time) = (0, 0);
    for one in &facts.discharges {
        if !falls_due(&one.due_on.max(one.known_on)) || !is_waited_for(facts, one.due_on) {
            continue;
        }
        let in_time = |visit: &&VisitFact| visit.complete && visit.on >= one.on && visit.on <= one.due_on;
        match facts.visits.iter().find(in_time).map(|visit| visit.hospital) {
            Some(Some(Hospital::InHospital)) => {}
            Some(_) => (due, on_time) = (due + 1, on_time + 1),
            None => due += 1,
        }
    }
    row.set(Measure::DischargeVisitsDue, due);
    row.set(Measure::DischargeVisitsOnTime, on_time);
}

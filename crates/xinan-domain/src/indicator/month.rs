//! One person in one month: every judgement that any figure needs.

use std::collections::BTreeSet;

use jiff::ToSpan;
use jiff::civil::{Date, date};

use super::Measure;
use crate::calendar::Calendar;
use crate::day::month_index;
use crate::diagnosis::Diagnosis;
use crate::follow_up::{Adherence, Hospital, Stability};
use crate::parameter::{Counting, Registered, RegularRule, StableRule};
use crate::risk::{Incident, Incidents, Risk};

/// What is known of one visit for counting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VisitFact {
    /// 随访日期.
    pub on: Date,
    /// Whether somebody was seen or asked: it has a risk grade, or the patient was in hospital.
    pub complete: bool,
    /// 面访: clinic or home, with the patient.
    pub face_to_face: bool,
    /// 危险性评估.
    pub risk: Option<Risk>,
    /// 用药依从性.
    pub adherence: Option<Adherence>,
    /// 住院情况.
    pub hospital: Option<Hospital>,
    /// 本次随访分类.
    pub stability: Option<Stability>,
    /// 危险行为 since the visit before.
    pub incidents: Incidents,
    /// The due day that this visit set for the next.
    pub due_on: Option<Date>,
    /// Referred on.
    pub referred: bool,
    /// The day of entry; none for visits taken over from old workbooks.
    pub recorded_on: Option<Date>,
}

/// Consent to management, as it was given or refused on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ConsentFact {
    /// The day.
    pub on: Date,
    /// Given, or refused and withdrawn.
    pub given: bool,
}

/// A time during which the person could not be reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LostSpan {
    /// First day.
    pub from: Date,
    /// The day of being found again.
    pub until: Option<Date>,
}

/// Everything about one person that counting needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseFacts {
    /// 目前诊断.
    pub diagnosis: Diagnosis,
    /// The day from which the record counts.
    pub registered_on: Date,
    /// 死亡日期.
    pub died_on: Option<Date>,
    /// The day on which the record was closed (diagnosis withdrawn, duplicate).
    pub closed_on: Option<Date>,
    /// Times of being lost.
    pub lost: Vec<LostSpan>,
    /// Consent, oldest first.
    pub consent: Vec<ConsentFact>,
    /// Visits, oldest first.
    pub visits: Vec<VisitFact>,
    /// Days of health examinations.
    pub examined_on: Vec<Date>,
}

/// The judgements about one person at one cut-off, as counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseMonth {
    counts: [u16; Measure::COUNT],
}

impl CaseMonth {
    /// The count of a measure.
    pub fn get(&self, measure: Measure) -> u16 {
        self.counts[measure as usize]
    }

    /// All counts in the order of [`Measure::ALL`].
    pub fn counts(&self) -> &[u16] {
        &self.counts
    }

    fn set(&mut self, measure: Measure, count: usize) {
        self.counts[measure as usize] = u16::try_from(count).unwrap_or(u16::MAX);
    }

    fn mark(&mut self, measure: Measure, holds: bool) {
        self.set(measure, usize::from(holds));
    }
}

/// Judges one person at the cut-off, 24:00 of that day; the period begins on 1 January.
///
/// Facts after the cut-off are not looked at, so a past month can be computed at any later time.
/// `None` when the record did not exist yet or was already closed.
pub fn month_of(
    facts: &CaseFacts,
    cutoff: Date,
    counting: &Counting,
    calendar: &Calendar,
) -> Option<CaseMonth> {
    if facts.registered_on > cutoff || facts.closed_on.is_some_and(|day| day <= cutoff) {
        return None;
    }
    let mut row = CaseMonth { counts: [0; Measure::COUNT] };
    let new_year = date(cutoff.year(), 1, 1);
    let died_on = facts.died_on.filter(|day| *day <= cutoff);
    let died_this_year = died_on.is_some_and(|day| day >= new_year);
    let alive = died_on.is_none();

    row.mark(Measure::Cumulative, true);
    row.mark(Measure::Dead, !alive);
    row.mark(Measure::DiedThisYear, died_this_year);
    row.mark(Measure::Registered, alive);
    row.mark(Measure::RegisteredOrDied, alive || died_this_year);

    // Whose judgements count: under R′ also those who died this year.
    let counted = match counting.registered {
        Registered::Living => alive,
        Registered::LivingOrDiedThisYear => alive || died_this_year,
    };
    if !counted {
        return Some(row);
    }

    let year: Vec<&VisitFact> = facts.visits.iter().filter(|v| v.on >= new_year && v.on <= cutoff).collect();
    let complete: Vec<&VisitFact> = year.iter().copied().filter(|visit| visit.complete).collect();
    let last = complete.last().copied();
    let managed = last.is_some();
    let lost = facts.lost.iter().any(|span| span.from <= cutoff && span.until.is_none_or(|day| day > cutoff));
    let consent = facts.consent.iter().rev().find(|fact| fact.on <= cutoff);

    row.mark(Measure::Lost, lost && alive);
    row.mark(Measure::LostNotManaged, lost && alive && !managed);
    row.mark(Measure::NotManaged, alive && !managed && !lost);
    row.mark(Measure::Refused, alive && consent.is_some_and(|fact| !fact.given));
    row.mark(Measure::Consented, alive && consent.is_some_and(|fact| fact.given));
    row.mark(Measure::Managed, managed);

    let in_hospital = last.is_some_and(|visit| visit.hospital == Some(Hospital::InHospital));
    let home = managed && !in_hospital;
    row.mark(Measure::Home, home);
    // Nobody can be visited before there is a record, or after death.
    let (begin, end) = (new_year.max(facts.registered_on), died_on.unwrap_or(cutoff));
    row.mark(Measure::Standard, managed && no_long_gap(&complete, begin, end, counting));
    row.mark(Measure::FaceToFace, complete.iter().any(|visit| visit.face_to_face));

    let examined = facts.examined_on.iter().any(|day| *day >= new_year && *day <= cutoff);
    row.mark(Measure::Examined, managed && examined);
    row.mark(Measure::StandardScored, complete.len() >= 4 && examined);

    let adherence = last.and_then(medicine_stated);
    let taking = matches!(adherence, Some(Adherence::Regular | Adherence::Irregular));
    let on_medicine = managed && (taking || in_hospital);
    let regular = managed && is_regular(&complete, counting);
    row.mark(Measure::OnMedicine, on_medicine);
    row.mark(Measure::RegularMedicine, regular);
    row.mark(Measure::NoMedicineNeeded, adherence == Some(Adherence::NotPrescribed));
    row.mark(Measure::NotTakingMedicine, adherence == Some(Adherence::NotTaking));

    let stability = last.and_then(|visit| visit.stability);
    row.mark(Measure::Stable, home && is_stable(&complete, cutoff, counting));
    row.mark(Measure::LastBasicallyStable, stability == Some(Stability::BasicallyStable));
    row.mark(Measure::LastUnstable, stability == Some(Stability::Unstable));

    let schizophrenia = facts.diagnosis == Diagnosis::Schizophrenia;
    row.mark(Measure::Schizophrenia, schizophrenia);
    row.mark(Measure::SchizophreniaManaged, schizophrenia && managed);
    row.mark(Measure::SchizophreniaOnMedicine, schizophrenia && on_medicine);
    row.mark(Measure::SchizophreniaRegular, schizophrenia && regular);
    row.mark(Measure::IntellectualManaged, facts.diagnosis == Diagnosis::IntellectualDisability && managed);

    risk_and_incidents(&mut row, &complete, last);
    punctuality(&mut row, facts, &year, new_year, cutoff, counting, calendar);
    Some(row)
}

/// 规范管理: no two adjacent visits more than three calendar months apart.
///
/// By default the gaps from 1 January (or from the day of registration, if that is later) to the
/// first visit and from the last to the cut-off count too (open question Q5).
fn no_long_gap(visits: &[&VisitFact], begin: Date, end: Date, counting: &Counting) -> bool {
    let mut months: Vec<i32> = Vec::with_capacity(visits.len() + 2);
    if counting.gap_from_year_start {
        months.push(month_index(begin));
    }
    months.extend(visits.iter().map(|visit| month_index(visit.on)));
    if counting.gap_to_cutoff {
        months.push(month_index(end));
    }
    let widest = i32::from(counting.standard_gap_months);
    months.windows(2).all(|pair| pair[1] - pair[0] <= widest)
}

/// 用药依从性 as far as the visit can state it.
///
/// In hospital somebody sees to the medicine, and the form may leave the item open; "not taking any"
/// is then no statement about the person.
fn medicine_stated(visit: &VisitFact) -> Option<Adherence> {
    let in_hospital = visit.hospital == Some(Hospital::InHospital);
    visit.adherence.filter(|adherence| !(in_hospital && *adherence == Adherence::NotTaking))
}

/// 规律服药: every visit of the year that states medicine says 规律 (Q4).
fn is_regular(visits: &[&VisitFact], counting: &Counting) -> bool {
    let stated: Vec<Adherence> = visits
        .iter()
        .filter_map(|visit| medicine_stated(visit))
        .filter(|adherence| *adherence != Adherence::NotPrescribed)
        .collect();
    match counting.regular {
        RegularRule::AllVisits => !stated.is_empty() && stated.iter().all(|one| *one == Adherence::Regular),
        RegularRule::LastVisit => stated.last() == Some(&Adherence::Regular),
    }
}

/// 病情稳定 (Q7).
fn is_stable(visits: &[&VisitFact], cutoff: Date, counting: &Counting) -> bool {
    let stable = |visit: &&VisitFact| visit.stability == Some(Stability::Stable);
    match counting.stable {
        StableRule::LastVisitRecent => visits.last().is_some_and(|visit| {
            let gap = month_index(cutoff) - month_index(visit.on);
            stable(visit) && gap <= i32::from(counting.stable_months)
        }),
        StableRule::WholeYear => !visits.is_empty() && visits.iter().all(stable),
    }
}

fn risk_and_incidents(row: &mut CaseMonth, complete: &[&VisitFact], last: Option<&VisitFact>) {
    let three = |visit: &VisitFact| visit.risk.is_some_and(|risk| risk >= Risk::THREE);
    row.mark(Measure::RiskThreeLast, last.is_some_and(three));
    let first_three = complete.iter().position(|visit| three(visit));
    row.mark(Measure::RiskThreeEver, first_three.is_some());
    let attended = first_three.is_some_and(|at| {
        let by = complete[at].on.saturating_add(14.days());
        let admitted = complete[at].hospital == Some(Hospital::InHospital);
        admitted || complete.get(at + 1).is_some_and(|next| next.on <= by)
    });
    row.mark(Measure::RiskThreeAttended, attended);
    let any = |act: Incident| complete.iter().any(|visit| visit.incidents.of(act) > 0);
    row.mark(Measure::IncidentPerson, any(Incident::PublicOrder) || any(Incident::Criminal));
    row.mark(Measure::MinorDisturbancePerson, any(Incident::MinorDisturbance));
    row.mark(Measure::SelfHarmPerson, any(Incident::SelfHarm) || any(Incident::SuicideAttempt));
    row.set(Measure::Referrals, complete.iter().filter(|visit| visit.referred).count());
    let done = |pair: &[&VisitFact]| {
        pair[0].referred && pair[1].hospital.is_some_and(|h| h != Hospital::NotAdmitted)
    };
    row.set(Measure::ReferralsDone, complete.windows(2).filter(|pair| done(pair)).count());
}

/// 随访及时率 and 信息填报及时率: due days of the year that were met, entries made in time.
fn punctuality(
    row: &mut CaseMonth,
    facts: &CaseFacts,
    year: &[&VisitFact],
    new_year: Date,
    cutoff: Date,
    counting: &Counting,
    calendar: &Calendar,
) {
    row.set(Measure::Visits, year.len());
    let mut due_days = BTreeSet::new();
    let mut on_time = 0;
    for (at, visit) in facts.visits.iter().enumerate() {
        let falls_due = |day: &Date| {
            *day >= new_year && *day <= cutoff && facts.died_on.is_none_or(|died_on| *day <= died_on)
        };
        let Some(due_on) = visit.due_on.filter(falls_due) else { continue };
        let next = facts.visits[at + 1..].iter().find(|next| next.complete && next.on > visit.on);
        // Visits made early replace the due day; one due day is met once.
        if due_days.insert(due_on) && next.is_some_and(|next| next.on <= due_on) {
            on_time += 1;
        }
    }
    row.set(Measure::VisitsDue, due_days.len());
    row.set(Measure::VisitsOnTime, on_time);
    let entered: Vec<(Date, Date)> =
        year.iter().filter_map(|visit| Some((visit.on, visit.recorded_on?))).collect();
    row.set(Measure::Entries, entered.len());
    let limit = counting.entry_working_days;
    let in_time = entered.iter().filter(|(on, recorded)| *recorded <= calendar.add_working_days(*on, limit));
    row.set(Measure::EntriesInTime, in_time.count());
}

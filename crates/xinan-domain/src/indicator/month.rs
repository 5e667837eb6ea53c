//! One person in one month: every judgement that any figure needs.

use jiff::ToSpan;
use jiff::civil::{Date, date};

use super::fact::{CaseFacts, VisitFact};
use super::{Measure, punctual};
use crate::calendar::Calendar;
use crate::day::month_index;
use crate::diagnosis::Diagnosis;
use crate::follow_up::{Adherence, Hospital, Stability};
use crate::parameter::{Counting, FaceRule, Registered, RegularRule, StableRule};
use crate::risk::{Incident, Risk};

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

    pub(super) fn set(&mut self, measure: Measure, count: usize) {
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
    let lost = facts.is_lost_on(cutoff);
    // The visits that make somebody managed (Q8, Q10); what they found counts in any case.
    let making =
        |visit: &&VisitFact| makes_managed(visit, counting) && (!lost || counting.lost_may_be_managed);
    let seen: Vec<&VisitFact> = complete.iter().copied().filter(making).collect();
    let last = seen.last().copied();
    let managed = last.is_some();
    let consent = facts.consent_on(cutoff);

    row.mark(Measure::Lost, lost && alive);
    row.mark(Measure::LostNotManaged, lost && alive && !managed);
    row.mark(Measure::NotManaged, alive && !managed && !lost);
    row.mark(Measure::Refused, alive && consent == Some(false));
    row.mark(Measure::Consented, alive && consent == Some(true));
    row.mark(Measure::Managed, managed);

    let in_hospital = last.is_some_and(|visit| visit.hospital == Some(Hospital::InHospital));
    let home = managed && !in_hospital;
    row.mark(Measure::Home, home);
    // Nobody can be visited before there is a record, or after death.
    let (begin, end) = (new_year.max(facts.registered_on), died_on.unwrap_or(cutoff));
    row.mark(Measure::Standard, managed && no_long_gap(&seen, begin, end, counting));
    row.mark(Measure::FaceToFace, seen.iter().any(|visit| is_face_to_face(visit, counting)));

    let examined = facts.examined_on.iter().any(|day| *day >= new_year && *day <= cutoff);
    row.mark(Measure::Examined, managed && examined);
    row.mark(Measure::StandardScored, seen.len() >= 4 && examined);
    row.mark(Measure::HomeRehabilitation, home && seen.iter().any(|visit| visit.rehabilitation));

    let adherence = last.and_then(medicine_stated);
    let taking = matches!(adherence, Some(Adherence::Regular | Adherence::Irregular));
    let on_medicine = managed && (taking || in_hospital);
    let regular = managed && is_regular(&seen, counting);
    row.mark(Measure::OnMedicine, on_medicine);
    row.mark(Measure::RegularMedicine, regular);
    row.mark(Measure::NoMedicineNeeded, adherence == Some(Adherence::NotPrescribed));
    row.mark(Measure::NotTakingMedicine, adherence == Some(Adherence::NotTaking));

    let stability = last.and_then(|visit| visit.stability);
    row.mark(Measure::Stable, home && is_stable(&seen, cutoff, counting));
    row.mark(Measure::LastBasicallyStable, stability == Some(Stability::BasicallyStable));
    row.mark(Measure::LastUnstable, stability == Some(Stability::Unstable));

    let schizophrenia = facts.diagnosis == Diagnosis::Schizophrenia;
    row.mark(Measure::Schizophrenia, schizophrenia);
    row.mark(Measure::SchizophreniaManaged, schizophrenia && managed);
    row.mark(Measure::SchizophreniaOnMedicine, schizophrenia && on_medicine);
    row.mark(Measure::SchizophreniaRegular, schizophrenia && regular);
    row.mark(Measure::IntellectualManaged, facts.diagnosis == Diagnosis::IntellectualDisability && managed);

    row.mark(Measure::InformationComplete, facts.items_open == 0);
    row.set(Measure::ItemsOpen, facts.items_open);

    risk_and_incidents(&mut row, &complete);
    punctual::count(&mut row, facts, cutoff, counting, calendar);
    Some(row)
}

/// Whether a complete visit makes somebody managed (Q8). Who is in hospital is so however one learned it.
fn makes_managed(visit: &VisitFact, counting: &Counting) -> bool {
    counting.telephone_counts || !visit.telephone || visit.hospital == Some(Hospital::InHospital)
}

/// 面访 (Q8): who must be met at clinic or home.
fn is_face_to_face(visit: &VisitFact, counting: &Counting) -> bool {
    match counting.face {
        FaceRule::PatientMet => visit.face_to_face,
        FaceRule::AnybodyMet => !visit.telephone,
    }
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

fn risk_and_incidents(row: &mut CaseMonth, complete: &[&VisitFact]) {
    let three = |visit: &VisitFact| visit.risk.is_some_and(|risk| risk >= Risk::THREE);
    row.mark(Measure::RiskThreeLast, complete.last().is_some_and(|visit| three(visit)));
    if let Some(at) = complete.iter().position(|visit| three(visit)) {
        let by = complete[at].on.saturating_add(14.days());
        let again: Vec<&&VisitFact> = complete[at + 1..].iter().take_while(|next| next.on <= by).collect();
        // A stay that the visit itself looks back on was before what it found; one that the next looks
        // back on was after.
        let admitted = complete[at].hospital == Some(Hospital::InHospital)
            || again.iter().any(|next| next.hospital.is_some_and(|stay| stay != Hospital::NotAdmitted));
        let managed = !admitted && !again.is_empty();
        row.mark(Measure::RiskThreeEver, true);
        row.mark(Measure::RiskThreeAdmitted, admitted);
        row.mark(Measure::RiskThreeManaged, managed);
        row.mark(Measure::RiskThreeAttended, admitted || managed);
    }
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

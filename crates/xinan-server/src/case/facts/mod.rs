//! All facts of one person, and what follows from them.
//!
//! [`judge`] is where the rules meet the store: given the facts it computes the row that lists
//! read, the due day that each visit sets, and the month rows. It looks at nothing else, so doing it
//! twice gives the same.

pub mod anew;
pub mod checks;
pub mod rollup;
mod standing;
mod stay;
pub mod store;
mod whereabouts;

use std::collections::BTreeMap;

use jiff::civil::Date;
use xinan_db::Uuid;
use xinan_domain::consent::{Decision, Said, State, States, Subject};
use xinan_domain::contact::CallOutcome;
use xinan_domain::day::{first_of_month, month_index};
use xinan_domain::duty::{DutyId, Known, Seen, at_once};
use xinan_domain::examination::watch::{Measured, Watched};
use xinan_domain::examination::{Examination, Occasion};
use xinan_domain::follow_up::{
    Adherence, Due, Hospital, LastVisit, Stability, Standing, Visit, VisitMode, after_discharge,
    call_again_on, first_visit, next_due, next_step, visit_due,
};
use xinan_domain::indicator::{CaseFacts, CaseMonth, ConsentFact, DischargeFact, VisitFact, month_of};
use xinan_domain::life::{self, Agreed, Closing, Life};
use xinan_domain::parameter::Periods;
use xinan_domain::person::{Consent, Economy};
use xinan_domain::region::Region;
use xinan_domain::risk::{Incidents, Risk};
use xinan_domain::supplement::Supplement;
use xinan_domain::transfer::Answer;

use self::checks::Checks;
use self::standing::{attention, standing};
use self::whereabouts::lost_spans;
use super::event::{Event, EventKind};
use super::{Called, Status};
use crate::shell::app::Settings;

/// Everything that is known of one person.
#[derive(Debug, Clone)]
pub struct Facts {
    /// The county, first in every key.
    pub county: String,
    /// The record's id.
    pub id: Uuid,
    /// 编号.
    pub case_no: String,
    /// The day from which the record counts.
    pub registered_on: Date,
    /// When the record was made, microseconds.
    pub created_at: i64,
    /// The form that holds.
    pub supplement_id: Uuid,
    /// Its content.
    pub supplement: Supplement,
    /// Events, oldest first.
    pub events: Vec<EventRow>,
    /// Visits, oldest first.
    pub visits: Vec<VisitRow>,
    /// Calls and attempts, oldest first.
    pub contacts: Vec<ContactRow>,
    /// Exams and single results, oldest first.
    pub examinations: Vec<ExamRow>,
    /// Entries of consent that count, oldest first.
    pub consents: Vec<Said>,
    /// 流转, oldest first.
    pub transfers: Vec<TransferRow>,
    /// Days of slips to a hospital that were not taken back.
    pub referred_on: Vec<Date>,
}

/// What judging needs of a transfer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TransferRow {
    /// When it was sent.
    pub sent_on: Date,
    /// The village that the person left.
    pub from: Region,
    /// What became of it, and when.
    pub answer: Option<(Answer, Date)>,
}

/// What judging needs of an exam or a single result.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ExamRow {
    /// The day.
    pub on: Date,
    /// Whether it is the yearly exam or single results.
    pub occasion: Occasion,
    /// Which items were measured.
    pub measured: Measured,
}

impl ExamRow {
    /// Of an exam or result that is about to be kept.
    pub fn of(one: &Examination) -> Self {
        Self { on: one.examined_on, occasion: one.occasion, measured: Measured::of(one) }
    }
}

/// What judging needs of an event.
#[derive(Debug, Clone)]
pub struct EventRow {
    /// What happened, and when.
    pub event: Event,
    /// The visit that states it; none when a roster does.
    pub visit: Option<Uuid>,
    /// When it was written down, microseconds.
    pub recorded_at: i64,
}

/// What judging needs of a visit.
#[derive(Debug, Clone)]
pub struct VisitRow {
    /// Its id.
    pub id: Uuid,
    /// 随访日期.
    pub on: Date,
    /// 随访形式.
    pub mode: VisitMode,
    /// Somebody was seen or asked.
    pub complete: bool,
    /// 面访.
    pub face_to_face: bool,
    /// 危险性评估.
    pub risk: Option<Risk>,
    /// 用药依从性.
    pub adherence: Option<Adherence>,
    /// 住院情况.
    pub hospital: Option<Hospital>,
    /// 分类.
    pub stability: Option<Stability>,
    /// 趋于稳定.
    pub settling: bool,
    /// 末次出院时间.
    pub discharged_on: Option<Date>,
    /// 约定的下次日期.
    pub agreed_on: Option<Date>,
    /// 危险行为.
    pub incidents: Incidents,
    /// 转诊.
    pub referred: bool,
    /// 康复措施.
    pub rehabilitation: bool,
    /// The medicines that ask for checks.
    pub watched: Watched,
    /// The day of entry, when it was entered by hand.
    pub recorded_on: Option<Date>,
    /// When its first version was entered, microseconds.
    pub entered_at: i64,
    /// The due day that is stored with it.
    pub stored_due: Option<Due>,
    /// 随访医生.
    pub doctor: String,
    /// 这次说了什么.
    pub note: String,
}

impl Facts {
    /// Days of yearly exams, oldest first.
    pub fn examined_on(&self) -> impl DoubleEndedIterator<Item = Date> {
        self.examinations.iter().filter(|one| one.occasion == Occasion::Yearly).map(|one| one.on)
    }

    /// The last visit at which somebody was seen or asked.
    pub fn last_complete(&self) -> Option<&VisitRow> {
        self.visits.iter().rev().find(|visit| visit.complete)
    }

    /// What duties ask of the last visit, with what has followed it: a slip to a hospital, or an admission.
    pub fn last_seen(&self) -> Option<Seen> {
        let seen = self.last_complete()?.seen();
        let admitted = self.events.iter().filter(|row| row.event.kind == EventKind::Admitted);
        let mut treated = admitted.map(|row| row.event.on).chain(self.referred_on.iter().copied());
        Some(Seen {
            in_hospital: seen.in_hospital || stay::is_in_hospital(self),
            referred: seen.referred || treated.any(|on| on >= seen.on),
            ..seen
        })
    }

    /// Everything that was said of consent: what forms and rosters say of the programme, and every entry
    /// (docs/decisions/0030).
    pub fn said_of_consent(&self) -> Vec<Said> {
        let forms = self
            .events
            .iter()
            .filter_map(|row| Some(Said::of_form(row.event.kind.consent()?, row.event.on, row.recorded_at)));
        forms.chain(self.consents.iter().copied()).collect()
    }

    /// Where the four consents stand at the end of a day.
    pub fn consent_states(&self, day: Date) -> States {
        States::of(&self.said_of_consent(), day)
    }

    /// Since when the person lives in the village of now, when a transfer led there.
    pub fn moved_in_on(&self) -> Option<Date> {
        let accepted = self.transfers.iter().filter_map(|one| one.answer);
        accepted.filter(|(answer, _)| *answer == Answer::Accepted).map(|(_, on)| on).max()
    }

    /// Where a transfer waits that was sent and not answered, and since when.
    pub fn moving_since(&self) -> Option<Date> {
        self.transfers.iter().filter(|one| one.answer.is_none()).map(|one| one.sent_on).max()
    }

    /// The village to which a month counts: that in which the person lived at its end.
    pub fn village_in(&self, month: i32) -> Region {
        self.village_on(end_of_month(month))
    }

    /// Where the person lived at the end of a day, as far as transfers tell.
    pub fn village_on(&self, day: Date) -> Region {
        let left = self
            .transfers
            .iter()
            .filter(|one| one.answer.is_some_and(|(answer, on)| answer == Answer::Accepted && on > day));
        left.min_by_key(|one| one.answer.map(|(_, on)| on)).map_or(self.supplement.village, |one| one.from)
    }

    /// Why the record is closed and since when, if it is.
    pub fn closing(&self) -> Option<(Closing, Date)> {
        let told = self.events.iter().filter(|row| row.event.kind == EventKind::Closed);
        let last = told.max_by_key(|row| (row.event.on, row.recorded_at))?;
        Some((last.event.detail.closing?, last.event.on))
    }

    /// Everything that is so of the person at once.
    pub fn life(&self) -> Life {
        let agreed = match State::of(&self.said_of_consent(), Subject::Management, Date::MAX) {
            state if state.informed_on.is_some() => Agreed::Managed,
            state => match state.consent() {
                Some(Consent::Given) => Agreed::Managed,
                Some(Consent::Refused) => Agreed::Refused,
                None => Agreed::Pending,
            },
        };
        Life::REGISTERED
            .agreed(agreed)
            .in_hospital(stay::is_in_hospital(self))
            .moving(self.moving_since().is_some())
            .lost(lost_since(self).is_some())
            .dead(self.events.iter().any(|row| row.event.kind == EventKind::Died))
            .closed(self.closing().map(|(closing, _)| closing))
    }

    /// The latest loss or visit, by its day, of which others were told so.
    pub fn told_of(&self, kind: EventKind) -> Option<Date> {
        let told = self.events.iter().filter(|row| row.event.kind == kind);
        told.filter_map(|row| row.event.detail.of).max()
    }
}

impl VisitRow {
    /// What duties ask of it.
    pub fn seen(&self) -> Seen {
        Seen {
            on: self.on,
            stability: self.stability,
            risk: self.risk,
            in_hospital: self.hospital == Some(Hospital::InHospital),
            referred: self.referred,
        }
    }

    /// From a visit that is about to be kept.
    pub fn of(id: Uuid, visit: &Visit, recorded_on: Option<Date>, entered_at: i64) -> Self {
        let clinical = visit.clinical();
        Self {
            id,
            on: visit.visited_on,
            mode: visit.mode,
            complete: clinical.is_some(),
            face_to_face: visit.is_face_to_face(),
            risk: clinical.and_then(|one| one.risk),
            adherence: clinical.and_then(|one| one.adherence),
            hospital: clinical.and_then(|one| one.hospital),
            stability: visit.stability,
            settling: visit.settling,
            discharged_on: clinical.and_then(|one| one.discharged_on),
            agreed_on: visit.next_on,
            incidents: clinical.and_then(|one| one.incidents).unwrap_or_default(),
            referred: visit.is_referred(),
            rehabilitation: visit.has_rehabilitation(),
            watched: Watched::of(clinical.map_or(&[], |one| &one.medicines)),
            recorded_on,
            entered_at,
            stored_due: None,
            doctor: visit.doctor.clone(),
            note: visit.note.clone(),
        }
    }
}

/// What judging needs of a call.
#[derive(Debug, Clone)]
pub struct ContactRow {
    /// The day.
    pub on: Date,
    /// How it ended.
    pub outcome: CallOutcome,
    /// 约好的日期, or when to call again.
    pub next_on: Option<Date>,
}

/// What follows from the facts.
#[derive(Debug, Clone)]
pub struct Judged {
    /// Where the person stands between the first clue and the end.
    pub life: life::State,
    /// Where the record stands.
    pub status: Status,
    /// Since when.
    pub status_on: Option<Date>,
    /// Consent that holds.
    pub consent: Option<Consent>,
    /// Since when.
    pub consent_on: Option<Date>,
    /// 精神卫生法 第三十条第二款第二项: informed, and since when.
    pub informed_on: Option<Date>,
    /// Consent to sharing that holds.
    pub sharing: Option<Consent>,
    /// What the next step follows from.
    pub standing: Standing,
    /// The next step.
    pub due: Option<Due>,
    /// The last day on which the next visit is in time ([`xinan_domain::follow_up::visit_due`]).
    pub visit_by: Option<Date>,
    /// 5: to be referred at once. 4: the care group is to be told, or a loss to be reported, at once. 3: to be
    /// asked at once where they moved. 2: needs somebody first. 1: to be called again. 0: as usual.
    pub attention: u8,
    /// The latest call, when no visit has followed.
    pub called: Option<Called>,
    /// The day under which the person stands in today's work: the due day, or before it that of the visit,
    /// the call or the loss for which something is to be done at once. None when neither is there.
    pub listed_on: Option<Date>,
    /// What is to be looked at: the yearly exam, and what medicines ask for.
    pub checks: Checks,
    /// Due days of visits that differ from what is stored.
    pub dues: Vec<(Uuid, Due)>,
    /// Month rows, oldest first.
    pub months: Vec<(i32, CaseMonth)>,
}

/// Which months are written again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Months {
    /// The first, as [`month_index`].
    pub from: i32,
    /// The last, the month of today.
    pub to: i32,
}

/// How many years of month rows are kept ready; older months are computed when asked for.
pub const YEARS_READY: i16 = 2;

impl Months {
    /// All months that are kept ready.
    pub fn all(today: Date) -> Self {
        let first = Date::new(today.year() - YEARS_READY, 1, 1).unwrap_or(today);
        Self { from: month_index(first), to: month_index(today) }
    }

    /// From the month of a day on: a fact of that day changes no earlier month.
    pub fn since(day: Date, today: Date) -> Self {
        let all = Self::all(today);
        Self { from: all.from.max(month_index(day)), ..all }
    }
}

/// The last day of a month.
pub fn end_of_month(index: i32) -> Date {
    first_of_month(index).last_of_month()
}

/// Judges a person.
pub fn judge(facts: &Facts, settings: &Settings, months: Months) -> Judged {
    // Of the person's own village, whoever asks; and of the day from which each thing counts.
    let periods = settings.rules.periods(&facts.supplement.village);

    let events = || facts.events.iter().map(|row| &row.event);
    let newest = |kinds: &[EventKind]| events().rev().find(|event| kinds.contains(&event.kind));
    let died_on = newest(&[EventKind::Died]).map(|event| event.on);
    let lost = lost_spans(&facts.events, &facts.visits);
    let lost_on = lost.last().filter(|span| span.until.is_none()).map(|span| span.from);
    let closed_on = facts.closing().map(|(_, on)| on);
    let life = facts.life().state();
    let (status, status_on) = match life {
        life::State::ClosedRevoked | life::State::ClosedOther => (Status::Closed, closed_on),
        life::State::Dead => (Status::Dead, died_on),
        life::State::Lost => (Status::Lost, lost_on),
        _ => (Status::Open, None),
    };
    let said = facts.said_of_consent();
    let consent = State::of(&said, Subject::Management, Date::MAX);

    let lasts = lasts(facts);
    let mut dues = Vec::new();
    let mut visit_facts = Vec::with_capacity(facts.visits.len());
    for (visit, last) in facts.visits.iter().zip(&lasts) {
        let due = last.map(|last| next_due(&last, &periods.on(last.on).intervals));
        if let Some(due) = due.filter(|due| visit.stored_due != Some(*due)) {
            dues.push((visit.id, due));
        }
        visit_facts.push(visit_fact(visit, due));
    }

    let standing = standing(facts, &lasts, status, &consent);
    let due = next_step(&standing, |day| &periods.on(day).intervals);
    let visit_by = visit_due(&standing, |day| &periods.on(day).intervals).map(|visit| visit.on);
    let known = Known {
        closed: matches!(status, Status::Dead | Status::Closed),
        lost_on: lost_since(facts).filter(|_| status == Status::Lost),
        lost_in_ledger: is_lost_in_ledger(facts),
        last: facts.last_seen(),
        told_group_of: facts.told_of(EventKind::GroupTold),
        reported_loss_of: facts.told_of(EventKind::LossReported),
        ..Known::default()
    };
    let at_once = at_once(&known);
    let again_on = call_again_on(&standing, |day| &periods.on(day).intervals);
    let called = standing.call.map(|one| Called { on: one.on, outcome: one.outcome, again_on });
    let moved = called.filter(|one| status == Status::Open && one.outcome.asks_at_once(one.again_on));
    let moved_on = moved.map(|one| one.on);
    let attention = match (at_once.map(|one| one.duty), moved_on) {
        (Some(DutyId::Refer), _) => 5,
        (Some(_), _) => 4,
        (None, Some(_)) => 3,
        (None, None) => attention(facts, status, due, again_on),
    };
    let since = at_once.map(|one| one.since).into_iter().chain(moved_on);
    let listed_on = due.map(|due| due.on).into_iter().chain(since).min();

    let checks = Checks::of(facts, &periods, status, &States::of(&said, Date::MAX));
    let counted = CaseFacts {
        diagnosis: facts.supplement.diagnosis,
        registered_on: facts.registered_on,
        died_on,
        closed_on,
        lost,
        consent: consent_facts(&said),
        informed_on: consent.informed_on,
        visits: visit_facts,
        examined_on: facts.examined_on().collect(),
        first_visit_due: Some(
            first_visit(facts.registered_on, &periods.on(facts.registered_on).intervals).on,
        ),
        discharges: discharges(facts, &periods),
        items_open: facts.supplement.unanswered().len(),
    };
    let months = (months.from.max(month_index(facts.registered_on))..=months.to)
        .filter_map(|index| {
            let cutoff = end_of_month(index);
            let then = periods.on(cutoff);
            Some((index, month_of(&counted, cutoff, &then.counting, &then.calendar)?))
        })
        .collect();

    Judged {
        life,
        status,
        status_on,
        consent: consent.consent(),
        consent_on: consent.since,
        informed_on: consent.informed_on,
        sharing: State::of(&said, Subject::Sharing, Date::MAX).consent(),
        standing,
        due,
        visit_by,
        attention,
        called,
        listed_on,
        checks,
        dues,
        months,
    }
}

/// What the figures count of consent to the programme, oldest first.
fn consent_facts(said: &[Said]) -> Vec<ConsentFact> {
    let mut all: Vec<&Said> = said.iter().filter(|one| one.subject == Subject::Management).collect();
    all.sort_by_key(|one| (one.on, one.recorded_at));
    let facts = all.into_iter().filter_map(|one| {
        let given = match one.decision {
            Decision::Given => true,
            Decision::Refused | Decision::Withdrawn => false,
            Decision::Undecided | Decision::Informed => return None,
        };
        Some(ConsentFact { on: one.on, given })
    });
    facts.collect()
}

/// Since when a person is lost, by the earliest of the statements that hold now; none when not lost.
pub fn lost_since(facts: &Facts) -> Option<Date> {
    let spans = lost_spans(&facts.events, &facts.visits);
    spans.iter().filter(|span| span.until.is_none()).map(|span| span.from).min()
}

/// Whether the loss that holds was read from a ledger, and not written on a page of ours.
pub fn is_lost_in_ledger(facts: &Facts) -> bool {
    let Some(since) = lost_since(facts) else { return false };
    let mut losses =
        facts.events.iter().filter(|row| row.event.kind == EventKind::Lost && row.event.on == since);
    let entered = |id| facts.visits.iter().any(|visit| visit.id == id && visit.recorded_on.is_some());
    !losses.any(|row| row.visit.is_some_and(entered))
}

/// Judges one person at any cut-off, for months that are not kept ready.
pub fn month_at(facts: &Facts, settings: &Settings, cutoff: Date) -> Option<CaseMonth> {
    if facts.registered_on > cutoff {
        return None;
    }
    let mut until = facts.clone();
    until.visits.retain(|visit| visit.on <= cutoff);
    until.events.retain(|row| row.event.on <= cutoff);
    until.examinations.retain(|one| one.on <= cutoff);
    until.consents.retain(|one| one.on <= cutoff);
    until.referred_on.retain(|day| *day <= cutoff);
    until.transfers.retain(|one| one.sent_on <= cutoff);
    for one in &mut until.transfers {
        one.answer = one.answer.filter(|(_, on)| *on <= cutoff);
    }
    let index = month_index(cutoff);
    // The row of a month is the same on each of its days, given the facts known by then.
    judge(&until, settings, Months { from: index, to: index }).months.pop().map(|(_, row)| row)
}

/// For each visit what the due rule asks, with the class of the complete visit before it by date.
///
/// A visit may be entered late: what counts is the one before it by date, and entering it judges the
/// visit after it anew.
fn lasts(facts: &Facts) -> Vec<Option<LastVisit>> {
    let mut before: Option<&VisitRow> = None;
    facts
        .visits
        .iter()
        .map(|visit| {
            if !visit.complete {
                return None;
            }
            let last = LastVisit {
                on: visit.on,
                stability: visit.stability,
                before: before.and_then(|earlier| earlier.stability),
                settling: visit.settling,
                in_hospital: visit.hospital == Some(Hospital::InHospital),
                discharged_on: visit.discharged_on,
                agreed_on: visit.agreed_on,
            };
            before = Some(visit);
            Some(last)
        })
        .collect()
}

fn visit_fact(visit: &VisitRow, due: Option<Due>) -> VisitFact {
    VisitFact {
        on: visit.on,
        complete: visit.complete,
        face_to_face: visit.face_to_face,
        telephone: visit.mode == VisitMode::Telephone,
        risk: visit.risk,
        adherence: visit.adherence,
        hospital: visit.hospital,
        stability: visit.stability,
        incidents: visit.incidents,
        due_on: due.map(|due| due.on),
        referred: visit.referred,
        rehabilitation: visit.rehabilitation,
        recorded_on: visit.recorded_on,
    }
}

/// Every discharge that an event or a visit tells of, with the day from which it is known.
fn discharges(facts: &Facts, periods: &Periods) -> Vec<DischargeFact> {
    let events = facts.events.iter().map(|row| &row.event);
    let events = events.filter(|event| event.kind == EventKind::Discharged);
    let visits = facts.visits.iter().filter(|visit| visit.complete);
    let told = events
        .map(|event| (event.on, event.on))
        .chain(visits.filter_map(|visit| Some((visit.discharged_on?, visit.on))));
    let mut known: BTreeMap<Date, Date> = BTreeMap::new();
    // Before there is a record nobody could be visited.
    for (on, known_on) in told.filter(|(on, _)| *on >= facts.registered_on) {
        let first = known.entry(on).or_insert(known_on);
        *first = known_on.min(*first);
    }
    let due_on = |on: Date| after_discharge(on, &periods.on(on).intervals).on;
    known.into_iter().map(|(on, known_on)| DischargeFact { on, known_on, due_on: due_on(on) }).collect()
}

/// What of a person's circumstances lists need.
pub(crate) fn is_poor(supplement: &Supplement) -> bool {
    supplement.economy == Some(Economy::Poor)
}

/// The county of a village.
pub fn county_of(village: &Region) -> String {
    village.as_str().chars().take(6).collect()
}

/// The township of a village.
pub fn township_of(village: &Region) -> String {
    village.as_str().chars().take(9).collect()
}

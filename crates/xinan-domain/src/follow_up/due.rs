//! 下次随访日期 — the last day on which the next visit is in time (服务规范 二（三）, 工作规范).
//!
//! Intervals are parameters of the region, never looser than the norm ([`crate::parameter`]). A
//! worker may set an earlier day, never a later one.

use jiff::civil::Date;
use jiff::{Span, ToSpan};

use super::class::Stability;
use crate::contact::{CallOutcome, offer_again};
use crate::parameter::Intervals;

/// What the rule needs to know of the visit that was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct LastVisit {
    /// 随访日期.
    pub on: Date,
    /// Its class; none when the patient was in hospital and could not be judged.
    pub stability: Option<Stability>,
    /// The class of the visit before it by date, if there was one.
    pub before: Option<Stability>,
    /// 趋于稳定: the two-week re-visit of a basically stable patient found the illness settling.
    pub settling: bool,
    /// 目前正在住院.
    pub in_hospital: bool,
    /// 末次出院时间, when it lies after the visit before.
    pub discharged_on: Option<Date>,
    /// An earlier day that the worker set.
    pub agreed_on: Option<Date>,
}

/// Which paragraph set the day: what a page says after 「下次…因为」.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub enum DueRule {
    /// 不稳定: within two weeks.
    Unstable,
    /// 基本稳定, first such visit: after two weeks.
    BasicallyStableFirst,
    /// 基本稳定, re-visit, settling: after three months.
    Settling,
    /// 基本稳定, re-visit, not settling: after one month, with a psychiatrist's advice.
    NotSettling,
    /// 稳定: after three months.
    Stable,
    /// In hospital: no home visit; ask the hospital or by telephone.
    InHospital,
    /// Discharged: first visit within two weeks.
    Discharged,
    /// The worker agreed on an earlier day.
    Agreed,
    /// New or moved in: first visit within two weeks.
    FirstVisit,
    /// Management refused: the care group asks again every six months.
    RefusedOffer,
    /// A call is to be repeated before the day of the class, on the day that was named.
    Retry,
}

impl DueRule {
    /// The paragraph of the norm.
    pub fn source(self) -> &'static str {
        match self {
            Self::Unstable => "服务规范 二（三）1",
            Self::BasicallyStableFirst | Self::Settling | Self::NotSettling => "服务规范 二（三）2",
            Self::Stable => "服务规范 二（三）3",
            Self::InHospital | Self::Agreed => "服务规范 二（二）",
            Self::Discharged => "工作规范 出院随访",
            Self::FirstVisit => "工作规范 建档",
            Self::RefusedOffer => "工作规范 不同意参加管理",
            Self::Retry => "工作规范 失访判定",
        }
    }

    /// The number under which the rule is stored beside its day.
    pub fn number(self) -> i64 {
        self as i64
    }

    /// The rule with this number.
    pub fn from_number(number: i64) -> Option<Self> {
        use DueRule::*;
        const ALL: [DueRule; 11] = [
            Unstable,
            BasicallyStableFirst,
            Settling,
            NotSettling,
            Stable,
            InHospital,
            Discharged,
            Agreed,
            FirstVisit,
            RefusedOffer,
            Retry,
        ];
        ALL.into_iter().find(|rule| rule.number() == number)
    }
}

/// A due day with the rule that set it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    /// The last day in time.
    pub on: Date,
    /// Why that day.
    pub rule: DueRule,
}

/// The last day on which the visit after this one is in time.
///
/// Calendar months clip to the month's end: three months after 30 November is the last of February.
/// An earlier agreed day wins; a later one is for the form to refuse, here it is ignored.
pub fn next_due(visit: &LastVisit, intervals: &Intervals) -> Due {
    let limit = latest(visit, intervals);
    // A day that was agreed before somebody left hospital fell into the stay.
    let stayed_until = followed_by_discharge(visit);
    match visit.agreed_on.filter(|agreed| stayed_until.is_none_or(|until| *agreed >= until)) {
        Some(agreed) if agreed < limit.on && agreed > visit.on => Due { on: agreed, rule: DueRule::Agreed },
        _ => limit,
    }
}

fn latest(visit: &LastVisit, intervals: &Intervals) -> Due {
    use Stability::{BasicallyStable, Stable, Unstable};
    let routine = match (visit.stability, visit.before) {
        _ if visit.in_hospital => due(visit.on, months(intervals.in_hospital_months), DueRule::InHospital),
        (Some(Unstable) | None, _) => due(visit.on, days(intervals.unstable_days), DueRule::Unstable),
        (Some(BasicallyStable), Some(BasicallyStable)) if visit.settling => {
            due(visit.on, months(intervals.settling_months), DueRule::Settling)
        }
        (Some(BasicallyStable), Some(BasicallyStable)) => {
            due(visit.on, months(intervals.not_settling_months), DueRule::NotSettling)
        }
        (Some(BasicallyStable), _) => {
            due(visit.on, days(intervals.basically_stable_days), DueRule::BasicallyStableFirst)
        }
        (Some(Stable), _) => due(visit.on, months(intervals.stable_months), DueRule::Stable),
    };
    match followed_by_discharge(visit) {
        Some(discharged) => {
            let after = after_discharge(discharged, intervals);
            // What was due during the stay was nobody's to do at home: the discharge sets the day anew.
            if (discharged..after.on).contains(&routine.on) { routine } else { after }
        }
        None => routine,
    }
}

/// A discharge that this visit has not followed up: one after it; or of its own day, if it met the person still in hospital.
/// One that the visit itself reports has just been followed up.
fn followed_by_discharge(visit: &LastVisit) -> Option<Date> {
    visit.discharged_on.filter(|on| *on > visit.on || *on == visit.on && visit.in_hospital)
}

/// The day from which the first visit of somebody is waited for: that on which a record was made here (工作规范 建档).
///
/// A roster names the day of the diagnosis, from which the record counts, and not the day on which a record was
/// built. Who was diagnosed years ago and comes without a visit is new here, not years late.
pub fn taken_on(registered_on: Date, made_on: Date) -> Date {
    registered_on.max(made_on)
}

/// The last day on which the first visit of somebody registered on this day is in time (工作规范 建档).
pub fn first_visit(registered_on: Date, intervals: &Intervals) -> Due {
    due(registered_on, days(intervals.first_visit_days), DueRule::FirstVisit)
}

/// The last day on which the first visit after a discharge is in time (工作规范 出院随访).
pub fn after_discharge(discharged_on: Date, intervals: &Intervals) -> Due {
    due(discharged_on, days(intervals.discharge_days), DueRule::Discharged)
}

fn due(from: Date, wait: Span, rule: DueRule) -> Due {
    Due { on: from.saturating_add(wait), rule }
}

fn days(count: u16) -> Span {
    i64::from(count).days()
}

fn months(count: u16) -> Span {
    i64::from(count).months()
}

/// Whether the visit is overdue (服务规范 二（三）).
///
/// The due day itself is in time. The norm names no grace; we give none.
pub fn is_overdue(due_on: Date, today: Date) -> bool {
    today > due_on
}

/// Where a person stands, as far as the next step depends on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// Record built, moved in, or found again: the first visit counts from here ([`taken_on`]).
    pub registered_on: Date,
    /// Dead, or the record closed: nothing is due.
    pub closed: bool,
    /// 失访: routine visits rest while the person is being looked for.
    pub lost: bool,
    /// 不同意参加管理, with the day on which it was last said.
    pub refused_on: Option<Date>,
    /// The last completed visit.
    pub last: Option<LastVisit>,
    /// A discharge known from elsewhere, after the last visit.
    pub discharged_on: Option<Date>,
    /// An admission known from elsewhere, after the last visit, with no discharge after it.
    pub admitted_on: Option<Date>,
    /// Accepted from another body, after the last visit.
    pub moved_in_on: Option<Date>,
    /// The latest call, after the last visit: what was said before it, the visit has answered.
    pub call: Option<LastCall>,
}

/// A call, as far as the next step depends on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LastCall {
    /// The day of the call.
    pub on: Date,
    /// How it ended.
    pub outcome: CallOutcome,
    /// The day of the visit that was agreed; with any other outcome the day to call again.
    pub next_on: Option<Date>,
}

/// The last day that may be agreed in a call, with what sets it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LatestAgreed {
    /// The last day: that of `routine`, or the end of the two weeks after the call when that is later.
    pub on: Date,
    /// The due day without any agreement, and the class or event that sets it.
    pub routine: Due,
}

/// The last day that may be agreed in a call of this day; none when nothing is due. A later day would
/// be no next step ([`next_step`]), so the form refuses it.
pub fn latest_agreed<'a>(
    standing: &Standing,
    said_on: Date,
    in_force: impl Fn(Date) -> &'a Intervals,
) -> Option<LatestAgreed> {
    let last = standing.last.map(|visit| LastVisit { agreed_on: None, ..visit });
    let routine = routine(&Standing { last, ..standing.clone() }, &in_force)?;
    // Who refused management is asked by the care group, and no earlier because of a call.
    let call = match routine.rule {
        DueRule::RefusedOffer => routine.on,
        _ => due(said_on, days(in_force(said_on).retry_days), DueRule::Agreed).on,
    };
    Some(LatestAgreed { on: routine.on.max(call), routine })
}

/// What is due whatever was said on the telephone.
fn routine<'a>(standing: &Standing, in_force: &impl Fn(Date) -> &'a Intervals) -> Option<Due> {
    if standing.closed || standing.lost {
        return None;
    }
    if let Some(refused_on) = standing.refused_on {
        let from = standing.last.map_or(refused_on, |visit| visit.on.max(refused_on));
        return Some(due(from, months(in_force(from).refused_months), DueRule::RefusedOffer));
    }
    if let Some(on) = standing.admitted_on {
        return Some(due(on, months(in_force(on).in_hospital_months), DueRule::InHospital));
    }
    let of_record = match standing.last {
        Some(visit) => {
            let discharged_on = standing.discharged_on.max(visit.discharged_on);
            let discharge_days = in_force(discharged_on.unwrap_or(visit.on)).discharge_days;
            let intervals = Intervals { discharge_days, ..*in_force(visit.on) };
            next_due(&LastVisit { discharged_on, ..visit }, &intervals)
        }
        None => {
            let from = standing.registered_on;
            let first = first_visit(from, in_force(from));
            match standing.discharged_on.map(|on| after_discharge(on, in_force(on))) {
                Some(after) if after.on > first.on => after,
                _ => first,
            }
        }
    };
    // The new body sees who has come to it, whatever day the old one had set later.
    let moved_in = standing.moved_in_on.map(|on| first_visit(on, in_force(on)));
    Some(moved_in.filter(|first| first.on < of_record.on || standing.last.is_none()).unwrap_or(of_record))
}

/// The next step for a person, if any is due (工作规范, 服务规范).
///
/// A due day is set by the class (服务规范 二（三）). Only a visit sets another, or a day that was agreed with
/// somebody within the limit of the class; no other call puts anything off, so whoever is overdue stays overdue.
/// When to call again says [`call_again_on`]; a day for it that was named before the due day is the next step.
///
/// Each waiting time is the one in force on the day from which one waits: `in_force` gives the
/// intervals of a day. An order of today changes no day that was set before it.
pub fn next_step<'a>(standing: &Standing, in_force: impl Fn(Date) -> &'a Intervals) -> Option<Due> {
    let visit = visit_due(standing, &in_force)?;
    let named =
        standing.call.filter(|call| call.outcome != CallOutcome::Agreed).and_then(|call| call.next_on);
    Some(match named {
        // Nobody agreed to a visit: the day is when to try again.
        Some(named) if named < visit.on && visit.rule != DueRule::RefusedOffer => {
            Due { on: named, rule: DueRule::Retry }
        }
        _ => visit,
    })
}

/// The last day on which the next visit is in time, or the next offer to whoever refused management: what counts for
/// being late, whatever day was named for another call ([`next_step`]).
pub fn visit_due<'a>(standing: &Standing, in_force: impl Fn(Date) -> &'a Intervals) -> Option<Due> {
    let routine = routine(standing, &in_force)?;
    let agreed =
        standing.call.filter(|call| call.outcome == CallOutcome::Agreed).and_then(|call| call.next_on);
    Some(match agreed.filter(|_| routine.rule != DueRule::RefusedOffer) {
        // One further off than may be agreed, or a slip of the pen, must not take anybody out of sight.
        Some(agreed) if is_within_limit(standing, &in_force) => Due { on: agreed, rule: DueRule::Agreed },
        _ => routine,
    })
}

/// When to call again after the latest call since the last visit; none when there was none, when a visit was
/// agreed, and for whoever is lost or dead.
///
/// On the day that was named. Else within two weeks, which 工作规范 失访判定 asks for after a failed attempt, or what
/// the region says; and there no later day may be named. Who did not wish to be visited is asked after half a
/// year (工作规范 不同意参加管理). Of whom it was said that they moved, one asks at once where to, so that no day is
/// waited for unless one was named.
///
/// It stands beside the due day and does not move it ([`next_step`]).
pub fn call_again_on<'a>(standing: &Standing, in_force: impl Fn(Date) -> &'a Intervals) -> Option<Date> {
    let call = standing.call.filter(|_| !standing.closed && !standing.lost)?;
    let within_two_weeks = || due(call.on, days(in_force(call.on).retry_days), DueRule::Retry).on;
    match call.outcome {
        CallOutcome::Agreed => None,
        CallOutcome::Moved => call.next_on,
        // The offer to whoever refused management is the next step already.
        CallOutcome::Unwilling if standing.refused_on.is_some() => None,
        CallOutcome::Unwilling => Some(offer_again(call.on, call.next_on, in_force(call.on))),
        CallOutcome::Later | CallOutcome::Away => Some(call.next_on.unwrap_or_else(within_two_weeks)),
        CallOutcome::NotReached if is_within_limit(standing, &in_force) => call.next_on,
        CallOutcome::NotReached => Some(within_two_weeks()),
    }
}

/// Whether the latest call names a day, and none later than one may agree on.
fn is_within_limit<'a>(standing: &Standing, in_force: &impl Fn(Date) -> &'a Intervals) -> bool {
    let named = standing.call.and_then(|call| Some((call.on, call.next_on?)));
    named.is_some_and(|(said_on, named)| {
        latest_agreed(standing, said_on, in_force).is_some_and(|latest| named <= latest.on)
    })
}

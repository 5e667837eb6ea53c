//! 待办 — the duties of one person that are open, as far as the record knows.
//!
//! A duty begins with a fact of the record and ends with one. What the record does not hold asks for
//! nothing: no report card is demanded because none was entered here. The visits that are due (after
//! discharge, after a failed attempt, the offer of the care group) are not repeated: they are the next
//! step of [`crate::follow_up::next_step`], with its day.
//!
//! The word to the care group and the written report of a loss are due at once (立即), and a page never calls
//! them overdue. Each ends when it is noted that it was done; otherwise the first stands until the next
//! visit, the second until the person is found.

use jiff::civil::Date;

use super::{Duty, DutyId, DutyLimits, Event, duties};
use crate::calendar::Calendar;
use crate::follow_up::Stability;
use crate::risk::Risk;

/// What the record knows of one person, as far as a duty begins or ends with it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Known {
    /// Dead, or the record closed: nothing is asked any more.
    pub closed: bool,
    /// 失访, and since when.
    pub lost_on: Option<Date>,
    /// The loss was read from a ledger, and not written on a page here.
    pub lost_in_ledger: bool,
    /// The loss that was reported in writing last, by its day.
    pub reported_loss_of: Option<Date>,
    /// The last attempt of those that make somebody lost ([`crate::lost::is_lost`]), while no loss is
    /// recorded.
    pub unreached_on: Option<Date>,
    /// 健康体检 may be offered, as far as consent goes ([`crate::consent::Processing::Examination`]).
    pub may_be_examined: bool,
    /// The last visit at which somebody was seen or asked.
    pub last: Option<Seen>,
    /// The visit of which the care group was told last, by its day.
    pub told_group_of: Option<Date>,
    /// The latest day of discharge that is known.
    pub discharged_on: Option<Date>,
    /// The day of discharge of which the hospital's form came last.
    pub form_came_of: Option<Date>,
    /// The latest 体检.
    pub examined_on: Option<Date>,
}

/// What duties ask of the last visit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seen {
    /// 随访日期.
    pub on: Date,
    /// 分类, when it was judged.
    pub stability: Option<Stability>,
    /// 危险性评估, when it was judged.
    pub risk: Option<Risk>,
    /// 目前正在住院: a psychiatrist has the person in care already.
    pub in_hospital: bool,
    /// 转诊 was made at the visit.
    pub referred: bool,
}

/// A duty that is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OpenDuty {
    /// What, who, by when, and which norm says so.
    pub duty: Duty,
    /// The day of the fact that asks for it.
    pub since: Date,
    /// The last day in time; the day of the fact itself for what is to be done at once. `None`
    /// where the law gives no figure.
    pub due_on: Option<Date>,
}

/// The open duties of one person, the earliest limit first.
///
/// - 服务规范 二（三）1: an unstable person who is neither in hospital nor referred is to be referred.
/// - 工作规范 分类干预: of a grade of three or more the care group is told. Of somebody who is unstable with
///   a lower grade it is told only if need be (服务规范 二（三）1), which is the worker's to decide.
/// - 工作规范 失访: a loss is reported in writing.
/// - 报告办法 第七条: the hospital gives a discharge form in ten working days. Shown while the days run and the
///   form has not come; after them it may have come on paper, and nothing is said.
/// - 服务规范 二（四）: an examination a year, of somebody who takes part and has not declined it.
pub fn open(known: &Known, today: Date, limits: &DutyLimits, calendar: &Calendar) -> Vec<OpenDuty> {
    if known.closed {
        return Vec::new();
    }
    let of = |event: Event, id: DutyId, since: Date| -> Option<OpenDuty> {
        let duty = duties(event, limits).into_iter().find(|duty| duty.id == id)?;
        Some(OpenDuty { duty, since, due_on: duty.due_on(since, calendar) })
    };
    if let Some(lost_on) = known.lost_on {
        let duty = of(Event::Lost, DutyId::ReportLost, lost_on);
        return duty.filter(|_| !is_reported(known, lost_on)).into_iter().collect();
    }
    let (unstable, grave) = (to_refer(known), to_tell(known));
    let new_year = today.first_of_year();
    let to_examine = known.may_be_examined && known.examined_on.is_none_or(|day| day < new_year);
    let mut open: Vec<OpenDuty> = [
        unstable.and_then(|last| of(Event::UnstableFound, DutyId::Refer, last.on)),
        grave.and_then(|last| of(Event::UnstableFound, DutyId::Notify, last.on)),
        known.unreached_on.and_then(|day| of(Event::Lost, DutyId::ReportLost, day)),
        known
            .discharged_on
            .filter(|day| known.form_came_of.is_none_or(|of| of < *day))
            .and_then(|day| of(Event::Discharged, DutyId::DischargeForm, day))
            .filter(|one| one.since <= today && one.due_on.is_some_and(|due| today <= due)),
        to_examine.then(|| of(Event::YearBegun, DutyId::YearlyExam, new_year)).flatten(),
    ]
    .into_iter()
    .flatten()
    .collect();
    // The sort is stable: what is due on one day keeps the order above.
    open.sort_by_key(|one| one.due_on.unwrap_or(Date::MAX));
    open
}

/// What is to be done at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AtOnce {
    /// To refer ([`DutyId::Refer`]), to tell the care group ([`DutyId::Notify`]), or to report a loss in writing
    /// ([`DutyId::ReportLost`]).
    pub duty: DutyId,
    /// The day of the visit or the loss that asks for it.
    pub since: Date,
}

/// What a record asks for at once and nobody has noted as done, the first of it: of whoever is lost the
/// written report, else to refer, then to tell the care group. Sources: as [`open`].
///
/// A loss that came in a ledger was reported where the ledger was kept: a register brought in does not fill the day's
/// work with the losses of years. It stays among the open duties of the person ([`open`]).
///
/// It does not end with a refusal of management (工作规范 不同意参加管理): that ends the routine visits, whereas
/// 服务规范 二（三）1 has everybody referred who is found unstable, whatever was agreed to.
pub fn at_once(known: &Known) -> Option<AtOnce> {
    if known.closed {
        return None;
    }
    if let Some(since) = known.lost_on {
        let asked = !known.lost_in_ledger && !is_reported(known, since);
        return asked.then_some(AtOnce { duty: DutyId::ReportLost, since });
    }
    let refer = to_refer(known).map(|last| AtOnce { duty: DutyId::Refer, since: last.on });
    refer.or_else(|| to_tell(known).map(|last| AtOnce { duty: DutyId::Notify, since: last.on }))
}

fn is_reported(known: &Known, lost_on: Date) -> bool {
    known.reported_loss_of.is_some_and(|day| day >= lost_on)
}

fn to_refer(known: &Known) -> Option<Seen> {
    known
        .last
        .filter(|last| last.stability == Some(Stability::Unstable) && !last.in_hospital && !last.referred)
}

fn to_tell(known: &Known) -> Option<Seen> {
    let told = |last: &Seen| known.told_group_of.is_some_and(|day| day >= last.on);
    known.last.filter(|last| last.risk.is_some_and(Risk::needs_support) && !told(last))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const TODAY: Date = date(2026, 11, 21);

    /// Takes part, seen and well, examined this year: nothing is open.
    fn well() -> Known {
        Known {
            may_be_examined: true,
            last: Some(seen()),
            examined_on: Some(date(2026, 5, 20)),
            ..Known::default()
        }
    }

    fn seen() -> Seen {
        Seen {
            on: date(2026, 11, 18),
            stability: Some(Stability::Stable),
            risk: Some(Risk::NONE),
            in_hospital: false,
            referred: false,
        }
    }

    fn unstable() -> Seen {
        Seen { stability: Some(Stability::Unstable), ..seen() }
    }

    #[track_caller]
    fn check(known: &Known, expected: &[(DutyId, Date, Date)]) {
        let found: Vec<_> = open(known, TODAY, &DutyLimits::default(), &Calendar::default())
            .iter()
            .map(|one| (one.duty.id, one.since, one.due_on.unwrap()))
            .collect();
        assert_eq!(found, expected, "{known:?}");
    }

    #[test]
    fn what_the_record_does_not_hold_asks_for_nothing() {
        check(&well(), &[]);
        check(&Known::default(), &[]);
    }

    /// 服务规范 二（三）1: refer at once, unless it was done.
    #[test]
    fn somebody_unstable_is_referred_unless_it_was_done() {
        let on = date(2026, 11, 18);
        let with = |last: Seen| Known { last: Some(last), ..well() };
        check(&with(unstable()), &[(DutyId::Refer, on, on)]);
        check(&with(Seen { referred: true, ..unstable() }), &[]);
        check(&with(Seen { in_hospital: true, ..unstable() }), &[]);
        check(&with(Seen { stability: None, ..seen() }), &[]);
    }

    /// 工作规范 分类干预: three and more.
    #[test]
    fn the_care_group_is_told_from_three_on() {
        let on = date(2026, 11, 18);
        let with = |grade: u8| Known {
            last: Some(Seen { risk: Risk::new(grade), referred: true, ..unstable() }),
            ..well()
        };
        check(&with(2), &[]);
        for grade in 3..=5 {
            check(&with(grade), &[(DutyId::Notify, on, on)]);
        }
    }

    #[test]
    fn at_once_is_asked_until_it_was_done() {
        let on = date(2026, 11, 18);
        let with = |last: Seen, told_group_of| Known { last: Some(last), told_group_of, ..well() };
        let grave = Seen { risk: Risk::new(4), ..unstable() };
        let referred = Seen { referred: true, ..grave };
        for (known, asked) in [
            (with(grave, None), Some(DutyId::Refer)),
            // Refused: management is voluntary, the duty to offer help to whoever is unstable is not.
            (Known { may_be_examined: false, ..with(grave, None) }, Some(DutyId::Refer)),
            (Known { may_be_examined: false, ..with(referred, None) }, Some(DutyId::Notify)),
            (Known { may_be_examined: false, ..with(referred, Some(on)) }, None),
            (with(grave, Some(on)), Some(DutyId::Refer)),
            (with(referred, None), Some(DutyId::Notify)),
            (with(referred, Some(on)), None),
            (with(unstable(), None), Some(DutyId::Refer)),
            (with(Seen { in_hospital: true, ..unstable() }, None), None),
            (well(), None),
            (Known { closed: true, ..with(grave, None) }, None),
        ] {
            let asked = asked.map(|duty| AtOnce { duty, since: on });
            assert_eq!(at_once(&known), asked, "{known:?}");
        }
    }

    /// 工作规范 失访: the written report, at once. (The vector said that nothing is asked at once of whoever is
    /// lost, so that the loss stood on the person's own page only.)
    #[test]
    fn a_loss_is_to_be_reported_at_once_until_it_was() {
        let (on, lost_on) = (date(2026, 11, 18), date(2026, 11, 19));
        let grave = Some(Seen { risk: Risk::new(4), on, ..unstable() });
        let lost = |reported_loss_of| Known {
            lost_on: Some(lost_on),
            last: grave,
            reported_loss_of,
            ..Known::default()
        };
        let report = Some(AtOnce { duty: DutyId::ReportLost, since: lost_on });
        for (known, asked) in [
            (lost(None), report),
            (lost(Some(lost_on)), None),
            // Of an earlier loss.
            (lost(Some(date(2026, 3, 2))), report),
            (Known { closed: true, ..lost(None) }, None),
            (Known { lost_in_ledger: true, ..lost(None) }, None),
        ] {
            assert_eq!(at_once(&known), asked, "{known:?}");
        }
    }

    /// What is noted as done is asked for no more, until there is a new reason.
    #[test]
    fn a_report_ends_the_duty_for_the_loss_it_speaks_of() {
        let lost_on = date(2026, 11, 2);
        let known = |reported_loss_of| Known { lost_on: Some(lost_on), reported_loss_of, ..Known::default() };
        check(&known(Some(lost_on)), &[]);
        // Found again and lost again since.
        check(&known(Some(date(2026, 11, 1))), &[(DutyId::ReportLost, lost_on, lost_on)]);
        let on = date(2026, 11, 18);
        let grave = Seen { risk: Risk::new(3), referred: true, ..unstable() };
        let known = |told_group_of| Known { last: Some(grave), told_group_of, ..well() };
        check(&known(Some(on)), &[]);
        check(&known(Some(date(2026, 11, 17))), &[(DutyId::Notify, on, on)]);
    }

    #[test]
    fn a_loss_is_reported_and_nothing_else_is_asked_meanwhile() {
        let lost = Known { lost_on: Some(date(2026, 11, 2)), last: Some(unstable()), ..Known::default() };
        check(&lost, &[(DutyId::ReportLost, date(2026, 11, 2), date(2026, 11, 2))]);
        let unreached = Known { unreached_on: Some(date(2026, 11, 20)), ..well() };
        check(&unreached, &[(DutyId::ReportLost, date(2026, 11, 20), date(2026, 11, 20))]);
        check(&Known { closed: true, ..lost }, &[]);
    }

    /// 报告办法 第七条: ten working days: 28 to 30 September, 8 to 10 and 12 to 15 October.
    #[test]
    fn the_discharge_form_is_asked_for_while_its_working_days_run() {
        let known = Known { discharged_on: Some(date(2026, 9, 24)), ..well() };
        let days = |today: Date| {
            let open = open(&known, today, &DutyLimits::default(), &Calendar::default());
            open.iter().map(|one| one.due_on.unwrap()).collect::<Vec<_>>()
        };
        let due = date(2026, 10, 15);
        assert_eq!(days(date(2026, 9, 24)), [due]);
        assert_eq!(days(due), [due]);
        assert_eq!(days(due.tomorrow().unwrap()), []);
        assert_eq!(days(date(2026, 9, 23)), []);
    }

    #[test]
    fn the_discharge_form_is_asked_for_until_it_came() {
        let left_on = date(2026, 11, 16);
        let known = |form_came_of| Known { discharged_on: Some(left_on), form_came_of, ..well() };
        let asked = [(DutyId::DischargeForm, left_on, date(2026, 11, 30))];
        check(&known(None), &asked);
        // Of an earlier stay.
        check(&known(Some(date(2026, 3, 2))), &asked);
        check(&known(Some(left_on)), &[]);
    }

    /// 服务规范 二（四）: once a year, of somebody who has agreed.
    #[test]
    fn an_examination_is_open_until_the_years_end() {
        let new_year = date(2026, 1, 1);
        let expected = [(DutyId::YearlyExam, new_year, date(2026, 12, 31))];
        check(&Known { examined_on: Some(date(2025, 12, 31)), ..well() }, &expected);
        check(&Known { examined_on: None, ..well() }, &expected);
        check(&Known { examined_on: Some(new_year), ..well() }, &[]);
        check(&Known { examined_on: None, may_be_examined: false, ..well() }, &[]);
    }

    #[test]
    fn the_earliest_limit_stands_first() {
        let known = Known {
            last: Some(Seen { risk: Risk::new(4), ..unstable() }),
            discharged_on: Some(date(2026, 11, 16)),
            examined_on: None,
            ..well()
        };
        let on = date(2026, 11, 18);
        check(
            &known,
            &[
                (DutyId::Refer, on, on),
                (DutyId::Notify, on, on),
                (DutyId::DischargeForm, date(2026, 11, 16), date(2026, 11, 30)),
                (DutyId::YearlyExam, date(2026, 1, 1), date(2026, 12, 31)),
            ],
        );
    }
}

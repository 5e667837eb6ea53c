//! 联系 — what comes of a telephone call to arrange a visit, and when to try again.
//!
//! A call ends in one tap. Which outcomes count as a failed attempt is the norm's business
//! ([`crate::lost`]): only when neither the person nor the family was reached.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::codes;
use crate::lost::AttemptResult;
use crate::parameter::Intervals;
use crate::text::{Lang, life};

codes! {
    /// How a call ended. The numbers are ours; they stay what they are.
    CallOutcome {
        Agreed = 1 "已约好" "visit agreed" ["约好", "已约"],
        Later = 2 "改天再打" "call another day" ["改天"],
        NotReached = 3 "打不通" "not reached" ["未接", "无人接听", "关机", "停机"],
        Away = 4 "外出" "away" ["外出务工"],
        Moved = 5 "已搬走" "moved away" ["搬走", "迁居"],
        Unwilling = 6 "不愿意" "does not wish to" [],
    }
}

/// Days to the next call when nobody says otherwise (改天再打: 3 or 7).
pub const NEXT_CALL_DAYS: u16 = 3;

/// The last day that a call of this day may name as the next: no visit waits longer than that to somebody
/// who is stable (服务规范 二（三）3). How late a visit may be agreed the class says
/// ([`crate::follow_up::latest_agreed`]).
pub fn latest_next(on: Date, intervals: &Intervals) -> Date {
    on.saturating_add(i32::from(intervals.stable_months).months())
}

/// What to do after a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NextStep {
    /// Visit on the day agreed.
    Visit,
    /// Call again by then.
    CallAgain(Date),
    /// Ask where to: known, then hand over to the new area (流转); unknown, then it is 失访.
    AskWhereTo,
    /// Leave it for now; the offer stays open, and the care group hears of it at the next round.
    LeaveOpen,
}

impl NextStep {
    /// What stands to be done after the latest call, which ended so and named this next day.
    pub fn after_call(outcome: CallOutcome, next_on: Option<Date>) -> Option<Self> {
        match outcome {
            CallOutcome::Agreed => Some(Self::Visit),
            CallOutcome::Moved => Some(Self::AskWhereTo),
            CallOutcome::Unwilling => Some(Self::LeaveOpen),
            CallOutcome::Later | CallOutcome::NotReached | CallOutcome::Away => next_on.map(Self::CallAgain),
        }
    }

    /// The step in words.
    pub fn say(&self, lang: Lang) -> String {
        match self {
            Self::Visit => life::next_visit(lang).to_owned(),
            Self::CallAgain(day) => life::next_call(lang, &crate::text::short_day(lang, *day)),
            Self::AskWhereTo => life::next_ask_where(lang).to_owned(),
            Self::LeaveOpen => life::next_leave_open(lang).to_owned(),
        }
    }
}

impl CallOutcome {
    /// Whether it is a failed attempt in the sense of the norm: nobody was reached.
    pub fn is_failed_attempt(self) -> bool {
        self == Self::NotReached
    }

    /// Whether what the call leaves is to be done at once: somebody said that the person has moved, and no day was
    /// named on which one asks where to. Either another place takes over (流转) or the person is lost (工作规范 失访判定).
    pub fn asks_at_once(self, next_on: Option<Date>) -> bool {
        self == Self::Moved && next_on.is_none()
    }

    /// The outcome as an attempt for [`crate::lost::is_lost`]. Somebody who answered and said that
    /// the person is away or has moved was reached; only when nobody knows where to is it more.
    pub fn attempt_result(self) -> AttemptResult {
        match self.is_failed_attempt() {
            true => AttemptResult::NotReached,
            false => AttemptResult::Reached,
        }
    }

    /// What to do after a call on this day that ended so; `days` as the worker chose, if so. A failed
    /// attempt is repeated within two weeks (工作规范) or what the region says, so no next call is put
    /// off longer.
    pub fn next_step(self, on: Date, days: Option<u16>, intervals: &Intervals) -> NextStep {
        match self {
            Self::Agreed => NextStep::Visit,
            Self::Moved => NextStep::AskWhereTo,
            Self::Unwilling => NextStep::LeaveOpen,
            Self::Later | Self::NotReached | Self::Away => {
                let days = days.unwrap_or(NEXT_CALL_DAYS).clamp(1, intervals.retry_days.max(1));
                NextStep::CallAgain(on.saturating_add(i32::from(days).days()))
            }
        }
    }
}

/// When to offer again to somebody who did not wish to be visited: on the day that was named, else after the
/// six months of 工作规范 不同意参加管理, or what the region says.
pub fn offer_again(said_on: Date, next_on: Option<Date>, intervals: &Intervals) -> Date {
    next_on.unwrap_or_else(|| said_on.saturating_add(i32::from(intervals.refused_months).months()))
}

/// When to call again after a call on this day that ended so; `None` when no call is called for.
pub fn next_try(outcome: CallOutcome, on: Date, days: Option<u16>, intervals: &Intervals) -> Option<Date> {
    match outcome.next_step(on, days, intervals) {
        NextStep::CallAgain(day) => Some(day),
        NextStep::Visit | NextStep::AskWhereTo | NextStep::LeaveOpen => None,
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::code::Code;

    fn next_try(outcome: CallOutcome, on: Date, days: Option<u16>) -> Option<Date> {
        super::next_try(outcome, on, days, &Intervals::default())
    }

    #[test]
    fn only_a_call_that_reached_nobody_is_a_failed_attempt() {
        for outcome in CallOutcome::ALL {
            assert_eq!(outcome.is_failed_attempt(), *outcome == CallOutcome::NotReached, "{outcome:?}");
        }
    }

    #[test]
    fn another_day_is_three_days_later_unless_chosen_and_never_beyond_two_weeks() {
        let on = date(2026, 11, 21);
        assert_eq!(next_try(CallOutcome::Later, on, None), Some(date(2026, 11, 24)));
        assert_eq!(next_try(CallOutcome::Later, on, Some(7)), Some(date(2026, 11, 28)));
        assert_eq!(next_try(CallOutcome::NotReached, on, Some(60)), Some(date(2026, 12, 5)));
        assert_eq!(next_try(CallOutcome::NotReached, on, Some(0)), Some(date(2026, 11, 22)));
        assert_eq!(next_try(CallOutcome::Later, Date::MAX, None), Some(Date::MAX));
    }

    #[test]
    fn whoever_agreed_moved_or_declined_is_not_called_again() {
        let on = date(2026, 11, 21);
        for outcome in [CallOutcome::Agreed, CallOutcome::Moved, CallOutcome::Unwilling] {
            assert_eq!(next_try(outcome, on, Some(3)), None);
        }
    }

    #[test]
    fn each_outcome_leads_to_a_step() {
        let day = date(2026, 11, 25);
        for (outcome, with_day, without) in [
            (CallOutcome::Agreed, Some(NextStep::Visit), Some(NextStep::Visit)),
            (CallOutcome::Later, Some(NextStep::CallAgain(day)), None),
            (CallOutcome::NotReached, Some(NextStep::CallAgain(day)), None),
            (CallOutcome::Away, Some(NextStep::CallAgain(day)), None),
            (CallOutcome::Moved, Some(NextStep::AskWhereTo), Some(NextStep::AskWhereTo)),
            (CallOutcome::Unwilling, Some(NextStep::LeaveOpen), Some(NextStep::LeaveOpen)),
        ] {
            assert_eq!(NextStep::after_call(outcome, Some(day)), with_day, "{outcome:?}");
            assert_eq!(NextStep::after_call(outcome, None), without, "{outcome:?}");
        }
    }

    #[test]
    fn only_of_who_moved_one_asks_at_once_and_no_longer_when_a_day_was_named() {
        for outcome in CallOutcome::ALL {
            assert_eq!(outcome.asks_at_once(None), *outcome == CallOutcome::Moved, "{outcome:?}");
            assert!(!outcome.asks_at_once(Some(date(2026, 11, 25))), "{outcome:?}");
        }
    }

    #[test]
    fn who_is_unwilling_is_asked_on_the_day_named_or_after_half_a_year() {
        let (said_on, intervals) = (date(2026, 11, 21), Intervals::default());
        assert_eq!(offer_again(said_on, Some(date(2026, 12, 1)), &intervals), date(2026, 12, 1));
        assert_eq!(offer_again(said_on, None, &intervals), date(2027, 5, 21));
        assert_eq!(offer_again(date(2026, 8, 31), None, &intervals), date(2027, 2, 28));
    }

    #[test]
    fn a_region_that_tries_again_sooner_puts_no_call_off_longer() {
        let weekly = Intervals { retry_days: 7, ..Intervals::default() };
        let on = date(2026, 11, 21);
        let next = super::next_try(CallOutcome::NotReached, on, Some(14), &weekly);
        assert_eq!(next, Some(date(2026, 11, 28)));
    }
}

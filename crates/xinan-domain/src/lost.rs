//! 失访 — a person who can no longer be reached.
//!
//! Source: 工作规范, the section on 失访: somebody has wandered off; has moved or gone away to work
//! and nobody knows where; the family will not tell; or was not reached three times in a row over
//! more than one month. After a failed attempt the next is due within two weeks. One failed
//! attempt is not 失访, and somebody in hospital is not lost: we know where he or she is.

use jiff::civil::Date;
use jiff::{Span, ToSpan};
use serde::{Deserialize, Serialize};

use crate::codes;
use crate::text::{Lang, life, short_day};

codes! {
    /// 4 若失访，原因.
    LostReason {
        WorkingAway = 1 "外出务工" "away for work" ["外出打工", "打工", "务工"],
        Moved = 2 "迁居他处" "moved away" ["迁居", "搬迁", "搬走"],
        Missing = 3 "走失" "missing" ["走丢"],
        NotReachedThreeTimes = 4 "连续3次未访到" "not reached three times in a row" ["连续三次未访到", "3次未访到"],
        Other = 5 "其他" "other" ["其它"],
    }
}

/// When failed attempts make somebody count as lost. National values are the default.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct LostRule {
    /// Failed attempts in a row, at least.
    pub failures: u16,
    /// Calendar months that must lie, more than whole, between the first and the last of them.
    pub span_months: u16,
    /// Days within which a failed attempt is repeated.
    pub retry_days: u16,
}

impl Default for LostRule {
    fn default() -> Self {
        Self { failures: 3, span_months: 1, retry_days: 14 }
    }
}

/// What came of an attempt to reach the person or the family.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum AttemptResult {
    /// The person or the family was reached.
    Reached,
    /// Nobody was reached.
    NotReached,
    /// 走失: missing.
    Missing,
    /// Away for work, whereabouts unknown.
    WorkingAway,
    /// Moved, whereabouts unknown.
    Moved,
    /// The family will not tell where.
    FamilyWillNotTell,
}

impl AttemptResult {
    /// The reason of the form that makes somebody lost at once.
    fn lost_because(self) -> Option<LostReason> {
        match self {
            Self::Reached | Self::NotReached => None,
            Self::Missing => Some(LostReason::Missing),
            Self::WorkingAway => Some(LostReason::WorkingAway),
            Self::Moved => Some(LostReason::Moved),
            // The form has no number of its own for it.
            Self::FamilyWillNotTell => Some(LostReason::Other),
        }
    }
}

/// One attempt to reach the person or the family.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attempt {
    /// The day.
    pub on: Date,
    /// What came of it.
    pub result: AttemptResult,
}

/// Whether somebody counts as lost, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LostJudgement {
    /// What decides.
    pub because: LostBecause,
    /// Attempts that were repeated later than the rule asks; they count nevertheless.
    pub late_retries: Vec<LateRetry>,
}

impl LostJudgement {
    /// The reason to write on the form; `None` when the person is not lost.
    pub fn reason(&self) -> Option<LostReason> {
        match self.because {
            LostBecause::Learned { reason, .. } => Some(reason),
            LostBecause::Failures { .. } => Some(LostReason::NotReachedThreeTimes),
            LostBecause::Reached | LostBecause::TooFew { .. } | LostBecause::TooShort { .. } => None,
        }
    }

    /// Whether the person counts as lost.
    pub fn is_lost(&self) -> bool {
        self.reason().is_some()
    }
}

/// What decides whether somebody counts as lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LostBecause {
    /// The last attempt reached somebody, or there was none.
    Reached,
    /// Too few failures in a row.
    TooFew {
        /// How many.
        failures: u16,
        /// How many it takes.
        needed: u16,
    },
    /// Enough failures, but within too short a time.
    TooShort {
        /// How many.
        failures: u16,
        /// The first of them.
        first: Date,
        /// The last of them.
        last: Date,
    },
    /// Enough failures over enough time.
    Failures {
        /// How many.
        failures: u16,
        /// The first of them.
        first: Date,
        /// The last of them.
        last: Date,
    },
    /// It was learned that the person is gone, and nobody knows or tells where.
    Learned {
        /// The form's reason.
        reason: LostReason,
        /// When it was learned.
        on: Date,
    },
}

impl LostBecause {
    /// The explanation that stands beside the judgement.
    pub fn say(&self, lang: Lang) -> String {
        let day = |day| short_day(lang, day);
        match *self {
            Self::Reached => life::lost_reached(lang).to_owned(),
            Self::TooFew { failures, needed } => life::lost_too_few(lang, failures, needed),
            Self::TooShort { failures, first, last } => {
                life::lost_too_short(lang, failures, &day(first), &day(last))
            }
            Self::Failures { failures, first, last } => {
                life::lost_failures(lang, failures, &day(first), &day(last))
            }
            Self::Learned { reason, on } => life::lost_learned(lang, &day(on), lang.code(reason)),
        }
    }
}

/// A failed attempt that was repeated too late.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LateRetry {
    /// The failed attempt.
    pub failed_on: Date,
    /// The last day on which the next was in time.
    pub due_on: Date,
    /// The day on which it was made.
    pub tried_on: Date,
}

/// The last day on which the next attempt is in time.
pub fn retry_by(failed_on: Date, rule: &LostRule) -> Date {
    failed_on.saturating_add(i32::from(rule.retry_days).days())
}

/// Whether somebody counts as lost after these attempts, in any order (工作规范, 失访).
///
/// The norm asks for three failures in a row "over more than one month", and for the next attempt
/// within two weeks. Three attempts made in time span four weeks at most, so the month is measured
/// over the whole row of failures, however many they are. Two attempts on one day count as one.
pub fn is_lost(attempts: &[Attempt], rule: &LostRule) -> LostJudgement {
    let mut attempts = attempts.to_vec();
    // Whoever was reached on a day was reached, whatever else was tried on it.
    attempts.sort_by_key(|attempt| (attempt.on, attempt.result == AttemptResult::Reached));

    let mut failures: Vec<Date> = Vec::new();
    let mut learned: Option<(LostReason, Date)> = None;
    let mut late_retries = Vec::new();
    for attempt in &attempts {
        if let Some(failed_on) = failures.last().copied().filter(|_| learned.is_none()) {
            let due_on = retry_by(failed_on, rule);
            if attempt.on > due_on {
                late_retries.push(LateRetry { failed_on, due_on, tried_on: attempt.on });
            }
        }
        match attempt.result {
            AttemptResult::Reached => {
                failures.clear();
                learned = None;
            }
            AttemptResult::NotReached => failures.push(attempt.on),
            gone => learned = gone.lost_because().map(|reason| (reason, attempt.on)),
        }
    }
    failures.dedup();
    let because = match learned {
        Some((reason, on)) => LostBecause::Learned { reason, on },
        None => of_failures(&failures, rule),
    };
    LostJudgement { because, late_retries }
}

fn of_failures(failures: &[Date], rule: &LostRule) -> LostBecause {
    let (Some(first), Some(last)) = (failures.first().copied(), failures.last().copied()) else {
        return LostBecause::Reached;
    };
    let count = u16::try_from(failures.len()).unwrap_or(u16::MAX);
    let span: Span = i32::from(rule.span_months).months();
    if count < rule.failures {
        LostBecause::TooFew { failures: count, needed: rule.failures }
    } else if last <= first.saturating_add(span) {
        LostBecause::TooShort { failures: count, first, last }
    } else {
        LostBecause::Failures { failures: count, first, last }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn failed(on: Date) -> Attempt {
        Attempt { on, result: AttemptResult::NotReached }
    }

    fn reached(on: Date) -> Attempt {
        Attempt { on, result: AttemptResult::Reached }
    }

    fn judge(attempts: &[Attempt]) -> LostJudgement {
        is_lost(attempts, &LostRule::default())
    }

    #[test]
    fn three_failures_in_a_row_over_more_than_a_month_are_lost() {
        let (first, last) = (date(2025, 3, 3), date(2025, 4, 7));
        let judgement = judge(&[failed(first), failed(date(2025, 3, 17)), failed(last)]);
        assert_eq!(judgement.because, LostBecause::Failures { failures: 3, first, last });
        assert_eq!(judgement.reason(), Some(LostReason::NotReachedThreeTimes));
    }

    #[test]
    fn three_failures_within_a_month_are_not_yet() {
        let (first, last) = (date(2025, 3, 3), date(2025, 4, 3));
        let judgement = judge(&[failed(first), failed(date(2025, 3, 17)), failed(last)]);
        assert_eq!(judgement.because, LostBecause::TooShort { failures: 3, first, last });
        assert!(!judgement.is_lost());
    }

    #[test]
    fn attempts_made_in_time_are_lost_with_the_fourth() {
        let days = [date(2025, 3, 3), date(2025, 3, 17), date(2025, 3, 31), date(2025, 4, 14)];
        let attempts = days.map(failed);
        assert!(!judge(&attempts[..3]).is_lost());
        let judgement = judge(&attempts);
        assert!(judgement.is_lost());
        assert_eq!(judgement.late_retries, []);
    }

    #[test]
    fn whoever_was_reached_in_between_is_not_lost() {
        let judgement = judge(&[
            failed(date(2025, 3, 3)),
            failed(date(2025, 3, 17)),
            reached(date(2025, 3, 28)),
            failed(date(2025, 4, 14)),
        ]);
        assert_eq!(judgement.because, LostBecause::TooFew { failures: 1, needed: 3 });
    }

    #[test]
    fn a_late_repetition_counts_and_is_told() {
        let (first, second) = (date(2025, 3, 3), date(2025, 4, 20));
        let judgement = judge(&[failed(first), failed(second), failed(date(2025, 5, 1))]);
        assert!(judgement.is_lost());
        let late = LateRetry { failed_on: first, due_on: date(2025, 3, 17), tried_on: second };
        assert_eq!(judgement.late_retries, [late]);
    }

    /// The worked example: missed on 25 October, again within two weeks.
    #[test]
    fn a_failed_attempt_is_repeated_within_two_weeks() {
        assert_eq!(retry_by(date(2024, 10, 25), &LostRule::default()), date(2024, 11, 8));
        assert_eq!(retry_by(Date::MAX, &LostRule::default()), Date::MAX);
    }

    #[test]
    fn two_calls_on_one_day_are_one_attempt() {
        let day = date(2025, 3, 3);
        let judgement = judge(&[failed(day), failed(day), failed(date(2025, 4, 10))]);
        assert_eq!(judgement.because, LostBecause::TooFew { failures: 2, needed: 3 });
        assert_eq!(judge(&[reached(day), failed(day)]).because, LostBecause::Reached);
    }

    #[test]
    fn whoever_is_gone_without_a_trace_is_lost_at_once_until_found() {
        let on = date(2025, 3, 3);
        for (result, reason) in [
            (AttemptResult::Missing, LostReason::Missing),
            (AttemptResult::WorkingAway, LostReason::WorkingAway),
            (AttemptResult::Moved, LostReason::Moved),
            (AttemptResult::FamilyWillNotTell, LostReason::Other),
        ] {
            let gone = Attempt { on, result };
            assert_eq!(judge(&[gone]).because, LostBecause::Learned { reason, on });
            assert!(judge(&[gone, failed(date(2025, 3, 20))]).is_lost());
            assert!(!judge(&[gone, reached(date(2025, 3, 20))]).is_lost());
        }
    }

    #[test]
    fn the_order_of_entry_does_not_matter() {
        let mut attempts = [
            failed(date(2025, 4, 7)),
            reached(date(2025, 2, 1)),
            failed(date(2025, 3, 3)),
            failed(date(2025, 3, 17)),
        ];
        let judgement = judge(&attempts);
        attempts.reverse();
        assert_eq!(judge(&attempts), judgement);
        assert!(judgement.is_lost());
        assert_eq!(judge(&[]).because, LostBecause::Reached);
    }
}

//! 请求 — what somebody asks of the office, and in which order it is answered.
//!
//! 个人信息保护法 第四十六条 (to have corrected), 第四十八条 (to have explained), 第五十条 (an easy way to ask, and a reason
//! where it is declined). A request is received, and then answered once: what was asked was done, or it was not, and why.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::codes;

codes! {
    /// What is asked.
    RequestKind {
        Correction = 1 "请更正" "a correction" [],
        Look = 2 "问一次查看" "about a look" [],
        Objection = 3 "对暂不提供有意见" "against what is kept back" [],
    }
}

codes! {
    /// How far a request is.
    RequestState {
        Received = 1 "已收到，等答复" "received, to be answered" [],
        Accepted = 2 "已照办" "done as asked" [],
        Declined = 3 "没有照办" "not done, with the reason" [],
    }
}

/// What somebody does with a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answering {
    /// Does what was asked.
    Accept,
    /// Does not, with the reason.
    Decline,
}

/// It has been answered already; the answer stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Answered(pub RequestState);

/// What a request becomes.
///
/// # Errors
/// When it has been answered.
pub fn answer(state: RequestState, act: Answering) -> Result<RequestState, Answered> {
    match (state, act) {
        (RequestState::Received, Answering::Accept) => Ok(RequestState::Accepted),
        (RequestState::Received, Answering::Decline) => Ok(RequestState::Declined),
        (RequestState::Accepted | RequestState::Declined, _) => Err(Answered(state)),
    }
}

/// Whether somebody may answer: a question about a look is answered by another than whoever looked. The law asks for an
/// explanation (第四十八条) and says nothing of by whom; nobody judges the own look ([D], as for emergencies). What was asked
/// before it was kept who looked is anybody's to answer.
pub fn may_answer<A: PartialEq>(kind: RequestKind, looked: Option<&A>, answers: &A) -> bool {
    kind != RequestKind::Look || looked != Some(answers)
}

/// The last day for the answer.
pub fn due_on(made_on: Date, days: u16) -> Date {
    made_on.saturating_add(i32::from(days).days())
}

/// Whether the answer is late. The last day itself is in time.
pub fn is_late(state: RequestState, due_on: Date, today: Date) -> bool {
    state == RequestState::Received && today > due_on
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_request_is_received_and_answered_once() {
        use Answering::{Accept, Decline};
        use RequestState::{Accepted, Declined, Received};
        for (state, act, becomes) in [
            (Received, Accept, Ok(Accepted)),
            (Received, Decline, Ok(Declined)),
            (Accepted, Accept, Err(Answered(Accepted))),
            (Accepted, Decline, Err(Answered(Accepted))),
            (Declined, Accept, Err(Answered(Declined))),
            (Declined, Decline, Err(Answered(Declined))),
        ] {
            assert_eq!(answer(state, act), becomes, "{state:?} {act:?}");
        }
    }

    #[test]
    fn nobody_answers_for_the_own_look() {
        for (kind, looked, answers, may) in [
            (RequestKind::Look, Some(1), 1, false),
            (RequestKind::Look, Some(1), 2, true),
            (RequestKind::Look, None, 1, true),
            (RequestKind::Correction, Some(1), 1, true),
            (RequestKind::Objection, None, 1, true),
        ] {
            assert_eq!(may_answer(kind, looked.as_ref(), &answers), may, "{kind:?} {looked:?} {answers}");
        }
    }

    #[test]
    fn an_answer_is_late_from_the_day_after_its_last() {
        let due = due_on(date(2026, 11, 21), 15);
        assert_eq!(due, date(2026, 12, 6));
        for (state, today, late) in [
            (RequestState::Received, date(2026, 12, 6), false),
            (RequestState::Received, date(2026, 12, 7), true),
            (RequestState::Accepted, date(2027, 12, 7), false),
            (RequestState::Declined, date(2027, 12, 7), false),
        ] {
            assert_eq!(is_late(state, due, today), late, "{state:?} {today}");
        }
    }
}

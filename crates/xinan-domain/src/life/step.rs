//! The steps of a life, and which of them is possible where.

use super::{Agreed, Before, Closing, Life, State};
use crate::code::Code;
use crate::codes;
use crate::text::{Lang, life as words};

codes! {
    /// Something that is done, or learned, and leads on.
    Step {
        RejectClue = 1 "排除线索" "rule the clue out" [],
        ReportClue = 2 "转请复核诊断" "ask a psychiatrist" [],
        Confirm = 3 "确诊" "confirm" [],
        Exclude = 4 "排除诊断" "rule the diagnosis out" [],
        EnterCard = 5 "录入报告卡" "enter the report card" [],
        Accept = 6 "接收并建档" "accept and register" [],
        GiveConsent = 7 "同意参加管理" "agree to management" [],
        RefuseConsent = 8 "不同意参加管理" "decline management" [],
        WithdrawConsent = 9 "撤回同意" "take the consent back" [],
        Inform = 10 "依法告知后管理" "inform under article 30" [],
        Admit = 11 "入院" "admit to hospital" [],
        Discharge = 12 "出院" "discharge" [],
        SendTransfer = 13 "流转到外地" "send a transfer" [],
        AcceptTransfer = 14 "接收流转" "accept a transfer" [],
        ReturnTransfer = 15 "退回流转" "send a transfer back" [],
        AcceptElsewhere = 16 "外县已接收" "accepted in another county" [],
        Lose = 17 "失访" "lose" [],
        Find = 18 "重新联系上" "find again" [],
        Die = 19 "死亡" "die" [],
        UndoDeath = 20 "更正死亡" "correct a death" [],
        Revoke = 21 "撤销诊断" "withdraw the diagnosis" [],
        Merge = 22 "并入另一份档案" "merge into another record" [],
        CloseMistake = 23 "按建档有误结案" "close as a mistake" [],
        Reopen = 24 "恢复档案" "open again" [],
    }
}

/// A step that is not possible where somebody stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Forbidden {
    /// Where the person stands.
    pub state: State,
    /// What was to be done.
    pub step: Step,
}

impl Forbidden {
    /// What happened, and what to do.
    pub fn say(&self, lang: Lang) -> String {
        let (state, step) = (lang.code(self.state), lang.code(self.step));
        let next = match (self.step, self.state) {
            (_, State::Dead) => words::life_undo_death(lang),
            (_, State::ClosedRevoked | State::ClosedOther) => words::life_reopen(lang),
            (Step::Lose, State::Hospitalised) => words::life_in_hospital_is_known(lang),
            (Step::Lose | Step::SendTransfer, State::TransferPending) => words::life_take_back_transfer(lang),
            (_, State::Lost) => words::life_find_first(lang),
            _ => words::life_look_again(lang),
        };
        words::life_forbidden(lang, state, step, next)
    }
}

impl Life {
    /// Where a step leads.
    ///
    /// The table of domain 3.2, row by row. What it does not name is not possible: nothing follows a death but its
    /// correction, nothing a closed record but its opening, and a clue that was ruled out comes back as another clue.
    ///
    /// # Errors
    /// The step is not possible in the state of now.
    pub fn after(self, step: Step) -> Result<Self, Forbidden> {
        use State as S;
        let state = self.state();
        let lives = state.is_registered();
        let before = |before| Self { before: Some(before), ..self };
        let next = match (step, state) {
            (Step::RejectClue, S::Clue) => before(Before::ClueRejected),
            (Step::ReportClue, S::Clue) => before(Before::Suspected),
            (Step::Confirm, S::Suspected) => before(Before::DiagnosedUnreported),
            (Step::Exclude, S::Suspected) => before(Before::Excluded),
            (Step::EnterCard, S::DiagnosedUnreported) => before(Before::Reported),
            (Step::Accept, S::Reported) => Self { before: None, ..self },
            (Step::GiveConsent | Step::Inform, _) if lives && self.agreed != Agreed::Managed => {
                self.agreed(Agreed::Managed)
            }
            (Step::RefuseConsent, _) if lives && self.agreed != Agreed::Managed => {
                self.agreed(Agreed::Refused)
            }
            (Step::WithdrawConsent, _) if lives && self.agreed == Agreed::Managed => {
                self.agreed(Agreed::Refused)
            }
            // Whoever is in a ward is not lost: one knows where. A move that waits keeps nobody out of a ward, or in it.
            (Step::Admit, S::ConsentPending | S::Refused | S::Managed | S::TransferPending)
                if !self.in_hospital =>
            {
                self.in_hospital(true)
            }
            (Step::Discharge, S::Hospitalised | S::TransferPending) if self.in_hospital => {
                self.in_hospital(false)
            }
            (Step::SendTransfer, S::ConsentPending | S::Refused | S::Managed | S::Hospitalised) => {
                self.moving(true)
            }
            (Step::AcceptTransfer | Step::ReturnTransfer, S::TransferPending) => self.moving(false),
            (Step::AcceptElsewhere, S::TransferPending) => {
                self.moving(false).closed(Some(Closing::MovedAway))
            }
            (Step::Lose, S::ConsentPending | S::Refused | S::Managed) => self.lost(true),
            (Step::Find, S::Lost) => self.lost(false),
            (Step::Die, S::DiagnosedUnreported | S::Reported) => self.dead(true),
            (Step::Die, _) if lives => self.dead(true),
            (Step::UndoDeath, S::Dead) => self.dead(false),
            (Step::Revoke, S::DiagnosedUnreported | S::Reported) => self.closed(Some(Closing::Revoked)),
            (Step::Revoke, _) if lives => self.closed(Some(Closing::Revoked)),
            (Step::Merge, S::Dead) => self.closed(Some(Closing::Merged)),
            (Step::Merge, _) if lives => self.closed(Some(Closing::Merged)),
            (Step::CloseMistake, _) if lives => self.closed(Some(Closing::Mistake)),
            (Step::Reopen, S::ClosedRevoked | S::ClosedOther) => self.closed(None),
            _ => return Err(Forbidden { state, step }),
        };
        Ok(next)
    }

    /// Every step that is possible now.
    pub fn possible(self) -> impl Iterator<Item = Step> {
        Step::ALL.iter().copied().filter(move |step| self.after(*step).is_ok())
    }
}

//! 生命周期 — where somebody stands between the first clue and the end, and which step is possible there.
//!
//! Source: 工作规范 (2018), its chapters on 线索, 诊断复核, 建档, 流转 and 失访; 报告办法 第三至七条; 精神卫生法 第三十条,
//! 第三十二至三十五条; 个人信息保护法 第十五条 (what was agreed to is taken back at any time). The states are those of the
//! national information system.
//!
//! What surprises: a record has several things that are so at once — consent, a hospital, a move, a loss — and the state is
//! the one that decides what is done next. So a death that was a mistake, or a merger that is undone, leads back to
//! whatever was so before, by itself.

mod step;

pub use step::{Forbidden, Step};

use serde::{Deserialize, Serialize};

use crate::codes;

codes! {
    /// Where somebody stands. The numbers are ours; they stay what they are.
    State {
        Clue = 0 "线索" "clue" [],
        ClueRejected = 1 "线索排除" "clue ruled out" [],
        Suspected = 2 "待复核诊断" "waits for a psychiatrist" [],
        Excluded = 3 "排除诊断" "diagnosis ruled out" [],
        DiagnosedUnreported = 4 "已确诊待报告" "diagnosed, not yet reported" [],
        Reported = 5 "已报告待接收" "reported, not yet accepted" [],
        ConsentPending = 6 "已建档，未征求意见" "registered, consent not yet asked" [],
        Refused = 7 "已建档，不同意参加管理" "registered, declined management" [],
        Managed = 8 "在管" "under management" [],
        Hospitalised = 9 "住院" "in hospital" [],
        TransferPending = 10 "流转中" "moving, not yet accepted" [],
        Lost = 11 "失访" "lost to follow-up" [],
        Dead = 12 "死亡" "dead" [],
        ClosedRevoked = 13 "结案：诊断撤销" "closed: diagnosis withdrawn" [],
        ClosedOther = 14 "结案" "closed" [],
    }
}

impl State {
    /// 在册: counted among the registered (domain 3.1).
    pub fn is_registered(self) -> bool {
        use State::{ConsentPending, Hospitalised, Lost, Managed, Refused, TransferPending};
        matches!(self, ConsentPending | Refused | Managed | Hospitalised | TransferPending | Lost)
    }

    /// Nothing goes on from here but the correction of a mistake.
    pub fn is_end(self) -> bool {
        use State::{ClosedOther, ClosedRevoked, ClueRejected, Dead, Excluded};
        matches!(self, ClueRejected | Excluded | Dead | ClosedRevoked | ClosedOther)
    }
}

/// What was said of taking part, as far as the state asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub enum Agreed {
    /// Nobody was asked yet.
    #[default]
    Pending,
    /// Declined, or taken back.
    Refused,
    /// Agreed, or informed under 精神卫生法 第三十条第二款第二项.
    Managed,
}

codes! {
    /// Why a record is closed while the person lives.
    Closing {
        Revoked = 1 "诊断撤销" "diagnosis withdrawn" [],
        Merged = 2 "重复档案合并" "merged with another record" [],
        Mistake = 4 "建档有误" "registered by mistake" [],
        MovedAway = 3 "已由外县接收" "accepted in another county" [],
    }
}

/// Before there is a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
enum Before {
    Clue,
    ClueRejected,
    Suspected,
    Excluded,
    DiagnosedUnreported,
    Reported,
}

/// Everything that is so of somebody at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Life {
    before: Option<Before>,
    agreed: Agreed,
    in_hospital: bool,
    moving: bool,
    lost: bool,
    dead: bool,
    closed: Option<Closing>,
}

impl Life {
    const NOTHING: Self = Self {
        before: None,
        agreed: Agreed::Pending,
        in_hospital: false,
        moving: false,
        lost: false,
        dead: false,
        closed: None,
    };

    /// Somebody of whom an informant has answered yes.
    pub const CLUE: Self = Self { before: Some(Before::Clue), ..Self::NOTHING };
    /// Somebody whom a psychiatrist has diagnosed without a clue: at a clinic, in hospital.
    pub const DIAGNOSED: Self = Self { before: Some(Before::DiagnosedUnreported), ..Self::NOTHING };
    /// Somebody with a record, however it began: most came in a roster of before.
    pub const REGISTERED: Self = Self::NOTHING;

    /// With what was said of taking part.
    pub fn agreed(self, agreed: Agreed) -> Self {
        Self { agreed, ..self }
    }

    /// In hospital, or not.
    pub fn in_hospital(self, in_hospital: bool) -> Self {
        Self { in_hospital, ..self }
    }

    /// Whether the person is in a ward, whatever else is so: a move may wait at the same time.
    pub fn is_in_hospital(self) -> bool {
        self.in_hospital && self.state().is_registered()
    }

    /// On the way to another body that has not accepted yet.
    pub fn moving(self, moving: bool) -> Self {
        Self { moving, ..self }
    }

    /// 失访.
    pub fn lost(self, lost: bool) -> Self {
        Self { lost, ..self }
    }

    /// 死亡.
    pub fn dead(self, dead: bool) -> Self {
        Self { dead, ..self }
    }

    /// Closed, and why.
    pub fn closed(self, closed: Option<Closing>) -> Self {
        Self { closed, ..self }
    }

    /// The state that decides what is done next: an end before a loss, a loss before a move, a move before a hospital.
    ///
    /// A closing that is a mistake's goes before death: whoever is merged away is counted at the other record, dead or not.
    pub fn state(&self) -> State {
        match self {
            Self { before: Some(before), dead: false, closed: None, .. } => match before {
                Before::Clue => State::Clue,
                Before::ClueRejected => State::ClueRejected,
                Before::Suspected => State::Suspected,
                Before::Excluded => State::Excluded,
                Before::DiagnosedUnreported => State::DiagnosedUnreported,
                Before::Reported => State::Reported,
            },
            Self { closed: Some(Closing::Revoked), .. } => State::ClosedRevoked,
            Self { closed: Some(_), .. } => State::ClosedOther,
            Self { dead: true, .. } => State::Dead,
            Self { lost: true, .. } => State::Lost,
            Self { moving: true, .. } => State::TransferPending,
            Self { in_hospital: true, .. } => State::Hospitalised,
            Self { agreed: Agreed::Pending, .. } => State::ConsentPending,
            Self { agreed: Agreed::Refused, .. } => State::Refused,
            Self { agreed: Agreed::Managed, .. } => State::Managed,
        }
    }
}

#[cfg(test)]
mod tests;

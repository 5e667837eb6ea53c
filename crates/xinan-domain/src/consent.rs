//! 知情同意 — what somebody agreed to, and what goes on and what stops with it.
//!
//! Source: 精神卫生法 第四条, 第二十三条, 第二十七条 (voluntariness, confidentiality), 个人信息保护法 第十四至十六条
//! (consent is informed, may be withdrawn, and no service is refused for it), 第二十三条, 第二十九条 (a separate consent to
//! share and for what is sensitive), 第三十一条 (under fourteen the parents decide); 工作规范 知情同意, 不同意参加管理.
//!
//! Four things are agreed to, each by itself: being in the programme, sharing with other departments, the yearly
//! examination, and emergency medical measures. What was said is a fact with its day and is never overwritten. The
//! official form and rosters say something of the first too; both are judged together by one rule, [`State::of`]: the
//! latest word holds (docs/decisions/0030). What follows from it is [`gate`].
//!
//! What surprises: 撤回同意 is a new word of the person, from its day on. A mistake in an entry is something else: it
//! is taken back, with a reason, as if it had never been said.

mod fields;
mod gate;
mod paper;
mod parse;
mod state;
#[cfg(test)]
mod tests;
mod wrong;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::codes;
use crate::person::Relation;

pub use fields::FIELDS;
pub use gate::{Because, OfList, Processing, Verdict, gate, gate_of_list};
pub use paper::{LARGEST_PAPER, MOST_PAPERS, PaperKind};
pub use parse::{EntryContext, OTHER_LETTER, parse};
pub use state::{Said, State, States, Word, is_overruled};
pub use wrong::Wrong;

codes! {
    /// What is agreed to. The numbers are ours; they stay what they are.
    Subject {
        Management = 1 "参加管理治疗服务" "taking part in the programme" ["参加管理", "管理"],
        Sharing = 2 "与其他部门共享信息" "sharing with other departments" ["信息共享", "共享"],
        Examination = 3 "健康体检" "physical examination" ["体检"],
        Emergency = 4 "应急医疗处置" "emergency medical measures" ["应急处置"],
    }
}

codes! {
    /// What was decided. 1 and 0 are those of the official form (补充表 8); the others are ours.
    Decision {
        Given = 1 "同意" "agrees" ["已同意"],
        Refused = 0 "不同意" "does not agree" ["拒绝"],
        Withdrawn = 2 "撤回同意" "takes the consent back" ["撤回"],
        Undecided = 3 "问过，还没有决定" "asked, not decided yet" ["未决定"],
        /// 精神卫生法 第三十条第二款第二项: management follows the informing, and asks for no consent (工作规范). What
        /// the person says of it is kept beside it.
        Informed = 4 "已依法告知" "informed, as the law asks" ["已告知"],
    }
}

codes! {
    /// Who decided.
    DecidedBy {
        Person = 1 "本人" "the person" [],
        Guardian = 2 "监护人" "the guardian" [],
        Both = 3 "本人和监护人" "the person and the guardian" ["共同"],
    }
}

impl Decision {
    /// Whether it says that something is not wished.
    pub fn declines(self) -> bool {
        matches!(self, Self::Refused | Self::Withdrawn)
    }

    /// Whether it can be said where this word holds: only what was given is taken back, and who gave it and does not
    /// wish it any more takes it back. To be informed is of the programme alone.
    pub fn can_follow(self, subject: Subject, before: Word) -> bool {
        match self {
            // Given again: on a newer text, or at last on paper.
            Self::Given | Self::Undecided => true,
            Self::Refused => before != Word::Given,
            Self::Withdrawn => before == Word::Given,
            Self::Informed => subject == Subject::Management,
        }
    }
}

/// The guardian who decided, or decided too.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Guardian {
    /// 监护人姓名.
    pub name: String,
    /// 与患者关系.
    pub relation: Relation,
}

/// Why somebody is managed after informing: the report that a psychiatrist made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ground {
    /// 确诊机构.
    pub reported_by: String,
    /// 报告卡日期.
    pub reported_on: Date,
}

/// An entry of consent, understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// What it is about.
    pub subject: Subject,
    /// What was decided.
    pub decision: Decision,
    /// On which day.
    pub on: Date,
    /// By whom.
    pub by: DecidedBy,
    /// The version of the text that was read or signed; none where none was shown, `other` for a text of another
    /// house.
    pub letter: Option<String>,
    /// What is not to be read by whoever takes the disk.
    pub detail: Detail,
}

/// What an entry says of people and in words.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Detail {
    /// The guardian, when he or she decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guardian: Option<Guardian>,
    /// Why the person could not decide or sign.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub unable: String,
    /// The report, of whoever is informed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ground: Option<Ground>,
    /// 备注.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub remark: String,
}

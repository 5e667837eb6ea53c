//! 流转 — the record of somebody who has moved follows to where he or she lives now.
//!
//! Source: 工作规范 (2018), 流转: for whoever lives elsewhere with a known whereabouts. Until the new body accepts, the old
//! one goes on by telephone and keeps in touch with the new one's worker; when somebody who is unstable or graded three or
//! more leaves, the prevention body above and, as far as the norm asks, the police are told at once. How soon is accepted is
//! a local rule ([`crate::duty::DutyLimits::accept_transfer_working_days`]).

mod fields;
mod parse;
#[cfg(test)]
mod tests;

pub use fields::{ACCEPTING, ANSWERING, SENDING};
pub use parse::{Context, accepted_elsewhere, accepting, no_such_township, no_such_village, sending};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::answers::{Answers, said};
use crate::codes;
use crate::duty::Told;
use crate::phone::Phone;
use crate::region::Region;

codes! {
    /// Why somebody lives elsewhere.
    MoveReason {
        Moved = 1 "迁居" "moved house" [],
        Working = 2 "外出务工" "away for work" [],
        Family = 3 "投靠家人、亲属" "lives with relatives" [],
        Other = 4 "其他" "other" [],
    }
}

codes! {
    /// What became of a transfer.
    Answer {
        Accepted = 1 "已接收" "accepted" [],
        Returned = 2 "已退回" "sent back" [],
        AcceptedElsewhere = 3 "外县已接收" "accepted in another county" [],
        TakenBack = 4 "已撤回" "taken back" [],
    }
}

/// What is sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sending {
    /// 流转日期.
    pub sent_on: Date,
    /// 原因.
    pub reason: MoveReason,
    /// The township of the county that is asked; none where the person has left the county.
    pub to: Option<Region>,
    /// Where to, in words, and the body there: 外县的省、市、县和机构.
    pub place: String,
    /// 现住址.
    pub address: String,
    /// A telephone by which the person or the family is reached there.
    pub phone: Option<Phone>,
    /// Whom one has told already, of somebody who is unstable or graded three or more.
    pub told: Vec<Told>,
    /// 交接说明.
    pub note: String,
}

impl Sending {
    /// The answers that say it, as a page sends them.
    pub fn to_answers(&self) -> Answers {
        let mut answers = Answers::default();
        said::day(&mut answers, "sent_on", Some(self.sent_on));
        said::code(&mut answers, "reason", Some(self.reason));
        said::text(&mut answers, "to_region", self.to.as_ref().map_or("", Region::as_str));
        said::text(&mut answers, "to_place", &self.place);
        said::text(&mut answers, "address", &self.address);
        said::text(&mut answers, "phone", self.phone.as_ref().map_or("", Phone::as_str));
        said::codes(&mut answers, "told", &self.told);
        said::text(&mut answers, "note", &self.note);
        answers
    }
}

/// What the new body enters when it accepts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Accepting {
    /// 接收日期.
    pub accepted_on: Date,
    /// 村（居）委会.
    pub village: Region,
    /// 现住址.
    pub address: String,
    /// 本人电话.
    pub phone: Option<Phone>,
    /// Remarks.
    pub note: String,
}

/// What the old body enters when a body of another county has accepted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AcceptedElsewhere {
    /// 接收日期.
    pub accepted_on: Date,
    /// The body that accepted, and who said so.
    pub body: String,
    /// Remarks.
    pub note: String,
}

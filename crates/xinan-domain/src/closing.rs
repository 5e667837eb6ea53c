//! 结案 — a record is closed while the person lives: the diagnosis was withdrawn, the person has two records, or there should
//! never have been one.
//!
//! Source: 精神卫生法 第三十二条 (再次诊断 and 医学鉴定, each by at least two who took no part before; asked for within three
//! days), 第三十五条 (whoever is not severely ill is held by nobody, and managed by nobody); 报告办法 第六条 (a diagnosis that
//! was withdrawn is reported by who had reported it). That a body of another county has accepted somebody is told by a
//! [transfer](crate::transfer).
//!
//! What surprises: closing takes nothing away. Visits and sheets stay readable, months before the day keep their figures, and
//! whoever was closed by mistake is opened again as if nothing had been.

mod parse;
#[cfg(test)]
mod tests;

pub use parse::{Context, closing};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::answers::Need::{Conditional, Required};
use crate::answers::{Answers, Field, Kind, Need, said};
use crate::code::Code;
use crate::codes;
use crate::life::Closing;

codes! {
    /// What a withdrawn diagnosis rests on.
    Finding {
        Again = 1 "再次诊断" "diagnosed anew" [],
        Appraisal = 2 "精神障碍医学鉴定" "expert appraisal" [],
        Corrected = 3 "原诊断机构更正诊断" "corrected by whoever had made it" [],
    }
}

/// How a diagnosis was withdrawn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Withdrawn {
    /// 依据.
    pub finding: Finding,
    /// 作出结论的机构.
    pub body: String,
    /// 结论日期, not after the day of closing.
    pub concluded_on: Date,
    /// The day on which the person or the guardian was told.
    pub told_on: Date,
}

/// Why a record is closed, as entered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closed {
    /// 结案日期: from then on the record counts no more.
    pub on: Date,
    /// 原因.
    pub why: Closing,
    /// Of a diagnosis that was withdrawn.
    pub withdrawn: Option<Withdrawn>,
    /// 编号 of the record that stays, of one of two; empty for others.
    pub kept: String,
    /// 说明; never empty for a mistake.
    pub note: String,
}

impl Closed {
    /// The answers that say it, as a page sends them.
    pub fn to_answers(&self) -> Answers {
        let mut answers = Answers::default();
        said::day(&mut answers, "closed_on", Some(self.on));
        said::code(&mut answers, "why", Some(self.why));
        if let Some(one) = &self.withdrawn {
            said::code(&mut answers, "finding", Some(one.finding));
            said::text(&mut answers, "body", &one.body);
            said::day(&mut answers, "concluded_on", Some(one.concluded_on));
            said::day(&mut answers, "told_on", Some(one.told_on));
        }
        said::text(&mut answers, "kept", &self.kept);
        said::text(&mut answers, "note", &self.note);
        answers
    }
}

const fn f(id: &'static str, label: &'static str, label_en: &'static str, kind: Kind, need: Need) -> Field {
    Field { id, label, label_en, kind, need, columns: &[] }
}

// texts-ok: the labels of the fields stand with the fields, in both languages, as those of the official forms do.
/// In the order of the page.
pub const FIELDS: &[Field] = &[
    f("closed_on", "结案日期", "Day", Kind::Day, Required),
    // Accepted in another county is entered with the transfer.
    f("why", "结案原因", "Reason", Kind::One(Closing::ITEMS.split_at(3).0), Required),
    f("finding", "依据", "Rests on", Kind::One(Finding::ITEMS), Conditional),
    f("body", "作出结论的机构", "By which body", Kind::Text(100), Conditional),
    f("concluded_on", "结论日期", "Concluded on", Kind::Day, Conditional),
    f("told_on", "告知本人或监护人的日期", "The person or guardian was told on", Kind::Day, Conditional),
    f("kept", "保留的那份档案的编号", "Number of the record that stays", Kind::Text(17), Conditional),
    f("note", "说明", "Remark", Kind::Text(300), Conditional),
];

//! 应急处置 — somebody is in need at once: who was told, what was done, on which ground, and who looked in afterwards.
//!
//! Source: 工作规范 应急医疗处置 (严重精神障碍患者应急处置记录单; a psychiatrist's record within 24 hours; after help on the spot
//! a check every four hours until two in a row are steady); 精神卫生法 第二十八条 to 第三十六条 (who may bring somebody where, on
//! which ground); fact sheet §4.9.
//!
//! A [`Report`] of four fields begins it. What follows is a course of [`Entry`]s, each with its time; none is overwritten, and a
//! wrong one is corrected by another. Where it stands, what is due next and why follows from them ([`standing`]). The
//! [`Record`] is the official form: exactly one primary reason, so that the sums of a year add up ([`Totals`]).
//!
//! What surprises: nothing here sets a grade of risk. Whoever harmed or was about to is visited, and the visit grades what
//! happened (`WhatHappened::asks_for_a_visit`). And there is no place but words: where help is needed, as somebody says it.

mod entry;
mod fields;
mod ground;
mod record;
mod report;
mod standing;
#[cfg(test)]
mod tests;
mod time;
mod totals;

pub use entry::{Entry, EntryContext, Kind, Party, parse_entry};
pub use fields::{ENTRY_FIELDS, RECORD_FIELDS, REPORT_FIELDS};
pub use ground::{Ground, GroundText, grounds_on};
pub use record::{
    Agreement, DiagnosisKind, Identified, Nature, Payment, Record, RecordContext, RecordEffect, ReporterIs,
    Subject, Way, parse_record,
};
pub use report::{Report, ReportContext, parse_report};
pub use standing::{CHECK_HOURS, Checks, Due, Fact, STEADY_CHECKS, Standing, State, standing};
pub use time::{read_time, write_time};
pub use totals::Totals;

use crate::codes;

codes! {
    /// 处置缘由 (应急处置记录单). The numbers are ours until the national annex is read (fact sheet Q3); they are stored and stay.
    WhatHappened {
        Relapse = 1 "病情复发或波动" "relapse or worsening" ["病情复发"],
        Danger = 2 "危害公共安全或他人安全的行为或危险" "an act or danger to others" [],
        SelfHarm = 3 "自伤、自杀行为或危险" "an act or danger to oneself" [],
        AdverseReaction = 4 "急性或严重药物不良反应（含中毒）" "acute or severe reaction to medicine, poisoning" [],
        Other = 5 "其他" "other" [],
    }
}

impl WhatHappened {
    /// Whether somebody is visited afterwards and the visit grades what happened (危险性评估 is a visit's, §5.2: it rates
    /// what was done since the last visit, and nothing else sets it).
    pub fn asks_for_a_visit(self) -> bool {
        matches!(self, Self::Danger | Self::SelfHarm)
    }
}

codes! {
    /// 主要处置措施, and how the handling ended. The numbers are ours until the national annex is read; they are stored and stay.
    Measure {
        OnSite = 1 "现场临时性处置" "handled on the spot" ["现场处置"],
        Observed = 2 "精神科门急诊留观" "kept under observation by a psychiatric outpatient clinic" ["门急诊留观"],
        Admitted = 3 "紧急住院" "admitted to hospital" ["紧急住院治疗"],
        Consulted = 4 "会诊" "consultation" [],
        Other = 5 "其他" "other" [],
    }
}

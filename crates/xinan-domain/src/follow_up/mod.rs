//! 随访 — what a visit finds, how stable the patient is, and when the next visit is due.
//!
//! Source: 《国家基本公共卫生服务规范（第三版）》严重精神障碍患者管理服务规范, 二（二）随访评估 and
//! 二（三）分类干预 (cited as 服务规范), and 《严重精神障碍管理治疗工作规范（2018年版）》 (工作规范).
//!
//! [`classify`] judges the findings, [`next_due`] sets the last day for the next visit. Both return
//! their reasons, so that a page can say *why*. What surprises: the printed form has no field for
//! the severity of symptoms, of adverse reactions and of physical illness, although the class rule
//! asks for all three; [`Clinical`] has them.

mod answers;
mod class;
mod due;
mod fields;
mod parse;
mod routine;
mod visit;

pub use answers::to_answers;
pub use class::{Findings, Judgement, Reason, Stability, classify};
pub use due::{
    Due, DueRule, LastCall, LastVisit, LatestAgreed, Standing, after_discharge, call_again_on, first_visit,
    is_overdue, latest_agreed, next_due, next_step, taken_on, visit_due,
};
pub use fields::{FIELDS, LabsBox, ReferralBox, RiskBox, YesNo};
pub use parse::{Entry, Understood, VisitContext, findings_of, parse};
pub use routine::{ROUTINE, unchanged};
pub use visit::{
    Ability, Adherence, AdverseReaction, AdverseSeverity, Clinical, Confinement, DeathCause, Effect, Found,
    Hospital, Insight, Met, PhysicalIllness, Referral, Rehabilitation, Social, SomaticCause, Symptom,
    SymptomSeverity, Visit, VisitMode, WorkAbility,
};

#[cfg(test)]
mod tests;

//! 本次随访分类 (服务规范 二（三）): unstable, basically stable or stable, and why.

use super::visit::{Ability, AdverseSeverity, Insight, PhysicalIllness, SymptomSeverity};
use crate::codes;
use crate::parameter::InsightRule;
use crate::risk::Risk;

codes! {
    /// 本次随访分类. The numbers are those of the national form: 1 is *unstable*.
    Stability {
        Unstable = 1 "不稳定" "unstable" ["病情不稳定"],
        BasicallyStable = 2 "基本稳定" "basically stable" ["病情基本稳定"],
        Stable = 3 "稳定" "stable" ["病情稳定"],
    }
}

/// The part of a visit that decides its class (服务规范 二（三）).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Findings {
    /// 危险性评估.
    pub risk: Risk,
    /// How marked the symptoms are, judged by the worker.
    pub symptoms: SymptomSeverity,
    /// 自知力.
    pub insight: Insight,
    /// 社会功能: the poorest of the five aspects; "not applicable" does not count.
    pub poorest_ability: Ability,
    /// How severe an adverse reaction to medicine is.
    pub adverse: AdverseSeverity,
    /// Physical illness.
    pub physical: PhysicalIllness,
    /// Anything else abnormal that the worker noted.
    pub other_abnormality: bool,
}

/// Why a visit has its class: what a page says after 「算得…因为」.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub enum Reason {
    /// 危险性为3～5级.
    RiskThreeOrMore(Risk),
    /// 精神症状明显.
    MarkedSymptoms,
    /// 自知力缺失.
    InsightAbsent,
    /// 有严重药物不良反应.
    SevereAdverseReaction,
    /// 有严重躯体疾病.
    SeverePhysicalIllness,
    /// 危险性为1～2级.
    RiskOneOrTwo(Risk),
    /// Symptoms have lessened, not gone.
    PartialSymptoms,
    /// 自知力不全. Whether it is 「基本恢复」 is officially undecided; we say no unless the region says
    /// otherwise, and a worker may override with a reason (docs/decisions/0003).
    PartialInsight,
    /// 社会功能较差 in at least one aspect.
    PoorSocialFunction,
    /// Something else abnormal was noted.
    OtherAbnormality,
    /// Every condition of 病情稳定 is met.
    AllConditionsMet,
}

impl Reason {
    /// The paragraph of the norm.
    pub fn source(self) -> &'static str {
        match self {
            Self::RiskThreeOrMore(_)
            | Self::MarkedSymptoms
            | Self::InsightAbsent
            | Self::SevereAdverseReaction
            | Self::SeverePhysicalIllness => "服务规范 二（三）1",
            Self::RiskOneOrTwo(_)
            | Self::PartialSymptoms
            | Self::PartialInsight
            | Self::PoorSocialFunction
            | Self::OtherAbnormality => "服务规范 二（三）2",
            Self::AllConditionsMet => "服务规范 二（三）3",
        }
    }
}

/// A class with its reasons.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judgement {
    /// The class.
    pub stability: Stability,
    /// What led to it, gravest first; never empty.
    pub because: Vec<Reason>,
}

/// Classifies a visit (服务规范 二（三）).
///
/// The gravest class is tried first, so findings that fit two classes land in the graver one. What
/// is neither unstable nor wholly stable is basically stable: no visit is left without a class.
/// Whether 自知力不全 keeps a visit from being stable is the region's to say (open question Q9).
pub fn classify(found: &Findings, insight: InsightRule) -> Judgement {
    let graver: Vec<Reason> = [
        (found.risk >= Risk::THREE).then_some(Reason::RiskThreeOrMore(found.risk)),
        (found.symptoms == SymptomSeverity::Marked).then_some(Reason::MarkedSymptoms),
        (found.insight == Insight::Absent).then_some(Reason::InsightAbsent),
        (found.adverse == AdverseSeverity::Severe).then_some(Reason::SevereAdverseReaction),
        (found.physical == PhysicalIllness::Severe).then_some(Reason::SeverePhysicalIllness),
    ]
    .into_iter()
    .flatten()
    .collect();
    if !graver.is_empty() {
        return Judgement { stability: Stability::Unstable, because: graver };
    }
    let lesser: Vec<Reason> = [
        (found.risk > Risk::NONE).then_some(Reason::RiskOneOrTwo(found.risk)),
        (found.symptoms == SymptomSeverity::Partial).then_some(Reason::PartialSymptoms),
        (found.insight == Insight::Partial && insight == InsightRule::Full).then_some(Reason::PartialInsight),
        (found.poorest_ability == Ability::Poor).then_some(Reason::PoorSocialFunction),
        found.other_abnormality.then_some(Reason::OtherAbnormality),
    ]
    .into_iter()
    .flatten()
    .collect();
    match lesser.is_empty() {
        true => Judgement { stability: Stability::Stable, because: vec![Reason::AllConditionsMet] },
        false => Judgement { stability: Stability::BasicallyStable, because: lesser },
    }
}

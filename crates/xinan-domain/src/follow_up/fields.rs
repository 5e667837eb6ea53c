//! The fields of the follow-up form: one definition for page, workbook, paper and checks.

use super::Stability;
use super::visit::*;
use crate::answers::{Field, Kind, Need};
use crate::code::Code;
use crate::codes;
use crate::lost::LostReason;
use crate::risk::Incident;

codes! {
    /// 6 危险性评估 as printed: the grade is its own code.
    RiskBox {
        R0 = 0 "0级" "grade 0" ["无"],
        R1 = 1 "1级" "grade 1" [],
        R2 = 2 "2级" "grade 2" [],
        R3 = 3 "3级" "grade 3" [],
        R4 = 4 "4级" "grade 4" [],
        R5 = 5 "5级" "grade 5" [],
    }
}

codes! {
    /// 15 实验室检查, 有 or 无.
    LabsBox { None = 1 "无" "none" [], Done = 2 "有" "done" [] }
}

codes! {
    /// 19 是否转诊.
    ReferralBox { No = 1 "否" "no" ["无", "未转诊"], Yes = 2 "是" "yes" ["有", "转诊", "已转诊"] }
}

codes! {
    /// A yes or no of our own.
    YesNo { No = 0 "否" "no" ["无"], Yes = 1 "是" "yes" ["有"] }
}

const fn f(id: &'static str, label: &'static str, label_en: &'static str, kind: Kind, need: Need) -> Field {
    Field { id, label, label_en, kind, need, columns: &[] }
}

use Need::{Conditional, Optional, Required};

/// All fields in the order of the paper.
pub const FIELDS: &[Field] = &[
    f("visited_on", "随访日期", "Date of visit", Kind::Day, Required),
    f("mode", "本次随访形式", "Form of visit", Kind::One(VisitMode::ITEMS), Required),
    f("met", "本次随访对象", "Who was met", Kind::Many(Met::ITEMS), Required),
    f("lost_reason", "若失访，原因", "If lost, why", Kind::One(LostReason::ITEMS), Conditional),
    f("died_on", "死亡日期", "If dead, day", Kind::Day, Conditional),
    f("death_cause", "死亡原因", "Cause of death", Kind::One(DeathCause::ITEMS), Conditional),
    f("death_somatic", "躯体疾病", "Physical illness", Kind::One(SomaticCause::ITEMS), Conditional),
    f("risk", "危险性评估", "Risk grade", Kind::One(RiskBox::ITEMS), Required),
    f("symptoms", "目前症状", "Symptoms now", Kind::Many(Symptom::ITEMS), Required),
    f("other_symptom", "其他症状", "Other symptom", Kind::Text(100), Conditional),
    f("severity", "症状程度", "How marked", Kind::One(SymptomSeverity::ITEMS), Required),
    f("insight", "自知力", "Insight", Kind::One(Insight::ITEMS), Required),
    f("sleep", "睡眠情况", "Sleep", Kind::One(Ability::ITEMS), Required),
    f("diet", "饮食情况", "Eating", Kind::One(Ability::ITEMS), Required),
    f("self_care", "个人生活料理", "Self-care", Kind::One(Ability::ITEMS), Required),
    f("housework", "家务劳动", "Housework", Kind::One(Ability::ITEMS), Required),
    f("work", "生产劳动及工作", "Work", Kind::One(WorkAbility::ITEMS), Required),
    f("learning", "学习能力", "Learning", Kind::One(Ability::ITEMS), Required),
    f("social", "社会人际交往", "Social contact", Kind::One(Ability::ITEMS), Required),
    f("incidents", "危险行为", "Harmful acts", Kind::Counts(Incident::ITEMS), Required),
    f("confinement", "关锁情况", "Confinement", Kind::One(Confinement::ITEMS), Required),
    f("hospital", "住院情况", "Hospital stay", Kind::One(Hospital::ITEMS), Required),
    f("discharged_on", "末次出院时间", "Last discharge", Kind::Day, Conditional),
    f("labs", "实验室检查", "Laboratory tests", Kind::One(LabsBox::ITEMS), Required),
    f("labs_text", "检查内容", "Which tests", Kind::Text(200), Conditional),
    f("adherence", "用药依从性", "Taking medicine", Kind::One(Adherence::ITEMS), Required),
    f("adverse", "药物不良反应", "Adverse reaction", Kind::One(AdverseReaction::ITEMS), Required),
    f("adverse_text", "不良反应表现", "Which reaction", Kind::Text(200), Conditional),
    f("adverse_severity", "不良反应程度", "How severe", Kind::One(AdverseSeverity::ITEMS), Conditional),
    f("physical", "躯体疾病", "Physical illness", Kind::One(PhysicalIllness::ITEMS), Optional),
    f("other_abnormality", "其他异常", "Anything else abnormal", Kind::Text(200), Optional),
    f("effect", "治疗效果", "Effect of treatment", Kind::One(Effect::ITEMS), Required),
    f("referral", "是否转诊", "Referral", Kind::One(ReferralBox::ITEMS), Required),
    f("referral_reason", "转诊原因", "Reason for referral", Kind::Text(200), Conditional),
    f("referral_to", "转诊至机构及科室", "Referred to", Kind::Text(100), Conditional),
    f("medicine", "用药情况", "Medicine taken", Kind::Medicines, Conditional),
    f("guidance", "用药指导", "Medicine from now on", Kind::Medicines, Optional),
    f("rehabilitation", "康复措施", "Rehabilitation", Kind::Many(Rehabilitation::ITEMS), Optional),
    f("other_rehabilitation", "其他康复措施", "Other measure", Kind::Text(100), Conditional),
    f("stability", "本次随访分类", "Class of this visit", Kind::One(Stability::ITEMS), Required),
    f("stability_reason", "与算得不同的原因", "Why judged otherwise", Kind::Text(200), Conditional),
    f("settling", "趋于稳定", "Settling", Kind::One(YesNo::ITEMS), Conditional),
    f("next_on", "下次随访日期", "Next visit", Kind::Day, Required),
    f("doctor", "随访医生签名", "Visited by", Kind::Text(50), Required),
    f("note", "这次说了什么", "What was said", Kind::Text(500), Optional),
];

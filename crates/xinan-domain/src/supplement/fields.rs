//! The fields of the record's head and of the supplement form.

use crate::answers::Need::{Conditional, Optional, Required};
use crate::answers::{Field, Kind, Need};
use crate::code::Code;
use crate::diagnosis::Diagnosis;
use crate::follow_up::{Confinement, DeathCause, Symptom};
use crate::identity_number::Sex;
use crate::person::*;
use crate::risk::Incident;

const fn f(id: &'static str, label: &'static str, label_en: &'static str, kind: Kind, need: Need) -> Field {
    Field { id, label, label_en, kind, need, columns: &[] }
}

/// 建档日期, which the record bears and no form: asked where somebody is entered by hand.
pub const REGISTERED_ON: Field = f("registered_on", "建档日期", "Record built on", Kind::Day, Required);

/// All fields: the head of the record, then the form in its order, then what rosters add.
pub const FIELDS: &[Field] = &[
    f("name", "姓名", "Name", Kind::Text(50), Required),
    f("sex", "性别", "Sex", Kind::One(Sex::ITEMS), Required),
    f("identity_number", "身份证号", "Identity number", Kind::IdentityNumber, Required),
    f("birth_date", "出生日期", "Born on", Kind::Day, Required),
    f("ethnicity", "民族", "Ethnicity", Kind::One(Ethnicity::ITEMS), Required),
    f("phone", "本人电话", "Own telephone", Kind::Phone, Optional),
    f("village", "村（居）委会", "Village", Kind::Text(50), Required),
    f("address", "现住址", "Address", Kind::Text(200), Required),
    f("education", "文化程度", "Education", Kind::One(Education::ITEMS), Required),
    f("marriage", "婚姻状况", "Marital status", Kind::One(Marriage::ITEMS), Required),
    f("guardian_name", "监护人姓名", "Guardian", Kind::Text(50), Required),
    f("guardian_relation", "与患者关系", "Relation", Kind::One(Relation::ITEMS), Required),
    f("guardian_address", "监护人住址", "Guardian's address", Kind::Text(200), Optional),
    f("guardian_phone", "监护人电话", "Guardian's telephone", Kind::Phone, Required),
    f("village_contact", "村（居）委会联系人", "Village contact", Kind::Text(50), Required),
    f("village_contact_phone", "联系人电话", "Contact's telephone", Kind::Phone, Required),
    f("household", "户别", "Household", Kind::One(Household::ITEMS), Required),
    f("employment", "就业情况", "Employment", Kind::One(Employment::ITEMS), Required),
    f("consent", "知情同意", "Consent", Kind::One(Consent::ITEMS), Required),
    f("consent_on", "知情同意签字时间", "Signed on", Kind::Day, Conditional),
    f("onset_on", "初次发病时间", "Onset", Kind::PartialDay, Required),
    f("past_symptoms", "既往主要症状", "Past symptoms", Kind::Many(Symptom::ITEMS), Required),
    f("other_past_symptom", "其他既往症状", "Other past symptom", Kind::Text(100), Conditional),
    f("confinement", "既往关锁情况", "Past confinement", Kind::One(Confinement::ITEMS), Required),
    f("outpatient", "既往门诊治疗情况", "Outpatient history", Kind::One(OutpatientHistory::ITEMS), Required),
    f("first_treated_on", "首次抗精神病药治疗时间", "First medicine", Kind::PartialDay, Conditional),
    f("admissions", "既往住院次数", "Admissions", Kind::Number(0, 99), Required),
    f("diagnosis", "目前诊断", "Diagnosis", Kind::One(Diagnosis::ITEMS), Required),
    f("icd10", "ICD-10", "ICD-10", Kind::Text(8), Optional),
    f("diagnosed_at", "确诊医院", "Diagnosed at", Kind::Text(100), Required),
    f("diagnosed_on", "确诊日期", "Diagnosed on", Kind::Day, Required),
    f("effect", "最近一次治疗效果", "Latest effect", Kind::One(TreatmentEffect::ITEMS), Conditional),
    f("incidents", "危险行为", "Harmful acts", Kind::Counts(Incident::ITEMS), Required),
    f("economy", "经济状况", "Economic situation", Kind::One(Economy::ITEMS), Required),
    f("specialist_opinion", "专科医生的意见", "Specialist's opinion", Kind::Text(300), Optional),
    f("filled_on", "填表日期", "Filled in on", Kind::Day, Required),
    f("filled_by", "医生签字", "Signed by", Kind::Text(50), Required),
    f("disability_certificate", "精神残疾证号", "Disability certificate", Kind::Text(30), Optional),
    f("disability_grade", "残疾等级", "Disability grade", Kind::One(DisabilityGrade::ITEMS), Optional),
    f("status", "管理状态", "Status", Kind::One(RosterStatus::ITEMS), Optional),
    f("died_on", "死亡日期", "Died on", Kind::Day, Conditional),
    f("death_cause", "死亡原因", "Cause of death", Kind::One(DeathCause::ITEMS), Conditional),
    f("remark", "备注", "Remark", Kind::Text(500), Optional),
];

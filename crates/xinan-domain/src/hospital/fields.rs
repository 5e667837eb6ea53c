//! The fields of an admission, of leaving, and of 出院信息单.

use super::form::{NoMedicine, StayEffect};
use super::{Ground, Leaving};
use crate::answers::Need::{Conditional, Optional, Required};
use crate::answers::{Field, Kind, Need};
use crate::code::Code;
use crate::diagnosis::Diagnosis;
use crate::follow_up::{Rehabilitation, RiskBox};
use crate::person::Relation;
use crate::risk::Incident;

const fn f(id: &'static str, label: &'static str, label_en: &'static str, kind: Kind, need: Need) -> Field {
    Field { id, label, label_en, kind, need, columns: &[] }
}

// texts-ok: the labels of the fields stand with the fields, in both languages, as those of the official forms do.
/// Of an admission, in the order of the page.
pub const ADMITTING: &[Field] = &[
    f("admitted_on", "入院日期", "Admitted on", Kind::Day, Required),
    f("hospital", "医院", "Hospital", Kind::Text(36), Conditional),
    f("other_hospital", "名单以外的医院", "Another hospital", Kind::Text(50), Conditional),
    f("ward_no", "住院病案号", "Number in hospital", Kind::Text(40), Optional),
    f("ground", "住院依据", "Legal ground", Kind::One(Ground::ITEMS), Conditional),
    f(
        "guardian_name",
        "同意住院或代办手续的监护人",
        "Guardian who agreed or saw to it",
        Kind::Text(20),
        Conditional,
    ),
    f("guardian_relation", "监护人与患者的关系", "Relation", Kind::One(Relation::ITEMS), Conditional),
    f("agreed_on", "监护人同意的日期", "Agreed on", Kind::Day, Conditional),
    f("doctor", "作出诊断结论的精神科医师", "Psychiatrist of the conclusion", Kind::Text(20), Conditional),
    f("concluded_on", "收到诊断结论的日期", "Conclusion received on", Kind::Day, Conditional),
    f("told_on", "告知权利的日期", "Rights told on", Kind::Day, Conditional),
    f("note", "备注", "Remark", Kind::Text(200), Optional),
];

/// Of leaving.
pub const LEAVING: &[Field] = &[
    f("left_on", "出院日期", "Left on", Kind::Day, Required),
    f("leaving", "出院方式", "How", Kind::One(Leaving::ITEMS), Required),
    f("left_note", "备注", "Remark", Kind::Text(200), Optional),
];

/// 出院信息单 (MH01.02), without what the record and the stay say already.
pub const FORM: &[Field] = &[
    f("ward_no", "住院病案号", "Number in hospital", Kind::Text(40), Required),
    f("card_no", "报告卡编号", "Report card", Kind::Text(20), Optional),
    f("admissions", "既往住院次数（含本次）", "Stays so far, with this one", Kind::Number(1, 9999), Required),
    f("diagnosis", "出院诊断", "Diagnosis at discharge", Kind::One(Diagnosis::ITEMS), Required),
    f("icd10", "ICD-10 编码", "ICD-10", Kind::Text(20), Optional),
    f("diagnosed_on", "确诊日期", "Diagnosed on", Kind::Day, Required),
    f("incidents", "既往危险行为", "Harmful acts so far", Kind::Many(Incident::ITEMS), Required),
    f("risk", "既往危险性评估", "Risk grade so far", Kind::One(RiskBox::ITEMS), Required),
    f("effect", "住院疗效", "Effect of the stay", Kind::One(StayEffect::ITEMS), Required),
    f(
        "no_medicine",
        "住院期间勿需用药",
        "No medicine needed during the stay",
        Kind::One(NoMedicine::ITEMS),
        Required,
    ),
    f("medicine", "住院用药", "Medicine during the stay", Kind::Medicines, Conditional),
    f(
        "no_guidance",
        "出院后勿需用药",
        "No medicine needed afterwards",
        Kind::One(NoMedicine::ITEMS),
        Required,
    ),
    f("guidance", "用药指导", "Medicine to be taken afterwards", Kind::Medicines, Conditional),
    f("rehabilitation", "康复措施", "Rehabilitation", Kind::Many(Rehabilitation::ITEMS), Required),
    f("other_rehabilitation", "其他康复措施", "Other rehabilitation", Kind::Text(80), Conditional),
    f("note", "其他注意事项", "What else to mind", Kind::Text(80), Optional),
    f("doctor", "经治医生", "Doctor", Kind::Text(20), Required),
    f("phone", "联系电话", "Telephone", Kind::Phone, Required),
    f("filled_on", "填表日期", "Filled in on", Kind::Day, Required),
];

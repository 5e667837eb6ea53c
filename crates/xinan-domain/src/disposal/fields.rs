//! The fields of the report, of entries and of 应急处置记录单.

use super::entry::Party;
use super::record::{Agreement, DiagnosisKind, Nature, Payment, RecordEffect, ReporterIs, Subject, Way};
use super::{Ground, Measure, WhatHappened};
use crate::answers::Need::{Conditional, Optional, Required};
use crate::answers::{Field, Kind, Need};
use crate::code::{Code, CodeItem};
use crate::diagnosis::Diagnosis;
use crate::identity_number::Sex;

const fn f(id: &'static str, label: &'static str, label_en: &'static str, kind: Kind, need: Need) -> Field {
    Field { id, label, label_en, kind, need, columns: &[] }
}

const STEADY: &[CodeItem] = &[
    CodeItem { code: 1, label: "稳定", label_en: "steady" },
    CodeItem { code: 0, label: "还不稳定", label_en: "not steady yet" },
];

// texts-ok: the labels of the fields stand with the fields, in both languages, as those of the official forms do.
/// The report.
pub const REPORT_FIELDS: &[Field] = &[
    f("who", "谁需要帮助", "Who needs help", Kind::Text(100), Required),
    f("village", "村（居）委会", "Village", Kind::Text(12), Required),
    f("place", "在哪里", "Where", Kind::Text(100), Required),
    f("reason", "发生了什么", "What is happening", Kind::One(WhatHappened::ITEMS), Required),
    f("seen", "看到、听到的", "What is seen and heard", Kind::Text(300), Optional),
    f("reporter", "谁报告的", "Who reports", Kind::Text(50), Required),
    f("phone", "报告人电话", "Telephone of whoever reports", Kind::Phone, Optional),
];

// texts-ok: the labels of the fields stand with the fields, in both languages.
/// Entries of the course; each kind has some of them.
pub const ENTRY_FIELDS: &[Field] = &[
    f("party", "谁", "Who", Kind::One(Party::ITEMS), Required),
    f("name", "姓名", "Name", Kind::Text(50), Required),
    f("measure", "措施", "What was done", Kind::One(Measure::ITEMS), Required),
    f("ground", "条款", "Article", Kind::One(Ground::ITEMS), Required),
    f("outcome", "怎么结束的", "How it ended", Kind::One(Measure::ITEMS), Required),
    f("steady", "看到本人，情况", "How the person is", Kind::One(STEADY), Required),
    f("words", "说明", "In words", Kind::Text(500), Conditional),
    f("on", "哪一天", "Day", Kind::Day, Optional),
    f("time", "几点几分", "Time", Kind::Text(8), Optional),
];

// texts-ok: the labels of the official form, with their English beside them.
/// 应急处置记录单, in its order.
pub const RECORD_FIELDS: &[Field] = &[
    f("report_unit", "报告单位", "Reporting unit", Kind::Text(60), Required),
    f("handling_unit", "处置单位", "Handling unit", Kind::Text(60), Required),
    f("name", "姓名", "Name", Kind::Text(100), Required),
    f("sex", "性别", "Sex", Kind::One(Sex::ITEMS), Optional),
    f("age", "年龄", "Age", Kind::Number(0, 120), Optional),
    f("identity_number", "身份证号", "Identity number", Kind::IdentityNumber, Optional),
    f("nationality", "国籍", "Nationality", Kind::Text(20), Required),
    f("first_place", "第一处置地点", "First place of handling", Kind::Text(100), Required),
    f("way", "报告途径", "How it was reported", Kind::One(Way::ITEMS), Required),
    f("reporter_is", "报告人身份", "Who reported", Kind::One(ReporterIs::ITEMS), Required),
    f("began_on", "处置开始日期", "Day on which the handling began", Kind::Day, Optional),
    f("began_time", "处置开始时间", "Time at which it began", Kind::Text(8), Optional),
    f("scene", "现场情况描述", "What was found there", Kind::Text(500), Required),
    f("injured", "受伤人数", "Injured", Kind::Number(0, 999), Required),
    f("dead", "死亡人数", "Dead", Kind::Number(0, 999), Required),
    f("damage", "财物损失估计（元）", "Damage, yuan", Kind::Number(0, 99_999_999), Optional),
    f("police", "公安机关人员、单位", "Officers and their station", Kind::Text(100), Optional),
    f("prevention", "精防医生", "Prevention worker", Kind::Text(50), Optional),
    f("psychiatrist", "精神科医师", "Psychiatrist", Kind::Text(50), Conditional),
    f("psychiatrist2", "精神科医师（第二位）", "Second psychiatrist", Kind::Text(50), Optional),
    f("nurse", "精神科护士", "Nurse", Kind::Text(50), Optional),
    f("nurse2", "精神科护士（第二位）", "Second nurse", Kind::Text(50), Optional),
    f("others", "其他人员", "Others", Kind::Text(100), Optional),
    f(
        "reason",
        "处置缘由（主要的一项）",
        "Reason, the primary one",
        Kind::One(WhatHappened::ITEMS),
        Required,
    ),
    f("further", "其他处置缘由", "Further reasons", Kind::Many(WhatHappened::ITEMS), Optional),
    f("measures", "主要处置措施", "What was done", Kind::Many(Measure::ITEMS), Required),
    f("diagnosis_kind", "诊断性质", "Kind of diagnosis", Kind::One(DiagnosisKind::ITEMS), Conditional),
    f("diagnosis", "诊断", "Diagnosis", Kind::One(Diagnosis::ITEMS), Conditional),
    f("icd10", "ICD-10 编码", "ICD-10", Kind::Text(10), Optional),
    f("ground", "法律依据", "Legal basis", Kind::One(Ground::ITEMS), Conditional),
    f(
        "agreement",
        "应急医疗处置知情同意书",
        "Agreement to emergency measures",
        Kind::One(Agreement::ITEMS),
        Required,
    ),
    f("nature", "处置性质", "Nature", Kind::One(Nature::ITEMS), Required),
    f("effect", "处置效果", "Effect", Kind::One(RecordEffect::ITEMS), Required),
    f("subject", "处置对象类别", "Who it was", Kind::One(Subject::ITEMS), Required),
    f("handed_to", "资料移交给", "Papers handed to", Kind::Text(100), Optional),
    f("payment", "费用支付方式", "Payment", Kind::One(Payment::ITEMS), Optional),
    f("filled_by", "填表人", "Filled in by", Kind::Text(50), Required),
    f("filled_on", "填表日期", "Day of filling in", Kind::Day, Required),
];

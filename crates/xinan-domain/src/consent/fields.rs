//! The fields of an entry of consent.

use super::{DecidedBy, Decision, Subject};
use crate::answers::Need::{Conditional, Optional, Required};
use crate::answers::{Field, Kind, Need};
use crate::code::Code;
use crate::person::Relation;

const fn f(id: &'static str, label: &'static str, label_en: &'static str, kind: Kind, need: Need) -> Field {
    Field { id, label, label_en, kind, need, columns: &[] }
}

// texts-ok: the labels of the fields stand with the fields, in both languages, as those of the official forms do.
/// All fields, in the order of the page.
pub const FIELDS: &[Field] = &[
    f("subject", "哪一项", "Of what", Kind::One(Subject::ITEMS), Required),
    f("decision", "怎么决定的", "What was decided", Kind::One(Decision::ITEMS), Required),
    f("decided_on", "哪一天", "On which day", Kind::Day, Required),
    f("decided_by", "谁决定的", "Who decided", Kind::One(DecidedBy::ITEMS), Required),
    f("guardian_name", "监护人姓名", "Guardian", Kind::Text(50), Conditional),
    f("guardian_relation", "与患者关系", "Relation", Kind::One(Relation::ITEMS), Conditional),
    f("unable_reason", "本人不能签字的原因", "Why the person could not sign", Kind::Text(200), Conditional),
    f("letter", "签的是哪一份文本", "Which text was signed", Kind::Text(40), Conditional),
    f("reported_by", "报告的医疗机构", "Institution that reported", Kind::Text(100), Conditional),
    f("reported_on", "发病报告卡日期", "Day of the report card", Kind::Day, Conditional),
    f("remark", "备注", "Remark", Kind::Text(200), Optional),
];

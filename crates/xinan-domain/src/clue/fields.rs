//! The fields of 线索调查登记表, of what is decided about a clue, and of a psychiatrist's review.
//!
//! The official form asks more of somebody who may have nothing (职业, 工作单位, 户主): those lines are on the paper, for the
//! pen, and are not collected here (个人信息保护法 第六条). What a record needs is asked when a record begins.

use super::{ClueOutcome, ScreeningList, Step};
use crate::answers::Need::{Conditional, Optional, Required};
use crate::answers::{Field, Kind, Need};
use crate::code::{Code, CodeItem};
use crate::diagnosis::Diagnosis;
use crate::identity_number::Sex;
use crate::person::Relation;

const fn f(id: &'static str, label: &'static str, label_en: &'static str, kind: Kind, need: Need) -> Field {
    Field { id, label, label_en, kind, need, columns: &[] }
}

/// What somebody can say of another person's sex at sight.
const SEXES: &[CodeItem] = &[Sex::ITEMS[1], Sex::ITEMS[2], Sex::ITEMS[0]];

// texts-ok: the labels of the fields stand with the fields, in both languages, as those of the official forms do.
/// The registration form, in the order of the page: who and where, what was noticed, who says so, who asked.
pub const FIELDS: &[Field] = &[
    f("name", "姓名", "Name", Kind::Text(50), Required),
    f("sex", "性别", "Sex", Kind::One(SEXES), Required),
    f("age", "大约年龄", "About what age", Kind::Number(0, 120), Optional),
    f("village", "村（居）委会", "Village", Kind::Text(50), Required),
    f("address", "组、门牌", "Group, house number", Kind::Text(100), Optional),
    f("list", "问题清单", "List of questions", Kind::One(ScreeningList::ITEMS), Required),
    f("items", "符合清单第几条", "Questions answered with yes", Kind::Text(40), Required),
    f("note", "还注意到什么", "What else was noticed", Kind::Text(500), Optional),
    f("informant", "知情人姓名", "Informant", Kind::Text(50), Required),
    f("informant_phone", "知情人电话", "Informant's telephone", Kind::Phone, Optional),
    f("surveyor", "调查人", "Who asked", Kind::Text(50), Required),
    f("surveyed_on", "调查日期", "Day of asking", Kind::Day, Required),
    f("identity_number", "身份证号", "Identity number", Kind::IdentityNumber, Optional),
    f("guardian_name", "监护人或家人姓名", "Guardian or family", Kind::Text(50), Optional),
    f("guardian_relation", "与本人关系", "Relation", Kind::One(Relation::ITEMS), Optional),
];

/// What is decided about a clue. Which steps are offered follows from where it stands.
pub const DECISION_FIELDS: &[Field] = &[
    f("step", "怎么办", "What is done", Kind::One(Step::ITEMS), Required),
    f("same_as", "是名册里的哪一位", "Who of the register it is", Kind::Text(32), Conditional),
    f("words", "理由", "Reason", Kind::Text(200), Conditional),
];

/// What a psychiatrist found, as it stands on the paper of the review.
pub const REVIEW_FIELDS: &[Field] = &[
    f("outcome", "复核结果", "Outcome", Kind::One(ClueOutcome::ITEMS), Required),
    f("diagnosis", "诊断", "Diagnosis", Kind::One(Diagnosis::ITEMS), Conditional),
    f("reviewed_on", "复核日期", "Day of the review", Kind::Day, Required),
    f("psychiatrist", "精神科医师", "Psychiatrist", Kind::Text(50), Required),
    f("institution", "医疗机构", "Institution", Kind::Text(100), Required),
    f("words", "意见", "Remark", Kind::Text(200), Optional),
];

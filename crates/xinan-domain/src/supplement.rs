//! 严重精神障碍患者个人信息补充表 — who the person is and how the illness began.
//!
//! Source: the third-edition form (every field of it), with the head of the resident's health
//! record that stands above it. Rosters kept in workbooks carry the same fields and take the same
//! path from [`parse`] on.

mod answers;
mod consent;
mod fields;
mod kept;
mod parse;
mod registration;
mod unanswered;

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::answers::Complaints;
use crate::day::PartialDay;
use crate::diagnosis::{Diagnosis, Icd10};
use crate::follow_up::{Confinement, DeathCause, Symptom};
use crate::identity_number::{IdentityNumber, Sex};
use crate::lost::LostReason;
use crate::person::*;
use crate::phone::Phone;
use crate::region::Region;
use crate::risk::Incidents;

pub use answers::to_answers;
pub use consent::{Follows, Said, consent_said, follows, tells_apart};
pub use fields::{FIELDS, REGISTERED_ON};
pub use parse::{MayStayOpen, SupplementContext, can_stay_open, is_open, parse};
pub use registration::registered_on;

/// The head of the record and the supplement form, understood.
///
/// `None` and an empty text are boxes that nobody filled in; which of them the form requires, and
/// this person's still lacks, [`Supplement::unanswered`] tells.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Supplement {
    /// 姓名.
    pub name: String,
    /// 性别.
    pub sex: Sex,
    /// 出生日期.
    pub birth_date: Date,
    /// 身份证号.
    pub identity_number: IdentityNumber,
    /// 民族.
    pub ethnicity: Option<Ethnicity>,
    /// 本人电话.
    pub phone: Option<Phone>,
    /// 村（居）委会, as a division of 12 digits.
    pub village: Region,
    /// 现住址.
    pub address: String,
    /// 文化程度.
    pub education: Option<Education>,
    /// 婚姻状况.
    pub marriage: Option<Marriage>,
    /// 1 监护人姓名.
    pub guardian_name: String,
    /// 2 与患者关系.
    pub guardian_relation: Option<Relation>,
    /// 3 监护人住址.
    pub guardian_address: String,
    /// 4 监护人电话.
    pub guardian_phone: Option<Phone>,
    /// 5 辖区村（居）委会联系人.
    pub village_contact: String,
    /// 5 联系电话.
    pub village_contact_phone: Option<Phone>,
    /// 6 户别.
    pub household: Option<Household>,
    /// 7 就业情况.
    pub employment: Option<Employment>,
    /// 8 知情同意.
    pub consent: Option<Consent>,
    /// 8 签字时间.
    pub consent_on: Option<Date>,
    /// 9 初次发病时间.
    pub onset_on: Option<PartialDay>,
    /// 10 既往主要症状; the empty set where 无 was written.
    pub past_symptoms: Option<BTreeSet<Symptom>>,
    /// 10 其他, in words.
    pub other_past_symptom: String,
    /// 11 既往关锁情况.
    pub confinement: Option<Confinement>,
    /// 12 既往门诊治疗情况.
    pub outpatient: Option<OutpatientHistory>,
    /// 13 首次抗精神病药治疗时间.
    pub first_treated_on: Option<PartialDay>,
    /// 14 曾住院次数.
    pub admissions: Option<u8>,
    /// 15 目前诊断.
    pub diagnosis: Diagnosis,
    /// 15 ICD-10.
    pub icd10: Option<Icd10>,
    /// 15 确诊医院.
    pub diagnosed_at: String,
    /// 15 确诊日期.
    pub diagnosed_on: Date,
    /// 16 最近一次治疗效果.
    pub effect: Option<TreatmentEffect>,
    /// 17 危险行为; 7 无 only where somebody said so. Forms kept before this was told apart hold 无
    /// for both.
    pub incidents: Option<Incidents>,
    /// 18 经济状况.
    pub economy: Option<Economy>,
    /// 19 专科医生的意见.
    pub specialist_opinion: String,
    /// 20 填表日期.
    pub filled_on: Option<Date>,
    /// 20 医生签字.
    pub filled_by: String,
    /// 精神残疾证号.
    pub disability_certificate: String,
    /// 残疾等级.
    pub disability_grade: Option<DisabilityGrade>,
    /// 备注.
    pub remark: String,
}

/// What a roster says beyond the supplement form: where the person stands.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Status {
    /// Nothing else is known than that the record is open.
    Open,
    /// 失访.
    Lost(Option<LostReason>),
    /// 死亡.
    Died {
        /// 死亡日期.
        on: Date,
        /// 死亡原因.
        cause: Option<DeathCause>,
    },
}

/// A row of a roster, understood.
#[derive(Debug, Clone, PartialEq)]
pub struct Understood {
    /// The form.
    pub supplement: Supplement,
    /// Where the person stands.
    pub status: Status,
    /// What deserves a second look.
    pub doubts: Complaints,
}

#[cfg(test)]
mod tests;

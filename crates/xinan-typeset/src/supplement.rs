//! 严重精神障碍患者个人信息补充表 as plain data.
//!
//! Source: 国家基本公共卫生服务规范（第三版）, the form of that name, all twenty items in its order.
//! Codes are the numbers of the form; days are written `2026-11-20`, or as much of it as is known.
//! [`SupplementSheet::default`] is a blank form.

use serde::{Deserialize, Serialize};

use crate::follow_up::Act;

/// What the supplement knows of one person, as it goes on paper.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct SupplementSheet {
    /// Number of the record in this system, for the foot of the page.
    pub record_no: String,
    /// 姓名.
    pub name: String,
    /// 编号, 17 digits or the last 8; the boxes take the last 8.
    pub case_no: String,
    /// 监护人姓名.
    pub guardian_name: String,
    /// 与患者关系.
    pub guardian_relation: String,
    /// 监护人住址.
    pub guardian_address: String,
    /// 监护人电话.
    pub guardian_phone: String,
    /// 辖区村（居）委会联系人、电话.
    pub committee_contact: String,
    /// 户别, 1 or 2.
    pub household: Option<u8>,
    /// 就业情况, 1 to 9.
    pub employment: Option<u8>,
    /// 知情同意, 1 or 0.
    pub consent: Option<u8>,
    /// Name printed on the line for 签字; leave it empty where a signature is wanted.
    pub consent_signed_by: String,
    /// 签字时间.
    pub consent_signed_on: String,
    /// 初次发病时间.
    pub onset_on: String,
    /// 既往主要症状, any of 1 to 12.
    pub symptoms: Vec<u8>,
    /// What 12 其他 means.
    pub symptom_other: String,
    /// 既往关锁情况, 1 to 3.
    pub confinement: Option<u8>,
    /// 既往治疗情况 门诊, 1 to 3.
    pub outpatient: Option<u8>,
    /// 首次抗精神病药治疗时间.
    pub first_treated_on: String,
    /// 曾住精神专科医院/综合医院精神专科, times.
    pub admissions: Option<u32>,
    /// 目前诊断.
    pub diagnosis: String,
    /// 确诊医院.
    pub diagnosed_by: String,
    /// 确诊日期.
    pub diagnosed_on: String,
    /// 最近一次治疗效果, 1 to 4.
    pub effect: Option<u8>,
    /// 危险行为, with counts.
    pub acts: Vec<Act>,
    /// 经济状况, 1 or 2.
    pub economy: Option<u8>,
    /// 专科医生的意见.
    pub opinion: String,
    /// 填表日期.
    pub filled_on: String,
    /// Name printed on the line for 医生签字; leave it empty where a signature is wanted.
    pub doctor: String,
}

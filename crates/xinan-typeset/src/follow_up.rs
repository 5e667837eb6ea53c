//! 严重精神障碍患者随访服务记录表 as plain data.
//!
//! Source: 国家基本公共卫生服务规范（第三版）, the form of that name, with what the 2018 form adds: 本次随访对象,
//! and doses by the time of day and of long-acting drugs.
//! What only this system asks (症状程度, 不良反应程度, 躯体疾病) is not on the official paper.
//!
//! Codes are the numbers of the form, days are written `2026-11-20` (or `2026`, `2026-11` when no
//! more is known), everything else is printed as it stands. [`FollowUpSheet::default`] is a blank form.

use serde::{Deserialize, Serialize};

/// One follow-up, as it goes on paper.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct FollowUpSheet {
    /// Number of the record in this system, for the foot of the page.
    pub record_no: String,
    /// 姓名.
    pub name: String,
    /// 编号, 17 digits or the last 8; the boxes take the last 8.
    pub case_no: String,
    /// 随访日期.
    pub visited_on: String,
    /// 本次随访形式, 1 to 3.
    pub mode: Option<u8>,
    /// 本次随访对象, any of 1 to 3.
    pub met: Vec<u8>,
    /// 若失访，原因, 1 to 5.
    pub lost_reason: Option<u8>,
    /// What 5 其他 means.
    pub lost_other: String,
    /// 死亡日期.
    pub died_on: String,
    /// 死亡原因, 1 to 6.
    pub death_cause: Option<u8>,
    /// Which 躯体疾病, 1 (①) to 8 (⑧).
    pub death_disease: Option<u8>,
    /// 危险性评估, 0 to 5.
    pub risk: Option<u8>,
    /// 目前症状, any of 1 to 12.
    pub symptoms: Vec<u8>,
    /// What 12 其他 means.
    pub symptom_other: String,
    /// 自知力, 1 to 3.
    pub insight: Option<u8>,
    /// 睡眠情况, 1 to 3.
    pub sleep: Option<u8>,
    /// 饮食情况, 1 to 3.
    pub diet: Option<u8>,
    /// 个人生活料理, 1 to 3.
    pub self_care: Option<u8>,
    /// 家务劳动, 1 to 3.
    pub housework: Option<u8>,
    /// 生产劳动及工作, 1 to 3 or 9.
    pub work: Option<u8>,
    /// 学习能力, 1 to 3.
    pub learning: Option<u8>,
    /// 社会人际交往, 1 to 3.
    pub social: Option<u8>,
    /// 危险行为 since the last follow-up.
    pub acts: Vec<Act>,
    /// 两次随访期间关锁情况, 1 to 3.
    pub confinement: Option<u8>,
    /// 两次随访期间住院情况, 0 to 2.
    pub hospital: Option<u8>,
    /// 末次出院时间.
    pub discharged_on: String,
    /// 实验室检查, 1 or 2.
    pub tests: Option<u8>,
    /// Which tests, and what they showed.
    pub tests_text: String,
    /// 用药依从性, 1 to 4.
    pub adherence: Option<u8>,
    /// 药物不良反应, 1, 2 or 9.
    pub adverse: Option<u8>,
    /// Which adverse reaction.
    pub adverse_text: String,
    /// 治疗效果, 1 to 4 or 9.
    pub effect: Option<u8>,
    /// 是否转诊, 1 or 2.
    pub referral: Option<u8>,
    /// 转诊原因.
    pub referral_reason: String,
    /// 转诊至机构及科室.
    pub referral_to: String,
    /// 用药情况. The paper has lines for three; the fourth and further go on a continuation page.
    pub medicines: Vec<Medicine>,
    /// 用药指导, likewise.
    pub guidance: Vec<Medicine>,
    /// 康复措施, any of 1 to 5.
    pub rehabilitation: Vec<u8>,
    /// What 5 其他 means.
    pub rehabilitation_other: String,
    /// 本次随访分类, 1 to 3.
    pub class: Option<u8>,
    /// 下次随访日期.
    pub next_on: String,
    /// Name printed on the line for 随访医生签名; leave it empty where a signature is wanted.
    pub doctor: String,
}

/// One kind of 危险行为, 1 to 6 with how often, or 7 无.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Act {
    /// The form's number.
    pub code: u8,
    /// 次.
    pub times: Option<u32>,
}

/// One medicine, in whichever of the form's ways it is prescribed: so often a day, morning, noon and
/// evening, or once in so many weeks (长效药).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Medicine {
    /// 药物.
    pub name: String,
    /// How it is taken, in words, where no box of the form says it; stands behind the name.
    pub as_written: String,
    /// 每日 … 次.
    pub times: String,
    /// 每次剂量, to `times`.
    pub dose: String,
    /// 早.
    pub morning: String,
    /// 中.
    pub noon: String,
    /// 晚.
    pub evening: String,
    /// 长效药：每 … 周一次.
    pub every: String,
    /// 每次, to `every`.
    pub long_acting_dose: String,
    /// Unit of the doses where it is not the printed mg.
    pub unit: String,
    /// Unit of `every` where it is not the printed 周.
    pub every_unit: String,
}

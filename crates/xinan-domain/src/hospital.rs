//! 住院 — an admission on a lawful ground, the day of leaving, and the form that the hospital gives.
//!
//! Source: 精神卫生法 第三十至三十七条 (who may be admitted, on what ground, and what rights follow), 第四十四、四十五条 (leaving),
//! 第四十六、四十七条; 报告办法 第七条 (出院信息单 within ten working days); 工作规范 (2018) 出院随访 (first visit within two weeks).
//! The boxes of the form are those of the national exchange table MH01.02.
//!
//! What surprises: there are three grounds and no fourth ([`Ground`]). Whoever is brought under 第二十八条第二款 and kept to be
//! diagnosed at once (第二十九条第二款, 留院诊断) is not admitted yet: the conclusion decides, and a ground follows from it. A
//! township that learns of an admission may not know the ground; it leaves it open rather than guessing, and the hospital
//! says it.

mod fields;
mod form;
mod parse;
mod rights;
mod step;
#[cfg(test)]
mod tests;

pub use fields::{ADMITTING, FORM, LEAVING};
pub use form::{DischargeForm, FormContext, NoMedicine, StayEffect, form};
pub use parse::{AdmissionContext, LeavingContext, admission, leaving, to_answers};
pub use rights::{Right, rediagnosis_until, rights};
pub use step::{may_admit, may_discharge};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::codes;
use crate::person::Relation;

codes! {
    /// 住院依据 (精神卫生法 第三十条): nothing else keeps anybody in hospital.
    Ground {
        Voluntary = 1 "自愿住院（第三十条第一款）" "voluntary (article 30, paragraph 1)" ["自愿"],
        HarmToSelf = 2 "已有伤害自身的行为或危险（第三十条第二款第一项）" "harm or danger to oneself (30(2)(1))" [],
        HarmToOthers = 3 "已有危害他人安全的行为或危险（第三十条第二款第二项）" "harm or danger to others (30(2)(2))" [],
    }
}

codes! {
    /// 出院方式, as 第三十五条 and 第四十四条 know it.
    Leaving {
        OwnWish = 1 "自愿住院的，本人要求出院（第四十四条第一款）" "own wish, voluntary stay (44(1))" [],
        GuardiansWish = 2 "监护人要求出院（第四十四条第二款）" "guardian's wish, 30(2)(1) (44(2))" [],
        Fit = 3 "医院评估可以出院（第四十四条第四、五款）" "found fit to leave (44(4), 44(5))" [],
        NotFounded = 4 "再次诊断或鉴定不需要住院（第三十五条第一款）" "re-diagnosis or appraisal: no stay (35(1))" [],
        OtherHospital = 5 "转其他医院" "to another hospital" [],
        Other = 6 "其他或不清楚" "other, or not known" [],
    }
}

/// Which hospital.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Hospital {
    /// One of the county's list, by its id.
    Listed(String),
    /// Another one, by its name.
    Named(String),
}

/// 入院.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Admission {
    /// 入院日期.
    pub admitted_on: Date,
    /// 医院.
    pub hospital: Hospital,
    /// 住院病案号.
    pub ward_no: String,
    /// 住院依据; none where a township learned of the admission and not of its ground.
    pub ground: Option<Ground>,
    /// The guardian who agreed (第三十一条), or saw to the formalities (第三十六条).
    pub guardian_name: String,
    /// 与患者关系.
    pub guardian_relation: Option<Relation>,
    /// The day on which the guardian agreed.
    pub agreed_on: Option<Date>,
    /// The psychiatrist whose conclusion a ground of 第三十条第二款 rests on.
    pub doctor: String,
    /// The day on which the conclusion was received: from it the three days of 第三十二条 run.
    pub concluded_on: Option<Date>,
    /// The day on which patient and guardian were told their rights (第三十七条).
    pub told_on: Option<Date>,
    /// Remarks.
    pub note: String,
}

/// 出院, as a fact: the form may follow.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Discharge {
    /// 出院日期.
    pub left_on: Date,
    /// 出院方式.
    pub leaving: Leaving,
    /// Remarks.
    pub note: String,
}

//! The one catalogue of indicators: each a quotient of two sums over month rows.
//!
//! Dashboards, official tables, the work summary and the command line read this list; a definition
//! exists once. Numbers of the open questions (Q4 to Q10) name the switch that decides.

use super::{Measure, Rate};
use crate::parameter::{Counting, MedicineBase, Registered};

/// Numerator or denominator: a measure, or one that a switch decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Base {
    /// This measure.
    Of(Measure),
    /// R or R′ (Q6).
    Registered,
    /// What medicine rates are divided by; before 2017 managed, since then registered people.
    Medicine,
    /// What 面访率 is divided by.
    Face,
    /// What 体检率 is divided by.
    Examination,
    /// 常住人口 of the area.
    Population,
}

impl Base {
    /// The measure behind it; `None` for the population, which is no sum over people.
    pub fn measure(self, counting: &Counting) -> Option<Measure> {
        let registered = match counting.registered {
            Registered::Living => Measure::Registered,
            Registered::LivingOrDiedThisYear => Measure::RegisteredOrDied,
        };
        Some(match self {
            Self::Of(measure) => measure,
            Self::Registered => registered,
            Self::Medicine => match counting.medicine_base {
                MedicineBase::Registered => registered,
                MedicineBase::Managed => Measure::Managed,
            },
            Self::Face if counting.face_of_managed => Measure::Managed,
            Self::Face => registered,
            Self::Examination if counting.examined_of_registered => registered,
            Self::Examination => Measure::Managed,
            Self::Population => return None,
        })
    }
}

/// The unit in which a rate is stated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// %.
    Percent,
    /// ‰.
    PerMille,
}

/// One indicator.
#[derive(Debug, Clone, Copy)]
pub struct Indicator {
    /// Stable id, also the key of its target.
    pub id: &'static str,
    /// Official name.
    pub name: &'static str,
    /// Name in English.
    pub name_en: &'static str,
    /// What is counted.
    pub numerator: Base,
    /// Of whom.
    pub denominator: Base,
    /// % or ‰.
    pub unit: Unit,
    /// Whether more is better; `None` for figures that are neither.
    pub higher_is_better: Option<bool>,
    /// Who is left out of the numerator although one might expect them, and which switch decides.
    pub exclusions: [&'static str; 2],
    /// Where the definition stands.
    pub source: &'static str,
}

impl Indicator {
    /// The rate of two sums.
    pub fn rate(&self, numerator: i64, denominator: i64) -> Option<Rate> {
        let scale = match self.unit {
            Unit::Percent => 100,
            Unit::PerMille => 1000,
        };
        Rate::of(numerator, denominator, scale)
    }
}

/// The indicator with this id.
pub fn find(id: &str) -> Option<&'static Indicator> {
    CATALOGUE.iter().find(|one| one.id == id)
}

macro_rules! indicator {
    ($id:literal $zh:literal $en:literal $num:expr => $den:expr, $unit:ident, $better:expr,
     $ex_zh:literal, $ex_en:literal, $source:literal) => {
        Indicator {
            id: $id,
            name: $zh,
            name_en: $en,
            numerator: $num,
            denominator: $den,
            unit: Unit::$unit,
            higher_is_better: $better,
            exclusions: [$ex_zh, $ex_en],
            source: $source,
        }
    };
}

use Base::{Examination, Face, Medicine, Of, Population};

/// All indicators that are sums over month rows, in the order of the official tables.
///
/// Those of other slices (free medicine, guardian reward, care groups, rehabilitation, knowledge
/// surveys) join the list with the facts that they count.
pub const CATALOGUE: &[Indicator] = &[
    indicator!("prevalence" "报告患病率" "reported prevalence" Base::Registered => Population, PerMille, None,
        "不含已死亡；人口数按所在年份的系统人口", "without the dead; population of the year", "全国年度报告"),
    indicator!("managed" "管理率" "management rate" Of(Measure::Managed) => Base::Registered, Percent, Some(true),
        "本年没有一次完整随访的不计入；不同意管理、失访仍在分母", "people without a complete visit this year; those who refuse or are lost stay in the denominator", "全国年度报告；工作规范"),
    indicator!("standard" "规范管理率" "standard management rate" Of(Measure::Standard) => Base::Registered, Percent, Some(true),
        "任两次相邻随访月份相隔超过 3 个月的不计入，含年初（年内建档的从建档起）和截止日两头（可设置）", "people with a gap over 3 calendar months, also at both ends of the period, from registration if that is later (switch)", "服务规范 五；全国年度报告"),
    indicator!("standard_scored" "规范管理率（考核口径）" "standard management (assessors')" Of(Measure::StandardScored) => Base::Registered, Percent, Some(true),
        "本年随访不足 4 次或没有体检的不计入", "fewer than 4 visits or no examination this year", "绩效考核标准"),
    indicator!("medicine" "服药率" "medication rate" Of(Measure::OnMedicine) => Medicine, Percent, Some(true),
        "末次随访不用药或医嘱勿需用药的不计入；住院者计入；分母可设为在管", "not taking or not needing medicine at the last visit; people in hospital count; denominator is a switch", "全国年度报告（2017 年起以在册为分母）"),
    indicator!("regular_medicine" "规律服药率" "regular medication rate" Of(Measure::RegularMedicine) => Medicine, Percent, Some(true),
        "本年有一次间断或不用药的不计入（可设为只看末次）", "any irregular or missing use this year (switch: last visit only)", "全国年度报告"),
    indicator!("schizophrenia_medicine" "精神分裂症服药率" "medication rate, schizophrenia" Of(Measure::SchizophreniaOnMedicine) => Of(Measure::Schizophrenia), Percent, Some(true),
        "同服药率，只计精神分裂症", "as the medication rate, schizophrenia only", "全国年度报告"),
    indicator!("schizophrenia_regular" "精神分裂症规律服药率" "regular medication rate, schizophrenia" Of(Measure::SchizophreniaRegular) => Of(Measure::Schizophrenia), Percent, Some(true),
        "同规律服药率，只计精神分裂症", "as the regular medication rate, schizophrenia only", "全国年度报告"),
    indicator!("stable" "病情稳定率" "stability rate" Of(Measure::Stable) => Of(Measure::Home), Percent, Some(true),
        "正在住院的不在分母；末次随访早于 3 个月的不计入", "people in hospital are not in the denominator; a last visit over 3 months ago does not count", "全国年度报告"),
    indicator!("face_to_face" "面访率" "face-to-face rate" Of(Measure::FaceToFace) => Face, Percent, Some(true),
        "只有电话随访、或只见到家属的不计入", "people reached by telephone or through family only", "全国年度报告"),
    indicator!("examined" "体检率" "examination rate" Of(Measure::Examined) => Examination, Percent, Some(true),
        "以在管为分母（可设为在册）", "of managed people (switch: registered)", "服务规范 二（四）"),
    indicator!("lost" "失访率" "loss to follow-up" Of(Measure::Lost) => Base::Registered, Percent, Some(false),
        "已找到的不计入", "people found again do not count", "工作规范 失访"),
    indicator!("consented" "知情同意率" "consent rate" Of(Measure::Consented) => Base::Registered, Percent, Some(true),
        "没有签字记录的不计入", "people without a recorded consent", "工作规范 知情同意"),
    indicator!("refused" "不同意参加管理比例" "share not agreeing" Of(Measure::Refused) => Base::Registered, Percent, None,
        "单列说明：他们仍在各率的分母里", "shown on its own: they stay in every denominator", "工作规范 知情同意"),
    indicator!("risk_three" "三级及以上比例" "share with grade 3 or more" Of(Measure::RiskThreeLast) => Base::Registered, Percent, None,
        "按末次评估", "by the last assessment", "工作规范"),
    indicator!("risk_three_attended" "三级及以上处置率" "grade 3 or more, attended" Of(Measure::RiskThreeAttended) => Of(Measure::RiskThreeEver), Percent, Some(true),
        "发现后两周内再次随访或住院的计入", "seen again or admitted within two weeks", "工作规范 分类干预"),
    indicator!("incident" "肇事肇祸率" "persons with an incident" Of(Measure::IncidentPerson) => Base::Registered, Percent, Some(false),
        "按人计，不按次计", "persons, not events", "全国年度报告"),
    indicator!("minor_disturbance" "轻度滋事率" "persons with a minor disturbance" Of(Measure::MinorDisturbancePerson) => Base::Registered, Percent, Some(false),
        "按人计，不按次计", "persons, not events", "全国年度报告"),
    indicator!("on_time" "随访及时率" "visits on time" Of(Measure::VisitsOnTime) => Of(Measure::VisitsDue), Percent, Some(true),
        "应随访日期在本年内的", "due days within the year", "本系统"),
    indicator!("entered_in_time" "信息填报及时率" "entries in time" Of(Measure::EntriesInTime) => Of(Measure::Entries), Percent, Some(true),
        "从旧表导入的不计入", "visits taken over from old workbooks do not count", "信息管理办法"),
    indicator!("referral_done" "转诊完成率" "referrals completed" Of(Measure::ReferralsDone) => Of(Measure::Referrals), Percent, Some(true),
        "转诊后下一次随访记有住院的计入", "referrals followed by a stay at the next visit", "工作规范 转诊"),
];

//! The one catalogue of indicators: each a quotient of two sums over month rows.
//!
//! Dashboards, official tables, the work summary and the command line read this list; a definition
//! exists once. Numbers of the open questions (Q4 to Q10) name the switch that decides. What the norms
//! count and this system has no facts of stands in [`NOT_YET_COUNTED`], with what is missing.

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
    /// What the medicine rates of 精神分裂症 are divided by: Z or M∩Z.
    Schizophrenia,
    /// What 面访率 is divided by.
    Face,
    /// What 体检率 is divided by.
    Examination,
    /// 已确诊: people with a record, and those confirmed on review who have none yet.
    Confirmed,
    /// 常住人口 of the area.
    Population,
}

impl Base {
    /// The measure behind it; `None` for what is no sum over records.
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
            Self::Schizophrenia if counting.schizophrenia_of_managed => Measure::SchizophreniaManaged,
            Self::Schizophrenia => Measure::Schizophrenia,
            Self::Face if counting.face_of_managed => Measure::Managed,
            Self::Face => registered,
            Self::Examination if counting.examined_of_registered => registered,
            Self::Examination => Measure::Managed,
            Self::Confirmed | Self::Population => return None,
        })
    }

    /// The same way of counting with the other reading of the switch that decides this base alone.
    ///
    /// `None` where no such switch decides. R or R′ is none: it also decides whose judgements count.
    fn other_reading(self, counting: &Counting) -> Option<Counting> {
        let mut other = counting.clone();
        match self {
            Self::Medicine => {
                other.medicine_base = match counting.medicine_base {
                    MedicineBase::Registered => MedicineBase::Managed,
                    MedicineBase::Managed => MedicineBase::Registered,
                };
            }
            Self::Schizophrenia => other.schizophrenia_of_managed = !counting.schizophrenia_of_managed,
            Self::Face => other.face_of_managed = !counting.face_of_managed,
            Self::Examination => other.examined_of_registered = !counting.examined_of_registered,
            Self::Of(_) | Self::Registered | Self::Confirmed | Self::Population => return None,
        }
        Some(other)
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
    /// Where the definition stands, in Chinese and in English.
    pub source: [&'static str; 2],
}

impl Indicator {
    /// The other reading of its denominator, where the same month rows answer for both.
    pub fn other_reading(&self, counting: &Counting) -> Option<Counting> {
        self.denominator.other_reading(counting)
    }

    /// Whether it counts, or divides by, people whom a visit of the year makes managed (Q8, Q10).
    pub fn depends_on_managed(&self) -> bool {
        use Measure as M;
        let of_managed = |base: Base| match base {
            Base::Medicine | Base::Schizophrenia | Base::Face | Base::Examination => true,
            Base::Of(measure) => matches!(
                measure,
                M::Managed | M::Home | M::Standard | M::StandardScored | M::Stable | M::HomeRehabilitation
            ),
            Base::Registered | Base::Confirmed | Base::Population => false,
        };
        of_managed(self.numerator) || of_managed(self.denominator)
    }

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
     $ex_zh:literal, $ex_en:literal, $source:expr) => {
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

use Base::{Confirmed, Examination, Face, Medicine, Of, Population, Schizophrenia};

// Where definitions stand.
const YEARLY: [&str; 2] = ["全国年度报告", "national yearly reports"];
const YEARLY_2017: [&str; 2] =
    ["全国年度报告（2017 年起以在册为分母）", "national yearly reports (of the registered since 2017)"];
const YEARLY_AND_WORK: [&str; 2] = ["全国年度报告；工作规范", "national yearly reports; work specification"];
const SERVICE: [&str; 2] =
    ["服务规范 五；全国年度报告", "service specification, part 5; national yearly reports"];
const SERVICE_EXAM: [&str; 2] = ["服务规范 二（四）", "service specification, 2 (4)"];
const ASSESSORS: [&str; 2] = ["绩效考核标准", "assessment schemes"];
const WORK: [&str; 2] = ["工作规范", "work specification"];
const WORK_LOST: [&str; 2] = ["工作规范 失访", "work specification, loss to follow-up"];
const WORK_CONSENT: [&str; 2] = ["工作规范 知情同意", "work specification, consent"];
const WORK_RECORD: [&str; 2] = ["工作规范 建档", "work specification, building the record"];
const WORK_CLASSES: [&str; 2] = ["工作规范 分类干预", "work specification, help by class"];
const WORK_REFERRAL: [&str; 2] = ["工作规范 转诊", "work specification, referral"];
const WORK_DISCHARGE: [&str; 2] = ["工作规范 出院随访", "work specification, visits after discharge"];
const INFORMATION: [&str; 2] = ["信息管理办法", "rules on information management"];
const SERVICE_FORM: [&str; 2] = [
    "服务规范 个人信息补充表；信息管理办法",
    "service specification, supplement form; rules on information management",
];
const REHABILITATION: [&str; 2] = [
    "服务规范 随访表 22；精康融合行动",
    "service specification, visit form 22; campaign for rehabilitation in the community",
];
const OURS: [&str; 2] = ["本系统", "this system"];

/// All indicators that are sums over month rows, in the order of the official tables.
///
/// Those of other slices join the list with the facts that they count: [`NOT_YET_COUNTED`].
pub const CATALOGUE: &[Indicator] = &[
    indicator!("prevalence" "报告患病率" "reported prevalence" Base::Registered => Population, PerMille, None,
        "不含已死亡；人口数按所在年份的系统人口", "without the dead; population of the year", YEARLY),
    indicator!("managed" "管理率" "management rate" Of(Measure::Managed) => Base::Registered, Percent, Some(true),
        "本年没有一次完整随访的不计入；电话随访、失访前随访过的计入（可设置）；不同意管理、失访仍在分母", "people without a complete visit this year; telephone visits and people lost after a visit count (switches); those who refuse or are lost stay in the denominator", YEARLY_AND_WORK),
    indicator!("standard" "规范管理率" "standard management rate" Of(Measure::Standard) => Base::Registered, Percent, Some(true),
        "任两次相邻随访月份相隔超过 3 个月的不计入，含年初（年内建档的从建档起）和截止日两头（可设置）", "people with a gap over 3 calendar months, also at both ends of the period, from registration if that is later (switch)", SERVICE),
    indicator!("standard_scored" "规范管理率（考核口径）" "standard management (assessors')" Of(Measure::StandardScored) => Base::Registered, Percent, Some(true),
        "本年随访不足 4 次或没有体检的不计入", "fewer than 4 visits or no examination this year", ASSESSORS),
    indicator!("medicine" "服药率" "medication rate" Of(Measure::OnMedicine) => Medicine, Percent, Some(true),
        "末次随访不用药或医嘱勿需用药的不计入；住院者计入；分母可设为在管", "not taking or not needing medicine at the last visit; people in hospital count; denominator is a switch", YEARLY_2017),
    indicator!("regular_medicine" "规律服药率" "regular medication rate" Of(Measure::RegularMedicine) => Medicine, Percent, Some(true),
        "本年有一次间断或不用药的不计入（可设为只看末次）", "any irregular or missing use this year (switch: last visit only)", YEARLY),
    indicator!("schizophrenia_medicine" "精神分裂症服药率" "medication rate, schizophrenia" Of(Measure::SchizophreniaOnMedicine) => Schizophrenia, Percent, Some(true),
        "同服药率，只计精神分裂症；分母可设为在管的精神分裂症患者", "as the medication rate, schizophrenia only; denominator is a switch", YEARLY),
    indicator!("schizophrenia_regular" "精神分裂症规律服药率" "regular medication rate, schizophrenia" Of(Measure::SchizophreniaRegular) => Schizophrenia, Percent, Some(true),
        "同规律服药率，只计精神分裂症；分母可设为在管的精神分裂症患者", "as the regular medication rate, schizophrenia only; denominator is a switch", YEARLY),
    indicator!("stable" "病情稳定率" "stability rate" Of(Measure::Stable) => Of(Measure::Home), Percent, Some(true),
        "正在住院的不在分母；末次随访早于 3 个月的不计入", "people in hospital are not in the denominator; a last visit over 3 months ago does not count", YEARLY),
    indicator!("face_to_face" "面访率" "face-to-face rate" Of(Measure::FaceToFace) => Face, Percent, Some(true),
        "只有电话随访、或只见到家属的不计入（见到家属可设为计入）；分母可设为在管", "people reached by telephone, or through family only (switch); denominator is a switch", YEARLY),
    indicator!("examined" "体检率" "examination rate" Of(Measure::Examined) => Examination, Percent, Some(true),
        "以在管为分母（可设为在册）", "of managed people (switch: registered)", SERVICE_EXAM),
    indicator!("lost" "失访率" "loss to follow-up" Of(Measure::Lost) => Base::Registered, Percent, Some(false),
        "已找到的不计入", "people found again do not count", WORK_LOST),
    indicator!("record_built" "建档率" "records built" Of(Measure::Cumulative) => Confirmed, Percent, Some(true),
        "已确诊是已建档的人（含已死亡）加上线索复核确诊、还没有建档的人；没有身份证号的线索对不上，不计", "confirmed are people with a record, the dead included, and people confirmed on review of a clue who have none; a clue without an identity number cannot be matched and is left out", WORK_RECORD),
    indicator!("consented" "知情同意率" "consent rate" Of(Measure::Consented) => Base::Registered, Percent, Some(true),
        "没有签字记录的不计入", "people without a recorded consent", WORK_CONSENT),
    indicator!("refused" "不同意参加管理比例" "share not agreeing" Of(Measure::Refused) => Base::Registered, Percent, None,
        "单列说明：他们仍在各率的分母里", "shown on its own: they stay in every denominator", WORK_CONSENT),
    indicator!("risk_three" "三级及以上比例" "share with grade 3 or more" Of(Measure::RiskThreeLast) => Base::Registered, Percent, None,
        "按末次评估", "by the last assessment", WORK),
    indicator!("risk_three_ever" "本年曾三级及以上比例" "share ever at grade 3 or more" Of(Measure::RiskThreeEver) => Base::Registered, Percent, None,
        "本年任一次评估三级及以上的，每人计一次", "any assessment of the year, each person once", WORK),
    indicator!("risk_three_attended" "三级及以上处置率" "grade 3 or more, attended" Of(Measure::RiskThreeAttended) => Of(Measure::RiskThreeEver), Percent, Some(true),
        "发现后两周内再次随访或住院的计入，即下面管理率与住院率之和", "seen again or admitted within two weeks: the sum of the next two", WORK_CLASSES),
    indicator!("risk_three_managed" "三级及以上管理率" "grade 3 or more, managed" Of(Measure::RiskThreeManaged) => Of(Measure::RiskThreeEver), Percent, Some(true),
        "发现后两周内再次随访、其间没有住院的计入；住院的另计", "seen again within two weeks without a stay in hospital; stays are counted on their own", WORK_CLASSES),
    indicator!("risk_three_admitted" "三级及以上住院率" "grade 3 or more, admitted" Of(Measure::RiskThreeAdmitted) => Of(Measure::RiskThreeEver), Percent, None,
        "发现时正在住院，或两周内随访记有住院的计入；是否住院由医生按病情判断，不是越多越好", "in hospital when found, or a stay known at a visit within two weeks; whether to admit is for a psychiatrist, more is not better", WORK_CLASSES),
    indicator!("incident" "肇事肇祸率" "persons with an incident" Of(Measure::IncidentPerson) => Base::Registered, Percent, Some(false),
        "按人计，不按次计", "persons, not events", YEARLY),
    indicator!("minor_disturbance" "轻度滋事率" "persons with a minor disturbance" Of(Measure::MinorDisturbancePerson) => Base::Registered, Percent, Some(false),
        "按人计，不按次计", "persons, not events", YEARLY),
    indicator!("on_time" "随访及时率" "visits on time" Of(Measure::VisitsOnTime) => Of(Measure::VisitsDue), Percent, Some(true),
        "应随访日期在本年内的；新建档的首次随访（建档后两周）也在内，届时不同意管理、失访、住院的除外", "due days within the year, a newcomer's first visit (two weeks) among them, unless refused, lost or in hospital by then", OURS),
    indicator!("entered_in_time" "信息填报及时率" "entries in time" Of(Measure::EntriesInTime) => Of(Measure::Entries), Percent, Some(true),
        "从旧表导入的不计入", "visits taken over from old workbooks do not count", INFORMATION),
    indicator!("information_complete" "信息完整率" "complete records" Of(Measure::InformationComplete) => Base::Registered, Percent, Some(true),
        "补充表必填项有缺的不计入；按现行有效的补充表", "people whose supplement form lacks a required item; judged by the form that holds", SERVICE_FORM),
    indicator!("after_discharge" "出院后随访及时率" "visits after discharge in time" Of(Measure::DischargeVisitsOnTime) => Of(Measure::DischargeVisitsDue), Percent, Some(true),
        "出院后两周的期限在本年内的；两周内再次住院，或届时不同意管理、失访的除外；出院信息单另计（尚未统计）", "discharges whose two weeks end within the year, unless back in hospital, refused or lost by then; discharge forms are not counted yet", WORK_DISCHARGE),
    indicator!("rehabilitation" "社区康复参与率" "in community rehabilitation" Of(Measure::HomeRehabilitation) => Of(Measure::Home), Percent, Some(true),
        "本年随访表记有康复措施的居家患者；转介到康复机构的登记尚未统计", "people at home with a measure of rehabilitation on a visit form of the year; referrals to rehabilitation centres are not counted yet", REHABILITATION),
    indicator!("referral_done" "转诊完成率" "referrals completed" Of(Measure::ReferralsDone) => Of(Measure::Referrals), Percent, Some(true),
        "转诊后下一次随访记有住院的计入", "referrals followed by a stay at the next visit", WORK_REFERRAL),
];

//! 严重精神障碍患者随访服务记录表 — the visit as a typed value.
//!
//! Source: the third-edition form; item numbers in the comments are those of the paper. Where the
//! class rule needs more than the paper asks (symptom severity, adverse-reaction severity,
//! physical illness), the item is marked as ours.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::class::Stability;
use crate::codes;
use crate::lost::LostReason;
use crate::medicine::Medicine;
use crate::risk::{Incidents, Risk};

codes! {
    /// 2 本次随访形式.
    VisitMode {
        Clinic = 1 "门诊" "clinic" ["门诊随访"],
        Home = 2 "家庭访视" "home visit" ["家访", "入户", "上门", "入户随访"],
        Telephone = 3 "电话" "telephone" ["电话随访"],
    }
}

codes! {
    /// 3 本次随访对象.
    Met {
        Patient = 1 "患者本人" "the patient" ["本人", "患者"],
        Family = 2 "患者家属、监护人" "family or guardian" ["家属", "监护人", "患者家属", "家属、监护人", "患者家属或监护人"],
        Others = 3 "其他知情人" "others who know" ["知情人", "其他"],
    }
}

codes! {
    /// 7 目前症状; also 补充表 10 既往主要症状. No tick means none.
    Symptom {
        Hallucination = 1 "幻觉" "hallucinations" [],
        PoorCommunication = 2 "交流困难" "difficulty communicating" [],
        Suspicion = 3 "猜疑" "suspicion" [],
        MoodSwings = 4 "喜怒无常" "mood swings" [],
        OddBehaviour = 5 "行为怪异" "odd behaviour" [],
        Excited = 6 "兴奋话多" "excited, talkative" [],
        Aggression = 7 "伤人毁物" "hurting people, breaking things" [],
        Pessimism = 8 "悲观厌世" "hopelessness" [],
        Wandering = 9 "无故外走" "wandering off" [],
        TalkingToSelf = 10 "自语自笑" "talking or laughing to self" [],
        Withdrawn = 11 "孤僻懒散" "withdrawn, inactive" [],
        OtherSymptom = 12 "其他" "other" [],
    }
}

codes! {
    /// How marked the symptoms are. Ours: the class rule asks for it, the paper does not.
    SymptomSeverity {
        Gone = 1 "基本消失" "gone or nearly gone" ["消失", "无", "无症状"],
        Partial = 2 "部分" "partly present" ["部分存在", "部分残留", "轻度", "轻"],
        Marked = 3 "明显" "marked" ["症状明显", "严重", "重"],
    }
}

codes! {
    /// 8 自知力.
    Insight {
        Full = 1 "自知力完全" "full" ["完全", "自知力完整", "完整"],
        Partial = 2 "自知力不全" "partial" ["不全", "自知力不完全", "部分"],
        Absent = 3 "自知力缺失" "absent" ["缺失", "无"],
    }
}

codes! {
    /// 9 睡眠, 10 饮食 and 11 社会功能.
    Ability {
        Good = 1 "良好" "good" ["好"],
        Fair = 2 "一般" "fair" ["中"],
        Poor = 3 "较差" "poor" ["差"],
    }
}

codes! {
    /// 11 生产劳动及工作, the one aspect that may not apply.
    WorkAbility {
        Good = 1 "良好" "good" ["好"],
        Fair = 2 "一般" "fair" ["中"],
        Poor = 3 "较差" "poor" ["差"],
        NotApplicable = 9 "此项不适用" "not applicable" ["不适用"],
    }
}

codes! {
    /// 13 两次随访期间关锁情况; 补充表 11 既往关锁情况.
    Confinement {
        None = 1 "无关锁" "none" ["无"],
        Confined = 2 "关锁" "confined" ["有", "有关锁"],
        Released = 3 "关锁已解除" "released" ["已解除", "解除"],
    }
}

codes! {
    /// 14 两次随访期间住院情况.
    Hospital {
        NotAdmitted = 0 "未住院" "not in hospital" ["无", "期间未住院", "从未住院"],
        InHospital = 1 "目前正在住院" "in hospital now" ["正在住院", "住院中", "住院"],
        Discharged = 2 "曾住院，现未住院" "was in hospital, not now" ["曾住院", "既往住院", "已出院"],
    }
}

codes! {
    /// 16 用药依从性.
    Adherence {
        Regular = 1 "按医嘱规律用药" "regular, as prescribed" ["规律", "规律服药", "规律用药", "按医嘱"],
        Irregular = 2 "间断用药" "irregular" ["间断", "间断服药"],
        NotTaking = 3 "不用药" "not taking it" ["不服药", "未服药", "没有用药"],
        NotPrescribed = 4 "医嘱勿需用药" "no medicine needed" ["勿需用药", "无需用药", "不需用药", "医嘱无需用药"],
    }
}

codes! {
    /// 17 药物不良反应.
    AdverseReaction {
        None = 1 "无" "none" ["没有"],
        Present = 2 "有" "present" [],
        NotApplicable = 9 "此项不适用" "not applicable" ["不适用"],
    }
}

codes! {
    /// How severe an adverse reaction is. Ours: the class rule asks for it, the paper does not.
    AdverseSeverity {
        None = 1 "无" "none" [],
        Mild = 2 "较轻" "mild" ["轻", "轻度", "不严重"],
        Severe = 3 "严重" "severe" ["重", "重度"],
    }
}

codes! {
    /// Physical illness. Ours: the class rule asks for it, the paper does not.
    PhysicalIllness {
        NoneOrSteady = 1 "无或病情稳定" "none, or steady" ["无", "稳定"],
        Severe = 2 "严重" "severe" ["有严重躯体疾病", "重"],
    }
}

codes! {
    /// 18 治疗效果; 补充表 16.
    Effect {
        Recovered = 1 "痊愈" "recovered" ["临床痊愈"],
        Better = 2 "好转" "better" [],
        Unchanged = 3 "无变化" "unchanged" [],
        Worse = 4 "加重" "worse" ["恶化"],
        NotApplicable = 9 "此项不适用" "not applicable" ["不适用"],
    }
}

codes! {
    /// 22 康复措施.
    Rehabilitation {
        DailyLiving = 1 "生活劳动能力" "daily living" [],
        Vocational = 2 "职业训练" "vocational training" [],
        Learning = 3 "学习能力" "learning" [],
        SocialContact = 4 "社会交往" "social contact" [],
        OtherMeasure = 5 "其他" "other" [],
    }
}

codes! {
    /// 死亡原因.
    DeathCause {
        Somatic = 1 "躯体疾病" "physical illness" ["疾病", "病故"],
        Suicide = 2 "自杀" "suicide" [],
        Homicide = 3 "他杀" "homicide" [],
        Accident = 4 "意外" "accident" ["意外死亡"],
        Complication = 5 "精神疾病相关并发症" "complication of the mental illness" ["并发症"],
        OtherCause = 6 "其他" "other" [],
    }
}

codes! {
    /// 死亡原因, 1 躯体疾病 by kind. Some systems write 不详 as 9.
    SomaticCause {
        Infectious = 1 "传染病和寄生虫病" "infection or parasites" [],
        Tumour = 2 "肿瘤" "tumour" [],
        Heart = 3 "心脏病" "heart disease" [],
        Cerebrovascular = 4 "脑血管病" "cerebrovascular disease" [],
        Respiratory = 5 "呼吸系统疾病" "respiratory disease" [],
        Digestive = 6 "消化系统疾病" "digestive disease" [],
        OtherSomatic = 7 "其他疾病" "other disease" [],
        Unknown = 8 "不详" "unknown" [],
    }
}

/// 11 社会功能情况.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Social {
    /// 个人生活料理.
    pub self_care: Option<Ability>,
    /// 家务劳动.
    pub housework: Option<Ability>,
    /// 生产劳动及工作.
    pub work: Option<WorkAbility>,
    /// 学习能力.
    pub learning: Option<Ability>,
    /// 社会人际交往.
    pub contact: Option<Ability>,
}

impl Social {
    /// The poorest aspect that was answered; work that does not apply does not count.
    pub fn poorest(&self) -> Option<Ability> {
        let work = self.work.and_then(|work| match work {
            WorkAbility::Good => Some(Ability::Good),
            WorkAbility::Fair => Some(Ability::Fair),
            WorkAbility::Poor => Some(Ability::Poor),
            WorkAbility::NotApplicable => None,
        });
        [self.self_care, self.housework, work, self.learning, self.contact].into_iter().flatten().max()
    }
}

/// 19 是否转诊.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Referral {
    /// 否.
    No,
    /// 是: why and where to.
    Made {
        /// 转诊原因.
        reason: String,
        /// 转诊至机构及科室.
        to: String,
    },
}

/// Items 6 to 22: what was found when somebody could be seen or asked.
///
/// `None` is a box that nobody filled in: the state of somebody in hospital who was not judged, or a
/// column that an old workbook does not have. It stays empty on the page and on paper; what the class
/// rule supposes in its place is said by [`findings_of`](super::findings_of).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Clinical {
    /// 6 危险性评估, of the time since the last visit.
    pub risk: Option<Risk>,
    /// 7 目前症状; empty means none.
    pub symptoms: BTreeSet<Symptom>,
    /// 7 其他, in words.
    pub other_symptom: String,
    /// Ours: how marked the symptoms are.
    pub severity: Option<SymptomSeverity>,
    /// 8 自知力.
    pub insight: Option<Insight>,
    /// 9 睡眠情况.
    pub sleep: Option<Ability>,
    /// 10 饮食情况.
    pub diet: Option<Ability>,
    /// 11 社会功能情况.
    pub social: Social,
    /// 12 危险行为, counts since the last visit.
    pub incidents: Option<Incidents>,
    /// 13 关锁情况.
    pub confinement: Option<Confinement>,
    /// 14 住院情况.
    pub hospital: Option<Hospital>,
    /// 14 末次出院时间.
    pub discharged_on: Option<Date>,
    /// 15 实验室检查: what was done; an empty text is the tick at 无.
    pub labs: Option<String>,
    /// 16 用药依从性.
    pub adherence: Option<Adherence>,
    /// 17 药物不良反应.
    pub adverse: Option<AdverseReaction>,
    /// 17, in words.
    pub adverse_text: String,
    /// Ours: how severe the reaction is.
    pub adverse_severity: Option<AdverseSeverity>,
    /// Ours: physical illness.
    pub physical: Option<PhysicalIllness>,
    /// Ours: anything else abnormal, in words; empty means none.
    pub other_abnormality: String,
    /// 18 治疗效果.
    pub effect: Option<Effect>,
    /// 19 是否转诊.
    pub referral: Option<Referral>,
    /// 20 用药情况.
    pub medicines: Vec<Medicine>,
    /// 21 用药指导: what to take from now on.
    pub guidance: Vec<Medicine>,
    /// 22 康复措施.
    pub rehabilitation: BTreeSet<Rehabilitation>,
    /// 22 其他, in words.
    pub other_rehabilitation: String,
}

/// What came of the visit: items 4, 5 and 6 to 22 exclude each other.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Found {
    /// Somebody was seen or asked.
    Seen(Box<Clinical>),
    /// 4 失访.
    Lost(LostReason),
    /// 5 死亡.
    Died {
        /// 死亡日期.
        on: Date,
        /// 死亡原因.
        cause: DeathCause,
        /// Its kind when 1 躯体疾病.
        somatic: Option<SomaticCause>,
    },
}

/// One follow-up visit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Visit {
    /// 1 随访日期.
    pub visited_on: Date,
    /// 2 本次随访形式.
    pub mode: VisitMode,
    /// 3 本次随访对象.
    pub met: BTreeSet<Met>,
    /// Items 4 to 22.
    pub found: Found,
    /// 23 本次随访分类 as recorded; none when lost, dead or not judged in hospital.
    pub stability: Option<Stability>,
    /// What the rule computed.
    pub computed: Option<Stability>,
    /// Why the worker judged otherwise.
    pub override_reason: String,
    /// 趋于稳定, asked at the re-visit of a basically stable patient.
    pub settling: bool,
    /// 24 下次随访日期 as agreed; none when lost or dead.
    pub next_on: Option<Date>,
    /// 25 随访医生签名.
    pub doctor: String,
    /// 这次说了什么: a line for the next visitor, not on the official form.
    pub note: String,
}

impl Visit {
    /// The findings, when somebody was seen or asked.
    pub fn clinical(&self) -> Option<&Clinical> {
        match &self.found {
            Found::Seen(clinical) => Some(clinical),
            Found::Lost(_) | Found::Died { .. } => None,
        }
    }

    /// A referral was made (item 19).
    pub fn is_referred(&self) -> bool {
        self.clinical().is_some_and(|one| matches!(one.referral, Some(Referral::Made { .. })))
    }

    /// At least one 康复措施 was named (item 22).
    pub fn has_rehabilitation(&self) -> bool {
        self.clinical().is_some_and(|one| !one.rehabilitation.is_empty())
    }

    /// 面访: clinic or home, and the patient was met (Q8).
    pub fn is_face_to_face(&self) -> bool {
        self.clinical().is_some() && self.mode != VisitMode::Telephone && self.met.contains(&Met::Patient)
    }
}

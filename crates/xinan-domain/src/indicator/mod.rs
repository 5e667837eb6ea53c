//! 指标 — what is counted about one person in one month, and the rates made of it.
//!
//! Sources: 服务规范 (规范管理率), the national yearly reports on management and treatment, and the
//! local definitions collected in the programme's assessment schemes. Denominators changed over
//! the years and differ by province, so each open question is a switch in
//! [`Counting`](crate::parameter::Counting).
//!
//! [`month_of`] judges one person at one cut-off; an indicator is a quotient of sums over such
//! month rows ([`CATALOGUE`]). The row holds whatever any figure needs, so that every cell of every
//! report opens the people behind it. What surprises: all gaps are counted in calendar months, so a
//! row does not depend on the day of the month on which it is computed.

mod catalogue;
mod fact;
mod month;
mod not_yet;
mod punctual;
mod rate;

pub use catalogue::{Base, CATALOGUE, Indicator, Unit, find};
pub use fact::{CaseFacts, ConfirmedFact, ConsentFact, DischargeFact, LostSpan, VisitFact};
pub use month::{CaseMonth, month_of};
pub use not_yet::{NOT_YET_COUNTED, NotYetCounted};
pub use rate::Rate;

macro_rules! measures {
    ($($(#[$meta:meta])* $variant:ident = $key:literal $zh:literal $en:literal),+ $(,)?) => {
        /// One count of a month row.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[repr(usize)]
        pub enum Measure {
            $(
                #[doc = concat!($zh, ".")]
                $(#[$meta])*
                $variant,
            )+
        }

        impl Measure {
            /// All measures, in the order of the month row's columns.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// Column and JSON key.
            pub fn key(self) -> &'static str {
                match self { $(Self::$variant => $key),+ }
            }

            /// What it counts, in Chinese.
            pub fn label(self) -> &'static str {
                match self { $(Self::$variant => $zh),+ }
            }

            /// What it counts, in English.
            pub fn label_en(self) -> &'static str {
                match self { $(Self::$variant => $en),+ }
            }

            /// The measure with this key.
            pub fn from_key(key: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.key() == key)
            }
        }
    };
}

measures! {
    Cumulative = "cumulative_confirmed" "累计确诊" "ever confirmed",
    Dead = "dead" "死亡" "dead",
    DiedThisYear = "died_this_year" "本年死亡" "died this year",
    /// 在册患者 R: cumulative records less the dead.
    Registered = "registered" "在册患者" "registered",
    /// R′: R with those who died within the year.
    RegisteredOrDied = "registered_or_died" "在册患者（含本年死亡）" "registered, or died this year",
    Lost = "lost" "失访" "lost to follow-up",
    /// Neither managed nor dead, and lost: the third part of B13's partition.
    LostNotManaged = "lost_not_managed" "失访且本年未随访" "lost and not visited this year",
    /// 非在管: registered, not lost, without a complete visit this year.
    NotManaged = "not_managed" "非在管" "not managed",
    Refused = "refused_consent" "不同意参加管理" "does not agree to management",
    Consented = "consented" "同意参加管理" "agrees to management",
    /// 年在管患者 M: at least one complete visit since 1 January.
    Managed = "managed" "在管患者" "managed",
    /// 居家患者 H: managed and not in hospital at the last visit.
    Home = "home" "居家患者" "living at home",
    /// 规范管理患者 G: no gap over three calendar months.
    Standard = "standard_managed" "规范管理患者" "managed to the standard",
    /// Four visits and one examination in the year: the assessors' variant.
    StandardScored = "standard_scored" "随访4次且体检1次" "four visits and one examination",
    /// 服药患者 T.
    OnMedicine = "on_medicine" "服药患者" "taking medicine",
    /// 规律服药患者 TR.
    RegularMedicine = "regular_medicine" "规律服药患者" "taking medicine regularly",
    NoMedicineNeeded = "no_medicine_needed" "医嘱勿需用药" "no medicine needed",
    NotTakingMedicine = "not_taking_medicine" "这段时间没有用药" "not taking medicine",
    /// 病情稳定患者 S.
    Stable = "stable" "病情稳定患者" "stable",
    LastBasicallyStable = "last_basically_stable" "末次基本稳定" "basically stable at the last visit",
    LastUnstable = "last_unstable" "末次不稳定" "unstable at the last visit",
    /// 面访患者 F.
    FaceToFace = "face" "面访患者" "met face to face",
    Examined = "examined" "体检患者" "examined this year",
    Schizophrenia = "schizophrenia" "在册精神分裂症患者" "registered with schizophrenia",
    SchizophreniaManaged = "schizophrenia_managed" "在管精神分裂症患者" "managed with schizophrenia",
    SchizophreniaOnMedicine = "schizophrenia_on_medicine" "服药精神分裂症患者" "schizophrenia, on medicine",
    SchizophreniaRegular = "schizophrenia_regular" "规律服药精神分裂症患者" "schizophrenia, on medicine regularly",
    IntellectualManaged = "intellectual_managed" "在管精神发育迟滞患者" "managed with intellectual disability",
    /// Last risk grade 3 or more.
    RiskThreeLast = "risk_three_last" "末次评估3级及以上" "last risk grade 3 or more",
    /// Risk grade 3 or more at any visit of the year.
    RiskThreeEver = "risk_three_ever" "本年曾评估3级及以上" "risk grade 3 or more this year",
    /// 三级以上 found, and seen again or admitted within two weeks.
    RiskThreeAttended = "risk_three_attended" "3级及以上两周内得到处置" "risk 3 or more, attended within two weeks",
    /// 三级以上 found, and seen again within two weeks without a stay in hospital.
    RiskThreeManaged = "risk_three_managed" "3级及以上两周内再次随访" "risk 3 or more, seen again within two weeks",
    /// 三级以上 found, and in hospital then or within two weeks.
    RiskThreeAdmitted = "risk_three_admitted" "3级及以上两周内住院" "risk 3 or more, in hospital within two weeks",
    /// Persons with a public-order or criminal incident in the year.
    IncidentPerson = "incident_person" "本年有肇事肇祸记录" "with an incident this year",
    MinorDisturbancePerson = "minor_disturbance_person" "本年有轻度滋事记录" "with a minor disturbance this year",
    SelfHarmPerson = "self_harm_person" "本年有自伤或自杀未遂记录" "with self-harm this year",
    Visits = "visits" "本年随访次数" "visits this year",
    VisitsDue = "visits_due" "本年应随访次数" "visits due this year",
    VisitsOnTime = "visits_on_time" "按期随访次数" "visits on time",
    Entries = "entries" "本年录入次数" "visits entered this year",
    EntriesInTime = "entries_in_time" "按时录入次数" "visits entered in time",
    Referrals = "referrals" "本年转诊次数" "referrals this year",
    ReferralsDone = "referrals_done" "已完成转诊次数" "referrals completed",
    /// Every required item of the supplement form is filled in.
    InformationComplete = "information_complete" "补充表必填项齐全" "with a complete supplement form",
    /// 待补: required items that are still open.
    ItemsOpen = "items_open" "补充表待补项数" "open items of the supplement form",
    DischargeVisitsDue = "discharge_visits_due" "应做出院后随访次数" "visits after discharge due",
    DischargeVisitsOnTime = "discharge_visits_on_time" "出院后按期随访次数" "visits after discharge in time",
    /// At home, and a visit of the year names a measure of rehabilitation.
    HomeRehabilitation = "home_rehabilitation" "参加社区康复的居家患者" "at home, in community rehabilitation",
}

impl Measure {
    /// How many there are.
    pub const COUNT: usize = Self::ALL.len();
}

#[cfg(test)]
mod tests;

//! How indicators are counted.

use serde::{Deserialize, Serialize};

/// Declares the answers to one open question, each with the key under which tables name it.
macro_rules! choices {
    ($(#[$meta:meta])* $name:ident { $($(#[$variant_meta:meta])* $variant:ident = $key:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
        pub enum $name {
            $($(#[$variant_meta])* $variant,)+
        }

        impl $name {
            pub(super) fn key(self) -> &'static str {
                match self { $(Self::$variant => $key,)+ }
            }

            pub(super) fn of_key(key: &str) -> Option<Self> {
                match key { $($key => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}

pub(super) use choices;

choices! {
    /// The denominator of a rate: who counts as registered (open question Q6).
    Registered {
        /// R: cumulative records less all dead at the cut-off.
        Living = "living",
        /// R′: also those who died within the year (national report of 2019).
        LivingOrDiedThisYear = "living_or_died_this_year",
    }
}

choices! {
    /// 病情稳定 as the period's figure (Q7).
    StableRule {
        /// The last visit, within the last three months, was stable.
        LastVisitRecent = "last_visit_recent",
        /// Every visit of the year was stable (national report of 2016).
        WholeYear = "whole_year",
    }
}

choices! {
    /// 规律服药 (Q4).
    RegularRule {
        /// All completed visits of the year that state medicine say 规律.
        AllVisits = "all_visits",
        /// The last one does.
        LastVisit = "last_visit",
    }
}

choices! {
    /// 自知力不全 (Q9): whether it is 「基本恢复」, as 病情稳定 asks.
    InsightRule {
        /// 稳定 needs 自知力完全; a worker may judge otherwise with a reason.
        Full = "full",
        /// 自知力不全 will do.
        FullOrPartial = "full_or_partial",
    }
}

choices! {
    /// 面访 (Q8): who must be met at clinic or home.
    FaceRule {
        /// 患者本人 is among those met.
        PatientMet = "patient_met",
        /// Anybody: the patient, the family or others who know.
        AnybodyMet = "anybody_met",
    }
}

choices! {
    /// What a medicine rate is divided by; before 2017 the nation used managed patients.
    MedicineBase {
        /// 在册患者.
        Registered = "registered",
        /// 在管患者.
        Managed = "managed",
    }
}

/// How indicators are counted (全国年度报告; docs/decisions/0007).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Counting {
    /// Who is registered.
    pub registered: Registered,
    /// The largest month gap that is still 规范管理. National: 3.
    pub standard_gap_months: u16,
    /// Whether the gap from 1 January, or from registration, to the first visit counts (Q5).
    pub gap_from_year_start: bool,
    /// Whether the gap from the last visit to the cut-off counts (Q5).
    pub gap_to_cutoff: bool,
    /// How 病情稳定 is counted.
    pub stable: StableRule,
    /// Months in which the last visit must lie to count as stable. Local: 3.
    pub stable_months: u16,
    /// How 规律服药 is counted.
    pub regular: RegularRule,
    /// Which insight a visit needs to be classed 稳定 (Q9); visits classed before keep their class.
    pub insight: InsightRule,
    /// What medicine rates are divided by.
    pub medicine_base: MedicineBase,
    /// Whether the medicine rates of 精神分裂症 are divided by managed (M∩Z) rather than registered people (Z).
    pub schizophrenia_of_managed: bool,
    /// Whether a telephone visit makes somebody managed, and counts for 规范管理 (Q8).
    pub telephone_counts: bool,
    /// Who must be met for 面访 (Q8).
    pub face: FaceRule,
    /// Whether who is lost at the cut-off stays managed when there was a visit in the year (Q10).
    pub lost_may_be_managed: bool,
    /// Whether 面访率 is divided by managed rather than registered people.
    pub face_of_managed: bool,
    /// Whether 体检率 is divided by registered rather than managed people.
    pub examined_of_registered: bool,
    /// Working days within which a visit must be entered to be 及时. Default 10.
    pub entry_working_days: u16,
}

impl Default for Counting {
    /// The national values since 2017.
    fn default() -> Self {
        Self {
            registered: Registered::Living,
            standard_gap_months: 3,
            gap_from_year_start: true,
            gap_to_cutoff: true,
            stable: StableRule::LastVisitRecent,
            stable_months: 3,
            regular: RegularRule::AllVisits,
            insight: InsightRule::Full,
            medicine_base: MedicineBase::Registered,
            schizophrenia_of_managed: false,
            telephone_counts: true,
            face: FaceRule::PatientMet,
            lost_may_be_managed: true,
            face_of_managed: false,
            examined_of_registered: false,
            entry_working_days: 10,
        }
    }
}

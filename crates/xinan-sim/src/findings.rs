//! What a visit finds: items 6 to 22 of the form, for the state in which somebody is.

use std::collections::BTreeSet;

use xinan_domain::day::age_on;
use xinan_domain::diagnosis::Diagnosis;
use xinan_domain::follow_up::*;
use xinan_domain::medicine::Medicine;
use xinan_domain::risk::{Incident, Incidents, Risk};
use xinan_domain::supplement::Supplement;

use crate::course::State;
use crate::days::plus;
use crate::diary::Step;
use crate::plan::{Plan, Taking};
use crate::random::Chance;
use crate::regimen::Regimen;
use crate::world::{Subject, World};

/// Of all people, how many know their illness only in part although all else is well: the class rule
/// says basically stable, the worker says stable and why.
const INSIGHT_PARTIAL: f64 = 0.05;

const ADVERSE: &[&str] = &["手有些抖", "口干", "便秘", "体重增加", "白天犯困", "坐不住", "流口水"];
const LABS: &[&str] = &[
    "血常规正常",
    "血常规、肝功能正常",
    "血常规、肝功能、空腹血糖正常",
    "血常规正常。空腹血糖6.4mmol/L",
    "心电图正常",
    "肝功能正常。甘油三酯略高",
];
const REFERRAL_REASONS: &[&str] = &[
    "病情有波动。需要专科医生看",
    "睡眠和情绪都不稳。请调整用药",
    "病情反复。请评估是否住院",
    "几天睡不着、情绪激动。需要住院评估",
];
const OTHER_ABNORMALITIES: &[&str] = &["近日血压偏高", "体重三个月减了六公斤", "腿上有伤未愈"];

/// Knows one person well enough to say what each visit finds.
pub(crate) struct Findings<'a> {
    plan: &'a Plan,
    chance: Chance,
    diagnosis: Diagnosis,
    regimen: Regimen,
    social: Social,
    insight_partial: bool,
    adverse: Option<&'static str>,
    hospital: String,
    /// The year of the last visit outside a hospital.
    last_year: Option<i16>,
    /// The year in which he or she was in hospital or came home from it.
    treated_in: Option<i16>,
    was_unstable: bool,
}

impl<'a> Findings<'a> {
    pub(crate) fn new(world: &World<'_>, plan: &'a Plan, supplement: &Supplement) -> Self {
        let mut chance = world.chance(plan.person, "findings");
        let mut ability = |good: f64| Some(if chance.percent(good) { Ability::Good } else { Ability::Fair });
        let (self_care, housework, learning, contact) =
            (ability(75.0), ability(62.0), ability(40.0), ability(45.0));
        let work = match chance.between(1, 100) {
            _ if age_on(supplement.birth_date, world.options.as_of) > 72 => WorkAbility::NotApplicable,
            1..=45 => WorkAbility::Good,
            46..=88 => WorkAbility::Fair,
            _ => WorkAbility::NotApplicable,
        };
        Self {
            plan,
            diagnosis: supplement.diagnosis,
            regimen: Regimen::of(&mut chance, supplement.diagnosis),
            social: Social { self_care, housework, work: Some(work), learning, contact },
            insight_partial: world.share(Subject::Insight, plan.person) < INSIGHT_PARTIAL,
            adverse: chance.percent(9.0).then(|| chance.pick(ADVERSE)),
            hospital: format!("{}精神卫生中心", world.options.city),
            last_year: None,
            treated_in: None,
            was_unstable: false,
            chance,
        }
    }

    /// What is found at a visit; visits are asked for in their order.
    pub(crate) fn at(&mut self, step: &Step) -> Clinical {
        let (adherence, medicines, mut guidance) = self.medicine(step);
        let (risk, incidents) = self.risk(step.state);
        let steady = step.state == State::Stable;
        if matches!(step.state, State::Unstable { first: true }) {
            self.regimen.raise();
            guidance = self.regimen.medicines();
        }
        let (adverse, adverse_text, adverse_severity) = self.adverse_reaction(step.state, adherence);
        let clinical = Clinical {
            risk: Some(risk),
            symptoms: self.symptoms(step.state),
            other_symptom: String::new(),
            severity: Some(match step.state {
                State::Stable => SymptomSeverity::Gone,
                State::Unstable { .. } => SymptomSeverity::Marked,
                _ => SymptomSeverity::Partial,
            }),
            insight: Some(self.insight(step.state)),
            sleep: Some(self.ability(step.state, if steady { 78.0 } else { 25.0 })),
            diet: Some(self.ability(step.state, if steady { 86.0 } else { 45.0 })),
            social: self.social(step.state),
            incidents: Some(incidents),
            confinement: Some(Confinement::None),
            hospital: Some(match step.state {
                State::InHospital { .. } => Hospital::InHospital,
                State::Discharged { .. } => Hospital::Discharged,
                _ => Hospital::NotAdmitted,
            }),
            discharged_on: match step.state {
                State::Discharged { days_ago } => Some(plus(step.on, -days_ago)),
                _ => None,
            },
            labs: Some(self.labs(step.state)),
            adherence: Some(adherence),
            adverse: Some(adverse),
            adverse_text,
            adverse_severity,
            physical: Some(PhysicalIllness::NoneOrSteady),
            other_abnormality: match step.state {
                State::Wobbly { .. } if self.chance.percent(6.0) => {
                    self.chance.pick(OTHER_ABNORMALITIES).to_owned()
                }
                _ => String::new(),
            },
            effect: Some(self.effect(step.state, adherence)),
            referral: Some(self.referral(step.state, risk)),
            medicines,
            guidance,
            rehabilitation: self.rehabilitation(),
            other_rehabilitation: String::new(),
        };
        self.was_unstable = matches!(step.state, State::Unstable { .. });
        clinical
    }

    /// Items 16, 20 and 21: the year's way of taking medicine; in hospital somebody sees to it.
    fn medicine(&mut self, step: &Step) -> (Adherence, Vec<Medicine>, Vec<Medicine>) {
        let year = step.on.year();
        let first_of_year = self.last_year != Some(year);
        let prescribed = self.regimen.medicines();
        if matches!(step.state, State::InHospital { .. }) {
            self.treated_in = Some(year);
            return (Adherence::Regular, prescribed, Vec::new());
        }
        if matches!(step.state, State::Discharged { .. }) {
            self.treated_in = Some(year);
        }
        self.last_year = Some(year);
        let taking = match self.plan.taking(year) {
            // Nobody comes home from hospital without medicine.
            Taking::NotAtAll | Taking::NonePrescribed if self.treated_in == Some(year) => Taking::Irregularly,
            taking => taking,
        };
        match taking {
            Taking::Regularly => (Adherence::Regular, prescribed.clone(), self.guidance(prescribed)),
            Taking::Irregularly if first_of_year || self.chance.percent(55.0) => {
                (Adherence::Irregular, prescribed.clone(), self.guidance(prescribed))
            }
            Taking::Irregularly => (Adherence::Regular, prescribed.clone(), self.guidance(prescribed)),
            Taking::NotAtAll => (Adherence::NotTaking, Vec::new(), prescribed),
            Taking::NonePrescribed => (Adherence::NotPrescribed, Vec::new(), Vec::new()),
        }
    }

    /// Written down anew at most visits, left open at the others.
    fn guidance(&mut self, prescribed: Vec<Medicine>) -> Vec<Medicine> {
        if self.chance.percent(70.0) { prescribed } else { Vec::new() }
    }

    /// Items 6 and 12, which go together.
    fn risk(&mut self, state: State) -> (Risk, Incidents) {
        let chance = &mut self.chance;
        let grade = match state {
            State::Unstable { first: true } => {
                chance.weighted(&[(0, 8), (1, 8), (2, 9), (3, 42), (4, 29), (5, 4)])
            }
            State::Unstable { first: false } => chance.weighted(&[(1, 12), (2, 28), (3, 53), (4, 7)]),
            // What led to the admission, or happened between the last visit and it.
            State::InHospital { first: true } if self.was_unstable => {
                chance.weighted(&[(0, 45), (2, 10), (3, 30), (4, 15)])
            }
            State::InHospital { first: true } => chance.weighted(&[(0, 20), (2, 15), (3, 42), (4, 23)]),
            State::Wobbly { settling: false } => chance.weighted(&[(0, 70), (1, 24), (2, 6)]),
            _ => 0,
        };
        let act = match grade {
            3 => Some(chance.weighted(&[
                (Incident::MinorDisturbance, 60),
                (Incident::OtherHarm, 30),
                (Incident::PublicOrder, 10),
            ])),
            4 => Some(chance.weighted(&[
                (Incident::SelfHarm, 50),
                (Incident::SuicideAttempt, 20),
                (Incident::PublicOrder, 15),
                (Incident::OtherHarm, 15),
            ])),
            5 => Some(chance.weighted(&[(Incident::PublicOrder, 70), (Incident::Criminal, 30)])),
            _ => None,
        };
        let mut incidents = Incidents::NONE;
        if let Some(act) = act {
            incidents.counts[usize::from(act as u8) - 1] = if chance.percent(85.0) { 1 } else { 2 };
        }
        (Risk::new(grade).unwrap_or(Risk::NONE), incidents)
    }

    fn symptoms(&mut self, state: State) -> BTreeSet<Symptom> {
        use Symptom::*;
        let chance = &mut self.chance;
        let usual: &[Symptom] = match self.diagnosis {
            Diagnosis::Bipolar => &[MoodSwings, Excited, Pessimism, MoodSwings],
            Diagnosis::Epilepsy => &[MoodSwings, PoorCommunication, OddBehaviour],
            Diagnosis::IntellectualDisability => &[PoorCommunication, OddBehaviour, Wandering, MoodSwings],
            Diagnosis::Delusional => &[Suspicion, Suspicion, MoodSwings],
            _ => &[
                Hallucination,
                Suspicion,
                TalkingToSelf,
                Withdrawn,
                Suspicion,
                PoorCommunication,
                OddBehaviour,
            ],
        };
        let count = match state {
            // What is left of it is no burden any more.
            State::Stable => {
                return if chance.percent(7.0) { BTreeSet::from([Withdrawn]) } else { BTreeSet::new() };
            }
            State::Wobbly { settling: true } | State::Discharged { .. } => chance.between(0, 1),
            State::Wobbly { settling: false } | State::InHospital { .. } => chance.between(1, 2),
            State::Unstable { .. } => chance.between(2, 3),
        };
        (0..count).map(|_| chance.pick(usual)).collect()
    }

    fn insight(&mut self, state: State) -> Insight {
        match state {
            State::Stable if self.insight_partial => Insight::Partial,
            State::Stable => Insight::Full,
            State::Unstable { .. } => self.chance.weighted(&[(Insight::Absent, 45), (Insight::Partial, 55)]),
            // Denied for years, while all else is in order: the worker judges otherwise than the rule.
            State::Wobbly { .. } if self.insight_partial => Insight::Absent,
            _ => self.chance.weighted(&[(Insight::Partial, 60), (Insight::Full, 40)]),
        }
    }

    fn ability(&mut self, state: State, good: f64) -> Ability {
        match state {
            _ if self.chance.percent(good) => Ability::Good,
            State::Unstable { .. } => Ability::Poor,
            State::Wobbly { .. } if self.chance.percent(30.0) => Ability::Poor,
            _ => Ability::Fair,
        }
    }

    /// Item 11: as ever when steady; else one or all aspects suffer.
    fn social(&mut self, state: State) -> Social {
        let usual = self.social;
        match state {
            State::Stable => usual,
            State::Unstable { .. } => Social {
                housework: Some(Ability::Poor),
                work: Some(WorkAbility::Poor),
                contact: Some(Ability::Poor),
                ..usual
            },
            State::Wobbly { settling: false } if self.chance.percent(35.0) => {
                Social { contact: Some(Ability::Poor), ..usual }
            }
            _ => Social { contact: Some(Ability::Fair), ..usual },
        }
    }

    fn labs(&mut self, state: State) -> String {
        let often = if self.regimen.is_mainly("氯氮平") { 34.0 } else { 9.0 };
        let done = matches!(state, State::Discharged { .. }) || self.chance.percent(often);
        if done { self.chance.pick(LABS).to_owned() } else { String::new() }
    }

    fn adverse_reaction(
        &mut self,
        state: State,
        adherence: Adherence,
    ) -> (AdverseReaction, String, Option<AdverseSeverity>) {
        let none = (AdverseReaction::None, String::new(), None);
        if matches!(adherence, Adherence::NotTaking | Adherence::NotPrescribed) {
            return (AdverseReaction::NotApplicable, String::new(), None);
        }
        let lasting = self.adverse.filter(|_| self.chance.percent(80.0));
        let fresh =
            matches!(state, State::Wobbly { .. } | State::Discharged { .. }) && self.chance.percent(15.0);
        match lasting.or_else(|| fresh.then(|| self.chance.pick(ADVERSE))) {
            Some(words) => (AdverseReaction::Present, words.to_owned(), Some(AdverseSeverity::Mild)),
            None => none,
        }
    }

    fn effect(&mut self, state: State, adherence: Adherence) -> Effect {
        use Effect::{Better, NotApplicable, Recovered, Unchanged, Worse};
        let weights: &[(Effect, u32)] = match state {
            _ if adherence == Adherence::NotPrescribed => &[(NotApplicable, 70), (Recovered, 30)],
            State::Stable => &[(Better, 62), (Unchanged, 25), (Recovered, 13)],
            State::Wobbly { settling: false } => &[(Unchanged, 65), (Worse, 35)],
            State::Unstable { .. } => &[(Worse, 80), (Unchanged, 20)],
            _ => &[(Better, 80), (Unchanged, 20)],
        };
        self.chance.weighted(weights)
    }

    /// Item 19: whoever is not stable is referred; once on the way, not again every two weeks.
    fn referral(&mut self, state: State, risk: Risk) -> Referral {
        let often = match state {
            State::Unstable { first: true } => 93.0,
            State::Unstable { first: false } => 35.0,
            State::Wobbly { settling: false } => 10.0,
            _ => 0.0,
        };
        if !self.chance.percent(often) {
            return Referral::No;
        }
        let reasons = match risk.needs_support() {
            true => REFERRAL_REASONS,
            false => &REFERRAL_REASONS[..2],
        };
        let reason = self.chance.pick(reasons).to_owned();
        let to = format!("{}{}", self.hospital, self.chance.pick(&["门诊", "精神一科", "精神二科"]));
        Referral::Made { reason, to }
    }

    fn rehabilitation(&mut self) -> BTreeSet<Rehabilitation> {
        use Rehabilitation::{DailyLiving, Learning, SocialContact, Vocational};
        if !self.chance.percent(40.0) {
            return BTreeSet::new();
        }
        let measures: &[&[Rehabilitation]] = &[
            &[DailyLiving],
            &[DailyLiving, SocialContact],
            &[SocialContact],
            &[Vocational],
            &[DailyLiving, Learning],
        ];
        self.chance.pick(measures).iter().copied().collect()
    }
}

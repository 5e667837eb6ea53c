//! How an illness began and was recognised: the medical half of the supplement form.
//!
//! Three quarters schizophrenia (national press notice of 2017), intellectual disability next.

use std::collections::BTreeSet;

use jiff::ToSpan;
use jiff::civil::Date;
use xinan_domain::day::{PartialDay, Precision};
use xinan_domain::diagnosis::{Diagnosis, Icd10};
use xinan_domain::follow_up::Symptom;
use xinan_domain::person::OutpatientHistory;
use xinan_domain::risk::{Incident, Incidents};

use crate::days::{days_between, plus};
use crate::plan::Plan;
use crate::random::{Chance, share_of};
use crate::world::{Subject, World};

const DIAGNOSES: &[(Diagnosis, u32)] = &[
    (Diagnosis::Schizophrenia, 748),
    (Diagnosis::IntellectualDisability, 98),
    (Diagnosis::Bipolar, 66),
    (Diagnosis::Epilepsy, 52),
    (Diagnosis::Schizoaffective, 20),
    (Diagnosis::Delusional, 16),
];

/// The diagnosis that falls to a person.
pub(crate) fn diagnosis(world: &World<'_>, person: u32) -> Diagnosis {
    share_of(world.share(Subject::Diagnosis, person), DIAGNOSES)
}

/// How the illness began and was recognised.
pub(crate) struct Illness {
    pub(crate) onset: PartialDay,
    pub(crate) diagnosed: Date,
    pub(crate) treated: Option<PartialDay>,
    pub(crate) outpatient: OutpatientHistory,
    pub(crate) admissions: u8,
}

/// Born, fallen ill, diagnosed, registered: in this order.
pub(crate) fn begin(chance: &mut Chance, plan: &Plan, birth: Date, diagnosis: Diagnosis) -> Illness {
    let (least, most) = match diagnosis {
        Diagnosis::IntellectualDisability => (4, 16),
        Diagnosis::Epilepsy => (6, 30),
        Diagnosis::Delusional => (28, 50),
        _ => (16, 36),
    };
    let registered = plan.registered_on;
    let at_age = birth.saturating_add(chance.between(least, most).years());
    let latest = plus(registered, -chance.between(60, 900));
    let onset =
        plus(at_age.min(latest), -chance.between(0, 300)).max(plus(birth, 365)).min(plus(registered, -45));
    let waited = days_between(onset, registered);
    let diagnosed = match plan.is_newcomer {
        true => plus(registered, -chance.between(3, 40)),
        false => plus(onset, chance.between(1, (waited * 2 / 3).max(1))),
    };
    let outpatient = chance.weighted(&[
        (OutpatientHistory::Interrupted, 48),
        (OutpatientHistory::Continuous, 46),
        (OutpatientHistory::Untreated, 6),
    ]);
    let treated = plus(onset, chance.between(0, days_between(onset, diagnosed).max(0)));
    let admissions = chance.weighted(&[(0, 40), (1, 22), (2, 15), (3, 10), (4, 6), (6, 4), (9, 2), (14, 1)]);
    Illness {
        onset: partial(chance, onset),
        diagnosed,
        treated: (outpatient != OutpatientHistory::Untreated).then(|| partial(chance, treated)),
        outpatient,
        admissions,
    }
}

/// What people remember of a day long ago: mostly the year.
fn partial(chance: &mut Chance, day: Date) -> PartialDay {
    let year = Date::new(day.year(), 1, 1).unwrap_or(day);
    chance.weighted(&[
        (PartialDay { first: year, precision: Precision::Year }, 64),
        (PartialDay { first: day.first_of_month(), precision: Precision::Month }, 26),
        (PartialDay::exact(day), 10),
    ])
}

pub(crate) fn past_symptoms(chance: &mut Chance, diagnosis: Diagnosis) -> BTreeSet<Symptom> {
    use Symptom::*;
    let usual: &[Symptom] = match diagnosis {
        Diagnosis::Bipolar => &[MoodSwings, Excited, Pessimism],
        Diagnosis::Epilepsy => &[MoodSwings, PoorCommunication, OddBehaviour, Aggression],
        Diagnosis::IntellectualDisability => &[PoorCommunication, OddBehaviour, Wandering, MoodSwings],
        Diagnosis::Delusional => &[Suspicion, MoodSwings],
        _ => &[Hallucination, Suspicion, TalkingToSelf, Withdrawn, OddBehaviour, Aggression, Wandering],
    };
    (0..chance.between(1, 4)).map(|_| chance.pick(usual)).collect()
}

/// Before registration: for six in seven nothing.
pub(crate) fn past_incidents(chance: &mut Chance) -> Incidents {
    let mut incidents = Incidents::NONE;
    if chance.percent(14.0) {
        let act = chance.weighted(&[
            (Incident::MinorDisturbance, 55),
            (Incident::OtherHarm, 12),
            (Incident::SelfHarm, 12),
            (Incident::SuicideAttempt, 10),
            (Incident::PublicOrder, 9),
            (Incident::Criminal, 2),
        ]);
        incidents.counts[usize::from(act as u8) - 1] = chance.weighted(&[(1, 75), (2, 18), (3, 7)]);
    }
    incidents
}

pub(crate) fn icd10(chance: &mut Chance, diagnosis: Diagnosis) -> Option<Icd10> {
    let codes: &[&str] = match diagnosis {
        Diagnosis::Schizophrenia => &["F20.9", "F20.9", "F20.0", "F20.0", "F20.3", "F20.5"],
        Diagnosis::Schizoaffective => &["F25.9", "F25.0", "F25.1"],
        Diagnosis::Delusional => &["F22.0", "F22.9"],
        Diagnosis::Bipolar => &["F31.9", "F31.1", "F31.3"],
        Diagnosis::Epilepsy => &["G40.9"],
        Diagnosis::IntellectualDisability => &["F70.1", "F71.1", "F79.1"],
        _ => &[],
    };
    let known = !codes.is_empty() && chance.percent(90.0);
    known.then(|| Icd10::read(chance.pick(codes))).flatten()
}

pub(crate) fn diagnosed_at(chance: &mut Chance, world: &World<'_>) -> String {
    let (city, county) = (&world.options.city, &world.options.name);
    let (place, ward) = chance.weighted(&[
        ((city, "精神卫生中心"), 62),
        ((county, "人民医院精神科"), 28),
        ((city, "第一人民医院心理科"), 10),
    ]);
    format!("{place}{ward}")
}

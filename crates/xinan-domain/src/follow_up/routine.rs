//! 问过，一样 — which answers a worker may confirm as a group, because the person was asked and nothing has changed.
//!
//! Ours: the norm knows no such group, and wants every item asked (服务规范 二（二）). What tells whether somebody
//! is well just now is asked afresh at each visit and is never taken over: the risk grade with the harmful
//! acts, symptoms and how marked they are, sleep, how the medicine is taken, and its adverse reactions.
//!
//! Of the others a *state* may be the same as last time. What *happened* between two visits may not: a stay
//! in hospital, a confinement, a test, a referral belong to their own visit, and to say them once more
//! would report them twice. Neither may what last time was grave: it is asked about until it has passed.

use super::answers::to_answers;
use super::visit::*;
use crate::answers::Answers;

/// The items of the group, in the order of the paper.
pub const ROUTINE: [&str; 14] = [
    "insight",
    "diet",
    "self_care",
    "housework",
    "work",
    "learning",
    "social",
    "confinement",
    "hospital",
    "labs",
    "physical",
    "other_abnormality",
    "effect",
    "referral",
];

/// The answers of this visit that the next one may take over, once the worker has asked and heard that
/// nothing has changed. None of somebody who was lost, had died, or was in hospital.
pub fn unchanged(visit: &Visit) -> Answers {
    let Some(clinical) = visit.clinical().filter(|one| one.hospital != Some(Hospital::InHospital)) else {
        return Answers::default();
    };
    let known = to_answers(visit);
    let may = |id: &str| match id {
        "confinement" => clinical.confinement == Some(Confinement::None),
        "hospital" => clinical.hospital == Some(Hospital::NotAdmitted),
        "labs" => clinical.labs.as_deref() == Some(""),
        "physical" => clinical.physical == Some(PhysicalIllness::NoneOrSteady),
        "other_abnormality" => false,
        "effect" => clinical.effect != Some(Effect::Worse),
        "referral" => clinical.referral == Some(Referral::No),
        _ => true,
    };
    let mut same = Answers::default();
    for id in ROUTINE.into_iter().filter(|id| known.has(id) && may(id)) {
        same.push(id, known.raw(id));
    }
    same
}

//! From a [`Visit`] back to the answers that say the same.
//!
//! [`parse`](super::parse) of these answers gives the visit again. A correction shows the form as it
//! was filled in, an export writes what an import reads, and a simulated visit proves that the form
//! would have taken it. Only ids and codes are written; labels belong to whoever shows them.

use super::fields::{LabsBox, ReferralBox};
use super::visit::*;
use crate::answers::Answers;
use crate::answers::said::{code, codes, day, incidents, text};
use crate::medicine::{Interval, Medicine, Schedule};

/// The answers from which the visit would be understood as it is.
pub fn to_answers(visit: &Visit) -> Answers {
    let mut answers = Answers::default();
    day(&mut answers, "visited_on", Some(visit.visited_on));
    code(&mut answers, "mode", Some(visit.mode));
    codes(&mut answers, "met", &visit.met);
    match &visit.found {
        Found::Seen(clinical) => seen(&mut answers, clinical),
        Found::Lost(reason) => code(&mut answers, "lost_reason", Some(*reason)),
        Found::Died { on, cause, somatic } => {
            day(&mut answers, "died_on", Some(*on));
            code(&mut answers, "death_cause", Some(*cause));
            code(&mut answers, "death_somatic", *somatic);
        }
    }
    code(&mut answers, "stability", visit.stability);
    text(&mut answers, "stability_reason", &visit.override_reason);
    if visit.settling {
        answers.push("settling", "1");
    }
    day(&mut answers, "next_on", visit.next_on);
    text(&mut answers, "doctor", &visit.doctor);
    text(&mut answers, "note", &visit.note);
    answers
}

/// Items 6 to 22; what was left open stays open.
fn seen(answers: &mut Answers, found: &Clinical) {
    if let Some(risk) = found.risk {
        answers.push("risk", risk.to_string());
    }
    codes(answers, "symptoms", &found.symptoms);
    text(answers, "other_symptom", &found.other_symptom);
    code(answers, "severity", found.severity);
    code(answers, "insight", found.insight);
    code(answers, "sleep", found.sleep);
    code(answers, "diet", found.diet);
    code(answers, "self_care", found.social.self_care);
    code(answers, "housework", found.social.housework);
    code(answers, "work", found.social.work);
    code(answers, "learning", found.social.learning);
    code(answers, "social", found.social.contact);
    incidents(answers, found.incidents.as_ref());
    code(answers, "confinement", found.confinement);
    code(answers, "hospital", found.hospital);
    day(answers, "discharged_on", found.discharged_on);
    if let Some(labs) = &found.labs {
        code(answers, "labs", Some(if labs.is_empty() { LabsBox::None } else { LabsBox::Done }));
        text(answers, "labs_text", labs);
    }
    code(answers, "adherence", found.adherence);
    code(answers, "adverse", found.adverse);
    if found.adverse == Some(AdverseReaction::Present) {
        text(answers, "adverse_text", &found.adverse_text);
        code(answers, "adverse_severity", found.adverse_severity);
    }
    code(answers, "physical", found.physical);
    text(answers, "other_abnormality", &found.other_abnormality);
    code(answers, "effect", found.effect);
    match &found.referral {
        None => {}
        Some(Referral::No) => code(answers, "referral", Some(ReferralBox::No)),
        Some(Referral::Made { reason, to }) => {
            code(answers, "referral", Some(ReferralBox::Yes));
            text(answers, "referral_reason", reason);
            text(answers, "referral_to", to);
        }
    }
    medicines(answers, "medicine", "", &found.medicines);
    medicines(answers, "guidance", "guidance_", &found.guidance);
    codes(answers, "rehabilitation", &found.rehabilitation);
    text(answers, "other_rehabilitation", &found.other_rehabilitation);
}

/// Rows of a medicine table. The form has six; a seventh would not be read back.
fn medicines(answers: &mut Answers, id: &str, prefix: &str, medicines: &[Medicine]) {
    for (at, medicine) in medicines.iter().enumerate() {
        let row = at + 1;
        let mut part = |what: &str, value: String| answers.push(&format!("{prefix}{what}{row}"), value);
        match &medicine.schedule {
            Schedule::Daily { morning, noon, evening } => {
                part("morning", morning.to_string());
                part("noon", noon.to_string());
                part("evening", evening.to_string());
            }
            Schedule::TimesDaily { times, dose_mg } => {
                part("usage", times.to_string());
                part("dose", dose_mg.to_string());
            }
            Schedule::LongActing { every, dose_mg } => {
                // The box asks for weeks; whoever gives by the month writes so into it.
                let interval = match every {
                    Interval::Weeks(weeks) => weeks.to_string(),
                    Interval::Months(months) => format!("{months}个月"),
                };
                part("weeks", interval);
                part("injection", dose_mg.to_string());
            }
            Schedule::AsWritten(usage) => part("usage", usage.clone()),
        }
        answers.push(&format!("{id}{row}"), medicine.name.clone());
    }
}

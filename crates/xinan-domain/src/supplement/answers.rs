//! From a [`Supplement`] back to the answers that say the same.
//!
//! [`parse`](super::parse) of these answers gives the form again: a correction shows it as it was filled in.

use super::Supplement;
use crate::answers::Answers;
use crate::answers::said::{code, codes, day, incidents, text};

/// The answers from which the form would be understood as it is.
pub fn to_answers(form: &Supplement) -> Answers {
    let mut answers = Answers::default();
    let all = &mut answers;
    text(all, "name", &form.name);
    code(all, "sex", Some(form.sex));
    text(all, "identity_number", form.identity_number.as_str());
    day(all, "birth_date", Some(form.birth_date));
    code(all, "ethnicity", form.ethnicity);
    text(all, "phone", form.phone.as_ref().map_or("", |phone| phone.as_str()));
    text(all, "village", form.village.as_str());
    text(all, "address", &form.address);
    code(all, "education", form.education);
    code(all, "marriage", form.marriage);
    text(all, "guardian_name", &form.guardian_name);
    code(all, "guardian_relation", form.guardian_relation);
    text(all, "guardian_address", &form.guardian_address);
    text(all, "guardian_phone", form.guardian_phone.as_ref().map_or("", |phone| phone.as_str()));
    text(all, "village_contact", &form.village_contact);
    text(
        all,
        "village_contact_phone",
        form.village_contact_phone.as_ref().map_or("", |phone| phone.as_str()),
    );
    code(all, "household", form.household);
    code(all, "employment", form.employment);
    code(all, "consent", form.consent);
    day(all, "consent_on", form.consent_on);
    text(all, "onset_on", &form.onset_on.map(|day| day.text()).unwrap_or_default());
    match &form.past_symptoms {
        // The paper has no code for none; 0 says it on the page.
        Some(none) if none.is_empty() => all.push("past_symptoms", "0"),
        Some(some) => codes(all, "past_symptoms", some),
        None => {}
    }
    text(all, "other_past_symptom", &form.other_past_symptom);
    code(all, "confinement", form.confinement);
    code(all, "outpatient", form.outpatient);
    text(all, "first_treated_on", &form.first_treated_on.map(|day| day.text()).unwrap_or_default());
    text(all, "admissions", &form.admissions.map(|count| count.to_string()).unwrap_or_default());
    code(all, "diagnosis", Some(form.diagnosis));
    text(all, "icd10", form.icd10.as_ref().map_or("", |code| code.as_str()));
    text(all, "diagnosed_at", &form.diagnosed_at);
    day(all, "diagnosed_on", Some(form.diagnosed_on));
    code(all, "effect", form.effect);
    incidents(all, form.incidents.as_ref());
    code(all, "economy", form.economy);
    text(all, "specialist_opinion", &form.specialist_opinion);
    day(all, "filled_on", form.filled_on);
    text(all, "filled_by", &form.filled_by);
    text(all, "disability_certificate", &form.disability_certificate);
    code(all, "disability_grade", form.disability_grade);
    text(all, "remark", &form.remark);
    answers
}

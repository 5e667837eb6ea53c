//! What the form requires and nobody has answered yet.

use super::{FIELDS, Supplement};
use crate::answers::Field;
use crate::follow_up::Symptom;
use crate::person::{Consent, OutpatientHistory};

impl Supplement {
    /// The required fields of this person's form that are still open (待补), in the order of the form:
    /// always those of 补充表 1 to 20 and of the record's head that everybody has, and what an answer
    /// asks for besides (the day of a consent given, 12 其他 in words, the first treatment and its
    /// effect for those who were treated).
    pub fn unanswered(&self) -> Vec<&'static Field> {
        FIELDS.iter().filter(|field| self.is_open(field.id)).collect()
    }

    /// Whether a field is required of this person and open. A name that is no required field is not.
    fn is_open(&self, id: &str) -> bool {
        let treated = ever_treated(self.outpatient, self.admissions) == Some(true);
        match id {
            "ethnicity" => self.ethnicity.is_none(),
            "address" => self.address.is_empty(),
            "education" => self.education.is_none(),
            "marriage" => self.marriage.is_none(),
            "guardian_name" => self.guardian_name.is_empty(),
            "guardian_relation" => self.guardian_relation.is_none(),
            "guardian_phone" => self.guardian_phone.is_none(),
            "village_contact" => self.village_contact.is_empty(),
            "village_contact_phone" => self.village_contact_phone.is_none(),
            "household" => self.household.is_none(),
            "employment" => self.employment.is_none(),
            "consent" => self.consent.is_none(),
            "consent_on" => self.consent == Some(Consent::Given) && self.consent_on.is_none(),
            "onset_on" => self.onset_on.is_none(),
            "past_symptoms" => self.past_symptoms.is_empty(),
            "other_past_symptom" => {
                self.past_symptoms.contains(&Symptom::OtherSymptom) && self.other_past_symptom.is_empty()
            }
            "confinement" => self.confinement.is_none(),
            "outpatient" => self.outpatient.is_none(),
            "first_treated_on" => treated && self.first_treated_on.is_none(),
            "admissions" => self.admissions.is_none(),
            "diagnosed_at" => self.diagnosed_at.is_empty(),
            "effect" => treated && self.effect.is_none(),
            "economy" => self.economy.is_none(),
            "filled_on" => self.filled_on.is_none(),
            "filled_by" => self.filled_by.is_empty(),
            // Without the others nothing is kept, or they may stay empty.
            _ => false,
        }
    }
}

/// Whether somebody was ever treated for the illness, as far as 12 门诊 and 14 住院 tell; `None` when
/// they leave it open.
///
/// 1 未治 speaks of outpatient treatment: who never saw a clinic may have been in hospital.
fn ever_treated(outpatient: Option<OutpatientHistory>, admissions: Option<u8>) -> Option<bool> {
    match (outpatient, admissions) {
        (Some(OutpatientHistory::Interrupted | OutpatientHistory::Continuous), _) => Some(true),
        (_, Some(1..)) => Some(true),
        (Some(OutpatientHistory::Untreated), Some(0)) => Some(false),
        _ => None,
    }
}

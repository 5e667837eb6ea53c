//! What a list says of somebody whose form is known.

use super::unanswered::ever_treated;
use super::{Supplement, Symptom, Understood};
use crate::person::Consent;
use crate::text::rules::Problem;

impl Understood {
    /// The form as it is after the list: what the list leaves open, a column that it lacks or a cell that is empty,
    /// keeps its former answer, and is not asked for. A list of telephones takes nobody's diagnosis away.
    ///
    /// What only means something beside another answer is kept with that answer: the day of a consent while consent is
    /// given, the first treatment and its effect unless nobody was ever treated, a code while the diagnosis is the same.
    pub fn over(mut self, former: &Supplement) -> Self {
        let form = &mut self.supplement;
        macro_rules! keep {
            ($($field:ident)*) => {$(
                if form.$field.is_none() {
                    form.$field.clone_from(&former.$field);
                }
            )*};
        }
        macro_rules! keep_words {
            ($($field:ident)*) => {$(
                if form.$field.is_empty() {
                    form.$field.clone_from(&former.$field);
                }
            )*};
        }
        keep!(ethnicity phone education marriage guardian_relation guardian_phone village_contact_phone household);
        keep!(employment consent onset_on past_symptoms confinement outpatient admissions incidents economy);
        keep!(filled_on disability_grade);
        keep_words!(address guardian_name guardian_address village_contact diagnosed_at specialist_opinion filled_by);
        keep_words!(disability_certificate remark);
        if form.consent == Some(Consent::Given) {
            keep!(consent_on);
        }
        if ever_treated(form.outpatient, form.admissions) != Some(false) {
            keep!(first_treated_on effect);
        }
        if form.diagnosis == former.diagnosis {
            keep!(icd10);
        }
        if form.past_symptoms.as_ref().is_some_and(|all| all.contains(&Symptom::OtherSymptom)) {
            keep_words!(other_past_symptom);
        }
        let open = self.supplement.unanswered();
        self.doubts.retain(|doubt| {
            let asks = matches!(
                doubt.problem,
                Problem::Missing | Problem::ConsentDayMissing | Problem::OtherNeedsWords
            );
            !asks || open.iter().any(|field| field.id == doubt.field)
        });
        self
    }
}

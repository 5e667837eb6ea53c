//! The days of a life: which may be written how, and which contradict each other.

use super::*;

#[test]
fn nothing_happened_in_the_future() {
    for field in ["diagnosed_on", "consent_on", "filled_on", "died_on"] {
        refused(&[(field, "2026-03-11")], field, Problem::InFuture { day: date(2026, 3, 11) });
    }
    refused(&[("onset_on", "2026-04")], "onset_on", Problem::InFuture { day: date(2026, 4, 1) });
    refused(&[("diagnosed_on", "")], "diagnosed_on", Problem::Missing);
    let given = "前年".to_owned();
    refused(&[("diagnosed_on", "前年")], "diagnosed_on", Problem::NotADay { given });
}

/// A form is filled in today; of a roster nobody knows when 昨天 was.
#[test]
fn a_day_in_words_is_taken_from_a_form_and_not_from_a_roster() {
    let yesterday = [("consent_on", "昨天")];
    let given = "昨天".to_owned();
    refused(&yesterday, "consent_on", Problem::NotADay { given });
    assert!(!complaints_as(Entry::Form, &yesterday).iter().any(|(field, ..)| *field == "consent_on"));
}

/// §15.3 2: onset ≤ first treatment, onset ≤ diagnosis.
#[test]
fn onset_does_not_lie_in_a_year_after_diagnosis_or_treatment() {
    let later = [("onset_on", "2010"), ("first_treated_on", "2010")];
    refused(&later, "onset_on", Problem::OnsetAfterDiagnosis);
    refused(&[("onset_on", "2009"), ("first_treated_on", "2008")], "onset_on", Problem::OnsetAfterTreatment);
    nothing_said(&[("onset_on", "2009"), ("first_treated_on", "2009")]);
    // Treatment may come before the diagnosis, as early as the onset.
    nothing_said(&[("onset_on", "2008"), ("first_treated_on", "2008")]);
}

/// §15.3 2: every two days that contradict each other are named at once.
#[test]
fn all_days_that_contradict_each_other_are_named_at_once() {
    let named = |changes: &[(&str, &str)]| -> Vec<(&'static str, Problem)> {
        complaints(changes).into_iter().map(|(field, _, problem)| (field, problem)).collect()
    };
    let after_both = [("onset_on", Problem::OnsetAfterDiagnosis), ("onset_on", Problem::OnsetAfterTreatment)];
    assert_eq!(named(&[("onset_on", "2010")]), after_both);
    // Treated before birth is one thing, before the onset another.
    let treated_early =
        [("first_treated_on", Problem::TreatmentBeforeBirth), ("onset_on", Problem::OnsetAfterTreatment)];
    assert_eq!(named(&[("first_treated_on", "1979")]), treated_early);
    let all_early = [("diagnosed_on", "1979-12-31"), ("onset_on", "1978"), ("died_on", "1975-01-01")];
    let expected = [
        ("diagnosed_on", Problem::DiagnosisBeforeBirth),
        ("died_on", Problem::DeathBeforeDiagnosis),
        ("onset_on", Problem::OnsetBeforeBirth),
    ];
    assert_eq!(named(&all_early), expected);
    // A number that cannot be right hides nothing that the birth date shows.
    let wrong_number = [("identity_number", "123"), ("birth_date", "1980-01-01"), ("onset_on", "1979")];
    assert!(named(&wrong_number).contains(&("onset_on", Problem::OnsetBeforeBirth)));
}

/// Old days are often written as the middle of a year: within one year the order is only asked about.
#[test]
fn onset_and_diagnosis_of_one_year_are_asked_about_and_kept() {
    let with = |more: &[(&'static str, &'static str)]| {
        let never = [("outpatient", "未治"), ("admissions", "0"), ("first_treated_on", ""), ("effect", "")];
        [&never[..], more].concat()
    };
    asked(&with(&[("onset_on", "2009-08-25")]), "onset_on", Problem::OnsetLooksLater);
    nothing_said(&[("onset_on", "2009-03-12")]);
    nothing_said(&with(&[("onset_on", "2009"), ("diagnosed_on", "2009-01-01")]));
}

#[test]
fn nobody_falls_ill_or_is_diagnosed_before_birth() {
    refused(&[("onset_on", "1979")], "onset_on", Problem::OnsetBeforeBirth);
    nothing_said(&[("onset_on", "1980")]);
    let early = complaints(&[("first_treated_on", "1979"), ("onset_on", "")]);
    assert!(early.contains(&("first_treated_on", Weight::Refuse, Problem::TreatmentBeforeBirth)));
    let early = [("diagnosed_on", "1979-12-31"), ("onset_on", ""), ("first_treated_on", "")];
    let expected = ("diagnosed_on", Weight::Refuse, Problem::DiagnosisBeforeBirth);
    assert!(complaints(&early).contains(&expected));
}

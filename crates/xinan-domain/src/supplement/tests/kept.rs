//! A list over a form that is known.

use super::*;

/// The good row, but for these answers, over the form of the good row.
fn brought_again(left_out: &[&str], changes: &[(&str, &str)]) -> Understood {
    let former = read(&good_row()).unwrap().supplement;
    let blank: Vec<(&str, &str)> =
        left_out.iter().map(|field| (*field, "")).chain(changes.iter().copied()).collect();
    understood(&blank).over(&former)
}

#[test]
fn what_a_list_leaves_open_keeps_its_former_answer() {
    let former = read(&good_row()).unwrap().supplement;
    let required = ["name", "identity_number", "village", "diagnosis", "diagnosed_on"];
    let row = good_row();
    let all: Vec<&str> =
        row.pairs().map(|(field, _)| field).filter(|field| !required.contains(field)).collect();
    let again = brought_again(&all, &[]);
    assert_eq!(again.supplement, former);
    assert!(again.doubts.is_empty(), "{:?}", again.doubts);
    // What it says counts.
    let moved = brought_again(&all, &[("address", "清溪镇柳河村1组")]).supplement;
    assert_eq!(moved, Supplement { address: "清溪镇柳河村1组".to_owned(), ..former.clone() });
    // What only means something beside another answer goes with it.
    let refused = brought_again(&["consent_on"], &[("consent", "0")]).supplement;
    assert_eq!((refused.consent, refused.consent_on), (Some(Consent::Refused), None));
    let other = brought_again(&["icd10"], &[("diagnosis", "偏执性精神病")]).supplement;
    assert_eq!(other.icd10, None);
    let untreated =
        brought_again(&["first_treated_on", "effect"], &[("outpatient", "未治"), ("admissions", "0")])
            .supplement;
    assert_eq!((untreated.first_treated_on, untreated.effect), (None, None));
}

#[test]
fn what_nobody_has_answered_is_still_asked_for() {
    let former = Supplement { economy: None, ..read(&good_row()).unwrap().supplement };
    let again = understood(&[("economy", ""), ("education", "")]).over(&former);
    let asked: Vec<&str> = again.doubts.iter().map(|doubt| doubt.field).collect();
    assert_eq!(asked, ["economy"]);
}

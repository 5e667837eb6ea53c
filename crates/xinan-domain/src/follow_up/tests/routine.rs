//! What may be taken over from the visit before, and what never.

use super::*;
use crate::answers::Answers;

/// What may be taken over from the visit that these changes to somebody well make.
#[track_caller]
fn same(changes: &[(&str, &str)]) -> Answers {
    let visit = read(Entry::Form, &with(changes)).unwrap_or_else(|complaints| panic!("{complaints:?}")).visit;
    unchanged(&visit)
}

#[test]
fn a_state_that_was_asked_about_may_be_the_same() {
    let expected = [
        ("insight", "2"),
        ("diet", "1"),
        ("self_care", "1"),
        ("housework", "3"),
        ("work", "9"),
        ("learning", "1"),
        ("social", "1"),
        ("confinement", "1"),
        ("hospital", "0"),
        ("labs", "1"),
        ("physical", "1"),
        ("effect", "2"),
        ("referral", "1"),
    ];
    let changes = [
        ("insight", "2"),
        ("housework", "3"),
        ("work", "9"),
        ("physical", "1"),
        ("stability", ""),
        ("next_on", ""),
    ];
    assert_eq!(same(&changes).pairs().collect::<Vec<_>>(), expected);
}

/// What tells whether somebody is well just now is asked afresh, however it was.
#[test]
fn what_must_be_asked_is_never_taken_over() {
    let same = same(&[]);
    for id in
        ["risk", "incidents", "symptoms", "severity", "sleep", "adherence", "adverse", "mode", "met", "note"]
    {
        assert!(!ROUTINE.contains(&id) && !same.has(id), "{id}");
    }
}

/// A stay, a confinement, a test and a referral belong to the visit that found them; what was grave is asked
/// about until it has passed.
#[test]
fn what_happened_or_was_grave_is_asked_again() {
    let cases: [(&str, &[(&str, &str)]); 9] = [
        ("confinement", &[("confinement", "2")]),
        ("confinement", &[("confinement", "3")]),
        ("hospital", &[("hospital", "2"), ("discharged_on", "2026-02-10"), ("next_on", "")]),
        ("labs", &[("labs", "2"), ("labs_text", "血常规")]),
        ("physical", &[("physical", "2"), ("stability", ""), ("next_on", "")]),
        ("physical", &[]),
        ("other_abnormality", &[("other_abnormality", "近一周不进食"), ("stability", ""), ("next_on", "")]),
        ("effect", &[("effect", "4")]),
        ("referral", &[("referral", "2"), ("referral_reason", "复发"), ("referral_to", "县精神卫生中心")]),
    ];
    for (id, changes) in cases {
        let same = same(changes);
        assert!(!same.has(id), "{id} after {changes:?}");
        assert!(same.has("diet"), "{changes:?}");
        assert!(!same.has("discharged_on") && !same.has("labs_text") && !same.has("referral_to"));
    }
}

/// Of somebody lost, dead or in hospital nothing is known that could be the same.
#[test]
fn nothing_is_taken_over_from_a_visit_that_judged_nobody() {
    let common = [("visited_on", "2026-03-02"), ("mode", "3"), ("met", "3"), ("doctor", "王医生")];
    let visits: [&[(&str, &str)]; 3] = [
        &[("lost_reason", "4")],
        &[("died_on", "2026-02-20"), ("death_cause", "1"), ("death_somatic", "2")],
        &[("hospital", "1")],
    ];
    for found in visits {
        let visit = read(Entry::Form, &only(&[&common[..], found].concat())).unwrap().visit;
        assert_eq!(unchanged(&visit), Answers::default(), "{found:?}");
    }
}

/// Taken over, an answer is read as if it had been typed.
#[test]
fn what_is_taken_over_is_stored_as_if_typed() {
    let typed = read(Entry::Form, &well_answers()).unwrap();
    let mut answers = well_answers();
    for id in ROUTINE {
        answers.set(id, "");
    }
    for (id, text) in unchanged(&typed.visit).pairs() {
        answers.set(id, text);
    }
    answers.push("taken", "diet");
    let again = read(Entry::Form, &answers).unwrap();
    assert_eq!((again.visit, again.judgement, again.due), (typed.visit, typed.judgement, typed.due));
}

//! Whatever is typed: nothing panics, and what is understood holds together.

use jiff::ToSpan;
use proptest::prelude::*;

use super::*;
use crate::answers::Kind;

/// Every id under which the form takes an answer.
fn ids() -> Vec<String> {
    let mut ids: Vec<String> = FIELDS.iter().map(|field| field.id.to_owned()).collect();
    for row in 1..=7 {
        for part in ["medicine", "morning", "noon", "evening", "weeks", "injection", "usage", "dose"] {
            ids.push(format!("{part}{row}"));
            ids.push(format!("guidance_{part}{row}"));
        }
        ids.push(format!("guidance{row}"));
        ids.push(format!("incident{row}"));
    }
    ids
}

/// What people type into a box, and what they do not.
fn typed() -> impl Strategy<Value = String> {
    prop_oneof![
        2 => (0_u32..13).prop_map(|number| number.to_string()),
        1 => any::<i64>().prop_map(|number| number.to_string()),
        1 => (2025_i16..2028, 1_i8..13, 1_i8..32).prop_map(|(y, m, d)| format!("{y}-{m:02}-{d:02}")),
        1 => (1_u32..1300).prop_map(|digits| format!("{digits:04}")),
        1 => Just("无".to_owned()),
        1 => Just("利培酮".to_owned()),
        1 => Just("每4周1次".to_owned()),
        1 => Just("1:1;5:2".to_owned()),
        2 => "\\PC{0,12}",
        1 => ".{0,30}",
    ]
}

fn filled() -> impl Strategy<Value = Answers> {
    let answer = (proptest::sample::select(ids()), typed());
    proptest::collection::vec(answer, 0..40).prop_map(Answers::new)
}

/// The form of somebody well with some of its items filled in at random from their own codes.
fn plausible() -> impl Strategy<Value = Answers> {
    let coded: Vec<(String, Vec<String>)> = FIELDS
        .iter()
        .filter(|field| !matches!(field.id, "lost_reason" | "death_cause" | "death_somatic"))
        .filter_map(|field| match field.kind {
            Kind::One(items) | Kind::Many(items) => {
                Some((field.id.to_owned(), items.iter().map(|item| item.code.to_string()).collect()))
            }
            _ => None,
        })
        .collect();
    let texts = ["other_symptom", "labs_text", "adverse_text", "referral_reason", "referral_to", "note"];
    let change = prop_oneof![
        6 => proptest::sample::select(coded).prop_flat_map(|(id, codes)| {
            (Just(id), proptest::sample::select(codes))
        }),
        2 => (proptest::sample::select(texts.map(str::to_owned).to_vec()), "[一-龥 0-9]{0,8}"),
        1 => (Just("stability_reason".to_owned()), Just("专科医生的意见".to_owned())),
        1 => (Just("discharged_on".to_owned()), Just("2026-02-10".to_owned())),
        1 => (Just("incidents".to_owned()), "[1-6]:[1-9]"),
        1 => (Just("next_on".to_owned()), prop_oneof!["2026-0[3-6]-1[0-9]", Just(String::new())]),
    ];
    proptest::collection::vec(change, 0..12).prop_map(|changes| {
        let mut answers = well_answers();
        for (id, text) in changes {
            answers.set(&id, text);
        }
        answers
    })
}

fn any_day() -> impl Strategy<Value = Date> {
    (1990_i16..2080, 1_i8..13, 1_i8..32)
        .prop_filter_map("a day of the calendar", |(y, m, d)| Date::new(y, m, d).ok())
}

fn any_visit() -> impl Strategy<Value = LastVisit> {
    let class = || {
        proptest::option::of(proptest::sample::select(vec![
            Stability::Unstable,
            Stability::BasicallyStable,
            Stability::Stable,
        ]))
    };
    let day = || proptest::option::of(any_day());
    (any_day(), class(), class(), any::<bool>(), any::<bool>(), day(), day()).prop_map(
        |(on, stability, before, settling, in_hospital, discharged_on, agreed_on)| LastVisit {
            on,
            stability,
            before,
            settling,
            in_hospital,
            discharged_on,
            agreed_on,
        },
    )
}

/// The day of a discharge that the visit has not followed up.
fn left_since(visit: &LastVisit) -> Option<Date> {
    visit.discharged_on.filter(|on| *on > visit.on || *on == visit.on && visit.in_hospital)
}

proptest! {
    #[test]
    fn nothing_typed_makes_it_panic(answers in filled()) {
        for entry in [Entry::Form, Entry::Workbook] {
            if let Err(complaints) = read(entry, &answers) {
                prop_assert!(complaints.refused(), "an error that refuses nothing");
            }
        }
    }

    #[test]
    fn nothing_typed_over_a_good_form_makes_it_panic(
        changes in proptest::collection::vec((proptest::sample::select(ids()), typed()), 1..8),
    ) {
        let mut answers = well_answers();
        for (id, text) in &changes {
            answers.set(id, text.clone());
        }
        for entry in [Entry::Form, Entry::Workbook] {
            match read(entry, &answers) {
                Ok(understood) => prop_assert!(!understood.doubts.refused()),
                Err(complaints) => {
                    for one in complaints.iter() {
                        prop_assert!(!one.problem.say(crate::text::Lang::Zh).is_empty());
                        prop_assert!(!one.problem.say(crate::text::Lang::En).is_empty());
                    }
                }
            }
        }
    }

    /// What a workbook may leave open a form may not: whatever a form takes, a workbook may say too.
    #[test]
    fn what_a_form_takes_a_workbook_may_say(answers in plausible()) {
        if let Ok(by_form) = read(Entry::Form, &answers) {
            let by_workbook = read(Entry::Workbook, &answers);
            prop_assert_eq!(by_workbook.map(|one| one.visit), Ok(by_form.visit));
        }
    }

    #[test]
    fn what_is_understood_is_understood_again(answers in plausible()) {
        for entry in [Entry::Form, Entry::Workbook] {
            if let Ok(first) = read(entry, &answers) {
                let again = read(entry, &to_answers(&first.visit));
                prop_assert_eq!(again.map(|one| (one.visit, one.due)), Ok((first.visit, first.due)));
            }
        }
    }

    #[test]
    fn the_due_day_lies_after_the_visit_and_within_the_limit(visit in any_visit()) {
        let intervals = Intervals::default();
        let due = next_due(&visit, &intervals);
        let limit = match visit.stability {
            _ if visit.in_hospital => visit.on.saturating_add(3.months()),
            Some(Stability::Unstable) | None => visit.on.saturating_add(14.days()),
            Some(Stability::BasicallyStable) if visit.before != Some(Stability::BasicallyStable) => {
                visit.on.saturating_add(14.days())
            }
            Some(Stability::BasicallyStable) if !visit.settling => visit.on.saturating_add(1.months()),
            Some(_) => visit.on.saturating_add(3.months()),
        };
        match left_since(&visit) {
            // Whoever has left hospital since is seen within two weeks of that, whatever was due during the stay.
            Some(left) => {
                let limit = left.saturating_add(14.days());
                prop_assert!(due.on >= left && due.on <= limit, "{:?} gives {:?}", visit, due);
            }
            None => prop_assert!(due.on > visit.on && due.on <= limit, "{:?} gives {:?}", visit, due),
        }
    }

    /// Of whoever has left hospital since, a day that fell into the stay is set anew, and one after it stays.
    #[test]
    fn a_graver_class_is_never_seen_later(visit in any_visit()) {
        let discharged_on = visit.discharged_on.filter(|_| left_since(&visit).is_none());
        let visit = LastVisit { discharged_on, ..visit };
        let on = |stability| {
            next_due(&LastVisit { stability: Some(stability), ..visit }, &Intervals::default()).on
        };
        prop_assert!(on(Stability::Unstable) <= on(Stability::BasicallyStable));
        prop_assert!(on(Stability::BasicallyStable) <= on(Stability::Stable));
    }

    #[test]
    fn a_due_day_is_never_overdue_on_itself(day in any_day()) {
        prop_assert!(!is_overdue(day, day));
        prop_assert!(is_overdue(day, day.saturating_add(1.days())));
    }
}

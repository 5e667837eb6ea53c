//! Grounds, rights, leaving and the form, as they are typed.

use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::answers::{Answers, Complaints, Weight};
use crate::calendar::Calendar;
use crate::code::Code;
use crate::duty::DutyLimits;
use crate::life::{Life, Step};
use crate::text::Lang;

const TODAY: Date = date(2026, 11, 21);
const BORN: Date = date(1980, 5, 3);

fn answers(base: &[(&str, &str)], changes: &[(&str, &str)]) -> Answers {
    let mut all = Answers::default();
    for (id, text) in base {
        all.push(id, *text);
    }
    for (id, text) in changes {
        all.set(id, *text);
    }
    all
}

fn refused<T>(result: Result<T, Complaints>) -> Vec<&'static str> {
    let all = result.err().unwrap_or_default();
    all.iter().filter(|one| one.weight == Weight::Refuse).map(|one| one.field).collect()
}

/// A voluntary admission, entered in the hospital.
const WILLING: [(&str, &str); 3] =
    [("admitted_on", "2026-11-12"), ("ground", "1"), ("told_on", "2026-11-12")];

fn admit(base: &[(&str, &str)], changes: &[(&str, &str)]) -> Result<Admission, Complaints> {
    let context = AdmissionContext { today: TODAY, from: BORN, hospitals: &[], own: Some("h1"), stays: &[] };
    admission(&answers(base, changes), &context)
}

#[test]
fn there_are_three_grounds_and_no_fourth() {
    assert_eq!(Ground::ALL.len(), 3);
    for other in ["0", "4", "9", "留院观察", "公安送治"] {
        assert_eq!(refused(admit(&WILLING, &[("ground", other)])), ["ground"], "{other}");
    }
    assert_eq!(refused(admit(&WILLING, &[("ground", "")])), ["ground"]);
}

/// 第三十一条, 第三十二条, 第三十七条.
#[test]
fn each_ground_asks_for_what_the_law_demands() {
    assert_eq!(admit(&WILLING, &[]).unwrap().ground, Some(Ground::Voluntary));
    assert_eq!(refused(admit(&WILLING, &[("told_on", "")])), ["told_on"]);
    let conclusion = [("doctor", "云大夫"), ("concluded_on", "2026-11-12")];
    let guardian = [("guardian_name", "李春林"), ("guardian_relation", "9"), ("agreed_on", "2026-11-12")];
    let to_self = [&WILLING[..], &conclusion, &guardian].concat();
    let found = admit(&to_self, &[("ground", "2")]).unwrap();
    assert_eq!((found.ground, found.guardian_name.as_str()), (Some(Ground::HarmToSelf), "李春林"));
    for (missing, expected) in [
        ("guardian_name", "guardian_name"),
        ("guardian_relation", "guardian_relation"),
        ("agreed_on", "agreed_on"),
        ("doctor", "doctor"),
        ("concluded_on", "concluded_on"),
    ] {
        assert_eq!(refused(admit(&to_self, &[("ground", "2"), (missing, "")])), [expected]);
    }
    let said = admit(&to_self, &[("ground", "2"), ("guardian_name", "")]).unwrap_err();
    assert!(said.at("guardian_name", Lang::Zh).any(|one| one.contains("第三十一条")));
    // To others: the guardian is asked to agree (第三十五条), and the stay rests on the conclusion.
    let to_others = [&WILLING[..], &conclusion].concat();
    assert!(admit(&to_others, &[("ground", "3")]).is_ok());
    assert_eq!(refused(admit(&WILLING, &[("ground", "3")])), ["doctor", "concluded_on"]);
}

#[test]
fn a_township_that_learned_of_it_leaves_open_what_it_does_not_know() {
    let hospitals = ["h1".to_owned(), "h2".to_owned()];
    let stays = [(date(2026, 3, 1), date(2026, 4, 2))];
    let context =
        AdmissionContext { today: TODAY, from: BORN, hospitals: &hospitals, own: None, stays: &stays };
    let learn = |pairs: &[(&str, &str)]| admission(&answers(pairs, &[]), &context);
    let on = ("admitted_on", "2026-11-12");
    let found = learn(&[on, ("hospital", "h2")]).unwrap();
    assert_eq!((found.ground, found.hospital), (None, Hospital::Listed("h2".to_owned())));
    let named = learn(&[on, ("other_hospital", "省立医院")]).unwrap().hospital;
    assert_eq!(named, Hospital::Named("省立医院".to_owned()));
    for (pairs, expected) in [
        (&[on][..], &["hospital"][..]),
        (&[on, ("hospital", "h3")], &["hospital"]),
        (&[on, ("hospital", "h1"), ("other_hospital", "省立医院")], &["other_hospital"]),
        (&[("admitted_on", "2026-11-22"), ("hospital", "h1")], &["admitted_on"]),
        (&[("admitted_on", "1980-05-02"), ("hospital", "h1")], &["admitted_on"]),
        // Within another stay; on the day of leaving it one may be admitted again.
        (&[("admitted_on", "2026-04-01"), ("hospital", "h1")], &["admitted_on"]),
        (&[("admitted_on", "2026-04-02"), ("hospital", "h1")], &[]),
    ] {
        assert_eq!(refused(learn(pairs)), expected, "{pairs:?}");
    }
}

#[test]
fn what_is_corrected_is_read_back_as_it_was() {
    let base = [
        &WILLING[..],
        &[("ward_no", "B-12"), ("guardian_name", "李春林"), ("guardian_relation", "9"), ("note", "睡得好")],
    ]
    .concat();
    let found = admit(&base, &[]).unwrap();
    let again = to_answers(&found).pairs().map(|(id, text)| (id.to_owned(), text.to_owned())).collect();
    let context = AdmissionContext { today: TODAY, from: BORN, hospitals: &[], own: Some("h1"), stays: &[] };
    assert_eq!(admission(&Answers::new(again), &context).unwrap(), found);
}

#[test]
fn rights_follow_from_the_ground() {
    use Right::*;
    let first = |ground| rights(ground)[0];
    assert_eq!(first(Some(Ground::Voluntary)), LeaveAtAnyTime);
    assert_eq!(first(Some(Ground::HarmToSelf)), GuardianDecides);
    assert_eq!(first(Some(Ground::HarmToOthers)), Rediagnosis);
    assert_eq!(first(None), Told);
    for ground in [None, Some(Ground::Voluntary), Some(Ground::HarmToSelf), Some(Ground::HarmToOthers)] {
        let all = rights(ground);
        for always in [Told, LettersAndVisits, ReadAndCopy, NoRestraintAsPunishment, Court] {
            assert!(all.contains(&always), "{ground:?} {always:?}");
        }
        // Only who was admitted of the own will leaves by the own will.
        assert_eq!(all.contains(&LeaveAtAnyTime), ground == Some(Ground::Voluntary));
        assert_eq!(all.contains(&Appraisal), ground == Some(Ground::HarmToOthers));
    }
}

/// 第三十二条: received on 12 November, the last day is the 15th.
#[test]
fn re_diagnosis_may_be_demanded_for_three_days() {
    let conclusion = [&WILLING[..], &[("doctor", "云大夫"), ("concluded_on", "2026-11-12")]].concat();
    let until = |ground| {
        let guardian = [("guardian_name", "李春林"), ("guardian_relation", "9"), ("agreed_on", "2026-11-12")];
        let base = [&conclusion[..], &guardian].concat();
        let found = admit(&base, &[("ground", ground)]).unwrap();
        rediagnosis_until(&found, &DutyLimits::default(), &Calendar::default())
    };
    assert_eq!(until("1"), None);
    assert_eq!(until("2"), None);
    assert_eq!(until("3"), Some(date(2026, 11, 15)));
}

#[test]
fn nobody_leaves_before_the_admission_nor_in_a_way_that_the_ground_does_not_know() {
    let leave = |day: &str, how: &str, ground| {
        let context = LeavingContext { today: TODAY, admitted_on: date(2026, 11, 12), ground };
        refused(leaving(&answers(&[("left_on", day), ("leaving", how)], &[]), &context))
    };
    assert_eq!(leave("2026-11-12", "3", None), [""; 0]);
    assert_eq!(leave("2026-11-11", "3", None), ["left_on"]);
    assert_eq!(leave("2026-11-22", "3", None), ["left_on"]);
    assert_eq!(leave("", "", None), ["left_on", "leaving"]);
    // 第四十四条: who may end a stay depends on its ground.
    let fits = [("1", Ground::Voluntary), ("2", Ground::HarmToSelf), ("4", Ground::HarmToOthers)];
    for (how, fitting) in fits {
        for ground in Ground::ALL {
            let expected: &[&str] = if *ground == fitting { &[] } else { &["leaving"] };
            assert_eq!(leave("2026-11-20", how, Some(*ground)), expected, "{how} {ground:?}");
        }
        assert_eq!(leave("2026-11-20", how, None), [""; 0]);
    }
    for how in ["3", "5", "6"] {
        assert_eq!(leave("2026-11-20", how, Some(Ground::HarmToOthers)), [""; 0], "{how}");
    }
}

const WHOLE: [(&str, &str); 16] = [
    ("ward_no", "2026-0117"),
    ("admissions", "3"),
    ("diagnosis", "1"),
    ("icd10", "F20.9"),
    ("diagnosed_on", "2015-06-15"),
    ("incidents", "7"),
    ("risk", "0"),
    ("effect", "2"),
    ("no_medicine", "2"),
    ("medicine1", "奥氮平"),
    ("evening1", "10"),
    ("no_guidance", "1"),
    ("rehabilitation", "1"),
    ("doctor", "云大夫"),
    ("phone", "13700000001"),
    ("filled_on", "2026-11-21"),
];

fn read(changes: &[(&str, &str)]) -> Result<DischargeForm, Complaints> {
    let context = FormContext { today: TODAY, left_on: date(2026, 11, 20) };
    form(&answers(&WHOLE, changes), &context)
}

#[test]
fn a_whole_form_is_read() {
    let found = read(&[]).unwrap();
    assert_eq!((found.admissions, found.medicines.len(), found.guidance.len()), (3, 1, 0));
    assert!(found.incidents.is_empty() && found.risk.grade() == 0);
    let missing = refused(form(&Answers::default(), &FormContext { today: TODAY, left_on: TODAY }));
    let required: Vec<_> =
        FORM.iter().filter(|one| one.need == crate::answers::Need::Required).map(|one| one.id).collect();
    assert_eq!(missing, required);
}

#[test]
fn each_box_is_checked_with_the_others() {
    for (changes, expected) in [
        // 勿需用药: either, and not both.
        (&[("no_medicine", "1")][..], &["no_medicine"][..]),
        (&[("medicine1", ""), ("evening1", "")], &["medicine1"]),
        (&[("no_guidance", "2")], &["guidance1"]),
        (&[("no_guidance", "2"), ("guidance1", "奥氮平"), ("guidance_evening1", "10")], &[]),
        (&[("incidents", "7;5")], &["incidents"]),
        (&[("incidents", "")], &["incidents"]),
        (&[("diagnosed_on", "2026-11-21")], &["diagnosed_on"]),
        (&[("diagnosed_on", "2026-11-20")], &[]),
        (&[("filled_on", "2026-11-19")], &["filled_on"]),
        (&[("filled_on", "2026-11-22")], &["filled_on"]),
        (&[("rehabilitation", "5")], &["other_rehabilitation"]),
        (&[("rehabilitation", "无")], &[]),
        (&[("rehabilitation", "")], &["rehabilitation"]),
        (&[("effect", "9")], &["effect"]),
        (&[("icd10", "精分")], &["icd10"]),
        (&[("admissions", "0")], &["admissions"]),
    ] {
        assert_eq!(refused(read(changes)), expected, "{changes:?}");
    }
}

/// What is learned late still ends the stay; nothing follows an end.
#[test]
fn where_somebody_may_be_admitted_and_leave() {
    let managed = Life::REGISTERED.after(Step::GiveConsent).unwrap();
    let in_ward = managed.after(Step::Admit).unwrap();
    let dead = managed.after(Step::Die).unwrap();
    let lost = managed.after(Step::Lose).unwrap();
    let moving = in_ward.after(Step::SendTransfer).unwrap();
    let moving_at_home = managed.after(Step::SendTransfer).unwrap();
    for (life, in_stay, admits, leaves) in [
        (managed, false, true, false),
        // A visit has met the person at home since.
        (managed, true, false, true),
        (in_ward, true, false, true),
        // A visit found the person in hospital, and nobody wrote down the admission.
        (in_ward, false, true, true),
        (moving, true, false, true),
        (moving, false, true, true),
        // A move that waits keeps nobody out of a ward.
        (moving_at_home, false, true, false),
        (lost, false, false, false),
        (lost, true, false, true),
        (dead, false, false, false),
        // Who has died in a ward has left it: the form of the stay is due.
        (dead, true, false, true),
    ] {
        assert_eq!(may_admit(life, in_stay).is_ok(), admits, "{:?} {in_stay}", life.state());
        assert_eq!(may_discharge(life, in_stay).is_ok(), leaves, "{:?} {in_stay}", life.state());
    }
    let said = may_admit(dead, false).unwrap_err().say(Lang::Zh);
    assert!(said.contains("更正死亡"), "{said}");
}

proptest! {
    /// Whatever is typed, what is taken keeps the law and the order of its days.
    #[test]
    fn no_ground_without_what_it_demands(
        changes in proptest::collection::vec(
            (
                proptest::sample::select(&["admitted_on", "ground", "told_on", "doctor", "guardian_name", "concluded_on", "agreed_on", "guardian_relation"][..]),
                proptest::sample::select(&["", "1", "2", "3", "2026-11-12", "李春林", "今天", "<b>", "０"][..]),
            ),
            0..9,
        ),
    ) {
        if let Ok(found) = admit(&WILLING, &changes) {
            prop_assert!(found.ground.is_some() && found.told_on.is_some());
            prop_assert!(found.admitted_on >= BORN && found.admitted_on <= TODAY);
            if found.ground == Some(Ground::HarmToSelf) {
                prop_assert!(!found.guardian_name.is_empty() && found.agreed_on.is_some());
            }
            if found.ground != Some(Ground::Voluntary) {
                prop_assert!(!found.doctor.is_empty() && found.concluded_on.is_some());
            }
        }
    }

    #[test]
    fn a_form_that_is_taken_says_of_medicine_one_thing(
        changes in proptest::collection::vec(
            (
                proptest::sample::select(&["no_medicine", "medicine1", "evening1", "no_guidance", "guidance1", "guidance_evening1", "filled_on", "diagnosed_on", "incidents", "risk"][..]),
                proptest::sample::select(&["", "1", "2", "7", "奥氮平", "10", "2026-11-20", "昨天", "x"][..]),
            ),
            0..9,
        ),
    ) {
        let typed = answers(&WHOLE, &changes);
        if let Ok(found) = read(&changes) {
            prop_assert_eq!(found.medicines.is_empty(), typed.get("no_medicine") == "1");
            prop_assert_eq!(found.guidance.is_empty(), typed.get("no_guidance") == "1");
            prop_assert!(found.diagnosed_on <= date(2026, 11, 20) && found.filled_on >= date(2026, 11, 20));
        }
    }
}

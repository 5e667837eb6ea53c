//! From a visit to the answers that say the same, and back.

use super::*;

/// What was understood is understood again from its own answers.
#[track_caller]
fn round(entry: Entry, answers: &Answers) {
    let first = read(entry, answers).unwrap_or_else(|complaints| panic!("refused: {complaints:?}"));
    let again = to_answers(&first.visit);
    let second = read(entry, &again).unwrap_or_else(|complaints| panic!("refused again: {complaints:?}"));
    assert_eq!(second.visit, first.visit, "{again:?}");
    assert_eq!((second.judgement, second.due), (first.judgement, first.due));
}

#[test]
fn the_visit_of_somebody_well() {
    round(Entry::Form, &well_answers());
}

#[test]
fn a_visit_with_every_item_filled() {
    let answers = with(&[
        ("met", "1;2;3"),
        ("risk", "4"),
        ("symptoms", "1;7;12"),
        ("other_symptom", "反复洗手"),
        ("severity", "3"),
        ("insight", "2"),
        ("incidents", ""),
        ("incident1", "2"),
        ("incident6", "1"),
        ("work", "9"),
        ("confinement", "3"),
        ("hospital", "2"),
        ("discharged_on", "2026-02-10"),
        ("labs", "2"),
        ("labs_text", "血常规: 白细胞 3.2"),
        ("adherence", "2"),
        ("adverse", "2"),
        ("adverse_text", "静坐不能"),
        ("adverse_severity", "3"),
        ("physical", "2"),
        ("other_abnormality", "近一周不进食"),
        ("effect", "4"),
        ("referral", "2"),
        ("referral_reason", "复发"),
        ("referral_to", "县精神卫生中心 门诊"),
        ("medicine2", "氯氮平"),
        ("usage2", "每日2次"),
        ("dose2", "25mg"),
        ("medicine3", "棕榈酸帕利哌酮注射液"),
        ("weeks3", "4"),
        ("injection3", "100"),
        ("medicine4", "中药"),
        ("usage4", "遵医嘱"),
        ("guidance1", "氯氮平"),
        ("guidance_evening1", "50"),
        ("rehabilitation", "1;5"),
        ("other_rehabilitation", "园艺"),
        ("stability", "1"),
        ("next_on", "2026-03-09"),
        ("note", "下次带上血常规单"),
    ]);
    round(Entry::Form, &answers);
}

#[test]
fn a_visit_judged_otherwise_keeps_its_reason() {
    let reasoned = [("insight", "2"), ("stability", "3"), ("stability_reason", "专科医生的意见")];
    round(Entry::Form, &with(&reasoned));
}

#[test]
fn somebody_lost_and_somebody_dead() {
    let common = [("visited_on", "2026-03-02"), ("mode", "3"), ("met", "3"), ("doctor", "王医生")];
    round(Entry::Form, &only(&[&common[..], &[("lost_reason", "4")]].concat()));
    let died = [("died_on", "2026-02-20"), ("death_cause", "1"), ("death_somatic", "2")];
    round(Entry::Form, &only(&[&common[..], &died].concat()));
}

/// What was left open of somebody in hospital stays open: no class is made of assumptions.
#[test]
fn somebody_in_hospital_stays_unjudged() {
    let stay =
        [("visited_on", "2026-03-02"), ("mode", "3"), ("met", "2"), ("hospital", "1"), ("doctor", "王医生")];
    round(Entry::Form, &only(&stay));
    round(Entry::Form, &only(&[&stay[..], &[("risk", "3")]].concat()));
    round(Entry::Form, &only(&[&stay[..], &[("insight", "3"), ("stability", "1")]].concat()));
    round(Entry::Form, &with(&[("hospital", "1")]));
}

#[test]
fn a_workbook_that_left_most_things_open() {
    round(Entry::Workbook, &only(&[("visited_on", "2025-03-02"), ("risk", "2")]));
    round(
        Entry::Workbook,
        &only(&[("visited_on", "2025-03-02"), ("risk", "0"), ("labs", "2"), ("adverse", "2")]),
    );
}

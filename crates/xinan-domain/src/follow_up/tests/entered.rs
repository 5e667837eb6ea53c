//! The form as it is filled in: what is understood, what is refused, and what is asked about.

use super::*;
use crate::answers::{Kind, Need};
use crate::code::Code;
use crate::risk::{Incident, Incidents};

#[test]
fn the_form_of_somebody_well_is_understood_without_a_doubt() {
    let read = understood(&well_answers());
    assert!(read.doubts.is_empty());
    assert_eq!(read.due, Some(Due { on: date(2026, 6, 2), rule: DueRule::Stable }));
    assert_eq!(read.judgement.as_ref().map(|one| one.stability), Some(Stability::Stable));
    let visit = &read.visit;
    assert_eq!((visit.visited_on, visit.mode), (VISITED_ON, VisitMode::Home));
    assert_eq!((visit.stability, visit.computed), (Some(Stability::Stable), Some(Stability::Stable)));
    assert!(visit.is_face_to_face());
    let found = clinical(&read);
    assert_eq!(found.risk, Some(Risk::NONE));
    assert_eq!((found.incidents, &found.referral), (Some(Incidents::NONE), &Some(Referral::No)));
    assert!(found.symptoms.is_empty());
    assert_eq!(findings_of(found), well());
}

#[test]
fn a_workbook_may_write_labels_where_the_form_has_numbers() {
    let labels = [
        ("visited_on", "2026年3月2日"),
        ("mode", "入户"),
        ("met", "患者本人；患者家属、监护人"),
        ("risk", "０级"),
        ("symptoms", "无"),
        ("severity", "基本消失"),
        ("insight", "完全"),
        ("sleep", "良好"),
        ("diet", "好"),
        ("work", "此项不适用"),
        ("incidents", "无"),
        ("hospital", "未住院"),
        ("labs", "无"),
        ("adherence", "规律服药"),
        ("adverse", "无"),
        ("effect", "好转"),
        ("referral", "否"),
        ("stability", " 稳定 "),
        ("next_on", "20260602"),
    ];
    assert_eq!(complaints(Entry::Workbook, &with(&labels)), []);
    let read = read(Entry::Workbook, &with(&labels)).unwrap();
    assert_eq!(read.visit.met, [Met::Patient, Met::Family].into());
    assert_eq!(clinical(&read).social.work, Some(WorkAbility::NotApplicable));
}

// What must be answered.

/// `stability` and `next_on` are required of the paper; here the rule fills them in.
#[test]
fn a_form_without_its_required_items_is_refused_at_each_of_them() {
    let computed = ["stability", "next_on"];
    for field in FIELDS.iter().filter(|field| field.need == Need::Required && !computed.contains(&field.id)) {
        let answers = with(&[(field.id, "")]);
        let expected = match field.id {
            "met" => vec![(field.id, Weight::Refuse, Problem::MetMissing)],
            // No tick is the form's way of saying none.
            "symptoms" => vec![],
            _ => vec![(field.id, Weight::Refuse, Problem::Missing)],
        };
        assert_eq!(complaints(Entry::Form, &answers), expected, "{}", field.id);
    }
}

#[test]
fn a_workbook_without_day_or_risk_is_refused_and_asked_about_the_rest() {
    for field in FIELDS.iter().filter(|field| field.need == Need::Required) {
        let answers = with(&[(field.id, ""), ("stability", ""), ("next_on", "")]);
        let found = complaints(Entry::Workbook, &answers);
        let weights: Vec<Weight> = found.iter().map(|(_, weight, _)| *weight).collect();
        match field.id {
            "visited_on" | "risk" => assert_eq!(weights, [Weight::Refuse], "{}", field.id),
            "symptoms" | "stability" | "next_on" => assert_eq!(weights, [], "{}", field.id),
            _ => {
                assert!(weights.iter().all(|one| *one == Weight::Ask) && !weights.is_empty(), "{}", field.id)
            }
        }
    }
}

/// 「所有问题一次说完」: nobody corrects one field to be told of the next.
#[test]
fn an_empty_form_is_told_everything_at_once() {
    let missing: Vec<&str> = complaints(Entry::Form, &Answers::default()).iter().map(|one| one.0).collect();
    let expected = [
        "visited_on",
        "mode",
        "doctor",
        "met",
        "hospital",
        "risk",
        "severity",
        "insight",
        "sleep",
        "diet",
        "self_care",
        "housework",
        "work",
        "learning",
        "social",
        "incidents",
        "confinement",
        "labs",
        "adherence",
        "adverse",
        "effect",
        "referral",
    ];
    assert_eq!(missing, expected);
}

#[test]
fn several_mistakes_are_told_together_each_at_its_field() {
    let answers = with(&[
        ("visited_on", "2026-13-40"),
        ("risk", "9"),
        ("adherence", "4"),
        ("adverse", "2"),
        ("referral", "2"),
        ("hospital", "2"),
    ]);
    let fields: Vec<&str> = complaints(Entry::Form, &answers)
        .into_iter()
        .filter(|(_, weight, _)| *weight == Weight::Refuse)
        .map(|(field, ..)| field)
        .collect();
    let expected = [
        "visited_on",
        "risk",
        "discharged_on",
        "medicine1",
        "adverse_text",
        "adverse_severity",
        "referral_reason",
    ];
    assert_eq!(fields, expected);
}

#[test]
fn a_number_that_the_form_does_not_have_is_refused_at_its_field() {
    for field in FIELDS.iter().filter(|field| matches!(field.kind, Kind::One(_) | Kind::Many(_))) {
        for entry in [Entry::Form, Entry::Workbook] {
            // The tick 趋于稳定 is a box: whatever is not a yes is no. 实验室检查 of a workbook takes words.
            if field.id == "settling" || (field.id == "labs" && entry == Entry::Workbook) {
                continue;
            }
            let found = complaints(entry, &with(&[(field.id, "77")]));
            let said = found.iter().any(|(at, weight, problem)| {
                *at == field.id && *weight == Weight::Refuse && matches!(problem, Problem::NotACode { .. })
            });
            assert!(said, "{entry:?} {}: {found:?}", field.id);
        }
    }
}

#[test]
fn a_text_that_is_too_long_is_refused_not_cut() {
    let long = "字".repeat(501);
    refused(&[("note", &long)], "note", Problem::TooLong { length: 501, longest: 500 });
    let name = "字".repeat(51);
    refused(&[("doctor", &name)], "doctor", Problem::TooLong { length: 51, longest: 50 });
}

// 1 随访日期.

#[test]
fn a_visit_lies_neither_ahead_nor_before_the_record() {
    let day = date(2026, 3, 11);
    refused(&[("visited_on", "2026-03-11")], "visited_on", Problem::InFuture { day });
    nothing_said(&[("visited_on", "2026-03-10"), ("next_on", "2026-06-10")]);
    let registered_on = date(2024, 4, 15);
    let early = [("visited_on", "2024-04-14"), ("next_on", "")];
    refused(&early, "visited_on", Problem::BeforeRegistration { registered_on });
    nothing_said(&[("visited_on", "2024-04-15"), ("next_on", "")]);
    let given = "三月初".to_owned();
    refused(&[("visited_on", "三月初"), ("next_on", "")], "visited_on", Problem::NotADay { given });
}

#[test]
fn a_typist_may_leave_out_the_year() {
    for text in ["0302", "3.2", "3-2", "3月2日"] {
        assert_eq!(understood(&with(&[("visited_on", text)])).visit.visited_on, VISITED_ON, "{text}");
    }
    assert_eq!(understood(&with(&[("visited_on", "今天")])).visit.visited_on, TODAY);
}

/// Of a form the day of entry is known, of a sheet nobody knows when 昨天 was.
#[test]
fn a_day_in_words_is_taken_from_a_form_and_not_from_a_sheet() {
    for (text, day) in [("今天", TODAY), ("昨天", date(2026, 3, 9)), ("前天", date(2026, 3, 8))] {
        let answers = with(&[("visited_on", text), ("next_on", "")]);
        assert_eq!(understood(&answers).visit.visited_on, day, "{text}");
        let given = text.to_owned();
        let expected = ("visited_on", Weight::Refuse, Problem::NotADay { given });
        assert!(complaints(Entry::Workbook, &answers).contains(&expected), "{text}");
    }
    let tomorrow = with(&[("next_on", "明天")]);
    assert_eq!(understood(&tomorrow).visit.next_on, Some(date(2026, 3, 11)));
    let expected = ("next_on", Weight::Refuse, Problem::NotADay { given: "明天".to_owned() });
    assert_eq!(complaints(Entry::Workbook, &tomorrow), [expected]);
    // A day without its year can be found again.
    let written = read(Entry::Workbook, &with(&[("visited_on", "3月2日")])).expect("a day");
    assert_eq!(written.visit.visited_on, VISITED_ON);
}

// 6 危险性评估 and 12 危险行为.

#[test]
fn acts_and_grade_that_do_not_fit_are_asked_about() {
    let changes = [("incidents", "1:1"), ("stability", "")];
    asked(&changes, "risk", Problem::RiskDoesNotFit);
    let changes = [
        ("risk", "3"),
        ("stability", "1"),
        ("next_on", "2026-03-16"),
        ("referral", "2"),
        ("referral_reason", "复发"),
        ("referral_to", "县精神卫生中心"),
    ];
    asked(&changes, "risk", Problem::RiskDoesNotFit);
}

#[test]
fn nothing_happened_excludes_every_act() {
    let changes = [("risk", "1"), ("stability", "2"), ("next_on", "2026-03-16"), ("incidents", "7;1:1")];
    refused(&changes, "incidents", Problem::NoneAndSome);
    // The page has a box for each count beside the tick at 7 无.
    for none in ["7", "无"] {
        let boxes =
            [("incidents", none), ("incident1", "1"), ("risk", "1"), ("stability", ""), ("next_on", "")];
        refused(&boxes, "incidents", Problem::NoneAndSome);
    }
}

#[test]
fn acts_are_counted_from_the_boxes_of_the_page_or_from_one_text() {
    let risk_four = [("risk", "4"), ("stability", ""), ("next_on", ""), ("incidents", "")];
    let mut boxes = with(&risk_four);
    boxes.set("incident1", "2");
    boxes.set("incident5", "１");
    boxes.set("incident3", "0");
    let counted = clinical(&understood(&boxes)).incidents.unwrap();
    assert_eq!(counted.of(Incident::MinorDisturbance), 2);
    assert_eq!(counted.of(Incident::SelfHarm), 1);
    assert_eq!(counted.of(Incident::Criminal), 0);
    let mut text = with(&risk_four);
    text.set("incidents", "轻度滋事2次；自伤1次");
    assert_eq!(clinical(&understood(&text)).incidents, Some(counted));
}

#[test]
fn acts_that_cannot_be_read_or_counted_are_refused() {
    for text in ["打人2次", "1:0", "1:1;1:2", "8"] {
        let given = crate::reader::shorten(text);
        refused(&[("incidents", text)], "incidents", Problem::IncidentsUnreadable { given });
    }
    // Of the boxes of the page the sentence quotes what stands in that box.
    let boxes = [("incidents", ""), ("incident1", "<b>12"), ("incident2", "2")];
    let problem = Problem::CountUnreadable { act: Incident::MinorDisturbance, given: "<b>12".to_owned() };
    assert!(problem.say(crate::text::Lang::Zh).starts_with("“轻度滋事”的次数“<b>12”没有看懂"));
    refused(&boxes, "incidents", problem);
}

// 7 目前症状.

#[test]
fn other_symptoms_need_words_on_a_form() {
    let changes = [("symptoms", "12"), ("severity", "2"), ("stability", "2"), ("next_on", "2026-03-16")];
    only_a_form_is_asked(&changes, "other_symptom", Problem::OtherNeedsWords);
    nothing_said(&[&changes[..], &[("other_symptom", "反复洗手")]].concat());
}

#[test]
fn marked_symptoms_without_a_symptom_are_asked_about() {
    let changes = [
        ("severity", "3"),
        ("stability", "1"),
        ("next_on", "2026-03-16"),
        ("referral", "2"),
        ("referral_reason", "症状加重"),
        ("referral_to", "县精神卫生中心门诊"),
    ];
    asked(&changes, "severity", Problem::SeverityDoesNotFit);
}

#[test]
fn a_workbook_that_never_asked_how_marked_symptoms_are_counts_them_as_partly_present() {
    let changes = [("symptoms", "1;3"), ("severity", ""), ("stability", "2"), ("next_on", "2026-03-16")];
    let read = read(Entry::Workbook, &with(&changes)).unwrap();
    assert_eq!(clinical(&read).severity, None);
    assert_eq!(findings_of(clinical(&read)).symptoms, SymptomSeverity::Partial);
    assert_eq!(clinical(&read).symptoms, [Symptom::Hallucination, Symptom::Suspicion].into());
}

// 14 住院情况.

#[test]
fn who_was_in_hospital_since_needs_the_day_of_discharge() {
    refused_on_a_form(&[("hospital", "2")], "discharged_on", Problem::DischargeDayMissing);
    nothing_said(&[("hospital", "2"), ("discharged_on", "2026-02-10")]);
}

#[test]
fn the_discharge_lies_before_the_visit_or_on_its_day() {
    nothing_said(&[("hospital", "2"), ("discharged_on", "2026-03-02")]);
    let late = [("hospital", "2"), ("discharged_on", "2026-03-03")];
    let expected = ("discharged_on", Weight::Refuse, Problem::DischargeAfterVisit);
    for entry in [Entry::Form, Entry::Workbook] {
        assert!(complaints(entry, &with(&late)).contains(&expected), "{entry:?}");
    }
}

/// 目前正在住院 is a complete visit by itself; nobody can judge somebody who is not at home.
#[test]
fn somebody_in_hospital_need_not_be_judged() {
    let stay = only(&[
        ("visited_on", "2026-03-02"),
        ("mode", "3"),
        ("met", "2"),
        ("hospital", "1"),
        ("doctor", "王医生"),
    ]);
    for entry in [Entry::Form, Entry::Workbook] {
        assert_eq!(complaints(entry, &stay), [], "{entry:?}");
    }
    let read = understood(&stay);
    assert_eq!((read.visit.stability, read.visit.computed, &read.judgement), (None, None, &None));
    // What nobody saw stays open; nothing is put in its place.
    let found = clinical(&read);
    assert_eq!((found.risk, found.insight, found.sleep, found.adherence), (None, None, None, None));
    assert_eq!(read.due, Some(Due { on: date(2026, 6, 2), rule: DueRule::InHospital }));
}

#[test]
fn somebody_in_hospital_may_be_judged_and_need_not_be_referred() {
    let stay = with(&[("hospital", "1"), ("risk", "4"), ("stability", "1"), ("incidents", "5:1")]);
    assert_eq!(complaints(Entry::Form, &stay), []);
    let read = understood(&stay);
    assert_eq!(read.visit.computed, Some(Stability::Unstable));
    assert_eq!(read.due.map(|due| due.rule), Some(DueRule::InHospital));
}

/// A class that the worker states for somebody in hospital stands, although the rule computed none.
#[test]
fn a_class_stated_for_somebody_in_hospital_is_kept() {
    let stay = with(&[("hospital", "1"), ("insight", ""), ("stability", "1")]);
    let read = understood(&stay);
    assert_eq!((read.visit.stability, read.visit.computed), (Some(Stability::Unstable), None));
}

// 15 实验室检查.

#[test]
fn tests_that_were_done_need_words() {
    let answers = with(&[("labs", "2")]);
    let form = ("labs_text", Weight::Refuse, Problem::LabsNeedWords);
    assert_eq!(complaints(Entry::Form, &answers), [form]);
    let workbook = ("labs", Weight::Ask, Problem::LabsNeedWords);
    assert_eq!(complaints(Entry::Workbook, &answers), [workbook]);
    nothing_said(&[("labs", "2"), ("labs_text", "血常规正常")]);
}

#[test]
fn a_workbook_may_write_the_tests_where_the_form_says_whether_any() {
    let read = read(Entry::Workbook, &with(&[("labs", "血常规、肝功正常")])).unwrap();
    assert_eq!(clinical(&read).labs.as_deref(), Some("血常规、肝功正常"));
    let long = "长".repeat(201);
    let expected = ("labs", Weight::Refuse, Problem::TooLong { length: 201, longest: 200 });
    assert_eq!(complaints(Entry::Workbook, &with(&[("labs", &long)])), [expected]);
}

/// One of the two is wrong: the choice or the words. Neither is dropped in silence.
#[test]
fn words_beside_a_no_are_asked_about() {
    let beside = [
        (&[("labs_text", "血常规正常")][..], "labs_text"),
        (&[("adverse_text", "嗜睡")], "adverse_text"),
        (&[("referral_reason", "症状加重")], "referral_reason"),
        (&[("referral_to", "县精神卫生中心门诊")], "referral_to"),
    ];
    for (changes, field) in beside {
        refused_on_a_form(changes, field, Problem::WordsBesideNo);
    }
    nothing_said(&[("labs_text", "无"), ("adverse_text", "没有"), ("referral_to", "无")]);
}

// 17 药物不良反应.

#[test]
fn an_adverse_reaction_needs_words_and_on_a_form_how_severe() {
    let answers = with(&[("adverse", "2"), ("adverse_severity", "2")]);
    let form = ("adverse_text", Weight::Refuse, Problem::AdverseNeedsWords);
    assert_eq!(complaints(Entry::Form, &answers), [form]);
    let workbook = ("adverse", Weight::Ask, Problem::AdverseNeedsWords);
    assert_eq!(complaints(Entry::Workbook, &answers), [workbook]);
    only_a_form_is_asked(&[("adverse", "2"), ("adverse_text", "嗜睡")], "adverse_severity", Problem::Missing);
    nothing_said(&[("adverse", "2"), ("adverse_text", "嗜睡"), ("adverse_severity", "2")]);
}

/// 9 此项不适用 is for people without medicine.
#[test]
fn adverse_reactions_are_applicable_to_whoever_takes_medicine() {
    refused_on_a_form(&[("adverse", "9")], "adverse", Problem::NotApplicableWithMedicine);
    let without = [("adverse", "9"), ("medicine1", ""), ("morning1", ""), ("evening1", "")];
    nothing_said(&[&without[..], &[("adherence", "3"), ("note", "药吃完了")]].concat());
    nothing_said(&[&without[..], &[("adherence", "4")]].concat());
}

// 19 是否转诊.

#[test]
fn a_referral_needs_a_reason_and_a_place() {
    for missing in [&[][..], &[("referral_reason", "复发")], &[("referral_to", "县精神卫生中心")]] {
        let answers = with(&[&[("referral", "2")][..], missing].concat());
        let form = ("referral_reason", Weight::Refuse, Problem::ReferralIncomplete);
        assert_eq!(complaints(Entry::Form, &answers), [form]);
        let workbook = ("referral", Weight::Ask, Problem::ReferralIncomplete);
        assert_eq!(complaints(Entry::Workbook, &answers), [workbook]);
    }
    nothing_said(&[("referral", "2"), ("referral_reason", "复发"), ("referral_to", "县精神卫生中心")]);
}

/// 二（三）1: 对症处理后立即转诊.
#[test]
fn somebody_unstable_who_is_not_referred_is_asked_about() {
    let unstable = [("insight", "3"), ("stability", "1"), ("next_on", "2026-03-16")];
    asked(&unstable, "referral", Problem::ReferralExpected);
}

// 22 康复措施.

#[test]
fn other_rehabilitation_needs_words_on_a_form() {
    let changes = [("rehabilitation", "1;5")];
    only_a_form_is_asked(&changes, "other_rehabilitation", Problem::OtherNeedsWords);
    nothing_said(&[("rehabilitation", "1;5"), ("other_rehabilitation", "园艺")]);
}

// 23 本次随访分类.

#[test]
fn a_class_left_open_is_the_one_computed() {
    let read = understood(&with(&[("stability", ""), ("risk", "1"), ("next_on", "")]));
    assert_eq!(read.visit.stability, Some(Stability::BasicallyStable));
    assert_eq!(read.visit.computed, Some(Stability::BasicallyStable));
}

#[test]
fn who_judges_otherwise_says_why() {
    let answers = with(&[("insight", "2"), ("stability", "3")]);
    let problem = Problem::ClassDiffers { computed: Stability::BasicallyStable };
    assert_eq!(complaints(Entry::Form, &answers), [("stability_reason", Weight::Refuse, problem.clone())]);
    assert_eq!(complaints(Entry::Workbook, &answers), [("stability", Weight::Ask, problem)]);

    let reasoned =
        with(&[("insight", "2"), ("stability", "3"), ("stability_reason", "专科医生认为已基本恢复")]);
    let read = understood(&reasoned);
    assert!(read.doubts.is_empty());
    assert_eq!(read.visit.stability, Some(Stability::Stable));
    assert_eq!(read.visit.computed, Some(Stability::BasicallyStable));
    // The interval follows the class that stands.
    assert_eq!(read.due, Some(Due { on: date(2026, 6, 2), rule: DueRule::Stable }));
}

// 24 下次随访日期.

#[test]
fn the_next_visit_lies_after_this_one() {
    for day in ["2026-03-02", "2026-03-01"] {
        refused(&[("next_on", day)], "next_on", Problem::NextNotLater);
    }
    nothing_said(&[("next_on", "2026-03-03")]);
}

#[test]
fn the_next_visit_is_no_later_than_the_class_allows() {
    let waits = |rule: DueRule| rule.wait(&Intervals::default());
    let (latest, rule) = (date(2026, 6, 2), DueRule::Stable);
    let problem = Problem::NextTooLate { latest, rule, wait: waits(rule) };
    refused_on_a_form(&[("next_on", "2026-06-03")], "next_on", problem);
    let (latest, rule) = (date(2026, 3, 16), DueRule::BasicallyStableFirst);
    let problem = Problem::NextTooLate { latest, rule, wait: waits(rule) };
    let changes = [("risk", "1"), ("stability", "2"), ("next_on", "2026-04-02")];
    refused_on_a_form(&changes, "next_on", problem);
}

/// One missing answer is one complaint: without it there is no class, and so no limit to miss.
#[test]
fn while_the_class_is_open_the_next_visit_is_not_too_late() {
    let open = with(&[("insight", ""), ("stability", "")]);
    assert_eq!(complaints(Entry::Form, &open), [("insight", Weight::Refuse, Problem::Missing)]);
}

/// An old workbook that promised too late a day is kept; the rule's day holds.
#[test]
fn too_late_a_day_in_a_workbook_is_not_the_due_day() {
    let read = read(Entry::Workbook, &with(&[("next_on", "2026-08-01")])).unwrap();
    assert_eq!(read.due, Some(Due { on: date(2026, 6, 2), rule: DueRule::Stable }));
    assert_eq!(read.visit.next_on, Some(date(2026, 8, 1)));
}

#[test]
fn an_earlier_day_that_was_agreed_is_the_due_day() {
    let read = understood(&with(&[("next_on", "2026-04-01")]));
    assert_eq!(read.due, Some(Due { on: date(2026, 4, 1), rule: DueRule::Agreed }));
}

/// A day without a year looks ahead here, while every other one looks back.
#[test]
fn the_next_visit_without_a_year_lies_ahead() {
    for text in ["0420", "4.20", "4月20日"] {
        assert_eq!(understood(&with(&[("next_on", text)])).visit.next_on, Some(date(2026, 4, 20)), "{text}");
    }
    let over_new_year = with(&[("visited_on", "2025-12-01"), ("next_on", "1.15")]);
    assert_eq!(understood(&over_new_year).visit.next_on, Some(date(2026, 1, 15)));
}

/// 二（三）2, asked at the re-visit only.
#[test]
fn a_re_visit_that_finds_the_illness_settling_waits_three_months() {
    let intervals = Intervals::default();
    let again = VisitContext { before: Some(Stability::BasicallyStable), ..context(Entry::Form, &intervals) };
    let due = |settling: &str| {
        let answers = with(&[("risk", "1"), ("stability", "2"), ("next_on", ""), ("settling", settling)]);
        parse(&answers, &again).unwrap().due
    };
    assert_eq!(due("1"), Some(Due { on: date(2026, 6, 2), rule: DueRule::Settling }));
    assert_eq!(due("0"), Some(Due { on: date(2026, 4, 2), rule: DueRule::NotSettling }));
}

// What an old workbook lacks.

#[test]
fn a_workbook_with_day_and_risk_only_is_kept_and_asked_about() {
    let read = read(Entry::Workbook, &only(&[("visited_on", "2025-03-02"), ("risk", "0")])).unwrap();
    assert!(read.doubts.iter().all(|one| one.weight == Weight::Ask));
    // Nobody said that the patient was met: it is no 面访.
    assert!(read.visit.met.is_empty() && !read.visit.is_face_to_face());
}

#[test]
fn only_a_visit_in_person_to_the_patient_is_face_to_face() {
    let face =
        |mode: &str, met: &str| understood(&with(&[("mode", mode), ("met", met)])).visit.is_face_to_face();
    assert!(face("1", "1") && face("2", "1;2"));
    assert!(!face("3", "1") && !face("2", "2") && !face("1", "3"));
}

#[test]
fn every_field_has_a_name_of_its_own_and_its_codes() {
    for (at, field) in FIELDS.iter().enumerate() {
        assert!(FIELDS[at + 1..].iter().all(|other| other.id != field.id), "{} twice", field.id);
        assert!(!field.label.is_empty() && !field.label_en.is_empty(), "{}", field.id);
        if let Kind::One(items) | Kind::Many(items) | Kind::Counts(items) = field.kind {
            assert!(!items.is_empty(), "{}", field.id);
        }
    }
    assert_eq!(RiskBox::ALL.len(), Risk::ALL.len());
}

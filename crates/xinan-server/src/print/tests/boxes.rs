//! Every answer has its box.

use std::collections::BTreeSet;

use jiff::civil::{Date, date};
use xinan_db::Uuid;
use xinan_domain::answers::Answers;
use xinan_domain::follow_up::{self, Entry, FIELDS, Visit, VisitContext};
use xinan_domain::identity_number::IdentityNumber;
use xinan_domain::parameter::{InsightRule, Intervals};
use xinan_domain::region::Region;
use xinan_domain::risk::Incidents;
use xinan_domain::supplement::{self, MayStayOpen, Supplement, SupplementContext};
use xinan_typeset::{Act, FollowUpSheet, Medicine, SupplementSheet, WORDED_FIELDS};

use crate::print::sheets;
use crate::print::store::{Filled, Person, Visited};

const TODAY: Date = date(2026, 11, 21);
const ID: Uuid = Uuid::from_u128(0x0197_f3aa_0000_7000_8000_1234_5678_9abc);

fn person() -> Person {
    Person { id: ID, name: "李春生".to_owned(), case_no: "42997110120900023".to_owned() }
}

fn answers(pairs: &[(&str, &str)]) -> Answers {
    Answers::new(pairs.iter().map(|(id, text)| ((*id).to_owned(), (*text).to_owned())).collect())
}

#[track_caller]
fn visit(pairs: &[(&str, &str)]) -> Visit {
    let context = VisitContext {
        today: TODAY,
        entry: Entry::Form,
        registered_on: None,
        died_on: None,
        closed_on: None,
        seen_on: None,
        before: None,
        intervals: &Intervals::default(),
        insight: InsightRule::Full,
    };
    follow_up::parse(&answers(pairs), &context).unwrap().visit
}

/// The sheet of a visit whose next day the rule sets to 4 December.
fn sheet(visit: Visit) -> FollowUpSheet {
    let visited = Visited { id: ID, visit, due_on: Some(date(2026, 12, 4)) };
    sheets::follow_up(&person(), Some(&visited))
}

/// Every item of the paper answered, and every item of ours.
const FULL: [(&str, &str); 52] = [
    ("visited_on", "2026-11-20"),
    ("mode", "2"),
    ("met", "1"),
    ("met", "3"),
    ("risk", "1"),
    ("symptoms", "3"),
    ("symptoms", "12"),
    ("other_symptom", "夜里走动"),
    ("severity", "2"),
    ("insight", "2"),
    ("sleep", "1"),
    ("diet", "2"),
    ("self_care", "3"),
    ("housework", "1"),
    ("work", "9"),
    ("learning", "2"),
    ("social", "3"),
    ("incident1", "2"),
    ("incident4", "1"),
    ("confinement", "3"),
    ("hospital", "2"),
    ("discharged_on", "2026-10-08"),
    ("labs", "2"),
    ("labs_text", "血常规正常"),
    ("adherence", "1"),
    ("adverse", "2"),
    ("adverse_text", "手抖"),
    ("adverse_severity", "2"),
    ("physical", "1"),
    ("other_abnormality", "血压偏高"),
    ("effect", "2"),
    ("referral", "2"),
    ("referral_reason", "调整用药"),
    ("referral_to", "县精神卫生中心门诊"),
    ("medicine1", "利培酮片"),
    ("morning1", "1"),
    ("evening1", "2.5"),
    ("medicine2", "碳酸锂片"),
    ("usage2", "每日2次"),
    ("dose2", "0.25g"),
    ("guidance1", "棕榈酸帕利哌酮注射液"),
    ("guidance_weeks1", "4"),
    ("guidance_injection1", "100"),
    ("rehabilitation", "1"),
    ("rehabilitation", "5"),
    ("other_rehabilitation", "编竹器"),
    ("stability", "3"),
    ("stability_reason", "专科医生看过"),
    ("settling", "1"),
    ("next_on", "2026-11-30"),
    ("doctor", "王医生"),
    ("note", "种上了蒜"),
];

/// The paper's own fields: what is ours has no box (症状程度, 不良反应程度, 躯体疾病 and the like).
#[test]
fn every_item_of_a_visit_stands_in_its_box() {
    let medicine = |name: &str| Medicine { name: name.to_owned(), ..Medicine::default() };
    let text = str::to_owned;
    let expected = FollowUpSheet {
        record_no: text("1234-5678-9ABC"),
        name: text("李春生"),
        case_no: text("42997110120900023"),
        visited_on: text("2026-11-20"),
        mode: Some(2),
        met: vec![1, 3],
        lost_reason: None,
        lost_other: text(""),
        died_on: text(""),
        death_cause: None,
        death_disease: None,
        risk: Some(1),
        symptoms: vec![3, 12],
        symptom_other: text("夜里走动"),
        insight: Some(2),
        sleep: Some(1),
        diet: Some(2),
        self_care: Some(3),
        housework: Some(1),
        work: Some(9),
        learning: Some(2),
        social: Some(3),
        acts: vec![Act { code: 1, times: Some(2) }, Act { code: 4, times: Some(1) }],
        confinement: Some(3),
        hospital: Some(2),
        discharged_on: text("2026-10-08"),
        tests: Some(2),
        tests_text: text("血常规正常"),
        adherence: Some(1),
        adverse: Some(2),
        adverse_text: text("手抖"),
        effect: Some(2),
        referral: Some(2),
        referral_reason: text("调整用药"),
        referral_to: text("县精神卫生中心门诊"),
        medicines: vec![
            Medicine { morning: text("1"), evening: text("2.5"), ..medicine("利培酮片") },
            Medicine { times: text("2"), dose: text("250"), ..medicine("碳酸锂片") },
        ],
        guidance: vec![Medicine {
            every: text("4"),
            long_acting_dose: text("100"),
            ..medicine("棕榈酸帕利哌酮注射液")
        }],
        rehabilitation: vec![1, 5],
        rehabilitation_other: text("编竹器"),
        class: Some(3),
        next_on: text("2026-11-30"),
        doctor: text("王医生"),
    };
    assert_eq!(sheet(visit(&FULL)), expected);
}

/// A changed answer changes the paper, unless it is one of the seven that only this system asks.
#[test]
fn no_answer_is_left_off_the_paper() {
    let gone = ["lost_reason", "died_on", "death_cause", "death_somatic"];
    for field in FIELDS.iter().filter(|field| !gone.contains(&field.id)) {
        let stem = if field.id == "incidents" { "incident" } else { field.id };
        assert!(FULL.iter().any(|(name, _)| name.starts_with(stem)), "{} is not tried", field.id);
    }
    let ours = BTreeSet::from([
        "severity",
        "adverse_severity",
        "physical",
        "other_abnormality",
        "stability_reason",
        "settling",
        "note",
    ]);
    let as_filled = sheet(visit(&FULL));
    for (at, (field, text)) in FULL.iter().enumerate() {
        let other = another(field, text);
        let mut pairs = FULL.to_vec();
        pairs[at].1 = &other;
        // Who changes a yes into a no clears what was written beside it.
        let beside: &[&str] = match *field {
            "labs" => &["labs_text"],
            "adverse" => &["adverse_text"],
            "referral" => &["referral_reason", "referral_to"],
            _ => &[],
        };
        pairs.retain(|(field, _)| !beside.contains(field));
        assert_eq!(sheet(visit(&pairs)) == as_filled, ours.contains(field), "{field} = {other}");
    }
}

/// Another answer that the form takes.
fn another(field: &str, text: &str) -> String {
    let is_medicine = field.ends_with(|c: char| c.is_ascii_digit()) && !field.starts_with("incident");
    match (text.parse::<Date>(), text.parse::<u8>()) {
        (Ok(day), _) => day.yesterday().unwrap().to_string(),
        (_, Ok(1)) if !is_medicine => "2".to_owned(),
        (_, Ok(_)) if !is_medicine => "1".to_owned(),
        _ => format!("{text}1"),
    }
}

#[test]
fn somebody_who_was_not_seen_has_the_reason_and_no_findings() {
    let who = [("visited_on", "2026-11-20"), ("mode", "3"), ("met", "2"), ("doctor", "王医生")];
    let lost = sheet(visit(&[who.as_slice(), &[("lost_reason", "4")]].concat()));
    let died = [("died_on", "2026-11-18"), ("death_cause", "1"), ("death_somatic", "3")];
    let died = sheet(visit(&[who.as_slice(), &died].concat()));
    let who = FollowUpSheet {
        record_no: "1234-5678-9ABC".to_owned(),
        name: "李春生".to_owned(),
        case_no: "42997110120900023".to_owned(),
        visited_on: "2026-11-20".to_owned(),
        mode: Some(3),
        met: vec![2],
        doctor: "王医生".to_owned(),
        ..FollowUpSheet::default()
    };
    let without_next = |sheet: FollowUpSheet| FollowUpSheet { next_on: String::new(), ..sheet };
    assert_eq!(without_next(lost), FollowUpSheet { lost_reason: Some(4), ..who.clone() });
    let expected = FollowUpSheet {
        died_on: "2026-11-18".to_owned(),
        death_cause: Some(1),
        death_disease: Some(3),
        ..who
    };
    assert_eq!(without_next(died), expected);
}

#[test]
fn nothing_found_is_ticked_as_such() {
    let mut pairs: Vec<(&str, &str)> = FULL.to_vec();
    let dropped = [
        "incident",
        "medicine",
        "usage",
        "dose",
        "morning",
        "noon",
        "evening",
        "weeks",
        "injection",
        "labs_text",
        "referral_reason",
        "referral_to",
    ];
    pairs.retain(|(field, _)| dropped.iter().all(|stem| !field.starts_with(stem)));
    for (field, text) in &mut pairs {
        match *field {
            "labs" | "referral" => *text = "1",
            "adherence" => *text = "4",
            _ => {}
        }
    }
    pairs.push(("incidents", "7"));
    let sheet = sheet(visit(&pairs));
    assert_eq!(sheet.acts, [Act { code: 7, times: None }]);
    assert_eq!((sheet.tests, sheet.tests_text.as_str()), (Some(1), ""));
    assert_eq!((sheet.referral, sheet.referral_reason.as_str()), (Some(1), ""));
    assert_eq!(sheet.medicines, []);
}

/// 24 下次随访日期 is required on paper; who agreed on no day left it to the rule.
#[test]
fn the_next_day_is_the_one_agreed_or_the_one_of_the_rule() {
    let open: Vec<_> = FULL.iter().copied().filter(|(field, _)| *field != "next_on").collect();
    assert_eq!(sheet(visit(&open)).next_on, "2026-12-04");
}

#[test]
fn a_medicine_stands_on_the_lines_of_the_way_in_which_it_is_taken() {
    let taken = |parts: &[(&str, &str)]| {
        let mut pairs: Vec<(&str, &str)> = FULL.to_vec();
        pairs.retain(|(field, _)| {
            !field.ends_with(|c: char| c.is_ascii_digit()) || field.starts_with("incident")
        });
        pairs.extend(parts);
        sheet(visit(&pairs)).medicines.remove(0)
    };
    let monthly = taken(&[("medicine1", "长效针"), ("weeks1", "3个月"), ("injection1", "525")]);
    assert_eq!((monthly.every.as_str(), monthly.every_unit.as_str()), ("3", "月"));
    assert_eq!(monthly.long_acting_dose, "525");
    let words = taken(&[("medicine1", "中药"), ("usage1", "一天一剂，水煎")]);
    assert_eq!(words.as_written, "一天一剂,水煎");
    let small = taken(&[("medicine1", "氯硝西泮片"), ("usage1", "qn"), ("dose1", "500ug")]);
    assert_eq!((small.times.as_str(), small.dose.as_str()), ("1", "0.5"));
}

#[test]
fn somebody_who_was_never_visited_gets_a_form_with_the_head_filled_in() {
    let expected = FollowUpSheet {
        name: "李春生".to_owned(),
        case_no: "42997110120900023".to_owned(),
        ..FollowUpSheet::default()
    };
    assert_eq!(sheets::follow_up(&person(), None), expected);
}

#[test]
fn every_item_of_the_supplement_stands_in_its_box() {
    let number = IdentityNumber::from_parts("429971", date(1980, 5, 10), 1).unwrap();
    let pairs = [
        ("name", "李春生"),
        ("identity_number", number.as_str()),
        ("village", "429971101209"),
        ("address", "清溪镇柳河村3组"),
        ("guardian_name", "李春林"),
        ("guardian_relation", "哥哥"),
        ("guardian_address", "清溪镇柳河村5组"),
        ("guardian_phone", "13835737167"),
        ("village_contact", "赵会计"),
        ("village_contact_phone", "13835737168"),
        ("household", "2"),
        ("employment", "3"),
        ("consent", "1"),
        ("consent_on", "2020-06-20"),
        ("onset_on", "2018-10"),
        ("past_symptoms", "1"),
        ("past_symptoms", "12"),
        ("other_past_symptom", "怕人"),
        ("confinement", "1"),
        ("outpatient", "3"),
        ("first_treated_on", "2019"),
        ("admissions", "2"),
        ("diagnosis", "精神分裂症"),
        ("icd10", "F20.9"),
        ("diagnosed_on", "2020-06-15"),
        ("diagnosed_at", "清溪县精神卫生中心"),
        ("effect", "4"),
        ("incidents", "2:1;6:3"),
        ("economy", "2"),
        ("specialist_opinion", "继续服药"),
        ("filled_on", "2020-06-21"),
        ("filled_by", "王医生"),
    ];
    let village = |text: &str| Region::exact(text).ok();
    let context = SupplementContext {
        died_on: None,
        today: TODAY,
        entry: Entry::Workbook,
        open: MayStayOpen::Nothing,
        village: &village,
    };
    let form = supplement::parse(&answers(&pairs), &context).unwrap().supplement;
    let text = str::to_owned;
    let expected = SupplementSheet {
        record_no: text("1234-5678-9ABC"),
        name: text("李春生"),
        case_no: text("42997110120900023"),
        guardian_name: text("李春林"),
        guardian_relation: text("哥哥"),
        guardian_address: text("清溪镇柳河村5组"),
        guardian_phone: text("13835737167"),
        committee_contact: text("赵会计 13835737168"),
        household: Some(2),
        employment: Some(3),
        consent: Some(1),
        consent_signed_by: text(""),
        consent_signed_on: text("2020-06-20"),
        onset_on: text("2018-10"),
        symptoms: vec![1, 12],
        symptom_other: text("怕人"),
        confinement: Some(1),
        outpatient: Some(3),
        first_treated_on: text("2019"),
        admissions: Some(2),
        diagnosis: text("精神分裂症（F20.9）"),
        diagnosed_by: text("清溪县精神卫生中心"),
        diagnosed_on: text("2020-06-15"),
        effect: Some(4),
        acts: vec![Act { code: 2, times: Some(1) }, Act { code: 6, times: Some(3) }],
        economy: Some(2),
        opinion: text("继续服药"),
        filled_on: text("2020-06-21"),
        doctor: text("王医生"),
    };
    assert_eq!(sheets::supplement(&person(), &Filled { id: ID, form: form.clone() }), expected);

    // What nobody answered is left to the pen; 7 无 stands only where somebody said so.
    let open = Supplement { incidents: None, past_symptoms: None, ..form.clone() };
    let sheet = sheets::supplement(&person(), &Filled { id: ID, form: open });
    assert_eq!((sheet.acts, sheet.symptoms), (vec![], vec![]));
    let none = Supplement { incidents: Some(Incidents::NONE), ..form };
    let sheet = sheets::supplement(&person(), &Filled { id: ID, form: none });
    assert_eq!(sheet.acts, [Act { code: 7, times: None }]);
}

#[test]
fn the_options_of_both_forms_are_those_of_the_domain() {
    let wording = sheets::wording();
    assert!(wording.keys().eq(WORDED_FIELDS), "{:?}", wording.keys());
    assert_eq!(wording["consent"], [(1, "同意参加管理".to_owned()), (0, "不同意参加管理".to_owned())]);
    assert_eq!(wording["class"][0], (1, "不稳定".to_owned()));
}

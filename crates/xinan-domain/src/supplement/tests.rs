//! 个人信息补充表, as the form is filled in and as old rosters hold it.
//!
//! 叶红秋 and everybody around her are invented; 4299 was never given to any division.

use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::answers::{Answers, Kind, Need, Weight};
use crate::follow_up::Entry;
use crate::identity_number::IdentityNumberError;
use crate::phone::PhoneError;
use crate::risk::Incident;
use crate::text::rules::Problem;

mod consent;
mod days;
mod kept;
mod page;

const TODAY: Date = date(2026, 3, 10);

/// 大堰村, the one village that these tests know.
const VILLAGE: &str = "429971101201";

/// Somebody born on 20 May 1980, a woman.
fn number() -> IdentityNumber {
    IdentityNumber::from_parts("429971", date(1980, 5, 20), 122).unwrap()
}

/// The complete row of somebody registered, without a doubt.
fn good_row() -> Answers {
    let mut answers = Answers::default();
    let number = number();
    let pairs = [
        ("name", "叶红秋"),
        ("sex", "女"),
        ("identity_number", number.as_str()),
        ("birth_date", "1980-05-20"),
        ("ethnicity", "汉族"),
        ("phone", "13912345703"),
        ("village", "大堰村"),
        ("address", "清溪镇大堰村8组"),
        ("education", "初中"),
        ("marriage", "已婚"),
        ("guardian_name", "叶文"),
        ("guardian_relation", "配偶"),
        ("guardian_phone", "0712-1234567"),
        ("village_contact", "赵会计"),
        ("village_contact_phone", "13912345704"),
        ("household", "农村"),
        ("employment", "农民"),
        ("consent", "1"),
        ("consent_on", "2024-05-06"),
        ("onset_on", "2008"),
        ("past_symptoms", "幻觉、猜疑"),
        ("confinement", "无关锁"),
        ("outpatient", "连续门诊治疗"),
        ("first_treated_on", "2009-03"),
        ("admissions", "2"),
        ("diagnosis", "精神分裂症"),
        ("icd10", "F20.9"),
        ("diagnosed_at", "清溪县精神卫生中心"),
        ("diagnosed_on", "2009-03-12"),
        ("effect", "好转"),
        ("incidents", "无"),
        ("economy", "非贫困"),
        ("filled_on", "2024-05-06"),
        ("filled_by", "王医生"),
        ("status", "在管"),
    ];
    for (id, text) in pairs {
        answers.push(id, text);
    }
    answers
}

/// The good row, with these answers instead.
fn with(changes: &[(&str, &str)]) -> Answers {
    let mut answers = good_row();
    for (id, text) in changes {
        answers.set(id, *text);
    }
    answers
}

/// Read as a row of a roster.
fn read(answers: &Answers) -> Result<Understood, Complaints> {
    read_as(Entry::Workbook, answers)
}

fn read_as(entry: Entry, answers: &Answers) -> Result<Understood, Complaints> {
    let village = |text: &str| (text == "大堰村" || text == VILLAGE).then(|| Region::exact(VILLAGE).unwrap());
    parse(
        answers,
        &SupplementContext {
            today: TODAY,
            entry,
            open: MayStayOpen::Nothing,
            died_on: None,
            village: &village,
        },
    )
}

#[track_caller]
fn understood(changes: &[(&str, &str)]) -> Understood {
    read(&with(changes)).unwrap_or_else(|complaints| panic!("refused: {complaints:?}"))
}

type Complained = Vec<(&'static str, Weight, Problem)>;

/// Everything that is complained of in the good row with these answers instead.
fn complaints(changes: &[(&str, &str)]) -> Complained {
    complaints_as(Entry::Workbook, changes)
}

fn complaints_as(entry: Entry, changes: &[(&str, &str)]) -> Complained {
    let all = match read_as(entry, &with(changes)) {
        Ok(understood) => understood.doubts,
        Err(complaints) => {
            assert!(complaints.refused(), "an error without a reason: {complaints:?}");
            complaints
        }
    };
    all.iter().map(|one| (one.field, one.weight, one.problem.clone())).collect()
}

/// The row cannot be kept, for exactly this.
#[track_caller]
fn refused(changes: &[(&str, &str)], field: &'static str, problem: Problem) {
    assert_eq!(complaints(changes), [(field, Weight::Refuse, problem)], "{changes:?}");
}

/// The row is kept, and exactly this is asked.
#[track_caller]
fn asked(changes: &[(&str, &str)], field: &'static str, problem: Problem) {
    assert_eq!(complaints(changes), [(field, Weight::Ask, problem)], "{changes:?}");
}

/// A form is refused for exactly this; a roster is kept, and exactly this is asked.
#[track_caller]
fn refused_on_a_form(changes: &[(&str, &str)], field: &'static str, problem: Problem) {
    let expected = |weight| vec![(field, weight, problem.clone())];
    assert_eq!(complaints_as(Entry::Form, changes), expected(Weight::Refuse), "a form: {changes:?}");
    assert_eq!(complaints(changes), expected(Weight::Ask), "a roster: {changes:?}");
}

#[track_caller]
fn nothing_said(changes: &[(&str, &str)]) {
    assert_eq!(complaints(changes), [], "{changes:?}");
}

// A good row, and the ways in which offices write one.

#[test]
fn a_good_row_is_understood_without_a_doubt() {
    let read = understood(&[]);
    assert!(read.doubts.is_empty());
    assert_eq!(read.status, Status::Open);
    let form = read.supplement;
    assert_eq!((form.name.as_str(), form.sex), ("叶红秋", Sex::Female));
    assert_eq!(form.birth_date, date(1980, 5, 20));
    assert_eq!(form.village.as_str(), VILLAGE);
    assert_eq!((form.consent, form.consent_on), (Some(Consent::Given), Some(date(2024, 5, 6))));
    assert_eq!(form.onset_on.map(|day| day.text()), Some("2008".to_owned()));
    assert_eq!(form.first_treated_on.map(|day| day.text()), Some("2009-03".to_owned()));
    assert_eq!(form.past_symptoms, Some([Symptom::Hallucination, Symptom::Suspicion].into()));
    assert_eq!((form.diagnosis, form.diagnosed_on), (Diagnosis::Schizophrenia, date(2009, 3, 12)));
    assert_eq!(form.admissions, Some(2));
    assert_eq!(form.incidents, Some(Incidents::NONE));
    assert!(form.unanswered().is_empty());
}

#[test]
fn five_ways_to_write_a_day_mean_the_same_day() {
    for day in ["2009-03-12", "2009/03/12", "2009.3.12", "20090312", "2009年3月12日", "2009-03-12 00:00:00"]
    {
        assert_eq!(understood(&[("diagnosed_on", day)]).supplement.diagnosed_on, date(2009, 3, 12), "{day}");
    }
}

#[test]
fn full_width_and_stray_blanks_are_passed_over() {
    let number = number();
    let wide: String = number.as_str().chars().map(|c| char::from_u32(c as u32 + 0xFEE0).unwrap()).collect();
    let spaced = format!("　{} {} ", &wide[..18], &wide[18..]);
    let read = understood(&[
        ("name", "叶 红　秋"),
        ("identity_number", &spaced),
        ("village", " 大堰村　"),
        ("consent", "１"),
        ("diagnosis", "　精神分裂症 "),
        ("sex", "２"),
    ]);
    assert!(read.doubts.is_empty(), "{:?}", read.doubts);
    assert_eq!(read.supplement.name, "叶红秋");
    assert_eq!(read.supplement.identity_number, number);
}

#[test]
fn short_names_and_codes_of_a_diagnosis_are_known() {
    for (text, diagnosis) in [
        ("精分", Diagnosis::Schizophrenia),
        ("精神分裂", Diagnosis::Schizophrenia),
        ("F20.0", Diagnosis::Schizophrenia),
        ("双相障碍", Diagnosis::Bipolar),
        ("双相（情感）障碍", Diagnosis::Bipolar),
        ("癫痫性精神障碍", Diagnosis::Epilepsy),
        ("精神发育迟滞", Diagnosis::IntellectualDisability),
        ("6", Diagnosis::IntellectualDisability),
    ] {
        assert_eq!(
            understood(&[("diagnosis", text), ("icd10", "")]).supplement.diagnosis,
            diagnosis,
            "{text}"
        );
    }
}

#[test]
fn the_diagnosis_may_stand_in_the_column_of_its_code_only() {
    let read = understood(&[("diagnosis", ""), ("icd10", "f31.9")]);
    assert_eq!(read.supplement.diagnosis, Diagnosis::Bipolar);
    assert_eq!(read.supplement.icd10.as_ref().map(|code| code.as_str()), Some("F31.9"));
    // A code written in the column of the name is kept as the code, too.
    let read = understood(&[("diagnosis", "F71.1"), ("icd10", "")]);
    assert_eq!(read.supplement.icd10.as_ref().map(|code| code.as_str()), Some("F71.1"));
}

#[test]
fn an_old_number_of_fifteen_digits_is_the_same_person() {
    let eighteen = number();
    let old = format!("{}{}", &eighteen.as_str()[..6], &eighteen.as_str()[8..17]);
    assert_eq!(understood(&[("identity_number", &old)]).supplement.identity_number, eighteen);
}

#[test]
fn what_the_number_says_need_not_be_written() {
    let form = understood(&[("sex", ""), ("birth_date", "")]).supplement;
    assert_eq!((form.sex, form.birth_date), (Sex::Female, date(1980, 5, 20)));
}

/// 0 未知 and 9 未说明 contradict nobody.
#[test]
fn a_sex_not_stated_is_the_one_of_the_number() {
    for sex in ["0", "9", "未说明的性别"] {
        assert_eq!(understood(&[("sex", sex)]).supplement.sex, Sex::Female, "{sex}");
    }
}

/// Without these nobody has a record, from wherever the answers come.
const NEEDED: [&str; 5] = ["name", "identity_number", "village", "diagnosis", "diagnosed_on"];

/// What rosters of the past lack is asked about, not demanded.
#[test]
fn name_number_village_and_diagnosis_are_enough() {
    let mut answers = Answers::default();
    for id in NEEDED {
        answers.push(id, good_row().get(id));
    }
    let read = read(&answers).unwrap();
    assert!(!read.doubts.is_empty());
    assert!(read.doubts.iter().all(|one| one.weight == Weight::Ask));
    assert_eq!((read.supplement.consent, read.status), (None, Status::Open));
    let complaints = read_as(Entry::Form, &answers).unwrap_err();
    let of_form: Vec<&str> = complaints.iter().map(|one| one.field).collect();
    let of_roster: Vec<&str> = read.doubts.iter().map(|one| one.field).collect();
    assert_eq!(of_form, of_roster, "a form demands what a roster is asked about");
}

// What is required, §4.1.

/// Everything that the form requires, and the fields that say it themselves: sex and birth date stand
/// in the identity number.
#[test]
fn a_required_field_is_demanded_of_a_form_and_to_be_completed_in_a_roster() {
    let said_by_the_number = ["sex", "birth_date"];
    for field in FIELDS.iter().filter(|field| field.need == Need::Required) {
        let empty = match field.id {
            "consent" => vec![("consent", ""), ("consent_on", "")],
            "diagnosis" => vec![("diagnosis", ""), ("icd10", "")],
            id => vec![(id, "")],
        };
        if said_by_the_number.contains(&field.id) {
            nothing_said(&empty);
        } else if NEEDED.contains(&field.id) {
            refused(&empty, field.id, Problem::Missing);
        } else {
            refused_on_a_form(&empty, field.id, Problem::Missing);
            let open: Vec<&str> =
                understood(&empty).supplement.unanswered().iter().map(|one| one.id).collect();
            assert_eq!(open, [field.id]);
        }
    }
    assert!(complaints_as(Entry::Form, &[]).is_empty());
}

/// An open box is not 无, and a form kept before the two were told apart stays what it says.
#[test]
fn an_unanswered_item_stays_open_through_the_store() {
    let form = understood(&[("incidents", ""), ("past_symptoms", "")]).supplement;
    assert_eq!((&form.incidents, &form.past_symptoms), (&None, &None));
    let kept: Supplement = serde_json::from_str(&serde_json::to_string(&form).unwrap()).unwrap();
    assert_eq!(kept, form);
    assert_eq!(understood(&[("past_symptoms", "无")]).supplement.past_symptoms, Some(BTreeSet::new()));

    let mut old = serde_json::to_value(&form).unwrap();
    old["incidents"] = serde_json::json!({ "counts": [0, 0, 0, 0, 0, 0] });
    old["past_symptoms"] = serde_json::json!([]);
    let old: Supplement = serde_json::from_value(old).unwrap();
    assert_eq!((old.incidents, old.past_symptoms), (Some(Incidents::NONE), Some(BTreeSet::new())));
}

/// §4.1 10: 12 needs text.
#[test]
fn another_past_symptom_is_said_in_words() {
    let other = [("past_symptoms", "幻觉;其他")];
    refused_on_a_form(&other, "other_past_symptom", Problem::OtherNeedsWords);
    assert_eq!(understood(&other).supplement.unanswered()[0].id, "other_past_symptom");
    nothing_said(&[("past_symptoms", "12"), ("other_past_symptom", "怕人")]);
}

/// §4.1 13 and 16: of those who were treated, as an outpatient or in hospital.
#[test]
fn who_was_treated_was_treated_first_at_some_time_and_with_some_effect() {
    for (outpatient, admissions) in [("2", "0"), ("3", "0"), ("1", "1"), ("2", "")] {
        let history = [("outpatient", outpatient), ("admissions", admissions)];
        for field in ["first_treated_on", "effect"] {
            let changes = [&history[..], &[(field, "")]].concat();
            let expected = (field, Weight::Refuse, Problem::Missing);
            assert!(complaints_as(Entry::Form, &changes).contains(&expected), "{changes:?}");
            assert!(understood(&changes).supplement.unanswered().iter().any(|one| one.id == field));
        }
    }
    // Nobody knows whether this person was ever treated.
    let open = [("outpatient", ""), ("admissions", "0"), ("first_treated_on", ""), ("effect", "")];
    refused_on_a_form(&open, "outpatient", Problem::Missing);
}

#[test]
fn who_was_never_treated_has_no_first_treatment() {
    let never = |field, text| {
        [("outpatient", "未治"), ("admissions", "0"), ("first_treated_on", ""), ("effect", ""), (field, text)]
    };
    nothing_said(&never("effect", ""));
    assert!(understood(&never("effect", "")).supplement.unanswered().is_empty());
    refused_on_a_form(&never("first_treated_on", "2009"), "first_treated_on", Problem::NeverTreated);
    refused_on_a_form(&never("effect", "好转"), "effect", Problem::NeverTreated);
    // Never an outpatient, and yet treated: in hospital.
    nothing_said(&[("outpatient", "未治"), ("admissions", "1")]);
}

// Whom we cannot keep.

#[test]
fn a_name_is_needed() {
    refused(&[("name", "")], "name", Problem::Missing);
    refused(&[("name", "　 ")], "name", Problem::Missing);
}

/// §15.3 1, and GB 11643.
#[test]
fn a_wrong_identity_number_is_refused_with_what_is_wrong() {
    let good = number().as_str().to_owned();
    let last = if good.ends_with('1') { "2" } else { "1" };
    let wrong = format!("{}{last}", &good[..17]);
    let bare = [("birth_date", ""), ("sex", "")];
    let check = |text: &str, error: IdentityNumberError| {
        let changes = [&[("identity_number", text)][..], &bare].concat();
        refused(&changes, "identity_number", Problem::IdentityNumber(error));
    };
    check(&wrong, IdentityNumberError::CheckDigit);
    check("42997119800520", IdentityNumberError::Length(14));
    check("429971198013201229", IdentityNumberError::BirthDate);
    // A workbook keeps fifteen digits of a number and turns the rest into zeros.
    check("4.29971198005201E+17", IdentityNumberError::LostDigits);
    refused(&[&[("identity_number", "")][..], &bare].concat(), "identity_number", Problem::Missing);
}

#[test]
fn birth_and_sex_agree_with_the_number() {
    refused(&[("birth_date", "1980-05-21")], "birth_date", Problem::BirthDiffers);
    refused(&[("sex", "男")], "sex", Problem::SexDiffers);
}

#[test]
fn the_village_is_one_of_the_division_table() {
    refused(&[("village", "无名村")], "village", Problem::VillageUnknown { given: "无名村".to_owned() });
    refused(&[("village", "")], "village", Problem::Missing);
    nothing_said(&[("village", VILLAGE)]);
}

/// 服务规范: six diagnoses, and others only where 精神卫生法 第三十条 asks for it; a cold is none.
#[test]
fn a_diagnosis_outside_the_register_is_refused() {
    let given = "感冒".to_owned();
    refused(&[("diagnosis", "感冒"), ("icd10", "")], "diagnosis", Problem::DiagnosisUnknown { given });
    let given = "J00".to_owned();
    refused(&[("diagnosis", ""), ("icd10", "J00")], "diagnosis", Problem::DiagnosisUnknown { given });
    refused(&[("diagnosis", ""), ("icd10", "")], "diagnosis", Problem::Missing);
}

#[test]
fn a_code_that_the_form_does_not_have_is_refused() {
    for field in FIELDS.iter().filter(|field| matches!(field.kind, Kind::One(_) | Kind::Many(_))) {
        let found = complaints(&[(field.id, "250"), ("icd10", "")]);
        assert!(
            found.iter().any(|(at, weight, _)| *at == field.id && *weight == Weight::Refuse),
            "{}: {found:?}",
            field.id
        );
    }
}

#[test]
fn every_telephone_is_one() {
    for field in ["phone", "guardian_phone", "village_contact_phone"] {
        refused(&[(field, "139123457")], field, Problem::Phone(PhoneError::Length(9)));
    }
}

// Consent.

#[test]
fn a_refusal_has_no_day_of_signature() {
    refused(&[("consent", "0")], "consent_on", Problem::ConsentDayWithoutConsent);
    nothing_said(&[("consent", "0"), ("consent_on", "")]);
}

#[test]
fn a_consent_without_its_day_is_asked_about() {
    refused_on_a_form(&[("consent_on", "")], "consent_on", Problem::ConsentDayMissing);
    assert_eq!(understood(&[("consent_on", "")]).supplement.unanswered()[0].id, "consent_on");
    refused_on_a_form(&[("consent", ""), ("consent_on", "")], "consent", Problem::Missing);
}

/// A roster may say it in the column of the status only.
#[test]
fn a_status_of_not_agreeing_is_a_refusal() {
    let read = understood(&[("status", "不同意管理"), ("consent", ""), ("consent_on", "")]);
    assert!(read.doubts.is_empty());
    assert_eq!((read.supplement.consent, read.status), (Some(Consent::Refused), Status::Open));
    // What is written under 知情同意 itself stands.
    assert_eq!(understood(&[("status", "不同意管理")]).supplement.consent, Some(Consent::Given));
}

// Where the person stands.

#[test]
fn a_death_needs_its_day() {
    refused(&[("status", "死亡")], "died_on", Problem::DeathIncomplete);
    let read = understood(&[("status", "死亡"), ("died_on", "2025-03-09"), ("death_cause", "躯体疾病")]);
    let died = Status::Died { on: date(2025, 3, 9), cause: Some(DeathCause::Somatic) };
    assert_eq!(read.status, died);
}

#[test]
fn a_day_of_death_says_that_somebody_died_whatever_the_status() {
    let died = Status::Died { on: date(2025, 3, 9), cause: None };
    assert_eq!(understood(&[("status", "在管"), ("died_on", "2025-03-09")]).status, died);
}

#[test]
fn nobody_dies_in_a_year_before_the_diagnosis() {
    refused(&[("died_on", "2008-12-31")], "died_on", Problem::DeathBeforeDiagnosis);
    nothing_said(&[("died_on", "2009-01-01")]);
}

#[test]
fn somebody_lost_is_lost_for_an_unknown_reason() {
    assert_eq!(understood(&[("status", "失访")]).status, Status::Lost(None));
    assert_eq!(understood(&[("status", "非在管")]).status, Status::Open);
    assert_eq!(understood(&[("status", "")]).status, Status::Open);
}

// Harmful acts.

#[test]
fn past_acts_are_counted_and_none_excludes_them() {
    let read = understood(&[("incidents", "轻度滋事2次；自伤1次")]);
    let acts = read.supplement.incidents.unwrap();
    assert_eq!((acts.of(Incident::MinorDisturbance), acts.of(Incident::SelfHarm)), (2, 1));
    refused(&[("incidents", "7;1:1")], "incidents", Problem::NoneAndSome);
    let given = "打人".to_owned();
    refused(&[("incidents", "打人")], "incidents", Problem::IncidentsUnreadable { given });
}

// All at once, and anything at all.

#[test]
fn everything_wrong_with_a_row_is_told_at_once() {
    let found = complaints(&[
        ("name", ""),
        ("identity_number", "429971198005201"),
        ("village", "无名村"),
        ("diagnosis", "感冒"),
        ("icd10", ""),
        ("diagnosed_on", "2026-12-01"),
        ("consent", "0"),
        ("phone", "1"),
        ("incidents", "打人"),
        ("status", "死亡"),
    ]);
    let fields: Vec<&str> = found.iter().map(|(field, ..)| *field).collect();
    for field in [
        "name",
        "identity_number",
        "village",
        "consent_on",
        "diagnosis",
        "diagnosed_on",
        "incidents",
        "died_on",
        "phone",
    ] {
        assert!(fields.contains(&field), "{field} in {found:?}");
    }
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
}

proptest! {
    #[test]
    fn nothing_in_a_row_makes_it_panic(
        changes in proptest::collection::vec(
            (proptest::sample::select(FIELDS), prop_oneof!["[0-9./年月日-]{0,12}", "\\PC{0,12}", ".{0,30}"]),
            0..8,
        ),
        blank in any::<bool>(),
    ) {
        let mut answers = if blank { Answers::default() } else { good_row() };
        for (field, text) in &changes {
            answers.set(field.id, text.clone());
        }
        match read(&answers) {
            Ok(understood) => {
                prop_assert!(!understood.doubts.refused());
                // What is asked for in a row is what its record still lacks.
                let is_gap = |problem: &Problem| {
                    matches!(problem, Problem::Missing | Problem::ConsentDayMissing | Problem::OtherNeedsWords)
                };
                let asked: BTreeSet<&str> = understood.doubts.iter()
                    .filter(|one| is_gap(&one.problem)).map(|one| one.field).collect();
                let open: BTreeSet<&str> =
                    understood.supplement.unanswered().iter().map(|one| one.id).collect();
                prop_assert_eq!(asked, open);
            }
            Err(complaints) => {
                prop_assert!(complaints.refused());
                for one in complaints.iter() {
                    prop_assert!(!one.problem.say(crate::text::Lang::Zh).is_empty());
                    prop_assert!(!one.problem.say(crate::text::Lang::En).is_empty());
                }
            }
        }
    }
}

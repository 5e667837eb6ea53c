//! What must hold of the forms on paper, asked of the laid-out pages and of the finished files.

mod batch;
mod clue;
mod disposal;
mod file;
mod layout;
mod letter;
mod order;
mod page;
mod record;
mod wording;

use jiff::civil::datetime;
use serde_json::{Value, json};

use crate::world::Form;
use crate::*;
use page::{Page, by_sheet, pages};

/// Invented people only.
fn footer() -> Footer {
    Footer {
        printed_by: "李医生".to_owned(),
        printed_at: datetime(2026, 11, 21, 9, 12, 0, 0),
        checkpoint: String::new(),
    }
}

fn tablets(name: &str) -> Medicine {
    Medicine {
        name: name.to_owned(),
        morning: "1".to_owned(),
        evening: "2".to_owned(),
        ..Medicine::default()
    }
}

fn depot(name: &str) -> Medicine {
    Medicine {
        name: name.to_owned(),
        every: "4".to_owned(),
        long_acting_dose: "100".to_owned(),
        ..Medicine::default()
    }
}

/// A visit with something in every part of the form. A test changes what it is about.
fn visit() -> FollowUpSheet {
    FollowUpSheet {
        record_no: "F-2026-0004127".to_owned(),
        name: "张晓示".to_owned(),
        case_no: "42990110120300023".to_owned(),
        visited_on: "2026-11-20".to_owned(),
        mode: Some(2),
        met: vec![1, 2],
        risk: Some(0),
        symptoms: vec![3, 11],
        insight: Some(2),
        sleep: Some(1),
        diet: Some(1),
        self_care: Some(1),
        housework: Some(2),
        work: Some(9),
        learning: Some(2),
        social: Some(2),
        acts: vec![Act { code: 1, times: Some(2) }, Act { code: 5, times: Some(1) }],
        confinement: Some(1),
        hospital: Some(2),
        discharged_on: "2026-10-08".to_owned(),
        tests: Some(2),
        tests_text: "血常规、肝功 11-06 正常".to_owned(),
        adherence: Some(1),
        adverse: Some(1),
        effect: Some(2),
        referral: Some(1),
        medicines: vec![tablets("利培酮片"), depot("棕榈酸帕利哌酮注射液")],
        guidance: vec![tablets("利培酮片")],
        rehabilitation: vec![1, 4],
        class: Some(2),
        next_on: "2026-12-04".to_owned(),
        ..FollowUpSheet::default()
    }
}

fn supplement() -> SupplementSheet {
    SupplementSheet {
        record_no: "S-2024-0000023".to_owned(),
        name: "张晓示".to_owned(),
        case_no: "42990110120300023".to_owned(),
        guardian_name: "张大山".to_owned(),
        guardian_relation: "父亲".to_owned(),
        guardian_address: "示例县清水镇河东村三组12号（过桥第二家，门前有樟树）".to_owned(),
        guardian_phone: "13900000000".to_owned(),
        committee_contact: "王秀英 13900000001".to_owned(),
        household: Some(2),
        employment: Some(3),
        consent: Some(1),
        consent_signed_on: "2024-04-15".to_owned(),
        onset_on: "2019".to_owned(),
        symptoms: vec![1, 3, 9],
        confinement: Some(1),
        outpatient: Some(3),
        first_treated_on: "2019-08".to_owned(),
        admissions: Some(2),
        diagnosis: "精神分裂症（F20）".to_owned(),
        diagnosed_by: "示例市精神卫生中心".to_owned(),
        diagnosed_on: "2019-08-12".to_owned(),
        effect: Some(2),
        acts: vec![Act { code: 7, times: None }],
        economy: Some(1),
        opinion: "继续服用利培酮，三个月后复查。".to_owned(),
        filled_on: "2024-04-15".to_owned(),
        ..SupplementSheet::default()
    }
}

/// Texts that have broken forms elsewhere: long ones, ones without a place to break, markup of
/// three languages, rare and invisible characters, other scripts.
fn hostile_texts() -> Vec<String> {
    vec![
        "患者近两周夜间起床走动，家属诉其自言自语，白天嗜睡，食量减少，".repeat(10),
        "W".repeat(300),
        "a b c ".repeat(100),
        "#let x = 1; #panic() $a^2$ *b* _c_ \\ <script>alert(1)</script> @ref `raw` // no /* no */ = - + / ~"
            .to_owned(),
        "#import \"paper.typ\": * ]]]} {{{ [[[ \"'“” %s %n {0} ${HOME} ' or 1=1 --".to_owned(),
        "\u{202E}从右向左\u{202C}\u{200B}\u{FEFF}\0\u{7}\r\n\t换行\u{2028}又换行".to_owned(),
        "𠮷野家𨭎𡥄䶮㐂喆堃\u{E815}".repeat(3),
        "迪丽热巴·买买提·阿卜杜热依木江·艾合买提·玉素甫江·如克亚木古丽·吐尔逊阿依".to_owned(),
        "ئۇيغۇر བོད་ཡིག ᠮᠣᠩᠭᠣᠯ ไทย עברית e\u{301} ﷽ 👨‍👩‍👧‍👦 ".to_owned(),
        "2026-02-31".to_owned(),
        "-".repeat(50),
        "…".repeat(80),
        "〔U+20BB7〕〔U+〕〕〔".to_owned(),
        " ".to_owned(),
    ]
}

/// The sheet with this text in every field that takes one, and long lists.
fn with_everywhere<S: Serialize>(sheet: &S, text: &str) -> Value {
    let mut sheet = serde_json::to_value(sheet).unwrap();
    let medicine = serde_json::to_value(Medicine::default()).unwrap();
    for field in ["medicines", "guidance"] {
        if sheet.get(field).is_some() {
            sheet[field] = vec![medicine.clone(); 5].into();
        }
    }
    sheet["symptoms"] = (1..=13).collect::<Vec<_>>().into();
    sheet["acts"] = (1..=7).map(|code| json!({"code": code, "times": u32::MAX})).collect();
    fill(&mut sheet, text);
    sheet
}

fn fill(value: &mut Value, text: &str) {
    match value {
        Value::String(old) => *old = text.to_owned(),
        Value::Array(items) => items.iter_mut().for_each(|one| fill(one, text)),
        Value::Object(fields) => fields.values_mut().for_each(|one| fill(one, text)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

#[track_caller]
fn lay_out<S: Serialize>(form: Form, sheets: &[S]) -> Vec<Page> {
    pages(form, Job::new(sheets, &footer(), &Extras::default()).unwrap())
}

fn both_forms_blank() -> [(Form, Value); 2] {
    [
        (Form::FollowUp, serde_json::to_value(FollowUpSheet::default()).unwrap()),
        (Form::Supplement, serde_json::to_value(SupplementSheet::default()).unwrap()),
    ]
}

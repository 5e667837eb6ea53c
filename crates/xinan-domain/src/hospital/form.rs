//! 出院信息单 (MH01.02) — what the hospital tells those who go on caring for the person.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::parse::{day_from, said};
use crate::answers::{Answers, Complaints};
use crate::codes;
use crate::diagnosis::{Diagnosis, Icd10};
use crate::follow_up::{Rehabilitation, RiskBox};
use crate::medicine::Medicine;
use crate::medicine::rows::{self, GUIDANCE, MEDICINE, RowIds};
use crate::phone::Phone;
use crate::reader::{Empty, Reader};
use crate::risk::{Incident, Risk};
use crate::text::hospital as words;
use crate::text::rules::Problem;

codes! {
    /// 住院疗效. The order of the numbers is that of the follow-up form's 治疗效果; the exchange table prints none.
    StayEffect {
        Recovered = 1 "痊愈" "recovered" ["临床痊愈"],
        Better = 2 "好转" "better" [],
        Unchanged = 3 "无变化" "unchanged" ["无效"],
        Worse = 4 "加重" "worse" ["恶化"],
    }
}

codes! {
    /// 勿需用药: 是 and no row, or 否 and rows.
    NoMedicine {
        Yes = 1 "是，勿需用药" "yes, none" ["是"],
        No = 2 "否，见下" "no, as follows" ["否"],
    }
}

/// 出院信息单.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DischargeForm {
    /// 住院病案号.
    pub ward_no: String,
    /// 报告卡编号.
    pub card_no: String,
    /// 既往住院次数, with this one.
    pub admissions: u16,
    /// 出院诊断.
    pub diagnosis: Diagnosis,
    /// ICD-10.
    pub icd10: String,
    /// 确诊日期.
    pub diagnosed_on: Date,
    /// 既往危险行为; empty for 无.
    pub incidents: BTreeSet<Incident>,
    /// 既往危险性评估.
    pub risk: Risk,
    /// 住院疗效.
    pub effect: StayEffect,
    /// 住院用药; empty for 勿需用药.
    pub medicines: Vec<Medicine>,
    /// 用药指导; empty for 勿需用药.
    pub guidance: Vec<Medicine>,
    /// 康复措施.
    pub rehabilitation: BTreeSet<Rehabilitation>,
    /// 其他.
    pub other_rehabilitation: String,
    /// 其他注意事项.
    pub note: String,
    /// 经治医生.
    pub doctor: String,
    /// 联系电话.
    pub phone: Phone,
    /// 填表日期.
    pub filled_on: Date,
}

/// What else is known.
#[derive(Debug, Clone, Copy)]
pub struct FormContext {
    /// The day of entry.
    pub today: Date,
    /// 出院日期.
    pub left_on: Date,
}

/// The form. 出院 ≥ 入院 is the stay's ([`super::leaving`]); here 确诊 ≤ 出院 ≤ 填表 ≤ today.
///
/// # Errors
/// All complaints, when at least one of them stops the entry.
pub fn form(answers: &Answers, context: &FormContext) -> Result<DischargeForm, Complaints> {
    let mut read = Reader::new(answers, context.today);
    let ward_no = read.text("ward_no", 40, Empty::Refused);
    let card_no = read.text("card_no", 20, Empty::Fine);
    let admissions = read.number("admissions", 1, 9999, Empty::Refused);
    let diagnosis = read.one::<Diagnosis>("diagnosis", Empty::Refused);
    let icd10 = read.text("icd10", 20, Empty::Fine);
    if !icd10.is_empty() {
        match Icd10::read(&icd10) {
            None => read.complaints.refuse("icd10", said(words::form_icd10_unread)),
            Some(code) if diagnosis.is_some_and(|one| one != Diagnosis::of_icd10(&code)) => {
                read.complaints.ask("icd10", said(words::form_icd10_other));
            }
            Some(_) => {}
        }
    }
    let diagnosed_on = read.past_day("diagnosed_on", Empty::Refused);
    if diagnosed_on.is_some_and(|day| day > context.left_on) {
        read.complaints.refuse("diagnosed_on", said(words::form_diagnosed_late));
    }
    let incidents = incidents(&mut read, answers);
    let risk = read.one::<RiskBox>("risk", Empty::Refused);
    let risk = risk.and_then(|grade| Risk::new(crate::code::Code::code(grade)));
    // 发病报告卡, as hospitals' own programs check it: no act with a grade above 0, an act with grade 0.
    if let (Some(risk), Some(acts)) = (risk, &incidents)
        && (risk.grade() == 0) != acts.is_empty()
    {
        read.complaints.ask("risk", Problem::RiskDoesNotFit);
    }
    let effect = read.one::<StayEffect>("effect", Empty::Refused);
    let medicines = medicines(&mut read, answers, "no_medicine", &MEDICINE);
    let guidance = medicines_after(&mut read, answers);
    let rehabilitation = read.many::<Rehabilitation>("rehabilitation");
    if rehabilitation.is_empty() && !answers.has("rehabilitation") {
        read.complaints.refuse("rehabilitation", Problem::Missing);
    }
    let other_rehabilitation = read.text("other_rehabilitation", 80, Empty::Fine);
    if rehabilitation.contains(&Rehabilitation::OtherMeasure) && other_rehabilitation.is_empty() {
        read.complaints.refuse("other_rehabilitation", Problem::OtherNeedsWords);
    }
    let note = read.text("note", 80, Empty::Fine);
    let doctor = read.text("doctor", 20, Empty::Refused);
    let phone = read.phone("phone", Empty::Refused);
    let filled_on =
        day_from(&mut read, "filled_on", context.left_on, Empty::Refused, words::form_filled_early);
    if read.complaints.refused() {
        return Err(read.complaints);
    }
    let read_whole = || {
        Some(DischargeForm {
            ward_no,
            card_no,
            admissions: u16::try_from(admissions?).ok()?,
            diagnosis: diagnosis?,
            icd10,
            diagnosed_on: diagnosed_on?,
            incidents: incidents?,
            risk: risk?,
            effect: effect?,
            medicines,
            guidance,
            rehabilitation,
            other_rehabilitation,
            note,
            doctor,
            phone: phone?,
            filled_on: filled_on?,
        })
    };
    // Whatever is missing was complained of.
    read_whole().ok_or(read.complaints)
}

/// 既往危险行为: 无 stands alone.
fn incidents(read: &mut Reader<'_>, answers: &Answers) -> Option<BTreeSet<Incident>> {
    read.filled("incidents", Empty::Refused)?;
    let mut acts = read.many::<Incident>("incidents");
    let none = acts.remove(&Incident::None) || answers.list("incidents").iter().any(|one| one == "无");
    if none && !acts.is_empty() {
        read.complaints.refuse("incidents", Problem::NoneAndSome);
    }
    Some(acts)
}

fn medicines_after(read: &mut Reader<'_>, answers: &Answers) -> Vec<Medicine> {
    medicines(read, answers, "no_guidance", &GUIDANCE)
}

/// Rows, or that none are needed: exactly one of the two.
fn medicines(read: &mut Reader<'_>, answers: &Answers, id: &'static str, ids: &RowIds) -> Vec<Medicine> {
    let none = read.one::<NoMedicine>(id, Empty::Refused);
    let list = rows::read(read, answers, ids, true);
    let complained = read.complaints.iter().any(|one| ids.name.contains(&one.field));
    match none {
        Some(NoMedicine::Yes) if !list.is_empty() || complained => {
            read.complaints.refuse(id, said(words::form_none_and_rows));
        }
        Some(NoMedicine::No) if list.is_empty() && !complained => {
            read.complaints.refuse(ids.name[0], Problem::MedicineMissing);
        }
        _ => {}
    }
    list
}

//! 严重精神障碍患者个人信息补充表 — who the person is and how the illness began.
//!
//! Source: the third-edition form (every field of it), with the head of the resident's health
//! record that stands above it. Rosters kept in workbooks carry the same fields and take the same
//! path from [`parse`] on.

mod unanswered;

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::answers::{Answers, Complaints, Field, Kind, Need};
use crate::code::Code;
use crate::day::PartialDay;
use crate::diagnosis::{self, Diagnosis, Icd10};
use crate::follow_up::{Confinement, DeathCause, Symptom};
use crate::identity_number::{IdentityNumber, Sex};
use crate::lost::LostReason;
use crate::person::*;
use crate::phone::Phone;
use crate::reader::{Empty, Reader};
use crate::region::Region;
use crate::risk::{Incident, Incidents};
use crate::text::rules::Problem;
use crate::text::squeeze;

/// The head of the record and the supplement form, understood.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Supplement {
    /// 姓名.
    pub name: String,
    /// 性别.
    pub sex: Sex,
    /// 出生日期.
    pub birth_date: Date,
    /// 身份证号.
    pub identity_number: IdentityNumber,
    /// 民族.
    pub ethnicity: Option<Ethnicity>,
    /// 本人电话.
    pub phone: Option<Phone>,
    /// 村（居）委会, as a division of 12 digits.
    pub village: Region,
    /// 现住址.
    pub address: String,
    /// 文化程度.
    pub education: Option<Education>,
    /// 婚姻状况.
    pub marriage: Option<Marriage>,
    /// 1 监护人姓名.
    pub guardian_name: String,
    /// 2 与患者关系.
    pub guardian_relation: Option<Relation>,
    /// 3 监护人住址.
    pub guardian_address: String,
    /// 4 监护人电话.
    pub guardian_phone: Option<Phone>,
    /// 5 辖区村（居）委会联系人.
    pub village_contact: String,
    /// 5 联系电话.
    pub village_contact_phone: Option<Phone>,
    /// 6 户别.
    pub household: Option<Household>,
    /// 7 就业情况.
    pub employment: Option<Employment>,
    /// 8 知情同意.
    pub consent: Option<Consent>,
    /// 8 签字时间.
    pub consent_on: Option<Date>,
    /// 9 初次发病时间.
    pub onset_on: Option<PartialDay>,
    /// 10 既往主要症状.
    pub past_symptoms: BTreeSet<Symptom>,
    /// 10 其他, in words.
    pub other_past_symptom: String,
    /// 11 既往关锁情况.
    pub confinement: Option<Confinement>,
    /// 12 既往门诊治疗情况.
    pub outpatient: Option<OutpatientHistory>,
    /// 13 首次抗精神病药治疗时间.
    pub first_treated_on: Option<PartialDay>,
    /// 14 曾住院次数.
    pub admissions: Option<u8>,
    /// 15 目前诊断.
    pub diagnosis: Diagnosis,
    /// 15 ICD-10.
    pub icd10: Option<Icd10>,
    /// 15 确诊医院.
    pub diagnosed_at: String,
    /// 15 确诊日期.
    pub diagnosed_on: Date,
    /// 16 最近一次治疗效果.
    pub effect: Option<TreatmentEffect>,
    /// 17 危险行为.
    pub incidents: Incidents,
    /// 18 经济状况.
    pub economy: Option<Economy>,
    /// 19 专科医生的意见.
    pub specialist_opinion: String,
    /// 20 填表日期.
    pub filled_on: Option<Date>,
    /// 20 医生签字.
    pub filled_by: String,
    /// 精神残疾证号.
    pub disability_certificate: String,
    /// 残疾等级.
    pub disability_grade: Option<DisabilityGrade>,
    /// 备注.
    pub remark: String,
}

/// What a roster says beyond the supplement form: where the person stands.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Status {
    /// Nothing else is known than that the record is open.
    Open,
    /// 失访.
    Lost(Option<LostReason>),
    /// 死亡.
    Died {
        /// 死亡日期.
        on: Date,
        /// 死亡原因.
        cause: Option<DeathCause>,
    },
}

/// A row of a roster, understood.
#[derive(Debug, Clone, PartialEq)]
pub struct Understood {
    /// The form.
    pub supplement: Supplement,
    /// Where the person stands.
    pub status: Status,
    /// What deserves a second look.
    pub doubts: Complaints,
}

const fn f(id: &'static str, label: &'static str, label_en: &'static str, kind: Kind, need: Need) -> Field {
    Field { id, label, label_en, kind, need, columns: &[] }
}

use Need::{Conditional, Optional, Required};

/// All fields: the head of the record, then the form in its order, then what rosters add.
pub const FIELDS: &[Field] = &[
    f("name", "姓名", "Name", Kind::Text(50), Required),
    f("sex", "性别", "Sex", Kind::One(Sex::ITEMS), Required),
    f("identity_number", "身份证号", "Identity number", Kind::IdentityNumber, Required),
    f("birth_date", "出生日期", "Born on", Kind::Day, Required),
    f("ethnicity", "民族", "Ethnicity", Kind::One(Ethnicity::ITEMS), Required),
    f("phone", "本人电话", "Own telephone", Kind::Phone, Optional),
    f("village", "村（居）委会", "Village", Kind::Text(50), Required),
    f("address", "现住址", "Address", Kind::Text(200), Required),
    f("education", "文化程度", "Education", Kind::One(Education::ITEMS), Required),
    f("marriage", "婚姻状况", "Marital status", Kind::One(Marriage::ITEMS), Required),
    f("guardian_name", "监护人姓名", "Guardian", Kind::Text(50), Required),
    f("guardian_relation", "与患者关系", "Relation", Kind::One(Relation::ITEMS), Required),
    f("guardian_address", "监护人住址", "Guardian's address", Kind::Text(200), Optional),
    f("guardian_phone", "监护人电话", "Guardian's telephone", Kind::Phone, Required),
    f("village_contact", "村（居）委会联系人", "Village contact", Kind::Text(50), Required),
    f("village_contact_phone", "联系人电话", "Contact's telephone", Kind::Phone, Required),
    f("household", "户别", "Household", Kind::One(Household::ITEMS), Required),
    f("employment", "就业情况", "Employment", Kind::One(Employment::ITEMS), Required),
    f("consent", "知情同意", "Consent", Kind::One(Consent::ITEMS), Required),
    f("consent_on", "知情同意签字时间", "Signed on", Kind::Day, Conditional),
    f("onset_on", "初次发病时间", "Onset", Kind::PartialDay, Required),
    f("past_symptoms", "既往主要症状", "Past symptoms", Kind::Many(Symptom::ITEMS), Required),
    f("other_past_symptom", "其他既往症状", "Other past symptom", Kind::Text(100), Conditional),
    f("confinement", "既往关锁情况", "Past confinement", Kind::One(Confinement::ITEMS), Required),
    f("outpatient", "既往门诊治疗情况", "Outpatient history", Kind::One(OutpatientHistory::ITEMS), Required),
    f("first_treated_on", "首次抗精神病药治疗时间", "First medicine", Kind::PartialDay, Conditional),
    f("admissions", "既往住院次数", "Admissions", Kind::Number(0, 99), Required),
    f("diagnosis", "目前诊断", "Diagnosis", Kind::One(Diagnosis::ITEMS), Required),
    f("icd10", "ICD-10", "ICD-10", Kind::Text(8), Optional),
    f("diagnosed_at", "确诊医院", "Diagnosed at", Kind::Text(100), Required),
    f("diagnosed_on", "确诊日期", "Diagnosed on", Kind::Day, Required),
    f("effect", "最近一次治疗效果", "Latest effect", Kind::One(TreatmentEffect::ITEMS), Conditional),
    f("incidents", "危险行为", "Harmful acts", Kind::Counts(Incident::ITEMS), Required),
    f("economy", "经济状况", "Economic situation", Kind::One(Economy::ITEMS), Required),
    f("specialist_opinion", "专科医生的意见", "Specialist's opinion", Kind::Text(300), Optional),
    f("filled_on", "填表日期", "Filled in on", Kind::Day, Required),
    f("filled_by", "医生签字", "Signed by", Kind::Text(50), Required),
    f("disability_certificate", "精神残疾证号", "Disability certificate", Kind::Text(30), Optional),
    f("disability_grade", "残疾等级", "Disability grade", Kind::One(DisabilityGrade::ITEMS), Optional),
    f("status", "管理状态", "Status", Kind::One(RosterStatus::ITEMS), Optional),
    f("died_on", "死亡日期", "Died on", Kind::Day, Conditional),
    f("death_cause", "死亡原因", "Cause of death", Kind::One(DeathCause::ITEMS), Conditional),
    f("remark", "备注", "Remark", Kind::Text(500), Optional),
];

/// What else is known when a roster row or a form is read.
pub struct RosterContext<'a> {
    /// The day of entry.
    pub today: Date,
    /// Finds the village that a name or a code means; the caller knows the division table.
    pub village: &'a dyn Fn(&str) -> Option<Region>,
}

/// Reads a person's form or roster row.
///
/// Required to keep a record at all: name, identity number, village, diagnosis with its day. All
/// else is asked about when missing, because rosters of the past lack it.
///
/// # Errors
/// All complaints, when at least one of them stops the record.
pub fn parse(answers: &Answers, context: &RosterContext<'_>) -> Result<Understood, Complaints> {
    let mut read = Reader::new(answers, context.today);

    let name = squeeze(&read.text("name", 50, Empty::Refused));
    if !name.is_empty() && !is_name(&name) {
        read.complaints.refuse("name", Problem::NotAName { given: name.clone() });
    }
    let identity_number = identity_number(&mut read, answers);
    // Unknown and not stated contradict nobody: then the number says it.
    let sex = read.one::<Sex>("sex", Empty::Fine).filter(|sex| matches!(sex, Sex::Male | Sex::Female));
    let birth_date = read.past_day("birth_date", Empty::Fine);
    if let Some(number) = &identity_number {
        if birth_date.is_some_and(|day| day != number.birth_date()) {
            read.complaints.refuse("birth_date", Problem::BirthDiffers);
        }
        if sex.is_some_and(|sex| sex != number.sex()) {
            read.complaints.refuse("sex", Problem::SexDiffers);
        }
    }
    let village = village(&mut read, context);
    let consent = consent(&mut read, answers);
    let consent_on = read.past_day("consent_on", Empty::Fine);
    match (consent, consent_on) {
        (Some(Consent::Refused), Some(_)) => {
            read.complaints.refuse("consent_on", Problem::ConsentDayWithoutConsent)
        }
        (Some(Consent::Given), None) if !answers.has("consent_on") => {
            read.complaints.ask("consent_on", Problem::ConsentDayMissing);
        }
        _ => {}
    }
    let onset_on = read.partial_day("onset_on", Empty::Asked);
    let first_treated_on = read.partial_day("first_treated_on", Empty::Fine);
    let (diagnosis, icd10) = diagnosis(&mut read, answers);
    let diagnosed_on = read.past_day("diagnosed_on", Empty::Refused);
    let incidents = incidents(&mut read, answers);
    let status = status(&mut read, answers);
    let days = Days {
        born: identity_number.map(|number| number.birth_date()),
        onset: onset_on,
        treated: first_treated_on,
        diagnosed: diagnosed_on,
        died: match &status {
            Some(Status::Died { on, .. }) => Some(*on),
            _ => None,
        },
    };
    order_of_days(&mut read, &days);

    let ethnicity = read.one("ethnicity", Empty::Fine);
    let own_phone = telephone(&mut read, "phone", Empty::Fine);
    let address = read.text("address", 200, Empty::Asked);
    let education = read.one("education", Empty::Asked);
    let marriage = read.one("marriage", Empty::Asked);
    let guardian_name = squeeze(&read.text("guardian_name", 50, Empty::Asked));
    let guardian_relation = read.one("guardian_relation", Empty::Fine);
    let guardian_address = read.text("guardian_address", 200, Empty::Fine);
    let guardian_phone = telephone(&mut read, "guardian_phone", Empty::Asked);
    let village_contact = read.text("village_contact", 50, Empty::Fine);
    let village_contact_phone = telephone(&mut read, "village_contact_phone", Empty::Fine);
    let household = read.one("household", Empty::Asked);
    let employment = read.one("employment", Empty::Asked);
    let past_symptoms = read.many("past_symptoms");
    let other_past_symptom = read.text("other_past_symptom", 100, Empty::Fine);
    let confinement = read.one("confinement", Empty::Asked);
    let outpatient = read.one("outpatient", Empty::Fine);
    let admissions = read.number("admissions", 0, 99, Empty::Fine).and_then(|count| u8::try_from(count).ok());
    let diagnosed_at = read.text("diagnosed_at", 100, Empty::Asked);
    let effect = read.one("effect", Empty::Fine);
    let economy = read.one("economy", Empty::Asked);
    let specialist_opinion = read.text("specialist_opinion", 300, Empty::Fine);
    let filled_on = read.past_day("filled_on", Empty::Fine);
    let filled_by = read.text("filled_by", 50, Empty::Fine);
    let disability_certificate = squeeze(&read.text("disability_certificate", 30, Empty::Fine));
    let disability_grade = read.one("disability_grade", Empty::Fine);
    let remark = read.text("remark", 500, Empty::Fine);

    match (identity_number, village, diagnosis, diagnosed_on, status) {
        (Some(identity_number), Some(village), Some(diagnosis), Some(diagnosed_on), Some(status))
            if !read.complaints.refused() =>
        {
            let supplement = Supplement {
                name,
                sex: sex.unwrap_or(identity_number.sex()),
                birth_date: birth_date.unwrap_or(identity_number.birth_date()),
                identity_number,
                ethnicity,
                phone: own_phone,
                village,
                address,
                education,
                marriage,
                guardian_name,
                guardian_relation,
                guardian_address,
                guardian_phone,
                village_contact,
                village_contact_phone,
                household,
                employment,
                consent,
                consent_on,
                onset_on,
                past_symptoms,
                other_past_symptom,
                confinement,
                outpatient,
                first_treated_on,
                admissions,
                diagnosis,
                icd10,
                diagnosed_at,
                diagnosed_on,
                effect,
                incidents,
                economy,
                specialist_opinion,
                filled_on,
                filled_by,
                disability_certificate,
                disability_grade,
                remark,
            };
            Ok(Understood { supplement, status, doubts: read.complaints })
        }
        _ => Err(read.complaints),
    }
}

/// 知情同意; a roster may say it in the column of the status only (不同意管理).
fn consent(read: &mut Reader<'_>, answers: &Answers) -> Option<Consent> {
    let refused = RosterStatus::read(&answers.get("status")) == Some(RosterStatus::Refused);
    let empty = if refused { Empty::Fine } else { Empty::Asked };
    match read.one::<Consent>("consent", empty) {
        None if refused && !answers.has("consent") => Some(Consent::Refused),
        stated => stated,
    }
}

fn identity_number(read: &mut Reader<'_>, answers: &Answers) -> Option<IdentityNumber> {
    read.filled("identity_number", Empty::Refused)?;
    match IdentityNumber::parse(answers.raw("identity_number")) {
        Ok(number) => Some(number),
        Err(error) => {
            read.complaints.refuse("identity_number", Problem::IdentityNumber(error));
            None
        }
    }
}

fn village(read: &mut Reader<'_>, context: &RosterContext<'_>) -> Option<Region> {
    let text = read.filled("village", Empty::Refused)?;
    let found = (context.village)(&squeeze(&text));
    if found.is_none() {
        read.complaints.refuse("village", Problem::VillageUnknown { given: crate::reader::shorten(&text) });
    }
    found
}

/// The category and the code; either may be written in either column.
fn diagnosis(read: &mut Reader<'_>, answers: &Answers) -> (Option<Diagnosis>, Option<Icd10>) {
    let code = answers.get("icd10");
    let icd10 = Icd10::read(&code);
    let Some(text) = read.filled("diagnosis", if icd10.is_some() { Empty::Fine } else { Empty::Refused })
    else {
        let by_code = icd10.as_ref().map(Diagnosis::of_icd10).filter(|one| *one != Diagnosis::Other);
        if by_code.is_none() && icd10.is_some() {
            read.complaints.refuse("diagnosis", Problem::DiagnosisUnknown { given: code });
        }
        return (by_code, icd10);
    };
    let known = diagnosis::read(&text);
    if known.is_none() {
        read.complaints
            .refuse("diagnosis", Problem::DiagnosisUnknown { given: crate::reader::shorten(&text) });
    }
    (known, icd10.or_else(|| Icd10::read(&text)))
}

/// The days of a life, as far as they are known.
struct Days {
    born: Option<Date>,
    onset: Option<PartialDay>,
    treated: Option<PartialDay>,
    diagnosed: Option<Date>,
    died: Option<Date>,
}

/// birth ≤ onset ≤ first treatment; onset ≤ diagnosis ≤ death. Days of one year never contradict
/// each other (docs/decisions/0003).
fn order_of_days(read: &mut Reader<'_>, days: &Days) {
    let later = |one: Date, other: Date| PartialDay::exact(one).is_later_than(&PartialDay::exact(other));
    if days.born.zip(days.diagnosed).is_some_and(|(born, diagnosed)| later(born, diagnosed)) {
        read.complaints.refuse("diagnosed_on", Problem::DiagnosisBeforeBirth);
    }
    if days.diagnosed.zip(days.died).is_some_and(|(diagnosed, died)| later(diagnosed, died)) {
        read.complaints.refuse("died_on", Problem::DeathBeforeDiagnosis);
    }
    let Some(onset) = days.onset else { return };
    let treated = days.treated;
    let diagnosed = days.diagnosed.map(PartialDay::exact);
    if diagnosed.is_some_and(|day| onset.is_later_than(&day)) {
        read.complaints.refuse("onset_on", Problem::OnsetAfterDiagnosis);
    } else if treated.is_some_and(|day| onset.is_later_than(&day)) {
        read.complaints.refuse("onset_on", Problem::OnsetAfterTreatment);
    } else if diagnosed.is_some_and(|day| onset.looks_later_than(&day)) {
        read.complaints.ask("onset_on", Problem::OnsetLooksLater);
    }
    if days.born.is_some_and(|born| PartialDay::exact(born).is_later_than(&onset)) {
        read.complaints.refuse("onset_on", Problem::OnsetBeforeBirth);
    }
}

fn incidents(read: &mut Reader<'_>, answers: &Answers) -> Incidents {
    let text = answers.get("incidents");
    if text.is_empty() {
        return Incidents::default();
    }
    match Incidents::read(&text) {
        Ok(incidents) => incidents,
        Err(crate::risk::IncidentsError::NoneAndSome) => {
            read.complaints.refuse("incidents", Problem::NoneAndSome);
            Incidents::default()
        }
        Err(_) => {
            let given = crate::reader::shorten(&text);
            read.complaints.refuse("incidents", Problem::IncidentsUnreadable { given });
            Incidents::default()
        }
    }
}

fn status(read: &mut Reader<'_>, answers: &Answers) -> Option<Status> {
    let stated = read.one::<RosterStatus>("status", Empty::Fine);
    let died_on = read.past_day("died_on", Empty::Fine);
    let cause = read.one::<DeathCause>("death_cause", Empty::Fine);
    match (stated, died_on) {
        (_, Some(on)) => Some(Status::Died { on, cause }),
        (Some(RosterStatus::Dead), None) => {
            if !answers.has("died_on") {
                read.complaints.refuse("died_on", Problem::DeathIncomplete);
            }
            None
        }
        (Some(RosterStatus::Lost), None) => Some(Status::Lost(None)),
        _ if answers.has("status") && stated.is_none() => None,
        _ => Some(Status::Open),
    }
}

/// A telephone that may be missing; a wrong one is refused.
fn telephone(read: &mut Reader<'_>, id: &'static str, empty: Empty) -> Option<Phone> {
    let text = read.filled(id, empty)?;
    match Phone::parse(&text) {
        Ok(phone) => Some(phone),
        Err(error) => {
            read.complaints.refuse(id, Problem::Phone(error));
            None
        }
    }
}

#[cfg(test)]
mod tests;

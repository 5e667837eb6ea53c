//! From answers to a [`Supplement`], or to all complaints at once.
//!
//! A form and a row of a roster take this one path. They differ in [`Entry`] only: whoever holds
//! the form can answer all of it, a roster of the past lacks columns. What is required and missing
//! there is asked about, so that it can be completed, and the row is kept.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::unanswered::ever_treated;
use super::{Status, Supplement, Understood};
use crate::answers::{Answers, Complaints, Weight};
use crate::code::Code;
use crate::day::PartialDay;
use crate::diagnosis::{self, Diagnosis, Icd10};
use crate::follow_up::{DeathCause, Entry, Symptom};
use crate::identity_number::{IdentityNumber, Sex};
use crate::person::*;
use crate::reader::{Empty, Reader, says_none};
use crate::region::Region;
use crate::text::rules::Problem;
use crate::text::squeeze;

/// What else is known when a roster row or a form is read.
pub struct SupplementContext<'a> {
    /// The day of entry.
    pub today: Date,
    /// How the answers came.
    pub entry: Entry,
    /// What a form requires and may yet leave open.
    pub open: MayStayOpen<'a>,
    /// The day of death that is known of the person, when the form does not say it.
    pub died_on: Option<Date>,
    /// Finds the village that a name or a code means; the caller knows the division table.
    pub village: &'a dyn Fn(&str) -> Option<Region>,
}

/// What of the required fields a form may leave open (待补). A roster may leave open whatever it lacks.
///
/// A telephone is corrected of somebody whose roster never said the rest, and nobody invents an answer that a
/// family does not have: what is open stays in sight, on the form and in the figures.
#[derive(Debug, Clone, Copy)]
pub enum MayStayOpen<'a> {
    /// Nothing.
    Nothing,
    /// What the former version of this form left open.
    AsBefore(&'a Supplement),
    /// Whatever no record begins without: the writer says that nobody knows it now.
    Unknown,
}

impl MayStayOpen<'_> {
    fn allows(&self, field: &str) -> bool {
        match self {
            Self::Nothing => false,
            Self::AsBefore(former) => former.unanswered().iter().any(|one| one.id == field),
            Self::Unknown => can_stay_open(field),
        }
    }
}

/// Without these nobody has a record.
const NEEDED: [&str; 5] = ["name", "identity_number", "village", "diagnosis", "diagnosed_on"];

/// Whether a record may be kept while this field is open.
pub fn can_stay_open(field: &str) -> bool {
    !NEEDED.contains(&field)
}

/// Whether somebody complains that a required answer is not there, and about nothing else.
pub fn is_open(problem: &Problem) -> bool {
    matches!(problem, Problem::Missing | Problem::ConsentDayMissing | Problem::OtherNeedsWords)
}

/// Reads a person's form or roster row.
///
/// Required to keep a record at all: name, identity number, village, diagnosis with its day. What
/// else the form requires is refused when missing on a form, and asked about in a roster. Sex and
/// birth date need not be written: the identity number says them.
///
/// # Errors
/// All complaints, when at least one of them stops the record.
pub fn parse(answers: &Answers, context: &SupplementContext<'_>) -> Result<Understood, Complaints> {
    let form = context.entry == Entry::Form;
    let mut read = match form {
        true => Reader::new(answers, context.today),
        false => Reader::of_sheet(answers, context.today),
    };
    let required = if form { Empty::Refused } else { Empty::Asked };
    let weight = if form { Weight::Refuse } else { Weight::Ask };

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
    let consent = consent(&mut read, answers, required);
    let consent_on = read.past_day("consent_on", Empty::Fine);
    match (consent, consent_on) {
        (Some(Consent::Refused), Some(_)) => {
            read.complaints.refuse("consent_on", Problem::ConsentDayWithoutConsent)
        }
        (Some(Consent::Given), None) if !answers.has("consent_on") => {
            read.complaints.say("consent_on", weight, Problem::ConsentDayMissing);
        }
        _ => {}
    }
    let onset_on = read.partial_day("onset_on", required);
    let outpatient = read.one("outpatient", required);
    let admissions = read.number("admissions", 0, 99, required).and_then(|count| u8::try_from(count).ok());
    let treated = ever_treated(outpatient, admissions);
    let when_treated = if treated == Some(true) { required } else { Empty::Fine };
    let first_treated_on = read.partial_day("first_treated_on", when_treated);
    let effect = read.one("effect", when_treated);
    if treated == Some(false) {
        for field in ["first_treated_on", "effect"].into_iter().filter(|field| answers.has(field)) {
            read.complaints.say(field, weight, Problem::NeverTreated);
        }
    }
    let (diagnosis, icd10) = diagnosis(&mut read, answers, form);
    let diagnosed_on = read.past_day("diagnosed_on", Empty::Refused);
    let incidents = read.incidents(required);
    let status = status(&mut read, answers);
    let days = Days {
        // A number that cannot be right hides nothing that the birth date shows.
        born: identity_number.map(|number| number.birth_date()).or(birth_date),
        onset: onset_on,
        treated: first_treated_on,
        diagnosed: diagnosed_on,
        died: match &status {
            Some(Status::Died { on, .. }) => Some(*on),
            _ => None,
        },
    };
    order_of_days(&mut read, &days);
    // The page of a correction has no box for the death.
    if diagnosed_on.zip(context.died_on).is_some_and(|(day, died_on)| is_in_a_later_year(day, died_on)) {
        read.complaints.refuse("diagnosed_on", Problem::DeathBeforeDiagnosis);
    }

    let ethnicity = read.one("ethnicity", required);
    let own_phone = read.phone("phone", Empty::Fine);
    let address = read.text("address", 200, required);
    let education = read.one("education", required);
    let marriage = read.one("marriage", required);
    let guardian_name = squeeze(&read.text("guardian_name", 50, required));
    let guardian_relation = read.one("guardian_relation", required);
    let guardian_address = read.text("guardian_address", 200, Empty::Fine);
    let guardian_phone = read.phone("guardian_phone", required);
    let village_contact = read.text("village_contact", 50, required);
    let village_contact_phone = read.phone("village_contact_phone", required);
    let household = read.one("household", required);
    let employment = read.one("employment", required);
    let past_symptoms = past_symptoms(&mut read, answers, required, weight);
    let other_past_symptom = read.text("other_past_symptom", 100, Empty::Fine);
    if past_symptoms.as_ref().is_some_and(|all| all.contains(&Symptom::OtherSymptom))
        && other_past_symptom.is_empty()
    {
        read.complaints.say("other_past_symptom", weight, Problem::OtherNeedsWords);
    }
    let confinement = read.one("confinement", required);
    let diagnosed_at = read.text("diagnosed_at", 100, required);
    let economy = read.one("economy", required);
    let specialist_opinion = read.text("specialist_opinion", 300, Empty::Fine);
    let filled_on = read.past_day("filled_on", required);
    let filled_by = read.text("filled_by", 50, required);
    let disability_certificate = squeeze(&read.text("disability_certificate", 30, Empty::Fine));
    let disability_grade = read.one("disability_grade", Empty::Fine);
    let remark = read.text("remark", 500, Empty::Fine);

    read.complaints.soften(|one| is_open(&one.problem) && context.open.allows(one.field));
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
fn consent(read: &mut Reader<'_>, answers: &Answers, required: Empty) -> Option<Consent> {
    let refused = RosterStatus::read(&answers.get("status")) == Some(RosterStatus::Refused);
    let empty = if refused { Empty::Fine } else { required };
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

fn village(read: &mut Reader<'_>, context: &SupplementContext<'_>) -> Option<Region> {
    let text = read.filled("village", Empty::Refused)?;
    let found = (context.village)(&squeeze(&text));
    if found.is_none() {
        read.complaints.refuse("village", Problem::VillageUnknown { given: crate::reader::shorten(&text) });
    }
    found
}

/// The category and the code; either may be written in either column.
fn diagnosis(read: &mut Reader<'_>, answers: &Answers, form: bool) -> (Option<Diagnosis>, Option<Icd10>) {
    let code = answers.get("icd10");
    let icd10 = Icd10::read(&code);
    // Offices write anything into this column; on a page nothing that was typed is passed over.
    if form && icd10.is_none() && !code.is_empty() {
        read.complaints.refuse("icd10", Problem::NotIcd10 { given: crate::reader::shorten(&code) });
    }
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

/// Whether a day contradicts another that must not come before it: days of one year never do (docs/decisions/0003).
fn is_in_a_later_year(day: Date, other: Date) -> bool {
    PartialDay::exact(day).is_later_than(&PartialDay::exact(other))
}

/// birth ≤ onset ≤ first treatment; onset ≤ diagnosis ≤ death. Days of one year never contradict
/// each other (docs/decisions/0003). Every pair that does is named at once: mending one day seldom mends the other.
fn order_of_days(read: &mut Reader<'_>, days: &Days) {
    if days.born.zip(days.diagnosed).is_some_and(|(born, diagnosed)| is_in_a_later_year(born, diagnosed)) {
        read.complaints.refuse("diagnosed_on", Problem::DiagnosisBeforeBirth);
    }
    if days.diagnosed.zip(days.died).is_some_and(|(diagnosed, died)| is_in_a_later_year(diagnosed, died)) {
        read.complaints.refuse("died_on", Problem::DeathBeforeDiagnosis);
    }
    let is_before_birth =
        |day: PartialDay| days.born.is_some_and(|born| PartialDay::exact(born).is_later_than(&day));
    if days.treated.is_some_and(is_before_birth) {
        read.complaints.refuse("first_treated_on", Problem::TreatmentBeforeBirth);
    }
    let Some(onset) = days.onset else { return };
    let diagnosed = days.diagnosed.map(PartialDay::exact);
    let after_diagnosis = diagnosed.is_some_and(|day| onset.is_later_than(&day));
    let after_treatment = days.treated.is_some_and(|day| onset.is_later_than(&day));
    if after_diagnosis {
        read.complaints.refuse("onset_on", Problem::OnsetAfterDiagnosis);
    }
    if after_treatment {
        read.complaints.refuse("onset_on", Problem::OnsetAfterTreatment);
    }
    if !after_diagnosis && !after_treatment && diagnosed.is_some_and(|day| onset.looks_later_than(&day)) {
        read.complaints.ask("onset_on", Problem::OnsetLooksLater);
    }
    if is_before_birth(onset) {
        read.complaints.refuse("onset_on", Problem::OnsetBeforeBirth);
    }
}

/// 10 既往主要症状. The paper has no code for none; 无 says it.
fn past_symptoms(
    read: &mut Reader<'_>,
    answers: &Answers,
    required: Empty,
    weight: Weight,
) -> Option<BTreeSet<Symptom>> {
    // Several ticks arrive as several answers, of which an empty one is none.
    let given = answers.list("past_symptoms");
    if given.is_empty() {
        read.filled("past_symptoms", required)?;
    }
    let all = read.many("past_symptoms");
    if !all.is_empty() && given.iter().any(|one| says_none(one)) {
        read.complaints.say("past_symptoms", weight, Problem::NoneBesideSome);
    }
    Some(all)
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

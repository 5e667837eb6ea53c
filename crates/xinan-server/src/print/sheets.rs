//! From what is recorded to what stands in the boxes of the forms.
//!
//! Records are taken apart without `..`: whoever adds a field to a form decides here whether it has a
//! box. What only this system asks has none: the paper is the official one.

use jiff::civil::Date;
use xinan_db::Uuid;
use xinan_domain::code::{Code, CodeItem};
use xinan_domain::follow_up::{
    Ability, Adherence, AdverseReaction, Clinical, Confinement, DeathCause, Effect, Found, Hospital, Insight,
    LabsBox, Met, Referral, ReferralBox, Rehabilitation, RiskBox, Social, SomaticCause, Stability, Symptom,
    Visit, VisitMode, WorkAbility,
};
use xinan_domain::lost::LostReason;
use xinan_domain::medicine::{Interval, Medicine, Schedule};
use xinan_domain::person::{Consent, Economy, Employment, Household, OutpatientHistory, TreatmentEffect};
use xinan_domain::phone::Phone;
use xinan_domain::risk::{Incident, Incidents};
use xinan_domain::supplement::Supplement;
use xinan_domain::text::Lang;
use xinan_domain::text::letter::{Clause, Letter};
use xinan_typeset::{
    Act, FollowUpSheet, LetterClause, LetterSheet, Medicine as MedicineLine, SupplementSheet, Wording,
};

use super::store::{Filled, Person, Visited};
use crate::texts;

/// A follow-up form; of a person who was not visited one to be filled in by hand.
pub(crate) fn follow_up(person: &Person, visited: Option<&Visited>) -> FollowUpSheet {
    let blank = FollowUpSheet {
        name: person.name.clone(),
        case_no: person.case_no.clone(),
        ..FollowUpSheet::default()
    };
    let Some(Visited { id, visit, due_on }) = visited else { return blank };
    let Visit {
        visited_on,
        mode,
        met,
        found,
        stability,
        computed: _,        // ours
        override_reason: _, // ours
        settling: _,        // ours
        next_on,
        doctor,
        note: _, // ours: a line for the next visitor
    } = visit;
    let sheet = FollowUpSheet {
        record_no: record_no(*id),
        visited_on: visited_on.to_string(),
        mode: one(*mode),
        met: many(met),
        class: stability.and_then(one),
        // Who agreed on no day of their own left it to the rule.
        next_on: day(next_on.or(*due_on)),
        doctor: doctor.clone(),
        ..blank
    };
    match found {
        Found::Seen(clinical) => seen(sheet, clinical),
        // 5 其他 has a line for words on the paper; we keep none, so it stays open for the pen.
        Found::Lost(reason) => FollowUpSheet { lost_reason: one(*reason), ..sheet },
        Found::Died { on, cause, somatic } => FollowUpSheet {
            died_on: on.to_string(),
            death_cause: one(*cause),
            death_disease: somatic.and_then(one),
            ..sheet
        },
    }
}

/// Items 6 to 22.
fn seen(sheet: FollowUpSheet, clinical: &Clinical) -> FollowUpSheet {
    let Clinical {
        risk,
        symptoms,
        other_symptom,
        severity: _, // ours
        insight,
        sleep,
        diet,
        social: Social { self_care, housework, work, learning, contact },
        incidents,
        confinement,
        hospital,
        discharged_on,
        labs,
        adherence,
        adverse,
        adverse_text,
        adverse_severity: _,  // ours
        physical: _,          // ours
        other_abnormality: _, // ours
        effect,
        referral,
        medicines,
        guidance,
        rehabilitation,
        other_rehabilitation,
    } = clinical;
    let (referred, referral_reason, referral_to) = match referral {
        None => (None, String::new(), String::new()),
        Some(Referral::No) => (one(ReferralBox::No), String::new(), String::new()),
        Some(Referral::Made { reason, to }) => (one(ReferralBox::Yes), reason.clone(), to.clone()),
    };
    FollowUpSheet {
        risk: risk.map(|risk| risk.grade()),
        symptoms: many(symptoms),
        symptom_other: other_symptom.clone(),
        insight: insight.and_then(one),
        sleep: sleep.and_then(one),
        diet: diet.and_then(one),
        self_care: self_care.and_then(one),
        housework: housework.and_then(one),
        work: work.and_then(one),
        learning: learning.and_then(one),
        social: contact.and_then(one),
        acts: incidents.as_ref().map(acts).unwrap_or_default(),
        confinement: confinement.and_then(one),
        hospital: hospital.and_then(one),
        discharged_on: day(*discharged_on),
        tests: labs
            .as_ref()
            .and_then(|labs| one(if labs.is_empty() { LabsBox::None } else { LabsBox::Done })),
        tests_text: labs.clone().unwrap_or_default(),
        adherence: adherence.and_then(one),
        adverse: adverse.and_then(one),
        adverse_text: adverse_text.clone(),
        effect: effect.and_then(one),
        referral: referred,
        referral_reason,
        referral_to,
        medicines: medicines.iter().map(medicine).collect(),
        guidance: guidance.iter().map(medicine).collect(),
        rehabilitation: many(rehabilitation),
        rehabilitation_other: other_rehabilitation.clone(),
        ..sheet
    }
}

/// A supplement form.
pub(crate) fn supplement(person: &Person, filled: &Filled) -> SupplementSheet {
    let Supplement {
        name,
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
        // These stand on the cover of a resident's health record, not on this form.
        sex: _,
        birth_date: _,
        identity_number: _,
        ethnicity: _,
        phone: _,
        village: _,
        address: _,
        education: _,
        marriage: _,
        // Ours, from rosters.
        disability_certificate: _,
        disability_grade: _,
        remark: _,
    } = &filled.form;
    let diagnosis = match icd10 {
        Some(code) => texts::paper_diagnosis(Lang::Zh, diagnosis.label(), code.as_str()),
        None => diagnosis.label().to_owned(),
    };
    SupplementSheet {
        record_no: record_no(filled.id),
        name: name.clone(),
        case_no: person.case_no.clone(),
        guardian_name: guardian_name.clone(),
        guardian_relation: guardian_relation.map(|one| one.label().to_owned()).unwrap_or_default(),
        guardian_address: guardian_address.clone(),
        guardian_phone: telephone(guardian_phone.as_ref()).to_owned(),
        committee_contact: format!("{village_contact} {}", telephone(village_contact_phone.as_ref())),
        household: household.and_then(one),
        employment: employment.and_then(one),
        consent: consent.and_then(one),
        // We know that and when it was signed, not by whom.
        consent_signed_by: String::new(),
        consent_signed_on: day(*consent_on),
        onset_on: onset_on.map(|day| day.text()).unwrap_or_default(),
        symptoms: past_symptoms.as_ref().map(many).unwrap_or_default(),
        symptom_other: other_past_symptom.clone(),
        confinement: confinement.and_then(one),
        outpatient: outpatient.and_then(one),
        first_treated_on: first_treated_on.map(|day| day.text()).unwrap_or_default(),
        admissions: admissions.map(u32::from),
        diagnosis,
        diagnosed_by: diagnosed_at.clone(),
        diagnosed_on: diagnosed_on.to_string(),
        effect: effect.and_then(one),
        acts: incidents.as_ref().map(acts).unwrap_or_default(),
        economy: economy.and_then(one),
        opinion: specialist_opinion.clone(),
        filled_on: day(*filled_on),
        doctor: filled_by.clone(),
    }
}

fn one<C: Code>(code: C) -> Option<u8> {
    Some(code.code())
}

fn many<'a, C: Code>(codes: impl IntoIterator<Item = &'a C>) -> Vec<u8> {
    codes.into_iter().map(|code| code.code()).collect()
}

fn day(day: Option<Date>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}

fn telephone(phone: Option<&Phone>) -> &str {
    phone.map_or("", Phone::as_str)
}

fn acts(incidents: &Incidents) -> Vec<Act> {
    if incidents.is_none() {
        return vec![Act { code: Incident::None.code(), times: None }];
    }
    incidents.iter().map(|(act, times)| Act { code: act.code(), times: Some(times.into()) }).collect()
}

/// A medicine on the lines of the way in which it is taken.
fn medicine(medicine: &Medicine) -> MedicineLine {
    let line = MedicineLine { name: medicine.name.clone(), ..MedicineLine::default() };
    match &medicine.schedule {
        Schedule::Daily { morning, noon, evening } => MedicineLine {
            morning: milligrams(*morning),
            noon: milligrams(*noon),
            evening: milligrams(*evening),
            ..line
        },
        Schedule::TimesDaily { times, dose_mg } => {
            MedicineLine { times: times.to_string(), dose: milligrams(*dose_mg), ..line }
        }
        Schedule::LongActing { every, dose_mg } => {
            let (every, every_unit) = match every {
                Interval::Weeks(weeks) => (weeks.to_string(), String::new()),
                Interval::Months(months) => (months.to_string(), texts::paper_month(Lang::Zh).to_owned()),
            };
            MedicineLine { every, every_unit, long_acting_dose: milligrams(*dose_mg), ..line }
        }
        Schedule::AsWritten(words) => MedicineLine { as_written: words.clone(), ..line },
    }
}

/// Milligrams without needless decimals; nothing where nothing is taken.
fn milligrams(mg: f64) -> String {
    if mg == 0.0 {
        return String::new();
    }
    let text = format!("{mg:.3}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// A letter of consent, with the name of whoever is asked.
pub(super) fn letter(person: Option<&Person>, letter: &Letter) -> LetterSheet {
    let clause = |one: &Clause| LetterClause { heading: one.heading.to_owned(), text: one.text.to_owned() };
    LetterSheet {
        record_no: person.map_or_else(String::new, |person| record_no(person.id)),
        name: person.map_or_else(String::new, |person| person.name.clone()),
        case_no: person.map_or_else(String::new, |person| person.case_no.clone()),
        title: letter.title.to_owned(),
        version: letter.version.to_owned(),
        clauses: letter.clauses.iter().map(clause).collect(),
        choices: letter.choices.map(str::to_owned).to_vec(),
    }
}

/// The number by which paper and record are matched: the last twelve digits of the record's id,
/// which tell the records of a county apart and can be read out.
pub(super) fn record_no(id: Uuid) -> String {
    let id = id.simple().to_string().to_uppercase();
    [&id[20..24], &id[24..28], &id[28..]].join("-")
}

/// The options of both forms in the words of the domain's code lists.
pub(crate) fn wording() -> Wording {
    let consent: Vec<CodeItem> = Consent::ITEMS.iter().rev().copied().collect();
    [
        ("acts", Incident::ITEMS),
        ("adherence", Adherence::ITEMS),
        ("adverse", AdverseReaction::ITEMS),
        ("class", Stability::ITEMS),
        ("confinement", Confinement::ITEMS),
        // The form prints 1 同意 before 0 不同意.
        ("consent", &consent),
        ("death_cause", DeathCause::ITEMS),
        ("death_disease", SomaticCause::ITEMS),
        ("economy", Economy::ITEMS),
        ("effect", Effect::ITEMS),
        ("employment", Employment::ITEMS),
        ("grade", Ability::ITEMS),
        ("hospital", Hospital::ITEMS),
        ("household", Household::ITEMS),
        ("insight", Insight::ITEMS),
        ("last_effect", TreatmentEffect::ITEMS),
        ("lost_reason", LostReason::ITEMS),
        ("met", Met::ITEMS),
        ("mode", VisitMode::ITEMS),
        ("outpatient", OutpatientHistory::ITEMS),
        ("referral", ReferralBox::ITEMS),
        ("rehabilitation", Rehabilitation::ITEMS),
        ("risk", RiskBox::ITEMS),
        ("symptoms", Symptom::ITEMS),
        ("tests", LabsBox::ITEMS),
        ("work", WorkAbility::ITEMS),
    ]
    .into_iter()
    .map(|(field, items)| {
        (field.to_owned(), items.iter().map(|item| (item.code, item.label.to_owned())).collect())
    })
    .collect()
}

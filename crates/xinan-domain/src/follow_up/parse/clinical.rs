//! Items 6 to 22: what was found when somebody could be seen or asked.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::{Entry, VisitContext};
use crate::answers::{Answers, Weight};
use crate::code::Code;
use crate::follow_up::fields::{LabsBox, ReferralBox, RiskBox};
use crate::follow_up::visit::*;
use crate::medicine::Medicine;
use crate::medicine::rows::{self, GUIDANCE, MEDICINE, RowIds};
use crate::reader::{Empty, Reader};
use crate::risk::{self, Risk};
use crate::text::rules::Problem;

/// Reads them; `None` when they cannot be judged.
pub(super) fn clinical(
    read: &mut Reader<'_>,
    answers: &Answers,
    context: &VisitContext<'_>,
    visited_on: Option<Date>,
) -> Option<Clinical> {
    let form = context.entry == Entry::Form;
    let needed = if form { Empty::Refused } else { Empty::Asked };

    let hospital = read.one::<Hospital>("hospital", needed);
    // Somebody in hospital now can often not be judged: the status alone is a complete visit.
    let away = hospital == Some(Hospital::InHospital);
    let must = if away { Empty::Fine } else { needed };
    let must_always = if away { Empty::Fine } else { Empty::Refused };

    let risk = read.one::<RiskBox>("risk", must_always).and_then(|grade| Risk::new(grade.code()));
    let symptoms = read.many::<Symptom>("symptoms");
    let other_symptom = read.text("other_symptom", 100, Empty::Fine);
    if symptoms.contains(&Symptom::OtherSymptom) && other_symptom.is_empty() && form {
        read.complaints.refuse("other_symptom", Problem::OtherNeedsWords);
    }
    let severity = severity(read, &symptoms, must);
    let insight = read.one::<Insight>("insight", must);
    let sleep = read.one::<Ability>("sleep", must);
    let diet = read.one::<Ability>("diet", must);
    let self_care = read.one::<Ability>("self_care", must);
    let housework = read.one::<Ability>("housework", must);
    let work = read.one::<WorkAbility>("work", must);
    let learning = read.one::<Ability>("learning", must);
    let social = read.one::<Ability>("social", must);
    let incidents = read.incidents(must);
    let confinement = read.one::<Confinement>("confinement", must);
    let discharged_on = read.past_day("discharged_on", Empty::Fine);
    if hospital == Some(Hospital::Discharged) && discharged_on.is_none() && !answers.has("discharged_on") {
        match form {
            true => read.complaints.refuse("discharged_on", Problem::DischargeDayMissing),
            false => read.complaints.ask("discharged_on", Problem::DischargeDayMissing),
        }
    }
    if discharged_on.zip(visited_on).is_some_and(|(discharged, visited)| discharged > visited) {
        read.complaints.refuse("discharged_on", Problem::DischargeAfterVisit);
    }
    let labs = labs(read, answers, must, form);
    let adherence = read.one::<Adherence>("adherence", must);
    let medicines = rows::read(read, answers, &MEDICINE, form);
    let guidance = rows::read(read, answers, &GUIDANCE, form);
    if let Some(adherence) = adherence {
        // A row that was complained of is a row: that there is none would not be true.
        let unread = |ids: &RowIds| read.complaints.iter().any(|one| ids.name.contains(&one.field));
        let (is_written, is_guided) = (unread(&MEDICINE), unread(&GUIDANCE));
        medicine_fits(read, adherence, &medicines, is_written, form);
        let told = !medicines.is_empty() || !guidance.is_empty() || answers.has("note");
        let told = told || is_written || is_guided;
        if adherence == Adherence::NotTaking && !told {
            let weight = if form { Weight::Refuse } else { Weight::Ask };
            read.complaints.say("medicine1", weight, Problem::PrescriptionMissing);
        }
    }
    let (adverse, adverse_text, adverse_severity) = adverse(read, adherence, must, form);
    let physical = read.one::<PhysicalIllness>("physical", Empty::Fine);
    let other_abnormality = none_is_empty(read.text("other_abnormality", 200, Empty::Fine));
    let effect = read.one::<Effect>("effect", must);
    let referral = referral(read, must, form);
    let rehabilitation = read.many::<Rehabilitation>("rehabilitation");
    let other_rehabilitation = read.text("other_rehabilitation", 100, Empty::Fine);
    if rehabilitation.contains(&Rehabilitation::OtherMeasure) && other_rehabilitation.is_empty() && form {
        read.complaints.refuse("other_rehabilitation", Problem::OtherNeedsWords);
    }
    if let (Some(risk), Some(incidents)) = (risk, &incidents)
        && !risk::consistency(incidents, risk).is_empty()
    {
        read.complaints.ask("risk", Problem::RiskDoesNotFit);
    }

    // Risk is the one box without which nothing can be said of a visit; a form, which can still be
    // completed, is not judged before all that the class rests on is answered. In hospital it may wait.
    let abilities = [self_care, housework, learning, social];
    let judgeable = severity.is_some() && insight.is_some() && work.is_some() && !abilities.contains(&None);
    if !away && (risk.is_none() || (form && !judgeable)) {
        return None;
    }
    Some(Clinical {
        risk,
        symptoms,
        other_symptom,
        severity,
        insight,
        sleep,
        diet,
        social: Social { self_care, housework, work, learning, contact: social },
        incidents,
        confinement,
        hospital,
        discharged_on,
        labs,
        adherence,
        adverse,
        adverse_text,
        adverse_severity,
        physical,
        other_abnormality,
        effect,
        referral,
        medicines,
        guidance,
        rehabilitation,
        other_rehabilitation,
    })
}

/// How marked the symptoms are.
fn severity(read: &mut Reader<'_>, symptoms: &BTreeSet<Symptom>, must: Empty) -> Option<SymptomSeverity> {
    let severity = read.one::<SymptomSeverity>("severity", must);
    if symptoms.is_empty() && severity == Some(SymptomSeverity::Marked) {
        read.complaints.ask("severity", Problem::SeverityDoesNotFit);
    }
    severity
}

fn labs(read: &mut Reader<'_>, answers: &Answers, must: Empty, form: bool) -> Option<String> {
    let text = none_is_empty(read.text("labs_text", 200, Empty::Fine));
    let stated = answers.get("labs");
    // Workbooks often write the tests straight into the column that the form gives to 有/无.
    if !form && !stated.is_empty() && LabsBox::read(&stated).is_none() {
        return Some(read.text("labs", 200, Empty::Fine));
    }
    match read.one::<LabsBox>("labs", must)? {
        LabsBox::Done if text.is_empty() => {
            match form {
                true => read.complaints.refuse("labs_text", Problem::LabsNeedWords),
                false => read.complaints.ask("labs", Problem::LabsNeedWords),
            }
            Some(LabsBox::Done.label().to_owned())
        }
        LabsBox::Done => Some(text),
        LabsBox::None => {
            words_left_behind(read, "labs_text", &text, form);
            Some(String::new())
        }
    }
}

/// The box says 无 or 否, and yet something is written beside it: one of the two is wrong, and only
/// who was there knows which.
fn words_left_behind(read: &mut Reader<'_>, id: &'static str, words: &str, form: bool) {
    match (words.is_empty(), form) {
        (true, _) => {}
        (false, true) => read.complaints.refuse(id, Problem::WordsBesideNo),
        (false, false) => read.complaints.ask(id, Problem::WordsBesideNo),
    }
}

/// Whether medicines stand there as 依从性 says. `is_written`: a row could not be read, and was complained of.
fn medicine_fits(
    read: &mut Reader<'_>,
    adherence: Adherence,
    medicines: &[Medicine],
    is_written: bool,
    form: bool,
) {
    match adherence {
        Adherence::Regular | Adherence::Irregular if medicines.is_empty() && !is_written => match form {
            true => read.complaints.refuse("medicine1", Problem::MedicineMissing),
            false => read.complaints.ask("medicine1", Problem::MedicineMissing),
        },
        Adherence::NotPrescribed if !medicines.is_empty() => {
            read.complaints.refuse("medicine1", Problem::MedicineNotNeeded);
        }
        _ => {}
    }
}

fn adverse(
    read: &mut Reader<'_>,
    adherence: Option<Adherence>,
    must: Empty,
    form: bool,
) -> (Option<AdverseReaction>, String, Option<AdverseSeverity>) {
    let adverse = read.one::<AdverseReaction>("adverse", must);
    let text = none_is_empty(read.text("adverse_text", 200, Empty::Fine));
    let severity = read.one::<AdverseSeverity>("adverse_severity", Empty::Fine);
    match adverse {
        Some(AdverseReaction::Present) => {
            if text.is_empty() {
                match form {
                    true => read.complaints.refuse("adverse_text", Problem::AdverseNeedsWords),
                    false => read.complaints.ask("adverse", Problem::AdverseNeedsWords),
                }
            }
            if severity.is_none() && form {
                read.complaints.refuse("adverse_severity", Problem::Missing);
            }
            return (adverse, text, severity);
        }
        Some(AdverseReaction::NotApplicable)
            if matches!(adherence, Some(Adherence::Regular | Adherence::Irregular)) =>
        {
            match form {
                true => read.complaints.refuse("adverse", Problem::NotApplicableWithMedicine),
                false => read.complaints.ask("adverse", Problem::NotApplicableWithMedicine),
            }
        }
        _ => {}
    }
    words_left_behind(read, "adverse_text", &text, form);
    (adverse, String::new(), None)
}

fn referral(read: &mut Reader<'_>, must: Empty, form: bool) -> Option<Referral> {
    let referred = read.one::<ReferralBox>("referral", must);
    let reason = none_is_empty(read.text("referral_reason", 200, Empty::Fine));
    let to = none_is_empty(read.text("referral_to", 100, Empty::Fine));
    match referred? {
        ReferralBox::No => {
            words_left_behind(read, "referral_reason", &reason, form);
            words_left_behind(read, "referral_to", &to, form);
            Some(Referral::No)
        }
        ReferralBox::Yes => {
            if reason.is_empty() || to.is_empty() {
                match form {
                    true => read.complaints.refuse("referral_reason", Problem::ReferralIncomplete),
                    false => read.complaints.ask("referral", Problem::ReferralIncomplete),
                }
            }
            Some(Referral::Made { reason, to })
        }
    }
}

/// `无` in a text column means nothing was written.
fn none_is_empty(text: String) -> String {
    match text.as_str() {
        "无" | "没有" | "none" => String::new(),
        _ => text,
    }
}

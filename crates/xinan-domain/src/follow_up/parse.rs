//! From answers to a [`Visit`], or to all complaints at once.
//!
//! The web form, a row of a workbook and (later) a phone take this one path. They differ in
//! [`Entry`] only: what an old workbook never recorded cannot be demanded of it, so some omissions
//! that a form refuses are asked about at import.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::class::{Findings, Judgement, Stability, classify};
use super::due::{Due, LastVisit, next_due};
use super::fields::{LabsBox, ReferralBox, RiskBox};
use super::visit::*;
use crate::answers::{Answers, Complaints};
use crate::code::Code;
use crate::lost::LostReason;
use crate::medicine::{self, Medicine};
use crate::parameter::Intervals;
use crate::reader::{Empty, Reader};
use crate::risk::{self, Incident, Incidents, Risk};
use crate::text::rules::Problem;

/// How the answers came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Entry {
    /// On a form, by the person who visited or holds the paper.
    Form,
    /// From an office's workbook.
    Workbook,
}

/// What else is known when a visit is read.
#[derive(Debug, Clone, Copy)]
pub struct VisitContext<'a> {
    /// The day of entry.
    pub today: Date,
    /// How the answers came.
    pub entry: Entry,
    /// When the record was built, if that bounds the visit.
    pub registered_on: Option<Date>,
    /// When the person died, if so.
    pub died_on: Option<Date>,
    /// The class of the visit before this one by date.
    pub before: Option<Stability>,
    /// The region's waiting times.
    pub intervals: &'a Intervals,
}

/// A visit that was understood, with what the rules say of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Understood {
    /// The visit.
    pub visit: Visit,
    /// The class and its reasons, when there were findings.
    pub judgement: Option<Judgement>,
    /// The next due day, unless lost or dead.
    pub due: Option<Due>,
    /// What deserves a second look.
    pub doubts: Complaints,
}

/// The findings that the class rule needs.
///
/// An old workbook may lack a column. What it leaves open is supposed to be neither grave nor well:
/// no danger, symptoms as far as any are ticked, insight in part, nothing else abnormal. So a visit
/// with gaps is at best basically stable, and is never called unstable for what nobody wrote.
pub fn findings_of(clinical: &Clinical) -> Findings {
    let symptoms = match clinical.symptoms.is_empty() {
        true => SymptomSeverity::Gone,
        false => SymptomSeverity::Partial,
    };
    Findings {
        risk: clinical.risk.unwrap_or(Risk::NONE),
        symptoms: clinical.severity.unwrap_or(symptoms),
        insight: clinical.insight.unwrap_or(Insight::Partial),
        poorest_ability: clinical.social.poorest().unwrap_or(Ability::Fair),
        adverse: clinical.adverse_severity.unwrap_or(AdverseSeverity::None),
        physical: clinical.physical.unwrap_or(PhysicalIllness::NoneOrSteady),
        other_abnormality: !clinical.other_abnormality.is_empty(),
    }
}

/// Reads the answers of one visit.
///
/// # Errors
/// All complaints of the form, when at least one of them stops the record.
pub fn parse(answers: &Answers, context: &VisitContext<'_>) -> Result<Understood, Complaints> {
    let mut read = Reader::new(answers, context.today);
    let form = context.entry == Entry::Form;
    let soft = if form { Empty::Refused } else { Empty::Asked };

    let visited_on = read.past_day("visited_on", Empty::Refused);
    let mode = read.one::<VisitMode>("mode", soft);
    let met = read.many::<Met>("met");
    let doctor = read.text("doctor", 50, soft);
    let note = read.text("note", 500, Empty::Fine);
    if let (Some(on), Some(registered_on)) = (visited_on, context.registered_on)
        && on < registered_on
    {
        read.complaints.refuse("visited_on", Problem::BeforeRegistration { registered_on });
    }
    let gone = gone(&mut read, answers, visited_on, form);
    if let (Some(on), Some(died_on)) = (visited_on, context.died_on) {
        // Only the visit that reports this very death may come after it.
        let reported = match &gone {
            Gone::Away(Some(Found::Died { on, .. })) => Some(*on),
            _ => None,
        };
        if on > died_on && reported != Some(died_on) {
            read.complaints.refuse("visited_on", Problem::AfterDeath { died_on });
        }
    }
    let is_gone = matches!(gone, Gone::Away(_));
    let clinical = match is_gone {
        true => None,
        false => {
            if met.is_empty() {
                // Only the newer paper has this item; without it nobody is counted as seen.
                match form {
                    true => read.complaints.refuse("met", Problem::MetMissing),
                    false => read.complaints.ask("met", Problem::MetMissing),
                }
            }
            clinical(&mut read, answers, context, visited_on)
        }
    };

    let in_hospital = clinical.as_ref().is_some_and(|one| one.hospital == Some(Hospital::InHospital));
    let stated = read.one::<Stability>("stability", Empty::Fine);
    // Somebody in hospital is judged only when the worker answered what the class rests on.
    let judged = !in_hospital || (answers.has("risk") && answers.has("insight"));
    let judgement = clinical.as_ref().filter(|_| judged).map(|one| classify(&findings_of(one)));
    let computed = judgement.as_ref().map(|one| one.stability);
    let override_reason = read.text("stability_reason", 200, Empty::Fine);
    let stability = match (stated, computed) {
        _ if is_gone => None,
        (Some(stated), Some(computed)) if stated != computed => {
            if override_reason.is_empty() {
                match form {
                    true => read.complaints.refuse("stability_reason", Problem::ClassDiffers { computed }),
                    false => read.complaints.ask("stability", Problem::ClassDiffers { computed }),
                }
            }
            Some(stated)
        }
        (stated, computed) => stated.or(computed),
    };
    let settling = read.tick("settling");
    let next_on = read.coming_day("next_on", visited_on, Empty::Fine).filter(|_| !is_gone);

    if let Some(clinical) = &clinical
        && stability == Some(Stability::Unstable)
        && !matches!(clinical.referral, Some(Referral::Made { .. }))
        && !in_hospital
    {
        read.complaints.ask("referral", Problem::ReferralExpected);
    }
    let mut due = None;
    if let (Some(on), false) = (visited_on, is_gone) {
        let last = LastVisit {
            on,
            stability,
            before: context.before,
            settling,
            in_hospital,
            discharged_on: clinical.as_ref().and_then(|one| one.discharged_on),
            agreed_on: None,
        };
        let latest = next_due(&last, context.intervals);
        // While the class is open, nobody knows how late the next visit may be.
        let is_known = stability.is_some() || in_hospital;
        if let Some(next) = next_on {
            if next <= on {
                read.complaints.refuse("next_on", Problem::NextNotLater);
            } else if is_known && next > latest.on {
                let problem = Problem::NextTooLate { latest: latest.on, rule: latest.rule };
                match form {
                    true => read.complaints.refuse("next_on", problem),
                    false => read.complaints.ask("next_on", problem),
                }
            }
        }
        due = Some(next_due(&LastVisit { agreed_on: next_on, ..last }, context.intervals));
    }

    let found = match gone {
        Gone::Away(found) => found,
        Gone::Here => clinical.map(|one| Found::Seen(Box::new(one))),
    };
    // A workbook of the older form has no column for who was met or how; the visit still happened.
    let mode = mode.or((!form).then_some(VisitMode::Telephone));
    match (visited_on, mode, found) {
        (Some(visited_on), Some(mode), Some(found)) if !read.complaints.refused() => Ok(Understood {
            visit: Visit {
                visited_on,
                mode,
                met,
                found,
                stability,
                computed,
                override_reason,
                settling,
                next_on,
                doctor,
                note,
            },
            judgement,
            due,
            doubts: read.complaints,
        }),
        _ => Err(read.complaints),
    }
}

/// Items 4 and 5.
enum Gone {
    /// Neither is filled: somebody was seen or asked.
    Here,
    /// One of them is filled, with what was understood of it.
    Away(Option<Found>),
}

/// What lost and dead leave empty. Medicine is not among it: a new form brings it along from the
/// visit before.
const EMPTY_WHEN_GONE: [&str; 16] = [
    "risk",
    "symptoms",
    "severity",
    "insight",
    "sleep",
    "diet",
    "self_care",
    "housework",
    "work",
    "learning",
    "social",
    "confinement",
    "hospital",
    "adherence",
    "adverse",
    "effect",
];

/// What a form leaves empty besides: nothing that somebody wrote is dropped without a word. Old
/// workbooks fill these columns with 无 for everybody.
const EMPTY_ON_A_FORM: [(&str, &str); 19] = [
    ("other_symptom", "symptoms"),
    ("incidents", "incidents"),
    ("incident1", "incidents"),
    ("incident2", "incidents"),
    ("incident3", "incidents"),
    ("incident4", "incidents"),
    ("incident5", "incidents"),
    ("incident6", "incidents"),
    ("discharged_on", "hospital"),
    ("labs", "labs"),
    ("labs_text", "labs"),
    ("adverse_text", "adverse"),
    ("physical", "physical"),
    ("other_abnormality", "other_abnormality"),
    ("referral", "referral"),
    ("referral_reason", "referral"),
    ("referral_to", "referral"),
    ("rehabilitation", "rehabilitation"),
    ("other_rehabilitation", "rehabilitation"),
];

/// The first question of which something would be dropped.
fn dropped(answers: &Answers, form: bool) -> Option<&'static str> {
    let first = EMPTY_WHEN_GONE.into_iter().find(|id| answers.has(id));
    let more = || EMPTY_ON_A_FORM.into_iter().find(|(id, _)| answers.has(id)).map(|(_, question)| question);
    first.or_else(|| if form { more() } else { None })
}

/// Items 4 and 5: lost or dead, which leave the clinical items empty; whoever filled them in before
/// says with a tick that they are not to be kept.
fn gone(read: &mut Reader<'_>, answers: &Answers, visited_on: Option<Date>, form: bool) -> Gone {
    let lost = read.one::<LostReason>("lost_reason", Empty::Fine);
    let died_on = read.past_day("died_on", Empty::Fine);
    let cause = read.one::<DeathCause>("death_cause", Empty::Fine);
    let somatic = read.one::<SomaticCause>("death_somatic", Empty::Fine);
    let dead = answers.has("died_on") || answers.has("death_cause");
    if !answers.has("lost_reason") && !dead {
        return Gone::Here;
    }
    if answers.has("lost_reason") && dead {
        read.complaints.refuse("lost_reason", Problem::LostAndDead);
    }
    if dead && !(answers.has("died_on") && answers.has("death_cause")) {
        read.complaints.refuse("died_on", Problem::DeathIncomplete);
    }
    if died_on.zip(visited_on).is_some_and(|(died, visited)| died > visited) {
        read.complaints.refuse("died_on", Problem::DeathAfterVisit);
    }
    let agreed = form && read.tick("not_kept");
    if let Some(filled) = dropped(answers, form).filter(|_| !agreed) {
        read.complaints.refuse(filled, Problem::NothingElseWhenGone);
    }
    let somatic = somatic.filter(|_| cause == Some(DeathCause::Somatic));
    let died = died_on.zip(cause).map(|(on, cause)| Found::Died { on, cause, somatic });
    Gone::Away(lost.map(Found::Lost).or(died))
}

fn clinical(
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
    let incidents = incidents(read, answers, must);
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
    let medicines = medicines_of(read, answers, &MEDICINE, form);
    let guidance = medicines_of(read, answers, &GUIDANCE, form);
    if let Some(adherence) = adherence {
        medicine_fits(read, adherence, &medicines, form);
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

fn incidents(read: &mut Reader<'_>, answers: &Answers, must: Empty) -> Option<Incidents> {
    // The page sends a count per act (incident1 … incident6) and a tick for 无.
    let counted: Vec<(Incident, String)> = Incident::ALL
        .iter()
        .filter(|act| act.code() != 7)
        .map(|act| (*act, answers.get(&format!("incident{}", act.code()))))
        .filter(|(_, count)| !count.is_empty() && count != "0")
        .collect();
    let text = match counted.is_empty() {
        true => read.filled("incidents", must)?,
        false => {
            if Incident::read(&answers.get("incidents")) == Some(Incident::None) {
                read.complaints.refuse("incidents", Problem::NoneAndSome);
            }
            let is_read = |(act, count): &&(Incident, String)| {
                Incidents::read(&format!("{}:{count}", act.code())).is_ok()
            };
            if let Some((act, count)) = counted.iter().find(|one| !is_read(one)) {
                let given = crate::reader::shorten(count);
                read.complaints.refuse("incidents", Problem::CountUnreadable { act: *act, given });
                return None;
            }
            counted.iter().map(|(act, count)| format!("{}:{count}", act.code())).collect::<Vec<_>>().join(";")
        }
    };
    match Incidents::read(&text) {
        Ok(incidents) => Some(incidents),
        Err(risk::IncidentsError::NoneAndSome) => {
            read.complaints.refuse("incidents", Problem::NoneAndSome);
            None
        }
        Err(_) => {
            let given = crate::reader::shorten(&text);
            read.complaints.refuse("incidents", Problem::IncidentsUnreadable { given });
            None
        }
    }
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

fn medicine_fits(read: &mut Reader<'_>, adherence: Adherence, medicines: &[Medicine], form: bool) {
    match adherence {
        Adherence::Regular | Adherence::Irregular if medicines.is_empty() => match form {
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

/// The ids of one row of a medicine table: name, usage and dose of a workbook, or the boxes of the paper.
struct MedicineIds {
    name: [&'static str; 6],
    prefix: &'static str,
}

const MEDICINE: MedicineIds = MedicineIds {
    name: ["medicine1", "medicine2", "medicine3", "medicine4", "medicine5", "medicine6"],
    prefix: "",
};

const GUIDANCE: MedicineIds = MedicineIds {
    name: ["guidance1", "guidance2", "guidance3", "guidance4", "guidance5", "guidance6"],
    prefix: "guidance_",
};

fn medicines_of(read: &mut Reader<'_>, answers: &Answers, ids: &MedicineIds, form: bool) -> Vec<Medicine> {
    let mut rows = Vec::new();
    for (at, id) in ids.name.into_iter().enumerate() {
        let name = answers.get(id);
        let row = at + 1;
        let part = |what: &str| answers.get(&format!("{}{what}{row}", ids.prefix));
        if name == "无" {
            continue;
        }
        if name.is_empty() {
            let parts = ["usage", "dose", "morning", "noon", "evening", "weeks", "injection"];
            if parts.into_iter().any(|what| !matches!(part(what).as_str(), "" | "0" | "-")) {
                match form {
                    true => read.complaints.refuse(id, Problem::MedicineMissing),
                    false => read.complaints.ask(id, Problem::MedicineMissing),
                }
            }
            continue;
        }
        let written = medicine::Written {
            name,
            usage: part("usage"),
            dose: part("dose"),
            morning: part("morning"),
            noon: part("noon"),
            evening: part("evening"),
            weeks: part("weeks"),
            injection: part("injection"),
        };
        match medicine::read(&written) {
            Ok(medicine) => {
                if let Some(doubt) = medicine::check_dose(&medicine) {
                    let name = medicine.name.clone();
                    read.complaints.ask(id, Problem::Dose { name, doubt });
                }
                rows.push(medicine);
            }
            Err(medicine::Unreadable::IntervalMissing) => {
                read.complaints.refuse(id, Problem::LongActingNeedsInterval { name: written.name });
            }
            Err(medicine::Unreadable::Usage) => {
                read.complaints.refuse(id, Problem::MedicineUnreadable { row });
            }
        }
    }
    rows
}

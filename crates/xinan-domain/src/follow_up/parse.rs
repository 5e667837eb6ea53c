//! From answers to a [`Visit`], or to all complaints at once.
//!
//! The web form, a row of a workbook and (later) a phone take this one path. They differ in
//! [`Entry`] only: what an old workbook never recorded cannot be demanded of it, so some omissions
//! that a form refuses are asked about at import.

mod clinical;
mod gone;

use jiff::civil::Date;

use self::clinical::clinical;
use self::gone::{Gone, gone};
use super::class::{Findings, Judgement, Stability, classify};
use super::due::{Due, LastVisit, next_due};
use super::visit::*;
use crate::answers::{Answers, Complaints};
use crate::parameter::{InsightRule, Intervals};
use crate::reader::{Empty, Reader};
use crate::risk::Risk;
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
    /// When the record was closed, if so.
    pub closed_on: Option<Date>,
    /// The last day on which somebody was seen, by any other visit.
    pub seen_on: Option<Date>,
    /// The class of the visit before this one by date.
    pub before: Option<Stability>,
    /// The region's waiting times.
    pub intervals: &'a Intervals,
    /// Which insight the region asks for before a visit is stable.
    pub insight: InsightRule,
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
    let form = context.entry == Entry::Form;
    let mut read = match form {
        true => Reader::new(answers, context.today),
        false => Reader::of_sheet(answers, context.today),
    };
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
    if let Some(closed_on) = context.closed_on
        && visited_on.is_some_and(|on| on > closed_on)
    {
        read.complaints.refuse("visited_on", Problem::AfterClosing { closed_on });
    }
    let gone = gone(&mut read, answers, visited_on, form);
    if let (Some(seen_on), Gone::Away { died_on: Some(on), .. }) = (context.seen_on, &gone)
        && *on < seen_on
    {
        read.complaints.refuse("died_on", Problem::DeathBeforeVisit { seen_on });
    }
    if let (Some(on), Some(died_on)) = (visited_on, context.died_on) {
        // Only the visit that reports this very death may come after it.
        let reported = match &gone {
            Gone::Away { died_on, .. } => *died_on,
            Gone::Here => None,
        };
        if on > died_on && reported != Some(died_on) {
            read.complaints.refuse("visited_on", Problem::AfterDeath { died_on });
        }
    }
    let is_gone = matches!(gone, Gone::Away { .. });
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
    // Of somebody lost or dead there is no result to read: `gone` has said so where one is written.
    let stated = match is_gone {
        true => None,
        false => read.one::<Stability>("stability", Empty::Fine),
    };
    // Somebody in hospital is judged only when the worker answered what the class rests on.
    let judged = !in_hospital || (answers.has("risk") && answers.has("insight"));
    let judgement =
        clinical.as_ref().filter(|_| judged).map(|one| classify(&findings_of(one), context.insight));
    let computed = judgement.as_ref().map(|one| one.stability);
    let override_reason = match is_gone {
        true => String::new(),
        false => read.text("stability_reason", 200, Empty::Fine),
    };
    let stability = match (stated, computed) {
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
    let settling = !is_gone && read.tick("settling");
    let next_on = match is_gone {
        true => None,
        false => read.coming_day("next_on", visited_on, Empty::Fine),
    };

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
                let wait = latest.rule.wait(context.intervals);
                let problem = Problem::NextTooLate { latest: latest.on, rule: latest.rule, wait };
                match form {
                    true => read.complaints.refuse("next_on", problem),
                    false => read.complaints.ask("next_on", problem),
                }
            }
        }
        due = Some(next_due(&LastVisit { agreed_on: next_on, ..last }, context.intervals));
    }

    let found = match gone {
        Gone::Away { found, .. } => found,
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

//! What one reads of the own record: types that hold only what may be seen, made from the record and the rule.
//!
//! Whatever a page or a paper shows passes here. Of somebody from whom the person is to be safe, nothing that somebody
//! typed gets through: an address can stand in any word, so only codes, days and names from our own lists do.

use jiff::civil::Date;
use xinan_domain::diagnosis::Diagnosis;
use xinan_domain::follow_up::{DueRule, Found, Stability, Visit, VisitMode};
use xinan_domain::medicine::{Medicine, Schedule};
use xinan_domain::person::DisabilityGrade;
use xinan_domain::portal::{May, Shown};
use xinan_domain::risk::Risk;
use xinan_domain::supplement::Supplement;
use xinan_domain::text::Lang;

use super::store::Worker;
use crate::case::{Head, Status};

/// Something that is told, or kept back until a day, or not there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Told<T> {
    Here(T),
    KeptBack(Date),
    Absent,
}

impl<T> Told<T> {
    fn of(shown: Shown, make: impl FnOnce() -> T) -> Self {
        match shown {
            Shown::Whole => Self::Here(make()),
            Shown::KeptBack(until) => Self::KeptBack(until),
            Shown::Absent => Self::Absent,
        }
    }
}

/// What is next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Next {
    pub(super) what: NextStep,
    /// Who cares for the village; nobody where whereabouts are not shown.
    pub(super) workers: Vec<Worker>,
    /// The contact of the village committee, with the telephone.
    pub(super) contact: Option<(String, String)>,
    /// The last examination.
    pub(super) examined_on: Option<Date>,
}

/// The next step, in the eyes of the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NextStep {
    /// A visit was agreed for this day.
    Agreed(Date),
    /// A visit is to come until this day.
    Until(Date),
    /// It should have come until this day.
    Late(Date),
    /// The person has not agreed to be visited; the offer stands.
    Offer,
    /// One has lost sight of the person.
    Sought,
    /// Nothing is planned.
    Nothing,
}

/// What is next for whom.
pub(super) fn next(
    head: &Head,
    form: &Supplement,
    examined_on: Option<Date>,
    workers: Vec<Worker>,
    (may, today): (&May, Date),
) -> Next {
    let what = match (head.status, head.due) {
        (Status::Lost, _) => NextStep::Sought,
        (Status::Dead | Status::Closed, _) | (Status::Open, None) => NextStep::Nothing,
        (Status::Open, Some(due)) => match due.rule {
            DueRule::Agreed if due.on >= today => NextStep::Agreed(due.on),
            DueRule::RefusedOffer => NextStep::Offer,
            _ => match head.visit_by.unwrap_or(due.on) {
                by if by < today => NextStep::Late(by),
                by => NextStep::Until(by),
            },
        },
    };
    let contact = form.village_contact_phone.as_ref().map(|phone| phone.as_str().to_owned());
    let contact = contact.map(|phone| (form.village_contact.clone(), phone));
    Next {
        what,
        workers: if may.whereabouts { workers } else { Vec::new() },
        contact: contact.filter(|_| may.whereabouts),
        examined_on,
    }
}

/// What the record says.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Record {
    pub(super) diagnosis: Told<Diagnosed>,
    /// Where the person lives and is reached.
    pub(super) whereabouts: Option<Whereabouts>,
    pub(super) disability: Option<DisabilityGrade>,
    pub(super) visits: Vec<VisitSeen>,
}

/// The diagnosis.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Diagnosed {
    pub(super) what: Diagnosis,
    pub(super) on: Date,
    /// The hospital: a place, and a word that somebody typed.
    pub(super) at: Option<String>,
}

/// Where the person lives and is reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Whereabouts {
    pub(super) address: String,
    pub(super) phone: String,
    pub(super) village: String,
}

/// A visit.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct VisitSeen {
    pub(super) on: Date,
    pub(super) mode: VisitMode,
    /// Whether somebody was seen or asked.
    pub(super) met: bool,
    pub(super) class: Option<Stability>,
    pub(super) risk: Option<Risk>,
    pub(super) medicine: Told<Vec<String>>,
    pub(super) words: Told<String>,
    /// Who visited.
    pub(super) doctor: Option<String>,
}

/// What the record says to whom. `village` is the name of the person's village.
pub(super) fn record(
    head: &Head,
    form: &Supplement,
    village: &str,
    visits: &[&Visit],
    (may, lang): (&May, Lang),
) -> Record {
    let diagnosed = || Diagnosed {
        what: form.diagnosis,
        on: form.diagnosed_on,
        at: (may.whereabouts && !form.diagnosed_at.is_empty()).then(|| form.diagnosed_at.clone()),
    };
    Record {
        diagnosis: Told::of(may.diagnosis, diagnosed),
        whereabouts: may.whereabouts.then(|| Whereabouts {
            address: head.address.clone(),
            phone: head.phone.clone(),
            village: village.to_owned(),
        }),
        disability: form.disability_grade.filter(|_| !form.disability_certificate.is_empty()),
        visits: visits.iter().map(|visit| visit_seen(visit, may, lang)).collect(),
    }
}

fn visit_seen(visit: &Visit, may: &May, lang: Lang) -> VisitSeen {
    let clinical = visit.clinical();
    VisitSeen {
        on: visit.visited_on,
        mode: visit.mode,
        met: matches!(visit.found, Found::Seen(_)),
        class: visit.stability,
        risk: clinical.and_then(|one| one.risk),
        medicine: Told::of(may.medicine, || {
            let all = clinical.map_or(&[][..], |one| &one.medicines);
            all.iter().filter_map(|one| medicine_seen(one, may, lang)).collect()
        }),
        words: Told::of(may.words, || visit.note.clone()),
        doctor: may.whereabouts.then(|| visit.doctor.clone()).filter(|name| !name.is_empty()),
    }
}

/// A medicine in words; where no typed word may be read, only one that our table knows, by the table's name.
fn medicine_seen(one: &Medicine, may: &May, lang: Lang) -> Option<String> {
    safe_medicine(one, may).map(|one| one.say(lang))
}

/// The medicine with nothing in it that somebody typed, where that is not to be read.
pub(super) fn safe_medicine(one: &Medicine, may: &May) -> Option<Medicine> {
    if may.words != Shown::Absent {
        return Some(one.clone());
    }
    let name = one.drug()?.name.to_owned();
    match one.schedule {
        Schedule::AsWritten(_) => None,
        _ => Some(Medicine { name, schedule: one.schedule.clone() }),
    }
}

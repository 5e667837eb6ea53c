//! What counting needs of a simulated person.

use std::collections::BTreeMap;

use jiff::civil::Date;
use xinan_domain::follow_up::{
    Hospital, LastVisit, Stability, Visit, VisitMode, after_discharge, first_visit, next_due,
};
use xinan_domain::indicator::{CaseFacts, ConsentFact, DischargeFact, LostSpan, VisitFact};
use xinan_domain::parameter::Intervals;

use crate::SimPerson;
use crate::event::SimEvent;

impl SimPerson {
    /// The facts from which [`month_of`](xinan_domain::indicator::month_of) judges.
    pub fn facts(&self) -> CaseFacts {
        let mut lost: Vec<LostSpan> = Vec::new();
        let mut died_on = None;
        let mut consent = Vec::new();
        // The day of each discharge, with the day from which it is known.
        let mut discharged: BTreeMap<Date, Date> = BTreeMap::new();
        for event in &self.events {
            match *event {
                SimEvent::Consent { on, given } => consent.push(ConsentFact { on, given }),
                SimEvent::Lost { on, .. } => lost.push(LostSpan { from: on, until: None }),
                SimEvent::Found { on } => {
                    if let Some(span) = lost.last_mut() {
                        span.until = Some(on);
                    }
                }
                SimEvent::Died { on, .. } => died_on = Some(on),
                SimEvent::Discharged { on, .. } => {
                    discharged.insert(on, on);
                }
            }
        }
        for visit in &self.visits {
            if let Some(on) = visit.clinical().and_then(|found| found.discharged_on) {
                discharged.entry(on).or_insert(visit.visited_on);
            }
        }
        let intervals = Intervals::default();
        CaseFacts {
            diagnosis: self.supplement.diagnosis,
            registered_on: self.registered_on,
            died_on,
            closed_on: None,
            lost,
            consent,
            informed_on: None,
            visits: visits(&self.visits),
            examined_on: self.examinations.iter().map(|one| one.examined_on).collect(),
            first_visit_due: Some(first_visit(self.registered_on, &intervals).on),
            discharges: discharged
                .into_iter()
                .map(|(on, known_on)| DischargeFact {
                    on,
                    known_on,
                    due_on: after_discharge(on, &intervals).on,
                })
                .collect(),
            items_open: self.supplement.unanswered().len(),
        }
    }
}

fn visits(visits: &[Visit]) -> Vec<VisitFact> {
    let intervals = Intervals::default();
    let mut before: Option<Stability> = None;
    visits
        .iter()
        .map(|visit| {
            let clinical = visit.clinical();
            let due_on = clinical.map(|found| {
                let last = LastVisit {
                    on: visit.visited_on,
                    stability: visit.stability,
                    before,
                    settling: visit.settling,
                    in_hospital: found.hospital == Some(Hospital::InHospital),
                    discharged_on: found.discharged_on,
                    agreed_on: visit.next_on,
                };
                next_due(&last, &intervals).on
            });
            before = if clinical.is_some() { visit.stability } else { before };
            VisitFact {
                on: visit.visited_on,
                complete: clinical.is_some(),
                face_to_face: visit.is_face_to_face(),
                telephone: visit.mode == VisitMode::Telephone,
                risk: clinical.and_then(|found| found.risk),
                adherence: clinical.and_then(|found| found.adherence),
                hospital: clinical.and_then(|found| found.hospital),
                stability: visit.stability,
                incidents: clinical.and_then(|found| found.incidents).unwrap_or_default(),
                due_on,
                referred: visit.is_referred(),
                rehabilitation: visit.has_rehabilitation(),
                recorded_on: None,
            }
        })
        .collect()
}

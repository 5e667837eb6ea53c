//! From the days of a person to visits as the follow-up form has them.
//!
//! The class is the one that [`classify`] computes, unless a worker says why not, and no next day is
//! later than [`next_due`] allows: every visit passes the checks of the form. What exactly was found is
//! [`crate::findings`]'s.

use std::collections::BTreeSet;

use jiff::civil::Date;
use xinan_domain::follow_up::*;
use xinan_domain::lost::LostReason;
use xinan_domain::parameter::{InsightRule, Intervals};
use xinan_domain::risk::{Incident, Risk};
use xinan_domain::supplement::Supplement;

use crate::course::State;
use crate::days::plus;
use crate::diary::{Diary, Step};
use crate::event::SimEvent;
use crate::findings::Findings;
use crate::notes::{About, Mood, note};
use crate::plan::Plan;
use crate::random::Chance;
use crate::staff;
use crate::world::World;

/// Why a worker judged otherwise than the rule.
const REASONS: &[&str] = &[
    "自知力不全已多年。其余各项都好。家里照看得细。",
    "多年如此。按时吃药。生活和劳动都正常。",
    "对病的认识不全。但半年多来一直平稳。",
    "专科医生看过。认为目前平稳。",
];

/// Writes all visits of a person, oldest first.
pub(crate) fn visits(world: &World<'_>, plan: &Plan, supplement: &Supplement, diary: &Diary) -> Vec<Visit> {
    let mut writer = Writer::new(world, plan, supplement);
    let mut visits = Vec::with_capacity(diary.steps.len() + 1);
    for (at, step) in diary.steps.iter().enumerate() {
        let next = match diary.steps.get(at + 1) {
            Some(next) if next.planned => Next::Planned(next.on),
            Some(_) => Next::Open,
            None => diary.due.map_or(Next::Open, Next::Due),
        };
        visits.push(writer.visit(step, next));
    }
    for event in &diary.events {
        match *event {
            SimEvent::Lost { on, reason } if on >= world.start => visits.push(writer.lost(on, reason)),
            SimEvent::Died { on, cause, somatic } => {
                // The family tells it some days later; some deaths are learned from elsewhere.
                let told = plus(on, writer.chance.between(3, 20));
                if told <= world.options.as_of && writer.chance.percent(75.0) {
                    visits.push(writer.gone(
                        told,
                        BTreeSet::from([Met::Family]),
                        Found::Died { on, cause, somatic },
                    ));
                }
            }
            _ => {}
        }
    }
    visits.sort_by_key(|visit| visit.visited_on);
    visits
}

/// What is known of the visit after.
#[derive(Debug, Clone, Copy)]
enum Next {
    /// It was made on this day, as agreed or a little later.
    Planned(Date),
    /// It is agreed for this day, which has not been told.
    Due(Date),
    /// Nothing.
    Open,
}

struct Writer<'a> {
    findings: Findings<'a>,
    chance: Chance,
    intervals: Intervals,
    before: Option<Stability>,
    village_doctor: String,
    prevention_worker: String,
    /// Why this person's worker judges otherwise than the rule.
    reason: &'static str,
    /// The last lines that were left.
    lines: [&'static str; 6],
}

impl<'a> Writer<'a> {
    fn new(world: &World<'_>, plan: &'a Plan, supplement: &'a Supplement) -> Self {
        let village = world.village(plan.person);
        let seed = world.options.seed;
        let mut chance = world.chance(plan.person, "visits");
        Self {
            findings: Findings::new(world, plan, supplement),
            reason: chance.pick(REASONS),
            lines: [""; 6],
            chance,
            intervals: Intervals::default(),
            before: None,
            village_doctor: staff::village_doctor(seed, village).name,
            prevention_worker: staff::prevention_worker(seed, village, u64::from(plan.person % 2)).name,
        }
    }

    fn visit(&mut self, step: &Step, next: Next) -> Visit {
        let mut clinical = self.findings.at(step);
        let judged = self.is_judged(step, &clinical);
        if !judged {
            (clinical.risk, clinical.insight) = (None, None);
        }
        let computed = judged.then(|| classify(&findings_of(&clinical), InsightRule::Full).stability);
        let stability = match step.state {
            State::Stable => Some(Stability::Stable),
            State::Wobbly { .. } | State::Discharged { .. } => Some(Stability::BasicallyStable),
            State::Unstable { .. } => Some(Stability::Unstable),
            State::InHospital { .. } => computed,
        };
        let override_reason = match stability == computed {
            true => String::new(),
            false => self.reason.to_owned(),
        };
        let settling = step.state == State::Wobbly { settling: true };
        let last = LastVisit {
            on: step.on,
            stability,
            before: self.before,
            settling,
            in_hospital: clinical.hospital == Some(Hospital::InHospital),
            discharged_on: clinical.discharged_on,
            agreed_on: None,
        };
        let latest = next_due(&last, &self.intervals).on;
        let next_on = match next {
            Next::Due(day) => day.min(latest),
            // Some agree on the very day; the others write the last one that the rule allows.
            Next::Planned(day) if day <= latest && self.chance.percent(60.0) => day,
            Next::Planned(_) | Next::Open => latest,
        };
        self.before = stability;
        let (mode, met) = self.meeting(step.state);
        let mood = mood(step.state, &clinical, &met);
        let note = self.note(About { mood, on: step.on, mode, adherence: clinical.adherence });
        Visit {
            visited_on: step.on,
            mode,
            met,
            found: Found::Seen(Box::new(clinical)),
            stability,
            computed,
            override_reason,
            settling,
            next_on: Some(next_on),
            doctor: self.doctor(mode),
            note,
        }
    }

    /// Somebody in hospital is often not judged: that he or she is there is all that one hears.
    fn is_judged(&mut self, step: &Step, clinical: &Clinical) -> bool {
        let open = clinical.risk == Some(Risk::NONE) && clinical.insight == Some(Insight::Partial);
        !(matches!(step.state, State::InHospital { .. }) && open && self.chance.percent(70.0))
    }

    fn lost(&mut self, on: Date, reason: LostReason) -> Visit {
        let met = if self.chance.percent(50.0) { BTreeSet::from([Met::Others]) } else { BTreeSet::new() };
        self.gone(on, met, Found::Lost(reason))
    }

    /// A visit that met nobody any more.
    fn gone(&mut self, on: Date, met: BTreeSet<Met>, found: Found) -> Visit {
        let mode = VisitMode::Telephone;
        let note = match found {
            Found::Lost(_) => self.note(About { mood: Mood::Gone, on, mode, adherence: None }),
            _ => String::new(),
        };
        Visit {
            visited_on: on,
            mode,
            met,
            found,
            stability: None,
            computed: None,
            override_reason: String::new(),
            settling: false,
            next_on: None,
            doctor: self.doctor(mode),
            note,
        }
    }

    /// How and whom.
    fn meeting(&mut self, state: State) -> (VisitMode, BTreeSet<Met>) {
        use Met::{Family, Others, Patient};
        use VisitMode::{Clinic, Home, Telephone};
        let chance = &mut self.chance;
        let mode = match state {
            State::InHospital { .. } => Telephone,
            State::Unstable { .. } | State::Discharged { .. } => chance.weighted(&[(Home, 70), (Clinic, 30)]),
            State::Wobbly { .. } => chance.weighted(&[(Home, 60), (Clinic, 25), (Telephone, 15)]),
            State::Stable => chance.weighted(&[(Home, 46), (Clinic, 30), (Telephone, 24)]),
        };
        let met: &[Met] = match (state, mode) {
            (State::InHospital { .. }, _) => chance.weighted::<&[Met]>(&[(&[Family], 70), (&[Others], 30)]),
            (State::Unstable { .. } | State::Discharged { .. }, _) => &[Patient, Family],
            (_, Telephone) => {
                chance.weighted::<&[Met]>(&[(&[Family], 50), (&[Patient], 35), (&[Patient, Family], 15)])
            }
            (_, Home) => {
                chance.weighted::<&[Met]>(&[(&[Patient, Family], 62), (&[Patient], 34), (&[Family], 4)])
            }
            (_, Clinic) => {
                chance.weighted::<&[Met]>(&[(&[Patient], 52), (&[Patient, Family], 40), (&[Family], 8)])
            }
        };
        (mode, met.iter().copied().collect())
    }

    /// At most visits a line is left, and not one of those that were left lately.
    fn note(&mut self, about: About) -> String {
        if !self.chance.percent(88.0) {
            return String::new();
        }
        let mut line = note(&mut self.chance, about);
        for _ in 0..4 {
            if !self.lines.contains(&line) {
                break;
            }
            line = note(&mut self.chance, about);
        }
        self.lines.rotate_right(1);
        self.lines[0] = line;
        line.to_owned()
    }

    fn doctor(&mut self, mode: VisitMode) -> String {
        let by_village = match mode {
            VisitMode::Home => 65.0,
            VisitMode::Telephone => 40.0,
            VisitMode::Clinic => 0.0,
        };
        match self.chance.percent(by_village) {
            true => self.village_doctor.clone(),
            false => self.prevention_worker.clone(),
        }
    }
}

fn mood(state: State, clinical: &Clinical, met: &BTreeSet<Met>) -> Mood {
    let times = |act| clinical.incidents.map_or(0, |incidents| incidents.of(act));
    let hurt = times(Incident::SelfHarm) + times(Incident::SuicideAttempt) > 0;
    match state {
        State::Stable if !met.contains(&Met::Patient) => Mood::WellByFamily,
        State::Stable => Mood::Well,
        State::Wobbly { settling: false } => Mood::Unsteady,
        State::Wobbly { settling: true } => Mood::Settling,
        State::Unstable { .. } if hurt => Mood::Hurt,
        State::Unstable { first: true } => Mood::Crisis,
        State::Unstable { first: false } => Mood::Unsteady,
        State::InHospital { .. } => Mood::Hospital,
        State::Discharged { .. } => Mood::Home,
    }
}

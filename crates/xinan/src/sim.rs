//! Invented people as the facts that a deployment keeps.

use anyhow::{Result, bail};
use jiff::civil::Date;
use xinan_domain::region::Region;
use xinan_server::case::event::{Detail, Event, EventKind};
use xinan_server::clue::store::Clue;
use xinan_server::seed::Person;
use xinan_server::shell::actor::PostKind;
use xinan_sim::{DIVISIONS, DivisionsError, Options, SimClue, SimEvent, SimPerson, Worker};

/// Years of history that the demo has.
const YEARS: u8 = 3;

/// The invented county.
pub(crate) fn options(seed: u64, people: u32, as_of: Date) -> Result<Options> {
    let Ok(county) = Region::exact("429971") else { bail!("the invented county's code") };
    match xinan_sim::county_options(DIVISIONS, county, seed, people, as_of, YEARS) {
        Ok(options) => Ok(options),
        Err(DivisionsError::Line(line)) => bail!("line {line} of the invented division table"),
        Err(_) => bail!("the invented county is not in its own division table"),
    }
}

/// Everybody, and the clues of people who were not confirmed.
pub(crate) fn people_and_clues(
    options: &Options,
) -> (impl Iterator<Item = Person>, impl Iterator<Item = Clue>) {
    let own: Vec<Clue> = xinan_sim::county(options).filter_map(|one| one.clue).map(clue).collect();
    let others: Vec<Clue> = xinan_sim::clues(options).map(clue).collect();
    (xinan_sim::county(options).map(person), own.into_iter().chain(others))
}

fn person(one: SimPerson) -> Person {
    Person {
        registered_on: one.registered_on,
        supplement: one.supplement,
        events: one.events.iter().map(event).collect(),
        visits: one.visits,
        contacts: one.attempts,
        examinations: one.examinations,
    }
}

fn event(one: &SimEvent) -> Event {
    match *one {
        SimEvent::Consent { on, given: true } => Event::plain(EventKind::ConsentGiven, on),
        SimEvent::Consent { on, given: false } => Event::plain(EventKind::ConsentRefused, on),
        SimEvent::Lost { on, reason } => {
            Event { kind: EventKind::Lost, on, detail: Detail { lost: Some(reason), ..Detail::default() } }
        }
        SimEvent::Found { on } => Event::plain(EventKind::Found, on),
        SimEvent::Discharged { on, .. } => Event::plain(EventKind::Discharged, on),
        SimEvent::Died { on, cause, somatic } => Event {
            kind: EventKind::Died,
            on,
            detail: Detail { cause: Some(cause), somatic, ..Detail::default() },
        },
    }
}

fn clue(one: SimClue) -> Clue {
    Clue {
        name: one.name,
        identity_number: None,
        village: one.village,
        screening: one.items,
        surveyor: one.surveyed_by,
        surveyed_on: one.surveyed_on,
        reviewed_on: one.reviewed_on,
        outcome: Some(one.outcome),
        diagnosis: one.diagnosis,
    }
}

/// The login and the name of the demo's member of staff in a post; village doctors and township
/// workers bear the names under which the visits of their place were made.
pub(crate) fn login(kind: PostKind, region: &str, staff: &[Worker]) -> (&'static str, String) {
    let name = staff.iter().find(|worker| worker.region.as_str() == region).map(|worker| worker.name.clone());
    match kind {
        PostKind::VillageDoctor => ("village", name.unwrap_or_default()),
        PostKind::TownshipWorker => ("township", name.unwrap_or_default()),
        PostKind::CountyOffice => {
            ("county", xinan_server::texts::demo_county_name(Default::default()).to_owned())
        }
    }
}

/// The institution of a post.
pub(crate) fn office(kind: PostKind, place: &str) -> String {
    let lang = Default::default();
    match kind {
        PostKind::VillageDoctor => xinan_server::texts::demo_village_office(lang, place),
        PostKind::TownshipWorker => xinan_server::texts::demo_township_office(lang, place),
        PostKind::CountyOffice => xinan_server::texts::demo_county_office(lang, place),
    }
}

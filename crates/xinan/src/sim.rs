//! Invented people as the facts that a deployment keeps.

use anyhow::{Result, bail};
use jiff::ToSpan;
use jiff::civil::Date;
use xinan_domain::clue::Registration;
use xinan_domain::consent::{DecidedBy, Decision, Detail as ConsentDetail, Entry, OTHER_LETTER, Subject};
use xinan_domain::duty::Told;
use xinan_domain::region::Region;
use xinan_server::case::event::{Detail, Event, EventKind};
use xinan_server::clue::store::Clue;
use xinan_server::division::Division;
use xinan_server::seed::Person;
use xinan_server::shell::actor::PostKind;
use xinan_sim::{DIVISIONS, DivisionsError, LARGEST_COUNTY, Options, Place, Province};
use xinan_sim::{SimClue, SimEvent, SimPerson, Worker};

/// Years of history that the demo has.
const YEARS: u8 = 3;

/// The invented counties in which so many people live: 清溪县 alone up to the size of the most populous
/// counties, from there on a province of average ones, of which 清溪县 is the first.
pub(crate) fn counties(seed: u64, people: u32, as_of: Date) -> Result<Vec<Options>> {
    if people > LARGEST_COUNTY {
        let province = Province { seed, people, as_of, years: YEARS };
        return Ok(xinan_sim::province(&province).collect());
    }
    let Ok(county) = Region::exact("429971") else { bail!("the invented county's code") };
    match xinan_sim::county_options(DIVISIONS, county, seed, people, as_of, YEARS) {
        Ok(options) => Ok(vec![options]),
        Err(DivisionsError::Line(line)) => bail!("line {line} of the invented division table"),
        Err(_) => bail!("the invented county is not in its own division table"),
    }
}

/// The divisions of so many of them.
pub(crate) fn divisions(counties: usize) -> Vec<Division> {
    let division = |Place { region, name, population }| Division { code: region, name, population };
    xinan_sim::places(counties).into_iter().map(division).collect()
}

/// Everybody of a county, and the clues of people who were not confirmed.
pub(crate) fn people_and_clues(
    options: &Options,
) -> (impl Iterator<Item = Person>, impl Iterator<Item = Clue>) {
    let own: Vec<Clue> = xinan_sim::county(options).filter_map(|one| one.clue).map(clue).collect();
    let others: Vec<Clue> = xinan_sim::clues(options).map(clue).collect();
    let as_of = options.as_of;
    (xinan_sim::county(options).map(move |one| person(one, as_of)), own.into_iter().chain(others))
}

/// How many days after a loss the written report is noted in the demo: of the latest losses it is still to be made.
const REPORT_NOTED_AFTER: i32 = 10;

fn person(one: SimPerson, as_of: Date) -> Person {
    let consents = consents(&one, as_of);
    let reports = one.events.iter().filter_map(|event| loss_reported(event, as_of));
    Person {
        registered_on: one.registered_on,
        supplement: one.supplement,
        events: one.events.iter().map(event).chain(reports).collect(),
        visits: one.visits,
        contacts: one.attempts,
        examinations: one.examinations,
        consents,
    }
}

/// What some of those who take part said of the other three, on a paper of the county's own: the letters of this
/// system are younger than the story.
fn consents(one: &SimPerson, as_of: Date) -> Vec<Entry> {
    let said = one.events.iter().rev().find_map(|event| match event {
        SimEvent::Consent { on, given } => Some((*on, *given)),
        _ => None,
    });
    let Some((on, true)) = said else { return Vec::new() };
    let died_on = one.events.iter().find_map(|event| match event {
        SimEvent::Died { on, .. } => Some(*on),
        _ => None,
    });
    let until = died_on.unwrap_or(as_of);
    // Invented numbers are spread as evenly as chance.
    let number = one.supplement.identity_number.as_str();
    let lot = number.bytes().fold(0_u32, |lot, digit| lot.wrapping_mul(31).wrapping_add(u32::from(digit)));
    let (sharing, examination, emergency) = (lot % 10, lot / 10 % 20, lot / 200 % 4);
    let entry = |subject, decision, days: i32| Entry {
        subject,
        decision,
        on: on.saturating_add(days.days()).min(until),
        by: DecidedBy::Person,
        letter: (decision == Decision::Given).then(|| OTHER_LETTER.to_owned()),
        detail: ConsentDetail::default(),
    };
    let mut all = Vec::new();
    match sharing {
        0..5 => all.push(entry(Subject::Sharing, Decision::Given, 0)),
        5 => all.push(entry(Subject::Sharing, Decision::Refused, 0)),
        6 => all.extend([
            entry(Subject::Sharing, Decision::Given, 0),
            entry(Subject::Sharing, Decision::Withdrawn, 90),
        ]),
        7 => all.push(entry(Subject::Sharing, Decision::Undecided, 0)),
        _ => {}
    }
    if examination == 0 && one.examinations.iter().all(|exam| exam.examined_on < on) {
        all.push(entry(Subject::Examination, Decision::Refused, 14));
    }
    if emergency == 0 {
        all.push(entry(Subject::Emergency, Decision::Given, 0));
    }
    all
}

/// 已书面报告失访, of a loss that is some days old.
fn loss_reported(one: &SimEvent, as_of: Date) -> Option<Event> {
    let SimEvent::Lost { on, .. } = *one else { return None };
    let told = vec![Told::CareGroup, Told::Township];
    let detail = Detail { told, of: Some(on), ..Detail::default() };
    (on < as_of.saturating_sub(REPORT_NOTED_AFTER.days())).then_some(Event {
        kind: EventKind::LossReported,
        on,
        detail,
    })
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
    let registration = Registration {
        name: one.name,
        sex: Some(one.sex),
        age: Some(one.age),
        identity_number: None,
        village: one.village,
        address: one.address,
        guardian_name: String::new(),
        guardian_relation: None,
        screening: one.items,
        note: String::new(),
        informant: one.informant,
        informant_phone: Some(one.informant_phone),
        surveyor: one.surveyed_by,
        surveyed_on: one.surveyed_on,
    };
    Clue { registration, reviewed_on: one.reviewed_on, outcome: Some(one.outcome), diagnosis: one.diagnosis }
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
        PostKind::Psychiatrist => {
            ("doctor", xinan_server::texts::demo_psychiatrist_name(Default::default()).to_owned())
        }
        PostKind::PoliceOfficer => {
            ("police", xinan_server::texts::demo_police_name(Default::default()).to_owned())
        }
        PostKind::CoordinatingOffice => {
            ("coordination", xinan_server::texts::demo_coordinating_name(Default::default()).to_owned())
        }
        PostKind::CivilAffairs => {
            ("civil", xinan_server::texts::demo_civil_name(Default::default()).to_owned())
        }
        PostKind::DisabledFederation => {
            ("federation", xinan_server::texts::demo_federation_name(Default::default()).to_owned())
        }
        PostKind::Finance => {
            ("finance", xinan_server::texts::demo_finance_name(Default::default()).to_owned())
        }
        PostKind::SystemAdministrator => {
            ("admin", xinan_server::texts::demo_administrator_name(Default::default()).to_owned())
        }
        PostKind::SecurityAdministrator => {
            ("security", xinan_server::texts::demo_security_name(Default::default()).to_owned())
        }
        PostKind::AuditAdministrator => {
            ("audit", xinan_server::texts::demo_audit_name(Default::default()).to_owned())
        }
    }
}

/// The second member of the county office, who agrees to what the first asks for.
pub(crate) fn second_login() -> (&'static str, String) {
    ("county2", xinan_server::texts::demo_second_name(Default::default()).to_owned())
}

/// The institution of a post.
pub(crate) fn office(kind: PostKind, place: &str) -> String {
    let lang = Default::default();
    match kind {
        PostKind::VillageDoctor => xinan_server::texts::demo_village_office(lang, place),
        PostKind::TownshipWorker => xinan_server::texts::demo_township_office(lang, place),
        PostKind::CountyOffice => xinan_server::texts::demo_county_office(lang, place),
        PostKind::Psychiatrist => xinan_server::texts::demo_psychiatrist_office(lang, place),
        PostKind::PoliceOfficer => xinan_server::texts::demo_police_office(lang, place),
        PostKind::CoordinatingOffice => xinan_server::texts::demo_coordinating_office(lang, place),
        PostKind::CivilAffairs => xinan_server::texts::demo_civil_office(lang, place),
        PostKind::DisabledFederation => xinan_server::texts::demo_federation_office(lang, place),
        PostKind::Finance => xinan_server::texts::demo_finance_office(lang, place),
        PostKind::SystemAdministrator | PostKind::SecurityAdministrator | PostKind::AuditAdministrator => {
            xinan_server::texts::demo_administrator_office(lang, place)
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const TODAY: Date = date(2026, 11, 21);

    #[test]
    fn more_people_than_a_county_has_live_in_a_province() {
        let alone = counties(1, LARGEST_COUNTY, TODAY).unwrap();
        assert_eq!((alone.len(), alone[0].people, alone[0].seed), (1, LARGEST_COUNTY, 1));
        let mut table = xinan_server::division::read_table(DIVISIONS).unwrap();
        table.sort_by_key(|division| division.code);
        assert_eq!(divisions(1), table);

        let several = counties(1, 20_000, TODAY).unwrap();
        assert_eq!(several.iter().map(|one| one.people).sum::<u32>(), 20_007);
        assert_eq!(
            (several.len(), several[0].county, &several[0].name),
            (9, alone[0].county, &alone[0].name)
        );
        assert_eq!(several, counties(1, 20_000, TODAY).unwrap(), "the same seed, the same province");
        let places = divisions(several.len());
        for county in &several {
            assert!(places.iter().any(|place| place.code == county.county && place.name == county.name));
        }
    }
}

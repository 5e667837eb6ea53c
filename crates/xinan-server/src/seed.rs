//! Fills a deployment with people whose whole history is known: the demo, benches, tests.
//!
//! Takes the same path as an import from the facts on: [`facts::judge`] computes what follows, and
//! nothing is written that a page could not have written.

use std::collections::BTreeMap;

use anyhow::Result;
use jiff::civil::Date;
use xinan_db::Uuid;
use xinan_domain::consent::{Entry, Said};
use xinan_domain::contact::CallOutcome;
use xinan_domain::examination::Examination;
use xinan_domain::follow_up::Visit;
use xinan_domain::supplement::Supplement;

use crate::case::event::store::NewEvent;
use crate::case::event::{self, Event};
use crate::case::facts::{ContactRow, EventRow, ExamRow, Facts, Judged, Months, VisitRow, county_of, judge};
use crate::case::{newcomer, store as cases};
use crate::clue::store::Clue;
use crate::contact::store::Contact;
use crate::followup::store::NewVisit;
use crate::shell::app::App;
use crate::shell::clock::Clock;
use crate::{clue, consent, contact, examination, followup, nightly};

/// One person with a history.
pub struct Person {
    /// The form.
    pub supplement: Supplement,
    /// The day from which the record counts.
    pub registered_on: Date,
    /// Consent, loss, death.
    pub events: Vec<Event>,
    /// Visits.
    pub visits: Vec<Visit>,
    /// Calls that reached nobody, and the like.
    pub contacts: Vec<(Date, CallOutcome)>,
    /// Examinations.
    pub examinations: Vec<Examination>,
    /// Entries of consent beside what the form says.
    pub consents: Vec<Entry>,
}

/// How many people are written in one transaction.
pub const AT_ONCE: usize = 500;

/// Writes people and clues, and makes the database ready for its first page; returns how many people.
///
/// # Errors
/// When the database refuses.
pub async fn fill(
    app: &App,
    people: impl Iterator<Item = Person>,
    clues: impl Iterator<Item = Clue>,
    progress: impl FnMut(usize),
) -> Result<usize> {
    let done = add(app, people, clues, progress).await?;
    finish(app).await?;
    Ok(done)
}

/// Writes people and clues of one county; returns how many people. [`finish`] follows the last county.
/// Holds [`AT_ONCE`] people at a time in memory, and the county's clues.
///
/// # Errors
/// When the database refuses.
pub async fn add(
    app: &App,
    people: impl Iterator<Item = Person>,
    clues: impl Iterator<Item = Clue>,
    mut progress: impl FnMut(usize),
) -> Result<usize> {
    let mut numbers = BTreeMap::new();
    let mut done = 0;
    let mut batch = Vec::with_capacity(AT_ONCE);
    for person in people {
        batch.push(person);
        if batch.len() == AT_ONCE {
            done += write(app, std::mem::take(&mut batch), &mut numbers).await?;
            progress(done);
        }
    }
    done += write(app, batch, &mut numbers).await?;
    progress(done);

    let now = app.now();
    let mut tx = app.db().write().await?;
    let mut rows = Vec::new();
    for one in clues {
        let id = xinan_db::new_id();
        rows.push(clue::store::row(&tx, (id, &one), Default::default(), &app.settings(), now.micros())?);
    }
    clue::store::insert_many(&mut tx, &rows).await?;
    tx.commit().await?;
    Ok(done)
}

/// Says that the months are there, and lets the engine count what it holds.
///
/// # Errors
/// When the database refuses.
pub async fn finish(app: &App) -> Result<()> {
    let mut tx = app.db().write().await?;
    nightly::store::set_months_ready(&mut tx, xinan_domain::day::month_index(app.today())).await?;
    tx.commit().await?;
    app.db().count_contents().await
}

async fn write(app: &App, people: Vec<Person>, numbers: &mut BTreeMap<String, u32>) -> Result<usize> {
    let now = app.now();
    let (today, at) = (now.day(), now.micros());
    let settings = app.settings();
    let mut tx = app.db().write().await?;
    let count = people.len();
    let mut judged: Vec<(Facts, Judged)> = Vec::with_capacity(count);
    let (mut supplements, mut events, mut visits, mut contacts, mut examinations) =
        (Vec::new(), Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let mut consents = Vec::new();
    for mut person in people {
        person.events.sort_by_key(|event| event.on);
        person.visits.sort_by_key(|visit| visit.visited_on);
        person.contacts.sort_by_key(|(on, _)| *on);
        person.examinations.sort_by_key(|one| one.examined_on);
        person.consents.sort_by_key(|one| one.on);
        let village = person.supplement.village;
        let county = county_of(&village);
        let case_no = newcomer::next_number(&mut tx, &village, numbers).await?;
        let ids: Vec<Uuid> = person.visits.iter().map(|_| xinan_db::new_id()).collect();
        let facts = Facts {
            county: county.clone(),
            id: xinan_db::new_id(),
            case_no,
            registered_on: person.registered_on,
            // What is invented was built on the day from which it counts.
            created_at: Clock::fixed_on(person.registered_on).now().micros(),
            supplement_id: xinan_db::new_id(),
            events: person
                .events
                .into_iter()
                .map(|event| EventRow {
                    visit: stated_by(&event, &person.visits, &ids),
                    event,
                    recorded_at: at,
                })
                .collect(),
            visits: person
                .visits
                .iter()
                .zip(&ids)
                .map(|(visit, id)| VisitRow::of(*id, visit, Some(visit.visited_on), at))
                .collect(),
            contacts: person
                .contacts
                .iter()
                .map(|(on, outcome)| ContactRow { on: *on, outcome: *outcome, next_on: None })
                .collect(),
            examinations: person.examinations.iter().map(ExamRow::of).collect(),
            transfers: Vec::new(),
            referred_on: Vec::new(),
            consents: person
                .consents
                .iter()
                .map(|one| Said { subject: one.subject, decision: one.decision, on: one.on, recorded_at: at })
                .collect(),
            supplement: person.supplement,
        };
        let one = judge(&facts, &settings, Months::all(today));
        let dues: BTreeMap<Uuid, _> = one.dues.iter().copied().collect();
        for (visit, id) in person.visits.iter().zip(&ids) {
            let new = NewVisit {
                id: *id,
                visit,
                due: dues.get(id).copied(),
                source: None,
                // Entered the same evening, as far as anybody can tell.
                recorded_on: Some(visit.visited_on),
                recorded_at: at,
                recorded_by: None,
                entered_at: at,
                replaces: None,
            };
            visits.push(followup::store::row(&tx, &county, facts.id, &new)?);
        }
        for EventRow { event, visit, .. } in &facts.events {
            let new = NewEvent { event, visit: *visit, source: None, recorded_at: at, recorded_by: None };
            events.push(event::store::row(&county, facts.id, &new)?);
        }
        for (on, outcome) in &person.contacts {
            let call = Contact {
                id: xinan_db::new_id(),
                on: *on,
                outcome: *outcome,
                next_on: None,
                note: String::new(),
            };
            contacts.push(contact::store::row(&tx, &county, facts.id, &call, None, at));
        }
        for one in &person.examinations {
            examinations.push(examination::store::row(&tx, &county, facts.id, one, None, None, at)?);
        }
        for entry in &person.consents {
            let id = xinan_db::new_id();
            consents.push(consent::store::row(&tx, &county, facts.id, (id, entry), None, at)?);
        }
        let new = cases::NewForm {
            id: facts.supplement_id,
            form: &facts.supplement,
            source: None,
            stated_on: None,
            reason: "",
            by: None,
            now: at,
        };
        supplements.push(cases::supplement_row(&tx, facts.id, &new)?);
        judged.push((facts, one));
    }
    newcomer::add(&mut tx, &judged, at).await?;
    cases::add_supplements(&mut tx, &supplements).await?;
    event::store::insert_many(&mut tx, &events).await?;
    followup::store::insert_many(&mut tx, &visits).await?;
    contact::store::insert_many(&mut tx, &contacts).await?;
    examination::store::insert_many(&mut tx, &examinations).await?;
    consent::store::insert_many(&mut tx, &consents).await?;
    tx.commit().await?;
    Ok(count)
}

/// The visit that states an event, if one does.
fn stated_by(event: &Event, visits: &[Visit], ids: &[Uuid]) -> Option<Uuid> {
    let at = visits.iter().position(|visit| Event::of(visit).as_ref() == Some(event))?;
    ids.get(at).copied()
}

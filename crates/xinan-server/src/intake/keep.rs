//! The second phase: everything that was planned is written in one transaction.

use std::collections::BTreeMap;

use anyhow::Result;
use jiff::civil::Date;
use xinan_db::audit::{self, By, Entry};
use xinan_db::{Tx, Uuid, Val};

use super::plan::{Person, Plan};
use crate::case::event::store::NewEvent;
use crate::case::event::{self, Event};
use crate::case::facts::{EventRow, ExamRow, Facts, Judged, Months, VisitRow, county_of, judge};
use crate::case::newcomer::Newcomer;
use crate::case::{facts, newcomer, store as cases};
use crate::followup::store::NewVisit;
use crate::shell::app::Settings;
use crate::shell::clock::Moment;
use crate::{clue, examination, followup};

/// Who brings the rows, and when. Where each row comes from, the plan knows.
#[derive(Debug, Clone)]
pub struct Origin {
    /// Who.
    pub by: By,
    /// The day.
    pub today: Date,
    /// The moment, microseconds.
    pub now: i64,
}

/// Writes a plan.
///
/// # Errors
/// When the database refuses; then nothing of the transaction may be committed.
pub async fn keep(tx: &mut Tx, plan: Plan, settings: &Settings, origin: &Origin) -> Result<()> {
    let mut numbers: BTreeMap<String, u32> = BTreeMap::new();
    let mut new_cases: Vec<(Facts, Judged)> = Vec::new();
    let mut supplements: Vec<Vec<Val>> = Vec::new();
    let mut events: Vec<Vec<Val>> = Vec::new();
    let mut visits: Vec<Vec<Val>> = Vec::new();
    let mut examinations: Vec<Vec<Val>> = Vec::new();
    let mut entries: Vec<Entry> = Vec::new();
    let mut changed: Vec<(String, Uuid, Date)> = Vec::new();
    // Whose results may alert: whom they do, the medicines say that are known when all is kept.
    let mut alerting: Vec<(String, Uuid)> = Vec::new();
    let by = origin.by.account;

    // In the order of the roster, so that 编号 follow it.
    let mut people: Vec<Person> = plan.people.into_values().collect();
    people.sort_by_key(|person| (person.form.is_none(), person.form.as_ref().map(|(_, place)| *place)));
    for person in people {
        let county = county_of(&person.village);
        let touched = person.form.is_some()
            || !person.events.is_empty()
            || !person.visits.is_empty()
            || !person.examinations.is_empty();
        if !touched {
            continue;
        }
        for event in &person.events {
            let source = person.form.as_ref().map(|(_, place)| place.sheet);
            events.push(event_row(&county, person.id, event, None, source, origin)?);
        }
        if person.examinations.iter().any(|(one, _)| examination::alert::may_alert(one)) {
            alerting.push((county.clone(), person.id));
        }
        for (examination, place) in &person.examinations {
            let source = Some((place.sheet, place.row));
            let row = examination::store::row(tx, &county, person.id, examination, source, by, origin.now)?;
            examinations.push(row);
        }
        let mut dues = BTreeMap::new();
        let ids: Vec<Uuid> = person.visits.iter().map(|_| xinan_db::new_id()).collect();
        if person.new {
            let facts = facts_of(tx, &person, &ids, &mut numbers, origin).await?;
            let judged = judge(&facts, settings, Months::all(origin.today));
            dues.extend(judged.dues.iter().copied());
            new_cases.push((facts, judged));
        } else {
            let first = person.visits.iter().map(|(visit, _)| visit.visited_on);
            let first = first.chain(person.visits.iter().filter_map(|(visit, _)| Some(Event::of(visit)?.on)));
            let first = first.chain(person.examinations.iter().map(|(one, _)| one.examined_on)).min();
            // A new form or event may change every month that is kept ready.
            let since = if person.form.is_some() || !person.events.is_empty() { None } else { first };
            changed.push((county.clone(), person.id, since.unwrap_or(Date::MIN)));
        }
        for ((visit, place), id) in person.visits.iter().zip(&ids) {
            let new = NewVisit {
                id: *id,
                visit,
                due: dues.get(id).copied(),
                source: Some((place.sheet, place.row)),
                recorded_on: None,
                recorded_at: origin.now,
                recorded_by: by,
                entered_at: origin.now,
                replaces: None,
            };
            if let Some(event) = Event::of(visit) {
                events.push(event_row(&county, person.id, &event, Some(*id), Some(place.sheet), origin)?);
            }
            visits.push(followup::store::row(tx, &county, person.id, &new)?);
        }
        if let Some((form, place)) = &person.form {
            let supplement = match new_cases.last().filter(|(facts, _)| facts.id == person.id) {
                Some((facts, _)) => facts.supplement_id,
                None => xinan_db::new_id(),
            };
            let new = cases::NewForm {
                id: supplement,
                form,
                source: Some((place.sheet, place.row)),
                stated_on: Some(person.stated_on.unwrap_or(origin.today)),
                reason: "",
                by,
                now: origin.now,
            };
            supplements.push(cases::supplement_row(tx, person.id, &new)?);
            if !person.new {
                cases::replace_form(tx, &county, person.id, &new).await?;
            }
        }
        entries.push(Entry {
            at: origin.now,
            by: origin.by.clone(),
            county,
            case: Some(person.id),
            action: "workbook.import",
            detail: format!("{} visits, {} examinations", person.visits.len(), person.examinations.len()),
            cases: Vec::new(),
        });
    }

    newcomer::add(tx, &new_cases, origin.now).await?;
    cases::add_supplements(tx, &supplements).await?;
    event::store::insert_many(tx, &events).await?;
    followup::store::insert_many(tx, &visits).await?;
    examination::store::insert_many(tx, &examinations).await?;
    for (county, id, since) in changed {
        facts::store::refresh(tx, settings, &county, id, since, origin.today, origin.now).await?;
    }
    for (county, id) in alerting {
        examination::alert::follow(tx, settings, (&county, id), &Moment::of_micros(origin.now)).await?;
    }
    let mut clues = Vec::with_capacity(plan.clues.len());
    for (clue, place) in &plan.clues {
        let came = clue::store::Origin { source: Some((place.sheet, place.row)), by, reporter: None };
        clues.push(clue::store::row(tx, (xinan_db::new_id(), clue), came, settings, origin.now)?);
    }
    clue::store::insert_many(tx, &clues).await?;
    audit::record_all(tx, &entries).await
}

fn event_row(
    county: &str,
    case: Uuid,
    event: &Event,
    visit: Option<Uuid>,
    source: Option<Uuid>,
    origin: &Origin,
) -> Result<Vec<Val>> {
    let (recorded_at, recorded_by) = (origin.now, origin.by.account);
    event::store::row(county, case, &NewEvent { event, visit, source, recorded_at, recorded_by })
}

/// The facts of a new person. Visits get their ids in the order of the rows.
async fn facts_of(
    tx: &mut Tx,
    person: &Person,
    ids: &[Uuid],
    numbers: &mut BTreeMap<String, u32>,
    origin: &Origin,
) -> Result<Facts> {
    let Some((form, _)) = &person.form else { anyhow::bail!("a new person without a form") };
    let kept = || person.visits.iter().zip(ids.iter()).map(|((visit, _), id)| (visit, *id));
    let stated = kept().filter_map(|(visit, id)| Some((Event::of(visit)?, Some(id))));
    let said = person.events.iter().map(|event| (event.clone(), None));
    let newcomer = Newcomer {
        id: person.id,
        form: form.clone(),
        registered_on: person.registered_on,
        events: said
            .chain(stated)
            .map(|(event, visit)| EventRow { event, visit, recorded_at: origin.now })
            .collect(),
        visits: kept().map(|(visit, id)| VisitRow::of(id, visit, None, origin.now)).collect(),
        examinations: person.examinations.iter().map(|(one, _)| ExamRow::of(one)).collect(),
    };
    newcomer.facts(tx, numbers, origin.now).await
}

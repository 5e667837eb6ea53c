//! The second phase: everything that was planned is written in one transaction.

use std::collections::BTreeMap;

use anyhow::Result;
use jiff::civil::Date;
use xinan_db::audit::{self, By, Entry};
use xinan_db::{Tx, Uuid, Val};
use xinan_domain::region::Region;

use super::plan::{Person, Plan};
use crate::case::event::store::NewEvent;
use crate::case::event::{self, Event};
use crate::case::facts::{EventRow, Facts, Judged, Months, VisitRow, county_of, judge};
use crate::case::{facts, store as cases};
use crate::followup::store::NewVisit;
use crate::shell::app::Settings;
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
            let stated_on = person.stated_on.unwrap_or(origin.today);
            let source = Some(cases::FormSource { sheet: place.sheet, row: place.row, stated_on });
            supplements.push(cases::supplement_row(tx, person.id, supplement, form, source, by, origin.now)?);
            if !person.new {
                cases::replace_form(tx, &county, person.id, supplement, form, by, origin.now).await?;
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

    facts::store::add(tx, &new_cases, origin.now).await?;
    cases::add_supplements(tx, &supplements).await?;
    event::store::insert_many(tx, &events).await?;
    followup::store::insert_many(tx, &visits).await?;
    examination::store::insert_many(tx, &examinations).await?;
    let tokens: Vec<(Uuid, &_, &str)> =
        new_cases.iter().map(|(facts, _)| (facts.id, &facts.supplement, facts.case_no.as_str())).collect();
    cases::add_tokens(tx, &tokens).await?;
    for (county, id, since) in changed {
        facts::store::refresh(tx, settings, &county, id, since, origin.today, origin.now).await?;
    }
    let mut clues = Vec::with_capacity(plan.clues.len());
    for (clue, place) in &plan.clues {
        clues.push(clue::store::row(tx, clue, Some((place.sheet, place.row)), by, origin.now)?);
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

/// The facts of a new person. Visits get their ids in the order of their days.
async fn facts_of(
    tx: &mut Tx,
    person: &Person,
    ids: &[Uuid],
    numbers: &mut BTreeMap<String, u32>,
    origin: &Origin,
) -> Result<Facts> {
    let Some((form, _)) = &person.form else { anyhow::bail!("a new person without a form") };
    let case_no = next_number(tx, &person.village, numbers).await?;
    let kept = || person.visits.iter().zip(ids.iter()).map(|((visit, _), id)| (visit, *id));
    let mut visits: Vec<VisitRow> =
        kept().map(|(visit, id)| VisitRow::of(id, visit, None, origin.now)).collect();
    visits.sort_by_key(|visit| visit.on);
    let stated = kept().filter_map(|(visit, id)| Some((Event::of(visit)?, Some(id))));
    let said = person.events.iter().map(|event| (event.clone(), None));
    let mut events: Vec<EventRow> =
        said.chain(stated).map(|(event, visit)| EventRow { event, visit, recorded_at: origin.now }).collect();
    events.sort_by_key(|row| row.event.on);
    let mut examined_on: Vec<Date> = person.examinations.iter().map(|(one, _)| one.examined_on).collect();
    examined_on.sort_unstable();
    Ok(Facts {
        county: county_of(&person.village),
        id: person.id,
        case_no,
        registered_on: person.registered_on,
        created_at: origin.now,
        supplement_id: xinan_db::new_id(),
        supplement: form.clone(),
        events,
        visits,
        contacts: Vec::new(),
        examined_on,
    })
}

/// The next 编号 of a village: its twelve digits and five of its own.
pub(crate) async fn next_number(
    tx: &mut Tx,
    village: &Region,
    numbers: &mut BTreeMap<String, u32>,
) -> Result<String> {
    let last = match numbers.get(village.as_str()) {
        Some(last) => *last,
        None => cases::last_number(tx, village).await?,
    };
    numbers.insert(village.as_str().to_owned(), last + 1);
    Ok(format!("{}{:05}", village.as_str(), last + 1))
}

//! 建档 — a record that begins, whether a roster brings the person, somebody types the form, or all is invented.

pub(crate) mod store;

use std::collections::BTreeMap;

use anyhow::Result;
use jiff::civil::Date;
use xinan_db::{Tx, Uuid};
use xinan_domain::region::Region;
use xinan_domain::supplement::Supplement;

use super::facts::{EventRow, ExamRow, Facts, Judged, VisitRow, county_of};
use super::{facts, store as cases};

/// The work at which one is alone who begins records or changes by what they are told apart: numbers follow one
/// another, and two records of one identity number are none. It has the name that imports took it under before, so that
/// a program of then, still running beside, takes turns with this one.
pub(crate) const BEGINNING: &str = "import";

/// Somebody who has no record yet, with what is known on the first day.
pub(crate) struct Newcomer {
    /// The id of the record, made by the writer.
    pub id: Uuid,
    /// The form.
    pub form: Supplement,
    /// The day from which the record counts.
    pub registered_on: Date,
    /// Events, in any order.
    pub events: Vec<EventRow>,
    /// Visits, in any order.
    pub visits: Vec<VisitRow>,
    /// Exams and single results, in any order.
    pub examinations: Vec<ExamRow>,
}

impl Newcomer {
    /// The facts of the record, under the next 编号 of the village. `numbers` are those given in this transaction.
    pub(crate) async fn facts(
        mut self,
        tx: &mut Tx,
        numbers: &mut BTreeMap<String, u32>,
        now: i64,
    ) -> Result<Facts> {
        let case_no = next_number(tx, &self.form.village, numbers).await?;
        self.events.sort_by_key(|row| row.event.on);
        self.visits.sort_by_key(|visit| visit.on);
        self.examinations.sort_by_key(|one| one.on);
        Ok(Facts {
            county: county_of(&self.form.village),
            id: self.id,
            case_no,
            registered_on: self.registered_on,
            created_at: now,
            supplement_id: xinan_db::new_id(),
            supplement: self.form,
            events: self.events,
            visits: self.visits,
            contacts: Vec::new(),
            examinations: self.examinations,
            consents: Vec::new(),
            transfers: Vec::new(),
            referred_on: Vec::new(),
        })
    }
}

/// Adds records with everything that is computed of them, and their people to the search. The facts themselves are
/// written beside them by the caller.
pub(crate) async fn add(tx: &mut Tx, new: &[(Facts, Judged)], now: i64) -> Result<()> {
    facts::store::add(tx, new, now).await?;
    let tokens: Vec<(Uuid, &Supplement, &str)> =
        new.iter().map(|(facts, _)| (facts.id, &facts.supplement, facts.case_no.as_str())).collect();
    cases::add_tokens(tx, &tokens).await
}

/// The next 编号 of a village: its twelve digits and five of its own.
pub(crate) async fn next_number(
    tx: &mut Tx,
    village: &Region,
    numbers: &mut BTreeMap<String, u32>,
) -> Result<String> {
    let last = match numbers.get(village.as_str()) {
        Some(last) => *last,
        None => store::last_number(tx, village).await?,
    };
    numbers.insert(village.as_str().to_owned(), last + 1);
    Ok(format!("{}{:05}", village.as_str(), last + 1))
}

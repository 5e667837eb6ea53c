//! Rows of a follow-up ledger: visits of people in the register.

use anyhow::Result;
use xinan_db::Tx;
use xinan_documents::rows::DataRow;
use xinan_domain::follow_up::{self, Entry, Stability, VisitContext};

use super::{Fate, Lookup, Plan, SheetContext, Sight, complain, person_of, refusal};
use crate::followup::store::{fingerprint, fingerprints};
use crate::intake::report::SheetReport;
use crate::texts;

pub(super) async fn row(
    tx: &mut Tx,
    plan: &mut Plan,
    lookup: &Lookup<'_>,
    own: &SheetContext<'_>,
    row: &DataRow,
    report: &mut SheetReport,
) -> Result<Fate> {
    let lang = lookup.context.lang;
    let Some(person) = person_of(plan, lookup, own, row, report) else { return Ok(Fate::Refused) };
    // The class before, and with it the exact due day, is judged when all visits are known.
    let today = lookup.context.today;
    let day = xinan_domain::day::read_day(row.answers.raw("visited_on")).unwrap_or(today);
    let periods = lookup.context.rules.periods(&person.village);
    let visit = VisitContext {
        today,
        entry: Entry::Workbook,
        registered_on: Some(person.registered_on),
        died_on: person.died_on,
        seen_on: None,
        before: Some(Stability::BasicallyStable),
        intervals: &periods.on(day).intervals,
    };
    let understood = match follow_up::parse(&row.answers, &visit) {
        Ok(understood) => understood,
        Err(complaints) => {
            complain(report, own, row, &complaints, lang);
            return Ok(Fate::Refused);
        }
    };
    if !person.seen_visits.asked {
        let county: String = person.village.as_str().chars().take(6).collect();
        person.seen_visits.ask(fingerprints(tx, &county, person.id).await?);
    }
    let place = own.place(row);
    match person.seen_visits.look(fingerprint(tx, &understood.visit)?, place) {
        Sight::Already => return Ok(Fate::Already),
        Sight::Twice(first) => {
            report.refuse(refusal(own, row, "visited_on", texts::import_repeat(lang, first)));
            return Ok(Fate::Refused);
        }
        Sight::New => {}
    }
    complain(report, own, row, &understood.doubts, lang);
    person.visits.push((understood.visit, place));
    Ok(Fate::Stored)
}

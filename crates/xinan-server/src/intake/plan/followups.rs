//! Rows of a follow-up ledger: visits of people in the register.

use anyhow::Result;
use xinan_db::Tx;
use xinan_documents::rows::DataRow;
use xinan_domain::follow_up::{self, Entry, Found, Stability, VisitContext};
use xinan_domain::text::rules::Problem;

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
    if !person.seen_visits.asked {
        let county: String = person.village.as_str().chars().take(6).collect();
        person.seen_visits.ask(fingerprints(tx, &county, person.id).await?);
    }
    // The class before, and with it the exact due day, is judged when all visits are known.
    let context = lookup.context;
    let day = xinan_domain::day::read_day(row.answers.raw("visited_on")).unwrap_or(context.today);
    let periods = context.rules.periods(&person.village);
    let in_force = periods.on(day);
    let visit = VisitContext {
        today: context.today,
        entry: Entry::Workbook,
        registered_on: Some(person.registered_on),
        died_on: person.died_on,
        closed_on: person.closed_on,
        seen_on: person.seen_on,
        before: Some(Stability::BasicallyStable),
        intervals: &in_force.intervals,
        insight: in_force.counting.insight,
    };
    let understood = match follow_up::parse(&row.answers, &visit) {
        Ok(understood) => understood,
        Err(complaints) => {
            // What is there already stays there, whatever became of the person since.
            let alone = VisitContext { died_on: None, closed_on: None, seen_on: None, ..visit };
            if complaints.iter().any(|one| is_about_an_end(&one.problem))
                && let Ok(known) = follow_up::parse(&row.answers, &alone)
                && person.seen_visits.is_kept(fingerprint(tx, &known.visit)?)
            {
                return Ok(Fate::Already);
            }
            complain(report, own, row, &complaints, lang);
            return Ok(Fate::Refused);
        }
    };
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
    // The rows below are held against this one.
    match &understood.visit.found {
        Found::Seen(_) => person.seen_on = person.seen_on.max(Some(understood.visit.visited_on)),
        Found::Died { on, .. } => person.died_on = person.died_on.or(Some(*on)),
        Found::Lost(_) => {}
    }
    person.visits.push((understood.visit, place));
    Ok(Fate::Stored)
}

/// Whether a row was refused for what else is known of the person's death, rather than for itself.
fn is_about_an_end(problem: &Problem) -> bool {
    matches!(
        problem,
        Problem::AfterDeath { .. } | Problem::AfterClosing { .. } | Problem::DeathBeforeVisit { .. }
    )
}

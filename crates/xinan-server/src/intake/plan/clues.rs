//! Rows of a clue ledger, read by the parser of the page. Nobody on it is a patient, and nobody on it is matched aloud: whether a
//! person is in the register is not told here.

use anyhow::Result;
use xinan_db::Tx;
use xinan_documents::rows::DataRow;
use xinan_domain::answers::{Complaints, Weight};
use xinan_domain::clue::{ClueOutcome, Registration, RegistrationContext, parse};
use xinan_domain::code::Code;
use xinan_domain::day::read_day;
use xinan_domain::diagnosis;
use xinan_domain::text::rules::Problem;

use super::{Context, Fate, Lookup, Plan, SheetContext, Sight, refusal, village};
use crate::clue::store::{Clue, fingerprint, fingerprints};
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
    let context = lookup.context;
    let lang = context.lang;
    let before = report.complaints();
    let mut refuse = |field: &str, message: String| report.refuse(refusal(own, row, field, message));

    let read = understand(context, own, row);
    if let Err(complaints) = &read {
        for one in complaints.iter().filter(|one| one.weight == Weight::Refuse) {
            refuse(one.field, one.problem.say(lang));
        }
    }
    let surveyed_on = read_day(&row.answers.get("surveyed_on"));
    let text = row.answers.get("reviewed_on");
    let reviewed_on = match read_day(&text) {
        Some(on) if on > context.today => {
            refuse("reviewed_on", Problem::InFuture { day: on }.say(lang));
            None
        }
        None if !text.is_empty() => {
            refuse("reviewed_on", Problem::NotADay { given: text }.say(lang));
            None
        }
        read => read,
    };
    if reviewed_on.zip(surveyed_on).is_some_and(|(reviewed, surveyed)| reviewed < surveyed) {
        refuse("reviewed_on", texts::import_review_before_survey(lang).to_owned());
    }
    let outcome = match row.answers.get("outcome").as_str() {
        "" => None,
        text => {
            let outcome = ClueOutcome::read(text);
            if outcome.is_none() {
                refuse("outcome", Problem::not_a_code::<ClueOutcome>(text).say(lang));
            }
            outcome
        }
    };
    let diagnosed = match row.answers.get("diagnosis").as_str() {
        "" => None,
        text => {
            let known = diagnosis::read(text);
            if known.is_none() {
                refuse("diagnosis", Problem::DiagnosisUnknown { given: text.to_owned() }.say(lang));
            }
            known
        }
    };
    if report.complaints() > before {
        return Ok(Fate::Refused);
    }
    let Ok(registration) = read else { return Ok(Fate::Refused) };
    let clue = Clue { registration, reviewed_on, outcome, diagnosis: diagnosed };
    if !plan.seen_clues.asked {
        let county: String = context.scope.region().as_str().chars().take(6).collect();
        plan.seen_clues.ask(fingerprints(tx, &county).await?);
    }
    let place = own.place(row);
    match plan.seen_clues.look(fingerprint(tx, &clue)?, place) {
        Sight::Already => Ok(Fate::Already),
        Sight::Twice(first) => {
            report.refuse(refusal(own, row, "surveyed_on", texts::import_repeat(lang, first)));
            Ok(Fate::Refused)
        }
        Sight::New => {
            plan.clues.push((clue, place));
            Ok(Fate::Stored)
        }
    }
}

/// The form, read by the parser of the page.
fn understand(
    context: &Context<'_>,
    own: &SheetContext<'_>,
    row: &DataRow,
) -> Result<Registration, Complaints> {
    let place = |text: &str| village(context, own, row, text);
    parse(&row.answers, &RegistrationContext { today: context.today, village: &place, of_ledger: true })
}

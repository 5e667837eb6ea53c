//! Rows of a clue ledger. Nobody on it is a patient, and nobody on it is matched aloud: whether a
//! person is in the register is not told here.

use anyhow::Result;
use xinan_db::Tx;
use xinan_documents::rows::DataRow;
use xinan_domain::clue::{ClueOutcome, Screening, ScreeningList};
use xinan_domain::code::Code;
use xinan_domain::day::read_day;
use xinan_domain::diagnosis;
use xinan_domain::identity_number::IdentityNumber;
use xinan_domain::person::is_name;
use xinan_domain::text::rules::Problem;
use xinan_domain::text::squeeze;

use super::{Fate, Lookup, Plan, SheetContext, Sight, refusal, village};
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

    let name = squeeze(row.answers.raw("name"));
    if name.is_empty() {
        refuse("name", Problem::Missing.say(lang));
    } else if !is_name(&name) {
        refuse("name", Problem::NotAName { given: name.clone() }.say(lang));
    }
    let identity_number = match row.answers.has("identity_number") {
        false => None,
        true => match IdentityNumber::parse(row.answers.raw("identity_number")) {
            Ok(number) => Some(number),
            Err(error) => {
                refuse("identity_number", error.say(lang));
                None
            }
        },
    };
    let place = row.answers.get("village");
    let found = village(context, own, row, &squeeze(&place));
    if found.is_none() {
        let problem =
            if place.is_empty() { Problem::Missing } else { Problem::VillageUnknown { given: place } };
        refuse("village", problem.say(lang));
    }
    let items = row.answers.raw("items");
    // The list of 2018 has nine questions; a higher number was asked from the list before it.
    let screening = Screening::read(ScreeningList::Identification2018, items)
        .or_else(|_| Screening::read(ScreeningList::Inquiry2012, items));
    if let Err(error) = &screening {
        refuse("items", error.say(lang));
    }
    let mut day = |field: &'static str, needed: bool| {
        let text = row.answers.get(field);
        match read_day(&text) {
            Some(on) if on > context.today => refuse(field, Problem::InFuture { day: on }.say(lang)),
            Some(on) => return Some(on),
            None if text.is_empty() && !needed => {}
            None if text.is_empty() => refuse(field, Problem::Missing.say(lang)),
            None => refuse(field, Problem::NotADay { given: text }.say(lang)),
        }
        None
    };
    let surveyed_on = day("surveyed_on", true);
    let reviewed_on = day("reviewed_on", false);
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
    let (Some(village), Ok(screening), Some(surveyed_on)) = (found, screening, surveyed_on) else {
        return Ok(Fate::Refused);
    };
    let clue = Clue {
        name,
        identity_number,
        village,
        screening,
        surveyor: row.answers.get("surveyor"),
        surveyed_on,
        reviewed_on,
        outcome,
        diagnosis: diagnosed,
    };
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

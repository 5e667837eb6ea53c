//! Rows of an examination ledger.

use std::collections::BTreeMap;

use anyhow::Result;
use jiff::civil::Date;
use xinan_db::Tx;
use xinan_documents::rows::DataRow;
use xinan_domain::day::read_day;
use xinan_domain::examination::{Circumstances, Ecg, Examination, Item, read_value};
use xinan_domain::identity_number::Sex;
use xinan_domain::text::rules::Problem;

use super::{Fate, Lookup, Person, Plan, SheetContext, Sight, person_of, refusal};
use crate::examination::store::{fingerprint, fingerprints};
use crate::intake::report::SheetReport;
use crate::texts;

/// The columns of the ledger and what they measure.
const ITEMS: [(&str, Item); 14] = [
    ("systolic", Item::SystolicLeft),
    ("diastolic", Item::DiastolicLeft),
    ("weight", Item::Weight),
    ("height", Item::Height),
    ("waist", Item::Waist),
    ("wbc", Item::WhiteCells),
    ("haemoglobin", Item::Haemoglobin),
    ("platelets", Item::Platelets),
    ("neutrophils", Item::Neutrophils),
    ("alt", Item::Alt),
    ("ast", Item::Ast),
    ("glucose", Item::Glucose),
    ("qtc", Item::Qtc),
    ("lithium", Item::Lithium),
];

pub(super) async fn row(
    tx: &mut Tx,
    plan: &mut Plan,
    lookup: &Lookup<'_>,
    own: &SheetContext<'_>,
    row: &DataRow,
    report: &mut SheetReport,
) -> Result<Fate> {
    let lang = lookup.context.lang;
    let today = lookup.context.today;
    let Some(person) = person_of(plan, lookup, own, row, report) else { return Ok(Fate::Refused) };
    let before = report.complaints();
    let day = row.answers.get("examined_on");
    let examined_on = match read_day(&day) {
        Some(on) if on > today => {
            report.refuse(refusal(own, row, "examined_on", Problem::InFuture { day: on }.say(lang)));
            None
        }
        Some(on) if person.died_on.is_some_and(|died| on > died) => {
            let died_on = person.died_on.unwrap_or(on);
            report.refuse(refusal(own, row, "examined_on", Problem::AfterDeath { died_on }.say(lang)));
            None
        }
        Some(on) => Some(on),
        None => {
            let problem = if day.is_empty() { Problem::Missing } else { Problem::NotADay { given: day } };
            report.refuse(refusal(own, row, "examined_on", problem.say(lang)));
            None
        }
    };
    let mut values = BTreeMap::new();
    for (field, item) in ITEMS {
        match read_value(item, row.answers.raw(field)) {
            Ok(Some(value)) => _ = values.insert(item, value),
            Ok(None) => {}
            Err(error) => report.refuse(refusal(own, row, field, error.say(lang))),
        }
    }
    let Some(examined_on) = examined_on.filter(|_| report.complaints() == before) else {
        return Ok(Fate::Refused);
    };
    let examination = Examination { examined_on, values, ecg: Ecg::read(row.answers.raw("ecg")) };

    if !person.seen_examinations.asked {
        let county: String = person.village.as_str().chars().take(6).collect();
        person.seen_examinations.ask(fingerprints(tx, &county, person.id).await?);
    }
    let place = own.place(row);
    match person.seen_examinations.look(fingerprint(tx, &examination)?, place) {
        Sight::Already => return Ok(Fate::Already),
        Sight::Twice(first) => {
            report.refuse(refusal(own, row, "examined_on", texts::import_repeat(lang, first)));
            return Ok(Fate::Refused);
        }
        Sight::New => {}
    }
    for doubt in examination.doubts(&circumstances(person, examined_on)) {
        let field =
            ITEMS.iter().find(|(_, item)| *item == doubt.item()).map_or("examined_on", |(field, _)| field);
        report.doubt(refusal(own, row, field, doubt.say(lang)));
    }
    person.examinations.push((examination, place));
    Ok(Fate::Stored)
}

/// What these files say of the person on the day of an examination.
fn circumstances(person: &Person, on: Date) -> Circumstances {
    let sex = person.listed.as_ref().map_or(Sex::Unknown, |(form, _)| form.sex);
    let before = person.visits.iter().map(|(visit, _)| visit).filter(|visit| visit.visited_on <= on);
    let medicines = before.max_by_key(|visit| visit.visited_on).and_then(|visit| visit.clinical());
    Circumstances::of(sex, medicines.map_or(&[], |clinical| &clinical.medicines))
}

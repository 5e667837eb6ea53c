//! Rows of an examination ledger.

use anyhow::Result;
use jiff::civil::Date;
use xinan_db::Tx;
use xinan_documents::rows::DataRow;
use xinan_domain::answers::Weight;
use xinan_domain::examination::{Circumstances, Context, ITEM_FIELDS, Read, parse};
use xinan_domain::identity_number::Sex;

use super::{Fate, Lookup, Person, Plan, SheetContext, Sight, person_of, refusal};
use crate::examination::store::{fingerprint, fingerprints};
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
    let today = lookup.context.today;
    let Some(person) = person_of(plan, lookup, own, row, report) else { return Ok(Fate::Refused) };
    let (died_on, closed_on) = (person.died_on, person.closed_on);
    let context = Context { today, born: None, died_on, closed_on, offer: None, of_sheet: true };
    let Read { examination, doubts } = match parse(&row.answers, &context) {
        Ok(read) => read,
        Err(refused) => {
            for one in refused.complaints.iter().filter(|one| one.weight == Weight::Refuse) {
                report.refuse(refusal(own, row, one.field, one.problem.say(lang)));
            }
            return Ok(Fate::Refused);
        }
    };

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
    for doubt in doubts.iter() {
        report.doubt(refusal(own, row, doubt.field, doubt.problem.say(lang)));
    }
    let limits = lookup.context.rules.parameters(&person.village, examination.examined_on).exams;
    for alert in examination.alerts(&circumstances(person, examination.examined_on), &limits) {
        let field = ITEM_FIELDS.iter().find(|(_, item)| *item == alert.item);
        report.doubt(refusal(own, row, field.map_or("examined_on", |(field, _)| field), alert.say(lang)));
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

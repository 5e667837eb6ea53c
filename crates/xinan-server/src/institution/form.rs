//! What somebody typed about an institution, understood, or everything that is wrong with it.

use jiff::civil::Date;
use xinan_domain::answers::Answers;
use xinan_domain::code::Code;
use xinan_domain::day::{read_day_ahead, read_day_near};
use xinan_domain::institution::{Institution, InstitutionKind, LONGEST_NAME};
use xinan_domain::region::Region;
use xinan_domain::text::Lang;

use crate::division::Divisions;
use crate::texts;

/// What is wrong, each at its field.
pub(super) type Wrong = Vec<(&'static str, String)>;

/// The fields as they are filled in of an institution that is there.
pub(super) fn answers_of(one: &Institution) -> Answers {
    let mut answers = Answers::default();
    answers.push("kind", one.kind.code().to_string());
    answers.push("name", one.name.clone());
    answers.push("region", one.region.as_str());
    answers.push("valid_from", one.valid_from.to_string());
    answers
}

/// An institution of the territory; `until` is the end that it has already.
///
/// # Errors
/// All that is wrong.
pub(super) fn parse(
    lang: Lang,
    answers: &Answers,
    (territory, divisions): (&Region, &Divisions),
    until: Option<Date>,
    today: Date,
) -> Result<Institution, Wrong> {
    let mut wrong = Vec::new();
    let kind = InstitutionKind::read(&answers.get("kind"));
    if kind.is_none() {
        wrong.push(("kind", texts::institution_kind_missing(lang).to_owned()));
    }
    let name = answers.get("name");
    match name.chars().count() {
        0 => wrong.push(("name", texts::institution_name_missing(lang).to_owned())),
        length if length > LONGEST_NAME => {
            wrong.push(("name", texts::institution_name_long(lang, LONGEST_NAME)))
        }
        _ => {}
    }
    let region = division(&answers.get("region"), territory, divisions);
    if region.is_none() {
        wrong.push(("region", texts::institution_region_missing(lang).to_owned()));
    }
    let typed = answers.get("valid_from");
    let valid_from = read_day_near(&typed, today).or_else(|| read_day_ahead(&typed, today));
    match valid_from {
        None if typed.is_empty() => {
            wrong.push(("valid_from", texts::institution_from_missing(lang).to_owned()))
        }
        None => wrong.push(("valid_from", texts::day_unread(lang, &typed))),
        Some(from) if until.is_some_and(|until| from >= until) => {
            wrong.push(("valid_from", texts::institution_from_late(lang).to_owned()))
        }
        Some(_) => {}
    }
    match (kind, region, valid_from, wrong.is_empty()) {
        (Some(kind), Some(region), Some(valid_from), true) => {
            Ok(Institution { kind, name, region, valid_from, valid_until: until })
        }
        _ => Err(wrong),
    }
}

/// A division of the territory that the table has.
fn division(code: &str, territory: &Region, divisions: &Divisions) -> Option<Region> {
    let region = Region::exact(code).ok()?;
    (territory.contains(&region) && divisions.has(code)).then_some(region)
}

/// The first day on which an institution is there no more: today, later, or a day on which it was already gone.
///
/// # Errors
/// What is wrong with the day.
pub(super) fn parse_end(
    lang: Lang,
    answers: &Answers,
    one: &Institution,
    today: Date,
) -> Result<Date, Wrong> {
    let typed = answers.get("valid_until");
    let day = read_day_near(&typed, today).or_else(|| read_day_ahead(&typed, today));
    let say = match day {
        Some(day) if day > one.valid_from => return Ok(day),
        Some(_) => texts::institution_until_early(lang, &one.valid_from.to_string()),
        None if typed.is_empty() => texts::institution_until_missing(lang).to_owned(),
        None => texts::day_unread(lang, &typed),
    };
    Err(vec![("valid_until", say)])
}

//! From answers to an exam or a single result, or to all complaints at once.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::yearly::Offer;
use super::{
    CONFIRMED, Ecg, EcgResult, Examination, ITEM_FIELDS, Item, Occasion, Range, glucose_from_mg_per_dl,
    read_pressure, read_value,
};
use crate::answers::{Answers, Complaints, said};
use crate::code::Code;
use crate::consent::DecidedBy;
use crate::reader::{Empty, Reader};
use crate::text::rules::Problem;
use crate::text::{Lang, examination as words, life, squeeze};

/// What else is known when a form or a row is read.
#[derive(Debug, Clone, Copy)]
pub struct Context {
    /// The day of entry.
    pub today: Date,
    /// 出生日期, where it is known.
    pub born: Option<Date>,
    /// 死亡日期.
    pub died_on: Option<Date>,
    /// 结案日期.
    pub closed_on: Option<Date>,
    /// How the yearly exam stands with the person on its day; nobody is asked about a row of a workbook.
    pub offer: Option<Offer>,
    /// Whether it is a row of a workbook: there nobody is asked again, and what is doubtful is told beside the row.
    pub of_sheet: bool,
}

/// What was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Read {
    /// The exam or result.
    pub examination: Examination,
    /// What is doubtful and was kept all the same.
    pub doubts: Complaints,
}

/// An unusual value, to be confirmed by whoever types it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// The field.
    pub field: &'static str,
    /// What is sent with the tick: the field and its value, so that another value is confirmed anew.
    pub value: String,
    /// What is unusual, in both languages.
    pub says: [String; 2],
}

/// Why nothing was read.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Refused {
    /// Everything that is wrong or doubtful.
    pub complaints: Complaints,
    /// What may be confirmed, whether it is or not.
    pub marks: Vec<Mark>,
}

const PRESSURES: [(&str, &str, Item, Item); 2] = [
    ("systolic", "diastolic", Item::SystolicLeft, Item::DiastolicLeft),
    ("systolic_right", "diastolic_right", Item::SystolicRight, Item::DiastolicRight),
];

/// Reads an exam or a single result.
///
/// - The yearly exam is made with consent: of whoever has not been asked it is said who agreed to this one, and whoever has
///   said no is not examined. A single result belongs to a treatment and asks for none.
/// - A value outside of its range is kept when whoever types it says that it stands there so; in a workbook it is kept and
///   told. What cannot be a value at all is refused: ten times more than ever, a systolic pressure not above the diastolic.
/// - More neutrophils than white cells are a percentage in the wrong box.
/// - A blood pressure may stand in one box, `120/80`.
/// - Glucose in mg/dL is understood by its unit.
///
/// # Errors
/// All complaints, when at least one of them stops the record.
pub fn parse(answers: &Answers, context: &Context) -> Result<Read, Refused> {
    let mut read = match context.of_sheet {
        true => Reader::of_sheet(answers, context.today),
        false => Reader::new(answers, context.today),
    };
    // A ledger of exams says nothing of the occasion.
    let occasion = match context.of_sheet && !answers.has("occasion") {
        true => Some(Occasion::Yearly),
        false => read.one::<Occasion>("occasion", Empty::Refused),
    };
    let examined_on = day(&mut read, context);
    let agreed_by = match occasion {
        Some(Occasion::Yearly) if !context.of_sheet => agreed_by(&mut read, context.offer),
        _ => None,
    };
    let values = values(&mut read, answers);
    let ecg = ecg(&mut read, answers, context);
    let conclusion = read.text("conclusion", 300, Empty::Fine);
    if !context.of_sheet && values.is_empty() && ecg.is_none() && !read.complaints.refused() {
        read.complaints.refuse("examined_on", both(words::nothing_measured));
    }
    let marks = doubtful(&mut read.complaints, &values, (answers, context));
    match (occasion, examined_on) {
        (Some(occasion), Some(examined_on)) if !read.complaints.refused() => Ok(Read {
            examination: Examination { examined_on, occasion, values, ecg, agreed_by, conclusion },
            doubts: read.complaints,
        }),
        _ => Err(Refused { complaints: read.complaints, marks }),
    }
}

fn both(say: fn(Lang) -> &'static str) -> Problem {
    Problem::Said([say(Lang::Zh).to_owned(), say(Lang::En).to_owned()])
}

fn in_both(say: impl Fn(Lang) -> String) -> [String; 2] {
    [say(Lang::Zh), say(Lang::En)]
}

fn day(read: &mut Reader<'_>, context: &Context) -> Option<Date> {
    let on = read.past_day("examined_on", Empty::Refused)?;
    if let Some(died_on) = context.died_on.filter(|died| on > *died) {
        read.complaints.refuse("examined_on", Problem::AfterDeath { died_on });
        return None;
    }
    if let Some(closed_on) = context.closed_on.filter(|closed| on > *closed) {
        read.complaints.refuse("examined_on", Problem::AfterClosing { closed_on });
        return None;
    }
    if let Some(born) = context.born.filter(|born| on < *born) {
        let says = in_both(|lang| words::before_birth(lang, &born.to_string()));
        read.complaints.refuse("examined_on", Problem::Said(says));
        return None;
    }
    Some(on)
}

/// Who agreed to the yearly exam, where it is to be said.
fn agreed_by(read: &mut Reader<'_>, offer: Option<Offer>) -> Option<DecidedBy> {
    match offer {
        Some(Offer::Agreed) => None,
        Some(Offer::Ask) => read.one("agreed_by", Empty::Refused),
        Some(Offer::Declined) => {
            read.complaints.refuse("occasion", both(words::declined));
            None
        }
        None => {
            read.complaints.refuse("occasion", both(words::takes_no_part));
            None
        }
    }
}

fn values(read: &mut Reader<'_>, answers: &Answers) -> BTreeMap<Item, f64> {
    let mut values = BTreeMap::new();
    for &(field, item) in ITEM_FIELDS {
        let typed = answers.raw(field);
        // 120/80 in the box of the first.
        let pair =
            PRESSURES.iter().find(|(systolic, diastolic, ..)| *systolic == field && !answers.has(diastolic));
        if let Some(((.., diastolic), (high, low))) = pair.zip(read_pressure(typed)) {
            values.insert(item, high);
            values.insert(*diastolic, low);
            continue;
        }
        match read_value(item, typed) {
            Ok(None) => {}
            Ok(Some(value)) => {
                let by_weight = item == Item::Glucose && squeeze(typed).to_lowercase().contains("mg/dl");
                let value = match by_weight {
                    true => (glucose_from_mg_per_dl(value) * 100.0).round() / 100.0,
                    false => value,
                };
                let range = item.range();
                match range.is_possible(value) {
                    true => _ = values.insert(item, value),
                    false => {
                        let Range { unit, least, most } = range;
                        let says = in_both(|lang| {
                            words::impossible(lang, lang.code(item), value, unit, least, most)
                        });
                        read.complaints.refuse(field, Problem::Said(says));
                    }
                }
            }
            Err(error) => read.complaints.refuse(field, Problem::Said(in_both(|lang| error.say(lang)))),
        }
    }
    for (field, _, systolic, diastolic) in PRESSURES {
        let pair = values.get(&systolic).zip(values.get(&diastolic));
        if pair.is_some_and(|(high, low)| high <= low) {
            read.complaints.refuse(field, both(life::exam_pressure_reversed));
        }
    }
    values
}

fn ecg(read: &mut Reader<'_>, answers: &Answers, context: &Context) -> Option<Ecg> {
    let seen = read.text("ecg_seen", 200, Empty::Fine);
    match Ecg::read(answers.raw("ecg")) {
        Some(Ecg::Abnormal(words)) if words.is_empty() => {
            if seen.is_empty() && !context.of_sheet {
                read.complaints.refuse("ecg_seen", Problem::Missing);
            }
            Some(Ecg::Abnormal(seen))
        }
        Some(Ecg::Abnormal(words)) if words.chars().count() > 200 => {
            let length = words.chars().count();
            read.complaints.refuse("ecg", Problem::TooLong { length, longest: 200 });
            None
        }
        other => other,
    }
}

/// Asks about what is unusual, and lists it.
fn doubtful(
    complaints: &mut Complaints,
    values: &BTreeMap<Item, f64>,
    (answers, context): (&Answers, &Context),
) -> Vec<Mark> {
    let confirmed = answers.list(CONFIRMED);
    let mut marks = Vec::new();
    for &(field, item) in ITEM_FIELDS {
        let Some(&value) = values.get(&item) else { continue };
        let Range { unit, least, most } = item.range();
        let white_cells =
            values.get(&Item::WhiteCells).filter(|cells| item == Item::Neutrophils && value > **cells);
        let says = if white_cells.is_some() {
            in_both(|lang| words::more_than_all(lang, value))
        } else if item.range().holds(value) {
            continue;
        } else {
            in_both(|lang| life::exam_implausible(lang, lang.code(item), value, unit, least, most))
        };
        let mark = Mark { field, value: format!("{field}={value}"), says: says.clone() };
        if context.of_sheet || confirmed.contains(&mark.value) {
            complaints.ask(field, Problem::Said(says));
        } else {
            let ask = |lang| words::to_confirm(lang, lang.pick(&says[0], &says[1]));
            complaints.refuse(field, Problem::Said(in_both(ask)));
        }
        marks.push(mark);
    }
    marks
}

/// The answers that say what an exam or result says: for a form that corrects it. Its unusual values were confirmed.
pub fn answers_of(examination: &Examination) -> Answers {
    let mut answers = Answers::default();
    said::code(&mut answers, "occasion", Some(examination.occasion));
    said::day(&mut answers, "examined_on", Some(examination.examined_on));
    said::code(&mut answers, "agreed_by", examination.agreed_by);
    for &(field, item) in ITEM_FIELDS {
        if let Some(value) = examination.value(item) {
            answers.push(field, value.to_string());
            answers.push(CONFIRMED, format!("{field}={value}"));
        }
    }
    match &examination.ecg {
        None => {}
        Some(Ecg::Normal) => answers.push("ecg", EcgResult::Normal.code().to_string()),
        Some(Ecg::Abnormal(seen)) => {
            answers.push("ecg", EcgResult::Abnormal.code().to_string());
            said::text(&mut answers, "ecg_seen", seen);
        }
    }
    said::text(&mut answers, "conclusion", &examination.conclusion);
    answers
}

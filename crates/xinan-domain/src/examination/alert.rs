//! 异常结果 — findings that a doctor should see soon.
//!
//! What alerts depends on what is taken: few white cells are a danger of clozapine, a long QTc is one of many medicines. An
//! alert stands until a newer result of the same item is there: the blood count that was repeated speaks for the one
//! before it. The limits are those of the day of the result ([`ExamLimits`]); the sentence names them.

use jiff::civil::Date;

use super::limits::ExamLimits;
use super::watch::{Watch, Watched};
use super::{Examination, Item};
use crate::answers::{Answers, Complaints, Field, Kind, Need};
use crate::code::Code;
use crate::codes;
use crate::identity_number::Sex;
use crate::medicine::Medicine;
use crate::reader::{Empty, Reader};
use crate::text::rules::Problem;
use crate::text::{Lang, examination as words};

/// What must be known of a person to judge a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Circumstances {
    /// The person's sex; unknown is judged by the stricter limit.
    pub sex: Sex,
    /// Clozapine is taken.
    pub on_clozapine: bool,
    /// Lithium is taken.
    pub on_lithium: bool,
}

impl Circumstances {
    /// From a person's sex and present medicines.
    pub fn of(sex: Sex, medicines: &[Medicine]) -> Self {
        Self::watched(sex, &Watched::of(medicines))
    }

    /// From what visits state of the medicines that ask for checks.
    pub fn watched(sex: Sex, taken: &Watched) -> Self {
        Self { sex, on_clozapine: taken.has(Watch::Clozapine), on_lithium: taken.has(Watch::Lithium) }
    }
}

/// A finding that a doctor should see soon, with the limit that it crosses.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Alert {
    /// What was measured.
    pub item: Item,
    /// As measured.
    pub value: f64,
    /// The limit, in the item's unit.
    pub limit: f64,
}

impl Alert {
    /// What was found, why it matters, and what to do.
    pub fn say(&self, lang: Lang) -> String {
        let (value, limit) = (self.value, self.limit);
        match self.item {
            Item::WhiteCells => words::alert_white_cells(lang, value, limit),
            Item::Neutrophils => words::alert_neutrophils(lang, value, limit),
            Item::Lithium => words::alert_lithium(lang, value, limit),
            _ => words::alert_qtc(lang, value, limit),
        }
    }
}

impl Examination {
    /// Its findings that a doctor should see soon. Values that nobody measured alert nobody; at the limit is in order.
    pub fn alerts(&self, person: &Circumstances, limits: &ExamLimits) -> Vec<Alert> {
        let per_litre = |per_microlitre: u16| f64::from(per_microlitre) / 1000.0;
        let below = |item: Item, limit: f64| {
            let value = self.value(item).filter(|value| person.on_clozapine && *value < limit)?;
            Some(Alert { item, value, limit })
        };
        let above = |item: Item, limit: f64| {
            let value = self.value(item).filter(|value| *value > limit)?;
            Some(Alert { item, value, limit })
        };
        [
            below(Item::WhiteCells, per_litre(limits.white_cells)),
            below(Item::Neutrophils, per_litre(limits.neutrophils)),
            above(Item::Qtc, f64::from(limits.qtc_ms(person.sex))),
            // A level is taken because lithium is, even where the table of medicines does not say so.
            above(Item::Lithium, per_litre(limits.lithium)),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    /// Blood tests that what is taken asks for and that are not in this exam: the count with
    /// neutrophils on clozapine, the level on lithium.
    pub fn missing_for_medicines(&self, person: &Circumstances) -> Vec<Item> {
        let wanted = [
            (person.on_clozapine, Item::WhiteCells),
            (person.on_clozapine, Item::Neutrophils),
            (person.on_lithium, Item::Lithium),
        ];
        wanted
            .into_iter()
            .filter(|(is, item)| *is && !self.values.contains_key(item))
            .map(|(_, item)| item)
            .collect()
    }
}

codes! {
    /// What was done about an alert.
    Done {
        Contacted = 1 "已联系精神科医生" "the psychiatrist was contacted" [],
        Repeated = 2 "已安排复查或进一步检查" "a further check is arranged" [],
        Referred = 3 "已转诊" "referred" [],
        Explained = 4 "已核对，不需要处理" "looked at; nothing to be done" [],
    }
}

/// What somebody notes about an alert.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeenTo {
    /// What was done.
    pub done: Done,
    /// On which day.
    pub done_on: Date,
    /// In words: who said what, why nothing is to be done.
    pub words: String,
}

// texts-ok: the labels of the fields stand with the fields, in both languages, as those of the official forms do.
/// The fields of such a note.
pub const FIELDS: &[Field] = &[
    Field {
        id: "done",
        label: "怎么处理的",
        label_en: "What was done",
        kind: Kind::One(Done::ITEMS),
        need: Need::Required,
        columns: &[],
    },
    Field {
        id: "done_on",
        label: "哪一天",
        label_en: "On which day",
        kind: Kind::Day,
        need: Need::Required,
        columns: &[],
    },
    Field {
        id: "words",
        label: "说明",
        label_en: "In words",
        kind: Kind::Text(200),
        need: Need::Conditional,
        columns: &[],
    },
];

/// Reads such a note. Not before the day of the result; where nothing is to be done it is said why.
///
/// # Errors
/// All complaints, when at least one of them stops it.
pub fn seen_to(answers: &Answers, examined_on: Date, today: Date) -> Result<SeenTo, Complaints> {
    let mut read = Reader::new(answers, today);
    let done = read.one::<Done>("done", Empty::Refused);
    let done_on = read.past_day("done_on", Empty::Refused);
    if done_on.is_some_and(|on| on < examined_on) {
        let say = |lang| words::seen_to_too_early(lang, &examined_on.to_string());
        read.complaints.refuse("done_on", Problem::Said([say(Lang::Zh), say(Lang::En)]));
    }
    let empty = if done == Some(Done::Explained) { Empty::Refused } else { Empty::Fine };
    let said = read.text("words", 200, empty);
    match (done, done_on) {
        (Some(done), Some(done_on)) if !read.complaints.refused() => {
            Ok(SeenTo { done, done_on, words: said })
        }
        _ => Err(read.complaints),
    }
}

/// The alerts that stand, each with the place of its result: of every item the newest result decides. `results` are in order,
/// the newest first; `judge` says what alerts in one of them.
pub fn standing<'a>(
    results: &[&'a Examination],
    judge: impl Fn(&'a Examination) -> Vec<Alert>,
) -> Vec<(usize, Alert)> {
    let mut seen: Vec<Item> = Vec::new();
    let mut found = Vec::new();
    for (at, one) in results.iter().enumerate() {
        found.extend(
            judge(one).into_iter().filter(|alert| !seen.contains(&alert.item)).map(|alert| (at, alert)),
        );
        seen.extend(one.values.keys().copied());
    }
    found
}

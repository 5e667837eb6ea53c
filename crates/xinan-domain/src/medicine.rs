//! 用药 — medicines, how they are taken, and doses that deserve a second look.
//!
//! Source of the form: items 20 and 21 of the follow-up form (每日(月)__次, 每次剂量__mg), and the national
//! register's rows (morning, noon, evening; for a long-acting drug interval and dose). The limits in
//! [`table`] check typing, they are no advice: above the usual one asks, above the hard one asks
//! for a second person or a reason (工作规范 leaves the dose to the psychiatrist).

pub(crate) mod rows;
pub mod table;
mod tablets;
mod unclear;
mod usage;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use pinyin::ToPinyin;
use serde::{Deserialize, Serialize};

pub use self::table::{DRUGS, Drug, Form};
pub use self::unclear::{Unclear, with_unit};
use crate::text::{Lang, life, squeeze, tidy};

/// ATC code of clozapine, which asks for blood counts.
pub const CLOZAPINE: &str = "N05AH02";
/// ATC code of lithium, which asks for blood levels.
pub const LITHIUM: &str = "N05AN01";

/// How often a long-acting medicine is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Interval {
    /// Every so many weeks.
    Weeks(u8),
    /// Every so many calendar months.
    Months(u8),
}

impl Interval {
    /// The interval in words.
    pub fn say(self, lang: Lang) -> String {
        match self {
            Self::Weeks(1) => life::every_week(lang).to_owned(),
            Self::Weeks(weeks) => life::every_weeks(lang, weeks),
            Self::Months(1) => life::every_month(lang).to_owned(),
            Self::Months(months) => life::every_months(lang, months),
        }
    }

    /// Days, a month being taken as four weeks: monthly and four-weekly are the same to the eye.
    fn days(self) -> u16 {
        match self {
            Self::Weeks(weeks) => u16::from(weeks) * 7,
            Self::Months(months) => u16::from(months) * 28,
        }
    }
}

/// How a medicine is taken.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Schedule {
    /// Milligrams in the morning, at noon and in the evening (晨、午、晚).
    Daily {
        /// 晨, mg.
        morning: f64,
        /// 午, mg.
        noon: f64,
        /// 晚, mg.
        evening: f64,
    },
    /// The same dose so many times a day (每日__次).
    TimesDaily {
        /// Times a day.
        times: u8,
        /// Each time, mg.
        dose_mg: f64,
    },
    /// A long-acting drug at an interval.
    LongActing {
        /// The interval.
        every: Interval,
        /// Each time, mg.
        dose_mg: f64,
    },
    /// As somebody wrote it, where no more could be understood. Not checked.
    AsWritten(String),
}

impl Schedule {
    /// Milligrams a day; `None` for long-acting drugs and what was not understood.
    pub fn mg_per_day(&self) -> Option<f64> {
        match self {
            Self::Daily { morning, noon, evening } => Some(morning + noon + evening),
            Self::TimesDaily { times, dose_mg } => Some(f64::from(*times) * dose_mg),
            Self::LongActing { .. } | Self::AsWritten(_) => None,
        }
    }

    /// The schedule in words.
    pub fn say(&self, lang: Lang) -> String {
        match self {
            Self::Daily { morning, noon, evening } => {
                life::taken_by_day(lang, &milligrams(*morning), &milligrams(*noon), &milligrams(*evening))
            }
            Self::TimesDaily { times, dose_mg } => life::taken_times(lang, *times, &milligrams(*dose_mg)),
            Self::LongActing { every, dose_mg } => {
                life::taken_at_interval(lang, &every.say(lang), &milligrams(*dose_mg))
            }
            Self::AsWritten(text) => text.clone(),
        }
    }
}

/// One medicine as it is taken.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Medicine {
    /// Its name as written; [`find`] knows most.
    pub name: String,
    /// How it is taken.
    pub schedule: Schedule,
}

impl Medicine {
    /// What the table knows of it.
    pub fn drug(&self) -> Option<&'static Drug> {
        find(&self.name)
    }

    /// Name and schedule in words.
    pub fn say(&self, lang: Lang) -> String {
        let name = match (lang, self.drug()) {
            (Lang::En, Some(drug)) => drug.english,
            _ => &self.name,
        };
        format!("{name} {}", self.schedule.say(lang))
    }
}

/// Whether one of the medicines is this drug, by its ATC code.
pub fn takes(medicines: &[Medicine], atc: &str) -> bool {
    medicines.iter().any(|medicine| medicine.drug().is_some_and(|drug| drug.atc == atc))
}

/// One row of a medicine table as it was written; what was left out is empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Written {
    /// The medicine's name.
    pub name: String,
    /// 用法, as in workbooks: `每日2次`.
    pub usage: String,
    /// 每次剂量: `2`, `2mg`, `0.5g`.
    pub dose: String,
    /// 晨, mg.
    pub morning: String,
    /// 午, mg.
    pub noon: String,
    /// 晚, mg.
    pub evening: String,
    /// Long-acting: weeks between doses.
    pub weeks: String,
    /// Long-acting: each dose, mg.
    pub injection: String,
}

/// Why a row could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unreadable {
    /// A long-acting drug without its interval.
    IntervalMissing,
    /// How it is taken was left out, or cannot be meant so.
    Usage,
}

impl Unreadable {
    /// What happened, and what to do.
    pub fn say(&self, lang: Lang) -> &'static str {
        match self {
            Self::IntervalMissing => life::medicine_interval_missing(lang),
            Self::Usage => life::medicine_usage(lang),
        }
    }
}

/// Reads a row. The boxes of the paper come before the columns of a workbook; a usage in words that
/// nobody foresaw is kept as written rather than refused.
pub fn read(written: &Written) -> Result<Medicine, Unreadable> {
    let name = tidy(&written.name);
    let boxes = [&written.morning, &written.noon, &written.evening].map(|text| squeeze(text));
    let interval = [&written.weeks, &written.injection].map(|text| squeeze(text));
    let schedule = if boxes.iter().any(|text| !text.is_empty()) {
        by_boxes(&boxes)?
    } else if interval.iter().any(|text| !text.is_empty()) {
        let [weeks, injection] = &interval;
        let dose = if injection.is_empty() { &written.dose } else { injection };
        at_interval(weeks, dose)?
    } else {
        usage::schedule(&written.usage, &written.dose).ok_or(Unreadable::Usage)?
    };
    let is_long_acting = find(&name).is_some_and(Drug::is_long_acting);
    match schedule {
        _ if name.is_empty() => Err(Unreadable::Usage),
        Schedule::LongActing { .. } => Ok(Medicine { name, schedule }),
        _ if is_long_acting => Err(Unreadable::IntervalMissing),
        _ => Ok(Medicine { name, schedule }),
    }
}

fn by_boxes(boxes: &[String; 3]) -> Result<Schedule, Unreadable> {
    let box_of = |text: &String| match text.as_str() {
        "" | "0" | "-" => Ok(0.0),
        text => usage::milligrams(text).ok_or(Unreadable::Usage),
    };
    let (morning, noon, evening) = (box_of(&boxes[0])?, box_of(&boxes[1])?, box_of(&boxes[2])?);
    match morning + noon + evening > 0.0 {
        true => Ok(Schedule::Daily { morning, noon, evening }),
        false => Err(Unreadable::Usage),
    }
}

fn at_interval(weeks: &str, dose: &str) -> Result<Schedule, Unreadable> {
    let every = match weeks.trim_end_matches('周').parse() {
        Ok(weeks @ 1..=52) => Interval::Weeks(weeks),
        _ => usage::interval(weeks).ok_or(Unreadable::IntervalMissing)?,
    };
    let dose_mg = usage::milligrams(dose).ok_or(Unreadable::Usage)?;
    Ok(Schedule::LongActing { every, dose_mg })
}

/// What a limit is reckoned by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Per {
    /// Milligrams a day.
    Day,
    /// Milligrams each time, for long-acting drugs.
    Dose,
}

/// Something about a dose that deserves a second look.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum DoseDoubt {
    /// More than usual.
    AboveUsual {
        /// As written, mg.
        mg: f64,
        /// The usual most, mg.
        limit: f64,
        /// A day or each time.
        per: Per,
    },
    /// So much that a second person or a reason is needed.
    AboveHardStop {
        /// As written, mg.
        mg: f64,
        /// The limit, mg.
        limit: f64,
        /// A day or each time.
        per: Per,
    },
    /// Long-acting, and given more often than it is made for.
    TooOften {
        /// The shortest usual interval.
        usual: Interval,
    },
    /// Long-acting, but without its interval.
    NeedsInterval,
    /// Given at an interval, but not a long-acting drug.
    NotLongActing,
    /// Not a dose: zero, negative, or no number at all.
    NotADose,
}

impl DoseDoubt {
    /// Whether a second person or a reason is needed.
    pub fn needs_second_person(&self) -> bool {
        matches!(self, Self::AboveHardStop { .. })
    }

    /// What is doubtful, and what to do. The caller names the medicine.
    pub fn say(&self, lang: Lang) -> String {
        match *self {
            Self::AboveUsual { mg, limit, per: Per::Day } => {
                life::dose_above_usual_a_day(lang, &milligrams(mg), &milligrams(limit))
            }
            Self::AboveUsual { mg, limit, per: Per::Dose } => {
                life::dose_above_usual_each(lang, &milligrams(mg), &milligrams(limit))
            }
            Self::AboveHardStop { mg, limit, per: Per::Day } => {
                life::dose_above_hard_a_day(lang, &milligrams(mg), &milligrams(limit))
            }
            Self::AboveHardStop { mg, limit, per: Per::Dose } => {
                life::dose_above_hard_each(lang, &milligrams(mg), &milligrams(limit))
            }
            Self::TooOften { usual } => life::dose_too_often(lang, &usual.say(lang)),
            Self::NeedsInterval => life::dose_needs_interval(lang).to_owned(),
            Self::NotLongActing => life::dose_not_long_acting(lang).to_owned(),
            Self::NotADose => life::dose_not_a_dose(lang).to_owned(),
        }
    }
}

/// Compares a dose with the table. A medicine that the table does not know is not doubted.
pub fn check_dose(medicine: &Medicine) -> Option<DoseDoubt> {
    let drug = medicine.drug()?;
    let (mg, per) = match &medicine.schedule {
        Schedule::LongActing { every, dose_mg } => match drug.every {
            None => return Some(DoseDoubt::NotLongActing),
            Some(usual) if every.days() < usual.days() => return Some(DoseDoubt::TooOften { usual }),
            Some(_) => (*dose_mg, Per::Dose),
        },
        _ if drug.is_long_acting() => return Some(DoseDoubt::NeedsInterval),
        schedule => (schedule.mg_per_day()?, Per::Day),
    };
    if !(mg > 0.0 && mg.is_finite()) {
        Some(DoseDoubt::NotADose)
    } else if mg > drug.hard_stop {
        Some(DoseDoubt::AboveHardStop { mg, limit: drug.hard_stop, per })
    } else if mg > drug.usual_max {
        Some(DoseDoubt::AboveUsual { mg, limit: drug.usual_max, per })
    } else {
        None
    }
}

/// Finds a medicine by its generic name, a short or trade name, its English name or ATC code.
///
/// Salts, strengths, brackets and forms are passed over: 富马酸喹硫平缓释片 0.2g is 喹硫平. A name
/// that says injection finds the long-acting form where there is one.
pub fn find(name: &str) -> Option<&'static Drug> {
    let folded = fold(name);
    let (outside, inside) = folded.split_once('(').unwrap_or((&folded, ""));
    let inside = inside.trim_end_matches(')');
    // What stands in brackets may matter (3M) or not (a trade name), and may follow the form.
    let whole = format!("{outside}{inside}");
    let form_dropped = format!("{}{inside}", without_form(outside));
    [&whole, &form_dropped, outside].into_iter().find_map(|name| {
        let without_strength = name.split(|c: char| c.is_ascii_digit()).next().unwrap_or_default();
        by_name(name)
            .or_else(|| by_name(without_strength))
            .or_else(|| by_name(without_form(without_strength)))
    })
}

fn by_name(name: &str) -> Option<&'static Drug> {
    NAMES.get(name).or_else(|| NAMES.get(without_salt(name))).copied()
}

/// All names of all drugs, folded.
static NAMES: LazyLock<BTreeMap<String, &'static Drug>> = LazyLock::new(|| {
    let mut names = BTreeMap::new();
    for drug in DRUGS {
        for name in drug.names() {
            names.entry(fold(name).replace(['(', ')'], "")).or_insert(drug);
        }
        // Two forms share an ATC code; the first in the table is the ordinary one.
        names.entry(fold(drug.atc)).or_insert(drug);
    }
    names
});

fn fold(name: &str) -> String {
    squeeze(name).to_lowercase().replace(['·', '-'], "")
}

const SALTS: &[&str] = &[
    "盐酸",
    "富马酸",
    "半富马酸",
    "氢溴酸",
    "草酸",
    "马来酸",
    "甲磺酸",
    "酒石酸",
    "重酒石酸",
    "枸橼酸",
    "琥珀酸",
    "注射用",
];

const FORMS: &[&str] = &[
    "片",
    "胶囊",
    "颗粒",
    "溶液",
    "口服液",
    "口服",
    "糖浆",
    "滴剂",
    "注射液",
    "注射剂",
    "注射",
    "针剂",
    "针",
    "缓释",
    "控释",
    "肠溶",
    "口崩",
    "口腔崩解",
    "分散",
    "薄膜衣",
    "糖衣",
];

fn without_salt(name: &str) -> &str {
    SALTS.iter().find_map(|salt| name.strip_prefix(salt)).unwrap_or(name)
}

fn without_form(name: &str) -> &str {
    let mut rest = name;
    while let Some(shorter) = FORMS.iter().find_map(|form| rest.strip_suffix(form)) {
        rest = shorter;
    }
    rest
}

/// Medicines for a box with suggestions: by any part of a name, by initials or pinyin, by the
/// English name. Those whose name begins so come first.
pub fn search(text: &str) -> Vec<&'static Drug> {
    let text = fold(text);
    if text.is_empty() {
        return Vec::new();
    }
    let mut found: Vec<(u8, usize)> = SPELLINGS
        .iter()
        .enumerate()
        .filter_map(|(at, spellings)| {
            let best =
                spellings.iter().enumerate().filter_map(|(nth, spelling)| match spelling.find(&text)? {
                    0 if nth == 0 => Some(0),
                    0 => Some(1),
                    _ if text.is_ascii() => None,
                    _ => Some(2),
                });
            Some((best.min()?, at))
        })
        .collect();
    found.sort_unstable();
    found.into_iter().map(|(_, at)| &DRUGS[at]).collect()
}

/// For each drug its names, folded, then their initials and pinyin.
static SPELLINGS: LazyLock<Vec<Vec<String>>> = LazyLock::new(|| {
    DRUGS
        .iter()
        .map(|drug| {
            let names: Vec<String> = drug.names().map(fold).collect();
            let sounds = names.iter().filter(|name| !name.is_ascii()).flat_map(|name| {
                let sounds: Vec<&str> = name.as_str().to_pinyin().flatten().map(|one| one.plain()).collect();
                let initials = sounds.iter().filter_map(|one| one.get(..1)).collect();
                [initials, sounds.concat().replace('ü', "v")]
            });
            names.iter().cloned().chain(sounds).collect()
        })
        .collect()
});

/// Milligrams without needless decimals.
fn milligrams(mg: f64) -> String {
    let text = format!("{mg:.3}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests;

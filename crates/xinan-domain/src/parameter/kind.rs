//! What a parameter is: its name, its unit, its bounds, its national values.

use jiff::civil::Date;

use super::targets::binds;
use super::{Parameters, Value};
use crate::duty::Basis;
use crate::text::{Lang, parameter as words};

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Calendar days.
    Days,
    /// Working days.
    WorkingDays,
    /// Calendar months.
    Months,
    /// Hours.
    Hours,
    /// Minutes.
    Minutes,
    /// Different people.
    People,
    /// How often.
    Times,
    /// Cells a microlitre.
    PerMicrolitre,
    /// Micromoles a litre.
    MicromolesPerLitre,
    /// Milliseconds.
    Milliseconds,
}

impl Unit {
    /// Its name.
    pub fn say(self, lang: Lang) -> &'static str {
        match self {
            Self::Days => words::unit_days(lang),
            Self::WorkingDays => words::unit_working_days(lang),
            Self::Months => words::unit_months(lang),
            Self::Hours => words::unit_hours(lang),
            Self::Minutes => words::unit_minutes(lang),
            Self::People => words::unit_people(lang),
            Self::Times => words::unit_times(lang),
            Self::PerMicrolitre => words::unit_per_microlitre(lang),
            Self::MicromolesPerLitre => words::unit_micromoles(lang),
            Self::Milliseconds => words::unit_milliseconds(lang),
        }
    }

    /// The key for programs.
    pub fn key(self) -> &'static str {
        match self {
            Self::Days => "days",
            Self::WorkingDays => "working_days",
            Self::Months => "months",
            Self::Hours => "hours",
            Self::Minutes => "minutes",
            Self::People => "people",
            Self::Times => "times",
            Self::PerMicrolitre => "per_microlitre",
            Self::MicromolesPerLitre => "micromoles_per_litre",
            Self::Milliseconds => "milliseconds",
        }
    }

    /// What may stand behind a number of this unit, without blanks and in small letters.
    pub(super) fn words(self) -> &'static [&'static str] {
        match self {
            Self::Days => &["天", "日", "days", "day"],
            Self::WorkingDays => &["个工作日", "工作日", "workingdays", "workingday"],
            Self::Months => &["个月", "月", "months", "month"],
            Self::Hours => &["小时", "个小时", "hours", "hour"],
            Self::Minutes => &["分钟", "minutes", "minute"],
            Self::People => &["人", "名", "people", "person"],
            Self::Times => &["次", "times"],
            Self::PerMicrolitre => &["个/µl", "个/μl", "/µl", "/μl", "/ul"],
            Self::MicromolesPerLitre => &["µmol/l", "μmol/l", "umol/l"],
            Self::Milliseconds => &["毫秒", "ms"],
        }
    }
}

/// One answer to an open question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Choice {
    /// Its name in tables.
    pub key: &'static str,
    /// In words.
    pub label: &'static str,
    /// In English.
    pub label_en: &'static str,
}

/// What values a parameter takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A whole number.
    Count {
        /// Of what.
        unit: Unit,
        /// The least that is allowed.
        least: u16,
        /// The most that is allowed.
        most: u16,
        /// Whether these bounds are the norm's; otherwise they only keep out slips of the pen.
        norm: bool,
    },
    /// One of these.
    Choice(&'static [Choice]),
    /// Names, beside those of the norm: a region adds to them and takes none away.
    Names,
    /// A target.
    Share {
        /// The indicator.
        indicator: &'static str,
        /// % or ‰.
        sign: char,
    },
}

/// A national value: since when, and where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct National {
    /// First day; `None` where no day is known: it holds from the start.
    pub since: Option<Date>,
    /// The value.
    pub value: Value,
    /// How sure we are of it.
    pub basis: Basis,
    /// The norm with its article.
    pub source: &'static str,
}

/// Why a value is not taken: what may be said instead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refusal {
    /// The least.
    pub least: Value,
    /// The most.
    pub most: Value,
    /// The norm that sets the bound; `None` where only a slip of the pen is kept out.
    pub norm: Option<&'static str>,
}

/// Where a parameter stands among all of them.
#[derive(Debug, Clone, Copy)]
pub(super) enum Place {
    Field { read: fn(&Parameters) -> Value, put: fn(&mut Parameters, Value) },
    Target(&'static str),
}

/// One parameter.
#[derive(Debug)]
pub struct Parameter {
    pub(super) key: String,
    pub(super) name: [String; 2],
    /// What values it takes.
    pub kind: Kind,
    pub(super) place: Place,
    pub(super) national: Vec<National>,
}

impl Parameter {
    /// Its name in tables, in the store and for programs: interval.stable_months.
    pub fn key(&self) -> &str {
        &self.key
    }

    /// Its name in words.
    pub fn name(&self, lang: Lang) -> &str {
        lang.pick(&self.name[0], &self.name[1])
    }

    /// The national values, the oldest first; empty where the nation sets none.
    pub fn national(&self) -> &[National] {
        &self.national
    }

    /// The national value of a day. Before the oldest one with a day there is none for a target; a
    /// rule holds with its oldest value, since people were visited and counted before the edition too.
    pub fn national_on(&self, day: Date) -> Option<&National> {
        let begun = self.national.iter().rev().find(|one| one.since.is_none_or(|since| since <= day));
        begun.or_else(|| self.national.first().filter(|_| !matches!(self.place, Place::Target(_))))
    }

    /// The value among all of them.
    pub fn read(&self, all: &Parameters) -> Option<Value> {
        match self.place {
            Place::Field { read, .. } => Some(read(all)),
            Place::Target(id) => all.targets.get(id).copied().map(Value::Share),
        }
    }

    /// Sets the value; everything that means the same thing follows.
    pub(super) fn put(&self, all: &mut Parameters, value: Value) {
        match (self.place, value) {
            (Place::Field { put, .. }, value) => put(all, value),
            (Place::Target(id), Value::Share(share)) => _ = all.targets.insert(id, share),
            (Place::Target(_), _) => {}
        }
    }

    /// Why a value that begins on a day is not taken: it is looser than the norm, or no sensible value.
    pub fn refuses(&self, value: Value, day: Date) -> Option<Refusal> {
        let source = || self.national_on(day).map(|one| one.source);
        match (self.kind, value) {
            (Kind::Count { least, most, norm, .. }, Value::Count(count)) => {
                let refusal = Refusal {
                    least: Value::Count(least),
                    most: Value::Count(most),
                    norm: source().filter(|_| norm),
                };
                (!(least..=most).contains(&count)).then_some(refusal)
            }
            (Kind::Share { indicator, sign }, Value::Share(share)) => {
                let national = self.national_on(day).filter(|_| binds(indicator));
                let least = match national.map(|one| one.value) {
                    Some(Value::Share(least)) => least,
                    _ => 0,
                };
                let most = if sign == '%' { 10_000 } else { 100_000 };
                let refusal = Refusal {
                    least: Value::Share(least),
                    most: Value::Share(most),
                    norm: national.map(|one| one.source),
                };
                (!(least..=most).contains(&share)).then_some(refusal)
            }
            _ => None,
        }
    }
}

impl Refusal {
    /// What may be said instead.
    pub fn say(&self, lang: Lang, parameter: &Parameter) -> String {
        let (least, most) = (self.least.say(lang, parameter), self.most.say(lang, parameter));
        match self.norm {
            Some(norm) => words::value_looser(lang, &least, &most, norm),
            None => words::value_range(lang, &least, &most),
        }
    }
}

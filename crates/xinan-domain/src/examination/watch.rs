//! 用药监测 — what some medicines ask to be looked at, and when the next look is due.
//!
//! - Clozapine: white cells and neutrophils, every week or two in the first months, then every month.
//! - Lithium: the level in the blood every three months, and after each change of the dose.
//! - Valproate and carbamazepine: liver and blood count every three to six months.
//!
//! Source: the labels of the medicines and usual practice; no norm of the nation sets an interval, so they are parameters
//! ([`ExamLimits`]). Since when something is taken is what visits say, since nothing else is known: whoever has taken
//! clozapine for years and gets a record today is looked at as if it began today. The stricter error.

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::Date;

use super::limits::ExamLimits;
use super::{Examination, Item};
use crate::code::Code;
use crate::codes;
use crate::medicine::{CLOZAPINE, LITHIUM, Medicine};
use crate::parameter::{Unit, Wait};
use crate::text::{Lang, examination as words};

codes! {
    /// A medicine that asks for checks.
    Watch {
        Clozapine = 1 "氯氮平" "clozapine" [],
        Lithium = 2 "碳酸锂" "lithium" [],
        Valproate = 3 "丙戊酸盐" "valproate" [],
        Carbamazepine = 4 "卡马西平" "carbamazepine" [],
    }
}

impl Watch {
    fn of(medicine: &Medicine) -> Option<Self> {
        match medicine.drug()?.atc {
            CLOZAPINE => Some(Self::Clozapine),
            LITHIUM => Some(Self::Lithium),
            "N03AG01" => Some(Self::Valproate),
            "N03AF01" => Some(Self::Carbamazepine),
            _ => None,
        }
    }

    /// What is measured.
    pub fn items(self) -> &'static [Item] {
        match self {
            Self::Clozapine => &[Item::WhiteCells, Item::Neutrophils],
            Self::Lithium => &[Item::Lithium],
            Self::Valproate | Self::Carbamazepine => &[Item::WhiteCells, Item::Alt],
        }
    }

    /// What is to be done, in words.
    pub fn say(self, lang: Lang) -> &'static str {
        match self {
            Self::Clozapine => words::check_blood_count(lang),
            Self::Lithium => words::check_lithium(lang),
            Self::Valproate | Self::Carbamazepine => words::check_liver_and_blood(lang),
        }
    }
}

/// The medicines that ask for checks, as one visit states them, with the milligrams a day; nought where it does not say.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Watched(BTreeMap<Watch, u32>);

impl Watched {
    /// Out of a table of medicines.
    pub fn of(medicines: &[Medicine]) -> Self {
        let mut all = BTreeMap::new();
        for medicine in medicines {
            let Some(watch) = Watch::of(medicine) else { continue };
            // As far as any dose goes that somebody could mean: what is above is one number.
            let dose = medicine.schedule.mg_per_day().unwrap_or(0.0).clamp(0.0, 1_000_000.0).round();
            *all.entry(watch).or_insert(0) += dose as u32;
        }
        Self(all)
    }

    /// Whether this one is among them.
    pub fn has(&self, watch: Watch) -> bool {
        self.0.contains_key(&watch)
    }

    /// As it is kept: `1:300,2:750`.
    pub fn text(&self) -> String {
        let parts: Vec<String> =
            self.0.iter().map(|(watch, dose)| format!("{}:{dose}", watch.code())).collect();
        parts.join(",")
    }

    /// From what was kept; what is no such text is nothing.
    pub fn read(text: &str) -> Self {
        let part = |part: &str| {
            let (watch, dose) = part.split_once(':')?;
            Some((Watch::from_code(watch.parse().ok()?)?, dose.parse().ok()?))
        };
        Self(text.split(',').filter_map(part).collect())
    }
}

/// A medicine that is taken now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Taken {
    /// Which.
    pub watch: Watch,
    /// The visit since which all visits state it.
    pub since: Date,
    /// The last visit that states another dose than the one before.
    pub changed_on: Option<Date>,
}

/// What is taken, by visits at which somebody was seen or asked, the oldest first: what the last of them states.
pub fn taken<'a>(visits: impl IntoIterator<Item = (Date, &'a Watched)>) -> Vec<Taken> {
    let mut now: BTreeMap<Watch, (Taken, u32)> = BTreeMap::new();
    for (on, stated) in visits {
        let before = std::mem::take(&mut now);
        for (&watch, &dose) in &stated.0 {
            let taken = match before.get(&watch) {
                None => Taken { watch, since: on, changed_on: None },
                Some((taken, said)) if *said == dose => *taken,
                Some((taken, _)) => Taken { changed_on: Some(on), ..*taken },
            };
            now.insert(watch, (taken, dose));
        }
    }
    now.into_values().map(|(taken, _)| taken).collect()
}

/// Which items were measured on one occasion. Says no value.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Measured(u32);

impl Measured {
    /// Of an exam or a single result.
    pub fn of(examination: &Examination) -> Self {
        Self(examination.values.keys().fold(0, |all, item| all | 1 << item.code()))
    }

    /// From what was kept.
    pub fn read(number: i64) -> Self {
        Self(u32::try_from(number).unwrap_or(0))
    }

    /// As it is kept.
    pub fn number(self) -> i64 {
        i64::from(self.0)
    }

    /// Whether all of these were measured.
    pub fn has_all(self, items: &[Item]) -> bool {
        items.iter().all(|item| self.0 & (1 << item.code()) != 0)
    }
}

/// Why a check is due on its day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CheckBecause {
    /// Nothing was measured since it is taken.
    Never {
        /// Since when it is taken.
        since: Date,
        /// How long after that.
        wait: Wait,
    },
    /// So long after the last one, in the first months.
    Early {
        /// The last one.
        last: Date,
        /// How long after that.
        wait: Wait,
    },
    /// So long after the last one.
    Interval {
        /// The last one.
        last: Date,
        /// How long after that.
        wait: Wait,
    },
    /// The dose was changed after the last one.
    Changed {
        /// When it was stated.
        on: Date,
        /// How long after that.
        wait: Wait,
    },
}

/// The next check that a medicine asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Check {
    /// The medicine.
    pub watch: Watch,
    /// The last day on which it is in time.
    pub due_on: Date,
    /// Why on that day.
    pub because: CheckBecause,
}

impl Check {
    /// The reason in words: 服用氯氮平，上次 2026-10-20，每 1 个月查一次.
    pub fn say(&self, lang: Lang) -> String {
        let name = lang.code(self.watch);
        match self.because {
            CheckBecause::Never { since, wait } => {
                words::check_never(lang, name, &since.to_string(), &wait.say(lang))
            }
            CheckBecause::Early { last, wait } => {
                words::check_early(lang, name, &last.to_string(), &wait.say(lang))
            }
            CheckBecause::Interval { last, wait } => {
                words::check_interval(lang, name, &last.to_string(), &wait.say(lang))
            }
            CheckBecause::Changed { on, wait } => {
                words::check_changed(lang, name, &on.to_string(), &wait.say(lang))
            }
        }
    }

    /// Where it stands: no norm of the nation, so it is said that it is usual practice.
    pub fn source(&self, lang: Lang) -> &'static str {
        words::check_source(lang)
    }
}

/// The next check that a medicine asks for. `measured` are days on which something was measured, in any order.
///
/// A result of before the medicine began is the one of its beginning: it shortens nothing. `limits` are those of the day from
/// which is reckoned, so that a new order changes no check of before.
pub fn next_check(
    taken: &Taken,
    measured: &[(Date, Measured)],
    limits: impl Fn(Date) -> ExamLimits,
) -> Check {
    let items = taken.watch.items();
    let last = measured.iter().filter(|(_, one)| one.has_all(items)).map(|(on, _)| *on).max();
    let from = last.map_or(taken.since, |last| last.max(taken.since));
    let (wait, is_early) = interval(taken, from, &limits(from));
    let because = match last {
        None => CheckBecause::Never { since: taken.since, wait },
        Some(_) if is_early => CheckBecause::Early { last: from, wait },
        Some(_) => CheckBecause::Interval { last: from, wait },
    };
    let check = Check { watch: taken.watch, due_on: after(from, wait), because };
    let changed =
        taken.changed_on.filter(|on| taken.watch == Watch::Lithium && last.is_none_or(|last| last < *on));
    let Some(on) = changed else { return check };
    let wait = Wait { count: limits(on).lithium_changed_days, unit: Unit::Days };
    let soon = after(on, wait);
    match soon < check.due_on {
        true => Check { due_on: soon, because: CheckBecause::Changed { on, wait }, ..check },
        false => check,
    }
}

/// How long after a day the next check is due, and whether that day lies in the close-meshed first months.
fn interval(taken: &Taken, from: Date, limits: &ExamLimits) -> (Wait, bool) {
    let months = |count: u16| (Wait { count, unit: Unit::Months }, false);
    match taken.watch {
        Watch::Clozapine => {
            let early = Wait { count: limits.clozapine_early_days, unit: Unit::Days };
            if from < after(taken.since, early) {
                return (Wait { count: limits.clozapine_early_interval_days, unit: Unit::Days }, true);
            }
            months(limits.clozapine_interval_months)
        }
        Watch::Lithium => months(limits.lithium_interval_months),
        Watch::Valproate | Watch::Carbamazepine => months(limits.antiepileptic_interval_months),
    }
}

fn after(day: Date, wait: Wait) -> Date {
    match wait.unit {
        Unit::Months => day.saturating_add(i32::from(wait.count).months()),
        _ => day.saturating_add(i32::from(wait.count).days()),
    }
}

/// All checks that are asked for, the earliest first.
pub fn next_checks(
    taken: &[Taken],
    measured: &[(Date, Measured)],
    limits: impl Fn(Date) -> ExamLimits,
) -> Vec<Check> {
    let mut all: Vec<Check> = taken.iter().map(|one| next_check(one, measured, &limits)).collect();
    all.sort_by_key(|check| (check.due_on, check.watch));
    all
}

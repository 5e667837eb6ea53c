//! The parameters of one region through all time.

use std::collections::BTreeSet;

use jiff::ToSpan;
use jiff::civil::Date;

use super::catalogue::catalogue;
use super::{Order, Override, Parameters, Unit, Wait};
use crate::calendar::Calendar;
use crate::follow_up::{Due, DueRule};
use crate::region::Region;
use crate::text::{Lang, parameter as words, rules};

/// The parameters of one region through all time: which hold on a day is found, not computed anew.
#[derive(Debug, Clone, PartialEq)]
pub struct Periods {
    /// Each with its first day, the oldest first; the first one has always begun.
    periods: Vec<(Date, Parameters)>,
}

/// Why a due day is what it is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DueReason<'a> {
    /// Its paragraph.
    pub rule: DueRule,
    /// How long that one waits; a day agreed waits for nothing.
    pub wait: Option<Wait>,
    /// The region that ordered the wait; without one it is the nation's.
    pub order: Option<&'a Order>,
}

impl DueReason<'_> {
    /// The rule and how long it waits: 稳定，1 个月时随访.
    pub fn rule(&self, lang: Lang) -> String {
        rules::due_rule(lang, self.rule, self.wait)
    }

    /// The same with the paper of the region that ordered it: 稳定，1 个月时随访（清溪县 2025 年工作方案）.
    pub fn say(&self, lang: Lang) -> String {
        let rule = self.rule(lang);
        match self.order {
            Some(order) => words::due_ordered(lang, &rule, &order.source),
            None => rule,
        }
    }
}

impl Periods {
    /// Of a region, from what the nation and the regions order. The calendar is the region's own.
    pub fn of(overrides: &[Override], calendar: &Calendar, region: &Region) -> Self {
        let own: Vec<Override> =
            overrides.iter().filter(|one| one.region.contains(region)).cloned().collect();
        let mut days: BTreeSet<Date> = [Date::MIN].into();
        days.extend(catalogue().iter().flat_map(|one| one.national()).filter_map(|one| one.since));
        for one in &own {
            days.insert(one.valid_from);
            days.extend(one.valid_until.and_then(|until| until.tomorrow().ok()));
        }
        let in_force =
            |day| Parameters { calendar: calendar.clone(), ..Parameters::in_force(&own, region, day) };
        Self { periods: days.into_iter().map(|day| (day, in_force(day))).collect() }
    }

    /// What holds on a day.
    pub fn on(&self, day: Date) -> &Parameters {
        let at = self.periods.partition_point(|(first, _)| *first <= day);
        &self.periods[at.saturating_sub(1)].1
    }

    /// Why a day is due: the wait that leads to it, which was in force on the day from which one waits.
    /// Where that day is not at hand, because a due day is kept without it, it is looked for, and the
    /// newest order that leads to the due day is taken.
    pub fn reason(&self, due: Due, waits_from: Option<Date>) -> DueReason<'_> {
        let leads = |parameters: &&Parameters| match due.rule.wait(&parameters.intervals) {
            Some(wait) => began(due.on, wait).any(|day| std::ptr::eq(self.on(day), *parameters)),
            None => false,
        };
        let found = match waits_from {
            Some(day) => self.on(day),
            // Mostly nobody ever ordered another wait, and there is nothing to look for.
            None if self.always_waits_alike(due.rule) => self.on(due.on),
            None => {
                let mut newest = self.periods.iter().rev().map(|(_, parameters)| parameters);
                newest.find(leads).unwrap_or_else(|| self.on(due.on))
            }
        };
        DueReason {
            rule: due.rule,
            wait: due.rule.wait(&found.intervals),
            order: due.rule.parameter().and_then(|key| found.ordered.get(key)),
        }
    }

    fn always_waits_alike(&self, rule: DueRule) -> bool {
        let wait = rule.wait(&self.periods[0].1.intervals);
        self.periods.iter().all(|(_, one)| one.ordered.is_empty() && rule.wait(&one.intervals) == wait)
    }
}

/// The days from which so long a wait leads to this one. Months clip to their end, so the last of
/// February is three months after the 28th, 29th and 30th of November.
fn began(due_on: Date, wait: Wait) -> impl Iterator<Item = Date> {
    let count = i64::from(wait.count);
    let (span, most) = match wait.unit {
        Unit::Months => (count.months(), 3),
        _ => (count.days(), 0),
    };
    let first = due_on.saturating_sub(span);
    (0..=most).map(move |more: i64| first.saturating_add(more.days())).filter(move |day| {
        // The days after the first only count where the month's end clips them.
        day.saturating_add(span) == due_on
    })
}

//! 指标 — the figures of a territory, and the people behind each of them.
//!
//! A figure is a quotient of two sums over month rows, defined once in the catalogue
//! ([`xinan_domain::indicator`]). Pages read the sums of villages that are kept with the month rows;
//! [`summary`] does too, and for days of which no rows are kept it judges everybody anew. What counts
//! people opens their list, and the list has as many people as the cell said.
//!
//! Divisions stand in administrative order and are never ranked (UX: each township first sees which
//! help it lacks), and fewer than ten people are shown as so many of so many, without a percentage.

mod behind;
mod line;
mod live;
mod say;
pub(crate) mod store;
mod view;
pub mod web;

#[cfg(test)]
mod tests;

use anyhow::Result;
use jiff::civil::Date;
use serde_json::{Map, Value, json};
use xinan_db::Tx;
use xinan_domain::day::month_index;
use xinan_domain::indicator::{CATALOGUE, Indicator, Measure, NOT_YET_COUNTED};
use xinan_domain::parameter::Counting;
use xinan_domain::region::Region;
use xinan_domain::text::Lang;

pub use self::line::{Beside, Line};
use crate::case::facts::rollup::Sums;
use crate::case::facts::{Months, end_of_month};
use crate::division::Divisions;
use crate::shell::app::Settings;
use crate::texts;

/// All statements of this slice, for the test that prepares them on both engines.
#[cfg(test)]
pub(crate) use self::store::STATEMENTS;

/// The figures of a division on a day.
#[derive(Debug, Clone)]
pub struct Summary {
    /// The division.
    pub region: Region,
    /// The last day that counts.
    pub as_of: Date,
    /// The readings in force.
    pub counting: Counting,
    /// Every measure with its sum.
    pub counts: Vec<(Measure, i64)>,
    /// Every indicator, in the order of the official tables.
    pub indicators: Vec<Line>,
    /// The other reading of an indicator's denominator, beside it, where the same people answer for both.
    pub other_readings: Vec<Option<Line>>,
}

/// The figures of a division at the end of a day.
///
/// Month rows that are kept ready answer for the last day of a month and for today; every other day
/// is judged anew from the facts known by then.
///
/// # Errors
/// When the database does not answer.
pub async fn summary(
    tx: &mut Tx,
    settings: &Settings,
    region: &Region,
    as_of: Date,
    today: Date,
) -> Result<Summary> {
    let sums = match ready_month(tx, &settings.divisions, region, as_of, today).await? {
        Some(month) => totals(tx, &settings.divisions, region, month).await?,
        None => live::sums(tx, settings, region, as_of).await?,
    };
    let parameters = settings.parameters(region, as_of);
    let mut beside = Beside { population: settings.divisions.population(region), unrecorded: 0 };
    for county in counties(&settings.divisions, region) {
        let confirmed = store::Confirmed::of_county(tx, county.as_str()).await?;
        beside.unrecorded += confirmed.without_record(region, as_of);
    }
    let line = |one| Line::of(one, &sums, beside, &parameters.counting, &parameters.targets);
    let other_reading = |one: &'static Indicator| {
        let counting = one.other_reading(&parameters.counting)?;
        Some(Line::of(one, &sums, beside, &counting, &parameters.targets))
    };
    Ok(Summary {
        region: *region,
        as_of,
        counts: Measure::ALL.iter().map(|measure| (*measure, sums.get(*measure))).collect(),
        indicators: CATALOGUE.iter().map(line).collect(),
        other_readings: CATALOGUE.iter().map(other_reading).collect(),
        counting: parameters.counting.clone(),
    })
}

/// The month whose rows answer for this day, if they are there.
async fn ready_month(
    tx: &mut Tx,
    divisions: &Divisions,
    region: &Region,
    as_of: Date,
    today: Date,
) -> Result<Option<i32>> {
    let month = month_index(as_of);
    let kept = Months::all(today);
    let whole = as_of == today || as_of == end_of_month(month);
    if !whole || month < kept.from || month > kept.to {
        return Ok(None);
    }
    for county in counties(divisions, region) {
        if !store::is_complete(tx, county.as_str(), month).await? {
            return Ok(None);
        }
    }
    Ok(Some(month))
}

/// The sums of a whole division in one month.
async fn totals(tx: &mut Tx, divisions: &Divisions, region: &Region, month: i32) -> Result<Sums> {
    let mut totals = Sums::default();
    for county in counties(divisions, region) {
        totals += &store::total(tx, county.as_str(), region, month).await?;
    }
    Ok(totals)
}

/// The county of a division, or the counties within it.
fn counties(divisions: &Divisions, region: &Region) -> Vec<Region> {
    match region.county() {
        Some(county) => vec![county],
        None => divisions
            .counties()
            .filter_map(|code| Region::exact(code).ok())
            .filter(|county| region.contains(county))
            .collect(),
    }
}

impl Summary {
    /// For scripts: `region`, `as_of`, `counts` by key, `counting` with the switches in force,
    /// `indicators` with numerator, denominator and readings, `not_yet_counted` with what is missing.
    pub fn json(&self) -> Value {
        let counts: Map<String, Value> =
            self.counts.iter().map(|(measure, count)| (measure.key().to_owned(), (*count).into())).collect();
        let indicators: Vec<Value> = self
            .indicators
            .iter()
            .zip(&self.other_readings)
            .map(|(line, other)| {
                let [source, source_en] = line.indicator.source;
                json!({
                    "id": line.indicator.id,
                    "name": line.indicator.name,
                    "numerator": line.numerator,
                    "denominator": line.denominator,
                    "value": line.rate.map(|rate| rate.value()),
                    "source": source,
                    "source_en": source_en,
                    "readings": say::switches(Lang::Zh, line.indicator, &self.counting),
                    "other_reading": other.as_ref().map(|other| json!({
                        "numerator": other.numerator,
                        "denominator": other.denominator,
                        "value": other.rate.map(|rate| rate.value()),
                    })),
                })
            })
            .collect();
        let not_yet: Vec<Value> = NOT_YET_COUNTED
            .iter()
            .map(|one| {
                json!({
                    "id": one.id,
                    "name": one.name(Lang::Zh),
                    "formula": one.formula(Lang::Zh),
                    "missing": one.missing(Lang::Zh),
                    "source": one.source(Lang::Zh),
                })
            })
            .collect();
        json!({
            "region": self.region.as_str(),
            "as_of": self.as_of.to_string(),
            "counting": self.counting,
            "counts": counts,
            "indicators": indicators,
            "not_yet_counted": not_yet,
        })
    }

    /// For people at a terminal: the partition of all records, then a line for each indicator.
    ///
    /// Names stand at the end of a line: Chinese letters are two columns wide there, and not everywhere.
    pub fn text(&self, lang: Lang) -> String {
        let count = |wanted: Measure| {
            self.counts.iter().find(|(measure, _)| *measure == wanted).map_or(0, |(_, count)| *count)
        };
        let mut out = texts::stats_text_title(lang, self.region.as_str(), &self.as_of.to_string());
        out.push('\n');
        let (dead, lost) = (count(Measure::Dead), count(Measure::LostNotManaged));
        let (not_managed, all) = (count(Measure::NotManaged), count(Measure::Cumulative));
        let managed = all - dead - lost - not_managed;
        out.push_str(&texts::stats_text_partition(lang, all, dead, lost, not_managed, managed));
        out.push('\n');
        for line in &self.indicators {
            let number = |value: Option<i64>| value.map_or_else(|| "-".to_owned(), |value| value.to_string());
            let rate = line.rate.map_or_else(|| "-".to_owned(), |rate| line.with_unit(&rate.to_string()));
            let (numerator, denominator) = (number(line.numerator), number(line.denominator));
            let target = line.target.map_or(String::new(), |target| {
                texts::stats_text_target(lang, &line.with_unit(&target.to_string()))
            });
            let name = lang.pick(line.indicator.name, line.indicator.name_en);
            out.push_str(&format!("{rate:>9} {numerator:>8} / {denominator:<8} {name}{target}\n"));
        }
        out.push_str(texts::stats_text_not_yet(lang));
        out.push('\n');
        for one in NOT_YET_COUNTED {
            out.push_str(&format!("{:>9} {}: {}\n", "-", one.name(lang), one.missing(lang)));
        }
        out
    }
}

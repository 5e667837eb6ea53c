//! Handlers of the figures.

use std::collections::{BTreeMap, HashMap};

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use xinan_db::Tx;
use xinan_domain::day::month_index;
use xinan_domain::indicator::{CATALOGUE, Indicator, Measure, find};
use xinan_domain::region::{Level, Region};

use super::behind::{Part, Subject, is_asked_for};
use super::line::{Beside, Line};
use super::store;
use super::view::people::PER_PAGE;
use super::view::{
    COURSE, Child, Here, indicator as indicator_view, no_month, overview as overview_view,
    people as people_view,
};
use crate::case::facts::rollup::Sums;
use crate::case::facts::{Months, end_of_month};
use crate::case::seen::{List, shown};
use crate::shell::actor::Actor;
use crate::shell::app::{App, Settings};
use crate::shell::clock::Moment;
use crate::shell::extract::{Path, Query};
use crate::shell::problem::Problem;
use crate::shell::ui::pagination::Place;

/// The words of an address after its question mark; the last of a name that comes twice.
type Asked = Query<HashMap<String, String>>;

/// How many months may be chosen.
const MONTHS: i32 = 24;

/// GET /stats
pub async fn overview(
    State(app): State<App>,
    actor: Actor,
    Query(asked): Asked,
) -> Result<Response, Problem> {
    let (now, settings) = (app.now(), app.settings());
    if let Some(gone) = month_gone(&actor, &now, &asked, "/stats") {
        return Ok(gone);
    }
    let mut tx = app.db().read().await?;
    let here = enter(&mut tx, &actor, &now, &settings, &asked).await?;
    let year_ago = here.month - 12;
    let below = store::by_child(&mut tx, &here.region, [here.month, year_ago]).await?;
    let course = match has_children(&here.region) {
        true => {
            store::course(
                &mut tx,
                &here.region,
                span(&here),
                &[Measure::Standard, Measure::Registered, Measure::RegisteredOrDied],
            )
            .await?
        }
        false => BTreeMap::new(),
    };
    let why = store::why(&mut tx, &here.cell(), CATALOGUE.iter(), &here.parameters.counting).await?;
    tx.commit().await?;

    let standard = find("standard").ok_or(Problem::NotFound)?;
    let before = (year_ago >= Months::all(now.day()).from).then(|| sum_of(&below, year_ago));
    let shown = overview_view::Overview {
        sums: sum_of(&below, here.month),
        before: before.filter(|sums| sums.get(Measure::Cumulative) > 0),
        children: children(&here, standard, &below, &course),
        why,
    };
    Ok(overview_view::page(&here, &shown).into_response())
}

/// GET /stats/{indicator}
pub async fn indicator(
    State(app): State<App>,
    actor: Actor,
    Path(id): Path<String>,
    Query(asked): Asked,
) -> Result<Response, Problem> {
    let indicator = find(&id).ok_or(Problem::NotFound)?;
    let (now, settings) = (app.now(), app.settings());
    if let Some(gone) = month_gone(&actor, &now, &asked, &format!("/stats/{}", indicator.id)) {
        return Ok(gone);
    }
    let mut tx = app.db().read().await?;
    let here = enter(&mut tx, &actor, &now, &settings, &asked).await?;
    let below = store::by_child(&mut tx, &here.region, [here.month, here.month]).await?;
    let counting = &here.parameters.counting;
    let mut measures = Vec::with_capacity(2);
    for base in [indicator.numerator, indicator.denominator] {
        measures.extend(base.measure(counting).filter(|measure| !measures.contains(measure)));
    }
    let course = store::course(&mut tx, &here.region, span(&here), &measures).await?;
    let why = store::why(&mut tx, &here.cell(), std::iter::once(indicator), counting).await?;
    tx.commit().await?;

    let sums = sum_of(&below, here.month);
    let (from, to) = span(&here);
    let line = |sums: &Sums, month: i32| here.line(indicator, sums, month);
    let shown = indicator_view::Shown {
        indicator,
        line: line(&sums, here.month),
        course: (from..=to).map(|month| (month, line(&sum_of(&course, month), month))).collect(),
        children: children(&here, indicator, &below, &course),
        sums,
        why,
    };
    Ok(indicator_view::page(&here, &shown).into_response())
}

/// GET /stats/{indicator}/people
pub async fn people(
    State(app): State<App>,
    actor: Actor,
    Path(key): Path<String>,
    Query(asked): Asked,
) -> Result<Response, Problem> {
    let subject = Subject::read(&key).ok_or(Problem::NotFound)?;
    let (now, settings) = (app.now(), app.settings());
    if let Some(gone) = month_gone(&actor, &now, &asked, "/stats") {
        return Ok(gone);
    }
    let mut tx = app.db().read().await?;
    let here = enter(&mut tx, &actor, &now, &settings, &asked).await?;
    let part = match said(&asked, "of") {
        "" => Part::Numerator,
        key => Part::ALL.into_iter().find(|part| part.key() == key).ok_or(Problem::NotFound)?,
    };
    let behind = match subject {
        Subject::Indicator(indicator) => part.of(indicator, &here.parameters.counting),
        Subject::Count(behind) => Some(behind).filter(|one| is_asked_for(*one, &here.parameters.counting)),
    };
    let behind = behind.ok_or(Problem::NotFound)?;
    let page = match said(&asked, "page") {
        "" => 1,
        page => page.parse::<u32>().map_err(|_| Problem::NotFound)?,
    };

    let (cell, scope) = (here.cell(), actor.scope());
    let total = store::count(&mut tx, &cell, behind).await?;
    // Nobody leaves a county with the record; only narrower posts can have lost somebody since.
    let within = match actor.region.level() {
        Level::Township | Level::Village => store::count_within(&mut tx, &scope, &cell, behind).await?,
        Level::County | Level::Prefecture | Level::Province => total.people,
    };
    let place = Place::of(u64::try_from(within).unwrap_or(0), page, PER_PAGE);
    let people = match within {
        0 => Vec::new(),
        _ => store::people(&mut tx, &scope, &cell, behind, PER_PAGE, place.before()).await?,
    };
    let cases: Vec<_> = people.iter().map(|one| one.case.clone()).collect();
    shown(&mut tx, &actor, List::Indicators, &cases, &now).await?;
    tx.commit().await?;

    let page = people_view::Shown { subject, part, behind, total, within, people: &people, place };
    Ok(people_view::page(&here, &page).into_response())
}

fn said<'a>(asked: &'a HashMap<String, String>, name: &str) -> &'a str {
    asked.get(name).map_or("", |value| value.trim())
}

/// The months that may be asked for, newest first.
fn kept_months(now: &Moment) -> Vec<i32> {
    let kept = Months::all(now.day());
    (kept.from.max(kept.to - MONTHS + 1)..=kept.to).rev().collect()
}

/// The page that says so when a month is asked for that is not kept, or is none.
fn month_gone(actor: &Actor, now: &Moment, asked: &HashMap<String, String>, path: &str) -> Option<Response> {
    let text = said(asked, "month");
    let there = text.is_empty() || read_month(text).is_some_and(|month| kept_months(now).contains(&month));
    (!there).then(|| (StatusCode::NOT_FOUND, no_month(actor, now, path)).into_response())
}

/// Which place and month is asked for. What lies outside the territory does not exist for the asker.
async fn enter<'a>(
    tx: &mut Tx,
    actor: &'a Actor,
    now: &'a Moment,
    settings: &'a Settings,
    asked: &HashMap<String, String>,
) -> Result<Here<'a>, Problem> {
    let region = match said(asked, "region") {
        "" => actor.region,
        code => Region::parse(code).map_err(|_| Problem::NotFound)?,
    };
    if !actor.region.contains(&region) || (region != actor.region && !settings.divisions.has(region.as_str()))
    {
        return Err(Problem::NotFound);
    }
    let county = region.county().ok_or(Problem::NotFound)?;
    let kept = Months::all(now.day());
    let months = kept_months(now);
    let (month, complete) = match said(asked, "month") {
        // On the first morning of a month its rows may still be on their way.
        "" if store::is_complete(tx, county.as_str(), kept.to).await? => (kept.to, true),
        "" => {
            let before = (kept.to - 1).max(kept.from);
            match store::is_complete(tx, county.as_str(), before).await? {
                true => (before, true),
                false => (kept.to, false),
            }
        }
        text => {
            let month = read_month(text).filter(|month| months.contains(month)).ok_or(Problem::NotFound)?;
            (month, store::is_complete(tx, county.as_str(), month).await?)
        }
    };
    let parameters = settings.parameters(&region, end_of_month(month));
    let confirmed = store::Confirmed::of_county(tx, county.as_str()).await?;
    Ok(Here { actor, now, settings, parameters, region, month, months, complete, confirmed })
}

/// 2026-11.
fn read_month(text: &str) -> Option<i32> {
    let (year, month) = text.split_once('-')?;
    let digits = |text: &str, count| text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(year, 4) || !digits(month, 2) {
        return None;
    }
    Some(month_index(Date::new(year.parse().ok()?, month.parse().ok()?, 1).ok()?))
}

fn has_children(region: &Region) -> bool {
    region.level() < Level::Village
}

/// The months of a course: a year up to this month, as far as rows are kept.
fn span(here: &Here<'_>) -> (i32, i32) {
    let first = Months::all(here.now.day()).from;
    ((here.month - COURSE + 1).max(first), here.month)
}

fn sum_of(cells: &BTreeMap<(String, i32), Sums>, month: i32) -> Sums {
    let mut total = Sums::default();
    for ((_, at), sums) in cells {
        if *at == month {
            total += sums;
        }
    }
    total
}

/// The divisions below in administrative order; a code without a name in the table stands with them.
fn children(
    here: &Here<'_>,
    indicator: &'static Indicator,
    below: &BTreeMap<(String, i32), Sums>,
    course: &BTreeMap<(String, i32), Sums>,
) -> Vec<Child> {
    if !has_children(&here.region) {
        return Vec::new();
    }
    let divisions = &here.settings.divisions;
    let mut names: BTreeMap<String, String> = divisions
        .children(&here.region)
        .map(|(code, name)| (code.as_str().to_owned(), name.to_owned()))
        .collect();
    for (code, _) in below.keys() {
        names.entry(code.clone()).or_insert_with(|| divisions.name(code).to_owned());
    }
    let (from, to) = span(here);
    names
        .into_iter()
        .map(|(code, name)| {
            let place = Region::exact(&code).ok();
            let beside = |month: i32| place.map_or_else(Beside::default, |place| here.beside(&place, month));
            let targets = match place {
                Some(place) => here.settings.parameters(&place, end_of_month(here.month)).targets,
                None => here.parameters.targets.clone(),
            };
            let of = |cells: &BTreeMap<(String, i32), Sums>, month: i32| {
                cells.get(&(code.clone(), month)).cloned().unwrap_or_default()
            };
            let rate = |month: i32| {
                let counting = &here.parameters.counting;
                let line = Line::of(indicator, &of(course, month), beside(month), counting, &targets);
                line.shown().map(|rate| rate.value())
            };
            Child {
                sums: of(below, here.month),
                course: (from..=to).map(rate).collect(),
                beside: beside(here.month),
                targets,
                name,
                code,
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_month_is_written_with_four_and_two_digits() {
        assert_eq!(read_month("2026-11"), Some(month_index(date(2026, 11, 1))));
        for text in ["2026-13", "2026-1", "2026", "26-11", "-2026-11", "2026-+1", "２０２６-11", ""] {
            assert_eq!(read_month(text), None, "{text}");
        }
    }
}

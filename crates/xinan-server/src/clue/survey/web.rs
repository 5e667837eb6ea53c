//! Handlers of surveys.

use std::collections::BTreeMap;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use jiff::civil::Date;
use maud::Markup;
use serde::Deserialize;
use xinan_db::{Uuid, audit};
use xinan_domain::answers::{Answers, Complaints};
use xinan_domain::clue::{ScreeningList, Survey, SurveyContext, parse_survey, standing_of};
use xinan_domain::code::Code;
use xinan_domain::region::{Level, Region};

use super::store::{self, Progress};
use super::view::{self, Filled};
use crate::clue::store::CHANGING;
use crate::policy::{Action, permits};
use crate::shell::actor::Actor;
use crate::shell::app::{App, Settings};
use crate::shell::extract::{Path, Query};
use crate::shell::problem::Problem;
use crate::shell::session::{Posted, Typed};

/// What was just done.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    #[serde(default)]
    done: String,
}

/// GET /surveys
pub async fn list(State(app): State<App>, actor: Actor) -> Result<Markup, Problem> {
    let (now, settings) = (app.now(), app.settings());
    let mut tx = app.db().read().await?;
    let found = store::list(&mut tx, &actor).await?;
    tx.commit().await?;
    Ok(view::list(&actor, &now, &settings.divisions, &found))
}

/// GET /surveys/new
pub async fn new(State(app): State<App>, actor: Actor) -> Markup {
    let (now, settings) = (app.now(), app.settings());
    let mut answers = Answers::default();
    answers.push("region", actor.region.as_str());
    answers.push("from_on", now.day().to_string());
    answers.push("list", ScreeningList::CURRENT.code().to_string());
    let nothing = Complaints::default();
    let filled = Filled { answers: &answers, complaints: &nothing, id: xinan_db::new_id(), outdated: false };
    view::form(&actor, &now, &settings.divisions, &filled)
}

/// The county or a township of the territory.
fn area(actor: &Actor, settings: &Settings, text: &str) -> Option<Region> {
    let region = Region::exact(text).ok()?;
    let known = settings.divisions.has(text) && actor.region.contains(&region);
    (known && region.level() != Level::Village).then_some(region)
}

fn understand(
    actor: &Actor,
    settings: &Settings,
    answers: &Answers,
    today: Date,
) -> Result<Survey, Complaints> {
    let region = |text: &str| area(actor, settings, text);
    parse_survey(answers, &SurveyContext { today, region: &region })
}

/// POST /surveys/new
pub async fn create(State(app): State<App>, typed: Typed) -> Result<Response, Problem> {
    let Typed { actor, answers, outdated } = typed;
    let Ok(id) = Uuid::try_parse(&answers.get("survey_id")) else { return Err(Problem::Malformed) };
    let (now, settings) = (app.now(), app.settings());
    let read = understand(&actor, &settings, &answers, now.day());
    let mut tx = app.db().write().await?;
    tx.alone_at(CHANGING).await?;
    if let Some(by) = store::begun_by(&mut tx, actor.county(), id).await? {
        tx.commit().await?;
        return if by == actor.account { Ok(done(id, "begun")) } else { Err(Problem::Malformed) };
    }
    let survey = match read {
        Ok(survey) if !outdated => survey,
        read => {
            tx.commit().await?;
            let complaints = read.err().filter(|_| !outdated).unwrap_or_default();
            let status = if outdated { StatusCode::FORBIDDEN } else { StatusCode::UNPROCESSABLE_ENTITY };
            let filled = Filled { answers: &answers, complaints: &complaints, id, outdated };
            return Ok((status, view::form(&actor, &now, &settings.divisions, &filled)).into_response());
        }
    };
    store::insert(&mut tx, &actor, (id, &survey), now.micros()).await?;
    audit::record(&mut tx, &actor.entry(&now, "survey.begun", None, id.simple().to_string())).await?;
    tx.commit().await?;
    Ok(done(id, "begun"))
}

fn done(id: Uuid, what: &str) -> Response {
    Redirect::to(&format!("/surveys/{}?done={what}", id.simple())).into_response()
}

/// GET /surveys/{id}: how far each village of the territory is.
pub async fn show(
    State(app): State<App>,
    actor: Actor,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Markup, Problem> {
    let (now, settings) = (app.now(), app.settings());
    let mut tx = app.db().read().await?;
    let kept = store::find(&mut tx, &actor, &id).await?.ok_or(Problem::NotFound)?;
    let within = kept.within(&actor.region);
    let known = store::progress(&mut tx, &actor, (&kept, &within)).await?;
    tx.commit().await?;
    let villages = villages(&settings, &within, known);
    Ok(view::one(&actor, &now, &settings.divisions, (&kept, &villages), &asked.done))
}

/// Every village of an area with how far it is.
fn villages(
    settings: &Settings,
    within: &Region,
    mut known: BTreeMap<String, Progress>,
) -> Vec<(Region, String, Progress)> {
    let tree = settings.divisions.tree(within);
    let villages = tree.into_iter().filter(|(region, _)| region.level() == Level::Village);
    villages
        .map(|(region, name)| {
            let progress = known.remove(region.as_str()).unwrap_or_default();
            (region, name, progress)
        })
        .collect()
}

/// POST /surveys/{id}/villages: a village was asked to its end.
pub async fn village(
    State(app): State<App>,
    Path(id): Path<String>,
    posted: Posted,
) -> Result<Response, Problem> {
    let Posted { actor, answers } = posted;
    let Ok(entry) = Uuid::try_parse(&answers.get("entry_id")) else { return Err(Problem::Malformed) };
    let now = app.now();
    let mut tx = app.db().write().await?;
    tx.alone_at(CHANGING).await?;
    let kept = store::find(&mut tx, &actor, &id).await?.ok_or(Problem::NotFound)?;
    let settings = app.settings();
    let village = Region::exact(&answers.get("village")).map_err(|_| Problem::NotFound)?;
    let own = village.level() == Level::Village
        && settings.divisions.has(village.as_str())
        && actor.region.contains(&village)
        && kept.survey.region.contains(&village);
    if !own {
        return Err(Problem::NotFound);
    }
    if let Some(there) = store::entry(&mut tx, actor.county(), entry).await? {
        tx.commit().await?;
        let same = there == (kept.id, village.as_str().to_owned());
        return if same { Ok(done(kept.id, "village")) } else { Err(Problem::Malformed) };
    }
    let is_done = store::done(&mut tx, actor.county(), kept.id).await?.contains_key(village.as_str());
    if is_done || !standing_of(&kept.survey, kept.ended.is_some(), now.day()).asks() {
        // Somebody else was quicker, or it was ended meanwhile: the page says how things are.
        tx.commit().await?;
        return Ok(done(kept.id, "late"));
    }
    let of = (entry, kept.id, &village);
    store::add_village(&mut tx, &actor, of, (now.day(), now.micros())).await?;
    let detail = format!("{} {}", kept.path_id(), village.as_str());
    audit::record(&mut tx, &actor.entry(&now, "survey.recorded", None, detail)).await?;
    tx.commit().await?;
    Ok(done(kept.id, "village"))
}

/// POST /surveys/{id}/villages/{entry}/withdrawal: it was not asked to its end after all. By whoever entered it, or by
/// the township and the county.
pub async fn withdraw(
    State(app): State<App>,
    Path((id, entry)): Path<(String, String)>,
    posted: Posted,
) -> Result<Response, Problem> {
    let Posted { actor, .. } = posted;
    let now = app.now();
    let mut tx = app.db().write().await?;
    tx.alone_at(CHANGING).await?;
    let kept = store::find(&mut tx, &actor, &id).await?.ok_or(Problem::NotFound)?;
    let entry = Uuid::try_parse(&entry).map_err(|_| Problem::NotFound)?;
    let within = kept.within(&actor.region);
    let known = store::done(&mut tx, actor.county(), kept.id).await?;
    let own = known
        .iter()
        .filter(|(village, _)| village.starts_with(within.as_str()))
        .map(|(_, done)| done)
        .find(|one| one.id == entry);
    if own.is_some_and(|one| one.by != actor.account && !permits(&actor, Action::BeginSurvey)) {
        return Err(Problem::NotAllowed);
    }
    if own.is_some() && store::withdraw(&mut tx, &actor, (kept.id, entry), now.micros()).await? {
        let detail = format!("{} {}", kept.path_id(), entry.simple());
        audit::record(&mut tx, &actor.entry(&now, "survey.withdrawn", None, detail)).await?;
    }
    tx.commit().await?;
    Ok(done(kept.id, "withdrawn"))
}

/// POST /surveys/{id}/end: by those whose area it is.
pub async fn end(
    State(app): State<App>,
    Path(id): Path<String>,
    posted: Posted,
) -> Result<Response, Problem> {
    let Posted { actor, .. } = posted;
    let now = app.now();
    let mut tx = app.db().write().await?;
    tx.alone_at(CHANGING).await?;
    let kept = store::find(&mut tx, &actor, &id).await?.ok_or(Problem::NotFound)?;
    if !actor.region.contains(&kept.survey.region) {
        return Err(Problem::NotAllowed);
    }
    if store::end(&mut tx, &actor, kept.id, now.micros()).await? {
        audit::record(&mut tx, &actor.entry(&now, "survey.ended", None, kept.path_id())).await?;
    }
    tx.commit().await?;
    Ok(done(kept.id, "ended"))
}

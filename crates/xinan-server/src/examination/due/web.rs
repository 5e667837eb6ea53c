//! The handler of the lists.

use axum::extract::State;
use maud::Markup;
use serde::Deserialize;

use super::store::{self, List};
use super::view;
use crate::case::VisibleCase;
use crate::case::seen::{self, shown};
use crate::shell::actor::Actor;
use crate::shell::app::App;
use crate::shell::extract::Query;
use crate::shell::filters;
use crate::shell::problem::Problem;
use crate::shell::ui::pagination::Place;
use xinan_db::Scope;

/// How many people a page shows.
const PER_PAGE: u32 = 50;

/// Which list is asked for, and of which part of the territory.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    #[serde(default)]
    of: String,
    #[serde(default)]
    region: String,
    #[serde(default)]
    page: u32,
}

/// GET /examinations/due
pub async fn list(
    State(app): State<App>,
    actor: Actor,
    Query(asked): Query<Asked>,
) -> Result<Markup, Problem> {
    let (now, settings) = (app.now(), app.settings());
    let list = if asked.of == List::Checks.key() { List::Checks } else { List::Yearly };
    let region = filters::division(&actor, &asked.region)?;
    let scope = region.map_or_else(|| actor.scope(), Scope::of);
    let mut tx = app.db().read().await?;
    let counts = store::counts(&mut tx, &scope, now.day()).await?;
    let place = Place::of(counts.of(list), asked.page, PER_PAGE);
    let lines = store::lines(&mut tx, &scope, (list, now.day()), (PER_PAGE, place.before())).await?;
    let people: Vec<VisibleCase> = lines.iter().map(|line| line.case.clone()).collect();
    shown(&mut tx, &actor, seen::List::WorklistPage, &people, &now).await?;
    tx.commit().await?;
    Ok(view::list(&actor, &now, &settings, &view::Page { list, region, counts, lines: &lines, place }))
}

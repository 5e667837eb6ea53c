//! GET /people/{id}/story

use axum::extract::State;
use maud::Markup;
use serde::Deserialize;

use super::{gather, view};
use crate::case::facts;
use crate::case::store::find;
use crate::policy::Action;
use crate::shell::actor::Actor;
use crate::shell::app::App;
use crate::shell::extract::{Path, Query};
use crate::shell::problem::Problem;
use crate::shell::ui::pagination::Place;

/// How many lines a page shows.
const PER_PAGE: u32 = 60;

/// Which page.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    #[serde(default)]
    page: u32,
}

/// The account, the latest first.
pub async fn show(
    State(app): State<App>,
    actor: Actor,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Markup, Problem> {
    let now = app.now();
    let mut tx = app.db().read().await?;
    let case = find(&mut tx, &actor, &id, Action::SeeCase, &now).await?;
    let facts = facts::store::of_case(&mut tx, case.county(), case.id()).await?.ok_or(Problem::NotFound)?;
    let mut lines = gather(&mut tx, &actor, &case, &facts).await?;
    tx.commit().await?;
    lines.reverse();
    let place = Place::of(lines.len() as u64, asked.page, PER_PAGE);
    let from = place.before() as usize;
    let upto = (from + PER_PAGE as usize).min(lines.len());
    Ok(view::page(&actor, &now, &case, lines.get(from..upto).unwrap_or_default(), place))
}

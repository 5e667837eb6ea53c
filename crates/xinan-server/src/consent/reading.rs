//! Handlers that show: where everything stands with its history, and one entry.

use axum::extract::State;
use jiff::civil::Date;
use maud::Markup;
use serde::Deserialize;
use xinan_db::{Tx, Uuid};
use xinan_domain::consent::States;

use super::paper::store::papers;
use super::store::{self, Kept};
use super::view;
use crate::case::VisibleCase;
use crate::case::facts::store::of_case;
use crate::case::store::find;
use crate::policy::Action;
use crate::shell::actor::Actor;
use crate::shell::app::App;
use crate::shell::extract::{Path, Query};
use crate::shell::problem::Problem;

/// What was just done.
#[derive(Debug, Default, Deserialize)]
pub struct Done {
    #[serde(default)]
    done: String,
}

/// GET /people/{id}/consents
pub async fn list(
    State(app): State<App>,
    actor: Actor,
    Path(id): Path<String>,
    Query(done): Query<Done>,
) -> Result<Markup, Problem> {
    let now = app.now();
    let mut tx = app.db().read().await?;
    let case = find(&mut tx, &actor, &id, Action::ReadConsents, &now).await?;
    let states = states(&mut tx, &case, now.day()).await?;
    let history = store::history(&mut tx, &case).await?;
    let forms = store::of_forms(&mut tx, &case).await?;
    tx.commit().await?;
    Ok(view::list(&actor, &now, &case, &states, (&history, &forms), &done.done))
}

/// GET /people/{id}/consents/{consent}
pub async fn show(
    State(app): State<App>,
    actor: Actor,
    Path((id, consent)): Path<(String, String)>,
    Query(done): Query<Done>,
) -> Result<Markup, Problem> {
    let now = app.now();
    let mut tx = app.db().read().await?;
    let case = find(&mut tx, &actor, &id, Action::ReadConsents, &now).await?;
    let kept = entry(&mut tx, &case, &consent).await?;
    let papers = papers(&mut tx, &case, kept.id).await?;
    let states = states(&mut tx, &case, now.day()).await?;
    tx.commit().await?;
    Ok(view::entry(&actor, &now, &case, (&kept, &states), &papers, &[], &done.done))
}

/// Where the four stand at the end of a day.
pub(super) async fn states(tx: &mut Tx, case: &VisibleCase, day: Date) -> Result<States, Problem> {
    let facts = of_case(tx, case.county(), case.id()).await?.ok_or(Problem::NotFound)?;
    Ok(facts.consent_states(day))
}

/// The entry of this person that an address names.
pub(super) async fn entry(tx: &mut Tx, case: &VisibleCase, path_id: &str) -> Result<Kept, Problem> {
    let Ok(id) = Uuid::try_parse(path_id) else { return Err(Problem::NotFound) };
    store::one(tx, case, id).await?.ok_or(Problem::NotFound)
}

//! Handlers of the lists that a post was given.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use maud::Markup;
use serde::Deserialize;
use xinan_db::audit::{self, Entry};
use xinan_db::{Tx, Uuid};
use xinan_domain::disclosure::handed::{Reading, reading};

use super::{store, view};
use crate::disclosure::handed::store::{of_post, received};
use crate::policy::Action;
use crate::shell::actor::Actor;
use crate::shell::app::App;
use crate::shell::clock::Moment;
use crate::shell::extract::{Path, Query};
use crate::shell::problem::Problem;
use crate::shell::ui::pagination::Place;

/// How many people a page shows.
const PER_PAGE: u32 = 50;

/// Which page.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    #[serde(default)]
    page: u32,
}

/// GET /received
pub async fn list(State(app): State<App>, actor: Actor) -> Result<Markup, Problem> {
    let now = app.now();
    let mut tx = app.db().read().await?;
    let lists = received(&mut tx, &actor).await?;
    tx.commit().await?;
    Ok(view::list(&actor, &now, &app.settings().divisions, &lists))
}

/// GET /received/{id}: what is absent and what is another post's are one answer; what is over says so.
pub async fn show(
    State(app): State<App>,
    actor: Actor,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    let now = app.now();
    let mut tx = app.db().read().await?;
    let found = match Uuid::try_parse(&id) {
        Ok(id) => of_post(&mut tx, &actor, id).await?,
        Err(_) => None,
    };
    let Some((one, handed)) = found else {
        refused(tx, &actor, &now, "no such list").await?;
        return Err(Problem::NotFound);
    };
    let given = handed.given(&one).ok_or(Problem::NotFound)?;
    let until = match reading(&given, now.micros()) {
        Reading::Open { until } => until,
        over => {
            let why = if over == Reading::Ended { "it was ended" } else { "its days are over" };
            refused(tx, &actor, &now, &format!("{}: {why}", one.path_id())).await?;
            return Ok((StatusCode::GONE, view::over(&actor, &now, over)).into_response());
        }
    };
    let total = store::count(&mut tx, actor.county(), &one).await?;
    let place = Place::of(total, asked.page, PER_PAGE);
    let people = store::people(&mut tx, actor.county(), &one, (PER_PAGE, place.before())).await?;
    let cases = audit::packed(people.iter().map(|person| person.id));
    let entry = actor.entry(&now, Action::ReadHandedList.name(), None, one.path_id());
    audit::record(&mut tx, &Entry { cases, ..entry }).await?;
    tx.commit().await?;
    let shown = view::Shown { one: &one, until, people: &people, place };
    Ok(view::one(&actor, &now, &shown).into_response())
}

async fn refused(mut tx: Tx, actor: &Actor, now: &Moment, why: &str) -> Result<(), Problem> {
    let entry = actor.entry(now, "handed_list.refused", None, why.to_owned());
    audit::record(&mut tx, &entry).await?;
    Ok(tx.commit().await?)
}

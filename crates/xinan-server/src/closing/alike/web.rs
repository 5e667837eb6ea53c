//! Handlers of the records that are alike.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use maud::Markup;
use serde::Deserialize;
use xinan_db::{Uuid, audit};

use super::{store, view};
use crate::case::seen::{List, shown_ids};
use crate::case::store::find;
use crate::policy::Action;
use crate::shell::actor::Actor;
use crate::shell::app::App;
use crate::shell::extract::Query;
use crate::shell::problem::Problem;
use crate::shell::session::Posted;
use crate::shell::ui::pagination::Place;

/// How many pairs a page shows.
const PER_PAGE: u32 = 20;

/// Which page, and what was just done.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    #[serde(default)]
    page: u32,
    #[serde(default)]
    done: String,
}

/// GET /duplicates
pub async fn list(
    State(app): State<App>,
    actor: Actor,
    Query(asked): Query<Asked>,
) -> Result<Markup, Problem> {
    let (now, settings) = (app.now(), app.settings());
    let mut tx = app.db().read().await?;
    let all = store::pairs(&mut tx, &actor).await?;
    let place = Place::of(all.len() as u64, asked.page, PER_PAGE);
    let pairs = all.into_iter().skip(place.before() as usize).take(PER_PAGE as usize);
    let pairs: Vec<store::Pair> = pairs.collect();
    let people: Vec<Uuid> = pairs.iter().flat_map(|pair| [pair.first.id(), pair.second.id()]).collect();
    if !people.is_empty() {
        shown_ids(&mut tx, &actor, List::Roster, &people, &now).await?;
    }
    tx.commit().await?;
    Ok(view::list(&actor, &now, &settings.divisions, (&pairs, place), &asked.done))
}

/// POST /duplicates: these are two people.
pub async fn two(State(app): State<App>, posted: Posted) -> Result<Response, Problem> {
    let Posted { actor, answers } = posted;
    let now = app.now();
    let mut tx = app.db().write().await?;
    let one = find(&mut tx, &actor, &answers.get("first"), Action::CloseRecord, &now).await?;
    let other = find(&mut tx, &actor, &answers.get("second"), Action::CloseRecord, &now).await?;
    if one.id() == other.id() {
        return Err(Problem::Malformed);
    }
    store::say(&mut tx, &actor, (one.id(), other.id()), now.micros()).await?;
    for case in [&one, &other] {
        audit::record(&mut tx, &actor.entry(&now, "record.different", Some(case.id()), String::new()))
            .await?;
    }
    tx.commit().await?;
    Ok(Redirect::to("/duplicates?done=two").into_response())
}

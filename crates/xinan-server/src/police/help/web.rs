//! The list of what waits for help, and one of them.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::Markup;
use xinan_db::{Tx, Uuid, audit};
use xinan_domain::answers::Answers;

use super::store::{self, Help};
use super::view;
use crate::shell::actor::Actor;
use crate::shell::app::App;
use crate::shell::extract::{Path, Query};
use crate::shell::problem::Problem;
use crate::shell::session::Posted;
use crate::shell::waits::{Asked, PER_PAGE, words};
use crate::texts;

/// GET /police-help
pub async fn list(
    State(app): State<App>,
    actor: Actor,
    Query(asked): Query<Asked>,
) -> Result<Markup, Problem> {
    let now = app.now();
    let mut tx = app.db().read().await?;
    let place = asked.place(store::count(&mut tx, &actor, asked.waiting()).await?);
    let found = store::list(&mut tx, &actor, asked.waiting(), (PER_PAGE, place.before())).await?;
    let mut entry = actor.entry(&now, "help.read", None, found.len().to_string());
    entry.cases = audit::packed(found.iter().filter_map(|one| one.case));
    audit::record(&mut tx, &entry).await?;
    tx.commit().await?;
    Ok(view::list(&actor, &now, &asked, &found, place))
}

/// GET /police-help/{id}
pub async fn show(
    State(app): State<App>,
    actor: Actor,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Markup, Problem> {
    let now = app.now();
    let mut tx = app.db().read().await?;
    let one = found(&mut tx, &actor, &id).await?;
    let entry = actor.entry(&now, "help.read", one.case, one.id.simple().to_string());
    audit::record(&mut tx, &entry).await?;
    tx.commit().await?;
    let answers = Answers::default();
    Ok(view::one(&actor, &now, &one, (&answers, &[]), &asked.done))
}

/// POST /police-help/{id}: what was done.
pub async fn answer(
    State(app): State<App>,
    Path(id): Path<String>,
    posted: Posted,
) -> Result<Response, Problem> {
    let Posted { actor, answers } = posted;
    let (lang, now) = (actor.lang, app.now());
    let mut tx = app.db().write().await?;
    let one = found(&mut tx, &actor, &id).await?;
    let at = one.id.simple().to_string();
    let done = |what: &str| Redirect::to(&format!("/police-help/{at}?done={what}")).into_response();
    if one.helped.is_some() {
        tx.commit().await?;
        return Ok(done("late"));
    }
    let words = match words(lang, &answers, ("help_words", texts::help_words_missing(lang))) {
        Ok(words) => words,
        Err(wrong) => {
            tx.commit().await?;
            let page = view::one(&actor, &now, &one, (&answers, &wrong), "");
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
        }
    };
    if !store::helped(&mut tx, &actor, one.id, &words, now.micros()).await? {
        tx.commit().await?;
        return Ok(done("late"));
    }
    audit::record(&mut tx, &actor.entry(&now, "help.answered", one.case, at.clone())).await?;
    tx.commit().await?;
    Ok(done("helped"))
}

async fn found(tx: &mut Tx, actor: &Actor, id: &str) -> Result<Help, Problem> {
    let id = Uuid::try_parse(id).map_err(|_| Problem::NotFound)?;
    store::find(tx, actor, id).await?.ok_or(Problem::NotFound)
}

//! The list of what waits for help, and one of them.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::Markup;
use serde::Deserialize;
use xinan_db::{Tx, Uuid, audit};
use xinan_domain::answers::Answers;

use super::view;
use crate::case::reason::LONGEST;
use crate::police::store::{self, Help};
use crate::shell::actor::Actor;
use crate::shell::app::App;
use crate::shell::extract::{Path, Query};
use crate::shell::problem::Problem;
use crate::shell::session::Posted;
use crate::shell::ui::pagination::Place;
use crate::texts;

/// How many a page shows.
const PER_PAGE: u32 = 50;

/// Which are asked for.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    /// `all` for those that were seen to, too.
    #[serde(default)]
    pub(super) state: String,
    #[serde(default)]
    page: u32,
    /// What was just done.
    #[serde(default)]
    done: String,
}

/// GET /police-help
pub async fn list(
    State(app): State<App>,
    actor: Actor,
    Query(asked): Query<Asked>,
) -> Result<Markup, Problem> {
    let now = app.now();
    let waiting = asked.state != "all";
    let mut tx = app.db().read().await?;
    let total = store::count_help(&mut tx, &actor, waiting).await?;
    let place = Place::of(total, asked.page, PER_PAGE);
    let found = store::list_help(&mut tx, &actor, waiting, (PER_PAGE, place.before())).await?;
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
    Ok(view::one(&actor, &now, &one, (&answers, None), &asked.done))
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
    let words = answers.words("help_words");
    let wrong = match words.chars().count() {
        0 => Some(texts::help_words_missing(lang).to_owned()),
        length if length > LONGEST => Some(texts::disclosure_reason_long(lang, LONGEST)),
        _ => None,
    };
    if let Some(wrong) = wrong {
        tx.commit().await?;
        let page = view::one(&actor, &now, &one, (&answers, Some(wrong.as_str())), "");
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    }
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
    store::help(tx, actor, id).await?.ok_or(Problem::NotFound)
}

//! The list of what the police asked, and one of them.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::Markup;
use serde::Deserialize;
use xinan_db::{Tx, Uuid, audit};
use xinan_domain::answers::Answers;
use xinan_domain::code::Code;
use xinan_domain::police::Verdict;

use super::view;
use crate::case::reason::LONGEST;
use crate::police::store::{self, Told};
use crate::policy::{Action, Relation, permits_as};
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
    /// `all` for those that are judged, too.
    #[serde(default)]
    pub(super) state: String,
    #[serde(default)]
    page: u32,
    /// What was just done.
    #[serde(default)]
    done: String,
}

/// GET /police-looks
pub async fn list(
    State(app): State<App>,
    actor: Actor,
    Query(asked): Query<Asked>,
) -> Result<Markup, Problem> {
    let now = app.now();
    let waiting = asked.state != "all";
    let mut tx = app.db().read().await?;
    let total = store::count_told(&mut tx, actor.county(), waiting).await?;
    let place = Place::of(total, asked.page, PER_PAGE);
    let found = store::list_told(&mut tx, actor.county(), waiting, (PER_PAGE, place.before())).await?;
    let entry = actor.entry(&now, Action::JudgePoliceLook.name(), None, format!("{} listed", found.len()));
    audit::record(&mut tx, &entry).await?;
    tx.commit().await?;
    Ok(view::list(&actor, &now, &asked, &found, place))
}

/// GET /police-looks/{id}
pub async fn show(
    State(app): State<App>,
    actor: Actor,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Markup, Problem> {
    let now = app.now();
    let mut tx = app.db().read().await?;
    let one = found(&mut tx, &actor, &id).await?;
    let entry = actor.entry(&now, Action::JudgePoliceLook.name(), None, format!("{} read", one.id.simple()));
    audit::record(&mut tx, &entry).await?;
    tx.commit().await?;
    let (answers, wrong) = (Answers::default(), Vec::new());
    let page = view::One { one: &one, answers: &answers, wrong: &wrong };
    Ok(view::one(&actor, &now, &page, &asked.done))
}

/// POST /police-looks/{id}
pub async fn judge(
    State(app): State<App>,
    Path(id): Path<String>,
    posted: Posted,
) -> Result<Response, Problem> {
    let Posted { actor, answers } = posted;
    let (lang, now) = (actor.lang, app.now());
    let mut tx = app.db().write().await?;
    let one = found(&mut tx, &actor, &id).await?;
    let at = one.id.simple().to_string();
    let done = |what: &str| Redirect::to(&format!("/police-looks/{at}?done={what}")).into_response();
    // The posts keep the two apart; what a policy forbids is asked for all the same.
    let relation = if one.account == actor.account { Relation::OwnEntry } else { Relation::Territory };
    if !permits_as(&actor, Action::JudgePoliceLook, relation) {
        return Err(Problem::NotAllowed);
    }
    if one.review.is_some() {
        tx.commit().await?;
        return Ok(done("late"));
    }
    let words = answers.words("review_words");
    let verdict = Verdict::read(&answers.get("verdict"));
    let mut wrong = Vec::new();
    if verdict.is_none() {
        wrong.push(("verdict", texts::review_verdict_missing(lang).to_owned()));
    }
    match words.chars().count() {
        0 => wrong.push(("review_words", texts::review_words_missing(lang).to_owned())),
        length if length > LONGEST => {
            wrong.push(("review_words", texts::disclosure_reason_long(lang, LONGEST)))
        }
        _ => {}
    }
    let Some(verdict) = verdict.filter(|_| wrong.is_empty()) else {
        tx.commit().await?;
        let page = view::One { one: &one, answers: &answers, wrong: &wrong };
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, view::one(&actor, &now, &page, "")).into_response());
    };
    if !store::judge(&mut tx, &actor, one.id, (verdict, words.as_str()), now.micros()).await? {
        tx.commit().await?;
        return Ok(done("late"));
    }
    let detail = format!("{at} verdict {}", verdict.code());
    audit::record(&mut tx, &actor.entry(&now, "police.reviewed", None, detail)).await?;
    tx.commit().await?;
    Ok(done("judged"))
}

async fn found(tx: &mut Tx, actor: &Actor, id: &str) -> Result<Told, Problem> {
    let id = Uuid::try_parse(id).map_err(|_| Problem::NotFound)?;
    store::told(tx, actor.county(), id).await?.ok_or(Problem::NotFound)
}

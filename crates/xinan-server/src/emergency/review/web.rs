//! Handlers of the reviews.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::Markup;
use xinan_db::{Tx, Uuid, audit};
use xinan_domain::answers::Answers;
use xinan_domain::code::Code;
use xinan_domain::emergency::Verdict;

use super::view;
use crate::emergency::store::{self, Opened};
use crate::policy::{Action, Relation, permits_as};
use crate::shell::actor::Actor;
use crate::shell::app::App;
use crate::shell::extract::{Path, Query};
use crate::shell::problem::Problem;
use crate::shell::session::Posted;
use crate::shell::waits::{Asked, PER_PAGE, judged};

/// GET /reviews
pub async fn list(
    State(app): State<App>,
    actor: Actor,
    Query(asked): Query<Asked>,
) -> Result<Markup, Problem> {
    let now = app.now();
    let mut tx = app.db().read().await?;
    let place = asked.place(store::count(&mut tx, actor.county(), asked.waiting()).await?);
    let page = (PER_PAGE, place.before());
    let found = store::list(&mut tx, actor.county(), asked.waiting(), page).await?;
    tx.commit().await?;
    Ok(view::list(&actor, &now, &asked, &found, place))
}

/// GET /reviews/{id}
pub async fn show(
    State(app): State<App>,
    actor: Actor,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Markup, Problem> {
    let now = app.now();
    let mut tx = app.db().read().await?;
    let one = found(&mut tx, &actor, &id).await?;
    tx.commit().await?;
    let (answers, wrong) = (Answers::default(), Vec::new());
    let page = view::One { one: &one, may: may_judge(&actor, &one), answers: &answers, wrong: &wrong };
    Ok(view::one(&actor, &now, &page, &asked.done))
}

/// POST /reviews/{id}
pub async fn judge(
    State(app): State<App>,
    Path(id): Path<String>,
    posted: Posted,
) -> Result<Response, Problem> {
    let Posted { actor, answers } = posted;
    let (lang, now) = (actor.lang, app.now());
    let mut tx = app.db().write().await?;
    let one = found(&mut tx, &actor, &id).await?;
    let done = |what: &str| Redirect::to(&format!("/reviews/{}?done={what}", one.path_id())).into_response();
    if !may_judge(&actor, &one) {
        let entry =
            actor.entry(&now, "emergency.refused", None, format!("{} judged by oneself", one.path_id()));
        audit::record(&mut tx, &entry).await?;
        tx.commit().await?;
        return Err(Problem::NotAllowed);
    }
    if one.review.is_some() {
        tx.commit().await?;
        return Ok(done("late"));
    }
    let (verdict, words) = match judged::<Verdict>(lang, &answers) {
        Ok(said) => said,
        Err(wrong) => {
            tx.commit().await?;
            let page = view::One { one: &one, may: true, answers: &answers, wrong: &wrong };
            let page = view::one(&actor, &now, &page, "");
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
        }
    };
    if !store::review(&mut tx, &actor, one.id, (verdict, &words), now.micros()).await? {
        tx.commit().await?;
        return Ok(done("late"));
    }
    let detail = format!("{} verdict {}", one.path_id(), verdict.code());
    audit::record(&mut tx, &actor.entry(&now, "emergency.reviewed", one.case, detail)).await?;
    tx.commit().await?;
    Ok(done("judged"))
}

async fn found(tx: &mut Tx, actor: &Actor, id: &str) -> Result<Opened, Problem> {
    let id = Uuid::try_parse(id).map_err(|_| Problem::NotFound)?;
    store::find(tx, actor.county(), id).await?.ok_or(Problem::NotFound)
}

/// Whether somebody may judge it: not what one opened oneself.
fn may_judge(actor: &Actor, one: &Opened) -> bool {
    let own = one.account == actor.account;
    let relation = if own { Relation::OwnEntry } else { Relation::Territory };
    permits_as(actor, Action::ReviewEmergency, relation)
}

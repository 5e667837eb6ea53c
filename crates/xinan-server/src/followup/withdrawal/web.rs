//! Handlers of taking a visit back.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::Markup;
use xinan_db::audit;

use super::view;
use crate::case::facts;
use crate::case::reason::wrong_with;
use crate::case::store::find;
use crate::followup::correction::{may_change, taken_back, unless_to_be_confirmed};
use crate::followup::reading::version;
use crate::followup::store;
use crate::policy::Action;
use crate::shell::actor::Actor;
use crate::shell::app::App;
use crate::shell::confirmed::Confirmed;
use crate::shell::extract::Path;
use crate::shell::problem::Problem;
use crate::shell::session::Posted;

/// GET /people/{id}/visits/{visit}/withdrawal
pub async fn form(
    State(app): State<App>,
    actor: Actor,
    Path((id, visit)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let now = app.now();
    let mut tx = app.db().read().await?;
    let case = find(&mut tx, &actor, &id, Action::CorrectVisit, &now).await?;
    let asked = version(&mut tx, &case, &visit).await?;
    let past = store::last_version(&mut tx, &case, asked).await?;
    tx.commit().await?;
    if past.withdrawn.is_some() {
        return Ok(taken_back(&case, &past));
    }
    may_change(&actor, &past, &now)?;
    let page: Markup = view::page(&actor, &now, &case, &past, "", None);
    Ok(page.into_response())
}

/// POST /people/{id}/visits/{visit}/withdrawal
///
/// Sent twice it is done once.
pub async fn create(
    State(app): State<App>,
    Path((id, visit)): Path<(String, String)>,
    confirmed: Confirmed,
    posted: Posted,
) -> Result<Response, Problem> {
    let Posted { actor, answers } = posted;
    let now = app.now();
    let mut tx = app.db().write().await?;
    let case = find(&mut tx, &actor, &id, Action::CorrectVisit, &now).await?;
    let asked = version(&mut tx, &case, &visit).await?;
    let (asked_id, past) = (asked.id, store::last_version(&mut tx, &case, asked).await?);
    if past.withdrawn.is_some() || past.id != asked_id {
        // Taken back already, or changed meanwhile: what it says now is to be read first.
        tx.commit().await?;
        return Ok(taken_back(&case, &past));
    }
    may_change(&actor, &past, &now)?;
    let reason = answers.words("withdrawal_reason");
    if let Some(wrong) = wrong_with(&reason) {
        tx.commit().await?;
        let page = view::page(&actor, &now, &case, &past, &reason, Some(&wrong));
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    }
    if let Err(unconfirmed) = unless_to_be_confirmed(&actor, (&case, &past), confirmed, &now) {
        // The page that asks names the person: that is a look.
        tx.commit().await?;
        return Err(unconfirmed);
    }
    let Some(since) = store::withdraw(&mut tx, &case, &past, actor.account, &reason, now.micros()).await?
    else {
        tx.commit().await?;
        return Ok(taken_back(&case, &past));
    };
    facts::store::refresh_case(&mut tx, &app.settings(), &case, since, &now).await?;
    let entry = actor.entry(&now, "follow_up.withdrawn", Some(case.id()), String::new());
    audit::record(&mut tx, &entry).await?;
    tx.commit().await?;
    Ok(Redirect::to(&format!("/people/{}?done=withdrawal", case.path_id())).into_response())
}

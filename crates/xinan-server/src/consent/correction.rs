//! 更正 — an entry that is a mistake is taken back, with a reason, as if it had never been said.
//!
//! Who takes a consent back is not corrected: that is a new entry, 撤回同意.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use xinan_db::audit;
use xinan_domain::text::rules::Problem as Wrong;

use super::reading::entry;
use super::store::{self, Kept};
use super::view;
use crate::case::VisibleCase;
use crate::case::facts::store::refresh_case;
use crate::case::reason::wrong_with;
use crate::case::store::find;
use crate::policy::{Action, permits_consent_correction};
use crate::shell::actor::Actor;
use crate::shell::app::App;
use crate::shell::clock::Moment;
use crate::shell::extract::Path;
use crate::shell::problem::Problem;
use crate::shell::session::Posted;

/// GET /people/{id}/consents/{consent}/correction
pub async fn form(
    State(app): State<App>,
    actor: Actor,
    Path((id, consent)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let now = app.now();
    let mut tx = app.db().read().await?;
    let case = find(&mut tx, &actor, &id, Action::CorrectConsent, &now).await?;
    let kept = entry(&mut tx, &case, &consent).await?;
    tx.commit().await?;
    if kept.mistaken.is_some() {
        return Ok(to_entry(&case, &kept, ""));
    }
    may_correct(&actor, &kept)?;
    Ok(page(&actor, &now, &case, &kept, "", None).into_response())
}

/// POST /people/{id}/consents/{consent}/correction
pub async fn create(
    State(app): State<App>,
    Path((id, consent)): Path<(String, String)>,
    posted: Posted,
) -> Result<Response, Problem> {
    let Posted { actor, answers } = posted;
    let now = app.now();
    let mut tx = app.db().write().await?;
    let case = find(&mut tx, &actor, &id, Action::CorrectConsent, &now).await?;
    let kept = entry(&mut tx, &case, &consent).await?;
    if kept.mistaken.is_some() {
        tx.commit().await?;
        return Ok(to_entry(&case, &kept, "consent_corrected"));
    }
    may_correct(&actor, &kept)?;
    let reason = answers.words(view::REASON);
    if let Some(wrong) = wrong_with(&reason) {
        tx.commit().await?;
        let page = page(&actor, &now, &case, &kept, answers.raw(view::REASON), Some(&wrong));
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    }
    store::withdraw(&mut tx, &case, kept.id, actor.account, &reason, now.micros()).await?;
    refresh_case(&mut tx, &app.settings(), &case, kept.entry.on, &now).await?;
    let detail = format!("{:?} {:?}", kept.entry.subject, kept.entry.decision);
    audit::record(&mut tx, &actor.entry(&now, "consent.corrected", Some(case.id()), detail)).await?;
    tx.commit().await?;
    Ok(to_entry(&case, &kept, "consent_corrected"))
}

fn page(
    actor: &Actor,
    now: &Moment,
    case: &VisibleCase,
    kept: &Kept,
    reason: &str,
    wrong: Option<&Wrong>,
) -> maud::Markup {
    view::correction(actor, now, case, kept, reason, wrong)
}

/// What others entered the township corrects.
fn may_correct(actor: &Actor, kept: &Kept) -> Result<(), Problem> {
    match permits_consent_correction(actor, kept.recorded_by == Some(actor.account)) {
        true => Ok(()),
        false => Err(Problem::NotAllowed),
    }
}

fn to_entry(case: &VisibleCase, kept: &Kept, done: &str) -> Response {
    let entry = format!("/people/{}/consents/{}", case.path_id(), kept.path_id());
    let to = if done.is_empty() { entry } else { format!("{entry}?done={done}") };
    Redirect::to(&to).into_response()
}

//! Whoever gave a list ends it before its days are over.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};

use super::store;
use crate::disclosure::record;
use crate::disclosure::web::found;
use crate::shell::app::App;
use crate::shell::extract::Path;
use crate::shell::problem::Problem;
use crate::shell::session::Posted;

/// POST /disclosures/{id}/end
pub async fn end(
    State(app): State<App>,
    Path(id): Path<String>,
    posted: Posted,
) -> Result<Response, Problem> {
    let Posted { actor, .. } = posted;
    let now = app.now();
    let mut tx = app.db().write().await?;
    let one = found(&mut tx, &actor, &id).await?;
    let ended = store::end(&mut tx, &actor, one.id, now.micros()).await?;
    if ended {
        record(&mut tx, &actor, &now, "handed_list.ended", one.id, "before its days were over").await?;
    }
    tx.commit().await?;
    let done = if ended { "?done=ended" } else { "" };
    Ok(Redirect::to(&format!("/disclosures/{}{done}", one.path_id())).into_response())
}

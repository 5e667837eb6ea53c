//! Whoever gave a list ends it before its days are over.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use xinan_domain::disclosure::handed::{Reading, reading};

use super::store;
use crate::disclosure::record;
use crate::disclosure::web::found;
use crate::shell::app::App;
use crate::shell::extract::Path;
use crate::shell::problem::Problem;
use crate::shell::session::Posted;

/// POST /disclosures/{id}/end: of a list that is open. What nobody has agreed to yet is taken back instead.
pub async fn end(
    State(app): State<App>,
    Path(id): Path<String>,
    posted: Posted,
) -> Result<Response, Problem> {
    let Posted { actor, .. } = posted;
    let now = app.now();
    let mut tx = app.db().write().await?;
    let one = found(&mut tx, &actor, &id).await?;
    let handed = store::find(&mut tx, actor.county(), one.id).await?.ok_or(Problem::NotFound)?;
    let done = match handed.given(&one).map(|given| reading(&given, now.micros())) {
        Some(Reading::Open { .. }) if store::end(&mut tx, &actor, one.id, now.micros()).await? => {
            record(&mut tx, &actor, &now, "handed_list.ended", one.id, "before its days were over").await?;
            "?done=ended"
        }
        Some(Reading::Over) => "?done=over",
        // Sent twice, it is done once.
        Some(Reading::Open { .. } | Reading::Ended) => "",
        None => "?done=not-given",
    };
    tx.commit().await?;
    Ok(Redirect::to(&format!("/disclosures/{}{done}", one.path_id())).into_response())
}

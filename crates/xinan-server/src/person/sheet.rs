//! A signed sheet leaves the house: a file to be kept, entered like everything else that leaves.

use axum::extract::State;
use axum::response::Response;
use xinan_domain::disclosure::Door;

use crate::consent::taken_paper;
use crate::disclosure::{self, Contents, Said};
use crate::shell::actor::Actor;
use crate::shell::app::App;
use crate::shell::extract::Path;
use crate::shell::page::download;
use crate::shell::problem::Problem;

/// GET /people/{id}/consents/{consent}/papers/{paper}: never a page of ours.
pub async fn read(
    State(app): State<App>,
    actor: Actor,
    Path((id, consent, paper)): Path<(String, String, String)>,
) -> Result<Response, Problem> {
    let now = app.now();
    let mut tx = app.db().read().await?;
    let (case, sheet) = taken_paper(&mut tx, &actor, (&id, &consent, &paper), &now).await?;
    tx.commit().await?;
    let which = (sheet.id.simple().to_string(), sheet.on);
    let contents =
        Contents { narrowed: which, ..Contents::of(Door::ConsentPaper, case.head.village, vec![case.id()]) };
    disclosure::at_once(&app, &actor, (&contents, &Said::usual(&actor)), &sheet.content, &now).await?;
    Ok(download(sheet.content, sheet.kind.media_type(), &sheet.name))
}

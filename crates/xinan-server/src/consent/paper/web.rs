//! Handlers of scanned sheets.

use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use xinan_db::{Uuid, audit};
use xinan_domain::consent::{LARGEST_PAPER, MOST_PAPERS, PaperKind};
use xinan_domain::text::Lang;

use super::store;
use crate::case::store::find;
use crate::consent::reading::{entry, states};
use crate::consent::view;
use crate::policy::Action;
use crate::shell::actor::Actor;
use crate::shell::app::App;
use crate::shell::extract::Path;
use crate::shell::page::download;
use crate::shell::problem::Problem;
use crate::shell::upload::{Sent, one_file};
use crate::texts;

/// GET /people/{id}/consents/{consent}/papers: sheets are added on the page of the entry; a refused one that is opened
/// again leads there.
pub async fn to_entry(
    State(app): State<App>,
    actor: Actor,
    Path((id, consent)): Path<(String, String)>,
) -> Result<Redirect, Problem> {
    let now = app.now();
    let mut tx = app.db().read().await?;
    let case = find(&mut tx, &actor, &id, Action::RecordConsent, &now).await?;
    let kept = entry(&mut tx, &case, &consent).await?;
    tx.commit().await?;
    Ok(Redirect::to(&format!("/people/{}/consents/{}", case.path_id(), kept.path_id())))
}

/// POST /people/{id}/consents/{consent}/papers
pub async fn add(
    State(app): State<App>,
    actor: Actor,
    Path((id, consent)): Path<(String, String)>,
    request: Request,
) -> Result<Response, Problem> {
    let now = app.now();
    let sent = one_file(&app, &actor, request, LARGEST_PAPER).await?;
    let mut tx = app.db().write().await?;
    let case = find(&mut tx, &actor, &id, Action::RecordConsent, &now).await?;
    let kept = entry(&mut tx, &case, &consent).await?;
    let there = store::papers(&mut tx, &case, kept.id).await?;
    let understood = understood(actor.lang, sent).and_then(|paper| match () {
        () if kept.mistaken.is_some() => Err(texts::paper_of_mistake(actor.lang).to_owned()),
        () if there.len() >= MOST_PAPERS && there.iter().all(|one| one.id != paper.0) => {
            Err(texts::paper_too_many(actor.lang, MOST_PAPERS))
        }
        () => Ok(paper),
    });
    let (paper, kind, content) = match understood {
        Ok(paper) => paper,
        Err(sentence) => {
            let states = states(&mut tx, &case, now.day()).await?;
            tx.commit().await?;
            let page = view::entry(&actor, &now, &case, (&kept, &states), &there, &[sentence], "");
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
        }
    };
    let new = (paper, kind, content.as_slice());
    if store::add(&mut tx, &case, kept.id, new, actor.account, now.micros()).await? {
        let detail = format!("{} bytes", content.len());
        audit::record(&mut tx, &actor.entry(&now, "consent.paper_added", Some(case.id()), detail)).await?;
    }
    tx.commit().await?;
    let to = format!("/people/{}/consents/{}?done=consent_paper", case.path_id(), kept.path_id());
    Ok(Redirect::to(&to).into_response())
}

/// The sheet, or what is wrong with it in a sentence.
fn understood(lang: Lang, sent: Sent) -> Result<(Uuid, PaperKind, Vec<u8>), String> {
    let (id, content) = match sent {
        Sent::File { id, content } => (id, content),
        Sent::TooLarge => return Err(texts::paper_too_large(lang).to_owned()),
        Sent::Nothing => return Err(texts::paper_missing(lang).to_owned()),
    };
    let Some(kind) = PaperKind::of(&content) else { return Err(texts::paper_of_no_kind(lang).to_owned()) };
    Ok((id, kind, content))
}

/// GET /people/{id}/consents/{consent}/papers/{paper}: a file to be kept, and never a page of ours.
pub async fn read(
    State(app): State<App>,
    actor: Actor,
    Path((id, consent, paper)): Path<(String, String, String)>,
) -> Result<Response, Problem> {
    let now = app.now();
    let mut tx = app.db().read().await?;
    let case = find(&mut tx, &actor, &id, Action::ReadConsents, &now).await?;
    let kept = entry(&mut tx, &case, &consent).await?;
    let Ok(paper) = Uuid::try_parse(&paper) else { return Err(Problem::NotFound) };
    if kept.mistaken.is_some() {
        return Err(Problem::NotFound);
    }
    let (kind, content) = store::content(&mut tx, &case, kept.id, paper).await?.ok_or(Problem::NotFound)?;
    audit::record(&mut tx, &actor.entry(&now, "consent.paper_read", Some(case.id()), String::new())).await?;
    tx.commit().await?;
    let name = texts::paper_file(actor.lang, &case.head.name, &kept.entry.on.to_string());
    Ok(download(content, kind.media_type(), &format!("{name}.{}", kind.ending())))
}

//! Handlers of the page on which the fetching of a file is confirmed.

use axum::extract::State;
use axum::http::{HeaderMap, Method};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::view::Page;
use super::{Act, Refusal, What, answer, shown};
use crate::account::web::is_ours;
use crate::shell::actor::Actor;
use crate::shell::app::App;
use crate::shell::extract::Query;
use crate::shell::problem::Problem;
use crate::shell::session::Posted;
use crate::shell::source::Origin;

/// The way back: the list from which the file is asked for.
fn back(what: What) -> &'static str {
    if what == What::ExportLog { "/audit" } else { "/people" }
}

/// The file.
#[derive(Debug, Deserialize)]
pub struct File {
    /// Its address.
    #[serde(default)]
    to: String,
}

/// GET /account/confirm
pub async fn show(
    State(app): State<App>,
    actor: Actor,
    headers: HeaderMap,
    Query(File { to }): Query<File>,
) -> Result<Response, Problem> {
    let what = fetched(&to)?;
    page(&app, &actor, &headers, what, &to, &Refusal::default()).await
}

/// POST /account/confirm: then straight on to the file.
pub async fn confirm(
    State(app): State<App>,
    origin: Origin,
    headers: HeaderMap,
    posted: Posted,
) -> Result<Response, Problem> {
    let Posted { actor, answers } = posted;
    let to = answers.raw("to").to_owned();
    let what = fetched(&to)?;
    let act = Act::of(&app, &headers, &Method::GET, &to);
    match shown(&app, &origin, &actor, &answers, &act, what).await? {
        Ok(()) => Ok(Redirect::to(&to).into_response()),
        Err(refusal) => page(&app, &actor, &headers, what, &to, &refusal).await,
    }
}

/// What is fetched there. Nobody is led elsewhere, nor to an address that asks for nothing.
fn fetched(to: &str) -> Result<What, Problem> {
    Some(to).filter(|to| to.is_ascii() && is_ours(to)).and_then(What::fetched_at).ok_or(Problem::NotFound)
}

async fn page(
    app: &App,
    actor: &Actor,
    headers: &HeaderMap,
    what: What,
    to: &str,
    refusal: &Refusal,
) -> Result<Response, Problem> {
    let kept = [("to", to)];
    let page =
        Page { what, action: "/account/confirm", kept: &kept, back: back(what), wrong: &refusal.wrong };
    answer(app, actor, headers, &page, refusal).await
}

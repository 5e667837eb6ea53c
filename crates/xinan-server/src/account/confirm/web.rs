//! Handlers of the page on which the fetching of a file is confirmed.

use axum::Extension;
use axum::extract::State;
use axum::http::{HeaderMap, Method};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::view::Page;
use super::{Act, Asked, Asking, Refusal, What, answer, shown};
use crate::account::web::is_ours;
use crate::shell::actor::Actor;
use crate::shell::app::App;
use crate::shell::confirmed::Leaves;
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
pub(crate) async fn show(
    State(app): State<App>,
    Extension(asking): Extension<Asking>,
    actor: Actor,
    headers: HeaderMap,
    Query(File { to }): Query<File>,
) -> Result<Response, Problem> {
    let asked = fetched(&asking, &actor, &to)?;
    let leaves = asking.says(&actor, asked, &to).await?;
    page(&app, &actor, &headers, (asked.what, &to), &leaves, &Refusal::default()).await
}

/// POST /account/confirm: then on to where the file is read about, which offers it. A browser that is led to a file stays
/// on the page it was on, which would be this one.
pub(crate) async fn confirm(
    State(app): State<App>,
    Extension(asking): Extension<Asking>,
    origin: Origin,
    headers: HeaderMap,
    posted: Posted,
) -> Result<Response, Problem> {
    let Posted { actor, answers } = posted;
    let to = answers.raw("to").to_owned();
    let asked = fetched(&asking, &actor, &to)?;
    let leaves = asking.says(&actor, asked, &to).await?;
    let act = Act::of(&app, &headers, &Method::GET, &to, &leaves.sentence);
    match shown(&app, &origin, &actor, &answers, &act, asked.what).await? {
        Ok(()) => {
            let home = leaves.home;
            let joint = if home.contains('?') { '&' } else { '?' };
            let on = if home.is_empty() { to } else { format!("{home}{joint}done=confirmed") };
            Ok(Redirect::to(&on).into_response())
        }
        Err(refusal) => page(&app, &actor, &headers, (asked.what, &to), &leaves, &refusal).await,
    }
}

/// What is fetched there. Nobody is led elsewhere, nor to an address that asks for nothing; one that the post may not open
/// is answered like one that is not there.
fn fetched<'a>(asking: &'a Asking, actor: &Actor, to: &str) -> Result<&'a Asked, Problem> {
    let ours = Some(to).filter(|to| to.is_ascii() && is_ours(to));
    ours.and_then(|to| asking.file(actor, to)).ok_or(Problem::NotFound)
}

async fn page(
    app: &App,
    actor: &Actor,
    headers: &HeaderMap,
    (what, to): (What, &str),
    leaves: &Leaves,
    refusal: &Refusal,
) -> Result<Response, Problem> {
    let kept = [("to", to)];
    let mark = Act::of(app, headers, &Method::GET, to, &leaves.sentence).mark();
    let back = if leaves.home.is_empty() { back(what) } else { &leaves.home };
    let page = Page {
        what,
        sentence: &leaves.sentence,
        action: "/account/confirm",
        kept: &kept,
        mark: &mark,
        back,
        changed: refusal.changed,
        wrong: &refusal.wrong,
    };
    answer(app, actor, headers, &page, refusal).await
}

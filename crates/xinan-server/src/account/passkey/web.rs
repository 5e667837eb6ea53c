//! Handlers of one's own passkeys.

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use xinan_db::{Tx, audit};

use super::ceremony::{self, No, Owner};
use super::{house, store, view};
use crate::account::factor::store as factors;
use crate::account::own::store as accounts;
use crate::shell::actor::Actor;
use crate::shell::app::App;
use crate::shell::confirmed::Confirmed;
use crate::shell::extract::{Path, Query};
use crate::shell::problem::Problem;
use crate::shell::session::{Posted, hash_of};
use crate::texts;

/// Its address.
pub(super) const HERE: &str = "/account/passkeys";
/// Characters of the longest name.
const LONGEST_NAME: usize = 40;

/// What was just done.
#[derive(Debug, Deserialize)]
pub struct Done {
    #[serde(default)]
    done: String,
}

/// GET /account/passkeys
pub async fn show(
    State(app): State<App>,
    actor: Actor,
    headers: HeaderMap,
    Query(asked): Query<Done>,
) -> Result<Response, Problem> {
    page(&app, &actor, &headers, "", None, &asked.done).await
}

async fn page(
    app: &App,
    actor: &Actor,
    headers: &HeaderMap,
    name: &str,
    wrong: Option<String>,
    done: &str,
) -> Result<Response, Problem> {
    let mut tx = app.db().read().await?;
    let passkeys = store::of_account(&mut tx, actor.account).await?;
    let has_factor = factors::of_account(&mut tx, actor.account).await?.is_some();
    tx.commit().await?;
    let status = if wrong.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let has_house = house(app, headers).is_some();
    let page = view::Page { passkeys: &passkeys, has_factor, has_house, name, wrong, done };
    Ok((status, view::page(actor, &app.now(), &page)).into_response())
}

/// The hash of the browser's session, under which its devices are asked.
fn browser(app: &App, headers: &HeaderMap) -> Vec<u8> {
    app.cookies().session(headers).map(hash_of).unwrap_or_default()
}

/// POST /account/passkeys: asks for a device to be added. Who one is was confirmed on the way.
pub async fn begin(
    State(app): State<App>,
    headers: HeaderMap,
    confirmed: Confirmed,
    posted: Posted,
) -> Result<Response, Problem> {
    let Posted { actor, answers } = posted;
    let (lang, now) = (actor.lang, app.now());
    let name = answers.get("name");
    let long = name.chars().count() > LONGEST_NAME;
    let wrong = match name.is_empty() {
        true => Some(texts::passkey_name_missing(lang).to_owned()),
        false => long.then(|| texts::passkey_name_long(lang).to_owned()),
    };
    if wrong.is_some() {
        return page(&app, &actor, &headers, &name, wrong, "").await;
    }
    let Some(house) = house(&app, &headers) else {
        return page(&app, &actor, &headers, &name, None, "").await;
    };
    let mut tx = app.db().write().await?;
    let own = accounts::own(&mut tx, actor.account).await?.ok_or(Problem::SignedOut)?;
    let many = store::count(&mut tx, actor.account).await? >= ceremony::MOST;
    if many || factors::of_account(&mut tx, actor.account).await?.is_none() {
        tx.roll_back().await?;
        let wrong = many.then(|| texts::passkey_many(lang).to_owned());
        return page(&app, &actor, &headers, &name, wrong, "").await;
    }
    confirmed.needed(|| texts::confirm_says_passkey(lang, &name, &own.login))?;
    let owner = Owner { account: actor.account, login: &own.login, name: &own.name };
    ceremony::ask_to_add(&mut tx, &house, &browser(&app, &headers), &owner, &name, now.micros()).await?;
    tx.commit().await?;
    Ok(Redirect::to(&format!("{HERE}/adding")).into_response())
}

/// GET /account/passkeys/adding
pub async fn adding(State(app): State<App>, actor: Actor, headers: HeaderMap) -> Result<Response, Problem> {
    let now = app.now();
    let mut tx = app.db().read().await?;
    let asked = ceremony::being_added(&mut tx, &browser(&app, &headers), actor.account, now.micros()).await?;
    tx.commit().await?;
    // Answered already, or too late: the page says how things are.
    let Some((told, name)) = asked else { return Ok(Redirect::to(HERE).into_response()) };
    Ok(view::adding_page(&actor, &now, &name, &told, None).into_response())
}

/// POST /account/passkeys/adding: what the device answered.
pub async fn add(State(app): State<App>, headers: HeaderMap, posted: Posted) -> Result<Response, Problem> {
    let Posted { actor, answers } = posted;
    let (lang, now) = (actor.lang, app.now());
    let Some(house) = house(&app, &headers) else { return page(&app, &actor, &headers, "", None, "").await };
    let mut tx = app.db().write().await?;
    let browser = browser(&app, &headers);
    let answer = answers.raw("passkey").to_owned();
    let added = match factors::of_account(&mut tx, actor.account).await? {
        // Taken off meanwhile, and devices stand only beside it.
        None => Err(No::NotAsked),
        Some(_) => ceremony::add(&mut tx, &house, &browser, actor.account, &answer, now.micros()).await?,
    };
    let why = match added {
        Ok(_) => {
            log(&mut tx, &actor, &now, "passkey.add").await?;
            tx.commit().await?;
            return Ok(Redirect::to(&format!("{HERE}?done=added")).into_response());
        }
        Err(No::NotAsked) => texts::passkey_not_asked(lang),
        Err(No::Wrong) => texts::passkey_wrong(lang),
        Err(No::Known) => texts::passkey_known(lang),
        Err(No::Many) => texts::passkey_many(lang),
    };
    // The question is gone with its answer.
    tx.commit().await?;
    page(&app, &actor, &headers, "", Some(why.to_owned()), "").await
}

/// POST /account/passkeys/{id}/removal
pub async fn remove(
    State(app): State<App>,
    Path(id): Path<String>,
    posted: Posted,
) -> Result<Response, Problem> {
    let Posted { actor, .. } = posted;
    let id = xinan_db::Uuid::try_parse(&id).map_err(|_| Problem::NotFound)?;
    let now = app.now();
    let mut tx = app.db().write().await?;
    // Sent twice, it is gone all the same.
    if store::remove(&mut tx, id, actor.account).await? {
        log(&mut tx, &actor, &now, "passkey.remove").await?;
    }
    tx.commit().await?;
    Ok(Redirect::to(&format!("{HERE}?done=removed")).into_response())
}

async fn log(
    tx: &mut Tx,
    actor: &Actor,
    now: &crate::shell::clock::Moment,
    action: &'static str,
) -> Result<(), Problem> {
    Ok(audit::record(tx, &actor.entry(now, action, None, String::new())).await?)
}

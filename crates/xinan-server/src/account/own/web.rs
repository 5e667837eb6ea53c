//! Handlers of one's own sessions and password.

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use xinan_db::{Tx, audit};
use xinan_domain::answers::Answers;
use xinan_domain::password::{About, judge};
use xinan_domain::text::Lang;

use super::view::{self, Page};
use crate::account::attempts::{Tried, Whose, forget_other_devices, to_the_end, try_password};
use crate::account::store::{self, Living, Own};
use crate::shell::actor::Actor;
use crate::shell::app::App;
use crate::shell::clock::Moment;
use crate::shell::extract::{Path, Query};
use crate::shell::problem::Problem;
use crate::shell::session::{Posted, hash_of, token};
use crate::shell::source::Origin;
use crate::texts;

/// What was just done.
#[derive(Debug, Deserialize)]
pub struct Done {
    #[serde(default)]
    done: String,
}

/// GET /account
pub async fn show(
    State(app): State<App>,
    actor: Actor,
    headers: HeaderMap,
    Query(asked): Query<Done>,
) -> Result<Response, Problem> {
    let now = app.now();
    let mut tx = app.db().read().await?;
    let living = living(&mut tx, &actor, &now).await?;
    tx.commit().await?;
    let page = Page { living: &living, here: &here(&headers), done: &asked.done, wrong: &[] };
    Ok(view::page(&actor, &now, &page).into_response())
}

/// POST /account/sessions/{session}/end: one of one's own.
pub async fn end(
    State(app): State<App>,
    Path(session): Path<String>,
    posted: Posted,
) -> Result<Response, Problem> {
    let actor = posted.actor;
    let token = from_hex(&session).ok_or(Problem::NotFound)?;
    let now = app.now();
    let mut tx = app.db().write().await?;
    // Somebody else's looks like none.
    if !store::is_own(&mut tx, actor.account, &token).await? {
        return Err(Problem::NotFound);
    }
    crate::shell::session::store::end(&mut tx, &token, now.micros()).await?;
    let entry = actor.entry(&now, "session.end", None, "one of the own".to_owned());
    audit::record(&mut tx, &entry).await?;
    tx.commit().await?;
    Ok(Redirect::to("/account?done=one").into_response())
}

/// POST /account/sessions/end-others: all of one's own but this.
pub async fn end_others(
    State(app): State<App>,
    headers: HeaderMap,
    posted: Posted,
) -> Result<Response, Problem> {
    let actor = posted.actor;
    let now = app.now();
    let mut tx = app.db().write().await?;
    let ended = store::end_others(&mut tx, actor.account, &here(&headers), now.micros()).await?;
    let entry = actor.entry(&now, "session.end", None, format!("{ended} others of the own"));
    audit::record(&mut tx, &entry).await?;
    tx.commit().await?;
    Ok(Redirect::to("/account?done=others").into_response())
}

/// POST /account/password: the old one is asked for, and all other sessions end with it.
pub async fn password(State(app): State<App>, origin: Origin, posted: Posted) -> Result<Response, Problem> {
    to_the_end(async move { change(&app, &origin, posted).await }).await
}

async fn change(app: &App, origin: &Origin, posted: Posted) -> Result<Response, Problem> {
    let Posted { actor, answers } = posted;
    let lang = actor.lang;
    let mut tx = app.db().read().await?;
    let own = store::own(&mut tx, actor.account).await?.ok_or(Problem::SignedOut)?;
    tx.commit().await?;

    let mut wrong = Vec::new();
    let old = answers.raw("old_password").to_owned();
    // Asked here as at the door: a session left open on a shared computer is no way to guess.
    let hash = Some(own.password.as_str());
    let whose = Whose { account: Some(actor.account), login: &own.login, hash, signed_in: true };
    let mut passed = None;
    if old.is_empty() {
        wrong.push(("old_password", texts::password_old_missing(lang).to_owned()));
    } else {
        match try_password(app, &whose, origin, old).await? {
            Tried::Right(right) => passed = Some(right),
            Tried::Wrong => wrong.push(("old_password", texts::password_old_wrong(lang).to_owned())),
            Tried::TooMany(seconds) => return Err(Problem::TooMany(seconds)),
            Tried::Crowded => return Err(Problem::Busy),
        }
    }
    wrong.extend(wrong_with_new(lang, &answers, &own, &actor));
    let now = app.now();
    let Some(passed) = passed.take_if(|_| wrong.is_empty()) else {
        // Whoever gets the new one wrong knows the old one all the same.
        if let Some(passed) = passed {
            let mut tx = app.db().write().await?;
            passed.forgive(&mut tx).await?;
            tx.commit().await?;
        }
        let mut tx = app.db().read().await?;
        let living = living(&mut tx, &actor, &now).await?;
        tx.commit().await?;
        let page = Page { living: &living, here: &here(&origin.headers), done: "", wrong: &wrong };
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, view::page(&actor, &now, &page)).into_response());
    };

    let (hash, passed) = passed.hash(answers.raw("new_password").to_owned()).await?;
    let mut tx = app.db().write().await?;
    // Changed elsewhere since it was asked for: the old one is no longer right.
    let unchanged = store::own(&mut tx, actor.account).await?.is_some_and(|now| now.password == own.password);
    if !unchanged {
        return Err(Problem::SignedOut);
    }
    passed.forgive(&mut tx).await?;
    store::set_password(&mut tx, actor.account, &hash).await?;
    let ended = store::end_others(&mut tx, actor.account, &here(&origin.headers), now.micros()).await?;
    forget_other_devices(&mut tx, actor.account, &origin.headers).await?;
    let entry = actor.entry(&now, "password.change", None, format!("{ended} other sessions ended"));
    audit::record(&mut tx, &entry).await?;
    tx.commit().await?;
    Ok(Redirect::to("/account?done=password").into_response())
}

/// What is wrong with the new password, each at its field.
fn wrong_with_new(lang: Lang, answers: &Answers, own: &Own, actor: &Actor) -> Vec<(&'static str, String)> {
    let (old, new) = (answers.raw("old_password"), answers.raw("new_password"));
    let mut wrong = Vec::new();
    let about = About { login: &own.login, name: &own.name, office: &actor.office };
    if new.is_empty() {
        wrong.push(("new_password", texts::password_new_missing(lang).to_owned()));
    } else if new == old {
        wrong.push(("new_password", texts::password_same(lang).to_owned()));
    } else if let Err(flaw) = judge(new, &about) {
        wrong.push(("new_password", texts::password_flaw(lang, flaw)));
    }
    if !new.is_empty() && answers.raw("new_again") != new {
        wrong.push(("new_again", texts::password_differs(lang).to_owned()));
    }
    wrong
}

/// The sessions of the account that a request would still be let in with.
async fn living(tx: &mut Tx, actor: &Actor, now: &Moment) -> Result<Vec<Living>, Problem> {
    Ok(store::living(tx, actor.account, now.micros(), now.day()).await?)
}

/// The session in which this is asked, by the hash of its token.
fn here(headers: &HeaderMap) -> Vec<u8> {
    token(headers).map(hash_of).unwrap_or_default()
}

fn from_hex(text: &str) -> Option<Vec<u8>> {
    let whole = text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    whole.then(|| (0..32).filter_map(|at| u8::from_str_radix(&text[2 * at..2 * at + 2], 16).ok()).collect())
}

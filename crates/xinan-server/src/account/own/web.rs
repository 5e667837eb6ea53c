//! Handlers of one's own sessions and password.

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use maud::Markup;
use serde::Deserialize;
use xinan_db::audit;
use xinan_domain::password::{About, Password, judge};
use xinan_domain::text::Lang;

use super::store::{self, Own};
use super::view::{self, Page};
use crate::account::attempts::{Tried, Whose, to_the_end, try_password};
use crate::account::device::{self, KNOWN_FOR, store as devices};
use crate::account::factor::{Flaw, Sent, store as factors, try_factor, wrong_at};
use crate::account::web::{CROWDED_FOR, begin, redirect, wait};
use crate::account::{elsewhere, half};
use crate::shell::actor::Actor;
use crate::shell::app::App;
use crate::shell::extract::{Path, Query};
use crate::shell::problem::Problem;
use crate::shell::session::store as sessions;
use crate::shell::session::{Posted, from_hex, hash_of};
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
    Ok(page(&app, &actor, &headers, &asked.done, &[]).await?.into_response())
}

/// The page, with what was just done or what is wrong with the passwords.
async fn page(
    app: &App,
    actor: &Actor,
    headers: &HeaderMap,
    done: &str,
    wrong: &[(&'static str, String)],
) -> Result<Markup, Problem> {
    let now = app.now();
    let mut tx = app.db().read().await?;
    let living = store::living(&mut tx, actor.account, now.micros(), now.day()).await?;
    let devices = devices::of_account(&mut tx, actor.account, now.micros() - KNOWN_FOR).await?;
    let this_device = device::known(app, &mut tx, actor.account, headers, now.micros()).await?;
    let own = store::own(&mut tx, actor.account).await?.ok_or(Problem::SignedOut)?;
    let recovery_left = match factors::of_account(&mut tx, actor.account).await? {
        Some(_) => Some(factors::recovery_left(&mut tx, actor.account).await?),
        None => None,
    };
    let identity = elsewhere::shown(app, &mut tx, actor.account, actor.lang).await?;
    tx.commit().await?;
    let (here, this_device) = (here(app, headers), this_device.unwrap_or_default());
    let page = Page {
        living: &living,
        here: &here,
        devices: &devices,
        this_device: &this_device,
        handed_over: own.handed_over,
        recovery_left,
        identity: identity.as_ref(),
        must_have: app.settings().requires_second_factor(actor.kind, &actor.region, now.day()),
        done,
        wrong,
    };
    Ok(view::page(actor, &now, &page))
}

/// POST /account/sessions/{session}/end: one of one's own, whose browser is known no more.
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
    sessions::end(&mut tx, &token, now.micros()).await?;
    devices::forget_of_session(&mut tx, actor.account, &token).await?;
    let entry = actor.entry(&now, "session.end", None, "one of the own".to_owned());
    audit::record(&mut tx, &entry).await?;
    tx.commit().await?;
    Ok(Redirect::to("/account?done=one").into_response())
}

/// POST /account/sessions/end-others: all of one's own but this, and all browsers but this one are known no more.
pub async fn end_others(
    State(app): State<App>,
    headers: HeaderMap,
    posted: Posted,
) -> Result<Response, Problem> {
    let actor = posted.actor;
    let (now, here) = (app.now(), here(&app, &headers));
    let mut tx = app.db().write().await?;
    let ended = store::end_others(&mut tx, actor.account, &here, now.micros()).await?;
    devices::forget_but_of_session(&mut tx, actor.account, &here).await?;
    let entry = actor.entry(&now, "session.end", None, format!("{ended} others of the own"));
    audit::record(&mut tx, &entry).await?;
    tx.commit().await?;
    Ok(Redirect::to("/account?done=others").into_response())
}

/// POST /account/browsers/{browser}/forget: one that was known; who is signed in there is no more.
pub async fn forget(
    State(app): State<App>,
    Path(browser): Path<String>,
    posted: Posted,
) -> Result<Response, Problem> {
    let actor = posted.actor;
    let device = from_hex(&browser).ok_or(Problem::NotFound)?;
    let now = app.now();
    let mut tx = app.db().write().await?;
    // Somebody else's looks like none; one's own may have been forgotten already.
    devices::forget(&mut tx, actor.account, &device).await?;
    store::end_of_device(&mut tx, actor.account, &device, now.micros()).await?;
    let entry = actor.entry(&now, "device.forget", None, "one of the own".to_owned());
    audit::record(&mut tx, &entry).await?;
    tx.commit().await?;
    Ok(Redirect::to("/account?done=browser").into_response())
}

/// POST /account/password: the old one is asked for, and a code where there is a second factor. All sessions end with
/// it; a fresh one begins here.
pub async fn password(State(app): State<App>, origin: Origin, posted: Posted) -> Result<Response, Problem> {
    to_the_end(async move { change(&app, &origin, posted).await }).await
}

async fn change(app: &App, origin: &Origin, posted: Posted) -> Result<Response, Problem> {
    let Posted { actor, answers } = posted;
    let lang = actor.lang;
    let mut tx = app.db().read().await?;
    let own = store::own(&mut tx, actor.account).await?.ok_or(Problem::SignedOut)?;
    let has_factor = factors::of_account(&mut tx, actor.account).await?.is_some();
    tx.commit().await?;

    let (mut wrong, mut status, mut seconds) = (Vec::new(), StatusCode::UNPROCESSABLE_ENTITY, None);
    let old = Password::typed(answers.raw("old_password"));
    let new = Password::typed(answers.raw("new_password"));
    // Asked here as at the door: a session left open on a shared computer is no way to guess.
    let hash = Some(own.password.as_str());
    let whose = Whose { account: Some(actor.account), login: &own.login, hash, signed_in: true };
    let mut passed = None;
    if old.is_empty() {
        wrong.push(("old_password", texts::password_old_missing(lang).to_owned()));
    } else {
        match try_password(app, &whose, origin, old.clone()).await? {
            Tried::Right(right) => passed = Some(right),
            Tried::Wrong => wrong.push(("old_password", texts::password_old_wrong(lang).to_owned())),
            Tried::TooMany(wait) => {
                wrong.push(("old_password", texts::password_too_many(lang, wait.div_ceil(60))));
                (status, seconds) = (StatusCode::TOO_MANY_REQUESTS, Some(wait));
            }
            Tried::Crowded => {
                wrong.push(("old_password", texts::sign_in_crowded(lang).to_owned()));
                (status, seconds) = (StatusCode::SERVICE_UNAVAILABLE, Some(CROWDED_FOR));
            }
        }
    }
    let again = Password::typed(answers.raw("new_again"));
    wrong.extend(wrong_with_new(lang, (&old, &new, &again), &own, &actor));
    if has_factor && !answers.has("code") && !answers.has("recovery") {
        wrong.push(("code", Flaw::Missing.say(lang)));
    }
    let Some(passed) = passed.take_if(|_| wrong.is_empty()) else {
        // Whoever gets the new one wrong knows the old one all the same.
        if let Some(passed) = passed {
            let mut tx = app.db().write().await?;
            match has_factor {
                true => passed.strike(&mut tx).await?,
                false => passed.settle(&mut tx).await?,
            }
            tx.commit().await?;
        }
        let page = page(app, &actor, &origin.headers, "", &wrong).await?;
        return Ok(answer(status, seconds, page));
    };

    let (hash, passed) = passed.hash(new).await?;
    let now = app.now();
    let mut tx = app.db().write().await?;
    // Changed elsewhere since it was asked for: the old one is no longer right.
    let unchanged = store::own(&mut tx, actor.account).await?.is_some_and(|now| now.password == own.password);
    if !unchanged {
        return Err(Problem::SignedOut);
    }
    // A code is used up only where it brings somebody further; the right password is no attempt of its own beside it.
    passed.strike(&mut tx).await?;
    let sent = Sent { answers: &answers, browser: &[] };
    if let Some(factor) = factors::of_account(&mut tx, actor.account).await?
        && let Err(flaw) = try_factor(app, &mut tx, &whose, origin, &factor, &sent, now.micros()).await?
    {
        tx.commit().await?;
        if let Flaw::TooMany(wait) = flaw {
            (status, seconds) = (StatusCode::TOO_MANY_REQUESTS, Some(wait));
        }
        let page = page(app, &actor, &origin.headers, "", &[wrong_at(lang, &answers, flaw)]).await?;
        return Ok(answer(status, seconds, page));
    }
    passed.settle(&mut tx).await?;
    half::store::end_all(&mut tx, actor.account).await?;
    store::set_password(&mut tx, actor.account, &hash, false).await?;
    // This one too: whoever has copied its cookie knows nothing of the new password.
    let ended = store::end_all(&mut tx, actor.account, now.micros()).await?;
    devices::forget_all(&mut tx, actor.account).await?;
    let cookies = begin(app, &mut tx, &origin.headers, (actor.account, actor.post), &now).await?;
    let entry = actor.entry(&now, "password.change", None, format!("{ended} sessions ended, one begun"));
    audit::record(&mut tx, &entry).await?;
    tx.commit().await?;
    Ok(redirect("/account?done=password", &cookies))
}

fn answer(status: StatusCode, seconds: Option<u32>, page: Markup) -> Response {
    let response = (status, page).into_response();
    match seconds {
        Some(seconds) => wait(response, seconds),
        None => response,
    }
}

/// What is wrong with the new password, each at its field.
fn wrong_with_new(
    lang: Lang,
    (old, new, again): (&Password, &Password, &Password),
    own: &Own,
    actor: &Actor,
) -> Vec<(&'static str, String)> {
    let mut wrong = Vec::new();
    let about = About { login: &own.login, name: &own.name, office: &actor.office };
    if new.is_empty() {
        wrong.push(("new_password", texts::password_new_missing(lang).to_owned()));
    } else if new == old {
        wrong.push(("new_password", texts::password_same(lang).to_owned()));
    } else if let Err(flaw) = judge(new, &about) {
        wrong.push(("new_password", texts::password_flaw(lang, flaw)));
    }
    if !new.is_empty() && again != new {
        wrong.push(("new_again", texts::password_differs(lang).to_owned()));
    }
    wrong
}

/// The session in which this is asked, by the hash of its token.
fn here(app: &App, headers: &HeaderMap) -> Vec<u8> {
    app.cookies().session(headers).map(hash_of).unwrap_or_default()
}

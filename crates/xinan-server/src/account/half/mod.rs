//! 密码对了，还差验证码 — signed in by half: the password was right, and the code of the telephone is still to come.
//!
//! It is no session: it stands in a table of its own and under a cookie of its own, and nothing but the page of the
//! code asks for it. It ends after five minutes, with the right code, and whenever the password or the second factor
//! changes. That there is a second factor is said to nobody before the password was right.

pub(crate) mod store;
mod view;
pub mod web;

#[cfg(test)]
mod tests;

use anyhow::Result;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::HeaderMap;
use axum::http::request::Parts;
use xinan_db::{Tx, Uuid};
use xinan_domain::answers::Answers;

use crate::shell::app::App;
use crate::shell::problem::Problem;
use crate::shell::session::{AHEAD, Open, SECOND, fresh_token, hash_of};

/// How long one has for the code.
pub(super) const LASTS: i64 = 5 * 60 * SECOND;

/// Its cookie.
const COOKIE: &str = "xinan_half";

/// Begins it; the cookie that hands it to the browser.
pub(super) async fn begin(app: &App, tx: &mut Tx, account: Uuid, now: i64) -> Result<String> {
    let token = fresh_token()?;
    store::begin(tx, &hash_of(&token), account, now).await?;
    Ok(app.cookies().set(COOKIE, &token, LASTS / SECOND))
}

/// The cookie that takes it back.
pub(super) fn over(app: &App) -> String {
    app.cookies().set(COOKIE, "", 0)
}

/// Who is signed in by half.
pub struct Half {
    /// The hash of the token that the browser brought.
    token: Vec<u8>,
    account: Uuid,
}

/// Who asks, by what the browser brought.
async fn found(app: &App, headers: &HeaderMap) -> Result<Half, Problem> {
    let Some(brought) = app.cookies().find(headers, COOKIE) else { return Err(Problem::SignedOut) };
    let (token, now) = (hash_of(brought), app.now().micros());
    let mut tx = app.db().read().await?;
    let account = store::account(&mut tx, &token, now - LASTS, now + AHEAD).await?;
    tx.commit().await?;
    account.map(|account| Half { token, account }).ok_or(Problem::CodeTooLate)
}

impl FromRequestParts<App> for Half {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        found(app, &parts.headers).await
    }
}

/// The form with the code.
pub struct HalfPosted {
    half: Half,
    answers: Answers,
    headers: HeaderMap,
}

impl FromRequest<App> for HalfPosted {
    type Rejection = Problem;

    async fn from_request(request: Request, app: &App) -> Result<Self, Problem> {
        // Before anything of the form is read.
        let half = found(app, request.headers()).await?;
        let Open { answers, headers } = Open::from_request(request, app).await?;
        Ok(Self { half, answers, headers })
    }
}

//! 认得的浏览器 — browsers in which somebody has signed in to an account before.
//!
//! Each is known by the hash of a random cookie that it was given, one for each account, fresh at each sign-in. What a
//! browser brings is only ever compared: a token that somebody planted on a shared computer is never taken over. In
//! such a browser guessing is counted apart ([`super::attempts`]), and nothing else follows from it.

pub(crate) mod store;

use anyhow::Result;
use axum::http::HeaderMap;
use xinan_db::{Tx, Uuid};

use crate::shell::app::App;
use crate::shell::session::{SECOND, agent, fresh_token, hash_of};

/// How long a browser is known after it was used last: what browsers keep a cookie for at most.
pub(crate) const KNOWN_FOR: i64 = 400 * 24 * 3600 * SECOND;

/// The name of the cookie for an account: from the end of its number, which is made by chance.
fn cookie_of(account: Uuid) -> String {
    let number = account.simple().to_string();
    format!("xinan_device_{}", &number[number.len() - 8..])
}

/// What a browser brought for an account, by its hash.
fn brought(app: &App, account: Uuid, headers: &HeaderMap) -> Option<Vec<u8>> {
    app.cookies().find(headers, &cookie_of(account)).map(hash_of)
}

/// The browser, when somebody has signed in to the account with it before.
pub(super) async fn known(
    app: &App,
    tx: &mut Tx,
    account: Uuid,
    headers: &HeaderMap,
    now: i64,
) -> Result<Option<Vec<u8>>> {
    let Some(device) = brought(app, account, headers) else { return Ok(None) };
    Ok(store::is_known(tx, account, &device, now - KNOWN_FOR).await?.then_some(device))
}

/// A browser that is known from now on.
pub(super) struct Fresh {
    /// The hash of what it was given.
    pub(super) device: Vec<u8>,
    /// The header that gives it.
    pub(super) cookie: String,
}

/// Gives the browser in which somebody has just shown the password a fresh token; what it brought is known no more.
pub(super) async fn renew(
    app: &App,
    tx: &mut Tx,
    account: Uuid,
    headers: &HeaderMap,
    now: i64,
) -> Result<Fresh> {
    let mut known_since = now;
    if let Some(before) = brought(app, account, headers) {
        known_since = store::known_since(tx, account, &before).await?.unwrap_or(now).min(now);
        store::forget(tx, account, &before).await?;
    }
    let token = fresh_token()?;
    let device = hash_of(&token);
    let (browser, system) = agent(headers);
    store::add(
        tx,
        account,
        &store::Device { device: device.clone(), known_since, used_at: now, browser, system },
    )
    .await?;
    let cookie = app.cookies().set(&cookie_of(account), &token, KNOWN_FOR / SECOND);
    Ok(Fresh { device, cookie })
}

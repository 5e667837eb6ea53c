//! 试密码的次数 — how often a password may be tried, and how nobody is locked out by others.
//!
//! Ten failures in a quarter of an hour, counted (docs/decisions/0022)
//!
//! - in a browser in which the owner has signed in before: by this account and this browser, and nothing else.
//!   Whoever guesses from elsewhere, even from the same institution's address, takes none of these tries away;
//! - in any other browser: by the account, from wherever it is tried, and by the source, whatever accounts it tries.
//!
//! GB/T 22239-2019 §8.1.4.1 b) asks that failures be handled and attempts limited. Attempts wait for their turn to
//! hash and are counted within it, so that many at once are no more than ten either. A login that does not exist
//! is counted, checked and refused like one that does.

use anyhow::Result;
use axum::http::HeaderMap;
use xinan_db::audit::{self, By, Entry};
use xinan_db::{Tx, Uuid};

use super::store;
use crate::shell::app::App;
use crate::shell::problem::Problem;
use crate::shell::session::{cookie, fresh_token, hash_of, password_fits, turn_to_hash};
use crate::shell::source::Origin;

const SECOND: i64 = 1_000_000;
/// How long a failure counts.
pub(super) const WINDOW: i64 = 15 * 60 * SECOND;
/// How long a browser is known after it was used last: what browsers keep a cookie for at most.
const KNOWN_FOR: i64 = 400 * 24 * 3600 * SECOND;
const DEVICE_COOKIE: &str = "xinan_device";

/// A hash of nothing anybody uses: checked when the account does not exist, so that the answer
/// takes as long as for one that does.
pub(super) const NOBODY: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$c29tZSBmaXhlZCBzYWx0cw$5Xm2QJwJ0mZ0gqgZ2tq6pJm0c0oJc3o0q0qk5Yk1V3k";

/// Whose password is tried.
pub(super) struct Whose<'a> {
    /// The account; none when there is no such login.
    pub(super) account: Option<Uuid>,
    /// The login as typed, without capitals.
    pub(super) login: &'a str,
    /// Hash of the password; none when there is no such login.
    pub(super) hash: Option<&'a str>,
}

/// One that is about to be made.
struct Attempt<'a> {
    login: Vec<u8>,
    source: &'a str,
    /// The browser, where it is one that the account is known to use.
    device: Option<Vec<u8>>,
}

impl Attempt<'_> {
    /// How many seconds to wait, when there were too many already.
    async fn wait(&self, tx: &mut Tx, now: i64) -> Result<Option<u32>> {
        let since = now - WINDOW;
        let last = match &self.device {
            Some(device) => store::tenth_of_device(tx, &self.login, device, since).await?,
            None => {
                let of_login = store::tenth_of_login(tx, &self.login, since).await?;
                of_login.max(store::tenth_of_source(tx, self.source, since).await?)
            }
        };
        Ok(last.map(|tenth| {
            let wait = (tenth + WINDOW - now).max(SECOND) / SECOND;
            u32::try_from(wait).unwrap_or(900)
        }))
    }

    /// Refuses when there were too many already.
    async fn allowed(&self, tx: &mut Tx, now: i64) -> Result<(), Problem> {
        match self.wait(tx, now).await? {
            None => Ok(()),
            Some(seconds) => Err(Problem::TooMany(seconds)),
        }
    }
}

/// Whether the password is right, unless it was tried too often. A failure is counted and logged before this returns.
///
/// # Errors
/// [`Problem::TooMany`] with the seconds after which one more may be tried.
pub(super) async fn try_password(
    app: &App,
    whose: &Whose<'_>,
    from: &Origin,
    password: String,
) -> Result<bool, Problem> {
    let now = app.now().micros();
    let given = cookie(&from.headers, DEVICE_COOKIE).map(hash_of);
    let mut tx = app.db().read().await?;
    let device = match (given, whose.account) {
        (Some(given), Some(account)) => store::is_known(&mut tx, account, &given).await?.then_some(given),
        _ => None,
    };
    let attempt = Attempt { login: hash_of(whose.login), source: &from.source, device };
    // Who is refused anyway takes nobody's turn.
    attempt.allowed(&mut tx, now).await?;
    tx.commit().await?;

    let turn = turn_to_hash(app).await?;
    let mut tx = app.db().read().await?;
    attempt.allowed(&mut tx, now).await?;
    tx.commit().await?;
    let hash = whose.hash.unwrap_or(NOBODY).to_owned();
    let fits = password_fits(&turn, password, hash).await? && whose.account.is_some();
    let device = attempt.device.as_deref();
    let mut tx = app.db().write().await?;
    match fits {
        true => store::forgive(&mut tx, &attempt.login, attempt.source, device).await?,
        false => {
            store::failed(&mut tx, &attempt.login, attempt.source, device, now, now - WINDOW).await?;
            let locked = attempt.wait(&mut tx, now).await?.is_some();
            log(&mut tx, whose, &attempt, locked, now).await?;
        }
    }
    tx.commit().await?;
    Ok(fits)
}

/// One entry for each failure; the tenth says that one has to wait from now on. What was typed is not in it unless
/// it is the login of somebody: people type passwords there.
async fn log(tx: &mut Tx, whose: &Whose<'_>, attempt: &Attempt<'_>, locked: bool, now: i64) -> Result<()> {
    let login = if whose.account.is_some() { whose.login } else { "-" };
    let browser = if attempt.device.is_some() { "known" } else { "unknown" };
    let entry = Entry {
        at: now,
        by: By::program("sign-in"),
        county: String::new(),
        case: None,
        action: if locked { "sign_in.locked" } else { "sign_in.failed" },
        detail: format!("{login} {} {browser}", attempt.source),
        cases: Vec::new(),
    };
    audit::record(tx, &entry).await
}

/// Remembers the browser in which somebody has just signed in; the cookie for it, which lasts from now on.
pub(super) async fn know_device(tx: &mut Tx, account: Uuid, headers: &HeaderMap, now: i64) -> Result<String> {
    let unused_since = now - KNOWN_FOR;
    if let Some(given) = cookie(headers, DEVICE_COOKIE) {
        // On a computer that several use, one cookie is known to each. One that we never gave is not taken.
        if store::is_known_to_somebody(tx, &hash_of(given)).await? {
            store::know(tx, account, &hash_of(given), now, unused_since).await?;
            return Ok(set_device(given));
        }
    }
    let fresh = fresh_token()?;
    store::know(tx, account, &hash_of(&fresh), now, unused_since).await?;
    Ok(set_device(&fresh))
}

/// Forgets the browsers of an account except the one in which this is asked.
pub(super) async fn forget_other_devices(tx: &mut Tx, account: Uuid, headers: &HeaderMap) -> Result<()> {
    let here = cookie(headers, DEVICE_COOKIE).map(hash_of).unwrap_or_default();
    store::forget_other_devices(tx, account, &here).await
}

fn set_device(token: &str) -> String {
    let seconds = KNOWN_FOR / SECOND;
    format!("{DEVICE_COOKIE}={token}; Path=/; HttpOnly; SameSite=Lax; Max-Age={seconds}")
}

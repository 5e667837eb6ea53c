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
//!
//! What surprises: an attempt is written down as a failure before the password is looked at, and struck out in the
//! transaction of what it was made for. Whoever hangs up, or ends the program, has tried all the same.

pub(crate) mod store;

use std::future::Future;

use anyhow::Result;
use axum::http::HeaderMap;
use axum::response::Response;
use xinan_db::audit::{self, By, Entry};
use xinan_db::{Tx, Uuid};

use self::store::Within;
use super::store as accounts;
use crate::shell::app::App;
use crate::shell::hashing::{Asker, Turn};
use crate::shell::problem::Problem;
use crate::shell::session::{AHEAD, SECOND, cookie, fresh_token, hash_of};
use crate::shell::source::Origin;

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
    /// It is tried by somebody who is signed in to the account.
    pub(super) signed_in: bool,
}

/// What came of an attempt.
pub(super) enum Tried {
    /// The password is right. Nobody else's is looked at until this is dropped.
    Right(Passed),
    /// It is wrong, which was counted and logged.
    Wrong,
    /// It was tried too often, and not looked at; the seconds to wait.
    TooMany(u32),
    /// Too many wait for their turn, and it was not looked at.
    Crowded,
}

/// One that is about to be made.
struct Attempt {
    login: Vec<u8>,
    source: String,
    /// The browser, where it is one that the account is known to use.
    device: Option<Vec<u8>>,
}

impl Attempt {
    /// How many seconds to wait, when there were too many already.
    async fn wait(&self, tx: &mut Tx, now: i64) -> Result<Option<u32>> {
        let within = counting(now);
        let last = match &self.device {
            Some(device) => store::tenth_of_device(tx, &self.login, device, within).await?,
            None => {
                let of_login = store::tenth_of_login(tx, &self.login, within).await?;
                of_login.max(store::tenth_of_source(tx, &self.source, within).await?)
            }
        };
        Ok(last.map(|tenth| {
            let wait = (tenth + WINDOW - now).max(SECOND) / SECOND;
            u32::try_from(wait).unwrap_or(900)
        }))
    }

    /// Counts it as a failure, from before it is made; else how many seconds to wait.
    async fn count(&self, app: &App, now: i64) -> Result<Option<u32>> {
        let mut tx = app.db().write().await?;
        store::forget(&mut tx, counting(now)).await?;
        let wait = self.wait(&mut tx, now).await?;
        if wait.is_none() {
            store::add(&mut tx, &self.login, &self.source, self.device.as_deref(), now).await?;
        }
        tx.commit().await?;
        Ok(wait)
    }
}

/// The failures that count now. A clock that was wrong leaves some in the time to come; another server's may be a
/// little ahead.
fn counting(now: i64) -> Within {
    Within { after: now - WINDOW, until: now + AHEAD }
}

/// An attempt that was right, which still counts as a failure until [`Passed::forgive`].
pub(super) struct Passed {
    attempt: Attempt,
    turn: Turn,
}

impl Passed {
    /// Strikes it out, with the failures that its owner may have caused: in the transaction of what it was made for.
    pub(super) async fn forgive(&self, tx: &mut Tx) -> Result<()> {
        let Attempt { login, source, device } = &self.attempt;
        store::forgive(tx, login, source, device.as_deref()).await
    }

    /// Hashes a password within the same turn.
    pub(super) async fn hash(self, password: String) -> Result<(String, Self)> {
        let (hash, turn) = self.turn.hash(password).await?;
        Ok((hash, Self { turn, ..self }))
    }
}

/// Does the whole of an attempt even when whoever made it hangs up: what was begun is counted and logged.
pub(super) async fn to_the_end(
    attempt: impl Future<Output = Result<Response, Problem>> + Send + 'static,
) -> Result<Response, Problem> {
    match tokio::spawn(attempt).await {
        Ok(answer) => answer,
        Err(error) => Err(Problem::Fault(error.into())),
    }
}

/// Whether the password is right, unless it was tried too often. Within [`to_the_end`].
pub(super) async fn try_password(
    app: &App,
    whose: &Whose<'_>,
    from: &Origin,
    password: String,
) -> Result<Tried> {
    let given = cookie(&from.headers, DEVICE_COOKIE).map(hash_of);
    let mut tx = app.db().read().await?;
    let device = match (given, whose.account) {
        (Some(given), Some(account)) => accounts::is_known(&mut tx, account, &given).await?.then_some(given),
        _ => None,
    };
    let attempt = Attempt { login: hash_of(whose.login), source: from.source.clone(), device };
    // Who is refused anyway takes nobody's place.
    if let Some(seconds) = attempt.wait(&mut tx, app.now().micros()).await? {
        return Ok(Tried::TooMany(seconds));
    }
    tx.commit().await?;

    let asker = match (whose.account, &attempt.device) {
        (Some(account), Some(_)) => Asker::Known(account.to_string()),
        (Some(account), None) if whose.signed_in => Asker::Known(account.to_string()),
        _ => Asker::Stranger(attempt.source.clone()),
    };
    let Some(turn) = app.hashing().turn(asker).await else { return Ok(Tried::Crowded) };
    let now = app.now().micros();
    if let Some(seconds) = attempt.count(app, now).await? {
        return Ok(Tried::TooMany(seconds));
    }
    let (fits, turn) = turn.fits(password, whose.hash.unwrap_or(NOBODY).to_owned()).await?;
    if fits && whose.account.is_some() {
        return Ok(Tried::Right(Passed { attempt, turn }));
    }
    let mut tx = app.db().write().await?;
    let locked = attempt.wait(&mut tx, now).await?.is_some();
    log(&mut tx, whose, &attempt, locked, now).await?;
    tx.commit().await?;
    Ok(Tried::Wrong)
}

/// One entry for each failure; the tenth says that one has to wait from now on. What was typed is not in it unless
/// it is the login of somebody: people type passwords there.
async fn log(tx: &mut Tx, whose: &Whose<'_>, attempt: &Attempt, locked: bool, now: i64) -> Result<()> {
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
        if accounts::is_known_to_somebody(tx, &hash_of(given)).await? {
            accounts::know(tx, account, &hash_of(given), now, unused_since).await?;
            return Ok(set_device(given));
        }
    }
    let fresh = fresh_token()?;
    accounts::know(tx, account, &hash_of(&fresh), now, unused_since).await?;
    Ok(set_device(&fresh))
}

/// Forgets the browsers of an account except the one in which this is asked.
pub(super) async fn forget_other_devices(tx: &mut Tx, account: Uuid, headers: &HeaderMap) -> Result<()> {
    let here = cookie(headers, DEVICE_COOKIE).map(hash_of).unwrap_or_default();
    accounts::forget_other_devices(tx, account, &here).await
}

fn set_device(token: &str) -> String {
    let seconds = KNOWN_FOR / SECOND;
    format!("{DEVICE_COOKIE}={token}; Path=/; HttpOnly; SameSite=Lax; Max-Age={seconds}")
}

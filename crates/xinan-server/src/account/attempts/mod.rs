//! 试密码的次数 — how often a password may be tried, and how nobody is locked out by others.
//!
//! In a quarter of an hour (docs/decisions/0022)
//!
//! - in a browser in which the owner has signed in before ([`super::device`]): ten failures of this account in this
//!   browser, and of nothing else. Whoever guesses from elsewhere, even from the same institution's address, takes
//!   none of these tries away;
//! - in any other browser: ten failures of the account, from wherever it is tried, and thirty accounts that were tried
//!   in vain from one source. That is more than an institution behind one address mistypes, and few to try a common
//!   password with.
//!
//! GB/T 22239-2019 §8.1.4.1 b) asks that failures be handled and attempts limited. Attempts wait for their turn to
//! hash and are counted within it, so that many at once are no more than ten either. A login that does not exist
//! is counted, checked and refused like one that does.
//!
//! What surprises: an attempt is written down as a failure before the password is looked at, and struck out in the
//! transaction of what it was made for. Whoever hangs up, or ends the program, has tried all the same.

pub(crate) mod store;

use std::collections::HashMap;
use std::future::Future;

use anyhow::Result;
use xinan_db::audit::{self, By, Entry};
use xinan_db::{Tx, Uuid};
use xinan_domain::password::Password;

use self::store::Within;
use super::device;
use super::own::store as accounts;
use crate::shell::app::App;
use crate::shell::hashing::{Asker, NOBODY, Turn, is_of_now};
use crate::shell::problem::Problem;
use crate::shell::session::{AHEAD, SECOND};
use crate::shell::source::Origin;

/// How long a failure counts.
pub(super) const WINDOW: i64 = 15 * 60 * SECOND;

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
pub(super) struct Attempt {
    id: Uuid,
    login: i64,
    source: String,
    /// The browser, where it is one that the account is known to use.
    device: Option<Vec<u8>>,
}

impl Attempt {
    /// How many seconds to wait, when there were too many already.
    async fn wait(&self, tx: &mut Tx, now: i64) -> Result<Option<u32>> {
        let within = counting(now);
        let last = match &self.device {
            Some(device) => store::tenth_of_device(tx, self.login, device, within).await?,
            None => {
                let of_login = store::tenth_of_login(tx, self.login, within).await?;
                of_login.max(store::last_login_of_source(tx, &self.source, within).await?)
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
            self.add(&mut tx, now).await?;
        }
        tx.commit().await?;
        Ok(wait)
    }

    async fn add(&self, tx: &mut Tx, now: i64) -> Result<()> {
        store::add(tx, self.id, self.login, &self.source, self.device.as_deref(), now).await
    }

    /// It has failed: counts it. Whoever calls says so in the log.
    pub(super) async fn count_in(&self, tx: &mut Tx, now: i64) -> Result<()> {
        self.add(tx, now).await
    }

    /// It has failed: counts and logs it, in the transaction in which it was made.
    pub(super) async fn fail(&self, tx: &mut Tx, whose: &Whose<'_>, now: i64) -> Result<()> {
        self.add(tx, now).await?;
        let locked = self.wait(tx, now).await?.is_some();
        log(tx, whose, self, (locked, " code"), now).await
    }

    /// It has succeeded: forgives the failures that its owner may have caused.
    pub(super) async fn forgive(&self, tx: &mut Tx) -> Result<()> {
        store::forgive(tx, self.login, &self.source, self.device.as_deref()).await
    }
}

/// An attempt that is looked at at once, within the transaction of what it is for, such as with a code; else how many
/// seconds to wait.
pub(super) async fn attempt(
    app: &App,
    tx: &mut Tx,
    whose: &Whose<'_>,
    from: &Origin,
    now: i64,
) -> Result<Result<Attempt, u32>> {
    let attempt = of(app, tx, whose, from, now).await?;
    store::forget(tx, counting(now)).await?;
    Ok(match attempt.wait(tx, now).await? {
        Some(seconds) => {
            app.refusals().note(&from.source, now);
            Err(seconds)
        }
        None => Ok(attempt),
    })
}

/// Whose attempt it is, and from where.
async fn of(app: &App, tx: &mut Tx, whose: &Whose<'_>, from: &Origin, now: i64) -> Result<Attempt> {
    let device = match whose.account {
        Some(account) => device::known(app, tx, account, &from.headers, now).await?,
        None => None,
    };
    let (id, login) = (xinan_db::new_id(), token_of(tx, whose.login));
    Ok(Attempt { id, login, source: from.source.clone(), device })
}

/// The failures that count now. A clock that was wrong leaves some in the time to come; another server's may be a
/// little ahead.
fn counting(now: i64) -> Within {
    Within { after: now - WINDOW, until: now + AHEAD }
}

/// An attempt that was right, which still counts as a failure until [`Passed::settle`].
pub(super) struct Passed {
    account: Uuid,
    attempt: Attempt,
    turn: Turn,
    /// The password at today's cost, when its hash was made at another.
    fresh: Option<String>,
}

impl Passed {
    /// Strikes it out, with the failures that its owner may have caused, and keeps the hash at today's cost: in the
    /// transaction of what it was made for.
    pub(super) async fn settle(&self, tx: &mut Tx) -> Result<()> {
        if let Some(fresh) = &self.fresh {
            accounts::set_hash(tx, self.account, fresh).await?;
        }
        self.attempt.forgive(tx).await
    }

    /// Strikes out this attempt and nothing else: who knows the password and not the code shall not wash away the
    /// wrong codes with it.
    pub(super) async fn strike(&self, tx: &mut Tx) -> Result<()> {
        store::strike(tx, self.attempt.id).await
    }

    /// Hashes a password within the same turn.
    pub(super) async fn hash(self, password: Password) -> Result<(String, Self)> {
        let (hash, turn) = self.turn.hash(password).await?;
        Ok((hash, Self { turn, ..self }))
    }
}

/// Does the whole of an attempt even when whoever made it hangs up: what was begun is counted and logged.
pub(super) async fn to_the_end<T: Send + 'static>(
    attempt: impl Future<Output = Result<T, Problem>> + Send + 'static,
) -> Result<T, Problem> {
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
    password: Password,
) -> Result<Tried> {
    let now = app.now().micros();
    let mut tx = app.db().read().await?;
    let attempt = of(app, &mut tx, whose, from, now).await?;
    // Who is refused anyway takes nobody's place.
    if let Some(seconds) = attempt.wait(&mut tx, now).await? {
        app.refusals().note(&from.source, now);
        return Ok(Tried::TooMany(seconds));
    }
    tx.commit().await?;

    let asker = match (whose.account, &attempt.device) {
        (Some(account), Some(_)) => Asker::Known(account.to_string()),
        (Some(account), None) if whose.signed_in => Asker::Known(account.to_string()),
        _ => Asker::Stranger(attempt.source.clone()),
    };
    let Some(turn) = app.hashing().turn(asker).await else {
        app.refusals().note(&from.source, now);
        return Ok(Tried::Crowded);
    };
    // What time it is when it is one's turn: the wait is over, and a clock may have been put right.
    let now = app.now().micros();
    if let Some(seconds) = attempt.count(app, now).await? {
        app.refusals().note(&from.source, now);
        return Ok(Tried::TooMany(seconds));
    }
    let hash = whose.hash.unwrap_or(&NOBODY);
    let (fits, turn) = turn.fits(password.clone(), hash.to_owned()).await?;
    if let (true, Some(account)) = (fits, whose.account) {
        let mut passed = Passed { account, attempt, turn, fresh: None };
        if !is_of_now(hash) {
            let (fresh, rest) = passed.hash(password).await?;
            passed = Passed { fresh: Some(fresh), ..rest };
        }
        return Ok(Tried::Right(passed));
    }
    let mut tx = app.db().write().await?;
    let locked = attempt.wait(&mut tx, now).await?.is_some();
    log(&mut tx, whose, &attempt, (locked, ""), now).await?;
    tx.commit().await?;
    Ok(Tried::Wrong)
}

/// One entry for each failure; the tenth says that one has to wait from now on. What was typed is not in it unless
/// it is the login of somebody: people type passwords there.
async fn log(
    tx: &mut Tx,
    whose: &Whose<'_>,
    attempt: &Attempt,
    (locked, with): (bool, &str),
    now: i64,
) -> Result<()> {
    let login = if whose.account.is_some() { whose.login } else { "-" };
    let browser = if attempt.device.is_some() { "known" } else { "unknown" };
    let action = if locked { "sign_in.locked" } else { "sign_in.failed" };
    audit::record(tx, &entry(action, format!("{login} {} {browser}{with}", attempt.source), now)).await
}

/// An entry of somebody who is not signed in.
pub(super) fn entry(action: &'static str, detail: String, now: i64) -> Entry {
    let by = By::program("sign-in");
    Entry { at: now, by, county: String::new(), case: None, action, detail, cases: Vec::new() }
}

/// How somebody has failed to sign in to an account lately.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Failing {
    /// How often, in all browsers together.
    pub(crate) failures: usize,
    /// Until when no password is looked at, in a browser of the owner or in all others; none while there are tries left.
    pub(crate) until: Option<i64>,
}

/// The accounts at which somebody fails now, by the tokens of their logins ([`token_of`]).
pub(crate) async fn failing(tx: &mut Tx, now: i64) -> Result<HashMap<i64, Failing>> {
    let mut all: HashMap<i64, Failing> = HashMap::new();
    for one in store::of_all(tx, counting(now)).await? {
        let found = all.entry(one.login).or_default();
        found.failures += one.failures;
        found.until = found.until.max(one.tenth_at.map(|tenth| tenth + WINDOW));
    }
    Ok(all)
}

/// Forgives every failure of a login.
pub(super) async fn forgive_all(tx: &mut Tx, login: &str) -> Result<()> {
    let login = token_of(tx, login);
    store::forgive_all(tx, login).await
}

/// Forgets failures that count no longer; how many.
pub(super) async fn forget_old(tx: &mut Tx, now: i64) -> Result<u64> {
    store::forget(tx, counting(now)).await
}

/// What is kept of a login: people type passwords there, and a hash without a key is found again by trying.
pub(crate) fn token_of(tx: &Tx, login: &str) -> i64 {
    /// Sets the tokens of logins apart from those of other things.
    const LOGIN: u8 = b'l';
    tx.keys().token(LOGIN, login)
}

/// Writes down how often each source was refused: when its quarter of an hour is over, or what there is.
///
/// # Errors
/// When the log cannot go on; the next call does what this one owes.
pub async fn write_down_refusals(app: &App, all: bool) -> Result<()> {
    let now = app.now().micros();
    let taken = app.refusals().take(now, all);
    if taken.is_empty() {
        return Ok(());
    }
    let entries: Vec<Entry> = taken
        .iter()
        .map(|(source, refused)| entry("sign_in.refused", format!("{source} {} times", refused.times), now))
        .collect();
    let written = async {
        let mut tx = app.db().write().await?;
        audit::record_all(&mut tx, &entries).await?;
        tx.commit().await
    };
    let written = written.await;
    if written.is_err() {
        for (source, refused) in &taken {
            app.refusals().add(source, *refused);
        }
    }
    written
}

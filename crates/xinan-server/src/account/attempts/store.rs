//! Failures to sign in.

use std::collections::HashMap;

use anyhow::Result;
use xinan_db::{Row, Tx, Uuid, sql};

sql! {
    /// The newest failures; with the tenth of them one has to wait.
    AT_DEVICE = "
        select failed_at
          from sign_in_failures
         where login = $1 and device = $2 and failed_at > $3 and failed_at <= $4
         order by failed_at desc
         limit 10";
    OF_LOGIN = "
        select failed_at
          from sign_in_failures
         where login = $1 and device is null and failed_at > $2 and failed_at <= $3
         order by failed_at desc
         limit 10";
    /// The logins tried from a source, each by its newest failure; with the thirtieth one has to wait.
    LOGINS_OF_SOURCE = "
        select max(failed_at) as failed_at
          from sign_in_failures
         where source = $1 and device is null and failed_at > $2 and failed_at <= $3
         group by login
         order by failed_at desc
         limit 30";
    OF_ALL = "
        select login, device, failed_at
          from sign_in_failures
         where failed_at > $1 and failed_at <= $2
         order by failed_at desc, id
         limit 10000";
    ADD = "
        insert into sign_in_failures (id, login, source, device, failed_at)
        values ($1, $2, $3, $4, $5)";
    FORGET = "delete from sign_in_failures where failed_at <= $1 or failed_at > $2";
    STRIKE = "delete from sign_in_failures where id = $1";
    FORGIVE_DEVICE = "delete from sign_in_failures where login = $1 and device = $2";
    FORGIVE_ALL = "delete from sign_in_failures where login = $1";
    FORGIVE_SOURCE = "delete from sign_in_failures where login = $1 and source = $2 and device is null";
}

/// The time in which failures count: after the first instant, up to the second.
#[derive(Debug, Clone, Copy)]
pub(super) struct Within {
    pub(super) after: i64,
    pub(super) until: i64,
}

/// Failures of one account, and accounts tried from one source.
const MOST_FAILURES: usize = 10;
const MOST_LOGINS: usize = 30;

fn nth(rows: &[Row], number: usize) -> Result<Option<i64>> {
    rows.get(number - 1).map(|row| row.int("failed_at")).transpose()
}

/// The tenth newest failure of a login in a known browser.
pub(super) async fn tenth_of_device(
    tx: &mut Tx,
    login: i64,
    device: &[u8],
    within: Within,
) -> Result<Option<i64>> {
    let params = [login.into(), device.to_vec().into(), within.after.into(), within.until.into()];
    nth(&tx.rows(AT_DEVICE, &params).await?, MOST_FAILURES)
}

/// The tenth newest failure of a login in browsers that are not known.
pub(super) async fn tenth_of_login(tx: &mut Tx, login: i64, within: Within) -> Result<Option<i64>> {
    let params = [login.into(), within.after.into(), within.until.into()];
    nth(&tx.rows(OF_LOGIN, &params).await?, MOST_FAILURES)
}

/// The newest failure of the thirtieth login that was tried from a source, in browsers that are not known.
pub(super) async fn last_login_of_source(tx: &mut Tx, source: &str, within: Within) -> Result<Option<i64>> {
    let params = [source.into(), within.after.into(), within.until.into()];
    nth(&tx.rows(LOGINS_OF_SOURCE, &params).await?, MOST_LOGINS)
}

/// The failures of a login in one known browser, or in all that are not.
pub(super) struct Counted {
    pub(super) login: i64,
    pub(super) failures: usize,
    /// When the tenth newest was, if there are so many.
    pub(super) tenth_at: Option<i64>,
}

/// The newest failures of all logins.
pub(super) async fn of_all(tx: &mut Tx, within: Within) -> Result<Vec<Counted>> {
    let rows = tx.rows(OF_ALL, &[within.after.into(), within.until.into()]).await?;
    let mut counted: HashMap<(i64, Option<Vec<u8>>), Counted> = HashMap::new();
    for row in &rows {
        let login = row.int("login")?;
        let one = counted.entry((login, row.opt_bytes("device")?)).or_insert(Counted {
            login,
            failures: 0,
            tenth_at: None,
        });
        one.failures += 1;
        if one.failures == MOST_FAILURES {
            one.tenth_at = Some(row.int("failed_at")?);
        }
    }
    Ok(counted.into_values().collect())
}

/// Remembers an attempt as a failure.
pub(super) async fn add(
    tx: &mut Tx,
    id: Uuid,
    login: i64,
    source: &str,
    device: Option<&[u8]>,
    now: i64,
) -> Result<()> {
    let device = device.map(<[u8]>::to_vec);
    let params = [id.into(), login.into(), source.into(), device.into(), now.into()];
    tx.execute(ADD, &params).await.map(drop)
}

/// Forgets one attempt.
pub(super) async fn strike(tx: &mut Tx, id: Uuid) -> Result<()> {
    tx.execute(STRIKE, &[id.into()]).await.map(drop)
}

/// Forgets the failures that count no longer, and those of a time that has not come: a clock was wrong.
/// How many.
pub(super) async fn forget(tx: &mut Tx, but: Within) -> Result<u64> {
    tx.execute(FORGET, &[but.after.into(), but.until.into()]).await
}

/// Forgets every failure of a login.
pub(super) async fn forgive_all(tx: &mut Tx, login: i64) -> Result<()> {
    tx.execute(FORGIVE_ALL, &[login.into()]).await.map(drop)
}

/// Forgets the failures of whoever has succeeded now: in a known browser its own, else those of this source.
pub(super) async fn forgive(tx: &mut Tx, login: i64, source: &str, device: Option<&[u8]>) -> Result<()> {
    match device {
        Some(device) => tx.execute(FORGIVE_DEVICE, &[login.into(), device.to_vec().into()]).await,
        None => tx.execute(FORGIVE_SOURCE, &[login.into(), source.into()]).await,
    }
    .map(drop)
}

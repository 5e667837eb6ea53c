//! Failures to sign in, browsers that are known, and what an owner sees and changes of an account.

use anyhow::Result;
use xinan_db::{Row, Tx, Uuid, sql};

use crate::shell::session::{Browser, OperatingSystem};

sql! {
    /// The newest failures; with the tenth of them one has to wait.
    FAILED_AT_DEVICE = "
        select failed_at
          from sign_in_failures
         where login = $1 and device = $2 and failed_at > $3
         order by failed_at desc
         limit 10";
    FAILED_AT_LOGIN = "
        select failed_at
          from sign_in_failures
         where login = $1 and device is null and failed_at > $2
         order by failed_at desc
         limit 10";
    FAILED_AT_SOURCE = "
        select failed_at
          from sign_in_failures
         where source = $1 and device is null and failed_at > $2
         order by failed_at desc
         limit 10";
    FAILED = "
        insert into sign_in_failures (id, login, source, device, failed_at)
        values ($1, $2, $3, $4, $5)";
    FORGET_OLD = "delete from sign_in_failures where failed_at <= $1";
    FORGIVE_DEVICE = "delete from sign_in_failures where login = $1 and device = $2";
    FORGIVE_SOURCE = "delete from sign_in_failures where login = $1 and source = $2 and device is null";
    IS_KNOWN = "select used_at from known_devices where account_id = $1 and device = $2";
    IS_KNOWN_TO_SOMEBODY = "select account_id from known_devices where device = $1 limit 1";
    KNOW = "
        insert into known_devices (account_id, device, known_since, used_at)
        values ($1, $2, $3, $3)
            on conflict (account_id, device) do update set used_at = excluded.used_at";
    FORGET_UNUSED = "delete from known_devices where account_id = $1 and used_at <= $2";
    FORGET_OTHERS = "delete from known_devices where account_id = $1 and device <> $2";
    /// The post still holds, or the session is none (`session::store::FIND`).
    LIVING = "
        select s.token, s.begun_at, s.seen_at, s.browser, s.operating_system, p.office
          from sessions s
          join posts p on p.id = s.post_id
         where s.account_id = $1
           and s.ended_at is null
           and s.begun_at >= $2
           and s.seen_at >= $3
           and p.started_on <= $4
           and (p.ended_on is null or p.ended_on > $4)
         order by s.seen_at desc, s.begun_at desc, s.token";
    OWN = "select begun_at from sessions where account_id = $1 and token = $2";
    END_OTHERS = "
        update sessions
           set ended_at = $3
         where account_id = $1 and token <> $2 and ended_at is null";
    LOGIN = "select login, shown_name, password from accounts where id = $1 and closed_at is null";
    SET_PASSWORD = "update accounts set password = $2 where id = $1";
}

fn tenth(rows: Vec<Row>) -> Result<Option<i64>> {
    rows.get(9).map(|row| row.int("failed_at")).transpose()
}

/// The tenth newest failure of a login in a known browser since an instant.
pub(super) async fn tenth_of_device(
    tx: &mut Tx,
    login: &[u8],
    device: &[u8],
    since: i64,
) -> Result<Option<i64>> {
    let params = [login.to_vec().into(), device.to_vec().into(), since.into()];
    tenth(tx.rows(FAILED_AT_DEVICE, &params).await?)
}

/// The tenth newest failure of a login in browsers that are not known.
pub(super) async fn tenth_of_login(tx: &mut Tx, login: &[u8], since: i64) -> Result<Option<i64>> {
    tenth(tx.rows(FAILED_AT_LOGIN, &[login.to_vec().into(), since.into()]).await?)
}

/// The tenth newest failure of a source in browsers that are not known.
pub(super) async fn tenth_of_source(tx: &mut Tx, source: &str, since: i64) -> Result<Option<i64>> {
    tenth(tx.rows(FAILED_AT_SOURCE, &[source.into(), since.into()]).await?)
}

/// Remembers a failure, and forgets those that count no longer.
pub(super) async fn failed(
    tx: &mut Tx,
    login: &[u8],
    source: &str,
    device: Option<&[u8]>,
    now: i64,
    since: i64,
) -> Result<()> {
    tx.execute(FORGET_OLD, &[since.into()]).await?;
    let device = device.map(<[u8]>::to_vec);
    let params = [xinan_db::new_id().into(), login.to_vec().into(), source.into(), device.into(), now.into()];
    tx.execute(FAILED, &params).await.map(drop)
}

/// Forgets the failures of whoever has succeeded now: in a known browser its own, else those of this source.
pub(super) async fn forgive(tx: &mut Tx, login: &[u8], source: &str, device: Option<&[u8]>) -> Result<()> {
    match device {
        Some(device) => tx.execute(FORGIVE_DEVICE, &[login.to_vec().into(), device.to_vec().into()]).await,
        None => tx.execute(FORGIVE_SOURCE, &[login.to_vec().into(), source.into()]).await,
    }
    .map(drop)
}

/// Whether somebody has signed in to this account with this browser.
pub(super) async fn is_known(tx: &mut Tx, account: Uuid, device: &[u8]) -> Result<bool> {
    Ok(tx.row(IS_KNOWN, &[account.into(), device.to_vec().into()]).await?.is_some())
}

/// Whether somebody has signed in to any account with this browser.
pub(super) async fn is_known_to_somebody(tx: &mut Tx, device: &[u8]) -> Result<bool> {
    Ok(tx.row(IS_KNOWN_TO_SOMEBODY, &[device.to_vec().into()]).await?.is_some())
}

/// Remembers a browser of an account, and forgets those not used since an instant.
pub(super) async fn know(
    tx: &mut Tx,
    account: Uuid,
    device: &[u8],
    now: i64,
    unused_since: i64,
) -> Result<()> {
    tx.execute(FORGET_UNUSED, &[account.into(), unused_since.into()]).await?;
    tx.execute(KNOW, &[account.into(), device.to_vec().into(), now.into()]).await.map(drop)
}

/// Forgets every browser of an account but this one; all of them with an empty one.
pub(super) async fn forget_other_devices(tx: &mut Tx, account: Uuid, device: &[u8]) -> Result<()> {
    tx.execute(FORGET_OTHERS, &[account.into(), device.to_vec().into()]).await.map(drop)
}

/// A session that lives.
pub(super) struct Living {
    /// Hash of its token.
    pub(super) token: Vec<u8>,
    pub(super) begun_at: i64,
    pub(super) seen_at: i64,
    pub(super) browser: Browser,
    pub(super) system: OperatingSystem,
    /// The institution of the post in which it was begun.
    pub(super) office: String,
}

/// The living sessions of an account, those used last first.
pub(super) async fn living(
    tx: &mut Tx,
    account: Uuid,
    begun_since: i64,
    seen_since: i64,
    today: jiff::civil::Date,
) -> Result<Vec<Living>> {
    let params = [account.into(), begun_since.into(), seen_since.into(), today.into()];
    let rows = tx.rows(LIVING, &params).await?;
    rows.iter()
        .map(|row| {
            Ok(Living {
                token: row.bytes("token")?,
                begun_at: row.int("begun_at")?,
                seen_at: row.int("seen_at")?,
                browser: row.code("browser")?,
                system: row.code("operating_system")?,
                office: row.text("office")?,
            })
        })
        .collect()
}

/// Whether a session is or was one of the account's.
pub(super) async fn is_own(tx: &mut Tx, account: Uuid, token: &[u8]) -> Result<bool> {
    Ok(tx.row(OWN, &[account.into(), token.to_vec().into()]).await?.is_some())
}

/// Ends all sessions of an account but this one; how many.
pub(super) async fn end_others(tx: &mut Tx, account: Uuid, token: &[u8], now: i64) -> Result<u64> {
    tx.execute(END_OTHERS, &[account.into(), token.to_vec().into(), now.into()]).await
}

/// What the owner of a living account signs in with.
pub(super) struct Own {
    pub(super) login: String,
    pub(super) name: String,
    /// Hash of the password.
    pub(super) password: String,
}

/// What an account signs in with.
pub(super) async fn own(tx: &mut Tx, account: Uuid) -> Result<Option<Own>> {
    let row = tx.row(LOGIN, &[account.into()]).await?;
    row.map(|row| {
        Ok(Own { login: row.text("login")?, name: row.text("shown_name")?, password: row.text("password")? })
    })
    .transpose()
}

/// Gives an account another password, by its hash.
pub(super) async fn set_password(tx: &mut Tx, account: Uuid, hash: &str) -> Result<()> {
    tx.execute(SET_PASSWORD, &[account.into(), hash.into()]).await.map(drop)
}

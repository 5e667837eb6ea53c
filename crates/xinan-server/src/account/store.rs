//! Browsers that are known, and what an owner sees and changes of an account.

use anyhow::Result;
use xinan_db::{Tx, Uuid, sql};

use crate::shell::session::{AHEAD, Browser, IDLE, LONGEST, OperatingSystem};

sql! {
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
           and s.begun_at between $2 and $4
           and s.seen_at between $3 and $4
           and p.started_on <= $5
           and (p.ended_on is null or p.ended_on > $5)
         order by s.seen_at desc, s.begun_at desc, s.token";
    OWN = "select begun_at from sessions where account_id = $1 and token = $2";
    END_OTHERS = "
        update sessions
           set ended_at = $3
         where account_id = $1 and token <> $2 and ended_at is null";
    LOGIN = "select login, shown_name, password from accounts where id = $1 and closed_at is null";
    SET_PASSWORD = "update accounts set password = $2 where id = $1";
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
    now: i64,
    today: jiff::civil::Date,
) -> Result<Vec<Living>> {
    let (begun_since, seen_since, until) = (now - LONGEST, now - IDLE, now + AHEAD);
    let params = [account.into(), begun_since.into(), seen_since.into(), until.into(), today.into()];
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

//! What an owner sees and changes of an account.

use anyhow::Result;
use xinan_db::{Tx, Uuid, sql};

use crate::shell::session::store::lives;
use crate::shell::session::{AHEAD, Browser, IDLE, LONGEST, OperatingSystem};

sql! {
    LIVING = concat!("
        select s.token, s.begun_at, s.seen_at, s.browser, s.operating_system, p.office
          from sessions s ", lives!(), "
           and s.account_id = $1
           and s.begun_at <= $5
           and s.seen_at <= $5
         order by s.seen_at desc, s.begun_at desc, s.token");
    IS_OWN = "select begun_at from sessions where account_id = $1 and token = $2";
    END_OTHERS = "
        update sessions
           set ended_at = $3
         where account_id = $1 and token <> $2 and ended_at is null";
    END_ALL = "update sessions set ended_at = $2 where account_id = $1 and ended_at is null";
    END_OF_DEVICE = "
        update sessions
           set ended_at = $3
         where account_id = $1 and device = $2 and ended_at is null";
    OWN = "
        select login, shown_name, password, password_handed_over
          from accounts
         where id = $1 and closed_at is null";
    SET_PASSWORD = "update accounts set password = $2, password_handed_over = $3 where id = $1";
    SET_HASH = "update accounts set password = $2 where id = $1";
    CLOSE = "update accounts set closed_at = $2 where id = $1 and closed_at is null";
}

/// A session that lives.
pub(crate) struct Living {
    /// Hash of its token.
    pub(crate) token: Vec<u8>,
    pub(crate) begun_at: i64,
    pub(crate) seen_at: i64,
    pub(crate) browser: Browser,
    pub(crate) system: OperatingSystem,
    /// The institution of the post in which it was begun.
    pub(crate) office: String,
}

/// The living sessions of an account, those used last first.
pub(crate) async fn living(
    tx: &mut Tx,
    account: Uuid,
    now: i64,
    today: jiff::civil::Date,
) -> Result<Vec<Living>> {
    let (begun_since, seen_since) = (now - LONGEST, now - IDLE);
    let params = [account.into(), today.into(), begun_since.into(), seen_since.into(), (now + AHEAD).into()];
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
pub(crate) async fn is_own(tx: &mut Tx, account: Uuid, token: &[u8]) -> Result<bool> {
    Ok(tx.row(IS_OWN, &[account.into(), token.to_vec().into()]).await?.is_some())
}

/// Ends all sessions of an account but this one; how many.
pub(crate) async fn end_others(tx: &mut Tx, account: Uuid, token: &[u8], now: i64) -> Result<u64> {
    tx.execute(END_OTHERS, &[account.into(), token.to_vec().into(), now.into()]).await
}

/// Ends all sessions of an account; how many.
pub(crate) async fn end_all(tx: &mut Tx, account: Uuid, now: i64) -> Result<u64> {
    tx.execute(END_ALL, &[account.into(), now.into()]).await
}

/// Ends the sessions of an account that were begun in a browser.
pub(crate) async fn end_of_device(tx: &mut Tx, account: Uuid, device: &[u8], now: i64) -> Result<()> {
    tx.execute(END_OF_DEVICE, &[account.into(), device.to_vec().into(), now.into()]).await.map(drop)
}

/// What the owner of a living account signs in with.
pub(crate) struct Own {
    pub(crate) login: String,
    pub(crate) name: String,
    /// Hash of the password.
    pub(crate) password: String,
    /// Whether somebody else made it.
    pub(crate) handed_over: bool,
}

/// What an account signs in with.
pub(crate) async fn own(tx: &mut Tx, account: Uuid) -> Result<Option<Own>> {
    let row = tx.row(OWN, &[account.into()]).await?;
    row.map(|row| {
        Ok(Own {
            login: row.text("login")?,
            name: row.text("shown_name")?,
            password: row.text("password")?,
            handed_over: row.flag("password_handed_over")?,
        })
    })
    .transpose()
}

/// Gives an account another password, by its hash, which somebody else may have made.
pub(crate) async fn set_password(tx: &mut Tx, account: Uuid, hash: &str, handed_over: bool) -> Result<()> {
    tx.execute(SET_PASSWORD, &[account.into(), hash.into(), i64::from(handed_over).into()]).await.map(drop)
}

/// Keeps another hash of the same password.
pub(crate) async fn set_hash(tx: &mut Tx, account: Uuid, hash: &str) -> Result<()> {
    tx.execute(SET_HASH, &[account.into(), hash.into()]).await.map(drop)
}

/// Ends an account for good: nobody signs in with it any more.
pub(crate) async fn close(tx: &mut Tx, account: Uuid, now: i64) -> Result<()> {
    tx.execute(CLOSE, &[account.into(), now.into()]).await.map(drop)
}

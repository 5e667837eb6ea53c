//! Browsers by which accounts are used.

use anyhow::Result;
use xinan_db::{Tx, Uuid, sql};
use xinan_domain::code::Code;

use crate::shell::session::{Browser, OperatingSystem};

sql! {
    IS_KNOWN = "select used_at from known_devices where account_id = $1 and device = $2 and used_at > $3";
    KNOWN_SINCE = "select known_since from known_devices where account_id = $1 and device = $2";
    ADD = "
        insert into known_devices (account_id, device, known_since, used_at, browser, operating_system)
        values ($1, $2, $3, $4, $5, $6)";
    OF_ACCOUNT = "
        select device, known_since, used_at, browser, operating_system
          from known_devices
         where account_id = $1 and used_at > $2
         order by used_at desc, device";
    FORGET = "delete from known_devices where account_id = $1 and device = $2";
    FORGET_ALL = "delete from known_devices where account_id = $1";
    FORGET_OF_SESSION = "
        delete from known_devices
         where account_id = $1
           and device in (select device from sessions where token = $2 and account_id = $1)";
    FORGET_BUT_OF_SESSION = "
        delete from known_devices
         where account_id = $1
           and device not in (select device
                                from sessions
                               where token = $2 and account_id = $1 and device is not null)";
    FORGET_UNUSED = "delete from known_devices where used_at <= $1";
    /// A clock was wrong: what was used in the time to come was used by now.
    USED_BY_NOW = "update known_devices set used_at = $1 where used_at > $2";
}

/// A browser that is known.
pub(crate) struct Device {
    /// The hash of what it was given.
    pub(crate) device: Vec<u8>,
    pub(crate) known_since: i64,
    /// When somebody signed in with it last.
    pub(crate) used_at: i64,
    pub(crate) browser: Browser,
    pub(crate) system: OperatingSystem,
}

/// Whether somebody has signed in to this account with this browser since an instant.
pub(super) async fn is_known(tx: &mut Tx, account: Uuid, device: &[u8], since: i64) -> Result<bool> {
    Ok(tx.row(IS_KNOWN, &[account.into(), device.to_vec().into(), since.into()]).await?.is_some())
}

/// Since when the browser is known, if it is.
pub(super) async fn known_since(tx: &mut Tx, account: Uuid, device: &[u8]) -> Result<Option<i64>> {
    let row = tx.row(KNOWN_SINCE, &[account.into(), device.to_vec().into()]).await?;
    row.map(|row| row.int("known_since")).transpose()
}

/// Remembers a browser.
pub(super) async fn add(tx: &mut Tx, account: Uuid, new: &Device) -> Result<()> {
    let params = [
        account.into(),
        new.device.clone().into(),
        new.known_since.into(),
        new.used_at.into(),
        new.browser.code().into(),
        new.system.code().into(),
    ];
    tx.execute(ADD, &params).await.map(drop)
}

/// The browsers in which somebody has signed in to the account since an instant, those used last first.
pub(crate) async fn of_account(tx: &mut Tx, account: Uuid, since: i64) -> Result<Vec<Device>> {
    let rows = tx.rows(OF_ACCOUNT, &[account.into(), since.into()]).await?;
    rows.iter()
        .map(|row| {
            Ok(Device {
                device: row.bytes("device")?,
                known_since: row.int("known_since")?,
                used_at: row.int("used_at")?,
                browser: row.code("browser")?,
                system: row.code("operating_system")?,
            })
        })
        .collect()
}

/// Forgets one browser of an account; whether it was known.
pub(crate) async fn forget(tx: &mut Tx, account: Uuid, device: &[u8]) -> Result<bool> {
    Ok(tx.execute(FORGET, &[account.into(), device.to_vec().into()]).await? > 0)
}

/// Forgets every browser of an account.
pub(crate) async fn forget_all(tx: &mut Tx, account: Uuid) -> Result<()> {
    tx.execute(FORGET_ALL, &[account.into()]).await.map(drop)
}

/// Forgets the browser in which a session of the account was begun.
pub(crate) async fn forget_of_session(tx: &mut Tx, account: Uuid, token: &[u8]) -> Result<()> {
    tx.execute(FORGET_OF_SESSION, &[account.into(), token.to_vec().into()]).await.map(drop)
}

/// Forgets every browser of an account but that of a session.
pub(crate) async fn forget_but_of_session(tx: &mut Tx, account: Uuid, token: &[u8]) -> Result<()> {
    tx.execute(FORGET_BUT_OF_SESSION, &[account.into(), token.to_vec().into()]).await.map(drop)
}

/// Forgets browsers not used since an instant; how many. None of them was used later than now.
pub(crate) async fn forget_unused(tx: &mut Tx, since: i64, now: i64, ahead: i64) -> Result<u64> {
    tx.execute(USED_BY_NOW, &[now.into(), (now + ahead).into()]).await?;
    tx.execute(FORGET_UNUSED, &[since.into()]).await
}

//! Second factors and recovery codes as kept.

use anyhow::Result;
use xinan_db::{Row, Tx, Uuid, column, new_id, sql};

use super::code::{Secret, hash_of_recovery, step_of};
use crate::account::passkey::store as passkeys;

sql! {
    OF_ACCOUNT = "
        select id, account_id, secret, made_at
          from second_factors
         where account_id = $1 and pending = $2 and made_at > $3";
    ADD = "
        insert into second_factors (id, account_id, pending, secret, made_at, last_step)
        values ($1, $2, 1, $3, $4, 0)";
    FORGET = "delete from second_factors where account_id = $1 and pending = $2";
    COUNTS = "update second_factors set pending = 0, made_at = $2, last_step = $3 where id = $1 and pending = 1";
    /// A step of the time to come was kept by a clock that was wrong, and counts for nothing.
    USE_STEP = "
        update second_factors
           set last_step = $2
         where id = $1 and pending = 0 and (last_step < $2 or last_step > $3)";
    FORGET_PENDING = "delete from second_factors where pending = 1 and (made_at <= $1 or made_at > $2)";
    ADD_RECOVERY = "insert into recovery_codes (account_id, code, used_at) values ($1, $2, null)";
    USE_RECOVERY = "
        update recovery_codes
           set used_at = $3
         where account_id = $1 and code = $2 and used_at is null";
    RECOVERY_LEFT = "
        select count(*) as remaining
          from recovery_codes
         where account_id = $1 and used_at is null";
    FORGET_RECOVERY = "delete from recovery_codes where account_id = $1";
}

/// Steps by which a kept one may be later than any that can be shown now: the clocks of several servers are never
/// quite the same.
const AHEAD: i64 = 3;

/// A second factor.
pub(crate) struct Factor {
    pub(crate) id: Uuid,
    pub(crate) account: Uuid,
    pub(crate) secret: Secret,
    /// When it was set up.
    pub(crate) made_at: i64,
}

impl Factor {
    fn read(row: &Row) -> Result<Self> {
        let id = row.id("id")?;
        Ok(Self {
            id,
            account: row.id("account_id")?,
            secret: Secret::read(&row.sealed(column::FACTOR_SECRET, id)?)?,
            made_at: row.int("made_at")?,
        })
    }
}

async fn factor(tx: &mut Tx, account: Uuid, pending: bool, since: i64) -> Result<Option<Factor>> {
    let row = tx.row(OF_ACCOUNT, &[account.into(), pending.into(), since.into()]).await?;
    row.as_ref().map(Factor::read).transpose()
}

/// The second factor of an account, if it has one that counts.
pub(crate) async fn of_account(tx: &mut Tx, account: Uuid) -> Result<Option<Factor>> {
    factor(tx, account, false, i64::MIN).await
}

/// The one that is being set up, if that was begun since an instant.
pub(super) async fn pending(tx: &mut Tx, account: Uuid, since: i64) -> Result<Option<Factor>> {
    factor(tx, account, true, since).await
}

/// Begins to set one up; one that was begun before is forgotten.
pub(super) async fn begin(tx: &mut Tx, account: Uuid, secret: &Secret, now: i64) -> Result<()> {
    forget_pending(tx, account).await?;
    let id = new_id();
    let sealed = tx.keys().sealed(column::FACTOR_SECRET, id, &secret.base32());
    tx.execute(ADD, &[id.into(), account.into(), sealed, now.into()]).await.map(drop)
}

/// Forgets what is being set up.
pub(super) async fn forget_pending(tx: &mut Tx, account: Uuid) -> Result<()> {
    tx.execute(FORGET, &[account.into(), true.into()]).await.map(drop)
}

/// Lets the one that was being set up count from now on, in place of one of before; the step of the code that
/// showed it is used.
pub(super) async fn confirm(tx: &mut Tx, pending: &Factor, step: i64, now: i64) -> Result<()> {
    tx.execute(FORGET, &[pending.account.into(), false.into()]).await?;
    tx.execute(COUNTS, &[pending.id.into(), now.into(), step.into()]).await.map(drop)
}

/// Uses up a step of time; whether it and none after it was used before.
pub(super) async fn use_step(tx: &mut Tx, id: Uuid, step: i64, now: i64) -> Result<bool> {
    let latest = step_of(now) + 1 + AHEAD;
    Ok(tx.execute(USE_STEP, &[id.into(), step.into(), latest.into()]).await? > 0)
}

/// Keeps fresh recovery codes in place of those of before.
pub(super) async fn set_recovery(tx: &mut Tx, account: Uuid, codes: &[String]) -> Result<()> {
    tx.execute(FORGET_RECOVERY, &[account.into()]).await?;
    for code in codes {
        tx.execute(ADD_RECOVERY, &[account.into(), hash_of_recovery(code).into()]).await?;
    }
    Ok(())
}

/// Uses up a recovery code; whether there was such a one.
pub(super) async fn use_recovery(tx: &mut Tx, account: Uuid, code: &[u8], now: i64) -> Result<bool> {
    Ok(tx.execute(USE_RECOVERY, &[account.into(), code.to_vec().into(), now.into()]).await? > 0)
}

/// How many recovery codes are left.
pub(crate) async fn recovery_left(tx: &mut Tx, account: Uuid) -> Result<i64> {
    let row = tx.row(RECOVERY_LEFT, &[account.into()]).await?;
    row.map_or(Ok(0), |row| row.int("remaining"))
}

/// Takes the second factor off, with what is being set up, the recovery codes and the passkeys, which stand only beside
/// it; whether there was one.
pub(crate) async fn take_off(tx: &mut Tx, account: Uuid) -> Result<bool> {
    forget_pending(tx, account).await?;
    tx.execute(FORGET_RECOVERY, &[account.into()]).await?;
    passkeys::remove_all(tx, account).await?;
    Ok(tx.execute(FORGET, &[account.into(), false.into()]).await? > 0)
}

/// Forgets what was begun to be set up and never shown, and what a wrong clock left; how many.
pub(crate) async fn forget_unfinished(tx: &mut Tx, since: i64, until: i64) -> Result<u64> {
    tx.execute(FORGET_PENDING, &[since.into(), until.into()]).await
}

//! Who has shown the password and not yet the code.

use anyhow::Result;
use xinan_db::{Tx, Uuid, sql};

sql! {
    BEGIN = "insert into half_sign_ins (token, account_id, begun_at) values ($1, $2, $3)";
    ACCOUNT = "
        select account_id
          from half_sign_ins
         where token = $1 and begun_at > $2 and begun_at <= $3";
    END = "delete from half_sign_ins where token = $1";
    END_ALL = "delete from half_sign_ins where account_id = $1";
    FORGET = "delete from half_sign_ins where begun_at <= $1 or begun_at > $2";
}

/// Begins one.
pub(super) async fn begin(tx: &mut Tx, token: &[u8], account: Uuid, now: i64) -> Result<()> {
    tx.execute(BEGIN, &[token.to_vec().into(), account.into(), now.into()]).await.map(drop)
}

/// Whose it is, if it was begun after the first instant and not after the second.
pub(super) async fn account(tx: &mut Tx, token: &[u8], after: i64, until: i64) -> Result<Option<Uuid>> {
    let row = tx.row(ACCOUNT, &[token.to_vec().into(), after.into(), until.into()]).await?;
    row.map(|row| row.id("account_id")).transpose()
}

/// Ends one; whether there was one to end.
pub(super) async fn end(tx: &mut Tx, token: &[u8]) -> Result<bool> {
    Ok(tx.execute(END, &[token.to_vec().into()]).await? > 0)
}

/// Ends all of an account.
pub(crate) async fn end_all(tx: &mut Tx, account: Uuid) -> Result<()> {
    tx.execute(END_ALL, &[account.into()]).await.map(drop)
}

/// Forgets those that are over, and those of a time that has not come; how many.
pub(crate) async fn forget(tx: &mut Tx, before: i64, until: i64) -> Result<u64> {
    tx.execute(FORGET, &[before.into(), until.into()]).await
}

//! What was confirmed anew within a session.

use anyhow::Result;
use xinan_db::{Tx, Uuid, new_id, sql};

sql! {
    ADD = "
        insert into confirmations (id, session, action, confirmed_at, used_at)
        values ($1, $2, $3, $4, null)";
    UNSPENT = "
        select id
          from confirmations
         where session = $1 and action = $2 and used_at is null and confirmed_at > $3 and confirmed_at <= $4
         order by confirmed_at, id
         limit 1";
    SPEND = "update confirmations set used_at = $2 where id = $1 and used_at is null";
    GIVE_BACK = "update confirmations set used_at = null where id = $1";
    FORGET = "delete from confirmations where confirmed_at <= $1 or confirmed_at > $2";
}

/// Keeps that somebody has confirmed an act within a session.
pub(super) async fn add(tx: &mut Tx, session: &[u8], action: i64, now: i64) -> Result<()> {
    tx.execute(ADD, &[new_id().into(), session.to_vec().into(), action.into(), now.into()]).await.map(drop)
}

/// What was confirmed for an act after the first instant and not after the second, and is not used.
pub(super) async fn unspent(
    tx: &mut Tx,
    session: &[u8],
    action: i64,
    (after, until): (i64, i64),
) -> Result<Option<Uuid>> {
    let params = [session.to_vec().into(), action.into(), after.into(), until.into()];
    tx.row(UNSPENT, &params).await?.map(|row| row.id("id")).transpose()
}

/// Uses it up; whether nobody was quicker.
pub(super) async fn spend(tx: &mut Tx, id: Uuid, now: i64) -> Result<bool> {
    Ok(tx.execute(SPEND, &[id.into(), now.into()]).await? > 0)
}

/// Makes it good again: what it was used for was refused.
pub(super) async fn give_back(tx: &mut Tx, id: Uuid) -> Result<()> {
    tx.execute(GIVE_BACK, &[id.into()]).await.map(drop)
}

/// Forgets what is over, and what a wrong clock left; how many.
pub(crate) async fn forget(tx: &mut Tx, before: i64, until: i64) -> Result<u64> {
    tx.execute(FORGET, &[before.into(), until.into()]).await
}

//! The token of a deployment that nobody has set up yet.

use anyhow::{Context, Result};
use xinan_db::{Tx, sql};

sql! {
    ACCOUNT = "select id from accounts limit 1";
    KEEP = "
        insert into deployment (name, content) values ('set_up', $1)
            on conflict (name) do update set content = excluded.content";
    FIND = "select content from deployment where name = 'set_up'";
}

/// A token as kept.
pub(super) struct Kept {
    /// Its hash.
    pub(super) hash: Vec<u8>,
    /// When it was made.
    pub(super) made_at: i64,
}

/// Whether there is an account.
pub(crate) async fn has_accounts(tx: &mut Tx) -> Result<bool> {
    Ok(tx.row(ACCOUNT, &[]).await?.is_some())
}

/// Keeps a token by its hash, in place of one of before.
pub(super) async fn keep(tx: &mut Tx, hash: &[u8], now: i64) -> Result<()> {
    let content = [hash, &now.to_be_bytes()].concat();
    tx.execute(KEEP, &[content.into()]).await.map(drop)
}

/// The token that was made last. It stays when it was used: who shows it again is told what was done.
pub(super) async fn find(tx: &mut Tx) -> Result<Option<Kept>> {
    let Some(row) = tx.row(FIND, &[]).await? else { return Ok(None) };
    let content = row.bytes("content")?;
    let (hash, made_at) = content.split_last_chunk::<8>().context("the set-up token as kept")?;
    Ok(Some(Kept { hash: hash.to_vec(), made_at: i64::from_be_bytes(*made_at) }))
}

//! Up to which month rows are ready.

use anyhow::Result;
use xinan_db::{Tx, sql};

sql! {
    READY = "select content from deployment where name = 'months_ready'";
    SET_READY = "
        insert into deployment (name, content) values ('months_ready', $1)
            on conflict (name) do update set content = excluded.content";
}

/// The last month for which everybody has a row.
pub async fn months_ready(tx: &mut Tx) -> Result<Option<i32>> {
    let Some(row) = tx.row(READY, &[]).await? else { return Ok(None) };
    Ok(String::from_utf8(row.bytes("content")?).ok().and_then(|text| text.parse().ok()))
}

/// Remembers it.
pub async fn set_months_ready(tx: &mut Tx, month: i32) -> Result<()> {
    tx.execute(SET_READY, &[month.to_string().into_bytes().into()]).await.map(drop)
}

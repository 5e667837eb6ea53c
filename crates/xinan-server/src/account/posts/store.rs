//! One's own posts, and in which of them a session acts.

use anyhow::{Context, Result};
use jiff::civil::Date;
use xinan_db::{Tx, Uuid, sql};
use xinan_domain::region::Region;

use crate::shell::actor::PostKind;
use crate::shell::session::store::in_force;

sql! {
    OWN = concat!("
        select p.id, p.kind, p.region, p.office, p.started_on
          from posts p
         where p.account_id = $1
           and ", in_force!("p", "$2"), "
         order by p.kind desc, p.region, p.id");
    SWITCH = "
        update sessions
           set token = $3, post_id = $4, form_key = $5
         where token = $1 and account_id = $2 and ended_at is null";
}

/// A post in force.
pub(crate) struct Own {
    pub(crate) id: Uuid,
    pub(crate) kind: PostKind,
    pub(crate) region: Region,
    pub(crate) office: String,
    pub(crate) started_on: Date,
}

/// The posts of an account that are in force, widest first.
pub(crate) async fn own(tx: &mut Tx, account: Uuid, today: Date) -> Result<Vec<Own>> {
    let rows = tx.rows(OWN, &[account.into(), today.into()]).await?;
    rows.iter()
        .map(|row| {
            let region = row.text("region")?;
            Ok(Own {
                id: row.id("id")?,
                kind: row.code("kind")?,
                region: Region::exact(&region).ok().with_context(|| format!("{region} is no division"))?,
                office: row.text("office")?,
                started_on: row.day("started_on")?,
            })
        })
        .collect()
}

/// A session that goes on in another post.
pub(crate) struct Switched<'a> {
    /// Hash of its token until now.
    pub(crate) token: &'a [u8],
    pub(crate) account: Uuid,
    /// Hash of its token from now on.
    pub(crate) fresh: &'a [u8],
    pub(crate) post: Uuid,
    /// The key of its forms from now on.
    pub(crate) form_key: &'a str,
}

/// Lets a session go on in another post; whether it was still there.
pub(crate) async fn switch(tx: &mut Tx, to: &Switched<'_>) -> Result<bool> {
    let params = [
        to.token.to_vec().into(),
        to.account.into(),
        to.fresh.to_vec().into(),
        to.post.into(),
        to.form_key.into(),
    ];
    Ok(tx.execute(SWITCH, &params).await? > 0)
}

//! From whom somebody is to be safe.

use anyhow::{Context, Result};
use xinan_db::{Row, Tx, Uuid, column, sql};

use crate::case::VisibleCase;

sql! {
    STANDING = "
        select id, holder, reason, set_at
          from portal_safety
         where county_code = $1 and case_id = $2 and lifted_at is null
         order by set_at, id";
    ANY = "
        select count(*) as found
          from portal_safety
         where county_code = $1 and case_id = $2 and lifted_at is null";
    SET = "
        insert into portal_safety (county_code, id, case_id, holder, reason, set_at, set_by)
        values ($1, $2, $3, $4, $5, $6, $7)
            on conflict do nothing";
    LIFT = "
        update portal_safety
           set lifted_at = $4, lifted_by = $5, lifted_reason = $6
         where county_code = $1 and case_id = $2 and id = $3 and lifted_at is null";
}

/// That somebody is to be safe from a guardian.
#[derive(Debug, Clone)]
pub(in crate::portal) struct Flag {
    pub(in crate::portal) id: Uuid,
    /// The guardian, through all cards.
    pub(in crate::portal) holder: Uuid,
    pub(in crate::portal) reason: String,
    pub(in crate::portal) set_at: i64,
}

/// Those that stand.
pub(in crate::portal) async fn standing(tx: &mut Tx, case: &VisibleCase) -> Result<Vec<Flag>> {
    let read = |row: &Row| {
        let id = row.id("id")?;
        let reason = row.sealed(column::SAFETY_REASON, id)?;
        Ok(Flag { id, holder: row.id("holder")?, reason, set_at: row.int("set_at")? })
    };
    tx.rows(STANDING, &[case.county().into(), case.id().into()]).await?.iter().map(read).collect()
}

/// Whether the person is to be safe from any guardian.
pub(crate) async fn is_set(tx: &mut Tx, county: &str, case: Uuid) -> Result<bool> {
    let row = tx.row(ANY, &[county.into(), case.into()]).await?.context("a count")?;
    Ok(row.int("found")? > 0)
}

/// Sets one; the same id twice is one.
pub(super) async fn set(
    tx: &mut Tx,
    case: &VisibleCase,
    (id, holder): (Uuid, Uuid),
    reason: &str,
    by: Uuid,
    now: i64,
) -> Result<()> {
    let reason = tx.keys().sealed(column::SAFETY_REASON, id, reason);
    let params =
        [case.county().into(), id.into(), case.id().into(), holder.into(), reason, now.into(), by.into()];
    tx.execute(SET, &params).await.map(drop)
}

/// Lifts one.
pub(super) async fn lift(
    tx: &mut Tx,
    case: &VisibleCase,
    flag: Uuid,
    reason: &str,
    by: Uuid,
    now: i64,
) -> Result<()> {
    let reason = tx.keys().sealed(column::SAFETY_LIFTED_REASON, flag, reason);
    let params = [case.county().into(), case.id().into(), flag.into(), now.into(), by.into(), reason];
    tx.execute(LIFT, &params).await.map(drop)
}

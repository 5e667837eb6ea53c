//! The SQL of judging people anew.

use anyhow::Result;
use xinan_db::{Row, Tx, Uuid, sql};
use xinan_domain::code::Code;
use xinan_domain::region::Region;

use super::super::{Facts, Judged, county_of};

sql! {
    PEOPLE = "
        select county_code, id
          from cases
         where county_code = $1 and village_code >= $2 and village_code < $3
         order by village_code, id";
    CHANGED = "
        select county_code, id
          from cases
         where changed_at >= $1
         order by county_code, village_code, id";
    /// What a rule decides of a case. The version of the row stays: nobody changed anything.
    SET_NEXT_STEP = "
        update cases
           set due_on = $3, due_rule = $4, attention = $5, called_on = $6, call_outcome = $7,
               call_again_on = $8, listed_on = $9, visit_by = $10, life = $11
         where county_code = $1 and id = $2
           and (coalesce(due_on, '') <> coalesce($3, '')
                or coalesce(due_rule, -1) <> coalesce($4, -1)
                or attention <> $5
                or coalesce(called_on, '') <> coalesce($6, '')
                or coalesce(call_outcome, -1) <> coalesce($7, -1)
                or coalesce(call_again_on, '') <> coalesce($8, '')
                or coalesce(listed_on, '') <> coalesce($9, '')
                or coalesce(visit_by, '') <> coalesce($10, '')
                or coalesce(life, -1) <> $11)";
}

/// Everybody in a county or a part of one, village by village.
pub(super) async fn people_in(tx: &mut Tx, region: &Region) -> Result<Vec<(String, Uuid)>> {
    let (from, until) = region.range();
    keys(&tx.rows(PEOPLE, &[county_of(region).into(), from.into(), until.into()]).await?)
}

/// Everybody whose row was written since an instant.
pub(super) async fn changed_since(tx: &mut Tx, instant: i64) -> Result<Vec<(String, Uuid)>> {
    keys(&tx.rows(CHANGED, &[instant.into()]).await?)
}

fn keys(rows: &[Row]) -> Result<Vec<(String, Uuid)>> {
    rows.iter().map(|row| Ok((row.text("county_code")?, row.id("id")?))).collect()
}

/// Writes the next step; whether it is another one.
pub(super) async fn set_next_step(tx: &mut Tx, facts: &Facts, judged: &Judged) -> Result<bool> {
    let values = [
        facts.county.clone().into(),
        facts.id.into(),
        judged.due.map(|due| due.on).into(),
        judged.due.map(|due| due.rule.number()).into(),
        judged.attention.into(),
        judged.called.map(|one| one.on).into(),
        judged.called.map(|one| one.outcome.code()).into(),
        judged.called.and_then(|one| one.again_on).into(),
        judged.listed_on.into(),
        judged.visit_by.into(),
        judged.life.code().into(),
    ];
    tx.changed(&facts.county);
    Ok(tx.execute(SET_NEXT_STEP, &values).await? > 0)
}

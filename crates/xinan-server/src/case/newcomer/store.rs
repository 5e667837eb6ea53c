//! What is there before a record begins.

use anyhow::{Context, Result};
use xinan_db::{Tx, Uuid, sql};
use xinan_domain::region::Region;

sql! {
    LAST_NUMBER = "
        select coalesce(max(case_no), '') as last
          from cases
         where county_code = $1 and case_no >= $2 and case_no < $3";
    EXISTS = "select count(*) as found from cases where county_code = $1 and id = $2";
}

/// The last number given in a village: 编号 counts per village.
pub(crate) async fn last_number(tx: &mut Tx, village: &Region) -> Result<u32> {
    let county: String = village.as_str().chars().take(6).collect();
    let (from, below) = village.range();
    let row = tx.row(LAST_NUMBER, &[county.into(), from.into(), below.into()]).await?;
    let last = row.map(|row| row.text("last")).transpose()?.unwrap_or_default();
    Ok(last.get(12..).and_then(|digits| digits.parse().ok()).unwrap_or(0))
}

/// Whether the id of a record is taken.
pub(crate) async fn is_taken(tx: &mut Tx, county: &str, id: Uuid) -> Result<bool> {
    let found = tx.row(EXISTS, &[county.into(), id.into()]).await?.context("a count")?;
    Ok(found.int("found")? > 0)
}

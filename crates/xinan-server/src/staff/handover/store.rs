//! How many people a territory holds, and nothing else about them.

use anyhow::{Context, Result};
use jiff::civil::Date;
use xinan_db::{Scope, Sql, Tx};
use xinan_domain::code::Code;

use crate::case::Status;
use crate::case::store::{counted, within};

/// What changes hands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Burden {
    /// 在册: under care or looked for.
    pub(super) people: u64,
    /// Whose next visit is in time until that day at the latest, or is late already.
    pub(super) due: u64,
}

/// What changes hands with a territory on a day.
pub(super) async fn burden(tx: &mut Tx, scope: &Scope, day: Date) -> Result<Burden> {
    let mut sql = Sql::new("select count(*) as people, coalesce(sum(case when");
    sql.with("c.visit_by <= ?", [day.into()]);
    sql.push("then 1 else 0 end), 0) as due from cases c where");
    within(&mut sql, scope)
        .with("and c.status in (?, ?)", [Status::Open.code().into(), Status::Lost.code().into()]);
    let rows = counted(tx, scope, &sql).await?;
    let row = rows.first().context("a count")?;
    let count = |name: &str| -> Result<u64> { Ok(u64::try_from(row.int(name)?).unwrap_or(0)) };
    Ok(Burden { people: count("people")?, due: count("due")? })
}

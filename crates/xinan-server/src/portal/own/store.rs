//! Who cares for the people of a village.

use anyhow::Result;
use jiff::civil::Date;
use xinan_db::{Row, Tx, sql};
use xinan_domain::code::Code;
use xinan_domain::region::{Level, Region};

use crate::shell::actor::PostKind;
use crate::shell::session::store::in_force;

sql! {
    WORKERS = concat!("
        select a.shown_name, p.kind, p.office
          from posts p
          join accounts a on a.id = p.account_id
         where (p.region = $1 or p.region = $2)
           and (p.kind = $3 or p.kind = $4)
           and ", in_force!("p", "$5"), "
           and a.closed_at is null
         order by p.kind, a.shown_name, p.id
         limit 4");
}

/// Somebody who cares for the people of a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Worker {
    pub(super) name: String,
    pub(super) kind: PostKind,
    pub(super) office: String,
}

/// The village doctor and the township's worker of a village.
pub(super) async fn workers(tx: &mut Tx, village: &Region, today: Date) -> Result<Vec<Worker>> {
    let township = village.at(Level::Township).unwrap_or(*village);
    let params = [
        village.as_str().into(),
        township.as_str().into(),
        PostKind::VillageDoctor.code().into(),
        PostKind::TownshipWorker.code().into(),
        today.into(),
    ];
    let read = |row: &Row| {
        Ok(Worker { name: row.text("shown_name")?, kind: row.code("kind")?, office: row.text("office")? })
    };
    tx.rows(WORKERS, &params).await?.iter().map(read).collect()
}

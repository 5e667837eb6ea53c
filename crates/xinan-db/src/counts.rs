//! Counts that are asked again and again between two changes.
//!
//! Today's work, the roster and the indicators say how many of a county's people are where: sums over all of
//! them, although most pages are read between two changes. A sum is remembered together with the number of
//! changes that its transaction saw (`county_changes`), and holds for every transaction that sees the same
//! number. The number is raised in the transaction of the change, so no answer is ever older than its page. So is who
//! stands in the first lines of today's work: by number, never a name.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::{Context, Result};

use crate::statement::Sql;
use crate::tx::Tx;
use crate::value::Row;

const VERSION: &str = "
    select cast(coalesce(sum(number), 0) as bigint) as version
      from county_changes
     where county_code = $1";
const BUMP: &str = "
    insert into county_changes (county_code, slot, number) values ($1, $2, 1)
        on conflict (county_code, slot) do update set number = county_changes.number + 1";

/// Answers remembered for one county; more make room for themselves.
const MOST: usize = 512;
/// Rows that spread the changes of a county.
const SLOTS: u8 = 8;

/// What is remembered, by county.
#[derive(Default)]
pub(crate) struct Counts {
    counties: Mutex<HashMap<String, Kept>>,
}

#[derive(Default)]
struct Kept {
    version: i64,
    answers: HashMap<Sql, Arc<[Row]>>,
}

impl Counts {
    /// The answer to a question, if it was asked at this version.
    pub(crate) fn get(&self, county: &str, version: i64, sql: &Sql) -> Option<Arc<[Row]>> {
        let counties = self.counties.lock().unwrap_or_else(PoisonError::into_inner);
        let kept = counties.get(county).filter(|kept| kept.version == version)?;
        kept.answers.get(sql).cloned()
    }

    /// Remembers an answer, unless a later version is known already.
    pub(crate) fn keep(&self, county: &str, version: i64, sql: &Sql, rows: Arc<[Row]>) {
        let mut counties = self.counties.lock().unwrap_or_else(PoisonError::into_inner);
        let kept = counties.entry(county.to_owned()).or_default();
        if version < kept.version {
            return;
        }
        if version > kept.version || kept.answers.len() >= MOST {
            kept.answers.clear();
            kept.version = version;
        }
        kept.answers.insert(sql.clone(), rows);
    }
}

/// How many changes of a county a transaction sees.
pub(crate) async fn version(tx: &mut Tx, county: &str) -> Result<i64> {
    tx.row(VERSION, &[county.into()]).await?.context("a sum")?.int("version")
}

/// One more change.
pub(crate) async fn bump(tx: &mut Tx, county: &str) -> Result<()> {
    bump_slot(tx, county, crate::new_id().as_bytes()[15] % SLOTS).await
}

pub(crate) async fn bump_slot(tx: &mut Tx, county: &str, slot: u8) -> Result<()> {
    tx.execute(BUMP, &[county.into(), slot.into()]).await.map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::{self, By, Entry};
    use crate::db::Db;
    use crate::testing::{TestDb, engines};

    const COUNTY: &str = "429971";

    async fn add(db: &Db, is_counted: bool) {
        let entry = Entry {
            at: 1,
            by: By::program("test"),
            county: COUNTY.to_owned(),
            case: None,
            action: "case.read",
            detail: String::new(),
            cases: Vec::new(),
        };
        let mut tx = db.write().await.unwrap();
        audit::record(&mut tx, &entry).await.unwrap();
        if is_counted {
            tx.changed(COUNTY);
        }
        tx.commit().await.unwrap();
    }

    async fn entries(tx: &mut Tx) -> i64 {
        let sql = Sql::new("select count(*) as entries from audit_entries");
        tx.counted(COUNTY, &sql).await.unwrap()[0].int("entries").unwrap()
    }

    #[tokio::test]
    async fn a_count_holds_until_something_counted_changes() {
        for engine in engines() {
            let test = TestDb::fresh(engine).await.unwrap();
            let now = async || entries(&mut test.db.read().await.unwrap()).await;
            assert_eq!(now().await, 0);
            add(&test.db, false).await;
            assert_eq!(now().await, 0, "remembered");
            add(&test.db, true).await;
            assert_eq!(now().await, 2, "counted anew");

            let mut before = test.db.read().await.unwrap();
            assert_eq!(entries(&mut before).await, 2);
            add(&test.db, true).await;
            assert_eq!(now().await, 3);
            assert_eq!(entries(&mut before).await, 2, "a transaction sees one state");
            assert_eq!(now().await, 3, "and teaches nobody an older one");
            drop(before);

            let mut writing = test.db.write().await.unwrap();
            assert_eq!(entries(&mut writing).await, 3);
            writing.roll_back().await.unwrap();
        }
    }
}

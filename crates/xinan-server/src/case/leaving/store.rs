//! The SQL of who may stand in something that leaves.

use anyhow::{Context, Result};
use xinan_db::{Row, Sql, Tx, Uuid, Val};
use xinan_domain::code::Code;
use xinan_domain::consent::{OfList, Processing, gate_of_list};
use xinan_domain::person::Consent;

use super::Reach;
use crate::case::Status;

/// Not refused, or informed as the law asks.
macro_rules! managed {
    () => {
        "(c.consent is null or c.consent <> ? or c.informed_on is not null)"
    };
}
/// The same, and agreed to sharing.
macro_rules! shared {
    () => {
        concat!("(", managed!(), " and c.sharing = ?)")
    };
}

fn refused() -> Val {
    Consent::Refused.code().into()
}

fn given() -> Val {
    Consent::Given.code().into()
}

/// Adds the condition that a person of `cases c` may leave: the gate, as a query asks it.
pub(crate) fn may_leave(sql: &mut Sql, processing: Processing) {
    match processing {
        Processing::Sharing => _ = sql.with(concat!("and ", shared!()), [refused(), given()]),
        _ if processing.asks_for().is_empty() => {}
        _ => _ = sql.with(concat!("and ", managed!()), [refused()]),
    }
}

/// Adds that a person of `cases c` lives, and that the record is open.
pub(crate) fn is_open(sql: &mut Sql) {
    sql.with("and c.status not in (?, ?)", [Status::Dead.code().into(), Status::Closed.code().into()]);
}

/// Adds what a [`Reach`] is read from, of people of `cases c`.
pub(crate) fn reach_columns(sql: &mut Sql) {
    sql.push("count(*) as people, coalesce(sum(case when");
    sql.with(managed!(), [refused()]);
    sql.push("then 1 else 0 end), 0) as managed, coalesce(sum(case when");
    sql.with(shared!(), [refused(), given()]);
    sql.push("then 1 else 0 end), 0) as shared");
}

/// A row with the [`reach_columns`].
pub(crate) fn read_reach(row: Option<&Row>) -> Result<Reach> {
    let row = row.context("a count")?;
    let count = |name: &str| -> Result<usize> { Ok(usize::try_from(row.int(name)?).unwrap_or(0)) };
    Ok(Reach { all: count("people")?, managed: count("managed")?, shared: count("shared")? })
}

/// Whether one person may leave, and of how many that is: one or none.
pub(crate) async fn reach_of(tx: &mut Tx, county: &str, id: Uuid) -> Result<Reach> {
    let mut sql = Sql::new("select");
    reach_columns(&mut sql);
    sql.with("from cases c where c.county_code = ? and c.id = ?", [county.into(), id.into()]);
    read_reach(tx.rows_built(&sql).await?.first())
}

/// Which of these people may not leave, judged one by one as everything stands now: what was asked for some time ago
/// may have been taken back since, and of a list of open records somebody may have died.
pub(crate) async fn kept_back(
    tx: &mut Tx,
    county: &str,
    people: &[Uuid],
    (processing, of_open_records): (Processing, bool),
) -> Result<Vec<Uuid>> {
    let mut kept_back = Vec::new();
    if processing.asks_for().is_empty() && !of_open_records {
        return Ok(kept_back);
    }
    for chunk in people.chunks(500) {
        let mut sql = Sql::new("select c.id, c.consent, c.informed_on, c.sharing, c.status from cases c");
        sql.with("where c.county_code = ? and c.id in (", [county.into()]);
        for (at, id) in chunk.iter().enumerate() {
            sql.with(if at == 0 { "?" } else { ", ?" }, [(*id).into()]);
        }
        sql.push(")");
        for row in tx.rows_built(&sql).await? {
            let of = OfList {
                management: row.opt_code("consent")?,
                informed_on: row.opt_day("informed_on")?,
                sharing: row.opt_code("sharing")?,
            };
            let status: Status = row.code("status")?;
            let is_gone = of_open_records && matches!(status, Status::Dead | Status::Closed);
            if is_gone || !gate_of_list(processing, &of).goes_on {
                kept_back.push(row.id("id")?);
            }
        }
    }
    Ok(kept_back)
}

#[cfg(test)]
mod tests {
    use xinan_db::testing::engines;

    use super::*;
    use crate::tests::TestApp;

    /// The condition of the query and the gate say the same of everybody.
    #[tokio::test]
    async fn the_query_judges_like_the_gate() {
        for engine in engines() {
            let app = TestApp::on(engine).await;
            let names: Vec<String> = (0..18).map(|number| format!("人{number}")).collect();
            app.add("429971101209", &names.iter().map(String::as_str).collect::<Vec<_>>()).await;
            let mut tx = app.app.db().write().await.unwrap();
            let ids = tx.rows("select id from cases order by case_no", &[]).await.unwrap();
            let ids: Vec<Uuid> = ids.iter().map(|row| row.id("id").unwrap()).collect();
            // Everything that can be said of the three columns: 3 × 2 × 3.
            for (at, id) in ids.iter().enumerate() {
                let of = |digit: usize| [None, Some(0), Some(1)][digit];
                let informed = (at / 9 == 1).then_some("2026-11-01");
                let set = "update cases set consent = $2, sharing = $3, informed_on = $4 where id = $1";
                let values: [Val; 4] =
                    [(*id).into(), of(at % 3).into(), of(at / 3 % 3).into(), informed.into()];
                tx.execute(set, &values).await.unwrap();
            }
            for processing in Processing::ALL {
                if let Processing::Examination | Processing::PlannedEmergency = processing {
                    continue;
                }
                let mut sql = Sql::new("select c.id from cases c where c.county_code = '429971'");
                may_leave(&mut sql, processing);
                let rows = tx.rows_built(&sql).await.unwrap();
                let mut asked: Vec<Uuid> = rows.iter().map(|row| row.id("id").unwrap()).collect();
                let kept_back = kept_back(&mut tx, "429971", &ids, (processing, false)).await.unwrap();
                let mut judged: Vec<Uuid> =
                    ids.iter().copied().filter(|id| !kept_back.contains(id)).collect();
                asked.sort_unstable();
                judged.sort_unstable();
                assert_eq!(asked, judged, "{engine:?} {processing:?}");
                let mut sql = Sql::new("select");
                reach_columns(&mut sql);
                sql.push("from cases c where c.county_code = '429971'");
                let reach = read_reach(tx.rows_built(&sql).await.unwrap().first()).unwrap();
                assert_eq!(reach.of(processing), judged.len(), "{engine:?} {processing:?}");
            }
            drop(tx);
        }
    }
}

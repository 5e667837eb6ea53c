//! Who in the register is alike.

use std::collections::{BTreeSet, HashMap};

use anyhow::Result;
use jiff::civil::Date;
use xinan_db::{Scope, Sql, Tx, Uuid, Val, column};

use super::{Alike, Namesake};
use crate::case::store::within;

/// The people of a territory who were born on these days, except the one of this record, by what others would share
/// with them; of several who are alike, the one with the first 编号.
pub(crate) async fn born_on(
    tx: &mut Tx,
    scope: &Scope,
    days: &BTreeSet<Date>,
    except: Uuid,
) -> Result<HashMap<Alike, Namesake>> {
    let days: Vec<Val> = days.iter().map(|day| (*day).into()).collect();
    let mut found = HashMap::new();
    for chunk in days.chunks(500) {
        let mut sql =
            Sql::new("select c.id, c.case_no, c.name, c.birth_date, c.village_code from cases c where");
        within(&mut sql, scope);
        sql.push("and c.birth_date in (");
        for (at, day) in chunk.iter().enumerate() {
            sql.with(if at == 0 { "?" } else { ", ?" }, [day.clone()]);
        }
        sql.push(") order by c.case_no");
        for row in tx.rows_built(&sql).await? {
            let id = row.id("id")?;
            if id == except {
                continue;
            }
            let alike = Alike::new(
                row.sealed(column::CASE_NAME, id)?,
                row.day("birth_date")?,
                &row.text("village_code")?,
            );
            let case_no = row.text("case_no")?;
            found.entry(alike).or_insert(Namesake { id, case_no });
        }
    }
    Ok(found)
}

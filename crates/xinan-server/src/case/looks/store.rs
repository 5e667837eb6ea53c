//! Looks, by person.

use anyhow::Result;
use xinan_db::{Row, Tx, Uuid, audit, sql};

use super::Look;
use crate::case::VisibleCase;

sql! {
    OWN = "
        select recorded_at, shown_as, action
          from audit_entries
         where county_code = $1 and case_id = $2
         order by recorded_at desc, seq desc
         limit $3";
    IN_LISTS = "
        select e.recorded_at, e.shown_as, e.action
          from audit_lists l
          join audit_entries e on e.seq = l.entry
         where l.county_code = $1 and l.case_id = $2
         order by l.recorded_at desc, l.entry desc
         limit $3";
    YOUNG = "
        select recorded_at, shown_as, action, detail, case_ids
          from audit_entries
         where county_code = $1 and case_id is null and recorded_at >= $2
         order by recorded_at desc, seq desc";
    LISTS = "
        select seq, recorded_at, detail, case_ids
          from audit_entries
         where county_code = $1 and case_id is null and recorded_at < $4
           and (recorded_at > $2 or (recorded_at = $2 and seq > $3))
         order by recorded_at, seq
         limit $5";
    UNTIL = "select content from deployment where name = 'lists_unpacked'";
    SET_UNTIL = "
        insert into deployment (name, content) values ('lists_unpacked', $1)
            on conflict (name) do update set content = excluded.content";
}

const INDEX: &str = "insert into audit_lists (county_code, case_id, recorded_at, entry)";

/// The latest looks at a record, newest first. Of lists those too in which the person was shown, when
/// `lists` says so.
pub async fn looks(tx: &mut Tx, case: &VisibleCase, most: u32, lists: bool) -> Result<Vec<Look>> {
    let whose = [case.county().into(), case.id().into(), most.into()];
    let mut found = tx.rows(OWN, &whose).await?.iter().map(look).collect::<Result<Vec<_>>>()?;
    if lists {
        for row in &tx.rows(IN_LISTS, &whose).await? {
            found.push(look(row)?);
        }
        let until = unpacked_until(tx).await?;
        for row in &tx.rows(YOUNG, &[case.county().into(), until.into()]).await? {
            if people(row)?.contains(&case.id()) {
                found.push(look(row)?);
            }
        }
        found.sort_by_key(|look| std::cmp::Reverse(look.at));
        found.truncate(most as usize);
    }
    Ok(found)
}

fn look(row: &Row) -> Result<Look> {
    Ok(Look { at: row.int("recorded_at")?, shown_as: row.text("shown_as")?, action: row.text("action")? })
}

/// Whom an entry names. Those of earlier versions have the ids in words, after their number.
fn people(row: &Row) -> Result<Vec<Uuid>> {
    let packed = row.bytes("case_ids")?;
    if !packed.is_empty() {
        return Ok(audit::unpacked(&packed).collect());
    }
    let detail = row.text("detail")?;
    let mut words = detail.split(' ');
    let is_list = words.next().is_some_and(|number| number.parse::<u32>().is_ok());
    Ok(words.filter(|_| is_list).filter_map(|word| Uuid::try_parse(word).ok()).collect())
}

/// A list that was shown.
pub(super) struct Shown {
    /// When, microseconds.
    pub(super) at: i64,
    /// Its entry.
    pub(super) entry: i64,
    people: Vec<Uuid>,
}

/// The next lists of a county.
pub(super) async fn lists(
    tx: &mut Tx,
    county: &str,
    after: (i64, i64),
    until: i64,
    most: u32,
) -> Result<Vec<Shown>> {
    let params = [county.into(), after.0.into(), after.1.into(), until.into(), most.into()];
    let rows = tx.rows(LISTS, &params).await?;
    rows.iter()
        .map(|row| Ok(Shown { at: row.int("recorded_at")?, entry: row.int("seq")?, people: people(row)? }))
        .collect()
}

/// Keeps who was shown in which list.
pub(super) async fn index(tx: &mut Tx, county: &str, lists: &[Shown]) -> Result<()> {
    let mut rows = Vec::new();
    for list in lists {
        for person in &list.people {
            rows.push(vec![county.into(), (*person).into(), list.at.into(), list.entry.into()]);
        }
    }
    tx.insert_many(INDEX, &rows, "on conflict do nothing").await.map(drop)
}

/// Up to when lists are unpacked, microseconds.
pub(super) async fn unpacked_until(tx: &mut Tx) -> Result<i64> {
    let Some(row) = tx.row(UNTIL, &[]).await? else { return Ok(0) };
    Ok(String::from_utf8(row.bytes("content")?).ok().and_then(|text| text.parse().ok()).unwrap_or(0))
}

/// Remembers it.
pub(super) async fn set_unpacked_until(tx: &mut Tx, until: i64) -> Result<()> {
    tx.execute(SET_UNTIL, &[until.to_string().into_bytes().into()]).await.map(drop)
}

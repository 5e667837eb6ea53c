//! Looks, by person.

use anyhow::Result;
use xinan_db::audit::Places;
use xinan_db::{Row, Tx, Uuid, Val, audit, sql};

use super::{Look, Unpacked};
use crate::case::VisibleCase;

sql! {
    OWN = "
        select e.seq, e.recorded_at, e.account_id, e.shown_as, e.action, p.kind
          from audit_entries e
          left join posts p on p.id = e.post_id
         where e.county_code = $1 and e.case_id = $2
         order by e.recorded_at desc, e.seq desc
         limit $3";
    IN_LISTS = "
        select e.seq, e.recorded_at, e.account_id, e.shown_as, e.action, p.kind
          from audit_lists l
          join audit_entries e on e.seq = l.entry
          left join posts p on p.id = e.post_id
         where l.county_code = $1 and l.case_id = $2
         order by l.recorded_at desc, l.entry desc
         limit $3";
    // By number alone: what is not unpacked yet is little, and the county's own index leads through years.
    YOUNG = "
        select e.seq, e.recorded_at, e.account_id, e.shown_as, e.action, e.detail, e.case_ids, p.kind
          from audit_entries e
          left join posts p on p.id = e.post_id
         where e.seq > $2 and e.case_id is null and e.county_code || '' = $1
         order by e.recorded_at desc, e.seq desc";
    LISTS = "
        select seq, recorded_at, county_code, detail, case_ids
          from audit_entries
         where seq > $1 and case_id is null
         order by seq
         limit $2";
    HEADS = "select number from audit_chains order by chain";
    UNPACKED = "select chain, number from audit_unpacked";
}

/// Stands for what is older than the chains.
const OLDER: i64 = -1;
const SET_UNPACKED: &str = "insert into audit_unpacked (chain, number)";
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
        let places = tx.log_places()?;
        let unpacked = unpacked(tx, places).await?;
        let young = [case.county().into(), unpacked.all_until(places).into()];
        for row in &tx.rows(YOUNG, &young).await? {
            if !unpacked.has(places, row.int("seq")?) && people(row)?.contains(&case.id()) {
                found.push(look(row)?);
            }
        }
        found.sort_by_key(|look| std::cmp::Reverse(look.at));
        found.truncate(most as usize);
    }
    Ok(found)
}

fn look(row: &Row) -> Result<Look> {
    Ok(Look {
        at: row.int("recorded_at")?,
        by: row.opt_id("account_id")?,
        shown_as: row.text("shown_as")?,
        action: row.text("action")?,
        post: row.opt_code("kind")?,
        entry: row.int("seq")?,
    })
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
    /// Its entry.
    pub(super) entry: i64,
    at: i64,
    county: String,
    people: Vec<Uuid>,
}

impl Shown {
    /// Whether anybody stood in it; not every entry of no single person is a list.
    pub(super) fn shows_somebody(&self) -> bool {
        !self.people.is_empty()
    }
}

/// The next entries of no single person after a number, in the order of their numbers.
pub(super) async fn lists(tx: &mut Tx, after: i64, most: u32) -> Result<Vec<Shown>> {
    let rows = tx.rows(LISTS, &[after.into(), most.into()]).await?;
    let shown = |row: &Row| {
        Ok(Shown {
            entry: row.int("seq")?,
            at: row.int("recorded_at")?,
            county: row.text("county_code")?,
            people: people(row)?,
        })
    };
    rows.iter().map(shown).collect()
}

/// Keeps who was shown in which list.
pub(super) async fn index(tx: &mut Tx, lists: &[&Shown]) -> Result<()> {
    let mut rows = Vec::new();
    for list in lists {
        for person in &list.people {
            let county = list.county.as_str();
            rows.push(vec![county.into(), (*person).into(), list.at.into(), list.entry.into()]);
        }
    }
    tx.insert_many(INDEX, &rows, "on conflict do nothing").await.map(drop)
}

/// How far each chain has come.
pub(super) async fn heads(tx: &mut Tx) -> Result<Vec<i64>> {
    tx.rows(HEADS, &[]).await?.iter().map(|row| row.int("number")).collect()
}

/// How far lists are unpacked.
pub(super) async fn unpacked(tx: &mut Tx, places: Places) -> Result<Unpacked> {
    let chains = vec![0; usize::try_from(places.chains)?];
    let mut unpacked = Unpacked { older: i64::MIN, chains };
    for row in &tx.rows(UNPACKED, &[]).await? {
        let (chain, number) = (row.int("chain")?, row.int("number")?);
        match usize::try_from(chain).ok().and_then(|at| unpacked.chains.get_mut(at)) {
            Some(last) => *last = number,
            None => unpacked.older = number,
        }
    }
    Ok(unpacked)
}

/// Remembers it.
pub(super) async fn set_unpacked(tx: &mut Tx, unpacked: &Unpacked) -> Result<()> {
    let chains = (0_i64..).zip(&unpacked.chains).map(|(chain, number)| (chain, *number));
    let rows: Vec<Vec<Val>> = std::iter::once((OLDER, unpacked.older))
        .chain(chains)
        .map(|(chain, number)| vec![chain.into(), number.into()])
        .collect();
    let set = "on conflict (chain) do update set number = excluded.number";
    tx.insert_many(SET_UNPACKED, &rows, set).await.map(drop)
}

//! The SQL of the search.

use anyhow::{Context, Result};
use xinan_db::{Scope, Sql, Tx, Uuid, Val, column};
use xinan_domain::identity_number::IdentityNumber;
use xinan_domain::search_key::{Key, Mixed, query_keys};

use super::{Search, Wanted};
use crate::case::VisibleCase;
use crate::case::store::{IDENTITY, counted, read_whole, whole_columns, within};

/// So many people may be meant by letters that are mixed. In the largest county some hundred have the initials
/// and the beginning of the pinyin of the shortest such text.
const MOST_MEANT: u32 = 5_000;

/// Understands what was typed, as somebody of this territory sees it.
///
/// Letters are taken as mixed only when they are nobody's pinyin or initials: `zhang` is 张, and nobody whose name begins with z and hang, and
/// names are opened only for a search that would find nobody otherwise.
pub(crate) async fn understand(tx: &mut Tx, scope: &Scope, text: &str) -> Result<Search> {
    let (any_of, mixed): (Vec<_>, Vec<_>) =
        query_keys(text).into_iter().map(|key| (key.any_of, key.mixed)).unzip();
    let wanted = any_of.into_iter().map(|any_of| Wanted { any_of, meant: Vec::new() }).collect();
    let mut search = Search { scope: scope.clone(), wanted };
    if mixed.iter().any(Option::is_some) && search.count(tx).await? == Some(0) {
        for (wanted, mixed) in search.wanted.iter_mut().zip(mixed) {
            if let Some(mixed) = mixed {
                wanted.meant = meant(tx, scope, &mixed).await?;
            }
        }
    }
    Ok(search)
}

/// Those whose names fit letters that are mixed, in the order of their numbers.
async fn meant(tx: &mut Tx, scope: &Scope, mixed: &Mixed) -> Result<Vec<Uuid>> {
    // Found by the search alone; only their names are read then.
    let mut sql =
        Sql::new("select c.id, c.name from (select distinct t.case_no, t.case_id from search_tokens t");
    sql.push("where");
    with_key(&mut sql, tx, scope, &mixed.pinyin);
    sql.push("and t.case_id in (select t.case_id from search_tokens t where");
    with_key(&mut sql, tx, scope, &mixed.initials);
    sql.with(") order by t.case_no limit ?) f", [MOST_MEANT.into()]);
    sql.with("join cases c on c.county_code = ? and c.id = f.case_id order by f.case_no", [county_of(scope)]);
    let mut ids = Vec::new();
    for row in tx.rows_built(&sql).await? {
        let id = row.id("id")?;
        if mixed.fits(&row.sealed(column::CASE_NAME, id)?) {
            ids.push(id);
        }
    }
    Ok(ids)
}

fn county_of(scope: &Scope) -> Val {
    scope.region().as_str().chars().take(6).collect::<String>().into()
}

/// Adds the condition that a row of the search holds one of these keys.
fn with_key(sql: &mut Sql, tx: &Tx, scope: &Scope, any_of: &[Key]) {
    let keys = tx.keys();
    let (from, below) = scope.bounds();
    let place: [Val; 3] = [county_of(scope), from.into(), below.into()];
    sql.with("t.county_code = ? and t.village_code >= ? and t.village_code < ? and t.token in (", place);
    for (at, key) in any_of.iter().enumerate() {
        let token: Val = keys.token(key.0.tag(), &key.1).into();
        sql.with(if at == 0 { "?" } else { ", ?" }, [token]);
    }
    sql.push(")");
}

fn with_ids(sql: &mut Sql, ids: &[Uuid]) {
    sql.push("in (");
    for (at, id) in ids.iter().enumerate() {
        sql.with(if at == 0 { "?" } else { ", ?" }, [(*id).into()]);
    }
    sql.push(")");
}

impl Search {
    /// Adds the condition that a person of `cases c` has all that was typed; nothing for an empty text.
    pub(crate) fn add_to(&self, sql: &mut Sql, tx: &Tx) {
        for wanted in &self.wanted {
            self.and(sql, tx, "c.id", wanted);
        }
    }

    /// Adds the question for those who have all that was typed, in the order of their numbers, answered by the search
    /// alone. `false`, and nothing added, for a text without a key.
    pub(crate) fn add_found(&self, sql: &mut Sql, tx: &Tx) -> bool {
        if self.is_empty() {
            return false;
        }
        sql.push("select f.county_code, f.case_id as id from (");
        self.rows(sql, tx);
        sql.push(") f order by f.case_no");
        true
    }

    /// How many people have all that was typed: counted in the search alone, without a look at their records. `None`
    /// for a text without a key.
    pub(crate) async fn count(&self, tx: &mut Tx) -> Result<Option<u64>> {
        if self.is_empty() {
            return Ok(None);
        }
        let mut sql = Sql::new("select count(*) as people from (");
        self.rows(&mut sql, tx);
        sql.push(") f");
        let rows = counted(tx, &self.scope, &sql).await?;
        let people = rows.first().context("a count")?.int("people")?;
        Ok(Some(u64::try_from(people).unwrap_or(0)))
    }

    /// The people, each once: somebody may have several spellings of one key.
    fn rows(&self, sql: &mut Sql, tx: &Tx) {
        let Some((first, others)) = self.wanted.split_first() else { return };
        sql.push("select distinct t.county_code, t.case_no, t.case_id from search_tokens t where");
        with_key(sql, tx, &self.scope, &first.any_of);
        for other in others {
            self.and(sql, tx, "t.case_id", other);
        }
        if first.meant.is_empty() {
            return;
        }
        sql.push("union select c.county_code, c.case_no, c.id as case_id from cases c where");
        sql.with("c.county_code = ? and c.id", [county_of(&self.scope)]);
        with_ids(sql, &first.meant);
        for other in others {
            self.and(sql, tx, "c.id", other);
        }
    }

    fn and(&self, sql: &mut Sql, tx: &Tx, id: &'static str, wanted: &Wanted) {
        sql.push("and (").push(id).push("in (select t.case_id from search_tokens t where");
        with_key(sql, tx, &self.scope, &wanted.any_of);
        sql.push(")");
        if !wanted.meant.is_empty() {
            sql.push("or").push(id);
            with_ids(sql, &wanted.meant);
        }
        sql.push(")");
    }
}

/// People in the territory who fit what was typed. `None` when the text holds nothing to search for.
pub(crate) async fn people(
    tx: &mut Tx,
    scope: &Scope,
    text: &str,
    most: u32,
) -> Result<Option<Vec<VisibleCase>>> {
    let search = understand(tx, scope, text).await?;
    if search.is_empty() {
        return Ok(None);
    }
    let mut sql = Sql::new(concat!("select ", whole_columns!(), " from cases c where"));
    within(&mut sql, scope);
    search.add_to(&mut sql, tx);
    sql.with("order by c.case_no limit ?", [most.into()]);
    let rows = tx.rows_built(&sql).await?;
    rows.iter().map(read_whole).collect::<Result<Vec<_>>>().map(Some)
}

/// The person of a territory who has this identity number.
pub(crate) async fn of_number(
    tx: &mut Tx,
    scope: &Scope,
    number: &IdentityNumber,
) -> Result<Option<VisibleCase>> {
    let token = tx.keys().token(IDENTITY, number.as_str());
    let mut sql = Sql::new(concat!("select ", whole_columns!(), " from cases c where"));
    within(&mut sql, scope);
    sql.with("and c.identity_token = ?", [token.into()]);
    tx.rows_built(&sql).await?.first().map(read_whole).transpose()
}

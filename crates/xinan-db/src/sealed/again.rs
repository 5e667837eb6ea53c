//! Seals again what is sealed with another key than the current one, and says how much that is.
//!
//! A few rows in a transaction, so that nobody waits. A value is replaced only while it is what was read:
//! who writes in the same moment has written with the current key anyway.

use anyhow::Result;

use super::column::{ALL, Stored};
use super::ring::head;
use super::{Column, Keys, RowId};
use crate::db::Db;
use crate::statement::Sql;
use crate::value::{Row, Val};

/// What was done.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Done {
    /// Values that are sealed with the current key now.
    pub values: u64,
    /// Values that do not open, and were left as they are.
    pub unopened: u64,
}

/// How many values of a column are sealed with a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Count {
    /// The column.
    pub column: Column,
    /// The key's number; 0 is plain text.
    pub key: u16,
    /// How many.
    pub values: u64,
}

/// Rows of one transaction: a few milliseconds of the one writer.
const ROWS: u32 = 100;

/// How a row of a table is found.
#[derive(Clone, Copy)]
enum Place {
    County,
    /// By its id alone.
    Id,
    File,
}

impl Place {
    fn of(table: &str) -> Self {
        match table {
            "uploads" | "second_factors" | "passkeys" | "passkey_questions" | "identities"
            | "identity_questions" | "disclosures" | "emergencies" | "police_asks" => Self::Id,
            "upload_files" => Self::File,
            _ => Self::County,
        }
    }

    fn columns(self) -> &'static [&'static str] {
        match self {
            Self::County => &["county_code", "id"],
            Self::Id => &["id"],
            Self::File => &["upload_id", "position"],
        }
    }

    /// Workbooks and scanned sheets are large.
    fn rows(self, table: &str) -> u32 {
        if matches!(self, Self::File) || table == "consent_papers" { 1 } else { ROWS }
    }

    fn read(self, row: &Row) -> Result<Vec<Val>> {
        Ok(match self {
            Self::County => vec![row.text("county_code")?.into(), row.id("id")?.into()],
            Self::Id => vec![row.id("id")?.into()],
            Self::File => vec![row.id("upload_id")?.into(), row.int("position")?.into()],
        })
    }

    /// What the values of a row are tied to.
    fn row_id(self, row: &Row) -> Result<RowId> {
        Ok(match self {
            Self::County | Self::Id => row.id("id")?.into(),
            Self::File => (row.id("upload_id")?, u32::try_from(row.int("position")?)?).into(),
        })
    }

    /// The condition that a row comes after another one.
    fn after(self, sql: &mut Sql, last: &[Val]) {
        match (self.columns(), last) {
            ([first, second], [a, b]) => {
                sql.push("and (").push(first).with("> ? or", [a.clone()]);
                sql.push(first).with("= ? and", [a.clone()]);
                sql.push(second).with("> ?)", [b.clone()]);
            }
            ([only], [a]) => {
                sql.push("and").push(only).with("> ?", [a.clone()]);
            }
            _ => {}
        }
    }
}

/// The sealed columns of each table.
fn tables() -> Vec<(&'static str, Vec<Column>)> {
    let mut tables: Vec<(&'static str, Vec<Column>)> = Vec::new();
    for column in ALL {
        match tables.iter_mut().find(|(table, _)| *table == column.table) {
            Some((_, columns)) => columns.push(*column),
            None => tables.push((column.table, vec![*column])),
        }
    }
    tables
}

/// What a value of a column begins with when it is sealed with the current key.
fn begins(keys: &Keys, column: Column) -> Val {
    let (algorithm, id) = keys.current();
    let head = head(algorithm, id);
    match column.stored {
        Stored::Bytes => head.to_vec().into(),
        Stored::Text => super::in_text(&head).into(),
    }
}

/// The beginning of a value, as an expression.
fn beginning(sql: &mut Sql, column: Column) {
    sql.push("substr(").push(column.name).push(match column.stored {
        Stored::Bytes => ", 1, 3)",
        // As long as `sealed:` and three bytes in hexadecimal.
        Stored::Text => ", 1, 13)",
    });
}

/// Goes through everything that is sealed, and seals with the current key what is not. `say` hears after each
/// transaction that changed something how many values were sealed until then.
///
/// # Errors
/// When the database refuses; what was done until then stays done.
pub async fn seal(db: &Db, say: impl Fn(u64)) -> Result<Done> {
    // One at a time; the second finds little to do.
    let keys = db.keys();
    let _turn = keys.turn.lock().await;
    db.wipe_what_is_replaced(true).await?;
    let mut done = Done::default();
    let mut worked = Ok(());
    for (table, columns) in tables() {
        worked = seal_table(db, table, &columns, &mut done, &say).await;
        if worked.is_err() {
            break;
        }
    }
    db.wipe_what_is_replaced(false).await?;
    worked.map(|()| done)
}

async fn seal_table(
    db: &Db,
    table: &'static str,
    columns: &[Column],
    done: &mut Done,
    say: &impl Fn(u64),
) -> Result<()> {
    let (place, keys) = (Place::of(table), db.keys());
    let mut last: Vec<Val> = Vec::new();
    loop {
        let (_, key) = keys.current();
        let rows = other_rows(db, table, place, columns, &last).await?;
        let Some(end) = rows.last() else { return Ok(()) };
        last = place.read(end)?;
        let before = done.values;
        let mut changes = Vec::new();
        for row in &rows {
            if let Some(change) = change(&keys, table, place, columns, row, done)? {
                changes.push(change);
            }
        }
        if !changes.is_empty() {
            let mut tx = db.write().await?;
            tx.seals_with(key);
            for change in &changes {
                tx.execute_built(change).await?;
            }
            tx.commit().await?;
        }
        if done.values > before {
            say(done.values);
        }
    }
}

/// The next rows with a value that is sealed otherwise.
async fn other_rows(
    db: &Db,
    table: &'static str,
    place: Place,
    columns: &[Column],
    last: &[Val],
) -> Result<Vec<Row>> {
    let keys = db.keys();
    let mut sql = Sql::new("select");
    for key in place.columns() {
        sql.push(key).push(",");
    }
    for (at, column) in columns.iter().enumerate() {
        sql.push(if at == 0 { "" } else { "," }).push(column.name);
    }
    sql.push("from").push(table).push("where (");
    for (at, column) in columns.iter().enumerate() {
        sql.push(if at == 0 { "" } else { "or" });
        beginning(&mut sql, *column);
        sql.with("<> ?", [begins(&keys, *column)]);
    }
    sql.push(")");
    place.after(&mut sql, last);
    for (at, key) in place.columns().iter().enumerate() {
        sql.push(if at == 0 { "order by" } else { "," }).push(key);
    }
    sql.with("limit ?", [place.rows(table).into()]);
    let mut tx = db.read().await?;
    let rows = tx.rows_built(&sql).await?;
    tx.commit().await?;
    Ok(rows)
}

/// The statement that seals a row again; none when nothing of it opens.
fn change(
    keys: &Keys,
    table: &'static str,
    place: Place,
    columns: &[Column],
    row: &Row,
    done: &mut Done,
) -> Result<Option<Sql>> {
    let mut replaced: Vec<(Column, Val, Val)> = Vec::new();
    let id = place.row_id(row)?;
    for column in columns {
        let old = match column.stored {
            Stored::Bytes => Val::Bytes(row.opt_bytes(column.name)?),
            Stored::Text => Val::Text(row.opt_text(column.name)?),
        };
        match again(keys, *column, id, &old) {
            None => {}
            Some(Some(new)) => replaced.push((*column, old, new)),
            Some(None) => done.unopened += 1,
        }
    }
    if replaced.is_empty() {
        return Ok(None);
    }
    done.values += replaced.len() as u64;
    let mut sql = Sql::new("update");
    sql.push(table).push("set");
    for (at, (column, _, new)) in replaced.iter().enumerate() {
        sql.push(if at == 0 { "" } else { "," }).push(column.name).with("= ?", [new.clone()]);
    }
    for (at, (key, value)) in place.columns().iter().zip(place.read(row)?).enumerate() {
        sql.push(if at == 0 { "where" } else { "and" }).push(key).with("= ?", [value]);
    }
    for (column, old, _) in replaced {
        sql.push("and").push(column.name).with("= ?", [old]);
    }
    Ok(Some(sql))
}

/// A value sealed with the current key; `None` when it is so already, `Some(None)` when it does not open.
fn again(keys: &Keys, column: Column, id: RowId, old: &Val) -> Option<Option<Val>> {
    match (old, begins(keys, column)) {
        (Val::Bytes(Some(old)), Val::Bytes(Some(begins))) => {
            let opened = (!old.starts_with(&begins)).then(|| keys.open_bytes(column, id, old))?;
            Some(opened.ok().map(|content| keys.seal_bytes(column, id, &content).into()))
        }
        (Val::Text(Some(old)), Val::Text(Some(begins))) => {
            let opened = (!old.starts_with(&begins)).then(|| keys.open_text(column, id, old.clone()))?;
            Some(opened.ok().map(|content| super::in_text(&keys.seal(column, id, &content)).into()))
        }
        _ => None,
    }
}

/// With which keys what is sealed, by column.
///
/// # Errors
/// When the database refuses.
pub async fn counts(db: &Db) -> Result<Vec<Count>> {
    let mut counts: Vec<Count> = Vec::new();
    let mut tx = db.read().await?;
    for column in ALL {
        let mut sql = Sql::new("select");
        beginning(&mut sql, *column);
        sql.push("as head, count(*) as found from").push(column.table).push("where").push(column.name);
        sql.push("is not null group by 1 order by 1");
        for row in tx.rows_built(&sql).await? {
            let head = match column.stored {
                Stored::Bytes => row.bytes("head")?,
                Stored::Text => super::from_text(&row.text("head")?).unwrap_or_default(),
            };
            let key = match head[..] {
                [algorithm, high, low] if algorithm != super::ring::PLAIN => u16::from_be_bytes([high, low]),
                _ => 0,
            };
            let values = u64::try_from(row.int("found")?)?;
            match counts.iter_mut().find(|one| one.column == *column && one.key == key) {
                Some(one) => one.values += values,
                None => counts.push(Count { column: *column, key, values }),
            }
        }
    }
    tx.commit().await?;
    Ok(counts)
}

const DONE: &str = "sealed_with";

/// The key with which everything was sealed when the work was last done with it, as [`Keys::current`] says it.
async fn done_with(db: &Db) -> Result<Option<Vec<u8>>> {
    let rows = db.ask("select content from deployment where name = $1", &[DONE.into()]).await?;
    rows.first().map(|row| row.bytes("content")).transpose()
}

/// Whether all was sealed with the current key, as far as was noted when that was done.
///
/// # Errors
/// When the database refuses.
pub async fn is_caught_up(db: &Db) -> Result<bool> {
    let (algorithm, id) = db.keys().current();
    Ok(done_with(db).await?.as_deref() == Some(&head(algorithm, id)))
}

/// Seals again what is left to seal since another key became the current one; nothing when that was done.
///
/// # Errors
/// When the database refuses; what was done until then stays done.
pub async fn catch_up(db: &Db, say: impl Fn(u64)) -> Result<Done> {
    let (algorithm, id) = db.keys().current();
    if done_with(db).await?.as_deref() == Some(&head(algorithm, id)) {
        return Ok(Done::default());
    }
    let done = seal(db, say).await?;
    note_done(db, algorithm, id).await?;
    Ok(done)
}

async fn note_done(db: &Db, algorithm: super::Algorithm, id: u16) -> Result<()> {
    let note = "insert into deployment (name, content) values ($1, $2)
                    on conflict (name) do update set content = excluded.content";
    let mut tx = db.write().await?;
    tx.execute(note, &[DONE.into(), head(algorithm, id).to_vec().into()]).await?;
    tx.commit().await
}

//! What the embedded database's two kinds of connections share: statements, parameters and rows.

use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use anyhow::{Context, Result};
use rusqlite::types::{ToSql, ToSqlOutput, ValueRef};
use rusqlite::{CachedStatement, Connection};
use uuid::Uuid;

use crate::sealed::Keys;
use crate::value::Val;

/// Nobody was free in time.
#[derive(Debug)]
pub(crate) struct AllBusy;

impl std::fmt::Display for AllBusy {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("no connection was free in time")
    }
}

impl std::error::Error for AllBusy {}

/// All rows of a query. `keys` open what is sealed in them.
pub(crate) fn rows(
    connection: &Connection,
    sql: &str,
    params: &[Val],
    keys: &Arc<Keys>,
) -> Result<Vec<Cells>> {
    let mut statement = bound(connection, sql, params)?;
    let mut found = Found::new(statement.column_names(), Arc::clone(keys));
    let width = found.names.len();
    let mut number = 0;
    let mut rows = statement.raw_query();
    while let Some(row) = rows.next()? {
        for at in 0..width {
            found.take(row.get_ref(at)?)?;
        }
        number += 1;
    }
    let found = Arc::new(found);
    Ok((0..number).map(|row| Cells { found: Arc::clone(&found), first: row * width }).collect())
}

/// Runs a statement; returns how many rows it changed.
pub(crate) fn execute(connection: &Connection, sql: &str, params: &[Val]) -> Result<u64> {
    let changed = bound(connection, sql, params)?.raw_execute()?;
    Ok(u64::try_from(changed)?)
}

fn bound<'c>(connection: &'c Connection, sql: &str, params: &[Val]) -> Result<CachedStatement<'c>> {
    let mut statement = connection.prepare_cached(sql)?;
    for index in 1..=statement.parameter_count() {
        // `$3` is a name to SQLite, which numbers names as they come; a `?` is its own place.
        let place = match statement.parameter_name(index) {
            Some(name) => name.trim_start_matches('$').parse::<usize>().context("a numbered parameter")?,
            None => index,
        };
        let value = params.get(place - 1).with_context(|| format!("parameter {place} is missing"))?;
        statement.raw_bind_parameter(index, value)?;
    }
    Ok(statement)
}

impl ToSql for Val {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Int(Some(number)) => ValueRef::Integer(*number),
            Self::Text(Some(text)) => ValueRef::Text(text.as_bytes()),
            Self::Id(Some(id)) => ValueRef::Blob(id.as_bytes()),
            Self::Bytes(Some(bytes)) => ValueRef::Blob(bytes),
            Self::Int(None) | Self::Text(None) | Self::Id(None) | Self::Bytes(None) => ValueRef::Null,
        }))
    }
}

/// What a query found. A page reads some hundred rows of thirty cells each: all that stands in them lies in a few
/// pieces of memory, and not in one of its own each.
struct Found {
    /// Of the columns, in `texts`.
    names: Vec<Range<usize>>,
    /// Row after row.
    cells: Vec<Cell>,
    texts: String,
    blobs: Vec<u8>,
    /// Where the next column is looked for first: rows are read in the order in which their columns were asked for.
    next: AtomicUsize,
    keys: Arc<Keys>,
}

/// A cell, with the place of what does not fit into it.
enum Cell {
    Null,
    Int(i64),
    Text(Range<usize>),
    Blob(Range<usize>),
    /// A number with a fraction: no column of ours holds one.
    Other,
}

impl Found {
    fn new(columns: Vec<&str>, keys: Arc<Keys>) -> Self {
        debug_assert!(
            columns.iter().enumerate().all(|(at, name)| !columns[..at].contains(name)),
            "two columns of one name: {columns:?}"
        );
        let mut texts = String::new();
        let names = columns.into_iter().map(|name| add(&mut texts, name)).collect();
        Self { names, cells: Vec::new(), texts, blobs: Vec::new(), next: AtomicUsize::new(0), keys }
    }

    fn take(&mut self, value: ValueRef<'_>) -> Result<()> {
        self.cells.push(match value {
            ValueRef::Null => Cell::Null,
            ValueRef::Integer(number) => Cell::Int(number),
            ValueRef::Real(_) => Cell::Other,
            ValueRef::Text(_) => Cell::Text(add(&mut self.texts, value.as_str()?)),
            ValueRef::Blob(bytes) => {
                let from = self.blobs.len();
                self.blobs.extend_from_slice(bytes);
                Cell::Blob(from..self.blobs.len())
            }
        });
        Ok(())
    }

    /// Where a column stands in its row.
    fn column(&self, name: &str) -> Option<usize> {
        let next = self.next.load(Ordering::Relaxed);
        let (before, after) = self.names.split_at_checked(next)?;
        let is_it = |place: &Range<usize>| &self.texts[place.clone()] == name;
        let at = match after.iter().position(is_it) {
            Some(at) => next + at,
            None => before.iter().position(is_it)?,
        };
        self.next.store((at + 1) % self.names.len(), Ordering::Relaxed);
        Some(at)
    }
}

/// Adds a text at the end; where it stands.
fn add(texts: &mut String, text: &str) -> Range<usize> {
    let from = texts.len();
    texts.push_str(text);
    from..texts.len()
}

/// A row as it was read.
pub(crate) struct Cells {
    found: Arc<Found>,
    /// Where it begins.
    first: usize,
}

impl Cells {
    /// The value of a column.
    pub(crate) fn get<'a, T: FromCell<'a>>(&'a self, column: &str) -> Result<T> {
        T::from_cell(self.value(column)?).context("the column holds another kind of value")
    }

    /// What opens sealed values.
    pub(crate) fn keys(&self) -> &Keys {
        &self.found.keys
    }

    fn value(&self, column: &str) -> Result<Value<'_>> {
        let found = &*self.found;
        let at = found.column(column).context("there is no such column")?;
        Ok(match &found.cells[self.first + at] {
            Cell::Null => Value::Null,
            Cell::Int(number) => Value::Int(*number),
            Cell::Text(place) => Value::Text(&found.texts[place.clone()]),
            Cell::Blob(place) => Value::Blob(&found.blobs[place.clone()]),
            Cell::Other => Value::Other,
        })
    }
}

/// What stands in a cell.
#[derive(Clone, Copy)]
pub(crate) enum Value<'a> {
    Null,
    Int(i64),
    Text(&'a str),
    Blob(&'a [u8]),
    Other,
}

/// What a value can be read as.
pub(crate) trait FromCell<'a>: Sized {
    fn from_cell(value: Value<'a>) -> Option<Self>;
}

impl FromCell<'_> for i64 {
    fn from_cell(value: Value<'_>) -> Option<Self> {
        if let Value::Int(number) = value { Some(number) } else { None }
    }
}

impl<'a> FromCell<'a> for &'a str {
    fn from_cell(value: Value<'a>) -> Option<Self> {
        if let Value::Text(text) = value { Some(text) } else { None }
    }
}

impl FromCell<'_> for String {
    fn from_cell(value: Value<'_>) -> Option<Self> {
        <&str>::from_cell(value).map(str::to_owned)
    }
}

impl<'a> FromCell<'a> for &'a [u8] {
    fn from_cell(value: Value<'a>) -> Option<Self> {
        if let Value::Blob(bytes) = value { Some(bytes) } else { None }
    }
}

impl FromCell<'_> for Vec<u8> {
    fn from_cell(value: Value<'_>) -> Option<Self> {
        <&[u8]>::from_cell(value).map(<[u8]>::to_vec)
    }
}

impl FromCell<'_> for Uuid {
    fn from_cell(value: Value<'_>) -> Option<Self> {
        Uuid::from_slice(<&[u8]>::from_cell(value)?).ok()
    }
}

impl<'a, T: FromCell<'a>> FromCell<'a> for Option<T> {
    fn from_cell(value: Value<'a>) -> Option<Self> {
        match value {
            Value::Null => Some(None),
            value => T::from_cell(value).map(Some),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MIXED: &str = "select 1 as a, '王' as b, x'00ff' as c, null as d, '' as e, x'' as f, 0.5 as g
                         union all select 2, '李芳', x'07', 'd', 'e', x'08', null";

    fn found() -> Vec<Cells> {
        rows(&Connection::open_in_memory().unwrap(), MIXED, &[], &Arc::new(Keys::fixed())).unwrap()
    }

    #[test]
    fn cells_are_read_in_whatever_order() {
        let rows = found();
        let expected =
            [(1, "王", &[0, 0xff][..], None, "", &[][..]), (2, "李芳", &[7], Some("d"), "e", &[8])];
        for (row, (a, b, c, d, e, f)) in rows.iter().zip(expected) {
            assert_eq!(row.get::<i64>("a").unwrap(), a);
            assert_eq!(row.get::<&str>("b").unwrap(), b);
            assert_eq!(row.get::<String>("b").unwrap(), b, "twice");
            assert_eq!(row.get::<&[u8]>("f").unwrap(), f);
            assert_eq!(row.get::<Vec<u8>>("c").unwrap(), c);
            assert_eq!(row.get::<Option<&str>>("d").unwrap(), d);
            assert_eq!(row.get::<Option<String>>("e").unwrap().as_deref(), Some(e));
        }
        // One row and then the other, from the last column back to the first.
        for (row, b) in rows.iter().zip(["王", "李芳"]).rev() {
            assert_eq!(row.get::<Option<i64>>("g").ok().flatten(), None);
            assert_eq!(row.get::<&str>("b").unwrap(), b);
        }
    }

    #[test]
    fn a_cell_is_what_it_is() {
        let rows = found();
        assert!(rows[0].get::<&str>("a").is_err());
        assert!(rows[0].get::<i64>("b").is_err());
        assert!(rows[0].get::<&[u8]>("b").is_err());
        assert!(rows[0].get::<&str>("c").is_err());
        assert!(rows[0].get::<&str>("d").is_err(), "missing, and asked for as if it were there");
        assert!(rows[0].get::<i64>("g").is_err(), "no column of ours holds fractions");
        assert!(rows[0].get::<Option<i64>>("h").is_err(), "there is no such column");
        assert!(rows[0].get::<i64>("a").is_ok(), "and then one that is there");
    }

    #[test]
    fn nothing_found_is_no_row() {
        let connection = Connection::open_in_memory().unwrap();
        let none = rows(&connection, "select 1 as a where false", &[], &Arc::new(Keys::fixed()));
        assert!(none.unwrap().is_empty());
    }

    #[test]
    fn text_that_is_none_is_refused() {
        let connection = Connection::open_in_memory().unwrap();
        let broken = rows(&connection, "select cast(x'ff' as text) as a", &[], &Arc::new(Keys::fixed()));
        assert!(broken.is_err());
    }
}

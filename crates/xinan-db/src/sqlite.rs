//! What the embedded database's two kinds of connections share: statements, parameters and rows.

use std::sync::Arc;

use anyhow::{Context, Result, bail};
use rusqlite::types::{ToSql, ToSqlOutput, Value, ValueRef};
use rusqlite::{CachedStatement, Connection};
use uuid::Uuid;

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

/// All rows of a query.
pub(crate) fn rows(connection: &Connection, sql: &str, params: &[Val]) -> Result<Vec<Cells>> {
    let mut statement = bound(connection, sql, params)?;
    let names: Arc<[String]> = statement.column_names().into_iter().map(str::to_owned).collect();
    let mut found = Vec::new();
    let mut rows = statement.raw_query();
    while let Some(row) = rows.next()? {
        let values = (0..names.len()).map(|at| row.get::<_, Value>(at)).collect::<Result<Vec<_>, _>>()?;
        found.push(Cells { names: Arc::clone(&names), values });
    }
    Ok(found)
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

/// A row as it was read.
pub(crate) struct Cells {
    names: Arc<[String]>,
    values: Vec<Value>,
}

impl Cells {
    /// The value of a column.
    pub(crate) fn get<T: FromCell>(&self, column: &str) -> Result<T> {
        T::from_cell(self.value(column)?).context("the column holds another kind of value")
    }

    /// The bytes of a column, where they are.
    pub(crate) fn blob(&self, column: &str) -> Result<Option<&[u8]>> {
        match self.value(column)? {
            Value::Null => Ok(None),
            Value::Blob(bytes) => Ok(Some(bytes)),
            _ => bail!("the column holds another kind of value"),
        }
    }

    fn value(&self, column: &str) -> Result<&Value> {
        let at = self.names.iter().position(|name| name == column).context("there is no such column")?;
        Ok(&self.values[at])
    }
}

/// What a value can be read as.
pub(crate) trait FromCell: Sized {
    fn from_cell(value: &Value) -> Option<Self>;
}

impl FromCell for i64 {
    fn from_cell(value: &Value) -> Option<Self> {
        if let Value::Integer(number) = value { Some(*number) } else { None }
    }
}

impl FromCell for String {
    fn from_cell(value: &Value) -> Option<Self> {
        if let Value::Text(text) = value { Some(text.clone()) } else { None }
    }
}

impl FromCell for Vec<u8> {
    fn from_cell(value: &Value) -> Option<Self> {
        if let Value::Blob(bytes) = value { Some(bytes.clone()) } else { None }
    }
}

impl FromCell for Uuid {
    fn from_cell(value: &Value) -> Option<Self> {
        if let Value::Blob(bytes) = value { Uuid::from_slice(bytes).ok() } else { None }
    }
}

impl<T: FromCell> FromCell for Option<T> {
    fn from_cell(value: &Value) -> Option<Self> {
        match value {
            Value::Null => Some(None),
            value => T::from_cell(value).map(Some),
        }
    }
}

//! A transaction on either engine.

use std::sync::Arc;

use anyhow::{Context, Result, bail};
use sqlx::postgres::{PgArguments, Postgres};
use sqlx::sqlite::{Sqlite, SqliteArguments};
use sqlx::{Arguments, AssertSqlSafe, PgConnection, SqlSafeStr, SqlStr, Transaction};

use crate::audit::{Entry, Recorder};
use crate::reader::Reader;
use crate::sealed::Keys;
use crate::statement::Sql;
use crate::value::{Row, Val};

/// A transaction. Dropped without [`Tx::commit`], it leaves nothing behind.
pub struct Tx {
    inner: Inner,
    keys: Arc<Keys>,
    /// Looks to be recorded before the answer leaves, when this transaction only reads.
    looks: Option<(Recorder, Vec<Entry>)>,
}

enum Inner {
    Read(Reader),
    Sqlite(Transaction<'static, Sqlite>),
    Pg(Transaction<'static, Postgres>),
}

/// How many rows one insert carries: SQLite is fastest near a hundred.
const ROWS_AT_ONCE: usize = 100;
/// SQLite's limit on parameters of one statement.
const MOST_PARAMS: usize = 32_000;

macro_rules! bind {
    ($arguments:ty, $params:expr) => {{
        let mut arguments = <$arguments>::default();
        for value in $params {
            let added = match value.clone() {
                Val::Int(value) => arguments.add(value),
                Val::Text(value) => arguments.add(value),
                Val::Id(value) => arguments.add(value),
                Val::Bytes(value) => arguments.add(value),
            };
            if let Err(error) = added {
                bail!("binding a parameter: {error}");
            }
        }
        arguments
    }};
}

impl Tx {
    pub(crate) fn sqlite(tx: Transaction<'static, Sqlite>, keys: Arc<Keys>) -> Self {
        Self { inner: Inner::Sqlite(tx), keys, looks: None }
    }

    pub(crate) fn read(mut reader: Reader, keys: Arc<Keys>, recorder: Recorder) -> Result<Self> {
        reader.begin()?;
        Ok(Self { inner: Inner::Read(reader), keys, looks: Some((recorder, Vec::new())) })
    }

    pub(crate) fn pg(tx: Transaction<'static, Postgres>, keys: Arc<Keys>) -> Self {
        Self { inner: Inner::Pg(tx), keys, looks: None }
    }

    /// The deployment's keys, to seal values and make tokens.
    pub fn keys(&self) -> Arc<Keys> {
        Arc::clone(&self.keys)
    }

    /// Runs a statement; returns how many rows it changed.
    pub async fn execute(&mut self, sql: &'static str, params: &[Val]) -> Result<u64> {
        self.run(sql.into_sql_str(), params).await.with_context(|| format!("running: {}", first_line(sql)))
    }

    /// Runs a statement put together at run time.
    pub async fn execute_built(&mut self, sql: &Sql) -> Result<u64> {
        let text = AssertSqlSafe(sql.text().to_owned()).into_sql_str();
        self.run(text, sql.params()).await.with_context(|| format!("running: {}", first_line(sql.text())))
    }

    async fn run(&mut self, sql: SqlStr, params: &[Val]) -> Result<u64> {
        Ok(match &mut self.inner {
            Inner::Read(_) => bail!("a reading transaction writes nothing"),
            Inner::Sqlite(tx) => {
                let arguments = bind!(SqliteArguments, params);
                sqlx::query_with(sql, arguments).execute(&mut **tx).await?.rows_affected()
            }
            Inner::Pg(tx) => {
                let arguments = bind!(PgArguments, params);
                sqlx::query_with(sql, arguments).execute(&mut **tx).await?.rows_affected()
            }
        })
    }

    /// All rows of a query.
    pub async fn rows(&mut self, sql: &'static str, params: &[Val]) -> Result<Vec<Row>> {
        self.fetch(sql.into_sql_str(), params).await.with_context(|| format!("asking: {}", first_line(sql)))
    }

    /// All rows of a query put together at run time.
    pub async fn rows_built(&mut self, sql: &Sql) -> Result<Vec<Row>> {
        let text = AssertSqlSafe(sql.text().to_owned()).into_sql_str();
        self.fetch(text, sql.params()).await.with_context(|| format!("asking: {}", first_line(sql.text())))
    }

    /// The one row of a query, or none.
    pub async fn row(&mut self, sql: &'static str, params: &[Val]) -> Result<Option<Row>> {
        Ok(self.rows(sql, params).await?.into_iter().next())
    }

    async fn fetch(&mut self, sql: SqlStr, params: &[Val]) -> Result<Vec<Row>> {
        match &mut self.inner {
            Inner::Read(reader) => read_rows(reader, sql.as_str(), params, &self.keys),
            Inner::Sqlite(tx) => {
                let arguments = bind!(SqliteArguments, params);
                let rows = sqlx::query_with(sql, arguments).fetch_all(&mut **tx).await?;
                Ok(rows.into_iter().map(|row| Row::sqlite(row, Arc::clone(&self.keys))).collect())
            }
            Inner::Pg(tx) => pg_rows(tx, sql, params, &self.keys).await,
        }
    }

    /// Inserts many rows: `head` is `insert into t (a, b)`, `tail` what follows the values, such as
    /// `on conflict do nothing`. Returns how many were inserted.
    pub async fn insert_many(
        &mut self,
        head: &'static str,
        rows: &[Vec<Val>],
        tail: &'static str,
    ) -> Result<u64> {
        let Some(width) = rows.first().map(Vec::len) else { return Ok(0) };
        let mut inserted = 0;
        let at_once = ROWS_AT_ONCE.min(MOST_PARAMS / width.max(1)).max(1);
        for chunk in rows.chunks(at_once) {
            let mut text = String::with_capacity(head.len() + chunk.len() * width * 6 + 64);
            text.push_str(head);
            text.push_str(" values ");
            let mut number = 0;
            for row in 0..chunk.len() {
                text.push_str(if row == 0 { "(" } else { ", (" });
                for column in 0..width {
                    number += 1;
                    text.push_str(if column == 0 { "" } else { ", " });
                    match self.inner {
                        // A numbered parameter is a named one to SQLite, and names are looked up one
                        // after another: thousands of them would cost the square of their number.
                        Inner::Read(_) | Inner::Sqlite(_) => text.push('?'),
                        Inner::Pg(_) => {
                            text.push('$');
                            text.push_str(&number.to_string());
                        }
                    }
                }
                text.push(')');
            }
            text.push(' ');
            text.push_str(tail);
            let params: Vec<Val> = chunk.iter().flatten().cloned().collect();
            let sql = AssertSqlSafe(text).into_sql_str();
            inserted +=
                self.run(sql, &params).await.with_context(|| format!("inserting: {}", first_line(head)))?;
        }
        Ok(inserted)
    }

    /// Keeps a look for the log: written with this transaction, or before its answer leaves.
    pub(crate) fn defer(&mut self, entry: &Entry) -> bool {
        match &mut self.looks {
            Some((_, entries)) => {
                entries.push(entry.clone());
                true
            }
            None => false,
        }
    }

    /// Keeps everything, durably. What a reading transaction looked at is in the log when this returns.
    pub async fn commit(self) -> Result<()> {
        match self.inner {
            // The reader goes back before its looks are waited for.
            Inner::Read(mut reader) => reader.end()?,
            Inner::Sqlite(tx) => tx.commit().await?,
            Inner::Pg(tx) => tx.commit().await?,
        }
        match self.looks {
            Some((recorder, entries)) if !entries.is_empty() => recorder.record(entries).await,
            _ => Ok(()),
        }
    }

    /// Gives everything up.
    pub async fn roll_back(self) -> Result<()> {
        match self.inner {
            Inner::Read(reader) => drop(reader),
            Inner::Sqlite(tx) => tx.rollback().await?,
            Inner::Pg(tx) => tx.rollback().await?,
        }
        Ok(())
    }

    /// Prepares a statement without running it: its number of result columns.
    #[doc(hidden)]
    pub async fn prepare(&mut self, sql: &'static str) -> Result<usize> {
        use sqlx::{Executor, Statement};
        let text = sql.into_sql_str();
        Ok(match &mut self.inner {
            Inner::Read(reader) => reader.columns(sql)?,
            Inner::Sqlite(tx) => (&mut **tx).prepare(text).await?.columns().len(),
            Inner::Pg(tx) => (&mut **tx).prepare(text).await?.columns().len(),
        })
    }
}

pub(crate) fn read_rows(reader: &Reader, sql: &str, params: &[Val], keys: &Arc<Keys>) -> Result<Vec<Row>> {
    let rows = reader.rows(sql, params)?;
    Ok(rows.into_iter().map(|row| Row::read(row, Arc::clone(keys))).collect())
}

pub(crate) async fn pg_rows(
    connection: &mut PgConnection,
    sql: SqlStr,
    params: &[Val],
    keys: &Arc<Keys>,
) -> Result<Vec<Row>> {
    let arguments = bind!(PgArguments, params);
    let rows = sqlx::query_with(sql, arguments).fetch_all(connection).await?;
    Ok(rows.into_iter().map(|row| Row::pg(row, Arc::clone(keys))).collect())
}

fn first_line(sql: &str) -> &str {
    sql.trim().lines().next().unwrap_or_default()
}

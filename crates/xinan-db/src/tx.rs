//! A transaction on either engine.

use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

use anyhow::{Context, Result, bail};
use sqlx::postgres::{PgArguments, Postgres};
use sqlx::{Arguments, AssertSqlSafe, PgConnection, SqlSafeStr, SqlStr, Transaction};

use crate::audit::{self, Entry, Recorder};
use crate::counts::{self, Counts};
use crate::reader::Reader;
use crate::sealed::{Keys, place};
use crate::seen::{self, Noted, Seen};
use crate::statement::Sql;
use crate::value::{Row, Val};
use crate::writer::Writing;

/// A transaction. Dropped without [`Tx::commit`], it leaves nothing behind.
pub struct Tx {
    inner: Inner,
    keys: Arc<Keys>,
    /// Who records its looks before the answer leaves, when this transaction only reads.
    looks: Option<Recorder>,
    /// What it leaves in the log.
    entries: Vec<Entry>,
    /// Whom it counted as seen.
    noted: Vec<Noted>,
    /// Whom accounts have seen today, where this transaction may ask it.
    seen: Option<Arc<Seen>>,
    log: audit::Kept,
    /// The key with which it seals.
    sealed_with: OnceLock<u16>,
    /// Counts that may still hold, when this transaction sees one state of the data.
    counts: Option<Arc<Counts>>,
    /// Counties in which something was changed that lists and figures count.
    changed: BTreeSet<String>,
}

enum Inner {
    Read(Reader),
    Write(Writing),
    Pg(Transaction<'static, Postgres>),
}

/// How many rows one insert carries: SQLite is fastest near a hundred.
const ROWS_AT_ONCE: usize = 100;
/// SQLite's limit on parameters of one statement.
const MOST_PARAMS: usize = 32_000;
/// A statement with more takes the writer milliseconds.
const MANY_PARAMS: usize = 1_000;

fn bound(params: &[Val]) -> Result<PgArguments> {
    let mut arguments = PgArguments::default();
    for value in params {
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
    Ok(arguments)
}

impl Tx {
    pub(crate) fn write(writing: Writing, keys: Arc<Keys>, log: audit::Kept) -> Self {
        Self::of(Inner::Write(writing), keys, log)
    }

    /// A reader that has begun.
    pub(crate) fn read(reader: Reader, keys: Arc<Keys>, log: audit::Kept) -> Self {
        Self::of(Inner::Read(reader), keys, log)
    }

    pub(crate) fn pg(tx: Transaction<'static, Postgres>, keys: Arc<Keys>, log: audit::Kept) -> Self {
        Self::of(Inner::Pg(tx), keys, log)
    }

    fn of(inner: Inner, keys: Arc<Keys>, log: audit::Kept) -> Self {
        let (entries, changed, sealed_with) = (Vec::new(), BTreeSet::new(), OnceLock::new());
        let (noted, seen) = (Vec::new(), None);
        Self { inner, keys, looks: None, entries, noted, seen, log, sealed_with, counts: None, changed }
    }

    /// With somebody who records its looks. Only for a transaction that reads.
    pub(crate) fn with_looks(mut self, recorder: Recorder) -> Self {
        self.looks = Some(recorder);
        self
    }

    /// With counts that may still hold. Only for a transaction that sees one state of the data.
    pub(crate) fn with_counts(mut self, counts: Arc<Counts>) -> Self {
        self.counts = Some(counts);
        self
    }

    /// With whom accounts have seen today.
    pub(crate) fn with_seen(mut self, seen: Arc<Seen>) -> Self {
        self.seen = Some(seen);
        self
    }

    /// Whom accounts have seen today.
    pub(crate) fn seen(&self) -> Option<Arc<Seen>> {
        self.seen.clone()
    }

    /// Keeps whom an account has seen: written with the log.
    pub(crate) fn note_seen(&mut self, noted: Vec<Noted>) {
        self.noted.extend(noted);
    }

    /// The deployment's keys, to seal values and make tokens.
    pub fn keys(&self) -> Arc<Keys> {
        self.seals_with(self.keys.current().1);
        Arc::clone(&self.keys)
    }

    /// Notes with which key something was sealed that this transaction keeps: the oldest counts.
    pub(crate) fn seals_with(&self, key: u16) {
        _ = self.sealed_with.set(key);
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
            Inner::Write(writing) if params.len() > MANY_PARAMS => {
                writing.execute_long(sql.as_str(), params)?
            }
            Inner::Write(writing) => writing.execute(sql.as_str(), params)?,
            Inner::Pg(tx) => sqlx::query_with(sql, bound(params)?).execute(&mut **tx).await?.rows_affected(),
        })
    }

    /// All rows of a query.
    pub async fn rows(&mut self, sql: &'static str, params: &[Val]) -> Result<Vec<Row>> {
        self.fetch(sql.into_sql_str(), params).await.with_context(|| format!("asking: {}", first_line(sql)))
    }

    /// The count that a built statement selects as `found`.
    pub async fn found(&mut self, sql: &Sql) -> Result<u64> {
        let rows = self.rows_built(sql).await?;
        Ok(u64::try_from(rows.first().context("a count")?.int("found")?).unwrap_or(0))
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

    /// All rows of a question that only counts, within a county: remembered until something that is
    /// counted changes there ([`Tx::changed`]). Rows hold numbers, division codes and ids, never a person's data.
    pub async fn counted(&mut self, county: &str, sql: &Sql) -> Result<Arc<[Row]>> {
        let Some(counts) = self.counts.clone() else { return Ok(self.rows_built(sql).await?.into()) };
        let version = counts::version(self, county).await?;
        if let Some(rows) = counts.get(county, version, sql) {
            return Ok(rows);
        }
        let rows: Arc<[Row]> = self.rows_built(sql).await?.into();
        counts.keep(county, version, sql, Arc::clone(&rows));
        Ok(rows)
    }

    /// Whether this transaction may write: what it decides by must not be changed by another meanwhile.
    pub fn is_writing(&self) -> bool {
        self.counts.is_none()
    }

    /// Waits until no other transaction that named the same work is at it, and keeps others from it until
    /// the end. The embedded database has one writer, and nobody to wait for.
    pub async fn alone_at(&mut self, work: &'static str) -> Result<()> {
        match self.inner {
            Inner::Pg(_) => counts::bump_slot(self, work, 0).await,
            Inner::Read(_) | Inner::Write(_) => Ok(()),
        }
    }

    /// Notes that this transaction changes something that lists and figures of a county count.
    pub fn changed(&mut self, county: &str) {
        if !self.changed.contains(county) {
            self.changed.insert(county.to_owned());
        }
    }

    async fn fetch(&mut self, sql: SqlStr, params: &[Val]) -> Result<Vec<Row>> {
        match &mut self.inner {
            Inner::Read(reader) => read_rows(reader, sql.as_str(), params, &self.keys),
            Inner::Write(writing) => {
                let rows = writing.rows(sql.as_str(), params, &self.keys)?;
                Ok(rows.into_iter().map(Row::sqlite).collect())
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
                        Inner::Read(_) | Inner::Write(_) => text.push('?'),
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

    /// Where the entries of the log stand.
    ///
    /// # Errors
    /// When the log's keys are not there.
    pub fn log_places(&self) -> Result<audit::Places> {
        audit::places(&self.log)
    }

    /// Keeps an entry for the log: written with this transaction, or before its answer leaves.
    pub(crate) fn note(&mut self, entry: &Entry) {
        self.entries.push(entry.clone());
    }

    /// Keeps everything, durably. What a reading transaction looked at is in the log when this returns, or
    /// when the work around it is settled ([`crate::audit::owing`]).
    pub async fn commit(mut self) -> Result<()> {
        // Last, so that writers of one county wait for one another no longer than they must.
        for county in std::mem::take(&mut self.changed) {
            counts::bump(&mut self, &county).await?;
        }
        if let Some(key) = self.sealed_with.get().copied().filter(|_| self.looks.is_none()) {
            let keys = Arc::clone(&self.keys);
            place::still_fits(&mut self, &keys, key).await?;
        }
        let entries = std::mem::take(&mut self.entries);
        let noted = std::mem::take(&mut self.noted);
        let log = Arc::clone(&self.log);
        let mut appended = None;
        if self.looks.is_none() {
            seen::write(&mut self, &noted).await?;
        }
        if self.looks.is_none() && !entries.is_empty() {
            appended = Some(audit::append(&log, &mut self, &entries).await?);
        }
        match self.inner {
            // The reader goes back before its looks are waited for.
            Inner::Read(reader) => drop(reader),
            Inner::Write(writing) => writing.commit()?,
            Inner::Pg(tx) => tx.commit().await?,
        }
        if let Some(appended) = &appended {
            audit::committed(&log, appended);
        }
        match self.looks {
            Some(recorder) if !(entries.is_empty() && noted.is_empty()) => {
                recorder.record(entries, noted).await
            }
            _ => {
                noted.into_iter().for_each(Noted::keep);
                Ok(())
            }
        }
    }

    /// Gives everything up.
    pub async fn roll_back(self) -> Result<()> {
        match self.inner {
            Inner::Read(reader) => drop(reader),
            Inner::Write(writing) => drop(writing),
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
            Inner::Write(writing) => writing.columns(sql)?,
            Inner::Pg(tx) => (&mut **tx).prepare(text).await?.columns().len(),
        })
    }
}

pub(crate) fn read_rows(reader: &Reader, sql: &str, params: &[Val], keys: &Arc<Keys>) -> Result<Vec<Row>> {
    Ok(reader.rows(sql, params, keys)?.into_iter().map(Row::sqlite).collect())
}

pub(crate) async fn pg_rows(
    connection: &mut PgConnection,
    sql: SqlStr,
    params: &[Val],
    keys: &Arc<Keys>,
) -> Result<Vec<Row>> {
    let rows = sqlx::query_with(sql, bound(params)?).fetch_all(connection).await?;
    Ok(rows.into_iter().map(|row| Row::pg(row, Arc::clone(keys))).collect())
}

fn first_line(sql: &str) -> &str {
    sql.trim().lines().next().unwrap_or_default()
}

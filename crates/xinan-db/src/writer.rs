//! The writer of the embedded database: one connection, one transaction at a time, in the order of asking.
//!
//! Its statements are answered in place like those of readers (docs/decisions/0012). What waits for the
//! disk, a commit or a hundred rows at once, lets other work of the thread go on meanwhile.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result};
use rusqlite::{Connection, ErrorCode};
use tokio::runtime::{Handle, RuntimeFlavor};
use tokio::sync::{Mutex, OwnedMutexGuard};

use crate::checkpoint::Checkpoints;
use crate::reader::States;
use crate::sqlite::{self, AllBusy, Cells};
use crate::value::Val;

/// How long the writers before are waited for.
const PATIENCE: Duration = Duration::from_secs(60);
/// How long another program that writes is waited for.
const OTHERS: Duration = Duration::from_secs(20);
/// How often it is asked meanwhile.
const AGAIN: Duration = Duration::from_millis(10);
/// Pages of its own, in KiB.
const OWN_PAGES: i64 = -16_000;
/// Pages of the log that the writer folds in itself, should nobody else do it.
const LOGGED: i64 = 64_000;
/// Statements kept prepared.
const PREPARED: usize = 256;

/// The one writing connection; none after it was closed.
#[derive(Clone)]
pub(crate) struct Writer {
    connection: Arc<Mutex<Option<Connection>>>,
    states: States,
    checkpoints: Checkpoints,
}

impl Writer {
    /// Opens the file, making it when needed.
    pub(crate) fn open(path: &Path) -> Result<Self> {
        let opening = || format!("opening {}", path.display());
        let connection = Connection::open(path).with_context(opening)?;
        let set = || -> rusqlite::Result<()> {
            connection.busy_timeout(OTHERS)?;
            connection.pragma_update(None, "journal_mode", "wal")?;
            // An acknowledged write survives the loss of power; NORMAL would not keep that promise.
            connection.pragma_update(None, "synchronous", "full")?;
            connection.pragma_update(None, "foreign_keys", "on")?;
            connection.pragma_update(None, "cache_size", OWN_PAGES)?;
            connection.pragma_update(None, "temp_store", "memory")?;
            connection.pragma_update(None, "wal_autocheckpoint", LOGGED)
        };
        set().with_context(opening)?;
        connection.set_prepared_statement_cache_capacity(PREPARED);
        let states = States::default();
        let checkpoints = Checkpoints::start(path, states.clone())?;
        Ok(Self { connection: Arc::new(Mutex::new(Some(connection))), states, checkpoints })
    }

    /// Which state of the facts readers may keep.
    pub(crate) fn states(&self) -> States {
        self.states.clone()
    }

    /// Waits for its turn and begins a transaction.
    pub(crate) async fn begin(&self) -> Result<Writing> {
        self.begin_any(true).await
    }

    /// The same for looks, which no reader's answer depends on.
    pub(crate) async fn begin_looks(&self) -> Result<Writing> {
        self.begin_any(false).await
    }

    async fn begin_any(&self, facts: bool) -> Result<Writing> {
        let mut writing = self.turn().await?;
        writing.facts = facts;
        // Another program is waited for here, without holding up the thread.
        writing.connection()?.busy_timeout(Duration::ZERO)?;
        let mut more = OTHERS.as_millis() / AGAIN.as_millis();
        let begun = loop {
            // Deferred, SQLite would take the lock at the first write and could fail there at once.
            let begun = writing.connection()?.execute_batch("begin immediate");
            match begun {
                Err(error) if is_busy(&error) && more > 0 => tokio::time::sleep(AGAIN).await,
                begun => break begun,
            }
            more -= 1;
        };
        writing.connection()?.busy_timeout(OTHERS)?;
        begun.context("waiting for the writer")?;
        Ok(writing)
    }

    /// Does something outside of a transaction.
    pub(crate) async fn alone<T>(&self, work: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        let writing = self.turn().await?;
        let connection = writing.connection()?;
        // Somebody who hung up while beginning may have left another patience behind.
        connection.busy_timeout(OTHERS)?;
        let done = waiting(|| work(connection));
        writing.after();
        done
    }

    /// Closes the connection; what was committed is on disk already.
    pub(crate) async fn close(&self) {
        self.checkpoints.close();
        if let Ok(mut guard) = tokio::time::timeout(PATIENCE, self.connection.lock()).await {
            drop(guard.take());
        }
    }

    async fn turn(&self) -> Result<Writing> {
        let guard = tokio::time::timeout(PATIENCE, Arc::clone(&self.connection).lock_owned())
            .await
            .map_err(|_| AllBusy)
            .context("waiting for the writer")?;
        Ok(Writing { guard, facts: true, writer: self.clone() })
    }
}

/// A transaction at work. Dropped without [`Writing::commit`], it leaves nothing behind.
pub(crate) struct Writing {
    guard: OwnedMutexGuard<Option<Connection>>,
    /// Whether it may change what readers read.
    facts: bool,
    writer: Writer,
}

impl Writing {
    fn connection(&self) -> Result<&Connection> {
        self.guard.as_ref().context("the database is closed")
    }

    /// All rows of a query.
    pub(crate) fn rows(&self, sql: &str, params: &[Val]) -> Result<Vec<Cells>> {
        sqlite::rows(self.connection()?, sql, params)
    }

    /// Runs a statement; returns how many rows it changed.
    pub(crate) fn execute(&self, sql: &str, params: &[Val]) -> Result<u64> {
        sqlite::execute(self.connection()?, sql, params)
    }

    /// Runs a statement of many rows.
    pub(crate) fn execute_long(&self, sql: &str, params: &[Val]) -> Result<u64> {
        let connection = self.connection()?;
        waiting(|| sqlite::execute(connection, sql, params))
    }

    /// Keeps everything, durably.
    pub(crate) fn commit(self) -> Result<()> {
        let connection = self.connection()?;
        waiting(|| connection.execute_batch("commit"))?;
        self.after();
        Ok(())
    }

    /// Tells readers, and who folds the log, of what was committed.
    fn after(&self) {
        if self.facts {
            self.writer.states.changed();
        }
        self.writer.checkpoints.after_commit();
    }

    /// Prepares a statement without running it: its number of result columns.
    pub(crate) fn columns(&self, sql: &str) -> Result<usize> {
        Ok(self.connection()?.prepare(sql)?.column_count())
    }
}

impl Drop for Writing {
    fn drop(&mut self) {
        let Some(connection) = self.guard.as_ref() else { return };
        if !connection.is_autocommit() && connection.execute_batch("rollback").is_err() {
            // A transaction that cannot be ended must not become somebody else's.
            tracing::error!("the writer could not give up a transaction and is closed");
            *self.guard = None;
        }
    }
}

/// Whether another program holds the file.
pub(crate) fn is_busy(error: &rusqlite::Error) -> bool {
    matches!(error.sqlite_error_code(), Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked))
}

/// Waits for the disk while the thread's other work goes on elsewhere, where there is an elsewhere.
fn waiting<T>(work: impl FnOnce() -> T) -> T {
    match Handle::try_current().map(|runtime| runtime.runtime_flavor()) {
        Ok(RuntimeFlavor::MultiThread) => tokio::task::block_in_place(work),
        _ => work(),
    }
}

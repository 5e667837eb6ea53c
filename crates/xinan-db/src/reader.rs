//! Readers of the embedded database: connections that answer on the thread that asks.
//!
//! A page asks a dozen short questions of a file that lies in memory. Handing each of them to another
//! thread and its rows back one by one took longer than answering them (docs/decisions/0012), so these
//! connections are used in place.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use anyhow::{Context, Result};
use rusqlite::{Connection, OpenFlags};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::sqlite::{self, AllBusy, Cells};
use crate::value::Val;

/// Readers at a time.
const MOST: usize = 8;
/// How long a reader is waited for.
const PATIENCE: Duration = Duration::from_secs(30);
/// Bytes of the file that each reader maps into memory.
const MAPPED: i64 = 128 * 1024 * 1024;
/// Pages of its own, in KiB; what is mapped is not copied into them.
const OWN_PAGES: i64 = -2_000;
/// Statements that a reader keeps prepared.
const PREPARED: usize = 256;

/// The readers of one file.
pub(crate) struct Readers {
    path: PathBuf,
    free: Mutex<Vec<Connection>>,
    slots: Arc<Semaphore>,
}

impl Readers {
    pub(crate) fn new(path: &Path) -> Arc<Self> {
        let slots = Arc::new(Semaphore::new(MOST));
        Arc::new(Self { path: path.to_owned(), free: Mutex::default(), slots })
    }

    /// Waits for a reader.
    pub(crate) async fn take(self: &Arc<Self>) -> Result<Reader> {
        let slot = Arc::clone(&self.slots).acquire_owned();
        let slot = tokio::time::timeout(PATIENCE, slot)
            .await
            .map_err(|_| AllBusy)?
            .context("the database is closed")?;
        let connection = match self.free().pop() {
            Some(connection) => connection,
            None => open(&self.path)?,
        };
        Ok(Reader { connection: Some(connection), readers: Arc::clone(self), _slot: slot })
    }

    /// Waits until all are back, and closes them.
    pub(crate) async fn close(&self) {
        let all = u32::try_from(MOST).unwrap_or(u32::MAX);
        _ = tokio::time::timeout(PATIENCE, self.slots.acquire_many(all)).await;
        self.slots.close();
        self.free().clear();
    }

    fn free(&self) -> std::sync::MutexGuard<'_, Vec<Connection>> {
        self.free.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn open(path: &Path) -> Result<Connection> {
    // Not read-only: a reader of a write-ahead log may have to make its index.
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection =
        Connection::open_with_flags(path, flags).with_context(|| format!("opening {}", path.display()))?;
    connection.busy_timeout(Duration::from_secs(5))?;
    connection.pragma_update(None, "query_only", "on")?;
    connection.pragma_update(None, "temp_store", "memory")?;
    connection.pragma_update(None, "cache_size", OWN_PAGES)?;
    connection.pragma_update(None, "mmap_size", MAPPED)?;
    connection.set_prepared_statement_cache_capacity(PREPARED);
    Ok(connection)
}

/// A reader at work; it goes back to the others when dropped.
pub(crate) struct Reader {
    connection: Option<Connection>,
    readers: Arc<Readers>,
    _slot: OwnedSemaphorePermit,
}

impl Reader {
    fn connection(&self) -> Result<&Connection> {
        self.connection.as_ref().context("a reader that went back")
    }

    /// From here on the reader sees one state of the data.
    pub(crate) fn begin(&mut self) -> Result<()> {
        Ok(self.connection()?.execute_batch("begin")?)
    }

    /// The reader sees the present again.
    pub(crate) fn end(&mut self) -> Result<()> {
        Ok(self.connection()?.execute_batch("commit")?)
    }

    /// All rows of a query.
    pub(crate) fn rows(&self, sql: &str, params: &[Val]) -> Result<Vec<Cells>> {
        sqlite::rows(self.connection()?, sql, params)
    }

    /// Prepares a statement without running it: its number of result columns.
    pub(crate) fn columns(&self, sql: &str) -> Result<usize> {
        Ok(self.connection()?.prepare(sql)?.column_count())
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        let Some(connection) = self.connection.take() else { return };
        // Given up in the middle: a reader that cannot end its transaction is not used again.
        if connection.is_autocommit() || connection.execute_batch("rollback").is_ok() {
            self.readers.free().push(connection);
        }
    }
}

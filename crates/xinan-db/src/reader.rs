//! Readers of the embedded database: connections that answer on the thread that asks.
//!
//! A page asks a dozen short questions of a file that lies in memory. Handing each of them to another
//! thread and its rows back one by one took longer than answering them (docs/decisions/0012), so these
//! connections are used in place.
//!
//! Every commit makes a reader forget the pages it has read, also one that adds nothing but a look to the
//! log. So a reader keeps seeing the same state, for an instant, until this program commits a fact.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use anyhow::{Context, Result};
use rusqlite::{Connection, OpenFlags};
use tokio::sync::{Notify, OwnedSemaphorePermit, Semaphore};

use crate::sealed::Keys;
use crate::sqlite::{self, AllBusy, Cells};
use crate::value::Val;

/// Readers at a time.
const MOST: usize = 8;
/// How long a reader is waited for.
const PATIENCE: Duration = Duration::from_secs(30);
/// How long the same state is seen at most: so late does a page know what another program wrote.
const SAME_STATE: Duration = Duration::from_millis(50);
/// Pages of its own, in KiB. The file is not mapped: an error of the disk would end the program.
const OWN_PAGES: i64 = -8_000;
/// Statements that a reader keeps prepared.
const PREPARED: usize = 256;

/// Counts the states of the facts, and has the readers that nobody uses.
#[derive(Clone, Default)]
pub(crate) struct States(Arc<Inner>);

#[derive(Default)]
struct Inner {
    now: AtomicU64,
    /// Whether readers keep nothing just now.
    letting_go: AtomicBool,
    free: Mutex<Vec<Kept>>,
}

impl States {
    /// What was read before may hold no longer.
    pub(crate) fn changed(&self) {
        self.0.now.fetch_add(1, Ordering::Release);
    }

    /// No reader keeps what it sees, whatever changed.
    pub(crate) fn let_go(&self) {
        self.changed();
        self.free().retain_mut(|kept| kept.sees.is_none() || kept.let_go());
    }

    /// Does something for which no reader keeps what it sees.
    pub(crate) fn let_go_during<T>(&self, work: impl FnOnce() -> T) -> T {
        self.0.letting_go.store(true, Ordering::Release);
        self.let_go();
        let done = work();
        self.0.letting_go.store(false, Ordering::Release);
        done
    }

    fn may_keep(&self, seen: Option<u64>) -> bool {
        seen == Some(self.now()) && !self.0.letting_go.load(Ordering::Acquire)
    }

    fn now(&self) -> u64 {
        self.0.now.load(Ordering::Acquire)
    }

    fn free(&self) -> std::sync::MutexGuard<'_, Vec<Kept>> {
        self.0.free.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The readers of one file.
pub(crate) struct Readers {
    path: PathBuf,
    states: States,
    slots: Arc<Semaphore>,
    kept: Arc<Notify>,
}

/// A connection, and which state of the facts it still sees, if it is in the middle of reading.
struct Kept {
    connection: Connection,
    sees: Option<u64>,
}

impl Kept {
    /// Sees the present state: true unless the connection refused.
    fn let_go(&mut self) -> bool {
        self.sees = None;
        self.connection.is_autocommit() || self.connection.execute_batch("rollback").is_ok()
    }
}

impl Readers {
    /// Readers of a file whose writer tells of changed facts.
    pub(crate) fn new(path: &Path, states: States) -> Arc<Self> {
        let readers = Arc::new(Self {
            path: path.to_owned(),
            states,
            slots: Arc::new(Semaphore::new(MOST)),
            kept: Arc::default(),
        });
        let (kept, looking) = (Arc::clone(&readers.kept), Arc::downgrade(&readers));
        tokio::spawn(async move {
            loop {
                kept.notified().await;
                tokio::time::sleep(SAME_STATE).await;
                let Some(readers) = looking.upgrade() else { return };
                readers.states.let_go();
            }
        });
        readers
    }

    /// Waits for a reader.
    pub(crate) async fn take(self: &Arc<Self>) -> Result<Reader> {
        let slot = Arc::clone(&self.slots).acquire_owned();
        let slot = tokio::time::timeout(PATIENCE, slot)
            .await
            .map_err(|_| AllBusy)?
            .context("the database is closed")?;
        let free = self.states.free().pop();
        let kept = match free {
            Some(kept) => kept,
            None => Kept { connection: open(&self.path)?, sees: None },
        };
        Ok(Reader { kept: Some(kept), readers: Arc::clone(self), _slot: slot })
    }

    /// Waits until all are back, and closes them.
    pub(crate) async fn close(&self) {
        let all = u32::try_from(MOST).unwrap_or(u32::MAX);
        _ = tokio::time::timeout(PATIENCE, self.slots.acquire_many(all)).await;
        self.slots.close();
        self.states.free().clear();
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
    connection.set_prepared_statement_cache_capacity(PREPARED);
    Ok(connection)
}

impl Drop for Readers {
    fn drop(&mut self) {
        self.kept.notify_one();
    }
}

/// A reader at work; it goes back to the others when dropped.
pub(crate) struct Reader {
    kept: Option<Kept>,
    readers: Arc<Readers>,
    _slot: OwnedSemaphorePermit,
}

impl Reader {
    fn connection(&self) -> Result<&Connection> {
        self.kept.as_ref().map(|kept| &kept.connection).context("a reader that went back")
    }

    /// From here on the reader sees one state of the data: that of the facts as they are.
    pub(crate) fn begin(&mut self) -> Result<()> {
        let state = self.readers.states.now();
        let kept = self.kept.as_mut().context("a reader that went back")?;
        if kept.sees != Some(state) {
            kept.let_go();
            kept.connection.execute_batch("begin")?;
            kept.sees = Some(state);
        }
        Ok(())
    }

    /// The same, with the looks of this instant.
    pub(crate) fn begin_anew(&mut self) -> Result<()> {
        if let Some(kept) = &mut self.kept {
            kept.let_go();
        }
        self.begin()
    }

    /// All rows of a query.
    pub(crate) fn rows(&self, sql: &str, params: &[Val], keys: &Arc<Keys>) -> Result<Vec<Cells>> {
        sqlite::rows(self.connection()?, sql, params, keys)
    }

    /// Prepares a statement without running it: its number of result columns.
    pub(crate) fn columns(&self, sql: &str) -> Result<usize> {
        Ok(self.connection()?.prepare(sql)?.column_count())
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        let Some(mut kept) = self.kept.take() else { return };
        if self.readers.states.may_keep(kept.sees) {
            self.readers.kept.notify_one();
        } else if !kept.let_go() {
            // A reader that cannot end its transaction is not used again.
            return;
        }
        self.readers.states.free().push(kept);
    }
}

//! Folding the write-ahead log into the file, beside everybody's work.
//!
//! Left to the writer, thousands of pages would be folded in at one commit, and everybody who waits for
//! that commit would wait for them as well. A thread of its own folds in a little at a time.

use std::path::Path;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use anyhow::{Context, Result};
use rusqlite::Connection;

use crate::flush;
use crate::reader::States;

/// The commits of this long are folded in together.
const GATHER: Duration = Duration::from_secs(1);
/// Pages (4 KiB) of a log that is begun anew: readers look for every page in the whole of it.
const LONG: i64 = 16_000;
/// How long readers of the old log are waited for then; the writer waits with them.
const READERS: Duration = Duration::from_millis(200);

/// Whose turn it is to write.
type Turn = Arc<tokio::sync::Mutex<Option<Connection>>>;

/// The thread that folds. It ends when the last handle is gone.
#[derive(Clone)]
pub(crate) struct Checkpoints(Arc<Folding>);

struct Folding {
    shared: Arc<Shared>,
    thread: Mutex<Option<JoinHandle<()>>>,
}

#[derive(Default)]
struct Shared {
    told: Mutex<Told>,
    changed: Condvar,
}

#[derive(Default)]
struct Told {
    committed: bool,
    closed: bool,
}

impl Shared {
    fn told(&self) -> MutexGuard<'_, Told> {
        self.told.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits for a commit and for those that follow it closely; false when there will be none.
    fn next(&self) -> bool {
        let idle = |told: &mut Told| !told.committed && !told.closed;
        let told = self.changed.wait_while(self.told(), idle).unwrap_or_else(PoisonError::into_inner);
        let open = |told: &mut Told| !told.closed;
        let waited = self.changed.wait_timeout_while(told, GATHER, open);
        let (mut told, _) = waited.unwrap_or_else(PoisonError::into_inner);
        told.committed = false;
        !told.closed
    }
}

impl Checkpoints {
    /// Starts it.
    ///
    /// # Errors
    /// When the file cannot be opened or the system gives no thread.
    pub(crate) fn start(path: &Path, states: States, turn: Turn) -> Result<Self> {
        let connection = Connection::open(path).with_context(|| format!("opening {}", path.display()))?;
        connection.busy_timeout(READERS)?;
        let shared = Arc::new(Shared::default());
        let listening = Arc::clone(&shared);
        let work = move || {
            while listening.next() {
                if let Err(error) = fold(&connection, &states, &turn) {
                    tracing::warn!(error = format!("{error:#}"), "the log could not be folded in");
                }
            }
        };
        let thread = std::thread::Builder::new().name("checkpoints".to_owned()).spawn(work);
        let thread = Mutex::new(Some(thread.context("starting a thread")?));
        Ok(Self(Arc::new(Folding { shared, thread })))
    }

    /// Something was committed.
    pub(crate) fn after_commit(&self) {
        let mut told = self.0.shared.told();
        if !told.committed {
            told.committed = true;
            self.0.shared.changed.notify_all();
        }
    }

    /// Ends the thread and its connection, after what it is at.
    pub(crate) async fn close(&self) {
        let folding = Arc::clone(&self.0);
        _ = tokio::task::spawn_blocking(move || folding.end()).await;
    }
}

impl Folding {
    fn end(&self) {
        self.shared.told().closed = true;
        self.shared.changed.notify_all();
        let thread = self.thread.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(thread) = thread {
            _ = thread.join();
        }
    }
}

impl Drop for Folding {
    fn drop(&mut self) {
        self.end();
    }
}

fn fold(connection: &Connection, states: &States, turn: &Turn) -> Result<()> {
    if pages_after(connection, "pragma wal_checkpoint(passive)")? > LONG {
        // In the writer's turn: whoever writes next waits in the order of asking, and not on the file.
        let _turn = turn.blocking_lock();
        // Somebody who reads for long keeps the old log; then it is tried again after the next commit.
        states.let_go_during(|| pages_after(connection, "pragma wal_checkpoint(restart)"))?;
    }
    Ok(())
}

/// Folds, and says how many pages the log has.
fn pages_after(connection: &Connection, fold: &'static str) -> Result<i64> {
    Ok(flush::sure(connection.query_row(fold, [], |row| row.get("log")))?)
}

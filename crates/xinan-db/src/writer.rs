//! The writer of the embedded database: one connection, one transaction at a time, in the order of asking.
//!
//! Its statements are answered in place like those of readers (docs/decisions/0012). What waits for the
//! disk, a commit or a hundred rows at once, lets other work of the thread go on meanwhile.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use anyhow::{Context, Result, bail};
use rusqlite::{Connection, OpenFlags};
use tokio::runtime::{Handle, RuntimeFlavor};
use tokio::sync::{Mutex, OwnedMutexGuard};

use crate::checkpoint::Checkpoints;
use crate::flush;
use crate::migrate;
use crate::reader::States;
use crate::sealed::Keys;
use crate::sqlite::{self, AllBusy, Cells};
use crate::trouble::is_locked;
use crate::value::Val;

/// How long the writers before are waited for.
const PATIENCE: Duration = Duration::from_secs(60);
/// How long another program that writes is waited for.
const OTHERS: Duration = Duration::from_secs(20);
/// How often it is asked meanwhile.
const AGAIN: Duration = Duration::from_millis(10);
/// Pages of its own, in KiB.
const OWN_PAGES: i64 = -16_000;
/// Bytes of a page.
const PAGE: i64 = 8192;
/// Pages of the log that the writer folds in itself, should nobody else do it.
const LOGGED: i64 = 32_000;
/// Statements kept prepared.
const PREPARED: usize = 256;

/// The one writing connection. Lost, it is opened anew at the next turn; closed, it stays so.
#[derive(Clone)]
pub(crate) struct Writer {
    connection: Arc<Mutex<Option<Connection>>>,
    standing: Arc<Standing>,
}

/// How the writer stands, for whoever asks without waiting for a turn.
struct Standing {
    path: PathBuf,
    /// Whether there is a connection.
    open: AtomicBool,
    /// Whether it was closed for good.
    closed: AtomicBool,
    /// How long anybody waits at most, where a test does not wait as long as people do.
    at_most: OnceLock<Duration>,
    /// What readers may keep.
    states: States,
    checkpoints: Checkpoints,
}

impl Writer {
    /// Opens the file, making it when needed.
    pub(crate) fn open(path: &Path) -> Result<Self> {
        let connection = Arc::new(Mutex::new(Some(connect(path, OpenFlags::SQLITE_OPEN_CREATE)?)));
        let states = States::default();
        let standing = Standing {
            path: path.to_owned(),
            open: true.into(),
            closed: false.into(),
            at_most: OnceLock::new(),
            checkpoints: Checkpoints::start(path, states.clone(), Arc::clone(&connection))?,
            states,
        };
        Ok(Self { connection, standing: Arc::new(standing) })
    }

    /// Which state of the facts readers may keep.
    pub(crate) fn states(&self) -> States {
        self.standing.states.clone()
    }

    /// Whether there is a connection; whether it is free is not asked. One that was lost is opened anew
    /// for whoever asks next: a house that says it cannot be written to may be sent nobody who writes.
    pub(crate) fn is_open(&self) -> bool {
        let found = self.standing.open.load(Ordering::Acquire);
        if !found && let Ok(mut connection) = self.connection.try_lock() {
            _ = self.standing.make_sure(&mut connection);
        }
        found
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
        let mut more = self.standing.no_longer_than(OTHERS).as_millis() / AGAIN.as_millis();
        let begun = loop {
            // Deferred, SQLite would take the lock at the first write and could fail there at once.
            let begun = writing.connection()?.execute_batch("begin immediate");
            match begun {
                Err(error) if is_locked(&error) && more > 0 => tokio::time::sleep(AGAIN).await,
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
        self.standing.closed.store(true, Ordering::Release);
        self.standing.checkpoints.close().await;
        if let Ok(mut guard) = tokio::time::timeout(PATIENCE, self.connection.lock()).await {
            self.standing.lose(&mut guard);
        }
    }

    /// Loses the connection, as a transaction that cannot be ended does.
    pub(crate) async fn lose(&self) -> Result<()> {
        let mut writing = self.turn().await?;
        self.standing.lose(&mut writing.guard);
        Ok(())
    }

    /// Nobody waits longer than this from now on.
    pub(crate) fn wait_at_most(&self, time: Duration) {
        _ = self.standing.at_most.set(time);
    }

    async fn turn(&self) -> Result<Writing> {
        let patience = self.standing.no_longer_than(PATIENCE);
        let mut guard = tokio::time::timeout(patience, Arc::clone(&self.connection).lock_owned())
            .await
            .map_err(|_| AllBusy)
            .context("waiting for the writer")?;
        self.standing.make_sure(&mut guard)?;
        Ok(Writing { guard, facts: true, standing: Arc::clone(&self.standing) })
    }
}

impl Standing {
    /// Opens a connection that was lost. A file that is gone is not made again: it would be an empty one.
    fn make_sure(&self, connection: &mut Option<Connection>) -> Result<()> {
        if connection.is_some() {
            return Ok(());
        }
        if self.closed.load(Ordering::Acquire) {
            bail!("the database is closed");
        }
        *connection = Some(connect(&self.path, OpenFlags::empty())?);
        self.open.store(true, Ordering::Release);
        tracing::warn!("the writer is open again");
        Ok(())
    }

    fn no_longer_than(&self, time: Duration) -> Duration {
        self.at_most.get().map_or(time, |at_most| time.min(*at_most))
    }

    fn lose(&self, connection: &mut Option<Connection>) {
        self.open.store(false, Ordering::Release);
        drop(connection.take());
    }
}

fn connect(path: &Path, make: OpenFlags) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX | make;
    let opening = || format!("opening {}", path.display());
    let connection = Connection::open_with_flags(path, flags).with_context(opening)?;
    connection.busy_timeout(OTHERS).with_context(opening)?;
    // Before the first change: what is not ours is left as it was found.
    migrate::is_ours(&connection).with_context(opening)?;
    let set = || -> rusqlite::Result<()> {
        // For new data. A visit with its form has a good thousand bytes, of which a page of 4 KiB keeps a part beside it,
        // in a page of its own: twice the file, and twice the reading.
        connection.pragma_update(None, "page_size", PAGE)?;
        connection.pragma_update(None, "journal_mode", "wal")?;
        // An acknowledged write survives the loss of power; NORMAL would not keep that promise.
        connection.pragma_update(None, "synchronous", "full")?;
        connection.pragma_update(None, "foreign_keys", "on")?;
        // What is replaced in a page is overwritten there, which costs no more writing: else a former row would lie beside
        // its successor until long after it was forgotten.
        connection.pragma_update(None, "secure_delete", "fast")?;
        connection.pragma_update(None, "cache_size", OWN_PAGES)?;
        connection.pragma_update(None, "temp_store", "memory")?;
        connection.pragma_update(None, "wal_autocheckpoint", LOGGED)
    };
    set().with_context(opening)?;
    connection.set_prepared_statement_cache_capacity(PREPARED);
    Ok(connection)
}

/// A transaction at work. Dropped without [`Writing::commit`], it leaves nothing behind.
pub(crate) struct Writing {
    guard: OwnedMutexGuard<Option<Connection>>,
    /// Whether it may change what readers read.
    facts: bool,
    standing: Arc<Standing>,
}

impl Writing {
    fn connection(&self) -> Result<&Connection> {
        self.guard.as_ref().context("the database is closed")
    }

    /// All rows of a query.
    pub(crate) fn rows(&self, sql: &str, params: &[Val], keys: &Arc<Keys>) -> Result<Vec<Cells>> {
        sqlite::rows(self.connection()?, sql, params, keys)
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
        waiting(|| flush::sure(connection.execute_batch("commit")))?;
        self.after();
        Ok(())
    }

    /// Tells readers, and who folds the log, of what was committed.
    fn after(&self) {
        if self.facts {
            self.standing.states.changed();
        }
        self.standing.checkpoints.after_commit();
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
            tracing::error!("the writer could not give up a transaction and is opened anew");
            self.standing.lose(&mut self.guard);
        }
    }
}

/// Waits for the disk while the thread's other work goes on elsewhere, where there is an elsewhere.
fn waiting<T>(work: impl FnOnce() -> T) -> T {
    match Handle::try_current().map(|runtime| runtime.runtime_flavor()) {
        Ok(RuntimeFlavor::MultiThread) => tokio::task::block_in_place(work),
        _ => work(),
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use crate::testing::TestDb;
    use crate::{Db, Engine, KeyPlace, Trouble};

    async fn write(db: &Db, name: &str) -> anyhow::Result<()> {
        let mut tx = db.write().await?;
        let add = "insert into deployment (name, content) values ($1, $2)";
        tx.execute(add, &[name.into(), vec![1].into()]).await?;
        tx.commit().await
    }

    async fn names(db: &Db) -> i64 {
        let rows =
            db.ask("select count(*) as n from deployment where name in ('a', 'b')", &[]).await.unwrap();
        rows[0].int("n").unwrap()
    }

    #[tokio::test]
    async fn a_writer_that_was_lost_is_opened_anew_at_the_next_turn() {
        let test = TestDb::fresh(Engine::Sqlite).await.unwrap();
        write(&test.db, "a").await.unwrap();
        test.db.lose_the_writer().await.unwrap();
        write(&test.db, "b").await.unwrap();
        assert_eq!(names(&test.db).await, 2);
        assert!(test.db.is_alive().await);
    }

    /// It is told once as it was found; asking has opened it.
    #[tokio::test]
    async fn who_asks_hears_that_the_writer_is_lost_and_has_it_opened() {
        let test = TestDb::fresh(Engine::Sqlite).await.unwrap();
        test.db.lose_the_writer().await.unwrap();
        assert!(!test.db.is_alive().await);
        assert!(test.db.is_alive().await);
        // A writer at work is no lost one, and nobody waits for it.
        let held = test.db.write().await.unwrap();
        assert!(test.db.is_alive().await);
        held.roll_back().await.unwrap();
    }

    #[tokio::test]
    async fn a_file_that_is_gone_is_not_made_again() {
        let test = TestDb::fresh(Engine::Sqlite).await.unwrap();
        test.db.lose_the_writer().await.unwrap();
        std::fs::rename(&test.place, format!("{}.away", test.place)).unwrap();
        assert!(write(&test.db, "a").await.is_err());
        assert!(!test.db.is_alive().await && !test.db.is_alive().await);
        assert!(!Path::new(&test.place).exists());
        std::fs::rename(format!("{}.away", test.place), &test.place).unwrap();
        write(&test.db, "a").await.unwrap();
    }

    #[tokio::test]
    async fn a_database_that_was_closed_stays_so() {
        let test = TestDb::fresh(Engine::Sqlite).await.unwrap();
        test.db.close().await;
        assert!(!test.db.is_alive().await);
        assert!(write(&test.db, "a").await.unwrap_err().to_string().contains("closed"));
    }

    /// Somebody may have named the wrong folder: its file is theirs.
    #[tokio::test]
    async fn a_file_of_another_program_is_left_as_it_was() {
        let test = TestDb::fresh(Engine::Sqlite).await.unwrap();
        let folder = Path::new(&test.place).parent().unwrap();
        let songs = folder.join("songs.db");
        rusqlite::Connection::open(&songs).unwrap().execute_batch("create table songs (name text)").unwrap();
        let noise = folder.join("noise.db");
        std::fs::write(&noise, [7; 5000]).unwrap();
        for path in [&songs, &noise] {
            let before = std::fs::read(path).unwrap();
            let Err(error) = Db::open_sqlite(path, &KeyPlace::Fixed).await else {
                panic!("{} was opened", path.display())
            };
            assert_eq!(Trouble::of(&error), Some(Trouble::Foreign), "{error:#}");
            assert_eq!(std::fs::read(path).unwrap(), before);
        }
    }
}

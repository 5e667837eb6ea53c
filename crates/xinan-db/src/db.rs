//! The pools: one writer and some readers on SQLite, one pool on PostgreSQL.

use std::path::Path;
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use rusqlite::Connection;
use sqlx::AssertSqlSafe;
use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions};
use sqlx::{ConnectOptions, Connection as _, PgConnection, SqlSafeStr};
use uuid::Uuid;

use crate::audit::checkpoint::known::Found;
use crate::audit::keys::LogKeys;
use crate::audit::log::Log;
use crate::audit::{self, Entry, Recorder};
use crate::counts::Counts;
use crate::flush;
use crate::reader::{Reader, Readers};
use crate::sealed::{KeyPlace, Keys, place};
use crate::seen::Seen;
use crate::sqlite::AllBusy;
use crate::tx::{self, Tx};
use crate::value::{Row, Val};
use crate::writer::Writer;

/// Which engine keeps the data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// Embedded, one file.
    Sqlite,
    /// A server.
    Postgres,
}

/// The database.
#[derive(Clone)]
pub struct Db {
    pools: Pools,
    keys: Arc<Keys>,
    counts: Arc<Counts>,
    seen: Arc<Seen>,
    /// Commits looks.
    recorder: Recorder,
    log: audit::Kept,
}

#[derive(Clone)]
enum Pools {
    Sqlite { writer: Writer, readers: Arc<Readers> },
    Pg(PgPool),
}

/// Where looks are written.
pub(crate) struct Looks {
    to: LooksTo,
    keys: Arc<Keys>,
    log: audit::Kept,
}

enum LooksTo {
    Sqlite(Writer),
    Pg(PgPool),
}

impl Looks {
    /// A transaction for looks, which no reader's answer depends on.
    pub(crate) async fn begin(&self) -> Result<Tx> {
        let (keys, log) = (Arc::clone(&self.keys), Arc::clone(&self.log));
        Ok(match &self.to {
            LooksTo::Sqlite(writer) => Tx::write(writer.begin_looks().await?, keys, log),
            LooksTo::Pg(pool) => Tx::pg(pool.begin().await?, keys, log),
        })
    }
}

impl Db {
    /// Opens the file, making and migrating it when needed.
    ///
    /// # Errors
    /// When the file cannot be opened, is of a newer version, or a migration fails; when its keys are not there.
    pub async fn open_sqlite(path: &Path, keys: &KeyPlace) -> Result<Self> {
        Self::open_sqlite_with(path, keys, |_| Ok(None)).await
    }

    /// The same for data whose log is kept: `log` says its keys, and hears whether the log has begun. It is
    /// asked before anything is changed for good, so that data whose keys are missing stay as they are.
    ///
    /// # Errors
    /// As [`Db::open_sqlite`], and what `log` says.
    pub async fn open_sqlite_with(
        path: &Path,
        keys: &KeyPlace,
        log: impl FnOnce(bool) -> Result<Option<LogKeys>>,
    ) -> Result<Self> {
        if !path.exists() {
            place::for_new(keys)?;
        }
        let writer = Writer::open(path)?;
        let keys = writer.alone(|connection| place::sqlite(connection, keys, log)).await?;
        let keys = Arc::new(keys);
        let readers = Readers::new(path, writer.states());
        Self::of(LooksTo::Sqlite(writer.clone()), Pools::Sqlite { writer, readers }, keys)
    }

    /// Connects to a PostgreSQL server, migrating the schema when needed.
    ///
    /// # Errors
    /// When the server cannot be reached, its schema is newer, or a migration fails; when its keys are not there.
    pub async fn open_postgres(url: &str, keys: &KeyPlace) -> Result<Self> {
        Self::open_postgres_with(url, keys, |_| Ok(None)).await
    }

    /// The same for data whose log is kept, as [`Db::open_sqlite_with`].
    ///
    /// # Errors
    /// As [`Db::open_postgres`], and what `log` says.
    pub async fn open_postgres_with(
        url: &str,
        keys: &KeyPlace,
        log: impl FnOnce(bool) -> Result<Option<LogKeys>>,
    ) -> Result<Self> {
        let options = Self::knock(url).await?;
        let pool = PgPoolOptions::new()
            .max_connections(16)
            .acquire_timeout(Duration::from_secs(30))
            .connect_with(options)
            .await
            .context("connecting to PostgreSQL")?;
        let keys = Arc::new(place::postgres(&pool, keys, log).await?);
        Self::of(LooksTo::Pg(pool.clone()), Pools::Pg(pool), keys)
    }

    /// Whether a PostgreSQL server answers under an address.
    ///
    /// # Errors
    /// When the address is not understood, or the server does not answer or let this login in.
    pub async fn answers(url: &str) -> Result<()> {
        Self::knock(url).await.map(drop)
    }

    async fn knock(url: &str) -> Result<PgConnectOptions> {
        if !(url.starts_with("postgres://") || url.starts_with("postgresql://")) {
            bail!("a database URL begins with postgres://, as in postgres://xinan@127.0.0.1/xinan");
        }
        let options =
            PgConnectOptions::from_str(url).context("reading the database URL")?.disable_statement_logging();
        answers(&options).await.context("connecting to PostgreSQL")?;
        Ok(options)
    }

    fn of(to: LooksTo, pools: Pools, keys: Arc<Keys>) -> Result<Self> {
        let log = audit::Kept::default();
        let recorder = Recorder::start(Looks { to, keys: Arc::clone(&keys), log: Arc::clone(&log) })?;
        Ok(Self { pools, keys, counts: Arc::default(), seen: Arc::default(), recorder, log })
    }

    /// Lets the log go on with its keys, or begin when there is none yet. Without this nothing can be
    /// committed that leaves an entry. `folder` is where checkpoints lie outside of the database.
    ///
    /// # Errors
    /// When the keys are those of another deployment, somebody changed where the log begins, or it does not hold
    /// what a checkpoint saw.
    pub async fn keep_log(&self, keys: LogKeys, folder: Option<&Path>, now: i64) -> Result<()> {
        let mut tx = self.write().await?;
        let (log, lost) = Log::open(&mut tx, self.engine(), keys, folder, now).await?;
        if let Some(lost) = lost.first() {
            bail!(audit::log::not_contained(lost));
        }
        tx.commit().await?;
        self.log_goes_on(log)
    }

    fn log_goes_on(&self, mut log: Log) -> Result<()> {
        log.note_begun()?;
        _ = self.log.set(log);
        Ok(())
    }

    /// The same after a backup was restored: what checkpoints saw and the backup does not hold is given up, with
    /// an entry that says why. `entry` makes it of the checkpoints; their number is returned.
    ///
    /// # Errors
    /// When nothing is given up, or as [`Db::keep_log`].
    pub async fn keep_restored_log(
        &self,
        keys: LogKeys,
        folder: Option<&Path>,
        now: i64,
        entry: impl FnOnce(&[Found]) -> Entry,
    ) -> Result<usize> {
        let mut tx = self.write().await?;
        let (mut log, _) = Log::open(&mut tx, self.engine(), keys, folder, now).await?;
        let lost = log.all_lost(&mut tx).await?;
        if lost.is_empty() {
            bail!("the log holds all that its checkpoints saw; nothing is to be said of it");
        }
        // The entry first: what is excused has its reason in the log.
        log.append(&mut tx, &[entry(&lost)]).await?;
        tx.commit().await?;
        log.set_aside(&lost)?;
        self.log_goes_on(log)?;
        Ok(lost.len())
    }

    /// Ends the log that is there, whatever is left of it, and lets one of other keys begin after it; `entry` is
    /// its first, and says why.
    ///
    /// # Errors
    /// When the database or the key file refuses.
    pub async fn begin_log_anew(&self, keys: LogKeys, folder: Option<&Path>, entry: &Entry) -> Result<()> {
        let mut tx = self.write().await?;
        let log = Log::begin_anew(&mut tx, self.engine(), keys, folder, entry).await?;
        tx.commit().await?;
        self.log_goes_on(log)
    }

    /// Whether the log has begun: then its keys must be there, and new ones would not fit.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn has_log(&self) -> Result<bool> {
        audit::has_begun(&mut self.read().await?).await
    }

    /// Of which deployment the log says to be; without its keys nothing proves that.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn said_deployment(&self) -> Result<Option<Uuid>> {
        audit::said_deployment(&mut self.read().await?).await
    }

    /// How many entries were written here since the log was signed last.
    pub fn unsigned_entries(&self) -> u64 {
        self.log.get().map_or(0, Log::unsigned)
    }

    pub(crate) fn log(&self) -> Option<&Log> {
        self.log.get()
    }

    /// Which engine this is.
    pub fn engine(&self) -> Engine {
        match &self.pools {
            Pools::Sqlite { .. } => Engine::Sqlite,
            Pools::Pg(_) => Engine::Postgres,
        }
    }

    /// The deployment's keys.
    pub fn keys(&self) -> Arc<Keys> {
        Arc::clone(&self.keys)
    }

    /// A transaction that reads one state of the data: all facts, and the looks up to a moment ago. Its
    /// own looks are logged when it commits.
    pub async fn read(&self) -> Result<Tx> {
        self.read_from(Reader::begin).await
    }

    /// The same, for who reads the log itself: with the looks of this instant.
    pub async fn read_log(&self) -> Result<Tx> {
        self.read_from(Reader::begin_anew).await
    }

    async fn read_from(&self, begin: impl FnOnce(&mut Reader) -> Result<()>) -> Result<Tx> {
        let tx = match &self.pools {
            Pools::Sqlite { readers, .. } => {
                let mut reader = readers.take().await.context("waiting for a reader")?;
                begin(&mut reader)?;
                Tx::read(reader, Arc::clone(&self.keys), Arc::clone(&self.log))
            }
            Pools::Pg(pool) => {
                let pool = pool.clone();
                let begin = async move { pool.begin_with("BEGIN ISOLATION LEVEL REPEATABLE READ").await };
                Tx::pg(to_its_end(begin).await?, Arc::clone(&self.keys), Arc::clone(&self.log))
            }
        };
        let tx = tx.with_looks(self.recorder.clone()).with_seen(Arc::clone(&self.seen));
        Ok(tx.with_counts(Arc::clone(&self.counts)))
    }

    /// Asks one question, outside of any transaction: a look at what concerns no patient.
    pub async fn ask(&self, sql: &'static str, params: &[Val]) -> Result<Vec<Row>> {
        match &self.pools {
            Pools::Sqlite { readers, .. } => {
                let mut reader = readers.take().await.context("waiting for a reader")?;
                reader.begin()?;
                tx::read_rows(&reader, sql, params, &self.keys)
            }
            Pools::Pg(pool) => {
                let mut connection = pool.acquire().await.context("waiting for a connection")?;
                tx::pg_rows(&mut connection, sql.into_sql_str(), params, &self.keys).await
            }
        }
    }

    /// Whether the database answers and can be written to. Nobody's turn is waited for.
    pub async fn is_alive(&self) -> bool {
        let can_be_written = match &self.pools {
            Pools::Sqlite { writer, .. } => writer.is_open(),
            Pools::Pg(_) => true,
        };
        can_be_written && self.ask("select 1 as alive", &[]).await.is_ok()
    }

    /// Takes the writing connection away, as a transaction that cannot be ended does (SQLite only).
    #[doc(hidden)]
    pub async fn lose_the_writer(&self) -> Result<()> {
        match &self.pools {
            Pools::Sqlite { writer, .. } => writer.lose().await,
            Pools::Pg(_) => Ok(()),
        }
    }

    /// A transaction that writes.
    pub async fn write(&self) -> Result<Tx> {
        let tx = match &self.pools {
            Pools::Sqlite { writer, .. } => {
                Tx::write(writer.begin().await?, Arc::clone(&self.keys), Arc::clone(&self.log))
            }
            Pools::Pg(pool) => {
                let pool = pool.clone();
                let begin = async move { pool.begin().await };
                Tx::pg(to_its_end(begin).await?, Arc::clone(&self.keys), Arc::clone(&self.log))
            }
        };
        Ok(tx.with_seen(Arc::clone(&self.seen)))
    }

    /// Lets nobody wait longer for the writer than this (SQLite only).
    #[doc(hidden)]
    pub fn wait_at_most(&self, time: Duration) {
        if let Pools::Sqlite { writer, .. } = &self.pools {
            writer.wait_at_most(time);
        }
    }

    /// Copies the database into a new file, whole and consistent (SQLite only).
    ///
    /// # Errors
    /// On PostgreSQL, which has its own tools, and when the file cannot be written.
    pub async fn copy_to(&self, path: &Path) -> Result<()> {
        let Pools::Sqlite { writer, .. } = &self.pools else {
            bail!("on PostgreSQL, use pg_dump");
        };
        let target = path.to_str().context("the path is not UTF-8")?.to_owned();
        let target = target.as_str();
        let copied = writer.alone(|connection| Ok(connection.execute("vacuum into ?1", [target])?)).await;
        copied.map(drop).context("copying the database")
    }

    /// Overwrites with zeros what is replaced or deleted from now on, pages that become free too, or only what lies in
    /// pages that are written anyway (SQLite only; PostgreSQL keeps former rows until its own `vacuum`).
    pub(crate) async fn wipe_what_is_replaced(&self, wipes: bool) -> Result<()> {
        let Pools::Sqlite { writer, .. } = &self.pools else { return Ok(()) };
        let pragma = if wipes { "pragma secure_delete = on" } else { "pragma secure_delete = fast" };
        writer.alone(|connection| Ok(connection.execute_batch(pragma)?)).await
    }

    /// Does some work of which nothing that it replaces or deletes is left behind (SQLite only; PostgreSQL keeps former
    /// rows until its own `vacuum`).
    ///
    /// # Errors
    /// When the work fails, or the engine cannot be told.
    pub async fn wiping<T>(&self, work: impl Future<Output = Result<T>>) -> Result<T> {
        let keys = self.keys();
        // Whoever seals again wipes too, and stops when done.
        let _turn = keys.turn.lock().await;
        self.wipe_what_is_replaced(true).await?;
        let done = work.await;
        self.wipe_what_is_replaced(false).await?;
        done
    }

    /// Writes all rows anew, so that nothing is left of what was replaced or deleted before. Nobody else
    /// writes meanwhile.
    ///
    /// # Errors
    /// When others are at the database for too long, or there is no room; something of before may then be
    /// left, and it can be done again.
    pub async fn write_anew(&self) -> Result<()> {
        match &self.pools {
            Pools::Sqlite { writer, .. } => {
                let states = writer.states();
                let anew = |connection: &Connection| -> Result<()> {
                    flush::sure(connection.execute_batch("vacuum"))?;
                    // What was replaced still lies in the log until nobody reads there any more.
                    let fold = "pragma wal_checkpoint(truncate)";
                    match flush::sure(connection.query_row(fold, [], |row| row.get::<_, i64>(0)))? {
                        0 => Ok(()),
                        _ => Err(AllBusy).context("folding in the log of what was replaced"),
                    }
                };
                writer.alone(|connection| states.let_go_during(|| anew(connection))).await
            }
            Pools::Pg(pool) => {
                sqlx::query("vacuum full").execute(pool).await?;
                Ok(())
            }
        }
    }

    /// Lets the engine count what it holds. Without these figures SQLite takes the wrong index for a
    /// person's visits once there are tens of thousands of them.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn count_contents(&self) -> Result<()> {
        match &self.pools {
            Pools::Sqlite { writer, .. } => {
                writer.alone(|connection| Ok(flush::sure(connection.execute_batch("analyze"))?)).await?;
            }
            // Our own tables: whatever else lives in that database is somebody else's to count.
            Pools::Pg(pool) => {
                const OURS: &str = "select 'analyze ' || string_agg(quote_ident(tablename), ', ')
                                      from pg_tables where schemaname = current_schema()";
                let analyze: Option<String> = sqlx::query_scalar(OURS).fetch_one(pool).await?;
                if let Some(analyze) = analyze {
                    sqlx::query(AssertSqlSafe(analyze)).execute(pool).await?;
                }
            }
        }
        Ok(())
    }

    /// Closes the pools; what was committed is on disk already.
    pub async fn close(&self) {
        match &self.pools {
            Pools::Sqlite { writer, readers } => {
                readers.close().await;
                writer.close().await;
            }
            Pools::Pg(pool) => pool.close().await,
        }
    }
}

/// How long a server is waited for that does not say anything at all.
const ANSWERS_WITHIN: Duration = Duration::from_secs(10);

/// Knocks once. A pool would ask a server that is not there again and again, and say for half a minute nothing.
async fn answers(options: &PgConnectOptions) -> sqlx::Result<()> {
    let knock = PgConnection::connect_with(options);
    let silent = || sqlx::Error::Io(std::io::ErrorKind::TimedOut.into());
    tokio::time::timeout(ANSWERS_WITHIN, knock).await.map_err(|_| silent())??.close().await
}

/// Begins even when nobody waits for it any more. A client that hangs up in the middle of `begin` would
/// leave its connection in a transaction that nobody ends, for the next one to find.
async fn to_its_end<T: Send + 'static>(
    begin: impl Future<Output = sqlx::Result<T>> + Send + 'static,
) -> Result<T> {
    Ok(tokio::spawn(begin).await.context("beginning a transaction")??)
}

#[cfg(test)]
mod tests;

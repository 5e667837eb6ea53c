//! The pools: one writer and some readers on SQLite, one pool on PostgreSQL.

use std::path::Path;
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions};
use sqlx::{ConnectOptions, Connection, PgConnection, SqlSafeStr};

use crate::audit::Recorder;
use crate::counts::Counts;
use crate::flush;
use crate::migrate;
use crate::reader::{Reader, Readers};
use crate::sealed::Keys;
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
}

#[derive(Clone)]
enum Pools {
    Sqlite { writer: Writer, readers: Arc<Readers>, recorder: Recorder },
    Pg(PgPool),
}

impl Db {
    /// Opens the file, making and migrating it when needed.
    ///
    /// # Errors
    /// When the file cannot be opened, is of a newer version, or a migration fails.
    pub async fn open_sqlite(path: &Path) -> Result<Self> {
        let writer = Writer::open(path)?;
        let keys = writer
            .alone(|connection| {
                migrate::sqlite(connection)?;
                migrate::sqlite_keys(connection)
            })
            .await?;
        let keys = Arc::new(keys);
        let readers = Readers::new(path, writer.states());
        let recorder = Recorder::start(writer.clone(), Arc::clone(&keys))?;
        Ok(Self { pools: Pools::Sqlite { writer, readers, recorder }, keys, counts: Arc::default() })
    }

    /// Connects to a PostgreSQL server, migrating the schema when needed.
    ///
    /// # Errors
    /// When the server cannot be reached, its schema is newer, or a migration fails.
    pub async fn open_postgres(url: &str) -> Result<Self> {
        if !(url.starts_with("postgres://") || url.starts_with("postgresql://")) {
            bail!("a database URL begins with postgres://, as in postgres://xinan@127.0.0.1/xinan");
        }
        let options =
            PgConnectOptions::from_str(url).context("reading the database URL")?.disable_statement_logging();
        answers(&options).await.context("connecting to PostgreSQL")?;
        let pool = PgPoolOptions::new()
            .max_connections(16)
            .acquire_timeout(Duration::from_secs(30))
            .connect_with(options)
            .await
            .context("connecting to PostgreSQL")?;
        migrate::postgres(&pool).await?;
        let keys = Arc::new(migrate::postgres_keys(&pool).await?);
        Ok(Self { pools: Pools::Pg(pool), keys, counts: Arc::default() })
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
            Pools::Sqlite { readers, recorder, .. } => {
                let mut reader = readers.take().await.context("waiting for a reader")?;
                begin(&mut reader)?;
                Tx::read(reader, Arc::clone(&self.keys), recorder.clone())
            }
            Pools::Pg(pool) => {
                let pool = pool.clone();
                let begin = async move { pool.begin_with("BEGIN ISOLATION LEVEL REPEATABLE READ").await };
                Tx::pg(to_its_end(begin).await?, Arc::clone(&self.keys))
            }
        };
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
        Ok(match &self.pools {
            Pools::Sqlite { writer, .. } => Tx::write(writer.begin().await?, Arc::clone(&self.keys)),
            Pools::Pg(pool) => {
                let pool = pool.clone();
                let begin = async move { pool.begin().await };
                Tx::pg(to_its_end(begin).await?, Arc::clone(&self.keys))
            }
        })
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
            Pools::Pg(pool) => _ = sqlx::query("analyze").execute(pool).await?,
        }
        Ok(())
    }

    /// Closes the pools; what was committed is on disk already.
    pub async fn close(&self) {
        match &self.pools {
            Pools::Sqlite { writer, readers, .. } => {
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

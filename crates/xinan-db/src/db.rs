//! The pools: one writer and some readers on SQLite, one pool on PostgreSQL.

use std::path::Path;
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions};
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};
use sqlx::{ConnectOptions, SqlSafeStr};

use crate::audit::Recorder;
use crate::migrate;
use crate::reader::{AllBusy, Readers};
use crate::sealed::Keys;
use crate::tx::{self, Tx};
use crate::value::{Row, Val};

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
}

#[derive(Clone)]
enum Pools {
    Sqlite { writer: WriteHalf, readers: Arc<Readers>, recorder: Recorder },
    Pg(PgPool),
}

/// The one writing connection of SQLite.
#[derive(Clone)]
pub(crate) struct WriteHalf {
    pool: SqlitePool,
    keys: Arc<Keys>,
}

impl WriteHalf {
    pub(crate) async fn begin(&self) -> Result<Tx> {
        // Deferred, SQLite would take the lock at the first write and could fail there at once.
        let tx = self.pool.begin_with("BEGIN IMMEDIATE").await.context("waiting for the writer")?;
        Ok(Tx::sqlite(tx, Arc::clone(&self.keys)))
    }
}

/// Whether an error says only that others were at it for too long: asked again, it may well work.
pub fn is_busy(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| cause.is::<AllBusy>() || is_locked(cause))
}

fn is_locked(cause: &(dyn std::error::Error + 'static)) -> bool {
    if let Some(rusqlite::Error::SqliteFailure(found, _)) = cause.downcast_ref() {
        return found.code == rusqlite::ErrorCode::DatabaseBusy;
    }
    match cause.downcast_ref::<sqlx::Error>() {
        Some(sqlx::Error::PoolTimedOut) => true,
        // SQLITE_BUSY and its kinds.
        Some(sqlx::Error::Database(found)) => {
            found.code().and_then(|code| code.parse::<i32>().ok()).is_some_and(|code| code & 0xFF == 5)
                && found.message().contains("locked")
        }
        _ => false,
    }
}

impl Db {
    /// Opens the file, making and migrating it when needed.
    ///
    /// # Errors
    /// When the file cannot be opened, is of a newer version, or a migration fails.
    pub async fn open_sqlite(path: &Path) -> Result<Self> {
        let options = SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            // An acknowledged write survives the loss of power; NORMAL would not keep that promise.
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(Duration::from_secs(20))
            .statement_cache_capacity(256)
            .pragma("cache_size", "-16000")
            .pragma("temp_store", "memory")
            // The log is folded into the file less often: meanwhile everybody waits for the writer.
            .pragma("wal_autocheckpoint", "4000")
            .disable_statement_logging();
        let writer = SqlitePoolOptions::new()
            .max_connections(1)
            .acquire_timeout(Duration::from_secs(60))
            .connect_with(options.clone())
            .await
            .with_context(|| format!("opening {}", path.display()))?;
        migrate::sqlite(&writer).await?;
        let keys = Arc::new(migrate::sqlite_keys(&writer).await?);
        let readers = Readers::new(path);
        let writer = WriteHalf { pool: writer, keys: Arc::clone(&keys) };
        let recorder = Recorder::start(writer.clone());
        Ok(Self { pools: Pools::Sqlite { writer, readers, recorder }, keys })
    }

    /// Connects to a PostgreSQL server, migrating the schema when needed.
    ///
    /// # Errors
    /// When the server cannot be reached, its schema is newer, or a migration fails.
    pub async fn open_postgres(url: &str) -> Result<Self> {
        if !(url.starts_with("postgres://") || url.starts_with("postgresql://")) {
            bail!("a database URL begins with postgres://");
        }
        let options =
            PgConnectOptions::from_str(url).context("reading the database URL")?.disable_statement_logging();
        let pool = PgPoolOptions::new()
            .max_connections(16)
            .acquire_timeout(Duration::from_secs(30))
            .connect_with(options)
            .await
            .context("connecting to PostgreSQL")?;
        migrate::postgres(&pool).await?;
        let keys = Arc::new(migrate::postgres_keys(&pool).await?);
        Ok(Self { pools: Pools::Pg(pool), keys })
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

    /// A transaction that reads one state of the data. Its looks are logged when it commits.
    pub async fn read(&self) -> Result<Tx> {
        Ok(match &self.pools {
            Pools::Sqlite { readers, recorder, .. } => {
                let reader = readers.take().await.context("waiting for a reader")?;
                Tx::read(reader, Arc::clone(&self.keys), recorder.clone())?
            }
            Pools::Pg(pool) => {
                let tx = pool.begin_with("BEGIN ISOLATION LEVEL REPEATABLE READ").await?;
                Tx::pg(tx, Arc::clone(&self.keys))
            }
        })
    }

    /// Asks one question, outside of any transaction: a look at what concerns no patient.
    pub async fn ask(&self, sql: &'static str, params: &[Val]) -> Result<Vec<Row>> {
        match &self.pools {
            Pools::Sqlite { readers, .. } => {
                let reader = readers.take().await.context("waiting for a reader")?;
                tx::read_rows(&reader, sql, params, &self.keys)
            }
            Pools::Pg(pool) => {
                let mut connection = pool.acquire().await.context("waiting for a connection")?;
                tx::pg_rows(&mut connection, sql.into_sql_str(), params, &self.keys).await
            }
        }
    }

    /// Whether the database answers.
    pub async fn is_alive(&self) -> bool {
        self.ask("select 1 as alive", &[]).await.is_ok()
    }

    /// A transaction that writes.
    pub async fn write(&self) -> Result<Tx> {
        Ok(match &self.pools {
            Pools::Sqlite { writer, .. } => writer.begin().await?,
            Pools::Pg(pool) => Tx::pg(pool.begin().await?, Arc::clone(&self.keys)),
        })
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
        sqlx::query("vacuum into $1")
            .bind(target)
            .execute(&writer.pool)
            .await
            .context("copying the database")?;
        Ok(())
    }

    /// Lets the engine count what it holds. Without these figures SQLite takes the wrong index for a
    /// person's visits once there are tens of thousands of them.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn count_contents(&self) -> Result<()> {
        match &self.pools {
            Pools::Sqlite { writer, .. } => _ = sqlx::query("analyze").execute(&writer.pool).await?,
            Pools::Pg(pool) => _ = sqlx::query("analyze").execute(pool).await?,
        }
        Ok(())
    }

    /// Closes the pools; what was committed is on disk already.
    pub async fn close(&self) {
        match &self.pools {
            Pools::Sqlite { writer, readers, .. } => {
                readers.close().await;
                writer.pool.close().await;
            }
            Pools::Pg(pool) => pool.close().await,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wait_that_was_too_long_is_no_fault() {
        let waited = anyhow::Error::new(sqlx::Error::PoolTimedOut).context("waiting for the writer");
        assert!(is_busy(&waited));
        assert!(!is_busy(&anyhow::Error::new(sqlx::Error::RowNotFound)));
        assert!(!is_busy(&anyhow::anyhow!("database is locked")));
    }
}

//! The pools: one writer and some readers on SQLite, one pool on PostgreSQL.

use std::path::Path;
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions};
use sqlx::{ConnectOptions, SqlSafeStr};

use crate::audit::Recorder;
use crate::counts::Counts;
use crate::migrate;
use crate::reader::{Reader, Readers};
use crate::sealed::Keys;
use crate::sqlite::AllBusy;
use crate::tx::{self, Tx};
use crate::value::{Row, Val};
use crate::writer::{self, Writer};

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

/// Whether an error says only that others were at it for too long: asked again, it may well work.
pub fn is_busy(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| cause.is::<AllBusy>() || is_locked(cause))
}

fn is_locked(cause: &(dyn std::error::Error + 'static)) -> bool {
    cause.downcast_ref().is_some_and(writer::is_busy)
        || matches!(cause.downcast_ref(), Some(sqlx::Error::PoolTimedOut))
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

    /// Whether the database answers.
    pub async fn is_alive(&self) -> bool {
        self.ask("select 1 as alive", &[]).await.is_ok()
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
                writer.alone(|connection| Ok(connection.execute_batch("analyze")?)).await?;
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

/// Begins even when nobody waits for it any more. A client that hangs up in the middle of `begin` would
/// leave its connection in a transaction that nobody ends, for the next one to find.
async fn to_its_end<T: Send + 'static>(
    begin: impl Future<Output = sqlx::Result<T>> + Send + 'static,
) -> Result<T> {
    Ok(tokio::spawn(begin).await.context("beginning a transaction")??)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::{self, By, Entry};
    use crate::testing::TestDb;

    async fn look(tx: &mut Tx) {
        let by = By::program("test");
        let (county, detail) = ("429971".to_owned(), String::new());
        let entry = Entry { at: 1, by, county, case: None, action: "case.read", detail };
        audit::record(tx, &entry).await.unwrap();
    }

    async fn looks(mut tx: Tx) -> usize {
        tx.rows("select action from audit_entries", &[]).await.unwrap().len()
    }

    #[tokio::test]
    async fn a_reader_sees_every_fact_of_this_program_at_once() {
        let test = TestDb::fresh(Engine::Sqlite).await.unwrap();
        for written in 1..=20 {
            let mut tx = test.db.write().await.unwrap();
            look(&mut tx).await;
            tx.commit().await.unwrap();
            assert_eq!(looks(test.db.read().await.unwrap()).await, written);
        }
    }

    #[tokio::test]
    async fn who_reads_the_log_sees_the_looks_of_this_instant() {
        let test = TestDb::fresh(Engine::Sqlite).await.unwrap();
        for read in 0..20 {
            let mut tx = test.db.read_log().await.unwrap();
            look(&mut tx).await;
            assert_eq!(looks(tx).await, read, "not committed, not recorded");
            let mut tx = test.db.read().await.unwrap();
            look(&mut tx).await;
            tx.commit().await.unwrap();
            assert_eq!(looks(test.db.read_log().await.unwrap()).await, read + 1);
        }
    }

    #[tokio::test]
    async fn looks_are_owed_until_they_are_settled() {
        let test = TestDb::fresh(Engine::Sqlite).await.unwrap();
        let page = async {
            let mut tx = test.db.read().await.unwrap();
            look(&mut tx).await;
            tx.commit().await.unwrap();
            "page"
        };
        assert_eq!(audit::owing(page).await.settled().await.unwrap(), "page");
        assert_eq!(looks(test.db.read_log().await.unwrap()).await, 1);

        // What cannot be recorded is not shown.
        let Pools::Sqlite { writer, .. } = &test.db.pools else { panic!("not embedded") };
        writer.close().await;
        let page = async {
            let mut tx = test.db.read().await.unwrap();
            look(&mut tx).await;
            tx.commit().await.unwrap();
        };
        assert!(audit::owing(page).await.settled().await.is_err());
    }

    #[tokio::test]
    async fn what_another_program_writes_is_seen_soon_and_the_log_is_folded_in_at_the_end() {
        let test = TestDb::fresh(Engine::Sqlite).await.unwrap();
        assert_eq!(looks(test.db.read().await.unwrap()).await, 0);
        let other = Db::open_sqlite(test.place.as_ref()).await.unwrap();
        let mut tx = other.write().await.unwrap();
        look(&mut tx).await;
        tx.commit().await.unwrap();
        tokio::time::sleep(Duration::from_millis(200)).await;
        assert_eq!(looks(test.db.read().await.unwrap()).await, 1);

        other.close().await;
        test.db.close().await;
        assert!(!std::path::Path::new(&format!("{}-wal", test.place)).exists());
    }

    #[test]
    fn a_wait_that_was_too_long_is_no_fault() {
        let waited = anyhow::Error::new(sqlx::Error::PoolTimedOut).context("waiting for the writer");
        assert!(is_busy(&waited));
        assert!(!is_busy(&anyhow::Error::new(sqlx::Error::RowNotFound)));
        assert!(!is_busy(&anyhow::anyhow!("database is locked")));
    }
}

//! Databases for tests: a fresh one per test, on either engine.
//!
//! PostgreSQL tests run when `XINAN_TEST_PG_URL` names a server where this user may create schemas;
//! `cargo xtask test` starts one. Without it they fail rather than pass unseen, unless
//! `XINAN_TEST_SQLITE_ONLY` is set for the inner loop.

use std::path::PathBuf;

use anyhow::{Context, Result};
use sqlx::{AssertSqlSafe, Connection, Row as _, SqlSafeStr};

use crate::audit::keys::LogKeys;
use crate::db::{Db, Engine};
use crate::sealed::KeyPlace;

/// A database of one test, gone when dropped.
pub struct TestDb {
    /// The database.
    pub db: Db,
    /// Where it is, for [`crate::shape`].
    pub place: String,
    folder: Option<PathBuf>,
}

/// The keys of the log of every test.
pub fn log_keys() -> LogKeys {
    LogKeys::new(uuid::Uuid::from_bytes([1; 16]), [2; 32], [3; 32])
}

/// The engines to test on.
pub fn engines() -> Vec<Engine> {
    match std::env::var_os("XINAN_TEST_SQLITE_ONLY") {
        Some(_) => vec![Engine::Sqlite],
        None => vec![Engine::Sqlite, Engine::Postgres],
    }
}

impl TestDb {
    /// A fresh database.
    ///
    /// # Errors
    /// When PostgreSQL is asked for and no server is named.
    pub async fn fresh(engine: Engine) -> Result<Self> {
        Self::with_keys(engine, &KeyPlace::Fixed).await
    }

    /// A fresh database with its keys at a place.
    ///
    /// # Errors
    /// As [`TestDb::fresh`].
    pub async fn with_keys(engine: Engine, keys: &KeyPlace) -> Result<Self> {
        let test = Self::without_log(engine, keys).await?;
        test.db.keep_log(log_keys(), None, 0).await?;
        Ok(test)
    }

    /// A fresh database whose log has not begun.
    ///
    /// # Errors
    /// As [`TestDb::fresh`].
    pub async fn without_log(engine: Engine, keys: &KeyPlace) -> Result<Self> {
        let name = format!("t{}", crate::new_id().simple());
        match engine {
            Engine::Sqlite => {
                let folder = std::env::temp_dir().join(format!("xinan-{name}"));
                std::fs::create_dir_all(&folder)?;
                let path = folder.join("xinan.db");
                let db = Db::open_sqlite(&path, keys).await?;
                Ok(Self { db, place: path.display().to_string(), folder: Some(folder) })
            }
            Engine::Postgres => {
                let server = std::env::var("XINAN_TEST_PG_URL").context(
                    "no PostgreSQL to test on: run `cargo xtask test`, or set XINAN_TEST_SQLITE_ONLY=1",
                )?;
                let mut connection = sqlx::PgConnection::connect(&server).await?;
                let create = AssertSqlSafe(format!("create schema {name}")).into_sql_str();
                sqlx::query(create).execute(&mut connection).await?;
                connection.close().await?;
                let joint = if server.contains('?') { '&' } else { '?' };
                let place = format!("{server}{joint}options=-csearch_path%3D{name}");
                let db = Db::open_postgres(&place, keys).await?;
                Ok(Self { db, place, folder: None })
            }
        }
    }
}

impl TestDb {
    /// Opens the same database once more.
    ///
    /// # Errors
    /// When it cannot be opened with these keys.
    pub async fn open_again(&self, keys: &KeyPlace) -> Result<Db> {
        match self.db.engine() {
            Engine::Sqlite => Db::open_sqlite(self.place.as_ref(), keys).await,
            Engine::Postgres => Db::open_postgres(&self.place, keys).await,
        }
    }
}

impl TestDb {
    /// Everything that whoever takes the disk would have: each file of the embedded database, or each table
    /// of the server's as rows in words, with its name.
    ///
    /// # Errors
    /// When it cannot be read.
    pub async fn every_byte(&self) -> Result<Vec<(String, Vec<u8>)>> {
        let mut all = Vec::new();
        if let Some(folder) = &self.folder {
            for entry in std::fs::read_dir(folder)? {
                let entry = entry?;
                all.push((entry.file_name().to_string_lossy().into_owned(), std::fs::read(entry.path())?));
            }
            return Ok(all);
        }
        let mut connection = sqlx::PgConnection::connect(&self.place).await?;
        let tables = "select table_name from information_schema.tables where table_schema = current_schema()";
        for table in sqlx::query(tables).fetch_all(&mut connection).await? {
            let table: String = table.get(0);
            let rows = AssertSqlSafe(format!("select cast(t as text) from \"{table}\" t")).into_sql_str();
            let rows = sqlx::query(rows).fetch_all(&mut connection).await?;
            let text: Vec<String> = rows.iter().map(|row| row.get(0)).collect();
            all.push((table, text.join("\n").into_bytes()));
        }
        Ok(all)
    }
}

impl Drop for TestDb {
    fn drop(&mut self) {
        if let Some(folder) = &self.folder {
            _ = std::fs::remove_dir_all(folder);
        }
    }
}

//! Brings a database to the newest schema.
//!
//! Each migration has one text per engine, side by side in `migrations/`; a test compares what they
//! make. A released migration is never edited: its text is remembered, and another text under the
//! same number is refused.

use anyhow::{Context, Result, bail};
use rusqlite::Connection;
use sqlx::Row;
use sqlx::postgres::{PgConnection, PgPool};

use crate::trouble::NotOurs;

/// One step of the schema.
#[derive(Debug, Clone, Copy)]
pub struct Migration {
    /// 1, 2, 3 …
    pub version: i64,
    /// Its text for SQLite.
    pub sqlite: &'static str,
    /// Its text for PostgreSQL.
    pub postgres: &'static str,
}

macro_rules! migration {
    ($version:literal, $file:literal) => {
        Migration {
            version: $version,
            sqlite: include_str!(concat!("../migrations/sqlite/", $file)),
            postgres: include_str!(concat!("../migrations/pg/", $file)),
        }
    };
}

/// All migrations, in order.
pub const MIGRATIONS: &[Migration] = &[
    migration!(1, "0001_foundation.sql"),
    migration!(2, "0002_village_months.sql"),
    migration!(3, "0003_lists.sql"),
    migration!(4, "0004_counts.sql"),
    migration!(5, "0005_stated_on.sql"),
    migration!(6, "0006_more_figures.sql"),
    migration!(7, "0007_events_of_visits.sql"),
    migration!(8, "0008_holidays.sql"),
    migration!(9, "0009_due_days.sql"),
    migration!(10, "0010_first_page.sql"),
    migration!(11, "0011_log_chain.sql"),
    migration!(12, "0012_sign_in.sql"),
    migration!(13, "0013_calls.sql"),
    migration!(14, "0014_reason_of_form.sql"),
    migration!(15, "0015_visit_by.sql"),
    migration!(16, "0016_institutions.sql"),
    migration!(17, "0017_second_factor.sql"),
    migration!(18, "0018_consent.sql"),
    migration!(19, "0019_administrators.sql"),
    migration!(20, "0020_portal.sql"),
    migration!(21, "0021_disclosure.sql"),
    migration!(22, "0022_break_glass.sql"),
    migration!(23, "0023_passkeys.sql"),
    migration!(24, "0024_police.sql"),
    migration!(25, "0025_share.sql"),
    migration!(26, "0026_safety.sql"),
    migration!(27, "0027_waits_again.sql"),
    migration!(28, "0028_identities.sql"),
    migration!(29, "0029_answers.sql"),
    migration!(30, "0030_handed_lists.sql"),
    migration!(31, "0031_police_questions.sql"),
    migration!(32, "0032_settled_tables.sql"),
    migration!(33, "0033_whole_life.sql"),
    migration!(34, "0034_clues.sql"),
    migration!(35, "0035_examinations.sql"),
    migration!(36, "0036_disposals.sql"),
    migration!(37, "0037_hospital.sql"),
];

const HISTORY: &str =
    "create table if not exists schema_history (version bigint not null primary key, digest text not null)";
const REMEMBER: &str = "insert into schema_history (version, digest) values ($1, $2)";

fn digest(text: &str) -> String {
    use sha2::Digest;
    let hash = sha2::Sha256::digest(text.as_bytes());
    hash.iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

/// The migrations still to run up to the last one wanted, given those that have.
fn pending(
    applied: &[(i64, String)],
    last: i64,
    text: impl Fn(&Migration) -> &'static str,
) -> Result<Vec<&'static Migration>> {
    for (version, seen) in applied {
        let Some(known) = MIGRATIONS.iter().find(|one| one.version == *version) else {
            bail!(
                "the data were written by a newer version of the program (schema {version}); \
                 use that version or a later one"
            );
        };
        if digest(text(known)) != *seen {
            bail!(
                "the data were made by another edition of the program (step {version} of their schema differs); \
                 use the one that made them, or restore a backup"
            );
        }
    }
    let has_run = |one: &Migration| applied.iter().any(|(version, _)| *version == one.version);
    Ok(MIGRATIONS.iter().filter(|one| one.version <= last && !has_run(one)).collect())
}

/// Refuses a file that another program made: it holds tables, and none that we remember our schema in.
pub(crate) fn is_ours(connection: &Connection) -> Result<()> {
    let found = "select count(*), count(*) filter (where name = 'schema_history') from sqlite_master
                  where type = 'table'";
    let (tables, ours): (i64, i64) = connection.query_row(found, [], |row| Ok((row.get(0)?, row.get(1)?)))?;
    if tables > 0 && ours == 0 {
        return Err(NotOurs.into());
    }
    Ok(())
}

/// Brings the schema up, in the transaction of the caller.
pub(crate) fn sqlite(connection: &Connection) -> Result<()> {
    sqlite_to(connection, i64::MAX)
}

/// As far as the program of a former time did.
pub(crate) fn sqlite_to(connection: &Connection, last: i64) -> Result<()> {
    connection.execute_batch(HISTORY)?;
    let applied: Vec<(i64, String)> = connection
        .prepare("select version, digest from schema_history")?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<Result<_, _>>()?;
    for migration in pending(&applied, last, |one| one.sqlite)? {
        connection
            .execute_batch(migration.sqlite)
            .with_context(|| format!("migration {}", migration.version))?;
        connection.execute(REMEMBER, (migration.version, digest(migration.sqlite)))?;
    }
    Ok(())
}

/// Brings the schema up, in the transaction of the caller. Nobody else does so until it ends.
pub(crate) async fn postgres(tx: &mut PgConnection) -> Result<()> {
    postgres_to(tx, i64::MAX).await
}

/// As far as the program of a former time did.
pub(crate) async fn postgres_to(tx: &mut PgConnection, last: i64) -> Result<()> {
    // Two servers that start together must not both migrate. A row lock rather than an advisory
    // one: engines that only speak PostgreSQL's protocol have the former.
    sqlx::query(HISTORY).execute(&mut *tx).await?;
    sqlx::query("lock table schema_history in exclusive mode").execute(&mut *tx).await?;
    let rows = sqlx::query("select version, digest from schema_history").fetch_all(&mut *tx).await?;
    let applied: Vec<(i64, String)> = rows.iter().map(|row| (row.get(0), row.get(1))).collect();
    for migration in pending(&applied, last, |one| one.postgres)? {
        sqlx::raw_sql(migration.postgres)
            .execute(&mut *tx)
            .await
            .with_context(|| format!("migration {}", migration.version))?;
        sqlx::query(REMEMBER)
            .bind(migration.version)
            .bind(digest(migration.postgres))
            .execute(&mut *tx)
            .await?;
    }
    Ok(())
}

/// The tables of a schema as `table.column type nullability` lines, for the test that compares both.
#[doc(hidden)]
pub async fn shape(url_or_path: &str) -> Result<Vec<String>> {
    if url_or_path.starts_with("postgres") {
        let pool = PgPool::connect(url_or_path).await?;
        let rows = sqlx::query(
            "select table_name, column_name, is_nullable from information_schema.columns
              where table_schema = current_schema()",
        )
        .fetch_all(&pool)
        .await?;
        let mut lines: Vec<String> = rows
            .iter()
            .map(|row| {
                let (table, column, nullable): (String, String, String) =
                    (row.get(0), row.get(1), row.get(2));
                format!("{table}.{column} {}", if nullable == "YES" { "null" } else { "not null" })
            })
            .collect();
        let indexes = sqlx::query(
            "select t.relname, i.relname, x.indisunique, string_agg(a.attname, ',' order by k.n)
               from pg_index x
               join pg_class i on i.oid = x.indexrelid
               join pg_class t on t.oid = x.indrelid
               join pg_namespace s on s.oid = t.relnamespace and s.nspname = current_schema()
               join unnest(x.indkey) with ordinality k (attnum, n) on true
               join pg_attribute a on a.attrelid = t.oid and a.attnum = k.attnum
              where not x.indisprimary
              group by 1, 2, 3",
        )
        .fetch_all(&pool)
        .await?;
        for row in &indexes {
            let (table, name, unique, columns): (String, String, bool, String) =
                (row.get(0), row.get(1), row.get(2), row.get(3));
            // A unique column makes an index whose name each engine chooses.
            let name = if name.ends_with("_key") { "unique".to_owned() } else { name };
            lines.push(format!("{table} {} {name} ({columns})", if unique { "unique" } else { "index" }));
        }
        lines.sort();
        return Ok(lines);
    }
    let mut lines = sqlite_shape(&Connection::open(url_or_path)?)?;
    lines.sort();
    Ok(lines)
}

fn sqlite_shape(connection: &Connection) -> Result<Vec<String>> {
    const COLUMNS: &str = "
        select t.name, c.name, c.\"notnull\" <> 0 or c.pk <> 0
          from sqlite_master t, pragma_table_info(t.name) c
         where t.type = 'table' and t.name not like 'sqlite_%'";
    const INDEXES: &str = "
        select t.name, i.name, i.\"unique\" <> 0, i.origin,
               (select group_concat(name, ',') from (select name from pragma_index_info(i.name) order by seqno))
          from sqlite_master t, pragma_index_list(t.name) i
         where t.type = 'table' and t.name not like 'sqlite_%' and i.origin <> 'pk'";
    let columns = |row: &rusqlite::Row<'_>| {
        let (table, column, kept): (String, String, bool) = (row.get(0)?, row.get(1)?, row.get(2)?);
        Ok(format!("{table}.{column} {}", if kept { "not null" } else { "null" }))
    };
    let indexes = |row: &rusqlite::Row<'_>| {
        let (table, name, unique): (String, String, bool) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let (origin, columns): (String, String) = (row.get(3)?, row.get(4)?);
        let name = if origin == "u" { "unique".to_owned() } else { name };
        Ok(format!("{table} {} {name} ({columns})", if unique { "unique" } else { "index" }))
    };
    let mut lines = connection.prepare(COLUMNS)?.query_map([], columns)?.collect::<Result<Vec<_>, _>>()?;
    lines.extend(connection.prepare(INDEXES)?.query_map([], indexes)?.collect::<Result<Vec<_>, _>>()?);
    Ok(lines)
}

#[cfg(test)]
mod tests;

//! Brings a database and its key file together when it is opened.

use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use rusqlite::{Connection, OptionalExtension};
use serde::{Deserialize, Serialize};
use sqlx::Row as _;
use sqlx::postgres::PgPool;

use super::Keys;
use super::file::{KeyFile, Look, Secret};
use super::ring::Ring;

/// Where the keys of a database are.
#[derive(Debug, Clone)]
pub enum KeyPlace {
    /// A file; made when the database is new.
    File {
        /// Its path, outside of the data folder.
        path: PathBuf,
        /// The present, for a file that is made: microseconds since 1970 UTC.
        now: i64,
    },
    /// Nobody said where. The database is looked for first: that it is not there is the greater trouble.
    Unsaid,
    /// The keys of tests, without a file.
    #[doc(hidden)]
    Fixed,
}

/// What the data know of their keys: which they are of, and up to which they were sealed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Mark {
    set: String,
    newest: u16,
}

/// The name of the mark in `deployment`.
const MARK: &str = "key_set";
/// Where the first version kept its index key.
const OLD_INDEX: &str = "index_key";

const FIND: &str = "select content from deployment where name = $1";
const PUT: &str = "insert into deployment (name, content) values ($1, $2)
                       on conflict (name) do update set content = excluded.content";
const FORGET: &str = "delete from deployment where name = $1";

/// The keys for what a database says of them, with the mark that it should bear.
pub(super) fn keys_for(
    place: &KeyPlace,
    mark: Option<&[u8]>,
    old_index: Option<Vec<u8>>,
) -> Result<(Keys, Vec<u8>)> {
    let mark: Option<Mark> = mark.map(serde_json::from_slice).transpose().context("the mark of the keys")?;
    let (path, now) = match place {
        KeyPlace::File { path, now } => (path, now),
        KeyPlace::Unsaid => {
            bail!(
                "say with --keys FILE where the keys of the database are; with a new one they are made there"
            )
        }
        KeyPlace::Fixed => {
            let mark = Mark { set: KeyFile::fixed().set, newest: 1 };
            return Ok((Keys::fixed(), serde_json::to_vec(&mark)?));
        }
    };
    if mark.is_none() && !path.exists() {
        let created = jiff::Timestamp::from_microsecond(*now).context("the present")?;
        let created = created.strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
        // Another program that starts at the same time may have been quicker; then its keys are taken.
        KeyFile::new(created, old_index.clone().map(Secret::new))?.write_new(path)?;
    }
    let look = Look::at(path)?;
    let file = KeyFile::read(path)?;
    let of_others = match (&mark, &old_index) {
        (Some(mark), _) => mark.set != file.set,
        (None, Some(index)) => file.index.iter().all(|one| one.key.bytes() != index),
        (None, None) => false,
    };
    if of_others {
        bail!(
            "the key file {} belongs to other data, and nothing was changed; name the one of these data with --keys FILE",
            path.display()
        );
    }
    let newest = mark.map_or(0, |mark| mark.newest);
    if file.keys.iter().all(|key| key.id < newest) {
        bail!(
            "the key file {} is older than the data: it lacks key {newest}; use the newest copy of it",
            path.display()
        );
    }
    let mark = Mark { set: file.set.clone(), newest: newest.max(file.current) };
    let keys = Keys::of(Ring::new(&file)?, Some((path.clone(), look)));
    Ok((keys, serde_json::to_vec(&mark)?))
}

/// Of the embedded database, after its schema was brought up.
pub(crate) fn sqlite_keys(connection: &Connection, place: &KeyPlace) -> Result<Keys> {
    // What is deleted here is a key: its bytes are not to stay in the file.
    connection.execute_batch("pragma secure_delete = on; begin immediate")?;
    let work = || -> Result<Keys> {
        let find = |name: &str| -> Result<Option<Vec<u8>>> {
            Ok(connection.query_row(FIND, [name], |row| row.get(0)).optional()?)
        };
        let (found, index) = (find(MARK)?, find(OLD_INDEX)?);
        let (keys, mark) = keys_for(place, found.as_deref(), index.clone())?;
        if index.is_some() {
            connection.execute(FORGET, [OLD_INDEX])?;
        }
        if found.as_ref() != Some(&mark) {
            connection.execute(PUT, (MARK, mark))?;
        }
        Ok(keys)
    };
    let keys = work();
    connection.execute_batch(if keys.is_ok() { "commit" } else { "rollback" })?;
    connection.execute_batch("pragma secure_delete = off")?;
    keys
}

/// Of the server's database, after its schema was brought up.
pub(crate) async fn postgres_keys(pool: &PgPool, place: &KeyPlace) -> Result<Keys> {
    let mut tx = pool.begin().await?;
    // Two servers that start together must agree on one set of keys.
    sqlx::query("lock table schema_history in exclusive mode").execute(&mut *tx).await?;
    let mut found: [Option<Vec<u8>>; 2] = [None, None];
    for (name, content) in [MARK, OLD_INDEX].into_iter().zip(&mut found) {
        *content = sqlx::query(FIND).bind(name).fetch_optional(&mut *tx).await?.map(|row| row.get(0));
    }
    let [found, index] = found;
    let (keys, mark) = keys_for(place, found.as_deref(), index.clone())?;
    if index.is_some() {
        sqlx::query(FORGET).bind(OLD_INDEX).execute(&mut *tx).await?;
    }
    if found.as_ref() != Some(&mark) {
        sqlx::query(PUT).bind(MARK).bind(mark).execute(&mut *tx).await?;
    }
    tx.commit().await?;
    Ok(keys)
}

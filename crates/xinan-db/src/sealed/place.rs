//! Brings a database, its schema and its key file together when it is opened.
//!
//! All in one transaction: where a key file is missing or another's, the data stay as they were found, for the
//! former version of the program too. A new key file is made before that transaction ends and claimed after
//! it, so that a program that is killed in between goes on at its next start.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use rusqlite::{Connection, OptionalExtension};
use serde::{Deserialize, Serialize};
use sqlx::postgres::{PgConnection, PgPool};
use sqlx::{AssertSqlSafe, Row as _, SqlSafeStr};
use zeroize::Zeroizing;

use super::column::{ALL, Stored};
use super::file::{Held, KeyFile, Look, Secret};
use super::ring::{PLAIN, Ring};
use super::{Keys, SEALED_TEXT};
use crate::audit::chain::{self, HEADER};
use crate::audit::keys::LogKeys;
use crate::migrate;
use crate::secret_file::hex;
use crate::tx::Tx;

/// Where the keys of a database are.
#[derive(Debug, Clone)]
pub enum KeyPlace {
    /// A file; made when the database is new.
    File {
        /// Its path, outside of the data folder.
        path: PathBuf,
        /// The present, for a file that is made: microseconds since 1970 UTC.
        now: i64,
        /// Whether the file is that of these data alone from now on. Not for data that are only being made
        /// and are made anew when that does not end well.
        claim: bool,
    },
    /// Nobody said where. The database is looked for first: that it is not there is the greater trouble.
    Unsaid,
    /// The keys of tests, without a file.
    #[doc(hidden)]
    Fixed,
}

/// What the data know of their keys.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Mark {
    /// Which set they are of.
    set: String,
    /// Up to which they were sealed.
    newest: u16,
    /// What the key file calls these data.
    #[serde(default)]
    data: Option<String>,
}

impl Mark {
    fn read(stored: &[u8]) -> Result<Self> {
        serde_json::from_slice(stored).context("the mark of the keys")
    }
}

/// The name of the mark in `deployment`.
const MARK: &str = "key_set";
/// Where the first version kept its index key.
const OLD_INDEX: &str = "index_key";

const FIND: &str = "select content from deployment where name = $1";
const PUT: &str = "insert into deployment (name, content) values ($1, $2)
                       on conflict (name) do update set content = excluded.content";
const FORGET: &str = "delete from deployment where name = $1";

/// What a database says of its keys.
#[derive(Default)]
pub(super) struct Said {
    /// Its mark.
    pub(super) mark: Option<Vec<u8>>,
    /// The index key of the first version.
    pub(super) old_index: Option<Zeroizing<Vec<u8>>>,
    /// Whether it has no mark and holds something that is sealed.
    pub(super) sealed_unmarked: bool,
}

/// The keys of a database.
pub(super) struct Found {
    pub(super) keys: Keys,
    /// The mark that it should bear.
    pub(super) mark: Vec<u8>,
    /// What is left to do when it does.
    claim: Option<Claim>,
}

/// A key file that is nobody's yet, held until it is that of these data.
struct Claim {
    file: Held,
    data: String,
}

impl Claim {
    fn settle(self) -> Result<()> {
        let mut file = KeyFile::read(self.file.path())?;
        file.data = Some(self.data);
        file.write(self.file.path())
    }
}

/// The keys for what a database says of them.
pub(super) fn keys_for(place: &KeyPlace, said: Said) -> Result<Found> {
    let mark = said.mark.as_deref().map(Mark::read).transpose()?;
    let (path, now, claim) = match place {
        KeyPlace::File { path, now, claim } => (path, now, *claim),
        KeyPlace::Unsaid => {
            bail!(
                "say with --keys FILE where the keys of the database are; with a new one they are made there"
            )
        }
        KeyPlace::Fixed => {
            let mark = Mark { set: KeyFile::fixed().set, newest: 1, data: None };
            return Ok(Found { keys: Keys::fixed(), mark: serde_json::to_vec(&mark)?, claim: None });
        }
    };
    if said.sealed_unmarked {
        bail!(
            "the data are sealed, and do not say any more with which keys; nothing was changed: restore the last backup"
        );
    }
    if mark.is_none() && !path.exists() {
        let created = jiff::Timestamp::from_microsecond(*now).context("the present")?;
        let created = created.strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
        let index = said.old_index.as_ref().map(|index| Secret::new(index.to_vec()));
        // Another program that starts at the same time may have been quicker; then its keys are looked at.
        KeyFile::new(created, index)?.write_new(path)?;
    }
    let (mut look, mut file) = (Look::at(path)?, KeyFile::read(path)?);
    let mut held = None;
    if claim && file.data.is_none() {
        held = Some(Held::take(path)?);
        // Somebody may just have claimed it.
        (look, file) = (Look::at(path)?, KeyFile::read(path)?);
    }
    fits(path, &file, mark.as_ref(), said.old_index.as_deref())?;
    let (newest, data) = mark.map_or((0, None), |mark| (mark.newest, mark.data));
    let data = match data {
        Some(data) => data,
        None => hex(Secret::random(16)?.bytes()),
    };
    let mark = Mark { set: file.set.clone(), newest: newest.max(file.current), data: Some(data.clone()) };
    let claim = held.filter(|_| file.data.is_none()).map(|file| Claim { file, data });
    let keys = Keys::of(Ring::new(&file)?, Some((path.clone(), look)));
    Ok(Found { keys, mark: serde_json::to_vec(&mark)?, claim })
}

/// Refuses keys that new data cannot have, before there is a database.
pub(crate) fn for_new(place: &KeyPlace) -> Result<()> {
    match place {
        KeyPlace::File { path, .. } if path.exists() => fits(path, &KeyFile::read(path)?, None, None),
        _ => Ok(()),
    }
}

/// Refuses the keys of other data, and those of former times.
fn fits(path: &Path, file: &KeyFile, mark: Option<&Mark>, old_index: Option<&Vec<u8>>) -> Result<()> {
    let of_another_set = match (mark, old_index) {
        (Some(mark), _) => mark.set != file.set,
        (None, Some(index)) => file.index.iter().all(|one| one.key.bytes() != index),
        (None, None) => false,
    };
    let of_others = file.data.is_some() && file.data.as_ref() != mark.and_then(|mark| mark.data.as_ref());
    if mark.is_none() && of_others {
        bail!(
            "the key file {} belongs to other data, and nothing was changed; name another place for the keys of these \
             with --keys FILE, or put that file away if its data and all their backups are gone",
            path.display()
        );
    }
    if of_another_set || of_others {
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
    Ok(())
}

/// For each sealed column whether it holds something that is sealed, with what a value is compared with.
fn questions() -> impl Iterator<Item = (String, Beginning)> {
    ALL.iter().map(|column| {
        let (table, name) = (column.table, column.name);
        let (condition, beginning) = match column.stored {
            Stored::Bytes => (format!("substr({name}, 1, 1) <> $1"), Beginning::Bytes(vec![PLAIN])),
            // All algorithms have numbers below 16.
            Stored::Text => {
                (format!("substr({name}, 1, 8) = $1"), Beginning::Text(format!("{SEALED_TEXT}0")))
            }
        };
        let question = format!(
            "select count(*) as found from (select 1 as one from {table} where {condition} limit 1) found"
        );
        (question, beginning)
    })
}

enum Beginning {
    Bytes(Vec<u8>),
    Text(String),
}

/// The keys of the embedded database, whose schema is brought up with them.
pub(crate) fn sqlite(
    connection: &Connection,
    place: &KeyPlace,
    log: impl FnOnce(bool) -> Result<Option<LogKeys>>,
) -> Result<Keys> {
    let find = |name: &str| -> Result<Option<Vec<u8>>> {
        Ok(connection.query_row(FIND, [name], |row| row.get(0)).optional()?)
    };
    let is_sealed = || -> Result<bool> {
        for (question, beginning) in questions() {
            let found: i64 = match beginning {
                Beginning::Bytes(bytes) => connection.query_row(&question, [bytes], |row| row.get(0))?,
                Beginning::Text(text) => connection.query_row(&question, [text], |row| row.get(0))?,
            };
            if found > 0 {
                return Ok(true);
            }
        }
        Ok(false)
    };
    let work = || -> Result<Found> {
        migrate::sqlite(connection)?;
        let (mark, old_index) = (find(MARK)?, find(OLD_INDEX)?.map(Zeroizing::new));
        let sealed_unmarked = mark.is_none() && is_sealed()?;
        let (was, had_index) = (mark.clone(), old_index.is_some());
        let found = keys_for(place, Said { mark, old_index, sealed_unmarked })?;
        fits_log(find(HEADER)?.as_deref(), log)?;
        if had_index {
            // What is deleted here is a key: its bytes are not to stay in the file.
            connection.execute_batch("pragma secure_delete = on")?;
            connection.execute(FORGET, [OLD_INDEX])?;
        }
        if was.as_ref() != Some(&found.mark) {
            connection.execute(PUT, (MARK, &found.mark))?;
        }
        Ok(found)
    };
    connection.execute_batch("begin immediate")?;
    let found = work();
    let found = match found {
        Ok(found) => connection.execute_batch("commit").map(|()| found).map_err(Into::into),
        Err(error) => Err(error),
    };
    if !connection.is_autocommit() {
        // Why it came to this is what is told.
        _ = connection.execute_batch("rollback");
    }
    connection.execute_batch("pragma secure_delete = fast")?;
    settled(found?)
}

/// The keys of the server's database, whose schema is brought up with them.
pub(crate) async fn postgres(
    pool: &PgPool,
    place: &KeyPlace,
    log: impl FnOnce(bool) -> Result<Option<LogKeys>>,
) -> Result<Keys> {
    let mut tx = pool.begin().await?;
    // Two servers that start together agree on one set of keys: only one is here at a time.
    migrate::postgres(&mut tx).await?;
    let (mark, old_index) = (find(&mut tx, MARK).await?, find(&mut tx, OLD_INDEX).await?.map(Zeroizing::new));
    let sealed_unmarked = mark.is_none() && is_sealed(&mut tx).await?;
    let (was, had_index) = (mark.clone(), old_index.is_some());
    let found = keys_for(place, Said { mark, old_index, sealed_unmarked })?;
    fits_log(find(&mut tx, HEADER).await?.as_deref(), log)?;
    if had_index {
        sqlx::query(FORGET).bind(OLD_INDEX).execute(&mut *tx).await?;
    }
    if was.as_ref() != Some(&found.mark) {
        sqlx::query(PUT).bind(MARK).bind(&found.mark).execute(&mut *tx).await?;
    }
    tx.commit().await?;
    settled(found)
}

async fn find(tx: &mut PgConnection, name: &str) -> Result<Option<Vec<u8>>> {
    Ok(sqlx::query(FIND).bind(name).fetch_optional(tx).await?.map(|row| row.get(0)))
}

async fn is_sealed(tx: &mut PgConnection) -> Result<bool> {
    for (question, beginning) in questions() {
        let question = sqlx::query(AssertSqlSafe(question).into_sql_str());
        let question = match beginning {
            Beginning::Bytes(bytes) => question.bind(bytes),
            Beginning::Text(text) => question.bind(text),
        };
        if question.fetch_one(&mut *tx).await?.get::<i64, _>(0) > 0 {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Asks for the keys of the log, and refuses those of another.
fn fits_log(header: Option<&[u8]>, log: impl FnOnce(bool) -> Result<Option<LogKeys>>) -> Result<()> {
    if let Some(keys) = log(header.is_some())? {
        chain::of_these_keys(header, &keys)?;
    }
    Ok(())
}

/// The keys, when their file is that of these data.
fn settled(found: Found) -> Result<Keys> {
    if let Some(claim) = found.claim {
        claim.settle()?;
    }
    Ok(found.keys)
}

/// Values would be sealed with a key that the data do not have any more.
#[derive(Debug)]
pub(crate) struct Behind;

impl std::fmt::Display for Behind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(
            "nothing is saved: the data are sealed with a newer key than this program finds in its key file; \
             bring the newest copy of that file",
        )
    }
}

impl std::error::Error for Behind {}

/// Refuses to keep what was sealed with a key that is gone, and notes in the same transaction that there is a
/// newer one: whoever has only the older keys seals nothing more from then on.
pub(crate) async fn still_fits(tx: &mut Tx, keys: &Keys, sealed_with: u16) -> Result<()> {
    let row = tx.row(FIND, &[MARK.into()]).await?.context(Behind)?;
    let stored = row.bytes("content")?;
    let mut mark = Mark::read(&stored)?;
    let mut ring = keys.ring();
    if mark.newest > ring.newest() || sealed_with != ring.current().1 {
        keys.look_again()?;
        ring = keys.ring();
    }
    if ring.newest() < mark.newest || !ring.has(sealed_with) {
        return Err(Behind.into());
    }
    if ring.newest() > mark.newest {
        mark.newest = ring.newest();
        tx.execute(PUT, &[MARK.into(), serde_json::to_vec(&mark)?.into()]).await?;
    }
    Ok(())
}

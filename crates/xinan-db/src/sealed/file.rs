//! The key file: outside of the data folder, for its owner only.
//!
//! It is JSON, so that somebody can see what it is; keys are hexadecimal. How it is read and written is that of
//! all files with secrets ([`crate::secret_file`]).

use std::fmt;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use anyhow::{Context, Result, bail};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use zeroize::Zeroizing;

use super::algorithm::Algorithm;
use crate::secret_file::{self, Unread, from_hex, hex};

/// The keys of a deployment.
#[derive(Debug, Serialize, Deserialize)]
pub struct KeyFile {
    /// Which deployment they are of: the data name it too.
    pub set: String,
    /// What the data call themselves whose keys these are; none until they have taken them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub data: Option<String>,
    /// The key with which values are sealed.
    pub current: u16,
    /// Whether plain values of the first version still open. Ends with `xinan keys drop 0`.
    #[serde(default)]
    pub plain_opens: bool,
    /// The keys that seal.
    pub keys: Vec<Key>,
    /// The keys of the search; the last is in use.
    pub index: Vec<IndexKey>,
}

/// A key that seals.
#[derive(Debug, Serialize, Deserialize)]
pub struct Key {
    /// Its number, from 1.
    pub id: u16,
    /// Its algorithm.
    pub algorithm: Algorithm,
    /// When it was made, UTC.
    pub created: String,
    /// Whether it never sealed anything that is not tied to its row, and opens nothing that is not.
    #[serde(default)]
    pub rows: bool,
    /// The key itself.
    pub key: Secret,
}

/// A key of the search.
#[derive(Debug, Serialize, Deserialize)]
pub struct IndexKey {
    /// Its number, from 1.
    pub id: u16,
    /// When it was made, UTC.
    pub created: String,
    /// The key itself, 32 bytes.
    pub key: Secret,
}

/// The bytes of a key: not shown, and forgotten when dropped.
pub struct Secret(Zeroizing<Vec<u8>>);

impl Secret {
    /// From bytes.
    pub fn new(bytes: Vec<u8>) -> Self {
        Self(Zeroizing::new(bytes))
    }

    /// Drawn from the operating system.
    ///
    /// # Errors
    /// When it has no randomness to give.
    pub fn random(length: usize) -> Result<Self> {
        let mut bytes = Zeroizing::new(vec![0; length]);
        getrandom::fill(&mut bytes).map_err(|error| anyhow::anyhow!("no randomness: {error}"))?;
        Ok(Self(bytes))
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("…")
    }
}

impl Serialize for Secret {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&Zeroizing::new(hex(&self.0)))
    }
}

impl<'de> Deserialize<'de> for Secret {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = Zeroizing::new(String::deserialize(from)?);
        from_hex(&text).map(Self::new).ok_or_else(|| serde::de::Error::custom("a key is no hexadecimal"))
    }
}

/// What a file looks like from outside: another look is another file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Look {
    changed: Option<SystemTime>,
    length: u64,
    /// Disk and number there: each change makes another file.
    file: (u64, u64),
}

impl Look {
    pub(crate) fn at(path: &Path) -> Result<Self> {
        std::fs::metadata(path).map(|found| Self::of(&found)).map_err(|error| cannot_read(path, &error))
    }

    fn of(found: &std::fs::Metadata) -> Self {
        #[cfg(unix)]
        let file = {
            use std::os::unix::fs::MetadataExt;
            (found.dev(), found.ino())
        };
        #[cfg(not(unix))]
        let file = (0, 0);
        Self { changed: found.modified().ok(), length: found.len(), file }
    }
}

/// A key file that no other program changes meanwhile.
pub(crate) struct Held {
    path: PathBuf,
    _lock: std::fs::File,
}

impl Held {
    /// How often, and after how long, is asked again for a file that another program is changing.
    const TIMES: u32 = 100;
    const AGAIN: Duration = Duration::from_millis(20);

    /// Waits a little for whoever is changing it.
    ///
    /// # Errors
    /// When it cannot be read, or another program does not let go of it.
    pub(crate) fn take(path: &Path) -> Result<Self> {
        for _ in 0..Self::TIMES {
            // A link is followed: what changes is what it leads to.
            let real = path.canonicalize().map_err(|error| cannot_read(path, &error))?;
            let lock = std::fs::File::open(&real).map_err(|error| cannot_read(path, &error))?;
            // Who changed it has put another file in its place: a lock on the old one holds nobody off.
            if lock.try_lock().is_ok()
                && lock.metadata().is_ok_and(|held| Look::at(&real).ok() == Some(Look::of(&held)))
            {
                return Ok(Self { path: real, _lock: lock });
            }
            std::thread::sleep(Self::AGAIN);
        }
        bail!("another program is changing the key file {}; try again when it is done", path.display())
    }

    /// Where the file itself lies.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }
}

fn cannot_read(path: &Path, error: &std::io::Error) -> anyhow::Error {
    let path = path.display();
    match error.kind() {
        ErrorKind::NotFound => anyhow::anyhow!(
            "the data are sealed, and their key file {path} is not there; \
             put it back from where its copy is kept, or name it with --keys FILE"
        ),
        _ => anyhow::anyhow!("the key file {path} cannot be read; let the account that runs xinan own it"),
    }
}

impl KeyFile {
    /// New keys, for new data or for data that have their index key already.
    ///
    /// # Errors
    /// When the system has no randomness to give.
    pub fn new(created: String, index: Option<Secret>) -> Result<Self> {
        let plain_opens = index.is_some();
        let index = match index {
            Some(index) => index,
            None => Secret::random(32)?,
        };
        let algorithm = Algorithm::Aes256GcmSiv;
        let key = Secret::random(algorithm.key_length())?;
        Ok(Self {
            set: hex(Secret::random(16)?.bytes()),
            data: None,
            current: 1,
            plain_opens,
            keys: vec![Key { id: 1, algorithm, created: created.clone(), rows: true, key }],
            index: vec![IndexKey { id: 1, created, key: index }],
        })
    }

    /// The same in every test.
    pub(crate) fn fixed() -> Self {
        let created = "2026-11-21T00:00:00Z".to_owned();
        let algorithm = Algorithm::Aes256GcmSiv;
        Self {
            set: "tests".to_owned(),
            data: None,
            current: 1,
            plain_opens: false,
            keys: vec![Key {
                id: 1,
                algorithm,
                created: created.clone(),
                rows: true,
                key: Secret::new(vec![1; 32]),
            }],
            index: vec![IndexKey { id: 1, created, key: Secret::new(vec![2; 32]) }],
        }
    }

    /// Reads a key file.
    ///
    /// # Errors
    /// In a sentence: it is not there, not whole, or others may read it.
    pub fn read(path: &Path) -> Result<Self> {
        let text = secret_file::read(path).map_err(|unread| match unread {
            Unread::Missing => cannot_read(path, &ErrorKind::NotFound.into()),
            Unread::Refused(error) => cannot_read(path, &error),
            Unread::NotClosed => anyhow::anyhow!(
                "others may read the key file {0}; close it to them with: chmod 600 {0}",
                path.display()
            ),
        })?;
        // What the library says of it may quote a key.
        let file: Option<Self> = serde_json::from_str(&text).ok();
        let path = path.display();
        let Some(file) = file else {
            bail!(
                "{path} is no key file of xinan, or not whole; use a copy of it, or name another with --keys FILE"
            )
        };
        Ok(file)
    }

    /// Adds a key and makes it the one that seals; its number.
    ///
    /// # Errors
    /// When the system has no randomness to give, or 65,535 keys were made.
    pub fn add(&mut self, algorithm: Algorithm, created: String) -> Result<u16> {
        let last = self.keys.iter().map(|key| key.id).max().unwrap_or(0);
        let id = last.checked_add(1).context("there is no number left for another key")?;
        let key = Secret::random(algorithm.key_length())?;
        self.keys.push(Key { id, algorithm, created, rows: true, key });
        self.current = id;
        Ok(id)
    }

    /// Removes a key; 0 lets plain text open no more. `false` when it is not there.
    pub fn remove(&mut self, id: u16) -> bool {
        if id == 0 {
            return std::mem::replace(&mut self.plain_opens, false);
        }
        let before = self.keys.len();
        self.keys.retain(|key| key.id != id || key.id == self.current);
        self.keys.len() < before
    }

    /// Changes a key file, one program at a time.
    ///
    /// # Errors
    /// When it cannot be read or written; it is then as it was.
    pub fn change<T>(path: &Path, work: impl FnOnce(&mut Self) -> Result<T>) -> Result<T> {
        let held = Held::take(path)?;
        let mut file = Self::read(held.path())?;
        let done = work(&mut file)?;
        file.write(held.path())?;
        Ok(done)
    }

    /// Writes it where no key file is yet; `false`, and nothing written, when there is one.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn write_new(&self, path: &Path) -> Result<bool> {
        secret_file::write_new(path, &secret_file::json(self)?).map_err(|_| {
            anyhow::anyhow!(
                "cannot write the key file {}; let this account write there, or name another place with --keys FILE",
                path.display()
            )
        })
    }

    /// Puts it in the place of the file that is there.
    ///
    /// # Errors
    /// When it cannot be written; the old file is then as it was.
    pub fn write(&self, path: &Path) -> Result<()> {
        secret_file::replace(path, &secret_file::json(self)?).map_err(|_| {
            anyhow::anyhow!("cannot write the key file {}; it was left as it was", path.display())
        })
    }
}

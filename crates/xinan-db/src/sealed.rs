//! Sealed columns: names, identity numbers, telephones, addresses and narrative.
//!
//! A sealed value is `algorithm (1 byte), key (2), nonce (12), content, tag (16)`, tied to its column, its row,
//! its set of keys and its own first three bytes. Algorithm 0 is plain text, as the first version kept it: it opens only where a
//! deployment of that version is still being sealed. The keys stand in a file outside of the data folder
//! ([`file`], docs/decisions/0021), and may be several: values are sealed with the current one, opened with
//! the one they name, and sealed again in the background ([`again`]).
//!
//! Nobody can search in sealed bytes, so what people search for is stored beside them as *tokens*: a keyed
//! hash of each search key ([`xinan_domain::search_key`]). A plain hash would not do: a county has at most
//! some ten million possible identity numbers, and all of them can be tried in minutes.

pub mod again;
mod algorithm;
pub mod column;
pub mod file;
mod opened;
pub(crate) mod place;
mod ring;

use std::fmt;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use anyhow::Result;

use crate::secret_file::{from_hex, hex};
use crate::value::Val;

pub use algorithm::Algorithm;
pub use column::{Column, RowId};
pub use place::KeyPlace;
use ring::Ring;

/// What sealed bytes begin with in a column of text.
pub(crate) const SEALED_TEXT: &str = "sealed:";

/// A value that does not open. Says which column it is of and why, never what is in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CannotOpen {
    /// Where it stands.
    pub column: Column,
    /// Why.
    pub reason: Reason,
}

/// Why a value does not open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// It is sealed with a key that the key file does not have.
    UnknownKey(u16),
    /// It is not what was sealed, or not where it was sealed.
    Changed,
    /// It is plain text, and this deployment has none.
    Plain,
}

impl fmt::Display for CannotOpen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let column = self.column.full_name;
        match self.reason {
            Reason::UnknownKey(key) => {
                write!(
                    f,
                    "{column} cannot be opened: it is sealed with key {key}, which the key file does not have"
                )
            }
            Reason::Changed => write!(f, "{column} cannot be opened: it was changed or damaged"),
            Reason::Plain => {
                write!(f, "{column} cannot be opened: it is not sealed, and all of it should be")
            }
        }
    }
}

impl std::error::Error for CannotOpen {}

/// Whether something was not saved because this program has only keys of before: somebody rotated them, and
/// its copy of the key file does not know it.
pub fn is_behind(error: &anyhow::Error) -> bool {
    error.downcast_ref::<place::Behind>().is_some()
}

/// The keys of a deployment, as its key file holds them now.
pub struct Keys {
    ring: RwLock<Arc<Ring>>,
    /// Where they are from; tests have keys without a file.
    file: Option<PathBuf>,
    /// What the file looked like when it was read.
    read: Mutex<Option<file::Look>>,
    /// Held by the work that seals again.
    pub(crate) turn: tokio::sync::Mutex<()>,
}

impl fmt::Debug for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Keys(…)")
    }
}

impl Keys {
    fn of(ring: Ring, file: Option<(PathBuf, file::Look)>) -> Self {
        let (file, look) = file.unzip();
        Self {
            ring: RwLock::new(Arc::new(ring)),
            file,
            read: Mutex::new(look),
            turn: tokio::sync::Mutex::default(),
        }
    }

    /// Keys that are the same in every test.
    #[doc(hidden)]
    pub fn fixed() -> Self {
        let file = file::KeyFile::fixed();
        Self::of(Ring::new(&file).expect("the keys of tests are whole"), None)
    }

    fn ring(&self) -> Arc<Ring> {
        Arc::clone(&self.ring.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Reads the key file again when it was changed since; whether there are other keys now.
    ///
    /// # Errors
    /// When the file is gone, is not whole, or others may read it. What was read before stays in use.
    pub fn look_again(&self) -> Result<bool> {
        let Some(path) = &self.file else { return Ok(false) };
        let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        let look = file::Look::at(path)?;
        if *read == Some(look) {
            return Ok(false);
        }
        let ring = Ring::new(&file::KeyFile::read(path)?)?;
        *self.ring.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(ring);
        *read = Some(look);
        Ok(true)
    }

    /// The number of the key with which values are sealed now, with that of its algorithm.
    pub fn current(&self) -> (Algorithm, u16) {
        self.ring().current()
    }

    /// Seals a text for a row.
    pub fn seal(&self, column: Column, row: impl Into<RowId>, text: &str) -> Vec<u8> {
        self.seal_bytes(column, row, text.as_bytes())
    }

    /// Seals bytes, such as an uploaded workbook.
    pub fn seal_bytes(&self, column: Column, row: impl Into<RowId>, content: &[u8]) -> Vec<u8> {
        self.ring().seal(column, row.into(), content)
    }

    /// Seals a text as a parameter; an empty text is stored as missing.
    pub fn sealed(&self, column: Column, row: impl Into<RowId>, text: &str) -> Val {
        match column.stored {
            column::Stored::Bytes => Val::Bytes((!text.is_empty()).then(|| self.seal(column, row, text))),
            column::Stored::Text => {
                Val::Text((!text.is_empty()).then(|| in_text(&self.seal(column, row, text))))
            }
        }
    }

    /// Opens what [`Keys::seal`] made for this column.
    ///
    /// # Errors
    /// When it is damaged, of another column or row, or sealed with a key that is not there.
    pub fn open(&self, column: Column, row: impl Into<RowId>, sealed: &[u8]) -> Result<String, CannotOpen> {
        let changed = CannotOpen { column, reason: Reason::Changed };
        String::from_utf8(self.open_bytes(column, row, sealed)?).map_err(|_| changed)
    }

    /// Opens what [`Keys::seal_bytes`] made for this column.
    ///
    /// # Errors
    /// As [`Keys::open`].
    pub fn open_bytes(
        &self,
        column: Column,
        row: impl Into<RowId>,
        sealed: &[u8],
    ) -> Result<Vec<u8>, CannotOpen> {
        let row = row.into();
        let ring = self.ring.read().unwrap_or_else(PoisonError::into_inner);
        let opened = ring.open(column, row, sealed);
        let Err(CannotOpen { reason: Reason::UnknownKey(_), .. }) = opened else { return opened };
        let before = Arc::clone(&ring);
        drop(ring);
        // Another program may have added a key a moment ago, and another reader here may just have heard of it.
        if let Err(error) = self.look_again() {
            tracing::warn!(
                error = format!("{error:#}"),
                "a key is not known, and the key file cannot be read"
            );
        }
        let now = self.ring();
        if Arc::ptr_eq(&before, &now) { opened } else { now.open(column, row, sealed) }
    }

    /// Opens what stands in a column of text: what [`Keys::sealed`] made, or words of the first version where
    /// a deployment of that version is still being sealed.
    ///
    /// # Errors
    /// As [`Keys::open`].
    pub fn open_text(
        &self,
        column: Column,
        row: impl Into<RowId>,
        text: String,
    ) -> Result<String, CannotOpen> {
        match from_text(&text) {
            Some(sealed) => self.open(column, row, &sealed),
            None if self.ring().opens_plain() => Ok(text),
            None => Err(CannotOpen { column, reason: Reason::Plain }),
        }
    }

    /// The token of a search key, as it is stored: 63 bits of HMAC-SHA-256 over kind and text.
    pub fn token(&self, kind: u8, text: &str) -> i64 {
        let ring = self.ring.read().unwrap_or_else(PoisonError::into_inner);
        ring.token(kind, text)
    }
}

/// Sealed bytes as they stand in a column of text.
pub(crate) fn in_text(sealed: &[u8]) -> String {
    format!("{SEALED_TEXT}{}", hex(sealed))
}

/// The sealed bytes in a column of text; none of words, also of such as begin like sealed bytes.
pub(crate) fn from_text(text: &str) -> Option<Vec<u8>> {
    let sealed = text.strip_prefix(SEALED_TEXT).and_then(from_hex)?;
    Algorithm::of(*sealed.first()?).map(|_| sealed)
}

#[cfg(test)]
mod tests;

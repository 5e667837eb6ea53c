//! The keys in use, each made ready once.

use anyhow::{Result, bail};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use zeroize::Zeroizing;

use super::algorithm::{Algorithm, Cipher, NONCE, TAG, Tied};
use super::file::KeyFile;
use super::opened::Opened;
use super::{CannotOpen, Column, Reason, RowId};

/// Plain text, as the first version kept it.
pub(super) const PLAIN: u8 = 0;
/// Algorithm and key.
pub(super) const HEAD: usize = 3;

/// The head of what is sealed with a key: its algorithm and its number.
pub(super) fn head(algorithm: Algorithm, key: u16) -> [u8; HEAD] {
    let [high, low] = key.to_be_bytes();
    [algorithm.number(), high, low]
}

/// A key made ready, under its number.
struct Ready {
    id: u16,
    cipher: Cipher,
    /// Whether it opens only what is tied to its row.
    rows: bool,
}

pub(super) struct Ring {
    keys: Vec<Ready>,
    current: usize,
    index: Zeroizing<Vec<u8>>,
    plain_opens: bool,
    /// The set that the keys are of: values are tied to it too.
    set: String,
    opened: Opened,
}

impl Ring {
    /// # Errors
    /// When a key has not the length of its algorithm, or the current one is missing.
    pub(super) fn new(file: &KeyFile) -> Result<Self> {
        let mut keys = Vec::with_capacity(file.keys.len());
        for key in &file.keys {
            let Some(cipher) = Cipher::new(key.algorithm, key.key.bytes()) else {
                bail!("key {} of the key file is damaged; use a copy of the file that is whole", key.id)
            };
            keys.push(Ready { id: key.id, cipher, rows: key.rows });
        }
        let Some(current) = keys.iter().position(|key| key.id == file.current) else {
            bail!("the key file lacks its current key {}; use a copy of the file that is whole", file.current)
        };
        let Some(index) = file.index.last() else {
            bail!("the key file lacks its index key; use a copy of the file that is whole")
        };
        let index = Zeroizing::new(index.key.bytes().to_vec());
        if file.set.len() > Bound::LONGEST_SET {
            bail!("the name of the set of keys is damaged; use a copy of the file that is whole")
        }
        Ok(Self {
            keys,
            current,
            index,
            plain_opens: file.plain_opens,
            set: file.set.clone(),
            opened: Opened::nothing(),
        })
    }

    pub(super) fn current(&self) -> (Algorithm, u16) {
        let key = &self.keys[self.current];
        (key.cipher.algorithm(), key.id)
    }

    /// The last key that was made.
    pub(super) fn newest(&self) -> u16 {
        self.keys.iter().map(|key| key.id).max().unwrap_or(0)
    }

    /// Whether plain text of the first version still opens.
    pub(super) fn opens_plain(&self) -> bool {
        self.plain_opens
    }

    pub(super) fn has(&self, key: u16) -> bool {
        self.keys.iter().any(|one| one.id == key)
    }

    pub(super) fn seal(&self, column: Column, row: RowId, content: &[u8]) -> Vec<u8> {
        let (algorithm, id) = self.current();
        self.seal_under(head(algorithm, id), column, row, content)
    }

    fn seal_under(&self, head: [u8; HEAD], column: Column, row: RowId, content: &[u8]) -> Vec<u8> {
        let mut nonce = [0; NONCE];
        getrandom::fill(&mut nonce).expect("the system that gave randomness for the keys still has some");
        let mut sealed = Vec::with_capacity(HEAD + NONCE + content.len() + TAG);
        sealed.extend_from_slice(&head);
        sealed.extend_from_slice(&nonce);
        sealed.extend_from_slice(content);
        let bound = self.bound(head, column, row);
        let tag = self.keys[self.current]
            .cipher
            .seal(nonce, bound.bytes(), &mut sealed[HEAD + NONCE..])
            .expect("no value has 64 GB");
        sealed.extend_from_slice(&tag);
        sealed
    }

    /// As values were sealed that are not tied to their row.
    #[cfg(test)]
    pub(super) fn seal_as_before(&self, column: Column, content: &[u8]) -> Vec<u8> {
        let (algorithm, id) = self.current();
        let [_, high, low] = head(algorithm, id);
        self.seal_under([algorithm.former_number(), high, low], column, crate::Uuid::nil().into(), content)
    }

    pub(super) fn open(&self, column: Column, row: RowId, sealed: &[u8]) -> Result<Vec<u8>, CannotOpen> {
        let cannot = |reason| Err(CannotOpen { column, reason });
        match sealed.split_first() {
            Some((&PLAIN, content)) if self.plain_opens => return Ok(content.to_vec()),
            Some((&PLAIN, _)) => return cannot(Reason::Plain),
            _ => {}
        }
        if let Some(content) = self.opened.of(column, row, sealed) {
            return Ok(content);
        }
        let Some((head, rest)) = sealed.split_first_chunk::<HEAD>() else { return cannot(Reason::Changed) };
        let Some((nonce, rest)) = rest.split_first_chunk::<NONCE>() else { return cannot(Reason::Changed) };
        let Some((content, tag)) = rest.split_last_chunk::<TAG>() else { return cannot(Reason::Changed) };
        let id = u16::from_be_bytes([head[1], head[2]]);
        let Some(key) = self.keys.iter().find(|key| key.id == id) else {
            return cannot(Reason::UnknownKey(id));
        };
        match Algorithm::of(head[0]) {
            Some((algorithm, tied)) if algorithm == key.cipher.algorithm() => {
                if tied == Tied::ToColumn && key.rows {
                    return cannot(Reason::Changed);
                }
            }
            _ => return cannot(Reason::Changed),
        }
        let mut content = content.to_vec();
        let bound = self.bound(*head, column, row);
        match key.cipher.open(*nonce, bound.bytes(), &mut content, *tag) {
            true => {
                self.opened.remember(column, row, sealed, &content);
                Ok(content)
            }
            false => cannot(Reason::Changed),
        }
    }

    fn bound(&self, head: [u8; HEAD], column: Column, row: RowId) -> Bound {
        match Algorithm::of(head[0]) {
            Some((_, Tied::ToColumn)) => Bound::of([&head, column.full_name.as_bytes(), &[], &[], &[]]),
            _ => Bound::of([&head, column.full_name.as_bytes(), &[0], &row.bytes(), self.set.as_bytes()]),
        }
    }

    pub(super) fn token(&self, kind: u8, text: &str) -> i64 {
        token(&self.index, kind, text)
    }
}

fn token(key: &[u8], kind: u8, text: &str) -> i64 {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("HMAC takes keys of any length");
    mac.update(&[kind]);
    mac.update(text.as_bytes());
    let hash = mac.finalize().into_bytes();
    let mut head = [0; 8];
    head.copy_from_slice(&hash[..8]);
    i64::from_be_bytes(head) & i64::MAX
}

/// What a value is tied to: its head, its column, its row and the set of keys. The name of a column holds no zero,
/// and a row has always the same length, so that no two places are the same bytes. Put together without asking
/// for memory.
pub(super) struct Bound {
    bytes: [u8; Self::MOST],
    length: usize,
}

impl Bound {
    const MOST: usize = 128;
    /// The name of a set is 32 hexadecimal digits.
    const LONGEST_SET: usize = 32;
    /// Longer than any `table.column` of the schema; a test compares.
    #[cfg(test)]
    pub(super) const LONGEST_COLUMN: usize = Self::MOST - HEAD - 1 - RowId::LENGTH - Self::LONGEST_SET;

    fn of(parts: [&[u8]; 5]) -> Self {
        let (mut bytes, mut length) = ([0; Self::MOST], 0);
        for part in parts {
            bytes[length..length + part.len()].copy_from_slice(part);
            length += part.len();
        }
        Self { bytes, length }
    }

    fn bytes(&self) -> &[u8] {
        &self.bytes[..self.length]
    }
}

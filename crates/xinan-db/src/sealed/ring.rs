//! The keys in use, each made ready once.

use anyhow::{Result, bail};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use zeroize::Zeroizing;

use super::algorithm::{Algorithm, Cipher, NONCE, TAG};
use super::file::KeyFile;
use super::{CannotOpen, Column, Reason};

/// Plain text, as the first version kept it.
pub(super) const PLAIN: u8 = 0;
/// Algorithm and key.
pub(super) const HEAD: usize = 3;

/// The head of what is sealed with a key: its algorithm and its number.
pub(super) fn head(algorithm: Algorithm, key: u16) -> [u8; HEAD] {
    let [high, low] = key.to_be_bytes();
    [algorithm.number(), high, low]
}

pub(super) struct Ring {
    ciphers: Vec<(u16, Cipher)>,
    current: usize,
    index: Zeroizing<Vec<u8>>,
    plain_opens: bool,
}

impl Ring {
    /// # Errors
    /// When a key has not the length of its algorithm, or the current one is missing.
    pub(super) fn new(file: &KeyFile) -> Result<Self> {
        let mut ciphers = Vec::with_capacity(file.keys.len());
        for key in &file.keys {
            let Some(cipher) = Cipher::new(key.algorithm, key.key.bytes()) else {
                bail!("key {} of the key file is damaged; use a copy of the file that is whole", key.id)
            };
            ciphers.push((key.id, cipher));
        }
        let Some(current) = file.keys.iter().position(|key| key.id == file.current) else {
            bail!("the key file lacks its current key {}; use a copy of the file that is whole", file.current)
        };
        let Some(index) = file.index.last() else {
            bail!("the key file lacks its index key; use a copy of the file that is whole")
        };
        let index = Zeroizing::new(index.key.bytes().to_vec());
        Ok(Self { ciphers, current, index, plain_opens: file.plain_opens })
    }

    pub(super) fn current(&self) -> (Algorithm, u16) {
        let (id, cipher) = &self.ciphers[self.current];
        (cipher.algorithm(), *id)
    }

    /// The last key that was made.
    pub(super) fn newest(&self) -> u16 {
        self.ciphers.iter().map(|(id, _)| *id).max().unwrap_or(0)
    }

    /// Whether plain text of the first version still opens.
    pub(super) fn opens_plain(&self) -> bool {
        self.plain_opens
    }

    pub(super) fn has(&self, key: u16) -> bool {
        self.ciphers.iter().any(|(id, _)| *id == key)
    }

    pub(super) fn seal(&self, column: Column, content: &[u8]) -> Vec<u8> {
        let (id, cipher) = &self.ciphers[self.current];
        let head = head(cipher.algorithm(), *id);
        let mut nonce = [0; NONCE];
        getrandom::fill(&mut nonce).expect("the system that gave randomness for the keys still has some");
        let mut sealed = Vec::with_capacity(HEAD + NONCE + content.len() + TAG);
        sealed.extend_from_slice(&head);
        sealed.extend_from_slice(&nonce);
        sealed.extend_from_slice(content);
        let tag = Bound::new(head, column)
            .with(|bound| cipher.seal(nonce, bound, &mut sealed[HEAD + NONCE..]))
            .expect("no value has 64 GB");
        sealed.extend_from_slice(&tag);
        sealed
    }

    pub(super) fn open(&self, column: Column, sealed: &[u8]) -> Result<Vec<u8>, CannotOpen> {
        let cannot = |reason| Err(CannotOpen { column, reason });
        match sealed.split_first() {
            Some((&PLAIN, content)) if self.plain_opens => return Ok(content.to_vec()),
            Some((&PLAIN, _)) => return cannot(Reason::Plain),
            _ => {}
        }
        let Some((head, rest)) = sealed.split_first_chunk::<HEAD>() else { return cannot(Reason::Changed) };
        let Some((nonce, rest)) = rest.split_first_chunk::<NONCE>() else { return cannot(Reason::Changed) };
        let Some((content, tag)) = rest.split_last_chunk::<TAG>() else { return cannot(Reason::Changed) };
        let id = u16::from_be_bytes([head[1], head[2]]);
        let Some((_, cipher)) = self.ciphers.iter().find(|(known, _)| *known == id) else {
            return cannot(Reason::UnknownKey(id));
        };
        if cipher.algorithm().number() != head[0] {
            return cannot(Reason::Changed);
        }
        let mut content = content.to_vec();
        match Bound::new(*head, column).with(|bound| cipher.open(*nonce, bound, &mut content, *tag)) {
            true => Ok(content),
            false => cannot(Reason::Changed),
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

/// What a value is bound to: its head and its column. Put together without asking for memory.
struct Bound {
    bytes: [u8; Self::MOST],
    length: usize,
}

impl Bound {
    /// More than any `table.column` of the schema; a test compares.
    const MOST: usize = 64;

    fn new(head: [u8; HEAD], column: Column) -> Self {
        let mut bytes = [0; Self::MOST];
        let name = column.full_name.as_bytes();
        let length = HEAD + name.len();
        bytes[..HEAD].copy_from_slice(&head);
        bytes[HEAD..length].copy_from_slice(name);
        Self { bytes, length }
    }

    fn with<T>(&self, work: impl FnOnce(&[u8]) -> T) -> T {
        work(&self.bytes[..self.length])
    }
}

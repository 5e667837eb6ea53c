//! The algorithms that seal, and a key made ready for one.

use std::fmt;

use aes_gcm::AesGcm;
use aes_gcm::aead::consts::U12;
use aes_gcm_siv::aead::{AeadInOut, KeyInit};
use aes_gcm_siv::{Aes256GcmSiv, Nonce, Tag};
use serde::{Deserialize, Serialize};
use sm4::Sm4;

/// How values are sealed.
///
/// The numbers stand first in every sealed value, with a second one of each for values of before, which are not
/// tied to their row. All differ from each other and from 0, plain text, in more than one bit: a single one that
/// turns over never makes another algorithm of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[repr(u8)]
pub enum Algorithm {
    /// AES-256-GCM-SIV (RFC 8452). A nonce drawn twice tells no more than that two values are the same.
    #[serde(rename = "aes-256-gcm-siv")]
    Aes256GcmSiv = 0x06,
    /// SM4-GCM (GB/T 32907-2016, RFC 8998), for deployments that are held to the national algorithms.
    #[serde(rename = "sm4-gcm")]
    Sm4Gcm = 0x09,
}

impl Algorithm {
    /// Its number in sealed values.
    pub fn number(self) -> u8 {
        self as u8
    }

    /// Its number in values that were sealed before they were tied to their row.
    pub(super) fn former_number(self) -> u8 {
        match self {
            Self::Aes256GcmSiv => 0x03,
            Self::Sm4Gcm => 0x05,
        }
    }

    /// The algorithm of a number, and what its values are tied to.
    pub(super) fn of(number: u8) -> Option<(Self, Tied)> {
        [Self::Aes256GcmSiv, Self::Sm4Gcm].into_iter().find_map(|one| match number {
            _ if number == one.number() => Some((one, Tied::ToRow)),
            _ if number == one.former_number() => Some((one, Tied::ToColumn)),
            _ => None,
        })
    }

    /// How many bytes a key has.
    pub fn key_length(self) -> usize {
        match self {
            Self::Aes256GcmSiv => 32,
            Self::Sm4Gcm => 16,
        }
    }
}

/// What a value opens in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tied {
    /// Its own row and column.
    ToRow,
    /// Any row of its column: as values were sealed before.
    ToColumn,
}

impl fmt::Display for Algorithm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Aes256GcmSiv => "aes-256-gcm-siv",
            Self::Sm4Gcm => "sm4-gcm",
        })
    }
}

pub(super) const NONCE: usize = 12;
pub(super) const TAG: usize = 16;

/// A key, made ready: what is derived from it is derived once. Forgets it when dropped.
pub(super) enum Cipher {
    Aes(Box<Aes256GcmSiv>),
    Sm4(Box<AesGcm<Sm4, U12>>),
}

impl Cipher {
    /// `None` when the key has not the length of its algorithm.
    pub(super) fn new(algorithm: Algorithm, key: &[u8]) -> Option<Self> {
        Some(match algorithm {
            Algorithm::Aes256GcmSiv => Self::Aes(Box::new(Aes256GcmSiv::new_from_slice(key).ok()?)),
            Algorithm::Sm4Gcm => Self::Sm4(Box::new(AesGcm::new_from_slice(key).ok()?)),
        })
    }

    pub(super) fn algorithm(&self) -> Algorithm {
        match self {
            Self::Aes(_) => Algorithm::Aes256GcmSiv,
            Self::Sm4(_) => Algorithm::Sm4Gcm,
        }
    }

    /// Seals in place; the tag. `None` for more than these algorithms can take, some 64 GB.
    pub(super) fn seal(&self, nonce: [u8; NONCE], bound_to: &[u8], content: &mut [u8]) -> Option<[u8; TAG]> {
        let nonce = Nonce::from(nonce);
        let tag = match self {
            Self::Aes(cipher) => cipher.encrypt_inout_detached(&nonce, bound_to, content.into()),
            Self::Sm4(cipher) => cipher.encrypt_inout_detached(&nonce, bound_to, content.into()),
        };
        tag.ok().map(Into::into)
    }

    /// Opens in place. `false` when anything is not as it was sealed; the content is then worth nothing.
    pub(super) fn open(
        &self,
        nonce: [u8; NONCE],
        bound_to: &[u8],
        content: &mut [u8],
        tag: [u8; TAG],
    ) -> bool {
        let (nonce, tag) = (Nonce::from(nonce), Tag::from(tag));
        match self {
            Self::Aes(cipher) => cipher.decrypt_inout_detached(&nonce, bound_to, content.into(), &tag),
            Self::Sm4(cipher) => cipher.decrypt_inout_detached(&nonce, bound_to, content.into(), &tag),
        }
        .is_ok()
    }
}

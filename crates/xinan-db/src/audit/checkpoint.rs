//! How far the log had come at an instant, signed: copies outside of the machine show when a log was cut
//! off or put back to an older state.

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use ed25519_dalek::{Signature, VerifyingKey};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;

pub mod known;

use super::form::Code;
use super::keys::LogKeys;
use crate::db::Db;
use crate::secret_file::{array_from_hex, hex, settle};

/// The version of what is signed.
const VERSION: u8 = 1;

const KEEP: &str = "insert into audit_checkpoints (made_at, content, signature) values ($1, $2, $3)
                    on conflict (made_at) do nothing";

/// How far a chain had come.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Reached {
    pub(super) chain: i64,
    pub(super) number: i64,
    pub(super) mac: Code,
}

/// A checkpoint.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Checkpoint {
    pub(super) deployment: Uuid,
    at: i64,
    pub(super) reached: Vec<Reached>,
    signature: [u8; 64],
}

/// How long the file of a checkpoint is kept; the database keeps all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// In a file of its own.
    ForGood,
    /// In one file, of which the next takes the place: those of the day, some minutes apart.
    UntilTheNext,
}

/// The file of the day's newest. It comes after all files that begin with an instant.
const LATEST: &str = "latest.json";

/// As a file.
#[derive(Serialize, Deserialize)]
struct Stored {
    version: u8,
    deployment: Uuid,
    at: i64,
    chains: Vec<StoredChain>,
    signature: String,
    short: String,
}

#[derive(Serialize, Deserialize)]
struct StoredChain {
    chain: i64,
    number: i64,
    mac: String,
}

impl Checkpoint {
    /// Signs how far the log has come: kept in the database, and in the folder beside the keys when there is one.
    ///
    /// # Errors
    /// When the log cannot go on, somebody changed it, or the database or the system refuses.
    pub async fn make(db: &Db, now: i64, kept: Kept) -> Result<Self> {
        let log = db.log().context("the log's keys are not there").context(super::Unlogged)?;
        let unsigned = log.unsigned();
        let mut tx = db.write().await?;
        let reached = log.reached(&mut tx).await.context(super::Unlogged)?;
        let made = Self::sign(&log.keys, now, reached)?;
        let params = [now.into(), made.content().into(), made.signature.to_vec().into()];
        tx.execute(KEEP, &params).await?;
        tx.commit().await?;
        log.was_signed(unsigned);
        if let Some(folder) = log.folder() {
            made.write_into(folder, kept)?;
        }
        Ok(made)
    }

    /// The newest that the database keeps and that was signed with the key of the log; none when there is none,
    /// or the log's keys are not there.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn newest(db: &Db) -> Result<Option<Self>> {
        let Some(log) = db.log() else { return Ok(None) };
        let mut tx = db.read_log().await?;
        let newest = known::newest_kept(&mut tx, &log.keys).await?;
        tx.commit().await?;
        Ok(newest)
    }

    pub(super) fn sign(keys: &LogKeys, at: i64, reached: Vec<Reached>) -> Result<Self> {
        let mut made = Self { deployment: keys.deployment(), at, reached, signature: [0; 64] };
        made.signature = keys.sign(&made.content())?;
        Ok(made)
    }

    /// When it was made, microseconds.
    pub fn at(&self) -> i64 {
        self.at
    }

    /// How many entries the log had.
    pub fn entries(&self) -> i64 {
        self.reached.iter().map(|one| one.number).sum()
    }

    /// What is signed: version, deployment, instant, and for each chain its number, how many entries it
    /// had, and the code of the last; numbers as eight big-endian bytes.
    fn content(&self) -> Vec<u8> {
        let mut bytes = vec![VERSION];
        bytes.extend_from_slice(self.deployment.as_bytes());
        bytes.extend_from_slice(&self.at.to_be_bytes());
        for one in &self.reached {
            bytes.extend_from_slice(&one.chain.to_be_bytes());
            bytes.extend_from_slice(&one.number.to_be_bytes());
            bytes.extend_from_slice(&one.mac);
        }
        bytes
    }

    pub(super) fn of_parts(content: &[u8], signature: &[u8]) -> Option<Self> {
        let rest = content.strip_prefix(&[VERSION])?;
        let (deployment, rest) = rest.split_first_chunk::<16>()?;
        let (at, rest) = rest.split_first_chunk::<8>()?;
        let (chains, []) = rest.as_chunks::<48>() else { return None };
        let reached = chains.iter().map(|one| {
            let (chain, rest) = one.split_first_chunk::<8>()?;
            let (number, mac) = rest.split_first_chunk::<8>()?;
            let (chain, number) = (i64::from_be_bytes(*chain), i64::from_be_bytes(*number));
            Some(Reached { chain, number, mac: mac.try_into().ok()? })
        });
        Some(Self {
            deployment: Uuid::from_bytes(*deployment),
            at: i64::from_be_bytes(*at),
            reached: reached.collect::<Option<_>>()?,
            signature: signature.try_into().ok()?,
        })
    }

    /// Whether the holder of a deployment's key signed it.
    pub fn is_signed_by(&self, key: &VerifyingKey) -> bool {
        key.verify_strict(&self.content(), &Signature::from_bytes(&self.signature)).is_ok()
    }

    /// Twenty characters that name it, for the foot of what is printed: 100 bits of its SHA-256, in digits
    /// and capital letters without I, L, O and U.
    pub fn short(&self) -> String {
        const SIGNS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
        let digest: [u8; 32] = Sha256::digest(self.content()).into();
        let bits = digest.iter().take(13).flat_map(|byte| (0..8).rev().map(move |at| byte >> at & 1));
        let bits: Vec<u8> = bits.collect();
        let mut short = String::with_capacity(23);
        for (at, five) in bits.chunks_exact(5).take(20).enumerate() {
            if at > 0 && at % 5 == 0 {
                short.push('-');
            }
            let sign = five.iter().fold(0, |sign, bit| sign << 1 | usize::from(*bit));
            short.push(char::from(SIGNS[sign]));
        }
        short
    }

    /// As the text of a file.
    pub fn text(&self) -> String {
        let chains = self.reached.iter();
        let stored = Stored {
            version: VERSION,
            deployment: self.deployment,
            at: self.at,
            chains: chains
                .map(|one| StoredChain { chain: one.chain, number: one.number, mac: hex(&one.mac) })
                .collect(),
            signature: hex(&self.signature),
            short: self.short(),
        };
        serde_json::to_string_pretty(&stored).unwrap_or_default()
    }

    /// Writes it into a folder, making that when needed; returns the file. Files say nothing about
    /// anybody, and may be given away.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn write_into(&self, folder: &Path, kept: Kept) -> Result<PathBuf> {
        let path = folder.join(match kept {
            Kept::ForGood => format!("{}-{}.json", self.at, self.short()),
            Kept::UntilTheNext => LATEST.to_owned(),
        });
        let writing = || format!("writing {}", path.display());
        std::fs::create_dir_all(folder).with_context(writing)?;
        // Whole or not at all; another program may write the same.
        let part = folder.join(format!("{}-{}.part", self.at, crate::new_id().simple()));
        let mut file = std::fs::File::create(&part).with_context(writing)?;
        file.write_all(self.text().as_bytes()).and_then(|()| file.sync_all()).with_context(writing)?;
        std::fs::rename(&part, &path).and_then(|()| settle(&path)).with_context(writing)?;
        Ok(path)
    }

    /// From the text of a file; none when it is no checkpoint.
    pub fn parse(text: &str) -> Option<Self> {
        let stored: Stored = serde_json::from_str(text).ok()?;
        let reached = stored.chains.iter().map(|one| {
            Some(Reached { chain: one.chain, number: one.number, mac: array_from_hex(&one.mac)? })
        });
        let reached = reached.collect::<Option<_>>()?;
        let signature = array_from_hex(&stored.signature)?;
        (stored.version == VERSION).then_some(Self {
            deployment: stored.deployment,
            at: stored.at,
            reached,
            signature,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::log_keys;

    #[test]
    fn a_checkpoint_is_read_as_it_was_written_and_holds_only_as_it_was_signed() {
        let keys = log_keys();
        let reached = vec![Reached { chain: 0, number: 7, mac: [9; 32] }];
        let made = Checkpoint::sign(&keys, 5, reached).unwrap();
        assert_eq!(Checkpoint::parse(&made.text()), Some(made.clone()));
        assert_eq!(Checkpoint::of_parts(&made.content(), &made.signature), Some(made.clone()));
        assert!(made.is_signed_by(keys.verifying()));
        let later = Checkpoint { at: 6, ..made.clone() };
        assert!(!later.is_signed_by(keys.verifying()));
        assert_ne!(later.short(), made.short());
        let short = made.short();
        assert_eq!(short.len(), 23);
        assert!(short.split('-').all(|five| five.len() == 5), "{short}");
        assert_eq!(Checkpoint::parse("{}"), None);
    }
}

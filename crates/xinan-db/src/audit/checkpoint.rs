//! How far the log had come at an instant, signed: copies outside of the machine show when a log was cut
//! off or put back to an older state.

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use ed25519_dalek::{Signature, VerifyingKey};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::form::Code;
use super::keys::LogKeys;
use crate::db::Db;
use crate::secret_file::{array_from_hex, hex};

/// The version of what is signed.
const VERSION: u8 = 1;

const HEADS: &str = "select chain, number, mac, seal from audit_chains order by chain";
const KEEP: &str = "insert into audit_checkpoints (made_at, content, signature) values ($1, $2, $3)
                    on conflict (made_at) do nothing";
const NEWEST: &str = "select content, signature from audit_checkpoints order by made_at desc limit 1";
/// Why a stored one cannot be used.
const DAMAGED: &str = "a checkpoint of the log is damaged";

/// How far a chain had come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Reached {
    pub(super) chain: i64,
    pub(super) number: i64,
    pub(super) mac: Code,
}

/// A checkpoint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkpoint {
    pub(super) deployment: Uuid,
    at: i64,
    pub(super) reached: Vec<Reached>,
    signature: [u8; 64],
}

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
    /// Signs how far the log has come, and keeps it in the database too.
    ///
    /// # Errors
    /// When the log cannot go on, or the database refuses.
    pub async fn make(db: &Db, now: i64) -> Result<Self> {
        let log = db.log().context("the log's keys are not there").context(super::Unlogged)?;
        let mut tx = db.write().await?;
        let mut reached = Vec::new();
        for row in tx.rows(HEADS, &[]).await? {
            let (chain, number, mac) = (row.int("chain")?, row.int("number")?, row.bytes("mac")?);
            let seal = log.keys.coder.head(chain, number, &mac);
            ensure!(row.bytes("seal")? == seal, "the log's chain {chain} was changed");
            let mac = mac.try_into().map_err(|_| anyhow::anyhow!(DAMAGED))?;
            reached.push(Reached { chain, number, mac });
        }
        let made = Self::sign(&log.keys, now, reached);
        let params = [now.into(), made.content().into(), made.signature.to_vec().into()];
        tx.execute(KEEP, &params).await?;
        tx.commit().await?;
        Ok(made)
    }

    /// The newest that the database keeps; none when it cannot be read.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn newest(db: &Db) -> Result<Option<Self>> {
        let rows = db.ask(NEWEST, &[]).await?;
        let Some(row) = rows.first() else { return Ok(None) };
        Ok(Self::of_parts(&row.bytes("content")?, &row.bytes("signature")?))
    }

    pub(super) fn sign(keys: &LogKeys, at: i64, reached: Vec<Reached>) -> Self {
        let mut made = Self { deployment: keys.deployment, at, reached, signature: [0; 64] };
        made.signature = keys.sign(&made.content());
        made
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
    pub(super) fn is_signed_by(&self, key: &VerifyingKey) -> bool {
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
    pub fn write_into(&self, folder: &Path) -> Result<PathBuf> {
        let path = folder.join(format!("{}-{}.json", self.at, self.short()));
        let writing = || format!("writing {}", path.display());
        std::fs::create_dir_all(folder).with_context(writing)?;
        // Whole or not at all.
        let part = path.with_extension("part");
        let mut file = std::fs::File::create(&part).with_context(writing)?;
        file.write_all(self.text().as_bytes()).and_then(|()| file.sync_all()).with_context(writing)?;
        std::fs::rename(&part, &path).with_context(writing)?;
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
        let made = Checkpoint::sign(&keys, 5, reached);
        assert_eq!(Checkpoint::parse(&made.text()), Some(made.clone()));
        assert_eq!(Checkpoint::of_parts(&made.content(), &made.signature), Some(made.clone()));
        assert!(made.is_signed_by(&keys.verifying()));
        let later = Checkpoint { at: 6, ..made.clone() };
        assert!(!later.is_signed_by(&keys.verifying()));
        assert_ne!(later.short(), made.short());
        let short = made.short();
        assert_eq!(short.len(), 23);
        assert!(short.split('-').all(|five| five.len() == 5), "{short}");
        assert_eq!(Checkpoint::parse("{}"), None);
    }
}

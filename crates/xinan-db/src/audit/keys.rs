//! The keys of the log, which lie in files outside of the database: whoever can write to the database
//! alone can change the log, but not unseen.
//!
//! There are two files, so that checking the log hands out no power to sign ([`file`]).

mod file;

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use ed25519_dalek::{Signer, SigningKey, VerifyingKey};
use uuid::Uuid;
use zeroize::Zeroizing;

use super::form::{Code, Coder};
use crate::secret_file::{array_from_hex, hex};

/// The keys of one deployment's log, and what is noted beside them because the database cannot be
/// trusted with it. They are wiped from memory when they are dropped.
pub struct LogKeys {
    /// Which deployment's.
    pub(super) deployment: Uuid,
    pub(super) coder: Coder,
    mac: Zeroizing<[u8; 32]>,
    verifying: VerifyingKey,
    /// Not there for who only checks.
    signing: Option<SigningKey>,
    noted: Noted,
    /// Where they were read; none in tests.
    path: Option<PathBuf>,
}

/// What the key file says of the log.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Noted {
    /// SHA-256 of the header with which the log began; none until it has begun.
    pub(super) begun: Option<Code>,
    /// Deployments whose logs were ended with a reason before this one began.
    pub(super) former: Vec<Uuid>,
    /// Checkpoints, by their twenty characters, that saw what a restored backup no longer holds.
    pub(super) set_aside: Vec<String>,
}

impl std::fmt::Debug for LogKeys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "LogKeys({}, …)", self.deployment)
    }
}

impl LogKeys {
    /// From their bytes.
    pub fn new(deployment: Uuid, mac: [u8; 32], signing: [u8; 32]) -> Self {
        let signing = SigningKey::from_bytes(&signing);
        let verifying = signing.verifying_key();
        Self {
            deployment,
            coder: Coder::new(&mac),
            mac: Zeroizing::new(mac),
            verifying,
            signing: Some(signing),
            noted: Noted::default(),
            path: None,
        }
    }

    /// Reads what checks the log, and not what signs; none when there is no such file.
    ///
    /// # Errors
    /// When it cannot be read, others may read it, or it is no file of keys.
    pub fn read(path: &Path) -> Result<Option<Self>> {
        file::read(path)
    }

    /// Reads what the log goes on with: what signs too, if it is there.
    ///
    /// # Errors
    /// As [`LogKeys::read`]; also when the two files are not of one deployment.
    pub fn open(path: &Path) -> Result<Option<Self>> {
        let Some(mut keys) = file::read(path)? else { return Ok(None) };
        keys.signing = file::read_signing(path, &keys)?;
        Ok(Some(keys))
    }

    /// Makes keys in new files that only their owner may read; those that are there already stay and are
    /// read.
    ///
    /// # Errors
    /// When they cannot be written.
    pub fn make(path: &Path) -> Result<Self> {
        file::make(path, Vec::new())
    }

    /// Makes other keys for a log that is to begin anew after those of `former` deployments. Files that are
    /// there are kept under other names: checkpoints of before are checked with them.
    ///
    /// # Errors
    /// When they cannot be written.
    pub fn make_others(path: &Path, former: Option<Uuid>) -> Result<Self> {
        let before = file::read(path)?;
        let mut all = before.as_ref().map_or_else(Vec::new, |before| before.noted.former.clone());
        let there = match &before {
            Some(before) => Some(before.deployment),
            None => file::signed_for(path)?,
        };
        if before.is_none() {
            // What was noted went with the file; those of before that lie beside it still say so.
            all = file::put_away_before(path)?;
        }
        for one in there.into_iter().chain(former) {
            if !all.contains(&one) {
                all.push(one);
            }
        }
        if let Some(there) = there {
            file::put_away(path, there)?;
        }
        file::make(path, all)
    }

    /// The deployment.
    pub fn deployment(&self) -> Uuid {
        self.deployment
    }

    /// The key with which anybody checks what was signed, as 64 hexadecimal digits.
    pub fn public_key(&self) -> String {
        hex(self.verifying.as_bytes())
    }

    /// Whether their log has begun: then they are those of no other.
    pub fn have_begun(&self) -> bool {
        self.noted.begun.is_some()
    }

    pub(super) fn verifying(&self) -> &VerifyingKey {
        &self.verifying
    }

    pub(super) fn noted(&self) -> &Noted {
        &self.noted
    }

    /// Notes with which header the log began, durably.
    pub(super) fn note_begun(&mut self, header: Code) -> Result<()> {
        if self.noted.begun != Some(header) {
            self.note(|noted| noted.begun = Some(header))?;
        }
        Ok(())
    }

    /// Notes that these checkpoints saw what is no longer there, for a reason that the log has.
    pub(super) fn note_set_aside(&mut self, shorts: Vec<String>) -> Result<()> {
        self.note(|noted| noted.set_aside.extend(shorts))
    }

    fn note(&mut self, what: impl FnOnce(&mut Noted)) -> Result<()> {
        what(&mut self.noted);
        match &self.path {
            Some(path) => file::write(path, self),
            None => Ok(()),
        }
    }

    pub(super) fn sign(&self, content: &[u8]) -> Result<[u8; 64]> {
        let signing = self.signing.as_ref().with_context(|| match &self.path {
            Some(path) => format!(
                "the key that signs checkpoints of the log is not at {}; bring the file back",
                file::signing(path).display()
            ),
            None => "the keys of the log are those that only check".to_owned(),
        })?;
        Ok(signing.sign(content).to_bytes())
    }
}

/// A public key from its 64 hexadecimal digits; none when it is no such key.
pub fn public_key(digits: &str) -> Option<VerifyingKey> {
    VerifyingKey::from_bytes(&array_from_hex(digits)?).ok()
}

#[cfg(test)]
mod tests;

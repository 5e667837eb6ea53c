//! The keys of the log, which lie in a file outside of the database: whoever can write to the database
//! alone can change the log, but not unseen.

use std::io::{ErrorKind, Write};
use std::path::Path;

use anyhow::{Context, Result, bail};
use ed25519_dalek::{Signer, SigningKey, VerifyingKey};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::form::Coder;

/// The keys of one deployment's log.
#[derive(Clone)]
pub struct LogKeys {
    /// Which deployment's.
    pub(super) deployment: Uuid,
    pub(super) coder: Coder,
    mac: [u8; 32],
    signing: SigningKey,
}

impl std::fmt::Debug for LogKeys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "LogKeys({}, …)", self.deployment)
    }
}

/// The file, as JSON.
#[derive(Serialize, Deserialize)]
struct Stored {
    version: u8,
    deployment: Uuid,
    mac_key: String,
    signing_key: String,
}

impl LogKeys {
    /// From their bytes.
    pub fn new(deployment: Uuid, mac: [u8; 32], signing: [u8; 32]) -> Self {
        let signing = SigningKey::from_bytes(&signing);
        Self { deployment, coder: Coder::new(&mac), mac, signing }
    }

    /// Fresh keys for a new deployment.
    ///
    /// # Errors
    /// When the operating system has no randomness to give.
    pub fn generate() -> Result<Self> {
        let (mut mac, mut signing) = ([0; 32], [0; 32]);
        for key in [&mut mac, &mut signing] {
            getrandom::fill(key).map_err(|error| anyhow::anyhow!("no randomness: {error}"))?;
        }
        Ok(Self::new(crate::new_id(), mac, signing))
    }

    /// Reads the file; none when there is no such file.
    ///
    /// # Errors
    /// When it cannot be read or is no file of keys.
    pub fn read(path: &Path) -> Result<Option<Self>> {
        let text = match std::fs::read_to_string(path) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            text => text.with_context(|| format!("reading {}", path.display()))?,
        };
        let damaged =
            || format!("{} holds no keys of a log; restore it from where it is kept", path.display());
        let stored: Stored = serde_json::from_str(&text).map_err(|_| anyhow::anyhow!(damaged()))?;
        match (stored.version, bytes(&stored.mac_key), bytes(&stored.signing_key)) {
            (1, Some(mac), Some(signing)) => Ok(Some(Self::new(stored.deployment, mac, signing))),
            _ => bail!(damaged()),
        }
    }

    /// Writes a new file that only its owner may read; one that is there already stays and is read.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn make(path: &Path) -> Result<Self> {
        let keys = Self::generate()?;
        let stored = Stored {
            version: 1,
            deployment: keys.deployment,
            mac_key: hex(&keys.mac),
            signing_key: hex(keys.signing.as_bytes()),
        };
        // Whole or not at all: another start may look at the same moment.
        let part = path.with_extension(format!("{}.part", keys.deployment.simple()));
        let writing = || format!("writing {}", path.display());
        let mut options = std::fs::OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        {
            use std::os::unix::fs::OpenOptionsExt;
            options.mode(0o600);
        }
        let mut file = options.open(&part).with_context(writing)?;
        let written = file.write_all(serde_json::to_string_pretty(&stored)?.as_bytes());
        written.and_then(|()| file.sync_all()).with_context(writing)?;
        let linked = std::fs::hard_link(&part, path);
        std::fs::remove_file(&part).with_context(writing)?;
        match linked {
            Ok(()) => Ok(keys),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => Self::read(path)?.with_context(writing),
            Err(error) => Err(error).with_context(writing),
        }
    }

    /// The deployment.
    pub fn deployment(&self) -> Uuid {
        self.deployment
    }

    /// The key with which anybody checks what was signed, as 64 hexadecimal digits.
    pub fn public_key(&self) -> String {
        hex(self.verifying().as_bytes())
    }

    pub(super) fn verifying(&self) -> VerifyingKey {
        self.signing.verifying_key()
    }

    pub(super) fn sign(&self, content: &[u8]) -> [u8; 64] {
        self.signing.sign(content).to_bytes()
    }
}

/// Bytes as hexadecimal digits.
pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// So many bytes from hexadecimal digits.
pub(super) fn bytes<const N: usize>(digits: &str) -> Option<[u8; N]> {
    if digits.len() != 2 * N || !digits.is_ascii() {
        return None;
    }
    let mut bytes = [0; N];
    for (at, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(digits.get(2 * at..2 * at + 2)?, 16).ok()?;
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_of_keys_is_made_once_and_for_its_owner() {
        let folder = std::env::temp_dir().join(format!("xinan-keys-{}", crate::new_id().simple()));
        std::fs::create_dir_all(&folder).unwrap();
        let path = folder.join("data.audit-keys");
        assert!(LogKeys::read(&path).unwrap().is_none());
        let made = LogKeys::make(&path).unwrap();
        let again = LogKeys::make(&path).unwrap();
        let read = LogKeys::read(&path).unwrap().unwrap();
        for other in [&again, &read] {
            assert_eq!(other.public_key(), made.public_key());
            assert_eq!((other.mac, other.deployment), (made.mac, made.deployment));
        }
        assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 1, "nothing else is left");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        }
        std::fs::write(&path, "{}").unwrap();
        assert!(LogKeys::read(&path).unwrap_err().to_string().contains("holds no keys"));
        std::fs::remove_dir_all(&folder).unwrap();
    }
}

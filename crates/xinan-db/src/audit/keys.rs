//! The keys of the log, which lie in a file outside of the database: whoever can write to the database
//! alone can change the log, but not unseen.

use std::path::Path;

use anyhow::{Context, Result, bail};
use ed25519_dalek::{Signer, SigningKey, VerifyingKey};
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use zeroize::Zeroizing;

use super::form::Coder;
use crate::sealed::file::Secret;
use crate::secret_file::{self, Unread, hex};

/// The keys of one deployment's log. They are wiped from memory when they are dropped.
pub struct LogKeys {
    /// Which deployment's.
    pub(super) deployment: Uuid,
    pub(super) coder: Coder,
    mac: Zeroizing<[u8; 32]>,
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
    mac_key: Secret,
    signing_key: Secret,
}

impl LogKeys {
    /// From their bytes.
    pub fn new(deployment: Uuid, mac: [u8; 32], signing: [u8; 32]) -> Self {
        let signing = SigningKey::from_bytes(&signing);
        Self { deployment, coder: Coder::new(&mac), mac: Zeroizing::new(mac), signing }
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
    /// When it cannot be read, others may read it, or it is no file of keys.
    pub fn read(path: &Path) -> Result<Option<Self>> {
        let text = match secret_file::read(path) {
            Ok(text) => text,
            Err(Unread::Missing) => return Ok(None),
            Err(Unread::NotClosed) => {
                bail!(
                    "others may read the keys of the log {0}; close them to others with: chmod 600 {0}",
                    path.display()
                )
            }
            Err(Unread::Refused(error)) => {
                return Err(error).with_context(|| format!("reading {}", path.display()));
            }
        };
        // What the library says of it may quote a key.
        let stored: Option<Stored> = serde_json::from_str(&text).ok();
        let keys = stored.filter(|stored| stored.version == 1).and_then(|stored| {
            let (mac, signing) = (stored.mac_key.bytes().try_into(), stored.signing_key.bytes().try_into());
            Some(Self::new(stored.deployment, mac.ok()?, signing.ok()?))
        });
        let damaged =
            || format!("{} holds no keys of a log; restore it from where it is kept", path.display());
        keys.with_context(damaged).map(Some)
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
            mac_key: Secret::new(keys.mac.to_vec()),
            signing_key: Secret::new(keys.signing.to_bytes().to_vec()),
        };
        let writing = || format!("writing {}", path.display());
        let content = secret_file::json(&stored)?;
        match secret_file::write_new(path, &content).with_context(writing)? {
            true => Ok(keys),
            // Another start was quicker.
            false => Self::read(path)?.with_context(writing),
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
            assert_eq!((*other.mac, other.deployment), (*made.mac, made.deployment));
        }
        assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 1, "nothing else is left");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        }
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o640)).unwrap();
            assert!(LogKeys::read(&path).unwrap_err().to_string().contains("chmod 600"));
            std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600)).unwrap();
        }
        std::fs::write(&path, "{}").unwrap();
        assert!(LogKeys::read(&path).unwrap_err().to_string().contains("holds no keys"));
        std::fs::remove_dir_all(&folder).unwrap();
    }
}

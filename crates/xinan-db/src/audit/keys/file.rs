//! The two files: `FILE` checks entries, `FILE.signing` signs checkpoints.
//!
//! Whoever checks the log needs the first: it has the key of the codes and, of the signatures, the public
//! part. The second is opened only by what lets the log go on.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};
use ed25519_dalek::SigningKey;
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use zeroize::Zeroizing;

use super::{LogKeys, Noted};
use crate::sealed::file::Secret;
use crate::secret_file::{self, Unread, array_from_hex, hex};

const VERSION: u8 = 1;

/// What checks, as JSON.
#[derive(Serialize, Deserialize)]
struct Checking {
    version: u8,
    deployment: Uuid,
    mac_key: Secret,
    public_key: String,
    #[serde(default)]
    begun: Option<String>,
    #[serde(default)]
    former: Vec<Uuid>,
    #[serde(default)]
    set_aside: Vec<String>,
}

/// What signs, as JSON.
#[derive(Serialize, Deserialize)]
struct Signing {
    version: u8,
    deployment: Uuid,
    signing_key: Secret,
}

/// The file with the key that signs.
pub(super) fn signing(path: &Path) -> PathBuf {
    beside(path, ".signing")
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

/// Reads JSON that is closed to others; none when there is no file.
fn json<T: for<'de> Deserialize<'de>>(path: &Path) -> Result<Option<T>> {
    let text = match secret_file::read(path) {
        Ok(text) => text,
        Err(Unread::Missing) => return Ok(None),
        Err(Unread::NotClosed) => bail!(
            "others may read the keys of the log {0}; close them to others with: chmod 600 {0}",
            path.display()
        ),
        Err(Unread::Refused(error)) => {
            return Err(error).with_context(|| format!("reading {}", path.display()));
        }
    };
    // What the library says of it may quote a key.
    serde_json::from_str(&text).ok().with_context(|| damaged(path)).map(Some)
}

fn damaged(path: &Path) -> String {
    format!("{} holds no keys of a log; restore it from where it is kept", path.display())
}

/// A key of 32 bytes.
fn bytes(secret: &Secret) -> Option<Zeroizing<[u8; 32]>> {
    secret.bytes().try_into().ok().map(Zeroizing::new)
}

pub(super) fn read(path: &Path) -> Result<Option<LogKeys>> {
    let Some(stored) = json::<Checking>(path)? else { return Ok(None) };
    keys(path, stored).with_context(|| damaged(path)).map(Some)
}

fn keys(path: &Path, stored: Checking) -> Option<LogKeys> {
    let mac = bytes(&stored.mac_key).filter(|_| stored.version == VERSION)?;
    let begun = match stored.begun {
        Some(digits) => Some(array_from_hex(&digits)?),
        None => None,
    };
    Some(LogKeys {
        deployment: stored.deployment,
        coder: super::Coder::new(&mac),
        mac,
        verifying: super::public_key(&stored.public_key)?,
        signing: None,
        noted: Noted { begun, former: stored.former, set_aside: stored.set_aside },
        path: Some(path.to_owned()),
    })
}

/// The key that signs, when it is there.
pub(super) fn read_signing(path: &Path, keys: &LogKeys) -> Result<Option<SigningKey>> {
    let path = signing(path);
    let Some((deployment, key)) = signing_at(&path)? else { return Ok(None) };
    ensure!(
        deployment == keys.deployment && key.verifying_key() == keys.verifying,
        "{} is the key of another log; restore the right one from where it is kept",
        path.display()
    );
    Ok(Some(key))
}

fn signing_at(path: &Path) -> Result<Option<(Uuid, SigningKey)>> {
    let Some(stored) = json::<Signing>(path)? else { return Ok(None) };
    let key = bytes(&stored.signing_key).filter(|_| stored.version == VERSION);
    let key = key.with_context(|| damaged(path))?;
    Ok(Some((stored.deployment, SigningKey::from_bytes(&key))))
}

/// The deployment for which the key that is there signs.
pub(super) fn signed_for(path: &Path) -> Result<Option<Uuid>> {
    Ok(signing_at(&signing(path))?.map(|(deployment, _)| deployment))
}

/// Makes both files. A start that was stopped between them, or that runs beside another, takes what is there.
pub(super) fn make(path: &Path, former: Vec<Uuid>) -> Result<LogKeys> {
    let key = signing(path);
    let fresh = Signing { version: VERSION, deployment: crate::new_id(), signing_key: Secret::random(32)? };
    let writing = || format!("writing {}", key.display());
    secret_file::write_new(&key, &secret_file::json(&fresh)?).with_context(writing)?;
    let (deployment, key) = signing_at(&key)?.with_context(writing)?;
    let stored = Checking {
        version: VERSION,
        deployment,
        mac_key: Secret::random(32)?,
        public_key: hex(key.verifying_key().as_bytes()),
        begun: None,
        former,
        set_aside: Vec::new(),
    };
    let writing = || format!("writing {}", path.display());
    secret_file::write_new(path, &secret_file::json(&stored)?).with_context(writing)?;
    LogKeys::open(path)?.with_context(writing)
}

/// Writes what checks, with what is noted.
pub(super) fn write(path: &Path, keys: &LogKeys) -> Result<()> {
    let stored = Checking {
        version: VERSION,
        deployment: keys.deployment,
        mac_key: Secret::new(keys.mac.to_vec()),
        public_key: keys.public_key(),
        begun: keys.noted.begun.map(|header| hex(&header)),
        former: keys.noted.former.clone(),
        set_aside: keys.noted.set_aside.clone(),
    };
    let writing = || format!("writing {}", path.display());
    secret_file::replace(path, &secret_file::json(&stored)?).with_context(writing)
}

/// The deployments whose files were put away here.
pub(super) fn put_away_before(path: &Path) -> Result<Vec<Uuid>> {
    let Some(name) = path.file_name().and_then(|name| name.to_str()) else { return Ok(Vec::new()) };
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut all = Vec::new();
    for entry in std::fs::read_dir(folder).with_context(|| format!("reading {}", folder.display()))? {
        let found = entry.with_context(|| format!("reading {}", folder.display()))?.file_name();
        let deployment = found.to_str().and_then(|found| found.strip_prefix(name)?.strip_prefix('.'));
        all.extend(deployment.and_then(|deployment| Uuid::try_parse(deployment).ok()));
    }
    all.sort_unstable();
    Ok(all)
}

/// Keeps both files under the name of their deployment.
pub(super) fn put_away(path: &Path, deployment: Uuid) -> Result<()> {
    let away = beside(path, &format!(".{}", deployment.simple()));
    // What checks goes last: whoever is stopped between them begins again.
    for (from, to) in [(signing(path), signing(&away)), (path.to_owned(), away)] {
        match std::fs::rename(&from, &to) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            renamed => renamed.with_context(|| format!("writing {}", to.display()))?,
        }
    }
    Ok(())
}

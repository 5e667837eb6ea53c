//! Where the log begins: its header, and the chains that begin with it (docs/decisions/0020).
//!
//! The embedded database has one writer and one chain. On PostgreSQL, where many write side by side, there
//! are some. Where an entry stands follows from its chain and its number there, and the other way round
//! ([`Header::seq`]): a gap is a missing entry.

use anyhow::{Context, Result, bail, ensure};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::form::{self, Code};
use super::keys::LogKeys;
use super::old;
use crate::Engine;
use crate::tx::Tx;
use crate::value::Val;

/// Chains on PostgreSQL.
const SIDE_BY_SIDE: i64 = 8;
/// Where the header is kept.
pub(crate) const HEADER: &str = "log_header";

const READ_HEADER: &str = "select content from deployment where name = $1";
const ADD_HEADER: &str = "insert into deployment (name, content) values ($1, $2)";
const DROP_HEADER: &str = "delete from deployment where name = $1";
const DROP_CHAINS: &str = "delete from audit_chains";
/// Of the chains that end; what is older is gone on with.
const DROP_UNPACKED: &str = "delete from audit_unpacked where chain >= 0";
const TIED: &str = "
    select (select count(*) from audit_chains) + (select count(*) from audit_checkpoints)
           + (select count(*) from audit_entries where length(mac) > 0) as tied";
const ADD_CHAINS: &str = "insert into audit_chains (chain, number, mac, seal)";

/// Where the chains begin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Header {
    pub(super) deployment: Uuid,
    /// How many chains.
    pub(super) chains: i64,
    /// When they began, microseconds.
    pub(super) begun_at: i64,
    /// The last number of the entries before them.
    pub(super) base: i64,
    /// How many these are.
    pub(super) old: i64,
    /// SHA-256 of these.
    pub(super) digest: [u8; 32],
}

impl Header {
    /// Version and algorithm first, then the fields in their order.
    pub(super) fn bytes(&self) -> Vec<u8> {
        let mut bytes = vec![form::VERSION, form::HMAC_SHA_256];
        bytes.extend_from_slice(self.deployment.as_bytes());
        for number in [self.chains, self.begun_at, self.base, self.old] {
            bytes.extend_from_slice(&number.to_be_bytes());
        }
        bytes.extend_from_slice(&self.digest);
        bytes
    }

    /// Of the bytes without their seal; none when they are of a form that this program does not know.
    pub(super) fn read(bytes: &[u8]) -> Option<Self> {
        let rest = bytes.strip_prefix(&[form::VERSION, form::HMAC_SHA_256])?;
        let (deployment, rest) = rest.split_first_chunk::<16>()?;
        let (chains, rest) = rest.split_first_chunk::<8>()?;
        let (begun_at, rest) = rest.split_first_chunk::<8>()?;
        let (base, rest) = rest.split_first_chunk::<8>()?;
        let (old, rest) = rest.split_first_chunk::<8>()?;
        let header = Self {
            deployment: Uuid::from_bytes(*deployment),
            chains: i64::from_be_bytes(*chains),
            begun_at: i64::from_be_bytes(*begun_at),
            base: i64::from_be_bytes(*base),
            old: i64::from_be_bytes(*old),
            digest: rest.try_into().ok()?,
        };
        ((1..=1024).contains(&header.chains) && header.base >= 0).then_some(header)
    }

    /// The code before the first entry of a chain.
    pub(super) fn first(&self, keys: &LogKeys, chain: i64) -> Code {
        keys.coder.header(&self.bytes(), chain)
    }

    /// Where entries stand.
    pub(super) fn places(&self) -> Places {
        Places { base: self.base, chains: self.chains }
    }

    /// [`Places::seq`].
    pub(super) fn seq(&self, chain: i64, number: i64) -> i64 {
        self.places().seq(chain, number)
    }

    /// [`Places::place`].
    pub(super) fn place(&self, seq: i64) -> (i64, i64) {
        self.places().place(seq)
    }
}

/// Where entries stand: in which chain, and which of it they are. Within a chain, entries are committed in the
/// order of their numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Places {
    /// The last number of the entries that are older than the chains.
    pub base: i64,
    /// How many chains there are.
    pub chains: i64,
}

impl Places {
    /// Where the n-th entry of a chain stands; chains count from 0, their entries from 1.
    pub fn seq(&self, chain: i64, number: i64) -> i64 {
        self.base + (number - 1) * self.chains + chain + 1
    }

    /// Which chain an entry belongs to that is not older than all, and which of it it is.
    pub fn place(&self, seq: i64) -> (i64, i64) {
        let at = seq - self.base - 1;
        (at % self.chains, at / self.chains + 1)
    }
}

/// A header with its seal, as it is stored.
pub(super) fn sealed(header: &Header, keys: &LogKeys) -> Vec<u8> {
    let mut bytes = header.bytes();
    let seal = keys.coder.header(&bytes, -1);
    bytes.extend_from_slice(&seal);
    bytes
}

/// What is wrong with a header.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Wrong {
    Unreadable,
    Changed,
    Foreign(Uuid),
}

/// Opens a stored header.
pub(super) fn open(stored: &[u8], keys: &LogKeys) -> Result<Header, Wrong> {
    let (bytes, seal) = stored.split_last_chunk::<32>().ok_or(Wrong::Unreadable)?;
    let header = Header::read(bytes).ok_or(Wrong::Unreadable)?;
    if header.deployment != keys.deployment {
        return Err(Wrong::Foreign(header.deployment));
    }
    match keys.coder.header(bytes, -1) == *seal {
        true => Ok(header),
        false => Err(Wrong::Changed),
    }
}

/// The header as it is stored.
pub(super) async fn stored(tx: &mut Tx) -> Result<Option<Vec<u8>>> {
    tx.row(READ_HEADER, &[HEADER.into()]).await?.map(|row| row.bytes("content")).transpose()
}

/// What the key file notes of a stored header.
pub(super) fn digest(stored: &[u8]) -> Code {
    Sha256::digest(stored).into()
}

/// Of which deployment a stored header says to be; that needs no key, and proves nothing.
pub(super) fn said_deployment(stored: &[u8]) -> Option<Uuid> {
    let (bytes, _) = stored.split_last_chunk::<32>()?;
    Header::read(bytes).map(|header| header.deployment)
}

/// The header that is stored as that of these keys, with what the key file is to note of it; none for a log
/// that has not begun.
///
/// # Errors
/// In a sentence: the keys are another deployment's, or somebody changed or removed the header.
pub(crate) fn of_these_keys(stored: Option<&[u8]>, keys: &LogKeys) -> Result<Option<(Header, Code)>> {
    let Some(stored) = stored else {
        // What the database says of its past is not believed: whoever empties it would begin a new one.
        ensure!(
            !keys.have_begun(),
            "the log's header is gone, or these are the keys of another log (--audit-keys FILE names the right ones); \
             restore a backup, ask with: xinan verify, or begin anew with a reason: xinan audit begin-anew"
        );
        return Ok(None);
    };
    let header = match open(stored, keys) {
        Ok(header) => header,
        Err(Wrong::Foreign(_)) => {
            bail!(
                "the keys of the log are those of another deployment; name the right file with --audit-keys"
            )
        }
        Err(Wrong::Unreadable | Wrong::Changed) => {
            bail!("the log's header is damaged; restore a backup, or ask with: xinan verify")
        }
    };
    let digest = digest(stored);
    ensure!(
        keys.noted().begun.is_none_or(|begun| begun == digest),
        "the log's header is another one than the keys have noted; restore a backup, or ask with: xinan verify"
    );
    Ok(Some((header, digest)))
}

/// The header of a log that goes on, or begins now; with what the key file is to note of it.
pub(super) async fn opened(tx: &mut Tx, engine: Engine, keys: &LogKeys, now: i64) -> Result<(Header, Code)> {
    if of_these_keys(stored(tx).await?.as_deref(), keys)?.is_none() {
        begin(tx, engine, keys, now).await?;
    }
    of_these_keys(stored(tx).await?.as_deref(), keys)?.context("the log has no header")
}

/// Lets the chains begin after what the log holds already.
async fn begin(tx: &mut Tx, engine: Engine, keys: &LogKeys, now: i64) -> Result<()> {
    // Two servers that start together begin once.
    tx.alone_at("log").await?;
    if stored(tx).await?.is_some() {
        return Ok(());
    }
    // A header that is gone is no log that never began: what was tied together is not taken over as old.
    let tied = tx.row(TIED, &[]).await?.context("a sum")?.int("tied")?;
    ensure!(tied == 0, "the log's header is gone; restore a backup, or ask with: xinan verify");
    write(tx, engine, keys, now).await
}

/// Ends the log that is there, whatever is left of it, and lets one of other keys begin after it.
pub(super) async fn begin_anew(
    tx: &mut Tx,
    engine: Engine,
    keys: &LogKeys,
    now: i64,
) -> Result<(Header, Code)> {
    tx.alone_at("log").await?;
    tx.execute(DROP_HEADER, &[HEADER.into()]).await?;
    tx.execute(DROP_CHAINS, &[]).await?;
    tx.execute(DROP_UNPACKED, &[]).await?;
    write(tx, engine, keys, now).await?;
    opened(tx, engine, keys, now).await
}

async fn write(tx: &mut Tx, engine: Engine, keys: &LogKeys, now: i64) -> Result<()> {
    let chains = if engine == Engine::Postgres { SIDE_BY_SIDE } else { 1 };
    let past = old::digest(tx).await?;
    let header = Header {
        deployment: keys.deployment,
        chains,
        begun_at: now,
        base: past.last,
        old: past.entries,
        digest: past.digest,
    };
    tx.execute(ADD_HEADER, &[HEADER.into(), sealed(&header, keys).into()]).await?;
    let rows: Vec<Vec<Val>> = (0..chains)
        .map(|chain| {
            let first = header.first(keys, chain);
            let seal = keys.coder.head(chain, 0, &first);
            vec![chain.into(), 0_i64.into(), first.to_vec().into(), seal.to_vec().into()]
        })
        .collect();
    tx.insert_many(ADD_CHAINS, &rows, "").await.map(drop)
}

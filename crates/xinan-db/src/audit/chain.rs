//! How the log goes on: every entry is tied to the one before it (docs/decisions/0020).
//!
//! The embedded database has one writer and one chain. On PostgreSQL, where many write side by side, there
//! are some, and each transaction takes one of them, by chance and last of all. Where an entry stands
//! follows from its number and the other way round ([`Header::seq`]): a gap is a missing entry.

use std::sync::{Mutex, PoisonError};

use anyhow::{Context, Result, bail, ensure};
use uuid::Uuid;

use super::form::{self, Code, Line};
use super::keys::LogKeys;
use super::{Entry, old};
use crate::Engine;
use crate::tx::Tx;
use crate::value::Val;

/// Chains on PostgreSQL.
const SIDE_BY_SIDE: i64 = 8;
/// Where the header is kept.
pub(crate) const HEADER: &str = "log_header";

const READ_HEADER: &str = "select content from deployment where name = $1";
const ADD_HEADER: &str =
    "insert into deployment (name, content) values ($1, $2) on conflict (name) do nothing";
const TIED: &str = "
    select (select count(*) from audit_chains) + (select count(*) from audit_checkpoints)
           + (select count(*) from audit_entries where length(mac) > 0) as tied";
const ADD_CHAINS: &str = "insert into audit_chains (chain, number, mac, seal)";
/// Takes the chain, and says what stood there: only the number has moved on.
const TAKE: &str = "
    update audit_chains
       set number = number + $2
     where chain = $1
 returning number, mac, seal";
const SET: &str = "update audit_chains set mac = $2, seal = $3 where chain = $1";
const ADD_ENTRIES: &str = "insert into audit_entries
       (seq, recorded_at, account_id, post_id, shown_as, county_code, case_id, action, detail, case_ids, mac)";

/// The log cannot go on. Then nothing is shown that would have to be in it.
#[derive(Debug)]
pub(crate) struct Unlogged;

impl std::fmt::Display for Unlogged {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the log of who read and wrote what cannot go on")
    }
}

impl std::error::Error for Unlogged {}

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

    /// Where the n-th entry of a chain stands; both count from 1 and 0.
    pub(super) fn seq(&self, chain: i64, number: i64) -> i64 {
        self.base + (number - 1) * self.chains + chain + 1
    }

    /// Which chain an entry belongs to, and which of it it is.
    pub(super) fn place(&self, seq: i64) -> (i64, i64) {
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

/// The stored header, as that of these keys.
///
/// # Errors
/// In a sentence: they are another deployment's, or somebody changed the header.
pub(crate) fn of_these_keys(stored: &[u8], keys: &LogKeys) -> Result<Header> {
    match open(stored, keys) {
        Ok(header) => Ok(header),
        Err(Wrong::Foreign(_)) => bail!(
            "the keys of the log are those of another deployment; name the right file with --audit-keys"
        ),
        Err(wrong) => {
            bail!("the log's header is damaged ({wrong:?}); restore a backup, or ask with: xinan verify")
        }
    }
}

/// The log of an open database.
pub(crate) struct Log {
    pub(super) keys: LogKeys,
    pub(super) header: Header,
    /// How far each chain was when it was last taken here: it never runs back.
    seen: Mutex<Vec<i64>>,
}

impl Log {
    /// Opens the log, or lets its chains begin.
    ///
    /// # Errors
    /// When the keys are another deployment's, or somebody changed the header.
    pub(crate) async fn open(tx: &mut Tx, engine: Engine, keys: LogKeys, now: i64) -> Result<Self> {
        let mut stored = tx.row(READ_HEADER, &[HEADER.into()]).await?;
        if stored.is_none() {
            begin(tx, engine, &keys, now).await?;
            stored = tx.row(READ_HEADER, &[HEADER.into()]).await?;
        }
        let stored = stored.context("the log has no header")?.bytes("content")?;
        let header = of_these_keys(&stored, &keys)?;
        let seen = usize::try_from(header.chains)?;
        Ok(Self { keys, header, seen: Mutex::new(vec![0; seen]) })
    }

    /// Whether there is one.
    pub(crate) async fn has_begun(tx: &mut Tx) -> Result<bool> {
        Ok(tx.row(READ_HEADER, &[HEADER.into()]).await?.is_some())
    }

    /// Goes on: writes the entries with the transaction, last of all.
    pub(crate) async fn append(&self, tx: &mut Tx, entries: &[Entry]) -> Result<()> {
        let header = &self.header;
        let chain = i64::from(crate::new_id().as_bytes()[15]) % header.chains;
        let taken = tx.row(TAKE, &[chain.into(), entries.len().into()]).await?;
        let taken = taken.context("the log's chain is not there")?;
        let mut number = taken.int("number")? - i64::try_from(entries.len())?;
        let mut before = taken.bytes("mac")?;
        let seal = self.keys.coder.head(chain, number, &before);
        ensure!(taken.bytes("seal")? == seal, "the log's chain {chain} was changed");
        {
            let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
            let seen = seen.get_mut(usize::try_from(chain)?).context("a chain")?;
            ensure!(number >= *seen, "the log's chain {chain} has run back from {seen} to {number}");
            *seen = number;
        }
        let mut rows = Vec::with_capacity(entries.len());
        for entry in entries {
            number += 1;
            let seq = header.seq(chain, number);
            let code = self.keys.coder.entry(&before, &line(seq, entry));
            rows.push(row(seq, entry, code));
            before = code.to_vec();
        }
        tx.insert_many(ADD_ENTRIES, &rows, "").await.context("recording audit entries")?;
        let seal = self.keys.coder.head(chain, number, &before);
        tx.execute(SET, &[chain.into(), before.into(), seal.to_vec().into()]).await.map(drop)
    }
}

/// Lets the chains begin after what the log holds already.
async fn begin(tx: &mut Tx, engine: Engine, keys: &LogKeys, now: i64) -> Result<()> {
    // Two servers that start together begin once.
    tx.alone_at("log").await?;
    if tx.row(READ_HEADER, &[HEADER.into()]).await?.is_some() {
        return Ok(());
    }
    // A header that is gone is no log that never began: what was tied together is not taken over as old.
    let tied = tx.row(TIED, &[]).await?.context("a sum")?.int("tied")?;
    ensure!(tied == 0, "the log's header is gone; restore a backup, or ask with: xinan verify");
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
            let first = keys.coder.header(&header.bytes(), chain);
            let seal = keys.coder.head(chain, 0, &first);
            vec![chain.into(), 0_i64.into(), first.to_vec().into(), seal.to_vec().into()]
        })
        .collect();
    tx.insert_many(ADD_CHAINS, &rows, "").await.map(drop)
}

fn line(seq: i64, entry: &Entry) -> Line<'_> {
    Line {
        seq,
        at: entry.at,
        account: entry.by.account.as_ref().map(|id| id.as_bytes().as_slice()),
        post: entry.by.post.as_ref().map(|id| id.as_bytes().as_slice()),
        shown_as: entry.by.shown_as.as_bytes(),
        county: entry.county.as_bytes(),
        case: entry.case.as_ref().map(|id| id.as_bytes().as_slice()),
        action: entry.action.as_bytes(),
        detail: entry.detail.as_bytes(),
        cases: &entry.cases,
        mac: &[],
    }
}

fn row(seq: i64, entry: &Entry, code: Code) -> Vec<Val> {
    vec![
        seq.into(),
        entry.at.into(),
        entry.by.account.into(),
        entry.by.post.into(),
        entry.by.shown_as.clone().into(),
        entry.county.clone().into(),
        entry.case.into(),
        entry.action.into(),
        entry.detail.clone().into(),
        entry.cases.clone().into(),
        code.to_vec().into(),
    ]
}

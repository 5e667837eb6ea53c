//! How the log goes on: every entry is tied to the one before it (docs/decisions/0020).
//!
//! Each transaction takes one chain, by chance and last of all, and holds it until it commits.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use anyhow::{Context, Result, anyhow, ensure};

use super::Entry;
use super::chain::{self, Header};
use super::checkpoint::Reached;
use super::checkpoint::known::{self, Found};
use super::form::{Code, Line};
use super::keys::LogKeys;
use crate::Engine;
use crate::tx::Tx;
use crate::value::Val;

const CODE: &str = "select mac from audit_entries where seq = $1";
const HEADS: &str = "select chain, number, mac, seal from audit_chains order by chain";
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

/// The log of an open database.
pub(crate) struct Log {
    pub(super) keys: LogKeys,
    pub(super) header: Header,
    /// What the key file is to note of the header.
    begun: Code,
    /// Where checkpoints lie outside of the database.
    folder: Option<PathBuf>,
    /// How far each chain was when it was last committed to here: it never runs back.
    seen: Mutex<Vec<(i64, Code)>>,
    /// Entries written here since the log was signed last.
    unsigned: AtomicU64,
    /// Somebody changed the log: it does not go on.
    closed: AtomicBool,
}

/// What a transaction wrote.
pub(crate) struct Appended {
    reached: Reached,
    entries: u64,
}

impl Log {
    /// Opens the log, or lets its chains begin. With the checkpoints that are not contained in it.
    ///
    /// # Errors
    /// When the keys are another deployment's, or somebody changed the header.
    pub(crate) async fn open(
        tx: &mut Tx,
        engine: Engine,
        keys: LogKeys,
        folder: Option<&Path>,
        now: i64,
    ) -> Result<(Self, Vec<Found>)> {
        let (header, begun) = chain::opened(tx, engine, &keys, now).await?;
        let known = known::newest(tx, &keys, folder).await?;
        let log = Self::of(keys, header, begun, folder);
        let lost = log.not_contained(tx, known::furthest(&known)).await?;
        // Behind what a checkpoint saw, the log does not go back.
        for one in known.iter().filter(|one| !lost.contains(one)) {
            one.checkpoint.iter().flat_map(|one| &one.reached).for_each(|reached| log.saw(reached));
        }
        Ok((log, lost))
    }

    /// Ends the log that is there, and lets one of other keys begin after it, with an entry that says why.
    pub(crate) async fn begin_anew(
        tx: &mut Tx,
        engine: Engine,
        keys: LogKeys,
        folder: Option<&Path>,
        entry: &Entry,
    ) -> Result<Self> {
        let (header, begun) = chain::begin_anew(tx, engine, &keys, entry.at).await?;
        let log = Self::of(keys, header, begun, folder);
        log.append(tx, std::slice::from_ref(entry)).await?;
        Ok(log)
    }

    fn of(keys: LogKeys, header: Header, begun: Code, folder: Option<&Path>) -> Self {
        let seen = (0..header.chains).map(|chain| (0, header.first(&keys, chain))).collect();
        Self {
            keys,
            header,
            begun,
            folder: folder.map(Path::to_owned),
            seen: Mutex::new(seen),
            unsigned: AtomicU64::new(0),
            closed: AtomicBool::new(false),
        }
    }

    /// Notes in the key file that the log has begun. After the header is durable: between the two, the next
    /// start notes it.
    pub(crate) fn note_begun(&mut self) -> Result<()> {
        self.keys.note_begun(self.begun)
    }

    /// Where checkpoints lie outside of the database.
    pub(super) fn folder(&self) -> Option<&Path> {
        self.folder.as_deref()
    }

    /// How many entries were written here since the log was signed last.
    pub(crate) fn unsigned(&self) -> u64 {
        self.unsigned.load(Ordering::Relaxed)
    }

    /// The log was signed when so many entries were not.
    pub(super) fn was_signed(&self, entries: u64) {
        self.unsigned.fetch_sub(entries, Ordering::Relaxed);
    }

    /// Goes on: writes the entries with the transaction, last of all.
    pub(crate) async fn append(&self, tx: &mut Tx, entries: &[Entry]) -> Result<Appended> {
        ensure!(!self.closed.load(Ordering::Acquire), "the log was changed, and does not go on");
        let header = &self.header;
        let chain = i64::from(crate::new_id().as_bytes()[15]) % header.chains;
        let taken = tx.row(TAKE, &[chain.into(), entries.len().into()]).await?;
        let taken = taken.context("the log's chain is not there")?;
        let mut number = taken.int("number")? - i64::try_from(entries.len())?;
        let mac = taken.bytes("mac")?;
        let seal = self.keys.coder.head(chain, number, &mac);
        ensure!(taken.bytes("seal")? == seal, "the log's chain {chain} was changed");
        let mut before: Code = mac.as_slice().try_into().context("a code of the log")?;
        self.runs_on(&Reached { chain, number, mac: before })?;
        let mut rows = Vec::with_capacity(entries.len());
        for entry in entries {
            number += 1;
            let seq = header.seq(chain, number);
            before = self.keys.coder.entry(&before, &line(seq, entry));
            rows.push(row(seq, entry, before));
        }
        tx.insert_many(ADD_ENTRIES, &rows, "").await.context("recording audit entries")?;
        let seal = self.keys.coder.head(chain, number, &before);
        tx.execute(SET, &[chain.into(), before.to_vec().into(), seal.to_vec().into()]).await?;
        Ok(Appended { reached: Reached { chain, number, mac: before }, entries: entries.len() as u64 })
    }

    /// What was appended is durable.
    pub(crate) fn committed(&self, appended: &Appended) {
        self.saw(&appended.reached);
        self.unsigned.fetch_add(appended.entries, Ordering::Relaxed);
    }

    fn seen(&self) -> MutexGuard<'_, Vec<(i64, Code)>> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn saw(&self, reached: &Reached) {
        let at = usize::try_from(reached.chain).unwrap_or(usize::MAX);
        // Transactions that commit one after another may come here the other way round.
        if let Some(seen) = self.seen().get_mut(at).filter(|seen| seen.0 < reached.number) {
            *seen = (reached.number, reached.mac);
        }
    }

    /// A chain stands where it was when it was last seen, or later: another program may have written.
    fn runs_on(&self, reached: &Reached) -> Result<()> {
        let Reached { chain, number, mac } = reached;
        let seen = usize::try_from(*chain).ok().and_then(|at| self.seen().get(at).copied());
        let (seen, code) = seen.context("a chain")?;
        ensure!(*number >= seen, "the log's chain {chain} has run back from {seen} to {number}");
        ensure!(*number != seen || *mac == code, "the log's chain {chain} is another one than it was");
        Ok(())
    }

    /// How far the chains have come, all of them sound: none is missing, none has run back, the newest entry
    /// of each is there, and every earlier checkpoint is contained. Else the log does not go on.
    pub(super) async fn reached(&self, tx: &mut Tx) -> Result<Vec<Reached>> {
        self.sound(tx).await?.map_err(|why| {
            self.closed.store(true, Ordering::Release);
            anyhow!(why)
        })
    }

    /// The outer error is one of the database, the inner one of the log.
    async fn sound(&self, tx: &mut Tx) -> Result<Result<Vec<Reached>, String>> {
        // Before the chains are read, for they go on meanwhile.
        let seen = self.seen().clone();
        let rows = tx.rows(HEADS, &[]).await?;
        if rows.len() != seen.len() {
            return Ok(Err("a chain of the log is not there".to_owned()));
        }
        let mut all = Vec::with_capacity(rows.len());
        for ((row, seen), at) in rows.iter().zip(seen).zip(0..) {
            let (chain, number, mac) = (row.int("chain")?, row.int("number")?, row.bytes("mac")?);
            let is_sealed = row.bytes("seal")? == self.keys.coder.head(chain, number, &mac);
            let Ok(mac) = Code::try_from(mac.as_slice()) else {
                return Ok(Err(format!("the log's chain {chain} was changed")));
            };
            if chain != at || !is_sealed || number < seen.0 || (number == seen.0 && mac != seen.1) {
                return Ok(Err(format!(
                    "the log's chain {chain} was changed, or put back to an older state"
                )));
            }
            let reached = Reached { chain, number, mac };
            if !self.has(tx, &reached).await? {
                return Ok(Err(format!("the newest entry of the log's chain {chain} is not there")));
            }
            all.push(reached);
        }
        let known = known::newest(tx, &self.keys, self.folder()).await?;
        Ok(match self.not_contained(tx, known::furthest(&known)).await?.first() {
            Some(lost) => Err(not_contained(lost)),
            None => Ok(all),
        })
    }

    /// Of all known checkpoints, the ones that saw what is not there.
    pub(crate) async fn all_lost(&self, tx: &mut Tx) -> Result<Vec<Found>> {
        let known = known::all(tx, &self.keys, self.folder()).await?;
        self.not_contained(tx, known.iter().collect()).await
    }

    /// Notes in the key file that these are no longer compared with.
    pub(crate) fn set_aside(&mut self, lost: &[Found]) -> Result<()> {
        self.keys.note_set_aside(lost.iter().map(Found::short).collect())
    }

    /// Of these checkpoints, the ones that saw what is not there.
    pub(super) async fn not_contained(&self, tx: &mut Tx, found: Vec<&Found>) -> Result<Vec<Found>> {
        let mut lost = Vec::new();
        for one in found {
            for reached in one.checkpoint.iter().flat_map(|one| &one.reached) {
                if !self.has(tx, reached).await? {
                    lost.push(one.clone());
                    break;
                }
            }
        }
        Ok(lost)
    }

    /// Whether the entry is there with its code.
    async fn has(&self, tx: &mut Tx, reached: &Reached) -> Result<bool> {
        let Reached { chain, number, mac } = reached;
        if !(0..self.header.chains).contains(chain) {
            return Ok(false);
        }
        if *number == 0 {
            return Ok(self.header.first(&self.keys, *chain) == *mac);
        }
        let found = tx.row(CODE, &[self.header.seq(*chain, *number).into()]).await?;
        Ok(found.map(|row| row.bytes("mac")).transpose()?.as_deref() == Some(mac))
    }
}

/// What to say and do of a checkpoint that is not contained in the log.
pub(crate) fn not_contained(lost: &Found) -> String {
    format!(
        "the log no longer holds what its checkpoint {} saw ({}); ask with: xinan verify. \
         If a backup was restored, say so: xinan audit restored --reason TEXT",
        lost.short(),
        lost.source
    )
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

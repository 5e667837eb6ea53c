//! Reads the log from its beginning and names the first entry that is not as it was written.

mod found;
pub(in crate::audit) mod source;

use std::path::Path;

use anyhow::Result;
use serde::Serialize;

use super::chain::{self, Header, Wrong};
use super::checkpoint::Checkpoint;
use super::form::{Code, Line};
use super::keys::LogKeys;
use super::old::Summing;
use found::Owned;

/// What is wrong with the first bad entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Fault {
    /// Where the log begins is not written down any more.
    NoHeader,
    /// Where the log begins was changed, or the keys are not those of this log.
    HeaderChanged,
    /// The log is that of another deployment than the keys.
    OtherDeployment,
    /// One of the entries that are older than the chain was changed, removed or added.
    Older,
    /// The entry is not the one that was written there.
    Changed,
    /// The entry is gone; later ones are there.
    Missing,
    /// The entry stands before one that was written earlier.
    OutOfOrder,
    /// The entry was never written by the program.
    Added,
    /// The entry and all after it are gone.
    CutOff,
    /// Up to here the log is whole, but it is another one than the checkpoint saw.
    OtherThanCheckpoint,
    /// All entries are as they were written; how far the chain has come was changed.
    HeadChanged,
    /// A checkpoint was not signed with this deployment's key, or was changed afterwards.
    BadCheckpoint,
}

/// The first bad entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Bad {
    /// What is wrong.
    pub fault: Fault,
    /// Its chain; none where it belongs to none.
    pub chain: Option<i64>,
    /// Which entry of the chain, from 1.
    pub number: Option<i64>,
    /// Its number in the table.
    pub entry: Option<i64>,
}

impl Bad {
    fn of_log(fault: Fault) -> Self {
        Self { fault, chain: None, number: None, entry: None }
    }
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Report {
    /// Entries of the chains that are as they were written, up to the first bad one.
    pub entries: u64,
    /// Entries before the chains began.
    pub older: u64,
    /// Checkpoints that the log was compared with.
    pub checkpoints: usize,
    /// The first bad entry; none when all is well.
    pub first_bad: Option<Bad>,
}

/// Reads the log of an embedded database, which may be in use meanwhile.
///
/// # Errors
/// When the file cannot be read.
pub fn sqlite(path: &Path, keys: &LogKeys, checkpoints: &[Checkpoint]) -> Result<Report> {
    let connection = rusqlite::Connection::open_with_flags(path, source::FLAGS)?;
    connection.busy_timeout(std::time::Duration::from_secs(20))?;
    connection.execute_batch("pragma query_only = on; begin")?;
    source::sqlite(&connection, keys, checkpoints)
}

/// Reads the log of a PostgreSQL database, which may be in use meanwhile.
///
/// # Errors
/// When the server cannot be reached.
pub async fn postgres(url: &str, keys: &LogKeys, checkpoints: &[Checkpoint]) -> Result<Report> {
    source::postgres(url, keys, checkpoints).await
}

/// How far a chain has come, as it is stored.
struct Head {
    chain: i64,
    number: i64,
    mac: Vec<u8>,
    seal: Vec<u8>,
}

/// A chain on the way.
struct Chain {
    /// The entry that comes next.
    next: i64,
    /// The code of the one before it.
    mac: Code,
    /// How many entries it has, where that is to be trusted.
    length: Option<i64>,
    head: Option<Head>,
    /// What checkpoints saw of it, in order.
    seen: Vec<(i64, Code)>,
    compared: usize,
}

/// How many entries after the first bad one say what happened to it.
const LOOK_ON: usize = 1_000;

/// On the way through the log.
struct Walk<'k> {
    keys: &'k LogKeys,
    header: Header,
    chains: Vec<Chain>,
    older: Option<Summing>,
    report: Report,
    /// The first bad entry as it stands there, and those after it.
    after: Vec<Owned>,
}

impl<'k> Walk<'k> {
    /// Begins; or the report, when there is nothing to begin with.
    fn begin(
        keys: &'k LogKeys,
        header: Option<&[u8]>,
        heads: Vec<Head>,
        checkpoints: &[Checkpoint],
    ) -> Result<Self, Report> {
        let report = Report { entries: 0, older: 0, checkpoints: checkpoints.len(), first_bad: None };
        let bad = |fault| Report { first_bad: Some(Bad::of_log(fault)), ..report.clone() };
        let header = header.ok_or_else(|| bad(Fault::NoHeader))?;
        let header = chain::open(header, keys).map_err(|wrong| match wrong {
            Wrong::Foreign(_) => bad(Fault::OtherDeployment),
            Wrong::Unreadable | Wrong::Changed => bad(Fault::HeaderChanged),
        })?;
        if checkpoints.iter().any(|one| one.deployment != header.deployment) {
            return Err(bad(Fault::OtherDeployment));
        }
        if !checkpoints.iter().all(|one| one.is_signed_by(&keys.verifying())) {
            return Err(bad(Fault::BadCheckpoint));
        }
        let bytes = header.bytes();
        let mut chains: Vec<Chain> = (0..header.chains)
            .map(|chain| Chain {
                next: 1,
                mac: keys.coder.header(&bytes, chain),
                length: None,
                head: None,
                seen: Vec::new(),
                compared: 0,
            })
            .collect();
        for head in heads {
            let Some(chain) = usize::try_from(head.chain).ok().and_then(|at| chains.get_mut(at)) else {
                return Err(bad(Fault::HeadChanged));
            };
            let sealed = keys.coder.head(head.chain, head.number, &head.mac);
            chain.length = (sealed.as_slice() == head.seal).then_some(head.number);
            chain.head = Some(head);
        }
        for reached in checkpoints.iter().flat_map(|one| &one.reached) {
            if let Some(chain) = usize::try_from(reached.chain).ok().and_then(|at| chains.get_mut(at)) {
                chain.seen.push((reached.number, reached.mac));
            }
        }
        for (at, chain) in chains.iter_mut().enumerate() {
            chain.seen.sort_unstable();
            if !chain.agrees(0) {
                let chain = i64::try_from(at).ok();
                let first = Bad { fault: Fault::OtherThanCheckpoint, chain, number: Some(0), entry: None };
                return Err(Report { first_bad: Some(first), ..report });
            }
        }
        Ok(Self { keys, header, chains, older: Some(Summing::default()), report, after: Vec::new() })
    }

    /// Takes the next entry; false when no more are needed.
    fn take(&mut self, line: &Line<'_>) -> bool {
        if self.report.first_bad.is_some() {
            self.after.push(Owned::of(line));
            return self.after.len() <= LOOK_ON;
        }
        if line.seq <= self.header.base {
            self.report.older += 1;
            if let Some(older) = &mut self.older {
                older.take(line);
            }
            if !line.mac.is_empty() {
                return self.found(Fault::Older, None, Some(line.seq), None);
            }
            return true;
        }
        if !self.older_are_whole() {
            return false;
        }
        if let Some((chain, number)) = self.owed().filter(|at| self.header.seq(at.0, at.1) < line.seq) {
            return self.found(Fault::Missing, Some((chain, number)), None, Some(line));
        }
        let (chain, number) = self.header.place(line.seq);
        let Some(state) = usize::try_from(chain).ok().and_then(|at| self.chains.get_mut(at)) else {
            return false;
        };
        if state.length.is_some_and(|length| number > length) {
            return self.found(Fault::Added, Some((chain, number)), None, Some(line));
        }
        if number != state.next {
            let next = state.next;
            return self.found(Fault::Missing, Some((chain, next)), None, Some(line));
        }
        let code = self.keys.coder.entry(&state.mac, line);
        if code.as_slice() != line.mac {
            return self.found(Fault::Changed, Some((chain, number)), None, Some(line));
        }
        state.mac = code;
        state.next += 1;
        if !state.agrees(number) {
            self.found(Fault::OtherThanCheckpoint, Some((chain, number)), None, None);
            return false;
        }
        self.report.entries += 1;
        true
    }

    /// Notes the first bad entry.
    fn found(
        &mut self,
        fault: Fault,
        place: Option<(i64, i64)>,
        entry: Option<i64>,
        line: Option<&Line<'_>>,
    ) -> bool {
        self.report.first_bad = Some(Bad {
            fault,
            chain: place.map(|place| place.0),
            number: place.map(|place| place.1),
            entry: entry.or(place.map(|(chain, number)| self.header.seq(chain, number))),
        });
        self.after.extend(line.map(Owned::of));
        line.is_some()
    }

    /// Whether the entries before the chains are as they were.
    fn older_are_whole(&mut self) -> bool {
        let Some(older) = self.older.take() else { return true };
        if older.sum() == (self.header.old, self.header.digest) {
            return true;
        }
        self.report.first_bad = Some(Bad::of_log(Fault::Older));
        false
    }

    /// The first entry of those that must still come: its chain, and which of it.
    fn owed(&self) -> Option<(i64, i64)> {
        let owed = self
            .chains
            .iter()
            .zip(0..)
            .filter_map(|(state, chain)| (state.next <= state.length?).then_some((chain, state.next)));
        owed.min_by_key(|(chain, number)| self.header.seq(*chain, *number))
    }

    /// The end of the log.
    fn end(mut self) -> Report {
        if self.report.first_bad.is_none() && self.older_are_whole() {
            self.end_of_chains();
        }
        if let Some(bad) = &mut self.report.first_bad
            && let Some(chain) = bad.chain
            && let Some(state) = usize::try_from(chain).ok().and_then(|at| self.chains.get(at))
        {
            bad.fault = found::look_again(bad.fault, self.keys, &self.header, chain, &state.mac, &self.after);
        }
        self.report
    }

    fn end_of_chains(&mut self) {
        if let Some(place) = self.owed() {
            self.found(Fault::CutOff, Some(place), None, None);
            return;
        }
        let mut cut: Option<(i64, i64)> = None;
        let mut changed = None;
        for (state, chain) in self.chains.iter().zip(0..) {
            let place = (chain, state.next);
            if state.seen.len() > state.compared {
                let seq = |at: (i64, i64)| self.header.seq(at.0, at.1);
                cut = Some(cut.filter(|before| seq(*before) < seq(place)).unwrap_or(place));
            }
            let is_whole = state.length == Some(state.next - 1)
                && state.head.as_ref().is_some_and(|head| head.mac == state.mac);
            if !is_whole && changed.is_none() {
                changed = Some((chain, state.next - 1));
            }
        }
        if let Some(place) = cut {
            self.found(Fault::CutOff, Some(place), None, None);
        } else if let Some(place) = changed {
            self.found(Fault::HeadChanged, Some(place), None, None);
        }
    }
}

impl Chain {
    /// Compares with what checkpoints saw of an entry.
    fn agrees(&mut self, number: i64) -> bool {
        while let Some((seen, mac)) = self.seen.get(self.compared)
            && *seen == number
        {
            if *mac != self.mac {
                return false;
            }
            self.compared += 1;
        }
        true
    }
}

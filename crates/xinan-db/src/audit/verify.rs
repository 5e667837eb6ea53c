//! Reads the log from its beginning and names the first entry that is not as it was written.

mod found;
mod report;
pub(in crate::audit) mod source;

use std::path::Path;

use anyhow::Result;

use super::chain::{self, Header, Wrong};
use super::checkpoint::Checkpoint;
use super::checkpoint::known::{Found, Worth};
use super::form::{Code, Line};
use super::keys::LogKeys;
use super::old::Summing;
use found::Owned;
pub use report::{Bad, Fault, Named, Refused, Report};

/// With what the log is compared, beside what the database keeps itself.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    /// Checkpoints that lie elsewhere.
    pub checkpoints: Vec<Found>,
    /// The twenty characters at the foot of a paper ([`printed`]).
    pub printed: Option<String>,
}

/// What somebody read off a paper as it was printed: capital letters in groups of five, O and I as the digits
/// that they are. None when these are not twenty characters of a checkpoint.
pub fn printed(text: &str) -> Option<String> {
    let mut signs = String::with_capacity(23);
    let letters = text.chars().filter(|sign| !sign.is_whitespace() && *sign != '-');
    for (at, sign) in letters.enumerate() {
        if at > 0 && at % 5 == 0 {
            signs.push('-');
        }
        signs.push(match sign.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            'U' => return None,
            sign if sign.is_ascii_alphanumeric() => sign,
            _ => return None,
        });
    }
    (signs.len() == 23).then_some(signs)
}

/// Reads the log of an embedded database, which may be in use meanwhile.
///
/// # Errors
/// When the file cannot be read.
pub fn sqlite(path: &Path, keys: &LogKeys, asked: &Asked) -> Result<Report> {
    let connection = rusqlite::Connection::open_with_flags(path, source::FLAGS)?;
    connection.busy_timeout(std::time::Duration::from_secs(20))?;
    connection.execute_batch("pragma query_only = on; begin")?;
    source::sqlite(&connection, keys, asked)
}

/// Reads the log of a PostgreSQL database, which may be in use meanwhile.
///
/// # Errors
/// When the server cannot be reached.
pub async fn postgres(url: &str, keys: &LogKeys, asked: &Asked) -> Result<Report> {
    source::postgres(url, keys, asked).await
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
    /// What checkpoints saw of it, in order, and which of them.
    seen: Vec<(i64, Code, usize)>,
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
    /// Where the checkpoints lie with which the log is compared.
    proofs: Vec<Named>,
    /// The first bad entry as it stands there, and those after it.
    after: Vec<Owned>,
}

impl<'k> Walk<'k> {
    /// Begins; or the report, when there is nothing to begin with.
    fn begin(keys: &'k LogKeys, from: Beginning, asked: &Asked) -> Result<Self, Box<Report>> {
        let Beginning { header, heads, checkpoints } = from;
        let mut report = Report::default();
        let proofs = proofs(keys, &checkpoints, &mut report);
        let bad = |fault| Box::new(Report { first_bad: Some(Bad::of_log(fault)), ..report.clone() });
        let stored = header.ok_or_else(|| bad(Fault::NoHeader))?;
        let header = chain::open(&stored, keys).map_err(|wrong| match wrong {
            Wrong::Foreign(_) => bad(Fault::OtherDeployment),
            Wrong::Unreadable | Wrong::Changed => bad(Fault::HeaderChanged),
        })?;
        if keys.noted().begun.is_some_and(|begun| begun != chain::digest(&stored)) {
            return Err(bad(Fault::HeaderChanged));
        }
        let mut chains: Vec<Chain> = (0..header.chains)
            .map(|chain| Chain {
                next: 1,
                mac: header.first(keys, chain),
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
        for (which, (_, one)) in proofs.iter().enumerate() {
            for reached in &one.reached {
                if let Some(chain) = usize::try_from(reached.chain).ok().and_then(|at| chains.get_mut(at)) {
                    chain.seen.push((reached.number, reached.mac, which));
                }
            }
        }
        let unknown =
            asked.printed.as_deref().filter(|print| !proofs.iter().any(|(_, one)| one.short() == *print));
        if let Some(print) = unknown {
            return Err(Box::new(of_unknown_print(print, &checkpoints, report)));
        }
        let proofs: Vec<Named> = proofs.into_iter().map(|(named, _)| named).collect();
        for (at, chain) in chains.iter_mut().enumerate() {
            chain.seen.sort_unstable();
            if let Err(which) = chain.agrees(0) {
                let chain = i64::try_from(at).ok();
                let first = Bad { fault: Fault::OtherThanCheckpoint, chain, number: Some(0), entry: None };
                let shown_by = proofs.get(which).cloned();
                return Err(Box::new(Report { first_bad: Some(first), shown_by, ..report }));
            }
        }
        let older = Some(Summing::default());
        Ok(Self { keys, header, chains, older, report, proofs, after: Vec::new() })
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
            // Only a log that was ended before this one has entries with codes here.
            if !line.mac.is_empty() && self.keys.noted().former.is_empty() {
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
        if let Err(which) = state.agrees(number) {
            self.report.shown_by = self.proofs.get(which).cloned();
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
        if self.report.first_bad.is_none() {
            self.report.first_bad = self.report.refused.first().map(|refused| Bad::of_log(refused.fault));
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
        let mut cut: Option<((i64, i64), usize)> = None;
        let mut changed = None;
        for (state, chain) in self.chains.iter().zip(0..) {
            let place = (chain, state.next);
            if let Some((.., which)) = state.seen.get(state.compared) {
                let seq = |at: (i64, i64)| self.header.seq(at.0, at.1);
                cut = Some(cut.filter(|before| seq(before.0) < seq(place)).unwrap_or((place, *which)));
            }
            let is_whole = state.length == Some(state.next - 1)
                && state.head.as_ref().is_some_and(|head| head.mac == state.mac);
            if !is_whole && changed.is_none() {
                changed = Some((chain, state.next - 1));
            }
        }
        if let Some((place, which)) = cut {
            self.report.shown_by = self.proofs.get(which).cloned();
            self.found(Fault::CutOff, Some(place), None, None);
        } else if let Some(place) = changed {
            self.found(Fault::HeadChanged, Some(place), None, None);
        }
    }
}

impl Chain {
    /// Compares with what checkpoints saw of an entry; else which of them saw another one.
    fn agrees(&mut self, number: i64) -> Result<(), usize> {
        while let Some((seen, mac, which)) = self.seen.get(self.compared)
            && *seen == number
        {
            if *mac != self.mac {
                return Err(*which);
            }
            self.compared += 1;
        }
        Ok(())
    }
}

/// What the database says of where the log begins and how far it has come, with all known checkpoints.
struct Beginning {
    header: Option<Vec<u8>>,
    heads: Vec<Head>,
    checkpoints: Vec<Found>,
}

/// The checkpoints that prove something. Of the others, the report tells.
fn proofs<'c>(keys: &LogKeys, known: &'c [Found], report: &mut Report) -> Vec<(Named, &'c Checkpoint)> {
    let mut proofs = Vec::new();
    for found in known {
        match found.worth(keys) {
            Worth::Proof(checkpoint) => proofs.push((Named::of(found), checkpoint)),
            Worth::Excused => report.excused += 1,
            Worth::Nothing(fault) => {
                report.refused.push(Refused { checkpoint: Named::of(found), fault });
            }
        }
    }
    report.checkpoints = proofs.len();
    proofs
}

/// Nobody knows a checkpoint that was printed; or it saw what was given up with a reason.
fn of_unknown_print(print: &str, known: &[Found], report: Report) -> Report {
    let found = known.iter().find(|one| one.short() == print);
    let fault = if found.is_some() { Fault::OtherThanCheckpoint } else { Fault::UnknownPrint };
    Report { first_bad: Some(Bad::of_log(fault)), shown_by: found.map(Named::of), ..report }
}

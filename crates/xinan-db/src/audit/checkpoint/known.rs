//! The checkpoints that are known of a log: those that the database keeps, and those in the folder beside the
//! keys, which whoever writes to the database alone does not reach.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result};

use super::Checkpoint;
use crate::audit::keys::LogKeys;
use crate::audit::verify::Fault;
use crate::tx::Tx;
use crate::value::Row;

/// How many of each place are looked at whenever the log is opened or signed: each contains all before it, and
/// `xinan verify` looks at every one.
const NEWEST: usize = 100;

const IN_DATABASE: &str = "select made_at, content, signature from audit_checkpoints order by made_at desc";
const NEWEST_IN_DATABASE: &str =
    "select made_at, content, signature from audit_checkpoints order by made_at desc limit $1";

/// A checkpoint, and where it was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// A file, or the database and the instant under which it lies there.
    pub source: String,
    /// None when what lies there is no checkpoint.
    pub checkpoint: Option<Checkpoint>,
}

impl Found {
    /// One that the database keeps.
    pub(in crate::audit) fn in_database(made_at: i64, content: &[u8], signature: &[u8]) -> Self {
        let checkpoint = Checkpoint::of_parts(content, signature);
        Self { source: format!("the database, {made_at}"), checkpoint }
    }

    /// One in a file.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn in_file(path: &Path) -> Result<Self> {
        let source = path.display().to_string();
        let text = std::fs::read(path).with_context(|| format!("reading {source}"))?;
        let checkpoint = String::from_utf8(text).ok().and_then(|text| Checkpoint::parse(&text));
        Ok(Self { source, checkpoint })
    }

    /// Its twenty characters; empty when it is no checkpoint.
    pub fn short(&self) -> String {
        self.checkpoint.as_ref().map_or_else(String::new, Checkpoint::short)
    }

    fn of_row(row: &Row) -> Result<Self> {
        Ok(Self::in_database(row.int("made_at")?, &row.bytes("content")?, &row.bytes("signature")?))
    }

    /// What it is worth for the log of these keys.
    pub(in crate::audit) fn worth(&self, keys: &LogKeys) -> Worth<'_> {
        let Some(checkpoint) = &self.checkpoint else { return Worth::Nothing(Fault::BadCheckpoint) };
        let noted = keys.noted();
        if noted.former.contains(&checkpoint.deployment) {
            return Worth::Excused;
        }
        if checkpoint.deployment != keys.deployment {
            return Worth::Nothing(Fault::OtherDeployment);
        }
        if !checkpoint.is_signed_by(keys.verifying()) {
            return Worth::Nothing(Fault::BadCheckpoint);
        }
        match noted.set_aside.contains(&checkpoint.short()) {
            true => Worth::Excused,
            false => Worth::Proof(checkpoint),
        }
    }
}

/// What a checkpoint is worth.
pub(in crate::audit) enum Worth<'a> {
    /// The log contains what it saw, or was changed.
    Proof(&'a Checkpoint),
    /// It saw what was given up with a reason: a log that was ended, or what a restored backup does not hold.
    Excused,
    /// It proves nothing.
    Nothing(Fault),
}

/// All files of a folder that end in `.json`, the newest first; at most so many. None when there is no folder.
///
/// # Errors
/// When one cannot be read.
pub fn in_folder(folder: &Path, most: usize) -> Result<Vec<Found>> {
    let reading = || format!("reading {}", folder.display());
    let entries = match std::fs::read_dir(folder) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries.with_context(reading)?,
    };
    let mut files = Vec::new();
    for entry in entries {
        let path = entry.with_context(reading)?.path();
        if path.extension().is_some_and(|ending| ending == "json") {
            files.push(path);
        }
    }
    // Their names begin with their instant.
    files.sort_unstable_by(|one, other| other.cmp(one));
    files.iter().take(most).map(|path| Found::in_file(path)).collect()
}

/// The newest checkpoints that prove something.
pub(in crate::audit) async fn newest(
    tx: &mut Tx,
    keys: &LogKeys,
    folder: Option<&Path>,
) -> Result<Vec<Found>> {
    let kept = tx.rows(NEWEST_IN_DATABASE, &[NEWEST.into()]).await?;
    proofs(keys, &kept, folder, NEWEST)
}

/// The newest that the database keeps and that proves something.
pub(in crate::audit) async fn newest_kept(tx: &mut Tx, keys: &LogKeys) -> Result<Option<Checkpoint>> {
    for row in &tx.rows(NEWEST_IN_DATABASE, &[NEWEST.into()]).await? {
        if let Worth::Proof(checkpoint) = Found::of_row(row)?.worth(keys) {
            return Ok(Some(checkpoint.clone()));
        }
    }
    Ok(None)
}

/// All checkpoints that prove something.
pub(in crate::audit) async fn all(tx: &mut Tx, keys: &LogKeys, folder: Option<&Path>) -> Result<Vec<Found>> {
    let kept = tx.rows(IN_DATABASE, &[]).await?;
    proofs(keys, &kept, folder, usize::MAX)
}

fn proofs(keys: &LogKeys, kept: &[Row], folder: Option<&Path>, most: usize) -> Result<Vec<Found>> {
    let mut found = match folder {
        Some(folder) => in_folder(folder, most)?,
        None => Vec::new(),
    };
    for row in kept {
        found.push(Found::of_row(row)?);
    }
    found.retain(|one| match one.worth(keys) {
        Worth::Proof(_) => true,
        Worth::Excused => false,
        Worth::Nothing(_) => {
            let (source, short) = (&one.source, one.short());
            tracing::error!(source, short, "a checkpoint of the log was changed, or is that of another log");
            false
        }
    });
    Ok(found)
}

/// Of these, the ones that saw most of a chain: whoever contains them contains the others.
pub(in crate::audit) fn furthest(found: &[Found]) -> Vec<&Found> {
    let mut furthest = BTreeMap::new();
    for reached in found.iter().filter_map(|one| one.checkpoint.as_ref()).flat_map(|one| &one.reached) {
        let number = furthest.entry(reached.chain).or_insert(reached.number);
        *number = reached.number.max(*number);
    }
    let saw_most = |one: &Checkpoint| {
        one.reached.iter().any(|reached| furthest.get(&reached.chain) == Some(&reached.number))
    };
    found.iter().filter(|one| one.checkpoint.as_ref().is_some_and(saw_most)).collect()
}

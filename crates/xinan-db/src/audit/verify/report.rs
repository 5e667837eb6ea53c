//! What was found in the log.

use serde::Serialize;

use crate::audit::checkpoint::known::Found;

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
    /// No checkpoint that is known has the twenty characters that were printed.
    UnknownPrint,
}

/// A checkpoint, as it is told of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Named {
    /// Where it lies.
    pub source: String,
    /// Its twenty characters; empty when it is no checkpoint.
    pub short: String,
}

impl Named {
    pub(super) fn of(found: &Found) -> Self {
        Self { source: found.source.clone(), short: found.short() }
    }
}

/// A checkpoint that proves nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Refused {
    /// Which.
    #[serde(flatten)]
    pub checkpoint: Named,
    /// Why.
    pub fault: Fault,
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
    pub(super) fn of_log(fault: Fault) -> Self {
        Self { fault, chain: None, number: None, entry: None }
    }
}

/// What was found.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Report {
    /// Entries of the chains that are as they were written, up to the first bad one.
    pub entries: u64,
    /// Entries before the chains began.
    pub older: u64,
    /// Checkpoints that the log was compared with.
    pub checkpoints: usize,
    /// Checkpoints that saw what was given up with a reason: a log that was ended, or what a restored backup does
    /// not hold.
    pub excused: usize,
    /// Checkpoints that prove nothing; the log was read all the same.
    pub refused: Vec<Refused>,
    /// The first bad entry; none when all is well.
    pub first_bad: Option<Bad>,
    /// The checkpoint that shows it, when it is one that does.
    pub shown_by: Option<Named>,
}

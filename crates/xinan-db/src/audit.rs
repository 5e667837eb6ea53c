//! The log of who read and wrote what about whom.
//!
//! Reads are logged like writes. A writing transaction carries its entries inside, as its last statements;
//! a reading one hands its entries to the [`Recorder`], which commits the looks of many requests together,
//! and its answer does not leave before they are durable.
//!
//! Every entry is tied to the one before it with a key that lies outside of the database ([`keys`],
//! docs/decisions/0020), so that no change stays unseen ([`verify`]); how far the log has come is signed
//! and leaves the machine ([`checkpoint`]).

pub(crate) mod chain;
pub mod checkpoint;
mod form;
pub mod keys;
pub(crate) mod log;
mod old;
pub mod verify;

use std::cell::RefCell;
use std::sync::{Arc, OnceLock};

use anyhow::{Context, Result, anyhow};
use tokio::runtime::Handle;
use tokio::sync::{mpsc, oneshot};
use uuid::Uuid;

use crate::db::Looks;
use crate::seen::Noted;
use crate::sqlite::AllBusy;
use crate::tx::Tx;
pub use chain::Places;
use log::{Appended, Log, Unlogged};

/// Who acted: a person in a post.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct By {
    /// The account; none for the program itself.
    pub account: Option<Uuid>,
    /// The post in which the person acted.
    pub post: Option<Uuid>,
    /// The person and office as they were called then, for the list that patients read.
    pub shown_as: String,
}

impl By {
    /// The program itself: nightly work, an import from the command line.
    pub fn program(name: &str) -> Self {
        Self { account: None, post: None, shown_as: name.to_owned() }
    }
}

/// One entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Microseconds since 1970 UTC.
    pub at: i64,
    /// Who.
    pub by: By,
    /// The county whose record it is.
    pub county: String,
    /// Whose record; none for what concerns no single person.
    pub case: Option<Uuid>,
    /// What was done: `case.read`, `follow_up.recorded` …
    pub action: &'static str,
    /// How many people or which part; never findings or names.
    pub detail: String,
    /// Whom a list showed: their ids one after another ([`packed`]).
    pub cases: Vec<u8>,
}

impl Entry {
    /// What the program itself did at the command line, that is of no county.
    pub fn of_program(program: &str, action: &'static str, detail: String, at: i64) -> Self {
        let (county, cases) = (String::new(), Vec::new());
        Self { at, by: By::program(program), county, case: None, action, detail, cases }
    }
}

/// The ids of people as an entry keeps them: 16 bytes each.
pub fn packed(people: impl IntoIterator<Item = Uuid>) -> Vec<u8> {
    people.into_iter().flat_map(Uuid::into_bytes).collect()
}

/// The people of a list.
pub fn unpacked(cases: &[u8]) -> impl Iterator<Item = Uuid> + '_ {
    cases.as_chunks::<16>().0.iter().map(|id| Uuid::from_bytes(*id))
}

/// Whether something failed because the log cannot go on: the keys are not there, somebody changed the
/// log, the disk takes no more. Nothing may be shown then that would have to be in it.
pub fn is_unlogged(error: &anyhow::Error) -> bool {
    error.downcast_ref::<Unlogged>().is_some()
}

/// The log of an open database, once its keys are known.
pub(crate) type Kept = Arc<OnceLock<Log>>;

/// Records an entry with the transaction: written when it commits, or before its answer leaves.
pub async fn record(tx: &mut Tx, entry: &Entry) -> Result<()> {
    tx.note(entry);
    Ok(())
}

/// Records many entries with the transaction.
pub async fn record_all(tx: &mut Tx, entries: &[Entry]) -> Result<()> {
    entries.iter().for_each(|entry| tx.note(entry));
    Ok(())
}

/// Writes the entries of a transaction, as the last that it does.
pub(crate) async fn append(log: &Kept, tx: &mut Tx, entries: &[Entry]) -> Result<Appended> {
    let appended = match log.get() {
        Some(log) => log.append(tx, entries).await,
        None => Err(anyhow!("the log's keys are not there")),
    };
    // Whoever only waited for too long comes again.
    appended.map_err(|error| if crate::is_busy(&error) { error } else { error.context(Unlogged) })
}

/// Whether the log has begun, as the database says.
pub(crate) async fn has_begun(tx: &mut Tx) -> Result<bool> {
    Ok(chain::stored(tx).await?.is_some())
}

/// Where the entries of an open log stand.
///
/// # Errors
/// When its keys are not there.
pub(crate) fn places(log: &Kept) -> Result<Places> {
    let log = log.get().context("the log's keys are not there").context(Unlogged)?;
    Ok(log.header.places())
}

/// Of which deployment the header says to be.
pub(crate) async fn said_deployment(tx: &mut Tx) -> Result<Option<Uuid>> {
    Ok(chain::stored(tx).await?.as_deref().and_then(chain::said_deployment))
}

/// What a transaction appended is durable.
pub(crate) fn committed(log: &Kept, appended: &Appended) {
    if let Some(log) = log.get() {
        log.committed(appended);
    }
}

/// Why looks were not recorded, told to each who waited.
#[derive(Debug, Clone)]
struct NotRecorded {
    why: String,
    busy: bool,
}

type Recorded = Result<(), NotRecorded>;
/// What a reading transaction leaves: its entries, and whom it counted as seen.
type Left = (Vec<Entry>, Vec<Noted>);
type HandedIn = (Left, oneshot::Sender<Recorded>);

/// Looks that were handed in and may not be on the disk yet.
pub(crate) struct Owed(oneshot::Receiver<Recorded>);

impl Owed {
    async fn recorded(self) -> Result<()> {
        match self.0.await.context("the audit log is closed").context(Unlogged)? {
            Ok(()) => Ok(()),
            Err(NotRecorded { why, busy: true }) => Err(anyhow::Error::new(AllBusy).context(why)),
            Err(NotRecorded { why, busy: false }) => Err(anyhow!("recording looks: {why}").context(Unlogged)),
        }
    }
}

tokio::task_local! {
    /// Where looks are owed until the end of [`owing`].
    static OWED: RefCell<Vec<Owed>>;
}

/// Does `work` without waiting for the looks it takes: who shows what it came to waits for them
/// ([`Owing::settled`]), while others may take its place at work. Without this around it, a reading
/// transaction waits for its looks itself.
pub async fn owing<T>(work: impl Future<Output = T>) -> Owing<T> {
    OWED.scope(RefCell::default(), async {
        let done = work.await;
        let owed = OWED.with(RefCell::take);
        Owing { done, owed }
    })
    .await
}

/// What work came to, whose looks may not be durable yet.
pub struct Owing<T> {
    done: T,
    owed: Vec<Owed>,
}

impl<T> Owing<T> {
    /// Waits for the looks.
    ///
    /// # Errors
    /// When one could not be recorded; then nothing that was read may be shown.
    pub async fn settled(self) -> Result<T> {
        for owed in self.owed {
            owed.recorded().await?;
        }
        Ok(self.done)
    }
}

/// Commits the looks of many readers together.
#[derive(Clone)]
pub(crate) struct Recorder {
    sender: mpsc::Sender<HandedIn>,
}

/// How many waiting requests one commit may carry.
const MOST_TOGETHER: usize = 256;

impl Recorder {
    /// Starts the thread that writes: who waits for the disk all the time keeps no page from being made.
    /// It ends when the last handle is gone.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub(crate) fn start(looks: Looks) -> Result<Self> {
        let (sender, mut receiver) = mpsc::channel::<HandedIn>(1024);
        let runtime = Handle::current();
        let work = move || {
            while let Some(first) = receiver.blocking_recv() {
                let mut together = vec![first];
                while together.len() < MOST_TOGETHER {
                    match receiver.try_recv() {
                        Ok(next) => together.push(next),
                        Err(_) => break,
                    }
                }
                let left = together.iter_mut().map(|(left, _)| std::mem::take(left));
                let written = runtime
                    .block_on(write(&looks, left))
                    .map_err(|error| NotRecorded { why: format!("{error:#}"), busy: crate::is_busy(&error) });
                for (_, done) in together {
                    // A reader that went away no longer waits; its look is recorded all the same.
                    _ = done.send(written.clone());
                }
            }
        };
        std::thread::Builder::new().name("looks".to_owned()).spawn(work).context("starting a thread")?;
        Ok(Self { sender })
    }

    /// Records looks: before this returns, or before [`owing`] around it does.
    pub(crate) async fn record(&self, entries: Vec<Entry>, seen: Vec<Noted>) -> Result<()> {
        let (done, wait) = oneshot::channel();
        self.sender
            .send(((entries, seen), done))
            .await
            .map_err(|_| anyhow!("the audit log is closed").context(Unlogged))?;
        let mut owed = Some(Owed(wait));
        _ = OWED.try_with(|all| all.borrow_mut().extend(owed.take()));
        match owed {
            Some(owed) => owed.recorded().await,
            None => Ok(()),
        }
    }
}

async fn write(looks: &Looks, left: impl Iterator<Item = Left>) -> Result<()> {
    let mut tx = looks.begin().await?;
    for (entries, seen) in left {
        entries.iter().for_each(|entry| tx.note(entry));
        tx.note_seen(seen);
    }
    tx.commit().await
}

#[cfg(test)]
mod tests;

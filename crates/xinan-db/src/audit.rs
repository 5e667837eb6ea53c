//! The log of who read and wrote what about whom.
//!
//! Reads are logged like writes. A writing transaction carries its entry inside; a reading one on
//! SQLite hands its entries to the [`Recorder`], which commits the looks of many requests together,
//! and its answer does not leave before they are durable. On PostgreSQL, which has no single
//! writer, the entry is part of the reading transaction itself.

use std::cell::RefCell;
use std::sync::Arc;

use anyhow::{Context, Result, anyhow};
use tokio::runtime::Handle;
use tokio::sync::{mpsc, oneshot};
use uuid::Uuid;

use crate::sealed::Keys;
use crate::sqlite::AllBusy;
use crate::tx::Tx;
use crate::value::Val;
use crate::writer::Writer;

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
}

const HEAD: &str = "insert into audit_entries
       (recorded_at, account_id, post_id, shown_as, county_code, case_id, action, detail)";

fn row(entry: &Entry) -> Vec<Val> {
    vec![
        entry.at.into(),
        entry.by.account.into(),
        entry.by.post.into(),
        entry.by.shown_as.clone().into(),
        entry.county.clone().into(),
        entry.case.into(),
        entry.action.into(),
        entry.detail.clone().into(),
    ]
}

/// Records an entry with the transaction.
pub async fn record(tx: &mut Tx, entry: &Entry) -> Result<()> {
    if tx.defer(entry) {
        return Ok(());
    }
    tx.insert_many(HEAD, &[row(entry)], "").await.map(drop).context("recording an audit entry")
}

/// Records many entries with the transaction.
pub async fn record_all(tx: &mut Tx, entries: &[Entry]) -> Result<()> {
    if entries.iter().all(|entry| tx.defer(entry)) {
        return Ok(());
    }
    let rows: Vec<Vec<Val>> = entries.iter().map(row).collect();
    tx.insert_many(HEAD, &rows, "").await.map(drop).context("recording audit entries")
}

/// Why looks were not recorded, told to each who waited.
#[derive(Debug, Clone)]
struct NotRecorded {
    why: String,
    busy: bool,
}

type Recorded = Result<(), NotRecorded>;
type HandedIn = (Vec<Entry>, oneshot::Sender<Recorded>);

/// Looks that were handed in and may not be on the disk yet.
pub(crate) struct Owed(oneshot::Receiver<Recorded>);

impl Owed {
    async fn recorded(self) -> Result<()> {
        match self.0.await.context("the audit log is closed")? {
            Ok(()) => Ok(()),
            Err(NotRecorded { why, busy: true }) => Err(anyhow::Error::new(AllBusy).context(why)),
            Err(NotRecorded { why, busy: false }) => Err(anyhow!("recording looks: {why}")),
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
    pub(crate) fn start(writer: Writer, keys: Arc<Keys>) -> Result<Self> {
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
                let rows: Vec<Vec<Val>> =
                    together.iter().flat_map(|(entries, _)| entries.iter().map(row)).collect();
                let written = runtime
                    .block_on(write(&writer, &keys, &rows))
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
    pub(crate) async fn record(&self, entries: Vec<Entry>) -> Result<()> {
        let (done, wait) = oneshot::channel();
        self.sender.send((entries, done)).await.map_err(|_| anyhow!("the audit log is closed"))?;
        let mut owed = Some(Owed(wait));
        _ = OWED.try_with(|all| all.borrow_mut().extend(owed.take()));
        match owed {
            Some(owed) => owed.recorded().await,
            None => Ok(()),
        }
    }
}

async fn write(writer: &Writer, keys: &Arc<Keys>, rows: &[Vec<Val>]) -> Result<()> {
    let mut tx = Tx::write(writer.begin_looks().await?, Arc::clone(keys));
    tx.insert_many(HEAD, rows, "").await?;
    tx.commit().await
}

//! Reading, checking and keeping files: for the page, for the worker, for the command line.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use anyhow::{Context as _, Result};
use tokio::sync::{Semaphore, SemaphorePermit};
use xinan_db::audit::By;
use xinan_db::{Scope, Tx, Uuid};
use xinan_documents::columns;
use xinan_documents::intake::{Limits, Unreadable, read};
use xinan_domain::region::Region;
use xinan_domain::text::Lang;

use super::keep::{Origin, keep};
use super::plan::{Context, Plan, Read, plan};
use super::report::SheetReport;
use super::store::{self, File, State};
use crate::case::newcomer::BEGINNING;
use crate::shell::app::App;

/// Corrected columns of a file: by sheet, then by column; an empty field means "not used".
pub type Corrections = BTreeMap<usize, BTreeMap<usize, String>>;

/// Why a file cannot be brought in at all.
#[derive(Debug, Clone, PartialEq)]
pub enum NotATable {
    /// It cannot be read.
    Unreadable(Unreadable),
    /// It was read, but no sheet of it is a ledger that we know.
    NoLedger,
}

impl NotATable {
    /// What happened and what to do.
    pub fn say(&self, lang: Lang) -> String {
        match self {
            Self::Unreadable(reason) => reason.say(lang),
            Self::NoLedger => crate::texts::import_no_ledger(lang).to_owned(),
        }
    }
}

/// Reads a file and finds out what its columns mean.
///
/// # Errors
/// When it is no workbook within the limits, or holds no ledger.
pub fn open(file: &str, bytes: &[u8], corrections: &Corrections) -> Result<Read, NotATable> {
    let book = read(bytes, file, &Limits::default()).map_err(NotATable::Unreadable)?;
    let mut ledgers = columns::recognise_book(&book);
    if ledgers.is_empty() {
        return Err(NotATable::NoLedger);
    }
    for (index, matching) in &mut ledgers {
        for (column, field) in corrections.get(index).into_iter().flatten() {
            let field = (!field.is_empty()).then_some(field.as_str());
            *matching = matching.clone().with_correction(*column, field);
        }
    }
    Ok(Read { file: file.to_owned(), book, ledgers })
}

/// Files of the size allowed take some hundred megabytes while they are open, so only one upload is
/// open at a time.
static OPEN: Semaphore = Semaphore::const_new(1);

/// The turn of whoever has files open. It is held for as long as their rows are in memory.
pub struct Turn(#[expect(dead_code, reason = "held, not looked at")] SemaphorePermit<'static>);

/// Waits until nobody else has files open.
///
/// # Errors
/// When the program is about to end.
pub async fn turn() -> Result<Turn> {
    Ok(Turn(OPEN.acquire().await?))
}

impl Turn {
    /// Does something with the content of files, apart from the threads that answer requests.
    ///
    /// # Errors
    /// When the program is about to end.
    pub async fn apart<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
        Ok(tokio::task::spawn_blocking(work).await?)
    }
}

/// Opens the files of an upload, with the columns that somebody corrected.
///
/// # Errors
/// When a file is gone; all of them could be read when they came.
pub async fn open_all(turn: &Turn, files: Vec<File>) -> Result<Vec<Read>> {
    turn.apart(move || {
        files
            .into_iter()
            .map(|file| {
                let content = file.content.context("the content of an uploaded file is gone")?;
                let corrections: Corrections =
                    serde_json::from_str(&file.corrections).context("reading corrected columns")?;
                open(&file.name, &content, &corrections)
                    .map_err(|reason| anyhow::anyhow!("an uploaded file: {}", reason.say(Lang::En)))
            })
            .collect()
    })
    .await?
}

/// How files are brought in.
pub struct Request<'a> {
    /// The files.
    pub files: &'a [Read],
    /// The territory.
    pub region: Region,
    /// The language of complaints.
    pub lang: Lang,
    /// Whether good rows are kept although others of the file are refused.
    pub accept_good_rows: bool,
}

/// How far a check is.
#[derive(Debug, Default)]
pub struct Progress {
    done: AtomicUsize,
    all: AtomicUsize,
}

/// Checks files and changes nothing.
///
/// # Errors
/// When the database cannot be read.
pub async fn check(app: &App, tx: &mut Tx, request: &Request<'_>, progress: &Progress) -> Result<Plan> {
    let settings = app.settings();
    let context = Context {
        scope: Scope::of(request.region),
        divisions: &settings.divisions,
        rules: &settings.rules,
        today: app.today(),
        lang: request.lang,
        accept_good_rows: request.accept_good_rows,
    };
    plan(tx, request.files, &context, |done, all| {
        progress.all.store(all, Ordering::Relaxed);
        progress.done.store(done, Ordering::Relaxed);
    })
    .await
}

/// How often files are checked beside others who write, before they are checked while nobody may.
const TRIES: usize = 3;

/// Checks files while others may write, and then takes the writer for as long as keeping lasts.
///
/// A check takes seconds and the keeping much less. What the check read may have changed in between;
/// then it is done again, the last time with the writer in hand.
///
/// # Errors
/// When the database cannot be read.
pub async fn check_for_keeping(app: &App, request: &Request<'_>, progress: &Progress) -> Result<(Tx, Plan)> {
    for _ in 0..TRIES {
        let mut tx = app.db().read().await?;
        let before = store::stamp(&mut tx, &request.region).await?;
        let plan = check(app, &mut tx, request, progress).await?;
        tx.commit().await?;
        let mut tx = app.db().write().await?;
        tx.alone_at(BEGINNING).await?;
        if store::stamp(&mut tx, &request.region).await? == before {
            return Ok((tx, plan));
        }
        tx.roll_back().await?;
    }
    let mut tx = app.db().write().await?;
    tx.alone_at(BEGINNING).await?;
    let plan = check(app, &mut tx, request, progress).await?;
    Ok((tx, plan))
}

/// Checks files and keeps what can be kept, in the transaction given.
///
/// # Errors
/// When the database refuses; the transaction must then be given up.
pub async fn check_and_keep(
    app: &App,
    tx: &mut Tx,
    request: &Request<'_>,
    by: By,
    progress: &Progress,
) -> Result<Vec<SheetReport>> {
    let plan = check(app, tx, request, progress).await?;
    keep_checked(app, tx, plan, by).await
}

/// Keeps what was checked, in the transaction given.
///
/// # Errors
/// When the database refuses; the transaction must then be given up.
pub async fn keep_checked(app: &App, tx: &mut Tx, mut plan: Plan, by: By) -> Result<Vec<SheetReport>> {
    let reports = std::mem::take(&mut plan.reports);
    let now = app.now();
    let origin = Origin { by, today: now.day(), now: now.micros() };
    keep(tx, plan, &app.settings(), &origin).await?;
    Ok(reports)
}

/// How far running imports are. Only for the page that waits: the truth is in the database.
static RUNNING: LazyLock<Mutex<BTreeMap<Uuid, Arc<Progress>>>> = LazyLock::new(Mutex::default);

/// How many rows of a running import are checked, and of how many.
pub fn progress(id: Uuid) -> Option<(usize, usize)> {
    let running = RUNNING.lock().unwrap_or_else(PoisonError::into_inner);
    let progress = running.get(&id)?;
    Some((progress.done.load(Ordering::Relaxed), progress.all.load(Ordering::Relaxed)))
}

/// An import that the page can watch, for as long as this lives.
struct Watched(Uuid, Arc<Progress>);

impl Watched {
    fn begin(id: Uuid) -> Self {
        let progress = Arc::new(Progress::default());
        let mut running = RUNNING.lock().unwrap_or_else(PoisonError::into_inner);
        running.insert(id, Arc::clone(&progress));
        Self(id, progress)
    }
}

impl Drop for Watched {
    fn drop(&mut self) {
        RUNNING.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.0);
    }
}

/// Keeps confirmed uploads, one after another, for as long as the program runs.
///
/// An upload that was confirmed before the program stopped is found again at the next start; since
/// its rows and its state are written in one transaction, it takes effect exactly once.
pub async fn work(app: App) {
    loop {
        match work_once(&app).await {
            Ok(true) => continue,
            Ok(false) => {}
            Err(error) => tracing::error!(error = format!("{error:#}"), "the import worker failed"),
        }
        let rest = tokio::time::sleep(std::time::Duration::from_secs(30));
        tokio::select! {
            () = app.work().notified() => {}
            () = rest => {}
        }
    }
}

/// Keeps one confirmed upload; whether there was one.
///
/// # Errors
/// When the database refuses.
pub async fn work_once(app: &App) -> Result<bool> {
    let mut tx = app.db().read().await?;
    let next = store::next(&mut tx).await?;
    tx.commit().await?;
    let Some(id) = next else { return Ok(false) };
    let watched = Watched::begin(id);
    if let Err(error) = keep_upload(app, id, &watched.1).await {
        if xinan_db::is_busy(&error) {
            // Others were at it for too long: it stays confirmed, and is tried again.
            tracing::warn!(upload = %id, error = format!("{error:#}"), "an upload waits for its turn");
            return Ok(false);
        }
        tracing::error!(upload = %id, error = format!("{error:#}"), "an upload could not be stored");
        let mut tx = app.db().write().await?;
        store::finish(&mut tx, id, State::Failed, "[]", app.now().micros(), false).await?;
        tx.commit().await?;
    }
    Ok(true)
}

async fn keep_upload(app: &App, id: Uuid, progress: &Progress) -> Result<()> {
    // Read first: whoever writes holds up everybody else who wants to.
    let mut tx = app.db().read().await?;
    let Some(upload) = store::one(&mut tx, id).await? else { return tx.roll_back().await };
    let files = store::files(&mut tx, id).await?;
    tx.commit().await?;
    let turn = turn().await?;
    let files = open_all(&turn, files).await?;
    let region = Region::parse(&upload.region).ok().context("the upload's territory")?;
    let by = By { account: upload.account, post: upload.post, shown_as: upload.shown_as };
    let request =
        Request { files: &files, region, lang: upload.lang, accept_good_rows: upload.accept_good_rows };

    let (mut tx, plan) = check_for_keeping(app, &request, progress).await?;
    if !store::claim(&mut tx, id).await? {
        return tx.roll_back().await;
    }
    let reports = keep_checked(app, &mut tx, plan, by).await?;
    let refused = reports.iter().any(SheetReport::any_refused);
    let report = serde_json::to_string(&reports)?;
    store::finish(&mut tx, id, State::Done, &report, app.now().micros(), refused).await?;
    tx.commit().await
}

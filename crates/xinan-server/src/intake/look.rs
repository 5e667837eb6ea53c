//! What the page of an upload shows before anything is stored.
//!
//! Reading and checking a large ledger takes seconds, and its rows a hundred megabytes or more. So
//! what the page needs is taken out, the rows are let go, and the result is kept in memory until
//! somebody decides: opening the page again costs nothing.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::{Context, Result};
use jiff::civil::Date;
use xinan_db::Uuid;
use xinan_documents::columns::Matching;
use xinan_documents::rows::skipped_rows;
use xinan_domain::region::Region;
use xinan_domain::text::Lang;

use super::job::{self, Progress, Request};
use super::plan::{Read, stated_on};
use super::report::SheetReport;
use super::store::{self, File, Stamp, Upload};
use crate::shell::app::App;

/// Skipped rows and other lists that are named.
pub(super) const MOST_NAMED: usize = 20;

/// What was found in the files of an upload.
pub(super) struct Looked {
    /// Their ledgers, in the order of files and sheets.
    pub ledgers: Vec<LedgerFound>,
    /// What would become of each ledger.
    pub reports: Vec<SheetReport>,
    /// The names of the first sheets with content that are no ledger.
    pub other_sheets: Vec<String>,
}

/// A ledger without its rows.
pub(super) struct LedgerFound {
    /// Which file, from 0.
    pub file: usize,
    /// Which sheet of the file, from 0.
    pub index: usize,
    /// What its columns mean.
    pub matching: Matching,
    /// 填报日期, where a line above the names says it.
    pub stated_on: Option<Date>,
    /// How many rows below the names are no data.
    pub skipped: usize,
    /// The first of them.
    pub first_skipped: Vec<u32>,
}

impl Looked {
    fn of(files: &[Read], reports: Vec<SheetReport>, today: Date) -> Self {
        let mut ledgers = Vec::new();
        let mut other_sheets = Vec::new();
        for (file, read) in files.iter().enumerate() {
            for (index, matching) in &read.ledgers {
                let sheet = &read.book.sheets[*index];
                let skipped = skipped_rows(sheet, matching);
                ledgers.push(LedgerFound {
                    file,
                    index: *index,
                    matching: matching.clone(),
                    stated_on: stated_on(sheet, matching, today),
                    skipped: skipped.len(),
                    first_skipped: skipped.iter().take(MOST_NAMED).map(|(row, _)| *row).collect(),
                });
            }
            let is_used = |at: usize| read.ledgers.iter().any(|(index, _)| *index == at);
            let others = read.book.sheets.iter().enumerate();
            let others = others.filter(|(at, sheet)| !is_used(*at) && !sheet.rows.is_empty());
            other_sheets.extend(others.map(|(_, sheet)| sheet.name.clone()));
        }
        other_sheets.truncate(MOST_NAMED);
        Self { ledgers, reports, other_sheets }
    }
}

/// What a result holds for: it is made anew when any of this is another.
#[derive(PartialEq)]
struct Key {
    upload: Uuid,
    lang: Lang,
    corrections: Vec<String>,
    stamp: Stamp,
    today: Date,
}

/// Results that are kept.
const MOST_KEPT: usize = 4;
static KEPT: Mutex<VecDeque<(Key, Arc<Looked>)>> = Mutex::new(VecDeque::new());

fn kept(key: &Key) -> Option<Arc<Looked>> {
    let kept = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
    kept.iter().find(|(other, _)| other == key).map(|(_, looked)| Arc::clone(looked))
}

fn keep(key: Key, looked: &Arc<Looked>) {
    let mut kept = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
    // Of one upload only the latest state is ever asked for again.
    kept.retain(|(other, _)| other.upload != key.upload);
    kept.truncate(MOST_KEPT - 1);
    kept.push_front((key, Arc::clone(looked)));
}

/// Forgets what was found in an upload that is decided.
pub(super) fn forget(upload: Uuid) {
    KEPT.lock().unwrap_or_else(PoisonError::into_inner).retain(|(key, _)| key.upload != upload);
}

/// What would become of an upload now, good rows and all; nothing is changed.
pub(super) async fn look(app: &App, lang: Lang, upload: &Upload) -> Result<Arc<Looked>> {
    let region = Region::parse(&upload.region).ok().context("the upload's territory")?;
    let mut tx = app.db().read().await?;
    let key = Key {
        upload: upload.id,
        lang,
        corrections: store::corrections(&mut tx, upload.id).await?,
        stamp: store::stamp(&mut tx, &region).await?,
        today: app.today(),
    };
    tx.commit().await?;
    if let Some(looked) = kept(&key) {
        return Ok(looked);
    }
    let turn = job::turn().await?;
    // Another look at the same upload may have had its turn before.
    if let Some(looked) = kept(&key) {
        return Ok(looked);
    }
    let mut tx = app.db().read().await?;
    let files: Vec<File> = store::files(&mut tx, upload.id).await?;
    tx.commit().await?;
    let files = job::open_all(&turn, files).await?;
    let request = Request { files: &files, region, lang, accept_good_rows: true };
    let mut tx = app.db().read().await?;
    let plan = job::check(app, &mut tx, &request, &Progress::default()).await?;
    tx.commit().await?;
    let today = key.today;
    let looked = Arc::new(turn.apart(move || Looked::of(&files, plan.looked_at(), today)).await?);
    keep(key, &looked);
    Ok(looked)
}

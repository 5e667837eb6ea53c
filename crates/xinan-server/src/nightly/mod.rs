//! The night's work, in order, on one page.
//!
//! `xinan nightly --as-of DAY` runs it; the server runs it by itself after midnight. Each step
//! returns a count. Running it twice does no harm.

pub mod store;

use anyhow::Result;
use jiff::civil::Date;
use serde::Serialize;
use xinan_db::audit::checkpoint::Kept;
use xinan_db::sealed::again;
use xinan_domain::day::month_index;
use xinan_domain::region::Region;

use crate::case::facts::{self, Months};
use crate::case::looks;
use crate::shell::app::App;

/// What a night's work did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Night {
    /// People whose month rows were brought up to the month.
    pub month_rows_of: usize,
    /// People judged anew because a load of parameters had been stopped before it was done with them.
    pub judged_anew: usize,
    /// Uploads whose content was forgotten because nobody confirmed them.
    pub uploads_dropped: u64,
    /// Clues whose content was forgotten because nothing came of them.
    pub clues_forgotten: u64,
    /// Values that were sealed with another key than the current one.
    pub sealed_again: u64,
    /// Lists whose people were entered where each can ask who saw them.
    pub lists_unpacked: usize,
    /// The twenty characters of the checkpoint that was signed; none while the log cannot go on.
    pub checkpoint: Option<String>,
}

/// Uploads that nobody confirms are forgotten after a week.
const UPLOADS_KEPT: i64 = 7 * 24 * 3600 * 1_000_000;

/// Does the night's work.
///
/// # Errors
/// When the database refuses.
pub async fn run(app: &App, as_of: Date) -> Result<Night> {
    let month_rows_of = month_rows(app, as_of).await?;
    let judged_anew = facts::anew::catch_up(app).await?.people;
    let mut tx = app.db().write().await?;
    let before = app.now().micros() - UPLOADS_KEPT;
    let uploads_dropped = crate::intake::store::drop_old(&mut tx, before).await?;
    tx.commit().await?;
    let clues_forgotten = crate::clue::forget::run(app, as_of).await?;
    // All of it, and not only what was left over: another server may have sealed with the key of before
    // until it heard of the current one.
    let sealed_again = said(again::seal(app.db(), say).await?).values;
    app.db().count_contents().await?;
    let lists_unpacked = looks::unpack(app).await?;
    // A night without its checkpoint is still a night; pages say that the log cannot go on.
    let checkpoint = match app.sign_log(Kept::ForGood).await {
        Ok(checkpoint) => Some(checkpoint.short()),
        Err(error) => {
            tracing::error!(error = format!("{error:#}"), "the log could not be signed");
            None
        }
    };
    Ok(Night {
        month_rows_of,
        judged_anew,
        uploads_dropped,
        clues_forgotten,
        sealed_again,
        lists_unpacked,
        checkpoint,
    })
}

/// Hears of parameters that another program has loaded, and judges anew whom this one judged by those
/// before; who was judged within the last minute before the load may have been kept after it.
///
/// `owed` remembers between two calls from which load on that is still to be done.
///
/// # Errors
/// When the database refuses; the next call does what this one owes.
pub async fn hear_of_loads(app: &App, owed: &mut Option<i64>) -> Result<()> {
    const MINUTE: i64 = 60 * 1_000_000;
    if let Some(loaded_at) = app.reload_when_loaded().await? {
        *owed = Some(owed.map_or(loaded_at, |before| before.min(loaded_at)));
    }
    if let Some(loaded_at) = *owed {
        facts::anew::changed_since(app, loaded_at - MINUTE).await?;
        *owed = None;
    }
    Ok(())
}

/// Seals with the current key what is sealed with another, beside everybody's work; nothing when that was done.
///
/// # Errors
/// When the database refuses; the next call does what is left.
pub async fn seal_again(app: &App) -> Result<u64> {
    Ok(said(again::catch_up(app.db(), say).await?).values)
}

/// How far the work is. The log says numbers, never what they are of.
fn say(values: u64) {
    if values.is_multiple_of(10_000) {
        tracing::info!(values, "sealing with the current key goes on");
    }
}

fn said(done: again::Done) -> again::Done {
    if done.values > 0 {
        tracing::info!(values = done.values, "sealed with the current key");
    }
    if done.unopened > 0 {
        tracing::error!(values = done.unopened, "values do not open, and were left as they are");
    }
    done
}

/// Makes the rows of months that have begun since the last time.
async fn month_rows(app: &App, as_of: Date) -> Result<usize> {
    let mut people = 0;
    let settings = app.settings();
    let this_month = month_index(as_of);
    let mut tx = app.db().read().await?;
    let ready = store::months_ready(&mut tx).await?;
    tx.commit().await?;
    let all = Months::all(as_of);
    let from = ready.map_or(all.from, |month| month + 1).max(all.from);
    if from <= this_month {
        let months = Months { from, to: this_month };
        for county in settings.divisions.counties().filter_map(|code| Region::exact(code).ok()) {
            people += match ready {
                Some(_) => facts::anew::months_of(app, &county, months).await?,
                // The schema has grown, and with it what is judged.
                None => facts::anew::everybody_in(app, &county, months).await?,
            };
        }
        let mut tx = app.db().write().await?;
        store::set_months_ready(&mut tx, this_month).await?;
        tx.commit().await?;
    }
    Ok(people)
}

#[cfg(test)]
mod tests;

//! 谁看过这份记录: who looked at a person's record, and in which lists the person was shown.
//!
//! A list leaves one entry that holds the ids of all whom it showed. The night unpacks these entries into
//! an index by person ([`unpack`]); what is younger is looked through when somebody asks. The entry stays
//! the one that counts, and it is the one that the log's chain covers.

pub mod store;

use anyhow::Result;
use xinan_domain::region::Region;

use crate::shell::app::App;

/// One look at a record, as the person reads it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look {
    /// When, microseconds.
    pub at: i64,
    /// Who, and from where.
    pub shown_as: String,
    /// What was done.
    pub action: String,
}

/// Entries younger than this may not be committed yet, microseconds: no request takes so long.
const UNDER_WAY: i64 = 10 * 60 * 1_000_000;
/// Entries unpacked in one transaction.
const AT_ONCE: u32 = 200;

/// Unpacks the lists that were shown since the last time; how many. Stopped and begun again, it leaves
/// nothing out and nothing twice.
///
/// # Errors
/// When the database refuses.
pub async fn unpack(app: &App) -> Result<usize> {
    let until = app.now().micros() - UNDER_WAY;
    let mut tx = app.db().read_log().await?;
    let from = store::unpacked_until(&mut tx).await?;
    tx.commit().await?;
    if until <= from {
        return Ok(0);
    }
    let settings = app.settings();
    let mut done = 0;
    for county in settings.divisions.counties().filter_map(|code| Region::exact(code).ok()) {
        let mut after = (from, i64::MIN);
        loop {
            let mut tx = app.db().write().await?;
            let lists = store::lists(&mut tx, county.as_str(), after, until, AT_ONCE).await?;
            store::index(&mut tx, county.as_str(), &lists).await?;
            tx.commit().await?;
            done += lists.len();
            let Some(last) = lists.last() else { break };
            after = (last.at, last.entry);
        }
    }
    let mut tx = app.db().write().await?;
    store::set_unpacked_until(&mut tx, until).await?;
    tx.commit().await?;
    Ok(done)
}

#[cfg(test)]
mod tests;

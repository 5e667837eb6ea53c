//! What was groundless is known no more after a time: the night's work.
//!
//! Name, form, informant, the token of the identity number, the words said with steps and the tie to a record go; day,
//! village and what became of it stay, so that the counts of the year still hold (docs/decisions/0039).

pub mod store;

use anyhow::Result;
use jiff::civil::Date;
use xinan_db::Uuid;
use xinan_db::audit::{self, By, Entry};
use xinan_domain::clue::forget_on;
use xinan_domain::region::Region;
use xinan_domain::text::Lang;

use super::store::CHANGING;
use crate::shell::app::App;
use crate::texts;

/// Forgets what is due on a day; how many clues. Running it twice does no harm.
///
/// # Errors
/// When the database refuses; what was forgotten until then stays forgotten.
pub async fn run(app: &App, as_of: Date) -> Result<u64> {
    let settings = app.settings();
    let mut tx = app.db().read().await?;
    let closed = store::closed(&mut tx, as_of).await?;
    tx.commit().await?;
    let is_due = |village: &Region, closed_on: Date| {
        // The months in force when it was closed: whoever reported it could know them.
        let months = settings.rules.periods(village).on(closed_on).clues.forget_months;
        forget_on(closed_on, months) <= as_of
    };
    let due: Vec<(String, Uuid)> = closed
        .into_iter()
        .filter(|one| is_due(&one.village, one.closed_on))
        .map(|one| (one.county, one.id))
        .collect();
    if due.is_empty() {
        return Ok(0);
    }
    app.db().wiping(forget(app, &due)).await
}

async fn forget(app: &App, due: &[(String, Uuid)]) -> Result<u64> {
    /// So many in a transaction: a few milliseconds of the one writer.
    const AT_ONCE: usize = 50;
    let mut forgotten = 0;
    for some in due.chunks(AT_ONCE) {
        let now = app.now();
        let mut tx = app.db().write().await?;
        tx.alone_at(CHANGING).await?;
        for (county, id) in some {
            if !store::forget(&mut tx, county, *id, now.micros()).await? {
                continue;
            }
            forgotten += 1;
            let shown_as = texts::by_night(Lang::Zh).to_owned();
            let entry = Entry {
                at: now.micros(),
                by: By { account: None, post: None, shown_as },
                county: county.clone(),
                case: None,
                action: "clue.forgotten",
                detail: id.simple().to_string(),
                cases: Vec::new(),
            };
            audit::record(&mut tx, &entry).await?;
        }
        tx.commit().await?;
    }
    Ok(forgotten)
}

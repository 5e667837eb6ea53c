//! What is kept of signing in goes when it serves nothing any more.

use anyhow::Result;

use super::attempts;
use super::device::{KNOWN_FOR, store as devices};
use super::{confirm, elsewhere, factor, half, passkey};
use crate::shell::app::App;
use crate::shell::session::store as sessions;
use crate::shell::session::{AHEAD, SECOND};

/// How long a session that has ended can be found. The log keeps that it was.
const SESSIONS_KEPT: i64 = 30 * 24 * 3600 * SECOND;
/// How long a second factor that was never shown by a code is kept: longer than it can be.
const UNFINISHED_KEPT: i64 = 3600 * SECOND;

/// How many days it is kept whom an account has seen: the share is of one day, and the log says the same for good.
const SEEN_KEPT: i64 = 7;

/// Forgets sessions that ended long ago, browsers long unused, failures that count no longer, and what was begun with a
/// second factor or confirmed and is over; how many rows.
///
/// # Errors
/// When the database refuses.
pub async fn tidy(app: &App) -> Result<u64> {
    let now = app.now().micros();
    let mut tx = app.db().write().await?;
    let sessions = sessions::forget_begun_before(&mut tx, now - SESSIONS_KEPT).await?;
    let devices = devices::forget_unused(&mut tx, now - KNOWN_FOR, now, AHEAD).await?;
    let failures = attempts::forget_old(&mut tx, now).await?;
    let until = now + AHEAD;
    let halves = half::store::forget(&mut tx, now - half::LASTS, until).await?;
    let unfinished = factor::store::forget_unfinished(&mut tx, now - UNFINISHED_KEPT, until).await?;
    let confirmed = confirm::store::forget(&mut tx, now - confirm::LASTS, until).await?;
    let unanswered =
        passkey::store::forget_unanswered(&mut tx, now - passkey::ceremony::LASTS, until).await?;
    let unreturned = elsewhere::store::forget_unanswered(&mut tx, now - elsewhere::LASTS, until).await?;
    let day = app.today().saturating_sub(jiff::ToSpan::days(SEEN_KEPT));
    let seen = xinan_db::seen::forget(&mut tx, day).await?;
    tx.commit().await?;
    Ok(seen + sessions + devices + failures + halves + unfinished + confirmed + unanswered + unreturned)
}

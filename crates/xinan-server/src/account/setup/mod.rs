//! 首次设置 — the first three administrators of a deployment (三员: system, security, audit).
//!
//! A deployment begins without any account, and no password of it is known to anybody. The server that starts on it says
//! a token to whoever started it ([`fresh_setup_token`]); who holds that names three people on `/setup`, each of whom
//! gets a password that is shown once and replaced at the first sign-in. From the first account on, however it was made,
//! the page is as if it were not there.
//!
//! What surprises: a token is good for a day and for once, and each start makes another. Only its hash is kept. Sent
//! twice, the form makes nothing twice, and says so to whoever shows the token.

pub(crate) mod store;
mod view;
pub mod web;

#[cfg(test)]
mod tests;

use anyhow::Result;

use crate::shell::app::App;
use crate::shell::session::{AHEAD, SECOND, fresh_token, hash_of};

/// How long a token is good.
const LASTS: i64 = 24 * 3600 * SECOND;
/// Its hexadecimal digits: 128 bits.
const DIGITS: usize = 32;
/// Whoever sets up, or makes a token, does so one after another.
const SETTING_UP: &str = "set-up";

/// A token for setting a deployment up, in place of any of before; none where there is an account.
///
/// # Errors
/// When the database refuses, or the operating system has no randomness to give.
pub async fn fresh_setup_token(app: &App) -> Result<Option<String>> {
    let mut tx = app.db().write().await?;
    tx.alone_at(SETTING_UP).await?;
    if store::has_accounts(&mut tx).await? {
        tx.roll_back().await?;
        return Ok(None);
    }
    let token = fresh_token()?[..DIGITS].to_owned();
    store::keep(&mut tx, &hash_of(&token), app.now().micros()).await?;
    tx.commit().await?;
    Ok(Some(in_groups(&token)))
}

/// As people read and type it.
fn in_groups(token: &str) -> String {
    let groups: Vec<&str> = (0..DIGITS / 4).map(|at| &token[4 * at..4 * at + 4]).collect();
    groups.join("-")
}

/// What the database keeps of a token that was typed, with or without its dashes.
fn hash_of_typed(typed: &str) -> Vec<u8> {
    let digits: String = typed.chars().filter(char::is_ascii_alphanumeric).collect();
    hash_of(&digits.to_lowercase())
}

/// Whether a token made at one instant is good at another.
fn is_good(made_at: i64, now: i64) -> bool {
    made_at <= now + AHEAD && now - made_at < LASTS
}

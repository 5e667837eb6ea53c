//! 进门 — a card's number, then a code that comes to the telephone.
//!
//! - A number that is of no card, of one that has ended or expired, and of one whose owner is dead is answered like one
//!   that opens: with the page of the code, after the same work and no sooner than [`FLOOR`]. Only whether it was
//!   mistyped is said, which its last digits tell and nobody's record.
//! - Numbers are looked up one at a time, known browsers first, so that nobody asks more than ten a second in all. Who has
//!   typed thirty numbers within a quarter of an hour and not come in with them waits, and nobody behind another address
//!   does. All count alike, or the count would tell which of them is a card's.
//! - In a browser in which a card was used before, only that browser's codes count: whoever has seen a card cannot keep its
//!   owner out. It has ten an hour there and thirty a day, elsewhere three and ten. Ten wrong ones in a day are the last that
//!   are looked at, in each such browser and in all others together. By what a browser is known changes each time that
//!   somebody comes in.
//! - A code is kept as a keyed hash, works once, for five minutes and five tries, and stands in no log.
//!
//! docs/decisions/0032 has the numbers and why.

pub(crate) mod store;
pub(super) mod view;
pub mod web;

#[cfg(test)]
mod tests;

use std::time::Duration;

use anyhow::{Result, anyhow};
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::HeaderMap;
use axum::http::request::Parts;
use xinan_db::Tx;
use xinan_domain::answers::Answers;
use xinan_domain::portal::card::Number;

use crate::policy::Guard;
use crate::shell::app::App;
use crate::shell::problem::Problem;
use crate::shell::session::{Open, SECOND, hash_of, hex};

/// The cookie of who has typed a number and not yet the code.
const HALF: &str = "xinan_my_half";
/// The cookie by which a browser is known to have been used with a card.
const KNOWN: &str = "xinan_my_known";
/// How long a browser is known, in seconds.
const KNOWN_FOR: i64 = 180 * 24 * 3600;
/// How long a look at a number takes at least: longer than any of its ways.
const FLOOR: Duration = Duration::from_millis(100);

/// How long numbers count that were typed.
const MISSES_FOR: i64 = 15 * 60 * SECOND;
/// How many of them one source has.
const MOST_MISSES: u32 = 30;
/// Codes of a card an hour and a day, and wrong ones a day, in browsers that are not known.
const HOUR: i64 = 3600 * SECOND;
const DAY: i64 = 24 * HOUR;
const CODES_AN_HOUR: u32 = 3;
const CODES_A_DAY: u32 = 10;
const WRONG_A_DAY: u32 = 10;
/// Codes of a card an hour and a day in a known browser.
const KNOWN_CODES_AN_HOUR: u32 = 10;
const KNOWN_CODES_A_DAY: u32 = 30;

/// Bytes made by chance.
pub(super) fn chance() -> Result<[u8; 16]> {
    let mut bytes = [0_u8; 16];
    getrandom::fill(&mut bytes).map_err(|error| anyhow!("no randomness: {error}"))?;
    Ok(bytes)
}

/// What is kept of a card's number.
pub(super) fn token_of_card(tx: &Tx, number: &Number) -> i64 {
    /// Sets the tokens of cards apart from those of other things.
    const CARD: u8 = b'k';
    tx.keys().token(CARD, number.as_str())
}

/// What is kept of a code: tied to the sign-in for which it was sent.
fn token_of_code(tx: &Tx, half: &[u8], code: &str) -> i64 {
    /// Sets the tokens of codes apart from those of other things.
    const CODE: u8 = b'o';
    tx.keys().token(CODE, &format!("{} {code}", hex(half)))
}

/// The code that no code is: tokens are never negative.
const NO_CODE: i64 = -1;

/// What was sent lately for a card, as far as it decides whether another code is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Lately {
    an_hour: u32,
    a_day: u32,
    wrong: u32,
}

/// Whether another code is sent.
fn may_send(lately: Lately, known: bool) -> bool {
    let (an_hour, a_day) = match known {
        true => (KNOWN_CODES_AN_HOUR, KNOWN_CODES_A_DAY),
        false => (CODES_AN_HOUR, CODES_A_DAY),
    };
    lately.an_hour < an_hour && lately.a_day < a_day && lately.wrong < WRONG_A_DAY
}

/// Whether no code is looked at any more today: several may have been sent before the tenth wrong one, which counts here.
fn is_spent(lately: Lately) -> bool {
    lately.wrong > WRONG_A_DAY
}

/// Forgets what is kept of signing in at the own door and serves nothing any more; how many rows.
///
/// # Errors
/// When the database refuses.
pub async fn tidy(app: &App) -> Result<u64> {
    let now = app.now().micros();
    let mut tx = app.db().write().await?;
    let misses = store::forget_misses(&mut tx, now - MISSES_FOR, now + crate::shell::session::AHEAD).await?;
    let halves = store::forget_halves(&mut tx, now - DAY).await?;
    // A browser is known by its sessions.
    let sessions = store::forget_sessions(&mut tx, now - KNOWN_FOR * SECOND).await?;
    tx.commit().await?;
    Ok(misses + halves + sessions)
}

/// Who has typed a number.
pub struct Half {
    /// The hash of the token that the browser brought.
    token: Vec<u8>,
}

fn found(app: &App, headers: &HeaderMap, guard: Option<&Guard>) -> Result<Half, Problem> {
    if guard != Some(&Guard::Card) {
        return Err(Problem::NotAllowed);
    }
    let brought = app.cookies().find(headers, HALF).ok_or(Problem::CardFirst { late: false })?;
    Ok(Half { token: hash_of(brought) })
}

impl FromRequestParts<App> for Half {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        found(app, &parts.headers, parts.extensions.get::<Guard>())
    }
}

/// The form with the code.
pub struct HalfSent {
    half: Half,
    answers: Answers,
    headers: HeaderMap,
}

impl FromRequest<App> for HalfSent {
    type Rejection = Problem;

    async fn from_request(request: Request, app: &App) -> Result<Self, Problem> {
        // Before anything of the form is read.
        let half = found(app, request.headers(), request.extensions().get::<Guard>())?;
        let Open { answers, headers } = Open::from_request(request, app).await?;
        Ok(Self { half, answers, headers })
    }
}

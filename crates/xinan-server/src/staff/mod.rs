//! 人员 — who works in a county, with which account, in which posts, and from when to when.
//!
//! A county's system administrator keeps it: [`enrol`] adds accounts, gives passwords that are replaced at the first
//! sign-in, closes and opens accounts; [`post`] begins, ends and transfers posts; [`handover`] gives a territory to a
//! successor in one step. domain 7.4: real-name, one person one account, closed at once when the duty changes.
//!
//! What surprises: every request asks for its session with the post in force, so that an ended post ends the reach at
//! the next request. Nobody changes the own posts, who keeps accounts sees no records ([`judge`]), and the last who can
//! keep them stays. Where the county has a security administrator a new post opens nothing until that has confirmed it
//! ([`crate::security`]).

pub mod enrol;
pub mod handover;
mod judge;
pub mod post;
pub mod store;
mod view;
pub mod web;

#[cfg(test)]
mod tests;

use anyhow::Result;
use jiff::civil::Date;
use xinan_db::Tx;
use xinan_domain::region::Region;

use crate::shell::actor::PostKind;

/// As which administrator a county would have nobody for good without the account of this login, if so.
///
/// # Errors
/// When the database refuses.
pub async fn last_administrator(
    tx: &mut Tx,
    county: &Region,
    login: &str,
    today: Date,
) -> Result<Option<PostKind>> {
    let Some(member) = store::with_login(tx, county, login, today).await? else { return Ok(None) };
    let others = store::other_administrators(tx, county, member.id, today).await?;
    let posts: Vec<&store::Post> = member.posts.iter().collect();
    Ok(match judge::may_end(&posts, today, &others) {
        Err(judge::Refusal::LastAdministrator(kind)) => Some(kind),
        _ => None,
    })
}

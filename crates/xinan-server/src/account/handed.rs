//! 交给本人的密码 — a password that somebody else makes for an account, and accounts that end.
//!
//! Whoever runs the deployment gives a fresh password to a colleague who has forgotten the own one. It is good for one
//! thing: to be replaced at the next sign-in. What was open under the account ends with it.

use anyhow::Result;
use xinan_db::{Tx, Uuid};
use xinan_domain::password::About;

use super::attempts;
use super::device::store as devices;
use super::elsewhere::store as identities;
use super::factor::store as factors;
use super::half;
use super::own::store;
use crate::shell::clock::Moment;
use crate::shell::session::store as sessions;

/// Whose account it is.
pub struct Owner {
    account: Uuid,
    /// The login.
    pub login: String,
    /// The person's name.
    pub name: String,
    /// The institution of the widest post, and its county; none without a post.
    pub post: Option<(String, String)>,
}

impl Owner {
    /// What others know about the person.
    pub fn about(&self) -> About<'_> {
        let office = self.post.as_ref().map_or("", |(office, _)| office.as_str());
        About { login: &self.login, name: &self.name, office }
    }
}

/// The owner of a login that is not closed.
///
/// # Errors
/// When the database refuses.
pub async fn owner(tx: &mut Tx, login: &str, now: &Moment) -> Result<Option<Owner>> {
    let Some(account) = sessions::account(tx, login).await? else { return Ok(None) };
    let posts = sessions::posts(tx, account.id, now.day()).await?;
    let post = posts.first().map(|post| (post.office.clone(), post.region.chars().take(6).collect()));
    Ok(Some(Owner { account: account.id, login: login.to_owned(), name: account.name, post }))
}

/// Gives the account another password by its hash, to be handed over; how many sessions ended. No browser is known any
/// more, an identity elsewhere is tied no more, and failures of before are forgiven: the owner may try the new one at once.
///
/// # Errors
/// When the database refuses.
pub async fn renew(tx: &mut Tx, owner: &Owner, hash: &str, now: &Moment) -> Result<u64> {
    store::set_password(tx, owner.account, hash, true).await?;
    attempts::forgive_all(tx, &owner.login).await?;
    // Else whoever knew the password of before, and tied an identity with it, would go on coming in by that.
    identities::untie(tx, owner.account).await?;
    end(tx, owner, now).await
}

/// Takes the second factor off, for somebody whose telephone and recovery codes are gone; how many sessions ended, none
/// when there was no second factor. The password stays, and is asked for alone from now on.
///
/// # Errors
/// When the database refuses.
pub async fn take_factor_off(tx: &mut Tx, owner: &Owner, now: &Moment) -> Result<Option<u64>> {
    if !factors::take_off(tx, owner.account).await? {
        return Ok(None);
    }
    end(tx, owner, now).await.map(Some)
}

/// Unties the account from the identity elsewhere with which it is signed in to; how many sessions ended, none when it was
/// tied to nothing. The password is asked for from now on.
///
/// # Errors
/// When the database refuses.
pub async fn untie(tx: &mut Tx, owner: &Owner, now: &Moment) -> Result<Option<u64>> {
    if !identities::untie(tx, owner.account).await? {
        return Ok(None);
    }
    end(tx, owner, now).await.map(Some)
}

/// Closes the account; how many sessions ended. What it has recorded stays under its name; the second factor and the
/// identity elsewhere go.
///
/// # Errors
/// When the database refuses.
pub async fn close(tx: &mut Tx, owner: &Owner, now: &Moment) -> Result<u64> {
    store::close(tx, owner.account, now.micros()).await?;
    factors::take_off(tx, owner.account).await?;
    identities::untie(tx, owner.account).await?;
    end(tx, owner, now).await
}

async fn end(tx: &mut Tx, owner: &Owner, now: &Moment) -> Result<u64> {
    devices::forget_all(tx, owner.account).await?;
    half::store::end_all(tx, owner.account).await?;
    store::end_all(tx, owner.account, now.micros()).await
}

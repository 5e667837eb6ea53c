//! Questions to devices, and their answers.
//!
//! A question is kept under the hash of the cookie of the browser in which it was asked, one of each purpose, and is gone
//! with its answer, right or wrong: nothing is answered twice (WebAuthn §13.4.3).

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};
use webauthn_rs::Webauthn;
use webauthn_rs::prelude::{
    Passkey, PasskeyAuthentication, PasskeyRegistration, PublicKeyCredential, RegisterPublicKeyCredential,
    WebauthnError,
};
use xinan_db::{Tx, Uuid};

use super::store::{self, Kept, Purpose};
use crate::shell::session::{AHEAD, SECOND};

/// How long a device has for its answer.
pub(in crate::account) const LASTS: i64 = 5 * 60 * SECOND;
/// How many devices an account has at most.
pub(super) const MOST: i64 = 10;
/// Bytes of the longest answer that is read: a device says some hundred.
const LONGEST: usize = 16 * 1024;

/// What was asked when a device is to be added.
#[derive(Serialize, Deserialize)]
struct Adding {
    account: Uuid,
    /// What the owner calls it.
    name: String,
    /// What the browser is told.
    told: String,
    state: PasskeyRegistration,
}

/// What was asked when a device is to be shown.
#[derive(Serialize, Deserialize)]
struct Showing {
    account: Uuid,
    state: PasskeyAuthentication,
}

/// Why an answer is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::account) enum No {
    /// Nothing was asked in this browser, or too long ago.
    NotAsked,
    /// It is no answer to what was asked, or of a device that is not known here.
    Wrong,
    /// The device is another account's, or added already.
    Known,
    /// The account has as many as it may.
    Many,
}

/// Somebody to be asked.
pub(in crate::account) struct Owner<'a> {
    pub(in crate::account) account: Uuid,
    pub(in crate::account) login: &'a str,
    pub(in crate::account) name: &'a str,
}

/// Asks for a device to be added.
pub(super) async fn ask_to_add(
    tx: &mut Tx,
    house: &Webauthn,
    browser: &[u8],
    owner: &Owner<'_>,
    name: &str,
    now: i64,
) -> Result<()> {
    let known = store::of_account(tx, owner.account).await?;
    let known = known.iter().map(|one| one.passkey.cred_id().clone()).collect();
    let (told, state) = house
        .start_passkey_registration(owner.account, owner.login, owner.name, Some(known))
        .context("making a question for a device")?;
    let told = serde_json::to_string(&told)?;
    let adding = Adding { account: owner.account, name: name.to_owned(), told, state };
    store::ask(tx, browser, Purpose::Add, &serde_json::to_string(&adding)?, now).await
}

/// What the browser is to be told of the device that is being added, and its name.
pub(super) async fn being_added(
    tx: &mut Tx,
    browser: &[u8],
    account: Uuid,
    now: i64,
) -> Result<Option<(String, String)>> {
    let asked = store::asked(tx, browser, Purpose::Add, now - LASTS, now + AHEAD).await?;
    let Some(asked) = asked else { return Ok(None) };
    let adding: Adding = serde_json::from_str(&asked).context("reading a question")?;
    Ok((adding.account == account).then_some((adding.told, adding.name)))
}

/// Adds the device that answered; its name.
pub(super) async fn add(
    tx: &mut Tx,
    house: &Webauthn,
    browser: &[u8],
    account: Uuid,
    answer: &str,
    now: i64,
) -> Result<Result<String, No>> {
    let adding: Option<Adding> = taken(tx, browser, Purpose::Add, now).await?;
    let Some(adding) = adding.filter(|asked| asked.account == account) else {
        return Ok(Err(No::NotAsked));
    };
    // Asked for twice at once, in two browsers: one after the other.
    tx.alone_at("adding a passkey").await?;
    if store::count(tx, account).await? >= MOST {
        return Ok(Err(No::Many));
    }
    let Some(answer) = read::<RegisterPublicKeyCredential>(answer) else { return Ok(Err(No::Wrong)) };
    let passkey = match house.finish_passkey_registration(&answer, &adding.state) {
        Ok(passkey) => passkey,
        // What the library says of a device that it was told to exclude.
        Err(WebauthnError::CredentialAlteredAlgFromRequest) => return Ok(Err(No::Known)),
        Err(_) => return Ok(Err(No::Wrong)),
    };
    Ok(match store::add(tx, account, &adding.name, &passkey, now).await? {
        true => Ok(adding.name),
        false => Err(No::Known),
    })
}

/// Asks for one of an account's devices; what the browser is told. None when it has none.
pub(in crate::account) async fn ask(
    tx: &mut Tx,
    house: &Webauthn,
    browser: &[u8],
    account: Uuid,
    now: i64,
) -> Result<Option<String>> {
    let known: Vec<Passkey> =
        store::of_account(tx, account).await?.into_iter().map(|one| one.passkey).collect();
    if known.is_empty() {
        return Ok(None);
    }
    let (told, state) =
        house.start_passkey_authentication(&known).context("making a question for a device")?;
    let showing = serde_json::to_string(&Showing { account, state })?;
    store::ask(tx, browser, Purpose::Show, &showing, now).await?;
    Ok(Some(serde_json::to_string(&told)?))
}

/// Whether an answer shows one of the account's devices; its name.
pub(in crate::account) async fn shows(
    tx: &mut Tx,
    house: &Webauthn,
    browser: &[u8],
    account: Uuid,
    answer: &str,
    now: i64,
) -> Result<Result<String, No>> {
    let showing: Option<Showing> = taken(tx, browser, Purpose::Show, now).await?;
    let Some(showing) = showing.filter(|asked| asked.account == account) else {
        return Ok(Err(No::NotAsked));
    };
    let Some(answer) = read::<PublicKeyCredential>(answer) else { return Ok(Err(No::Wrong)) };
    let Ok(result) = house.finish_passkey_authentication(&answer, &showing.state) else {
        return Ok(Err(No::Wrong));
    };
    // As it is now: one that was taken away since shows nothing.
    let known = store::of_account(tx, account).await?;
    let found = known.into_iter().find(|one| one.passkey.cred_id() == result.cred_id());
    let Some(Kept { id, name, mut passkey, .. }) = found else { return Ok(Err(No::Wrong)) };
    passkey.update_credential(&result);
    store::used(tx, id, &passkey, now).await?;
    Ok(Ok(name))
}

/// What a browser's device was asked, which is gone with its answer.
async fn taken<T: serde::de::DeserializeOwned>(
    tx: &mut Tx,
    browser: &[u8],
    purpose: Purpose,
    now: i64,
) -> Result<Option<T>> {
    let asked = store::asked(tx, browser, purpose, now - LASTS, now + AHEAD).await?;
    store::forget(tx, browser, purpose).await?;
    asked.map(|asked| serde_json::from_str(&asked).context("reading a question")).transpose()
}

fn read<T: serde::de::DeserializeOwned>(answer: &str) -> Option<T> {
    (answer.len() <= LONGEST).then(|| serde_json::from_str(answer).ok())?
}

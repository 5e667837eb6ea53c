//! 通行密钥 — passkeys: a device that is opened with a finger, a face or a PIN stands in place of the code (WebAuthn).
//!
//! For whoever has a second factor already ([`super::factor`]): its codes and recovery codes stay for the day on which
//! the device is not at hand. A device answers a question that was made for this browser and is answered once
//! ([`ceremony`]); what it is known by is sealed. Devices know a house by its name, so there are none where it is reached
//! by a number ([`house`], docs/decisions/0035).

pub(super) mod ceremony;
mod house;
pub(crate) mod store;
mod view;
pub mod web;

#[cfg(test)]
mod tests;

use anyhow::Result;
use axum::http::HeaderMap;
use xinan_db::{Tx, Uuid};

pub(super) use self::house::house;
pub(super) use self::view::{BEGINS, Shown, shown};
use crate::shell::app::App;
use crate::shell::clock::Moment;

/// Whether a device of the account can be shown in place of a code.
pub(super) async fn offered(app: &App, tx: &mut Tx, headers: &HeaderMap, account: Uuid) -> Result<Shown> {
    let any = house(app, headers).is_some() && store::count(tx, account).await? > 0;
    Ok(Shown { any, told: None })
}

/// Asks for one; what the browser is told.
pub(super) async fn asked(
    app: &App,
    tx: &mut Tx,
    headers: &HeaderMap,
    browser: &[u8],
    account: Uuid,
    now: &Moment,
) -> Result<Option<String>> {
    match house(app, headers) {
        Some(house) => ceremony::ask(tx, &house, browser, account, now.micros()).await,
        None => Ok(None),
    }
}

//! Whether somebody has confirmed anew that an act is meant.
//!
//! Put beside the request where an address asks for it (`routes.rs`, `account::confirm`). The handler of a form looks at
//! what was sent, and says by [`Confirmed::needed`] in one sentence what it is about to do, before it does it: that sentence
//! stands on the page that asks, and what is confirmed is that sentence. What a file is about is said by the slice that
//! makes it ([`Says`]), since nothing is made before.

use std::convert::Infallible;
use std::future::Future;
use std::pin::Pin;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use super::actor::Actor;
use super::app::App;
use super::problem::Problem;

/// Whether it was confirmed. Where nobody asks, it was not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Confirmed(pub(crate) bool);

impl Confirmed {
    /// This is to be confirmed before it is done: who, what, and where, in one sentence.
    ///
    /// # Errors
    /// [`Problem::Unconfirmed`], which comes back as a page that asks, and then with everything that was typed.
    pub fn needed(self, what: impl FnOnce() -> String) -> Result<(), Problem> {
        if self.0 { Ok(()) } else { Err(Problem::Unconfirmed(what())) }
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Confirmed {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(parts.extensions.get::<Self>().copied().unwrap_or(Self(false)))
    }
}

/// Beside an answer: the handler wants it confirmed, and has done nothing. What it is about to do, in one sentence.
#[derive(Debug, Clone)]
pub(crate) struct ToBeConfirmed(pub(crate) String);

/// What is about to leave at the address of a file.
#[derive(Debug, Clone, Default)]
pub(crate) struct Leaves {
    /// What, and to whom, in one sentence; empty where nothing of theirs is.
    pub(crate) sentence: String,
    /// Where it is read about, and where one goes on afterwards.
    pub(crate) home: String,
}

/// It is looked up.
pub(crate) type Saying = Pin<Box<dyn Future<Output = Result<Leaves, Problem>> + Send>>;

/// What is about to leave at an address, for somebody.
pub(crate) type Says = fn(App, Actor, String) -> Saying;

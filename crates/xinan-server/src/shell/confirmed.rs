//! Whether somebody has confirmed anew that an act is meant.
//!
//! Put beside the request where an address asks for it (`routes.rs`, `account::confirm`). Most such addresses
//! are asked for before their handler is called; where only some of what is done there is to be confirmed, the handler
//! says so by [`Confirmed::needed`].

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use super::problem::Problem;

/// Whether it was confirmed. Where nobody asks, it was not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Confirmed(pub(crate) bool);

impl Confirmed {
    /// This is to be confirmed before it is done.
    ///
    /// # Errors
    /// [`Problem::Unconfirmed`], which comes back as a page that asks, and then with everything that was typed.
    pub fn needed(self) -> Result<(), Problem> {
        if self.0 { Ok(()) } else { Err(Problem::Unconfirmed) }
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Confirmed {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(parts.extensions.get::<Self>().copied().unwrap_or(Self(false)))
    }
}

/// Beside an answer: the handler wants it confirmed, and has done nothing.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ToBeConfirmed;

//! Whether somebody has confirmed anew that an act is meant.
//!
//! Put beside the request where an address asks for it (`routes.rs`, `account::confirm`). The handler of a form looks at
//! what was sent, and says by [`Confirmed::needed`] in one sentence what it is about to do, before it does it: that sentence
//! stands on the page that asks, and what is confirmed is that sentence. In the run that acts it is said once more, and what
//! was confirmed opens nothing if it says something else by then. What a file is about is said by the slice that makes it
//! ([`Says`]), since nothing is made before.

use std::convert::Infallible;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use super::actor::Actor;
use super::app::App;
use super::problem::Problem;

/// What was confirmed, as it was read. Where nobody asks, nothing was.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Confirmed(Option<Arc<str>>);

impl Confirmed {
    /// Somebody has read this sentence, and confirmed it.
    pub(crate) fn of(sentence: &str) -> Self {
        Self(Some(sentence.into()))
    }

    /// This is to be confirmed before it is done: who, what, and where, in one sentence.
    ///
    /// # Errors
    /// [`Problem::Unconfirmed`] unless this very sentence was; it comes back as a page that asks, and then with everything
    /// that was typed.
    pub fn needed(self, what: impl FnOnce() -> String) -> Result<(), Problem> {
        let sentence = what();
        match self.0 {
            Some(confirmed) if *confirmed == *sentence => Ok(()),
            _ => Err(Problem::Unconfirmed(sentence)),
        }
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Confirmed {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(parts.extensions.get::<Self>().cloned().unwrap_or_default())
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_confirmed_is_one_sentence_and_no_other() {
        let says = |sentence: &str| sentence.to_owned();
        for (confirmed, sentence, holds) in [
            (Confirmed::default(), "停用 王敏 的账号。", false),
            (Confirmed::of("停用 王敏 的账号。"), "停用 王敏 的账号。", true),
            (Confirmed::of("停用 王敏 的账号。"), "停用 王勉 的账号。", false),
            (Confirmed::of(""), "停用 王敏 的账号。", false),
        ] {
            assert_eq!(confirmed.needed(|| says(sentence)).is_ok(), holds, "{sentence}");
        }
    }
}

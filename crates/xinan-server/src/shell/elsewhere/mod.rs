//! 统一身份 — somebody elsewhere who says who a person is, in place of the password.
//!
//! The house knows one [`Provider`]: it sends a browser there, and what comes back is an identity or a reason why not.
//! The pages are the same in every program; the one that speaks OpenID Connect is in a program that was built with it
//! ([`provider`], docs/decisions/0037). What was asked is kept by `account::elsewhere`.

#[cfg(any(test, feature = "oidc"))]
mod oidc;

use std::fmt;
use std::pin::Pin;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// An answer that is waited for.
pub type Waiting<'a, T> = Pin<Box<dyn Future<Output = Result<T, Trouble>> + Send + 'a>>;

/// Says who people are.
pub trait Provider: Send + Sync {
    /// As it names itself. An identity is of its issuer; another one may use the same word for another person.
    fn issuer(&self) -> &str;

    /// As people know it, in both languages; none for the general word.
    fn name(&self) -> Option<&str>;

    /// Where a browser is sent; `now` in microseconds.
    fn address<'a>(&'a self, asked: &'a Asked, now: i64) -> Waiting<'a, String>;

    /// The issuer's word for whoever came back. Whether the answer is for this browser has been looked at.
    fn subject<'a>(&'a self, asked: &'a Asked, came: &'a Came, now: i64) -> Waiting<'a, String>;
}

/// Whom to ask, and as whom.
pub struct Settings {
    /// The issuer, exactly as the provider names itself.
    pub issuer: String,
    /// How people know it; none for the general word.
    pub name: Option<String>,
    /// As what the house is registered there.
    pub client_id: String,
    /// The secret that goes with it.
    pub client_secret: String,
    /// The certificates that the provider's ends in (PEM); none for those that browsers know.
    pub roots: Option<Vec<u8>>,
}

/// The provider that speaks OpenID Connect. Asks nobody yet: one that is away keeps no program from starting.
///
/// # Errors
/// A sentence for whoever wrote the settings.
#[cfg(any(test, feature = "oidc"))]
pub fn provider(settings: Settings) -> Result<Arc<dyn Provider>, String> {
    Ok(Arc::new(oidc::Oidc::new(settings)?))
}

/// There is none in this program.
///
/// # Errors
/// Always.
#[cfg(not(any(test, feature = "oidc")))]
pub fn provider(_: Settings) -> Result<Arc<dyn Provider>, String> {
    Err("this program was built without OpenID Connect; build it with --features oidc, or leave the --oidc options out"
        .to_owned())
}

/// What a browser was sent there with. Made by chance, but for our own address.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Asked {
    /// Comes back with the browser.
    pub state: String,
    /// Comes back in what the provider signs.
    pub nonce: String,
    /// What only this house can show when it exchanges the code.
    pub verifier: String,
    /// Our own address for the answer.
    pub redirect: String,
    /// When, microseconds.
    pub at: i64,
}

/// What a browser came back with.
#[derive(Debug, Clone)]
pub struct Came {
    /// Good for an identity, once.
    pub code: String,
    /// Who says that it answers, if that is said.
    pub issuer: Option<String>,
}

/// Why there is no identity. What is told is for the log, and nobody's.
#[derive(Debug)]
pub enum Trouble {
    /// The provider does not answer.
    Away(String),
    /// It does, and its answer does not hold.
    Refused(String),
    /// It does, and does not say when somebody signed in there.
    Undated(String),
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (Self::Away(why) | Self::Refused(why) | Self::Undated(why)) = self;
        f.write_str(why)
    }
}

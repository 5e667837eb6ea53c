//! The provider that speaks OpenID Connect.

use std::time::Duration;

use xinan_oidc::Error;

use super::{Asked, Came, Provider, Settings, Trouble, Waiting};
use crate::shell::session::SECOND;

/// How long a request to it may take. Tests are less patient with one that says nothing.
const PATIENCE: Duration = if cfg!(test) { Duration::from_secs(2) } else { Duration::from_secs(8) };

/// One, with the name by which people know it.
pub(super) struct Oidc {
    provider: xinan_oidc::Provider,
    name: Option<String>,
}

impl Oidc {
    /// Reads the settings and asks nobody.
    pub(super) fn new(settings: Settings) -> Result<Self, String> {
        let Settings { issuer, name, client_id, client_secret, roots } = settings;
        let settings = xinan_oidc::Settings { issuer, client_id, client_secret, roots, patience: PATIENCE };
        Ok(Self { provider: xinan_oidc::Provider::new(settings)?, name })
    }
}

fn asked(asked: &Asked) -> xinan_oidc::Asked<'_> {
    let Asked { state, nonce, verifier, redirect, at } = asked;
    xinan_oidc::Asked { state, nonce, verifier, redirect, at: at / SECOND }
}

impl From<Error> for Trouble {
    fn from(error: Error) -> Self {
        match error {
            Error::Away(why) => Self::Away(why),
            Error::Refused(why) => Self::Refused(why),
            Error::Undated(why) => Self::Undated(why),
        }
    }
}

impl Provider for Oidc {
    fn issuer(&self) -> &str {
        self.provider.issuer()
    }

    fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    fn address<'a>(&'a self, question: &'a Asked, now: i64) -> Waiting<'a, String> {
        Box::pin(async move { Ok(self.provider.address(&asked(question), now / SECOND).await?) })
    }

    fn subject<'a>(&'a self, question: &'a Asked, came: &'a Came, now: i64) -> Waiting<'a, String> {
        Box::pin(async move {
            let came = xinan_oidc::Came { code: &came.code, issuer: came.issuer.as_deref() };
            Ok(self.provider.subject(&asked(question), &came, now / SECOND).await?)
        })
    }
}

//! What is known of the provider, where browsers are sent, and who comes back.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use hyper::body::Bytes;
use hyper::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE};
use hyper::{Request, Response, StatusCode, Uri};
use ring::digest::{SHA256, digest};
use serde::Deserialize;
use tokio::sync::Mutex;

use crate::keys::Keys;
use crate::token::{Flaw, Wanted, subject};
use crate::web::{Web, is_safe};

/// How long what the provider says of itself is believed without asking again, seconds.
const KNOWN_FOR: i64 = 3600;
/// After it did not answer: how long nobody asks again, seconds.
const PAUSE: i64 = 15;
/// How seldom keys are fetched because of a signature that none of them made, seconds.
const KEYS_EVERY: i64 = 60;

/// Whom to ask, and as whom.
pub struct Settings {
    /// The issuer, exactly as the provider names itself.
    pub issuer: String,
    /// As what the house is registered there.
    pub client_id: String,
    /// The secret that goes with it.
    pub client_secret: String,
    /// The certificates that the provider's ends in (PEM); none for those that browsers know.
    pub roots: Option<Vec<u8>>,
    /// How long a request may take.
    pub patience: Duration,
}

/// What was asked in a browser. Whoever calls keeps it, and has made it by chance.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// Comes back with the answer.
    pub state: &'a str,
    /// Comes back in the signed token.
    pub nonce: &'a str,
    /// What the code is bound to (RFC 7636): 43 to 128 letters, digits and `-._~`.
    pub verifier: &'a str,
    /// Our address for the answer.
    pub redirect: &'a str,
    /// When, seconds since 1970.
    pub at: i64,
}

/// What came back.
#[derive(Debug, Clone, Copy)]
pub struct Came<'a> {
    /// The code.
    pub code: &'a str,
    /// Who says that it answers (RFC 9207), if it is said.
    pub issuer: Option<&'a str>,
}

/// Why there is no identity. For the log: no code, no token and no secret is in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Error {
    /// The provider does not answer, or not in a way that can be read.
    Away(String),
    /// It answered, and the answer does not hold.
    Refused(String),
    /// It answered, and does not say when somebody signed in there: it may have been the last one at this computer.
    Undated(String),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (Self::Away(why) | Self::Refused(why) | Self::Undated(why)) = self;
        f.write_str(why)
    }
}

impl std::error::Error for Error {}

fn away(why: impl Into<String>) -> Error {
    Error::Away(why.into())
}

fn refused(why: impl Into<String>) -> Error {
    Error::Refused(why.into())
}

/// What the provider says of itself (OpenID Connect Discovery §3). What else it says stays unread.
#[derive(Deserialize)]
struct Said {
    issuer: String,
    authorization_endpoint: String,
    token_endpoint: String,
    jwks_uri: String,
    token_endpoint_auth_methods_supported: Option<Vec<String>>,
    /// It always says who answers (RFC 9207 §3).
    #[serde(default)]
    authorization_response_iss_parameter_supported: bool,
}

/// What is known of it.
#[derive(Default)]
struct Known {
    said: Option<Arc<Said>>,
    keys: Option<Arc<Keys>>,
    read_at: i64,
    /// When it was asked and did not answer.
    away_at: Option<i64>,
    /// When keys were fetched because of a signature.
    keys_at: Option<i64>,
}

impl Known {
    fn whole(&self) -> Option<(Arc<Said>, Arc<Keys>)> {
        Some((Arc::clone(self.said.as_ref()?), Arc::clone(self.keys.as_ref()?)))
    }
}

/// Whether an instant lies within so many seconds of now. A clock that was wrong keeps nobody waiting.
fn is_within(at: i64, now: i64, seconds: i64) -> bool {
    now.abs_diff(at) < seconds.unsigned_abs()
}

/// A provider, which is asked when somebody signs in.
pub struct Provider {
    issuer: String,
    client_id: String,
    client_secret: String,
    web: Web,
    known: Mutex<Known>,
}

impl Provider {
    /// Reads the settings and asks nobody.
    ///
    /// # Errors
    /// A sentence for whoever wrote the settings.
    pub fn new(settings: Settings) -> Result<Self, String> {
        let Settings { issuer, client_id, client_secret, roots, patience } = settings;
        if !is_safe_address(&issuer) || issuer.contains('?') {
            let wanted = "the issuer is an address that begins with https://, without ? and #; http:// only for a \
                          provider on this very machine";
            return Err(wanted.to_owned());
        }
        if client_id.is_empty() {
            return Err(
                "the client id is empty; the provider gives it where the house is registered".to_owned()
            );
        }
        if client_secret.is_empty() {
            return Err("the file of the client's secret is empty; write the secret there".to_owned());
        }
        let web =
            Web::new(roots.as_deref(), patience).map_err(|why| format!("the file of certificates: {why}"))?;
        Ok(Self { issuer, client_id, client_secret, web, known: Mutex::default() })
    }

    /// As it names itself.
    pub fn issuer(&self) -> &str {
        &self.issuer
    }

    /// Where a browser is sent; `now` in seconds since 1970.
    ///
    /// # Errors
    /// [`Error::Away`] when the provider does not say where.
    pub async fn address(&self, asked: &Asked<'_>, now: i64) -> Result<String, Error> {
        let (said, _) = self.known(now).await?;
        let endpoint = &said.authorization_endpoint;
        let challenge = URL_SAFE_NO_PAD.encode(digest(&SHA256, asked.verifier.as_bytes()));
        let query = form(&[
            ("response_type", "code"),
            ("client_id", &self.client_id),
            ("redirect_uri", asked.redirect),
            ("scope", "openid"),
            ("state", asked.state),
            ("nonce", asked.nonce),
            ("code_challenge", &challenge),
            ("code_challenge_method", "S256"),
            // The next one at a shared computer shall not come in as the last one.
            ("prompt", "login"),
            // And it says when that was, in `auth_time` (OpenID Connect Core §3.1.2.1).
            ("max_age", "0"),
        ]);
        let joint = if endpoint.contains('?') { '&' } else { '?' };
        Ok(format!("{endpoint}{joint}{query}"))
    }

    /// Who came back: the provider's own word for the person, which means nothing elsewhere. That the state is the
    /// browser's has been looked at.
    ///
    /// # Errors
    /// [`Error::Away`] when the provider does not answer, [`Error::Refused`] when what it answers does not hold.
    pub async fn subject(&self, asked: &Asked<'_>, came: &Came<'_>, now: i64) -> Result<String, Error> {
        let (said, keys) = self.known(now).await?;
        match came.issuer {
            Some(issuer) if issuer != self.issuer => return Err(refused("another issuer answered")),
            None if said.authorization_response_iss_parameter_supported => {
                return Err(refused("nobody says who answered"));
            }
            _ => {}
        }
        let token = self.exchanged(&said, asked, came.code).await?;
        let (issuer, client, nonce) = (&self.issuer, &self.client_id, asked.nonce);
        let wanted = Wanted { issuer, client, nonce, asked_at: asked.at, now };
        let found = match subject(&token, &keys, &wanted) {
            // Keys change now and then.
            Err(Flaw::UnknownKey) => subject(&token, &*self.fresh_keys(&said, now).await?, &wanted),
            found => found,
        };
        found.map_err(|flaw| match flaw {
            Flaw::Undated => Error::Undated(flaw.in_words().to_owned()),
            flaw => refused(flaw.in_words()),
        })
    }

    /// Gives the code for a token.
    async fn exchanged(&self, said: &Said, asked: &Asked<'_>, code: &str) -> Result<String, Error> {
        let mut pairs = vec![
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", asked.redirect),
            ("code_verifier", asked.verifier),
        ];
        let mut request = Request::post(&said.token_endpoint)
            .header(ACCEPT, "application/json")
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded");
        // In the head, which every provider knows unless it says otherwise (OpenID Connect Core §9).
        let ways = said.token_endpoint_auth_methods_supported.as_deref().unwrap_or_default();
        let knows = |way: &str| ways.iter().any(|one| one == way);
        if knows("client_secret_post") && !knows("client_secret_basic") {
            pairs.extend([("client_id", self.client_id.as_str()), ("client_secret", &self.client_secret)]);
        } else {
            let both = format!("{}:{}", encoded(&self.client_id), encoded(&self.client_secret));
            request = request.header(AUTHORIZATION, format!("Basic {}", STANDARD.encode(both)));
        }
        let request = request.body(form(&pairs)).map_err(|_| away("its address for codes is none"))?;
        let answer = self.web.ask(request).await.map_err(|why| away(why.to_string()))?;
        token_in(&answer)
    }

    /// What the provider says of itself and its keys, asked for when it is not known or was read long ago.
    async fn known(&self, now: i64) -> Result<(Arc<Said>, Arc<Keys>), Error> {
        let mut known = self.known.lock().await;
        let before = known.whole();
        if let Some(before) = &before
            && is_within(known.read_at, now, KNOWN_FOR)
        {
            return Ok(before.clone());
        }
        // One that is away is not asked by everybody who comes; what was known of it serves on.
        if known.away_at.is_some_and(|at| is_within(at, now, PAUSE)) {
            return before.ok_or_else(|| away("it did not answer a moment ago"));
        }
        // Noted before it is asked: whoever hangs up meanwhile has asked all the same.
        known.away_at = Some(now);
        match self.read_all().await {
            Ok((said, keys)) => {
                *known = Known {
                    said: Some(Arc::new(said)),
                    keys: Some(Arc::new(keys)),
                    read_at: now,
                    away_at: None,
                    keys_at: known.keys_at,
                };
                known.whole().ok_or_else(|| away("nothing is known of it"))
            }
            Err(error) => before.ok_or(error),
        }
    }

    async fn read_all(&self) -> Result<(Said, Keys), Error> {
        let address = format!("{}/.well-known/openid-configuration", self.issuer.trim_end_matches('/'));
        let said: Said = serde_json::from_slice(&self.fetched(&address).await?)
            .map_err(|_| away("what it says of itself is not understood"))?;
        if said.issuer != self.issuer {
            let other: String = said.issuer.chars().filter(|c| !c.is_control()).take(200).collect();
            return Err(away(format!("it names itself {other}; give that as the issuer if it is meant")));
        }
        let addresses = [&said.authorization_endpoint, &said.token_endpoint, &said.jwks_uri];
        if !addresses.into_iter().all(|address| is_safe_address(address)) {
            return Err(away("an address that it gives is not safe"));
        }
        let keys = self.read_keys(&said).await?;
        Ok((said, keys))
    }

    async fn read_keys(&self, said: &Said) -> Result<Keys, Error> {
        Keys::read(&self.fetched(&said.jwks_uri).await?).ok_or_else(|| away("its keys are not understood"))
    }

    /// The keys of now; those of before where they were fetched a moment ago.
    async fn fresh_keys(&self, said: &Said, now: i64) -> Result<Arc<Keys>, Error> {
        let mut known = self.known.lock().await;
        if let Some(keys) = &known.keys
            && known.keys_at.is_some_and(|at| is_within(at, now, KEYS_EVERY))
        {
            return Ok(Arc::clone(keys));
        }
        known.keys_at = Some(now);
        let keys = Arc::new(self.read_keys(said).await?);
        known.keys = Some(Arc::clone(&keys));
        Ok(keys)
    }

    async fn fetched(&self, address: &str) -> Result<Bytes, Error> {
        let request = Request::get(address).header(ACCEPT, "application/json").body(String::new());
        let request = request.map_err(|_| away("an address that it gives is none"))?;
        let answer = self.web.ask(request).await.map_err(|why| away(why.to_string()))?;
        match answer.status() {
            StatusCode::OK => Ok(answer.into_body()),
            status => Err(away(format!("status {}", status.as_u16()))),
        }
    }
}

/// The token in the answer to a code.
fn token_in(answer: &Response<Bytes>) -> Result<String, Error> {
    #[derive(Deserialize)]
    struct Token {
        id_token: Option<String>,
    }
    #[derive(Deserialize)]
    struct Refusal {
        error: String,
    }
    match answer.status() {
        StatusCode::OK => {
            let token: Token = serde_json::from_slice(answer.body())
                .map_err(|_| away("what it answers to a code is not understood"))?;
            token.id_token.ok_or_else(|| refused("no identity came for the code"))
        }
        status => match serde_json::from_slice::<Refusal>(answer.body()) {
            // One of the words of RFC 6749 §5.2, and whatever else is short and plain.
            Ok(Refusal { error }) if status.is_client_error() => {
                let word: String =
                    error.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '_').take(40).collect();
                Err(refused(format!("the code was not taken: {word}")))
            }
            _ => Err(away(format!("status {} to a code", status.as_u16()))),
        },
    }
}

/// Whether a browser may be sent there, or we may ask there.
fn is_safe_address(address: &str) -> bool {
    address.parse::<Uri>().is_ok_and(|uri| is_safe(&uri)) && !address.contains('#')
}

fn form(pairs: &[(&str, &str)]) -> String {
    serde_urlencoded::to_string(pairs).unwrap_or_default()
}

/// A text as it stands in a form (RFC 6749 §2.3.1 asks for that before the two are put together).
fn encoded(text: &str) -> String {
    form(&[("", text)]).split_off(1)
}

#[cfg(test)]
mod tests;

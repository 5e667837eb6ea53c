//! Whether an ID token holds, and whom it names (OpenID Connect Core §3.1.3.7).
//!
//! `jsonwebtoken` takes a token apart, has its signature looked at with the key's own ways of signing, and compares issuer
//! and audience. Ours is what OpenID Connect adds, and the time: the library would ask the machine's clock, and the house
//! has one clock, which is handed in. A claim of another type than the standard's makes a token unreadable, and so does one
//! that is said twice; it is never as if it were not there.
//!
//! The library knows one of the two names of a signature with Ed25519. A token that says the newer one (RFC 9864) is looked
//! at by the same key and the same ring, and by every rule below.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::crypto::verify;
use jsonwebtoken::dangerous::insecure_decode_claims;
use jsonwebtoken::errors::{Error, ErrorKind};
use jsonwebtoken::{Algorithm, AlgorithmFamily, Validation, decode};
use serde::Deserialize;
use serde::de::IgnoredAny;

use crate::keys::{ED25519, Key, Keys};

/// How far the clocks of two houses may differ, seconds.
const LEEWAY: f64 = 60.0;
/// The longest token: some have a kilobyte or two.
const LONGEST: usize = 32 * 1024;
/// The longest name that a provider may have for somebody (§2), bytes.
const LONGEST_SUBJECT: usize = 255;

/// What a token must say.
pub(crate) struct Wanted<'a> {
    pub(crate) issuer: &'a str,
    pub(crate) client: &'a str,
    pub(crate) nonce: &'a str,
    /// When the browser was sent there, seconds since 1970.
    pub(crate) asked_at: i64,
    pub(crate) now: i64,
}

/// Why it does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Flaw {
    /// It is no token of the kind that is taken here, or unsigned.
    Unreadable,
    /// It is signed with a secret that others have, too.
    NoProof,
    /// It is signed by none of the keys.
    UnknownKey,
    Issuer,
    Audience,
    Nonce,
    Expired,
    NotYet,
    /// It does not say when somebody signed in there.
    Undated,
    /// Nobody has signed in there since it was asked.
    Stale,
    Subject,
}

impl Flaw {
    /// For the log.
    pub(crate) fn in_words(self) -> &'static str {
        match self {
            Self::Unreadable => "the token cannot be read, or is signed in no way that is taken here",
            Self::NoProof => "the token is signed with a secret that is not the provider's alone",
            Self::UnknownKey => "none of the provider's keys has signed the token",
            Self::Issuer => "the token is of another issuer",
            Self::Audience => "the token is for another house",
            Self::Nonce => "the token answers another question",
            Self::Expired => "the token has expired, or a clock is off",
            Self::NotYet => "the token does not hold yet, or a clock is off",
            Self::Undated => "the token does not say when somebody signed in there",
            Self::Stale => "nobody has signed in there since it was asked",
            Self::Subject => "the token names nobody",
        }
    }
}

impl From<Error> for Flaw {
    fn from(error: Error) -> Self {
        match error.kind() {
            ErrorKind::InvalidSignature => Self::UnknownKey,
            ErrorKind::InvalidIssuer => Self::Issuer,
            ErrorKind::InvalidAudience => Self::Audience,
            _ => Self::Unreadable,
        }
    }
}

#[derive(Deserialize)]
struct Claims {
    /// The library, which compares it, takes a list, too.
    iss: String,
    sub: String,
    aud: Audience,
    exp: f64,
    iat: f64,
    nbf: Option<f64>,
    nonce: Option<String>,
    azp: Option<String>,
    auth_time: Option<f64>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Audience {
    One(String),
    Several(Vec<String>),
}

impl Audience {
    /// Whether it is this one and nobody beside it: another house could show us what was made for both.
    fn is(&self, client: &str) -> bool {
        match self {
            Self::One(one) => one == client,
            Self::Several(several) => !several.is_empty() && several.iter().all(|one| one == client),
        }
    }
}

/// What is read of a token's head. What is said twice makes it unreadable.
#[derive(Deserialize)]
struct Head {
    alg: String,
    kid: Option<String>,
    typ: Option<String>,
    crit: Option<IgnoredAny>,
}

impl Head {
    fn of(token: &str) -> Option<Self> {
        let head = URL_SAFE_NO_PAD.decode(token.split('.').next()?).ok()?;
        serde_json::from_slice(&head).ok()
    }
}

/// Whether it is a token that says who somebody is, and nothing beside that must be understood. An access token is none
/// (RFC 9068 §2.1, RFC 8725 §3.11).
fn is_of_our_kind(head: &Head) -> bool {
    let jwt = |typ: &str| typ.eq_ignore_ascii_case("JWT") || typ.eq_ignore_ascii_case("application/jwt");
    head.typ.as_deref().is_none_or(jwt) && head.crit.is_none()
}

/// What the library compares.
fn expected(key: &Key, wanted: &Wanted<'_>) -> Validation {
    let mut expected = Validation::default();
    expected.algorithms.clone_from(&key.ways);
    expected.set_required_spec_claims(&["iss", "sub", "aud", "exp"]);
    expected.set_issuer(&[wanted.issuer]);
    expected.set_audience(&[wanted.client]);
    // By the clock that is handed in, in `judge`.
    expected.validate_exp = false;
    expected
}

/// Whom a token names, if it holds.
pub(crate) fn subject(token: &str, keys: &Keys, wanted: &Wanted<'_>) -> Result<String, Flaw> {
    if token.len() > LONGEST {
        return Err(Flaw::Unreadable);
    }
    let head = Head::of(token).filter(is_of_our_kind).ok_or(Flaw::Unreadable)?;
    let by_newer_name = head.alg == ED25519;
    let way: Algorithm = match by_newer_name {
        true => Algorithm::EdDSA,
        false => head.alg.parse()?,
    };
    if way.family() == AlgorithmFamily::Hmac {
        return Err(Flaw::NoProof);
    }
    for key in keys.that_may(way, head.kid.as_deref()) {
        let read = match by_newer_name {
            true => read_by_newer_name(token, key),
            false => {
                decode(token, &key.public, &expected(key, wanted)).map(|read| read.claims).map_err(Flaw::from)
            }
        };
        match read {
            Err(Flaw::UnknownKey) => {}
            Err(flaw) => return Err(flaw),
            Ok(claims) => return judge(&claims, wanted).map(|()| claims.sub),
        }
    }
    Err(Flaw::UnknownKey)
}

/// The claims of a token whose head the library does not know, once this key has signed it. Issuer and audience are
/// compared in `judge`.
fn read_by_newer_name(token: &str, key: &Key) -> Result<Claims, Flaw> {
    let (message, signed) = token.rsplit_once('.').ok_or(Flaw::Unreadable)?;
    if message.split('.').count() != 2 {
        return Err(Flaw::Unreadable);
    }
    match verify(signed, message.as_bytes(), &key.public, Algorithm::EdDSA)? {
        true => Ok(insecure_decode_claims(token)?),
        false => Err(Flaw::UnknownKey),
    }
}

fn judge(claims: &Claims, wanted: &Wanted<'_>) -> Result<(), Flaw> {
    let (now, asked_at) = (wanted.now as f64, wanted.asked_at as f64);
    if claims.iss != wanted.issuer {
        return Err(Flaw::Issuer);
    }
    let other_party = claims.azp.as_ref().is_some_and(|party| party != wanted.client);
    if !claims.aud.is(wanted.client) || other_party {
        return Err(Flaw::Audience);
    }
    if claims.nonce.as_deref() != Some(wanted.nonce) {
        return Err(Flaw::Nonce);
    }
    if now >= claims.exp + LEEWAY {
        return Err(Flaw::Expired);
    }
    if claims.iat > now + LEEWAY || claims.nbf.is_some_and(|begins| begins > now + LEEWAY) {
        return Err(Flaw::NotYet);
    }
    // Asked for by `max_age`: without it a provider that forgets to ask anew would let the next one in as the last one.
    let shown = claims.auth_time.ok_or(Flaw::Undated)?;
    if shown > now + LEEWAY {
        return Err(Flaw::NotYet);
    }
    if shown < asked_at - LEEWAY {
        return Err(Flaw::Stale);
    }
    if claims.sub.is_empty() || claims.sub.len() > LONGEST_SUBJECT {
        return Err(Flaw::Subject);
    }
    Ok(())
}

#[cfg(test)]
mod tests;

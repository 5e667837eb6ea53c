//! Whether an ID token holds, and whom it names (OpenID Connect Core §3.1.3.7).
//!
//! A claim of another type than the standard's makes a token unreadable; it is never as if it were not there.

use serde::Deserialize;

use crate::keys::{Keys, Seen, bytes};

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
    /// It is no token of the kind that is taken here.
    Unreadable,
    /// It is signed in no way that only the provider can sign.
    NoProof,
    /// It is signed by none of the keys.
    UnknownKey,
    Issuer,
    Audience,
    Nonce,
    Expired,
    NotYet,
    /// Nobody has signed in there since it was asked.
    Stale,
    Subject,
}

impl Flaw {
    /// For the log.
    pub(crate) fn in_words(self) -> &'static str {
        match self {
            Self::Unreadable => "the token cannot be read",
            Self::NoProof => "the token is not signed with a key of the provider alone",
            Self::UnknownKey => "none of the provider's keys has signed the token",
            Self::Issuer => "the token is of another issuer",
            Self::Audience => "the token is for another house",
            Self::Nonce => "the token answers another question",
            Self::Expired => "the token has expired, or a clock is off",
            Self::NotYet => "the token does not hold yet, or a clock is off",
            Self::Stale => "nobody has signed in there since it was asked",
            Self::Subject => "the token names nobody",
        }
    }
}

#[derive(Deserialize)]
struct Head {
    alg: String,
    kid: Option<String>,
    typ: Option<String>,
    /// Extensions that must be understood; none is.
    crit: Option<serde_json::Value>,
}

#[derive(Deserialize)]
struct Claims {
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

fn json<T: for<'a> Deserialize<'a>>(part: &str) -> Option<T> {
    serde_json::from_slice(&bytes(part)?).ok()
}

/// Whom a token names, if it holds.
pub(crate) fn subject(token: &str, keys: &Keys, wanted: &Wanted<'_>) -> Result<String, Flaw> {
    if token.len() > LONGEST {
        return Err(Flaw::Unreadable);
    }
    let (message, signed) = token.rsplit_once('.').ok_or(Flaw::Unreadable)?;
    let (head, claims) = message.split_once('.').ok_or(Flaw::Unreadable)?;
    if claims.contains('.') {
        return Err(Flaw::Unreadable);
    }
    let head: Head = json(head).ok_or(Flaw::Unreadable)?;
    // An access token is none that says who somebody is (RFC 9068 §2.1, RFC 8725 §3.11).
    let of_our_kind = head
        .typ
        .is_none_or(|typ| typ.eq_ignore_ascii_case("JWT") || typ.eq_ignore_ascii_case("application/jwt"));
    if !of_our_kind || head.crit.is_some() {
        return Err(Flaw::Unreadable);
    }
    let signed = bytes(signed).ok_or(Flaw::Unreadable)?;
    match keys.look(&head.alg, head.kid.as_deref(), message.as_bytes(), &signed) {
        Seen::Signed => {}
        Seen::Unknown => return Err(Flaw::UnknownKey),
        Seen::NoProof => return Err(Flaw::NoProof),
    }
    let claims: Claims = json(claims).ok_or(Flaw::Unreadable)?;
    judge(&claims, wanted)?;
    Ok(claims.sub)
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
    if claims.auth_time.is_some_and(|shown| shown < asked_at - LEEWAY) {
        return Err(Flaw::Stale);
    }
    if claims.sub.is_empty() || claims.sub.len() > LONGEST_SUBJECT {
        return Err(Flaw::Subject);
    }
    Ok(())
}

#[cfg(test)]
mod tests;

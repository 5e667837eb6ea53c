//! Signing in, and who a request comes from.
//!
//! A session is a random 256-bit token in a cookie; the database keeps its hash only. It ends after
//! twelve hours, or after two without use, or when the account or the post ends. The handler
//! receives an [`Actor`]; a form that changes something arrives as [`Posted`], which has proved
//! that it comes from one of this session's own pages.

mod agent;
mod cookies;
pub(crate) mod sender;
pub mod store;

pub use super::hashing::hash_password;
pub use agent::{Browser, OperatingSystem, agent};
pub use cookies::{Cookies, cookie};

use anyhow::Result;
use axum::body::Body;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::header::{CONTENT_LENGTH, HeaderMap};
use axum::http::request::Parts;
use sha2::{Digest, Sha256};
use xinan_domain::answers::Answers;
use xinan_domain::region::Region;
use xinan_domain::text::Lang;

use self::sender::Sender;
use super::actor::Actor;
use super::app::App;
use super::problem::Problem;
use super::ui::layout::View;
use crate::policy::Guard;

/// A second, as instants are stored.
pub(crate) const SECOND: i64 = 1_000_000;
/// How far an instant may lie in the time to come: the clocks of several servers are never quite the same.
pub(crate) const AHEAD: i64 = 60 * SECOND;
/// 绝对时限.
pub(crate) const LONGEST: i64 = 12 * 3600 * SECOND;
/// Without use.
pub(crate) const IDLE: i64 = 2 * 3600 * SECOND;
/// How exactly use is noted: not on every request, which would make every page a write.
const SEEN_EVERY: i64 = 300 * SECOND;
/// The largest form: a follow-up with long notes is a few kilobytes.
pub(crate) const LARGEST_FORM: usize = 256 * 1024;

/// A fresh random token as hexadecimal text.
///
/// # Errors
/// When the operating system has no randomness to give.
pub fn fresh_token() -> Result<String> {
    let mut bytes = [0_u8; 32];
    getrandom::fill(&mut bytes).map_err(|error| anyhow::anyhow!("no randomness: {error}"))?;
    Ok(hex(&bytes))
}

/// Bytes as they stand in addresses.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The 32 bytes of a hash that stands in an address.
pub(crate) fn from_hex(text: &str) -> Option<Vec<u8>> {
    let whole = text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    whole.then(|| (0..32).filter_map(|at| u8::from_str_radix(&text[2 * at..2 * at + 2], 16).ok()).collect())
}

/// What the database keeps of a token.
pub fn hash_of(token: &str) -> Vec<u8> {
    Sha256::digest(token.as_bytes()).to_vec()
}

/// The language and looks that the browser asked for last.
pub fn preferences(headers: &HeaderMap) -> (Lang, View) {
    let lang = match cookie(headers, "lang") {
        Some("en") => Lang::En,
        _ => Lang::Zh,
    };
    let on = |name| cookie(headers, name) == Some("1");
    (lang, View { large: on("large"), covered: on("covered"), dense: on("dense") })
}

impl FromRequestParts<App> for Actor {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        admitted(app, parts).await
    }
}

async fn admitted(app: &App, parts: &Parts) -> Result<Actor, Problem> {
    admit(app, &parts.headers, parts.extensions.get::<Guard>()).await
}

/// Who asks, when the address lets the post in. With a password that was handed over one goes where it is changed,
/// without the second factor that the county asks for where that is set up, and out; where nothing guards, nobody is let in.
pub(crate) async fn admit(app: &App, headers: &HeaderMap, guard: Option<&Guard>) -> Result<Actor, Problem> {
    let (actor, lacks) = found(headers, app).await?;
    match guard {
        Some(guard) if lacks.own_password && *guard != Guard::SignedIn => Err(Problem::OwnPasswordFirst),
        Some(guard) if lacks.factor && !matches!(guard, Guard::SignedIn | Guard::Securing) => {
            Err(Problem::FactorFirst)
        }
        Some(guard) if guard.admits(&actor) => Ok(actor),
        _ => Err(Problem::NotAllowed),
    }
}

/// Who asks, by the session that the request brought.
///
/// # Errors
/// [`Problem::SignedOut`] without a living session.
pub async fn actor(headers: &HeaderMap, app: &App) -> Result<Actor, Problem> {
    Ok(found(headers, app).await?.0)
}

/// What somebody is still to do before anything else.
struct Lacks {
    /// The password was handed over by somebody, and is not the own one yet.
    own_password: bool,
    /// The county asks for a second factor of such a post, and there is none.
    factor: bool,
}

/// Who asks, and what is still to be done first.
async fn found(headers: &HeaderMap, app: &App) -> Result<(Actor, Lacks), Problem> {
    let Some(token) = app.cookies().session(headers) else { return Err(Problem::SignedOut) };
    let hash = hash_of(token);
    let now = app.now();
    let at = now.micros();
    let Some(session) = store::find(app.db(), &hash, at, now.day()).await? else {
        return Err(Problem::SignedOut);
    };
    // A clock was wrong. Such a session would live until its time comes, and then its twelve hours.
    if session.begun_at.max(session.seen_at) > at + AHEAD {
        let mut tx = app.db().write().await?;
        store::end(&mut tx, &hash, at).await?;
        tx.commit().await?;
        return Err(Problem::SignedOut);
    }
    if at - session.seen_at > SEEN_EVERY {
        let mut tx = app.db().write().await?;
        store::seen(&mut tx, &hash, at).await?;
        tx.commit().await?;
    }
    let Ok(region) = Region::parse(&session.region) else { return Err(Problem::SignedOut) };
    let (lang, view) = preferences(headers);
    let limits = app.settings().rules.periods(&region).on(now.day()).access;
    let actor = Actor {
        account: session.account,
        post: session.post,
        kind: session.kind,
        region,
        posts: session.posts,
        share: session.kind.share(&limits),
        listed: session.kind.listed(&limits),
        office: session.office,
        institution: session.institution,
        name: session.name,
        form_key: session.form_key,
        lang,
        view,
    };
    let lacks = Lacks {
        own_password: session.handed_over,
        factor: !session.has_factor
            && app.settings().requires_second_factor(actor.kind, &actor.region, now.day()),
    };
    Ok((actor, lacks))
}

/// A form that somebody sent from one of this session's own pages.
pub struct Posted {
    /// Who sent it.
    pub actor: Actor,
    /// What was typed.
    pub answers: Answers,
}

impl FromRequest<App> for Posted {
    type Rejection = Problem;

    async fn from_request(request: Request, app: &App) -> Result<Self, Problem> {
        match Typed::from_request(request, app).await? {
            Typed { actor, answers, outdated: false } => Ok(Self { actor, answers }),
            Typed { .. } => Err(Problem::Forged),
        }
    }
}

/// A long form, whose text is worth keeping: when its key is that of a former session, as after signing in
/// anew beside it, the handler shows it again with what was typed and stores nothing.
pub struct Typed {
    /// Who sent it.
    pub actor: Actor,
    /// What was typed.
    pub answers: Answers,
    /// Its key is not this session's: nothing of it may be stored.
    pub outdated: bool,
}

impl FromRequest<App> for Typed {
    type Rejection = Problem;

    async fn from_request(request: Request, app: &App) -> Result<Self, Problem> {
        let (parts, body) = request.into_parts();
        let actor = admitted(app, &parts).await?;
        let answers = read_form(app, &parts, body).await?;
        let outdated = !same_key(answers.raw("csrf"), &actor.form_key);
        // What another site typed is not shown as somebody's own words, to be saved with the next tap.
        if outdated && app.sender(&parts.headers, &parts.uri) != Sender::Ours {
            return Err(Problem::Forged);
        }
        Ok(Self { actor, answers, outdated })
    }
}

/// A form sent without a session: signing in.
pub struct Open {
    /// What was typed.
    pub answers: Answers,
    /// The request's headers.
    pub headers: HeaderMap,
}

impl FromRequest<App> for Open {
    type Rejection = Problem;

    async fn from_request(request: Request, app: &App) -> Result<Self, Problem> {
        let (parts, body) = request.into_parts();
        let answers = read_form(app, &parts, body).await?;
        Ok(Self { answers, headers: parts.headers })
    }
}

pub(crate) async fn read_form(app: &App, parts: &Parts, body: Body) -> Result<Answers, Problem> {
    if app.sender(&parts.headers, &parts.uri) == Sender::Elsewhere {
        return Err(Problem::Forged);
    }
    let length = parts.headers.get(CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse().ok());
    let body = match axum::body::to_bytes(body, LARGEST_FORM).await {
        Ok(body) => body,
        Err(_) if length.is_some_and(|length: usize| length <= LARGEST_FORM) => {
            return Err(Problem::Malformed);
        }
        Err(_) => return Err(Problem::FormTooLarge),
    };
    let pairs: Vec<(String, String)> = serde_urlencoded::from_bytes(&body).map_err(|_| Problem::Malformed)?;
    Ok(Answers::new(pairs))
}

/// Whether the form's key is the session's, without telling by its timing how much of it fits.
pub fn same_key(given: &str, wanted: &str) -> bool {
    given.len() == wanted.len()
        && given.bytes().zip(wanted.bytes()).fold(0, |differing, (a, b)| differing | (a ^ b)) == 0
}

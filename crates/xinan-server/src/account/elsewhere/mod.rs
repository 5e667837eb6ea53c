//! 统一身份登录 — signing in with an identity that a provider elsewhere vouches for, in place of the password.
//!
//! The provider opens nothing by itself. Whoever is signed in here ties the own account to an identity there, confirmed
//! anew ([`super::confirm`]), one to one; from then on that identity stands where the password stood, and nowhere else:
//! the second factor, a password that was handed over, ended posts and closed accounts are as they were
//! ([`super::web::first_shown`]). No account is made and no post is given by what the provider says.
//!
//! A browser is sent there with a question that is kept here, under the hash of a cookie of its own, and is good for one
//! answer and ten minutes: what comes back to another browser, twice, late or without having been asked for is nothing
//! (docs/decisions/0037).

pub(crate) mod store;
mod view;
pub mod web;

#[cfg(test)]
pub(crate) mod tests;

use anyhow::Result;
use axum::http::{HeaderMap, StatusCode, header};
use xinan_db::{Tx, Uuid};
use xinan_domain::text::Lang;

use crate::shell::app::App;
use crate::shell::session::SECOND;
use crate::texts;

/// How long one has to sign in there.
pub(crate) const LASTS: i64 = 10 * 60 * SECOND;
/// Browsers that are sent there from one source in that time: an institution's morning, and no flood of questions.
const MOST_FROM_SOURCE: i64 = 300;
/// The cookie under which a browser is asked.
const COOKIE: &str = "xinan_elsewhere";
/// Where the provider sends browsers back to.
const RETURN: &str = "/sign-in/elsewhere/return";
/// The page on which it is tied.
const HERE: &str = "/account/elsewhere";
/// Bytes of what a browser may come back with: the longest code, and the longest of everything else.
const LONGEST_CODE: usize = 4096;
const LONGEST: usize = 512;

/// Why somebody is not signed in, or not tied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Why {
    /// The provider does not answer.
    Away,
    /// Its answer does not hold.
    Refused,
    /// It does not say when somebody signed in there.
    Undated,
    /// It says that nobody has signed in there.
    Declined,
    /// Nothing was asked in this browser, or it was answered, or too long ago.
    NotAsked,
    /// The identity is tied to no account that is open.
    Unknown,
    /// It is tied to another one.
    Taken,
    /// Too often from here; the seconds to wait.
    TooMany(u32),
    /// The account that was to be tied is closed.
    Closed,
    /// The house is reached by an address that the provider does not know.
    NoHouse,
}

impl Why {
    /// What happened and what to do.
    fn say(self, lang: Lang, name: &str) -> String {
        match self {
            Self::Away => texts::elsewhere_away(lang, name),
            Self::Refused => texts::elsewhere_refused(lang, name),
            Self::Undated => texts::elsewhere_undated(lang, name),
            Self::Declined => texts::elsewhere_declined(lang, name),
            Self::NotAsked => texts::elsewhere_not_asked(lang).to_owned(),
            Self::Unknown => texts::elsewhere_unknown(lang, name),
            Self::Taken => texts::elsewhere_taken(lang, name),
            Self::TooMany(seconds) => texts::elsewhere_too_many(lang, seconds.div_ceil(60)),
            Self::Closed => texts::elsewhere_closed(lang).to_owned(),
            Self::NoHouse => texts::elsewhere_no_house(lang, name),
        }
    }

    fn status(self) -> StatusCode {
        match self {
            Self::Away => StatusCode::SERVICE_UNAVAILABLE,
            Self::TooMany(_) => StatusCode::TOO_MANY_REQUESTS,
            _ => StatusCode::UNPROCESSABLE_ENTITY,
        }
    }

    /// For the log.
    fn in_log(self) -> &'static str {
        match self {
            Self::Away => "the provider is away",
            Self::Refused => "its answer does not hold",
            Self::Undated => "it does not say when",
            Self::Declined => "not signed in there",
            Self::NotAsked => "another answer than was asked for",
            Self::Unknown => "tied to nobody",
            Self::Taken => "tied to another",
            Self::TooMany(_) => "too often",
            Self::Closed => "the account is closed",
            Self::NoHouse => "no address",
        }
    }
}

/// How people know the provider.
pub(super) fn name(app: &App, lang: Lang) -> String {
    let named = app.elsewhere().and_then(|provider| provider.name().map(str::to_owned));
    named.unwrap_or_else(|| texts::elsewhere_name(lang).to_owned())
}

/// Where the provider sends this browser back to: where the house is reached by HTTPS, or on the machine itself.
fn redirect(app: &App, headers: &HeaderMap) -> Option<String> {
    if let Some(origin) = app.origin() {
        return Some(format!("{origin}{RETURN}"));
    }
    let host = headers.get(header::HOST)?.to_str().ok()?;
    let (name, port) = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => (name, Some(port)),
        _ => (host, None),
    };
    let near = ["localhost", "127.0.0.1", "[::1]"].contains(&name) && port != Some("");
    near.then(|| format!("http://{host}{RETURN}"))
}

/// What 我的登录 says of it; none where there is nothing to say.
pub(super) struct Shown {
    /// How people know the provider.
    pub(super) name: String,
    /// The account is tied.
    pub(super) tied: bool,
}

/// Whether the account is tied, or can be.
pub(super) async fn shown(app: &App, tx: &mut Tx, account: Uuid, lang: Lang) -> Result<Option<Shown>> {
    let tied = store::of_account(tx, account).await?.is_some();
    Ok((tied || app.elsewhere().is_some()).then(|| Shown { name: name(app, lang), tied }))
}

//! What can go wrong with a request, and the page that says so.
//!
//! Out of reach looks exactly like absent. A fault of ours is logged once, here, with a short
//! number that the page shows; the log never holds names, numbers or findings.

use axum::body::Body;
use axum::extract::{MatchedPath, Request, State};
use axum::http::{Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use maud::html;
use xinan_db::audit;
use xinan_domain::text::Lang;

use super::actor::Actor;
use super::app::App;
use super::confirmed::ToBeConfirmed;
use super::page::{About, first_page, page};
use super::session::{actor, preferences};
use super::turned_away::Why;
use super::ui::layout::Page;
use super::ui::notice::instead;
use crate::texts;

/// A request that could not be done.
#[derive(Debug)]
pub enum Problem {
    /// Absent, or not within reach: nobody can tell which.
    NotFound,
    /// Within reach, but not a duty of this post.
    NotAllowed,
    /// A reported death, whose day of entry is past: the county office corrects it.
    DeathKept,
    /// A visit that the township or the county entered is theirs to correct.
    VisitOfOthers,
    /// Not signed in, or no longer.
    SignedOut,
    /// At the person's own door: the card first, or once more because the session has ended.
    CardFirst {
        /// There was a session.
        late: bool,
    },
    /// Signed in with a password that somebody else knows: it is replaced first.
    OwnPasswordFirst,
    /// Signed in without the second factor that the post must have: it is set up first.
    FactorFirst,
    /// The password was shown, and the code not in time.
    CodeTooLate,
    /// It is to be confirmed first; whoever asks for that shows a page instead. What it is, in one sentence.
    Unconfirmed(String),
    /// The account has seen as many different people today as a day allows.
    ShareUsedUp,
    /// The form did not come from this session's own page.
    Forged,
    /// The request is not understood.
    Malformed,
    /// What was sent is larger than allowed.
    TooLarge,
    /// A form is longer than any that is filled in by hand.
    FormTooLarge,
    /// Others are writing just now; in a moment it will work.
    Busy,
    /// Who reads and writes cannot be written down: nothing is shown that would have to be.
    Unlogged(anyhow::Error),
    /// The keys here are of before: what they would seal, nobody could open for long.
    Behind(anyhow::Error),
    /// Our fault.
    Fault(anyhow::Error),
}

impl From<anyhow::Error> for Problem {
    fn from(error: anyhow::Error) -> Self {
        match xinan_db::is_busy(&error) {
            true => Self::Busy,
            false if xinan_db::audit::is_unlogged(&error) => Self::Unlogged(error),
            false if xinan_db::sealed::is_behind(&error) => Self::Behind(error),
            false => Self::Fault(error),
        }
    }
}

/// Seconds after which somebody who met a busy house may try again.
const AGAIN_AFTER: u32 = 10;

/// What a problem says, in both languages: whoever knows the reader's makes the page of it.
#[derive(Debug, Clone)]
struct Said {
    zh: (&'static str, String),
    en: (&'static str, String),
    /// What is said instead to whoever cares for nobody: the way on is another.
    apart: Option<fn(Lang) -> &'static str>,
}

impl Said {
    fn new(say: impl Fn(Lang) -> (&'static str, String)) -> Self {
        Self { zh: say(Lang::Zh), en: say(Lang::En), apart: None }
    }

    fn to(&self, lang: Lang) -> (&'static str, &str) {
        let (title, what) = if lang == Lang::En { &self.en } else { &self.zh };
        (title, what)
    }

    /// To somebody who is known.
    fn to_actor(&self, actor: &Actor) -> (&'static str, &str) {
        let (title, what) = self.to(actor.lang);
        match self.apart {
            Some(apart) if !actor.kind.cares() => (title, apart(actor.lang)),
            _ => (title, what),
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        use texts as t;
        let (status, said) = match &self {
            Self::SignedOut => {
                let to = [(header::LOCATION, "/sign-in")];
                return (StatusCode::SEE_OTHER, to).into_response();
            }
            Self::CardFirst { late } => {
                let to = if *late { "/my/sign-in?late=1" } else { "/my/sign-in" };
                return (StatusCode::SEE_OTHER, [(header::LOCATION, to)]).into_response();
            }
            Self::CodeTooLate => {
                let to = [(header::LOCATION, "/sign-in?late=1")];
                return (StatusCode::SEE_OTHER, to).into_response();
            }
            Self::FactorFirst => {
                let to = [(header::LOCATION, "/account/factor?done=first")];
                return (StatusCode::SEE_OTHER, to).into_response();
            }
            Self::OwnPasswordFirst => {
                let to = [(header::LOCATION, "/account?done=first")];
                return (StatusCode::SEE_OTHER, to).into_response();
            }
            Self::Unconfirmed(_) => {
                let said = Said::new(|l| (t::unconfirmed_title(l), t::unconfirmed(l).to_owned()));
                (StatusCode::FORBIDDEN, said)
            }
            Self::NotFound => {
                (StatusCode::NOT_FOUND, Said::new(|l| (t::not_found_title(l), t::not_found(l).to_owned())))
            }
            Self::NotAllowed => {
                let said = Said::new(|l| (t::not_allowed_title(l), t::not_allowed(l).to_owned()));
                (StatusCode::FORBIDDEN, Said { apart: Some(t::not_allowed_apart), ..said })
            }
            Self::ShareUsedUp => {
                let title = t::share_used_up_title;
                (StatusCode::TOO_MANY_REQUESTS, Said::new(|l| (title(l), t::share_used_up(l).to_owned())))
            }
            Self::VisitOfOthers => {
                let title = t::visit_of_others_title;
                (StatusCode::FORBIDDEN, Said::new(|l| (title(l), t::visit_of_others(l).to_owned())))
            }
            Self::DeathKept => {
                (StatusCode::FORBIDDEN, Said::new(|l| (t::death_kept_title(l), t::death_kept(l).to_owned())))
            }
            Self::Forged => {
                (StatusCode::FORBIDDEN, Said::new(|l| (t::forged_title(l), t::forged(l).to_owned())))
            }
            Self::Malformed => {
                (StatusCode::BAD_REQUEST, Said::new(|l| (t::malformed_title(l), t::malformed(l).to_owned())))
            }
            Self::TooLarge => (
                StatusCode::PAYLOAD_TOO_LARGE,
                Said::new(|l| (t::too_large_title(l), t::too_large(l).to_owned())),
            ),
            Self::FormTooLarge => {
                let said = Said::new(|l| (t::too_large_title(l), t::form_too_large(l).to_owned()));
                (StatusCode::PAYLOAD_TOO_LARGE, said)
            }
            Self::Busy => {
                (StatusCode::SERVICE_UNAVAILABLE, Said::new(|l| (t::busy_title(l), t::busy(l).to_owned())))
            }
            Self::Unlogged(error) => {
                tracing::error!(error = format!("{error:#}"), "the log cannot go on; no record is shown");
                let said = Said::new(|l| (t::unlogged_title(l), t::unlogged(l).to_owned()));
                (StatusCode::SERVICE_UNAVAILABLE, said)
            }
            Self::Behind(error) => {
                tracing::error!(error = format!("{error:#}"), "nothing is saved");
                let said = Said::new(|l| (t::behind_title(l), t::behind(l).to_owned()));
                (StatusCode::SERVICE_UNAVAILABLE, said)
            }
            Self::Fault(error) => {
                let number = fault_number();
                tracing::error!(number, error = format!("{error:#}"), "a request failed");
                let said = Said::new(|l| (t::fault_title(l), t::fault(l, &number)));
                (StatusCode::INTERNAL_SERVER_ERROR, said)
            }
        };
        let (title, what) = said.to(Lang::Zh);
        let body = Page::new(Lang::Zh, title).show_bare(&instead(title, what, None));
        let mut response = (status, body).into_response();
        match self {
            Self::Busy | Self::Unlogged(_) | Self::Behind(_) => {
                _ = response.headers_mut().insert(header::RETRY_AFTER, AGAIN_AFTER.into())
            }
            _ => {}
        }
        let why = match &self {
            Self::NotFound => Some(Why::NotFound),
            Self::NotAllowed => Some(Why::NotAllowed),
            Self::Forged => Some(Why::Forged),
            _ => None,
        };
        if let Some(why) = why {
            response.extensions_mut().insert(why);
        }
        if matches!(self, Self::ShareUsedUp) {
            response.extensions_mut().insert(UsedUp);
        }
        if let Self::Unconfirmed(sentence) = self {
            response.extensions_mut().insert(ToBeConfirmed(sentence));
        }
        response.extensions_mut().insert(said);
        response
    }
}

/// Beside an answer: the share of the day is used up, which is logged where it is known who asked.
#[derive(Debug, Clone, Copy)]
struct UsedUp;

/// Enters that somebody came to the end of the day's share.
async fn log_used_up(app: &App, actor: &Actor) -> anyhow::Result<()> {
    let mut tx = app.db().read().await?;
    let detail = format!("{} people a day", actor.share);
    audit::record(&mut tx, &actor.entry(&app.now(), "share.used_up", None, detail)).await?;
    tx.commit().await
}

/// How something was asked for: the pattern of the address, where it fits one.
type Asked = (Method, Option<MatchedPath>);

/// Enters that somebody asked for what is not there or not theirs: by the pattern of the address, which names nobody.
async fn log_turned_away(app: &App, actor: &Actor, why: Why, asked: &Asked) -> anyhow::Result<()> {
    let now = app.now();
    let Some(more) = app.turned_away().note(actor.account, why, now.micros()) else { return Ok(()) };
    let (method, path) = asked;
    let path = path.as_ref().map_or("no address", MatchedPath::as_str);
    let before = if more > 0 { format!(", {more} more before") } else { String::new() };
    let detail = format!("{}: {method} {path}{before}", why.name());
    let mut tx = app.db().read().await?;
    audit::record(&mut tx, &actor.entry(&now, "access.refused", None, detail)).await?;
    tx.commit().await
}

/// Puts a problem's sentence into the page of whoever asked: in their language, and with the menu when
/// they are signed in. Where it arises, nobody knows who reads it.
pub async fn dress(State(app): State<App>, request: Request, next: Next) -> Response {
    let headers = request.headers().clone();
    let at_own_door = is_own_door(request.uri().path());
    let asked = (request.method().clone(), request.extensions().get::<MatchedPath>().cloned());
    let response = next.run(request).await;
    let Some(said) = response.extensions().get::<Said>().cloned() else { return response };
    let lang = preferences(&headers).0;
    let used_up = response.extensions().get::<UsedUp>().is_some();
    let page = match actor(&headers, &app).await {
        // Whoever reads the own record is no member of staff, also where the browser is theirs.
        _ if at_own_door => {
            let (title, what) = said.to(lang);
            let way = html! { a.btn href="/my" { (texts::my_to_first_page(lang)) } };
            Page { home: "/my", ..Page::new(lang, title) }.show_bare(&instead(title, what, Some(&way)))
        }
        Ok(actor) => {
            let (title, what) = said.to_actor(&actor);
            if used_up && let Err(error) = log_used_up(&app, &actor).await {
                return Problem::from(error).into_response();
            }
            let why = response.extensions().get::<Why>().copied();
            if let Some(why) = why
                && let Err(error) = log_turned_away(&app, &actor, why, &asked).await
            {
                return Problem::from(error).into_response();
            }
            let first = first_page(&actor);
            let way = if first == "/" { texts::to_today(lang) } else { texts::to_first_page(lang) };
            let way = html! { a.btn href=(first) { (way) } };
            let about = About { title, ..About::default() };
            page(&actor, &app.now(), &about, &instead(title, what, Some(&way)))
        }
        Err(_) => {
            let (title, what) = said.to(lang);
            let way = html! { a.btn href="/" { (texts::to_first_page(lang)) } };
            Page::new(lang, title).show_bare(&instead(title, what, Some(&way)))
        }
    };
    let (mut parts, _) = response.into_parts();
    parts.headers.remove(header::CONTENT_LENGTH);
    Response::from_parts(parts, Body::from(page.into_string()))
}

/// Whether an address is one of the person's own door.
pub(crate) fn is_own_door(path: &str) -> bool {
    path == "/my" || path.starts_with("/my/")
}

/// A short number that a user can read out on the telephone and an administrator finds in the log.
fn fault_number() -> String {
    let id = xinan_db::new_id().simple().to_string().to_uppercase();
    format!("E-{}", &id[id.len() - 5..])
}

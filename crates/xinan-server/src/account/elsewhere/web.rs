//! Handlers of going to the provider, coming back, and tying one's own account.

use axum::extract::State;
use axum::http::header::SET_COOKIE;
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use xinan_db::{Tx, Uuid, audit};

use super::store::{self, Identity, Purpose, Question};
use super::view::{self, Page};
use super::{COOKIE, HERE, LASTS, LONGEST, LONGEST_CODE, MOST_FROM_SOURCE, Why, name, redirect};
use crate::account::attempts::{Whose, attempt, entry, to_the_end};
use crate::account::web::{
    Entering, SignIn, Wrong, first_shown, is_ours, page as sign_in, redirect as lead, wait,
};
use crate::policy::Guard;
use crate::shell::actor::Actor;
use crate::shell::app::App;
use crate::shell::clock::Moment;
use crate::shell::confirmed::Confirmed;
use crate::shell::elsewhere::{Asked, Came, Trouble};
use crate::shell::extract::Query;
use crate::shell::problem::Problem;
use crate::shell::session::sender::Sender;
use crate::shell::session::{AHEAD, Posted, SECOND, admit, fresh_token, hash_of, preferences, same_key};
use crate::shell::source::Origin;
use crate::texts;

/// Where somebody wants to go afterwards.
#[derive(Debug, Deserialize)]
pub struct Leaving {
    #[serde(default)]
    back: String,
}

/// The address that leads there, with where to go afterwards.
pub(in crate::account) fn address(back: Option<&str>) -> String {
    let query = back.map(|back| serde_urlencoded::to_string([("back", back)]).unwrap_or_default());
    query.map_or_else(|| "/sign-in/elsewhere".to_owned(), |query| format!("/sign-in/elsewhere?{query}"))
}

/// GET /sign-in/elsewhere: on to the provider. A link and not a form, whose answer may not lead out of the house.
pub async fn leave(
    State(app): State<App>,
    origin: Origin,
    uri: Uri,
    Query(Leaving { back }): Query<Leaving>,
) -> Result<Response, Problem> {
    let provider = app.elsewhere().ok_or(Problem::NotFound)?;
    // Nobody else begins a sign-in here.
    if app.sender(&origin.headers, &uri) == Sender::Elsewhere {
        return Ok(lead("/sign-in", &[]));
    }
    let back = Some(back).filter(|back| is_ours(back) && back.len() <= LONGEST);
    let begun = begin(&app, &origin, Purpose::SignIn { back: back.clone() }).await?;
    let (asked, cookie) = match begun {
        Ok(begun) => begun,
        Err(why) => return Ok(not_in(&app, &origin.headers, why, back.as_deref())),
    };
    match provider.address(&asked, app.now().micros()).await {
        Ok(address) => Ok(lead(&address, &[cookie])),
        Err(trouble) => Ok(not_in(&app, &origin.headers, told(&trouble), back.as_deref())),
    }
}

/// Keeps what this browser is sent there with; the cookie by which it is known again.
async fn begin(
    app: &App,
    origin: &Origin,
    purpose: Purpose,
) -> Result<Result<(Asked, String), Why>, Problem> {
    let Some(redirect) = redirect(app, &origin.headers) else { return Ok(Err(Why::NoHouse)) };
    let (token, at) = (fresh_token()?, app.now().micros());
    let asked =
        Asked { state: fresh_token()?, nonce: fresh_token()?, verifier: fresh_token()?, redirect, at };
    let (after, until) = (at - LASTS, at + AHEAD);
    let mut tx = app.db().write().await?;
    store::forget_unanswered(&mut tx, after, until).await?;
    if store::of_source(&mut tx, &origin.source, after, until).await? >= MOST_FROM_SOURCE {
        tx.commit().await?;
        return Ok(Err(Why::TooMany(u32::try_from(LASTS / SECOND).unwrap_or(600))));
    }
    let question = Question { asked: asked.clone(), purpose };
    store::ask(&mut tx, &hash_of(&token), &origin.source, &question).await?;
    tx.commit().await?;
    Ok(Ok((asked, app.cookies().set(COOKIE, &token, LASTS / SECOND))))
}

/// Says in the log why the provider said nothing that holds.
fn told(trouble: &Trouble) -> Why {
    tracing::warn!(why = %trouble, "no identity came from the provider");
    match trouble {
        Trouble::Away(_) => Why::Away,
        Trouble::Refused(_) => Why::Refused,
        Trouble::Undated(_) => Why::Undated,
    }
}

/// The page of signing in, with why it was not done that way; the password is as good as ever.
fn not_in(app: &App, headers: &HeaderMap, why: Why, back: Option<&str>) -> Response {
    let (lang, _) = preferences(headers);
    let wrong = Some(Wrong::Elsewhere(why.say(lang, &name(app, lang))));
    let page = sign_in(app, headers, lang, &SignIn { login: "", wrong, back });
    later(why, (why.status(), page).into_response())
}

fn later(why: Why, response: Response) -> Response {
    match why {
        Why::TooMany(seconds) => wait(response, seconds),
        _ => response,
    }
}

/// What a browser comes back with. What else a provider says stays unread.
#[derive(Debug, Deserialize)]
pub struct Arriving {
    #[serde(default)]
    state: String,
    #[serde(default)]
    code: String,
    iss: Option<String>,
    /// That it was not done there. Why is the provider's word and not ours, and is not shown.
    error: Option<String>,
}

/// GET /sign-in/elsewhere/return
pub async fn arrive(
    State(app): State<App>,
    origin: Origin,
    Query(arriving): Query<Arriving>,
) -> Result<Response, Problem> {
    if app.elsewhere().is_none() {
        return Err(Problem::NotFound);
    }
    to_the_end(async move {
        let mut response = come_in(&app, &origin, arriving).await?;
        // Whatever came of it: the question is answered.
        if let Ok(over) = HeaderValue::from_str(&app.cookies().set(COOKIE, "", 0)) {
            response.headers_mut().append(SET_COOKIE, over);
        }
        Ok(response)
    })
    .await
}

async fn come_in(app: &App, origin: &Origin, arriving: Arriving) -> Result<Response, Problem> {
    let Some(question) = take(app, &origin.headers).await? else {
        return Ok(not_in(app, &origin.headers, Why::NotAsked, None));
    };
    let found = identity(app, &question.asked, arriving).await?;
    let now = app.now();
    match (question.purpose, found) {
        (Purpose::SignIn { back }, Ok(identity)) => {
            enter(app, origin, &identity, back.as_deref(), &now).await
        }
        (Purpose::SignIn { back }, Err(why)) => {
            let mut tx = app.db().write().await?;
            log(&mut tx, origin, why, &now).await?;
            tx.commit().await?;
            Ok(not_in(app, &origin.headers, why, back.as_deref()))
        }
        (Purpose::Tie { account, session }, found) => {
            let actor = admit(app, &origin.headers, Some(&Guard::Own)).await?;
            let ours = actor.account == account && session == this_session(app, &origin.headers);
            let tied = match found {
                Ok(identity) if ours => tie(app, &actor, &identity, &now).await?,
                Ok(_) => Err(Why::NotAsked),
                Err(why) => Err(why),
            };
            match tied {
                Ok(()) => Ok(lead(&format!("{HERE}?done=tied"), &[])),
                Err(why) => {
                    let mut tx = app.db().write().await?;
                    let detail = why.in_log().to_owned();
                    audit::record(&mut tx, &actor.entry(&now, "identity.not_tied", None, detail)).await?;
                    tx.commit().await?;
                    page(app, &actor, Some(why), "").await
                }
            }
        }
    }
}

/// What this browser was sent there with, which is gone with its answer.
async fn take(app: &App, headers: &HeaderMap) -> Result<Option<Question>, Problem> {
    let Some(browser) = app.cookies().find(headers, COOKIE).map(hash_of) else { return Ok(None) };
    let now = app.now().micros();
    let mut tx = app.db().write().await?;
    let question = store::asked(&mut tx, &browser, now - LASTS, now + AHEAD).await?;
    store::forget(&mut tx, &browser).await?;
    tx.commit().await?;
    Ok(question)
}

/// Who it is, by what a browser came back with.
async fn identity(app: &App, asked: &Asked, arriving: Arriving) -> Result<Result<Identity, Why>, Problem> {
    let provider = app.elsewhere().ok_or(Problem::NotFound)?;
    let Arriving { state, code, iss, error } = arriving;
    if !same_key(&state, &asked.state) {
        return Ok(Err(Why::NotAsked));
    }
    if iss.as_ref().is_some_and(|issuer| issuer != provider.issuer()) {
        return Ok(Err(Why::Refused));
    }
    if error.is_some() {
        return Ok(Err(Why::Declined));
    }
    if code.is_empty() || code.len() > LONGEST_CODE {
        return Ok(Err(Why::Refused));
    }
    let came = Came { code, issuer: iss };
    Ok(match provider.subject(asked, &came, app.now().micros()).await {
        Ok(subject) => Ok(Identity { issuer: provider.issuer().to_owned(), subject }),
        Err(trouble) => Err(told(&trouble)),
    })
}

async fn log(tx: &mut Tx, origin: &Origin, why: Why, now: &Moment) -> Result<(), Problem> {
    let detail = format!("- {} {}", origin.source, why.in_log());
    Ok(audit::record(tx, &entry("sign_in.elsewhere", detail, now.micros())).await?)
}

/// In, as far as a password would have brought one.
async fn enter(
    app: &App,
    origin: &Origin,
    identity: &Identity,
    back: Option<&str>,
    now: &Moment,
) -> Result<Response, Problem> {
    let (lang, _) = preferences(&origin.headers);
    let mut tx = app.db().write().await?;
    let Some(owner) = store::owner(&mut tx, identity).await? else {
        let why = count_unknown(app, &mut tx, origin, identity, now).await?;
        tx.commit().await?;
        return Ok(not_in(app, &origin.headers, why, back));
    };
    store::used(&mut tx, owner.id, now.micros()).await?;
    let who = Entering {
        account: owner.account,
        login: &owner.login,
        name: &owner.name,
        source: &origin.source,
        shown: "identity elsewhere",
    };
    let flaw = match first_shown(app, tx, &origin.headers, &who, None, back, now).await? {
        Ok(response) => return Ok(response),
        Err(flaw) => flaw,
    };
    let wrong = Some(Wrong::Elsewhere(flaw.say(lang).to_owned()));
    let page = sign_in(app, &origin.headers, lang, &SignIn { login: "", wrong, back });
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

/// An identity that is tied to nobody is counted like a login that does not exist, and told nothing more.
async fn count_unknown(
    app: &App,
    tx: &mut Tx,
    origin: &Origin,
    identity: &Identity,
    now: &Moment,
) -> Result<Why, Problem> {
    let login = identity.in_one();
    let whose = Whose { account: None, login: &login, hash: None, signed_in: false };
    tx.alone_at("showing an identity").await?;
    Ok(match attempt(app, tx, &whose, origin, now.micros()).await? {
        Err(seconds) => Why::TooMany(seconds),
        Ok(attempt) => {
            attempt.count_in(tx, now.micros()).await?;
            log(tx, origin, Why::Unknown, now).await?;
            Why::Unknown
        }
    })
}

/// The session in which this is asked, by the hash of its token.
fn this_session(app: &App, headers: &HeaderMap) -> Vec<u8> {
    app.cookies().session(headers).map(hash_of).unwrap_or_default()
}

async fn tie(
    app: &App,
    actor: &Actor,
    identity: &Identity,
    now: &Moment,
) -> Result<Result<(), Why>, Problem> {
    let mut tx = app.db().write().await?;
    // Closed since the request was let in: a closed account is tied to nothing.
    if !store::is_open(&mut tx, actor.account).await? {
        tx.roll_back().await?;
        return Ok(Err(Why::Closed));
    }
    match store::owner(&mut tx, identity).await? {
        // Two tabs: it is done.
        Some(owner) if owner.account == actor.account => {}
        None if store::tie(&mut tx, actor.account, identity, now.micros()).await? => {
            audit::record(&mut tx, &actor.entry(now, "identity.tie", None, String::new())).await?;
        }
        _ => {
            tx.roll_back().await?;
            return Ok(Err(Why::Taken));
        }
    }
    tx.commit().await?;
    Ok(Ok(()))
}

/// What was just done.
#[derive(Debug, Deserialize)]
pub struct Done {
    #[serde(default)]
    done: String,
}

/// GET /account/elsewhere
pub async fn show(
    State(app): State<App>,
    actor: Actor,
    Query(Done { done }): Query<Done>,
) -> Result<Response, Problem> {
    page(&app, &actor, None, &done).await
}

async fn page(app: &App, actor: &Actor, why: Option<Why>, done: &str) -> Result<Response, Problem> {
    let name = name(app, actor.lang);
    let mut tx = app.db().read().await?;
    let tied = store::of_account(&mut tx, actor.account).await?;
    tx.commit().await?;
    let issuer = app.elsewhere().map(|provider| provider.issuer());
    // Whoever has just untied a provider that is gone still reads that it is done.
    if tied.is_none() && issuer.is_none() && done.is_empty() {
        return Err(Problem::NotFound);
    }
    let wrong = why.map(|why| why.say(actor.lang, &name));
    let page = Page { name: &name, tied: tied.as_ref(), issuer, wrong, done };
    let status = why.map_or(StatusCode::OK, Why::status);
    let response = (status, view::page(actor, &app.now(), &page)).into_response();
    Ok(match why {
        Some(why) => later(why, response),
        None => response,
    })
}

/// POST /account/elsewhere: begins to tie. Who one is was confirmed on the way; a link on the page after it leads out of the
/// house, since the answer to a form may not.
pub async fn begin_to_tie(
    State(app): State<App>,
    confirmed: Confirmed,
    origin: Origin,
    posted: Posted,
) -> Result<Response, Problem> {
    let actor = posted.actor;
    if app.elsewhere().is_none() {
        return Err(Problem::NotFound);
    }
    confirmed.needed(|| texts::confirm_says_tie(actor.lang, &name(&app, actor.lang)))?;
    let session = this_session(&app, &origin.headers);
    match begin(&app, &origin, Purpose::Tie { account: actor.account, session }).await? {
        Ok((_, cookie)) => Ok(lead(&format!("{HERE}/going"), &[cookie])),
        Err(why) => page(&app, &actor, Some(why), "").await,
    }
}

/// GET /account/elsewhere/going
pub async fn going(State(app): State<App>, actor: Actor, headers: HeaderMap) -> Result<Response, Problem> {
    if app.elsewhere().is_none() {
        return Err(Problem::NotFound);
    }
    let now = app.now();
    match to_tie(&app, &headers, actor.account, now.micros()).await? {
        Some(_) => Ok(view::going(&actor, &now, &name(&app, actor.lang)).into_response()),
        // Answered already, or too late: the page says how things are.
        None => Ok(lead(HERE, &[])),
    }
}

/// GET /account/elsewhere/leaving: on to the provider.
pub async fn leave_to_tie(
    State(app): State<App>,
    actor: Actor,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let provider = app.elsewhere().ok_or(Problem::NotFound)?;
    let now = app.now().micros();
    let Some(asked) = to_tie(&app, &headers, actor.account, now).await? else {
        return Ok(lead(HERE, &[]));
    };
    match provider.address(&asked, now).await {
        Ok(address) => Ok(lead(&address, &[])),
        Err(trouble) => page(&app, &actor, Some(told(&trouble)), "").await,
    }
}

/// What this session is sent there with to tie its account.
async fn to_tie(app: &App, headers: &HeaderMap, account: Uuid, now: i64) -> Result<Option<Asked>, Problem> {
    let Some(browser) = app.cookies().find(headers, COOKIE).map(hash_of) else { return Ok(None) };
    let mut tx = app.db().read().await?;
    let question = store::asked(&mut tx, &browser, now - LASTS, now + AHEAD).await?;
    tx.commit().await?;
    let wanted = Purpose::Tie { account, session: this_session(app, headers) };
    Ok(question.filter(|question| question.purpose == wanted).map(|question| question.asked))
}

/// POST /account/elsewhere/untying
pub async fn untie(State(app): State<App>, posted: Posted) -> Result<Response, Problem> {
    let actor = posted.actor;
    let now = app.now();
    let mut tx = app.db().write().await?;
    // Sent twice, it is gone all the same.
    if store::untie(&mut tx, actor.account).await? {
        audit::record(&mut tx, &actor.entry(&now, "identity.untie", None, String::new())).await?;
    }
    tx.commit().await?;
    Ok(lead(&format!("{HERE}?done=untied"), &[]))
}

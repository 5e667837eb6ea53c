//! 再确认一次 — what takes people out of the house, or says that somebody lives, is confirmed anew by who does it.
//!
//! Which addresses ask stands in the list of `routes.rs` ([`Asks`]), and they are asked for by [`ask`]: for a code of
//! the telephone where there is a second factor, else for the password. What was confirmed is bound to the session and
//! to this very act, is good for once, and ends after five minutes. An act that was refused has not used it up. A session
//! left open on a shared computer opens no door to a whole roster (docs/decisions/0029).
//!
//! The act is its method, its whole address and the sentence that says what is about to happen: who, what, and where. The
//! handler of a form says it when it is called unconfirmed, and does nothing; what a file is about is looked up. The page
//! carries a mark of the act that it asks about, and the handler says its sentence once more when it acts: if anything has
//! changed between reading, confirming and doing, it is asked anew.
//!
//! What surprises: a form that asks on a page of its own is sent once more from that page, with all that was typed, and
//! its handler reads it twice: to say what it would do, and to do it.

pub(crate) mod store;
mod view;
pub mod web;

#[cfg(test)]
mod tests;

use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::extract::{FromRequestParts, MatchedPath, Request, State};
use axum::http::header::CONTENT_LENGTH;
use axum::http::{HeaderMap, Method, StatusCode, Uri};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use xinan_db::{Tx, audit};
use xinan_domain::answers::Answers;
use xinan_domain::password::Password;

use super::attempts::{Tried, Whose, to_the_end, try_password};
use super::factor::{Flaw, Sent, store as factors, try_factor, wrong_at};
use super::own::store as accounts;
use super::passkey;
use super::web::{CROWDED_FOR, wait};
use crate::policy::Guard;
use crate::shell::actor::Actor;
use crate::shell::app::App;
use crate::shell::confirmed::{Confirmed, Leaves, Says, ToBeConfirmed};
use crate::shell::problem::Problem;
use crate::shell::session::sender::Sender;
use crate::shell::session::{AHEAD, LARGEST_FORM, SECOND, admit, hash_of, hex, same_key};
use crate::shell::source::Origin;
use crate::texts;

/// How long what was confirmed is good for.
pub(crate) const LASTS: i64 = 5 * 60 * SECOND;

/// Whether an address asks anew who one is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Asks {
    /// It does not.
    #[default]
    Nothing,
    /// On a page of its own: a file before it is made, and a form whenever there is something to do
    /// ([`crate::shell::confirmed`]).
    OnAPage(What),
    /// On a page of its own, when the handler finds that it is this which is about to be done.
    OnAPageFor(What),
    /// In its own form, beside what else is asked for there.
    InItsForm,
}

/// What is confirmed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum What {
    /// Taking out the roster as a workbook.
    ExportRoster,
    /// Printing the forms of a whole village.
    PrintVillage,
    /// Saying that a recorded death was an error.
    CorrectDeath,
    /// Closing a record, or opening it again.
    CloseRecord,
    /// Adding a device that stands in place of the code.
    AddPasskey,
    /// Tying the account to an identity elsewhere.
    TieIdentity,
    /// Issuing a card that opens a record to whoever holds it.
    IssueCard,
    /// Letting somebody read again from whom a person was to be safe.
    LiftSafety,
    /// Giving somebody a post, be it with an account or in place of another.
    GivePost,
    /// Giving somebody a password, be it to open a closed account.
    GivePassword,
    /// Taking somebody's second factor off.
    TakeFactorOff,
    /// Untying somebody's account from an identity elsewhere.
    UntieIdentity,
    /// Closing somebody's account.
    CloseAccount,
    /// Handing a territory over.
    HandOver,
    /// Confirming or refusing a post that was given.
    ConfirmPost,
    /// Taking entries of the log out as a workbook.
    ExportLog,
}

impl What {
    /// For the log.
    fn name(self) -> &'static str {
        match self {
            Self::ExportRoster => "taking out the roster",
            Self::PrintVillage => "printing a village",
            Self::CorrectDeath => "correcting a death",
            Self::CloseRecord => "closing a record",
            Self::AddPasskey => "adding a passkey",
            Self::TieIdentity => "tying an identity",
            Self::UntieIdentity => "untying somebody's identity",
            Self::IssueCard => "issuing a card",
            Self::LiftSafety => "lifting a protection",
            Self::GivePost => "giving a post",
            Self::GivePassword => "giving a password",
            Self::TakeFactorOff => "taking a second factor off",
            Self::CloseAccount => "closing an account",
            Self::HandOver => "handing a territory over",
            Self::ConfirmPost => "confirming a post",
            Self::ExportLog => "taking out the log",
        }
    }
}

/// An address that asks.
#[derive(Debug)]
pub(crate) struct Asked {
    pub(crate) method: Method,
    pub(crate) path: &'static str,
    pub(crate) guard: Guard,
    pub(crate) what: What,
    /// What is about to leave, where it is a file.
    pub(crate) says: Option<Says>,
}

/// The addresses that ask on a page of their own.
#[derive(Clone)]
pub(crate) struct Asking {
    app: App,
    addresses: Arc<[Asked]>,
}

impl Asking {
    /// All of them.
    pub(crate) fn at(app: App, addresses: impl Iterator<Item = Asked>) -> Self {
        Self { app, addresses: addresses.collect() }
    }

    fn of(&self, request: &Request) -> Option<&Asked> {
        let path = request.extensions().get::<MatchedPath>()?;
        let method = if request.method() == Method::HEAD { &Method::GET } else { request.method() };
        self.addresses.iter().find(|one| one.method == *method && one.path == path.as_str())
    }

    /// What is fetched at an address by somebody who is let in there. Of an address that asks for nothing, and of one that
    /// is not theirs, nothing is known.
    fn file(&self, actor: &Actor, address: &str) -> Option<&Asked> {
        let path = address.split(['?', '#']).next()?;
        let one = self.addresses.iter().find(|one| one.method == Method::GET && fits(one.path, path))?;
        Some(one).filter(|one| one.guard.admits(actor))
    }

    /// What is about to leave at the address of a file.
    async fn says(&self, actor: &Actor, asked: &Asked, address: &str) -> Result<Leaves, Problem> {
        match asked.says {
            Some(says) => says(self.app.clone(), actor.clone(), address.to_owned()).await,
            None => Ok(Leaves::default()),
        }
    }
}

/// Whether a path is one of the pattern of an address.
fn fits(pattern: &str, path: &str) -> bool {
    let mut parts = path.split('/');
    let each = pattern.split('/').all(|wanted| {
        let one = parts.next().unwrap_or_default();
        if wanted.starts_with('{') { !one.is_empty() } else { one == wanted }
    });
    each && parts.next().is_none()
}

/// Asks who one is, before the handler of an address that wants it confirmed is called.
pub(crate) async fn ask(State(asking): State<Asking>, request: Request, next: Next) -> Response {
    let Some(asked) = asking.of(&request) else { return next.run(request).await };
    // Who is not let in is told so as everywhere, and of nothing else.
    let Ok(actor) = admit(&asking.app, request.headers(), Some(&asked.guard)).await else {
        return next.run(request).await;
    };
    let answered = match *request.method() {
        Method::POST => posted(&asking.app, actor, asked, request, next).await,
        _ => fetched(&asking, actor, asked, request, next).await,
    };
    answered.unwrap_or_else(IntoResponse::into_response)
}

/// An act within a session.
#[derive(Clone)]
struct Act {
    session: Vec<u8>,
    /// The keyed token of its method, its address and its sentence: an address may hold the name that was searched for.
    action: i64,
}

impl Act {
    fn of(app: &App, headers: &HeaderMap, method: &Method, address: &str, sentence: &str) -> Self {
        /// Sets the tokens of acts apart from those of other things.
        const ACT: u8 = b'a';
        let session = app.cookies().session(headers).map(hash_of).unwrap_or_default();
        Self { session, action: app.db().keys().token(ACT, &format!("{method} {address} {sentence}")) }
    }

    /// Under what a device is asked for it: what it shows for one act opens no other.
    fn asked_under(&self) -> Vec<u8> {
        hash_of(&format!("{} {}", hex(&self.session), self.action))
    }

    /// The mark of it on the page that asks: what comes back from there is about what was read there.
    fn mark(&self) -> String {
        hex(&self.asked_under())
    }

    /// Uses up what was confirmed for it, if something was.
    async fn spend(&self, app: &App) -> anyhow::Result<Option<xinan_db::Uuid>> {
        let now = app.now().micros();
        let within = (now - LASTS, now + AHEAD);
        let mut tx = app.db().read().await?;
        let any = store::unspent(&mut tx, &self.session, self.action, within).await?.is_some();
        tx.commit().await?;
        if !any {
            return Ok(None);
        }
        let mut tx = app.db().write().await?;
        while let Some(found) = store::unspent(&mut tx, &self.session, self.action, within).await? {
            // Else somebody was quicker, and there may be another.
            if store::spend(&mut tx, found, now).await? {
                tx.commit().await?;
                return Ok(Some(found));
            }
        }
        tx.roll_back().await?;
        Ok(None)
    }
}

/// The path of an address, and what it asks for.
fn whole(uri: &Uri) -> &str {
    uri.path_and_query().map_or("/", |whole| whole.as_str())
}

/// Lets a confirmed request through. One that is refused has not been done, and may come again.
async fn let_through(
    app: &App,
    spent: xinan_db::Uuid,
    request: Request,
    next: Next,
) -> Result<Response, Problem> {
    let response = next.run(request).await;
    if response.status().is_client_error() || response.status().is_server_error() {
        let mut tx = app.db().write().await?;
        store::give_back(&mut tx, spent).await?;
        tx.commit().await?;
    }
    Ok(response)
}

async fn fetched(
    asking: &Asking,
    actor: Actor,
    asked: &Asked,
    request: Request,
    next: Next,
) -> Result<Response, Problem> {
    let (app, address) = (&asking.app, whole(request.uri()).to_owned());
    let leaves = asking.says(&actor, asked, &address).await?;
    let act = Act::of(app, request.headers(), &Method::GET, &address, &leaves.sentence);
    match act.spend(app).await? {
        Some(spent) => let_through(app, spent, request, next).await,
        None => {
            let query = serde_urlencoded::to_string([("to", &address)]).unwrap_or_default();
            Ok(Redirect::to(&format!("/account/confirm?{query}")).into_response())
        }
    }
}

/// The bytes of a form, which its handler reads again.
async fn read(headers: &HeaderMap, body: Body) -> Result<Bytes, Problem> {
    let length = headers.get(CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse().ok());
    match axum::body::to_bytes(body, LARGEST_FORM).await {
        Ok(bytes) => Ok(bytes),
        Err(_) if length.is_some_and(|length: usize| length <= LARGEST_FORM) => Err(Problem::Malformed),
        Err(_) => Err(Problem::FormTooLarge),
    }
}

async fn posted(
    app: &App,
    actor: Actor,
    asked: &Asked,
    request: Request,
    next: Next,
) -> Result<Response, Problem> {
    let what = asked.what;
    let (mut parts, body) = request.into_parts();
    let bytes = read(&parts.headers, body).await?;
    let typed: Option<Vec<(String, String)>> = serde_urlencoded::from_bytes(&bytes).ok();
    let ours = app.sender(&parts.headers, &parts.uri) != Sender::Elsewhere;
    let typed = typed.map(Answers::new).filter(|typed| ours && same_key(typed.raw("csrf"), &actor.form_key));
    let address = whole(&parts.uri).to_owned();
    let headers = parts.headers.clone();
    let origin = Origin::from_request_parts(&mut parts, app).await?;
    let request = || Request::from_parts(parts.clone(), Body::from(bytes.clone()));
    // No form, or none of ours: the handler refuses it as any other.
    let Some(typed) = typed else { return Ok(next.run(request()).await) };
    let response = next.clone().run(request()).await;
    // Else it is answered: refused, done before, or nothing that is to be confirmed.
    let Some(ToBeConfirmed(mut sentence)) = response.extensions().get().cloned() else { return Ok(response) };
    let act_of = |sentence: &str| Act::of(app, &headers, &Method::POST, &address, sentence);
    let (mut act, mut refusal) = (act_of(&sentence), Refusal::default());
    let mut spent = act.spend(app).await?;
    if spent.is_none() && typed.has(view::CONFIRMS) {
        match shown(app, &origin, &actor, &typed, &act, what).await? {
            Ok(()) => spent = act.spend(app).await?,
            Err(why) => refusal = why,
        }
    }
    if let Some(spent) = spent {
        let mut request = request();
        request.extensions_mut().insert(Confirmed::of(&sentence));
        let response = let_through(app, spent, request, next).await?;
        let Some(ToBeConfirmed(by_now)) = response.extensions().get().cloned() else { return Ok(response) };
        // Something has changed since, and nothing was done: that is asked anew.
        (act, sentence, refusal) = (act_of(&by_now), by_now, Refusal::changed());
    }
    let kept: Vec<(&str, &str)> = typed.pairs().filter(|(name, _)| view::is_kept(name)).collect();
    let page = view::Page {
        what,
        sentence: &sentence,
        action: &address,
        kept: &kept,
        mark: &act.mark(),
        back: &address,
        changed: refusal.changed,
        wrong: &refusal.wrong,
    };
    answer(app, &actor, &origin.headers, &page, &refusal).await
}

/// Why something is not confirmed yet; nothing is wrong before anything was shown.
#[derive(Default)]
struct Refusal {
    wrong: Vec<(&'static str, String)>,
    status: Option<StatusCode>,
    seconds: Option<u32>,
    /// What a device is asked, when that was wished.
    told: Option<String>,
    /// What was read on the page is not what would be done now.
    changed: bool,
}

impl Refusal {
    fn changed() -> Self {
        Self { changed: true, status: Some(StatusCode::CONFLICT), ..Self::default() }
    }
}

/// The page that asks.
async fn answer(
    app: &App,
    actor: &Actor,
    headers: &HeaderMap,
    page: &view::Page<'_>,
    refusal: &Refusal,
) -> Result<Response, Problem> {
    let mut tx = app.db().read().await?;
    let has_factor = factors::of_account(&mut tx, actor.account).await?.is_some();
    let mut device = passkey::offered(app, &mut tx, headers, actor.account).await?;
    tx.commit().await?;
    device.told.clone_from(&refusal.told);
    let page = view::page(actor, &app.now(), page, has_factor.then_some(&device));
    let status = match (refusal.wrong.is_empty(), refusal.status) {
        (_, Some(status)) => status,
        (true, None) => StatusCode::OK,
        (false, None) => StatusCode::UNPROCESSABLE_ENTITY,
    };
    let response = (status, page).into_response();
    Ok(match refusal.seconds {
        Some(seconds) => wait(response, seconds),
        None => response,
    })
}

/// Looks at what was shown, a code where there is a second factor and else the password, and keeps that it was. It is not
/// looked at when it comes from a page that says something else: neither is it used up, then.
async fn shown(
    app: &App,
    origin: &Origin,
    actor: &Actor,
    answers: &Answers,
    act: &Act,
    what: What,
) -> Result<Result<(), Refusal>, Problem> {
    if !same_key(answers.raw(view::CONFIRMS), &act.mark()) {
        return Ok(Err(Refusal::changed()));
    }
    let (app, origin, actor) = (app.clone(), origin.clone(), actor.clone());
    let (answers, act) = (answers.clone(), act.clone());
    to_the_end(async move { look(&app, &origin, &actor, &answers, &act, what).await }).await
}

async fn look(
    app: &App,
    origin: &Origin,
    actor: &Actor,
    answers: &Answers,
    act: &Act,
    what: What,
) -> Result<Result<(), Refusal>, Problem> {
    let lang = actor.lang;
    let mut tx = app.db().read().await?;
    let own = accounts::own(&mut tx, actor.account).await?.ok_or(Problem::SignedOut)?;
    let factor = factors::of_account(&mut tx, actor.account).await?;
    tx.commit().await?;
    let hash = Some(own.password.as_str());
    let whose = Whose { account: Some(actor.account), login: &own.login, hash, signed_in: true };
    if factor.is_some() {
        let now = app.now().micros();
        let mut tx = app.db().write().await?;
        // As it is now: one that was taken off since shows nothing.
        let factor = factors::of_account(&mut tx, actor.account).await?.ok_or(Problem::SignedOut)?;
        if answers.has(passkey::BEGINS) {
            let (browser, now) = (act.asked_under(), app.now());
            let told = passkey::asked(app, &mut tx, &origin.headers, &browser, actor.account, &now).await?;
            tx.commit().await?;
            return Ok(Err(Refusal { told, ..Refusal::default() }));
        }
        let sent = Sent { answers, browser: &act.asked_under() };
        return match try_factor(app, &mut tx, &whose, origin, &factor, &sent, now).await? {
            Ok(how) => keep(app, tx, actor, act, what, how.in_log()).await.map(Ok),
            Err(flaw) => {
                tx.commit().await?;
                let wrong = vec![wrong_at(lang, answers, flaw)];
                Ok(Err(match flaw {
                    Flaw::TooMany(seconds) => too_many(wrong, seconds),
                    _ => Refusal { wrong, ..Refusal::default() },
                }))
            }
        };
    }
    let typed = Password::typed(answers.raw("password"));
    let refused = |say: String| vec![("password", say)];
    if typed.is_empty() {
        let wrong = refused(texts::password_old_missing(lang).to_owned());
        return Ok(Err(Refusal { wrong, ..Refusal::default() }));
    }
    Ok(Err(match try_password(app, &whose, origin, typed).await? {
        Tried::Right(passed) => {
            let mut tx = app.db().write().await?;
            let unchanged = accounts::own(&mut tx, actor.account).await?;
            // Changed meanwhile, with which this session has ended; or a second factor counts since.
            if unchanged.is_none_or(|now| now.password != own.password)
                || factors::of_account(&mut tx, actor.account).await?.is_some()
            {
                return Err(Problem::SignedOut);
            }
            passed.settle(&mut tx).await?;
            return keep(app, tx, actor, act, what, "password".to_owned()).await.map(Ok);
        }
        Tried::Wrong => {
            Refusal { wrong: refused(texts::password_old_wrong(lang).to_owned()), ..Refusal::default() }
        }
        Tried::TooMany(seconds) => {
            too_many(refused(texts::password_too_many(lang, seconds.div_ceil(60))), seconds)
        }
        Tried::Crowded => Refusal {
            wrong: refused(texts::sign_in_crowded(lang).to_owned()),
            status: Some(StatusCode::SERVICE_UNAVAILABLE),
            seconds: Some(CROWDED_FOR),
            ..Refusal::default()
        },
    }))
}

fn too_many(wrong: Vec<(&'static str, String)>, seconds: u32) -> Refusal {
    Refusal {
        wrong,
        status: Some(StatusCode::TOO_MANY_REQUESTS),
        seconds: Some(seconds),
        ..Refusal::default()
    }
}

/// Keeps that an act was confirmed, and how.
async fn keep(
    app: &App,
    mut tx: Tx,
    actor: &Actor,
    act: &Act,
    what: What,
    how: String,
) -> Result<(), Problem> {
    let now = app.now();
    store::add(&mut tx, &act.session, act.action, now.micros()).await?;
    let entry = actor.entry(&now, "confirm", None, format!("{} by {how}", what.name()));
    audit::record(&mut tx, &entry).await?;
    tx.commit().await?;
    Ok(())
}

//! Handlers of signing in.

use axum::extract::State;
use axum::http::header::{HOST, LOCATION, REFERER, RETRY_AFTER, SET_COOKIE};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use serde::Deserialize;
use xinan_db::audit::{self, By, Entry};
use xinan_db::{Tx, Uuid};
use xinan_domain::answers::Answers;
use xinan_domain::password::Password;
use xinan_domain::text::Lang;

use super::attempts::{Passed, Tried, Whose, entry, to_the_end, try_password};
use super::factor::store as factors;
use super::setup::store::has_accounts;
use super::{device, elsewhere, half};
use crate::shell::app::App;
use crate::shell::clock::Moment;
use crate::shell::extract::Query;
use crate::shell::problem::Problem;
use crate::shell::session::store::{self, NewSession};
use crate::shell::session::{Open, Posted, agent, fresh_token, hash_of, preferences};
use crate::shell::source::Origin;
use crate::shell::ui::button::Button;
use crate::shell::ui::error_summary::{Line, titled};
use crate::shell::ui::field::{Frame, Text, text};
use crate::shell::ui::form::{Form, hidden};
use crate::shell::ui::layout::Page;
use crate::shell::ui::notice::notice;
use crate::shell::ui::tag::Tone;
use crate::texts;

/// Seconds after which somebody may come again who met a crowd.
pub(super) const CROWDED_FOR: u32 = 10;

/// How somebody came here.
#[derive(Debug, Deserialize)]
pub struct Arrived {
    /// By signing out: then there is nothing to return to.
    #[serde(default)]
    out: String,
    /// By having waited too long with the code.
    #[serde(default)]
    late: String,
}

/// GET /sign-in
///
/// Whoever was sent here from one of our pages had a session that has ended, and returns there. Where nobody can sign in
/// yet, one is led to the set-up.
pub async fn sign_in_page(
    State(app): State<App>,
    headers: HeaderMap,
    Query(arrived): Query<Arrived>,
) -> Result<Response, Problem> {
    let mut tx = app.db().read().await?;
    let is_set_up = has_accounts(&mut tx).await?;
    tx.commit().await?;
    if !is_set_up {
        return Ok(Redirect::to("/setup").into_response());
    }
    let (lang, _) = preferences(&headers);
    if !arrived.late.is_empty() {
        let wrong = Some(Wrong::Password(texts::half_late(lang).to_owned()));
        let shown = SignIn { wrong, ..SignIn::default() };
        return Ok(page(&app, &headers, lang, &shown).into_response());
    }
    let back = Some(()).filter(|()| arrived.out.is_empty()).and_then(|()| page_before(&headers));
    let shown = SignIn { back: back.as_deref(), ..SignIn::default() };
    Ok(page(&app, &headers, lang, &shown).into_response())
}

/// The path of our own page from which the browser was sent here. Without what was searched for there.
fn page_before(headers: &HeaderMap) -> Option<String> {
    let from = headers.get(REFERER)?.to_str().ok()?;
    let from = from.strip_prefix("http://").or_else(|| from.strip_prefix("https://"))?;
    let at = from.find('/')?;
    if headers.get(HOST)?.to_str().ok()? != &from[..at] {
        return None;
    }
    let path = from[at..].split(['?', '#']).next()?;
    (is_ours(path) && !path.starts_with("/sign-in")).then(|| path.to_owned())
}

/// Whether a path leads to our own pages: `//elsewhere` would leave the house.
pub(super) fn is_ours(path: &str) -> bool {
    path.starts_with('/')
        && !path.starts_with("//")
        && !path.contains('\\')
        && !path.contains(char::is_control)
}

/// What went wrong, and with what.
pub(super) enum Wrong {
    /// Account and password, or the code after them.
    Password(String),
    /// The identity elsewhere.
    Elsewhere(String),
}

/// What the page of signing in is made of.
#[derive(Default)]
pub(super) struct SignIn<'a> {
    /// What was typed.
    pub(super) login: &'a str,
    /// What went wrong.
    pub(super) wrong: Option<Wrong>,
    /// Where to go afterwards.
    pub(super) back: Option<&'a str>,
}

/// The page of signing in.
pub(super) fn page(app: &App, headers: &HeaderMap, lang: Lang, shown: &SignIn<'_>) -> Markup {
    let (_, view) = preferences(headers);
    let SignIn { login, wrong, back } = shown;
    let refused = wrong.is_some();
    let mut first = Frame::new(lang, "login", texts::sign_in_login(lang));
    if let Some(Wrong::Password(sentence)) = wrong {
        first = first.error(sentence.clone());
    }
    let line = |wrong: &Wrong| match wrong {
        Wrong::Password(sentence) => Line { field: "login", sentence: sentence.clone() },
        Wrong::Elsewhere(sentence) => Line { field: "elsewhere", sentence: sentence.clone() },
    };
    let lines: Vec<Line<'_>> = wrong.iter().map(line).collect();
    let body = html! {
        @if refused { (titled(lang, texts::sign_in_refused(lang), &lines, "")) }
        h1 { (texts::sign_in_title(lang)) }
        @if back.is_some() && !refused { (notice(Tone::Soon, &html! { (texts::sign_in_expired(lang)) })) }
        (Form::new(lang, "/sign-in", "").show(&html! {
            @if let Some(back) = back { (hidden("", &[("back", back)])) }
            (text(&first, Text::Account, login))
            (text(&Frame::new(lang, "password", texts::sign_in_password(lang)), Text::Password, ""))
            p { (Button::primary(texts::sign_in_button(lang)).submit()) }
        }))
        @if app.elsewhere().is_some() {
            p.other #f-elsewhere {
                (texts::elsewhere_or(lang))
                (Button::new(&texts::elsewhere_button(lang, &elsewhere::name(app, lang)))
                    .link(&elsewhere::web::address(*back)))
            }
        }
        p.small.muted { (texts::sign_in_privacy(lang)) }
        p { a href="/my/sign-in" { (texts::my_staff_here(lang)) } }
    };
    Page { view, refused, here: "/sign-in", ..Page::new(lang, texts::sign_in_title(lang)) }.show_bare(&body)
}

/// POST /sign-in
pub async fn sign_in(State(app): State<App>, origin: Origin, open: Open) -> Result<Response, Problem> {
    to_the_end(async move { enter(&app, &origin, &open).await }).await
}

async fn enter(app: &App, origin: &Origin, open: &Open) -> Result<Response, Problem> {
    let (lang, _) = preferences(&open.headers);
    let login = open.answers.get("login").to_lowercase();
    let password = Password::typed(open.answers.raw("password"));
    let back = open.answers.get("back");
    let back = Some(back.as_str()).filter(|back| is_ours(back));
    let again = |status: StatusCode, wrong: &str| {
        let wrong = Some(Wrong::Password(wrong.to_owned()));
        (status, page(app, &open.headers, lang, &SignIn { login: &login, wrong, back })).into_response()
    };
    let wrong = || again(StatusCode::UNPROCESSABLE_ENTITY, texts::sign_in_wrong(lang));

    let mut tx = app.db().read().await?;
    let account = store::account(&mut tx, &login).await?;
    tx.commit().await?;
    let whose = Whose {
        account: account.as_ref().map(|account| account.id),
        login: &login,
        hash: account.as_ref().map(|account| account.password.as_str()),
        signed_in: false,
    };
    let tried = try_password(app, &whose, origin, password).await?;
    let (account, passed) = match (account, tried) {
        (Some(account), Tried::Right(passed)) => (account, passed),
        (_, Tried::Wrong | Tried::Right(_)) => return Ok(wrong()),
        (_, Tried::TooMany(seconds)) => {
            let sentence = texts::sign_in_too_many(lang, seconds.div_ceil(60));
            return Ok(wait(again(StatusCode::TOO_MANY_REQUESTS, &sentence), seconds));
        }
        (_, Tried::Crowded) => {
            let sentence = texts::sign_in_crowded(lang);
            return Ok(wait(again(StatusCode::SERVICE_UNAVAILABLE, sentence), CROWDED_FOR));
        }
    };

    let now = app.now();
    let mut tx = app.db().write().await?;
    // Another password since this one was found right: what the change has ended does not begin again.
    let unchanged = store::account(&mut tx, &login).await?;
    if unchanged.is_none_or(|now| now.id != account.id || now.password != account.password) {
        audit::record(&mut tx, &entry("sign_in.changed", format!("{login} {}", origin.source), now.micros()))
            .await?;
        tx.commit().await?;
        return Ok(wrong());
    }
    let entering = Entering {
        account: account.id,
        login: &login,
        name: &account.name,
        source: &origin.source,
        shown: "",
    };
    match first_shown(app, tx, &open.headers, &entering, Some(&passed), back, &now).await? {
        Ok(response) => Ok(response),
        Err(flaw) => Ok(again(StatusCode::UNPROCESSABLE_ENTITY, flaw.say(lang))),
    }
}

/// The password was shown, or what stands in its place: on to the code where there is a second factor, else in, or why
/// not. Commits what was done until then. An attempt with a password is struck out, and forgives only where it
/// was all that is asked for.
pub(super) async fn first_shown(
    app: &App,
    mut tx: Tx,
    headers: &HeaderMap,
    who: &Entering<'_>,
    passed: Option<&Passed>,
    back: Option<&str>,
    now: &Moment,
) -> anyhow::Result<Result<Response, NoPost>> {
    if factors::of_account(&mut tx, who.account).await?.is_some() {
        // Half of it: nothing is forgiven yet, and nothing opened.
        if let Some(passed) = passed {
            passed.strike(&mut tx).await?;
        }
        let cookie = half::begin(app, &mut tx, who.account, now.micros()).await?;
        let detail = format!("{} {} {}", who.login, who.source, who.shown);
        audit::record(&mut tx, &entry("sign_in.half", detail.trim_end().to_owned(), now.micros())).await?;
        tx.commit().await?;
        return Ok(Ok(redirect(&half::web::address(back), &[cookie])));
    }
    if let Some(passed) = passed {
        passed.settle(&mut tx).await?;
    }
    let cookies = let_in(app, tx, headers, who, now).await?;
    Ok(cookies.map(|cookies| redirect(back.unwrap_or("/"), &cookies)))
}

/// Who has shown everything that is asked for.
pub(super) struct Entering<'a> {
    pub(super) account: Uuid,
    pub(super) login: &'a str,
    pub(super) name: &'a str,
    pub(super) source: &'a str,
    /// With what, beside the password or in its place; for the log.
    pub(super) shown: &'a str,
}

/// Why somebody who has shown everything does not come in.
#[derive(Debug, Clone, Copy)]
pub(super) enum NoPost {
    /// There is none, or none yet.
    None,
    /// What there is waits to be confirmed.
    Waits,
}

impl NoPost {
    /// What happened, and what to do.
    pub(super) fn say(self, lang: Lang) -> &'static str {
        match self {
            Self::None => texts::sign_in_no_post(lang),
            Self::Waits => texts::sign_in_post_waits(lang),
        }
    }
}

/// Begins a session in the widest post and ends the one that the browser brought; the cookies that hand it to the
/// browser, or why there are none. Commits what was done until then.
pub(super) async fn let_in(
    app: &App,
    mut tx: Tx,
    headers: &HeaderMap,
    who: &Entering<'_>,
    now: &Moment,
) -> anyhow::Result<Result<[String; 2], NoPost>> {
    let posts = store::posts(&mut tx, who.account, now.day()).await?;
    // The widest post; of several another is chosen afterwards (`account::posts`).
    let Some(post) = posts.first() else {
        let detail = format!("{} {}", who.login, who.source);
        audit::record(&mut tx, &entry("sign_in.no_post", detail, now.micros())).await?;
        let waits = store::waits(&mut tx, who.account, now.day()).await?;
        tx.commit().await?;
        return Ok(Err(if waits { NoPost::Waits } else { NoPost::None }));
    };
    let shown_as = format!("{} · {}", who.name, post.office);
    let by = By { account: Some(who.account), post: Some(post.id), shown_as };
    let county: String = post.region.chars().take(6).collect();
    let entry = |action, detail: &str| Entry {
        at: now.micros(),
        by: by.clone(),
        county: county.clone(),
        case: None,
        action,
        detail: detail.to_owned(),
        cases: Vec::new(),
    };
    // A browser is in one session at a time: that of before can be used by nobody but who has copied it.
    if let Some(before) = app.cookies().session(headers)
        && store::end(&mut tx, &hash_of(before), now.micros()).await?
    {
        audit::record(&mut tx, &entry("session.end", "signed in anew")).await?;
    }
    let cookies = begin(app, &mut tx, headers, (who.account, post.id), now).await?;
    audit::record(&mut tx, &entry("session.begin", who.shown)).await?;
    tx.commit().await?;
    Ok(Ok(cookies))
}

/// Begins a session of an account in a post; the cookies that hand it to the browser.
pub(super) async fn begin(
    app: &App,
    tx: &mut Tx,
    headers: &HeaderMap,
    (account, post): (Uuid, Uuid),
    now: &Moment,
) -> anyhow::Result<[String; 2]> {
    let (fresh, form_key) = (fresh_token()?, fresh_token()?);
    let (browser, system) = agent(headers);
    let known = device::renew(app, tx, account, headers, now.micros()).await?;
    let session = NewSession {
        token: &hash_of(&fresh),
        account,
        post,
        form_key: &form_key[..32],
        browser,
        system,
        device: Some(&known.device),
    };
    store::begin(tx, &session, now.micros()).await?;
    Ok([app.cookies().set_session(Some(&fresh)), known.cookie])
}

/// An answer that says after how many seconds one may come again.
pub(super) fn wait(mut response: Response, seconds: u32) -> Response {
    response.headers_mut().insert(RETRY_AFTER, seconds.into());
    response
}

/// POST /sign-out
pub async fn sign_out(
    State(app): State<App>,
    headers: HeaderMap,
    posted: Posted,
) -> Result<Response, Problem> {
    if let Some(token) = app.cookies().session(&headers) {
        let now = app.now();
        let mut tx = app.db().write().await?;
        store::end(&mut tx, &hash_of(token), now.micros()).await?;
        let entry = posted.actor.entry(&now, "session.end", None, "signed out".to_owned());
        audit::record(&mut tx, &entry).await?;
        tx.commit().await?;
    }
    let mut response = redirect("/sign-in?out=1", &[app.cookies().set_session(None)]);
    // Whatever the browser kept of people goes with the session.
    response.headers_mut().insert("clear-site-data", HeaderValue::from_static("\"cache\", \"storage\""));
    Ok(response)
}

/// POST /view: language, type size, covered names, density. Needs no session.
pub async fn view(State(app): State<App>, open: Open) -> Result<Response, Problem> {
    let cookies = chosen_view(&app, &open.answers);
    let back = open.answers.get("back");
    let back = if is_ours(&back) { back.as_str() } else { "/" };
    Ok(redirect(back, &cookies))
}

/// The cookies of how somebody chose to see the pages.
pub(super) fn chosen_view(app: &App, answers: &Answers) -> Vec<String> {
    let mut cookies = Vec::new();
    if answers.has("lang") {
        let lang = if answers.get("lang").starts_with("en") { "en" } else { "zh" };
        cookies.push(app.cookies().prefer("lang", lang));
    }
    for name in ["large", "covered", "dense"] {
        if answers.has(name) {
            let on = if answers.get(name) == "1" { "1" } else { "0" };
            cookies.push(app.cookies().prefer(name, on));
        }
    }
    cookies
}

pub(super) fn redirect(to: &str, cookies: &[String]) -> Response {
    let mut response = StatusCode::SEE_OTHER.into_response();
    let to = HeaderValue::from_str(to).unwrap_or(HeaderValue::from_static("/"));
    response.headers_mut().insert(LOCATION, to);
    with_cookies(response, cookies)
}

pub(super) fn with_cookies(mut response: Response, cookies: &[String]) -> Response {
    let headers = response.headers_mut();
    for cookie in cookies {
        if let Ok(value) = HeaderValue::from_str(cookie) {
            headers.append(SET_COOKIE, value);
        }
    }
    response
}

//! Handlers of signing in.

use axum::extract::State;
use axum::http::header::{LOCATION, SET_COOKIE};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use xinan_db::audit::{self, By, Entry};
use xinan_domain::text::Lang;

use crate::shell::app::App;
use crate::shell::problem::Problem;
use crate::shell::session::{
    Open, Posted, crosses_sites, fresh_token, hash_of, password_fits, preferences, set_cookie, store, token,
};
use crate::shell::ui::button::Button;
use crate::shell::ui::error_summary::{Line, summary};
use crate::shell::ui::field::{Frame, Text, text};
use crate::shell::ui::form::Form;
use crate::shell::ui::layout::Page;
use crate::texts;

const SECOND: i64 = 1_000_000;
/// How long failures count, and how long a login stays locked.
const WINDOW: i64 = 15 * 60 * SECOND;
const MOST_FAILURES: i64 = 5;
/// A hash of nothing anybody uses: checked when the account does not exist, so that the answer
/// takes as long as for one that does.
const NOBODY: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$c29tZSBmaXhlZCBzYWx0$5Xm2QJwJ0mZ0gqgZ2tq6pJm0c0oJc3o0q0qk5Yk1V3k";

/// GET /sign-in
pub async fn sign_in_page(headers: HeaderMap) -> Markup {
    let (lang, _) = preferences(&headers);
    page(&headers, lang, "", None)
}

fn page(headers: &HeaderMap, lang: Lang, login: &str, wrong: Option<String>) -> Markup {
    let (_, view) = preferences(headers);
    let refused = wrong.is_some();
    let mut first = Frame::new(lang, "login", texts::sign_in_login(lang));
    if let Some(sentence) = &wrong {
        first = first.error(sentence.clone());
    }
    let lines: Vec<Line<'_>> =
        wrong.iter().map(|sentence| Line { field: "login", sentence: sentence.clone() }).collect();
    let body = html! {
        @if refused { (summary(lang, &lines, "")) }
        h1 { (texts::sign_in_title(lang)) }
        (Form::new(lang, "/sign-in", "").show(&html! {
            (text(&first, Text::Account, login))
            (text(&Frame::new(lang, "password", texts::sign_in_password(lang)), Text::Password, ""))
            p { (Button::primary(texts::sign_in_button(lang)).submit()) }
        }))
        p.small.muted { (texts::sign_in_privacy(lang)) }
    };
    Page { view, refused, here: "/sign-in", ..Page::new(lang, texts::sign_in_title(lang)) }.show_bare(&body)
}

/// POST /sign-in
pub async fn sign_in(State(app): State<App>, open: Open) -> Result<Response, Problem> {
    let (lang, _) = preferences(&open.headers);
    let login = open.answers.get("login").to_lowercase();
    let password = open.answers.raw("password").to_owned();
    let now = app.now();

    let mut tx = app.db().read().await?;
    let (failures, last) = store::failures(&mut tx, &login, now.micros() - WINDOW).await?;
    let account = store::account(&mut tx, &login).await?;
    tx.commit().await?;
    if failures >= MOST_FAILURES {
        let wait = (last + WINDOW - now.micros()).max(SECOND) / SECOND;
        return Err(Problem::TooMany(u32::try_from(wait).unwrap_or(900)));
    }

    let hash = account.as_ref().map_or(NOBODY, |account| account.password.as_str()).to_owned();
    let fits = password_fits(&app, password, hash).await?;
    let Some(account) = account.filter(|_| fits) else {
        let mut tx = app.db().write().await?;
        store::failed(&mut tx, &login, now.micros()).await?;
        tx.commit().await?;
        let wrong = texts::sign_in_wrong(lang).to_owned();
        let page = page(&open.headers, lang, &login, Some(wrong));
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    };

    let mut tx = app.db().write().await?;
    let posts = store::posts(&mut tx, account.id, now.day()).await?;
    // The widest post; switching between several comes with the organisation's own pages.
    let Some(post) = posts.first() else {
        let page = page(&open.headers, lang, &login, Some(texts::sign_in_no_post(lang).to_owned()));
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    };
    let fresh = fresh_token()?;
    let form_key = fresh_token()?;
    store::begin(&mut tx, &hash_of(&fresh), account.id, post.id, &form_key[..32], now.micros()).await?;
    store::forgive(&mut tx, &login).await?;
    let shown_as = format!("{} · {}", account.name, post.office);
    let entry = Entry {
        at: now.micros(),
        by: By { account: Some(account.id), post: Some(post.id), shown_as },
        county: post.region.chars().take(6).collect(),
        case: None,
        action: "session.begin",
        detail: String::new(),
    };
    audit::record(&mut tx, &entry).await?;
    tx.commit().await?;

    Ok(redirect("/", &[set_cookie(Some(&fresh))]))
}

/// POST /sign-out
pub async fn sign_out(
    State(app): State<App>,
    headers: HeaderMap,
    _posted: Posted,
) -> Result<Response, Problem> {
    if let Some(token) = token(&headers) {
        let mut tx = app.db().write().await?;
        store::end(&mut tx, &hash_of(token), app.now().micros()).await?;
        tx.commit().await?;
    }
    let mut response = redirect("/sign-in", &[set_cookie(None)]);
    // Whatever the browser kept of people goes with the session.
    response.headers_mut().insert("clear-site-data", HeaderValue::from_static("\"cache\", \"storage\""));
    Ok(response)
}

/// POST /view: language, type size, covered names, density. Needs no session.
pub async fn view(headers: HeaderMap, open: Open) -> Result<Response, Problem> {
    if crosses_sites(&headers) {
        return Err(Problem::Forged);
    }
    let mut cookies = Vec::new();
    if open.answers.has("lang") {
        let lang = if open.answers.get("lang").starts_with("en") { "en" } else { "zh" };
        cookies.push(format!("lang={lang}; Path=/; SameSite=Lax; Max-Age=31536000"));
    }
    for name in ["large", "covered", "dense"] {
        if open.answers.has(name) {
            let on = if open.answers.get(name) == "1" { 1 } else { 0 };
            cookies.push(format!("{name}={on}; Path=/; SameSite=Lax; Max-Age=31536000"));
        }
    }
    let back = open.answers.get("back");
    // Only to our own pages: //elsewhere would leave the house.
    let back = if back.starts_with('/') && !back.starts_with("//") && !back.contains('\\') {
        back
    } else {
        "/".into()
    };
    Ok(redirect(&back, &cookies))
}

fn redirect(to: &str, cookies: &[String]) -> Response {
    let mut response = StatusCode::SEE_OTHER.into_response();
    let headers = response.headers_mut();
    headers.insert(LOCATION, HeaderValue::from_str(to).unwrap_or(HeaderValue::from_static("/")));
    for cookie in cookies {
        if let Ok(value) = HeaderValue::from_str(cookie) {
            headers.append(SET_COOKIE, value);
        }
    }
    response
}

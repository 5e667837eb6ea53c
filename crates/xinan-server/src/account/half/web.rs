//! Handlers of the page on which the code is given.

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use maud::Markup;
use serde::Deserialize;

use super::{Half, HalfPosted, over, store, view};
use crate::account::attempts::{Whose, to_the_end};
use crate::account::factor::{self, Flaw, Sent, store as factors, try_factor, wrong_at};
use crate::account::own::store as accounts;
use crate::account::passkey::{self, BEGINS};
use crate::account::web::{Entering, SignIn, Wrong, is_ours, let_in, page as sign_in, redirect, wait};
use crate::shell::app::App;
use crate::shell::extract::Query;
use crate::shell::problem::Problem;
use crate::shell::session::preferences;
use crate::shell::source::Origin;

/// Where somebody wanted to go.
#[derive(Debug, Deserialize)]
pub struct Asked {
    #[serde(default)]
    back: String,
}

/// The address of the page, with where to go afterwards.
pub(in crate::account) fn address(back: Option<&str>) -> String {
    let query = back.map(|back| serde_urlencoded::to_string([("back", back)]).unwrap_or_default());
    query.map_or_else(|| "/sign-in/code".to_owned(), |query| format!("/sign-in/code?{query}"))
}

/// GET /sign-in/code
pub async fn show(
    State(app): State<App>,
    headers: HeaderMap,
    half: Half,
    Query(asked): Query<Asked>,
) -> Result<Markup, Problem> {
    let back = Some(asked.back.as_str()).filter(|back| is_ours(back));
    let mut tx = app.db().read().await?;
    let device = passkey::offered(&app, &mut tx, &headers, half.account).await?;
    tx.commit().await?;
    Ok(view::page(&headers, preferences(&headers).0, &app.now(), None, back, &device))
}

/// POST /sign-in/code
pub async fn code(State(app): State<App>, origin: Origin, posted: HalfPosted) -> Result<Response, Problem> {
    to_the_end(async move { enter(&app, &origin, &posted).await }).await
}

async fn enter(app: &App, origin: &Origin, posted: &HalfPosted) -> Result<Response, Problem> {
    let HalfPosted { half, answers, headers } = posted;
    let (lang, _) = preferences(headers);
    let back = answers.get("back");
    let back = Some(back.as_str()).filter(|back| is_ours(back));
    let now = app.now();
    let mut tx = app.db().write().await?;
    let own = accounts::own(&mut tx, half.account).await?.ok_or(Problem::SignedOut)?;
    // Taken off meanwhile, with which this has ended.
    let factor = factors::of_account(&mut tx, half.account).await?.ok_or(Problem::SignedOut)?;
    let whose =
        Whose { account: Some(half.account), login: &own.login, hash: Some(&own.password), signed_in: false };
    let mut device = passkey::offered(app, &mut tx, headers, half.account).await?;
    if answers.has(BEGINS) && device.any {
        device.told = passkey::asked(app, &mut tx, headers, &half.token, half.account, &now).await?;
        tx.commit().await?;
        return Ok(view::page(headers, lang, &now, None, back, &device).into_response());
    }
    let sent = Sent { answers, browser: &half.token };
    let shown: Result<factor::How, Flaw> =
        try_factor(app, &mut tx, &whose, origin, &factor, &sent, now.micros()).await?;
    let how = match shown {
        Ok(how) => how,
        Err(flaw) => {
            tx.commit().await?;
            let page = view::page(headers, lang, &now, Some(wrong_at(lang, answers, flaw)), back, &device);
            return Ok(match flaw {
                Flaw::TooMany(seconds) => {
                    wait((StatusCode::TOO_MANY_REQUESTS, page).into_response(), seconds)
                }
                _ => (StatusCode::UNPROCESSABLE_ENTITY, page).into_response(),
            });
        }
    };
    // Two tabs with one sign-in: the second finds none.
    if !store::end(&mut tx, &half.token).await? {
        return Err(Problem::SignedOut);
    }
    let entering = Entering {
        account: half.account,
        login: &own.login,
        name: &own.name,
        source: &origin.source,
        shown: &how.in_log(),
    };
    match let_in(app, tx, headers, &entering, &now).await? {
        Ok(cookies) => {
            let [session, known] = cookies;
            Ok(redirect(back.unwrap_or("/"), &[session, known, over(app)]))
        }
        Err(flaw) => {
            let wrong = Some(Wrong::Password(flaw.say(lang).to_owned()));
            let page = sign_in(app, headers, lang, &SignIn { login: &own.login, wrong, back });
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
    }
}

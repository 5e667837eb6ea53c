//! Every address of the program, on one page.

use std::time::Duration;

use axum::Router;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use tower_http::CompressionLevel;
use tower_http::compression::CompressionLayer;
use tower_http::timeout::RequestBodyTimeoutLayer;

use crate::shell::app::App;
use crate::shell::extract::{Path, Query};
use crate::shell::headers;
use crate::shell::looks::logged;
use crate::shell::problem::{Problem, dress};
use crate::shell::turns::{Turns, in_turn};
use crate::shell::ui::assets;
use crate::{
    account, contact, followup, intake, notice, person, report, roster, standing, supplement, worklist,
};

/// The largest upload: 20 MiB and what surrounds it in a form.
const LARGEST_UPLOAD: usize = 21 * 1024 * 1024;

/// How long a client may say nothing in the middle of what it sends.
const SILENT_FOR: Duration = Duration::from_secs(15);

/// The program as a router.
pub fn router(app: App) -> Router {
    router_with_patience(app, SILENT_FOR)
}

/// The same, with its own patience for clients that say nothing in the middle of what they send.
pub(crate) fn router_with_patience(app: App, silent_for: Duration) -> Router {
    let router = Router::new()
        .route("/", get(worklist::web::today))
        .route("/sign-in", get(account::web::sign_in_page).post(account::web::sign_in))
        .route("/sign-out", post(account::web::sign_out))
        .route("/account", get(account::own::web::show))
        .route("/account/password", get(to_account).post(account::own::web::password))
        .route("/account/browsers/{browser}/forget", post(account::own::web::forget))
        .route("/account/sessions/end-others", post(account::own::web::end_others))
        .route("/account/sessions/{session}/end", post(account::own::web::end))
        .route("/view", get(async || Redirect::to("/")).post(account::web::view))
        .route("/people", get(roster::web::list))
        .route("/people.xlsx", get(roster::web::export))
        .route("/people/new", get(supplement::web::new).post(supplement::web::create))
        .route("/people/new/number", post(supplement::web::number))
        .route("/people/{id}", get(person::web::show))
        .route(
            "/people/{id}/edit",
            get(supplement::correction::web::edit).post(supplement::correction::web::update),
        )
        .route("/people/{id}/visits", get(followup::reading::web::list).post(followup::web::create))
        .route("/people/{id}/visits/new", get(followup::web::new).post(followup::web::create))
        .route("/people/{id}/visits/judge", post(followup::web::judge))
        .route("/people/{id}/visits/{visit}", get(followup::reading::web::show))
        .route(
            "/people/{id}/visits/{visit}/edit",
            get(followup::correction::web::edit).post(followup::correction::web::update),
        )
        .route(
            "/people/{id}/visits/{visit}/withdrawal",
            get(followup::withdrawal::web::form).post(followup::withdrawal::web::create),
        )
        .route("/people/{id}/contacts", get(contact::web::form).post(contact::web::create))
        .route("/people/{id}/notices/{what}", get(notice::web::form).post(notice::web::create))
        .route("/people/{id}/notices/{what}/withdrawal", get(notice::web::form).post(notice::web::withdraw))
        .route("/people/{id}/standing/{what}", get(standing::web::form).post(standing::web::create))
        .route("/people/{id}/access", get(person::web::access))
        .route("/stats", get(report::web::overview))
        .route("/stats/{indicator}", get(report::web::indicator))
        .route("/stats/{indicator}/people", get(report::web::people))
        .route(
            "/import",
            get(intake::web::start).post(intake::web::upload).layer(DefaultBodyLimit::max(LARGEST_UPLOAD)),
        )
        .route("/import/{id}", get(intake::web::show).post(intake::web::decide))
        .route("/import/{id}/columns", post(intake::web::columns))
        .route("/import/{id}/refused.xlsx", get(intake::web::refused))
        .route("/assets/{name}", get(asset))
        .route("/healthz", get(health));
    // The gallery is for those who build the program, not for those who use it.
    #[cfg(debug_assertions)]
    let router = router.route("/dev/ui", get(gallery_page));
    #[cfg(feature = "pdf")]
    let router = router
        .route("/print/visits/{id}/{visit}", get(crate::print::web::visit))
        .route("/print/people/{id}/follow-up.pdf", get(crate::print::web::follow_ups))
        .route("/print/people/{id}/supplement.pdf", get(crate::print::web::supplement))
        .route("/print/villages/{village}/follow-up.pdf", get(crate::print::web::village_follow_ups))
        .route("/print/villages/{village}/supplement.pdf", get(crate::print::web::village_supplements))
        .route("/print/blank/{form}", get(crate::print::web::blank));
    router
        .fallback(async || Problem::NotFound)
        .layer(middleware::from_fn_with_state(Turns::of_this_machine(app.db().engine()), in_turn))
        .layer(middleware::from_fn(logged))
        .layer(middleware::from_fn_with_state(app.clone(), dress))
        // A page of 50 kB becomes 9 kB instead of 8, in a third of the time.
        .layer(CompressionLayer::new().quality(CompressionLevel::Fastest))
        .layer(RequestBodyTimeoutLayer::new(silent_for))
        .layer(middleware::from_fn_with_state(app.clone(), headers::add))
        .with_state(app)
}

/// A refused form has this address: whoever loads it again comes to the page with the form.
async fn to_account() -> Redirect {
    Redirect::to("/account")
}

/// Whether the program and its database answer, and whether it can be written to.
async fn health(State(app): State<App>) -> Response {
    const PATIENCE: Duration = Duration::from_secs(3);
    match tokio::time::timeout(PATIENCE, app.db().is_alive()).await {
        Ok(true) => "ok\n".into_response(),
        Ok(false) | Err(_) => (StatusCode::SERVICE_UNAVAILABLE, "no database\n").into_response(),
    }
}

#[cfg(debug_assertions)]
async fn gallery_page(headers: HeaderMap) -> Response {
    crate::gallery::page(crate::shell::session::preferences(&headers).0).into_response()
}

/// The version that an asset is asked for in.
#[derive(serde::Deserialize)]
struct Version {
    v: Option<String>,
}

async fn asset(Path(name): Path<String>, Query(version): Query<Version>, headers: HeaderMap) -> Response {
    let Some(asset) = assets::asset(&name) else { return StatusCode::NOT_FOUND.into_response() };
    let known = headers.get(header::IF_NONE_MATCH).is_some_and(|etag| etag == asset.etag.as_str());
    let cache = [
        (header::CACHE_CONTROL, asset.cache_control(version.v.as_deref()).to_owned()),
        (header::ETAG, asset.etag.clone()),
        (header::CONTENT_TYPE, asset.content_type.to_owned()),
    ];
    match known {
        true => (StatusCode::NOT_MODIFIED, cache).into_response(),
        false => (cache, asset.bytes).into_response(),
    }
}

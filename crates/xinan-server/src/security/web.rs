//! Handlers of the security administrator's pages.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use maud::Markup;
use serde::Deserialize;
use xinan_db::audit::checkpoint::Checkpoint;
use xinan_db::sealed::again::is_caught_up;
use xinan_db::{Uuid, audit};
use xinan_domain::account::Waits;
use xinan_domain::text::Lang;

use super::store;
use super::view::{self, HeldUp, State as Shown};
use crate::account::attempts::{failing, token_of};
use crate::account::device::store as devices;
use crate::account::handed;
use crate::emergency;
use crate::police;
use crate::policy::Action;
use crate::shell::actor::Actor;
use crate::shell::app::App;
use crate::shell::confirmed::Confirmed;
use crate::shell::extract::{Path, Query};
use crate::shell::problem::Problem;
use crate::shell::session::store as sessions;
use crate::shell::session::{Posted, from_hex, hash_of};
use crate::shell::ui::pagination::Place;
use crate::staff::web::KEEPING;
use crate::texts;

/// How many lines a page shows.
pub(super) const PER_PAGE: u32 = 50;

/// Which page, and what was just done.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    /// The page, from 1.
    #[serde(default)]
    page: u32,
    #[serde(default)]
    done: String,
}

/// GET /security
pub async fn show(
    State(app): State<App>,
    actor: Actor,
    Query(asked): Query<Asked>,
) -> Result<Markup, Problem> {
    let (now, county) = (app.now(), &actor.region);
    let (at, today) = (now.micros(), now.day());
    let mut tx = app.db().read().await?;
    let waiting = store::waiting(&mut tx, county, today).await?;
    let living = store::count_living(&mut tx, county, at, today).await?;
    let without = store::count_without(&mut tx, county, today).await?;
    let police = police::told::store::to_judge(&mut tx, actor.county(), (at, today)).await?;
    let escalated = emergency::store::escalated(&mut tx, actor.county(), (at, today)).await?;
    let failing = failing(&mut tx, at).await?;
    let mut held_up = Vec::new();
    if !failing.is_empty() {
        for (login, name) in store::logins(&mut tx, county, today).await? {
            if let Some(found) = failing.get(&token_of(&tx, &login)) {
                held_up.push(HeldUp { login, name, failures: found.failures, until: found.until });
            }
        }
    }
    held_up.sort_by(|a, b| (b.until, b.failures, &a.login).cmp(&(a.until, a.failures, &b.login)));
    let entry = actor.entry(&now, Action::SeeSecurity.name(), None, "overview".to_owned());
    audit::record(&mut tx, &entry).await?;
    tx.commit().await?;
    let (algorithm, key) = app.db().keys().current();
    let state = Shown {
        police,
        escalated: &escalated,
        waiting: &waiting,
        living,
        without,
        held_up: &held_up,
        key: (key, algorithm.to_string()),
        all_sealed: is_caught_up(app.db()).await?,
        checkpoint: Checkpoint::newest(app.db()).await?,
        unsigned: app.db().unsigned_entries(),
    };
    Ok(view::overview(&actor, &now, &app.settings().divisions, &state, &asked.done))
}

/// GET /security/posts/{post}: whoever leaves the page on which it is confirmed anew.
pub async fn to_overview(_actor: Actor) -> Redirect {
    Redirect::to("/security")
}

/// What a post is answered with, from the form: `confirm` or `refuse`.
const DO: &str = "do";

/// The sentence about a new post.
type New = fn(Lang, &str, &str, &str, &str, &str) -> String;
/// The sentence about an account that waits once more.
type Again = fn(Lang, &str, &str, &str) -> String;

/// POST /security/posts/{post}: confirmed, it counts from its first day on; refused, it ends.
pub async fn answer(
    State(app): State<App>,
    Path(post): Path<String>,
    confirmed: Confirmed,
    posted: Posted,
) -> Result<Response, Problem> {
    let Posted { actor, answers } = posted;
    let id = Uuid::try_parse(&post).map_err(|_| Problem::NotFound)?;
    let now = app.now();
    let mut tx = app.db().write().await?;
    // In turn with whoever gives and ends posts.
    tx.alone_at(KEEPING).await?;
    // One's own is not for oneself to confirm.
    let given = store::given(&mut tx, &actor.region, id).await?;
    let given = given.filter(|given| given.account != actor.account).ok_or(Problem::NotFound)?;
    // What was shown: something else was done since, of which whoever answers has not read.
    let since: i64 = answers.get("since").parse().map_err(|_| Problem::Malformed)?;
    let changed = given.waits_since.is_some_and(|at| at != since);
    let answer = answers.get(DO);
    let (says, says_again) = match answer.as_str() {
        "confirm" => (texts::confirm_says_given as New, texts::confirm_says_again as Again),
        "refuse" => (texts::confirm_says_refused as New, texts::confirm_says_refused_again as Again),
        _ => return Err(Problem::Malformed),
    };
    if given.waits_since == Some(since) {
        let (settings, lang) = (app.settings(), actor.lang);
        let region = settings.divisions.name(given.region.as_str());
        let post = texts::post_in_words(lang, lang.code(given.kind), region);
        let from = given.started_on.to_string();
        let why: Vec<&str> = given.waits_for.iter().map(|why| lang.code(*why)).collect();
        let why = why.join(texts::list_joint(lang));
        let of_post = || says(lang, &given.name, &given.login, &post, &given.office, &from);
        let again = || says_again(lang, &given.name, &given.login, &why);
        confirmed.needed(|| match (given.is_new(), given.waits_for.contains(&Waits::NewPost)) {
            (true, _) => of_post(),
            (false, true) => format!("{} {}", of_post(), again()),
            (false, false) => again(),
        })?;
    }
    let (is_done, action, said) = match answer.as_str() {
        // Of a closed account nothing is confirmed: opened, it waits anew.
        "confirm" if given.is_closed => (false, "post.confirmed", "confirmed"),
        "confirm" => {
            let at = (since, now.micros(), now.day());
            let done = store::confirm(&mut tx, &actor.region, &given, actor.account, at).await?;
            (done, "post.confirmed", "confirmed")
        }
        "refuse" if given.is_new() => {
            (store::refuse(&mut tx, &given, since, now.day()).await?, "post.refused", "refused")
        }
        // Who it is that would come in is not sure: nobody does, until it is opened and confirmed anew.
        _ => {
            let is_open = given.waits_since == Some(since) && !given.is_closed;
            if is_open && let Some(owner) = handed::owner(&mut tx, &given.login, &now).await? {
                handed::close(&mut tx, &owner, &now).await?;
            }
            (is_open, "post.refused", "closed")
        }
    };
    // Sent twice it is done once; answered by another, or ended meanwhile, it is so already.
    if is_done {
        let why = given.waits_for.iter().map(|why| match why {
            Waits::NewPost => "",
            Waits::Password => ", after a fresh password",
            Waits::Factor => ", after the second factor was taken off",
            Waits::Opening => ", after the account was opened again",
        });
        let why: String = why.collect();
        let detail = format!("{} {} {}{why}", given.login, given.kind.post().name(), given.region);
        audit::record(&mut tx, &actor.entry(&now, action, None, detail)).await?;
    }
    tx.commit().await?;
    Ok(Redirect::to(&format!(
        "/security?done={}",
        match (is_done, changed) {
            (true, _) => said,
            (false, true) => "changed",
            (false, false) => "before",
        }
    ))
    .into_response())
}

/// GET /security/sessions
pub async fn living(
    State(app): State<App>,
    actor: Actor,
    headers: HeaderMap,
    Query(asked): Query<Asked>,
) -> Result<Markup, Problem> {
    let now = app.now();
    let (at, today) = (now.micros(), now.day());
    let mut tx = app.db().read().await?;
    let total = store::count_living(&mut tx, &actor.region, at, today).await?;
    let place = Place::of(total, asked.page, PER_PAGE);
    let part = (PER_PAGE, place.before());
    let living = store::living(&mut tx, &actor.region, (at, today), part).await?;
    let entry = actor.entry(&now, Action::SeeSecurity.name(), None, "sessions".to_owned());
    audit::record(&mut tx, &entry).await?;
    tx.commit().await?;
    let here = app.cookies().session(&headers).map(hash_of).unwrap_or_default();
    let page = view::Sessions { living: &living, here: &here, place, done: &asked.done };
    Ok(view::sessions(&actor, &now, &app.settings().divisions, &page))
}

/// POST /security/sessions/{session}/end: whose browser is known no more. One of another county looks like none.
pub async fn end(
    State(app): State<App>,
    Path(session): Path<String>,
    posted: Posted,
) -> Result<Response, Problem> {
    let actor = posted.actor;
    let token = from_hex(&session).ok_or(Problem::NotFound)?;
    let now = app.now();
    let mut tx = app.db().write().await?;
    let whose = store::session(&mut tx, &actor.region, &token).await?;
    let (account, login) = whose.ok_or(Problem::NotFound)?;
    if sessions::end(&mut tx, &token, now.micros()).await? {
        devices::forget_of_session(&mut tx, account, &token).await?;
        let detail = format!("of {login}");
        audit::record(&mut tx, &actor.entry(&now, Action::EndSession.name(), None, detail)).await?;
    }
    tx.commit().await?;
    Ok(Redirect::to("/security/sessions?done=ended").into_response())
}

/// GET /security/factors
pub async fn without(
    State(app): State<App>,
    actor: Actor,
    Query(asked): Query<Asked>,
) -> Result<Markup, Problem> {
    let now = app.now();
    let mut tx = app.db().read().await?;
    let total = store::count_without(&mut tx, &actor.region, now.day()).await?;
    let place = Place::of(total, asked.page, PER_PAGE);
    let part = (PER_PAGE, place.before());
    let without = store::without(&mut tx, &actor.region, now.day(), part).await?;
    let entry = actor.entry(&now, Action::SeeSecurity.name(), None, "second factors".to_owned());
    audit::record(&mut tx, &entry).await?;
    tx.commit().await?;
    let settings = app.settings();
    let required = |kind| settings.requires_second_factor(kind, &actor.region, now.day());
    Ok(view::without(&actor, &now, &without, place, required))
}

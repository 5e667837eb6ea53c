//! Handlers of one's own posts.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use maud::Markup;
use xinan_db::{Uuid, audit};

use super::store::{self, Switched};
use super::view;
use crate::account::web::redirect;
use crate::shell::actor::Actor;
use crate::shell::app::App;
use crate::shell::extract::Path;
use crate::shell::problem::Problem;
use crate::shell::session::{Posted, fresh_token, hash_of};

/// GET /account/posts
pub async fn list(State(app): State<App>, actor: Actor) -> Result<Markup, Problem> {
    let now = app.now();
    let mut tx = app.db().read().await?;
    let own = store::own(&mut tx, actor.account, now.day()).await?;
    tx.commit().await?;
    Ok(view::page(&actor, &now, &app.settings().divisions, &own, actor.post))
}

/// POST /account/posts/{post}: the session goes on in another of one's own posts.
pub async fn switch(
    State(app): State<App>,
    Path(post): Path<String>,
    headers: HeaderMap,
    posted: Posted,
) -> Result<Response, Problem> {
    let actor = posted.actor;
    let post = Uuid::try_parse(&post).map_err(|_| Problem::NotFound)?;
    let now = app.now();
    let mut tx = app.db().write().await?;
    // Somebody else's, and one that has ended, look like none.
    let own = store::own(&mut tx, actor.account, now.day()).await?;
    let to = own.iter().find(|one| one.id == post).ok_or(Problem::NotFound)?;
    let token = app.cookies().session(&headers).map(hash_of).unwrap_or_default();
    let (fresh, key) = (fresh_token()?, fresh_token()?);
    let switched = Switched {
        token: &token,
        account: actor.account,
        fresh: &hash_of(&fresh),
        post,
        form_key: &key[..32],
    };
    if !store::switch(&mut tx, &switched).await? {
        return Err(Problem::SignedOut);
    }
    let detail = format!("to {} {}", to.kind.post().name(), to.region);
    audit::record(&mut tx, &actor.entry(&now, "session.post", None, detail)).await?;
    tx.commit().await?;
    Ok(redirect("/", &[app.cookies().set_session(Some(&fresh))]))
}

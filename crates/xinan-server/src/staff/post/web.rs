//! Handlers of posts that begin, end or are exchanged.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use maud::Markup;
use xinan_db::{Tx, Uuid, audit};
use xinan_domain::answers::Answers;

use super::form::{Choosing, Wrong, answers_like, parse, parse_day};
use super::view::{self, Filled};
use crate::institution::store as institutions;
use crate::shell::actor::Actor;
use crate::shell::app::App;
use crate::shell::clock::Moment;
use crate::shell::confirmed::Confirmed;
use crate::shell::extract::Path;
use crate::shell::problem::Problem;
use crate::shell::session::{Posted, Typed};
use crate::staff::judge::{Refusal, may_end, may_hold, not_over, not_own};
use crate::staff::store::{self, Member, NewPost, Post};
use crate::staff::view::{cannot, in_words, new_in_words};
use crate::staff::web::{KEEPING, done, found, in_log};
use crate::texts;

/// GET /staff/{id}/posts/new
pub async fn new(State(app): State<App>, actor: Actor, Path(id): Path<String>) -> Result<Response, Problem> {
    let now = app.now();
    let mut tx = app.db().read().await?;
    let member = found(&mut tx, &actor, &id, &now).await?;
    let page = blank(&app, &mut tx, &actor, (&member, None), &now).await?;
    tx.commit().await?;
    Ok(page.into_response())
}

/// GET /staff/{id}/posts/{post}/transfer
pub async fn transfer_form(
    State(app): State<App>,
    actor: Actor,
    Path((id, post)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let now = app.now();
    let mut tx = app.db().read().await?;
    let member = found(&mut tx, &actor, &id, &now).await?;
    let post = member.post(&post).ok_or(Problem::NotFound)?;
    let page = blank(&app, &mut tx, &actor, (&member, Some(post)), &now).await?;
    tx.commit().await?;
    Ok(page.into_response())
}

/// The form as it is opened, or why there is none.
async fn blank(
    app: &App,
    tx: &mut Tx,
    actor: &Actor,
    (member, instead_of): (&Member, Option<&Post>),
    now: &Moment,
) -> Result<Markup, Problem> {
    if let Err(refusal) = may_begin(actor, member, instead_of, now) {
        return Ok(cannot(actor, now, member, title(actor, instead_of), refusal));
    }
    let answers = answers_like(instead_of, now.day());
    let there = institutions::there(tx, actor.county(), now.day()).await?;
    let settings = app.settings();
    let of = Choosing {
        county: &actor.region,
        divisions: &settings.divisions,
        institutions: &there,
        today: now.day(),
    };
    let filled =
        Filled { answers: &answers, wrong: &[], id: xinan_db::new_id(), instead_of, outdated: false };
    Ok(view::begin(actor, now, member, &of, &filled))
}

/// POST /staff/{id}/posts/new
pub async fn create(
    State(app): State<App>,
    Path(id): Path<String>,
    confirmed: Confirmed,
    typed: Typed,
) -> Result<Response, Problem> {
    begin(&app, &id, None, confirmed, typed).await
}

/// POST /staff/{id}/posts/{post}/transfer: the old post ends and the new one begins, both or neither.
pub async fn transfer(
    State(app): State<App>,
    Path((id, post)): Path<(String, String)>,
    confirmed: Confirmed,
    typed: Typed,
) -> Result<Response, Problem> {
    begin(&app, &id, Some(&post), confirmed, typed).await
}

async fn begin(
    app: &App,
    id: &str,
    instead_of: Option<&str>,
    confirmed: Confirmed,
    typed: Typed,
) -> Result<Response, Problem> {
    let Typed { actor, answers, outdated } = typed;
    let Ok(new_id) = Uuid::try_parse(&answers.get("post_id")) else { return Err(Problem::Malformed) };
    let (now, lang) = (app.now(), actor.lang);
    let mut tx = app.db().write().await?;
    tx.alone_at(KEEPING).await?;
    let member = found(&mut tx, &actor, id, &now).await?;
    let old = instead_of.map(|post| member.post(post).ok_or(Problem::NotFound)).transpose()?;
    let said = if old.is_some() { "transferred" } else { "post" };
    if store::holder(&mut tx, new_id).await? == Some(member.id) {
        // Sent twice, it is done once.
        tx.commit().await?;
        return Ok(done(&member, said));
    }
    if let Err(refusal) = may_begin(&actor, &member, old, &now) {
        tx.commit().await?;
        return Ok(refused(cannot(&actor, &now, &member, title(&actor, old), refusal)));
    }
    let there = institutions::there(&mut tx, actor.county(), now.day()).await?;
    let settings = app.settings();
    let of = Choosing {
        county: &actor.region,
        divisions: &settings.divisions,
        institutions: &there,
        today: now.day(),
    };
    let read = judged(&mut tx, &actor, (&member, old), parse(lang, &answers, new_id, &of), &now).await?;
    let new = match read {
        Ok(new) if !outdated => new,
        read => {
            tx.commit().await?;
            let wrong = read.err().unwrap_or_default();
            let filled = Filled { answers: &answers, wrong: &wrong, id: new_id, instead_of: old, outdated };
            let page = view::begin(&actor, &now, &member, &of, &filled);
            let status = if outdated { StatusCode::FORBIDDEN } else { StatusCode::UNPROCESSABLE_ENTITY };
            return Ok((status, page).into_response());
        }
    };
    confirmed.needed(|| {
        let (says, from) = (new_in_words(lang, &settings.divisions, &new), new.from.to_string());
        match old {
            None => texts::confirm_says_post(lang, &member.name, &member.login, &says, &new.office, &from),
            Some(old) => {
                let old = in_words(lang, &settings.divisions, old);
                texts::confirm_says_transfer(
                    lang,
                    &member.name,
                    &member.login,
                    &old,
                    &says,
                    &new.office,
                    &from,
                )
            }
        }
    })?;
    let waits = store::add_post(&mut tx, &actor.region, member.id, &new, &now).await?;
    let waiting = in_log(waits);
    let (post, from) = (format!("{} {}", new.kind.post().name(), new.region), new.from);
    let (action, detail) = match old {
        None => ("staff.post_added", format!("{} {post} from {from}{waiting}", member.login)),
        Some(old) => {
            store::end_post(&mut tx, old, old.ends_for(new.from)).await?;
            let before = format!("{} {}", old.kind.post().name(), old.region);
            ("staff.transferred", format!("{} {before} to {post} from {from}{waiting}", member.login))
        }
    };
    audit::record(&mut tx, &actor.entry(&now, action, None, detail)).await?;
    tx.commit().await?;
    Ok(done(&member, said))
}

/// Whether somebody may have another post at all.
fn may_begin(actor: &Actor, member: &Member, old: Option<&Post>, now: &Moment) -> Result<(), Refusal> {
    not_own(actor, member)?;
    if member.closed_at.is_some() {
        return Err(Refusal::Closed);
    }
    old.map_or(Ok(()), |old| not_over(old, now.day()))
}

/// What was understood, unless the rules forbid it, which is said at its field.
async fn judged(
    tx: &mut Tx,
    actor: &Actor,
    (member, old): (&Member, Option<&Post>),
    read: Result<NewPost, Wrong>,
    now: &Moment,
) -> Result<Result<NewPost, Wrong>, Problem> {
    let Ok(new) = read else { return Ok(read) };
    let at = (new.kind, &new.region);
    let mut judged = may_hold(&member.posts, at, new.from, old.map(|old| old.id));
    if let (Ok(()), Some(old)) = (judged, old) {
        let others = store::other_administrators(tx, &actor.region, member.id, now.day()).await?;
        judged = may_end(&[old], now.day(), &others);
    }
    Ok(match judged {
        Ok(()) => Ok(new),
        Err(refusal) => Err(vec![("kind", refusal.say(actor.lang))]),
    })
}

/// GET /staff/{id}/posts/{post}/end
pub async fn end_form(
    State(app): State<App>,
    actor: Actor,
    Path((id, post)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let now = app.now();
    let mut tx = app.db().read().await?;
    let member = found(&mut tx, &actor, &id, &now).await?;
    let post = member.post(&post).ok_or(Problem::NotFound)?;
    let allowed = may_end_post(&mut tx, &actor, (&member, post), &now).await?;
    tx.commit().await?;
    if let Err(refusal) = allowed {
        return Ok(cannot(&actor, &now, &member, texts::post_end(actor.lang), refusal).into_response());
    }
    let mut answers = Answers::default();
    answers.push("ended_on", now.day().to_string());
    let settings = app.settings();
    Ok(view::end(&actor, &now, (&member, post), &settings.divisions, (&answers, &[])).into_response())
}

/// POST /staff/{id}/posts/{post}/end: from today or a later day. An end that has not come yet may be changed.
pub async fn end(
    State(app): State<App>,
    Path((id, post)): Path<(String, String)>,
    posted: Posted,
) -> Result<Response, Problem> {
    let Posted { actor, answers } = posted;
    let now = app.now();
    let mut tx = app.db().write().await?;
    tx.alone_at(KEEPING).await?;
    let member = found(&mut tx, &actor, &id, &now).await?;
    let post = member.post(&post).ok_or(Problem::NotFound)?;
    let day = parse_day(actor.lang, &answers, "ended_on", now.day());
    if day.as_ref().is_ok_and(|day| post.ended_on == Some(*day)) {
        // Sent twice, it is done once.
        tx.commit().await?;
        return Ok(done(&member, "ended"));
    }
    if let Err(refusal) = may_end_post(&mut tx, &actor, (&member, post), &now).await? {
        tx.commit().await?;
        return Ok(refused(cannot(&actor, &now, &member, texts::post_end(actor.lang), refusal)));
    }
    let day = match day {
        Ok(day) => day,
        Err(say) => {
            tx.commit().await?;
            let (settings, wrong) = (app.settings(), [("ended_on", say)]);
            let page = view::end(&actor, &now, (&member, post), &settings.divisions, (&answers, &wrong));
            return Ok(refused(page));
        }
    };
    store::end_post(&mut tx, post, day).await?;
    let detail = format!("{} {} {} from {day}", member.login, post.kind.post().name(), post.region);
    audit::record(&mut tx, &actor.entry(&now, "staff.post_ended", None, detail)).await?;
    tx.commit().await?;
    Ok(done(&member, "ended"))
}

/// Whether a post may be ended.
pub(in crate::staff) async fn may_end_post(
    tx: &mut Tx,
    actor: &Actor,
    (member, post): (&Member, &Post),
    now: &Moment,
) -> Result<Result<(), Refusal>, Problem> {
    let others = store::other_administrators(tx, &actor.region, member.id, now.day()).await?;
    Ok(not_own(actor, member)
        .and_then(|()| not_over(post, now.day()))
        .and_then(|()| may_end(&[post], now.day(), &others)))
}

fn title(actor: &Actor, instead_of: Option<&Post>) -> &'static str {
    match instead_of {
        Some(_) => texts::post_transfer(actor.lang),
        None => texts::post_add(actor.lang),
    }
}

fn refused(page: Markup) -> Response {
    (StatusCode::UNPROCESSABLE_ENTITY, page).into_response()
}

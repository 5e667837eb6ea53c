//! Handlers of a hand-over: the form, what it means, doing it.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use xinan_db::{Scope, Tx, Uuid, audit};
use xinan_domain::account::login;
use xinan_domain::answers::Answers;
use xinan_domain::region::Level;

use super::store::burden;
use super::view::{self, Filled, Handing, Planned};
use crate::policy::Action;
use crate::shell::actor::Actor;
use crate::shell::app::App;
use crate::shell::clock::Moment;
use crate::shell::confirmed::Confirmed;
use crate::shell::extract::Path;
use crate::shell::problem::Problem;
use crate::shell::session::Typed;
use crate::staff::judge::{Refusal, may_hold, not_over, not_own};
use crate::staff::post::form::{Wrong, parse_day};
use crate::staff::store::{self, Filter, Member, NewPost, Post};
use crate::staff::view::{cannot, in_words};
use crate::staff::web::{KEEPING, done, found, in_log};
use crate::texts;

/// How many colleagues are offered at most; the others are named by their login.
const MOST_NEAR: u32 = 200;

/// GET /staff/{id}/posts/{post}/handover
pub async fn form(
    State(app): State<App>,
    actor: Actor,
    Path((id, post)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let now = app.now();
    let mut tx = app.db().read().await?;
    let member = found(&mut tx, &actor, &id, &now).await?;
    let post = of_care(&member, &post)?;
    if let Err(refusal) = may_hand_over(&actor, &member, post, &now) {
        tx.commit().await?;
        return Ok(cannot(&actor, &now, &member, texts::handover(actor.lang), refusal).into_response());
    }
    let near = near(&mut tx, &actor, &member, post, &now).await?;
    tx.commit().await?;
    let mut answers = Answers::default();
    answers.push("on", now.day().to_string());
    let settings = app.settings();
    let from = Handing { member: &member, post, divisions: &settings.divisions };
    let filled = Filled { answers: &answers, wrong: &[], id: xinan_db::new_id(), outdated: false };
    Ok(view::form(&actor, &now, &from, &near, &filled).into_response())
}

/// POST /staff/{id}/posts/{post}/handover: says what it means; once that is confirmed, and anew by who does it, does it.
pub async fn create(
    State(app): State<App>,
    Path((id, post)): Path<(String, String)>,
    confirmed: Confirmed,
    typed: Typed,
) -> Result<Response, Problem> {
    let Typed { actor, answers, outdated } = typed;
    let Ok(new_id) = Uuid::try_parse(&answers.get("post_id")) else { return Err(Problem::Malformed) };
    let (now, settings) = (app.now(), app.settings());
    let mut tx = app.db().write().await?;
    tx.alone_at(KEEPING).await?;
    let member = found(&mut tx, &actor, &id, &now).await?;
    let post = of_care(&member, &post)?;
    if store::holder(&mut tx, new_id).await?.is_some() {
        // Sent twice, it is done once.
        tx.commit().await?;
        return Ok(done(&member, "handed"));
    }
    if let Err(refusal) = may_hand_over(&actor, &member, post, &now) {
        tx.commit().await?;
        let page = cannot(&actor, &now, &member, texts::handover(actor.lang), refusal);
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    }
    let from = Handing { member: &member, post, divisions: &settings.divisions };
    let (successor, on) = match understood(&mut tx, &actor, &answers, &from, &now).await? {
        Ok(read) if !outdated => read,
        read => {
            let near = near(&mut tx, &actor, &member, post, &now).await?;
            tx.commit().await?;
            let wrong = read.err().unwrap_or_default();
            let filled = Filled { answers: &answers, wrong: &wrong, id: new_id, outdated };
            let page = view::form(&actor, &now, &from, &near, &filled);
            let status = if outdated { StatusCode::FORBIDDEN } else { StatusCode::UNPROCESSABLE_ENTITY };
            return Ok((status, page).into_response());
        }
    };
    let burden = burden(&mut tx, &Scope::of(post.region), on).await?;
    if answers.get("confirmed") != "1" {
        // How many there are is said of a territory: that stands in the log, too.
        let detail =
            format!("{} {} of {} people, not done yet", post.kind.post().name(), post.region, burden.people);
        audit::record(&mut tx, &actor.entry(&now, Action::HandOver.name(), None, detail)).await?;
        tx.commit().await?;
        let planned = Planned { successor: &successor, on, id: new_id, burden };
        return Ok(view::confirm(&actor, &now, &from, &planned).into_response());
    }
    let new = NewPost {
        id: new_id,
        kind: post.kind,
        region: post.region,
        office: post.office.clone(),
        institution: post.institution,
        from: on,
    };
    confirmed.needed(|| {
        let lang = actor.lang;
        let (what, on) = (in_words(lang, &settings.divisions, post), on.to_string());
        let whom = |one: &Member| texts::confirm_whom(lang, &one.name, &one.login);
        texts::confirm_says_handover(lang, &on, &what, burden.people, &whom(&member), &whom(&successor))
    })?;
    store::end_post(&mut tx, post, post.ends_for(on)).await?;
    let waits = store::add_post(&mut tx, &actor.region, successor.id, &new, &now).await?;
    let detail = format!(
        "{} {} from {} to {} on {on}, {} people{}",
        post.kind.post().name(),
        post.region,
        member.login,
        successor.login,
        burden.people,
        in_log(waits)
    );
    audit::record(&mut tx, &actor.entry(&now, "staff.handed_over", None, detail)).await?;
    tx.commit().await?;
    Ok(done(&member, "handed"))
}

/// A post in which people are cared for; only such a territory is handed over.
fn of_care<'a>(member: &'a Member, post: &str) -> Result<&'a Post, Problem> {
    member.post(post).filter(|post| post.kind.cares()).ok_or(Problem::NotFound)
}

fn may_hand_over(actor: &Actor, member: &Member, post: &Post, now: &Moment) -> Result<(), Refusal> {
    not_own(actor, member).and_then(|()| not_over(post, now.day()))
}

/// Colleagues of the same institution or township who could take over, by their names.
async fn near(
    tx: &mut Tx,
    actor: &Actor,
    member: &Member,
    post: &Post,
    now: &Moment,
) -> Result<Vec<Member>, Problem> {
    let township = post.region.at(Level::Township).unwrap_or(post.region);
    let mut filters = vec![Filter { region: Some(township), ..Filter::default() }];
    if post.institution.is_some() {
        filters.push(Filter { institution: post.institution, ..Filter::default() });
    }
    let mut near: Vec<Member> = Vec::new();
    for filter in &filters {
        for one in store::list(tx, &actor.region, filter, now.day(), (MOST_NEAR, 0)).await? {
            if may_succeed(actor, member, &one, now.day()).is_ok()
                && near.iter().all(|other| other.id != one.id)
            {
                near.push(one);
            }
        }
    }
    near.sort_by(|a, b| (&a.name, &a.login).cmp(&(&b.name, &b.login)));
    Ok(near)
}

/// Whether somebody may succeed: a colleague with an open account who does not keep accounts.
fn may_succeed(actor: &Actor, member: &Member, one: &Member, today: Date) -> Result<(), Refusal> {
    not_own(actor, one)?;
    if one.closed_at.is_some() {
        return Err(Refusal::Closed);
    }
    if one.posts.iter().any(|post| !post.kind.cares() && !post.is_over(today)) {
        return Err(Refusal::Apart);
    }
    if one.id == member.id { Err(Refusal::Held) } else { Ok(()) }
}

/// Who takes over and on which day, or everything that is wrong with it.
async fn understood(
    tx: &mut Tx,
    actor: &Actor,
    answers: &Answers,
    from: &Handing<'_>,
    now: &Moment,
) -> Result<Result<(Member, Date), Wrong>, Problem> {
    let (lang, today) = (actor.lang, now.day());
    let mut wrong = Vec::new();
    let (chosen, other) = (answers.get("successor"), answers.get("other"));
    // A login that was typed goes before a name that was chosen: it was the last thing done.
    let (field, successor) = match (login(&other), Uuid::try_parse(&chosen)) {
        (Some(login), _) => ("other", store::with_login(tx, &actor.region, &login, today).await?),
        (None, Ok(id)) if other.is_empty() => ("successor", store::find(tx, &actor.region, id, today).await?),
        _ => (if other.is_empty() { "successor" } else { "other" }, None),
    };
    let on = match parse_day(lang, answers, "on", today) {
        Ok(on) if on < from.post.started_on => {
            wrong.push(("on", texts::handover_day_early(lang, &from.post.started_on.to_string())));
            None
        }
        Ok(on) => Some(on),
        Err(say) => {
            wrong.push(("on", say));
            None
        }
    };
    match &successor {
        None if chosen.is_empty() && other.is_empty() => {
            wrong.push((field, texts::handover_successor_missing(lang).to_owned()))
        }
        None => wrong.push((field, texts::handover_successor_unknown(lang).to_owned())),
        Some(one) => {
            let post = from.post;
            let allowed = may_succeed(actor, from.member, one, today)
                .and_then(|()| may_hold(&one.posts, (post.kind, &post.region), on.unwrap_or(today), None));
            if let Err(refusal) = allowed {
                let say = match refusal {
                    Refusal::Own => texts::handover_to_oneself(lang).to_owned(),
                    other => other.say(lang),
                };
                wrong.push((field, say));
            }
        }
    }
    // In the order of the page.
    wrong.sort_by_key(|(field, _)| *field == "on");
    Ok(match (successor, on, wrong.is_empty()) {
        (Some(successor), Some(on), true) => Ok((successor, on)),
        _ => Err(wrong),
    })
}

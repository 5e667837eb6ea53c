//! The list of what the police asked, and one of them.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::Markup;
use xinan_db::{Tx, Uuid, audit};
use xinan_domain::answers::Answers;
use xinan_domain::code::Code;
use xinan_domain::police::Verdict;

use super::store::{self, Told};
use super::view;
use crate::policy::{Action, Relation, permits_as};
use crate::shell::actor::Actor;
use crate::shell::app::App;
use crate::shell::clock::Moment;
use crate::shell::extract::{Path, Query};
use crate::shell::problem::Problem;
use crate::shell::session::Posted;
use crate::shell::waits::{Asked, PER_PAGE, Wrong, judged};

/// GET /police-looks
pub async fn list(
    State(app): State<App>,
    actor: Actor,
    Query(asked): Query<Asked>,
) -> Result<Markup, Problem> {
    let now = app.now();
    let mut tx = app.db().read().await?;
    let place = asked.place(store::count(&mut tx, actor.county(), asked.waiting()).await?);
    let page = (PER_PAGE, place.before());
    let found = store::list(&mut tx, actor.county(), asked.waiting(), page).await?;
    let entry = actor.entry(&now, Action::JudgePoliceLook.name(), None, format!("{} listed", found.len()));
    audit::record(&mut tx, &entry).await?;
    tx.commit().await?;
    Ok(view::list(&actor, &now, &asked, &found, place))
}

/// GET /police-looks/{id}
pub async fn show(
    State(app): State<App>,
    actor: Actor,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Markup, Problem> {
    let now = app.now();
    let mut tx = app.db().read().await?;
    let one = found(&mut tx, &actor, &id).await?;
    let questions = store::questions(&mut tx, one.id).await?;
    let entry = actor.entry(&now, Action::JudgePoliceLook.name(), None, format!("{} read", one.id.simple()));
    audit::record(&mut tx, &entry).await?;
    tx.commit().await?;
    let answers = Answers::default();
    let page = view::One {
        one: &one,
        questions: &questions,
        word: xinan_db::new_id(),
        answers: &answers,
        wrong: &[],
        done: &asked.done,
    };
    Ok(view::one(&actor, &now, &page))
}

/// POST /police-looks/{id}: a finding ends it; what is to be asked about goes on waiting.
pub async fn judge(
    State(app): State<App>,
    Path(id): Path<String>,
    posted: Posted,
) -> Result<Response, Problem> {
    let Posted { actor, answers } = posted;
    let (lang, now) = (actor.lang, app.now());
    let word = Uuid::try_parse(&answers.get("word_id")).ok();
    let mut tx = app.db().write().await?;
    // One at a time: what was judged meanwhile is not asked about.
    tx.alone_at("police_looks").await?;
    let one = found(&mut tx, &actor, &id).await?;
    let at = one.id.simple().to_string();
    let done = |what: &str| Redirect::to(&format!("/police-looks/{at}?done={what}")).into_response();
    // The posts keep the two apart; what a policy forbids is asked for all the same.
    let relation = if one.account == actor.account { Relation::OwnEntry } else { Relation::Territory };
    if !permits_as(&actor, Action::JudgePoliceLook, relation) {
        return Err(Problem::NotAllowed);
    }
    if one.review.is_some() {
        tx.commit().await?;
        return Ok(done("late"));
    }
    let (verdict, words) = match judged::<Verdict>(lang, &answers) {
        Ok(said) => said,
        Err(wrong) => {
            let word = word.unwrap_or_else(xinan_db::new_id);
            return refused(tx, (&actor, &now), (&one, word), (&answers, &wrong)).await;
        }
    };
    let (action, next) = match (verdict.is_final(), word) {
        (true, _) => {
            if !store::judge(&mut tx, &actor, one.id, (verdict, &words), now.micros()).await? {
                tx.commit().await?;
                return Ok(done("late"));
            }
            ("police.reviewed", "judged")
        }
        (false, Some(word)) => {
            if store::is_asked(&mut tx, word, (one.id, &words)).await? {
                tx.commit().await?;
                return Ok(done("questioned"));
            }
            store::question(&mut tx, &actor, (word, one.id), &words, now.micros()).await?;
            ("police.questioned", "questioned")
        }
        (false, None) => return Err(Problem::Malformed),
    };
    let detail = format!("{at} police_verdict {}", verdict.code());
    audit::record(&mut tx, &actor.entry(&now, action, None, detail)).await?;
    tx.commit().await?;
    Ok(done(next))
}

async fn refused(
    mut tx: Tx,
    (actor, now): (&Actor, &Moment),
    (one, word): (&Told, Uuid),
    (answers, wrong): (&Answers, &Wrong),
) -> Result<Response, Problem> {
    let questions = store::questions(&mut tx, one.id).await?;
    tx.commit().await?;
    let page = view::One { one, questions: &questions, word, answers, wrong, done: "" };
    Ok((StatusCode::UNPROCESSABLE_ENTITY, view::one(actor, now, &page)).into_response())
}

async fn found(tx: &mut Tx, actor: &Actor, id: &str) -> Result<Told, Problem> {
    let id = Uuid::try_parse(id).map_err(|_| Problem::NotFound)?;
    store::find(tx, actor.county(), id).await?.ok_or(Problem::NotFound)
}

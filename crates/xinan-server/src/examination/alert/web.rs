//! Handlers of seeing to an alert.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use xinan_db::{Tx, Uuid, audit};
use xinan_domain::answers::{Answers, Complaints};
use xinan_domain::examination::alert::{Alert, seen_to};

use super::store::{insert, seen_to as seen_to_of};
use super::view::{self, Page};
use super::{follow, standing_in};
use crate::case::store::find;
use crate::case::{VisibleCase, facts};
use crate::examination::store::{Kept, live};
use crate::policy::Action;
use crate::shell::actor::Actor;
use crate::shell::app::App;
use crate::shell::clock::Moment;
use crate::shell::extract::Path;
use crate::shell::problem::Problem;
use crate::shell::session::Typed;

/// GET /people/{id}/examinations/{exam}/alert
pub async fn form(
    State(app): State<App>,
    actor: Actor,
    Path((id, exam)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let now = app.now();
    let mut tx = app.db().read().await?;
    let (case, kept, alerts) = asked(&mut tx, &app, &actor, (&id, &exam), &now).await?;
    tx.commit().await?;
    let mut answers = Answers::default();
    answers.push("done_on", now.day().to_string());
    let complaints = Complaints::default();
    let page = Page {
        case: &case,
        kept: &kept,
        alerts: &alerts,
        answers: &answers,
        complaints: &complaints,
        outdated: false,
    };
    Ok(view::form(&actor, &now, &page).into_response())
}

/// POST /people/{id}/examinations/{exam}/alert: one note, however often it is sent.
pub async fn create(
    State(app): State<App>,
    Path((id, exam)): Path<(String, String)>,
    typed: Typed,
) -> Result<Response, Problem> {
    let Typed { actor, answers, outdated } = typed;
    let now = app.now();
    let mut tx = app.db().write().await?;
    let (case, kept, alerts) = asked(&mut tx, &app, &actor, (&id, &exam), &now).await?;
    let Ok(note) = Uuid::try_parse(&answers.get("note_id")) else { return Err(Problem::Malformed) };
    let what = match seen_to(&answers, kept.one.examined_on, now.day()) {
        Ok(what) if !outdated => what,
        read => {
            tx.commit().await?;
            let complaints = read.err().filter(|_| !outdated).unwrap_or_default();
            let page = Page {
                case: &case,
                kept: &kept,
                alerts: &alerts,
                answers: &answers,
                complaints: &complaints,
                outdated,
            };
            let status = if outdated { StatusCode::FORBIDDEN } else { StatusCode::UNPROCESSABLE_ENTITY };
            return Ok((status, view::form(&actor, &now, &page)).into_response());
        }
    };
    let mut is_new = insert(&mut tx, &actor, (case.id(), kept.id), (note, &what), now.micros()).await?;
    if !is_new {
        // A form that was sent, called back and filled in otherwise is another note.
        let all = seen_to_of(&mut tx, case.county(), case.id()).await?;
        if !all.iter().any(|one| one.examination == kept.id && one.what == what) {
            let of = (case.id(), kept.id);
            is_new = insert(&mut tx, &actor, of, (xinan_db::new_id(), &what), now.micros()).await?;
        }
    }
    if is_new {
        follow(&mut tx, &app.settings(), (case.county(), case.id()), &now).await?;
        let detail = format!("{:?}", what.done);
        audit::record(&mut tx, &actor.entry(&now, "examination.seen_to", Some(case.id()), detail)).await?;
    }
    tx.commit().await?;
    let to = format!("/people/{}/examinations/{}?done=seen_to", case.path_id(), kept.path_id());
    Ok(Redirect::to(&to).into_response())
}

/// The result that counts, and what alerts in it.
async fn asked(
    tx: &mut Tx,
    app: &App,
    actor: &Actor,
    (id, exam): (&str, &str),
    now: &Moment,
) -> Result<(VisibleCase, Kept, Vec<Alert>), Problem> {
    let case = find(tx, actor, id, Action::SeeToAlert, now).await?;
    let Ok(exam) = Uuid::try_parse(exam) else { return Err(Problem::NotFound) };
    let mut live = live(tx, case.county(), case.id()).await?;
    let at = live.iter().position(|one| one.id == exam).ok_or(Problem::NotFound)?;
    let facts = facts::store::of_case(tx, case.county(), case.id()).await?.ok_or(Problem::NotFound)?;
    let periods = app.settings().rules.periods(&case.head.village);
    let alerts = standing_in(&live, &facts, &periods).into_iter().filter(|(place, _)| *place == at);
    let alerts = alerts.map(|(_, alert)| alert).collect();
    Ok((case, live.swap_remove(at), alerts))
}

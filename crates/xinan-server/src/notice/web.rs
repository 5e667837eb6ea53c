//! Handlers of noting that others were told, and of taking such a note back.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use jiff::civil::Date;
use xinan_db::{Tx, audit};
use xinan_domain::answers::Answers;
use xinan_domain::code::Code;
use xinan_domain::day::read_day_near;
use xinan_domain::duty::Told;
use xinan_domain::text::Lang;

use super::view::{self, Page};
use super::{Cause, What};
use crate::case::VisibleCase;
use crate::case::event::store::{NewEvent, Notice, insert_many, notices, row, take_back};
use crate::case::event::{Detail, Event};
use crate::case::facts;
use crate::case::facts::store::refresh_case;
use crate::case::reason::wrong_with;
use crate::case::store::find;
use crate::policy::Action;
use crate::shell::actor::Actor;
use crate::shell::app::App;
use crate::shell::extract::Path;
use crate::shell::problem::Problem;
use crate::shell::session::Posted;
use crate::texts;

/// GET /people/{id}/notices/{what}: what is to be noted, or what was noted.
pub async fn form(
    State(app): State<App>,
    actor: Actor,
    Path((id, what)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let now = app.now();
    let what = What::of(&what)?;
    let mut tx = app.db().read().await?;
    let case = find(&mut tx, &actor, &id, Action::RecordNotice, &now).await?;
    let found = standing(&mut tx, &case, what).await?;
    tx.commit().await?;
    let Some((cause, done)) = found else { return Ok(to_person(&case, "")) };
    let mut answers = Answers::default();
    answers.push("told_on", now.day().to_string());
    let page = Page { case: &case, what, cause, answers: &answers, wrong: &[] };
    Ok(match done {
        Some(done) => view::noted(&actor, &now, &page, &done).into_response(),
        None => view::to_note(&actor, &now, &page).into_response(),
    })
}

/// POST /people/{id}/notices/{what}: one note for one loss or visit, however often it is sent.
pub async fn create(
    State(app): State<App>,
    Path((id, what)): Path<(String, String)>,
    posted: Posted,
) -> Result<Response, Problem> {
    let Posted { actor, answers } = posted;
    let now = app.now();
    let what = What::of(&what)?;
    let mut tx = app.db().write().await?;
    let case = find(&mut tx, &actor, &id, Action::RecordNotice, &now).await?;
    let Some((cause, None)) = standing(&mut tx, &case, what).await? else {
        tx.commit().await?;
        return Ok(to_person(&case, "notice"));
    };
    let (on, told) = match read(&answers, &cause, &case, now.day(), actor.lang) {
        Ok(read) => read,
        Err(wrong) => {
            tx.commit().await?;
            let page = Page { case: &case, what, cause, answers: &answers, wrong: &wrong };
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, view::to_note(&actor, &now, &page)).into_response());
        }
    };
    let detail = Detail { told, of: Some(cause.on), ..Detail::default() };
    let event = Event { kind: what.kind(), on, detail };
    let new = NewEvent {
        event: &event,
        visit: cause.visit,
        source: None,
        recorded_at: now.micros(),
        recorded_by: Some(actor.account),
    };
    let row = row(case.county(), case.id(), &new)?;
    insert_many(&mut tx, &[row]).await?;
    refresh_case(&mut tx, &app.settings(), &case, cause.on, &now).await?;
    let entry = actor.entry(&now, "notice.recorded", Some(case.id()), what.path().to_owned());
    audit::record(&mut tx, &entry).await?;
    tx.commit().await?;
    Ok(to_person(&case, "notice"))
}

/// POST /people/{id}/notices/{what}/withdrawal: it was not done after all.
pub async fn withdraw(
    State(app): State<App>,
    Path((id, what)): Path<(String, String)>,
    posted: Posted,
) -> Result<Response, Problem> {
    let Posted { actor, answers } = posted;
    let now = app.now();
    let what = What::of(&what)?;
    let mut tx = app.db().write().await?;
    let case = find(&mut tx, &actor, &id, Action::RecordNotice, &now).await?;
    let Some((cause, Some(done))) = standing(&mut tx, &case, what).await? else {
        tx.commit().await?;
        return Ok(to_person(&case, ""));
    };
    let reason = answers.words("notice_reason");
    if let Some(wrong) = wrong_with(&reason) {
        tx.commit().await?;
        let wrong = [("notice_reason", wrong.say(actor.lang))];
        let page = Page { case: &case, what, cause, answers: &answers, wrong: &wrong };
        let page = view::noted(&actor, &now, &page, &done);
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    }
    take_back(&mut tx, &case, done.id, actor.account, &reason, now.micros()).await?;
    refresh_case(&mut tx, &app.settings(), &case, cause.on, &now).await?;
    let entry = actor.entry(&now, "notice.withdrawn", Some(case.id()), what.path().to_owned());
    audit::record(&mut tx, &entry).await?;
    tx.commit().await?;
    Ok(to_person(&case, "notice_withdrawn"))
}

/// What others are to be told of now, with the note that they were, if there is one.
async fn standing(
    tx: &mut Tx,
    case: &VisibleCase,
    what: What,
) -> Result<Option<(Cause, Option<Notice>)>, Problem> {
    let facts = facts::store::of_case(tx, case.county(), case.id()).await?.ok_or(Problem::NotFound)?;
    let Some(cause) = what.cause(case.head.status, &facts) else { return Ok(None) };
    let all = notices(tx, case).await?;
    Ok(Some((cause, what.done(&cause, &all).cloned())))
}

/// What is wrong, each with its field.
type Wrong = Vec<(&'static str, String)>;

/// The day and whom one told. Of a visit nobody is told before it; a roster speaks late of a loss.
fn read(
    answers: &Answers,
    cause: &Cause,
    case: &VisibleCase,
    today: Date,
    lang: Lang,
) -> Result<(Date, Vec<Told>), Wrong> {
    let mut wrong = Wrong::new();
    let typed = answers.get("told_on");
    let on = read_day_near(&typed, today);
    let earliest = if cause.visit.is_some() { cause.on } else { case.head.registered_on };
    match on {
        None if typed.is_empty() => wrong.push(("told_on", texts::notice_day_missing(lang).to_owned())),
        None => wrong.push(("told_on", texts::contact_day_unread(lang, &typed))),
        Some(on) if on > today => wrong.push(("told_on", texts::notice_day_ahead(lang).to_owned())),
        Some(on) if on < earliest => {
            wrong.push(("told_on", texts::notice_day_before(lang, &earliest.to_string())));
        }
        Some(_) => {}
    }
    let told: Vec<Told> = answers.list("told_to").iter().filter_map(|code| Told::read(code)).collect();
    if told.is_empty() {
        wrong.push(("told_to", texts::notice_to_missing(lang).to_owned()));
    }
    match on {
        Some(on) if wrong.is_empty() => Ok((on, told)),
        _ => Err(wrong),
    }
}

fn to_person(case: &VisibleCase, done: &str) -> Response {
    let person = format!("/people/{}", case.path_id());
    let to = if done.is_empty() { person } else { format!("{person}?done={done}") };
    Redirect::to(&to).into_response()
}

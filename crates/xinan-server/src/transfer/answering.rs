//! The side that is asked: a slip, and accepting or sending back.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::Markup;
use xinan_db::{Tx, Uuid, audit};
use xinan_domain::answers::{Answers, Complaints};
use xinan_domain::life::Step;
use xinan_domain::region::Level;
use xinan_domain::text::rules::Problem as Wrong;
use xinan_domain::transfer::{self, Accepting, Answer, Context};

use super::Done;
use super::store::{self, Answered, Transfer};
use super::view::{self, Slip};
use crate::case::reason::wrong_with;
use crate::case::steps::{impossible, life};
use crate::case::store::{self as cases, NewForm};
use crate::case::{VisibleCase, facts};
use crate::policy::Action;
use crate::shell::actor::Actor;
use crate::shell::app::App;
use crate::shell::clock::Moment;
use crate::shell::extract::{Path, Query};
use crate::shell::problem::Problem;
use crate::shell::session::Posted;
use crate::task::{self, Kind, Task};
use crate::texts;

/// GET /transfers/{id}: as much as one needs to find the person, and no finding.
pub async fn show(
    State(app): State<App>,
    actor: Actor,
    Path(id): Path<String>,
    Query(done): Query<Done>,
) -> Result<Markup, Problem> {
    let now = app.now();
    let mut tx = app.db().read().await?;
    let (case, one) = asked(&mut tx, &actor, &id, &now).await?;
    let life = life(&mut tx, &case).await?;
    tx.commit().await?;
    let mut answers = Answers::default();
    answers.push("accepted_on", now.day().to_string());
    answers.push("address", one.form.address.clone());
    let phone = one.form.phone.as_ref().map_or("", |phone| phone.as_str());
    answers.push("phone", phone);
    let settings = app.settings();
    let complaints = Complaints::default();
    let slip = Slip {
        case: &case,
        one: &one,
        life,
        settings: &settings,
        answers: &answers,
        complaints: &complaints,
        wrong: None,
        done: &done.done,
    };
    Ok(view::slip(&actor, &now, &slip))
}

/// POST /transfers/{id}/acceptance
pub async fn accept(
    State(app): State<App>,
    Path(id): Path<String>,
    posted: Posted,
) -> Result<Response, Problem> {
    let Posted { actor, answers } = posted;
    let now = app.now();
    let mut tx = app.db().write().await?;
    let (case, one) = asked(&mut tx, &actor, &id, &now).await?;
    if one.answer.is_some() {
        tx.commit().await?;
        return Ok(to_slip(&one, "late"));
    }
    if impossible(&mut tx, &case, Step::AcceptTransfer).await?.is_some() {
        let complaints = Complaints::default();
        return refused(tx, &app, (&actor, &now), (&case, &one), (&answers, &complaints, None)).await;
    }
    let within = one.to.filter(|to| actor.region.contains(to)).ok_or(Problem::NotFound)?;
    let context = Context { today: now.day(), from: one.form.sent_on, within, lives_in: case.head.village };
    let settings = app.settings();
    let read = transfer::accepting(&answers, &context).and_then(|read| {
        match settings.divisions.has(read.village.as_str()) {
            true => Ok(read),
            false => Err(transfer::no_such_village()),
        }
    });
    let accepting = match read {
        Ok(read) => read,
        Err(complaints) => {
            return refused(tx, &app, (&actor, &now), (&case, &one), (&answers, &complaints, None)).await;
        }
    };
    let answered = Answered::Accepted(accepting.clone());
    let answer = (Answer::Accepted, accepting.accepted_on, &answered);
    if store::answer(&mut tx, &actor, one.id, answer, now.micros()).await? {
        move_to(&mut tx, (&actor, &case), &accepting, &now).await?;
        task::store::end(&mut tx, case.county(), Kind::AcceptTransfer, one.id).await?;
        // What is to be done is done where the person lives now.
        task::store::move_of_case(&mut tx, case.county(), case.id(), &within).await?;
        facts::store::refresh_case(&mut tx, &app.settings(), &case, one.form.sent_on, &now).await?;
        let entry = actor.entry(&now, "transfer.accepted", Some(case.id()), String::new());
        audit::record(&mut tx, &entry).await?;
    }
    tx.commit().await?;
    Ok(Redirect::to(&format!("/people/{}?done=transfer", case.path_id())).into_response())
}

/// Another version of the form, with where the person lives now.
async fn move_to(
    tx: &mut Tx,
    (actor, case): (&Actor, &VisibleCase),
    to: &Accepting,
    now: &Moment,
) -> Result<(), Problem> {
    let kept = cases::form_of(tx, case.county(), case.id()).await?.ok_or(Problem::NotFound)?;
    let mut form = kept.form;
    form.village = to.village;
    form.address.clone_from(&to.address);
    if to.phone.is_some() {
        form.phone.clone_from(&to.phone);
    }
    let reason = texts::transfer_reason(xinan_domain::text::Lang::Zh, &actor.office);
    let new = NewForm {
        id: xinan_db::new_id(),
        form: &form,
        source: None,
        stated_on: Some(to.accepted_on),
        reason: &reason,
        by: Some(actor.account),
        now: now.micros(),
    };
    let row = cases::supplement_row(tx, case.id(), &new)?;
    cases::add_supplements(tx, &[row]).await?;
    Ok(cases::replace_form(tx, case.county(), case.id(), &new).await?)
}

/// POST /transfers/{id}/return: the person does not live here.
pub async fn send_back(
    State(app): State<App>,
    Path(id): Path<String>,
    posted: Posted,
) -> Result<Response, Problem> {
    let Posted { actor, answers } = posted;
    let now = app.now();
    let mut tx = app.db().write().await?;
    let (case, one) = asked(&mut tx, &actor, &id, &now).await?;
    if one.answer.is_some() {
        tx.commit().await?;
        return Ok(to_slip(&one, "late"));
    }
    if impossible(&mut tx, &case, Step::ReturnTransfer).await?.is_some() {
        let complaints = Complaints::default();
        return refused(tx, &app, (&actor, &now), (&case, &one), (&answers, &complaints, None)).await;
    }
    let reason = answers.words(view::REASON);
    if let Some(wrong) = wrong_with(&reason) {
        let complaints = Complaints::default();
        return refused(tx, &app, (&actor, &now), (&case, &one), (&answers, &complaints, Some(wrong))).await;
    }
    let answered = Answered::Because(reason);
    if store::answer(&mut tx, &actor, one.id, (Answer::Returned, now.day(), &answered), now.micros()).await? {
        let county = case.county();
        task::store::end(&mut tx, county, Kind::AcceptTransfer, one.id).await?;
        let settings = app.settings();
        let asked = one.to.map(|to| settings.divisions.name(to.as_str()).to_owned()).unwrap_or_default();
        let township = one.from.at(Level::Township).unwrap_or(one.from);
        let task = Task {
            kind: Kind::TransferReturned,
            thing: one.id,
            case: Some(case.id()),
            region: township,
            since: now.day(),
            due_on: None,
            words: &asked,
        };
        task::store::set(&mut tx, county, &task).await?;
        facts::store::refresh_case(&mut tx, &settings, &case, one.form.sent_on, &now).await?;
        let entry = actor.entry(&now, "transfer.returned", Some(case.id()), String::new());
        audit::record(&mut tx, &entry).await?;
    }
    tx.commit().await?;
    Ok(to_slip(&one, "returned"))
}

/// The transfer that the actor's territory is asked to accept, with the person; and that it was read.
async fn asked(
    tx: &mut Tx,
    actor: &Actor,
    id: &str,
    now: &Moment,
) -> Result<(VisibleCase, Transfer), Problem> {
    let id = Uuid::try_parse(id).map_err(|_| Problem::NotFound)?;
    let one = store::asked(tx, actor, id).await?.ok_or(Problem::NotFound)?;
    if tx.is_writing() {
        cases::hold(tx, actor.county(), one.case).await?;
    }
    // What was answered meanwhile is read anew now that nobody else writes.
    let one = store::asked(tx, actor, id).await?.unwrap_or(one);
    let entry = actor.entry(now, Action::AcceptTransfer.name(), Some(one.case), String::new());
    let case = cases::own(tx, &entry).await?;
    Ok((case, one))
}

async fn refused(
    mut tx: Tx,
    app: &App,
    (actor, now): (&Actor, &Moment),
    (case, one): (&VisibleCase, &Transfer),
    (answers, complaints, wrong): (&Answers, &Complaints, Option<Wrong>),
) -> Result<Response, Problem> {
    let life = life(&mut tx, case).await?;
    tx.commit().await?;
    let slip = Slip {
        case,
        one,
        life,
        settings: &app.settings(),
        answers,
        complaints,
        wrong: wrong.map(|one| one.say(actor.lang)),
        done: "",
    };
    Ok((StatusCode::UNPROCESSABLE_ENTITY, view::slip(actor, now, &slip)).into_response())
}

fn to_slip(one: &Transfer, done: &str) -> Response {
    Redirect::to(&format!("/transfers/{}?done={done}", one.id.simple())).into_response()
}

//! The side that sends: the transfers of a person, another one, and what becomes of one in the sender's hands.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use jiff::civil::Date;
use maud::Markup;
use xinan_db::{Tx, Uuid, audit};
use xinan_domain::answers::{Answers, Complaints};
use xinan_domain::duty::{DutyId, Event as Because, duties};
use xinan_domain::life::{Closing, Step};
use xinan_domain::region::Level;
use xinan_domain::transfer::{self, Answer, Context};

use super::Done;
use super::store::{self, Answered, Transfer};
use super::view::{self, FormPage};
use crate::case::event::store::close;
use crate::case::reason::wrong_with;
use crate::case::steps::{impossible, life};
use crate::case::store::find;
use crate::case::{VisibleCase, facts};
use crate::policy::Action;
use crate::shell::actor::Actor;
use crate::shell::app::{App, Settings};
use crate::shell::clock::Moment;
use crate::shell::confirmed::Confirmed;
use crate::shell::extract::{Path, Query};
use crate::shell::problem::Problem;
use crate::shell::session::{Posted, Typed};
use crate::task::{self, Kind, Task};
use crate::texts;

/// GET /people/{id}/transfers
pub async fn list(
    State(app): State<App>,
    actor: Actor,
    Path(id): Path<String>,
    Query(done): Query<Done>,
) -> Result<Markup, Problem> {
    let now = app.now();
    let mut tx = app.db().read().await?;
    let case = find(&mut tx, &actor, &id, Action::SendTransfer, &now).await?;
    let all = store::of_case(&mut tx, &case).await?;
    let life = life(&mut tx, &case).await?;
    tx.commit().await?;
    let (answers, complaints) = (Answers::default(), Complaints::default());
    let page = view::Person {
        case: &case,
        settings: &app.settings(),
        all: &all,
        life,
        answers: &answers,
        complaints: &complaints,
        wrong: None,
        done: &done.done,
    };
    Ok(view::person(&actor, &now, &page))
}

/// GET /people/{id}/transfers/new
pub async fn form(State(app): State<App>, actor: Actor, Path(id): Path<String>) -> Result<Response, Problem> {
    let now = app.now();
    let mut tx = app.db().read().await?;
    let case = find(&mut tx, &actor, &id, Action::SendTransfer, &now).await?;
    let forbidden = impossible(&mut tx, &case, Step::SendTransfer).await?;
    tx.commit().await?;
    let mut answers = Answers::default();
    answers.push("sent_on", now.day().to_string());
    let (settings, complaints) = (app.settings(), Complaints::default());
    let page = FormPage {
        case: &case,
        settings: &settings,
        answers: &answers,
        complaints: &complaints,
        id: xinan_db::new_id(),
        forbidden: forbidden.map(|one| one.say(actor.lang)),
        outdated: false,
    };
    Ok(view::form(&actor, &now, &page).into_response())
}

/// POST /people/{id}/transfers/new
pub async fn create(
    State(app): State<App>,
    Path(id): Path<String>,
    typed: Typed,
) -> Result<Response, Problem> {
    let Typed { actor, answers, outdated } = typed;
    let (now, settings) = (app.now(), app.settings());
    let Ok(wanted) = Uuid::try_parse(&answers.get("transfer_id")) else { return Err(Problem::Malformed) };
    let mut tx = app.db().write().await?;
    let case = find(&mut tx, &actor, &id, Action::SendTransfer, &now).await?;
    let facts = facts::store::of_case(&mut tx, case.county(), case.id()).await?.ok_or(Problem::NotFound)?;
    let county = case.head.village.at(Level::County).unwrap_or(actor.region);
    let context = Context {
        today: now.day(),
        // Nobody leaves before having come: so no two moves of a person overlap.
        from: facts.moved_in_on().map_or(case.head.registered_on, |on| on.max(case.head.registered_on)),
        within: county,
        lives_in: case.head.village,
    };
    let read = transfer::sending(&answers, &context).and_then(|read| {
        match read.to.is_none_or(|to| settings.divisions.has(to.as_str())) {
            true => Ok(read),
            false => Err(transfer::no_such_township()),
        }
    });
    // A form that was sent, called back and filled in otherwise is another one.
    let kept = store::by_id(&mut tx, case.county(), wanted).await?;
    let wanted = match &kept {
        None => wanted,
        Some(one) if one.case == case.id() && read.as_ref().is_ok_and(|read| *read == one.form) => {
            tx.commit().await?;
            return Ok(to_list(&case, "sent"));
        }
        Some(_) => xinan_db::new_id(),
    };
    let forbidden = facts.life().after(Step::SendTransfer).err();
    let sending = match (read, &forbidden) {
        (Ok(sending), None) if !outdated => sending,
        (read, _) => {
            tx.commit().await?;
            let complaints = read.err().filter(|_| !outdated).unwrap_or_default();
            let page = FormPage {
                case: &case,
                settings: &settings,
                answers: &answers,
                complaints: &complaints,
                id: wanted,
                forbidden: forbidden.map(|one| one.say(actor.lang)),
                outdated,
            };
            let status = if outdated { StatusCode::FORBIDDEN } else { StatusCode::UNPROCESSABLE_ENTITY };
            return Ok((status, view::form(&actor, &now, &page)).into_response());
        }
    };
    store::insert(&mut tx, &case, &actor, (wanted, &sending), now.micros()).await?;
    for one in store::of_case(&mut tx, &case).await? {
        // Whoever sends anew knows what became of the one before.
        task::store::end(&mut tx, case.county(), Kind::TransferReturned, one.id).await?;
    }
    if let Some(to) = sending.to {
        let task = Task {
            kind: Kind::AcceptTransfer,
            thing: wanted,
            case: Some(case.id()),
            region: to,
            since: now.day(),
            due_on: due_on(&settings, &case, now.day()),
            words: settings.divisions.name(case.head.village.as_str()),
        };
        task::store::set(&mut tx, case.county(), &task).await?;
    }
    done(&mut tx, &app, (&actor, &case), (sending.sent_on, "transfer.sent"), &now).await?;
    tx.commit().await?;
    Ok(to_list(&case, "sent"))
}

/// Until when the new body should have answered.
fn due_on(settings: &Settings, case: &VisibleCase, today: Date) -> Option<Date> {
    let parameters = settings.parameters(&case.head.village, today);
    let duty = duties(Because::TransferReceived, &parameters.duties)
        .into_iter()
        .find(|duty| duty.id == DutyId::AcceptTransfer)?;
    duty.due_on(today, &parameters.calendar)
}

/// POST /people/{id}/transfers/{transfer}/withdrawal: it was not to be sent.
pub async fn take_back(
    State(app): State<App>,
    Path((id, transfer)): Path<(String, String)>,
    posted: Posted,
) -> Result<Response, Problem> {
    let Posted { actor, answers } = posted;
    let now = app.now();
    let mut tx = app.db().write().await?;
    let (case, one) = open(&mut tx, &actor, (&id, &transfer), &now).await?;
    let Some(one) = one else {
        tx.commit().await?;
        return Ok(to_list(&case, "late"));
    };
    let forbidden = impossible(&mut tx, &case, Step::ReturnTransfer).await?;
    let reason = answers.words(view::REASON);
    if let Some(wrong) = wrong_with(&reason).filter(|_| forbidden.is_none()) {
        return refused(tx, &app, (&actor, &now), &case, (&answers, &Complaints::default(), Some(wrong)))
            .await;
    }
    if forbidden.is_some() {
        return refused(tx, &app, (&actor, &now), &case, (&answers, &Complaints::default(), None)).await;
    }
    let answered = Answered::Because(reason);
    let answer = (Answer::TakenBack, now.day(), &answered);
    if store::answer(&mut tx, &actor, one.id, answer, now.micros()).await? {
        task::store::end(&mut tx, case.county(), Kind::AcceptTransfer, one.id).await?;
        done(&mut tx, &app, (&actor, &case), (one.form.sent_on, "transfer.taken_back"), &now).await?;
    }
    tx.commit().await?;
    Ok(to_list(&case, "taken_back"))
}

/// POST /people/{id}/transfers/{transfer}/elsewhere: a body of another county has accepted, and the record is closed here.
pub async fn accepted_elsewhere(
    State(app): State<App>,
    Path((id, transfer)): Path<(String, String)>,
    confirmed: Confirmed,
    posted: Posted,
) -> Result<Response, Problem> {
    let Posted { actor, answers } = posted;
    let now = app.now();
    let mut tx = app.db().write().await?;
    let (case, one) = open(&mut tx, &actor, (&id, &transfer), &now).await?;
    let Some(one) = one.filter(|one| one.to.is_none()) else {
        tx.commit().await?;
        return Ok(to_list(&case, "late"));
    };
    let context = Context {
        today: now.day(),
        from: one.form.sent_on,
        within: case.head.village,
        lives_in: case.head.village,
    };
    let read = match transfer::accepted_elsewhere(&answers, &context) {
        Ok(read) => read,
        Err(complaints) => {
            return refused(tx, &app, (&actor, &now), &case, (&answers, &complaints, None)).await;
        }
    };
    if impossible(&mut tx, &case, Step::AcceptElsewhere).await?.is_some() {
        return refused(tx, &app, (&actor, &now), &case, (&answers, &Complaints::default(), None)).await;
    }
    let says = || texts::confirm_says_elsewhere(actor.lang, &case.head.name, &read.body);
    if let Err(unconfirmed) = confirmed.needed(says) {
        // The page that asks names the person: that is a look.
        tx.commit().await?;
        return Err(unconfirmed);
    }
    let on = read.accepted_on;
    let answered = Answered::Elsewhere(read);
    let answer = (Answer::AcceptedElsewhere, on, &answered);
    if store::answer(&mut tx, &actor, one.id, answer, now.micros()).await? {
        close(&mut tx, &case, actor.account, (Closing::MovedAway, on), &now).await?;
        done(&mut tx, &app, (&actor, &case), (one.form.sent_on, "transfer.accepted_elsewhere"), &now).await?;
    }
    tx.commit().await?;
    Ok(to_list(&case, "elsewhere"))
}

/// POST /people/{id}/transfers/{transfer}/seen: that it came back was read.
pub async fn seen(
    State(app): State<App>,
    Path((id, transfer)): Path<(String, String)>,
    posted: Posted,
) -> Result<Response, Problem> {
    let actor = posted.actor;
    let now = app.now();
    let transfer = Uuid::try_parse(&transfer).map_err(|_| Problem::NotFound)?;
    let mut tx = app.db().write().await?;
    let case = find(&mut tx, &actor, &id, Action::SendTransfer, &now).await?;
    let all = store::of_case(&mut tx, &case).await?;
    let one = all.iter().find(|one| one.id == transfer).ok_or(Problem::NotFound)?;
    task::store::end(&mut tx, case.county(), Kind::TransferReturned, one.id).await?;
    audit::record(&mut tx, &actor.entry(&now, "transfer.seen", Some(case.id()), String::new())).await?;
    tx.commit().await?;
    Ok(to_list(&case, "seen"))
}

/// The record, and the transfer if nobody has answered it.
async fn open(
    tx: &mut Tx,
    actor: &Actor,
    (id, transfer): (&str, &str),
    now: &Moment,
) -> Result<(VisibleCase, Option<Transfer>), Problem> {
    let transfer = Uuid::try_parse(transfer).map_err(|_| Problem::NotFound)?;
    let case = find(tx, actor, id, Action::SendTransfer, now).await?;
    let all = store::of_case(tx, &case).await?;
    let one = all.into_iter().find(|one| one.id == transfer).ok_or(Problem::NotFound)?;
    Ok((case, Some(one).filter(|one| one.answer.is_none())))
}

/// Everything that follows from a change of a transfer, and its entry.
async fn done(
    tx: &mut Tx,
    app: &App,
    (actor, case): (&Actor, &VisibleCase),
    (since, action): (Date, &'static str),
    now: &Moment,
) -> Result<(), Problem> {
    facts::store::refresh_case(tx, &app.settings(), case, since, now).await?;
    Ok(audit::record(tx, &actor.entry(now, action, Some(case.id()), String::new())).await?)
}

async fn refused(
    mut tx: Tx,
    app: &App,
    (actor, now): (&Actor, &Moment),
    case: &VisibleCase,
    (answers, complaints, wrong): (&Answers, &Complaints, Option<xinan_domain::text::rules::Problem>),
) -> Result<Response, Problem> {
    let all = store::of_case(&mut tx, case).await?;
    let life = life(&mut tx, case).await?;
    tx.commit().await?;
    let page = view::Person {
        case,
        settings: &app.settings(),
        all: &all,
        life,
        answers,
        complaints,
        wrong: wrong.map(|one| one.say(actor.lang)),
        done: "",
    };
    Ok((StatusCode::UNPROCESSABLE_ENTITY, view::person(actor, now, &page)).into_response())
}

fn to_list(case: &VisibleCase, done: &str) -> Response {
    Redirect::to(&format!("/people/{}/transfers?done={done}", case.path_id())).into_response()
}

/// What the page says of what was just done.
pub(super) fn said(lang: xinan_domain::text::Lang, done: &str) -> Option<&'static str> {
    Some(match done {
        "sent" => texts::transfer_done_sent(lang),
        "taken_back" => texts::transfer_done_taken_back(lang),
        "elsewhere" => texts::transfer_done_elsewhere(lang),
        "seen" => texts::transfer_done_seen(lang),
        "late" => texts::transfer_late(lang),
        _ => return None,
    })
}

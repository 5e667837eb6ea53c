//! Handlers of beginning a record: the blank form, what an identity number says, keeping it.

use std::collections::BTreeMap;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::Markup;
use xinan_db::{Tx, Uuid, audit};
use xinan_domain::answers::{Answers, Complaints};
use xinan_domain::supplement::{REGISTERED_ON, Understood, registered_on};

use super::check::{Met, leave_events, met, understand};
use super::view::{self, FormPage};
use crate::case::event::store::NewEvent;
use crate::case::event::{self, Event};
use crate::case::facts::{EventRow, Months, judge};
use crate::case::newcomer::{self, BEGINNING, Newcomer};
use crate::case::store::{self as cases, NewForm, form_of};
use crate::shell::actor::Actor;
use crate::shell::app::App;
use crate::shell::clock::Moment;
use crate::shell::problem::Problem;
use crate::shell::session::{Posted, Typed};

/// GET /people/new
pub async fn new(State(app): State<App>, actor: Actor) -> Result<Markup, Problem> {
    let (now, settings) = (app.now(), app.settings());
    let mut answers = Answers::default();
    for id in [REGISTERED_ON.id, "filled_on"] {
        answers.push(id, now.day().to_string());
    }
    answers.push("filled_by", actor.name.clone());
    let page = FormPage {
        settings: &settings,
        answers: &answers,
        complaints: &Complaints::default(),
        id: xinan_db::new_id(),
        editing: None,
        met: None,
        outdated: false,
    };
    Ok(view::form(&actor, &now, &page))
}

/// POST /people/new/says: what is typed says so far. Asks nobody's record.
pub async fn says(State(app): State<App>, posted: Posted) -> Result<Markup, Problem> {
    let Posted { actor, answers } = posted;
    let found = match understand(&actor, &app.settings(), &answers, None, &app.now()) {
        Ok(read) => read.doubts,
        Err(complaints) => complaints,
    };
    Ok(view::says(actor.lang, &answers, &found, app.today()))
}

/// POST /people/new
pub async fn create(State(app): State<App>, typed: Typed) -> Result<Response, Problem> {
    let Typed { actor, mut answers, outdated } = typed;
    let Ok(wanted) = Uuid::try_parse(&answers.get("case_id")) else { return Err(Problem::Malformed) };
    leave_events(&mut answers);
    let (now, settings) = (app.now(), app.settings());
    let mut tx = app.db().write().await?;
    tx.alone_at(BEGINNING).await?;

    let read = understand(&actor, &settings, &answers, None, &now);
    let since = registered_on(&answers, now.day());
    let met = met(&mut tx, &actor, &settings, &answers, None, &now).await?;
    if let (false, Ok(read), Some(Met::Same(id))) = (outdated, &read, &met)
        && *id == wanted
        && says_the_same(&mut tx, &actor, *id, read).await?
    {
        // The same form sent twice, by a second tap or after a lost answer, is there already.
        tx.commit().await?;
        return Ok(saved(*id));
    }
    let mut complaints = Complaints::default();
    if let Err(found) = &read {
        complaints.extend(found.clone());
    }
    if let Err(found) = &since {
        complaints.extend(found.clone());
    }
    if let Some(met) = &met {
        complaints.refuse("identity_number", met.wrong());
    }
    let (Ok(read), Ok(since), None, false) = (read, since, &met, outdated) else {
        tx.commit().await?;
        if outdated {
            complaints = Complaints::default();
        }
        let page = FormPage {
            settings: &settings,
            answers: &answers,
            complaints: &complaints,
            id: wanted,
            editing: None,
            met: met.as_ref(),
            outdated,
        };
        let status = if outdated { StatusCode::FORBIDDEN } else { StatusCode::UNPROCESSABLE_ENTITY };
        return Ok((status, view::form(&actor, &now, &page)).into_response());
    };
    // A form that was sent, called back and filled in for somebody else is another record.
    let id = match newcomer::store::is_taken(&mut tx, actor.county(), wanted).await? {
        true => xinan_db::new_id(),
        false => wanted,
    };
    let event = Event::of_consent(&read.supplement, now.day());
    let newcomer = Newcomer {
        id,
        form: read.supplement,
        registered_on: since,
        events: event
            .into_iter()
            .map(|event| EventRow { event, visit: None, recorded_at: now.micros() })
            .collect(),
        visits: Vec::new(),
        examinations: Vec::new(),
    };
    begin(&mut tx, &app, &actor, newcomer, &now).await?;
    let entry = actor.entry(&now, "person.registered", Some(id), String::new());
    audit::record(&mut tx, &entry).await?;
    tx.commit().await?;
    Ok(saved(id))
}

/// Writes a record with its form, its events and everything that is computed of it.
async fn begin(
    tx: &mut Tx,
    app: &App,
    actor: &Actor,
    newcomer: Newcomer,
    now: &Moment,
) -> Result<(), Problem> {
    let (by, at) = (Some(actor.account), now.micros());
    let facts = newcomer.facts(tx, &mut BTreeMap::new(), at).await?;
    let new = NewForm {
        id: facts.supplement_id,
        form: &facts.supplement,
        source: None,
        stated_on: Some(now.day()),
        reason: "",
        by,
        now: at,
    };
    let form = cases::supplement_row(tx, facts.id, &new)?;
    let mut events = Vec::new();
    for row in &facts.events {
        let new = NewEvent { event: &row.event, visit: None, source: None, recorded_at: at, recorded_by: by };
        events.push(event::store::row(&facts.county, facts.id, &new)?);
    }
    let judged = judge(&facts, &app.settings(), Months::all(now.day()));
    newcomer::add(tx, &[(facts, judged)], at).await?;
    cases::add_supplements(tx, &[form]).await?;
    event::store::insert_many(tx, &events).await?;
    Ok(())
}

/// Whether a record holds exactly this form.
async fn says_the_same(tx: &mut Tx, actor: &Actor, id: Uuid, read: &Understood) -> Result<bool, Problem> {
    let kept = form_of(tx, actor.county(), id).await?;
    Ok(kept.is_some_and(|kept| kept.form == read.supplement))
}

/// Where a record that was begun leads, with the draft that is done.
fn saved(id: Uuid) -> Response {
    let draft = view::draft_key(None);
    Redirect::to(&format!("/people/{}?done=registered&saved={draft}", id.simple())).into_response()
}

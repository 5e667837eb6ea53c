//! Handlers of calls.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use xinan_db::{Uuid, audit};
use xinan_domain::code::Code;
use xinan_domain::contact::{CallOutcome, latest_agreed, next_try};
use xinan_domain::day::read_day_ahead;

use super::store::{self, Contact};
use super::view;
use crate::case::facts;
use crate::case::store::find;
use crate::policy::Action;
use crate::shell::actor::Actor;
use crate::shell::app::App;
use crate::shell::extract::Path;
use crate::shell::problem::Problem;
use crate::shell::session::Typed;
use crate::texts;

/// How much may be written about a call.
const LONGEST_NOTE: usize = 300;

/// GET /people/{id}/contacts: the form stands on the person's page; a refused one that is opened again
/// leads there.
pub async fn form(State(app): State<App>, actor: Actor, Path(id): Path<String>) -> Result<Redirect, Problem> {
    let now = app.now();
    let mut tx = app.db().read().await?;
    let case = find(&mut tx, &actor, &id, Action::SeeCase, &now).await?;
    tx.commit().await?;
    Ok(Redirect::to(&format!("/people/{}#contact", case.path_id())))
}

/// POST /people/{id}/contacts
pub async fn create(
    State(app): State<App>,
    Path(id): Path<String>,
    typed: Typed,
) -> Result<Response, Problem> {
    let Typed { actor, answers, outdated } = typed;
    let (now, lang) = (app.now(), actor.lang);
    let today = now.day();
    let mut tx = app.db().write().await?;
    let case = find(&mut tx, &actor, &id, Action::RecordContact, &now).await?;
    let Ok(contact_id) = Uuid::try_parse(&answers.get("contact_id")) else { return Err(Problem::Malformed) };

    let mut wrong: Vec<(&'static str, String)> = Vec::new();
    let outcome = CallOutcome::read(&answers.get("outcome"));
    if outcome.is_none() {
        wrong.push(("outcome", texts::contact_outcome_missing(lang).to_owned()));
    }
    let note = answers.words("note");
    if note.chars().count() > LONGEST_NOTE {
        wrong.push(("note", texts::contact_note_long(lang, LONGEST_NOTE)));
    }
    let next_on = answers.get("next_on");
    let stated = read_day_ahead(&next_on, today);
    let intervals = app.settings().parameters(&case.head.village, today).intervals;
    let latest = latest_agreed(today, &intervals);
    if next_on.is_empty() && outcome == Some(CallOutcome::Agreed) {
        wrong.push(("next_on", texts::contact_day_missing(lang).to_owned()));
    }
    if !next_on.is_empty() {
        match stated {
            None => wrong.push(("next_on", texts::contact_day_unread(lang, &next_on))),
            Some(day) if day < today => wrong.push(("next_on", texts::contact_day_past(lang).to_owned())),
            Some(day) if day > latest => {
                wrong.push(("next_on", texts::contact_day_far(lang, &latest.to_string())))
            }
            Some(_) => {}
        }
    }
    let Some(outcome) = outcome.filter(|_| wrong.is_empty() && !outdated) else {
        tx.commit().await?;
        let page = view::refused(&actor, &now, &case, &answers, &wrong, outdated);
        let status = if outdated { StatusCode::FORBIDDEN } else { StatusCode::UNPROCESSABLE_ENTITY };
        return Ok((status, page).into_response());
    };
    let contact = Contact {
        id: contact_id,
        on: today,
        outcome,
        next_on: stated.or_else(|| next_try(outcome, today, None, &intervals)),
        note,
    };
    if store::insert(&mut tx, &case, &contact, actor.account, now.micros()).await? {
        let settings = app.settings();
        let (county, case_id) = (case.county(), case.id());
        facts::store::refresh(&mut tx, &settings, county, case_id, today, today, now.micros()).await?;
        let entry = actor.entry(&now, "contact.recorded", Some(case_id), String::new());
        audit::record(&mut tx, &entry).await?;
    }
    tx.commit().await?;
    let draft = view::draft_key(&case);
    Ok(Redirect::to(&format!("/people/{}?done=contact&saved={draft}", case.path_id())).into_response())
}

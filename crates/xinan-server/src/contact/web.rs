//! Handlers of calls.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use jiff::civil::Date;
use xinan_db::{Tx, Uuid, audit};
use xinan_domain::code::Code;
use xinan_domain::contact::{CallOutcome, latest_next, next_try};
use xinan_domain::day::read_day_ahead;
use xinan_domain::follow_up::{DueRule, latest_agreed};
use xinan_domain::text::Lang;

use super::store::{self, Contact};
use super::view;
use crate::case::VisibleCase;
use crate::case::facts::{self, Months, judge};
use crate::case::store::find;
use crate::case::words::{near_day, waits_from};
use crate::policy::Action;
use crate::shell::actor::Actor;
use crate::shell::app::{App, Settings};
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
    let case = find(&mut tx, &actor, &id, Action::RecordContact, &now).await?;
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
    let latest = latest_next(today, &intervals);
    if next_on.is_empty() && outcome == Some(CallOutcome::Agreed) {
        wrong.push(("next_on", texts::contact_day_missing(lang).to_owned()));
    }
    if !next_on.is_empty() {
        match stated {
            None => wrong.push(("next_on", texts::contact_day_unread(lang, &next_on))),
            Some(day) if day < today => wrong.push(("next_on", texts::contact_day_past(lang).to_owned())),
            Some(day) if day > latest && outcome != Some(CallOutcome::Agreed) => {
                wrong.push(("next_on", texts::contact_day_far(lang, &latest.to_string())))
            }
            Some(day) if outcome == Some(CallOutcome::Agreed) => {
                wrong.extend(too_late(&mut tx, &app.settings(), &case, (day, today), lang).await?)
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
        facts::store::refresh_case(&mut tx, &app.settings(), &case, today, &now).await?;
        let entry = actor.entry(&now, "contact.recorded", Some(case.id()), String::new());
        audit::record(&mut tx, &entry).await?;
    }
    tx.commit().await?;
    let draft = view::draft_key(&case);
    Ok(Redirect::to(&format!("/people/{}?done=contact&saved={draft}", case.path_id())).into_response())
}

/// What is said when a day agreed in a call of today is later than the class allows. Nobody is hidden by it,
/// but whoever agrees should hear the right day.
async fn too_late(
    tx: &mut Tx,
    settings: &Settings,
    case: &VisibleCase,
    (day, today): (Date, Date),
    lang: Lang,
) -> Result<Option<(&'static str, String)>, Problem> {
    let facts = facts::store::of_case(tx, case.county(), case.id()).await?.ok_or(Problem::NotFound)?;
    let periods = settings.rules.periods(&case.head.village);
    let standing = judge(&facts, settings, Months::since(today, today)).standing;
    // Of whom nothing is due, no class limits the day: the longest wait there is does.
    let Some(latest) = latest_agreed(&standing, today, |day| &periods.on(day).intervals) else {
        let latest = latest_next(today, &periods.on(today).intervals);
        return Ok((day > latest).then(|| ("next_on", texts::contact_day_far(lang, &latest.to_string()))));
    };
    if day <= latest.on {
        return Ok(None);
    }
    let until = near_day(lang, latest.on, today);
    let rule = periods.reason(latest.routine, waits_from(&case.head, latest.routine.rule)).say(lang);
    let say = match latest.on == latest.routine.on {
        true => texts::contact_day_late(lang, &until, &rule),
        false => {
            let due = near_day(lang, latest.routine.on, today);
            let wait = DueRule::Retry.wait(&periods.on(today).intervals);
            let wait = wait.map_or_else(String::new, |wait| wait.say(lang));
            texts::contact_day_late_after_call(lang, &until, &due, &rule, &wait)
        }
    };
    Ok(Some(("next_on", say)))
}

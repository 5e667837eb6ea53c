//! Handlers of the report.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::Markup;
use serde::Deserialize;
use xinan_db::{Uuid, audit};
use xinan_domain::answers::{Answers, Complaints};
use xinan_domain::disposal::{Report, ReportContext, State as Stand, parse_report};
use xinan_domain::region::{Level, Region};

use super::view::{self, FormPage};
use crate::case::VisibleCase;
use crate::case::store as cases;
use crate::disposal::follow::follow;
use crate::disposal::store::{self, CHANGING, Kept};
use crate::policy::Action;
use crate::shell::actor::Actor;
use crate::shell::app::{App, Settings};
use crate::shell::clock::Moment;
use crate::shell::extract::Query;
use crate::shell::problem::Problem;
use crate::shell::session::Typed;

/// Whose page one comes from.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    #[serde(default)]
    person: String,
}

/// GET /disposals/new
pub async fn new(
    State(app): State<App>,
    actor: Actor,
    Query(asked): Query<Asked>,
) -> Result<Markup, Problem> {
    let (now, settings) = (app.now(), app.settings());
    let mut answers = Answers::default();
    answers.push("reporter", actor.name.clone());
    let mut case = None;
    let mut running = Vec::new();
    if asked.person.is_empty() {
        if actor.region.level() == Level::Village {
            answers.push("village", actor.region.as_str());
        }
    } else {
        let mut tx = app.db().read().await?;
        let found = cases::find(&mut tx, &actor, &asked.person, Action::ReportDisposal, &now).await?;
        running = store::of_case(&mut tx, &found).await?;
        running.retain(|one| one.state == Stand::Running);
        tx.commit().await?;
        answers.push("place", found.head.address.clone());
        case = Some(found);
    }
    let complaints = Complaints::default();
    let page = FormPage {
        settings: &settings,
        case: case.as_ref(),
        running: &running,
        answers: &answers,
        complaints: &complaints,
        id: xinan_db::new_id(),
        outdated: false,
        other: None,
    };
    Ok(view::form(&actor, &now, &page))
}

/// POST /disposals/new: one report, however often it is sent.
pub async fn create(State(app): State<App>, typed: Typed) -> Result<Response, Problem> {
    let Typed { actor, mut answers, outdated } = typed;
    let (now, settings) = (app.now(), app.settings());
    let Ok(id) = Uuid::try_parse(&answers.get("disposal_id")) else { return Err(Problem::Malformed) };
    let mut tx = app.db().write().await?;
    tx.alone_at(CHANGING).await?;
    let person = answers.get("person");
    let case = match person.as_str() {
        "" => None,
        person => Some(cases::find(&mut tx, &actor, person, Action::ReportDisposal, &now).await?),
    };
    if let Some(case) = &case {
        // Who is known is the record's to say, and so is the township that sees to it.
        answers.set("village", case.head.village.as_str());
    }
    let read = understand((&actor, &now), &settings, case.as_ref(), &answers);
    let there = store::one(&mut tx, actor.county(), id).await?;
    if there.as_ref().is_some_and(|there| there.recorded_by != actor.account) {
        return Err(Problem::Malformed);
    }
    let report = match (&there, read) {
        (Some(there), Ok(report)) if is_same(there, case.as_ref(), &report) => {
            // Sent twice, it is there already.
            tx.commit().await?;
            return Ok(to_page(&there.path_id()));
        }
        (None, Ok(report)) if !outdated => report,
        (_, read) => {
            tx.commit().await?;
            let complaints = read.err().filter(|_| !outdated).unwrap_or_default();
            let other = there.as_ref().filter(|_| !complaints.refused() && !outdated).map(Kept::path_id);
            let status = match (outdated, &other) {
                (true, _) => StatusCode::FORBIDDEN,
                (_, Some(_)) => StatusCode::CONFLICT,
                _ => StatusCode::UNPROCESSABLE_ENTITY,
            };
            // What is sent from the page that says so is another report.
            let id = if other.is_some() { xinan_db::new_id() } else { id };
            let page = FormPage {
                settings: &settings,
                case: case.as_ref(),
                running: &[],
                answers: &answers,
                complaints: &complaints,
                id,
                outdated,
                other: other.as_deref(),
            };
            return Ok((status, view::form(&actor, &now, &page)).into_response());
        }
    };
    let person = case.as_ref().map(VisibleCase::id);
    store::insert(&mut tx, &actor, (id, person, &report), &now).await?;
    let kept = store::one(&mut tx, actor.county(), id).await?.ok_or(Problem::NotFound)?;
    follow(&mut tx, &settings, actor.county(), &kept, &now).await?;
    let entry = actor.entry(&now, "disposal.reported", person, kept.path_id());
    audit::record(&mut tx, &entry).await?;
    tx.commit().await?;
    Ok(to_page(&kept.path_id()))
}

fn is_same(there: &Kept, case: Option<&VisibleCase>, report: &Report) -> bool {
    there.case == case.map(VisibleCase::id) && there.report == *report
}

fn to_page(path_id: &str) -> Response {
    Redirect::to(&format!("/disposals/{path_id}?done=reported")).into_response()
}

fn understand(
    (actor, now): (&Actor, &Moment),
    settings: &Settings,
    case: Option<&VisibleCase>,
    answers: &Answers,
) -> Result<Report, Complaints> {
    let within = |village: &Region| actor.region.contains(village);
    let village = |text: &str| match case {
        Some(case) => Some(case.head.village),
        None => settings.divisions.village(&actor.region, text).filter(within),
    };
    let context = ReportContext { today: now.day(), is_known: case.is_some(), village: &village };
    parse_report(answers, &context)
}

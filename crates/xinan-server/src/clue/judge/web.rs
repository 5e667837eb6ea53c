//! Handlers of looking at clues.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use jiff::civil::Date;
use maud::Markup;
use serde::Deserialize;
use xinan_db::{Tx, Uuid, audit};
use xinan_domain::answers::Complaints;
use xinan_domain::clue::{ReviewContext, State as Stand, Step, decide, parse_review};
use xinan_domain::code::Code;
use xinan_domain::text::Lang;
use xinan_domain::text::rules::Problem as Wrong;

use super::view::{self, OnePage, Refused};
use crate::case::VisibleCase;
use crate::case::reason::wrong_with;
use crate::clue::matching::{Compare, compare};
use crate::clue::store::{self, CHANGING, Detail, Kept, NewStep, Taken, Which, find};
use crate::policy::{Action, permits};
use crate::shell::actor::Actor;
use crate::shell::app::App;
use crate::shell::clock::Moment;
use crate::shell::extract::{Path, Query};
use crate::shell::filters;
use crate::shell::problem::Problem;
use crate::shell::session::Posted;
use crate::shell::ui::pagination::Place;
use crate::texts;

/// How many a page shows.
const PER_PAGE: u32 = 50;

/// Which are asked for.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    /// `all`, or the number of a state; else what waits.
    #[serde(default)]
    pub(super) state: String,
    /// A division of the territory.
    #[serde(default)]
    pub(super) region: String,
    #[serde(default)]
    page: u32,
    /// What was just done.
    #[serde(default)]
    done: String,
}

impl Asked {
    /// The address with these filters, without the page.
    pub(super) fn address(&self) -> String {
        filters::address("/clues", &[("state", &self.state), ("region", &self.region)])
    }
}

/// GET /clues
pub async fn list(
    State(app): State<App>,
    actor: Actor,
    Query(asked): Query<Asked>,
) -> Result<Markup, Problem> {
    let (now, settings) = (app.now(), app.settings());
    let region = filters::division(&actor, &asked.region)?.unwrap_or(actor.region);
    let which = match (asked.state.as_str(), Stand::read(&asked.state)) {
        ("all", _) => Which::All,
        (_, Some(state)) => Which::State(state),
        _ => Which::Waiting,
    };
    let mut tx = app.db().read().await?;
    let total = store::count(&mut tx, &actor, (which, region)).await?;
    let place = Place::of(total, asked.page, PER_PAGE);
    let found = store::list(&mut tx, &actor, (which, region), (PER_PAGE, place.before())).await?;
    let year = Date::new(now.day().year(), 1, 1).unwrap_or(now.day());
    let of_year = store::of_year(&mut tx, &actor, (region, year)).await?;
    audit::record(&mut tx, &actor.entry(&now, Action::SeeClues.name(), None, found.len().to_string()))
        .await?;
    tx.commit().await?;
    Ok(view::list(&actor, &now, &settings.divisions, &asked, (&found, &of_year), place))
}

/// What one page of a clue is made of.
pub(super) struct Seen {
    pub(super) kept: Kept,
    pub(super) steps: Vec<Taken>,
    /// Who of the register it may be; none where nothing is to be decided.
    pub(super) compared: Option<Compare>,
    /// Other clues of the village under the same name.
    pub(super) others: Vec<Kept>,
}

impl Seen {
    /// Whether the step that was taken last may be taken back here: not one of the county office by a township.
    pub(super) fn last_to_withdraw(&self, actor: &Actor) -> Option<&Taken> {
        let last = self.steps.iter().rfind(|step| step.withdrawn.is_none())?;
        let own = permits(actor, Action::JudgeAtCounty) || !last.at_county;
        Some(last).filter(|_| own && self.kept.clue.is_some())
    }
}

async fn seen(tx: &mut Tx, actor: &Actor, kept: Kept, now: &Moment) -> Result<Seen, Problem> {
    let steps = store::steps(tx, actor.county(), kept.id).await?;
    let at_county = permits(actor, Action::JudgeAtCounty);
    let offered = kept.state(actor).offered(at_county);
    let compared = match kept.registration() {
        Some(clue) if offered.contains(&Step::SameAs) => Some(compare(tx, actor, clue, now).await?),
        _ => None,
    };
    let mut others = store::of_village(tx, actor.county(), &kept).await?;
    let name = kept.registration().map(|clue| clue.name.as_str());
    others.retain(|other| name.is_some() && other.registration().map(|clue| clue.name.as_str()) == name);
    Ok(Seen { kept, steps, compared, others })
}

/// GET /clues/{id}
pub async fn show(
    State(app): State<App>,
    actor: Actor,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Markup, Problem> {
    let (now, settings) = (app.now(), app.settings());
    let mut tx = app.db().read().await?;
    let kept = find(&mut tx, &actor, &id).await?.ok_or(Problem::NotFound)?;
    let entry = actor.entry(&now, Action::SeeClues.name(), None, kept.path_id());
    audit::record(&mut tx, &entry).await?;
    let seen = seen(&mut tx, &actor, kept, &now).await?;
    tx.commit().await?;
    let page = OnePage { settings: &settings, seen: &seen, refused: None, done: &asked.done };
    Ok(view::one(&actor, &now, &page))
}

/// Shows the clue again with what was typed.
async fn again(
    app: &App,
    mut tx: Tx,
    (actor, now): (&Actor, &Moment),
    kept: Kept,
    refused: Refused<'_>,
) -> Result<Response, Problem> {
    let seen = seen(&mut tx, actor, kept, now).await?;
    tx.commit().await?;
    let settings = app.settings();
    let page = OnePage { settings: &settings, seen: &seen, refused: Some(refused), done: "" };
    Ok((StatusCode::UNPROCESSABLE_ENTITY, view::one(actor, now, &page)).into_response())
}

fn done(kept: &Kept, what: &str) -> Response {
    Redirect::to(&format!("/clues/{}?done={what}", kept.path_id())).into_response()
}

/// A step, by the id that came with the form: sent twice, it is there already.
/// The id under which a step is kept: none when it was sent before. One that was taken back and is sent again is another one.
async fn free(tx: &mut Tx, actor: &Actor, kept: &Kept, id: Uuid) -> Result<Option<Uuid>, Problem> {
    let steps = store::steps(tx, actor.county(), kept.id).await?;
    Ok(match steps.iter().find(|step| step.id == id) {
        None => Some(id),
        Some(step) if step.withdrawn.is_some() => Some(xinan_db::new_id()),
        Some(_) => None,
    })
}

/// POST /clues/{id}/steps: what is decided.
pub async fn step(
    State(app): State<App>,
    Path(id): Path<String>,
    posted: Posted,
) -> Result<Response, Problem> {
    let Posted { actor, answers } = posted;
    let now = app.now();
    let Ok(step_id) = Uuid::try_parse(&answers.get("step_id")) else { return Err(Problem::Malformed) };
    let mut tx = app.db().write().await?;
    tx.alone_at(CHANGING).await?;
    let kept = find(&mut tx, &actor, &id).await?.ok_or(Problem::NotFound)?;
    let Some(step_id) = free(&mut tx, &actor, &kept, step_id).await? else {
        tx.commit().await?;
        return Ok(done(&kept, "step"));
    };
    let stands = (kept.state(&actor), permits(&actor, Action::JudgeAtCounty));
    let decision = match decide(&answers, stands, now.day()) {
        Ok(decision) => decision,
        Err(complaints) => {
            let refused = Refused::Step(&answers, &complaints);
            return again(&app, tx, (&actor, &now), kept, refused).await;
        }
    };
    let case = match decision.step {
        Step::SameAs => match same(&mut tx, &actor, &kept, &decision.same_as, &now).await? {
            Some(case) => Some(case),
            None => {
                let mut complaints = Complaints::default();
                let say = |lang| texts::clue_same_gone(lang).to_owned();
                complaints.refuse("same_as", Wrong::Said([say(Lang::Zh), say(Lang::En)]));
                let refused = Refused::Step(&answers, &complaints);
                return again(&app, tx, (&actor, &now), kept, refused).await;
            }
        },
        _ => None,
    };
    let detail = Detail { words: decision.words, review: None };
    let new = NewStep { id: step_id, step: decision.step, on: now.day(), detail: &detail, case };
    keep(&app, &mut tx, (&actor, &now), &kept, &new).await?;
    if let Some(case) = case {
        let entry = actor.entry(&now, "clue.tied", Some(case), kept.path_id());
        audit::record(&mut tx, &entry).await?;
    }
    tx.commit().await?;
    Ok(done(&kept, "step"))
}

/// The record that was chosen, if it is among those that comparing gives: nothing is tied that one may not see.
async fn same(
    tx: &mut Tx,
    actor: &Actor,
    kept: &Kept,
    chosen: &str,
    now: &Moment,
) -> Result<Option<Uuid>, Problem> {
    let Some(clue) = kept.registration() else { return Ok(None) };
    let Compare::Found(found) = compare(tx, actor, clue, now).await? else { return Ok(None) };
    Ok(found.iter().find(|case| case.path_id() == chosen).map(VisibleCase::id))
}

async fn keep(
    app: &App,
    tx: &mut Tx,
    (actor, now): (&Actor, &Moment),
    kept: &Kept,
    new: &NewStep<'_>,
) -> Result<(), Problem> {
    store::add_step(tx, actor, kept.id, new, now.micros()).await?;
    store::refresh(tx, &app.settings(), actor.county(), kept.id).await?;
    let detail = format!("{} step {}", kept.path_id(), new.step.code());
    audit::record(tx, &actor.entry(now, "clue.judged", None, detail)).await?;
    Ok(())
}

/// POST /clues/{id}/review: what a psychiatrist found.
pub async fn review(
    State(app): State<App>,
    Path(id): Path<String>,
    posted: Posted,
) -> Result<Response, Problem> {
    let Posted { actor, answers } = posted;
    let now = app.now();
    let Ok(step_id) = Uuid::try_parse(&answers.get("step_id")) else { return Err(Problem::Malformed) };
    let mut tx = app.db().write().await?;
    tx.alone_at(CHANGING).await?;
    let kept = find(&mut tx, &actor, &id).await?.ok_or(Problem::NotFound)?;
    let Some(step_id) = free(&mut tx, &actor, &kept, step_id).await? else {
        tx.commit().await?;
        return Ok(done(&kept, "review"));
    };
    let context = ReviewContext { today: now.day(), surveyed_on: kept.surveyed_on };
    let stands = kept.state(&actor);
    let read =
        parse_review(&answers, &context).and_then(|review| match stands.after(review.outcome.into()) {
            Ok(_) if kept.clue.is_some() => Ok(review),
            _ => Err(not_now(stands)),
        });
    let review = match read {
        Ok(review) => review,
        Err(complaints) => {
            let refused = Refused::Review(&answers, &complaints);
            return again(&app, tx, (&actor, &now), kept, refused).await;
        }
    };
    let (step, on) = (review.outcome.into(), review.on);
    let detail = Detail { words: String::new(), review: Some(review) };
    let new = NewStep { id: step_id, step, on, detail: &detail, case: None };
    keep(&app, &mut tx, (&actor, &now), &kept, &new).await?;
    tx.commit().await?;
    Ok(done(&kept, "review"))
}

fn not_now(stands: Stand) -> Complaints {
    let mut complaints = Complaints::default();
    let say = |lang: Lang| texts::clue_review_not_now(lang, lang.code(stands));
    complaints.refuse("outcome", Wrong::Said([say(Lang::Zh), say(Lang::En)]));
    complaints
}

/// POST /clues/{id}/steps/{step}/withdrawal: the last step was a mistake.
pub async fn withdraw(
    State(app): State<App>,
    Path((id, step)): Path<(String, String)>,
    posted: Posted,
) -> Result<Response, Problem> {
    let Posted { actor, answers } = posted;
    let now = app.now();
    let mut tx = app.db().write().await?;
    tx.alone_at(CHANGING).await?;
    let kept = find(&mut tx, &actor, &id).await?.ok_or(Problem::NotFound)?;
    let step = Uuid::try_parse(&step).map_err(|_| Problem::NotFound)?;
    let seen = Seen {
        steps: store::steps(&mut tx, actor.county(), kept.id).await?,
        kept,
        compared: None,
        others: Vec::new(),
    };
    if seen.steps.iter().any(|one| one.id == step && one.withdrawn.is_some()) {
        tx.commit().await?;
        return Ok(done(&seen.kept, "withdrawn"));
    }
    let Some(last) = seen.last_to_withdraw(&actor).filter(|last| last.id == step).map(|last| last.id) else {
        return Err(Problem::NotFound);
    };
    let reason = answers.words(view::WITHDRAWAL);
    if let Some(wrong) = wrong_with(&reason) {
        let mut complaints = Complaints::default();
        complaints.refuse(view::WITHDRAWAL, wrong);
        let refused = Refused::Withdrawal(&answers, &complaints);
        return again(&app, tx, (&actor, &now), seen.kept, refused).await;
    }
    let kept = seen.kept;
    store::withdraw_step(&mut tx, &actor, (kept.id, last), &reason, now.micros()).await?;
    store::refresh(&mut tx, &app.settings(), actor.county(), kept.id).await?;
    let entry = actor.entry(&now, "clue.step_withdrawn", None, kept.path_id());
    audit::record(&mut tx, &entry).await?;
    tx.commit().await?;
    Ok(done(&kept, "withdrawn"))
}

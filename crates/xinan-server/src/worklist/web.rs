//! Handlers of the first page.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use jiff::civil::Date;
use serde::Deserialize;
use xinan_db::Tx;
use xinan_domain::disclosure::Standing;

use super::store::{self, Group};
use super::tasks;
use super::view;
use crate::case::seen::{List, shown};
use crate::policy::{Action, permits};
use crate::shell::actor::Actor;
use crate::shell::app::App;
use crate::shell::clock::Moment;
use crate::shell::extract::Query;
use crate::shell::page::first_page;
use crate::shell::problem::Problem;
use crate::shell::session::AHEAD;
use crate::shell::ui::pagination::Place;
use crate::{clue, disclosure, disposal, emergency, examination, police, portal, task};

/// Which part of the work is asked for.
#[derive(Debug, Deserialize)]
pub struct Asked {
    #[serde(default)]
    group: String,
    #[serde(default)]
    page: u32,
    #[serde(default)]
    done: String,
}

/// How many lines of each group the first page shows.
const LINES: [u32; 4] = [15, 15, 15, 10];
/// How many other tasks it shows.
const TASKS: u32 = 8;
/// How many lines a page of one group shows.
pub(super) const PER_PAGE: u32 = 50;

/// GET /: who cares for nobody begins elsewhere.
pub async fn today(
    State(app): State<App>,
    actor: Actor,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    let first = first_page(&actor);
    if first != "/" {
        return Ok(Redirect::to(first).into_response());
    }
    let now = app.now();
    let today = now.day();
    let scope = actor.scope();
    let settings = app.settings();
    let mut tx = app.db().read().await?;
    let work = store::overview(&mut tx, &scope, today, quarter_start(today)).await?;
    let waiting = waiting(&mut tx, &app, &actor, &now).await?;
    let counts = work.groups;

    if let Some(group) = Group::from_key(&asked.group) {
        let place = Place::of(counts[group as usize], asked.page, PER_PAGE);
        let people = store::people(&mut tx, &scope, group, today, PER_PAGE, place.before()).await?;
        let list = match group {
            Group::First | Group::Today => List::Worklist,
            Group::Overdue | Group::Week => List::WorklistPage,
        };
        shown(&mut tx, &actor, list, &people, &now).await?;
        tx.commit().await?;
        let page = view::one_group(&actor, &now, &settings, group, counts, &people, place.page);
        return Ok(page.into_response());
    }

    let groups = store::first_lines(&mut tx, &scope, today, LINES, counts).await?;
    for (_, people) in &groups {
        shown(&mut tx, &actor, List::Worklist, people, &now).await?;
    }
    let count = task::store::count(&mut tx, &actor, None, &now).await?;
    let first = match count.all {
        0 => Vec::new(),
        _ => task::store::list(&mut tx, &actor, None, (TASKS, 0), &now).await?,
    };
    tasks::web::log(&mut tx, &actor, List::Tasks, &first, &now).await?;
    let exams = examination::due::store::counts(&mut tx, &scope, today).await?;
    tx.commit().await?;
    let tasks = (count, first);
    let about = view::Today { so_far: (work.seen, work.people), waiting, tasks, exams, done: &asked.done };
    let page = view::page(&actor, &now, &settings, counts, &groups, &about);
    Ok(page.into_response())
}

/// What others wait for: help that the police ask for, requests to take people out, reviews of what was opened in an
/// emergency, and what people asked for at their own door.
#[derive(Debug, Clone, Default)]
pub(super) struct Waiting {
    pub(super) help: u64,
    pub(super) requests: u64,
    /// What one asked to take out oneself, and was answered; with where it stands.
    pub(super) answered: Vec<(disclosure::store::Entered, Standing)>,
    pub(super) reviews: emergency::store::Waiting,
    /// What one opened oneself, and was lately found without need.
    pub(super) not_justified: u64,
    /// What people asked for at their own door.
    pub(super) asked: portal::request::store::Waiting,
    /// Emergencies that are going on.
    pub(super) disposals: u64,
    /// Clues to be looked at and to be reviewed.
    pub(super) clues: clue::store::ToDo,
    /// Surveys of which villages are left.
    pub(super) surveys: Vec<clue::survey::store::Task>,
}

async fn waiting(tx: &mut Tx, app: &App, actor: &Actor, now: &Moment) -> Result<Waiting, Problem> {
    const HOUR: i64 = 3_600_000_000;
    const WEEK: i64 = 7 * 24;
    let mut waiting = Waiting::default();
    let hours = disclosure::limits(app, actor, now).hours();
    // Answered within the time that it waits, and good for a while: what is older says nothing any more.
    let asked_after = now.micros() - (i64::from(hours.waits) + i64::from(hours.good).max(WEEK)) * HOUR;
    for one in disclosure::store::answered(tx, actor, asked_after).await? {
        let standing = one.standing(hours, now);
        if matches!(standing, Standing::Granted { .. } | Standing::Declined) {
            waiting.answered.push((one, standing));
        }
    }
    if permits(actor, Action::ApproveDisclosure) {
        let after = now.micros() - i64::from(hours.waits) * HOUR;
        let until = now.micros() + AHEAD;
        waiting.requests = disclosure::store::waiting(tx, actor, (after, until)).await?;
    }
    if permits(actor, Action::AnswerHelp) {
        waiting.help = police::help::store::to_help(tx, actor).await?;
    }
    if permits(actor, Action::ReviewEmergency) {
        waiting.reviews = emergency::store::waiting(tx, actor, (now.micros(), now.day())).await?;
    }
    if permits(actor, Action::OpenInEmergency) {
        let week = now.micros() - WEEK * HOUR;
        waiting.not_justified = emergency::store::not_justified(tx, actor.account, week).await?;
    }
    if permits(actor, Action::AnswerRequest) {
        waiting.asked = portal::request::store::waiting(tx, actor, now.day()).await?;
    }
    if permits(actor, Action::SeeDisposal) {
        waiting.disposals = disposal::store::running(tx, actor, now.micros()).await?;
    }
    if permits(actor, Action::SeeClues) {
        waiting.clues = clue::store::to_do(tx, actor, now.day()).await?;
    }
    if permits(actor, Action::RecordSurvey) {
        let divisions = &app.settings().divisions;
        waiting.surveys = clue::survey::store::tasks(tx, actor, divisions, now.day()).await?;
    }
    Ok(waiting)
}

/// The first day of a quarter.
fn quarter_start(day: Date) -> Date {
    let month = (day.month() - 1) / 3 * 3 + 1;
    Date::new(day.year(), month, 1).unwrap_or(day)
}

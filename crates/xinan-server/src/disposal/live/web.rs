//! Handlers of the page of an emergency.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::Markup;
use serde::Deserialize;
use xinan_db::{Tx, Uuid, audit};
use xinan_domain::answers::{Answers, Complaints};
use xinan_domain::code::Code;
use xinan_domain::disposal::{Entry, EntryContext, Kind, Party, Standing, parse_entry};
use xinan_domain::text::Lang;
use xinan_domain::text::rules::Problem as Wrong;

use super::view::{self, Correction, OnePage};
use crate::case::VisibleCase;
use crate::case::reason::wrong_with;
use crate::case::tie::{self, Hand, TieKind};
use crate::disposal::follow::{follow, standing_of};
use crate::disposal::seen::{Seen, find};
use crate::disposal::store::{self, CHANGING, Kept, Psychiatrist, Taken};
use crate::policy::{Action, Relation, permits_as, reaches_by_tie};
use crate::shell::actor::Actor;
use crate::shell::app::App;
use crate::shell::clock::Moment;
use crate::shell::extract::{Path, Query};
use crate::shell::problem::Problem;
use crate::shell::session::Posted;
use crate::texts;

/// What was just done.
#[derive(Debug, Default, Deserialize)]
pub struct Done {
    #[serde(default)]
    done: String,
}

/// What the page is made of.
pub(super) struct Course {
    pub(super) seen: Seen,
    pub(super) entries: Vec<Taken>,
    pub(super) standing: Standing,
    /// Who can be told here, where there is a record that opens to them.
    pub(super) psychiatrists: Vec<Psychiatrist>,
}

async fn course_of(
    tx: &mut Tx,
    app: &App,
    actor: &Actor,
    seen: Seen,
    now: &Moment,
) -> Result<Course, Problem> {
    let entries = store::entries(tx, actor.county(), seen.kept.id).await?;
    let standing = standing_of(&app.settings(), &seen.kept, &entries);
    let psychiatrists = match seen.case {
        Some(_) if !reaches_by_tie(actor) => store::psychiatrists(tx, actor.county(), now.day()).await?,
        _ => Vec::new(),
    };
    Ok(Course { seen, entries, standing, psychiatrists })
}

/// GET /disposals/{id}
pub async fn show(
    State(app): State<App>,
    actor: Actor,
    Path(id): Path<String>,
    Query(done): Query<Done>,
) -> Result<Markup, Problem> {
    let now = app.now();
    let mut tx = app.db().read().await?;
    let seen = find(&mut tx, &actor, &id, Action::SeeDisposal, &now).await?;
    let course = course_of(&mut tx, &app, &actor, seen, &now).await?;
    tx.commit().await?;
    let settings = app.settings();
    let page = OnePage { settings: &settings, course: &course, refused: None, done: &done.done };
    Ok(view::one(&actor, &now, &page))
}

/// How much somebody has read already.
#[derive(Debug, Default, Deserialize)]
pub struct Read {
    #[serde(default)]
    seen: i64,
}

/// GET /disposals/{id}/course: what is new, for a page that stays open. While nothing is, nothing of anybody is read, and
/// nothing is sent.
pub async fn course(
    State(app): State<App>,
    actor: Actor,
    Path(id): Path<String>,
    Query(read): Query<Read>,
) -> Result<Response, Problem> {
    let now = app.now();
    let mut tx = app.db().read().await?;
    if let Ok(id) = Uuid::try_parse(&id)
        && !reaches_by_tie(&actor)
        && store::so_far(&mut tx, &actor, id).await? == Some(read.seen)
    {
        tx.commit().await?;
        return Ok(StatusCode::NO_CONTENT.into_response());
    }
    let seen = find(&mut tx, &actor, &id, Action::SeeDisposal, &now).await?;
    let course = course_of(&mut tx, &app, &actor, seen, &now).await?;
    tx.commit().await?;
    Ok(view::course(&actor, &now, &app.settings(), &course).into_response())
}

fn done(kept: &Kept, what: &str) -> Response {
    Redirect::to(&format!("/disposals/{}?done={what}", kept.path_id())).into_response()
}

/// POST /disposals/{id}/entries: who was told, what was done, that it is over, how somebody was afterwards.
pub async fn enter(
    State(app): State<App>,
    Path(id): Path<String>,
    posted: Posted,
) -> Result<Response, Problem> {
    let Posted { actor, mut answers } = posted;
    let (now, settings) = (app.now(), app.settings());
    let Ok(entry_id) = Uuid::try_parse(&answers.get("entry_id")) else { return Err(Problem::Malformed) };
    let kind = Kind::read(&answers.get("kind"));
    let Some(kind) = kind.filter(|kind| !matches!(kind, Kind::Recorded | Kind::Corrected)) else {
        return Err(Problem::Malformed);
    };
    let mut tx = app.db().write().await?;
    tx.alone_at(CHANGING).await?;
    let seen = find(&mut tx, &actor, &id, Action::KeepDisposal, &now).await?;
    let course = course_of(&mut tx, &app, &actor, seen, &now).await?;
    let told = match chosen(&course.psychiatrists, &answers) {
        Ok(told) => told,
        Err(complaints) => {
            return again(tx, &app, (&actor, &now), &course, (kind, &answers, &complaints)).await;
        }
    };
    if let Some(told) = told.filter(|_| !answers.has("name")) {
        answers.set("name", told.name.clone());
    }
    let kept = &course.seen.kept;
    if let Some(of) = store::entry_is_of(&mut tx, actor.county(), entry_id).await? {
        if of != kept.id {
            return Err(Problem::Malformed);
        }
        if is_there(&app, (&course, &now), (entry_id, kind), &answers) {
            tx.commit().await?;
            return Ok(done(kept, "entered"));
        }
        let mut complaints = Complaints::default();
        let say = |lang| texts::disposal_entry_taken(lang).to_owned();
        complaints.refuse("time", Wrong::Said([say(Lang::Zh), say(Lang::En)]));
        answers.set("entry_id", xinan_db::new_id().to_string());
        return again(tx, &app, (&actor, &now), &course, (kind, &answers, &complaints)).await;
    }
    let context = EntryContext {
        now: now.civil(),
        reported_at: kept.reported().civil(),
        standing: course.standing.clone(),
    };
    let (at, entry) = match parse_entry(kind, &answers, &context) {
        Ok(read) => read,
        Err(complaints) => {
            return again(tx, &app, (&actor, &now), &course, (kind, &answers, &complaints)).await;
        }
    };
    store::add_entry(&mut tx, &actor, kept.id, (entry_id, at, &entry), None, &now).await?;
    if let (Some(told), Some(case), Kind::Told) = (told, &course.seen.case, kind) {
        // Each who is told has a tie of the entry that says so: two may come, and a mistake takes back its own.
        let tie = (TieKind::Emergency, entry_id);
        let whose = (case.county(), case.id());
        tie::store::begin(&mut tx, whose, tie, Hand::Account(told.account), (now.micros(), None)).await?;
    }
    follow(&mut tx, &settings, actor.county(), kept, &now).await?;
    let detail = format!("{} kind {}", kept.path_id(), kind.code());
    audit::record(&mut tx, &actor.entry(&now, "disposal.entered", kept.case, detail)).await?;
    tx.commit().await?;
    Ok(done(kept, if kind == Kind::Ended { "ended" } else { "entered" }))
}

/// The psychiatrist who was chosen among those who have an account.
fn chosen<'a>(list: &'a [Psychiatrist], answers: &Answers) -> Result<Option<&'a Psychiatrist>, Complaints> {
    let account = answers.get("account");
    if account.is_empty() || Party::read(&answers.get("party")) != Some(Party::Psychiatrist) {
        return Ok(None);
    }
    let found = list.iter().find(|one| one.account.to_string() == account);
    if found.is_some() {
        return Ok(found);
    }
    let mut complaints = Complaints::default();
    let say = |lang| texts::disposal_psychiatrist_gone(lang).to_owned();
    complaints.refuse("party", Wrong::Said([say(Lang::Zh), say(Lang::En)]));
    Err(complaints)
}

/// Whether what was sent again says what stands under its id: judged as it was then, before it was there.
fn is_there(
    app: &App,
    (course, now): (&Course, &Moment),
    (id, kind): (Uuid, Kind),
    answers: &Answers,
) -> bool {
    let Some(place) = course.entries.iter().position(|one| one.id == id) else { return false };
    let kept = &course.seen.kept;
    let standing = standing_of(&app.settings(), kept, &course.entries[..place]);
    let context = EntryContext { now: now.civil(), reported_at: kept.reported().civil(), standing };
    parse_entry(kind, answers, &context).is_ok_and(|(_, entry)| entry == course.entries[place].entry)
}

/// Shows the page again with what was typed.
async fn again(
    tx: Tx,
    app: &App,
    (actor, now): (&Actor, &Moment),
    course: &Course,
    refused: (Kind, &Answers, &Complaints),
) -> Result<Response, Problem> {
    tx.commit().await?;
    let settings = app.settings();
    let page = OnePage { settings: &settings, course, refused: Some(refused), done: "" };
    Ok((StatusCode::UNPROCESSABLE_ENTITY, view::one(actor, now, &page)).into_response())
}

/// The entry that is to be corrected, and whether it still can be.
fn living<'a>(course: &'a Course, entry: &str) -> Result<(&'a Taken, bool), Problem> {
    let id = Uuid::try_parse(entry).map_err(|_| Problem::NotFound)?;
    let one = course.entries.iter().find(|one| one.id == id).ok_or(Problem::NotFound)?;
    let is_corrected = course.entries.iter().any(|other| other.corrects == Some(id));
    Ok((one, !is_corrected && one.entry.kind() != Kind::Corrected))
}

/// The record, and that it stands in the national system, are corrected by those who write them.
pub(super) fn may_correct(actor: &Actor, one: &Taken) -> Result<(), Problem> {
    let official = matches!(one.entry.kind(), Kind::Recorded | Kind::Entered);
    let relation = if reaches_by_tie(actor) { Relation::Treats } else { Relation::Territory };
    match official && !permits_as(actor, Action::RecordDisposal, relation) {
        true => Err(Problem::NotAllowed),
        false => Ok(()),
    }
}

/// GET /disposals/{id}/entries/{entry}/correction
pub async fn correction(
    State(app): State<App>,
    actor: Actor,
    Path((id, entry)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let now = app.now();
    let mut tx = app.db().read().await?;
    let seen = find(&mut tx, &actor, &id, Action::KeepDisposal, &now).await?;
    let course = course_of(&mut tx, &app, &actor, seen, &now).await?;
    tx.commit().await?;
    let (one, open) = living(&course, &entry)?;
    may_correct(&actor, one)?;
    if !open {
        return Ok(done(&course.seen.kept, "late"));
    }
    let page = Correction { course: &course, one, id: xinan_db::new_id(), words: "", wrong: None };
    Ok(view::correction(&actor, &now, &page).into_response())
}

/// POST /disposals/{id}/entries/{entry}/correction: another entry that says what was wrong.
pub async fn correct(
    State(app): State<App>,
    Path((id, entry)): Path<(String, String)>,
    posted: Posted,
) -> Result<Response, Problem> {
    let Posted { actor, answers } = posted;
    let (now, settings) = (app.now(), app.settings());
    let Ok(new) = Uuid::try_parse(&answers.get("entry_id")) else { return Err(Problem::Malformed) };
    let mut tx = app.db().write().await?;
    tx.alone_at(CHANGING).await?;
    let seen = find(&mut tx, &actor, &id, Action::KeepDisposal, &now).await?;
    let course = course_of(&mut tx, &app, &actor, seen, &now).await?;
    let (one, open) = living(&course, &entry)?;
    may_correct(&actor, one)?;
    let kept = &course.seen.kept;
    let words = answers.words("words");
    if !open {
        tx.commit().await?;
        let same =
            |other: &Taken| other.id == new && other.entry == Entry::Corrected { words: words.clone() };
        let what = if course.entries.iter().any(same) { "corrected" } else { "late" };
        return Ok(done(kept, what));
    }
    let taken = store::entry_is_of(&mut tx, actor.county(), new).await?.is_some();
    if let Some(wrong) = wrong_with(&words) {
        tx.commit().await?;
        let page =
            Correction { course: &course, one, id: new, words: answers.raw("words"), wrong: Some(wrong) };
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, view::correction(&actor, &now, &page)).into_response());
    }
    if taken {
        return Err(Problem::Malformed);
    }
    let entry = Entry::Corrected { words };
    store::add_entry(&mut tx, &actor, kept.id, (new, now.civil(), &entry), Some(one.id), &now).await?;
    if one.entry.kind() == Kind::Told {
        tie::store::end(&mut tx, actor.county(), (TieKind::Emergency, one.id), now.micros()).await?;
    }
    follow(&mut tx, &settings, actor.county(), kept, &now).await?;
    let log = actor.entry(&now, "disposal.corrected", kept.case, kept.path_id());
    audit::record(&mut tx, &log).await?;
    tx.commit().await?;
    Ok(done(kept, "corrected"))
}

impl Course {
    /// The person, where there is a record within reach.
    pub(super) fn case(&self) -> Option<&VisibleCase> {
        self.seen.case.as_ref()
    }
}

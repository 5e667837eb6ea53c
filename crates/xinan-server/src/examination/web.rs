//! Handlers of recording and reading.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use jiff::civil::Date;
use maud::Markup;
use serde::Deserialize;
use xinan_db::{Tx, Uuid, audit};
use xinan_domain::answers::Answers;
use xinan_domain::code::Code;
use xinan_domain::consent::DecidedBy;
use xinan_domain::day::read_day_near;
use xinan_domain::examination::yearly::{Offer, offer};
use xinan_domain::examination::{Context, Occasion, Read, Refused, parse};
use xinan_domain::text::Lang;
use xinan_domain::text::rules::Problem as Wrong;

use super::alert;
use super::store::{self, Kept};
use super::view::{self, FormPage, Shown};
use crate::case::facts::{self, Facts};
use crate::case::store::find;
use crate::case::{Status, VisibleCase};
use crate::policy::Action;
use crate::shell::actor::Actor;
use crate::shell::app::{App, Settings};
use crate::shell::clock::Moment;
use crate::shell::extract::{Path, Query};
use crate::shell::problem::Problem;
use crate::shell::session::Typed;
use crate::texts;

/// What the form is opened for, and what was just done.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    /// The number of the occasion.
    #[serde(default)]
    of: String,
    #[serde(default)]
    done: String,
}

/// GET /people/{id}/examinations: the course, and everything that was recorded.
pub async fn list(
    State(app): State<App>,
    actor: Actor,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Markup, Problem> {
    let now = app.now();
    let mut tx = app.db().read().await?;
    let case = find(&mut tx, &actor, &id, Action::SeeCase, &now).await?;
    let known = Known::read(&mut tx, &case).await?;
    tx.commit().await?;
    Ok(view::list(&actor, &now, (&app.settings(), &case), &known, &asked.done))
}

/// GET /people/{id}/examinations/{exam}: one version.
pub async fn show(
    State(app): State<App>,
    actor: Actor,
    Path((id, exam)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Markup, Problem> {
    let now = app.now();
    let mut tx = app.db().read().await?;
    let case = find(&mut tx, &actor, &id, Action::SeeCase, &now).await?;
    let known = Known::read(&mut tx, &case).await?;
    tx.commit().await?;
    let Ok(exam) = Uuid::try_parse(&exam) else { return Err(Problem::NotFound) };
    let kept = known.version(exam).ok_or(Problem::NotFound)?;
    let shown = Shown { case: &case, kept, known: &known, settings: &app.settings(), done: &asked.done };
    Ok(view::one(&actor, &now, &shown))
}

/// GET /people/{id}/examinations/new
pub async fn new(
    State(app): State<App>,
    actor: Actor,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Markup, Problem> {
    let now = app.now();
    let mut tx = app.db().read().await?;
    let case = find(&mut tx, &actor, &id, Action::RecordExamination, &now).await?;
    let facts = facts_of(&mut tx, &case).await?;
    tx.commit().await?;
    let mut answers = Answers::default();
    let of = Occasion::read(&asked.of);
    if let Some(occasion) = of {
        answers.push("occasion", occasion.code().to_string());
    }
    let refused = Refused::default();
    let page = FormPage {
        case: &case,
        settings: &app.settings(),
        facts: &facts,
        answers: &answers,
        refused: &refused,
        id: xinan_db::new_id(),
        of,
        changing: None,
        outdated: false,
    };
    Ok(view::form(&actor, &now, &page))
}

/// POST /people/{id}/examinations/new: one record, however often it is sent.
pub async fn create(
    State(app): State<App>,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
    typed: Typed,
) -> Result<Response, Problem> {
    let Typed { actor, answers, outdated } = typed;
    let of = Occasion::read(&asked.of);
    let (now, settings) = (app.now(), app.settings());
    let mut tx = app.db().write().await?;
    let case = find(&mut tx, &actor, &id, Action::RecordExamination, &now).await?;
    let Ok(wanted) = Uuid::try_parse(&answers.get("exam_id")) else { return Err(Problem::Malformed) };
    let all = store::versions(&mut tx, case.county(), case.id()).await?;
    let facts = facts_of(&mut tx, &case).await?;
    let there = all.iter().find(|one| one.id == wanted);
    let read = understand(&case, &facts, &answers, None, &now);
    let read = match read {
        // The same once more: kept already, by this form or by another.
        Ok(read) if there.is_some_and(|there| there.one == read.examination) => {
            tx.commit().await?;
            return Ok(saved(&case, wanted, "exam", of));
        }
        Ok(read) => unless_kept(read, &all),
        refused => refused,
    };
    let one = match read {
        Ok(read) if !outdated => read.examination,
        read => {
            tx.commit().await?;
            let refused = read.err().filter(|_| !outdated).unwrap_or_default();
            let page = FormPage {
                case: &case,
                settings: &settings,
                facts: &facts,
                answers: &answers,
                refused: &refused,
                id: wanted,
                of,
                changing: None,
                outdated,
            };
            let status = if outdated { StatusCode::FORBIDDEN } else { StatusCode::UNPROCESSABLE_ENTITY };
            return Ok((status, view::form(&actor, &now, &page)).into_response());
        }
    };
    // A form that was sent, called back and filled in otherwise is another record.
    let id = free(&mut tx, &case, wanted).await?;
    store::insert(&mut tx, &actor, case.id(), (id, &one), None, now.micros()).await?;
    follow(&mut tx, &settings, &case, one.examined_on, &now).await?;
    let detail = format!("{:?}", one.occasion);
    audit::record(&mut tx, &actor.entry(&now, "examination.recorded", Some(case.id()), detail)).await?;
    tx.commit().await?;
    Ok(saved(&case, id, "exam", of))
}

/// Everything that is known of a person's exams and results.
pub(super) struct Known {
    /// Those that count, the latest day first.
    pub(super) live: Vec<Kept>,
    /// Those that were corrected or taken back.
    pub(super) former: Vec<Kept>,
    pub(super) notes: Vec<alert::store::Noted>,
    pub(super) facts: Facts,
}

impl Known {
    pub(super) async fn read(tx: &mut Tx, case: &VisibleCase) -> Result<Self, Problem> {
        let all = store::versions(tx, case.county(), case.id()).await?;
        let (live, former) = all.into_iter().partition(|one| one.withdrawn.is_none());
        let notes = alert::store::seen_to(tx, case.county(), case.id()).await?;
        Ok(Self { live, former, notes, facts: facts_of(tx, case).await? })
    }

    /// One version, whether it counts or not.
    pub(super) fn version(&self, id: Uuid) -> Option<&Kept> {
        self.live.iter().chain(&self.former).find(|one| one.id == id)
    }

    /// The version that came after.
    pub(super) fn after(&self, id: Uuid) -> Option<&Kept> {
        self.live.iter().chain(&self.former).find(|one| one.replaces == Some(id))
    }
}

pub(super) async fn facts_of(tx: &mut Tx, case: &VisibleCase) -> Result<Facts, Problem> {
    facts::store::of_case(tx, case.county(), case.id()).await?.ok_or(Problem::NotFound)
}

/// The record, or all complaints. Of one that is corrected consent was asked when it was made.
pub(super) fn understand(
    case: &VisibleCase,
    facts: &Facts,
    answers: &Answers,
    changing: Option<&Kept>,
    now: &Moment,
) -> Result<Read, Refused> {
    let was_exam = changing.is_some_and(|kept| kept.one.occasion == Occasion::Yearly);
    let asked = changing.and_then(|kept| kept.one.agreed_by).or(DecidedBy::read(&answers.get("agreed_by")));
    let context = Context {
        today: now.day(),
        born: Some(case.head.birth_date),
        died_on: case.head.status_on.filter(|_| case.head.status == Status::Dead),
        closed_on: case.head.status_on.filter(|_| case.head.status == Status::Closed),
        offer: match was_exam {
            true if asked.is_some() => Some(Offer::Ask),
            true => Some(Offer::Agreed),
            false => offer_on(facts, answers, now.day()),
        },
        of_sheet: false,
    };
    parse(answers, &context)
}

/// How the yearly exam stood with the person on the day that was typed.
pub(super) fn offer_on(facts: &Facts, answers: &Answers, today: Date) -> Option<Offer> {
    let day = read_day_near(answers.raw("examined_on"), today).unwrap_or(today);
    offer(&facts.consent_states(day.min(today)))
}

/// Refuses what is kept already, word for word.
fn unless_kept(read: Read, all: &[Kept]) -> Result<Read, Refused> {
    let kept = all.iter().any(|one| one.withdrawn.is_none() && one.one == read.examination);
    if !kept {
        return Ok(read);
    }
    let say = |lang: Lang| texts::exam_kept_already(lang).to_owned();
    let mut refused = Refused { complaints: read.doubts, ..Refused::default() };
    refused.complaints.refuse("examined_on", Wrong::Said([say(Lang::Zh), say(Lang::En)]));
    Err(refused)
}

/// The id that was wanted, or another where it is used.
pub(super) async fn free(tx: &mut Tx, case: &VisibleCase, wanted: Uuid) -> Result<Uuid, Problem> {
    Ok(if store::is_taken(tx, case.county(), wanted).await? { xinan_db::new_id() } else { wanted })
}

/// What follows from a result that was added, changed or taken back.
pub(super) async fn follow(
    tx: &mut Tx,
    settings: &Settings,
    case: &VisibleCase,
    since: Date,
    now: &Moment,
) -> Result<(), Problem> {
    facts::store::refresh_case(tx, settings, case, since, now).await?;
    Ok(alert::follow(tx, settings, (case.county(), case.id()), now).await?)
}

/// Where a record leads, with the draft that is done.
pub(super) fn saved(case: &VisibleCase, id: Uuid, done: &str, of: Option<Occasion>) -> Response {
    let draft = view::draft_key(case, of);
    let to = format!("/people/{}/examinations/{}?done={done}&saved={draft}", case.path_id(), id.simple());
    Redirect::to(&to).into_response()
}

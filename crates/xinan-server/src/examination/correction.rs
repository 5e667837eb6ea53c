//! 更正和撤回 — another version takes the place of one that was wrong; one that was no exam of this person is taken back.
//!
//! Whoever recorded it does it, and the township for its villages. The former version stays readable, with the reason.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::Markup;
use xinan_db::{Tx, Uuid, audit};
use xinan_domain::examination::{Refused, answers_of};

use super::store::{self, Kept};
use super::view::{self, FormPage};
use super::web::{Known, follow, free, saved, understand};
use crate::case::VisibleCase;
use crate::case::reason::wrong_with;
use crate::case::store::find;
use crate::policy::{Action, permits_examination_correction};
use crate::shell::actor::Actor;
use crate::shell::app::App;
use crate::shell::clock::Moment;
use crate::shell::extract::Path;
use crate::shell::problem::Problem;
use crate::shell::session::{Posted, Typed};

/// GET /people/{id}/examinations/{exam}/edit
pub async fn edit(
    State(app): State<App>,
    actor: Actor,
    Path((id, exam)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let now = app.now();
    let mut tx = app.db().read().await?;
    let (case, known, exam) = asked(&mut tx, &actor, (&id, &exam), &now).await?;
    tx.commit().await?;
    let kept = known.version(exam).ok_or(Problem::NotFound)?;
    if kept.withdrawn.is_some() {
        return Ok(to_version(&case, kept, ""));
    }
    may_correct(&actor, kept)?;
    let (answers, refused) = (answers_of(&kept.one), Refused::default());
    let page = FormPage {
        case: &case,
        settings: &app.settings(),
        facts: &known.facts,
        answers: &answers,
        refused: &refused,
        id: xinan_db::new_id(),
        of: None,
        changing: Some(kept),
        outdated: false,
    };
    Ok(view::form(&actor, &now, &page).into_response())
}

/// POST /people/{id}/examinations/{exam}/edit: the same sent twice is one correction.
pub async fn update(
    State(app): State<App>,
    Path((id, exam)): Path<(String, String)>,
    typed: Typed,
) -> Result<Response, Problem> {
    let Typed { actor, answers, outdated } = typed;
    let (now, settings) = (app.now(), app.settings());
    let mut tx = app.db().write().await?;
    let (case, known, exam) = asked(&mut tx, &actor, (&id, &exam), &now).await?;
    let kept = known.version(exam).ok_or(Problem::NotFound)?;
    let Ok(wanted) = Uuid::try_parse(&answers.get("exam_id")) else { return Err(Problem::Malformed) };
    if kept.withdrawn.is_some() {
        // Corrected already, by this very form or by somebody else: what it says now is to be read first.
        tx.commit().await?;
        let says = understand(&case, &known.facts, &answers, Some(kept), &now).ok();
        let is_same = |after: &Kept| says.as_ref().is_some_and(|says| says.examination == after.one);
        let after = known.after(exam).filter(|after| after.id == wanted && is_same(after));
        return Ok(match after {
            Some(after) => saved(&case, after.id, "exam_corrected", None),
            None => to_version(&case, kept, "late"),
        });
    }
    may_correct(&actor, kept)?;
    let reason = answers.words(view::REASON);
    let mut read = understand(&case, &known.facts, &answers, Some(kept), &now);
    if let Some(wrong) = wrong_with(&reason) {
        let mut refused = read.err().unwrap_or_default();
        refused.complaints.refuse(view::REASON, wrong);
        read = Err(refused);
    }
    let one = match read {
        Ok(read) if !outdated => read.examination,
        read => {
            tx.commit().await?;
            let refused = read.err().filter(|_| !outdated).unwrap_or_default();
            let page = FormPage {
                case: &case,
                settings: &settings,
                facts: &known.facts,
                answers: &answers,
                refused: &refused,
                id: wanted,
                of: None,
                changing: Some(kept),
                outdated,
            };
            let status = if outdated { StatusCode::FORBIDDEN } else { StatusCode::UNPROCESSABLE_ENTITY };
            return Ok((status, view::form(&actor, &now, &page)).into_response());
        }
    };
    let id = free(&mut tx, &case, wanted).await?;
    store::withdraw(&mut tx, &actor, case.id(), kept.id, &reason, now.micros()).await?;
    store::insert(&mut tx, &actor, case.id(), (id, &one), Some(kept.id), now.micros()).await?;
    follow(&mut tx, &settings, &case, one.examined_on.min(kept.one.examined_on), &now).await?;
    let detail = format!("{:?}", one.occasion);
    audit::record(&mut tx, &actor.entry(&now, "examination.corrected", Some(case.id()), detail)).await?;
    tx.commit().await?;
    Ok(saved(&case, id, "exam_corrected", None))
}

/// GET /people/{id}/examinations/{exam}/withdrawal
pub async fn withdrawal(
    State(app): State<App>,
    actor: Actor,
    Path((id, exam)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let now = app.now();
    let mut tx = app.db().read().await?;
    let (case, known, exam) = asked(&mut tx, &actor, (&id, &exam), &now).await?;
    tx.commit().await?;
    let kept = known.version(exam).ok_or(Problem::NotFound)?;
    if kept.withdrawn.is_some() {
        return Ok(to_version(&case, kept, ""));
    }
    may_correct(&actor, kept)?;
    let page: Markup = view::withdrawal(&actor, &now, &case, kept, "", None);
    Ok(page.into_response())
}

/// POST /people/{id}/examinations/{exam}/withdrawal: sent twice it is done once.
pub async fn withdraw(
    State(app): State<App>,
    Path((id, exam)): Path<(String, String)>,
    posted: Posted,
) -> Result<Response, Problem> {
    let Posted { actor, answers } = posted;
    let now = app.now();
    let mut tx = app.db().write().await?;
    let (case, known, exam) = asked(&mut tx, &actor, (&id, &exam), &now).await?;
    let kept = known.version(exam).ok_or(Problem::NotFound)?;
    if kept.withdrawn.is_some() {
        tx.commit().await?;
        return Ok(to_version(&case, kept, "exam_withdrawn"));
    }
    may_correct(&actor, kept)?;
    let reason = answers.words(view::REASON);
    if let Some(wrong) = wrong_with(&reason) {
        tx.commit().await?;
        let page = view::withdrawal(&actor, &now, &case, kept, answers.raw(view::REASON), Some(&wrong));
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    }
    store::withdraw(&mut tx, &actor, case.id(), kept.id, &reason, now.micros()).await?;
    follow(&mut tx, &app.settings(), &case, kept.one.examined_on, &now).await?;
    let detail = format!("{:?}", kept.one.occasion);
    audit::record(&mut tx, &actor.entry(&now, "examination.withdrawn", Some(case.id()), detail)).await?;
    tx.commit().await?;
    Ok(to_version(&case, kept, "exam_withdrawn"))
}

/// The record, what is known of it, and which version is asked for.
async fn asked(
    tx: &mut Tx,
    actor: &Actor,
    (id, exam): (&str, &str),
    now: &Moment,
) -> Result<(VisibleCase, Known, Uuid), Problem> {
    let case = find(tx, actor, id, Action::CorrectExamination, now).await?;
    let Ok(exam) = Uuid::try_parse(exam) else { return Err(Problem::NotFound) };
    let known = Known::read(tx, &case).await?;
    Ok((case, known, exam))
}

/// What others recorded the township corrects.
fn may_correct(actor: &Actor, kept: &Kept) -> Result<(), Problem> {
    match permits_examination_correction(actor, kept.recorded_by == Some(actor.account)) {
        true => Ok(()),
        false => Err(Problem::NotAllowed),
    }
}

fn to_version(case: &VisibleCase, kept: &Kept, done: &str) -> Response {
    let at = format!("/people/{}/examinations/{}", case.path_id(), kept.path_id());
    Redirect::to(&if done.is_empty() { at } else { format!("{at}?done={done}") }).into_response()
}

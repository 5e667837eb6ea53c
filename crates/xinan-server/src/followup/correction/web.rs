//! Handlers of changing a visit.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use xinan_db::{Tx, Uuid, audit};
use xinan_domain::answers::{Answers, Complaints};
use xinan_domain::day::read_day_near;
use xinan_domain::follow_up;

use crate::case::VisibleCase;
use crate::case::event;
use crate::case::event::store::Notice;
use crate::case::reason::wrong_with;
use crate::case::store::find;
use crate::followup::questions::take;
use crate::followup::reading::version;
use crate::followup::store::{self, NewVisit, PastVisit};
use crate::followup::view::{self, Conflict, FormPage};
use crate::followup::web::{day_of, follow, free, status_of, understand, unless_confirmed};
use crate::policy::{Action, Corrects, permits_change};
use crate::shell::actor::Actor;
use crate::shell::app::App;
use crate::shell::clock::Moment;
use crate::shell::confirmed::Confirmed;
use crate::shell::extract::Path;
use crate::shell::problem::Problem;
use crate::shell::session::Typed;
use crate::texts;

/// GET /people/{id}/visits/{visit}/edit
pub async fn edit(
    State(app): State<App>,
    actor: Actor,
    Path((id, visit)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let now = app.now();
    let mut tx = app.db().read().await?;
    let case = find(&mut tx, &actor, &id, Action::CorrectVisit, &now).await?;
    let asked = version(&mut tx, &case, &visit).await?;
    let asked_id = asked.id;
    let past = store::last_version(&mut tx, &case, asked).await?;
    if past.withdrawn.is_some() {
        tx.commit().await?;
        return Ok(taken_back(&case, &past));
    }
    if past.id != asked_id {
        // An old address, by Back or from a bookmark: what can be changed is the version that counts.
        tx.commit().await?;
        let to = format!("/people/{}/visits/{}/edit", case.path_id(), past.id.simple());
        return Ok(Redirect::to(&to).into_response());
    }
    may_change(&actor, &past, &now)?;
    let before = store::class_before(&mut tx, &case, past.visit.visited_on).await?;
    let answers = follow_up::to_answers(&past.visit);
    let (_, judged) = understand(&app, &mut tx, &case, &answers, Some(&past), &now).await?;
    tx.commit().await?;
    let complaints = Complaints::default();
    let page = FormPage {
        case: &case,
        last: None,
        answers: &answers,
        complaints: &complaints,
        visit: xinan_db::new_id(),
        before,
        changing: Some(&past),
        judged: Some(&judged),
        kept_away: &[],
        conflict: None,
        outdated: false,
    };
    Ok(view::form(&actor, &now, &page).into_response())
}

/// POST /people/{id}/visits/{visit}/edit
///
/// Freely on the day of entry by the one who entered it; otherwise with a reason, and a reported death
/// by the county office only. Either way the former version stays, taken back, and what it said of a
/// loss or a death is taken back with it.
pub async fn update(
    State(app): State<App>,
    Path((id, visit)): Path<(String, String)>,
    confirmed: Confirmed,
    typed: Typed,
) -> Result<Response, Problem> {
    let Typed { actor, mut answers, outdated } = typed;
    let taken = take(&mut answers);
    let now = app.now();
    let mut tx = app.db().write().await?;
    let case = find(&mut tx, &actor, &id, Action::CorrectVisit, &now).await?;
    let asked = version(&mut tx, &case, &visit).await?;
    let Ok(visit_id) = Uuid::try_parse(&answers.get("visit_id")) else { return Err(Problem::Malformed) };
    let asked_id = asked.id;
    let past = store::last_version(&mut tx, &case, asked).await?;
    if past.withdrawn.is_some() {
        tx.commit().await?;
        return Ok(taken_back(&case, &past));
    }
    let draft = view::draft_key(&case, Some(asked_id));
    if past.id != asked_id {
        // This very change sent twice is done already; anybody else's came between.
        let changes = store::changes(&mut tx, &case, &past).await?;
        if past.id == visit_id || changes.iter().any(|change| change.former == visit_id) {
            tx.commit().await?;
            let to = format!("/people/{}?done=edit&saved={draft}", case.path_id());
            return Ok(Redirect::to(&to).into_response());
        }
        return overtaken(&app, tx, &actor, &case, (&answers, visit_id), &past, &now).await;
    }
    may_change(&actor, &past, &now)?;
    let fresh = past.is_fresh(actor.account, now.day());

    let reason = answers.words("correction_reason");
    let (mut read, judged) = understand(&app, &mut tx, &case, &answers, Some(&past), &now).await?;
    let day = read_day_near(answers.raw("visited_on"), now.day());
    let day = day.filter(|day| *day != past.visit.visited_on);
    read = unless_confirmed(&mut tx, &case, &answers, read, day, past.id).await?;
    if let Some(wrong) = wrong_with(&reason).filter(|_| !fresh) {
        let mut complaints = read.err().unwrap_or_default();
        complaints.refuse("correction_reason", wrong);
        read = Err(complaints);
    }
    if taken || outdated {
        read = Err(Complaints::default());
    }
    let understood = match read {
        Ok(understood) => understood,
        Err(complaints) => {
            let before = store::class_before(&mut tx, &case, day_of(&answers, now.day())).await?;
            tx.commit().await?;
            let page = FormPage {
                case: &case,
                last: None,
                answers: &answers,
                complaints: &complaints,
                visit: visit_id,
                before,
                changing: Some(&past),
                judged: Some(&judged),
                kept_away: &[],
                conflict: None,
                outdated,
            };
            return Ok((status_of(&complaints, outdated), view::form(&actor, &now, &page)).into_response());
        }
    };
    if let Err(unconfirmed) = unless_to_be_confirmed(&actor, (&case, &past), confirmed, &now) {
        // The page that asks names the person: that is a look.
        tx.commit().await?;
        return Err(unconfirmed);
    }
    let told = event::store::notices(&mut tx, &case).await?;
    let told: Vec<Notice> = told.into_iter().filter(|notice| notice.visit == Some(past.id)).collect();
    let why = if fresh { texts::same_day_change(actor.lang) } else { reason.as_str() };
    let Some(since) = store::withdraw(&mut tx, &case, &past, actor.account, why, now.micros()).await? else {
        // Somebody was quicker, between the look and the change.
        let past = version(&mut tx, &case, &past.id.to_string()).await?;
        let past = store::last_version(&mut tx, &case, past).await?;
        if past.withdrawn.is_some() {
            tx.commit().await?;
            return Ok(taken_back(&case, &past));
        }
        return overtaken(&app, tx, &actor, &case, (&answers, visit_id), &past, &now).await;
    };
    let new = NewVisit {
        id: free(&mut tx, &case, visit_id).await?,
        visit: &understood.visit,
        due: understood.due,
        source: None,
        recorded_on: Some(now.day()),
        recorded_at: now.micros(),
        recorded_by: Some(actor.account),
        entered_at: past.entered_at,
        replaces: Some(past.id),
    };
    store::insert(&mut tx, &case, &new).await?;
    event::store::carry(&mut tx, &case, &told, (new.id, new.visit)).await?;
    follow(&app, &mut tx, &case, &new, since.min(understood.visit.visited_on), &now).await?;
    let entry = actor.entry(&now, "follow_up.corrected", Some(case.id()), String::new());
    audit::record(&mut tx, &entry).await?;
    tx.commit().await?;
    let done = if fresh { "edit" } else { "correction" };
    Ok(Redirect::to(&format!("/people/{}?done={done}&saved={draft}", case.path_id())).into_response())
}

/// The form again, with everything typed, over the version that somebody else kept meanwhile.
async fn overtaken(
    app: &App,
    mut tx: Tx,
    actor: &Actor,
    case: &VisibleCase,
    (answers, visit_id): (&Answers, Uuid),
    past: &PastVisit,
    now: &Moment,
) -> Result<Response, Problem> {
    let changes = store::changes(&mut tx, case, past).await?;
    let before = store::class_before(&mut tx, case, day_of(answers, now.day())).await?;
    let (read, judged) = understand(app, &mut tx, case, answers, Some(past), now).await?;
    tx.commit().await?;
    // Only what was understood can be compared; the rest is told when it is saved again.
    let typed = read.ok().map(|understood| understood.visit);
    let page = FormPage {
        case,
        last: None,
        answers,
        complaints: &Complaints::default(),
        visit: visit_id,
        before,
        changing: Some(past),
        judged: Some(&judged),
        kept_away: &[],
        conflict: changes.first().map(|change| Conflict { by: &change.by, at: change.at, typed }),
        outdated: false,
    };
    Ok((StatusCode::CONFLICT, view::form(actor, now, &page)).into_response())
}

/// Where a visit that was taken back can be read, with who took it back and why. What was typed into it
/// meanwhile stays in the browser.
pub(in crate::followup) fn taken_back(case: &VisibleCase, past: &PastVisit) -> Response {
    Redirect::to(&format!("/people/{}/visits/{}", case.path_id(), past.id.simple())).into_response()
}

/// That a reported death was an error is confirmed anew by whoever says so; a slip of today by whoever made it is not.
pub(in crate::followup) fn unless_to_be_confirmed(
    actor: &Actor,
    (case, past): (&VisibleCase, &PastVisit),
    confirmed: Confirmed,
    now: &Moment,
) -> Result<(), Problem> {
    let day = past.visit.visited_on.to_string();
    match past.reports_death() && !past.is_fresh(actor.account, now.day()) {
        true => confirmed.needed(|| texts::confirm_says_visit_death(actor.lang, &case.head.name, &day)),
        false => Ok(()),
    }
}

/// Whether this member of staff may change this visit; otherwise who can is said.
pub(in crate::followup) fn may_change(actor: &Actor, past: &PastVisit, now: &Moment) -> Result<(), Problem> {
    permits_change(actor, past.entry(actor, now.day())).map_err(|whose| match whose {
        Corrects::CountyOffice => Problem::DeathKept,
        Corrects::Township => Problem::VisitOfOthers,
    })
}

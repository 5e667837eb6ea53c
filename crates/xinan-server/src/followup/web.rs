//! Handlers of visits: the form, keeping it, changing it the same day, correcting it later.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use jiff::civil::Date;
use maud::Markup;
use serde::Deserialize;
use xinan_db::{Tx, Uuid, audit};
use xinan_domain::answers::{Answers, Complaints};
use xinan_domain::code::Code;
use xinan_domain::follow_up::{self, Entry, Stability, Understood, VisitContext};
use xinan_domain::region::Region;

use super::judge::{Judged, judge_of, judged};
use super::questions::take;
use super::store::{self, NewVisit, PastVisit};
use super::view::{self, Conflict, FormPage};
use crate::case::VisibleCase;
use crate::case::event::store::{NewEvent, Notice};
use crate::case::event::{self, Event};
use crate::case::facts;
use crate::case::reason::wrong_with;
use crate::case::store::find;
use crate::policy::{Action, permits_change};
use crate::shell::actor::Actor;
use crate::shell::app::App;
use crate::shell::clock::Moment;
use crate::shell::extract::{Path, Query};
use crate::shell::problem::Problem;
use crate::shell::session::Posted;
use crate::texts;

/// Visits on a page of the history.
const PER_PAGE: u32 = 30;

/// What is asked of the history.
#[derive(Debug, Deserialize)]
pub struct Asked {
    #[serde(default)]
    page: u32,
}

/// GET /people/{id}/visits
pub async fn list(
    State(app): State<App>,
    actor: Actor,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Markup, Problem> {
    let now = app.now();
    let mut tx = app.db().read().await?;
    let case = find(&mut tx, &actor, &id, Action::SeeCase, &now).await?;
    let page = asked.page.clamp(1, 10_000);
    let past = store::history(&mut tx, &case, PER_PAGE, (page - 1) * PER_PAGE).await?;
    let mut changed = Vec::new();
    for one in past.iter().filter(|one| one.replaces.is_some()) {
        changed.push((one.visit.visited_on, store::changes(&mut tx, &case, one).await?));
    }
    let taken_back = store::taken_back(&mut tx, &case).await?;
    let standing = event::store::taken_back(&mut tx, case.county(), case.id()).await?;
    tx.commit().await?;
    let shown = view::History {
        past: &past,
        changed: &changed,
        taken_back: &taken_back,
        standing: &standing,
        number: page,
        per_page: PER_PAGE,
    };
    Ok(view::history(&actor, &now, &case, &shown))
}

/// What a blank form may be asked to begin with.
#[derive(Debug, Deserialize)]
pub struct Begin {
    #[serde(default)]
    lost_reason: String,
}

/// GET /people/{id}/visits/new
pub async fn new(
    State(app): State<App>,
    actor: Actor,
    Path(id): Path<String>,
    Query(begin): Query<Begin>,
) -> Result<Markup, Problem> {
    let now = app.now();
    let mut tx = app.db().read().await?;
    let case = find(&mut tx, &actor, &id, Action::RecordVisit, &now).await?;
    let past = store::history(&mut tx, &case, 1, 0).await?;
    let before = store::class_before(&mut tx, &case, now.day().saturating_add(jiff::ToSpan::days(1))).await?;
    tx.commit().await?;

    let mut answers = Answers::default();
    answers.push("visited_on", now.day().to_string());
    answers.push("doctor", actor.name.clone());
    if !begin.lost_reason.is_empty() {
        answers.push("lost_reason", begin.lost_reason);
    }
    // What is asked of the person is asked afresh each time; what he or she takes is known.
    if let Some(last) = past.first() {
        let known = follow_up::to_answers(&last.visit);
        for (name, text) in known.pairs().filter(|(name, _)| view::is_medicine(name)) {
            answers.push(name, text);
        }
    }
    let complaints = Complaints::default();
    let page = FormPage {
        case: &case,
        last: past.first(),
        answers: &answers,
        complaints: &complaints,
        visit: xinan_db::new_id(),
        before,
        changing: None,
        judged: None,
        conflict: None,
    };
    Ok(view::form(&actor, &now, &page))
}

/// POST /people/{id}/visits/judge: the class and the due day while the form is being filled in.
///
/// Knows nothing of the person but what the form itself says: the village too, whose parameters hold
/// for the visit, whoever types.
pub async fn judge(State(app): State<App>, Path(_): Path<String>, posted: Posted) -> Result<Markup, Problem> {
    let own = posted.actor.region;
    let village = Region::exact(&posted.answers.get("village")).ok().filter(|village| own.contains(village));
    let periods = app.settings().rules.periods(&village.unwrap_or(own));
    let parameters = periods.on(day_of(&posted.answers, app.today()));
    let context = VisitContext {
        today: app.today(),
        entry: Entry::Form,
        registered_on: None,
        died_on: None,
        seen_on: None,
        before: Stability::read(&posted.answers.get("before")),
        intervals: &parameters.intervals,
        insight: parameters.counting.insight,
    };
    Ok(judged(posted.actor.lang, &judge_of(&posted.answers, &context, Arc::clone(&periods))))
}

/// POST /people/{id}/visits
pub async fn create(
    State(app): State<App>,
    Path(id): Path<String>,
    posted: Posted,
) -> Result<Response, Problem> {
    let Posted { actor, mut answers } = posted;
    let taken = take(&mut answers);
    let now = app.now();
    let mut tx = app.db().write().await?;
    let case = find(&mut tx, &actor, &id, Action::RecordVisit, &now).await?;
    let Ok(visit_id) = Uuid::try_parse(&answers.get("visit_id")) else { return Err(Problem::Malformed) };

    let (mut read, judged) = understand(&app, &mut tx, &case, &answers, None, &now).await?;
    if taken {
        read = Err(Complaints::default());
    }
    if let Ok(understood) = &read {
        // The same visit sent twice, by a second tap or after a lost answer, is there already.
        if store::is_kept(&mut tx, &case, &understood.visit).await? {
            tx.commit().await?;
            return Ok(saved(&case, &answers));
        }
        let nobody = Uuid::nil();
        if let Some(complaints) = unless_confirmed(&mut tx, &case, &answers, understood, nobody).await? {
            read = Err(complaints);
        }
    }
    let understood = match read {
        Ok(understood) => understood,
        Err(complaints) => {
            let past = store::history(&mut tx, &case, 1, 0).await?;
            let before = day_of(&answers, now.day());
            let before = store::class_before(&mut tx, &case, before).await?;
            tx.commit().await?;
            let page = FormPage {
                case: &case,
                last: past.first(),
                answers: &answers,
                complaints: &complaints,
                visit: visit_id,
                before,
                changing: None,
                judged: Some(&judged),
                conflict: None,
            };
            return Ok((status_of(&complaints), view::form(&actor, &now, &page)).into_response());
        }
    };
    let new = NewVisit {
        id: free(&mut tx, &case, visit_id).await?,
        visit: &understood.visit,
        due: understood.due,
        source: None,
        recorded_on: Some(now.day()),
        recorded_at: now.micros(),
        recorded_by: Some(actor.account),
        entered_at: now.micros(),
        replaces: None,
    };
    if store::insert(&mut tx, &case, &new).await? {
        follow(&app, &mut tx, &case, &new, understood.visit.visited_on, &now).await?;
        let entry = actor.entry(&now, "follow_up.recorded", Some(case.id()), String::new());
        audit::record(&mut tx, &entry).await?;
    }
    tx.commit().await?;
    Ok(saved(&case, &answers))
}

/// A form that is shown again because an offered grade was taken is not a refused one.
fn status_of(complaints: &Complaints) -> StatusCode {
    if complaints.refused() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK }
}

/// The id that the form came with. A form that was sent, called back and filled in for another day is
/// another visit, with another id.
async fn free(tx: &mut Tx, case: &VisibleCase, wanted: Uuid) -> Result<Uuid, Problem> {
    match store::is_taken(tx, case.county(), wanted).await? {
        true => Ok(xinan_db::new_id()),
        false => Ok(wanted),
    }
}

/// Where a kept visit leads: to the next person or to this one; with the draft that is done.
fn saved(case: &VisibleCase, answers: &Answers) -> Response {
    let draft = view::draft_key(case, None);
    let to = match answers.get("then").as_str() {
        "next" => format!("/?done=visit&saved={draft}"),
        _ => format!("/people/{}?done=visit&saved={draft}", case.path_id()),
    };
    Redirect::to(&to).into_response()
}

/// The complaint about a second visit of the same day, unless somebody says that it is one.
async fn unless_confirmed(
    tx: &mut Tx,
    case: &VisibleCase,
    answers: &Answers,
    understood: &Understood,
    except: Uuid,
) -> Result<Option<Complaints>, Problem> {
    let day = understood.visit.visited_on;
    if answers.get("another") == "1" || !store::has_same_day(tx, case, day, except).await? {
        return Ok(None);
    }
    let mut complaints = Complaints::default();
    complaints.refuse("visited_on", xinan_domain::text::rules::Problem::VisitedThatDay);
    Ok(Some(complaints))
}

/// GET /people/{id}/visits/{visit}
///
/// A version that was changed since stays readable here, and says where the present one is.
pub async fn show(
    State(app): State<App>,
    actor: Actor,
    Path((id, visit)): Path<(String, String)>,
) -> Result<Markup, Problem> {
    let now = app.now();
    let mut tx = app.db().read().await?;
    let case = find(&mut tx, &actor, &id, Action::SeeCase, &now).await?;
    let past = version(&mut tx, &case, &visit).await?;
    let last = store::last_version(&mut tx, &case, past.clone()).await?;
    let changes = store::changes(&mut tx, &case, &past).await?;
    let withdrawn_by = match &past.withdrawn {
        Some(withdrawn) => store::by(&mut tx, withdrawn.by).await?,
        None => String::new(),
    };
    tx.commit().await?;
    let periods = app.settings().rules.periods(&case.head.village);
    let due_because = past.due.map(|due| periods.reason(due, Some(past.visit.visited_on)).say(actor.lang));
    let shown = view::Shown { past: &past, due_because, last: last.id, changes: &changes, withdrawn_by };
    Ok(view::show(&actor, &now, &case, &shown))
}

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
        conflict: None,
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
    posted: Posted,
) -> Result<Response, Problem> {
    let Posted { actor, mut answers } = posted;
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
    if let Ok(understood) = &read
        && understood.visit.visited_on != past.visit.visited_on
        && let Some(complaints) = unless_confirmed(&mut tx, &case, &answers, understood, past.id).await?
    {
        read = Err(complaints);
    }
    if let Some(wrong) = wrong_with(&reason).filter(|_| !fresh) {
        let mut complaints = read.err().unwrap_or_default();
        complaints.refuse("correction_reason", wrong);
        read = Err(complaints);
    }
    if taken {
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
                conflict: None,
            };
            return Ok((status_of(&complaints), view::form(&actor, &now, &page)).into_response());
        }
    };
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
        conflict: changes.first().map(|change| Conflict { by: &change.by, at: change.at, typed }),
    };
    Ok((StatusCode::CONFLICT, view::form(actor, now, &page)).into_response())
}

/// Where a visit that was taken back can be read, with who took it back and why. What was typed into it
/// meanwhile stays in the browser.
pub(super) fn taken_back(case: &VisibleCase, past: &PastVisit) -> Response {
    Redirect::to(&format!("/people/{}/visits/{}", case.path_id(), past.id.simple())).into_response()
}

/// Whether this member of staff may change this visit; otherwise who can is said.
pub(super) fn may_change(actor: &Actor, past: &PastVisit, now: &Moment) -> Result<(), Problem> {
    match permits_change(actor, past.is_fresh(actor.account, now.day()), past.reports_death()) {
        true => Ok(()),
        false => Err(Problem::DeathKept),
    }
}

pub(super) async fn version(tx: &mut Tx, case: &VisibleCase, visit: &str) -> Result<PastVisit, Problem> {
    let Ok(id) = Uuid::try_parse(visit) else { return Err(Problem::NotFound) };
    store::version(tx, case, id).await?.ok_or(Problem::NotFound)
}

fn day_of(answers: &Answers, today: Date) -> Date {
    xinan_domain::day::read_day_near(answers.raw("visited_on"), today).unwrap_or(today)
}

/// Reads the form against what is known of the person, and what the rules make of it meanwhile.
async fn understand(
    app: &App,
    tx: &mut Tx,
    case: &VisibleCase,
    answers: &Answers,
    changing: Option<&PastVisit>,
    now: &Moment,
) -> Result<(Result<Understood, Complaints>, Judged), Problem> {
    let day = day_of(answers, now.day());
    // What the visit says itself is what is being changed.
    let except = changing.map_or(Uuid::nil(), |past| past.id);
    let periods = app.settings().rules.periods(&case.head.village);
    let context = VisitContext {
        today: now.day(),
        entry: Entry::Form,
        registered_on: Some(case.head.registered_on),
        died_on: event::store::died_on(tx, case, except).await?,
        seen_on: store::seen_on(tx, case, except).await?,
        before: store::class_before(tx, case, day).await?,
        intervals: &periods.on(day).intervals,
        insight: periods.on(day).counting.insight,
    };
    Ok((follow_up::parse(answers, &context), judge_of(answers, &context, Arc::clone(&periods))))
}

/// What a visit brings with it: an event when the person is lost or has died, and everything computed
/// from `since` on.
async fn follow(
    app: &App,
    tx: &mut Tx,
    case: &VisibleCase,
    new: &NewVisit<'_>,
    since: Date,
    now: &Moment,
) -> Result<(), Problem> {
    let mut since = since;
    if let Some(event) = Event::of(new.visit) {
        since = since.min(event.on);
        let stated = NewEvent {
            event: &event,
            visit: Some(new.id),
            source: None,
            recorded_at: new.recorded_at,
            recorded_by: new.recorded_by,
        };
        let row = event::store::row(case.county(), case.id(), &stated)?;
        event::store::insert_many(tx, &[row]).await?;
    }
    let settings = app.settings();
    facts::store::refresh(tx, &settings, case.county(), case.id(), since, now.day(), now.micros()).await?;
    Ok(())
}

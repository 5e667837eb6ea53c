//! Handlers of recording a visit: the blank form, what the rules make of it meanwhile, keeping it.

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
use xinan_domain::day::read_day_near;
use xinan_domain::follow_up::{self, Entry, Found, Stability, Understood, VisitContext};
use xinan_domain::life::{self, Step};
use xinan_domain::region::Region;
use xinan_domain::text::Lang;
use xinan_domain::text::rules::Problem as Wrong;

use super::judge::{Judged, judge_of, judged};
use super::phone;
use super::questions::take;
use super::store::{self, NewVisit, PastVisit};
use super::view::{self, FormPage};
use crate::case::event::store::NewEvent;
use crate::case::event::{self, Event};
use crate::case::facts;
use crate::case::safety::store::kept_away;
use crate::case::steps;
use crate::case::store::find;
use crate::case::{Status, VisibleCase};
use crate::policy::Action;
use crate::shell::actor::Actor;
use crate::shell::app::App;
use crate::shell::clock::Moment;
use crate::shell::extract::{Path, Query};
use crate::shell::problem::Problem;
use crate::shell::session::{Posted, Typed};

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
    let kept_away = kept_away_of(&mut tx, &case).await?;
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
        kept_away: &kept_away,
        conflict: None,
        outdated: false,
    };
    Ok(view::form(&actor, &now, &page))
}

/// From whom else than the guardian of the form the person is to be safe.
async fn kept_away_of(tx: &mut Tx, case: &VisibleCase) -> Result<Vec<String>, Problem> {
    let guardian = (case.head.guardian_name.as_str(), case.head.guardian_phone.as_str());
    Ok(kept_away(tx, case.county(), case.id(), guardian).await?)
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
        closed_on: None,
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
    typed: Typed,
) -> Result<Response, Problem> {
    let Typed { actor, mut answers, outdated } = typed;
    let same = phone::is_asked_for(&answers);
    let taken = take(&mut answers) || same;
    let now = app.now();
    let mut tx = app.db().write().await?;
    let case = find(&mut tx, &actor, &id, Action::RecordVisit, &now).await?;
    if same {
        let past = store::history(&mut tx, &case, 1, 0).await?;
        phone::take_over(&mut answers, past.first());
    }
    let Ok(visit_id) = Uuid::try_parse(&answers.get("visit_id")) else { return Err(Problem::Malformed) };

    let (mut read, judged) = understand(&app, &mut tx, &case, &answers, None, &now).await?;
    if taken || outdated {
        read = Err(Complaints::default());
    }
    if let Ok(understood) = &read {
        // The same visit sent twice, by a second tap or after a lost answer, is there already.
        if store::is_kept(&mut tx, &case, &understood.visit).await? {
            tx.commit().await?;
            return Ok(saved(&case, &answers));
        }
    }
    if !taken && !outdated {
        let day = read_day_near(answers.raw("visited_on"), now.day());
        read = unless_confirmed(&mut tx, &case, &answers, read, day, Uuid::nil()).await?;
    }
    let understood = match read {
        Ok(understood) => understood,
        Err(complaints) => {
            let past = store::history(&mut tx, &case, 1, 0).await?;
            let before = day_of(&answers, now.day());
            let before = store::class_before(&mut tx, &case, before).await?;
            let kept_away = kept_away_of(&mut tx, &case).await?;
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
                kept_away: &kept_away,
                conflict: None,
                outdated,
            };
            return Ok((status_of(&complaints, outdated), view::form(&actor, &now, &page)).into_response());
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

/// A form that is shown again because an offered grade or the answers of last time were taken is not a refused one; one with the key of
/// a former session is.
pub(super) fn status_of(complaints: &Complaints, outdated: bool) -> StatusCode {
    if outdated {
        return StatusCode::FORBIDDEN;
    }
    if complaints.refused() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK }
}

/// The id that the form came with. A form that was sent, called back and filled in for another day is
/// another visit, with another id.
pub(super) async fn free(tx: &mut Tx, case: &VisibleCase, wanted: Uuid) -> Result<Uuid, Problem> {
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

/// A second visit of the same day is complained of beside all else, unless somebody says that it is one.
pub(super) async fn unless_confirmed(
    tx: &mut Tx,
    case: &VisibleCase,
    answers: &Answers,
    read: Result<Understood, Complaints>,
    day: Option<Date>,
    except: Uuid,
) -> Result<Result<Understood, Complaints>, Problem> {
    let Some(day) = day.filter(|_| answers.get("another") != "1") else { return Ok(read) };
    if !store::has_same_day(tx, case, day, except).await? {
        return Ok(read);
    }
    let mut complaints = read.err().unwrap_or_default();
    complaints.refuse("visited_on", xinan_domain::text::rules::Problem::VisitedThatDay);
    Ok(Err(complaints))
}

pub(super) fn day_of(answers: &Answers, today: Date) -> Date {
    read_day_near(answers.raw("visited_on"), today).unwrap_or(today)
}

/// Reads the form against what is known of the person, and what the rules make of it meanwhile.
pub(super) async fn understand(
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
        closed_on: case.head.status_on.filter(|_| case.head.status == Status::Closed),
        seen_on: store::seen_on(tx, case, except).await?,
        before: store::class_before(tx, case, day).await?,
        intervals: &periods.on(day).intervals,
        insight: periods.on(day).counting.insight,
    };
    let mut read = follow_up::parse(answers, &context);
    if changing.is_none() && read.as_ref().is_ok_and(|read| matches!(read.visit.found, Found::Lost(_))) {
        read = may_be_lost(tx, case, read).await?;
    }
    Ok((read, judge_of(answers, &context, Arc::clone(&periods))))
}

/// Nobody is lost in a ward, or before another body has answered: one knows where. Who is lost already is sought again.
async fn may_be_lost(
    tx: &mut Tx,
    case: &VisibleCase,
    read: Result<Understood, Complaints>,
) -> Result<Result<Understood, Complaints>, Problem> {
    let life = steps::life(tx, case).await?;
    let stays = matches!(life.state(), life::State::Hospitalised | life::State::TransferPending);
    let Some(forbidden) = life.after(Step::Lose).err().filter(|_| stays) else { return Ok(read) };
    let mut complaints = Complaints::default();
    complaints.refuse("lost_reason", Wrong::Said([forbidden.say(Lang::Zh), forbidden.say(Lang::En)]));
    Ok(Err(complaints))
}

/// What a visit brings with it: an event when the person is lost or has died, and everything computed
/// from `since` on.
pub(super) async fn follow(
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
    facts::store::refresh_case(tx, &app.settings(), case, since, now).await?;
    Ok(())
}

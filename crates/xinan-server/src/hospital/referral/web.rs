//! Handlers of referrals.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::Markup;
use xinan_db::{Tx, Uuid, audit};
use xinan_domain::answers::{Answers, Complaints};
use xinan_domain::hospital::Hospital;
use xinan_domain::referral::{Context, DOWN, Outcome, UP, arrival, down, up};

use super::store::{self, Answered, Referral};
use super::view;
use crate::case::facts::store::refresh_case;
use crate::case::reason::wrong_with;
use crate::case::store::find;
use crate::case::tie::store::{self as ties, Treating};
use crate::case::tie::{Hand, TieKind};
use crate::case::{Status, VisibleCase};
use crate::hospital::page::{REASON, Sheet};
use crate::hospital::{Done, Repeat, acts_for, doer, ids, reads_until};
use crate::policy::{Action, reaches_by_tie};
use crate::shell::actor::Actor;
use crate::shell::app::App;
use crate::shell::clock::Moment;
use crate::shell::extract::{Path, Query};
use crate::shell::problem::Problem;
use crate::shell::session::{Posted, Typed};
use crate::task::{self, Kind, Task};
use crate::texts;

/// GET /people/{id}/referrals
pub async fn list(
    State(app): State<App>,
    actor: Actor,
    Path(id): Path<String>,
    Query(done): Query<Done>,
) -> Result<Markup, Problem> {
    let now = app.now();
    let mut tx = app.db().read().await?;
    let case = find(&mut tx, &actor, &id, Action::SeeCase, &now).await?;
    let all = store::of_case(&mut tx, &case).await?;
    tx.commit().await?;
    Ok(view::list(&actor, &now, &case, &all, &done.done))
}

/// What a slip is written into.
struct Before {
    case: VisibleCase,
    all: Vec<Referral>,
    hospitals: Vec<Treating>,
}

impl Before {
    async fn find(tx: &mut Tx, actor: &Actor, id: &str, now: &Moment) -> Result<Self, Problem> {
        let case = find(tx, actor, id, Action::SendReferral, now).await?;
        let all = store::of_case(tx, &case).await?;
        let hospitals = ties::treating(tx, case.county(), now.day()).await?;
        Ok(Self { case, all, hospitals })
    }

    /// Why no slip can be sent now: one is on its way, or the record has ended.
    fn forbidden(&self, lang: xinan_domain::text::Lang) -> Option<String> {
        let ended = matches!(self.case.head.status, Status::Dead | Status::Closed);
        match (ended, self.all.iter().any(|one| one.outcome.is_none())) {
            (true, _) => Some(texts::referral_ended(lang).to_owned()),
            (false, true) => Some(texts::referral_one(lang).to_owned()),
            (false, false) => None,
        }
    }
}

/// GET /people/{id}/referrals/new
pub async fn new(State(app): State<App>, actor: Actor, Path(id): Path<String>) -> Result<Markup, Problem> {
    let now = app.now();
    let mut tx = app.db().read().await?;
    let before = Before::find(&mut tx, &actor, &id, &now).await?;
    tx.commit().await?;
    let mut answers = Answers::default();
    answers.push("sent_on", now.day().to_string());
    answers.push("doctor", actor.name.clone());
    let entry = xinan_db::new_id().to_string();
    let back = format!("/people/{}/referrals", before.case.path_id());
    let here = format!("{back}/new");
    let none = Complaints::default();
    let carries = [("entry_id", entry.as_str())];
    let sheet = Sheet {
        forbidden: before.forbidden(actor.lang),
        ..sheet_up(&actor, &before, (&here, &back), (&answers, &none), &carries)
    };
    Ok(sheet.page(&actor, &now))
}

fn sheet_up<'a>(
    actor: &Actor,
    before: &'a Before,
    (here, back): (&'a str, &'a str),
    (answers, complaints): (&'a Answers, &'a Complaints),
    carries: &'a [(&'a str, &'a str)],
) -> Sheet<'a> {
    let lang = actor.lang;
    Sheet {
        case: &before.case,
        title: texts::referral_send(lang),
        draft: "referral",
        here,
        back,
        explained: texts::referral_explained(lang),
        fields: UP,
        answers,
        complaints,
        hospitals: Some(&before.hospitals),
        carries,
        act: texts::referral_send_do(lang),
        reason: None,
        forbidden: None,
        wrong: None,
        outdated: false,
    }
}

/// POST /people/{id}/referrals/new
pub async fn create(
    State(app): State<App>,
    Path(id): Path<String>,
    typed: Typed,
) -> Result<Response, Problem> {
    let Typed { actor, answers, outdated } = typed;
    let now = app.now();
    let typed_id = answers.get("entry_id");
    let Ok(entry) = Uuid::try_parse(&typed_id) else { return Err(Problem::Malformed) };
    let mut tx = app.db().write().await?;
    let before = Before::find(&mut tx, &actor, &id, &now).await?;
    let case = &before.case;
    let hospitals = ids(&before.hospitals);
    let read =
        up(&answers, &Context { today: now.day(), from: case.head.registered_on, hospitals: &hospitals });
    let json = read.as_ref().ok().map(serde_json::to_string).transpose().map_err(anyhow::Error::from)?;
    let repeat = store::repeat(&mut tx, case, entry, json.as_deref()).await?;
    if repeat == Repeat::Same {
        tx.commit().await?;
        return Ok(to_slip(case, entry, "sent"));
    }
    let forbidden = before.forbidden(actor.lang);
    let (slip, json) = match (read, json) {
        (Ok(slip), Some(json)) if forbidden.is_none() && repeat == Repeat::New && !outdated => (slip, json),
        (read, _) => {
            tx.commit().await?;
            let complaints = read.err().filter(|_| !outdated).unwrap_or_default();
            let back = format!("/people/{}/referrals", case.path_id());
            let here = format!("{back}/new");
            let carries = [("entry_id", typed_id.as_str())];
            let sheet = Sheet {
                forbidden,
                wrong: (repeat == Repeat::Other).then(|| texts::hospital_other_content(actor.lang)),
                outdated,
                ..sheet_up(&actor, &before, (&here, &back), (&answers, &complaints), &carries)
            };
            return Ok(sheet.refused(&actor, &now));
        }
    };
    let institution = match &slip.hospital {
        Hospital::Listed(id) => Uuid::try_parse(id).ok(),
        Hospital::Named(_) => None,
    };
    store::insert(&mut tx, case, &actor, (entry, institution, slip.sent_on, &json), now.micros()).await?;
    if let Some(institution) = institution {
        let thing = (TieKind::Referral, entry);
        let hand = Hand::Institution(institution);
        ties::begin(&mut tx, (case.county(), case.id()), thing, hand, (now.micros(), None)).await?;
    }
    let (region, there) = doer(case, &before.hospitals, institution);
    let named = before.hospitals.iter().find(|one| Some(one.id) == institution);
    let words = match &slip.hospital {
        Hospital::Listed(_) => named.map_or("", |one| one.name.as_str()),
        Hospital::Named(name) => name,
    };
    let kind = Kind::AnswerReferral;
    let task =
        Task { kind, thing: entry, case: Some(case.id()), region, since: slip.sent_on, due_on: None, words };
    task::store::set_for(&mut tx, case.county(), &task, there).await?;
    refresh_case(&mut tx, &app.settings(), case, slip.sent_on, &now).await?;
    log(&mut tx, &actor, case, "referral.sent", &now).await?;
    tx.commit().await?;
    Ok(to_slip(case, entry, "sent"))
}

/// The referral that an address names, for whoever acts for its hospital or for the township.
async fn found(
    tx: &mut Tx,
    actor: &Actor,
    (id, referral): (&str, &str),
    action: Action,
    now: &Moment,
) -> Result<(VisibleCase, Referral), Problem> {
    let case = find(tx, actor, id, action, now).await?;
    let id = Uuid::try_parse(referral).map_err(|_| Problem::NotFound)?;
    let all = store::of_case(tx, &case).await?;
    let one = all.into_iter().find(|one| one.id == id).ok_or(Problem::NotFound)?;
    if action != Action::SeeCase && !acts_for(actor, one.institution) {
        return Err(Problem::NotAllowed);
    }
    Ok((case, one))
}

/// GET /people/{id}/referrals/{referral}
pub async fn show(
    State(app): State<App>,
    actor: Actor,
    Path((id, referral)): Path<(String, String)>,
    Query(done): Query<Done>,
) -> Result<Markup, Problem> {
    let now = app.now();
    let mut tx = app.db().read().await?;
    let (case, one) = found(&mut tx, &actor, (&id, &referral), Action::SeeCase, &now).await?;
    tx.commit().await?;
    let mut answers = Answers::default();
    answers.push("arrived_on", now.day().to_string());
    let page = view::Slip {
        case: &case,
        one: &one,
        answers: &answers,
        complaints: &Complaints::default(),
        wrong: None,
        done: &done.done,
    };
    Ok(view::slip(&actor, &now, &page))
}

fn refused(
    (actor, now): (&Actor, &Moment),
    (case, one): (&VisibleCase, &Referral),
    (answers, complaints, wrong): (&Answers, &Complaints, Option<String>),
) -> Response {
    let page = view::Slip { case, one, answers, complaints, wrong, done: "" };
    (StatusCode::UNPROCESSABLE_ENTITY, view::slip(actor, now, &page)).into_response()
}

/// POST /people/{id}/referrals/{referral}/arrival
pub async fn arrive(
    State(app): State<App>,
    Path((id, referral)): Path<(String, String)>,
    posted: Posted,
) -> Result<Response, Problem> {
    let Posted { actor, answers } = posted;
    let now = app.now();
    let mut tx = app.db().write().await?;
    let (case, one) = found(&mut tx, &actor, (&id, &referral), Action::AnswerReferral, &now).await?;
    let on = match arrival(&answers, now.day(), one.slip.sent_on) {
        Ok(on) => on,
        Err(complaints) => {
            tx.commit().await?;
            return Ok(refused((&actor, &now), (&case, &one), (&answers, &complaints, None)));
        }
    };
    let first = store::arrive(&mut tx, &case, &actor, (one.id, on), now.micros()).await?;
    if first {
        log(&mut tx, &actor, &case, "referral.arrived", &now).await?;
    }
    tx.commit().await?;
    let same = one.arrived.as_ref().is_some_and(|(kept, _)| *kept == on);
    Ok(to_slip(&case, one.id, if first || same { "arrived" } else { "late" }))
}

/// GET /people/{id}/referrals/{referral}/answer
pub async fn answer_page(
    State(app): State<App>,
    actor: Actor,
    Path((id, referral)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let now = app.now();
    let mut tx = app.db().read().await?;
    let (case, one) = found(&mut tx, &actor, (&id, &referral), Action::AnswerReferral, &now).await?;
    tx.commit().await?;
    if one.outcome.is_some() {
        return Ok(to_slip(&case, one.id, "late"));
    }
    let mut answers = Answers::default();
    answers.push("answered_on", now.day().to_string());
    if reaches_by_tie(&actor) {
        answers.push("doctor", actor.name.clone());
    }
    let none = Complaints::default();
    let (here, back) = places(&case, &one);
    let sheet = sheet_down(&actor, &case, (&here, &back), (&answers, &none));
    Ok(sheet.page(&actor, &now).into_response())
}

fn places(case: &VisibleCase, one: &Referral) -> (String, String) {
    let back = format!("/people/{}/referrals/{}", case.path_id(), one.path_id());
    (format!("{back}/answer"), back)
}

fn sheet_down<'a>(
    actor: &Actor,
    case: &'a VisibleCase,
    (here, back): (&'a str, &'a str),
    (answers, complaints): (&'a Answers, &'a Complaints),
) -> Sheet<'a> {
    let lang = actor.lang;
    Sheet {
        case,
        title: texts::referral_answer(lang),
        draft: "referral-back",
        here,
        back,
        explained: texts::referral_answer_explained(lang),
        fields: DOWN,
        answers,
        complaints,
        hospitals: None,
        carries: &[],
        act: texts::referral_answer_do(lang),
        reason: None,
        forbidden: None,
        wrong: None,
        outdated: false,
    }
}

/// POST /people/{id}/referrals/{referral}/answer
pub async fn answer(
    State(app): State<App>,
    Path((id, referral)): Path<(String, String)>,
    typed: Typed,
) -> Result<Response, Problem> {
    let Typed { actor, answers, outdated } = typed;
    let now = app.now();
    let mut tx = app.db().write().await?;
    let (case, one) = found(&mut tx, &actor, (&id, &referral), Action::AnswerReferral, &now).await?;
    let read = down(&answers, now.day(), one.slip.sent_on);
    if one.outcome.is_some() {
        tx.commit().await?;
        // The same slip sent twice is no complaint.
        let same = read.is_ok_and(|slip| one.answered == Some(Answered::Slip(slip)));
        return Ok(to_slip(&case, one.id, if same { "answered" } else { "late" }));
    }
    let slip = match read {
        Ok(slip) if !outdated => slip,
        read => {
            tx.commit().await?;
            let complaints = read.err().filter(|_| !outdated).unwrap_or_default();
            let (here, back) = places(&case, &one);
            let sheet =
                Sheet { outdated, ..sheet_down(&actor, &case, (&here, &back), (&answers, &complaints)) };
            return Ok(sheet.refused(&actor, &now));
        }
    };
    let on = slip.answered_on;
    let answered = Answered::Slip(slip);
    let outcome = (one.id, Outcome::Answered, on, &answered);
    if store::answer(&mut tx, &case, &actor, outcome, now.micros()).await? {
        let county = case.county();
        task::store::end(&mut tx, county, Kind::AnswerReferral, one.id).await?;
        let until = reads_until(&app.settings(), &case, &now);
        ties::end(&mut tx, county, (TieKind::Referral, one.id), until).await?;
        // Whoever entered the paper has read it.
        if reaches_by_tie(&actor) {
            let hospitals = ties::treating(&mut tx, county, now.day()).await?;
            let (region, _) = doer(&case, &hospitals, None);
            let words = one.hospital.as_str();
            let kind = Kind::ReferralAnswered;
            let task =
                Task { kind, thing: one.id, case: Some(case.id()), region, since: on, due_on: None, words };
            task::store::set(&mut tx, county, &task).await?;
        }
        log(&mut tx, &actor, &case, "referral.answered", &now).await?;
    }
    tx.commit().await?;
    Ok(to_slip(&case, one.id, "answered"))
}

/// POST /people/{id}/referrals/{referral}/end: it was taken back, or nobody was seen there.
pub async fn end(
    State(app): State<App>,
    Path((id, referral)): Path<(String, String)>,
    posted: Posted,
) -> Result<Response, Problem> {
    let Posted { actor, answers } = posted;
    let now = app.now();
    let mut tx = app.db().write().await?;
    let (case, one) = found(&mut tx, &actor, (&id, &referral), Action::SendReferral, &now).await?;
    if one.outcome.is_some() {
        tx.commit().await?;
        return Ok(to_slip(&case, one.id, "late"));
    }
    let reason = answers.words(REASON);
    let outcome = match answers.get("outcome").as_str() {
        "2" => Outcome::NotSeen,
        _ => Outcome::TakenBack,
    };
    if let Some(wrong) = wrong_with(&reason) {
        tx.commit().await?;
        let complaints = Complaints::default();
        let wrong = Some(wrong.say(actor.lang));
        return Ok(refused((&actor, &now), (&case, &one), (&answers, &complaints, wrong)));
    }
    let answered = Answered::Because(reason);
    if store::answer(&mut tx, &case, &actor, (one.id, outcome, now.day(), &answered), now.micros()).await? {
        let county = case.county();
        task::store::end(&mut tx, county, Kind::AnswerReferral, one.id).await?;
        ties::end(&mut tx, county, (TieKind::Referral, one.id), now.micros()).await?;
        // One that was taken back was no referral: what asked for it asks again.
        refresh_case(&mut tx, &app.settings(), &case, one.slip.sent_on, &now).await?;
        log(&mut tx, &actor, &case, "referral.ended", &now).await?;
    }
    tx.commit().await?;
    Ok(to_slip(&case, one.id, "ended"))
}

/// POST /people/{id}/referrals/{referral}/seen: the slip back was read.
pub async fn seen(
    State(app): State<App>,
    Path((id, referral)): Path<(String, String)>,
    posted: Posted,
) -> Result<Response, Problem> {
    let actor = posted.actor;
    let now = app.now();
    let mut tx = app.db().write().await?;
    let (case, one) = found(&mut tx, &actor, (&id, &referral), Action::SendReferral, &now).await?;
    task::store::end(&mut tx, case.county(), Kind::ReferralAnswered, one.id).await?;
    log(&mut tx, &actor, &case, "referral.seen", &now).await?;
    tx.commit().await?;
    Ok(to_slip(&case, one.id, "seen"))
}

async fn log(
    tx: &mut Tx,
    actor: &Actor,
    case: &VisibleCase,
    action: &'static str,
    now: &Moment,
) -> Result<(), Problem> {
    Ok(audit::record(tx, &actor.entry(now, action, Some(case.id()), String::new())).await?)
}

fn to_slip(case: &VisibleCase, id: Uuid, done: &str) -> Response {
    Redirect::to(&format!("/people/{}/referrals/{}?done={done}", case.path_id(), id.simple())).into_response()
}

/// What the page says of what was just done.
pub(super) fn said(lang: xinan_domain::text::Lang, done: &str) -> Option<&'static str> {
    Some(match done {
        "sent" => texts::referral_done_sent(lang),
        "arrived" => texts::referral_done_arrived(lang),
        "answered" => texts::referral_done_answered(lang),
        "ended" => texts::referral_done_ended(lang),
        "seen" => texts::referral_done_seen(lang),
        "late" => texts::hospital_late(lang),
        _ => return None,
    })
}

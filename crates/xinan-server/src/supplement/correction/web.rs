//! Handlers of correcting what a person's form says.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use jiff::civil::Date;
use maud::Markup;
use xinan_db::{Tx, Uuid, audit};
use xinan_domain::answers::{Answers, Complaints};
use xinan_domain::supplement::{FIELDS, Said, Supplement, follows, tells_apart, to_answers};
use xinan_domain::text::rules::Problem as Wrong;

use crate::case::VisibleCase;
use crate::case::event::store::{NewEvent, Said as Stated, said, take_back};
use crate::case::event::{Event, EventKind};
use crate::case::newcomer::BEGINNING;
use crate::case::reason::{LONGEST, wrong_with};
use crate::case::store::{self as cases, Kept, NewForm, find, form_of};
use crate::case::{Status, event, facts};
use crate::policy::Action;
use crate::shell::actor::Actor;
use crate::shell::app::App;
use crate::shell::clock::Moment;
use crate::shell::extract::Path;
use crate::shell::problem::Problem;
use crate::shell::session::Typed;
use crate::supplement::check::{Former, leave_events, met, understand};
use crate::supplement::store;
use crate::supplement::view::{self, Editing, FormPage};

/// How many versions the page tells of.
const VERSIONS: u32 = 20;

/// GET /people/{id}/edit
pub async fn edit(State(app): State<App>, actor: Actor, Path(id): Path<String>) -> Result<Markup, Problem> {
    let (now, settings) = (app.now(), app.settings());
    let mut tx = app.db().read().await?;
    let case = find(&mut tx, &actor, &id, Action::EditPerson, &now).await?;
    let kept = kept(&mut tx, &case).await?;
    let versions = store::versions(&mut tx, &case, VERSIONS).await?;
    tx.commit().await?;
    let editing = Editing { case: &case, version: kept.version, versions: &versions, conflict: None };
    let page = FormPage {
        settings: &settings,
        answers: &to_answers(&kept.form),
        complaints: &Complaints::default(),
        id: xinan_db::new_id(),
        editing: Some(&editing),
        met: None,
        outdated: false,
    };
    Ok(view::form(&actor, &now, &page))
}

/// POST /people/{id}/edit
///
/// What tells people apart (name, number, birth date) and the diagnosis are changed with a reason.
pub async fn update(
    State(app): State<App>,
    Path(id): Path<String>,
    typed: Typed,
) -> Result<Response, Problem> {
    let Typed { actor, mut answers, outdated } = typed;
    leave_events(&mut answers);
    let (now, settings) = (app.now(), app.settings());
    let mut tx = app.db().write().await?;
    tx.alone_at(BEGINNING).await?;
    let case = find(&mut tx, &actor, &id, Action::EditPerson, &now).await?;
    let ids = [answers.get("form_id"), answers.get("based_on")].map(|id| Uuid::try_parse(&id));
    let [Ok(wanted), Ok(based_on)] = ids else { return Err(Problem::Malformed) };
    let kept = kept(&mut tx, &case).await?;

    let former = Former { form: &kept.form, died_on: died_on(&case) };
    let read = understand(&actor, &settings, &answers, Some(former), &now);
    let overtaken = kept.version != based_on;
    if let (true, false, Ok(read)) = (overtaken, outdated, &read)
        && store::version(&mut tx, &case, wanted).await?.is_some_and(|form| form == read.supplement)
    {
        // This very change sent twice is done already; anybody else's came between.
        tx.commit().await?;
        return Ok(saved(&case, based_on, "edited"));
    }
    let met = met(&mut tx, &actor, &settings, &answers, Some((case.id(), &kept.form)), &now).await?;
    let reason = answers.words("correction_reason");
    let mut complaints = Complaints::default();
    if let Err(found) = &read {
        complaints.extend(found.clone());
    }
    if let Some(met) = &met {
        complaints.refuse("identity_number", met.wrong());
    }
    let form = read.as_ref().ok().map(|read| &read.supplement);
    if let Some(wrong) = wrong_reason(&reason, form.is_some_and(|form| tells_apart(&kept.form, form))) {
        complaints.refuse("correction_reason", wrong);
    }
    if outdated || overtaken {
        complaints = Complaints::default();
    }
    let (Ok(read), false) = (&read, complaints.refused() || outdated || overtaken) else {
        let versions = store::versions(&mut tx, &case, VERSIONS).await?;
        tx.commit().await?;
        let conflict = overtaken.then_some((&kept.form, form));
        let editing = Editing { case: &case, version: kept.version, versions: &versions, conflict };
        let page = FormPage {
            settings: &settings,
            answers: &answers,
            complaints: &complaints,
            // Another change than the one that was kept under this id.
            id: if overtaken { xinan_db::new_id() } else { wanted },
            editing: Some(&editing),
            met: met.as_ref(),
            outdated,
        };
        let status = match (outdated, overtaken) {
            (true, _) => StatusCode::FORBIDDEN,
            (_, true) => StatusCode::CONFLICT,
            _ => StatusCode::UNPROCESSABLE_ENTITY,
        };
        return Ok((status, view::form(&actor, &now, &page)).into_response());
    };
    let changed = changed(&kept.form, &read.supplement);
    if changed.is_empty() {
        tx.commit().await?;
        return Ok(saved(&case, based_on, "same"));
    }
    let new = NewForm {
        id: if store::is_taken(&mut tx, case.county(), wanted).await? { xinan_db::new_id() } else { wanted },
        form: &read.supplement,
        source: None,
        stated_on: Some(now.day()),
        reason: &reason,
        by: Some(actor.account),
        now: now.micros(),
    };
    keep(&mut tx, &app, &actor, &case, (&kept.form, &new), &now).await?;
    // Which fields, and never what stands in them.
    let entry = actor.entry(&now, "person.edited", Some(case.id()), changed.join(", "));
    audit::record(&mut tx, &entry).await?;
    tx.commit().await?;
    Ok(saved(&case, based_on, "edited"))
}

/// Writes another version with what follows from it.
async fn keep(
    tx: &mut Tx,
    app: &App,
    actor: &Actor,
    case: &VisibleCase,
    (former, new): (&Supplement, &NewForm<'_>),
    now: &Moment,
) -> Result<(), Problem> {
    let row = cases::supplement_row(tx, case.id(), new)?;
    cases::add_supplements(tx, &[row]).await?;
    cases::replace_form(tx, case.county(), case.id(), new).await?;
    let given = said(tx, case, EventKind::ConsentGiven).await?;
    let refused = said(tx, case, EventKind::ConsentRefused).await?;
    let ids = |said: Vec<Stated>| -> Vec<Said<Uuid>> {
        said.into_iter().map(|one| Said { id: one.id, on: one.on }).collect()
    };
    let consent = follows((former, new.form), (&ids(given), &ids(refused)), now.day());
    for id in consent.back {
        take_back(tx, case, id, actor.account, new.reason, now.micros()).await?;
    }
    if let Some((consent, on)) = consent.said {
        let new = NewEvent {
            event: &Event::of_said(consent, on),
            visit: None,
            source: None,
            recorded_at: now.micros(),
            recorded_by: Some(actor.account),
        };
        event::store::insert_many(tx, &[event::store::row(case.county(), case.id(), &new)?]).await?;
    }
    // The village, the diagnosis and what is open are in every month that is kept ready.
    facts::store::refresh_case(tx, &app.settings(), case, Date::MIN, now).await?;
    Ok(())
}

/// The form that holds.
async fn kept(tx: &mut Tx, case: &VisibleCase) -> Result<Kept, Problem> {
    form_of(tx, case.county(), case.id()).await?.ok_or(Problem::NotFound)
}

/// The day of death, as far as one is recorded.
fn died_on(case: &VisibleCase) -> Option<Date> {
    case.head.status_on.filter(|_| case.head.status == Status::Dead)
}

/// What is wrong with the reason: it is too long, or it is not there and asked for.
fn wrong_reason(reason: &str, is_asked: bool) -> Option<Wrong> {
    wrong_with(reason).filter(|_| is_asked || reason.chars().count() > LONGEST)
}

/// The fields in which two versions differ, by their ids.
fn changed(former: &Supplement, form: &Supplement) -> Vec<&'static str> {
    let (before, after) = (to_answers(former), to_answers(form));
    let said = |answers: &Answers, id: &str| {
        let counted = |name: &str| id == "incidents" && name.starts_with("incident");
        let pairs = answers.pairs().filter(|(name, _)| *name == id || counted(name));
        pairs.map(|(name, text)| format!("{name}={text}")).collect::<Vec<_>>()
    };
    let fields = FIELDS.iter().map(|field| field.id);
    fields.filter(|id| said(&before, id) != said(&after, id)).collect()
}

/// Where a correction leads, with the draft that is done.
fn saved(case: &VisibleCase, based_on: Uuid, done: &str) -> Response {
    let draft = view::draft_key(Some((case, based_on)));
    Redirect::to(&format!("/people/{}?done={done}&saved={draft}", case.path_id())).into_response()
}

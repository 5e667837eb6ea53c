//! Handlers of recording what was decided.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::Markup;
use serde::Deserialize;
use xinan_db::{Tx, Uuid, audit};
use xinan_domain::answers::{Answers, Complaints};
use xinan_domain::code::Code;
use xinan_domain::consent::{DecidedBy, Decision, Entry, EntryContext, Said, States, Subject, parse};
use xinan_domain::day::read_day_near;
use xinan_domain::text::Lang;
use xinan_domain::text::rules::Problem as Wrong;

use super::store::{self, Kept};
use super::view::{self, FormPage};
use crate::case::facts::store::{of_case, refresh_case};
use crate::case::safety::store::names_kept_away;
use crate::case::store::find;
use crate::case::{Status, VisibleCase};
use crate::policy::{Action, permits};
use crate::shell::actor::Actor;
use crate::shell::app::App;
use crate::shell::clock::Moment;
use crate::shell::extract::{Path, Query};
use crate::shell::problem::Problem;
use crate::shell::session::Typed;
use crate::texts;

/// What the form is opened for.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    /// The number of the subject.
    #[serde(default)]
    subject: String,
}

/// GET /people/{id}/consents/new: the form of the subject that the address names, or the choice of one.
pub async fn new(
    State(app): State<App>,
    actor: Actor,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Markup, Problem> {
    let now = app.now();
    let mut tx = app.db().read().await?;
    let case = find(&mut tx, &actor, &id, Action::RecordConsent, &now).await?;
    let said = said_before(&mut tx, &case, None).await?;
    let kept_away = names_kept_away(&mut tx, case.county(), case.id()).await?;
    tx.commit().await?;
    let Some(subject) = Subject::read(&asked.subject) else {
        return Ok(view::choice(&actor, &now, &case, &States::of(&said, now.day())));
    };
    // What is asked of the person is asked afresh; the guardian is known, and no text is signed until somebody says so.
    let mut answers = Answers::default();
    answers.push("subject", subject.code().to_string());
    answers.push("decided_on", now.day().to_string());
    answers.push("decided_by", DecidedBy::Person.code().to_string());
    answers.push("guardian_name", case.head.guardian_name.clone());
    if let Some(relation) = case.head.guardian_relation {
        answers.push("guardian_relation", relation.code().to_string());
    }
    let complaints = Complaints::default();
    let about = Some((subject, States::of(&said, now.day()).at(subject)));
    let page = FormPage {
        case: &case,
        about,
        answers: &answers,
        complaints: &complaints,
        kept_away: &kept_away,
        outdated: false,
    };
    Ok(view::form(&actor, &now, &page))
}

/// POST /people/{id}/consents/new: one entry, however often it is sent.
pub async fn create(
    State(app): State<App>,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
    typed: Typed,
) -> Result<Response, Problem> {
    let Typed { actor, mut answers, outdated } = typed;
    // Whatever else the form carries: it is about what its address says.
    if let Some(subject) = Subject::read(&asked.subject) {
        answers.set("subject", subject.code().to_string());
    }
    let now = app.now();
    let mut tx = app.db().write().await?;
    let case = find(&mut tx, &actor, &id, Action::RecordConsent, &now).await?;
    let Ok(wanted) = Uuid::try_parse(&answers.get("consent_id")) else { return Err(Problem::Malformed) };
    let there = store::one(&mut tx, &case, wanted).await?;
    let kept_away = names_kept_away(&mut tx, case.county(), case.id()).await?;
    let said = said_before(&mut tx, &case, there.as_ref()).await?;
    let entry = match read(&actor, &case, &answers, (&said, &kept_away), &now) {
        Ok(entry) if !outdated => entry,
        read => {
            tx.commit().await?;
            // Of a form of a former session nothing is judged: it is looked over and sent again.
            let complaints = read.err().filter(|_| !outdated).unwrap_or_default();
            let day = read_day_near(answers.raw("decided_on"), now.day()).unwrap_or(now.day());
            let about = Subject::read(&answers.get("subject"));
            let about = about.map(|subject| (subject, States::of(&said, day).at(subject)));
            let page = FormPage {
                case: &case,
                about,
                answers: &answers,
                complaints: &complaints,
                kept_away: &kept_away,
                outdated,
            };
            let status = if outdated { StatusCode::FORBIDDEN } else { StatusCode::UNPROCESSABLE_ENTITY };
            return Ok((status, view::form(&actor, &now, &page)).into_response());
        }
    };
    if there.is_some_and(|there| there.entry == entry) {
        tx.commit().await?;
        return Ok(saved(&case, entry.subject, wanted));
    }
    // A form that was sent, called back and filled in otherwise is another entry.
    let id = if store::is_taken(&mut tx, case.county(), wanted).await? { xinan_db::new_id() } else { wanted };
    store::insert(&mut tx, &case, (id, &entry), actor.account, now.micros()).await?;
    refresh_case(&mut tx, &app.settings(), &case, entry.on, &now).await?;
    let detail = format!("{:?} {:?}", entry.subject, entry.decision);
    audit::record(&mut tx, &actor.entry(&now, "consent.recorded", Some(case.id()), detail)).await?;
    tx.commit().await?;
    Ok(saved(&case, entry.subject, id))
}

/// Everything that was said and counts, but for the entry that is sent again.
async fn said_before(tx: &mut Tx, case: &VisibleCase, again: Option<&Kept>) -> Result<Vec<Said>, Problem> {
    let facts = of_case(tx, case.county(), case.id()).await?.ok_or(Problem::NotFound)?;
    let mut said = facts.said_of_consent();
    if let Some(again) = again {
        let same = |one: &Said| {
            (one.subject, one.decision, one.on) == (again.entry.subject, again.entry.decision, again.entry.on)
                && one.recorded_at == again.recorded_at
        };
        said.retain(|one| !same(one));
    }
    Ok(said)
}

/// The entry, or all complaints: what the rules say, and what the post does not record.
fn read(
    actor: &Actor,
    case: &VisibleCase,
    answers: &Answers,
    (said, kept_away): (&[Said], &[String]),
    now: &Moment,
) -> Result<Entry, Complaints> {
    let head = &case.head;
    let context = EntryContext {
        today: now.day(),
        born: head.birth_date,
        registered_on: head.registered_on,
        died_on: head.status_on.filter(|_| head.status == Status::Dead),
        kept_away,
        said,
    };
    let read = parse(answers, &context);
    let informs = Decision::read(&answers.get("decision")) == Some(Decision::Informed);
    if !informs || permits(actor, Action::InformConsent) {
        return read;
    }
    let mut complaints = read.err().unwrap_or_default();
    let say = |lang: Lang| texts::consent_inform_ask(lang).to_owned();
    complaints.refuse("decision", Wrong::Said([say(Lang::Zh), say(Lang::En)]));
    Err(complaints)
}

/// Where an entry leads, with the draft that is done.
fn saved(case: &VisibleCase, subject: Subject, id: Uuid) -> Response {
    let draft = view::draft_key(case, Some(subject));
    let to = format!("/people/{}/consents/{}?done=consent&saved={draft}", case.path_id(), id.simple());
    Redirect::to(&to).into_response()
}

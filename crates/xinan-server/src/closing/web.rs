//! Handlers of closing a record.

use std::collections::BTreeSet;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use xinan_db::{Tx, Uuid, audit};
use xinan_domain::answers::{Answers, Complaints};
use xinan_domain::closing::{self, Closed, Context};
use xinan_domain::life::{Closing, Forbidden, Life, Step};
use xinan_domain::text::Lang;
use xinan_domain::text::rules::Problem as Wrong;

use super::store;
use super::view::{self, FormPage};
use crate::case::namesake::{Namesake, store::born_on};
use crate::case::steps::life;
use crate::case::store::find;
use crate::case::{Status, VisibleCase, facts};
use crate::policy::Action;
use crate::shell::actor::Actor;
use crate::shell::app::App;
use crate::shell::clock::Moment;
use crate::shell::confirmed::Confirmed;
use crate::shell::extract::{Path, Query};
use crate::shell::problem::Problem;
use crate::shell::session::Posted;
use crate::texts;

/// What is filled in already, where one comes from two records that are alike.
#[derive(Debug, Default, Deserialize)]
pub struct Begun {
    #[serde(default)]
    why: String,
    #[serde(default)]
    kept: String,
}

/// GET /people/{id}/closing
pub async fn form(
    State(app): State<App>,
    actor: Actor,
    Path(id): Path<String>,
    Query(begun): Query<Begun>,
) -> Result<Response, Problem> {
    let now = app.now();
    let mut tx = app.db().read().await?;
    let case = find(&mut tx, &actor, &id, Action::CloseRecord, &now).await?;
    let life = life(&mut tx, &case).await?;
    let alike = alike(&mut tx, &actor, &case).await?;
    tx.commit().await?;
    let mut answers = Answers::default();
    answers.push("closed_on", now.day().to_string());
    answers.push("why", begun.why);
    answers.push("kept", begun.kept);
    let complaints = Complaints::default();
    let page = FormPage {
        case: &case,
        answers: &answers,
        complaints: &complaints,
        id: xinan_db::new_id(),
        forbidden: nothing_possible(life).map(|one| one.say(actor.lang)),
        alike: &alike,
    };
    Ok(view::form(&actor, &now, &page).into_response())
}

/// POST /people/{id}/closing: confirmed anew by whoever does it (`routes.rs`).
pub async fn create(
    State(app): State<App>,
    Path(id): Path<String>,
    confirmed: Confirmed,
    posted: Posted,
) -> Result<Response, Problem> {
    let Posted { actor, answers } = posted;
    let now = app.now();
    let Ok(wanted) = Uuid::try_parse(&answers.get("closing_id")) else { return Err(Problem::Malformed) };
    let mut tx = app.db().write().await?;
    let case = find(&mut tx, &actor, &id, Action::CloseRecord, &now).await?;
    let context = Context { today: now.day(), registered_on: case.head.registered_on };
    let read = closing::closing(&answers, &context);
    // A form that was sent, called back and filled in otherwise is another one.
    let wanted = match store::by_id(&mut tx, case.county(), wanted).await? {
        None => wanted,
        Some(one) if one.case == case.id() && read.as_ref().is_ok_and(|read| *read == one.form) => {
            tx.commit().await?;
            return Ok(to_person(&case));
        }
        Some(_) => xinan_db::new_id(),
    };
    let life = life(&mut tx, &case).await?;
    let mut forbidden = nothing_possible(life);
    let checked = match read {
        Err(complaints) => Err(complaints),
        Ok(form) => {
            forbidden = forbidden.or_else(|| life.after(step(form.why)).err());
            kept(&mut tx, (&actor, &now), &case, form).await?
        }
    };
    let (form, other) = match checked {
        Ok(checked) if forbidden.is_none() => checked,
        refused => {
            let alike = alike(&mut tx, &actor, &case).await?;
            tx.commit().await?;
            let page = FormPage {
                case: &case,
                answers: &answers,
                complaints: &refused.err().unwrap_or_default(),
                id: wanted,
                forbidden: forbidden.map(|one| one.say(actor.lang)),
                alike: &alike,
            };
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, view::form(&actor, &now, &page)).into_response());
        }
    };
    let says = || says(actor.lang, &case, &form, other.as_ref());
    if let Err(unconfirmed) = confirmed.needed(says) {
        // The page that asks names the person: that is a look.
        tx.commit().await?;
        return Err(unconfirmed);
    }
    let into = other.map(|one| one.id());
    store::insert(&mut tx, &case, &actor, (wanted, &form, into), &now).await?;
    facts::store::refresh_case(&mut tx, &app.settings(), &case, form.on, &now).await?;
    audit::record(&mut tx, &actor.entry(&now, "record.closed", Some(case.id()), String::new())).await?;
    if let Some(into) = into {
        audit::record(&mut tx, &actor.entry(&now, "record.merged", Some(into), String::new())).await?;
    }
    tx.commit().await?;
    Ok(to_person(&case))
}

fn step(why: Closing) -> Step {
    match why {
        Closing::Revoked => Step::Revoke,
        Closing::Merged => Step::Merge,
        Closing::MovedAway => Step::AcceptElsewhere,
        Closing::Mistake => Step::CloseMistake,
    }
}

/// Why a record cannot be closed for any reason that is entered here.
fn nothing_possible(life: Life) -> Option<Forbidden> {
    let any =
        [Step::Revoke, Step::Merge, Step::CloseMistake].into_iter().any(|step| life.after(step).is_ok());
    if any { None } else { life.after(Step::Merge).err() }
}

type Checked = Result<(Closed, Option<VisibleCase>), Complaints>;

/// The record that stays, where there are two: another one of the county, and open.
async fn kept(
    tx: &mut Tx,
    (actor, now): (&Actor, &Moment),
    case: &VisibleCase,
    form: Closed,
) -> Result<Checked, Problem> {
    if form.why != Closing::Merged {
        return Ok(Ok((form, None)));
    }
    let refuse = |say: fn(Lang) -> &'static str| {
        let mut complaints = Complaints::default();
        complaints.refuse("kept", Wrong::Said([say(Lang::Zh).to_owned(), say(Lang::En).to_owned()]));
        Ok(Err(complaints))
    };
    match store::by_number(tx, case.county(), &form.kept).await? {
        None => refuse(texts::closing_no_such_number),
        Some(other) if other == case.id() => refuse(texts::closing_itself),
        Some(other) => {
            let other = find(tx, actor, &other.simple().to_string(), Action::CloseRecord, now).await?;
            match other.head.status {
                Status::Closed => refuse(texts::closing_other_closed),
                _ => Ok(Ok((form, Some(other)))),
            }
        }
    }
}

/// Who else in the county has the name and the day of birth.
async fn alike(tx: &mut Tx, actor: &Actor, case: &VisibleCase) -> Result<Vec<Namesake>, Problem> {
    let days = BTreeSet::from([case.head.birth_date]);
    let all = born_on(tx, &actor.scope(), &days, case.id()).await?;
    let mut alike: Vec<Namesake> =
        all.into_iter().filter(|(one, _)| one.is_named(&case.head.name)).map(|(_, one)| one).collect();
    alike.sort_by(|a, b| a.case_no.cmp(&b.case_no));
    Ok(alike)
}

/// The sentence that is confirmed.
fn says(lang: Lang, case: &VisibleCase, form: &Closed, other: Option<&VisibleCase>) -> String {
    let (name, on) = (case.head.name.as_str(), form.on.to_string());
    match other {
        Some(other) => {
            texts::confirm_says_merge(lang, name, &case.head.short_no(), &other.head.name, &form.kept, &on)
        }
        None => texts::confirm_says_closing(lang, name, &case.head.short_no(), lang.code(form.why), &on),
    }
}

fn to_person(case: &VisibleCase) -> Response {
    Redirect::to(&format!("/people/{}?done=closing", case.path_id())).into_response()
}

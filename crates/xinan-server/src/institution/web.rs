//! Handlers of institutions.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::Markup;
use serde::Deserialize;
use xinan_db::{Tx, Uuid, audit};
use xinan_domain::answers::Answers;
use xinan_domain::code::Code;
use xinan_domain::institution::{Institution, InstitutionKind};

use super::form::{Wrong, answers_of, parse, parse_end};
use super::store::{self, Filter, Kept, NewVersion};
use super::view::{self, Filled};
use crate::shell::actor::Actor;
use crate::shell::app::App;
use crate::shell::clock::Moment;
use crate::shell::extract::{Path, Query};
use crate::shell::filters;
use crate::shell::problem::Problem;
use crate::shell::session::{Posted, Typed};
use crate::shell::ui::pagination::Place;
use crate::texts;

/// How many institutions a page shows.
pub(super) const PER_PAGE: u32 = 50;
/// Who adds institutions takes turns, so that one name is not there twice.
const KEEPING: &str = "institutions";

/// The filters as they stand in the address.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Asked {
    /// Part of the name.
    #[serde(default)]
    pub(super) q: String,
    /// 类别, by its code.
    #[serde(default)]
    pub(super) kind: String,
    /// A division of the county.
    #[serde(default)]
    pub(super) region: String,
    /// `1` for those that have ended or not begun, too.
    #[serde(default)]
    pub(super) all: String,
    /// The page, from 1.
    #[serde(default)]
    page: u32,
    /// What was just done.
    #[serde(default)]
    pub(super) done: String,
}

impl Asked {
    /// The address with these filters, without the page.
    pub(super) fn address(&self) -> String {
        let pairs = [("q", &self.q), ("kind", &self.kind), ("region", &self.region), ("all", &self.all)];
        filters::address("/institutions", &pairs)
    }

    /// Whether a filter other than the search is set.
    pub(super) fn is_narrowed(&self) -> bool {
        ![&self.kind, &self.region, &self.all].into_iter().all(String::is_empty)
    }
}

/// GET /institutions
pub async fn list(
    State(app): State<App>,
    actor: Actor,
    Query(asked): Query<Asked>,
) -> Result<Markup, Problem> {
    let now = app.now();
    let region = filters::division(&actor, &asked.region)?;
    let filter = Filter {
        text: xinan_domain::text::tidy(&asked.q).chars().take(50).collect(),
        kind: InstitutionKind::read(&asked.kind),
        region,
        there_on: (asked.all != "1").then_some(now.day()),
    };
    let mut tx = app.db().read().await?;
    let total = store::count(&mut tx, actor.county(), &filter).await?;
    let place = Place::of(total, asked.page, PER_PAGE);
    let found = store::list(&mut tx, actor.county(), &filter, PER_PAGE, place.before()).await?;
    tx.commit().await?;
    Ok(view::list(&actor, &now, &app.settings().divisions, &asked, &found, place))
}

/// GET /institutions/new
pub async fn new(State(app): State<App>, actor: Actor) -> Result<Markup, Problem> {
    let now = app.now();
    let mut answers = Answers::default();
    answers.push("valid_from", now.day().to_string());
    let filled =
        Filled { answers: &answers, wrong: &[], version: xinan_db::new_id(), of: None, outdated: false };
    Ok(view::form(&actor, &now, &app.settings().divisions, &filled))
}

/// POST /institutions/new: the version's id is the institution's, too.
pub async fn create(State(app): State<App>, typed: Typed) -> Result<Response, Problem> {
    let Typed { actor, answers, outdated } = typed;
    let Ok(version) = Uuid::try_parse(&answers.get("version")) else { return Err(Problem::Malformed) };
    let (now, settings) = (app.now(), app.settings());
    let read = parse(actor.lang, &answers, (&actor.region, &settings.divisions), None, now.day());
    let mut tx = app.db().write().await?;
    tx.alone_at(KEEPING).await?;
    if store::of_version(&mut tx, version).await?.is_some() {
        // Sent twice, it is there already.
        tx.commit().await?;
        return Ok(done(version, "added"));
    }
    let read = unlike_others(&mut tx, &actor, version, read, &now).await?;
    let says = match read {
        Ok(says) if !outdated => says,
        read => {
            tx.commit().await?;
            let wrong = read.err().unwrap_or_default();
            let filled = Filled { answers: &answers, wrong: &wrong, version, of: None, outdated };
            return Ok(refused(outdated, view::form(&actor, &now, &settings.divisions, &filled)));
        }
    };
    let new = NewVersion { id: version, version, says: &says, by: actor.account };
    store::insert(&mut tx, actor.county(), &new, now.micros()).await?;
    record(&mut tx, &actor, "institution.added", version, &says, &now).await?;
    tx.commit().await?;
    Ok(done(version, "added"))
}

/// GET /institutions/{id}
pub async fn show(
    State(app): State<App>,
    actor: Actor,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Markup, Problem> {
    let now = app.now();
    let mut tx = app.db().read().await?;
    let one = found(&mut tx, &actor, &id).await?;
    let former = store::former(&mut tx, actor.county(), one.id).await?;
    tx.commit().await?;
    Ok(view::one(&actor, &now, &app.settings().divisions, &one, &former, &asked.done))
}

/// GET /institutions/{id}/edit
pub async fn edit(State(app): State<App>, actor: Actor, Path(id): Path<String>) -> Result<Markup, Problem> {
    let now = app.now();
    let mut tx = app.db().read().await?;
    let one = found(&mut tx, &actor, &id).await?;
    tx.commit().await?;
    let answers = answers_of(&one.says);
    let filled = Filled {
        answers: &answers,
        wrong: &[],
        version: xinan_db::new_id(),
        of: Some(&one),
        outdated: false,
    };
    Ok(view::form(&actor, &now, &app.settings().divisions, &filled))
}

/// POST /institutions/{id}/edit
pub async fn update(
    State(app): State<App>,
    Path(id): Path<String>,
    typed: Typed,
) -> Result<Response, Problem> {
    let Typed { actor, answers, outdated } = typed;
    let Ok(version) = Uuid::try_parse(&answers.get("version")) else { return Err(Problem::Malformed) };
    let (now, settings) = (app.now(), app.settings());
    let mut tx = app.db().write().await?;
    tx.alone_at(KEEPING).await?;
    let one = found(&mut tx, &actor, &id).await?;
    if store::of_version(&mut tx, version).await? == Some(one.id) {
        tx.commit().await?;
        return Ok(done(one.id, "corrected"));
    }
    let within = (&actor.region, &settings.divisions);
    let read = parse(actor.lang, &answers, within, one.says.valid_until, now.day());
    let read = unlike_others(&mut tx, &actor, one.id, read, &now).await?;
    let read = read.and_then(|says| match answers.get("based_on") == one.version.to_string() {
        true => Ok(says),
        // Somebody else was quicker: what is there now stands on the page, and the next try is based on it.
        false => Err(vec![("name", texts::institution_changed(actor.lang, &one.says.name))]),
    });
    let says = match read {
        Ok(says) if !outdated => says,
        read => {
            tx.commit().await?;
            let wrong = read.err().unwrap_or_default();
            let filled = Filled { answers: &answers, wrong: &wrong, version, of: Some(&one), outdated };
            return Ok(refused(outdated, view::form(&actor, &now, &settings.divisions, &filled)));
        }
    };
    if says != one.says {
        replace(&mut tx, &actor, (&one, version), &says, "institution.corrected", &now).await?;
    }
    tx.commit().await?;
    Ok(done(one.id, "corrected"))
}

/// GET /institutions/{id}/end
pub async fn end_form(
    State(app): State<App>,
    actor: Actor,
    Path(id): Path<String>,
) -> Result<Markup, Problem> {
    let now = app.now();
    let mut tx = app.db().read().await?;
    let one = found(&mut tx, &actor, &id).await?;
    tx.commit().await?;
    let mut answers = Answers::default();
    answers.push("valid_until", one.says.valid_until.unwrap_or(now.day()).to_string());
    Ok(view::end(&actor, &now, &one, &answers, &[], xinan_db::new_id()))
}

/// POST /institutions/{id}/end: from which day it is there no more. People's posts are ended on their own pages.
pub async fn end(
    State(app): State<App>,
    Path(id): Path<String>,
    posted: Posted,
) -> Result<Response, Problem> {
    let Posted { actor, answers } = posted;
    let Ok(version) = Uuid::try_parse(&answers.get("version")) else { return Err(Problem::Malformed) };
    let now = app.now();
    let mut tx = app.db().write().await?;
    let one = found(&mut tx, &actor, &id).await?;
    if store::of_version(&mut tx, version).await? == Some(one.id) {
        tx.commit().await?;
        return Ok(done(one.id, "ended"));
    }
    let until = match parse_end(actor.lang, &answers, &one.says, now.day()) {
        Ok(until) => until,
        Err(wrong) => {
            tx.commit().await?;
            return Ok(refused(false, view::end(&actor, &now, &one, &answers, &wrong, version)));
        }
    };
    if one.says.valid_until != Some(until) {
        let says = Institution { valid_until: Some(until), ..one.says.clone() };
        replace(&mut tx, &actor, (&one, version), &says, "institution.ended", &now).await?;
    }
    tx.commit().await?;
    Ok(done(one.id, "ended"))
}

/// An institution of the county. One of another county looks like none.
async fn found(tx: &mut Tx, actor: &Actor, id: &str) -> Result<Kept, Problem> {
    let id = Uuid::try_parse(id).map_err(|_| Problem::NotFound)?;
    store::find(tx, actor.county(), id).await?.ok_or(Problem::NotFound)
}

/// What was understood, unless another institution bears the same name in the same place.
async fn unlike_others(
    tx: &mut Tx,
    actor: &Actor,
    id: Uuid,
    read: Result<Institution, Wrong>,
    now: &Moment,
) -> Result<Result<Institution, Wrong>, Problem> {
    let Ok(says) = read else { return Ok(read) };
    let same = store::same(tx, actor.county(), (id, &says), now.day()).await?;
    Ok(match same {
        None => Ok(says),
        Some(_) => Err(vec![("name", texts::institution_same(actor.lang).to_owned())]),
    })
}

/// Puts another version in the place of the one that holds.
async fn replace(
    tx: &mut Tx,
    actor: &Actor,
    (one, version): (&Kept, Uuid),
    says: &Institution,
    action: &'static str,
    now: &Moment,
) -> Result<(), Problem> {
    store::withdraw(tx, one.version, actor.account, now.micros()).await?;
    let new = NewVersion { id: one.id, version, says, by: actor.account };
    store::insert(tx, actor.county(), &new, now.micros()).await?;
    record(tx, actor, action, one.id, says, now).await
}

async fn record(
    tx: &mut Tx,
    actor: &Actor,
    action: &'static str,
    id: Uuid,
    says: &Institution,
    now: &Moment,
) -> Result<(), Problem> {
    let detail = format!("{} kind {} in {}", id.simple(), says.kind.code(), says.region);
    audit::record(tx, &actor.entry(now, action, None, detail)).await?;
    Ok(())
}

fn refused(outdated: bool, page: Markup) -> Response {
    let status = if outdated { StatusCode::FORBIDDEN } else { StatusCode::UNPROCESSABLE_ENTITY };
    (status, page).into_response()
}

fn done(id: Uuid, what: &str) -> Response {
    Redirect::to(&format!("/institutions/{}?done={what}", id.simple())).into_response()
}

//! 披露 — nothing about people leaves the house without an entry: what, to whom, on what basis, how many, by whom.
//!
//! Every door out ([`Door`]) asks here first. One's purpose and the recipient are said on a page ([`request`]), the
//! request is entered ([`ask`]), a second person agrees where that is needed ([`decision`]), and the file leaves once
//! ([`ready`], [`release`]): the entry that it left, who stood in it and the digest of the file are written in one
//! transaction with the log, before the first byte goes. One person's own form is printed at one click, with the purpose
//! and the recipient that are usual, and entered all the same ([`at_once`]).
//!
//! What surprises: a permission is of these very people. When others fit the filter by the time the file is fetched, it is
//! not made, and one asks anew (docs/decisions/0033).

pub mod decision;
pub mod request;
pub mod store;
mod view;
pub mod web;

#[cfg(test)]
mod tests;

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};
use xinan_db::seen::{How, Sight};
use xinan_db::{Tx, Uuid, audit};
use xinan_domain::code::Code;
use xinan_domain::disclosure::{Course, Door, Fields, Hours, Purpose, Standing, needs_second, standing};
use xinan_domain::parameter::AccessLimits;
use xinan_domain::region::Region;

use self::store::Entered;
use crate::shell::actor::Actor;
use crate::shell::app::App;
use crate::shell::clock::Moment;
use crate::shell::problem::Problem;

/// What is about to leave.
#[derive(Debug, Clone)]
pub struct Contents {
    /// By which door.
    pub door: Door,
    /// Whose people: a division of the asker's territory.
    pub region: Region,
    /// What the list was narrowed to: as it stands in an address, and in words.
    pub narrowed: (String, String),
    /// Who stands in it, in its order.
    pub people: Vec<Uuid>,
}

/// For what, to whom, and what is said of the people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// For what.
    pub purpose: Purpose,
    /// To whom.
    pub recipient: String,
    /// What is said of the people.
    pub fields: Fields,
}

impl Said {
    /// What is usual for one person's own form: it goes into the paper record of one's own office.
    pub fn usual(actor: &Actor) -> Self {
        Self { purpose: Purpose::Care, recipient: actor.office.clone(), fields: Fields::Clinical }
    }
}

/// The limits of whoever asks.
pub fn limits(app: &App, actor: &Actor, now: &Moment) -> AccessLimits {
    app.settings().rules.periods(&actor.region).on(now.day()).access
}

/// The digest of the people of a list, in its order.
pub(super) fn digest(people: &[Uuid]) -> Vec<u8> {
    Sha256::digest(audit::packed(people.iter().copied())).to_vec()
}

/// Enters a request. Sent twice, it is one: with the entry that is there already.
///
/// # Errors
/// [`Problem::Malformed`] when somebody else's entry has this id.
pub async fn ask(
    tx: &mut Tx,
    actor: &Actor,
    (contents, said): (&Contents, &Said),
    id: Uuid,
    limits: &AccessLimits,
    now: &Moment,
) -> Result<Entered, Problem> {
    let second = needs_second(contents.people.len(), said.fields, limits.disclosed_people).is_some();
    if store::insert(tx, actor, id, (contents, said), second, now.micros()).await? {
        let action = if second { "disclosure.asked" } else { "disclosure.entered" };
        record(tx, actor, now, action, id, &in_log(contents, said)).await?;
    }
    let entered = store::find(tx, actor.county(), id).await?;
    entered.filter(|one| one.account == actor.account).ok_or(Problem::Malformed)
}

fn in_log(contents: &Contents, said: &Said) -> String {
    let (door, purpose, fields) = (contents.door.code(), said.purpose.code(), said.fields.code());
    format!("door {door}, {} people, fields {fields}, purpose {purpose}", contents.people.len())
}

/// An entry of the log about a disclosure as a whole.
pub(super) async fn record(
    tx: &mut Tx,
    actor: &Actor,
    now: &Moment,
    action: &'static str,
    id: Uuid,
    detail: &str,
) -> Result<(), Problem> {
    let entry = actor.entry(now, action, None, format!("{}: {detail}", id.simple()));
    Ok(audit::record(tx, &entry).await?)
}

impl Entered {
    /// What has happened to it.
    pub fn course(&self) -> Course {
        let decided = self.decision.as_ref().map(|one| (one.approved, one.at));
        Course { asked_at: self.asked_at, needs_second: self.needs_second, decided, left_at: self.left_at }
    }

    /// Where it stands.
    pub fn standing(&self, hours: Hours, now: &Moment) -> Standing {
        standing(&self.course(), hours, now.micros())
    }
}

/// The asker's own entry of this door, when its file may be fetched now; else the page that says why not, and an entry in
/// the log.
///
/// # Errors
/// [`Problem::NotFound`] for what is absent, somebody else's or of another door, alike.
pub async fn ready(
    app: &App,
    actor: &Actor,
    (id, door): (&str, Door),
    now: &Moment,
) -> Result<Result<Entered, Response>, Problem> {
    let mut tx = app.db().read().await?;
    let found = match Uuid::try_parse(id) {
        Ok(id) => store::find(&mut tx, actor.county(), id).await?,
        Err(_) => None,
    };
    let own = found.filter(|one| one.account == actor.account && one.post == actor.post && one.door == door);
    let Some(one) = own else {
        let entry = actor.entry(now, "disclosure.refused", None, "no such entry".to_owned());
        audit::record(&mut tx, &entry).await?;
        tx.commit().await?;
        return Err(Problem::NotFound);
    };
    let standing = one.standing(limits(app, actor, now).hours(), now);
    if let Standing::Granted { .. } = standing {
        tx.commit().await?;
        return Ok(Ok(one));
    }
    record(&mut tx, actor, now, "disclosure.refused", one.id, &format!("{standing:?}")).await?;
    tx.commit().await?;
    let page = view::not_now(actor, now, &one, view::WhyNot::Stands(standing));
    Ok(Err((StatusCode::CONFLICT, page).into_response()))
}

/// Whether the people are those of the request; else the page that says so, and an entry in the log.
///
/// # Errors
/// [`Problem::ShareUsedUp`] when nobody agreed and the share of the day is used up.
pub async fn same_people(
    app: &App,
    actor: &Actor,
    one: &Entered,
    people: &[Uuid],
    now: &Moment,
) -> Result<Result<(), Response>, Problem> {
    let mut tx = app.db().read().await?;
    if digest(people) != one.people_digest {
        record(&mut tx, actor, now, "disclosure.refused", one.id, "other people than asked for").await?;
        tx.commit().await?;
        let page = view::not_now(actor, now, one, view::WhyNot::Changed { people: people.len() });
        return Ok(Err((StatusCode::CONFLICT, page).into_response()));
    }
    tx.commit().await?;
    Ok(Ok(()))
}

/// Lets the file go: once, with whom it says something of, and what it is. Else the page that says that it has left
/// already: of two at once one is let go.
///
/// # Errors
/// [`Problem::ShareUsedUp`] when nobody else agreed and the share of the day is used up.
pub async fn release(
    app: &App,
    actor: &Actor,
    (one, people): (&Entered, &[Uuid]),
    (action, file): (&'static str, &[u8]),
    now: &Moment,
) -> Result<Result<(), Response>, Problem> {
    let mut tx = app.db().write().await?;
    sees(&mut tx, actor, people, one.needs_second, now).await?;
    // As it is now, and not as it was when the file was begun.
    let standing = match store::find(&mut tx, actor.county(), one.id).await? {
        Some(now_so) => now_so.standing(limits(app, actor, now).hours(), now),
        None => return Err(Problem::NotFound),
    };
    let granted = matches!(standing, Standing::Granted { .. });
    if !granted || !store::leave(&mut tx, one.id, now.micros(), &Sha256::digest(file)).await? {
        record(&mut tx, actor, now, "disclosure.refused", one.id, &format!("{standing:?}")).await?;
        tx.commit().await?;
        let standing = if granted { Standing::Left } else { standing };
        let page = view::not_now(actor, now, one, view::WhyNot::Stands(standing));
        return Ok(Err((StatusCode::CONFLICT, page).into_response()));
    }
    store::name_people(&mut tx, actor.county(), one.id, people).await?;
    log_people(&mut tx, actor, now, action, one.id, people).await?;
    tx.commit().await?;
    Ok(Ok(()))
}

/// One entry for the file, one for each person in it.
async fn log_people(
    tx: &mut Tx,
    actor: &Actor,
    now: &Moment,
    action: &'static str,
    id: Uuid,
    people: &[Uuid],
) -> Result<(), Problem> {
    let file = format!("{} {}", people.len(), id.simple());
    let mut entries = vec![actor.entry(now, action, None, file)];
    let of = |person: &Uuid| actor.entry(now, action, Some(*person), id.simple().to_string());
    entries.extend(people.iter().map(of));
    Ok(audit::record_all(tx, &entries).await?)
}

/// Enters that one person's form, or what was brought in by oneself, leaves now, for the usual purpose. The look at the
/// person is logged by whoever found the record.
pub async fn at_once(
    app: &App,
    actor: &Actor,
    (contents, said): (&Contents, &Said),
    file: &[u8],
    now: &Moment,
) -> Result<(), Problem> {
    let mut tx = app.db().write().await?;
    enter(&mut tx, actor, (contents, said), file, now).await?;
    tx.commit().await?;
    Ok(())
}

/// The same within the transaction of what shows it.
pub async fn enter(
    tx: &mut Tx,
    actor: &Actor,
    (contents, said): (&Contents, &Said),
    file: &[u8],
    now: &Moment,
) -> Result<(), Problem> {
    let id = xinan_db::new_id();
    store::insert(tx, actor, id, (contents, said), false, now.micros()).await?;
    store::leave(tx, id, now.micros(), &Sha256::digest(file)).await?;
    store::name_people(tx, actor.county(), id, &contents.people).await?;
    record(tx, actor, now, "disclosure.left", id, &in_log(contents, said)).await
}

/// Counts people to the share of the day; those whom a second person agreed to cost nothing.
async fn sees(
    tx: &mut Tx,
    actor: &Actor,
    people: &[Uuid],
    agreed: bool,
    now: &Moment,
) -> Result<(), Problem> {
    let how = if agreed { How::Agreed } else { How::Within(actor.share) };
    let sight = Sight { account: actor.account, day: now.day(), at: now.micros(), people };
    match tx.sees(&sight, how).await? {
        true => Ok(()),
        false => Err(Problem::ShareUsedUp),
    }
}

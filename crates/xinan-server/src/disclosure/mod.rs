//! 披露 — nothing about people leaves the house without an entry: what, to whom, on what basis, how many, by whom.
//!
//! Every door out ([`Door`]) asks here first. One's purpose and the recipient are said on a page ([`request`]), the
//! request is entered ([`ask`]), a second person agrees where that is needed ([`decision`]), and the file leaves once
//! ([`ready`], [`release`]): the entry that it left, who stood in it and the digest of the file are written in one
//! transaction with the log, before the first byte goes. One person's own form is printed at one click, with the purpose
//! and the recipient that are usual, and entered all the same ([`at_once`]).
//!
//! What surprises: a permission is of these very people. When others fit the filter by the time the file is fetched, it is
//! not made, and one asks anew (docs/decisions/0033). Who stands in it follows from what was said on that page: purpose and
//! recipient decide which consent is asked for ([`xinan_domain::disclosure::processing`], docs/decisions/0030).

pub mod decision;
pub mod handed;
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
use xinan_domain::consent::Processing;
use xinan_domain::disclosure::{
    Course, Door, Fields, Hours, Leaving, Purpose, Receiver, Standing, TOGETHER_HOURS, Whose, Why,
    is_of_open_records, needs_second, processing, standing,
};
use xinan_domain::parameter::AccessLimits;
use xinan_domain::region::Region;
use xinan_domain::text::Lang;

use self::store::{Asker, Entered};
use crate::case::leaving::{self, Reach};
use crate::shell::actor::Actor;
use crate::shell::app::App;
use crate::shell::clock::Moment;
use crate::shell::problem::Problem;
use crate::shell::session::AHEAD;
use crate::texts;

/// Who enters requests takes turns: what an account let go alone is counted together.
const ENTERING: &str = "disclosure";
/// One's own paper that is loaded again within so many microseconds is the same copy (docs/decisions/0033).
const SAME_COPY: i64 = 10 * 60 * 1_000_000;

/// What is about to leave.
#[derive(Debug, Clone)]
pub struct Contents {
    /// By which door.
    pub door: Door,
    /// Whose people: a division of the asker's territory.
    pub region: Region,
    /// What the list was narrowed to: as it stands in an address, and in words.
    pub narrowed: (String, String),
    /// It was narrowed to something clinical: whoever stands in it, it says that of them.
    pub says_clinical: bool,
    /// Who stands in it, in its order.
    pub people: Vec<Uuid>,
    /// How many fit, and how many of them may leave for what.
    pub reach: Reach,
}

impl Contents {
    /// Of whom nobody is left out for want of a consent.
    pub fn of(door: Door, region: Region, people: Vec<Uuid>) -> Self {
        let all = people.len();
        let reach = Reach { all, managed: all, shared: all };
        Self { door, region, narrowed: Default::default(), says_clinical: false, people, reach }
    }
}

/// For what, to whom, and what is said of the people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// For what.
    pub purpose: Purpose,
    /// To which side whoever receives it belongs.
    pub receiver: Receiver,
    /// To whom.
    pub recipient: String,
    /// What is said of the people.
    pub fields: Fields,
}

impl Said {
    /// What is usual for one person's own form: it goes into the paper record of one's own office.
    pub fn usual(actor: &Actor) -> Self {
        let receiver = Receiver::Health;
        Self { purpose: Purpose::Care, receiver, recipient: actor.office.clone(), fields: Fields::Clinical }
    }

    /// What has to be asked of the consents of whoever leaves by a door.
    pub fn processing(&self, door: Door) -> Processing {
        processing(self.purpose, self.receiver, door.whose())
    }
}

/// How many are left out of something that leaves, and why; nothing when nobody is.
pub fn left_out_in_words(lang: Lang, processing: Processing, people: u64) -> Option<String> {
    match (people, processing) {
        (0, _) => None,
        (_, Processing::Sharing) => Some(texts::left_out_of_sharing(lang, people)),
        _ => Some(texts::export_left_out(lang, people)),
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
    if contents.door.whose() == Whose::List {
        tx.alone_at(ENTERING).await?;
    }
    let second = second(tx, actor, (contents, said.fields, said.receiver), limits, now).await?.is_some();
    if store::insert(tx, &Asker::of(actor), id, (contents, said), second, now.micros()).await? {
        let action = if second { "disclosure.asked" } else { "disclosure.entered" };
        record(tx, actor, now, action, id, &in_log(contents, said)).await?;
    }
    let entered = store::find(tx, actor.county(), id).await?;
    entered.filter(|one| one.account == actor.account).ok_or(Problem::Malformed)
}

/// Why a second person has to agree to this, if so.
async fn second(
    tx: &mut Tx,
    actor: &Actor,
    (contents, fields, receiver): (&Contents, Fields, Receiver),
    limits: &AccessLimits,
    now: &Moment,
) -> Result<Option<Why>, Problem> {
    const HOUR: i64 = 3_600_000_000;
    if contents.door.always_asks() {
        return Ok(Some(Why::Between));
    }
    let (whose, people) = (contents.door.whose(), contents.people.len());
    let together = match whose {
        Whose::One => people,
        Whose::List => {
            let since = now.micros() - i64::from(TOGETHER_HOURS) * HOUR;
            let until = now.micros() + AHEAD;
            store::together(tx, actor.account, &contents.people, (since, until)).await?
        }
    };
    // A list is nobody's own paper.
    let beyond = receiver == Receiver::Beyond || (whose == Whose::List && receiver == Receiver::Person);
    let leaving = Leaving { whose, beyond, people, together, fields, narrowed: contents.says_clinical };
    Ok(needs_second(&leaving, limits.disclosed_people))
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
        Course {
            asked_at: self.asked_at,
            needs_second: self.needs_second,
            decided,
            withdrawn_at: self.withdrawn_at,
            left_at: self.left_at,
        }
    }

    /// What is asked of the consents of whoever stands in it. What was entered before it was said to which side the
    /// recipient belongs is judged as if it went beyond health.
    pub fn processing(&self) -> Processing {
        processing(self.purpose, self.receiver.unwrap_or(Receiver::Beyond), self.door.whose())
    }

    /// Whether only those stand in it who live and whose record is open.
    pub fn is_of_open_records(&self) -> bool {
        is_of_open_records(self.purpose, self.door.whose())
    }

    /// Both, as they are asked of whoever stands in it.
    pub fn asks(&self) -> (Processing, bool) {
        (self.processing(), self.is_of_open_records())
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

/// Whether the people are those of the request, else the page that says so, and an entry in the log; asked before a file is
/// made, which may take its time.
///
/// # Errors
/// [`Problem::ShareUsedUp`] when nobody else agreed and the share of the day does not hold them.
pub async fn same_people(
    app: &App,
    actor: &Actor,
    one: &Entered,
    people: &[Uuid],
    now: &Moment,
) -> Result<Result<(), Response>, Problem> {
    let is_same = digest(people) == one.people_digest;
    if is_same && one.needs_second {
        return Ok(Ok(()));
    }
    let mut tx = app.db().read().await?;
    if is_same {
        let may = tx.might_see(&sight(actor, people, now), actor.share).await?;
        return if may { Ok(Ok(())) } else { Err(Problem::ShareUsedUp) };
    }
    record(&mut tx, actor, now, "disclosure.refused", one.id, "other people than asked for").await?;
    tx.commit().await?;
    let page = view::not_now(actor, now, one, view::WhyNot::Changed { people: people.len() });
    Ok(Err((StatusCode::CONFLICT, page).into_response()))
}

/// Lets the file go: once, with whom it says something of, and what it is. Else the page that says that it has left
/// already, or that somebody in it does not agree any more: of two at once one is let go.
///
/// Whoever a second person agreed to costs nothing of the share, and is not known to it either: to open such a record
/// afterwards counts like any other.
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
    // As it is now, and not as it was when the file was begun.
    let standing = match store::find(&mut tx, actor.county(), one.id).await? {
        Some(now_so) => now_so.standing(limits(app, actor, now).hours(), now),
        None => return Err(Problem::NotFound),
    };
    let kept_back = leaving::store::kept_back(&mut tx, actor.county(), people, one.asks()).await?;
    if !kept_back.is_empty() {
        let detail = format!("{} do not agree any more", kept_back.len());
        record(&mut tx, actor, now, "disclosure.refused", one.id, &detail).await?;
        tx.commit().await?;
        let page = view::not_now(actor, now, one, view::WhyNot::KeptBack { people: kept_back.len() });
        return Ok(Err((StatusCode::CONFLICT, page).into_response()));
    }
    let granted = matches!(standing, Standing::Granted { .. });
    if !granted || !store::leave(&mut tx, one.id, now.micros(), &Sha256::digest(file)).await? {
        record(&mut tx, actor, now, "disclosure.refused", one.id, &format!("{standing:?}")).await?;
        tx.commit().await?;
        let standing = if granted { Standing::Left } else { standing };
        let page = view::not_now(actor, now, one, view::WhyNot::Stands(standing));
        return Ok(Err((StatusCode::CONFLICT, page).into_response()));
    }
    if !one.needs_second && !tx.sees(&sight(actor, people, now), How::Within(actor.share)).await? {
        return Err(Problem::ShareUsedUp);
    }
    store::name_people(&mut tx, actor.county(), one.id, people).await?;
    log_people(&mut tx, actor, now, action, one.id, people).await?;
    tx.commit().await?;
    Ok(Ok(()))
}

fn sight<'a>(actor: &Actor, people: &'a [Uuid], now: &Moment) -> Sight<'a> {
    Sight { account: actor.account, day: now.day(), at: now.micros(), people }
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
/// person is logged by whoever found the record. One's own paper that is loaded again within ten minutes is the same
/// copy, and entered once.
pub async fn at_once(
    app: &App,
    actor: &Actor,
    (contents, said): (&Contents, &Said),
    file: &[u8],
    now: &Moment,
) -> Result<(), Problem> {
    let mut tx = app.db().write().await?;
    let is_same_copy = contents.door.whose() == Whose::One
        && store::has_left(&mut tx, &Asker::of(actor), (contents, said), same_copy(now)).await?;
    if !is_same_copy {
        enter(&mut tx, actor, (contents, said), file, now).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// Within which instants a copy counts as the same. A clock that was ahead makes none.
fn same_copy(now: &Moment) -> (i64, i64) {
    (now.micros() - SAME_COPY, now.micros() + AHEAD)
}

/// Enters that somebody takes a copy at the person's own door. The look is logged by whoever found the record.
pub(crate) async fn own_copy(
    app: &App,
    asker: &Asker,
    contents: &Contents,
    file: &[u8],
    now: &Moment,
) -> Result<(), Problem> {
    let (purpose, receiver, recipient) = (Purpose::Copy, Receiver::Person, asker.shown_as.clone());
    let said = Said { purpose, receiver, recipient, fields: Fields::Clinical };
    let mut tx = app.db().write().await?;
    if !store::has_left(&mut tx, asker, (contents, &said), same_copy(now)).await? {
        let id = xinan_db::new_id();
        store::insert(&mut tx, asker, id, (contents, &said), false, now.micros()).await?;
        store::leave(&mut tx, id, now.micros(), &Sha256::digest(file)).await?;
        store::name_people(&mut tx, &asker.county, id, &contents.people).await?;
    }
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
    store::insert(tx, &Asker::of(actor), id, (contents, said), false, now.micros()).await?;
    store::leave(tx, id, now.micros(), &Sha256::digest(file)).await?;
    store::name_people(tx, actor.county(), id, &contents.people).await?;
    record(tx, actor, now, "disclosure.left", id, &in_log(contents, said)).await
}

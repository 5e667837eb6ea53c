//! Handlers of the register.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use maud::Markup;
use serde::Deserialize;
use xinan_db::{Tx, Uuid, audit};
use xinan_domain::code::Code;
use xinan_domain::disclosure::{Door, Purpose, Standing};

use super::store::{self, Entered, Filter};
use super::{handed, limits, record, view};
use crate::policy::{Action, permits};
use crate::shell::actor::Actor;
use crate::shell::app::App;
use crate::shell::clock::Moment;
use crate::shell::confirmed::{Leaves, Saying};
use crate::shell::extract::{Path, Query};
use crate::shell::filters;
use crate::shell::problem::Problem;
use crate::shell::session::{AHEAD, Posted};
use crate::shell::ui::pagination::Place;
use crate::texts;

/// How many entries a page shows.
pub(super) const PER_PAGE: u32 = 50;
const HOUR: i64 = 3_600_000_000;

/// The filters as they stand in the address.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Asked {
    /// For what, by its code.
    #[serde(default)]
    pub(super) purpose: String,
    /// By which door, by its code.
    #[serde(default)]
    pub(super) door: String,
    /// `waiting` or `left`.
    #[serde(default)]
    pub(super) state: String,
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
        let pairs = [("purpose", &self.purpose), ("door", &self.door), ("state", &self.state)];
        filters::address("/disclosures", &pairs)
    }

    /// Whether a filter is set.
    pub(super) fn is_narrowed(&self) -> bool {
        ![&self.purpose, &self.door, &self.state].into_iter().all(String::is_empty)
    }
}

/// GET /disclosures
pub async fn list(
    State(app): State<App>,
    actor: Actor,
    Query(asked): Query<Asked>,
) -> Result<Markup, Problem> {
    let now = app.now();
    let hours = limits(&app, &actor, &now).hours();
    let waits_since = now.micros() - i64::from(hours.waits) * HOUR;
    let filter = Filter {
        purpose: Purpose::read(&asked.purpose),
        door: Door::read(&asked.door),
        waiting: (asked.state == "waiting").then_some((waits_since, now.micros() + AHEAD)),
        left: asked.state == "left",
    };
    let mut tx = app.db().read().await?;
    let total = store::count(&mut tx, &actor, &filter).await?;
    let place = Place::of(total, asked.page, PER_PAGE);
    let entries = store::list(&mut tx, &actor, &filter, (PER_PAGE, place.before())).await?;
    let look = actor.entry(&now, Action::SeeDisclosures.name(), None, entries.len().to_string());
    audit::record(&mut tx, &look).await?;
    tx.commit().await?;
    let divisions = &app.settings().divisions;
    Ok(view::list(&actor, &now, divisions, &view::List { asked: &asked, entries: &entries, place, hours }))
}

/// GET /disclosures/{id}
pub async fn show(
    State(app): State<App>,
    actor: Actor,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    let now = app.now();
    let mut tx = app.db().read().await?;
    let one = found(&mut tx, &actor, &id).await?;
    let look = actor.entry(&now, Action::SeeDisclosures.name(), None, one.path_id());
    audit::record(&mut tx, &look).await?;
    let standing = one.standing(limits(&app, &actor, &now).hours(), &now);
    let own = one.account == actor.account;
    let judged = view::Judged { done: &asked.done, ..view::Judged::default() };
    let page = one_page(&app, &actor, &now, tx, &one, judged).await?;
    if own && one.decision.is_some() && one.answer_read_at.is_none() {
        // Today's work says it no more.
        let mut tx = app.db().write().await?;
        store::answer_read(&mut tx, &actor, one.id, now.micros()).await?;
        tx.commit().await?;
    }
    // Confirmed just now: the file comes by itself, and this page stays.
    if own && asked.done == "confirmed" && matches!(standing, Standing::Granted { .. }) {
        let file = format!("0; url={}", view::file_of(&one));
        return Ok(([("refresh", file)], page).into_response());
    }
    Ok(page.into_response())
}

/// POST /disclosures/{id}/withdrawal: whoever asked takes the request back, as long as nobody has answered.
pub async fn withdraw(
    State(app): State<App>,
    Path(id): Path<String>,
    posted: Posted,
) -> Result<Response, Problem> {
    let actor = posted.actor;
    let now = app.now();
    let mut tx = app.db().write().await?;
    let one = found(&mut tx, &actor, &id).await?;
    if one.account != actor.account {
        return Err(Problem::NotAllowed);
    }
    let standing = one.standing(limits(&app, &actor, &now).hours(), &now);
    let done = match standing {
        Standing::Waiting { .. } if store::withdraw(&mut tx, &actor, one.id, now.micros()).await? => {
            record(&mut tx, &actor, &now, "disclosure.withdrawn", one.id, "by whoever asked").await?;
            "withdrawn"
        }
        // Sent twice, it is done once.
        Standing::Withdrawn => "withdrawn",
        _ => "late",
    };
    tx.commit().await?;
    Ok(Redirect::to(&format!("/disclosures/{}?done={done}", one.path_id())).into_response())
}

/// The page of an entry.
pub(super) async fn one_page(
    app: &App,
    actor: &Actor,
    now: &Moment,
    mut tx: Tx,
    one: &Entered,
    judged: view::Judged<'_>,
) -> Result<Markup, Problem> {
    let standing = one.standing(limits(app, actor, now).hours(), now);
    let may_agree = match standing {
        Standing::Waiting { .. } => store::who_may_agree(&mut tx, one, now.day()).await?,
        _ => Vec::new(),
    };
    let handed = handed::store::find(&mut tx, actor.county(), one.id).await?;
    tx.commit().await?;
    let page = view::One { one, standing, may_agree: &may_agree, handed: handed.as_ref(), judged };
    Ok(view::one(actor, now, &app.settings().divisions, &page))
}

/// An entry that one made, or of the territory when one reads its register. Any other looks like none.
pub(super) async fn found(tx: &mut Tx, actor: &Actor, id: &str) -> Result<Entered, Problem> {
    let id = Uuid::try_parse(id).map_err(|_| Problem::NotFound)?;
    let one = store::find(tx, actor.county(), id).await?;
    let seen = |one: &Entered| {
        one.account == actor.account
            || (permits(actor, Action::SeeDisclosures) && actor.region.contains(&one.region))
    };
    one.filter(seen).ok_or(Problem::NotFound)
}

/// What is about to leave by an entry of one's own: what and of how many, for what, to whom.
pub(crate) fn says(app: App, actor: Actor, address: String) -> Saying {
    /// The entry that the address of a file names.
    #[derive(Deserialize)]
    struct Named {
        #[serde(default)]
        disclosure: String,
    }
    Box::pin(async move {
        let query = address.split_once('?').map_or("", |(_, query)| query);
        let named = serde_urlencoded::from_str::<Named>(query).ok();
        let Some(id) = named.and_then(|named| Uuid::try_parse(&named.disclosure).ok()) else {
            return Ok(Leaves::default());
        };
        let mut tx = app.db().read().await?;
        let one = store::find(&mut tx, actor.county(), id).await?;
        tx.commit().await?;
        let Some(one) = one.filter(|one| one.account == actor.account) else { return Ok(Leaves::default()) };
        let (lang, settings) = (actor.lang, app.settings());
        let sentence = texts::confirm_says_file(
            lang,
            lang.code(one.door),
            settings.divisions.name(one.region.as_str()),
            one.people,
            lang.code(one.purpose),
            &one.recipient,
        );
        Ok(Leaves { sentence, home: format!("/disclosures/{}", one.path_id()) })
    })
}

//! Handlers of the register.

use axum::extract::State;
use maud::Markup;
use serde::Deserialize;
use xinan_db::{Tx, Uuid};
use xinan_domain::code::Code;
use xinan_domain::disclosure::{Door, Purpose, Standing};

use super::store::{self, Entered, Filter};
use super::{handed, limits, view};
use crate::policy::{Action, permits};
use crate::shell::actor::Actor;
use crate::shell::app::App;
use crate::shell::clock::Moment;
use crate::shell::extract::{Path, Query};
use crate::shell::filters;
use crate::shell::problem::Problem;
use crate::shell::ui::pagination::Place;

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
        waiting_after: (asked.state == "waiting").then_some(waits_since),
        left: asked.state == "left",
    };
    let mut tx = app.db().read().await?;
    let total = store::count(&mut tx, &actor, &filter).await?;
    let place = Place::of(total, asked.page, PER_PAGE);
    let entries = store::list(&mut tx, &actor, &filter, (PER_PAGE, place.before())).await?;
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
) -> Result<Markup, Problem> {
    let now = app.now();
    let mut tx = app.db().read().await?;
    let one = found(&mut tx, &actor, &id).await?;
    one_page(&app, &actor, &now, tx, &one, view::Judged { done: &asked.done, ..view::Judged::default() })
        .await
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

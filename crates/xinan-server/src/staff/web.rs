//! Handlers of the list of staff and of the page of one.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use maud::Markup;
use serde::Deserialize;
use xinan_db::{Tx, Uuid};
use xinan_domain::text::tidy;

use super::store::{self, Filter, Member};
use super::view;
use crate::institution::store as institutions;
use crate::shell::actor::Actor;
use crate::shell::app::App;
use crate::shell::clock::Moment;
use crate::shell::extract::{Path, Query};
use crate::shell::filters;
use crate::shell::problem::Problem;
use crate::shell::ui::pagination::Place;

/// How many members of staff a page shows.
pub(super) const PER_PAGE: u32 = 50;
/// Who changes accounts and posts takes turns, so that two who end one another's posts leave one of them.
pub(crate) const KEEPING: &str = "staff";

/// The filters as they stand in the address.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Asked {
    /// Part of the name or of the login.
    #[serde(default)]
    pub(super) q: String,
    /// A division of the county.
    #[serde(default)]
    pub(super) region: String,
    /// An institution of the county.
    #[serde(default)]
    pub(super) institution: String,
    /// `1` for those with a post in force.
    #[serde(default)]
    pub(super) in_post: String,
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
        let pairs = [
            ("q", &self.q),
            ("region", &self.region),
            ("institution", &self.institution),
            ("in_post", &self.in_post),
        ];
        filters::address("/staff", &pairs)
    }

    /// Whether a filter other than the search is set.
    pub(super) fn is_narrowed(&self) -> bool {
        ![&self.region, &self.institution, &self.in_post].into_iter().all(String::is_empty)
    }

    /// The filters, understood. What is not of the county does not exist for the asker.
    fn filter(&self, actor: &Actor) -> Result<Filter, Problem> {
        let region = filters::division(actor, &self.region)?;
        let institution = match self.institution.as_str() {
            "" => None,
            id => Some(Uuid::try_parse(id).map_err(|_| Problem::NotFound)?),
        };
        let text = tidy(&self.q).chars().take(50).collect();
        Ok(Filter { text, region, institution, in_post: self.in_post == "1" })
    }
}

/// GET /staff
pub async fn list(
    State(app): State<App>,
    actor: Actor,
    Query(asked): Query<Asked>,
) -> Result<Markup, Problem> {
    let now = app.now();
    let filter = asked.filter(&actor)?;
    let mut tx = app.db().read().await?;
    let total = store::count(&mut tx, &actor.region, &filter, now.day()).await?;
    let place = Place::of(total, asked.page, PER_PAGE);
    let part = (PER_PAGE, place.before());
    let members = store::list(&mut tx, &actor.region, &filter, now.day(), part).await?;
    let there = institutions::there(&mut tx, actor.county(), now.day()).await?;
    tx.commit().await?;
    let settings = app.settings();
    let page = view::List { asked: &asked, members: &members, institutions: &there, place };
    Ok(view::list(&actor, &now, &settings.divisions, &page))
}

/// GET /staff/{id}
pub async fn show(
    State(app): State<App>,
    actor: Actor,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Markup, Problem> {
    let now = app.now();
    let mut tx = app.db().read().await?;
    let member = found(&mut tx, &actor, &id, &now).await?;
    tx.commit().await?;
    Ok(view::one(&actor, &now, &app.settings().divisions, &member, &asked.done))
}

/// A member of the county's staff. One of another county looks like none.
pub(super) async fn found(tx: &mut Tx, actor: &Actor, id: &str, now: &Moment) -> Result<Member, Problem> {
    let id = Uuid::try_parse(id).map_err(|_| Problem::NotFound)?;
    store::find(tx, &actor.region, id, now.day()).await?.ok_or(Problem::NotFound)
}

/// What the log says beside a post that waits to be confirmed.
pub(super) fn in_log(waits: bool) -> &'static str {
    if waits { ", to be confirmed" } else { "" }
}

/// The page of a member of staff after something was done.
pub(super) fn done(member: &Member, what: &str) -> Response {
    Redirect::to(&format!("/staff/{}?done={what}", member.path_id())).into_response()
}

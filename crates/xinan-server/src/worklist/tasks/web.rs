//! The handler of the list of tasks.

use axum::extract::State;
use maud::Markup;
use serde::Deserialize;
use xinan_db::{Tx, Uuid};
use xinan_domain::code::Code;

use super::view;
use crate::case::VisibleCase;
use crate::case::seen::{List, shown, shown_ids};
use crate::case::tie::store as ties;
use crate::policy::reaches_by_tie;
use crate::shell::actor::Actor;
use crate::shell::app::App;
use crate::shell::clock::Moment;
use crate::shell::extract::Query;
use crate::shell::problem::Problem;
use crate::shell::ui::pagination::Place;
use crate::task::Kind;
use crate::task::store::{self, Open};

/// How many lines a page shows.
const PER_PAGE: u32 = 50;

/// Which are asked for.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    /// The number of a kind; empty for all.
    #[serde(default)]
    kind: String,
    #[serde(default)]
    page: u32,
}

/// GET /tasks
pub async fn list(
    State(app): State<App>,
    actor: Actor,
    Query(asked): Query<Asked>,
) -> Result<Markup, Problem> {
    let now = app.now();
    let only = Kind::read(&asked.kind);
    let mut tx = app.db().read().await?;
    let count = store::count(&mut tx, &actor, only, &now).await?;
    let place = Place::of(count.all, asked.page, PER_PAGE);
    let found = store::list(&mut tx, &actor, only, (PER_PAGE, place.before()), &now).await?;
    // Whoever reaches by ties alone has no list of others: these are the people in hand.
    let list = if reaches_by_tie(&actor) { List::Tasks } else { List::TasksPage };
    log(&mut tx, &actor, list, &found, &now).await?;
    let in_hand = match reaches_by_tie(&actor) {
        true => Some(ties::people(&mut tx, &actor, now.micros()).await?),
        false => None,
    };
    if let Some(in_hand) = &in_hand {
        let people: Vec<VisibleCase> = in_hand.iter().map(|(case, _)| case.clone()).collect();
        shown(&mut tx, &actor, List::Worklist, &people, &now).await?;
    }
    tx.commit().await?;
    Ok(view::list(&actor, &now, (only, &found, in_hand.as_deref()), place))
}

/// That names were read in a list of tasks.
pub(in crate::worklist) async fn log(
    tx: &mut Tx,
    actor: &Actor,
    list: List,
    found: &[Open],
    now: &Moment,
) -> Result<(), Problem> {
    let mut people: Vec<Uuid> = found.iter().filter_map(|one| one.case).collect();
    people.sort_unstable();
    people.dedup();
    match people.is_empty() {
        true => Ok(()),
        false => shown_ids(tx, actor, list, &people, now).await,
    }
}

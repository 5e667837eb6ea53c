//! Handlers of the history and of one visit.

use axum::extract::State;
use maud::Markup;
use serde::Deserialize;
use xinan_db::{Tx, Uuid};

use super::view;
use crate::case::VisibleCase;
use crate::case::event;
use crate::case::store::find;
use crate::followup::store::{self, PastVisit};
use crate::policy::Action;
use crate::shell::actor::Actor;
use crate::shell::app::App;
use crate::shell::extract::{Path, Query};
use crate::shell::problem::Problem;
use crate::shell::ui::pagination::Place;

/// Visits on a page of the history.
const PER_PAGE: u32 = 30;

/// What is asked of the history.
#[derive(Debug, Deserialize)]
pub struct Asked {
    #[serde(default)]
    page: u32,
}

/// GET /people/{id}/visits
pub async fn list(
    State(app): State<App>,
    actor: Actor,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Markup, Problem> {
    let now = app.now();
    let mut tx = app.db().read().await?;
    let case = find(&mut tx, &actor, &id, Action::SeeCase, &now).await?;
    let place = Place::of(u64::try_from(case.head.visit_count).unwrap_or(0), asked.page, PER_PAGE);
    let past = store::history(&mut tx, &case, PER_PAGE, place.before()).await?;
    let mut changed = Vec::new();
    for one in past.iter().filter(|one| one.replaces.is_some()) {
        changed.push((one.visit.visited_on, store::changes(&mut tx, &case, one).await?));
    }
    let taken_back = store::taken_back(&mut tx, &case).await?;
    let standing = event::store::taken_back(&mut tx, case.county(), case.id()).await?;
    tx.commit().await?;
    let shown =
        view::History { past: &past, changed: &changed, taken_back: &taken_back, standing: &standing, place };
    Ok(view::history(&actor, &now, &case, &shown))
}

/// GET /people/{id}/visits/{visit}
///
/// A version that was changed since stays readable here, and says where the present one is.
pub async fn show(
    State(app): State<App>,
    actor: Actor,
    Path((id, visit)): Path<(String, String)>,
) -> Result<Markup, Problem> {
    let now = app.now();
    let mut tx = app.db().read().await?;
    let case = find(&mut tx, &actor, &id, Action::SeeCase, &now).await?;
    let past = version(&mut tx, &case, &visit).await?;
    let last = store::last_version(&mut tx, &case, past.clone()).await?;
    let changes = store::changes(&mut tx, &case, &past).await?;
    let withdrawn_by = match &past.withdrawn {
        Some(withdrawn) => store::by(&mut tx, withdrawn.by).await?,
        None => String::new(),
    };
    tx.commit().await?;
    let periods = app.settings().rules.periods(&case.head.village);
    let due_because = past.due.map(|due| periods.reason(due, Some(past.visit.visited_on)).say(actor.lang));
    let shown = view::Shown { past: &past, due_because, last: last.id, changes: &changes, withdrawn_by };
    Ok(view::show(&actor, &now, &case, &shown))
}

pub(in crate::followup) async fn version(
    tx: &mut Tx,
    case: &VisibleCase,
    visit: &str,
) -> Result<PastVisit, Problem> {
    let Ok(id) = Uuid::try_parse(visit) else { return Err(Problem::NotFound) };
    store::version(tx, case, id).await?.ok_or(Problem::NotFound)
}

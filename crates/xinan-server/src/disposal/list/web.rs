//! Handlers of the list and of the counts.

use axum::extract::State;
use jiff::civil::Date;
use maud::Markup;
use serde::Deserialize;
use xinan_db::audit;
use xinan_domain::code::Code;
use xinan_domain::day::read_day_near;
use xinan_domain::disposal::State as Stand;

use super::view::{self, Counts};
use crate::disposal::store::{self, Which};
use crate::policy::Action;
use crate::shell::actor::Actor;
use crate::shell::app::App;
use crate::shell::extract::Query;
use crate::shell::filters;
use crate::shell::problem::Problem;
use crate::shell::ui::pagination::Place;

/// How many a page shows.
const PER_PAGE: u32 = 50;

/// Which are asked for.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    /// `all`, or the number of a state; else what goes on or has something left.
    #[serde(default)]
    pub(super) state: String,
    /// A division of the territory.
    #[serde(default)]
    pub(super) region: String,
    #[serde(default)]
    page: u32,
}

impl Asked {
    /// The address with these filters, without the page.
    pub(super) fn address(&self) -> String {
        filters::address("/disposals", &[("state", &self.state), ("region", &self.region)])
    }
}

/// GET /disposals
pub async fn list(
    State(app): State<App>,
    actor: Actor,
    Query(asked): Query<Asked>,
) -> Result<Markup, Problem> {
    let (now, settings) = (app.now(), app.settings());
    let region = filters::division(&actor, &asked.region)?.unwrap_or(actor.region);
    let which = match (asked.state.as_str(), Stand::read(&asked.state)) {
        ("all", _) => Which::All,
        (_, Some(state)) => Which::State(state),
        _ => Which::Waiting,
    };
    let mut tx = app.db().read().await?;
    let total = store::count(&mut tx, &actor, (which, region), now.micros()).await?;
    let place = Place::of(total, asked.page, PER_PAGE);
    let most = (PER_PAGE, place.before());
    let found = store::list(&mut tx, &actor, (which, region), now.micros(), most).await?;
    let mut entry = actor.entry(&now, Action::SeeDisposal.name(), None, found.len().to_string());
    entry.cases =
        audit::packed(found.iter().filter(|one| !one.name.is_empty()).filter_map(|one| one.kept.case));
    audit::record(&mut tx, &entry).await?;
    tx.commit().await?;
    Ok(view::list(&actor, &now, &settings.divisions, &asked, &found, place))
}

/// Which period.
#[derive(Debug, Default, Deserialize)]
pub struct Period {
    #[serde(default)]
    from: String,
    #[serde(default)]
    until: String,
}

/// GET /disposals/counts: of a period, by the one primary reason and by how it ended; nobody is named.
pub async fn counts(
    State(app): State<App>,
    actor: Actor,
    Query(asked): Query<Period>,
) -> Result<Markup, Problem> {
    let (now, settings) = (app.now(), app.settings());
    let today = now.day();
    let year = Date::new(today.year(), 1, 1).unwrap_or(today);
    let from = read_day_near(&asked.from, today).unwrap_or(year);
    let until = read_day_near(&asked.until, today).unwrap_or(today);
    let (from, until) = (from.min(until), from.max(until));
    let mut tx = app.db().read().await?;
    let found = store::counted(&mut tx, actor.region, (from, until)).await?;
    audit::record(&mut tx, &actor.entry(&now, Action::SeeIndicators.name(), None, String::new())).await?;
    tx.commit().await?;
    let counts = Counts { from, until, found: &found };
    Ok(view::counts(&actor, &now, &settings.divisions, &counts))
}

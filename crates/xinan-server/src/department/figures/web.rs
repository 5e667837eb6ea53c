//! The handler of the counts.

use axum::extract::State;
use maud::Markup;
use xinan_db::audit;

use super::{month, read, view};
use crate::policy::Action;
use crate::report::store::is_complete;
use crate::shell::actor::Actor;
use crate::shell::app::App;
use crate::shell::problem::Problem;

/// GET /figures: of the whole territory. There is nothing to choose, so that there is nothing to compare.
pub async fn show(State(app): State<App>, actor: Actor) -> Result<Markup, Problem> {
    let (now, settings) = (app.now(), app.settings());
    let mut tx = app.db().read().await?;
    // A month that is not whole would be another table tomorrow.
    let figures = match is_complete(&mut tx, actor.county(), month(now.day())).await? {
        true => Some(read(&mut tx, &settings, &actor.region, now.day()).await?),
        false => None,
    };
    let detail = figures.as_ref().map_or_else(String::new, |figures| figures.as_of.to_string());
    audit::record(&mut tx, &actor.entry(&now, Action::SeeFigures.name(), None, detail)).await?;
    tx.commit().await?;
    Ok(view::page(&actor, &now, settings.divisions.name(actor.region.as_str()), figures.as_ref()))
}

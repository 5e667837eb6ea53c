//! The handler of the counts.

use anyhow::Context;
use axum::extract::State;
use maud::Markup;
use xinan_db::audit;
use xinan_domain::region::Level;

use super::{Figures, month, store, table_of, view};
use crate::case::facts::end_of_month;
use crate::policy::Action;
use crate::report::store::is_complete;
use crate::shell::actor::Actor;
use crate::shell::app::App;
use crate::shell::problem::Problem;

/// GET /figures: of the whole territory. There is nothing to choose, so that there is nothing to compare.
pub async fn show(State(app): State<App>, actor: Actor) -> Result<Markup, Problem> {
    let (now, settings) = (app.now(), app.settings());
    let month = month(now.day());
    let county = actor.region.at(Level::County).context("a department's post is of a county or less")?;
    let mut tx = app.db().read().await?;
    let mut settled = store::find(&mut tx, &county, month).await?;
    // A month that is not whole would be another table tomorrow.
    if settled.is_none() && is_complete(&mut tx, county.as_str(), month).await? {
        let table = table_of(&mut tx, &settings, &county, now.day()).await?;
        tx.commit().await?;
        tx = app.db().write().await?;
        store::keep(&mut tx, (&county, month), &table, now.micros()).await?;
        settled = store::find(&mut tx, &county, month).await?;
    }
    let as_of = end_of_month(month);
    let detail = settled.as_ref().map_or_else(String::new, |_| as_of.to_string());
    audit::record(&mut tx, &actor.entry(&now, Action::SeeFigures.name(), None, detail)).await?;
    tx.commit().await?;
    let own = |figures: Figures| match actor.region.level() {
        Level::Township => figures.of_township(&actor.region),
        _ => figures,
    };
    let figures = settled.map(|(figures, at)| view::Settled { figures: own(figures), as_of, at });
    Ok(view::page(&actor, &now, &settings.divisions, figures.as_ref()))
}

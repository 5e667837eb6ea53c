//! GET /print/clues/{id}

use axum::extract::State;
use axum::response::Response;
use xinan_db::audit;
use xinan_domain::disclosure::Door;
use xinan_domain::region::Level;
use xinan_typeset::Sheets;

use super::filled;
use crate::clue::store::find;
use crate::disclosure::{self, Contents, Said};
use crate::policy::Action;
use crate::print::web::{footer, paper};
use crate::shell::actor::Actor;
use crate::shell::app::App;
use crate::shell::extract::Path;
use crate::shell::page::inline;
use crate::shell::problem::Problem;
use crate::texts;

/// The registration form of one clue, entered as something that leaves.
pub async fn clue(State(app): State<App>, actor: Actor, Path(id): Path<String>) -> Result<Response, Problem> {
    let now = app.now();
    let id = id.strip_suffix(".pdf").unwrap_or(&id);
    let mut tx = app.db().read().await?;
    let kept = find(&mut tx, &actor, id).await?.ok_or(Problem::NotFound)?;
    // What is forgotten is on no paper either.
    let clue = kept.registration().ok_or(Problem::NotFound)?;
    let entry = actor.entry(&now, Action::SeeClues.name(), None, kept.path_id());
    audit::record(&mut tx, &entry).await?;
    tx.commit().await?;

    let settings = app.settings();
    let name = |level: Level| {
        let region = kept.village.at(level).unwrap_or(kept.village);
        settings.divisions.name(region.as_str()).to_owned()
    };
    let place = format!("{}{}", name(Level::Township), name(Level::Village));
    let sheet = filled(&kept, clue, &place);
    let pdf = paper(&app, Sheets::Clue(vec![sheet]), footer(&app, &actor, &now).await?, false).await?;
    let file = texts::file_clue(actor.lang, kept.surveyed_on);
    let which = (kept.path_id(), kept.surveyed_on.to_string());
    let contents = Contents { narrowed: which, ..Contents::of(Door::Clue, kept.village, Vec::new()) };
    disclosure::at_once(&app, &actor, (&contents, &Said::usual(&actor)), &pdf, &now).await?;
    Ok(inline(pdf, "application/pdf", &format!("{file}.pdf")))
}

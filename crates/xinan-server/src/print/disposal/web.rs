//! GET /print/disposals/{id}

use axum::extract::State;
use axum::response::Response;
use xinan_domain::disclosure::Door;
use xinan_domain::disposal::Entry;
use xinan_domain::region::Level;
use xinan_typeset::Sheets;

use super::copies;
use crate::disclosure::{self, Contents, Said};
use crate::disposal::seen::find;
use crate::disposal::store;
use crate::policy::Action;
use crate::print::web::{footer, paper};
use crate::shell::actor::Actor;
use crate::shell::app::App;
use crate::shell::extract::Path;
use crate::shell::page::inline;
use crate::shell::problem::Problem;
use crate::texts;

/// The newest version of a record that counts, in three copies; entered as something that leaves.
pub async fn record(
    State(app): State<App>,
    actor: Actor,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let now = app.now();
    let id = id.strip_suffix(".pdf").unwrap_or(&id);
    let mut tx = app.db().read().await?;
    let seen = find(&mut tx, &actor, id, Action::RecordDisposal, &now).await?;
    let entries = store::entries(&mut tx, actor.county(), seen.kept.id).await?;
    tx.commit().await?;
    let written = store::living(&entries).filter_map(|one| match &one.entry {
        Entry::Recorded(record) => Some(record),
        _ => None,
    });
    let record = written.last().ok_or(Problem::NotFound)?;
    let settings = app.settings();
    let kept = &seen.kept;
    let name = |level: Level| {
        let region = kept.village.at(level).unwrap_or(kept.village);
        settings.divisions.name(region.as_str()).to_owned()
    };
    let place = format!("{}{}", name(Level::Township), name(Level::Village));
    let sheets = copies(kept, seen.case.as_ref(), record, &place);
    let pdf = paper(&app, Sheets::Disposal(sheets), footer(&app, &actor, &now).await?, false).await?;
    let people = kept.case.into_iter().collect();
    let which = (kept.path_id(), kept.reported().day().to_string());
    let contents = Contents { narrowed: which, ..Contents::of(Door::Disposal, kept.village, people) };
    disclosure::at_once(&app, &actor, (&contents, &Said::usual(&actor)), &pdf, &now).await?;
    let file = texts::file_disposal(actor.lang, &kept.reported().day().to_string());
    Ok(inline(pdf, "application/pdf", &format!("{file}.pdf")))
}

//! `xinan init`: an empty deployment with its division tree.

use std::process::ExitCode;

use anyhow::{Context, Result};
use xinan_server::division::{self, Divisions};
use xinan_server::shell::app::App;
use xinan_server::shell::clock::Clock;

use crate::args::Init;
use crate::data;

/// Makes it; doing so again takes over a newer division table and changes nothing else.
#[allow(clippy::print_stdout, reason = "it says what it made")]
pub(crate) async fn run(args: Init) -> Result<ExitCode> {
    let db = data::open(&args.place, true).await?;
    let (table, source) = match &args.divisions {
        Some(path) => {
            let text =
                std::fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))?;
            (text, path.display().to_string())
        }
        None => (xinan_sim::DIVISIONS.to_owned(), "invented".to_owned()),
    };
    let app = App::start(db, Clock::Machine).await?;
    let divisions = load_divisions(&app, &table, &source).await?;
    println!("ready: {} divisions in {} counties", divisions.len(), divisions.counties().count());
    app.db().close().await;
    Ok(ExitCode::SUCCESS)
}

/// Takes a division table over.
pub(crate) async fn load_divisions(app: &App, table: &str, source: &str) -> Result<Divisions> {
    let list = division::read_table(table).context("reading the division table")?;
    let mut tx = app.db().write().await?;
    division::store::insert(&mut tx, &list, app.today().year(), source).await?;
    tx.commit().await?;
    app.reload().await?;
    Ok(Divisions::new(list))
}

//! `xinan init`: an empty deployment with its division tree.

use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use xinan_domain::region::Region;
use xinan_server::division::{self, Division, Divisions};
use xinan_server::parameter::store::ask_for_second_factors;
use xinan_server::shell::app::App;
use xinan_server::shell::clock::Clock;

use crate::args::Init;
use crate::{data, out};

/// Makes it. Doing so again with the same divisions changes nothing; with others it is refused,
/// because records lie in the divisions that are there.
pub(crate) async fn run(args: Init) -> Result<ExitCode> {
    // The table first: a mistake in it leaves nothing behind.
    let (list, source) = match &args.divisions {
        Some(path) => {
            let (name, bytes) = data::read_upload(path)?;
            let list = division::read_file(&name, &bytes).with_context(|| path.display().to_string())?;
            (list, path.display().to_string())
        }
        None => (division::read_table(xinan_sim::DIVISIONS)?, "invented".to_owned()),
    };
    let db = data::open(&args.place, true).await?;
    let app = App::start(db, Clock::Machine).await?;
    let settings = app.settings();
    let divisions = match settings.divisions.is_empty() {
        true => begin(&app, list, &source).await?,
        false if settings.divisions == Divisions::new(list) => settings.divisions.clone(),
        // Nothing else was asked for than that there be a deployment.
        false if args.divisions.is_none() => settings.divisions.clone(),
        false => bail!(
            "this is a deployment already, with other divisions, and nothing was changed; \
             name another folder or database for a new one"
        ),
    };
    app.db().close().await;
    out::print(&format!(
        "ready: {} divisions in {} counties; xinan serve says how the first three administrators are set up\n",
        divisions.len(),
        divisions.counties().count()
    ))?;
    Ok(ExitCode::SUCCESS)
}

/// Takes the divisions of a new deployment over, whose administrators need a second factor from the first day.
async fn begin(app: &App, list: Vec<Division>, source: &str) -> Result<Divisions> {
    let divisions = load_divisions(app, list, source).await?;
    let counties: Vec<Region> = divisions.counties().filter_map(|code| Region::exact(code).ok()).collect();
    let now = app.now();
    let mut tx = app.db().write().await?;
    ask_for_second_factors(&mut tx, counties.into_iter(), (now.day(), now.micros())).await?;
    tx.commit().await?;
    Ok(divisions)
}

/// Takes a division table over.
pub(crate) async fn load_divisions(app: &App, list: Vec<Division>, source: &str) -> Result<Divisions> {
    let mut tx = app.db().write().await?;
    division::store::insert(&mut tx, &list, app.today().year(), source).await?;
    tx.commit().await?;
    app.reload().await?;
    Ok(Divisions::new(list))
}

//! `xinan parameters` and `xinan holidays`: what regions order, and which days are worked.

use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, Result};
use serde_json::json;
use xinan_db::audit::By;
use xinan_server::case::facts::anew::{self, Anew};
use xinan_server::parameter::load::{self, Changes, Complaint, Order, Outcome};
use xinan_server::parameter::show::Listing;

use crate::args::{Format, Holidays, LoadHolidays, LoadParameters, LoadTable, Parameters, ShowParameters};
use crate::fault::While;
use crate::texts::OF_THE_DATA as LANG;
use crate::{data, import, out, texts};

/// Loads or shows parameters.
pub(crate) async fn run(parameters: Parameters) -> Result<ExitCode> {
    match parameters {
        Parameters::Load(LoadParameters { table }) => load_table(&table, None, "xinan parameters load").await,
        Parameters::Show(args) => show(args).await,
    }
}

/// Loads holidays.
pub(crate) async fn run_holidays(holidays: Holidays) -> Result<ExitCode> {
    match holidays {
        Holidays::Load(LoadHolidays { table, source }) => {
            load_table(&table, Some(source.as_deref()), "xinan holidays load").await
        }
    }
}

/// Loads a table; `notice` is given for holidays. Exit codes: 0 loaded or there already, 1 a line is
/// refused and nothing was loaded, 2 the file could not be read.
async fn load_table(args: &LoadTable, notice: Option<Option<&str>>, program: &str) -> Result<ExitCode> {
    let (name, bytes) = data::read_upload(&args.file)?;
    let lines = load::lines(&name, &bytes, LANG).with_context(|| args.file.display().to_string())?;
    let app = data::app(&args.place).await?;
    let by = By::program(program);
    let order = Order { lines: &lines, lang: LANG, dry_run: args.dry_run, by };
    let outcome = match notice {
        None => load::parameters(&app, &order).await?,
        Some(source) => load::holidays(&app, &order, source).await?,
    };
    // Also what an earlier load was stopped in.
    let judged = match args.dry_run || outcome.is_err() {
        true => Anew::default(),
        false => anew::catch_up(&app).await.doing(|| {
            "the table is loaded, but not everybody was judged anew; run the command again, or xinan nightly"
                .to_owned()
        })?,
    };
    app.db().close().await;
    out::print(&match args.format {
        Format::Json => json(&args.file, &outcome, judged),
        Format::Text => text(&args.file, &outcome, judged, args.dry_run),
    })?;
    Ok(ExitCode::from(u8::from(outcome.is_err())))
}

/// For programs.
fn json(file: &Path, outcome: &Outcome, judged: Anew) -> String {
    let file = file.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let (changes, refused) = match outcome {
        Ok(changes) => (changes.clone(), Vec::new()),
        Err(complaints) => (Changes::default(), complaints.clone()),
    };
    let refused: Vec<serde_json::Value> = refused
        .iter()
        .map(|one: &Complaint| json!({ "line": one.line, "column": one.column, "message": one.message }))
        .collect();
    let said = json!({
        "file": file, "lines": changes.lines, "new": changes.new, "replaced": changes.replaced,
        "withdrawn": changes.withdrawn, "already": changes.already, "refused": refused,
        "people": judged.people, "next_steps": judged.next_steps,
    });
    format!("{said}\n")
}

/// For people.
fn text(file: &Path, outcome: &Outcome, judged: Anew, dry_run: bool) -> String {
    let name = file.display().to_string();
    match outcome {
        Err(complaints) => {
            let told: String = complaints.iter().map(|one| format!("{}\n", one.message)).collect();
            format!("{told}{}\n", texts::table_refused(LANG, &name))
        }
        Ok(changes) => {
            let &Changes { lines, new, replaced, withdrawn, already, .. } = changes;
            let counts = texts::table_counts(LANG, &name, lines, new, replaced, withdrawn, already);
            let end = match (changes.is_nothing(), dry_run) {
                (true, _) => texts::nothing_new(LANG).to_owned(),
                (false, true) => texts::table_not_yet(LANG).to_owned(),
                (false, false) => texts::table_judged(LANG, judged.people, judged.next_steps),
            };
            format!("{counts}\n{end}\n")
        }
    }
}

async fn show(args: ShowParameters) -> Result<ExitCode> {
    let app = data::app(&args.place).await?;
    let region = import::region(&app, args.region.as_deref())?;
    let listing = Listing::of(&app.settings(), region, args.on.unwrap_or(app.today()));
    app.db().close().await;
    out::print(&match args.format {
        Format::Json => format!("{}\n", listing.json()),
        Format::Text => listing.text(LANG),
    })?;
    Ok(ExitCode::SUCCESS)
}

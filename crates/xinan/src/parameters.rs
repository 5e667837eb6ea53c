//! `xinan parameters` and `xinan holidays`: what regions order, and which days are worked.

use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, Result};
use serde_json::json;
use xinan_db::audit::By;
use xinan_domain::text::Lang;
use xinan_server::case::facts::anew::{self, Anew};
use xinan_server::parameter::load::{self, Changes, Complaint, Order, Outcome};
use xinan_server::parameter::show::Listing;

use crate::args::{Format, Holidays, LoadHolidays, LoadParameters, LoadTable, Parameters, ShowParameters};
use crate::fault::While;
use crate::{data, import, out};

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
    let lines = load::lines(&name, &bytes, Lang::Zh).with_context(|| args.file.display().to_string())?;
    let app = data::app(&args.place).await?;
    let by = By::program(program);
    let order = Order { lines: &lines, lang: Lang::Zh, dry_run: args.dry_run, by };
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
    match outcome {
        Err(complaints) => {
            let told: String = complaints.iter().map(|one| format!("{}\n", one.message)).collect();
            format!("{told}{}: nothing was loaded; mend these lines and load it again\n", file.display())
        }
        Ok(changes) => {
            let Changes { lines, new, replaced, withdrawn, already, .. } = changes;
            let counts = format!(
                "{lines} lines, {new} new, {replaced} replaced, {withdrawn} withdrawn, {already} already there"
            );
            let end = match (changes.is_nothing(), dry_run) {
                (true, _) => "nothing changed\n".to_owned(),
                (false, true) => "nothing was loaded yet\n".to_owned(),
                (false, false) => format!(
                    "{} people judged anew, {} of them with another next step\n",
                    judged.people, judged.next_steps
                ),
            };
            format!("{}: {counts}\n{end}", file.display())
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
        Format::Text => listing.text(Lang::Zh),
    })?;
    Ok(ExitCode::SUCCESS)
}

//! `xinan import`: workbooks without pages, by the same two phases.

use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use serde_json::json;
use xinan_db::audit::By;
use xinan_domain::region::Region;
use xinan_domain::text::Lang;
use xinan_server::intake::job::{self, Corrections, Progress, Request};
use xinan_server::intake::report::SheetReport;
use xinan_server::shell::app::App;

use crate::args::{Format, Import};
use crate::data;

/// Brings workbooks in. Exit codes: 0 all rows stored or there already, 1 some refused, 2 a file
/// could not be read.
pub(crate) async fn run(args: Import) -> Result<ExitCode> {
    let app = data::app(&args.place).await?;
    let region = region(&app, args.region.as_deref())?;
    let mut files = Vec::new();
    for path in &args.files {
        files.push(open(path).await?);
    }
    let request = Request { files: &files, region, lang: Lang::Zh, accept_good_rows: args.accept_good_rows };
    let progress = Progress::default();
    let mut tx = app.db().write().await?;
    let reports = match args.dry_run {
        true => job::check(&app, &mut tx, &request, &progress).await?.reports,
        false => {
            let by = By::program("xinan import");
            job::check_and_keep(&app, &mut tx, &request, by, &progress).await?
        }
    };
    match args.dry_run {
        true => tx.roll_back().await?,
        false => tx.commit().await?,
    }
    app.db().count_contents().await?;
    app.db().close().await;
    print(&reports, args.format)?;
    let refused = reports.iter().any(|report| !report.refused.is_empty());
    Ok(ExitCode::from(u8::from(refused)))
}

/// The division into which files come: the one named, or the only county there is.
fn region(app: &App, code: Option<&str>) -> Result<Region> {
    let settings = app.settings();
    let Some(code) = code else {
        let counties: Vec<&str> = settings.divisions.counties().collect();
        return match counties.as_slice() {
            [one] => Region::parse(one).ok().context("the county's code"),
            _ => bail!("there are {} counties; say which with --region CODE", counties.len()),
        };
    };
    match Region::parse(code) {
        Ok(region) if settings.divisions.has(region.as_str()) => Ok(region),
        _ => bail!("the division table has no {code}"),
    }
}

async fn open(path: &Path) -> Result<xinan_server::intake::plan::Read> {
    let bytes = std::fs::read(path).with_context(|| format!("reading {}", path.display()))?;
    let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let shown = name.clone();
    job::apart(move || job::open(&name, &bytes, &Corrections::new()))
        .await?
        .map_err(|reason| anyhow::anyhow!("{shown}: {}", reason.say(Lang::Zh)))
}

#[allow(clippy::print_stdout, reason = "the report is the output")]
fn print(reports: &[SheetReport], format: Format) -> Result<()> {
    if format == Format::Json {
        let sheets: Vec<serde_json::Value> = reports
            .iter()
            .map(|one| {
                let refused: Vec<serde_json::Value> = one
                    .refused
                    .iter()
                    .map(|at| json!({ "row": at.row, "column": at.column, "cell": at.cell, "message": at.message }))
                    .collect();
                json!({
                    "file": one.file, "sheet": one.sheet, "kind": one.kind, "rows": one.rows,
                    "stored": one.stored, "already": one.already, "refused": refused,
                    "doubts": one.doubts.len(),
                })
            })
            .collect();
        println!("{}", serde_json::to_string(&json!({ "sheets": sheets }))?);
        return Ok(());
    }
    for one in reports {
        println!(
            "{} [{}] {}: {} rows, {} stored, {} already there, {} refused, {} to look at again",
            one.file,
            one.sheet,
            one.kind,
            one.rows,
            one.stored,
            one.already,
            one.refused_rows(),
            one.doubts.len(),
        );
        for at in &one.refused {
            println!("  {} {} {}: {}", at.row, at.cell, at.column, at.message);
        }
    }
    Ok(())
}

//! `xinan report`: figures without pages.

use std::process::ExitCode;

use anyhow::{Result, bail};

use crate::args::{Format, Indicators, Report};
use crate::texts::OF_THE_DATA;
use crate::{data, out};

/// Prints a report.
pub(crate) async fn run(report: Report) -> Result<ExitCode> {
    match report {
        Report::Indicators(args) => indicators(args).await,
    }
}

async fn indicators(args: Indicators) -> Result<ExitCode> {
    let app = data::app(&args.place).await?;
    let region = data::division(&app, &args.region)?;
    let today = app.today();
    let as_of = args.as_of.unwrap_or(today);
    if as_of > today {
        bail!("{as_of} is after today; give a day up to today with --as-of");
    }
    let settings = app.settings();
    let mut tx = app.db().read().await?;
    let summary = xinan_server::report::summary(&mut tx, &settings, &region, as_of, today).await?;
    tx.commit().await?;
    app.db().close().await;
    out::print(&match args.format {
        Format::Json => format!("{}\n", serde_json::to_string(&summary.json())?),
        Format::Text => summary.text(OF_THE_DATA),
    })?;
    Ok(ExitCode::SUCCESS)
}

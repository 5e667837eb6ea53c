//! `xinan nightly`: the night's work.

use std::process::ExitCode;

use anyhow::{Result, bail};

use crate::args::{Format, Nightly};
use crate::{data, out};

/// Does it and says what was done.
pub(crate) async fn run(args: Nightly) -> Result<ExitCode> {
    let app = data::app(&args.place).await?;
    let today = app.today();
    let as_of = args.as_of.unwrap_or(today);
    if as_of > today {
        bail!("{as_of} is after today; give a day up to today with --as-of");
    }
    let night = xinan_server::nightly::run(&app, as_of).await?;
    app.db().close().await;
    out::print(&match args.format {
        Format::Json => format!("{}\n", serde_json::to_string(&night)?),
        Format::Text => format!(
            "month rows of {} people, {} people judged anew, {} uploads dropped, {} clues forgotten, \
             {} values sealed again, {} lists unpacked, log checkpoint {}\n",
            night.month_rows_of,
            night.judged_anew,
            night.uploads_dropped,
            night.clues_forgotten,
            night.sealed_again,
            night.lists_unpacked,
            night.checkpoint.as_deref().unwrap_or("not signed")
        ),
    })?;
    Ok(ExitCode::SUCCESS)
}

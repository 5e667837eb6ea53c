//! `xinan nightly`: the night's work.

use std::process::ExitCode;

use anyhow::Result;

use crate::args::{Format, Nightly};
use crate::data;

/// Does it and says what was done.
#[allow(clippy::print_stdout, reason = "the result is the output")]
pub(crate) async fn run(args: Nightly) -> Result<ExitCode> {
    let app = data::app(&args.place).await?;
    let as_of = args.as_of.unwrap_or_else(|| app.today());
    let night = xinan_server::nightly::run(&app, as_of).await?;
    app.db().close().await;
    match args.format {
        Format::Json => println!("{}", serde_json::to_string(&night)?),
        Format::Text => {
            println!(
                "month rows of {} people, {} uploads dropped",
                night.month_rows_of, night.uploads_dropped
            );
        }
    }
    Ok(ExitCode::SUCCESS)
}

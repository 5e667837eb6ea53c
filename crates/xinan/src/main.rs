//! The front door: one program with its commands.
//!
//! `xinan demo` shows everything with invented people; `xinan serve` serves a deployment that `xinan
//! init` made; `xinan import` and `xinan report` do without pages what pages do. Errors go to
//! standard error in one sentence.

mod account;
mod args;
mod data;
mod demo;
mod import;
mod init;
mod nightly;
mod out;
mod parameters;
mod report;
mod serve;
mod sim;
mod typeset;

use std::process::ExitCode;

use clap::Parser;
use clap::error::ErrorKind;

use args::{Args, Command};

fn main() -> ExitCode {
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(error) => return not_understood(&error),
    };
    // Small and alone: no log, no threads, no database.
    if matches!(args.command, Command::Typeset) {
        return typeset::run();
    }
    log();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return failed(&error.into()),
    };
    let outcome = runtime.block_on(async {
        match args.command {
            Command::Demo(args) => demo::run(args).await,
            Command::Serve(args) => serve::run(args).await,
            Command::Init(args) => init::run(args).await,
            Command::Import(args) => import::run(args).await,
            Command::Report(args) => report::run(args).await,
            Command::Nightly(args) => nightly::run(args).await,
            Command::Account(args) => account::run(args).await,
            Command::Parameters(args) => parameters::run(args).await,
            Command::Holidays(args) => parameters::run_holidays(args).await,
            Command::Typeset => Ok(typeset::run()),
        }
    });
    match outcome {
        Ok(code) => code,
        Err(error) => failed(&error),
    }
}

/// One sentence, no backtrace. Exit code 2: the command could not do its work at all.
fn failed(error: &anyhow::Error) -> ExitCode {
    out::tell(&format!("xinan: {}", sentence(error)));
    ExitCode::from(2)
}

/// What was being done, and why it could not be. Causes that only repeat what was said before them
/// are left out: errors of databases carry the text of their own causes.
fn sentence(error: &anyhow::Error) -> String {
    let mut said = String::new();
    for cause in error.chain() {
        let cause = cause.to_string();
        let cause = cause.trim_end().lines().map(str::trim).collect::<Vec<_>>().join(" ");
        if said.is_empty() {
            said = cause;
        } else if !said.contains(&cause) {
            said = format!("{said}: {cause}");
        }
    }
    said
}

/// Help and version on standard output; otherwise what is wrong with the command line, in one line.
fn not_understood(error: &clap::Error) -> ExitCode {
    let text = error.to_string();
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => match out::print(&text) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => failed(&error),
        },
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand | ErrorKind::MissingSubcommand => {
            out::tell(text.trim_end());
            ExitCode::from(2)
        }
        _ => {
            out::tell(&format!("xinan: {}; see xinan --help", first_paragraph(&text)));
            ExitCode::from(2)
        }
    }
}

/// The first paragraph on one line; usage and tips follow after a blank line.
fn first_paragraph(text: &str) -> String {
    let lines = text.lines().take_while(|line| !line.trim().is_empty()).map(str::trim);
    let line = lines.collect::<Vec<_>>().join(" ");
    line.strip_prefix("error: ").unwrap_or(&line).to_owned()
}

/// Warnings and faults go to standard error; `XINAN_LOG=info` says more.
fn log() {
    let filter = tracing_subscriber::EnvFilter::try_from_env("XINAN_LOG")
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("warn"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).with_target(false).init();
}

#[cfg(test)]
mod tests {
    use anyhow::anyhow;

    use super::*;

    #[test]
    fn a_cause_that_repeats_what_was_said_is_left_out() {
        let error =
            anyhow!("unable to open database file").context("opening a: unable to open database file");
        assert_eq!(sentence(&error), "opening a: unable to open database file");
        let error = anyhow!("permission denied").context("reading a.xlsx");
        assert_eq!(sentence(&error), "reading a.xlsx: permission denied");
    }

    #[test]
    fn a_wrong_command_line_is_told_in_one_line() {
        for wrong in [
            &["xinan", "import"][..],
            &["xinan", "serve", "--data", "a", "--database-url", "b"],
            &["xinan", "nightly", "--data", "a", "--as-of", "yesterday"],
            &["xinan", "demmo"],
        ] {
            let error = Args::try_parse_from(wrong).unwrap_err();
            let line = first_paragraph(&error.to_string());
            assert!(!line.is_empty() && !line.contains('\n') && !line.starts_with("error"), "{line}");
        }
    }
}

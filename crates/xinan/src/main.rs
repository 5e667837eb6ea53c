//! The front door: one program with its commands.
//!
//! `xinan demo` shows everything with invented people; `xinan serve` serves a deployment that `xinan
//! init` made; `xinan import` and `xinan report` do without pages what pages do. Errors go to
//! standard error in one sentence.

mod account;
mod args;
mod audit;
mod data;
mod demo;
mod elsewhere;
mod fault;
mod import;
mod init;
mod keys;
mod log_keys;
mod log_work;
mod memory;
mod nightly;
mod out;
mod parameters;
mod report;
mod serve;
mod sim;
mod texts;
mod typeset;

use std::process::ExitCode;

use clap::Parser;
use clap::error::ErrorKind;

use args::{Args, Command};

fn main() -> ExitCode {
    memory::in_small_pages();
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
            Command::Verify(args) => audit::verify(args).await,
            Command::Audit(args) => audit::run(args).await,
            Command::Keys(args) => keys::run(args).await,
            Command::Typeset => Ok(typeset::run()),
        }
    });
    match outcome {
        Ok(code) => code,
        Err(error) => failed(&error),
    }
}

/// One sentence, no backtrace; the causes are in the log. Exit code 2: the command could not do its work
/// at all.
fn failed(error: &anyhow::Error) -> ExitCode {
    tracing::debug!(error = format!("{error:#}"), "the command failed");
    out::tell(&format!("xinan: {}", fault::sentence(error)));
    ExitCode::from(2)
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
            let words: Vec<String> =
                std::env::args_os().skip(1).map(|word| word.to_string_lossy().into_owned()).collect();
            let words = words.iter().map(String::as_str);
            out::tell(&format!("xinan: {}", fault::of_command_line(error, words)));
            ExitCode::from(2)
        }
    }
}

/// Warnings and faults go to standard error; `XINAN_LOG=info` says more.
fn log() {
    let filter = tracing_subscriber::EnvFilter::try_from_env("XINAN_LOG")
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("warn"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).with_target(false).init();
}

//! The front door: one program with its commands.
//!
//! `xinan demo` shows everything with invented people; `xinan serve` serves a deployment that `xinan
//! init` made; `xinan import` and `xinan report` do without pages what pages do. Errors go to
//! standard error in one sentence.

mod args;
mod data;
mod demo;
mod import;
mod init;
mod nightly;
mod report;
mod serve;
mod sim;

use std::process::ExitCode;

use clap::Parser;

use args::{Args, Command};

fn main() -> ExitCode {
    let args = Args::parse();
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
        }
    });
    match outcome {
        Ok(code) => code,
        Err(error) => failed(&error),
    }
}

/// One sentence, no backtrace. Exit code 2: the command could not do its work at all.
fn failed(error: &anyhow::Error) -> ExitCode {
    eprintln!("xinan: {error:#}");
    ExitCode::from(2)
}

/// Warnings and faults go to standard error; `XINAN_LOG=info` says more.
fn log() {
    let filter = tracing_subscriber::EnvFilter::try_from_env("XINAN_LOG")
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("warn"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).with_target(false).init();
}

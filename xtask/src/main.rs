//! `cargo xtask`: the tools around the house, on one page.
//!
//! - `setup` installs what the tests need, or says what to install;
//! - `test` runs everything that keeps the house: formatting, clippy, the checks, every test on SQLite
//!   and on PostgreSQL, the browser;
//! - `ci` is `test`, then the release program built, weighed and started once;
//! - `demo` and `bench` run the program and its measurements;
//! - `matrix` prints who may do what.
//!
//! Only the standard library: this is the first thing a newcomer builds. It runs on Linux and macOS
//! (the tests start a PostgreSQL server of their own under another user, which is a Unix affair).

#![allow(clippy::print_stdout, reason = "a runner for a terminal: printing is its work")]
#![allow(clippy::disallowed_methods, reason = "steps and waits are timed here; no rule sees this clock")]

/// Prints a line. Unlike `println!` it does not mind that nobody listens any more (`| head`).
macro_rules! say {
    ($($text:tt)*) => {{
        use std::io::Write as _;
        let _ = writeln!(std::io::stdout(), $($text)*);
    }};
}

mod bench;
mod checks;
mod ci;
mod house;
mod lex;
mod matrix;
mod postgres;
mod run;
mod setup;
mod smoke;
mod steps;
mod test;

use std::process::ExitCode;

/// Every failure is one sentence for the person at the terminal.
type Result<T, E = String> = std::result::Result<T, E>;

const HELP: &str = "\
cargo xtask: the tools around the house

  cargo xtask setup                installs what the tests need (apt on Debian and Ubuntu),
                                   or says what to install
  cargo xtask test                 everything: setup, fmt, checks, build, clippy, unit, e2e
  cargo xtask test --only STEPS    some of it, for example  --only fmt,checks,unit
  cargo xtask STEP                 one step of it
  cargo xtask ci                   test, then the release program: built, weighed, started once
  cargo xtask demo [ARGUMENTS]     an invented county in the browser (release build);
                                   arguments go to `xinan demo`
  cargo xtask bench [ARGUMENTS]    the measurements of docs/benchmarks.md (release build)
  cargo xtask matrix               who may do what, from policies/ into docs/access-matrix.txt

Steps of `test`
  setup    what the tests need is there
  fmt      rustfmt
  checks   the rules of the house: arrows, SQL, the clock, words, texts, pages, migrations
  build    every program and test, once, for all later steps; clippy looks on
  clippy   it found nothing in the whole workspace
  unit     every Rust test, the stores on SQLite and on PostgreSQL (a server of their own)
  e2e      the browser tests against a demo server

Set XINAN_TEST_PG_URL to test against your own PostgreSQL instead of a throw-away one.
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (command, rest) = match arguments.split_first() {
        Some((command, rest)) => (command.as_str(), rest),
        None => ("help", &[][..]),
    };
    let done = match command {
        "setup" => nothing_more(rest).and_then(|()| setup::setup().map(|remark| say!("{remark}"))),
        "test" => return ended(test::test(rest)),
        "ci" => return ended(nothing_more(rest).and_then(|()| ci::ci())),
        "demo" => bench::demo(rest),
        "bench" => bench::bench(rest),
        "matrix" => nothing_more(rest).and_then(|()| matrix::matrix()),
        "help" | "--help" | "-h" => {
            say!("{}", HELP.trim_end());
            Ok(())
        }
        step if test::has_step(step) => {
            return ended(nothing_more(rest).and_then(|()| test::one(step)));
        }
        other => Err(format!("There is no `cargo xtask {other}`. `cargo xtask --help` lists the commands.")),
    };
    ended(done.map(|()| true))
}

/// Exit code 0 when all went well, 1 when a step failed, 2 when nothing could be run.
fn ended(done: Result<bool>) -> ExitCode {
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(sentence) => {
            eprintln!("{sentence}");
            ExitCode::from(2)
        }
    }
}

fn nothing_more(rest: &[String]) -> Result<()> {
    match rest.first() {
        None => Ok(()),
        Some(extra) => Err(format!("`{extra}` is not understood here. `cargo xtask --help` shows the use.")),
    }
}

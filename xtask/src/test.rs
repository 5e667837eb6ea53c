//! `cargo xtask test`: everything that keeps the house, in one run.
//!
//! Every cargo call names the whole workspace and the dev profile, so that all share one set of built
//! libraries: a call for one package would choose other features and build the heavy ones again. And clippy
//! compiles our own crates here: a pass of its own would go through every library once more, which took five
//! minutes of a first run.

use std::env;
use std::process::Command;

use crate::postgres::Server;
use crate::run::{self, Tally};
use crate::steps::{self, Step};
use crate::{Result, checks, house, setup};

/// Runs the steps, or those that `--only` names; true when all went well.
pub(crate) fn test(arguments: &[String]) -> Result<bool> {
    Ok(steps::run(&steps::chosen(all(), arguments)?))
}

/// Whether `cargo xtask NAME` means a step.
pub(crate) fn has_step(name: &str) -> bool {
    all().iter().any(|step| step.name == name)
}

/// Runs one step.
pub(crate) fn one(name: &str) -> Result<bool> {
    test(&["--only".into(), name.into()])
}

/// The steps in their order: what is quick comes first, and what is built for one serves the next.
pub(crate) fn all() -> Vec<Step> {
    let step = |name, run| Step { name, needs: None, run };
    let built = |name, run| Step { name, needs: Some("build"), run };
    vec![
        step("setup", |_| setup::setup()),
        step("fmt", |_| quiet(fmt())),
        step("checks", |_| checks::checks()),
        step("build", |_| quiet(build())),
        built("clippy", |_| quiet(clippy())),
        built("unit", unit),
        built("e2e", e2e),
    ]
}

/// Names the files only: what rustfmt would change, it can as well do.
fn fmt() -> Result<()> {
    run::run(&mut house::cargo(&["fmt", "--all", "--", "--check", "-l"]))
        .map_err(|_| "The files named above are not formatted. `cargo fmt --all` does it.".into())
}

/// All targets at once: alone, the programs would be built with other features than the tests.
const EVERYTHING: [&str; 3] = ["build", "--workspace", "--all-targets"];

/// A call of cargo in which clippy takes the compiler's place for our own crates: it names what it finds, and
/// compiles all the same.
fn cargo(arguments: &[&str]) -> Command {
    let mut command = house::cargo(arguments);
    command.env("RUSTC_WORKSPACE_WRAPPER", "clippy-driver");
    command
}

fn build() -> Result<()> {
    run::run(&mut cargo(&EVERYTHING))
}

/// Everything is built: cargo says again what was found while building, and nothing else.
fn clippy() -> Result<()> {
    let found = run::said(cargo(&EVERYTHING).arg("--quiet"))?;
    match found.trim() {
        "" => Ok(()),
        found => {
            eprintln!("{found}");
            Err("Clippy has found what is named above.".into())
        }
    }
}

fn unit(tally: &mut Tally) -> Result<String> {
    let mut tests = if setup::has_nextest() {
        cargo(&["nextest", "run", "--workspace", "--no-fail-fast"])
    } else {
        cargo(&["test", "--workspace", "--no-fail-fast"])
    };
    let given = env::var("XINAN_TEST_PG_URL").ok().filter(|url| !url.is_empty());
    // Without a server the tests still run, on SQLite; the step fails all the same and says why.
    let server = if given.is_some() { None } else { Some(Server::start()) };
    let without = match &server {
        Some(Ok(server)) => {
            tests.env("XINAN_TEST_PG_URL", server.url());
            None
        }
        Some(Err(sentence)) => {
            eprintln!("The stores are tested on SQLite only. {sentence}");
            Some(sentence.clone())
        }
        None => None,
    };
    let (done, counted) = run::run_counting(&mut tests);
    *tally += counted;
    done?;
    match without {
        Some(sentence) => Err(format!("Tested on SQLite only. {sentence}")),
        None if !counted.ran_something() => Err("No test was run.".into()),
        None => Ok(format!("{} tests, the stores on SQLite and PostgreSQL", counted.passed)),
    }
}

fn e2e(tally: &mut Tally) -> Result<String> {
    build()?;
    let chromium =
        setup::chromium().ok_or("There is no Chromium. `cargo xtask setup` installs it or says how.")?;
    // Without arguments node finds every *.test.mjs itself, in each of its releases.
    let mut node = Command::new("node");
    node.current_dir(house::e2e()).args(["--test", "--test-reporter=spec"]);
    node.env("CHROMIUM", chromium).env("XINAN_BIN", house::program("xinan", "debug"));
    let (done, counted) = run::run_counting(&mut node);
    *tally += counted;
    done?;
    if !counted.ran_something() {
        return Err("No browser test was run.".into());
    }
    Ok(format!("{} tests in the browser", counted.passed))
}

fn quiet(done: Result<()>) -> Result<String> {
    done.map(|()| String::new())
}

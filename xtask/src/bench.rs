//! `cargo xtask demo` and `cargo xtask bench`: the release program, and its measurements.

use crate::{Result, house, run};

/// `xinan demo` with the arguments given.
pub(crate) fn demo(arguments: &[String]) -> Result<()> {
    run::run(house::cargo(&["run", "--release", "-p", "xinan", "--", "demo"]).args(arguments))
}

/// The measurements of docs/benchmarks.md; they need the release build of the program too.
pub(crate) fn bench(arguments: &[String]) -> Result<()> {
    if !house::root().join("crates/xinan-bench/Cargo.toml").is_file() {
        return Err("There is no crate xinan-bench yet, so there is nothing to measure with.".into());
    }
    run::run(&mut house::cargo(&["build", "--release", "-p", "xinan"]))?;
    let mut bench = house::cargo(&["run", "--release", "-p", "xinan-bench", "--"]);
    run::run(bench.env("XINAN_BIN", house::program("xinan", "release")).args(arguments))?;
    // The last line of the table: how fast the log of looks is read.
    let verify = ["run", "--release", "-p", "xinan-db", "--example", "verify", "--", "1000000"];
    run::run(&mut house::cargo(&verify))
}

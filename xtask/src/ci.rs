//! `cargo xtask ci`: all tests, then the program as people get it: built for release, weighed, and
//! started once as a newcomer would.

use crate::run::{self, Tally};
use crate::steps::{self, Step};
use crate::{Result, house, smoke, test};

/// The most that the release program may weigh, in bytes (docs/benchmarks.md).
const HEAVIEST: u64 = 80_000_000;

/// Runs everything; true when all went well.
pub(crate) fn ci() -> Result<bool> {
    let mut all = test::all();
    all.push(Step { name: "release", needs: None, run: release });
    let start = |_: &mut Tally| smoke::smoke(&house::program("xinan", "release"));
    all.push(Step { name: "smoke", needs: Some("release"), run: start });
    Ok(steps::run(&all))
}

fn release(_: &mut Tally) -> Result<String> {
    run::run(&mut house::cargo(&["build", "--release", "-p", "xinan"]))?;
    let program = house::program("xinan", "release");
    let weight =
        std::fs::metadata(&program).map_err(|error| format!("{}: {error}.", program.display()))?.len();
    weighed(weight)
}

fn weighed(weight: u64) -> Result<String> {
    let megabytes = |bytes: u64| format!("{:.1} MB", bytes as f64 / 1e6);
    if weight < HEAVIEST {
        Ok(format!("the program weighs {}", megabytes(weight)))
    } else {
        Err(format!(
            "The program weighs {}, and may weigh {}. `cargo bloat` or a feature of a new library tells why.",
            megabytes(weight),
            megabytes(HEAVIEST)
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_of_eighty_megabytes_is_too_heavy() {
        assert_eq!(weighed(61_234_567).unwrap(), "the program weighs 61.2 MB");
        assert!(weighed(80_000_000).unwrap_err().starts_with("The program weighs 80.0 MB, and may"));
    }
}

//! `cargo xtask matrix`: who may do what, as the policies have it: the table that decides, and the paper that
//! reviews read.

use crate::{Result, house, run};

/// Writes `crates/xinan-policy/src/table.rs` and, from it, `docs/access-matrix.txt` anew.
pub(crate) fn matrix() -> Result<()> {
    keep(&["run", "-q", "-p", "xinan-cedar"], "crates/xinan-policy/src/table.rs")?;
    keep(&["run", "-q", "-p", "xinan-policy", "--example", "matrix"], "docs/access-matrix.txt")
}

/// Keeps what a program of the house prints.
fn keep(program: &[&str], path: &str) -> Result<()> {
    let printed = run::output(&mut house::cargo(program))?;
    let path = house::root().join(path);
    std::fs::write(&path, printed).map_err(|error| format!("{}: {error}", path.display()))
}

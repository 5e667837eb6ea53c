//! `cargo xtask matrix`: who may do what, as the policies have it, into the paper that reviews read.

use crate::{Result, house, run};

/// Writes `docs/access-matrix.txt` anew.
pub(crate) fn matrix() -> Result<()> {
    let printed =
        run::output(&mut house::cargo(&["run", "-q", "-p", "xinan-policy", "--example", "matrix"]))?;
    let path = house::root().join("docs/access-matrix.txt");
    std::fs::write(&path, printed).map_err(|error| format!("{}: {error}", path.display()))
}

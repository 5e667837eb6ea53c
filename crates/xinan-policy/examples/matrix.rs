//! Prints who may do what: `cargo xtask matrix` keeps it in `docs/access-matrix.txt`.

#![allow(clippy::print_stdout, reason = "printing is what it is for")]

fn main() {
    print!("{}", xinan_policy::matrix());
}

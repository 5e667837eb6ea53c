//! The hidden command with which the server starts this program once more, to set one job of paper
//! (docs/decisions/0019): the order comes on standard input, the file goes to standard output.

use std::process::ExitCode;

/// Sets the order. Exit code 1: standard output says why there is no file.
pub(crate) fn run() -> ExitCode {
    match xinan_typeset::serve_one(std::io::stdin().lock(), std::io::stdout().lock()) {
        Ok(true) => ExitCode::SUCCESS,
        // Whoever gave the order has gone away: nobody is left to be told.
        Ok(false) | Err(_) => ExitCode::FAILURE,
    }
}

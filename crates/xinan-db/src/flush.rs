//! A flush that fails ends the program.
//!
//! After a failed `fsync` the system may have marked the pages as written that are not: a second try succeeds and
//! keeps nothing. Nobody may be told "saved" on the word of such a try, so nothing is retried; the program ends,
//! and the next start reads the log from the disk (docs/decisions/0002). PostgreSQL does the same of its own
//! accord.

use rusqlite::ffi::{SQLITE_IOERR_DIR_FSYNC, SQLITE_IOERR_FSYNC};

/// The status of a program that ended for this: `EX_IOERR` of sysexits.h.
const STATUS: i32 = 74;

/// Hands on the result of what waits for the disk, unless the disk did not keep it.
pub(crate) fn sure<T>(done: rusqlite::Result<T>) -> rusqlite::Result<T> {
    match done {
        Err(error) if has_failed(&error) => {
            tracing::error!(%error, "the disk did not keep what was written; the program ends, so that nothing is called saved that is not");
            std::process::exit(STATUS);
        }
        done => done,
    }
}

fn has_failed(error: &rusqlite::Error) -> bool {
    let code = error.sqlite_error().map(|error| error.extended_code);
    matches!(code, Some(SQLITE_IOERR_FSYNC | SQLITE_IOERR_DIR_FSYNC))
}

#[cfg(test)]
mod tests {
    use rusqlite::ffi::{self, Error};

    use super::{has_failed, sure};

    fn error(code: i32) -> rusqlite::Error {
        rusqlite::Error::SqliteFailure(Error::new(code), None)
    }

    #[test]
    fn only_a_failed_flush_is_one() {
        let vectors = [
            (ffi::SQLITE_IOERR_FSYNC, true),
            (ffi::SQLITE_IOERR_DIR_FSYNC, true),
            (ffi::SQLITE_IOERR_WRITE, false),
            (ffi::SQLITE_FULL, false),
            (ffi::SQLITE_BUSY, false),
        ];
        for (code, ends) in vectors {
            assert_eq!(has_failed(&error(code)), ends, "{code}");
        }
        assert!(sure::<()>(Err(error(ffi::SQLITE_FULL))).is_err());
        assert_eq!(sure(Ok(1)).unwrap(), 1);
    }
}

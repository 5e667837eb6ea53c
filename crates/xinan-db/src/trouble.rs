//! Why a database cannot be used: what somebody at the machine, or who waits, can do something about.
//!
//! The one place where the words and numbers of the engines are known. Whoever talks to people asks for the
//! [`Trouble`] and has the words.

use std::error::Error;
use std::fmt;

use rusqlite::ErrorCode;

use crate::sqlite::AllBusy;

/// Why a database cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// The file or the schema holds something else than our data.
    Foreign,
    /// The file is damaged.
    Damaged,
    /// This account may not read or write there.
    NoAccess,
    /// There is no room.
    Full,
    /// Others were at it for too long: asked again, it may well work.
    Busy,
    /// The server does not answer.
    Unreachable,
    /// The server does not let this login in.
    SignIn,
    /// The server has no database of this name.
    NoDatabase,
    /// The address of the server is not understood.
    Address,
    /// Something else.
    Unknown,
}

impl Trouble {
    /// What of an error comes from a database; `None` when nothing does.
    pub fn of(error: &anyhow::Error) -> Option<Self> {
        error.chain().find_map(|cause| {
            own(cause)
                .or_else(|| cause.downcast_ref().map(of_sqlite))
                .or_else(|| cause.downcast_ref().map(of_postgres))
        })
    }
}

/// Whether an error says only that others were at it for too long: asked again, it may well work.
pub fn is_busy(error: &anyhow::Error) -> bool {
    Trouble::of(error) == Some(Trouble::Busy)
}

/// There are tables, and they are not ours.
#[derive(Debug)]
pub(crate) struct NotOurs;

impl fmt::Display for NotOurs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the database holds tables of another program")
    }
}

impl Error for NotOurs {}

fn own(cause: &(dyn Error + 'static)) -> Option<Trouble> {
    match (cause.is::<AllBusy>(), cause.is::<NotOurs>()) {
        (true, _) => Some(Trouble::Busy),
        (_, true) => Some(Trouble::Foreign),
        _ => None,
    }
}

/// Whether another program holds the file.
pub(crate) fn is_locked(error: &rusqlite::Error) -> bool {
    of_sqlite(error) == Trouble::Busy
}

fn of_sqlite(error: &rusqlite::Error) -> Trouble {
    match error.sqlite_error_code() {
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Trouble::Busy,
        Some(ErrorCode::NotADatabase) => Trouble::Foreign,
        Some(ErrorCode::DatabaseCorrupt) => Trouble::Damaged,
        Some(ErrorCode::CannotOpen | ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => Trouble::NoAccess,
        Some(ErrorCode::DiskFull) => Trouble::Full,
        _ => Trouble::Unknown,
    }
}

fn of_postgres(error: &sqlx::Error) -> Trouble {
    match error {
        sqlx::Error::PoolTimedOut => Trouble::Busy,
        sqlx::Error::Io(_) | sqlx::Error::Tls(_) | sqlx::Error::Protocol(_) => Trouble::Unreachable,
        sqlx::Error::Configuration(_) => Trouble::Address,
        sqlx::Error::Database(said) => said.code().map_or(Trouble::Unknown, |code| of_state(&code)),
        _ => Trouble::Unknown,
    }
}

/// By SQLSTATE (PostgreSQL's manual, appendix A).
fn of_state(code: &str) -> Trouble {
    match code {
        // A serialization failure, a deadlock, a lock not granted, too many connections, just starting.
        "40001" | "40P01" | "55P03" | "53300" | "57P03" => Trouble::Busy,
        "57P01" | "57P02" => Trouble::Unreachable,
        "28000" | "28P01" => Trouble::SignIn,
        "3D000" => Trouble::NoDatabase,
        "42501" | "25006" => Trouble::NoAccess,
        "53100" => Trouble::Full,
        // A table of ours is there already, and we did not make it.
        "42P07" => Trouble::Foreign,
        "XX001" | "XX002" => Trouble::Damaged,
        _ => Trouble::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sqlite(code: std::ffi::c_int) -> anyhow::Error {
        rusqlite::Error::SqliteFailure(rusqlite::ffi::Error::new(code), None).into()
    }

    #[test]
    fn the_numbers_of_the_embedded_database_are_known() {
        for (code, trouble) in [
            (5, Trouble::Busy),
            (6, Trouble::Busy),
            (11, Trouble::Damaged),
            (26, Trouble::Foreign),
            (14, Trouble::NoAccess),
            (8, Trouble::NoAccess),
            (13, Trouble::Full),
            (1, Trouble::Unknown),
        ] {
            assert_eq!(Trouble::of(&sqlite(code).context("opening a file")), Some(trouble), "{code}");
        }
    }

    #[test]
    fn the_states_of_the_server_are_known() {
        for (code, trouble) in [
            ("40P01", Trouble::Busy),
            ("53300", Trouble::Busy),
            ("28P01", Trouble::SignIn),
            ("3D000", Trouble::NoDatabase),
            ("53100", Trouble::Full),
            ("42P07", Trouble::Foreign),
            ("23505", Trouble::Unknown),
        ] {
            assert_eq!(of_state(code), trouble, "{code}");
        }
        let refused = std::io::Error::from(std::io::ErrorKind::ConnectionRefused);
        assert_eq!(of_postgres(&sqlx::Error::Io(refused)), Trouble::Unreachable);
    }

    #[test]
    fn a_wait_that_was_too_long_is_no_fault() {
        assert!(is_busy(&anyhow::Error::new(sqlx::Error::PoolTimedOut).context("waiting for the writer")));
        assert!(is_busy(&anyhow::Error::new(AllBusy).context("waiting for a reader")));
        assert!(!is_busy(&anyhow::Error::new(sqlx::Error::RowNotFound)));
        assert!(!is_busy(&anyhow::anyhow!("database is locked")));
    }

    #[test]
    fn what_no_database_said_is_no_trouble_of_one() {
        assert_eq!(Trouble::of(&anyhow::anyhow!("line 2: no name")), None);
    }
}

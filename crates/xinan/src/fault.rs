//! What went wrong, in one plain sentence: what happened and what to do.
//!
//! Our own sentences are told as they are. What the system, a database or a library said is put into our
//! words here and nowhere else; its own words follow in the log (`XINAN_LOG=debug`).

use std::fmt;
use std::io::ErrorKind;

use anyhow::{Error, Result};
use clap::CommandFactory;
use clap::error::{ContextKind, ContextValue, ErrorKind as Wrong};
use xinan_db::Trouble;

use crate::args::Args;

/// What was being done when something else than a rule of ours refused: "cannot read a.xlsx".
#[derive(Debug)]
struct Doing(String);

impl fmt::Display for Doing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Says what was being done.
pub(crate) trait While<T> {
    /// In words for whoever called the program; the reason follows after a colon.
    fn doing(self, what: impl FnOnce() -> String) -> Result<T>;
}

impl<T, E: Into<Error>> While<T> for std::result::Result<T, E> {
    fn doing(self, what: impl FnOnce() -> String) -> Result<T> {
        self.map_err(|error| error.into().context(Doing(what())))
    }
}

/// An error as a sentence.
pub(crate) fn sentence(error: &Error) -> String {
    let Some(reason) = reason(error) else { return own(error) };
    match error.downcast_ref::<Doing>() {
        Some(doing) => format!("{doing}: {reason}"),
        None => reason.to_owned(),
    }
}

/// What was being done, and why it could not be: all of it in our own words.
fn own(error: &Error) -> String {
    let mut said = String::new();
    for cause in error.chain() {
        let cause = on_one_line(&cause.to_string());
        if said.is_empty() {
            said = cause;
        } else if !said.contains(&cause) {
            said = format!("{said}: {cause}");
        }
    }
    said
}

fn on_one_line(text: &str) -> String {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
}

const LOOK_INTO_THE_LOG: &str =
    "something unexpected happened; run it again with XINAN_LOG=debug and read what the log says about it";

/// The reason, when it is not ours.
fn reason(error: &Error) -> Option<&'static str> {
    if let Some(trouble) = Trouble::of(error) {
        return Some(of_database(trouble));
    }
    error.chain().find_map(|cause| {
        if let Some(error) = cause.downcast_ref::<std::io::Error>() {
            return Some(of_system(error.kind()));
        }
        if cause.is::<serde_json::Error>() {
            return Some("it does not hold what xinan wrote there; restore it, or use another folder");
        }
        cause.is::<tokio::task::JoinError>().then_some(LOOK_INTO_THE_LOG)
    })
}

fn of_database(trouble: Trouble) -> &'static str {
    match trouble {
        Trouble::Foreign => "this is no database of xinan, and it was left as it is; name another one",
        Trouble::Damaged => "the database is damaged; keep a copy of it and restore the last backup",
        Trouble::NoAccess => {
            "this account may not write to the database; grant it the right, or use the account that owns the data"
        }
        Trouble::Full => "there is no room left on the disk of the database; make room and try again",
        Trouble::Busy => "the database is busy with other work; try again in a moment",
        Trouble::Unreachable => {
            "the PostgreSQL server does not answer; check that it runs, and the host and port in --database-url"
        }
        Trouble::SignIn => {
            "the PostgreSQL server does not let this login in; check the name and password in --database-url"
        }
        Trouble::NoDatabase => {
            "the PostgreSQL server has no database of this name; make it with createdb, or correct --database-url"
        }
        Trouble::Address => {
            "the address is not understood; write it as postgres://name:password@host:5432/database"
        }
        Trouble::Unknown => LOOK_INTO_THE_LOG,
    }
}

fn of_system(kind: ErrorKind) -> &'static str {
    match kind {
        ErrorKind::NotFound => "there is no such file or folder; check the path",
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
            "this account may not do that there; grant it the right, or choose another place"
        }
        ErrorKind::NotADirectory | ErrorKind::AlreadyExists => {
            "a file stands where a folder is needed; choose another path"
        }
        ErrorKind::IsADirectory => "a folder stands where a file is needed; choose another path",
        ErrorKind::InvalidFilename | ErrorKind::InvalidInput => {
            "no file can have this name; choose another path"
        }
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => {
            "there is no room left on the disk; make room and try again"
        }
        ErrorKind::AddrInUse => {
            "another program uses this port; end that program, or choose another port with --listen"
        }
        ErrorKind::AddrNotAvailable => {
            "this machine does not have that address; choose one of its own with --listen, as in 127.0.0.1:8321"
        }
        _ => LOOK_INTO_THE_LOG,
    }
}

/// A command line that was not understood as a sentence; `words` are those after the program's name.
pub(crate) fn of_command_line<'a>(error: &clap::Error, words: impl Iterator<Item = &'a str>) -> String {
    format!("{}; see {} --help", wrong(error), command(words))
}

fn wrong(error: &clap::Error) -> String {
    let text = |kind| match error.get(kind) {
        Some(ContextValue::String(one)) => one.clone(),
        Some(ContextValue::Strings(several)) => several.join(", "),
        _ => String::new(),
    };
    // `--listen <ADDR>` is the option and what it takes.
    let option = || text(ContextKind::InvalidArg).split(" <").next().unwrap_or_default().to_owned();
    let value = || text(ContextKind::InvalidValue);
    let meant = |kind| match text(kind) {
        meant if meant.is_empty() => meant,
        meant => format!("; {meant} may be meant"),
    };
    match error.kind() {
        Wrong::InvalidValue | Wrong::ValueValidation if value().is_empty() => {
            format!("{} needs a value", option())
        }
        Wrong::InvalidValue => {
            format!("{} cannot be {:?}; it is one of {}", option(), value(), text(ContextKind::ValidValue))
        }
        Wrong::ValueValidation => {
            let why = std::error::Error::source(error).map(ToString::to_string).unwrap_or_default();
            format!("{} cannot be {:?}; {why}", option(), value())
        }
        Wrong::MissingRequiredArgument => {
            let missing = text(ContextKind::InvalidArg).replace("<--", "--").replace(">>", ">");
            format!("still to be given: {}", missing.replace('|', " or "))
        }
        Wrong::ArgumentConflict => {
            let other = text(ContextKind::PriorArg);
            let other = other.split(" <").next().unwrap_or_default();
            match other == option() {
                true => format!("{other} is given twice; give it once"),
                false => format!("{} and {other} cannot be given together; choose one", option()),
            }
        }
        Wrong::UnknownArgument => {
            format!("{:?} is not understood here{}", option(), meant(ContextKind::SuggestedArg))
        }
        Wrong::InvalidSubcommand => {
            let said = text(ContextKind::InvalidSubcommand);
            format!("there is no command {said:?}{}", meant(ContextKind::SuggestedSubcommand))
        }
        Wrong::InvalidUtf8 => "the command line holds characters that are no text".to_owned(),
        _ => "the command line is not understood".to_owned(),
    }
}

/// The command whose help says how it is called: as many of the words as name one.
fn command<'a>(words: impl Iterator<Item = &'a str>) -> String {
    let all = Args::command();
    let (mut at, mut said) = (&all, "xinan".to_owned());
    for word in words {
        let Some(found) = at.find_subcommand(word) else { break };
        said = format!("{said} {word}");
        at = found;
    }
    said
}

#[cfg(test)]
mod tests {
    use anyhow::{Context, anyhow};
    use clap::Parser;

    use super::*;

    #[test]
    fn our_own_words_are_told_once() {
        let error = anyhow!("line 2: no name").context("a.csv: line 2: no name");
        assert_eq!(sentence(&error), "a.csv: line 2: no name");
        let error = anyhow!("line 2: no\n  name").context("a.csv");
        assert_eq!(sentence(&error), "a.csv: line 2: no name");
    }

    #[test]
    fn what_the_system_said_is_told_in_our_words() {
        let missing = || std::io::Error::from(ErrorKind::NotFound);
        let told = "cannot read a.xlsx: there is no such file or folder; check the path";
        let read = Err::<(), _>(missing()).doing(|| "cannot read a.xlsx".to_owned());
        assert_eq!(sentence(&read.unwrap_err()), told);
        // Words for the log between the two are not told.
        let read = Err::<(), _>(missing()).context("opening 3").doing(|| "cannot read a.xlsx".to_owned());
        assert_eq!(sentence(&read.context("the import").unwrap_err()), told);
        let other = Err::<(), _>(std::io::Error::other("os error 77")).context("asking: select");
        assert_eq!(sentence(&other.unwrap_err()), LOOK_INTO_THE_LOG);
    }

    #[track_caller]
    fn told(line: &str, sentence: &str) {
        let error = Args::try_parse_from(line.split(' ')).unwrap_err();
        assert_eq!(of_command_line(&error, line.split(' ').skip(1)), sentence);
    }

    #[test]
    fn a_wrong_command_line_is_told_in_one_sentence() {
        told(
            "xinan import",
            "still to be given: --data <DIR> or --database-url <URL>, <FILE>...; see xinan import --help",
        );
        told(
            "xinan serve --data a --database-url b",
            "--data and --database-url cannot be given together; choose one; see xinan serve --help",
        );
        told(
            "xinan nightly --data a --as-of yesterday",
            "--as-of cannot be \"yesterday\"; write a day of the calendar as 2026-11-22; see xinan nightly --help",
        );
        told("xinan demmo", "there is no command \"demmo\"; demo may be meant; see xinan --help");
        told(
            "xinan report indicators --regio 1 --data a",
            "\"--regio\" is not understood here; --region may be meant; see xinan report indicators --help",
        );
        told(
            "xinan nightly --data a --format xml",
            "--format cannot be \"xml\"; it is one of text, json; see xinan nightly --help",
        );
        told(
            "xinan nightly --data a --data b",
            "--data is given twice; give it once; see xinan nightly --help",
        );
    }
}

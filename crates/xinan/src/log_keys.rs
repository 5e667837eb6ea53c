//! Where the keys of the log are: in a file outside of the data, so that whoever gets at the data alone
//! cannot change the log unseen. A file beside it signs checkpoints, and these are written beside both.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use xinan_db::Db;
use xinan_db::audit::keys::LogKeys;
use xinan_server::shell::clock::Clock;

use crate::args::{LogKeysAt, Place};
use crate::fault::While;
use crate::{data, out};

/// The environment may name the file.
const VARIABLE: &str = "XINAN_AUDIT_KEYS";
const ENDING: &str = ".audit-keys";
const OPTION: &str = "--audit-keys";

/// The file for the data of a command.
pub(crate) fn of(place: &Place) -> Result<PathBuf> {
    match &place.data.data {
        Some(folder) => of_folder(&place.log_keys, folder),
        None => said(&place.log_keys).with_context(|| {
            format!(
                "say with {OPTION} FILE where the keys of the log are; with a new database they are made there"
            )
        }),
    }
}

/// The file that is named, or the one beside the data folder.
pub(crate) fn of_folder(named: &LogKeysAt, folder: &Path) -> Result<PathBuf> {
    match said(named) {
        Some(path) => data::outside(path, folder, OPTION),
        None => data::beside(folder, ENDING, OPTION),
    }
}

/// `--audit-keys`, else `XINAN_AUDIT_KEYS`.
fn said(named: &LogKeysAt) -> Option<PathBuf> {
    let variable = || std::env::var_os(VARIABLE).filter(|value| !value.is_empty()).map(PathBuf::from);
    named.audit_keys.clone().or_else(variable)
}

/// The keys that the log of data goes on with, before anything of the data is changed: new ones are made for
/// a log that has not begun.
pub(crate) fn ready(path: &Path, begun: bool) -> Result<Option<LogKeys>> {
    let found = LogKeys::open(path).doing(|| format!("cannot read {}", path.display()))?;
    match found {
        None if !begun => make(path).map(Some),
        found => Ok(found),
    }
}

fn make(path: &Path) -> Result<LogKeys> {
    LogKeys::make(path).doing(|| making(path))
}

/// The folder for checkpoints: beside the keys.
pub(crate) fn checkpoints(keys: &Path) -> PathBuf {
    let name = keys.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let stem = name.strip_suffix(ENDING).unwrap_or(&name);
    keys.with_file_name(format!("{stem}.checkpoints"))
}

/// The keys that check the log.
pub(crate) fn read(path: &Path) -> Result<LogKeys> {
    let keys = LogKeys::read(path).doing(|| format!("cannot read {}", path.display()))?;
    keys.with_context(|| not_there(path))
}

/// The keys with which the log goes on.
pub(crate) fn open(path: &Path) -> Result<LogKeys> {
    let keys = LogKeys::open(path).doing(|| format!("cannot read {}", path.display()))?;
    keys.with_context(|| not_there(path))
}

fn not_there(path: &Path) -> String {
    let path = path.display();
    format!("the keys of the log are not at {path}; bring the file back, or name it with {OPTION} FILE")
}

/// Lets the log of an open database go on. New keys are made only for a log that has not begun; when they
/// are gone, the program runs on and shows nobody's record.
pub(crate) async fn keep_log(db: &Db, path: &Path) -> Result<()> {
    let found = LogKeys::open(path).doing(|| format!("cannot read {}", path.display()))?;
    let keys = match found {
        Some(keys) => keys,
        None if db.has_log().await? => {
            out::tell(&format!(
                "xinan: the keys of the log are not at {}; no record is shown or changed until they are back",
                path.display()
            ));
            return Ok(());
        }
        None => make(path)?,
    };
    let noting = || format!("cannot keep the log with the keys at {}", path.display());
    db.keep_log(keys, Some(&checkpoints(path)), Clock::Machine.now().micros()).await.doing(noting)
}

/// Makes room for the keys of data that are about to be made: those of data that are gone are kept under another
/// name.
pub(crate) fn make_room(path: &Path) -> Result<()> {
    let there = LogKeys::read(path).doing(|| format!("cannot read {}", path.display()))?;
    if there.is_some_and(|keys| keys.have_begun()) {
        LogKeys::make_others(path, None).doing(|| making(path))?;
    }
    Ok(())
}

pub(crate) fn making(path: &Path) -> String {
    format!("cannot make the keys of the log at {} ({OPTION} FILE names another)", path.display())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_and_checkpoints_lie_beside_the_data_and_never_in_it() {
        let at = |folder: &str| of_folder(&LogKeysAt::default(), Path::new(folder)).unwrap();
        assert_eq!(at("/no/such/place"), Path::new("/no/such/place.audit-keys"));
        assert_eq!(at("/no/such/place/"), Path::new("/no/such/place.audit-keys"));
        assert_eq!(checkpoints(&at("/no/such/place")), Path::new("/no/such/place.checkpoints"));
        assert_eq!(checkpoints(Path::new("/keys/log")), Path::new("/keys/log.checkpoints"));
        let here = std::env::current_dir().unwrap();
        assert_eq!(at(".").parent(), here.parent());
        let named = LogKeysAt { audit_keys: Some(PathBuf::from("k")) };
        assert_eq!(of_folder(&named, Path::new("/d")).unwrap(), Path::new("k"));
        let inside = LogKeysAt { audit_keys: Some(PathBuf::from("/d/k")) };
        let said = of_folder(&inside, Path::new("/d")).unwrap_err().to_string();
        assert!(said.contains("lies in the data folder") && said.contains("--audit-keys"), "{said}");
    }
}

//! Where the keys of the log are: in a file outside of the data, so that whoever gets at the data alone
//! cannot change the log unseen. Checkpoints are written beside it.

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
    beside(&place.log_keys, place.data.data.as_deref())
}

/// The file that is named, or the one beside the data folder.
pub(crate) fn beside(named: &LogKeysAt, folder: Option<&Path>) -> Result<PathBuf> {
    let variable = std::env::var_os(VARIABLE).filter(|value| !value.is_empty());
    let said = named.audit_keys.clone().or(variable.map(PathBuf::from));
    match (said, folder) {
        (Some(path), Some(folder)) => data::outside(path, folder, OPTION),
        (Some(path), None) => Ok(path),
        (None, Some(folder)) => data::beside(folder, ENDING, OPTION),
        (None, None) => Ok(PathBuf::from(format!("xinan{ENDING}"))),
    }
}

/// The keys that the log of data goes on with, before anything of the data is changed: new ones are made for
/// a log that has not begun.
pub(crate) fn ready(path: &Path, begun: bool) -> Result<Option<LogKeys>> {
    let found = LogKeys::read(path).doing(|| format!("cannot read {}", path.display()))?;
    match found {
        None if !begun => make(path).map(Some),
        found => Ok(found),
    }
}

fn make(path: &Path) -> Result<LogKeys> {
    LogKeys::make(path).doing(|| {
        format!("cannot make the keys of the log at {} (--audit-keys FILE names another)", path.display())
    })
}

/// The folder for checkpoints: beside the keys.
pub(crate) fn checkpoints(keys: &Path) -> PathBuf {
    let name = keys.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let stem = name.strip_suffix(ENDING).unwrap_or(&name);
    keys.with_file_name(format!("{stem}.checkpoints"))
}

/// The keys that are there.
pub(crate) fn read(path: &Path) -> Result<LogKeys> {
    let keys = LogKeys::read(path).doing(|| format!("cannot read {}", path.display()))?;
    keys.with_context(|| {
        format!(
            "the keys of the log are not at {}; bring the file back, or name it with --audit-keys FILE",
            path.display()
        )
    })
}

/// Lets the log of an open database go on. New keys are made only for a log that has not begun; when they
/// are gone, the program runs on and shows nobody's record.
pub(crate) async fn keep_log(db: &Db, path: &Path) -> Result<()> {
    let found = LogKeys::read(path).doing(|| format!("cannot read {}", path.display()))?;
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
    db.keep_log(keys, Clock::Machine.now().micros()).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_and_checkpoints_lie_beside_the_data_and_never_in_it() {
        let at = |folder: &str| beside(&LogKeysAt::default(), Some(Path::new(folder))).unwrap();
        assert_eq!(at("/no/such/place"), Path::new("/no/such/place.audit-keys"));
        assert_eq!(at("/no/such/place/"), Path::new("/no/such/place.audit-keys"));
        assert_eq!(checkpoints(&at("/no/such/place")), Path::new("/no/such/place.checkpoints"));
        assert_eq!(checkpoints(Path::new("/keys/log")), Path::new("/keys/log.checkpoints"));
        let here = std::env::current_dir().unwrap();
        assert_eq!(at(".").parent(), here.parent());
        let named = LogKeysAt { audit_keys: Some(PathBuf::from("k")) };
        assert_eq!(beside(&named, Some(Path::new("/d"))).unwrap(), Path::new("k"));
    }
}

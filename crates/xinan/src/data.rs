//! Opens the data that a command works on.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use xinan_db::{Db, KeyPlace};
use xinan_documents::intake::{Limits, Unreadable};
use xinan_domain::region::Region;
use xinan_server::shell::app::App;
use xinan_server::shell::clock::Clock;

use crate::args::{KeyOption, Place};
use crate::fault::While;
use crate::log_keys;
use crate::texts::OF_THE_DATA;

/// The database's name within a data folder.
pub(crate) const FILE: &str = "xinan.db";

/// Where the keys of a data folder are: where somebody says, else beside the folder.
///
/// # Errors
/// When that is in the folder: whoever takes the folder would have both.
pub(crate) fn keys_of_folder(option: &KeyOption, folder: &Path) -> Result<PathBuf> {
    let path = match said(option) {
        Some(path) => path,
        None => beside(folder, ".keys", "--keys")?,
    };
    outside(path, folder, "--keys")
}

/// `--keys`, else `XINAN_KEYS`.
fn said(option: &KeyOption) -> Option<PathBuf> {
    let named = || std::env::var_os("XINAN_KEYS").filter(|path| !path.is_empty()).map(PathBuf::from);
    option.keys.clone().or_else(named)
}

/// Beside a data folder, the folder's own name with an ending: the place of both files of keys. Where the
/// folder is a link to another disk, that is beside the link.
pub(crate) fn beside(folder: &Path, ending: &str, option: &str) -> Result<PathBuf> {
    // "." and "a/.." say nothing of the name.
    let whole = match folder.file_name() {
        Some(_) => folder.to_owned(),
        None => folder.canonicalize().doing(|| format!("cannot open {}", folder.display()))?,
    };
    let Some(name) = whole.file_name() else {
        bail!("nothing lies beside {}; say with {option} FILE where the keys are", folder.display())
    };
    let mut name = name.to_owned();
    name.push(ending);
    Ok(whole.with_file_name(name))
}

/// A file of keys that is not in the data folder, by whatever links.
///
/// # Errors
/// When it is: whoever takes the folder would have both.
pub(crate) fn outside(path: PathBuf, folder: &Path, option: &str) -> Result<PathBuf> {
    if real(&path).starts_with(real(folder)) {
        bail!(
            "the key file {} lies in the data folder, and whoever takes the folder would have both; \
             name a place outside of it with {option} FILE",
            path.display()
        );
    }
    Ok(path)
}

/// A path with its links followed, as far as there is something.
fn real(path: &Path) -> PathBuf {
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let there = whole.ancestors().find_map(|place| Some((place, place.canonicalize().ok()?)));
    let Some((place, real)) = there else { return whole };
    match whole.strip_prefix(place) {
        Ok(rest) if !rest.as_os_str().is_empty() => real.join(rest),
        _ => real,
    }
}

fn key_place(path: PathBuf) -> KeyPlace {
    KeyPlace::File { path, now: Clock::Machine.now().micros(), claim: true }
}

/// Where the keys of a database are; none when nobody says so.
pub(crate) fn keys_of(place: &Place) -> Result<Option<PathBuf>> {
    match &place.data.data {
        Some(folder) => keys_of_folder(&place.keys, folder).map(Some),
        None => Ok(said(&place.keys)),
    }
}

/// Opens the embedded database of a folder that holds one; `keys` is the file with its keys, `of_log` that
/// with the keys of its log.
pub(crate) async fn open_folder(folder: &Path, keys: PathBuf, of_log: &Path) -> Result<Db> {
    has_data(folder)?;
    open_file(folder, &key_place(keys), of_log).await
}

fn has_data(folder: &Path) -> Result<()> {
    if !folder.join(FILE).exists() {
        bail!("{} holds no data yet; make it with: xinan init --data {0}", folder.display());
    }
    Ok(())
}

/// Makes a folder with an embedded database that may be given up and made anew: its keys are claimed when
/// it is opened the next time.
pub(crate) async fn make_unfinished(folder: &Path, keys: PathBuf, of_log: &Path) -> Result<Db> {
    make_folder(folder)?;
    let keys = KeyPlace::File { path: keys, now: Clock::Machine.now().micros(), claim: false };
    open_file(folder, &keys, of_log).await
}

async fn open_file(folder: &Path, keys: &KeyPlace, of_log: &Path) -> Result<Db> {
    let path = folder.join(FILE);
    let opened = Db::open_sqlite_with(&path, keys, |begun| log_keys::ready(of_log, begun)).await;
    let db = opened.doing(|| format!("cannot open {}", path.display()))?;
    log_keys::keep_log(&db, of_log).await?;
    Ok(db)
}

/// Makes the folder, for its owner only.
pub(crate) fn make_folder(folder: &Path) -> Result<()> {
    std::fs::create_dir_all(folder).doing(|| format!("cannot make the folder {}", folder.display()))?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o700))
            .doing(|| format!("cannot close the folder {} to others", folder.display()))?;
    }
    Ok(())
}

/// Opens a database.
pub(crate) async fn open(place: &Place, make: bool) -> Result<Db> {
    let of_log = match (log_keys::of(place), &place.data.database_url) {
        // That the database is not there is the greater trouble.
        (Err(unsaid), Some(url)) => {
            Db::answers(url).await.doing(|| "cannot open the database".to_owned())?;
            return Err(unsaid);
        }
        (of_log, _) => of_log?,
    };
    match (&place.data.data, &place.data.database_url) {
        (Some(folder), _) => {
            let keys = keys_of_folder(&place.keys, folder)?;
            match make {
                false => open_folder(folder, keys, &of_log).await,
                true => {
                    make_folder(folder)?;
                    open_file(folder, &key_place(keys), &of_log).await
                }
            }
        }
        (None, Some(url)) => {
            let keys = said(&place.keys).map_or(KeyPlace::Unsaid, key_place);
            let opened = Db::open_postgres_with(url, &keys, |begun| log_keys::ready(&of_log, begun)).await;
            let db = opened.doing(|| "cannot open the database".to_owned())?;
            log_keys::keep_log(&db, &of_log).await?;
            Ok(db)
        }
        (None, None) => bail!("give --data DIR or --database-url URL"),
    }
}

/// Opens a database whose log does not go on: nothing can be committed that leaves an entry.
pub(crate) async fn open_unlogged(place: &Place) -> Result<Db> {
    match (&place.data.data, &place.data.database_url) {
        (Some(folder), _) => {
            has_data(folder)?;
            let (path, keys) = (folder.join(FILE), keys_of_folder(&place.keys, folder)?);
            let opened = Db::open_sqlite(&path, &key_place(keys)).await;
            opened.doing(|| format!("cannot open {}", path.display()))
        }
        (None, Some(url)) => {
            let keys = said(&place.keys).map_or(KeyPlace::Unsaid, key_place);
            Db::open_postgres(url, &keys).await.doing(|| "cannot open the database".to_owned())
        }
        (None, None) => bail!("give --data DIR or --database-url URL"),
    }
}

/// Opens a deployment that is ready for work.
pub(crate) async fn app(place: &Place) -> Result<App> {
    App::start(open(place, false).await?, Clock::Machine).await
}

/// The division that a code names.
pub(crate) fn division(app: &App, code: &str) -> Result<Region> {
    match Region::parse(code) {
        Ok(region) if app.settings().divisions.has(region.as_str()) => Ok(region),
        Ok(_) => bail!("the division table has no {code}; give a code that it has, as in 429971101"),
        Err(_) => bail!("{code:?} is no division code; a county has 6 digits, a township 9, a village 12"),
    }
}

/// A file that somebody brings, with its name. Its kind and its size are looked at before anything of
/// it is read: a pipe or a device never ends.
pub(crate) fn read_upload(path: &Path) -> Result<(String, Vec<u8>)> {
    use std::io::Read;
    let reading = || format!("cannot read {}", path.display());
    if !std::fs::metadata(path).doing(reading)?.is_file() {
        bail!("{} is no file; name an .xlsx or .csv file", path.display());
    }
    let file = std::fs::File::open(path).doing(reading)?;
    let most = Limits::default().file;
    let too_large =
        || anyhow::anyhow!("{}: {}", path.display(), Unreadable::TooLarge(most >> 20).say(OF_THE_DATA));
    // What a path names may change between two looks.
    let found = file.metadata().doing(reading)?;
    if !found.is_file() || found.len() > most as u64 {
        return Err(too_large());
    }
    let mut bytes = Vec::new();
    file.take(most as u64 + 1).read_to_end(&mut bytes).doing(reading)?;
    if bytes.len() > most {
        return Err(too_large());
    }
    let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    Ok((name, bytes))
}

/// Writes a file that only its owner may read.
pub(crate) fn write_private(path: &Path, content: &[u8]) -> Result<()> {
    use std::io::Write;
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    let writing = || format!("cannot write {}", path.display());
    let mut file = options.open(path).doing(writing)?;
    file.write_all(content).doing(writing)?;
    file.sync_all().doing(writing)
}

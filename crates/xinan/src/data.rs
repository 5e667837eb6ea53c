//! Opens the data that a command works on.

use std::path::Path;

use anyhow::{Result, bail};
use xinan_db::Db;
use xinan_documents::intake::{Limits, Unreadable};
use xinan_domain::region::Region;
use xinan_server::shell::app::App;
use xinan_server::shell::clock::Clock;

use crate::args::Place;
use crate::fault::While;
use crate::texts::OF_THE_DATA;

/// The database's name within a data folder.
pub(crate) const FILE: &str = "xinan.db";

/// Opens the embedded database of a folder, making it when `make` says so.
pub(crate) async fn open_folder(folder: &Path, make: bool) -> Result<Db> {
    if make {
        make_folder(folder)?;
    }
    let path = folder.join(FILE);
    if !make && !path.exists() {
        bail!("{} holds no data yet; make it with: xinan init --data {0}", folder.display());
    }
    Db::open_sqlite(&path).await.doing(|| format!("cannot open {}", path.display()))
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
    match (&place.data, &place.database_url) {
        (Some(folder), _) => open_folder(folder, make).await,
        (None, Some(url)) => Db::open_postgres(url).await.doing(|| "cannot open the database".to_owned()),
        (None, None) => bail!("give --data DIR or --database-url URL"),
    }
}

/// Opens a deployment that is ready for work.
pub(crate) async fn app(place: &Place) -> Result<App> {
    let db = open(place, false).await?;
    App::start(db, Clock::Machine).await
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

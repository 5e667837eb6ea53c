//! `xinan keys`: how far what is sealed is sealed with which key, another key, and the end of one.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use xinan_db::sealed::again::{self, Count};
use xinan_db::sealed::file::KeyFile;
use xinan_db::{Db, sealed};
use xinan_server::shell::clock::Clock;

use crate::args::{Algorithm, DropKey, Format, Keys, KeysStatus, Place, RotateKeys};
use crate::{data, out};

/// Does what was asked.
pub(crate) async fn run(args: Keys) -> Result<ExitCode> {
    match args {
        Keys::Status(args) => status(args).await,
        Keys::Rotate(args) => rotate(args).await,
        Keys::Drop(args) => drop_key(args).await,
    }
}

/// Opens the data, with the place of their keys.
async fn open(place: &Place) -> Result<(Db, PathBuf)> {
    let db = data::open(place, false).await?;
    let path = data::keys_of(place)?.context("data that were opened have their keys somewhere")?;
    Ok((db, path))
}

async fn status(args: KeysStatus) -> Result<ExitCode> {
    let (db, path) = open(&args.place).await?;
    let counts = again::counts(&db).await?;
    db.close().await;
    let file = KeyFile::read(&path)?;
    out::print(&match args.format {
        Format::Json => format!("{}\n", in_json(&file, &counts)),
        Format::Text => in_words(&path, &file, &counts),
    })?;
    Ok(ExitCode::SUCCESS)
}

fn in_json(file: &KeyFile, counts: &[Count]) -> serde_json::Value {
    let keys = file.keys.iter().map(|key| {
        serde_json::json!({ "id": key.id, "algorithm": key.algorithm.to_string(), "created": key.created,
                            "current": key.id == file.current })
    });
    let values = counts.iter().map(
        |one| serde_json::json!({ "column": one.column.full_name, "key": one.key, "values": one.values }),
    );
    serde_json::json!({ "keys": keys.collect::<Vec<_>>(), "plain_opens": file.plain_opens,
                        "values": values.collect::<Vec<_>>() })
}

fn in_words(path: &Path, file: &KeyFile, counts: &[Count]) -> String {
    let mut text = format!("{}\n", path.display());
    for key in &file.keys {
        let current = if key.id == file.current { ", seals now" } else { "" };
        text.push_str(&format!("key {}: {}, made {}{current}\n", key.id, key.algorithm, key.created));
    }
    if file.plain_opens {
        text.push_str(
            "key 0: plain text of the first version still opens; end that with: xinan keys drop 0\n",
        );
    }
    for one in counts {
        text.push_str(&format!("{:<30} key {:<5} {:>10}\n", one.column.full_name, one.key, one.values));
    }
    text
}

fn now() -> Result<String> {
    let now = jiff::Timestamp::from_microsecond(Clock::Machine.now().micros())?;
    Ok(now.strftime("%Y-%m-%dT%H:%M:%SZ").to_string())
}

async fn rotate(args: RotateKeys) -> Result<ExitCode> {
    // Opened first: keys are added to no file but that of these data.
    let (db, path) = open(&args.place).await?;
    let algorithm = match args.algorithm {
        Algorithm::Aes256GcmSiv => sealed::Algorithm::Aes256GcmSiv,
        Algorithm::Sm4Gcm => sealed::Algorithm::Sm4Gcm,
    };
    let created = now()?;
    let id = KeyFile::change(&path, |file| file.add(algorithm, created))?;
    db.close().await;
    // The data learn which key they need from now on.
    data::open(&args.place, false).await?.close().await;
    out::print(&format!(
        "key {id} ({algorithm}) seals from now on; a server that runs hears of it within a minute and seals the rest again\n\
         keep a new copy of {} apart from the backups: without it they cannot be read\n",
        path.display()
    ))?;
    Ok(ExitCode::SUCCESS)
}

async fn drop_key(args: DropKey) -> Result<ExitCode> {
    let (db, path) = open(&args.place).await?;
    let file = KeyFile::read(&path)?;
    check(&file, args.id, &db).await?;
    let is_known = KeyFile::change(&path, |file| Ok(file.remove(args.id)))?;
    if !is_known {
        bail!("the key file {} has no key {}; xinan keys status lists them", path.display(), args.id);
    }
    // What was plain is wiped as it is sealed; what had been deleted before may still lie in the file.
    if args.id == 0 {
        db.write_anew().await?;
    }
    db.close().await;
    out::print(&format!(
        "key {} is gone from {}; backups from before need a copy of the file that still has it\n",
        args.id,
        path.display()
    ))?;
    Ok(ExitCode::SUCCESS)
}

/// Refuses to drop a key that is needed.
async fn check(file: &KeyFile, id: u16, db: &Db) -> Result<()> {
    if id == file.current {
        bail!("key {id} is the one that seals now; add another with xinan keys rotate first");
    }
    let left: u64 = again::counts(db).await?.iter().filter(|one| one.key == id).map(|one| one.values).sum();
    if left > 0 {
        bail!(
            "{left} values are still sealed with key {id}; let the server run until they are sealed again, \
             or do it now with xinan nightly, and drop the key then"
        );
    }
    // A server may not yet have heard of the current key, and seal with this one meanwhile.
    let made = file.keys.iter().find(|key| key.id == file.current);
    let made = made.and_then(|key| key.created.parse::<jiff::Timestamp>().ok());
    let now = jiff::Timestamp::from_microsecond(Clock::Machine.now().micros())?;
    if made.is_some_and(|made| now.duration_since(made) < jiff::SignedDuration::from_mins(5)) {
        bail!(
            "the current key is younger than five minutes, and servers may not know it yet; drop key {id} then"
        );
    }
    Ok(())
}

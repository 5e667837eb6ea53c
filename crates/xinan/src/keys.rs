//! `xinan keys`: how far what is sealed is sealed with which key, another key, and the end of one.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use xinan_db::audit::{self, By, Entry};
use xinan_db::sealed::again::{self, Count};
use xinan_db::sealed::file::{Key, KeyFile};
use xinan_db::{Db, sealed};
use xinan_server::shell::clock::Clock;

use crate::args::{Algorithm, DropKey, Format, Keys, KeysStatus, Place, RotateKeys};
use crate::fault::While;
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
                        "values": values.collect::<Vec<_>>(), "warnings": warnings(file, counts) })
}

/// SM4-GCM draws 12 bytes by chance for each value, and two values with the same of them tell what is in both.
/// One key is good for 2³² values (NIST SP 800-38D, 8.3), and for AES-GCM-SIV, which forgives that, nobody needs
/// to count. We say so from a sixteenth on: what was replaced since was sealed with the key as well.
const MANY: u64 = 1 << 28;

fn warnings(file: &KeyFile, counts: &[Count]) -> Vec<String> {
    let values = |key: &Key| counts.iter().filter(|one| one.key == key.id).map(|one| one.values).sum::<u64>();
    let worn = |key: &&Key| key.algorithm == sealed::Algorithm::Sm4Gcm && values(key) >= MANY;
    let say = |key: &Key| {
        format!(
            "key {} ({}) seals {} values, and a key of this kind is good for 4294967296 with those that were \
             replaced since; take another with: xinan keys rotate --algorithm sm4-gcm",
            key.id,
            key.algorithm,
            values(key)
        )
    };
    file.keys.iter().filter(worn).map(say).collect()
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
    for warning in warnings(file, counts) {
        text.push_str(&format!("note: {warning}\n"));
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
    let before = KeyFile::read(&path)?.current;
    note(&db, "xinan keys rotate", "keys.rotate", format!("{algorithm} after key {before}")).await?;
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
    let is_there = match args.id {
        0 => file.plain_opens,
        id => file.keys.iter().any(|key| key.id == id),
    };
    if !is_there && args.id != 0 {
        bail!("the key file {} has no key {}; xinan keys status lists them", path.display(), args.id);
    }
    check(&file, args.id, &db).await?;
    // What was plain is wiped as it is sealed; what had been deleted before may still lie in the file. Before the
    // key goes, so that whoever is interrupted does it again.
    if args.id == 0 {
        db.write_anew()
            .await
            .doing(|| "the data could not be written anew; nothing else was changed".to_owned())?;
    }
    if is_there {
        note(&db, "xinan keys drop", "keys.drop", format!("key {}", args.id)).await?;
        KeyFile::change(&path, |file| Ok(file.remove(args.id)))?;
    }
    db.close().await;
    out::print(&format!(
        "key {} is gone from {}; backups from before need a copy of the file that still has it\n",
        args.id,
        path.display()
    ))?;
    Ok(ExitCode::SUCCESS)
}

/// Leaves an entry in the log before a key file is changed: what cannot be logged is not done.
async fn note(db: &Db, command: &str, action: &'static str, detail: String) -> Result<()> {
    let entry = Entry {
        at: Clock::Machine.now().micros(),
        by: By::program(command),
        county: String::new(),
        case: None,
        action,
        detail,
        cases: Vec::new(),
    };
    let mut tx = db.write().await?;
    audit::record(&mut tx, &entry).await?;
    tx.commit().await
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

#[cfg(test)]
mod tests {
    use xinan_db::column;

    use super::*;

    #[test]
    fn a_key_of_the_national_algorithm_is_said_to_be_worn_before_it_is() {
        let mut file = KeyFile::new("2026-11-21T00:00:00Z".to_owned(), None).unwrap();
        file.add(sealed::Algorithm::Sm4Gcm, "2026-11-22T00:00:00Z".to_owned()).unwrap();
        let count = |key, values| Count { column: column::CASE_NAME, key, values };
        for (counts, keys) in [
            (vec![], vec![]),
            (vec![count(1, u64::MAX / 2), count(2, MANY - 1)], vec![]),
            (vec![count(2, MANY / 2), count(2, MANY / 2)], vec![2]),
        ] {
            let said = warnings(&file, &counts);
            assert_eq!(said.len(), keys.len(), "{said:?}");
            for (said, key) in said.iter().zip(keys) {
                assert!(said.starts_with(&format!("key {key} (sm4-gcm) seals 268435456 values")), "{said}");
                assert!(in_words(Path::new("a.keys"), &file, &counts).contains(said.as_str()));
            }
        }
    }
}

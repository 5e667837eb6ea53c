//! `xinan verify` and `xinan audit`: whether the log of looks is whole, what leaves the machine of it, and what
//! is said to it after a backup was restored or its keys were lost.

mod words;

use std::fmt::Write;
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use jiff::ToSpan;
use serde_json::json;
use xinan_db::audit::checkpoint::known::{Found, in_folder};
use xinan_db::audit::checkpoint::{Checkpoint, Kept};
use xinan_db::audit::keys::{LogKeys, public_key};
use xinan_db::audit::verify::{self, Asked, Report};
use xinan_db::audit::{self, Entry};
use xinan_server::log;
use xinan_server::shell::clock::{Clock, Moment};

use crate::args::{
    Audit, BeginAnew, CheckCheckpoint, Entries, Format, MakeCheckpoint, Place, Restored, Verify,
};
use crate::fault::While;
use crate::{data, log_keys, out};

/// Reads the log from its beginning. Exit codes: 0 whole, 1 an entry is bad, 2 the log could not be read.
pub(crate) async fn verify(args: Verify) -> Result<ExitCode> {
    let path = log_keys::of(&args.place)?;
    let keys = log_keys::read(&path)?;
    let mut checkpoints = args.checkpoint.iter().map(|file| found(file)).collect::<Result<Vec<_>>>()?;
    checkpoints.extend(kept(&path)?);
    let report = read(&args.place, &keys, &Asked { checkpoints, printed: args.printed.clone() }).await?;
    out::print(&match args.format {
        Format::Json => format!("{}\n", serde_json::to_string(&report)?),
        Format::Text => words::of(&report, args.printed.as_deref()),
    })?;
    Ok(ExitCode::from(u8::from(report.first_bad.is_some())))
}

async fn read(place: &Place, keys: &LogKeys, asked: &Asked) -> Result<Report> {
    match (&place.data.data, &place.data.database_url) {
        (Some(folder), _) => {
            let file = folder.join(data::FILE);
            if !file.exists() {
                bail!("{} holds no data", folder.display());
            }
            let reading = || format!("cannot read {}", file.display());
            tokio::task::block_in_place(|| verify::sqlite(&file, keys, asked)).doing(reading)
        }
        (None, Some(url)) => {
            verify::postgres(url, keys, asked).await.doing(|| "cannot read the database".to_owned())
        }
        (None, None) => bail!("give --data DIR or --database-url URL"),
    }
}

/// A checkpoint that somebody names: it must be one.
fn found(file: &Path) -> Result<Found> {
    let found = Found::in_file(file).doing(|| format!("cannot read {}", file.display()))?;
    if found.checkpoint.is_none() {
        bail!("{} is no checkpoint of a log", file.display());
    }
    Ok(found)
}

/// All checkpoints that lie beside the keys.
fn kept(keys: &Path) -> Result<Vec<Found>> {
    let folder = log_keys::checkpoints(keys);
    in_folder(&folder, usize::MAX).doing(|| format!("cannot read {}", folder.display()))
}

/// Does what was asked.
pub(crate) async fn run(audit: Audit) -> Result<ExitCode> {
    match audit {
        Audit::Checkpoint(args) => checkpoint(args).await,
        Audit::Key(args) => {
            let keys = log_keys::read(&log_keys::of(&args.place)?)?;
            out::print(&format!("{}\n", keys.public_key()))?;
            Ok(ExitCode::SUCCESS)
        }
        Audit::Check(args) => check(&args),
        Audit::Entries(args) => entries(args).await,
        Audit::Restored(args) => restored(args).await,
        Audit::BeginAnew(args) => begin_anew(args).await,
    }
}

async fn checkpoint(args: MakeCheckpoint) -> Result<ExitCode> {
    let beside = log_keys::checkpoints(&log_keys::of(&args.place)?);
    let app = data::app(&args.place).await?;
    // That somebody took one out of the house is an entry of what is signed.
    let entry =
        Entry::of_program("xinan audit checkpoint", "log.checkpoint", String::new(), app.now().micros());
    let mut tx = app.db().write().await?;
    audit::record(&mut tx, &entry).await?;
    tx.commit().await?;
    let made = app.sign_log(Kept::ForGood).await?;
    app.db().close().await;
    let folder = args.out.unwrap_or(beside);
    let file = made.write_into(&folder, Kept::ForGood);
    let file = file.doing(|| format!("cannot write into {}", folder.display()))?;
    out::print(&match args.format {
        Format::Json => {
            let said = json!({ "checkpoint": made.short(), "entries": made.entries(), "file": file });
            format!("{said}\n")
        }
        Format::Text => format!("{} over {} entries: {}\n", made.short(), made.entries(), file.display()),
    })?;
    Ok(ExitCode::SUCCESS)
}

/// Shows whoever runs the machine the entries of no county, which is an entry of its own.
async fn entries(args: Entries) -> Result<ExitCode> {
    let app = data::app(&args.place).await?;
    let until = args.until.unwrap_or_else(|| app.today());
    let from = args.from.unwrap_or_else(|| until.saturating_sub(6.days()));
    if from > until {
        bail!("--from {from} lies after --until {until}");
    }
    let mut tx = app.db().read_log().await?;
    let (found, more) = log::store::of_no_county(&mut tx, (from, until)).await?;
    let detail = format!("{} entries, {from} to {until}, of the deployment", found.len());
    let entry = Entry::of_program("xinan audit entries", "log.read", detail, app.now().micros());
    audit::record(&mut tx, &entry).await?;
    tx.commit().await?;
    app.db().close().await;
    let mut said = String::new();
    for one in &found {
        let at = Moment::of_micros(one.at).stamp();
        match args.format {
            Format::Json => {
                let line = json!({ "at": at, "by": one.by, "act": one.action, "detail": one.detail });
                _ = writeln!(said, "{line}");
            }
            Format::Text => _ = writeln!(said, "{at}  {}  {}  {}", one.by, one.action, one.detail),
        }
    }
    out::print(&said)?;
    if more {
        eprintln!("there are earlier ones; give fewer days");
    }
    Ok(ExitCode::SUCCESS)
}

/// Whether a checkpoint was signed with a key. Nothing of the deployment is needed.
fn check(args: &CheckCheckpoint) -> Result<ExitCode> {
    let Some(key) = public_key(&args.public_key) else {
        bail!("--public-key is no key; give the 64 digits that xinan audit key shows");
    };
    let found = found(&args.file)?;
    let checkpoint = found.checkpoint.context("a checkpoint")?;
    let is_signed = checkpoint.is_signed_by(&key);
    let made_at = jiff::Timestamp::from_microsecond(checkpoint.at())
        .map_or_else(|_| String::new(), |at| at.to_string());
    let (short, entries) = (checkpoint.short(), checkpoint.entries());
    out::print(&match (args.format, is_signed) {
        (Format::Json, _) => {
            let said =
                json!({ "signed": is_signed, "checkpoint": short, "made_at": made_at, "entries": entries });
            format!("{said}\n")
        }
        (Format::Text, true) => {
            format!("{short}: signed with this key on {made_at}, over {entries} entries\n")
        }
        (Format::Text, false) => format!("{short}: not signed with this key, or changed afterwards\n"),
    })?;
    Ok(ExitCode::from(u8::from(!is_signed)))
}

async fn restored(args: Restored) -> Result<ExitCode> {
    let path = log_keys::of(&args.place)?;
    let keys = log_keys::open(&path)?;
    let db = data::open_unlogged(&args.place).await?;
    let now = Clock::Machine.now().micros();
    let entry = |lost: &[Found]| {
        let newest = lost.iter().filter_map(|one| one.checkpoint.as_ref()).max_by_key(|one| one.at());
        let newest = newest.map_or_else(String::new, Checkpoint::short);
        let detail = format!("{} {newest} {}", lost.len(), args.reason);
        Entry::of_program("xinan audit restored", "log.restored", detail, now)
    };
    let lost = db.keep_restored_log(keys, Some(&log_keys::checkpoints(&path)), now, entry).await?;
    db.close().await;
    out::print(&format!(
        "the log goes on from where the backup was made; {lost} checkpoints saw more, and are no longer compared with\n"
    ))?;
    Ok(ExitCode::SUCCESS)
}

async fn begin_anew(args: BeginAnew) -> Result<ExitCode> {
    let path = log_keys::of(&args.place)?;
    let db = data::open_unlogged(&args.place).await?;
    // How the log that ends stood, as far as its keys can still say.
    let before = match LogKeys::read(&path).doing(|| format!("cannot read {}", path.display()))? {
        Some(keys) => {
            let report =
                read(&args.place, &keys, &Asked { checkpoints: kept(&path)?, printed: None }).await?;
            words::in_brief(&report)
        }
        None => "its keys were lost".to_owned(),
    };
    let former = db.said_deployment().await?;
    let keys = LogKeys::make_others(&path, former).doing(|| log_keys::making(&path))?;
    let public = keys.public_key();
    let now = Clock::Machine.now().micros();
    let detail = format!("{before}; {}", args.reason);
    let entry = Entry::of_program("xinan audit begin-anew", "log.begun_anew", detail, now);
    db.begin_log_anew(keys, Some(&log_keys::checkpoints(&path)), &entry).await?;
    db.close().await;
    out::print(&format!(
        "the log before: {before}\nanother begins after it, with new keys at {} and the public key {public}\n\
         keep a copy of both files, {0} and {0}.signing, apart from the data\n",
        path.display()
    ))?;
    Ok(ExitCode::SUCCESS)
}

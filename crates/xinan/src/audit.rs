//! `xinan verify` and `xinan audit`: whether the log of looks is whole, and what leaves the machine of it.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use serde_json::json;
use xinan_db::audit::checkpoint::Checkpoint;
use xinan_db::audit::verify::{self, Bad, Fault, Report};

use crate::args::{Audit, Format, MakeCheckpoint, Verify};
use crate::fault::While;
use crate::{data, log_keys, out};

/// Reads the log from its beginning. Exit codes: 0 whole, 1 an entry is bad, 2 the log could not be read.
pub(crate) async fn verify(args: Verify) -> Result<ExitCode> {
    let path = log_keys::of(&args.place)?;
    let keys = log_keys::read(&path)?;
    let files = match args.checkpoint.is_empty() {
        true => newest(&log_keys::checkpoints(&path)).into_iter().collect(),
        false => args.checkpoint,
    };
    let checkpoints = files.iter().map(|file| read(file)).collect::<Result<Vec<_>>>()?;
    let report = match (&args.place.data.data, &args.place.data.database_url) {
        (Some(folder), _) => {
            let file = folder.join(data::FILE);
            if !file.exists() {
                bail!("{} holds no data", folder.display());
            }
            let reading = || format!("cannot read {}", file.display());
            tokio::task::block_in_place(|| verify::sqlite(&file, &keys, &checkpoints)).doing(reading)?
        }
        (None, Some(url)) => {
            let reading = || "cannot read the database".to_owned();
            verify::postgres(url, &keys, &checkpoints).await.doing(reading)?
        }
        (None, None) => bail!("give --data DIR or --database-url URL"),
    };
    out::print(&match args.format {
        Format::Json => format!("{}\n", serde_json::to_string(&report)?),
        Format::Text => in_words(&report),
    })?;
    Ok(ExitCode::from(u8::from(report.first_bad.is_some())))
}

/// Signs a checkpoint, or shows the public key.
pub(crate) async fn run(audit: Audit) -> Result<ExitCode> {
    match audit {
        Audit::Checkpoint(args) => checkpoint(args).await,
        Audit::Key(args) => {
            let keys = log_keys::read(&log_keys::of(&args.place)?)?;
            out::print(&format!("{}\n", keys.public_key()))?;
            Ok(ExitCode::SUCCESS)
        }
    }
}

async fn checkpoint(args: MakeCheckpoint) -> Result<ExitCode> {
    let folder = match args.out {
        Some(folder) => folder,
        None => log_keys::checkpoints(&log_keys::of(&args.place)?),
    };
    let app = data::app(&args.place).await?;
    let made = Checkpoint::make(app.db(), app.now().micros()).await?;
    app.db().close().await;
    let file = made.write_into(&folder).doing(|| format!("cannot write into {}", folder.display()))?;
    out::print(&match args.format {
        Format::Json => {
            let said = json!({ "checkpoint": made.short(), "entries": made.entries(), "file": file });
            format!("{said}\n")
        }
        Format::Text => format!("{} over {} entries: {}\n", made.short(), made.entries(), file.display()),
    })?;
    Ok(ExitCode::SUCCESS)
}

fn read(file: &Path) -> Result<Checkpoint> {
    let text = std::fs::read_to_string(file).doing(|| format!("cannot read {}", file.display()))?;
    Checkpoint::parse(&text).with_context(|| format!("{} is no checkpoint of a log", file.display()))
}

/// The newest in a folder: its files begin with their instant.
fn newest(folder: &Path) -> Option<PathBuf> {
    let files = std::fs::read_dir(folder).ok()?.filter_map(|entry| Some(entry.ok()?.path()));
    files.filter(|file| file.extension().is_some_and(|ending| ending == "json")).max()
}

fn in_words(report: &Report) -> String {
    let Report { entries, older, checkpoints, first_bad } = report;
    match first_bad {
        None => format!(
            "the log is whole: {entries} entries, {older} from before the chain, compared with {checkpoints} checkpoints\n"
        ),
        Some(bad) => format!("{}; {entries} entries before it are as they were written\n", bad_in_words(bad)),
    }
}

fn bad_in_words(bad: &Bad) -> String {
    let what = match bad.fault {
        Fault::NoHeader => "the beginning of the log is not written down any more",
        Fault::HeaderChanged => "the beginning of the log was changed, or these are not its keys",
        Fault::OtherDeployment => "the log, or a checkpoint, is that of another deployment than the keys",
        Fault::Older => "entries from before the chain were changed, removed or added",
        Fault::Changed => "it is not the entry that was written there",
        Fault::Missing => "it is missing",
        Fault::OutOfOrder => "it stands before one that was written earlier",
        Fault::Added => "it was added beside the program",
        Fault::CutOff => "it and all after it are cut off",
        Fault::OtherThanCheckpoint => "it is another one than the checkpoint saw",
        Fault::HeadChanged => "how far the chain has come was changed after it",
        Fault::BadCheckpoint => "a checkpoint was changed, or not signed by this deployment",
    };
    match (bad.entry, bad.chain, bad.number) {
        (Some(entry), Some(chain), Some(number)) => {
            format!("the first bad entry is {entry} (chain {chain}, number {number}): {what}")
        }
        (Some(entry), ..) => format!("the first bad entry is {entry}: {what}"),
        _ => what.to_owned(),
    }
}

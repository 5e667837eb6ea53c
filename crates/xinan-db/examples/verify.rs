//! How fast the log is read: `cargo run --release -p xinan-db --example verify -- 1000000` writes so many entries and
//! prints a line for docs/benchmarks.md. `cargo xtask bench` runs it too.

#![allow(clippy::print_stdout, reason = "a bench talks")]

use std::path::Path;
use std::time::Instant;

use anyhow::{Context, Result, ensure};
use xinan_db::audit::checkpoint::{Checkpoint, Kept};
use xinan_db::audit::keys::LogKeys;
use xinan_db::audit::verify::{self, Asked};
use xinan_db::audit::{self, By, Entry};
use xinan_db::{Db, KeyPlace, Uuid};

/// Entries written in one transaction.
const TOGETHER: u32 = 10_000;
/// PROMISES P13, entries a second.
const PROMISE: f64 = 200_000.0;

#[tokio::main]
async fn main() -> Result<()> {
    let entries = std::env::args().nth(1).map_or(Ok(1_000_000), |said| said.parse());
    let folder = std::env::temp_dir().join(format!("xinan-verify-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let measured = measure(&folder, entries.context("a number of entries")?).await;
    std::fs::remove_dir_all(&folder)?;
    let (entries, second) = measured?;
    let met = if second >= PROMISE { "met" } else { "**missed**" };
    println!("| the log of {entries} entries verified | {second:.0} entries/s |  | > {PROMISE:.0} | {met} |");
    Ok(())
}

/// How many entries there were, and how many are read in a second.
#[allow(clippy::disallowed_methods, reason = "only the time of reading is measured")]
async fn measure(folder: &Path, entries: u32) -> Result<(u64, f64)> {
    let path = folder.join("log.db");
    let keys = || LogKeys::new(Uuid::from_u128(1), [2; 32], [3; 32]);
    let db = Db::open_sqlite(&path, &KeyPlace::Fixed).await?;
    db.keep_log(keys(), None, 0).await?;
    for from in (0..entries).step_by(TOGETHER as usize) {
        let mut tx = db.write().await?;
        let some: Vec<Entry> = (from..entries.min(from + TOGETHER)).map(entry).collect();
        audit::record_all(&mut tx, &some).await?;
        tx.commit().await?;
    }
    Checkpoint::make(&db, 1, Kept::ForGood).await?;
    db.close().await;
    let begun = Instant::now();
    let report = verify::sqlite(&path, &keys(), &Asked::default())?;
    let took = begun.elapsed().as_secs_f64();
    ensure!(report.first_bad.is_none(), "the log is not whole");
    ensure!(report.entries == u64::from(entries), "entries are missing");
    Ok((report.entries, f64::from(entries) / took))
}

/// Entries of all shapes: one person's record, and every tenth a list of fifty.
fn entry(number: u32) -> Entry {
    let id = |of: u32| Uuid::from_u128(u128::from(number) * 64 + u128::from(of));
    let is_list = number.is_multiple_of(10);
    Entry {
        at: 1_763_600_000_000_000 + i64::from(number),
        by: By {
            account: Some(id(1)), post: Some(id(2)), shown_as: "王敏 · 清溪镇卫生院".to_owned()
        },
        county: "429971".to_owned(),
        case: (!is_list).then(|| id(3)),
        action: if is_list { "roster.read" } else { "case.read" },
        detail: if is_list { "50".to_owned() } else { String::new() },
        cases: if is_list { audit::packed((4..54).map(id)) } else { Vec::new() },
    }
}

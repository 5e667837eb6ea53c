//! Starts and stops the program that is measured.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use serde::Deserialize;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};

use crate::client;

/// An account of the demo.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Account {
    pub(crate) post: String,
    pub(crate) login: String,
    pub(crate) password: String,
}

/// The accounts that the demo made.
pub(crate) fn accounts(data: &Path) -> Result<Vec<Account>> {
    Ok(serde_json::from_slice(&std::fs::read(data.join("accounts.json"))?)?)
}

/// The running program.
pub(crate) struct Server {
    child: Child,
    pub(crate) address: SocketAddr,
}

impl Server {
    /// Starts `serve` on existing data.
    pub(crate) async fn start(program: &Path, data: &Path) -> Result<Self> {
        let data = data.display().to_string();
        Self::spawn(program, &["serve", "--data", &data, "--listen", "127.0.0.1:0"]).await
    }

    async fn spawn(program: &Path, args: &[&str]) -> Result<Self> {
        let mut child = Command::new(program)
            .args(args)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .with_context(|| format!("starting {}", program.display()))?;
        let out = child.stdout.take().context("its output")?;
        let mut lines = BufReader::new(out).lines();
        while let Some(line) = lines.next_line().await? {
            if let Some(address) = line.strip_prefix("listening on http://") {
                let address = address.trim().parse()?;
                // Its further lines are read, so that it never waits for us.
                tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
                return Ok(Self { child, address });
            }
        }
        bail!("the program ended before it listened")
    }

    /// Waits for the sign-in page; when it came.
    pub(crate) async fn first_page(&self) -> Result<Instant> {
        client::get_once(self.address, "/sign-in").await?;
        Ok(Instant::now())
    }

    /// Resident memory.
    pub(crate) fn memory_mb(&self) -> Result<f64> {
        status_mb(self.id()?, "VmRSS:")
    }

    /// The most memory that is taken while something is done: the program's, and beside it what its child
    /// processes have for themselves (the files that both have in memory are there once).
    pub(crate) async fn most_memory_mb(&self, work: impl Future<Output = Result<()>>) -> Result<f64> {
        let mut work = std::pin::pin!(work);
        let mut tick = tokio::time::interval(Duration::from_millis(10));
        let mut most = 0.0_f64;
        loop {
            tokio::select! {
                done = &mut work => return done.map(|()| most),
                _ = tick.tick() => most = most.max(self.memory_mb()? + self.memory_of_children_mb()?),
            }
        }
    }

    /// Each thread has the children that it started.
    fn memory_of_children_mb(&self) -> Result<f64> {
        let mut sum = 0.0;
        for thread in std::fs::read_dir(format!("/proc/{}/task", self.id()?))? {
            // A thread or a child that has just ended has nothing any more.
            let children = std::fs::read_to_string(thread?.path().join("children")).unwrap_or_default();
            let children = children.split_whitespace().filter_map(|child| child.parse().ok());
            sum += children.filter_map(|child| status_mb(child, "RssAnon:").ok()).sum::<f64>();
        }
        Ok(sum)
    }

    fn id(&self) -> Result<u32> {
        self.child.id().context("the program has ended")
    }

    /// Stops it.
    pub(crate) async fn stop(mut self) -> Result<()> {
        self.child.kill().await?;
        Ok(())
    }
}

/// A line of a process's status, in megabytes.
fn status_mb(id: u32, name: &str) -> Result<f64> {
    let status = std::fs::read_to_string(format!("/proc/{id}/status"))?;
    let kilobytes: f64 = status
        .lines()
        .find_map(|line| line.strip_prefix(name))
        .and_then(|rest| rest.trim().strip_suffix(" kB"))
        .with_context(|| format!("no {name}"))?
        .trim()
        .parse()?;
    Ok(kilobytes / 1024.0)
}

/// Makes the demo's data; how long it took until its first page.
pub(crate) async fn make_demo(program: &Path, data: &Path, people: u32) -> Result<Duration> {
    let begun = Instant::now();
    let (data, people) = (data.display().to_string(), people.to_string());
    let args = ["demo", "--data", &data, "--people", &people, "--listen", "127.0.0.1:0"];
    let server = Server::spawn(program, &args).await?;
    server.first_page().await?;
    let took = begun.elapsed();
    server.stop().await?;
    Ok(took)
}

/// What a county orders: an interval of its own since the first visits, so that everybody is judged anew and
/// no month is left out.
const ORDER: &str = "429971,interval.stable_months,2,2020-01-01,,bench\n";

/// What `xinan parameters load` says of its work.
#[derive(Deserialize)]
struct Loaded {
    people: u64,
}

/// Loads a parameter that concerns everybody of the county; seconds until all of them are judged anew.
pub(crate) async fn judge_anew(program: &Path, data: &Path) -> Result<f64> {
    let table = data.join("bench.csv");
    std::fs::write(&table, ORDER).context("writing a table")?;
    let begun = Instant::now();
    let mut load = Command::new(program);
    load.args(["parameters", "load", "--format", "json", "--data"]).arg(data).arg(&table);
    let done = load.output().await?;
    let took = begun.elapsed();
    if !done.status.success() {
        bail!("xinan parameters load failed: {}", String::from_utf8_lossy(&done.stderr));
    }
    let said: Loaded = serde_json::from_slice(&done.stdout).context("what the load says")?;
    if said.people == 0 {
        bail!("the load concerned nobody");
    }
    Ok(took.as_secs_f64())
}

/// Imports the workbooks of a folder into a new deployment; seconds.
pub(crate) async fn import(program: &Path, data: &Path, workbooks: &Path) -> Result<f64> {
    let run = async |args: Vec<String>| -> Result<()> {
        let status = Command::new(program).args(&args).stdout(Stdio::null()).status().await?;
        if !status.success() {
            bail!("xinan {} failed", args.join(" "));
        }
        Ok(())
    };
    let data = data.display().to_string();
    run(vec!["init".into(), "--data".into(), data.clone()]).await?;
    let mut files: Vec<PathBuf> = std::fs::read_dir(workbooks)?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|ending| ending == "xlsx"))
        .collect();
    files.sort();
    let mut args = vec!["import".to_owned(), "--data".to_owned(), data];
    args.extend(files.iter().map(|path| path.display().to_string()));
    let begun = Instant::now();
    run(args).await?;
    Ok(begun.elapsed().as_secs_f64())
}

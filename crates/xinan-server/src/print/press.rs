//! Which process sets the paper: one of its own for each job, or this one.
//!
//! Setting a village takes some 100 MB which the process then keeps, and runs much code that is not ours.
//! So the program starts itself once more for each job and sends it an [`Order`]; when that process ends, all
//! it took is given back, and no fault of it reaches the pages. Where there is no such program (tests), paper
//! is set here.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use anyhow::{Context, Result, anyhow, bail};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::process::Command;
use tokio::sync::Semaphore;
use xinan_typeset::Order;

use crate::shell::app::App;

/// The command with which the program is started to set one order; it is on no list of commands.
pub const COMMAND: &str = "typeset";

/// Setting takes a processor and some memory; only so many jobs are set at once, the rest wait.
static PRESSES: Semaphore = Semaphore::const_new(1);

/// How long one job may take. The largest takes a twentieth of it on two processors.
const LIMIT: Duration = Duration::from_secs(180);

/// No file is larger: 200 forms with long remarks take some 20 MB.
const MOST_BYTES: u64 = 128 << 20;

/// The program that this process runs, to be started once more.
///
/// On Linux under a name that stays right when the program's file is replaced while it runs.
///
/// # Errors
/// When the system does not say.
pub fn this_program() -> Result<PathBuf> {
    let running = Path::new("/proc/self/exe");
    if running.exists() {
        return Ok(running.to_owned());
    }
    std::env::current_exe().context("finding this program's file")
}

/// Sets one job and returns the file. Whoever stops waiting for it (drops the future) ends the job.
///
/// # Errors
/// What the typesetter refused, or that it broke off or took too long. The sentence names nobody on the paper.
pub(crate) async fn set(app: &App, order: Order) -> Result<Vec<u8>> {
    let press = PRESSES.acquire().await.context("waiting to set a form")?;
    let Some(program) = app.press() else {
        let set = tokio::task::spawn_blocking(move || {
            // The place is free when the job ends, not when somebody stops waiting for it.
            let _press = press;
            order.pdf()
        });
        // A panic may quote what is on the form; the log must not.
        return set.await.map_err(|_| anyhow!("setting a form broke off"))?.context("setting a form");
    };
    beside(program, &order, LIMIT).await.context("setting a form")
}

/// Sets one job in a process of its own, which ends with it.
pub(super) async fn beside(program: &Path, order: &Order, limit: Duration) -> Result<Vec<u8>> {
    let order_bytes = order.to_bytes()?;
    let mut child = Command::new(program)
        .arg(COMMAND)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        // A panic may quote what is on the form.
        .stderr(Stdio::null())
        .kill_on_drop(true)
        // What one part of the job needed is given back before the next: less memory at a time.
        .env("MIMALLOC_PURGE_DELAY", "0")
        .spawn()
        .context("starting the typesetter")?;
    let mut input = child.stdin.take().context("the typesetter's input")?;
    let output = child.stdout.take().context("the typesetter's output")?;
    let send = async {
        match input.write_all(&order_bytes).await {
            // Who ends before having read it says why, or is asked below.
            Err(error) if error.kind() != ErrorKind::BrokenPipe => {
                return Err(error).context("sending an order");
            }
            _ => drop(input),
        }
        Ok(())
    };
    let receive = async {
        let mut file = Vec::new();
        output.take(MOST_BYTES + 1).read_to_end(&mut file).await.context("receiving a file")?;
        if file.len() as u64 > MOST_BYTES {
            bail!("the file is larger than {} MB", MOST_BYTES >> 20);
        }
        Ok(file)
    };
    let work = async {
        let ((), file) = tokio::try_join!(send, receive)?;
        let well = child.wait().await.context("waiting for the typesetter")?.success();
        Ok(Order::answer(well, file)?)
    };
    match tokio::time::timeout(limit, work).await {
        Ok(done) => done,
        Err(_) => bail!("it took longer than {} s and was ended", limit.as_secs_f64()),
    }
}

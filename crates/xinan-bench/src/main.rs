//! The bench: how fast the program answers, on an invented county, through its own front door.
//!
//! It runs the real binary, signs in at each post (a narrow territory must not be slower than a wide
//! one), and measures what users wait for. Nothing here judges: it prints a table for
//! docs/benchmarks.md, with the promise beside each figure.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a bench talks")]
#![allow(clippy::disallowed_methods, reason = "a bench measures time")]

mod client;
mod figures;
mod server;

use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::Parser;

use client::{Session, load};
use figures::{Figures, median_ms, percentile_ms};
use server::Server;

/// Measures the program.
#[derive(Debug, Parser)]
struct Args {
    /// The program to measure.
    #[arg(long, default_value = "target/release/xinan")]
    program: PathBuf,
    /// The folder of the sample workbooks.
    #[arg(long, default_value = "testdata/township-clean")]
    workbooks: PathBuf,
    /// People of the invented county.
    #[arg(long, default_value_t = 5000)]
    people: u32,
    /// Requests per page and post.
    #[arg(long, default_value_t = 2000)]
    requests: usize,
    /// Clients at a time.
    #[arg(long, default_value_t = 16)]
    clients: usize,
    /// Ask for pages as they are, not compressed as browsers do.
    #[arg(long)]
    plain: bool,
}

// One thread for all clients: they stand for browsers on other machines and take as little of this one as can be.
#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let args = Args::parse();
    let folder = std::env::temp_dir().join(format!("xinan-bench-{}", std::process::id()));
    let outcome = run(&args, &folder).await;
    _ = std::fs::remove_dir_all(&folder);
    outcome
}

async fn run(args: &Args, folder: &std::path::Path) -> Result<()> {
    let mut figures = Figures::default();
    figures.machine()?;
    figures.binary(&args.program)?;

    let data = folder.join("county");
    let made = server::make_demo(&args.program, &data, args.people).await?;
    figures.add("making the county and serving its first page", made.as_secs_f64(), "s", None);

    let started = std::time::Instant::now();
    let server = Server::start(&args.program, &data).await?;
    let answered = server.first_page().await?;
    figures.add(
        "start of serve to the first page",
        (answered - started).as_secs_f64() * 1e3,
        "ms",
        Some(300.0),
    );
    tokio::time::sleep(std::time::Duration::from_secs(3)).await;
    figures.add("memory, idle", server.memory_mb()?, "MB", Some(100.0));

    let accounts = server::accounts(&data)?;
    let mut times = Vec::new();
    for _ in 0..20 {
        let begun = std::time::Instant::now();
        Session::sign_in(server.address, accounts.first().context("no accounts")?).await?;
        times.push(begun.elapsed());
    }
    // Slow on purpose (PROMISES P22): what a guess costs is what this costs.
    figures.add("signing in, one after another", median_ms(&mut times), "ms", None);
    // Who keeps accounts opens no record.
    let of_care = |(at, account): &(usize, &server::Account)| {
        let first = !accounts.iter().take(*at).any(|before| before.post == account.post);
        first && ["county_office", "township_worker", "village_doctor"].contains(&account.post.as_str())
    };
    for (_, account) in accounts.iter().enumerate().filter(of_care) {
        let session = Session::sign_in(server.address, account).await?;
        let people = session.people().await?;
        let query = session.queries(&people);
        let pages = [
            ("today's work", vec!["/".to_owned()]),
            ("a person's page", people.iter().map(|id| format!("/people/{id}")).collect()),
            ("a search", query),
            ("the roster", vec!["/people".to_owned()]),
            ("indicators", vec!["/stats".to_owned()]),
        ];
        for (name, addresses) in pages {
            let mut times = load(&session, &addresses, args.requests, args.clients, !args.plain).await?;
            let what = format!("{name}, {}", account.post);
            let promise = match name {
                "indicators" => 50.0,
                _ => 20.0,
            };
            figures.row(&what, median_ms(&mut times), percentile_ms(&mut times, 0.99), promise);
        }
        let mut alone = load(&session, &["/stats".to_owned()], 50, 1, !args.plain).await?;
        figures.row(
            &format!("indicators, one client, {}", account.post),
            median_ms(&mut alone),
            percentile_ms(&mut alone, 0.99),
            50.0,
        );
        for clients in [1, 4, args.clients] {
            let mut saves = client::save_visits(&session, &people, 300, clients).await?;
            figures.row(
                &format!("saving a visit, {clients} at a time, {}", account.post),
                median_ms(&mut saves),
                percentile_ms(&mut saves, 0.99),
                50.0,
            );
        }
    }
    figures.add("memory, under load", server.memory_mb()?, "MB", Some(250.0));
    print(&server, &accounts, &mut figures).await?;
    server.stop().await?;

    let seconds = server::judge_anew(&args.program, &data).await?;
    figures.add("a county judged anew", seconds, "s", None);
    let seconds = server::import(&args.program, &folder.join("import"), &args.workbooks).await?;
    figures.add("the four workbooks imported", seconds, "s", Some(5.0));
    figures.print();
    Ok(())
}

/// The forms of some villages: one alone, then two at a time.
async fn print(server: &Server, accounts: &[server::Account], figures: &mut Figures) -> Result<()> {
    const VILLAGES: usize = 6;
    let worker = accounts.iter().find(|account| account.post == "township_worker").context("no such post")?;
    let session = Session::sign_in(server.address, worker).await?;
    let villages = session.villages(&session.people().await?, VILLAGES).await?;
    let office = accounts.iter().find(|account| account.post == "county_office").context("no such post")?;
    let office = Session::sign_in(server.address, office).await?;
    // Hashing a password takes its time and memory on purpose, and so does entering what leaves; what is measured is
    // the printing.
    let mut papers = Vec::new();
    for village in villages.first().into_iter().chain(&villages) {
        let paper = session.take_out(&office, &format!("/print/villages/{village}/follow-up")).await?;
        session.confirm(&paper).await?;
        papers.push(paper);
    }
    let (one, papers) = papers.split_first().context("no village to print")?;
    let mut alone = load(&session, std::slice::from_ref(one), 1, 1, false).await?;
    figures.add("a village's follow-up forms printed", median_ms(&mut alone) / 1e3, "s", None);
    let printing = async { load(&session, papers, papers.len(), 2, false).await.map(drop) };
    let most = server.most_memory_mb(printing).await?;
    figures.add(
        "memory while villages are printed, with the process that sets them",
        most,
        "MB",
        Some(250.0),
    );
    figures.add("memory after printing", server.memory_mb()?, "MB", Some(250.0));
    Ok(())
}

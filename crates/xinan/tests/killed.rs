//! The program is killed in the middle of its work and started again: nothing is there by halves, and
//! nothing that was acknowledged is gone.

#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by ending")]
#![allow(clippy::disallowed_methods, reason = "the moment of a kill is a wait")]

mod program;

use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

use program::{Folder, Server, done, township, xinan};

const SIGKILL: i32 = 9;

/// Every figure of the county at the end of the year of the workbooks.
fn figures(data: &str) -> String {
    let region = ["--region", "429971", "--as-of", "2025-12-31", "--format", "json", "--data", data];
    done(&[&["report", "indicators"], &region[..]].concat())
}

/// The import of a township's workbooks. The ledger of its visits is left out: it goes into the same
/// transaction and would take most of the time.
fn import(data: &str) -> Vec<String> {
    let folder = format!("{}/../../testdata/township-clean", env!("CARGO_MANIFEST_DIR"));
    let files = ["名册", "体检2025", "线索2025"].map(|name| format!("{folder}/{name}.xlsx"));
    let rest = ["--data", data, "--format", "json"].map(str::to_owned);
    [vec!["import".to_owned()], files.to_vec(), rest.to_vec()].concat()
}

fn stored_by(data: &str) -> u64 {
    let args = import(data);
    let said = done(&args.iter().map(String::as_str).collect::<Vec<_>>());
    let said: serde_json::Value = serde_json::from_str(&said).unwrap();
    said["sheets"].as_array().unwrap().iter().map(|sheet| sheet["stored"].as_u64().unwrap()).sum()
}

/// When an import is killed.
#[derive(Debug, Clone, Copy)]
enum Moment {
    /// After this share of the time that an undisturbed one takes: reading, checking.
    Share(f64),
    /// Once this share of what an undisturbed one writes is written: in the middle of the one transaction.
    Written(f64),
}

const MOMENTS: [Moment; 5] = [
    Moment::Share(0.5),
    Moment::Written(0.0),
    Moment::Written(0.4),
    Moment::Written(0.8),
    Moment::Written(0.99),
];

/// How many bytes are in the log of what was written last.
fn log_of(data: &str) -> u64 {
    std::fs::metadata(Path::new(data).join("xinan.db-wal")).map_or(0, |found| found.len())
}

/// Runs an import to its end and says how long it took and how much it wrote at most.
fn measured(data: &str) -> (Duration, u64) {
    let since = Instant::now();
    let mut child = xinan(&[]).args(import(data)).stdout(Stdio::null()).spawn().unwrap();
    let mut most = 0;
    while child.try_wait().unwrap().is_none() {
        most = most.max(log_of(data));
        std::thread::sleep(Duration::from_millis(1));
    }
    assert!(child.wait().unwrap().success());
    (since.elapsed(), most)
}

/// Starts an import and kills it at the moment. Whether the kill came in time.
fn killed(data: &str, moment: Moment, whole: Duration, most: u64) -> bool {
    let before = log_of(data);
    let since = Instant::now();
    let mut child = xinan(&[]).args(import(data)).stdout(Stdio::null()).spawn().unwrap();
    let is_time = || match moment {
        Moment::Share(share) => since.elapsed() >= whole.mul_f64(share),
        Moment::Written(share) => {
            let written = log_of(data);
            written != before && written as f64 > most as f64 * share
        }
    };
    while !is_time() && child.try_wait().unwrap().is_none() {
        std::thread::sleep(Duration::from_micros(200));
    }
    child.kill().unwrap();
    child.wait().unwrap().signal() == Some(SIGKILL)
}

#[test]
fn an_import_that_is_killed_leaves_all_or_nothing_and_can_be_done_again() {
    let folder = Folder::new("import");
    let undisturbed = folder.deployment("undisturbed");
    let empty = figures(&undisturbed);
    let (whole, most) = measured(&undisturbed);
    let expected = figures(&undisturbed);
    assert_ne!(expected, empty);

    let data = folder.deployment("killed");
    let mut in_time = 0;
    for moment in MOMENTS {
        in_time += usize::from(killed(&data, moment, whole, most));
        let found = figures(&data);
        assert!(found == empty || found == expected, "half an import after {moment:?}: {found}");
        if found == expected {
            // It was kept before the kill: whoever does it again changes nothing, and the next begins anew.
            assert_eq!(stored_by(&data), 0, "{moment:?}");
            folder.forget("killed");
            folder.deployment("killed");
        }
    }
    assert!(in_time >= 3, "only {in_time} of the kills came while something was being done");
    stored_by(&data);
    assert_eq!(figures(&data), expected);
}

#[test]
fn a_visit_that_was_acknowledged_is_there_after_a_kill() {
    let folder = Folder::new("visit");
    let data = folder.deployment("data");
    let password = township(&data);

    let server = Server::start(&data);
    let cookie = server.sign_in_first("liu", &password);
    let person = server.somebody(&cookie);
    let answer = server.visit(&cookie, &person, "planted-garlic");
    assert!(answer.starts_with("HTTP/1.1 303"), "{answer}");
    // Killed: the program has no time for anything after it has answered.
    drop(server);

    let server = Server::start(&data);
    // The session was acknowledged too.
    let history = server.send(&cookie, &format!("/people/{person}/visits"), None);
    assert!(history.contains("planted-garlic") && history.contains("共随访 1 次"), "{history}");
}

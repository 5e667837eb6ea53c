//! A process beside the server that fails in every way. That it sets paper is tested with the program itself.

use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use xinan_typeset::{Extras, FollowUpSheet, Footer, Order, Sheets};

use crate::print::press::beside;
use crate::tests::TestApp;

const LONG: Duration = Duration::from_secs(60);

/// A program that does what these lines of shell say; it goes with the test.
struct Script(PathBuf);

impl Script {
    fn new(name: &str, lines: &str) -> Self {
        let path = std::env::temp_dir().join(format!("xinan-press-{}-{name}", std::process::id()));
        std::fs::write(&path, format!("#!/bin/sh\n{lines}\n")).unwrap();
        std::fs::set_permissions(&path, PermissionsExt::from_mode(0o700)).unwrap();
        Self(path)
    }
}

impl Drop for Script {
    fn drop(&mut self) {
        _ = std::fs::remove_file(&self.0);
    }
}

/// An order that no pipe holds at once.
fn order() -> Order {
    let sheet = FollowUpSheet { name: "李春生".to_owned(), ..FollowUpSheet::default() };
    let printed_at = jiff::civil::datetime(2026, 11, 21, 9, 0, 0, 0);
    let footer = Footer { printed_by: "王医生".to_owned(), printed_at, checkpoint: String::new() };
    Order { sheets: Sheets::FollowUp(vec![sheet; 100]), footer, extras: Extras::default() }
}

async fn refused(program: &Path, limit: Duration) -> String {
    format!("{:#}", beside(program, &order(), limit).await.unwrap_err())
}

#[tokio::test]
async fn a_typesetter_that_fails_is_told_from_one_that_prints() {
    for (name, lines, said) in [
        ("prints", "cat > /dev/null; printf '%%PDF-1.7'", None),
        ("refuses", "cat > /dev/null; printf 'nothing to print'; exit 1", Some("nothing to print")),
        ("falls", "printf '%%PDF-1.7 half'; kill -9 $$", Some("it broke off")),
        ("does not listen", "exit 1", Some("it gave no reason")),
        ("talks", "cat > /dev/null; echo usage", Some("it gave no reason")),
        ("never stops", "yes", Some("the file is larger than 128 MB")),
    ] {
        let script = Script::new(&name.replace(' ', "-"), lines);
        match said {
            None => assert_eq!(beside(&script.0, &order(), LONG).await.unwrap(), b"%PDF-1.7"),
            Some(said) => assert_eq!(refused(&script.0, LONG).await, said, "{name}"),
        }
    }
    assert!(refused(Path::new("/nowhere"), LONG).await.starts_with("starting the typesetter: "));
}

/// Waits until the process whose number is in the file is there, or no longer.
async fn until(number: &Path, there: bool) {
    let is_there = || {
        let pid = std::fs::read_to_string(number).unwrap_or_default();
        let pid = pid.trim();
        // One that has ended and was not asked for yet still has a folder.
        let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
        !pid.is_empty() && !stat.is_empty() && !stat.contains(") Z ")
    };
    for _ in 0..1_000 {
        if is_there() == there {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("the process is still there: {}", !there);
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn a_job_ends_when_its_time_is_over_or_nobody_waits_any_more() {
    let number = std::env::temp_dir().join(format!("xinan-press-{}-number", std::process::id()));
    let script = Script::new("sleeps", &format!("echo $$ > {}; exec sleep 600", number.display()));
    let said = refused(&script.0, Duration::from_millis(300)).await;
    assert_eq!(said, "it took longer than 0.3 s and was ended");
    until(&number, false).await;

    std::fs::remove_file(&number).unwrap();
    let order = order();
    let waiting = beside(&script.0, &order, LONG);
    tokio::select! {
        _ = waiting => panic!("it sleeps"),
        () = until(&number, true) => {}
    }
    until(&number, false).await;
    std::fs::remove_file(&number).unwrap();
}

#[tokio::test]
async fn a_typesetter_that_fails_leaves_the_pages_standing() {
    let app = TestApp::new().await;
    let script = Script::new("fails", "exit 3");
    app.app.print_beside(script.0.clone());
    let doctor = app.staff_of("429971101209").await;
    doctor.get("/print/blank/follow-up.pdf").await.has_status(500).shows("没有");
    doctor.get("/").await.has_status(200);
}

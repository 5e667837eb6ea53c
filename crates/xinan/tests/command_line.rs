//! The program as scripts use it: what it refuses, what it says, what it leaves behind.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by ending")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A folder for one test, removed at its end.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("xinan-command-{}-{name}", std::process::id()));
        _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        std::fs::write(self.path(name), content).unwrap();
        self.path(name)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        _ = std::fs::remove_dir_all(&self.0);
    }
}

fn xinan(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_xinan")).args(args).output().unwrap()
}

/// The program ended with exit code 2 and one line that holds these words.
#[track_caller]
fn refused(args: &[&str], words: &str) {
    let out = xinan(args);
    let said = String::from_utf8_lossy(&out.stderr);
    assert_eq!(out.status.code(), Some(2), "{args:?}: {said}");
    assert!(said.contains(words), "{args:?}: {said}");
    assert_eq!(said.trim_end().lines().count(), 1, "{args:?}: {said}");
    assert!(out.stdout.is_empty());
}

#[track_caller]
fn done(args: &[&str]) -> String {
    let out = xinan(args);
    assert!(out.status.success(), "{args:?}: {}", String::from_utf8_lossy(&out.stderr));
    String::from_utf8(out.stdout).unwrap()
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

fn workbook(name: &str) -> String {
    format!("{}/../../testdata/township-clean/{name}.xlsx", env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn a_demo_never_touches_a_deployment() {
    let folder = Folder::new("deployment");
    let data = folder.path("data");
    done(&["init", "--data", text(&data)]);
    let before = std::fs::read(data.join("xinan.db")).unwrap();
    refused(&["demo", "--data", text(&data), "--listen", "127.0.0.1:0", "--people", "5"], "no demo");
    assert_eq!(std::fs::read(data.join("xinan.db")).unwrap(), before);
}

#[test]
fn an_unfinished_demo_is_made_anew_and_two_do_not_make_one_at_once() {
    use std::io::{BufRead, BufReader};
    let folder = Folder::new("demo");
    let data = folder.path("data");
    std::fs::create_dir_all(data.join("demo-unfinished")).unwrap();
    std::fs::write(data.join("demo-unfinished/xinan.db"), "half").unwrap();
    std::fs::write(data.join("mine.txt"), "kept").unwrap();
    let args = ["demo", "--data", text(&data), "--listen", "127.0.0.1:0", "--people", "20"];

    let lock = std::fs::File::create(data.join("demo.lock")).unwrap();
    lock.lock().unwrap();
    refused(&args, "another xinan demo");
    drop(lock);

    let mut demo = Command::new(env!("CARGO_BIN_EXE_xinan"))
        .args(args)
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::null())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(demo.stdout.take().unwrap()).read_line(&mut line).unwrap();
    demo.kill().unwrap();
    demo.wait().unwrap();
    assert!(line.starts_with("listening on http://"), "{line}");
    assert!(data.join("xinan.db").exists() && data.join("accounts.json").exists());
    assert!(!data.join("demo-unfinished").exists());
    assert_eq!(std::fs::read_to_string(data.join("mine.txt")).unwrap(), "kept");
}

#[test]
fn a_wrong_division_table_leaves_nothing_behind_and_another_one_is_refused() {
    let folder = Folder::new("divisions");
    let data = folder.path("data");
    let init = |table: &Path| ["init", "--data", text(&data), "--divisions", text(table)].map(str::to_owned);
    let wrong = folder.file("wrong.csv", "429971,清溪县\n429971101201,柳河村\n");
    refused(&init(&wrong).each_ref().map(String::as_str), "line 2: 429971101201 has no line for 429971101");
    assert!(!data.exists());

    let table = folder.file("a.csv", "\u{FEFF}code,name\n\"429971\",\"清溪县\"\n429971101,清溪镇\n");
    for _ in 0..2 {
        assert!(done(&init(&table).each_ref().map(String::as_str)).contains("2 divisions in 1 counties"));
    }
    let other = folder.file("b.csv", "429972,河口县\n");
    refused(&init(&other).each_ref().map(String::as_str), "a deployment already");
}

#[test]
fn an_account_is_added_once_and_fits_its_division() {
    let folder = Folder::new("account");
    let data = folder.path("data");
    done(&["init", "--data", text(&data)]);
    let add = |post: &str, region: &str, login: &str| {
        ["account", "add", "--data", text(&data), "--post", post, "--region", region, "--login", login]
            .into_iter()
            .chain(["--name", "Wang Min", "--format", "json"])
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    let run = |args: &[String]| done(&args.iter().map(String::as_str).collect::<Vec<_>>());
    let fails = |args: &[String], words: &str| {
        refused(&args.iter().map(String::as_str).collect::<Vec<_>>(), words);
    };
    let said: serde_json::Value =
        serde_json::from_str(&run(&add("county_office", "429971", "Wang"))).unwrap();
    assert_eq!((said["login"].as_str(), said["post"].as_str()), (Some("wang"), Some("county_office")));
    assert!(said["password"].as_str().unwrap().len() >= 12);
    fails(&add("county_office", "429971", "wang"), "taken");
    fails(&add("village_doctor", "429971101", "li"), "12 digits");
    fails(&add("county_office", "429999", "li"), "has no 429999");
    fails(&add("county_office", "429971", "a b"), "a login has");
}

#[test]
fn an_import_says_what_it_did_and_nothing_twice() {
    let folder = Folder::new("import");
    let data = folder.path("data");
    done(&["init", "--data", text(&data)]);
    let (roster, data) = (workbook("名册"), text(&data));
    let args = ["import", roster.as_str(), "--data", data];
    assert!(done(&["import", &roster, "--data", data, "--dry-run"]).contains("nothing was stored yet"));
    assert!(done(&args).contains("160 rows, 160 new"));
    assert!(done(&args).ends_with("nothing changed\n"));
    let said = done(&["import", &roster, "--data", data, "--format", "json"]);
    let said: serde_json::Value = serde_json::from_str(&said).unwrap();
    let sheet = &said["sheets"][0];
    assert_eq!((sheet["rows"].as_u64(), sheet["already"].as_u64()), (Some(160), Some(160)));
    assert!(sheet["refused"].as_array().unwrap().is_empty());
    for doubt in sheet["doubts"].as_array().unwrap() {
        assert!(doubt["row"].is_u64() && doubt["column"].is_string() && doubt["message"].is_string());
    }
}

#[test]
fn what_is_no_file_or_too_large_is_not_read() {
    let folder = Folder::new("files");
    let data = folder.path("data");
    done(&["init", "--data", text(&data)]);
    refused(&["import", "/dev/zero", "--data", text(&data)], "no file");
    refused(&["import", text(&folder.0), "--data", text(&data)], "no file");
    let sparse = folder.path("a.xlsx");
    std::fs::File::create(&sparse).unwrap().set_len(12 << 30).unwrap();
    refused(&["import", text(&sparse), "--data", text(&data)], "20 MB");
    refused(&["import", text(&folder.path("none.xlsx")), "--data", text(&data)], "none.xlsx");
}

#[test]
fn a_command_line_that_is_not_understood_is_one_line_with_a_hint() {
    refused(&["import"], "see xinan --help");
    refused(&["nightly", "--data", "x", "--as-of", "soon"], "--as-of");
    refused(&["demo", "--people", "0"], "--people");
    for help in [&["--help"][..], &["report", "--help"], &["account", "add", "--help"]] {
        assert!(done(help).contains("Example:"), "{help:?}");
    }
}

#[test]
fn the_night_of_a_day_to_come_is_refused() {
    let folder = Folder::new("nightly");
    let data = folder.path("data");
    done(&["init", "--data", text(&data)]);
    refused(&["nightly", "--data", text(&data), "--as-of", "2999-01-01"], "after today");
}

/// A reader who has gone away is no fault; a full disk is.
#[cfg(target_os = "linux")]
#[test]
fn a_closed_or_full_output_ends_in_good_order() {
    let folder = Folder::new("output");
    let data = folder.path("data");
    done(&["init", "--data", text(&data)]);
    let report = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_xinan"));
        command.args(["report", "indicators", "--region", "429971", "--data", text(&data)]);
        command
    };
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let out = report().stdout(full).output().unwrap();
    assert_eq!(out.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&out.stderr).contains("could not be written"));

    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let out = report().stdout(writer).output().unwrap();
    assert!(out.status.success() && out.stderr.is_empty(), "{}", String::from_utf8_lossy(&out.stderr));
}

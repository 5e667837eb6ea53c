//! What a user gets wrong, command by command: exit code 2 and one sentence that says what to do.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by ending")]

mod common;

use std::net::TcpListener;
use std::process::Command;

use common::{Folder, done, refused, text};

#[test]
fn a_day_that_is_none_is_told_how_to_be_written() {
    for day in ["soon", "2026-13-01", "2026-02-30", "20260101", "-9999-01-01", "", "2026-01-01T10:00"] {
        let words = if day.is_empty() {
            "--as-of needs a value"
        } else {
            "write a day of the calendar as 2026-11-22"
        };
        refused(&["nightly", "--data", "x", "--as-of", day], words);
        refused(&["report", "indicators", "--region", "429971", "--data", "x", "--as-of", day], words);
    }
    refused(&["parameters", "show", "--data", "x", "--on", "1.2.2026"], "--on cannot be \"1.2.2026\"");
}

#[test]
fn numbers_of_people_have_bounds() {
    for people in ["-5", "0", "2000001", "99999999999999999999", "many", "1.5"] {
        refused(&["demo", "--people", people], "give a whole number from 1 to 2000000");
    }
    refused(&["demo", "--seed", "-1"], "give a whole number from 0 on");
}

#[test]
fn an_address_is_taken_or_told_why_not() {
    for address in ["nonsense", "127.0.0.1:99999", "127.0.0.1", "8321"] {
        refused(&["serve", "--data", "x", "--listen", address], "as in 127.0.0.1:8321");
    }
    for proxy in ["nonsense", "10.0.0.1:80", "10.0.0.0/33"] {
        refused(&["serve", "--data", "x", "--trusted-proxy", proxy], "without a port, as in 10.0.0.1");
    }
    let folder = Folder::new("address");
    let data = folder.path("data");
    done(&["init", "--data", text(&data)]);
    let other = TcpListener::bind("127.0.0.1:0").unwrap();
    let taken = other.local_addr().unwrap().to_string();
    refused(&["serve", "--data", text(&data), "--listen", &taken], "another program uses this port");
    let demo = folder.path("demo");
    refused(&["demo", "--data", text(&demo), "--listen", &taken], "choose another port with --listen");
    assert!(!demo.exists());
    // What other machines reach is not left open by oversight.
    for open in ["0.0.0.0:0", "[::]:0", "192.0.2.1:8321"] {
        refused(&["serve", "--data", text(&data), "--listen", open], "--public-url");
    }
    for url in ["http://xinan.example", "xinan.example", "https://a/b"] {
        refused(&["serve", "--data", text(&data), "--public-url", url], "as in https://xinan.example");
    }
    // An address for documentation (RFC 5737): no machine has it.
    refused(
        &["serve", "--data", text(&data), "--listen", "192.0.2.1:8321", "--plain-http"],
        "this machine does not have that",
    );
}

#[test]
fn a_database_of_somebody_else_is_left_alone() {
    let folder = Folder::new("foreign");
    let data = folder.path("noise");
    std::fs::create_dir_all(&data).unwrap();
    let file = data.join("xinan.db");
    std::fs::write(&file, [7; 5000]).unwrap();
    let data = text(&data);
    for command in [
        &["serve", "--data", data, "--listen", "127.0.0.1:0"][..],
        &["init", "--data", data],
        &["nightly", "--data", data],
        &["report", "indicators", "--region", "429971", "--data", data],
        &["parameters", "show", "--data", data],
    ] {
        refused(command, "this is no database of xinan");
    }
    assert_eq!(std::fs::read(&file).unwrap(), [7; 5000]);
}

#[test]
fn a_damaged_database_is_told_to_be_restored() {
    use std::io::{Seek, SeekFrom, Write};
    let folder = Folder::new("damaged");
    let data = folder.path("data");
    done(&["init", "--data", text(&data)]);
    let mut file = std::fs::OpenOptions::new().write(true).open(data.join("xinan.db")).unwrap();
    file.seek(SeekFrom::Start(3 * 4096)).unwrap();
    file.write_all(&[0xff; 40_000]).unwrap();
    drop(file);
    refused(&["nightly", "--data", text(&data)], "restore the last backup");
}

#[test]
fn a_folder_that_cannot_be_made_is_named() {
    let folder = Folder::new("folder");
    let file = folder.file("file", "");
    for place in [file.clone(), file.join("below")] {
        refused(&["init", "--data", text(&place)], "a file stands where a folder is needed");
        refused(&["demo", "--data", text(&place), "--listen", "127.0.0.1:0"], "cannot make the folder");
    }
    refused(&["nightly", "--data", text(&file)], "holds no data yet");
    refused(&["init", "--data", ""], "--data needs a value");
    // Nobody may make a folder there, not even the system's own account.
    #[cfg(target_os = "linux")]
    refused(&["init", "--data", "/sys/xinan"], "choose another place");
}

#[test]
fn a_server_that_is_not_there_is_told_at_once() {
    let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let url = format!("postgres://xinan@{address}/xinan");
    refused(&["nightly", "--database-url", &url], "the PostgreSQL server does not answer");
    refused(&["nightly", "--database-url", "xinan"], "begins with postgres://");
    refused(&["nightly", "--database-url", "postgres://127.0.0.1:abc/x"], "the address is not understood");
}

#[test]
fn a_division_table_with_a_mistake_names_its_line() {
    let folder = Folder::new("table");
    let data = folder.path("data");
    let init = |name: &str, content: &str, words: &str| {
        let table = folder.file(name, content);
        refused(&["init", "--data", text(&data), "--divisions", text(&table)], words);
        assert!(!data.exists());
    };
    init("a.csv", "429971,清溪县\n42997110,清溪镇\n", "a.csv: line 2: \"42997110\" is no division code");
    init("b.csv", "429971,清溪县\n429971101,\n", "b.csv: line 2: 429971101 has no name");
    init("c.csv", "429971,清溪县,many\n", "c.csv: line 1: \"many\" is no number of residents");
    init("d.csv", "", "d.csv: This file is empty");
    let none = folder.path("none.csv");
    let none = ["init", "--data", text(&data), "--divisions", text(&none)];
    refused(&none, "none.csv: there is no such file or folder; check the path");
}

#[test]
fn a_division_that_is_none_is_told_what_one_looks_like() {
    let folder = Folder::new("division");
    let data = folder.path("data");
    done(&["init", "--data", text(&data)]);
    let data = text(&data);
    refused(&["report", "indicators", "--region", "abc", "--data", data], "a township 9, a village 12");
    refused(&["report", "indicators", "--region", "429972", "--data", data], "has no 429972; give a code");
    refused(&["parameters", "show", "--region", "4299711", "--data", data], "is no division code");
    refused(&["import", "a.xlsx", "--region", "1", "--data", data], "is no division code");
    let account =
        ["account", "add", "--post", "county_office", "--login", "a", "--name", "b", "--data", data];
    refused(&[&account[..], &["--region", "x"]].concat(), "is no division code");
    refused(&[&account[..], &["--region", "429971101"]].concat(), "has not the 6 digits");
}

#[test]
fn a_slip_of_the_hand_is_told_with_what_may_be_meant() {
    refused(&["demmo"], "demo may be meant; see xinan --help");
    refused(&["nightly", "--dta", "x"], "--data may be meant; see xinan nightly --help");
    refused(&["demo", "extra"], "\"extra\" is not understood here");
    refused(&["nightly", "--data", "x", "--format", "xml"], "it is one of text, json");
    refused(&["nightly"], "still to be given: --data <DIR> or --database-url <URL>");
    refused(&["serve", "--data", "a", "--database-url", "b"], "cannot be given together");
}

/// The cause that was put into plain words is in the log for whoever looks after the machine.
#[test]
fn the_cause_is_in_the_log() {
    let out = Command::new(env!("CARGO_BIN_EXE_xinan"))
        .args(["import", "none.xlsx", "--data", "no-such-folder"])
        .env("XINAN_LOG", "debug")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&out.stderr);
    assert!(said.contains("the command failed"), "{said}");
    assert!(said.trim_end().lines().last().unwrap().starts_with("xinan: no-such-folder holds no data yet"));
}

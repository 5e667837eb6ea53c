//! Paper is set by a process of its own: it is the same program, and the server does not grow by it.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by ending")]

mod program;

use std::io::Write;
use std::process::{Output, Stdio};

use program::{Folder, Server, between, done, worker, xinan};

/// Megabytes of one line of a process's status.
fn megabytes(server: &Server, line: &str) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{}/status", server.child.id())).unwrap();
    let found = status.lines().find_map(|found| found.strip_prefix(line)).unwrap();
    found.trim().trim_end_matches(" kB").parse::<u64>().unwrap() / 1024
}

/// A bound for the server as tests build it, which is larger than as it is delivered. Setting a form here would
/// take it over this by itself.
const GROWS_BY_AT_MOST: u64 = 40;

#[test]
fn a_server_that_prints_villages_stays_as_small_as_it_was() {
    let folder = Folder::new("printing");
    let data = folder.deployment("data");
    let roster = format!("{}/../../testdata/township-clean/名册.xlsx", env!("CARGO_MANIFEST_DIR"));
    done(&["import", &roster, "--data", &data]);
    let password = worker(&data, "liu");
    let server = Server::start(&data);
    let cookie = server.sign_in_first("liu", &password);
    let person = server.somebody(&cookie);
    let person = server.send(&cookie, &format!("/people/{person}"), None);
    let village = between(&person, "/print/villages/", "/");

    let new = ["--post", "county_office", "--region", "429971", "--login", "ma", "--name", "Ma"];
    let made = done(&[&["account", "add", "--data", &data, "--format", "json"], &new[..]].concat());
    let made: serde_json::Value = serde_json::from_str(&made).unwrap();
    let second = server.sign_in_first("ma", made["password"].as_str().unwrap());
    // Each file is entered, agreed to by the county office, and confirmed by whoever fetches it.
    let entered = |form: &str| {
        let file = server.take_out(&cookie, &second, &format!("/print/villages/{village}/{form}"));
        server.confirm(&cookie, &file);
        file
    };
    let papers = [entered("follow-up"), entered("follow-up")];
    let supplement = entered("supplement");

    // Signing in and confirming take their memory on purpose. What is measured is what comes after them.
    std::fs::write(format!("/proc/{}/clear_refs", server.child.id()), "5").unwrap();
    let before = megabytes(&server, "VmRSS:");
    // Two at once and one after them.
    std::thread::scope(|scope| {
        let asked = papers.each_ref().map(|paper| scope.spawn(|| server.send(&cookie, paper, None)));
        for answer in asked {
            check(&answer.join().unwrap());
        }
    });
    check(&server.send(&cookie, &supplement, None));
    let most = megabytes(&server, "VmHWM:");
    assert!(most < before + GROWS_BY_AT_MOST, "{before} MB before printing, at most {most} MB");
}

#[track_caller]
fn check(answer: &str) {
    let head = answer.split_once("\r\n\r\n").unwrap().0;
    assert!(head.starts_with("HTTP/1.1 200") && head.contains("content-type: application/pdf"), "{head}");
    let length: usize = between(&format!("{head}\r\n"), "content-length: ", "\r\n").parse().unwrap();
    assert!(length > 200_000, "a village's forms are {length} bytes");
    assert!(answer.contains("%PDF-1.7") && answer.trim_end().ends_with("%%EOF"));
}

fn typeset(order: &str) -> Output {
    let mut child = xinan(&["typeset"]).stdin(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(order.as_bytes()).unwrap();
    child.wait_with_output().unwrap()
}

/// Whatever is wrong with an order, what is said of it names nobody.
#[test]
fn an_order_that_cannot_be_read_is_refused_without_quoting_it() {
    for order in ["", "{}", "[\"李春生\"]", "{\"sheets\":{\"FollowUp\":[{\"name\":\"李春生\"}]}}"] {
        let out = typeset(order);
        assert_eq!(out.status.code(), Some(1), "{order}");
        assert_eq!(String::from_utf8(out.stdout).unwrap(), "this is no order");
        assert!(out.stderr.is_empty(), "{}", String::from_utf8_lossy(&out.stderr));
    }
}

#[test]
fn the_command_of_the_server_is_not_offered_to_people() {
    assert!(!done(&["--help"]).contains("typeset"));
}

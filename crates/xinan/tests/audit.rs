//! The log of looks as an administrator checks it: whole, put back, without its keys.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by ending")]

mod common;

use std::path::Path;

use common::{Folder, done, refused, text, xinan};

/// Every account that is added leaves an entry.
fn add(data: &Path, login: &str) {
    let (data, name) = (text(data), format!("Wang {login}"));
    let account = ["account", "add", "--post", "county_office", "--region", "429971", "--login", login];
    done(&[account.as_slice(), &["--name", &name, "--data", data]].concat());
}

#[track_caller]
fn verified(args: &[&str], code: i32) -> String {
    let out = xinan(args);
    let said = String::from_utf8(out.stdout).unwrap();
    assert_eq!(out.status.code(), Some(code), "{said} {}", String::from_utf8_lossy(&out.stderr));
    said
}

#[test]
fn a_log_that_was_put_back_is_found_by_the_checkpoint_that_left_the_machine() {
    let folder = Folder::new("verify");
    let data = folder.path("data");
    done(&["init", "--data", text(&data)]);
    add(&data, "one");
    let before = folder.path("before.db");
    std::fs::copy(data.join("xinan.db"), &before).unwrap();
    add(&data, "two");
    let verify = ["verify", "--data", text(&data)];
    assert!(verified(&verify, 0).starts_with("the log is whole: 2 entries"));

    let out = folder.path("usb");
    let made = done(&["audit", "checkpoint", "--data", text(&data), "--out", text(&out)]);
    let short = made.split(' ').next().unwrap();
    assert_eq!((short.len(), short.matches('-').count()), (23, 3), "{made}");
    let file = std::fs::read_dir(&out).unwrap().next().unwrap().unwrap().path();
    assert!(file.to_str().unwrap().contains(short));
    let with = ["verify", "--data", text(&data), "--format", "json", "--checkpoint", text(&file)];
    assert!(verified(&with, 0).contains("\"first_bad\":null"));

    // It lies beside the keys too, and is compared with there.
    std::fs::copy(&before, data.join("xinan.db")).unwrap();
    assert!(verified(&verify, 1).contains("cut off"));
    std::fs::remove_dir_all(folder.path("data.checkpoints")).unwrap();
    assert!(verified(&verify, 0).contains("1 entries"), "without a checkpoint nobody knows");
    let said = verified(&with, 1);
    assert!(said.contains("\"fault\":\"cut_off\"") && said.contains("\"entry\":2"), "{said}");
    assert!(said.contains("\"shown_by\"") && said.contains(short), "{said}");

    // One that was changed proves nothing.
    let forged = std::fs::read_to_string(&file).unwrap().replace("\"number\": 3", "\"number\": 1");
    let forged = folder.file("forged.json", forged);
    let said = verified(&["verify", "--data", text(&data), "--checkpoint", text(&forged)], 1);
    assert!(said.starts_with("a checkpoint was changed") && said.contains("forged.json"), "{said}");
    assert!(said.contains("all 1 entries are as they were written"), "{said}");
    let public = done(&["audit", "key", "--data", text(&data)]);
    let check = |file: &Path, code: i32| {
        verified(&["audit", "check", text(file), "--public-key", public.trim()], code)
    };
    assert!(check(&file, 0).contains("signed with this key on 20"));
    assert!(check(&forged, 1).contains("not signed with this key"));
    refused(&["audit", "check", text(&file), "--public-key", "00"], "--public-key is no key");
    let no = folder.file("no.json", "{}");
    refused(&["verify", "--data", text(&data), "--checkpoint", text(&no)], "is no checkpoint");
}

/// Putting the database back and starting again signs nothing over it, until somebody says why.
#[test]
fn a_log_that_was_put_back_stops_the_program_until_a_reason_is_given() {
    let folder = Folder::new("restored");
    let data = folder.path("data");
    let data = text(&data);
    done(&["init", "--data", data]);
    add(Path::new(data), "one");
    let before = folder.path("before.db");
    std::fs::copy(Path::new(data).join("xinan.db"), &before).unwrap();
    add(Path::new(data), "two");
    let night = done(&["nightly", "--data", data, "--format", "json"]);
    let (_, on_paper) = night.split_once("\"checkpoint\":\"").unwrap();
    let on_paper = on_paper.split('"').next().unwrap();
    let printed = ["verify", "--data", data, "--printed", on_paper];
    assert!(verified(&printed, 0).contains("the log holds what it saw"));
    let other = ["verify", "--data", data, "--printed", "00000-00000-00000-00000"];
    assert!(verified(&other, 1).contains("no checkpoint that is kept or given"));
    refused(&["verify", "--data", data, "--printed", "abc"], "the twenty characters as they are printed");

    std::fs::copy(&before, Path::new(data).join("xinan.db")).unwrap();
    for command in
        [["nightly", "--data", data].as_slice(), &["serve", "--listen", "127.0.0.1:0", "--data", data]]
    {
        refused(command, "xinan audit restored --reason TEXT");
    }
    assert!(verified(&["verify", "--data", data], 1).contains("cut off"));
    assert_eq!(std::fs::read_dir(folder.path("data.checkpoints")).unwrap().count(), 1);

    refused(&["audit", "restored", "--data", data], "--reason");
    refused(&["audit", "restored", "--data", data, "--reason", " "], "say why");
    let said = done(&["audit", "restored", "--data", data, "--reason", "disk failed"]);
    assert!(said.contains("1 checkpoints saw more"), "{said}");
    done(&["nightly", "--data", data]);
    let said = verified(&["verify", "--data", data], 0);
    assert!(
        said.contains("the log is whole: 2 entries") && said.contains("1 checkpoints saw what was given up"),
        "{said}"
    );
    let said = verified(&printed, 1);
    assert!(said.contains("another one than the checkpoint saw") && said.contains(on_paper), "{said}");
    refused(&["audit", "restored", "--data", data, "--reason", "again"], "nothing is to be said");
}

/// The key file knows that its log has begun.
#[test]
fn a_log_without_any_trace_does_not_begin_again_but_with_a_reason_and_other_keys() {
    let folder = Folder::new("begin-anew");
    let data = folder.path("data");
    let data = text(&data);
    done(&["init", "--data", data]);
    add(Path::new(data), "one");
    done(&["nightly", "--data", data]);
    let public = done(&["audit", "key", "--data", data]);
    // Empty data under the old name, as of somebody who could remove every trace.
    std::fs::remove_dir_all(data).unwrap();
    std::fs::rename(folder.path("data.keys"), folder.path("old.keys")).unwrap();
    refused(&["init", "--data", data], "the log's header is gone");
    // Once its database is there, so is the refusal of every command.
    refused(&["nightly", "--data", data], "xinan audit begin-anew");
    let said = done(&["audit", "begin-anew", "--data", data, "--reason", "a test began again"]);
    assert!(
        said.starts_with("the log before: 0 entries, then: the beginning of the log is not written down"),
        "{said}"
    );
    assert_ne!(done(&["audit", "key", "--data", data]), public);
    done(&["init", "--data", data]);
    done(&["nightly", "--data", data]);
    let said = verified(&["verify", "--data", data], 0);
    assert!(said.contains("1 entries") && said.contains("1 checkpoints saw what was given up"), "{said}");

    // The keys are lost, all of them.
    add(Path::new(data), "two");
    std::fs::remove_file(folder.path("data.audit-keys")).unwrap();
    let said = done(&["audit", "begin-anew", "--data", data, "--reason", "lost"]);
    assert!(said.starts_with("the log before: its keys were lost"), "{said}");
    let said = verified(&["verify", "--data", data], 0);
    assert!(said.contains("1 entries, 2 from before the chain"), "{said}");
}

/// Checking the log hands out no power to sign: the key that signs may lie elsewhere.
#[test]
fn verifying_needs_no_key_that_signs() {
    let folder = Folder::new("signing");
    let data = folder.path("data");
    let data = text(&data);
    done(&["init", "--data", data]);
    add(Path::new(data), "one");
    std::fs::rename(folder.path("data.audit-keys.signing"), folder.path("away")).unwrap();
    verified(&["verify", "--data", data], 0);
    done(&["audit", "key", "--data", data]);
    add(Path::new(data), "two");
    refused(&["audit", "checkpoint", "--data", data], "the key that signs checkpoints of the log is not at");
    std::fs::rename(folder.path("away"), folder.path("data.audit-keys.signing")).unwrap();
    done(&["audit", "checkpoint", "--data", data]);
    refused(&["verify", "--data", data, "--audit-keys", &format!("{data}/k")], "lies in the data folder");
}

/// A server signs when it stops.
#[cfg(unix)]
#[test]
fn a_server_that_stops_has_signed_what_it_wrote() {
    use std::io::{BufRead, BufReader};
    use std::process::{Command, Stdio};
    let folder = Folder::new("stops");
    let data = folder.path("data");
    done(&["init", "--data", text(&data)]);
    let mut server = Command::new(env!("CARGO_BIN_EXE_xinan"))
        .args(["serve", "--data", text(&data), "--listen", "127.0.0.1:0"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(server.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let address = line.trim().strip_prefix("listening on http://").unwrap().to_owned();
    // A login that is nobody's leaves an entry.
    let mut stream = std::net::TcpStream::connect(&address).unwrap();
    let form = "login=nobody&password=wrong-horse-7";
    std::io::Write::write_fmt(
        &mut stream,
        format_args!(
            "POST /sign-in HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{form}",
            form.len()
        ),
    )
    .unwrap();
    let mut answer = String::new();
    std::io::Read::read_to_string(&mut stream, &mut answer).unwrap();
    Command::new("kill").arg(server.id().to_string()).status().unwrap();
    server.wait().unwrap();
    assert!(folder.path("data.checkpoints").join("latest.json").exists(), "{answer}");
    assert!(verified(&["verify", "--data", text(&data)], 0).contains("1 entries"));
}

#[test]
fn the_night_signs_and_its_checkpoint_is_compared_without_being_named() {
    let folder = Folder::new("night-signs");
    let data = folder.path("data");
    done(&["init", "--data", text(&data)]);
    let before = folder.path("before.db");
    std::fs::copy(data.join("xinan.db"), &before).unwrap();
    add(&data, "one");
    done(&["nightly", "--data", text(&data)]);
    let kept = folder.path("data.checkpoints");
    assert_eq!(std::fs::read_dir(&kept).unwrap().count(), 1);
    assert!(verified(&["verify", "--data", text(&data)], 0).contains("1 entries"));
    std::fs::copy(&before, data.join("xinan.db")).unwrap();
    assert!(verified(&["verify", "--data", text(&data)], 1).contains("cut off"));
}

#[test]
fn without_its_keys_the_log_does_not_go_on_and_new_ones_are_not_made() {
    let folder = Folder::new("log-keys");
    let data = folder.path("data");
    done(&["init", "--data", text(&data)]);
    let keys = folder.path("data.audit-keys");
    let public = done(&["audit", "key", "--data", text(&data)]);
    assert_eq!(public.trim_end().len(), 64);
    let away = folder.path("away");
    std::fs::rename(&keys, &away).unwrap();
    refused(&["verify", "--data", text(&data)], "the keys of the log are not at");
    refused(&["audit", "key", "--data", text(&data)], "--audit-keys FILE");
    let account = ["account", "add", "--post", "county_office", "--region", "429971", "--login", "a"];
    let out = xinan(&[account.as_slice(), &["--name", "A", "--data", text(&data)]].concat());
    let said = String::from_utf8_lossy(&out.stderr).into_owned();
    assert_eq!(out.status.code(), Some(2), "{said}");
    assert!(said.contains("cannot go on") && said.contains("until they are back"), "{said}");
    assert!(!keys.exists());

    let named =
        ["account", "add", "--post", "county_office", "--region", "429971", "--login", "b", "--name", "B"];
    done(&[named.as_slice(), &["--data", text(&data), "--audit-keys", text(&away)]].concat());
    // Those of another deployment are refused in a sentence.
    let other = folder.path("other");
    done(&["init", "--data", text(&other)]);
    let others = folder.path("other.audit-keys");
    let wrong = ["verify", "--data", text(&data), "--audit-keys", text(&others)];
    assert!(verified(&wrong, 1).contains("another deployment"));
    let wrong = ["nightly", "--data", text(&data), "--audit-keys", text(&others)];
    refused(&wrong, "the keys of the log are those of another deployment");
}

/// Where several counties share a deployment no page shows what is of none of them.
#[test]
fn whoever_runs_the_machine_reads_the_entries_of_no_county() {
    let folder = Folder::new("entries");
    let data = folder.path("data");
    let data = text(&data);
    done(&["init", "--data", data]);
    done(&["audit", "checkpoint", "--data", data]);
    let said = done(&["audit", "entries", "--data", data]);
    assert!(said.lines().any(|line| line.contains("xinan audit checkpoint  log.checkpoint")), "{said}");
    let again = done(&["audit", "entries", "--data", data, "--format", "json"]);
    let first = again.lines().next().unwrap();
    assert!(first.contains("\"act\":\"log.read\"") && first.contains("of the deployment"), "{again}");
    let long_ago = ["audit", "entries", "--data", data, "--from", "2020-01-01", "--until", "2020-01-31"];
    assert_eq!(done(&long_ago), "");
    let turned = ["audit", "entries", "--data", data, "--from", "2026-01-31", "--until", "2026-01-01"];
    refused(&turned, "lies after");
    refused(&["audit", "entries", "--data", data, "--from", "yesterday"], "write a day");
}

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

    std::fs::copy(&before, data.join("xinan.db")).unwrap();
    assert!(verified(&verify, 0).contains("1 entries"), "without a checkpoint nobody knows");
    let said = verified(&with, 1);
    assert!(said.contains("\"fault\":\"cut_off\"") && said.contains("\"entry\":2"), "{said}");

    // One that was changed proves nothing.
    let forged = std::fs::read_to_string(&file).unwrap().replace("\"number\": 2", "\"number\": 1");
    let forged = folder.file("forged.json", forged);
    let said = verified(&["verify", "--data", text(&data), "--checkpoint", text(&forged)], 1);
    assert!(said.starts_with("a checkpoint was changed"), "{said}");
    let no = folder.file("no.json", "{}");
    refused(&["verify", "--data", text(&data), "--checkpoint", text(&no)], "is no checkpoint");
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

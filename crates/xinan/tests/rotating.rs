//! Keys change and go beside a server that runs and people who work.

#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by ending")]

mod program;

use program::{Folder, Server, done, township};

/// How many values are sealed with each key.
fn counts(data: &str) -> Vec<(u64, u64)> {
    let said = done(&["keys", "status", "--data", data, "--format", "json"]);
    let said: serde_json::Value = serde_json::from_str(&said).unwrap();
    let mut counts = std::collections::BTreeMap::new();
    for one in said["values"].as_array().unwrap() {
        *counts.entry(one["key"].as_u64().unwrap()).or_default() += one["values"].as_u64().unwrap();
    }
    counts.into_iter().collect()
}

/// Lets the keys of a file be old enough to be replaced.
fn five_minutes_pass(keys: &std::path::Path) {
    use std::os::unix::fs::PermissionsExt;
    let mut file: serde_json::Value = serde_json::from_slice(&std::fs::read(keys).unwrap()).unwrap();
    for key in file["keys"].as_array_mut().unwrap() {
        key["created"] = "2026-11-01T00:00:00Z".into();
    }
    let other = keys.with_extension("other");
    std::fs::write(&other, serde_json::to_vec(&file).unwrap()).unwrap();
    std::fs::set_permissions(&other, std::fs::Permissions::from_mode(0o600)).unwrap();
    std::fs::rename(&other, keys).unwrap();
}

#[test]
fn a_server_goes_on_while_its_key_is_replaced_and_dropped() {
    let folder = Folder::new("rotating");
    let data = folder.deployment("data");
    let password = township(&data);
    let server = Server::start(&data);
    let cookie = server.sign_in_first("liu", &password);
    let person = server.somebody(&cookie);
    let visited = |note: &str| {
        let answer = server.visit(&cookie, &person, note);
        assert!(answer.starts_with("HTTP/1.1 303"), "{:?}", answer.lines().next());
        let history = server.send(&cookie, &format!("/people/{person}/visits"), None);
        assert!(history.starts_with("HTTP/1.1 200") && history.contains(note), "{note}");
    };
    visited("planted-garlic");
    done(&["keys", "rotate", "--algorithm", "sm4-gcm", "--data", &data]);
    visited("watered-garlic");
    visited("weeded-garlic");
    assert!(counts(&data).iter().any(|(key, _)| *key == 2), "the server has taken the new key up");
    // The night may be done beside the server.
    done(&["nightly", "--data", &data]);
    let [(2, all)] = counts(&data)[..] else { panic!("{:?}", counts(&data)) };
    visited("praised-garlic");
    five_minutes_pass(&folder.0.join("data.keys"));
    done(&["keys", "drop", "1", "--data", &data]);
    visited("harvested-garlic");
    let [(2, more)] = counts(&data)[..] else { panic!("{:?}", counts(&data)) };
    assert!(more > all);
}

/// As after an upgrade from the version that kept plain text.
#[test]
fn the_end_of_plain_text_can_be_repeated_beside_a_server() {
    let folder = Folder::new("plain");
    let data = folder.deployment("data");
    let password = township(&data);
    let keys = folder.0.join("data.keys");
    let plain_opens = || -> serde_json::Value {
        let file: serde_json::Value = serde_json::from_slice(&std::fs::read(&keys).unwrap()).unwrap();
        file["plain_opens"].clone()
    };
    let text = std::fs::read_to_string(&keys).unwrap();
    std::fs::write(&keys, text.replace("\"plain_opens\": false", "\"plain_opens\": true")).unwrap();
    assert_eq!(plain_opens(), true);
    five_minutes_pass(&keys);
    let server = Server::start(&data);
    let cookie = server.sign_in_first("liu", &password);
    let person = server.somebody(&cookie);
    for _ in 0..2 {
        assert!(done(&["keys", "drop", "0", "--data", &data]).starts_with("key 0 is gone"));
        assert_eq!(plain_opens(), false);
        let answer = server.visit(&cookie, &person, "planted-garlic");
        assert!(answer.starts_with("HTTP/1.1 303"), "{:?}", answer.lines().next());
    }
}

//! `xinan keys`, as whoever runs a deployment calls it.

mod common;

use common::{Folder, done, refused, text};

const PEOPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../testdata/township-clean/名册.xlsx");

#[cfg(unix)]
#[test]
fn keys_lie_beside_the_data_for_their_owner_only_and_nothing_opens_without_them() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::new("keys-beside");
    let (data, keys) = (folder.path("data"), folder.path("data.keys"));
    let (data, away) = (text(&data), folder.path("away"));
    done(&["init", "--data", data]);
    assert_eq!(std::fs::metadata(&keys).unwrap().permissions().mode() & 0o777, 0o600);

    std::fs::rename(&keys, &away).unwrap();
    refused(&["nightly", "--data", data], "is not there; put it back");
    assert!(!keys.exists(), "no other keys are made for data that have theirs");
    done(&["nightly", "--data", data, "--keys", text(&away)]);

    std::fs::set_permissions(&away, std::fs::Permissions::from_mode(0o644)).unwrap();
    refused(&["nightly", "--data", data, "--keys", text(&away)], "with: chmod 600");
    std::fs::set_permissions(&away, std::fs::Permissions::from_mode(0o600)).unwrap();

    let other = folder.path("other");
    done(&["init", "--data", text(&other)]);
    let of_other = folder.path("other.keys");
    refused(&["nightly", "--data", data, "--keys", text(&of_other)], "belongs to other data");

    let within = folder.path("data/keys");
    refused(&["nightly", "--data", data, "--keys", text(&within)], "lies in the data folder");
    let third = folder.path("third");
    let within = folder.path("third/keys");
    refused(&["init", "--data", text(&third), "--keys", text(&within)], "lies in the data folder");
}

#[test]
fn a_key_is_added_takes_over_and_the_old_one_is_dropped_when_nothing_needs_it() {
    let folder = Folder::new("keys-rotate");
    let data = folder.path("data");
    let data = text(&data);
    done(&["init", "--data", data]);
    done(&["import", PEOPLE, "--data", data, "--accept-good-rows"]);
    let counts = |key: u64| {
        let said = done(&["keys", "status", "--data", data, "--format", "json"]);
        let said: serde_json::Value = serde_json::from_str(&said).unwrap();
        let values = said["values"].as_array().unwrap().iter().filter(|one| one["key"] == key);
        values.map(|one| one["values"].as_u64().unwrap()).sum::<u64>()
    };
    let all = counts(1);
    assert!(all > 500 && counts(0) == 0, "{all}");

    let said = done(&["keys", "rotate", "--algorithm", "sm4-gcm", "--data", data]);
    assert!(said.starts_with("key 2 (sm4-gcm) seals from now on"), "{said}");
    assert_eq!((counts(1), counts(2)), (all, 0));
    refused(&["keys", "drop", "2", "--data", data], "is the one that seals now");
    refused(&["keys", "drop", "1", "--data", data], "values are still sealed with key 1");
    let night = done(&["nightly", "--data", data]);
    assert!(night.contains(&format!("{all} values sealed again")), "{night}");
    assert_eq!((counts(1), counts(2)), (0, all));
    refused(&["keys", "drop", "1", "--data", data], "younger than five minutes");

    // Five minutes later.
    let keys = folder.path("data.keys");
    let mut file: serde_json::Value = serde_json::from_slice(&std::fs::read(&keys).unwrap()).unwrap();
    file["keys"][1]["created"] = "2026-11-01T00:00:00Z".into();
    std::fs::write(&keys, serde_json::to_vec(&file).unwrap()).unwrap();
    refused(&["keys", "drop", "9", "--data", data], "has no key 9");
    assert!(done(&["keys", "drop", "1", "--data", data]).contains("key 1 is gone"));
    assert_eq!(counts(2), all);
    let status = done(&["keys", "status", "--data", data]);
    assert!(status.contains("key 2: sm4-gcm") && !status.contains("key 1:"), "{status}");
}

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
}

/// Whoever takes the folder would have both: of what is sealed, and of the log.
#[cfg(unix)]
#[test]
fn no_file_of_keys_lies_in_the_data_folder_by_whatever_way() {
    let folder = Folder::new("keys-within");
    let data = folder.path("data");
    done(&["init", "--data", text(&data)]);
    let link = folder.path("link");
    std::os::unix::fs::symlink(&data, &link).unwrap();
    std::fs::rename(folder.path("data.keys"), data.join("moved")).unwrap();
    std::os::unix::fs::symlink(data.join("moved"), folder.path("data.keys")).unwrap();
    refused(&["nightly", "--data", text(&data)], "lies in the data folder");
    std::fs::remove_file(folder.path("data.keys")).unwrap();
    std::fs::rename(data.join("moved"), folder.path("data.keys")).unwrap();
    for option in ["--keys", "--audit-keys"] {
        for within in ["data/keys", "data/below/keys", "link/keys", "data/../data/keys"] {
            let within = folder.path(within);
            for command in ["nightly", "init"] {
                let said = format!("name a place outside of it with {option} FILE");
                refused(&[command, "--data", text(&data), option, text(&within)], &said);
                refused(&[command, "--data", text(&link), option, text(&within)], &said);
            }
        }
        let new = folder.path("new");
        refused(&["init", "--data", text(&new), option, text(&new.join("keys"))], "lies in the data folder");
        assert!(!new.exists());
    }
}

/// The place is beside the name that the folder is called by, for both files alike.
#[cfg(unix)]
#[test]
fn both_files_of_keys_lie_beside_a_folder_that_is_a_link() {
    let folder = Folder::new("keys-link");
    std::fs::create_dir_all(folder.path("disk/data")).unwrap();
    std::os::unix::fs::symlink(folder.path("disk/data"), folder.path("data")).unwrap();
    for name in ["data", "data/", "data/."] {
        done(&["init", "--data", text(&folder.path(name))]);
    }
    let names = |path: &std::path::Path| {
        let mut names: Vec<String> = std::fs::read_dir(path)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().to_str().unwrap().to_owned())
            .collect();
        names.sort();
        names
    };
    assert_eq!(names(&folder.0), ["data", "data.audit-keys", "data.audit-keys.signing", "data.keys", "disk"]);
    assert_eq!(names(&folder.path("disk")), ["data"]);
}

/// Somebody tries something out beside a deployment whose keys the environment names.
#[test]
fn new_data_are_not_made_with_the_keys_of_others() {
    let folder = Folder::new("keys-others");
    let (data, other) = (folder.path("data"), folder.path("other"));
    done(&["init", "--data", text(&data)]);
    let keys = folder.path("data.keys");
    let before = std::fs::read(&keys).unwrap();
    refused(&["init", "--data", text(&other), "--keys", text(&keys)], "belongs to other data");
    let demo =
        ["demo", "--data", text(&other), "--keys", text(&keys), "--people", "1", "--listen", "127.0.0.1:0"];
    refused(&demo, "belongs to other data");
    assert_eq!(std::fs::read(&keys).unwrap(), before);
    assert!(!other.join("xinan.db").exists());
    // The name is free for data with keys of their own.
    done(&["init", "--data", text(&other)]);
    // A folder that is gone leaves its keys, and its backups may need them.
    std::fs::remove_dir_all(&other).unwrap();
    refused(
        &["init", "--data", text(&other)],
        "put that file away if its data and all their backups are gone",
    );
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

    let entries = || -> u64 {
        let said = done(&["verify", "--data", data, "--format", "json"]);
        serde_json::from_str::<serde_json::Value>(&said).unwrap()["entries"].as_u64().unwrap()
    };
    let logged = entries();
    let said = done(&["keys", "rotate", "--algorithm", "sm4-gcm", "--data", data]);
    assert_eq!(entries(), logged + 1);
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
    let logged = entries();
    assert!(done(&["keys", "drop", "1", "--data", data]).contains("key 1 is gone"));
    assert_eq!(entries(), logged + 1);
    assert_eq!(counts(2), all);
    let status = done(&["keys", "status", "--data", data]);
    assert!(status.contains("key 2: sm4-gcm") && !status.contains("key 1:"), "{status}");
}

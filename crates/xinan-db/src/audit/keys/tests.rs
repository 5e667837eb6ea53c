use super::*;
use crate::secret_file::tests::Folder;

#[test]
fn files_of_keys_are_made_once_and_for_their_owner() {
    let folder = Folder::new();
    let path = folder.0.join("data.audit-keys");
    assert!(LogKeys::read(&path).unwrap().is_none());
    let made = LogKeys::make(&path).unwrap();
    let again = LogKeys::make(&path).unwrap();
    let read = LogKeys::open(&path).unwrap().unwrap();
    for other in [&again, &read] {
        assert_eq!(other.public_key(), made.public_key());
        assert_eq!((*other.mac, other.deployment), (*made.mac, made.deployment));
        assert_eq!(other.sign(b"a").unwrap(), made.sign(b"a").unwrap());
    }
    assert_eq!(folder.files(), 2, "nothing else is left");
    #[cfg(unix)]
    for file in [path.clone(), file::signing(&path)] {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(std::fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
        std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o640)).unwrap();
        assert!(LogKeys::open(&path).unwrap_err().to_string().contains("chmod 600"));
        std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o600)).unwrap();
    }
    for broken in ["{}", "心", ""] {
        std::fs::write(&path, broken).unwrap();
        assert!(LogKeys::read(&path).unwrap_err().to_string().contains("holds no keys"));
    }
}

/// The key that signs may lie elsewhere while the log is checked.
#[test]
fn checking_needs_no_key_that_signs() {
    let folder = Folder::new();
    let path = folder.0.join("k");
    let public = LogKeys::make(&path).unwrap().public_key();
    std::fs::rename(file::signing(&path), folder.0.join("away")).unwrap();
    let read = LogKeys::open(&path).unwrap().unwrap();
    assert_eq!(read.public_key(), public);
    let said = read.sign(b"a").unwrap_err().to_string();
    assert!(said.contains("k.signing") && said.contains("bring the file back"), "{said}");
    assert!(LogKeys::read(&path).unwrap().unwrap().sign(b"a").is_err());
    // That of another log does not sign for this one.
    let other = folder.0.join("other");
    LogKeys::make(&other).unwrap();
    std::fs::copy(file::signing(&other), file::signing(&path)).unwrap();
    assert!(LogKeys::open(&path).unwrap_err().to_string().contains("another log"));
}

/// Stopped after the first of the two files, the next start goes on with it.
#[test]
fn a_start_that_was_stopped_between_the_files_is_taken_up() {
    let folder = Folder::new();
    let path = folder.0.join("k");
    let first = LogKeys::make(&path).unwrap();
    std::fs::remove_file(&path).unwrap();
    let second = LogKeys::make(&path).unwrap();
    assert_eq!((first.deployment, first.public_key()), (second.deployment, second.public_key()));
}

#[test]
fn what_is_noted_is_read_again_and_other_keys_know_whom_they_follow() {
    let folder = Folder::new();
    let path = folder.0.join("k");
    let mut keys = LogKeys::make(&path).unwrap();
    keys.note_begun([7; 32]).unwrap();
    keys.note_set_aside(vec!["A-B".to_owned()]).unwrap();
    let read = LogKeys::open(&path).unwrap().unwrap();
    assert_eq!(read.noted, Noted { begun: Some([7; 32]), former: vec![], set_aside: vec!["A-B".to_owned()] });
    assert_eq!(*read.mac, *keys.mac);

    let (first, lost) = (keys.deployment, Uuid::from_bytes([5; 16]));
    let others = LogKeys::make_others(&path, Some(lost)).unwrap();
    assert_ne!((others.deployment, others.public_key()), (first, keys.public_key()));
    assert_eq!(others.noted, Noted { former: vec![first, lost], ..Noted::default() });
    let away = folder.0.join(format!("k.{}", first.simple()));
    assert_eq!(LogKeys::open(&away).unwrap().unwrap().sign(b"a").unwrap(), keys.sign(b"a").unwrap());
    // Once more, with no key file left.
    std::fs::remove_file(&path).unwrap();
    let third = LogKeys::make_others(&path, Some(others.deployment)).unwrap();
    assert_eq!(third.noted.former, [first, others.deployment], "the lost one was of no file");
}

#[test]
fn a_public_key_is_read_from_its_digits() {
    let keys = LogKeys::new(Uuid::nil(), [1; 32], [2; 32]);
    assert_eq!(public_key(&keys.public_key()), Some(*keys.verifying()));
    for no in ["", "00", &"g".repeat(64)] {
        assert_eq!(public_key(no), None);
    }
}

//! A file that holds secrets: for its owner only, on disk when it is said to be, and never half written.
//!
//! A file is written beside its place and takes the place when it is whole. What it holds is wiped from memory
//! by whoever asked for it. Sentences for people are made by those who know what the file is for.

use std::fs::{File, Metadata, OpenOptions};
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

use anyhow::Result;
use serde::Serialize;
use zeroize::Zeroizing;

/// Why a secret file cannot be read.
#[derive(Debug)]
pub(crate) enum Unread {
    /// There is none.
    Missing,
    /// Others than its owner may read it.
    NotClosed,
    /// The system refuses, or it is no text.
    Refused(io::Error),
}

impl From<io::Error> for Unread {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            ErrorKind::NotFound => Self::Missing,
            _ => Self::Refused(error),
        }
    }
}

/// Reads a file that is closed to others.
///
/// # Errors
/// When there is none, others may read it, or the system refuses.
pub(crate) fn read(path: &Path) -> Result<Zeroizing<String>, Unread> {
    let mut file = File::open(path)?;
    let found = file.metadata()?;
    if !is_closed(&found) {
        return Err(Unread::NotClosed);
    }
    // In one piece: a text that grows leaves its former pieces in memory.
    let length = usize::try_from(found.len()).unwrap_or(0).saturating_add(1);
    let mut text = Zeroizing::new(String::with_capacity(length));
    file.read_to_string(&mut text)?;
    Ok(text)
}

/// Whether only its owner may read a file.
fn is_closed(found: &Metadata) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        if found.permissions().mode() & 0o077 != 0 {
            return false;
        }
    }
    _ = found;
    true
}

/// Writes a file where none is yet; `false`, and nothing written, when there is one.
///
/// # Errors
/// When the system refuses; nothing is left of it then.
pub(crate) fn write_new(path: &Path, content: &[u8]) -> io::Result<bool> {
    let part = write_beside(path, content)?;
    // A link, unlike a renaming, never takes the place of a file.
    let linked = std::fs::hard_link(&part, path);
    _ = std::fs::remove_file(&part);
    match linked {
        Ok(()) => settle(path).map(|()| true),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(false),
        Err(error) => Err(error),
    }
}

/// Puts a file in the place of the one that is there, at the end of the links that lead to it.
///
/// # Errors
/// When the system refuses; the file is then as it was.
pub(crate) fn replace(path: &Path, content: &[u8]) -> io::Result<()> {
    let path = std::fs::canonicalize(path)?;
    let part = write_beside(&path, content)?;
    if let Err(error) = std::fs::rename(&part, &path) {
        _ = std::fs::remove_file(&part);
        return Err(error);
    }
    settle(&path)
}

/// Writes a file, durably and for its owner only, to a name beside its own.
fn write_beside(path: &Path, content: &[u8]) -> io::Result<PathBuf> {
    let mut name = path.as_os_str().to_owned();
    name.push(format!(".{}", crate::new_id().simple()));
    let part = PathBuf::from(name);
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    let mut file = options.open(&part)?;
    if let Err(error) = file.write_all(content).and_then(|()| file.sync_all()) {
        _ = std::fs::remove_file(&part);
        return Err(error);
    }
    Ok(part)
}

/// Lets the name of a file reach the disk.
pub(crate) fn settle(path: &Path) -> io::Result<()> {
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    #[cfg(unix)]
    File::open(folder)?.sync_all()?;
    _ = folder;
    Ok(())
}

/// Bytes that a file of keys does not come near.
const ROOM: usize = 64 * 1024;

/// As JSON with its lines, as a file holds it.
///
/// # Errors
/// When it cannot be written as JSON.
pub(crate) fn json(content: &impl Serialize) -> Result<Zeroizing<Vec<u8>>> {
    // With room from the beginning, as in `read`.
    let mut text = Zeroizing::new(Vec::with_capacity(ROOM));
    serde_json::to_writer_pretty(&mut *text, content)?;
    text.push(b'\n');
    Ok(text)
}

/// Bytes as hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        _ = write!(text, "{byte:02x}");
    }
    text
}

/// Bytes from hexadecimal digits; none when they are not such.
pub(crate) fn from_hex(text: &str) -> Option<Vec<u8>> {
    if !text.len().is_multiple_of(2) || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    let mut bytes = Vec::with_capacity(text.len() / 2);
    for at in (0..text.len()).step_by(2) {
        bytes.push(u8::from_str_radix(text.get(at..at + 2)?, 16).ok()?);
    }
    Some(bytes)
}

/// So many bytes from hexadecimal digits.
pub(crate) fn array_from_hex<const N: usize>(text: &str) -> Option<[u8; N]> {
    Zeroizing::new(from_hex(text)?).as_slice().try_into().ok()
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// A folder of its own, gone when dropped.
    pub(crate) struct Folder(pub(crate) PathBuf);

    impl Folder {
        pub(crate) fn new() -> Self {
            let path = std::env::temp_dir().join(format!("xinan-secret-{}", crate::new_id().simple()));
            std::fs::create_dir_all(&path).unwrap();
            Self(path)
        }

        pub(crate) fn files(&self) -> usize {
            std::fs::read_dir(&self.0).unwrap().count()
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            _ = std::fs::remove_dir_all(&self.0);
        }
    }

    #[test]
    fn a_file_is_written_once_for_its_owner_and_replaced_whole() {
        let folder = Folder::new();
        let path = folder.0.join("a.keys");
        assert!(matches!(read(&path), Err(Unread::Missing)));
        assert!(write_new(&path, b"one").unwrap());
        assert!(!write_new(&path, b"two").unwrap());
        assert_eq!(read(&path).unwrap().as_str(), "one");
        replace(&path, b"three").unwrap();
        assert_eq!(read(&path).unwrap().as_str(), "three");
        assert_eq!(folder.files(), 1, "nothing else is left");
        assert!(replace(&folder.0.join("none"), b"x").is_err());
        assert!(write_new(&folder.0.join("no/such/folder"), b"x").is_err());
        assert_eq!(folder.files(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn a_file_that_others_may_read_is_not_read_and_one_that_is_replaced_stays_closed() {
        use std::os::unix::fs::PermissionsExt;
        let folder = Folder::new();
        let path = folder.0.join("a.keys");
        write_new(&path, b"one").unwrap();
        for mode in [0o640, 0o604, 0o644, 0o610] {
            std::fs::set_permissions(&path, std::fs::Permissions::from_mode(mode)).unwrap();
            assert!(matches!(read(&path), Err(Unread::NotClosed)), "{mode:o}");
        }
        replace(&path, b"two").unwrap();
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        // A link stays one, and leads to the new file.
        let link = folder.0.join("link");
        std::os::unix::fs::symlink(&path, &link).unwrap();
        replace(&link, b"three").unwrap();
        assert!(std::fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(read(&path).unwrap().as_str(), "three");
        assert_eq!(folder.files(), 2);
    }

    #[test]
    fn digits_are_read_as_they_were_written_and_nothing_else_is() {
        assert_eq!(hex(&[0, 10, 255]), "000aff");
        assert_eq!(from_hex("000aff"), Some(vec![0, 10, 255]));
        assert_eq!(array_from_hex::<3>("000AFF"), Some([0, 10, 255]));
        for no in ["0", "0g", "+1", "心安"] {
            assert_eq!(from_hex(no), None, "{no}");
        }
        assert_eq!(array_from_hex::<2>("000aff"), None);
    }
}

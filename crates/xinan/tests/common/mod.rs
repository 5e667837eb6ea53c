//! The program called as scripts call it, and a folder to call it in.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by ending")]
#![allow(dead_code, reason = "each test file takes what it needs")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A folder for one test, removed at its end.
pub(crate) struct Folder(pub(crate) PathBuf);

impl Folder {
    pub(crate) fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("xinan-command-{}-{name}", std::process::id()));
        _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    pub(crate) fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        std::fs::write(self.path(name), content).unwrap();
        self.path(name)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        _ = std::fs::remove_dir_all(&self.0);
    }
}

pub(crate) fn xinan(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_xinan")).args(args).output().unwrap()
}

/// Words of systems, databases and libraries, which say nothing to whoever called the program.
const JARGON: [&str; 9] = [
    "os error",
    "Error code",
    "error",
    "pars",
    "panicked",
    "SQL logic",
    "migration",
    "select ",
    "create table",
];

/// The program ended with exit code 2 and one line that holds these words.
#[track_caller]
pub(crate) fn refused(args: &[&str], words: &str) {
    let out = xinan(args);
    let said = String::from_utf8_lossy(&out.stderr);
    assert_eq!(out.status.code(), Some(2), "{args:?}: {said}");
    assert!(said.contains(words), "{args:?}: {said}");
    assert_eq!(said.trim_end().lines().count(), 1, "{args:?}: {said}");
    assert!(out.stdout.is_empty());
    for word in JARGON {
        assert!(!said.contains(word), "{args:?}: {said}");
    }
}

#[track_caller]
pub(crate) fn done(args: &[&str]) -> String {
    let out = xinan(args);
    assert!(out.status.success(), "{args:?}: {}", String::from_utf8_lossy(&out.stderr));
    String::from_utf8(out.stdout).unwrap()
}

pub(crate) fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

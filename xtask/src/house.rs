//! Where things lie: the repository, the folder of built programs, and how cargo is called.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The root of the repository.
pub(crate) fn root() -> PathBuf {
    // Asked at run time first: a repository that was moved keeps its built xtask.
    let manifest = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    let xtask = manifest.unwrap_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")));
    xtask.parent().map_or_else(|| PathBuf::from("."), Path::to_path_buf)
}

/// The folder of the browser tests.
pub(crate) fn e2e() -> PathBuf {
    root().join("e2e")
}

/// The program `name` as built with `profile` (`debug` or `release`).
///
/// It lies beside this one: cargo built both, whatever target folder the machine is set to.
pub(crate) fn program(name: &str, profile: &str) -> PathBuf {
    let target = env::current_exe()
        .ok()
        .and_then(|own| own.parent()?.parent().map(Path::to_path_buf))
        .unwrap_or_else(|| root().join("target"));
    target.join(profile).join(name)
}

/// A cargo command in the repository, as a person at the shell would give it.
///
/// What `cargo run` set for this program is taken away again: a build script that watches such a
/// variable would otherwise run afresh after every change between the shell and here.
pub(crate) fn cargo(arguments: &[&str]) -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root()).args(arguments);
    for (name, _) in env::vars_os() {
        let Some(text) = name.to_str() else { continue };
        if text.starts_with("CARGO_PKG_") || text.starts_with("CARGO_MANIFEST_") {
            command.env_remove(&name);
        }
    }
    command
}

/// The first program of that name in the PATH.
pub(crate) fn in_path(name: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path).map(|folder| folder.join(name)).find(|file| file.is_file())
}

/// Whether this program runs as root.
pub(crate) fn is_root() -> bool {
    id(&["-u"]) == Some(0)
}

/// The number that `id` prints, for example of `-u postgres`.
pub(crate) fn id(arguments: &[&str]) -> Option<u32> {
    let output = Command::new("id").args(arguments).output().ok()?;
    if !output.status.success() {
        return None;
    }
    String::from_utf8_lossy(&output.stdout).trim().parse().ok()
}

/// A new empty folder in the system's temporary folder, named after what it is for.
pub(crate) fn temporary_folder(purpose: &str) -> crate::Result<PathBuf> {
    for attempt in 0..100 {
        let name = format!("xinan-{purpose}-{}-{attempt}", std::process::id());
        let folder = env::temp_dir().join(name);
        // `create_dir` refuses what is already there, so nobody else's folder is taken over.
        if std::fs::create_dir(&folder).is_ok() {
            return Ok(folder);
        }
    }
    Err(format!("No folder could be made in {}. Is the disk full?", env::temp_dir().display()))
}

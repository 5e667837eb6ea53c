//! The disk refuses to keep what was written: nobody is told that it was saved, and the program ends.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by ending")]
#![allow(clippy::disallowed_methods, reason = "how long the program lives on is a wait")]

mod program;

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use program::{Folder, Server, worker, xinan};

/// A disk that keeps nothing from the moment on when the file named by `XINAN_TEST_DISK` exists.
const DISK: &str = r#"
#include <errno.h>
#include <stdlib.h>
#include <unistd.h>
#include <sys/syscall.h>
static int broken(void) { const char *mark = getenv("XINAN_TEST_DISK"); return mark && access(mark, F_OK) == 0; }
int fsync(int file) { if (broken()) { errno = EIO; return -1; } return (int) syscall(SYS_fsync, file); }
int fdatasync(int file) { if (broken()) { errno = EIO; return -1; } return (int) syscall(SYS_fdatasync, file); }
"#;

/// Builds it; a C compiler is needed for the program itself.
fn disk(folder: &Path) -> String {
    let (source, library) = (folder.join("disk.c"), folder.join("disk.so"));
    std::fs::write(&source, DISK).unwrap();
    let built = Command::new("cc").args(["-shared", "-fPIC", "-o"]).args([&library, &source]).status();
    assert!(built.unwrap().success());
    library.to_str().unwrap().to_owned()
}

#[test]
fn what_the_disk_did_not_keep_is_never_called_saved_and_the_program_ends() {
    let folder = Folder::new("flush");
    let data = folder.deployment("data");
    let (library, mark) = (disk(&folder.0), folder.0.join("broken"));
    let password = worker(&data, "liu");

    let mut command = xinan(&["serve", "--data", &data, "--listen", "127.0.0.1:0"]);
    command.env("LD_PRELOAD", library).env("XINAN_TEST_DISK", &mark);
    let mut server = Server::of(&mut command);
    server.sign_in("liu", &password);
    std::fs::write(&mark, "").unwrap();
    let answer = server.send("", "/sign-in", Some(&format!("login=liu&password={password}")));
    assert!(!answer.starts_with("HTTP/1.1 2") && !answer.starts_with("HTTP/1.1 3"), "{answer}");
    let since = Instant::now();
    let ended = loop {
        match server.child.try_wait().unwrap() {
            Some(ended) => break ended,
            None => assert!(since.elapsed() < Duration::from_secs(1), "the program goes on"),
        }
        std::thread::sleep(Duration::from_millis(10));
    };
    assert_eq!(ended.code(), Some(74));

    std::fs::remove_file(&mark).unwrap();
    Server::start(&data).sign_in("liu", &password);
}

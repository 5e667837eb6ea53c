//! A PostgreSQL server of our own, for the length of a test run.
//!
//! It lives in a temporary folder, listens on a free port of 127.0.0.1 only, trusts whoever connects
//! and does not wait for the disk: right for invented people, wrong for anything else. It ends with
//! this program, however this program ends (see [`Guard`]).

use std::env;
use std::fs::{self, File};
use std::io;
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::time::{Duration, Instant};

use crate::{Result, house, run};

/// The oldest release whose SQL we speak.
const OLDEST: u32 = 15;

/// A running server; dropping it stops it and removes its folder.
pub(crate) struct Server {
    port: u16,
    postmaster: Child,
    // Dropped last: it waits for the server's end and removes the folder.
    _guard: Guard,
}

impl Server {
    /// Makes a database cluster and starts a server on it (about two seconds).
    pub(crate) fn start() -> Result<Self> {
        let programs = programs()?;
        let folder = house::temporary_folder("pg")?;
        let user = User::to_run_as()?;
        user.give(&folder).map_err(|error| format!("{} cannot be given away: {error}.", folder.display()))?;
        let data = folder.join("data");
        let guard = Guard::over(&programs, &user, &folder)?;

        let mut initdb = user.command(&programs.join("initdb"), &folder);
        initdb.arg("-D").arg(&data);
        initdb.args(["-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync"]);
        run::output(&mut initdb)?;

        // A free port may be taken by somebody else before the server binds it: then another is tried.
        let mut said = String::new();
        for _ in 0..5 {
            let port = free_port()?;
            let log = folder.join(format!("log-{port}"));
            let mut postmaster = start(&programs, &user, &folder, port, &log)?;
            if is_ready(&mut postmaster, &data) {
                return Ok(Self { port, postmaster, _guard: guard });
            }
            let _ = postmaster.kill();
            let _ = postmaster.wait();
            said = run::last_lines(&fs::read_to_string(&log).unwrap_or_default(), 5);
        }
        Err(format!("PostgreSQL did not start. Its log ends with:\n{said}"))
    }

    /// Where the tests connect, as a superuser who may make databases.
    pub(crate) fn url(&self) -> String {
        format!("postgres://postgres@127.0.0.1:{}/postgres", self.port)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self._guard.end();
        let _ = self.postmaster.wait();
    }
}

fn start(programs: &Path, user: &User, folder: &Path, port: u16, log: &Path) -> Result<Child> {
    let log = File::create(log).map_err(|error| format!("{} cannot be written: {error}.", log.display()))?;
    let log_too = log.try_clone().map_err(|error| format!("The log of PostgreSQL was lost: {error}."))?;
    let mut postgres = user.command(&programs.join("postgres"), folder);
    postgres.arg("-D").arg(folder.join("data")).arg("-p").arg(port.to_string());
    for setting in [
        "listen_addresses=127.0.0.1",
        "unix_socket_directories=",
        "max_connections=200",
        // Tests compare with what SQLite answers, so the clock's zone and the order of words are fixed.
        "timezone=UTC",
        "fsync=off",
        "synchronous_commit=off",
        "full_page_writes=off",
        "autovacuum=off",
        "log_min_messages=warning",
    ] {
        postgres.arg("-c").arg(setting);
    }
    // A group of its own: Ctrl-C at the terminal reaches us, and the guard then ends the server.
    postgres.process_group(0).stdin(Stdio::null()).stdout(log).stderr(log_too);
    postgres.spawn().map_err(|error| format!("PostgreSQL could not be started: {error}."))
}

/// Waits until the server says in its pid file that it is ready (the eighth line, as `pg_ctl` reads it).
fn is_ready(postmaster: &mut Child, data: &Path) -> bool {
    let until = Instant::now() + Duration::from_secs(60);
    while Instant::now() < until {
        let pid_file = fs::read_to_string(data.join("postmaster.pid")).unwrap_or_default();
        if pid_file.lines().nth(7).is_some_and(|status| status.trim() == "ready") {
            return true;
        }
        if matches!(postmaster.try_wait(), Ok(Some(_))) {
            return false;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    false
}

fn free_port() -> Result<u16> {
    TcpListener::bind(("127.0.0.1", 0))
        .and_then(|listener| listener.local_addr())
        .map(|address| address.port())
        .map_err(|error| format!("No free port on 127.0.0.1: {error}."))
}

/// Ends the server when we end, even by `kill -9`.
///
/// A small shell holds the reading end of a pipe. Whatever happens to this program, the system closes
/// the writing end; the shell then stops the server and removes its folder.
struct Guard {
    shell: Child,
    pipe: Option<ChildStdin>,
}

impl Guard {
    fn over(programs: &Path, user: &User, folder: &Path) -> Result<Self> {
        const SCRIPT: &str = r#"
            trap '' INT TERM HUP
            read -r _
            [ ! -e "$2/postmaster.pid" ] || "$1/pg_ctl" stop -D "$2" -m immediate -w -t 20
            cd /
            rm -rf "$3"
        "#;
        let mut shell = user.command(Path::new("/bin/sh"), folder);
        shell.args(["-c", SCRIPT, "guard"]).arg(programs).arg(folder.join("data")).arg(folder);
        shell.process_group(0).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
        let mut shell = shell
            .spawn()
            .map_err(|error| format!("The guard of PostgreSQL could not be started: {error}."))?;
        let pipe = shell.stdin.take();
        Ok(Self { shell, pipe })
    }

    fn end(&mut self) {
        drop(self.pipe.take());
        let _ = self.shell.wait();
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        self.end();
    }
}

/// Whom the server runs as. PostgreSQL refuses root, so root lends it another user.
struct User {
    lent: Option<(u32, u32)>,
}

impl User {
    fn to_run_as() -> Result<Self> {
        if !house::is_root() {
            return Ok(Self { lent: None });
        }
        let ids = |name| Some((house::id(&["-u", name])?, house::id(&["-g", name])?));
        match ids("postgres").or_else(|| ids("nobody")) {
            Some(lent) => Ok(Self { lent: Some(lent) }),
            None => Err("PostgreSQL does not run as root, and there is no user `postgres` or `nobody`. \
                         Run `cargo xtask test` as an ordinary user."
                .into()),
        }
    }

    /// Makes the folder this user's, and closes it to others.
    fn give(&self, folder: &Path) -> io::Result<()> {
        fs::set_permissions(folder, fs::Permissions::from_mode(0o700))?;
        match self.lent {
            Some((user, group)) => std::os::unix::fs::chown(folder, Some(user), Some(group)),
            None => Ok(()),
        }
    }

    fn command(&self, program: &Path, folder: &Path) -> Command {
        let mut command = Command::new(program);
        command.current_dir(folder);
        for name in ["PGDATA", "PGHOST", "PGPORT", "PGUSER", "PGOPTIONS", "PGDATABASE", "PGSERVICE"] {
            command.env_remove(name);
        }
        if let Some((user, group)) = self.lent {
            command.uid(user).gid(group);
        }
        command
    }
}

/// The folder of `initdb`, `pg_ctl` and `postgres`: of the newest release found, 15 or later.
pub(crate) fn programs() -> Result<PathBuf> {
    let found = folders().into_iter().filter_map(|folder| Some((release(&folder)?, folder)));
    match found.max() {
        Some((release, folder)) if release >= OLDEST => Ok(folder),
        Some((release, folder)) => Err(format!(
            "PostgreSQL {release} in {} is too old; install {OLDEST} or later.",
            folder.display()
        )),
        None => Err(format!(
            "PostgreSQL {OLDEST} or later is not here (its server programs initdb and pg_ctl). \
             `cargo xtask setup` installs it or says how."
        )),
    }
}

/// Debian, Red Hat and Homebrew keep the server's programs out of the PATH.
fn folders() -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> =
        env::var_os("PATH").map(|path| env::split_paths(&path).collect()).unwrap_or_default();
    for parent in ["/usr/lib/postgresql", "/opt/homebrew/opt", "/usr/local/opt", "/usr"] {
        let Ok(entries) = fs::read_dir(parent) else {
            continue;
        };
        let named_so = |name: &str| {
            parent.ends_with("postgresql") || name.starts_with("postgresql@") || name.starts_with("pgsql-")
        };
        folders.extend(
            entries
                .flatten()
                .filter(|entry| entry.file_name().to_str().is_some_and(named_so))
                .map(|entry| entry.path().join("bin")),
        );
    }
    folders.retain(|folder| ["initdb", "pg_ctl", "postgres"].iter().all(|name| folder.join(name).is_file()));
    folders
}

/// The release of a folder's server: 15 of "postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)".
fn release(folder: &Path) -> Option<u32> {
    let output = Command::new(folder.join("postgres")).arg("--version").output().ok()?;
    release_in(&String::from_utf8_lossy(&output.stdout))
}

fn release_in(version: &str) -> Option<u32> {
    let number = version.split_once("(PostgreSQL) ")?.1;
    number.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use std::net::TcpStream;

    use super::*;

    #[test]
    fn the_release_is_read_from_what_postgres_says() {
        assert_eq!(release_in("postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)\n"), Some(15));
        assert_eq!(release_in("postgres (PostgreSQL) 18beta1"), Some(18));
        assert_eq!(release_in("initdb: command not found"), None);
    }

    /// Starts a real server where there is one; a machine without PostgreSQL has nothing to test here.
    #[test]
    fn a_server_starts_answers_and_leaves_nothing_behind() {
        let Ok(programs) = programs() else { return };
        let server = Server::start().unwrap();
        let address = ("127.0.0.1", server.port);
        assert!(TcpStream::connect(address).is_ok());

        let psql = programs.join("psql");
        if psql.is_file() {
            let mut ask = Command::new(psql);
            ask.arg(server.url())
                .args(["-tAc", "select current_setting('fsync'), current_setting('TimeZone')"]);
            assert_eq!(run::output(&mut ask).unwrap().trim(), "off|UTC");
        }
        let folder = env::temp_dir();
        let own = format!("xinan-pg-{}-", std::process::id());
        let left = || {
            let entries = fs::read_dir(&folder).unwrap().flatten();
            entries.filter(|entry| entry.file_name().to_string_lossy().starts_with(&own)).count()
        };
        assert_eq!(left(), 1);
        drop(server);
        assert!(TcpStream::connect(address).is_err());
        assert_eq!(left(), 0);
    }
}

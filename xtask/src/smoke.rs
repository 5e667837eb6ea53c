//! Starts the program as a newcomer would, asks whether it is well, and stops it.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use crate::{Result, house, run, steps};

/// A first start makes a county; a slow machine needs a while for it.
const PATIENCE: Duration = Duration::from_secs(300);
/// How long an orderly stop may take.
const STOP: Duration = Duration::from_secs(15);

/// `xinan demo` in an empty folder: it must come up, answer /healthz with 200, and stop when asked to.
pub(crate) fn smoke(program: &Path) -> Result<String> {
    let folder = house::temporary_folder("smoke")?;
    let started = Instant::now();
    let mut command = Command::new(program);
    command.arg("demo").arg("--data").arg(folder.join("data")).args(["--listen", "127.0.0.1:0"]);
    let server = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::inherit()).spawn();
    let done = match server {
        Ok(server) => {
            watch(server, started).and_then(|remark| has_no_provider(program, &folder).map(|()| remark))
        }
        Err(error) => Err(format!("{} could not be started: {error}.", program.display())),
    };
    let _ = std::fs::remove_dir_all(folder);
    done
}

/// People sign in at a provider only with a program that was built for it (docs/decisions/0037); this one says so.
fn has_no_provider(program: &Path, folder: &Path) -> Result<()> {
    let secret = folder.join("secret");
    std::fs::write(&secret, "a secret\n").map_err(|error| format!("{}: {error}.", secret.display()))?;
    let mut serve = Command::new(program);
    serve.arg("serve").arg("--data").arg(folder.join("none")).args(["--listen", "127.0.0.1:0"]);
    serve.args(["--oidc-issuer", "https://idp.example", "--oidc-client-id", "xinan"]);
    let done = serve.arg("--oidc-client-secret-file").arg(&secret).stdin(Stdio::null()).output();
    let done = done.map_err(|error| format!("{} could not be started: {error}.", program.display()))?;
    let said = String::from_utf8_lossy(&done.stderr);
    match !done.status.success() && said.contains("built without OpenID Connect") {
        true => Ok(()),
        false => Err(format!("The program does not say that it was built without OpenID Connect: {said}")),
    }
}

fn watch(mut server: Child, started: Instant) -> Result<String> {
    let healthy = address(&mut server).and_then(|address| {
        let ready = started.elapsed();
        match healthz(&address) {
            Ok(200) => Ok(format!("ready after {}", steps::in_words(ready))),
            Ok(status) => {
                Err(format!("GET http://{address}/healthz was answered with {status}, not with 200."))
            }
            Err(error) => Err(format!("GET http://{address}/healthz was not answered: {error}.")),
        }
    });
    let stopped = stop(&mut server);
    healthy.and_then(|remark| stopped.map(|()| remark))
}

/// Waits for the line "listening on http://…" and returns what follows the `http://`.
fn address(server: &mut Child) -> Result<String> {
    let (say, hear) = mpsc::channel();
    let Some(out) = server.stdout.take() else {
        return Err("The server's output was lost.".into());
    };
    // The thread reads on to the end, so that the server never blocks on a full pipe.
    thread::spawn(move || {
        for line in BufReader::new(out).lines().map_while(std::result::Result::ok) {
            say!("  {line}");
            if let Some(address) = address_in(&line) {
                let _ = say.send(address);
            }
        }
    });
    match hear.recv_timeout(PATIENCE) {
        Ok(address) => Ok(address),
        Err(RecvTimeoutError::Disconnected) => Err("The server ended before it was listening.".into()),
        Err(RecvTimeoutError::Timeout) => {
            Err(format!("The server was not listening after {}.", steps::in_words(PATIENCE)))
        }
    }
}

fn address_in(line: &str) -> Option<String> {
    let (_, after) = line.split_once("listening on http://")?;
    let address = after.split(|c: char| c == '/' || c.is_whitespace()).next()?;
    Some(address.to_string())
}

/// The status of GET /healthz.
fn healthz(address: &str) -> std::io::Result<u16> {
    let mut stream = TcpStream::connect(address)?;
    stream.set_read_timeout(Some(Duration::from_secs(10)))?;
    // In one piece: a request in bits may find the connection closed between them.
    let request = format!("GET /healthz HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes())?;
    let mut answer = Vec::new();
    stream.take(64 * 1024).read_to_end(&mut answer)?;
    let first = String::from_utf8_lossy(&answer);
    // "HTTP/1.1 200 OK"
    Ok(first.split_whitespace().nth(1).and_then(|status| status.parse().ok()).unwrap_or(0))
}

/// Asks the server to stop, as systemd would, and waits for it.
fn stop(server: &mut Child) -> Result<()> {
    if matches!(server.try_wait(), Ok(Some(_))) {
        return Err("The server had ended by itself.".into());
    }
    run::run(Command::new("kill").args(["-TERM", &server.id().to_string()]))?;
    let until = Instant::now() + STOP;
    while Instant::now() < until {
        if let Ok(Some(status)) = server.try_wait() {
            return if status.success() { Ok(()) } else { Err(format!("The server stopped with {status}.")) };
        }
        thread::sleep(Duration::from_millis(50));
    }
    let _ = server.kill();
    let _ = server.wait();
    Err(format!("The server did not stop within {} of SIGTERM.", steps::in_words(STOP)))
}

#[cfg(test)]
mod tests {
    use std::net::TcpListener;

    use super::*;

    #[test]
    fn the_address_is_read_from_the_line_that_says_it() {
        assert_eq!(address_in("listening on http://127.0.0.1:8080/").as_deref(), Some("127.0.0.1:8080"));
        assert_eq!(
            address_in("xinan: listening on http://127.0.0.1:1 (demo)").as_deref(),
            Some("127.0.0.1:1")
        );
        assert_eq!(address_in("making an invented county"), None);
    }

    #[test]
    fn the_status_of_healthz_is_read() {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let server = thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            let mut request = [0; 512];
            let read = stream.read(&mut request).unwrap();
            stream.write_all(b"HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n").unwrap();
            String::from_utf8_lossy(&request[..read]).into_owned()
        });
        assert_eq!(healthz(&address).unwrap(), 503);
        assert!(server.join().unwrap().starts_with("GET /healthz HTTP/1.1\r\n"));
    }

    /// A shell stands in for the server: it says nothing, and ends at once.
    #[test]
    fn a_server_that_never_listens_is_a_failure() {
        let server = Command::new("sh").args(["-c", "echo no"]).stdout(Stdio::piped()).spawn().unwrap();
        let said = watch(server, Instant::now()).unwrap_err();
        assert_eq!(said, "The server ended before it was listening.");
    }
}

//! The program as a test runs it: in a folder of its own, and as a server that is asked for pages.

#![allow(dead_code, reason = "each file of tests uses its part")]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

/// A folder for one test, removed at its end.
pub(crate) struct Folder(pub(crate) PathBuf);

impl Folder {
    pub(crate) fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("xinan-program-{}-{name}", std::process::id()));
        _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    /// An empty deployment in it.
    pub(crate) fn deployment(&self, name: &str) -> String {
        let data = self.0.join(name).to_str().unwrap().to_owned();
        done(&["init", "--data", &data]);
        data
    }

    /// Takes a deployment away, with its keys: they fit no other.
    pub(crate) fn forget(&self, name: &str) {
        std::fs::remove_dir_all(self.0.join(name)).unwrap();
        for ending in ["keys", "audit-keys", "audit-keys.signing"] {
            std::fs::remove_file(self.0.join(format!("{name}.{ending}"))).unwrap();
        }
        _ = std::fs::remove_dir_all(self.0.join(format!("{name}.checkpoints")));
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        _ = std::fs::remove_dir_all(&self.0);
    }
}

pub(crate) fn xinan(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_xinan"));
    command.args(args).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

#[track_caller]
pub(crate) fn done(args: &[&str]) -> String {
    let out = xinan(args).output().unwrap();
    assert!(out.status.success(), "{args:?}: {}", String::from_utf8_lossy(&out.stderr));
    String::from_utf8(out.stdout).unwrap()
}

/// A password that nobody else knows.
pub(crate) const OWN: &str = "vq7kdw2xep";

/// A server that is killed when the test ends.
pub(crate) struct Server {
    pub(crate) child: Child,
    address: String,
}

impl Server {
    pub(crate) fn start(data: &str) -> Self {
        Self::of(&mut xinan(&["serve", "--data", data, "--listen", "127.0.0.1:0"]))
    }

    /// What this command begins.
    pub(crate) fn of(command: &mut Command) -> Self {
        let mut child = command.stderr(Stdio::null()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim().strip_prefix("listening on http://").unwrap().to_owned();
        Self { child, address }
    }

    /// Sends a request, with a form if there is one; the whole answer with its head, or as much of it as
    /// came before the program ended.
    pub(crate) fn send(&self, cookie: &str, path: &str, form: Option<&str>) -> String {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        let method = if form.is_some() { "POST" } else { "GET" };
        let body = form.unwrap_or("");
        let kind = "application/x-www-form-urlencoded";
        write!(
            stream,
            "{method} {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\nCookie: {cookie}\r\n\
             Content-Type: {kind}\r\nContent-Length: {}\r\n\r\n{body}",
            self.address,
            body.len()
        )
        .unwrap();
        let mut answer = Vec::new();
        _ = stream.read_to_end(&mut answer);
        String::from_utf8_lossy(&answer).into_owned()
    }

    /// The cookie of a session.
    pub(crate) fn sign_in(&self, login: &str, password: &str) -> String {
        let answer = self.send("", "/sign-in", Some(&format!("login={login}&password={password}")));
        assert!(answer.starts_with("HTTP/1.1 303"), "{answer}");
        between(&answer, "set-cookie: ", ";")
    }

    /// The cookie of a session of somebody who was handed a password, and has replaced it by [`OWN`].
    pub(crate) fn sign_in_first(&self, login: &str, password: &str) -> String {
        let cookie = self.sign_in(login, password);
        let page = self.send(&cookie, "/account", None);
        let csrf = between(&page, "name=\"csrf\" value=\"", "\"");
        let form = format!("csrf={csrf}&old_password={password}&new_password={OWN}&new_again={OWN}");
        let answer = self.send(&cookie, "/account/password", Some(&form));
        assert!(answer.starts_with("HTTP/1.1 303"), "{answer}");
        between(&answer, "set-cookie: ", ";")
    }
}

impl Server {
    /// Confirms with [`OWN`] that a file is meant to be fetched, once.
    pub(crate) fn confirm(&self, cookie: &str, path: &str) {
        let page = self.send(cookie, "/account", None);
        let csrf = between(&page, "name=\"csrf\" value=\"", "\"");
        let asked = self.send(
            cookie,
            &format!(
                "/account/confirm?to={}",
                path.replace('?', "%3F").replace('=', "%3D").replace('&', "%26")
            ),
            None,
        );
        let mark = between(&asked, "name=\"confirms\" value=\"", "\"");
        let form = format!("csrf={csrf}&to={path}&confirms={mark}&password={OWN}");
        let answer = self.send(cookie, "/account/confirm", Some(&form));
        // Back to its entry in the register, where the file begins.
        let confirmed = "?done=confirmed";
        assert!(answer.starts_with("HTTP/1.1 303") && answer.contains(confirmed), "{answer}");
    }
}

impl Server {
    /// Enters that the forms of a village leave, lets the second person agree, and gives the file's address.
    pub(crate) fn take_out(&self, cookie: &str, second: &str, village: &str) -> String {
        let before = format!("{village}/request");
        let page = self.send(cookie, &before, None);
        let value_of = |page: &str, name: &str| between(page, &format!("name=\"{name}\" value=\""), "\"");
        let form = format!(
            "csrf={}&disclosure_id={}&purpose=1&receiver=1&recipient=archive",
            value_of(&page, "csrf"),
            value_of(&page, "disclosure_id")
        );
        let answer = self.send(cookie, &before, Some(&form));
        let entry = format!("/disclosures/{}", between(&answer, "location: /disclosures/", "\r\n"));
        let csrf = value_of(&self.send(second, &entry, None), "csrf");
        let agreed =
            self.send(second, &format!("{entry}/decision"), Some(&format!("csrf={csrf}&do=approve")));
        assert!(agreed.starts_with("HTTP/1.1 303"), "{agreed}");
        let page = self.send(cookie, &entry, None);
        between(&page, "class=\"btn primary\" href=\"", "\"")
    }
}

/// The people of a township, and the password of its worker, `liu`.
pub(crate) fn township(data: &str) -> String {
    let roster = format!("{}/../../testdata/township-clean/名册.xlsx", env!("CARGO_MANIFEST_DIR"));
    done(&["import", &roster, "--data", data]);
    worker(data, "liu")
}

/// Somebody who is well, seen on the day of the test.
const WELL: &str = "mode=2&met=1&risk=0&severity=1&insight=1&sleep=1&diet=1&self_care=1&housework=1&work=9\
                    &learning=1&social=2&incidents=7&confinement=1&hospital=0&labs=1&adherence=4&adverse=9\
                    &effect=2&referral=1&doctor=Wang&another=1";

impl Server {
    /// The address of somebody on the roster.
    pub(crate) fn somebody(&self, cookie: &str) -> String {
        let page = self.send(cookie, "/people?status=0", None);
        // The way to a new person comes before those to the people.
        let links = page.split("href=\"/people/").skip(1).filter_map(|link| link.split('"').next());
        links.filter(|id| id.len() == 32).map(str::to_owned).next().unwrap()
    }

    /// Records a visit with a note, and gives the answer.
    pub(crate) fn visit(&self, cookie: &str, person: &str, note: &str) -> String {
        let blank = self.send(cookie, &format!("/people/{person}/visits/new"), None);
        let value_of = |name: &str| {
            let tag = blank.split('<').find(|tag| tag.contains(&format!("name=\"{name}\""))).unwrap();
            between(tag, "value=\"", "\"")
        };
        let form = format!(
            "csrf={}&visit_id={}&visited_on={}&{WELL}&note={note}",
            value_of("csrf"),
            value_of("visit_id"),
            value_of("visited_on")
        );
        self.send(cookie, &format!("/people/{person}/visits"), Some(&form))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        _ = self.child.kill();
        _ = self.child.wait();
    }
}

/// Makes the account of a township worker; its password.
pub(crate) fn worker(data: &str, login: &str) -> String {
    let new = ["--post", "township_worker", "--region", "429971101", "--login", login, "--name", "Liu"];
    let made = done(&[&["account", "add", "--data", data, "--format", "json"], &new[..]].concat());
    let made: serde_json::Value = serde_json::from_str(&made).unwrap();
    made["password"].as_str().unwrap().to_owned()
}

#[track_caller]
pub(crate) fn between(text: &str, before: &str, after: &str) -> String {
    let (_, rest) = text.split_once(before).unwrap_or_else(|| panic!("«{before}» is missing in {text}"));
    rest.split_once(after).unwrap().0.to_owned()
}

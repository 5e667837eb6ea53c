//! Accounts are changed beside a server that runs.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by ending")]

mod program;

use std::io::{BufRead, BufReader};
use std::time::{SystemTime, UNIX_EPOCH};

use program::{Folder, OWN, Server, between, done, worker, xinan};
use totp_rs::{Builder, Secret};

fn json(said: &str) -> serde_json::Value {
    serde_json::from_str(said).unwrap()
}

#[test]
fn a_forgotten_password_is_replaced_and_an_account_is_closed() {
    let folder = Folder::new("account");
    let data = folder.deployment("data");
    let new = ["--post", "township_worker", "--region", "429971101", "--login", "liu", "--name", "Liu"];
    let added = json(&done(&[&["account", "add", "--data", &data, "--format", "json"], &new[..]].concat()));
    let server = Server::start(&data);
    let cookie = server.sign_in_first("liu", added["password"].as_str().unwrap());
    let is_in = |cookie: &str| {
        // What another program has changed a server knows after a twentieth of a second.
        std::thread::sleep(std::time::Duration::from_millis(100));
        server.send(cookie, "/people", None).starts_with("HTTP/1.1 200")
    };
    assert!(is_in(&cookie));

    let renewed = json(&done(&["account", "password", "Liu", "--data", &data, "--format", "json"]));
    assert_eq!((renewed["login"].as_str(), renewed["name"].as_str()), (Some("liu"), Some("Liu")));
    assert!(!is_in(&cookie), "what was open has ended");
    let fresh = renewed["password"].as_str().unwrap();
    let cookie = server.sign_in("liu", fresh);
    assert!(server.send(&cookie, "/people", None).contains("location: /account?done=first"));
    assert!(done(&["account", "password", "liu", "--data", &data]).contains("hand it over in person"));

    assert!(done(&["account", "close", "liu", "--data", &data]).contains("liu is closed"));
    assert!(server.send("", "/sign-in", Some("login=liu&password=x")).starts_with("HTTP/1.1 422"));
    for command in ["password", "factor", "close"] {
        let out = xinan(&["account", command, "liu", "--data", &data]).output().unwrap();
        let said = String::from_utf8(out.stderr).unwrap();
        assert!(out.status.code() == Some(2) && said.contains("there is no account liu"), "{said}");
    }
}

/// What a telephone shows now.
#[allow(clippy::disallowed_methods, reason = "the server that is asked stands on the machine's clock")]
fn code_of(secret: &str) -> String {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs();
    let secret = Secret::try_from_base32(secret).unwrap();
    Builder::new().with_secret(secret).build().unwrap().generate(now).to_string()
}

#[test]
fn the_second_factor_of_a_lost_telephone_is_taken_off() {
    let folder = Folder::new("factor");
    let data = folder.deployment("data");
    let password = worker(&data, "liu");
    let server = Server::start(&data);
    let cookie = server.sign_in_first("liu", &password);
    let page = server.send(&cookie, "/account/factor", None);
    let csrf = between(&page, "name=\"csrf\" value=\"", "\"");
    let form = format!("csrf={csrf}&do=begin&password={OWN}");
    assert!(server.send(&cookie, "/account/factor", Some(&form)).starts_with("HTTP/1.1 303"));
    let page = server.send(&cookie, "/account/factor", None);
    let secret = between(&page, "<code class=\"secret\">", "<").replace(' ', "");
    let form = format!("csrf={csrf}&do=confirm&code={}", code_of(&secret));
    let shown = server.send(&cookie, "/account/factor", Some(&form));
    assert!(shown.starts_with("HTTP/1.1 200") && shown.contains("class=\"secrets\""), "{shown}");
    let sign_in = format!("login=liu&password={OWN}");
    let asked = server.send("", "/sign-in", Some(&sign_in));
    assert!(asked.contains("location: /sign-in/code"), "{asked}");

    assert!(done(&["account", "factor", "Liu", "--data", &data]).contains("is taken off"));
    // What another program has changed a server knows after a twentieth of a second.
    std::thread::sleep(std::time::Duration::from_millis(100));
    assert!(server.send(&cookie, "/people", None).contains("location: /sign-in"), "what was open has ended");
    server.sign_in("liu", OWN);
    assert!(server.send("", "/sign-in", Some(&sign_in)).contains("location: /\r\n"));
    let none = xinan(&["account", "factor", "liu", "--data", &data]).output().unwrap();
    assert!(
        none.status.code() == Some(2)
            && String::from_utf8(none.stderr).unwrap().contains("has no second factor")
    );
}

/// Adds an account and gives nothing back.
fn add(data: &str, post: &str, login: &str) {
    let new = ["--post", post, "--region", "429971", "--login", login, "--name", login];
    done(&[&["account", "add", "--data", data], &new[..]].concat());
}

#[test]
fn the_last_administrator_of_a_kind_is_closed_only_when_that_is_said() {
    let folder = Folder::new("last");
    let data = folder.deployment("data");
    for (post, logins) in
        [("system_administrator", ["tian", "fang"]), ("security_administrator", ["shi", "shan"])]
    {
        logins.iter().for_each(|login| add(&data, post, login));
        let close = |more: &[&str]| {
            let close = ["account", "close", logins[1], "--data", &data];
            xinan(&[&close, more].concat()).output().unwrap()
        };
        done(&["account", "close", logins[0], "--data", &data]);
        let refused = close(&[]);
        let said = String::from_utf8(refused.stderr).unwrap();
        assert_eq!(refused.status.code(), Some(2), "{said}");
        assert!(said.contains(&format!("the last {post} of the county")), "{said}");
        assert!(close(&["--last-administrator"]).status.success());
    }
}

#[test]
fn a_server_without_accounts_says_how_it_is_set_up_and_no_other_does() {
    let folder = Folder::new("set-up");
    let data = folder.deployment("data");
    let said = || {
        let mut child = xinan(&["serve", "--data", &data, "--listen", "127.0.0.1:0"]).spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map(Result::unwrap);
        let first = lines.next().unwrap();
        // Where there is nothing more to say the next line comes with the end.
        std::thread::sleep(std::time::Duration::from_millis(300));
        child.kill().unwrap();
        child.wait().unwrap();
        assert!(first.starts_with("listening on http://"), "{first}");
        lines.collect::<Vec<_>>()
    };
    let (one, two) = (said(), said());
    for lines in [&one, &two] {
        assert!(lines[0].contains("/setup"), "{lines:?}");
        let token = lines[1].rsplit(' ').next().unwrap();
        assert!(token.len() == 39 && token.chars().all(|c| c.is_ascii_hexdigit() || c == '-'), "{token}");
    }
    assert_ne!(one[1], two[1], "each start makes another");
    add(&data, "system_administrator", "tian");
    let after = said();
    assert!(after.iter().all(|line| !line.contains("/setup") && !line.contains("token")), "{after:?}");
}

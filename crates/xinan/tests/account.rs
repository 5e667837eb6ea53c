//! Accounts are changed beside a server that runs.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by ending")]

mod program;

use program::{Folder, Server, done, xinan};

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
    for command in ["password", "close"] {
        let out = xinan(&["account", command, "liu", "--data", &data]).output().unwrap();
        let said = String::from_utf8(out.stderr).unwrap();
        assert!(out.status.code() == Some(2) && said.contains("there is no account liu"), "{said}");
    }
}

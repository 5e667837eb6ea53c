//! Guessing, from one address and from a thousand, and the owner meanwhile.

use argon2::password_hash::phc::PasswordHash;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use xinan_db::testing::engines;
use xinan_domain::password::Password;

use crate::routes::router;
use crate::shell::hashing::{Asker, NOBODY};
use crate::shell::serve::{Limits, serve};
use crate::shell::session::hash_password;
use crate::shell::source::Network;
use crate::tests::{Answer, Staff, TestApp};

async fn tries(browser: &Staff, login: &str, password: &str) -> Answer {
    browser.post("/sign-in", &[("login", login), ("password", password)]).await
}

const RIGHT: &str = "right-horse-7";

#[tokio::test]
async fn one_address_has_ten_tries_in_a_quarter_of_an_hour() {
    for engine in engines() {
        let app = TestApp::on(engine).await;
        app.add_account().await;
        let thief = app.stranger().at_source("203.0.113.5");
        for _ in 0..10 {
            tries(&thief, "liu", "guess").await.has_status(422);
        }
        let refused = tries(&thief, "liu", "guess").await.has_status(429).shows("试的次数太多了");
        assert_eq!(refused.headers["retry-after"], "900");
        // The right one is not taken either, nor does a restart give new tries.
        tries(&thief, "liu", RIGHT).await.has_status(429);
        let refused = tries(&thief.after(&app, 14).await, "liu", RIGHT).await.has_status(429);
        assert_eq!(refused.headers["retry-after"], "60");
        assert_eq!((app.entries("sign_in.failed").await, app.entries("sign_in.locked").await), (9, 1));
        tries(&thief.after(&app, 15).await, "liu", RIGHT).await.has_status(303);
    }
}

#[tokio::test]
async fn one_address_tries_thirty_accounts_and_no_more() {
    let app = TestApp::new().await;
    app.add_account().await;
    let thief = app.stranger().at_source("203.0.113.5");
    // One account as often as it may be tried is one account.
    for _ in 0..10 {
        tries(&thief, "somebody0", "guess").await.has_status(422);
    }
    for number in 1..30 {
        tries(&thief, &format!("somebody{number}"), "guess").await.has_status(422);
    }
    tries(&thief, "liu", RIGHT).await.has_status(429);
    // Elsewhere nothing happened.
    tries(&app.stranger().at_source("203.0.113.6"), "liu", RIGHT).await.has_status(303);
}

/// P22: ten tries in fifteen minutes at one account, and the owner's own browser is not among them.
#[tokio::test]
async fn a_thousand_addresses_have_ten_tries_together_and_the_owner_signs_in() {
    let app = TestApp::new().await;
    app.add_account().await;
    let owner = app.stranger().at_source("198.51.100.7");
    let begun = tries(&owner, "liu", RIGHT).await.has_status(303);
    let owner = owner.with_cookies_of(&begun).await.signed_out();

    let (mut guessed, mut refused) = (0, 0);
    for number in 0..1000 {
        let thief = app.stranger().at_source(&format!("203.0.{}.{}", number / 250, number % 250 + 1));
        match tries(&thief, "liu", &format!("guess-{number}")).await.status.as_u16() {
            422 => guessed += 1,
            429 => refused += 1,
            other => panic!("{other}"),
        }
    }
    assert_eq!((guessed, refused), (10, 990));
    // Somebody new waits; the owner's browser does not, from wherever it is, even beside the thief.
    tries(&app.stranger().at_source("198.51.100.8"), "liu", RIGHT).await.has_status(429);
    let begun = tries(&owner, "liu", RIGHT).await.has_status(303);
    let owner = owner.with_cookies_of(&begun).await.signed_out();
    tries(&owner.at_source("203.0.1.1"), "liu", RIGHT).await.has_status(303);
    // The owner's success gives the others nothing back.
    tries(&app.stranger().at_source("203.0.113.77"), "liu", "guess").await.has_status(429);
}

#[tokio::test]
async fn many_at_once_are_no_more_than_ten_either() {
    let app = TestApp::new().await;
    app.add_account().await;
    let all = (0..40).map(|number| {
        let thief = app.stranger().at_source(&format!("203.0.113.{}", number + 1));
        async move { tries(&thief, "liu", "guess").await.status.as_u16() }
    });
    let all = futures_util::future::join_all(all).await;
    assert_eq!(all.iter().filter(|status| **status == 422).count(), 10);
}

/// A clock that was ten years wrong when somebody guessed locks nobody once it is right again.
#[tokio::test]
async fn a_clock_that_was_wrong_locks_nobody() {
    const YEARS: i64 = 10 * 366 * 24 * 60;
    for engine in engines() {
        for minutes in [YEARS, -YEARS] {
            let app = TestApp::on(engine).await;
            app.add_account().await;
            let thief = app.stranger().after(&app, minutes).await;
            for _ in 0..10 {
                tries(&thief, "liu", "guess").await.has_status(422);
            }
            tries(&thief, "liu", RIGHT).await.has_status(429);
            tries(&app.stranger(), "liu", RIGHT).await.has_status(303);
            let mut tx = app.app.db().read().await.unwrap();
            let left = tx.rows("select failed_at from sign_in_failures", &[]).await.unwrap();
            assert!(left.is_empty(), "what counts no longer is forgotten");
        }
    }
}

#[tokio::test]
async fn a_known_browser_has_ten_tries_of_its_own() {
    let app = TestApp::new().await;
    app.add_account().await;
    let begun = tries(&app.stranger(), "liu", RIGHT).await.has_status(303);
    let known = app.stranger().with_cookies_of(&begun).await.signed_out();
    for _ in 0..10 {
        tries(&known, "liu", "guess").await.has_status(422);
    }
    tries(&known, "liu", RIGHT).await.has_status(429);
    // They are not counted for the address: a colleague beside it signs in.
    tries(&app.stranger(), "liu", RIGHT).await.has_status(303);
    // A cookie that we never gave, or gave for another account, makes no browser known.
    let other = app.stranger().with_cookies_of(&begun).await.signed_out();
    for _ in 0..10 {
        tries(&other, "nobody", "guess").await.has_status(422);
    }
    tries(&other, "nobody", "guess").await.has_status(429);
}

#[tokio::test]
async fn an_absent_account_answers_like_one_that_is_there() {
    let app = TestApp::new().await;
    app.add_account().await;
    let here = app.stranger().at_source("203.0.113.5");
    let absent = app.stranger().at_source("203.0.113.6");
    for _ in 0..11 {
        let (one, other) = (tries(&here, "liu", "x").await, tries(&absent, "yao", "x").await);
        assert_eq!(one.status, other.status);
        assert_eq!(one.headers.get("retry-after"), other.headers.get("retry-after"));
        assert_eq!(one.text.replace("liu", ""), other.text.replace("yao", ""));
        assert!(one.headers.get("set-cookie").is_none() && other.headers.get("set-cookie").is_none());
    }
    // What takes the time is the hash: that of nobody costs what a real one does.
    let (nobody, real) = (PasswordHash::new(&NOBODY).unwrap(), hash_password(&Password::typed("x")).unwrap());
    let real = PasswordHash::new(&real).unwrap();
    assert_eq!(nobody.algorithm, real.algorithm);
    assert_eq!(nobody.params.to_string(), real.params.to_string());
    assert_eq!(nobody.hash.unwrap().as_bytes().len(), real.hash.unwrap().as_bytes().len());
    assert_eq!(nobody.salt.unwrap().len(), real.salt.unwrap().len());
    // The log names logins that are somebody's, never what else was typed there.
    let mut tx = app.app.db().read_log().await.unwrap();
    let rows =
        tx.rows("select detail from audit_entries where action = 'sign_in.failed'", &[]).await.unwrap();
    let details: Vec<String> = rows.iter().map(|row| row.text("detail").unwrap()).collect();
    assert!(details.contains(&"liu 203.0.113.5 unknown".to_owned()), "{details:?}");
    assert!(details.contains(&"- 203.0.113.6 unknown".to_owned()), "{details:?}");
}

#[tokio::test]
async fn what_a_request_says_of_its_source_counts_for_nothing() {
    let app = TestApp::new().await;
    app.add_account().await;
    let thief = app.stranger().at_source("203.0.113.5");
    for number in 0..30 {
        let forwarded = format!("198.51.100.{number}");
        thief.sign_in_forwarded(&forwarded, &format!("nobody{number}"), "guess").await.has_status(422);
    }
    thief.sign_in_forwarded("198.51.100.99", "liu", RIGHT).await.has_status(429);
    // Behind a proxy that is named, each has an own count.
    app.app.trust_proxies(vec![Network::read("10.0.0.1").unwrap()]);
    let proxy = app.stranger().at_source("10.0.0.1");
    for number in 0..30 {
        proxy.sign_in_forwarded("198.51.100.1", &format!("other{number}"), "guess").await.has_status(422);
    }
    proxy.sign_in_forwarded("198.51.100.1", "liu", RIGHT).await.has_status(429);
    proxy.sign_in_forwarded("198.51.100.2", "liu", RIGHT).await.has_status(303);
}

/// Through a real connection: its other end is the source, whatever the request says.
#[tokio::test]
async fn the_source_is_the_other_end_of_the_connection() {
    let app = TestApp::new().await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(serve(listener, router(app.app.clone()), Limits::of(&app.app), std::future::pending()));
    let body = "login=nobody&password=guess";
    let request = format!(
        "POST /sign-in HTTP/1.1\r\nHost: xinan.test\r\nConnection: close\r\nX-Forwarded-For: 203.0.113.5\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    );
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut said = Vec::new();
    stream.read_to_end(&mut said).await.unwrap();
    assert!(said.starts_with(b"HTTP/1.1 422"));
    let mut tx = app.app.db().read().await.unwrap();
    let rows = tx.rows("select source from sign_in_failures", &[]).await.unwrap();
    assert_eq!(rows[0].text("source").unwrap(), "127.0.0.1");
}

/// Forty that hang up as soon as they have asked: each that is looked at is counted and logged, and no more than ten are.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_hangs_up_has_tried_all_the_same() {
    let app = TestApp::new().await;
    app.add_account().await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(serve(listener, router(app.app.clone()), Limits::of(&app.app), std::future::pending()));
    let body = "login=liu&password=guess";
    let request = format!(
        "POST /sign-in HTTP/1.1\r\nHost: xinan.test\r\nContent-Length: {}\r\n\
         Content-Type: application/x-www-form-urlencoded\r\n\r\n{body}",
        body.len()
    );
    // Until the first ten have been looked at, each comes when the one before has its turn or is done.
    for _ in 0..40 {
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream.write_all(request.as_bytes()).await.unwrap();
        tokio::time::sleep(std::time::Duration::from_millis(15)).await;
        drop(stream);
        tokio::time::sleep(std::time::Duration::from_millis(25)).await;
    }
    // Whoever has the turn now is the last: it ends before ours begins.
    let turn = app.app.hashing().turn(Asker::Known("the test".to_owned())).await.unwrap();
    drop(turn);
    let mut tx = app.app.db().read().await.unwrap();
    let counted = tx.rows("select id from sign_in_failures", &[]).await.unwrap().len();
    let logged = app.entries("sign_in.failed").await + app.entries("sign_in.locked").await;
    assert!((2..=10).contains(&counted), "{counted}");
    assert_eq!(counted, logged);
}

//! Who is let in, and what ends it at the next request.

use axum::http::header;
use xinan_db::testing::engines;

use crate::shell::session::hash_of;
use crate::tests::{Staff, TestApp};

const RIGHT: &str = "right-horse-7";

async fn tries(browser: &Staff, password: &str) -> crate::tests::Answer {
    browser.post("/sign-in", &[("login", "liu"), ("password", password)]).await
}

async fn signed_in(app: &TestApp) -> Staff {
    let stranger = app.stranger();
    stranger.with_cookies_of(&tries(&stranger, RIGHT).await.has_status(303)).await
}

/// Every form of the house: another site's is refused, whether the browser says so in the one way or the other.
#[tokio::test]
async fn what_another_site_sends_is_refused_at_every_door() {
    let app = TestApp::with_people("429971101209", &["李春生"]).await;
    app.add_account().await;
    let staff = app.staff_of("429971101").await;
    let person = format!("/people/{}", app.id_of("李春生").await);
    let some = "019aa000-0000-7000-8000-000000000001";
    let of_person = |rest: &str| format!("{person}{rest}");
    let addresses = [
        "/sign-in".to_owned(),
        "/sign-out".to_owned(),
        "/view".to_owned(),
        "/account/password".to_owned(),
        "/account/factor".to_owned(),
        "/account/confirm".to_owned(),
        "/account/sessions/end-others".to_owned(),
        format!("/account/sessions/{}/end", "0".repeat(64)),
        format!("/account/browsers/{}/forget", "0".repeat(64)),
        of_person("/visits"),
        of_person("/visits/new"),
        of_person("/visits/judge"),
        of_person(&format!("/visits/{some}/edit")),
        of_person(&format!("/visits/{some}/withdrawal")),
        of_person("/contacts"),
        of_person("/notices/lost"),
        of_person("/notices/lost/withdrawal"),
        "/staff/new".to_owned(),
        format!("/staff/{some}/password"),
        format!("/staff/{some}/factor"),
        format!("/staff/{some}/closing"),
        format!("/staff/{some}/opening"),
        format!("/staff/{some}/posts/new"),
        format!("/staff/{some}/posts/{some}/end"),
        format!("/staff/{some}/posts/{some}/transfer"),
        format!("/staff/{some}/posts/{some}/handover"),
        "/institutions/new".to_owned(),
        format!("/institutions/{some}/edit"),
        format!("/institutions/{some}/end"),
        format!("/account/posts/{some}"),
        of_person("/standing/loss"),
        of_person("/standing/death"),
        "/import".to_owned(),
        format!("/import/{some}"),
        format!("/import/{some}/columns"),
    ];
    for address in &addresses {
        for said in [
            [("sec-fetch-site", "cross-site"), ("host", "xinan.test")],
            [("sec-fetch-site", "same-site"), ("host", "xinan.test")],
            [("origin", "https://elsewhere.test"), ("host", "xinan.test")],
            [("origin", "null"), ("host", "xinan.test")],
        ] {
            let answer = staff.post_saying(&said, address, &[("login", "liu"), ("password", RIGHT)]).await;
            assert_eq!(answer.status, 403, "{address} {said:?}");
            assert!(answer.headers.get(header::SET_COOKIE).is_none(), "{address} {said:?}");
        }
    }
    assert_eq!(app.entries("session.begin").await, 0);
    // From our own page it goes through.
    for said in [
        [("sec-fetch-site", "same-origin"), ("host", "xinan.test")],
        [("origin", "https://xinan.test"), ("host", "xinan.test")],
    ] {
        let sent = [("login", "liu"), ("password", RIGHT)];
        app.stranger().post_saying(&said, "/sign-in", &sent).await.has_status(303);
    }
}

/// P21: what one may is asked for at each request, in fifty places at once.
#[tokio::test]
async fn a_post_that_ends_ends_fifty_sessions_at_their_next_request() {
    for engine in engines() {
        let app = TestApp::on(engine).await;
        app.add_account().await;
        let mut sessions = Vec::new();
        for _ in 0..50 {
            sessions.push(signed_in(&app).await);
        }
        for session in &sessions {
            session.get("/account").await.has_status(200);
        }
        let mut tx = app.app.db().write().await.unwrap();
        tx.execute("update posts set ended_on = '2026-11-21'", &[]).await.unwrap();
        tx.commit().await.unwrap();
        for session in &sessions {
            session.get("/people").await.has_status(303).leads_to("/sign-in");
            session.post("/account/sessions/end-others", &[]).await.has_status(303).leads_to("/sign-in");
        }
        // The password is right, there is only nothing to do: that is said and logged, and is no failure.
        tries(&app.stranger(), RIGHT).await.has_status(422).shows("现在没有岗位");
        assert_eq!(app.entries("sign_in.no_post").await, 1);
        let mut tx = app.app.db().read().await.unwrap();
        assert!(tx.rows("select id from sign_in_failures", &[]).await.unwrap().is_empty());
    }
}

#[tokio::test]
async fn a_closed_account_is_out_at_once() {
    let app = TestApp::new().await;
    app.add_account().await;
    let desk = signed_in(&app).await;
    desk.get("/people").await.has_status(200);
    let mut tx = app.app.db().write().await.unwrap();
    tx.execute("update accounts set closed_at = 1", &[]).await.unwrap();
    tx.commit().await.unwrap();
    desk.get("/people").await.has_status(303).leads_to("/sign-in");
    tries(&desk.signed_out(), RIGHT).await.has_status(422).shows("账号或密码不对");
}

/// Somebody else is saving for too long, or the log cannot go on: nobody is let in, and the attempt is not free.
#[tokio::test]
async fn an_attempt_that_cannot_be_kept_lets_nobody_in() {
    let app = TestApp::new().await;
    app.add_account().await;
    app.app.db().wait_at_most(std::time::Duration::from_millis(50));
    let held = app.app.db().write().await.unwrap();
    let busy = tries(&app.stranger(), RIGHT).await.has_status(503).shows("现在正忙");
    assert!(busy.headers.get(header::SET_COOKIE).is_none());
    held.roll_back().await.unwrap();
    let unlogged = app.without_log_keys(&app.stranger()).await;
    for (tried, password) in [RIGHT, "guess"].into_iter().enumerate() {
        let answer = tries(&unlogged, password).await.has_status(503);
        assert!(answer.headers.get(header::SET_COOKIE).is_none());
        // As a writer: a reader sees only after an instant what another program wrote.
        let mut tx = app.app.db().write().await.unwrap();
        let counted = tx.rows("select id from sign_in_failures", &[]).await.unwrap().len();
        tx.roll_back().await.unwrap();
        assert_eq!(counted, tried + 1);
    }
}

/// A password that was changed between the check and the session begins none, and leaves an entry.
#[tokio::test]
async fn a_password_changed_meanwhile_begins_nothing() {
    let app = TestApp::new().await;
    app.add_account().await;
    let mut tx = app.app.db().write().await.unwrap();
    // A trigger stands for whoever changes it in that very moment: when the attempt has been counted.
    tx.execute(
        "create trigger meanwhile after insert on sign_in_failures
         begin update accounts set password = password || 'x'; end",
        &[],
    )
    .await
    .unwrap();
    tx.commit().await.unwrap();
    tries(&app.stranger(), RIGHT).await.has_status(422).shows("账号或密码不对");
    assert_eq!((app.entries("sign_in.changed").await, app.entries("session.begin").await), (1, 0));
}

/// Whoever is refused a thousand times is one entry, with how often.
#[tokio::test]
async fn refusals_are_in_the_log_once_for_each_source() {
    let app = TestApp::new().await;
    app.add_account().await;
    let thief = app.stranger().at_source("203.0.113.5");
    for _ in 0..10 {
        tries(&thief, "guess").await.has_status(422);
    }
    for _ in 0..90 {
        let page = tries(&thief, "guess").await.has_status(429);
        // The form is still there, with the login, and says what to do.
        page.shows("value=\"liu\"").shows("请在以前登录过的电脑或手机上登录，或 15 分钟后再试");
    }
    crate::account::attempts::write_down_refusals(&app.app, false).await.unwrap();
    assert_eq!(app.entries("sign_in.refused").await, 0);
    crate::account::attempts::write_down_refusals(&app.app, true).await.unwrap();
    crate::account::attempts::write_down_refusals(&app.app, true).await.unwrap();
    let mut tx = app.app.db().read_log().await.unwrap();
    let rows =
        tx.rows("select detail from audit_entries where action = 'sign_in.refused'", &[]).await.unwrap();
    let details: Vec<String> = rows.iter().map(|row| row.text("detail").unwrap()).collect();
    assert_eq!(details, ["203.0.113.5 90 times"]);
}

/// Where the house is reached by HTTPS: other names, other bounds, and an origin to compare with.
#[tokio::test]
async fn where_there_is_https_nothing_goes_another_way() {
    let app = TestApp::new().await;
    app.add_account().await;
    app.app.reached_at("https://xinan.test".to_owned());
    let stranger = app.stranger();
    let begun = tries(&stranger, RIGHT).await.has_status(303);
    assert_eq!(begun.headers["strict-transport-security"], "max-age=31536000");
    for set in begun.headers.get_all(header::SET_COOKIE) {
        let set = set.to_str().unwrap();
        assert!(
            set.starts_with("__Host-xinan_") && set.contains("; Secure") && set.contains("Path=/;"),
            "{set}"
        );
    }
    let desk = stranger.with_cookies_of(&begun).await;
    desk.get("/people").await.has_status(200);
    let sent = [("lang", "en")];
    desk.post_saying(&[("origin", "http://xinan.test")], "/view", &sent).await.has_status(403);
    let view = desk.post_saying(&[("origin", "https://xinan.test")], "/view", &sent).await.has_status(303);
    assert!(view.headers["set-cookie"].to_str().unwrap().contains("; Secure"));
}

/// A hash of a cheaper time is made anew while the password is at hand.
#[tokio::test]
async fn an_old_hash_becomes_one_of_today() {
    use argon2::password_hash::PasswordHasher;
    let app = TestApp::new().await;
    app.add_account().await;
    let cheap = argon2::Params::new(64, 1, 1, None).unwrap();
    let cheap = argon2::Argon2::new(argon2::Algorithm::Argon2id, argon2::Version::V0x13, cheap);
    let old = cheap.hash_password(RIGHT.as_bytes()).unwrap().to_string();
    let mut tx = app.app.db().write().await.unwrap();
    tx.execute("update accounts set password = $1", &[old.clone().into()]).await.unwrap();
    tx.commit().await.unwrap();
    let hash = async || {
        let mut tx = app.app.db().read().await.unwrap();
        tx.rows("select password from accounts", &[]).await.unwrap()[0].text("password").unwrap()
    };
    tries(&app.stranger(), "guess").await.has_status(422);
    assert_eq!(hash().await, old);
    tries(&app.stranger(), RIGHT).await.has_status(303);
    assert!(crate::shell::hashing::is_of_now(&hash().await));
    tries(&app.stranger(), RIGHT).await.has_status(303);
}

/// However a keyboard makes the characters, it is the same password.
#[tokio::test]
async fn a_password_is_right_however_it_is_typed() {
    let app = TestApp::new().await;
    app.add_account().await;
    tries(&app.stranger(), "ｒｉｇｈｔ-horse\u{200B}-７").await.has_status(303);
    tries(&app.stranger(), "Right-horse-7").await.has_status(422);
}

/// What is kept of signing in goes when it serves nothing any more.
#[tokio::test]
async fn what_serves_nothing_any_more_is_forgotten() {
    const DAY: i64 = 24 * 60;
    for engine in engines() {
        let app = TestApp::on(engine).await;
        app.add_account().await;
        tries(&app.stranger(), RIGHT).await.has_status(303);
        tries(&app.stranger(), "guess").await.has_status(422);
        let left = async || {
            let mut tx = app.app.db().read().await.unwrap();
            let mut left = Vec::new();
            for sql in [
                "select token from sessions",
                "select device from known_devices",
                "select id from sign_in_failures",
            ] {
                left.push(tx.rows(sql, &[]).await.unwrap().len());
            }
            left
        };
        crate::account::tidy::tidy(&app.app).await.unwrap();
        assert_eq!(left().await, [1, 1, 1]);
        for (days, wanted) in
            [(1, [1, 1, 0]), (29, [1, 1, 0]), (31, [0, 1, 0]), (399, [0, 1, 0]), (401, [0, 0, 0])]
        {
            crate::account::tidy::tidy(&app.later(days * DAY).await).await.unwrap();
            assert_eq!(left().await, wanted, "{days} days");
        }
    }
}

/// A computer that several use: nobody's cookie is another's, and what somebody planted there is nobody's.
#[tokio::test]
async fn a_browser_is_known_to_each_by_its_own_cookie() {
    let app = TestApp::new().await;
    app.add_account().await;
    app.add_account_named("zhao").await;
    let shared = app.stranger();
    let begun = shared.post("/sign-in", &[("login", "zhao"), ("password", RIGHT)]).await.has_status(303);
    let of_zhao = begun.device_cookie();
    let shared = shared.with_cookies_of(&begun).await;
    let begun = tries(&shared, RIGHT).await.has_status(303);
    let of_liu = begun.device_cookie();
    assert_ne!(of_zhao.0, of_liu.0);
    assert_ne!(of_zhao.1, of_liu.1);
    // Zhao puts the own token where Liu's belongs. It stays a stranger's, and Liu's sign-in takes nothing of it over.
    let planted = app.stranger().with_cookie(&of_liu.0, &of_zhao.1);
    for _ in 0..10 {
        tries(&planted, "guess").await.has_status(422);
    }
    tries(&planted, RIGHT).await.has_status(429);
    let known = app.stranger().with_cookie(&of_liu.0, &of_liu.1);
    let again = tries(&known, RIGHT).await.has_status(303).device_cookie();
    assert_eq!(again.0, of_liu.0);
    assert_ne!(again.1, of_liu.1, "a fresh one at each sign-in");
    // The one of before is known no more.
    tries(&known, RIGHT).await.has_status(429);
    let mut tx = app.app.db().read().await.unwrap();
    let devices = tx.rows("select device from known_devices", &[]).await.unwrap();
    let kept: Vec<Vec<u8>> = devices.iter().map(|row| row.bytes("device").unwrap()).collect();
    assert!(kept.contains(&hash_of(&again.1)) && kept.contains(&hash_of(&of_zhao.1)) && kept.len() == 2);
}

/// Whoever signs in beside a session leaves none of before behind.
#[tokio::test]
async fn signing_in_anew_ends_the_session_of_before() {
    let app = TestApp::new().await;
    app.add_account().await;
    let before = signed_in(&app).await;
    let begun = tries(&before, RIGHT).await.has_status(303);
    before.get("/people").await.has_status(303).leads_to("/sign-in");
    before.with_cookies_of(&begun).await.get("/people").await.has_status(200);
    assert_eq!((app.entries("session.begin").await, app.entries("session.end").await), (2, 1));
    // A wrong password ends nothing.
    let desk = signed_in(&app).await;
    tries(&desk, "guess").await.has_status(422);
    desk.get("/people").await.has_status(200);
}

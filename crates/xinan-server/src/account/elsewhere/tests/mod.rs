//! Signing in with an identity elsewhere, through the front door, with a provider that a test makes.

mod idp;

use serde_json::{Value, json};
use xinan_db::Engine;
use xinan_db::testing::engines;

pub(crate) use self::idp::Idp;
use self::idp::{Answers, query};
use crate::account::factor::tests::{self as factor, RIGHT, signed_in};
use crate::account::handed::{close, owner, renew};
use crate::routes::router;
use crate::shell::elsewhere::{Settings, provider};
use crate::tests::{Answer, Staff, TestApp};

const HERE: &str = "/account/elsewhere";
const GO: &str = "/sign-in/elsewhere";
const ORIGIN: &str = "https://xinan.test";
const UNKNOWN: &str = "还没有关联这里的账号";
const REFUSED: &str = "没有通过核对";
const NOT_ASKED: &str = "这次登录已经用过，或者过了十分钟";
const AWAY: &str = "现在没有回应";

/// A house with a provider, and the account `liu`.
pub(crate) async fn house(engine: Engine) -> (TestApp, Idp) {
    let (app, idp) = (TestApp::on(engine).await, Idp::new().await);
    app.app.reached_at(ORIGIN.to_owned());
    app.app.sign_in_elsewhere_by(idp.provider());
    app.add_account().await;
    (app, idp)
}

/// The same with `liu` tied; her desk.
async fn tied(engine: Engine) -> (TestApp, Idp, Staff) {
    let (app, idp) = house(engine).await;
    let desk = signed_in(&app).await;
    ties(&idp, &desk, RIGHT).await.has_status(303).leads_to("/account/elsewhere?done=tied");
    (app, idp, desk)
}

/// A browser on its way, and the address to which it was sent.
async fn sent(browser: &Staff, path: &str) -> (Staff, String) {
    let left = browser.get(path).await.has_status(303);
    let address = left.location.clone();
    (browser.with_cookies_of(&left).await, address)
}

/// Somebody goes to the provider from the page of signing in and comes back.
pub(crate) async fn comes(idp: &Idp, browser: &Staff) -> Answer {
    let (browser, address) = sent(browser, GO).await;
    browser.get(&idp.visited(&address)).await
}

/// Somebody who is signed in ties the own account.
pub(crate) async fn ties(idp: &Idp, desk: &Staff, password: &str) -> Answer {
    let begun = desk.post_shown(HERE, &[], &[("password", password)]).await.has_status(303);
    assert_eq!(begun.location, "/account/elsewhere/going");
    let desk = desk.with_cookies_of(&begun).await;
    desk.get("/account/elsewhere/going").await.has_status(200).shows("href=\"/account/elsewhere/leaving\"");
    let left = desk.get("/account/elsewhere/leaving").await.has_status(303);
    desk.get(&idp.visited(&left.location)).await
}

/// Nobody came in, and the page of signing in says why; the password is as good as ever.
#[track_caller]
fn is_out(answer: Answer, status: u16, said: &str) -> Answer {
    let answer = answer.has_status(status).shows(said).shows("没有登录成功").shows("name=\"password\"");
    let mut set = answer.headers.get_all("set-cookie").iter();
    assert!(set.all(|set| !set.to_str().unwrap().contains("xinan_session")));
    answer
}

#[tokio::test]
async fn an_identity_stands_in_the_place_of_the_password_once_it_is_tied() {
    for engine in engines() {
        let (app, idp) = house(engine).await;
        app.stranger().get("/sign-in").await.has_status(200).shows("用统一身份登录");
        let english = app.stranger().in_english().get("/sign-in").await;
        english.shows("Sign in with single sign-on");
        assert_eq!(idp.acts().asked, [0, 0, 0], "nobody is asked before somebody goes there");
        // By itself it opens nothing.
        is_out(comes(&idp, &app.stranger()).await, 422, UNKNOWN).hides("刘医生").hides("liu");
        let desk = signed_in(&app).await;
        desk.get("/account").await.shows("统一身份登录").shows("还没有关联");
        // Nothing is tied without showing anew who one is.
        desk.post(HERE, &[]).await.has_status(200).shows("请再确认一次").shows("name=\"confirms\"");
        desk.post_shown(HERE, &[], &[("password", "x")]).await.has_status(422);
        ties(&idp, &desk, RIGHT).await.has_status(303).leads_to("/account/elsewhere?done=tied");
        desk.get("/account/elsewhere?done=tied")
            .await
            .has_status(200)
            .shows("已关联")
            .shows("还没用它登录过");

        let browser = app.stranger();
        let (going, address) = sent(&browser, "/sign-in/elsewhere?back=/people").await;
        let back = idp.visited(&address);
        let entered = going.get(&back).await.has_status(303).leads_to("/people");
        let inside = going.with_cookies_of(&entered).await;
        inside.get("/people").await.has_status(200).shows("刘医生");
        inside.get(HERE).await.has_status(200).shows("用它登录过");
        // Its answer is used up, in this browser and in any other.
        is_out(going.get(&back).await, 422, NOT_ASKED);
        is_out(browser.get(&back).await, 422, NOT_ASKED);
        is_out(inside.get(&back).await, 422, NOT_ASKED);
        assert_eq!(app.entries("identity.tie").await, 1, "{engine:?}");
        // Another sign-in in the same browser ends the session of before.
        let (again, address) = sent(&inside, GO).await;
        again.get(&idp.visited(&address)).await.has_status(303).leads_to("/");
        inside.get("/people").await.has_status(303).leads_to("/sign-in");
        // What the provider calls her is in no log, and nowhere in the clear; nothing else of her is kept.
        let mut tx = app.app.db().read_log().await.unwrap();
        let rows = tx.rows("select action, detail from audit_entries", &[]).await.unwrap();
        let details: Vec<String> = rows.iter().map(|row| row.text("detail").unwrap()).collect();
        assert!(details.iter().any(|detail| detail == "identity elsewhere"), "{details:?}");
        assert!(details.iter().all(|detail| !detail.contains("4711")), "{details:?}");
        let mut tx = app.app.db().read().await.unwrap();
        let rows = tx.rows("select identity from identities", &[]).await.unwrap();
        let kept = rows[0].bytes("identity").unwrap();
        assert!(rows.len() == 1 && !kept.windows(4).any(|four| four == b"4711"));
    }
}

#[tokio::test]
async fn what_does_not_hold_brings_nobody_in() {
    let now = crate::tests::TODAY;
    assert_eq!(now.to_string(), "2026-11-21");
    let seconds = 1_795_222_800;
    let claims: [(&str, Value); 16] = [
        ("iss", json!("https://idp.example")),
        ("aud", json!("another")),
        ("aud", json!(["xinan", "another"])),
        ("azp", json!("another")),
        ("nonce", json!("another")),
        ("nonce", Value::Null),
        ("exp", json!(seconds - 60)),
        ("exp", json!("tomorrow")),
        ("iat", json!(seconds + 61)),
        ("nbf", json!(seconds + 61)),
        ("nbf", json!("tomorrow")),
        ("auth_time", json!(seconds - 61)),
        ("auth_time", json!(seconds + 61)),
        ("sub", json!("")),
        ("sub", Value::Null),
        ("sub", json!("a".repeat(256))),
    ];
    let heads: [(&str, Value); 5] = [
        ("alg", json!("none")),
        ("alg", json!("HS256")),
        ("kid", json!("unknown")),
        ("typ", json!("at+jwt")),
        ("crit", json!(["b64"])),
    ];
    for engine in engines() {
        let (app, idp, _) = tied(engine).await;
        let before = app.entries("session.begin").await;
        for claim in &claims {
            idp.acts().claims = vec![claim.clone()];
            is_out(comes(&idp, &app.stranger()).await, 422, REFUSED);
        }
        // When somebody signed in there is not said: nobody knows whether it was this one.
        idp.acts().claims = vec![("auth_time", Value::Null)];
        is_out(comes(&idp, &app.stranger()).await, 422, "没有说明您是什么时候登录的").shows("auth_time");
        idp.acts().claims.clear();
        for head in &heads {
            idp.acts().head = vec![head.clone()];
            is_out(comes(&idp, &app.stranger()).await, 422, REFUSED);
        }
        idp.acts().head.clear();
        // Signed with another key.
        idp.acts().signs = 9;
        is_out(comes(&idp, &app.stranger()).await, 422, REFUSED);
        idp.acts().signs = 7;
        assert_eq!(app.entries("session.begin").await, before, "{engine:?}");
        assert_eq!(app.entries("sign_in.elsewhere").await, claims.len() + heads.len() + 2);
        comes(&idp, &app.stranger()).await.has_status(303).leads_to("/");
    }
}

#[tokio::test]
async fn what_comes_back_is_for_the_browser_that_was_sent() {
    for engine in engines() {
        let (app, idp, _) = tied(engine).await;
        let with = |back: &str, name: &str, value: Option<&str>| {
            let mut said = query(back);
            match value {
                Some(value) => drop(said.insert(name.to_owned(), value.to_owned())),
                None => drop(said.remove(name)),
            }
            format!("{}?{}", back.split('?').next().unwrap(), serde_urlencoded::to_string(said).unwrap())
        };
        let long = "a".repeat(5000);
        for (name, value, said) in [
            ("state", None, NOT_ASKED),
            ("state", Some(""), NOT_ASKED),
            ("state", Some("another"), NOT_ASKED),
            ("iss", None, REFUSED),
            ("iss", Some("https://idp.example"), REFUSED),
            ("code", None, REFUSED),
            ("code", Some("another"), REFUSED),
            ("code", Some(long.as_str()), REFUSED),
            ("error", Some("access_denied"), "没有在统一身份系统完成登录"),
            ("error", Some("<script>alert(1)</script>"), "没有在统一身份系统完成登录"),
        ] {
            let (browser, address) = sent(&app.stranger(), GO).await;
            let back = idp.visited(&address);
            let page = is_out(browser.get(&with(&back, name, value)).await, 422, said);
            page.hides("access_denied").hides("alert(1)");
            // Used up, whatever came of it.
            is_out(browser.get(&back).await, 422, NOT_ASKED);
        }
        // Somebody else's code, led into this browser: with and without a question of its own.
        let (thief, address) = sent(&app.stranger(), GO).await;
        let back = idp.visited(&address);
        is_out(app.stranger().get(&back).await, 422, NOT_ASKED);
        let (victim, _) = sent(&app.stranger(), GO).await;
        is_out(victim.get(&back).await, 422, NOT_ASKED);
        // The code is bound to what the first browser's question holds (RFC 7636), even with the state of another.
        let (other, address) = sent(&app.stranger(), GO).await;
        let other_state = query(&address)["state"].clone();
        is_out(other.get(&with(&back, "state", Some(&other_state))).await, 422, REFUSED);
        is_out(thief.get(&back).await, 422, REFUSED);
        // Ten minutes.
        let (browser, address) = sent(&app.stranger(), GO).await;
        let back = idp.visited(&address);
        is_out(browser.at(&later(&app, &idp, 10).await).get(&back).await, 422, NOT_ASKED);
        let (browser, address) = sent(&app.stranger(), GO).await;
        let back = idp.visited(&address);
        // Expired by then is what the provider signed, not what we asked.
        idp.acts().claims = vec![
            ("exp", json!(1_795_222_800 + 600)),
            ("iat", json!(1_795_222_800 + 540)),
            ("auth_time", json!(1_795_222_800 + 540)),
        ];
        browser.at(&later(&app, &idp, 9).await).get(&back).await.has_status(303).leads_to("/");
        assert!(browser.get("/sign-in/elsewhere/return?state=a&state=b").await.status.is_client_error());
    }
}

/// How it describes itself and shows its keys, and what it says otherwise than it is.
type Description = (Answers, Answers, Vec<(&'static str, Value)>);

/// The program started anew some minutes later.
async fn later(app: &TestApp, idp: &Idp, minutes: i64) -> axum::Router {
    let app = app.later(minutes).await;
    app.reached_at(ORIGIN.to_owned());
    app.sign_in_elsewhere_by(idp.provider());
    router(app)
}

#[tokio::test]
async fn a_provider_that_is_away_keeps_nobody_from_the_password() {
    let (app, idp) = house(Engine::Sqlite).await;
    let unsafe_address = json!("http://idp.example/authorize");
    let other = json!("https://idp.example");
    let describes: [Description; 9] = [
        (Answers::Fault, Answers::Well, vec![]),
        (Answers::Nonsense, Answers::Well, vec![]),
        (Answers::Endless, Answers::Well, vec![]),
        (Answers::Late, Answers::Well, vec![]),
        (Answers::Leads, Answers::Well, vec![]),
        (Answers::Well, Answers::Fault, vec![]),
        (Answers::Well, Answers::Well, vec![("issuer", other)]),
        (Answers::Well, Answers::Well, vec![("authorization_endpoint", unsafe_address)]),
        (Answers::Well, Answers::Well, vec![("token_endpoint", Value::Null)]),
    ];
    for (description, keys, says) in describes {
        {
            let mut acts = idp.acts();
            (acts.description, acts.keys, acts.says) = (description, keys, says);
        }
        let browser = app.stranger().at(&later(&app, &idp, 0).await);
        let asked = idp.acts().asked[0];
        for _ in 0..3 {
            let page = is_out(browser.get(GO).await, 503, AWAY);
            page.shows("用统一身份登录");
        }
        // Not asked again by everybody who comes.
        assert_eq!(idp.acts().asked[0], asked + 1, "{description:?} {keys:?}");
    }
    {
        let mut acts = idp.acts();
        (acts.description, acts.keys, acts.says) = (Answers::Well, Answers::Well, Vec::new());
    }
    let desk = signed_in(&app).await;
    ties(&idp, &desk, RIGHT).await.has_status(303);
    for (token, status, said) in [
        (Answers::Fault, 503, AWAY),
        (Answers::Nonsense, 503, AWAY),
        (Answers::Endless, 503, AWAY),
        (Answers::Late, 503, AWAY),
        (Answers::Leads, 503, AWAY),
    ] {
        idp.acts().token = token;
        is_out(comes(&idp, &app.stranger()).await, status, said);
    }
    idp.acts().token = Answers::Well;
    comes(&idp, &app.stranger()).await.has_status(303).leads_to("/");
    // What was known of it an hour ago serves on while it does not say more.
    idp.acts().description = Answers::Fault;
    app.stranger().get(GO).await.has_status(303);
    // Nobody answers there at all.
    let gone = Settings { issuer: "http://127.0.0.1:1".to_owned(), ..idp.settings() };
    let other = TestApp::new().await;
    other.app.reached_at(ORIGIN.to_owned());
    other.app.sign_in_elsewhere_by(provider(gone).unwrap());
    other.add_account().await;
    is_out(other.stranger().get(GO).await, 503, AWAY);
    signed_in(&other).await.get("/people").await.has_status(200);
}

#[tokio::test]
async fn keys_change_and_are_fetched_anew_once_a_minute() {
    let (app, idp, _) = tied(Engine::Sqlite).await;
    {
        let mut acts = idp.acts();
        (acts.shown, acts.signs) = (vec![7, 8], 8);
    }
    let asked = idp.acts().asked[1];
    comes(&idp, &app.stranger()).await.has_status(303).leads_to("/");
    comes(&idp, &app.stranger()).await.has_status(303);
    assert_eq!(idp.acts().asked[1], asked + 1);
    // One that nobody knows is not looked for each time.
    idp.acts().signs = 9;
    for _ in 0..3 {
        is_out(comes(&idp, &app.stranger()).await, 422, REFUSED);
    }
    assert_eq!(idp.acts().asked[1], asked + 1);
}

#[tokio::test]
async fn the_second_factor_is_asked_for_as_after_a_password() {
    for engine in engines() {
        let (app, idp, desk) = tied(engine).await;
        let (secret, _) = factor::set_up(&app, &desk, RIGHT).await;
        let (browser, address) = sent(&app.stranger(), "/sign-in/elsewhere?back=/people").await;
        let half = browser.get(&idp.visited(&address)).await.has_status(303);
        assert_eq!(half.location, "/sign-in/code?back=%2Fpeople");
        let half = browser.with_cookies_of(&half).await;
        half.get("/people").await.has_status(303).leads_to("/sign-in");
        half.post("/sign-in/code", &[("code", "000000")]).await.has_status(422);
        let [code] = factor::codes_of(&app, &secret, [2]);
        let then = half.at(&later(&app, &idp, 2).await);
        then.post("/sign-in/code", &[("code", &code), ("back", "/people")])
            .await
            .has_status(303)
            .leads_to("/people");
        // And to tie: a code, not the password.
        let untied = desk.post("/account/elsewhere/untying", &[]).await.has_status(303);
        untied.leads_to("/account/elsewhere?done=untied");
        desk.post_shown(HERE, &[], &[("password", RIGHT)]).await.has_status(422);
        is_out(comes(&idp, &app.stranger()).await, 422, UNKNOWN);
        assert_eq!(app.entries("identity.untie").await, 1, "{engine:?}");
    }
}

#[tokio::test]
async fn where_the_county_asks_for_a_second_factor_it_is_set_up_first() {
    let (app, idp, _) = tied(Engine::Sqlite).await;
    app.ask_for_second_factor("429971", "everybody").await;
    let (browser, address) = sent(&app.stranger(), GO).await;
    let entered = browser.get(&idp.visited(&address)).await.has_status(303);
    let inside = browser.with_cookies_of(&entered).await;
    let sent_there = inside.get("/people").await.has_status(303);
    assert!(sent_there.location.starts_with("/account"), "{}", sent_there.location);
    inside.get("/account/factor").await.has_status(200);
}

#[tokio::test]
async fn a_password_that_was_handed_over_is_replaced_first_and_a_closed_account_is_nobodys() {
    for engine in engines() {
        let (app, idp, _) = tied(engine).await;
        let now = app.app.now();
        let mut tx = app.app.db().write().await.unwrap();
        tx.execute("update accounts set password_handed_over = 1 where login = 'liu'", &[]).await.unwrap();
        tx.commit().await.unwrap();
        let (browser, address) = sent(&app.stranger(), GO).await;
        let entered = browser.get(&idp.visited(&address)).await.has_status(303);
        let inside = browser.with_cookies_of(&entered).await;
        inside.get("/people").await.has_status(303).leads_to("/account?done=first");
        inside.get(HERE).await.has_status(303).leads_to("/account?done=first");

        let mut tx = app.app.db().write().await.unwrap();
        let liu = owner(&mut tx, "liu", &now).await.unwrap().unwrap();
        close(&mut tx, &liu, &now).await.unwrap();
        tx.commit().await.unwrap();
        // As if it had never been there.
        let closed = is_out(comes(&idp, &app.stranger()).await, 422, UNKNOWN);
        closed.hides("刘医生").hides("停用");
        let mut tx = app.app.db().read().await.unwrap();
        assert!(tx.rows("select id from identities", &[]).await.unwrap().is_empty(), "{engine:?}");
    }
}

/// Whoever knew the password of before, and tied an identity with it, comes in no more.
#[tokio::test]
async fn another_password_unties_the_account() {
    for engine in engines() {
        let (app, idp, _) = tied(engine).await;
        let now = app.app.now();
        let mut tx = app.app.db().write().await.unwrap();
        let liu = owner(&mut tx, "liu", &now).await.unwrap().unwrap();
        renew(&mut tx, &liu, "no hash", &now).await.unwrap();
        tx.commit().await.unwrap();
        is_out(comes(&idp, &app.stranger()).await, 422, UNKNOWN).hides("刘医生");
        let mut tx = app.app.db().read().await.unwrap();
        assert!(tx.rows("select id from identities", &[]).await.unwrap().is_empty(), "{engine:?}");
    }
}

#[tokio::test]
async fn without_a_post_nobody_comes_in() {
    let (app, idp, _) = tied(Engine::Sqlite).await;
    let mut tx = app.app.db().write().await.unwrap();
    tx.execute("update posts set ended_on = '2026-11-20'", &[]).await.unwrap();
    tx.commit().await.unwrap();
    is_out(comes(&idp, &app.stranger()).await, 422, "这个账号现在没有岗位");
    assert_eq!(app.entries("sign_in.no_post").await, 1);
}

#[tokio::test]
async fn one_identity_is_of_one_account() {
    for engine in engines() {
        let (app, idp, desk) = tied(engine).await;
        app.add_account_named("chen").await;
        let stranger = app.stranger();
        let begun = stranger.post("/sign-in", &[("login", "chen"), ("password", RIGHT)]).await;
        let chen = stranger.with_cookies_of(&begun.has_status(303)).await;
        let page = ties(&idp, &chen, RIGHT).await.has_status(422).shows("已经关联了另一个账号");
        page.shows("没有关联成功").hides("刘医生</a>");
        // The own one once more changes nothing.
        ties(&idp, &desk, RIGHT).await.has_status(303);
        assert_eq!(app.entries("identity.tie").await, 1, "{engine:?}");
        // Another person of the provider.
        idp.acts().claims = vec![("sub", json!("person-4712"))];
        ties(&idp, &chen, RIGHT).await.has_status(303);
        // Untied, it is anybody's who ties it.
        chen.post("/account/elsewhere/untying", &[]).await.has_status(303);
        is_out(comes(&idp, &app.stranger()).await, 422, UNKNOWN);
        idp.acts().claims.clear();
        comes(&idp, &app.stranger()).await.has_status(303).leads_to("/");
    }
}

#[tokio::test]
async fn an_account_is_tied_in_the_session_that_began_to() {
    let (app, idp) = house(Engine::Sqlite).await;
    app.add_account_named("chen").await;
    let desk = signed_in(&app).await;
    let begun = desk.post_shown(HERE, &[], &[("password", RIGHT)]).await.has_status(303);
    let going = desk.with_cookies_of(&begun).await;
    let left = going.get("/account/elsewhere/leaving").await.has_status(303);
    let back = idp.visited(&left.location);
    // Somebody else signs in to the same browser meanwhile.
    let other = going.post("/sign-in", &[("login", "chen"), ("password", RIGHT)]).await.has_status(303);
    let chen = going.with_cookies_of(&other).await;
    for path in ["/account/elsewhere/going", "/account/elsewhere/leaving"] {
        chen.get(path).await.has_status(303).leads_to(HERE);
    }
    chen.get(&back).await.has_status(422).shows(NOT_ASKED);
    // Or nobody.
    let begun = desk.signed_out();
    let again = signed_in(&app).await;
    let asked = again.post_shown(HERE, &[], &[("password", RIGHT)]).await.has_status(303);
    let question = begun.with_cookies_of(&asked).await;
    question.get("/account/elsewhere/going").await.has_status(303).leads_to("/sign-in");
    let mut tx = app.app.db().read().await.unwrap();
    assert!(tx.rows("select id from identities", &[]).await.unwrap().is_empty());
}

/// Whatever keeps an account from being tied stands in the log, and an account that was closed meanwhile is tied to nothing.
#[tokio::test]
async fn what_was_not_tied_is_logged() {
    for engine in engines() {
        let (app, idp, desk) = tied(engine).await;
        app.add_account_named("chen").await;
        let stranger = app.stranger();
        let begun = stranger.post("/sign-in", &[("login", "chen"), ("password", RIGHT)]).await;
        let chen = stranger.with_cookies_of(&begun.has_status(303)).await;
        ties(&idp, &chen, RIGHT).await.has_status(422).shows("已经关联了另一个账号");
        idp.acts().claims = vec![("auth_time", Value::Null)];
        ties(&idp, &chen, RIGHT).await.has_status(422).shows("没有说明您是什么时候登录的");
        idp.acts().claims = vec![("aud", json!("another"))];
        ties(&idp, &desk, RIGHT).await.has_status(422).shows(REFUSED);
        assert_eq!((app.entries("identity.tie").await, app.entries("identity.not_tied").await), (1, 3));
        let auditor = app.auditor_of("429971").await.over_https();
        let log = auditor.get("/audit").await.has_status(200).shows("关联自己的统一身份没有成功");
        log.shows("已关联另一个账号").shows("答复没有写明登录时间").shows("答复没有通过核对");
        let mut tx = app.app.db().write().await.unwrap();
        let id =
            tx.rows("select id from accounts where login = 'chen'", &[]).await.unwrap()[0].id("id").unwrap();
        assert!(super::store::is_open(&mut tx, id).await.unwrap());
        tx.execute("update accounts set closed_at = 1 where login = 'chen'", &[]).await.unwrap();
        assert!(!super::store::is_open(&mut tx, id).await.unwrap(), "{engine:?}");
        tx.roll_back().await.unwrap();
    }
}

#[tokio::test]
async fn an_administrator_unties_it() {
    for engine in engines() {
        let (app, idp, desk) = tied(engine).await;
        let keeper = app.administrator_of("429971").await.over_https();
        let mut tx = app.app.db().read().await.unwrap();
        let rows = tx.rows("select id from accounts where login = 'liu'", &[]).await.unwrap();
        let page = format!("/staff/{}", rows[0].id("id").unwrap().simple());
        tx.commit().await.unwrap();
        keeper.get(&page).await.has_status(200).shows("取消统一身份关联");
        keeper.get(&format!("{page}/identity")).await.has_status(200).shows("登录着的地方都登出");
        for _ in 0..2 {
            let done = keeper.post_confirmed(&format!("{page}/identity"), &[]).await.has_status(303);
            done.leads_to(&format!("{page}?done=identity"));
        }
        keeper.get(&format!("{page}?done=identity")).await.shows("关联已取消").hides("/identity\"");
        assert_eq!(app.entries("staff.identity_off").await, 1, "{engine:?}");
        desk.get("/people").await.has_status(303).leads_to("/sign-in");
        is_out(comes(&idp, &app.stranger()).await, 422, UNKNOWN);
    }
}

#[tokio::test]
async fn identities_that_are_nobodys_are_counted_by_their_source() {
    for engine in engines() {
        let (app, idp) = house(engine).await;
        let here = app.stranger().at_source("203.0.113.5");
        for number in 0..30 {
            idp.acts().claims = vec![("sub", json!(format!("person-{number}")))];
            is_out(comes(&idp, &here).await, 422, UNKNOWN);
        }
        idp.acts().claims = vec![("sub", json!("one more"))];
        let page = is_out(comes(&idp, &here).await, 429, "从这里试的次数太多了");
        assert_eq!(page.headers["retry-after"], "900");
        is_out(comes(&idp, &app.stranger().at_source("203.0.113.6")).await, 422, UNKNOWN);
        assert_eq!(app.entries("sign_in.elsewhere").await, 31, "{engine:?}");
    }
}

#[tokio::test]
async fn nobody_is_sent_there_without_end_nor_by_others_nor_led_elsewhere() {
    let (app, idp, _) = tied(Engine::Sqlite).await;
    let stranger = app.stranger().at_source("203.0.113.5");
    for back in ["//elsewhere.test/", "https://elsewhere.test/", "/\\elsewhere.test"] {
        let address = format!("{GO}?{}", serde_urlencoded::to_string([("back", back)]).unwrap());
        let (browser, address) = sent(&stranger, &address).await;
        browser.get(&idp.visited(&address)).await.has_status(303).leads_to("/");
    }
    // What was answered does not count.
    for _ in 0..super::MOST_FROM_SOURCE {
        stranger.get(GO).await.has_status(303);
    }
    is_out(stranger.get(GO).await, 429, "从这里试的次数太多了");
    app.stranger().at_source("203.0.113.6").get(GO).await.has_status(303);
    // Ten minutes later they are gone.
    stranger.at(&later(&app, &idp, 11).await).get(GO).await.has_status(303);
    let mut tx = app.app.db().read().await.unwrap();
    assert_eq!(tx.rows("select id from identity_questions", &[]).await.unwrap().len(), 1);
}

#[tokio::test]
async fn without_a_provider_there_is_nothing_of_it() {
    let app = TestApp::new().await;
    app.add_account().await;
    app.stranger().get("/sign-in").await.has_status(200).hides("统一身份").hides("f-elsewhere");
    let desk = signed_in(&app).await;
    desk.get("/account").await.has_status(200).hides("统一身份");
    for path in [GO, "/sign-in/elsewhere/return?code=a&state=b", HERE, "/account/elsewhere/going"] {
        desk.get(path).await.has_status(404);
    }
    desk.post_shown(HERE, &[], &[("password", RIGHT)]).await.has_status(404);
}

/// Whoever was tied to a provider that is no more reads so, and can untie it.
#[tokio::test]
async fn a_provider_of_before_opens_nothing() {
    let (app, _, desk) = tied(Engine::Sqlite).await;
    let other = Idp::new().await;
    let named = Settings { name: Some("省统一身份认证".to_owned()), ..other.settings() };
    let now = app.later(0).await;
    now.reached_at(ORIGIN.to_owned());
    now.sign_in_elsewhere_by(provider(named).unwrap());
    let router_now = router(now);
    let stranger = app.stranger().at(&router_now);
    stranger.get("/sign-in").await.shows("用省统一身份认证登录");
    // The same word for somebody, from another issuer.
    is_out(comes(&other, &stranger).await, 422, "这个省统一身份认证还没有关联");
    let desk = desk.at(&router_now);
    desk.get(HERE).await.has_status(200).shows("现在关联的是以前的系统");
    ties(&other, &desk, RIGHT).await.has_status(303);
    comes(&other, &stranger).await.has_status(303).leads_to("/");
    // And with none at all.
    let none = app.later(0).await;
    none.reached_at(ORIGIN.to_owned());
    let desk = desk.at(&router(none));
    desk.get("/account").await.shows("统一身份登录");
    desk.get(HERE).await.has_status(200).shows("取消关联").hides(">关联<");
    desk.post("/account/elsewhere/untying", &[]).await.has_status(303);
    desk.get("/account/elsewhere?done=untied").await.has_status(200).shows("已取消关联");
}

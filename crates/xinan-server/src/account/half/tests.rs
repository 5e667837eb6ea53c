//! Signing in with a second factor, through the front door.

use axum::http::Method;
use xinan_db::testing::engines;

use crate::account::factor::tests::{RIGHT, codes_of, set_up, signed_in};
use crate::policy::Guard;
use crate::routes::addresses;
use crate::tests::{Answer, Staff, TestApp};

const CODE: &str = "/sign-in/code";

async fn tries(browser: &Staff, password: &str) -> Answer {
    browser.post("/sign-in", &[("login", "liu"), ("password", password)]).await
}

/// A browser with the right password and no code yet.
async fn half(app: &TestApp, source: &str) -> Staff {
    let stranger = app.stranger().at_source(source);
    stranger.with_cookies_of(&tries(&stranger, RIGHT).await.has_status(303).leads_to(CODE)).await
}

/// `liu` with a second factor: her desk, the secret and the recovery codes.
async fn with_factor(engine: xinan_db::Engine) -> (TestApp, Staff, String, Vec<String>) {
    let app = TestApp::on(engine).await;
    app.add_account().await;
    let desk = signed_in(&app).await;
    let (secret, codes) = set_up(&app, &desk, RIGHT).await;
    (app, desk, secret, codes)
}

#[tokio::test]
async fn the_password_first_and_then_the_code() {
    for engine in engines() {
        let (app, _, secret, _) = with_factor(engine).await;
        let half = half(&app, "203.0.113.5").await;
        let page = half.get(CODE).await.has_status(200).shows("再填一个验证码").shows("服务器现在是 09:00");
        page.hides("刘医生").hides("liu");
        half.in_english().get(CODE).await.has_status(200).shows("One code more");
        let [used, next, ahead] = codes_of(&app, &secret, [0, 2, 5]);
        for (code, said) in [
            ("", "请填手机上现在显示的 6 位数字"),
            ("000000", "验证码不对"),
            (&used, "这个验证码已经用过了"),
            (&ahead, "手机的时间比服务器快了约 5 分钟"),
        ] {
            half.post(CODE, &[("code", code)]).await.has_status(422).shows(said).shows("没有登录成功");
        }
        let then = half.after(&app, 2).await;
        let spaced = format!("{} {}", &next[..3], &next[3..]);
        let begun = then.post(CODE, &[("code", &spaced)]).await.has_status(303).leads_to("/");
        let desk = then.with_cookies_of(&begun).await;
        desk.get("/people").await.has_status(200);
        // It is over, and good for nothing more.
        then.get(CODE).await.has_status(303).leads_to("/sign-in?late=1");
        then.post(CODE, &[("code", &next)]).await.has_status(303).leads_to("/sign-in?late=1");
        assert_eq!(
            (app.entries("sign_in.half").await, app.entries("session.begin").await),
            (1, 2),
            "{engine:?}"
        );
        assert_eq!(app.entries("sign_in.failed").await, 3, "what was missing is no attempt");
    }
}

/// Every address of the house: with the password alone one comes nowhere.
#[tokio::test]
async fn who_is_signed_in_by_half_may_do_nothing_else() {
    let (app, _, _, _) = with_factor(xinan_db::Engine::Sqlite).await;
    let half = half(&app, "203.0.113.5").await;
    let absent = "019aa000000070008000000000000009";
    let mut asked = 0;
    for address in addresses().list {
        if matches!(address.guard, Guard::Open | Guard::Half) {
            continue;
        }
        asked += 1;
        let mut path = address.path.to_owned();
        for place in
            ["{id}", "{visit}", "{session}", "{browser}", "{what}", "{indicator}", "{village}", "{form}"]
        {
            path = path.replace(place, absent);
        }
        let answer = match address.method == Method::POST {
            true => half.post(&path, &[]).await,
            false => half.get(&path).await,
        };
        // The person's own door asks for a card instead.
        let own = matches!(address.guard, Guard::Card | Guard::Person);
        answer.has_status(303).leads_to(if own { "/my/sign-in" } else { "/sign-in" });
    }
    assert!(asked > 30);
}

/// RFC 6238 §5.2: the second one with the same code is refused, even in the same moment.
#[tokio::test]
async fn a_code_lets_one_in_and_not_two_at_once() {
    for engine in engines() {
        let (app, _, secret, _) = with_factor(engine).await;
        let (one, two) = (half(&app, "203.0.113.5").await, half(&app, "203.0.113.6").await);
        let (one, two) = (one.after(&app, 2).await, two.after(&app, 2).await);
        let [code] = codes_of(&app, &secret, [2]);
        let sent = [("code", code.as_str())];
        let (first, second) = tokio::join!(one.post(CODE, &sent), two.post(CODE, &sent));
        let mut both = [first.status.as_u16(), second.status.as_u16()];
        both.sort_unstable();
        assert_eq!(both, [303, 422], "{engine:?}");
        let refused = if first.status == 422 { first } else { second };
        refused.shows("这个验证码已经用过了");
        // Nor a third a little later.
        let third = half(&app, "203.0.113.7").await.after(&app, 2).await;
        third.post(CODE, &sent).await.has_status(422).shows("已经用过");
    }
}

#[tokio::test]
async fn a_recovery_code_works_once() {
    for engine in engines() {
        let (app, desk, _, codes) = with_factor(engine).await;
        let browser = half(&app, "203.0.113.5").await;
        let page = browser.post(CODE, &[("recovery", "0000-0000-0000-0000")]).await.has_status(422);
        page.shows("恢复码不对").shows("<details class=\"fold\" open");
        let typed = codes[0].to_uppercase().replace('-', " ");
        browser.post(CODE, &[("recovery", &typed)]).await.has_status(303).leads_to("/");
        half(&app, "203.0.113.6").await.post(CODE, &[("recovery", &codes[0])]).await.has_status(422);
        desk.get("/account").await.shows("还剩 9 个恢复码");
        for code in &codes[1..7] {
            half(&app, "203.0.113.7").await.post(CODE, &[("recovery", code)]).await.has_status(303);
        }
        desk.get("/account/factor").await.shows("恢复码只剩 3 个");
        let mut tx = app.app.db().read_log().await.unwrap();
        let rows =
            tx.rows("select detail from audit_entries where action = 'session.begin'", &[]).await.unwrap();
        let details: Vec<String> = rows.iter().map(|row| row.text("detail").unwrap()).collect();
        assert!(details.contains(&"recovery code, 9 left".to_owned()), "{details:?}");
    }
}

#[tokio::test]
async fn five_minutes_are_given_for_the_code() {
    for engine in engines() {
        let (app, _, secret, _) = with_factor(engine).await;
        let [code] = codes_of(&app, &secret, [4]);
        let half = half(&app, "203.0.113.5").await;
        let late = half.after(&app, 5).await;
        late.get(CODE).await.has_status(303).leads_to("/sign-in?late=1");
        late.get("/sign-in?late=1").await.has_status(200).shows("五分钟过去了，请从密码重新开始");
        half.after(&app, 4).await.post(CODE, &[("code", &code)]).await.has_status(303);
        app.stranger().get(CODE).await.has_status(303).leads_to("/sign-in");
        tries(&app.stranger(), RIGHT).await.has_status(303).leads_to(CODE);
        crate::account::tidy::tidy(&app.later(6).await).await.unwrap();
        let mut tx = app.app.db().read().await.unwrap();
        assert!(tx.rows("select token from half_sign_ins", &[]).await.unwrap().is_empty(), "{engine:?}");
    }
}

/// P22: ten tries in fifteen minutes with a code, and the right password in between washes none of them away.
#[tokio::test]
async fn wrong_codes_are_bounded_and_the_owner_is_not_touched() {
    for engine in engines() {
        let (app, desk, secret, _) = with_factor(engine).await;
        let owner = desk.signed_out();
        let mut guessed = 0;
        for _ in 0..5 {
            // Somebody who knows the password, each time from the beginning.
            let thief = half(&app, "203.0.113.5").await;
            for code in ["000000", "111111"] {
                thief.post(CODE, &[("code", code)]).await.has_status(422);
                guessed += 1;
            }
        }
        assert_eq!(guessed, 10);
        // Now neither the password is looked at nor, in a sign-in that was begun before, a code.
        tries(&app.stranger().at_source("203.0.113.6"), RIGHT).await.has_status(429);
        assert_eq!((app.entries("sign_in.failed").await, app.entries("sign_in.locked").await), (9, 1));
        // In the owner's own browser nothing happened, from wherever it is.
        let begun = tries(&owner.at_source("203.0.113.5"), RIGHT).await.has_status(303).leads_to(CODE);
        let owner = owner.with_cookies_of(&begun).await.after(&app, 2).await;
        let [code] = codes_of(&app, &secret, [2]);
        owner.post(CODE, &[("code", &code)]).await.has_status(303).leads_to("/");
        // The owner's success gives the others nothing back.
        tries(&app.stranger(), RIGHT).await.has_status(429);
    }
}

#[tokio::test]
async fn a_sign_in_that_was_begun_is_bounded_too() {
    let (app, _, secret, _) = with_factor(xinan_db::Engine::Sqlite).await;
    let thief = half(&app, "203.0.113.5").await;
    for _ in 0..10 {
        thief.post(CODE, &[("code", "000000")]).await.has_status(422);
    }
    let [code] = codes_of(&app, &secret, [2]);
    let page = thief.after(&app, 2).await.post(CODE, &[("code", &code)]).await.has_status(429);
    assert_eq!(page.headers["retry-after"], "780");
    page.shows("请 13 分钟后再试");
    // Many at once are no more than ten either, and a browser that is known has ten of its own.
    let (app, _, _, _) = with_factor(xinan_db::Engine::Sqlite).await;
    let thief = half(&app, "203.0.113.5").await;
    let all = (0..30).map(|_| {
        let thief = thief.clone();
        async move { thief.post(CODE, &[("code", "000000")]).await.status.as_u16() }
    });
    let all = futures_util::future::join_all(all).await;
    assert_eq!(all.iter().filter(|status| **status == 422).count(), 10);
}

/// Whether there is an account, and whether it has a second factor, is said to nobody before the password was right.
#[tokio::test]
async fn nothing_is_told_before_the_password_was_right() {
    let (app, _, _, _) = with_factor(xinan_db::Engine::Sqlite).await;
    app.add_account_named("zhao").await;
    let mut told = Vec::new();
    for (login, source) in [("liu", "203.0.113.5"), ("zhao", "203.0.113.6"), ("yao", "203.0.113.7")] {
        let stranger = app.stranger().at_source(source);
        let mut said = Vec::new();
        for _ in 0..11 {
            let answer = stranger.post("/sign-in", &[("login", login), ("password", "x")]).await;
            assert!(answer.headers.get("set-cookie").is_none());
            let retry = answer.headers.get("retry-after").cloned();
            said.push((answer.status, answer.location, retry, answer.text.replace(login, "")));
        }
        told.push(said);
    }
    assert!(told.windows(2).all(|pair| pair[0] == pair[1]));
}

/// What ends a session ends what was begun, too.
#[tokio::test]
async fn another_password_ends_what_was_begun() {
    let (app, desk, secret, _) = with_factor(xinan_db::Engine::Sqlite).await;
    let half = half(&app, "203.0.113.5").await;
    let [code] = codes_of(&app, &secret, [2]);
    let new = "vq7 kdw2 xep 第三棵柿子树";
    let change = [("old_password", RIGHT), ("new_password", new), ("new_again", new), ("code", &code)];
    desk.after(&app, 2).await.post("/account/password", &change).await.has_status(303);
    half.get(CODE).await.has_status(303).leads_to("/sign-in?late=1");
}

#[tokio::test]
async fn one_comes_back_to_where_one_was() {
    let (app, desk, secret, _) = with_factor(xinan_db::Engine::Sqlite).await;
    let form = "/people/019aa000000070008000000000000009/visits/new";
    let known = desk.signed_out();
    let sent = [("login", "liu"), ("password", RIGHT), ("back", form)];
    let begun = known.post("/sign-in", &sent).await.has_status(303);
    let half = known.with_cookies_of(&begun).await;
    half.get(&begun.location).await.has_status(200).shows(&format!("name=\"back\" value=\"{form}\""));
    half.get("/sign-in/code?back=//elsewhere.test").await.has_status(200).hides("elsewhere");
    let wrong = half.post(CODE, &[("code", "000000"), ("back", form)]).await.has_status(422);
    wrong.shows(&format!("value=\"{form}\""));
    let [code] = codes_of(&app, &secret, [2]);
    let then = half.after(&app, 2).await;
    then.post(CODE, &[("code", &code), ("back", form)]).await.has_status(303).leads_to(form);
    // Whoever was sent from the page of the code returns to no page of signing in.
    let from = "https://xinan.test/sign-in/code";
    app.stranger().get_from("/sign-in", from).await.has_status(200).hides("登录已过期");
}

/// Another site's form, and a log that cannot go on: nobody is let in, and no code is used up.
#[tokio::test]
async fn what_cannot_be_kept_lets_nobody_in() {
    let (app, _, secret, codes) = with_factor(xinan_db::Engine::Sqlite).await;
    let half = half(&app, "203.0.113.5").await;
    let sent = [("recovery", codes[0].as_str())];
    for said in [("sec-fetch-site", "cross-site"), ("origin", "https://elsewhere.test")] {
        half.post_saying(&[said, ("host", "xinan.test")], CODE, &sent).await.has_status(403);
    }
    let unlogged = app.without_log_keys(&half).await;
    for (name, shown) in [("recovery", codes[0].as_str()), ("code", "000000")] {
        let answer = unlogged.post(CODE, &[(name, shown)]).await.has_status(503);
        assert!(answer.headers.get("set-cookie").is_none());
    }
    half.post(CODE, &sent).await.has_status(303);
    assert_eq!(secret.len(), 32);
}

//! One's own sessions and password, through the front door.

use xinan_db::testing::engines;

use crate::tests::{Staff, TestApp};

const RIGHT: &str = "right-horse-7";
const NEW: &str = "vq7 kdw2 xep 第三棵柿子树";

async fn signed_in(app: &TestApp, password: &str) -> Staff {
    let stranger = app.stranger();
    let begun = stranger.post("/sign-in", &[("login", "liu"), ("password", password)]).await;
    stranger.with_cookies_of(&begun.has_status(303).leads_to("/")).await
}

/// The address at which a page ends a session.
fn ending(page: &str) -> String {
    let at = page.find("/account/sessions/").unwrap();
    page[at..].split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn a_session_is_ended_from_another_and_knows_it_at_the_next_request() {
    for engine in engines() {
        let app = TestApp::on(engine).await;
        app.add_account().await;
        let (desk, phone) = (signed_in(&app, RIGHT).await, signed_in(&app, RIGHT).await);
        phone.get("/people").await.has_status(200);
        let page = desk.get("/account").await.has_status(200);
        let page =
            page.shows("现在登录着的地方").shows("2026-11-21 09:00").shows("这一台").shows("清溪镇卫生院");
        desk.post(&ending(&page.text), &[]).await.has_status(303).leads_to("/account?done=one");
        phone.get("/people").await.has_status(303).leads_to("/sign-in");
        phone.post("/account/sessions/end-others", &[]).await.has_status(303).leads_to("/sign-in");
        desk.get("/account?done=one").await.has_status(200).shows("已登出那台设备").hides("登出其他设备");
        // Twice does no harm.
        desk.post(&ending(&page.text), &[]).await.has_status(303);
        assert_eq!(app.entries("session.end").await, 2);
    }
}

/// A session that began while the clock was ten years wrong lives neither now nor when its time comes.
#[tokio::test]
async fn a_session_of_a_wrong_clock_is_ended() {
    const YEARS: i64 = 10 * 366 * 24 * 60;
    for engine in engines() {
        for minutes in [YEARS, -YEARS] {
            let app = TestApp::on(engine).await;
            app.add_account().await;
            let mut tx = app.app.db().write().await.unwrap();
            tx.execute("update posts set started_on = '2000-01-01'", &[]).await.unwrap();
            tx.commit().await.unwrap();
            let then = app.stranger().after(&app, minutes).await;
            let begun = then.post("/sign-in", &[("login", "liu"), ("password", RIGHT)]).await;
            let then = then.with_cookies_of(&begun.has_status(303)).await;
            let desk = signed_in(&app, RIGHT).await;
            desk.get("/account").await.hides("登出其他设备");
            then.after(&app, 0).await.get("/people").await.has_status(303).leads_to("/sign-in");
            if minutes > 0 {
                then.get("/people").await.has_status(303).leads_to("/sign-in");
            }
        }
    }
}

#[tokio::test]
async fn all_others_are_ended_at_once() {
    let app = TestApp::new().await;
    app.add_account().await;
    let desk = signed_in(&app, RIGHT).await;
    let others = [signed_in(&app, RIGHT).await, signed_in(&app, RIGHT).await];
    desk.get("/account").await.shows("登出其他设备");
    desk.post("/account/sessions/end-others", &[]).await.has_status(303).leads_to("/account?done=others");
    for other in &others {
        other.get("/").await.has_status(303).leads_to("/sign-in");
    }
    desk.get("/").await.has_status(200);
    assert_eq!(app.entries("session.end").await, 1);
}

#[tokio::test]
async fn somebody_elses_session_is_as_if_there_were_none() {
    let app = TestApp::new().await;
    app.add_account().await;
    let (desk, _phone) = (signed_in(&app, RIGHT).await, signed_in(&app, RIGHT).await);
    let page = desk.get("/account").await.text;
    let colleague = app.staff_of("429971").await;
    let foreign = colleague.post(&ending(&page), &[]).await.has_status(404);
    let absent =
        colleague.post(&format!("/account/sessions/{}/end", "0".repeat(64)), &[]).await.has_status(404);
    assert_eq!(foreign.text, absent.text);
    for nonsense in ["", "x", &"é".repeat(32), &"g".repeat(64)] {
        colleague.post(&format!("/account/sessions/{nonsense}/end"), &[]).await.has_status(404);
    }
    colleague.get("/account").await.has_status(200).hides("刘医生").hides("/account/sessions/");
    desk.get("/").await.has_status(200);
    // A form from nowhere is refused, and who is not signed in sees nothing.
    desk.post_raw(&ending(&page), "csrf=00000000000000000000000000000000").await.has_status(403);
    app.stranger().get("/account").await.has_status(303).leads_to("/sign-in");
    app.stranger().post("/account/password", &[]).await.has_status(303).leads_to("/sign-in");
}

#[tokio::test]
async fn sessions_that_ran_out_are_not_listed() {
    let app = TestApp::new().await;
    app.add_account().await;
    let (_desk, phone) = (signed_in(&app, RIGHT).await, signed_in(&app, RIGHT).await);
    // In use, the phone's goes on; the desk's ends after two hours without.
    phone.after(&app, 90).await.get("/account").await.has_status(200).shows("登出其他设备");
    phone.after(&app, 130).await.get("/account").await.has_status(200).hides("登出其他设备");
    phone.after(&app, 251).await.get("/account").await.has_status(303).leads_to("/sign-in");
}

#[tokio::test]
async fn the_browser_is_named_by_family_and_system_and_nothing_else_is_kept() {
    let app = TestApp::new().await;
    app.add_account().await;
    let said = "Mozilla/5.0 (Linux; Android 13; zh-cn; 2211133C) AppleWebKit/537.36 Chrome/100.0 Mobile Safari/537.36";
    let stranger = app.stranger().with_agent(said);
    let begun = stranger.post("/sign-in", &[("login", "liu"), ("password", RIGHT)]).await.has_status(303);
    let phone = stranger.with_cookies_of(&begun).await;
    let page = phone.get("/account").await.shows("Chrome 浏览器，安卓手机或平板").hides("2211133C");
    page.hides("Mozilla");
    phone.in_english().get("/account").await.shows("Chrome, Android").shows("This one");
    app.staff_of("429971101").await.get("/account").await.shows("其他浏览器，其他设备");
}

#[tokio::test]
async fn the_own_password_is_changed_and_ends_every_session() {
    for engine in engines() {
        let app = TestApp::on(engine).await;
        app.add_account().await;
        let (desk, phone) = (signed_in(&app, RIGHT).await, signed_in(&app, RIGHT).await);
        let change = [("old_password", RIGHT), ("new_password", NEW), ("new_again", NEW)];
        let changed = desk.post("/account/password", &change).await;
        let changed = changed.has_status(303).leads_to("/account?done=password");
        // The desk goes on with a fresh session. Whoever has copied the one of before has nothing.
        phone.get("/").await.has_status(303).leads_to("/sign-in");
        desk.get("/").await.has_status(303).leads_to("/sign-in");
        let desk = desk.with_cookies_of(&changed).await;
        desk.get("/account?done=password").await.has_status(200).shows("密码已改好");
        let stranger = app.stranger();
        stranger.post("/sign-in", &[("login", "liu"), ("password", RIGHT)]).await.has_status(422);
        signed_in(&app, NEW).await.get("/").await.has_status(200);
        assert_eq!(app.entries("password.change").await, 1);
        // The phone is known no longer: whoever has it begins like a stranger.
        let mut tx = app.app.db().read().await.unwrap();
        let known = tx.rows("select device from known_devices", &[]).await.unwrap();
        assert_eq!(known.len(), 2, "the desk, and the one that signed in since");
    }
}

/// A phone that is lost is not only signed out: it is a stranger's from then on.
#[tokio::test]
async fn a_browser_whose_session_is_ended_is_known_no_more() {
    for engine in engines() {
        for way in ["one", "others", "forget"] {
            let app = TestApp::on(engine).await;
            app.add_account().await;
            let (desk, phone) = (signed_in(&app, RIGHT).await, signed_in(&app, RIGHT).await);
            let page = desk.get("/account").await.has_status(200).shows("认得的浏览器");
            let address = match way {
                "one" => ending(&page.text),
                "others" => "/account/sessions/end-others".to_owned(),
                _ => {
                    let at = page.text.find("/account/browsers/").unwrap();
                    page.text[at..].split('"').next().unwrap().to_owned()
                }
            };
            desk.post(&address, &[]).await.has_status(303);
            phone.get("/people").await.has_status(303).leads_to("/sign-in");
            let page = desk.get("/account?done=browser").await.has_status(200).shows("已忘掉那个浏览器");
            page.shows("这一台").hides("/account/browsers/").hides("/account/sessions/end-others");
            // Ten that fail at the phone are ten of strangers now, and the desk does not notice.
            let phone = phone.signed_out();
            for _ in 0..10 {
                phone.post("/sign-in", &[("login", "liu"), ("password", "x")]).await.has_status(422);
            }
            let right = [("login", "liu"), ("password", RIGHT)];
            app.stranger().at_source("198.51.100.1").post("/sign-in", &right).await.has_status(429);
            desk.signed_out().post("/sign-in", &right).await.has_status(303);
        }
    }
}

#[tokio::test]
async fn somebody_elses_browser_is_not_forgotten() {
    let app = TestApp::new().await;
    app.add_account().await;
    app.add_account_named("zhao").await;
    let liu = signed_in(&app, RIGHT).await;
    let other = signed_in(&app, RIGHT).await;
    let page = liu.get("/account").await.text;
    let at = page.find("/account/browsers/").unwrap();
    let address = page[at..].split('"').next().unwrap().to_owned();
    let stranger = app.stranger();
    let begun = stranger.post("/sign-in", &[("login", "zhao"), ("password", RIGHT)]).await.has_status(303);
    let zhao = stranger.with_cookies_of(&begun).await;
    zhao.post(&address, &[]).await.has_status(303);
    zhao.post("/account/browsers/nonsense/forget", &[]).await.has_status(404);
    other.get("/people").await.has_status(200);
    liu.get("/account").await.shows(&address);
}

#[tokio::test]
async fn a_password_that_will_not_do_is_refused_with_every_reason() {
    let app = TestApp::new().await;
    app.add_account().await;
    let (desk, phone) = (signed_in(&app, RIGHT).await, signed_in(&app, RIGHT).await);
    for (old, new, again, sentences) in [
        ("", "", "", vec!["请填现在的密码", "请填新密码"]),
        ("wrong", NEW, "other", vec!["现在的密码不对", "两遍新密码不一样"]),
        (RIGHT, "短", "短", vec!["密码至少 10 个字符"]),
        (RIGHT, "woaini1314520", "woaini1314520", vec!["很多人在用"]),
        (RIGHT, "qingxizhenweishengyuan", "qingxizhenweishengyuan", vec!["密码里用了账号、姓名、单位"]),
        (RIGHT, "liuyisheng刘医生", "liuyisheng刘医生", vec!["密码里用了账号、姓名、单位"]),
        (RIGHT, RIGHT, RIGHT, vec!["新密码和现在的一样"]),
    ] {
        let sent = [("old_password", old), ("new_password", new), ("new_again", again)];
        let mut page = desk.post("/account/password", &sent).await.has_status(422).shows("还没有存上");
        for sentence in sentences {
            page = page.shows(sentence);
        }
        // Passwords are never shown, not even to whoever typed them.
        if new.len() >= 10 {
            page.hides(new);
        }
    }
    let sent = [("old_password", RIGHT), ("new_password", "短"), ("new_again", "短")];
    desk.in_english().post("/account/password", &sent).await.shows("at least 10 characters");
    phone.get("/").await.has_status(200);
    assert_eq!(app.entries("password.change").await, 0);
    // Whoever sits at a session left open cannot guess either, and does not lock the owner out elsewhere.
    for _ in 0..10 {
        desk.post("/account/password", &[("old_password", "guess")]).await;
    }
    let change = [("old_password", RIGHT), ("new_password", NEW), ("new_again", NEW)];
    let page = desk.post("/account/password", &change).await.has_status(429);
    assert_eq!(page.headers["retry-after"], "900");
    page.shows("请 15 分钟后再试").shows("现在登录着的地方");
    phone.post("/account/password", &change).await.has_status(303);
}

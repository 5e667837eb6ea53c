//! The first set-up, through the front door.

use xinan_db::testing::engines;

use super::{DIGITS, fresh_setup_token};
use crate::tests::{Answer, Staff, TestApp};

const COUNTY: &str = "429971";

/// An empty deployment of one county, with its token.
async fn empty(engine: xinan_db::Engine) -> (TestApp, String) {
    let app = TestApp::on(engine).await;
    let token = fresh_setup_token(&app.app).await.unwrap().unwrap();
    (app, token)
}

fn form_but<'a>(token: &'a str, given: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let all = [
        ("token", token),
        ("county", COUNTY),
        ("office", "清溪县卫生健康局"),
        ("system_name", "田守仁"),
        ("system_login", "tian"),
        ("security_name", "石敬亭"),
        ("security_login", "shi"),
        ("audit_name", "卢一平"),
        ("audit_login", "lu"),
    ];
    let kept = all.into_iter().filter(|(name, _)| given.iter().all(|(other, _)| other != name));
    kept.chain(given.iter().copied()).collect()
}

async fn accounts(app: &TestApp) -> i64 {
    app.app.db().ask("select count(*) as n from accounts", &[]).await.unwrap()[0].int("n").unwrap()
}

/// The passwords that a page shows this once.
fn passwords(answer: &Answer) -> Vec<String> {
    answer.text.split("<code>").skip(1).map(|rest| rest.split("</code>").next().unwrap().to_owned()).collect()
}

async fn signed_in(app: &TestApp, login: &str, password: &str) -> Staff {
    let stranger = app.stranger();
    let begun = stranger.post("/sign-in", &[("login", login), ("password", password)]).await.has_status(303);
    stranger.with_cookies_of(&begun).await
}

#[tokio::test]
async fn three_administrators_begin_each_on_the_own_side() {
    for engine in engines() {
        let (app, token) = empty(engine).await;
        let stranger = app.stranger();
        stranger.get("/sign-in").await.has_status(303).leads_to("/setup");
        stranger.get("/setup").await.has_status(200).shows("安全保密管理员").hides(&token);
        // As it is read out: without dashes, in capitals.
        let typed = token.replace('-', "").to_uppercase();
        let made = stranger.post("/setup", &form_but(&typed, &[])).await.has_status(200);
        let passwords = passwords(&made);
        assert_eq!(passwords.len(), 3);
        for (at, (login, home)) in
            [("tian", "/staff"), ("shi", "/security"), ("lu", "/audit")].iter().enumerate()
        {
            let staff = signed_in(&app, login, &passwords[at]).await;
            // First the own password, then the second factor, then the own side.
            staff.get(home).await.has_status(303).leads_to("/account?done=first");
            let own = "第三棵柿子树 vq7 kdw2";
            let change =
                [("old_password", passwords[at].as_str()), ("new_password", own), ("new_again", own)];
            let changed = staff.post("/account/password", &change).await.has_status(303);
            let staff = staff.with_cookies_of(&changed).await;
            staff.get(home).await.has_status(303).leads_to("/account/factor?done=first");
            staff.get("/account/factor?done=first").await.has_status(200).shows("必须有第二步验证");
            crate::account::factor::tests::set_up(&app, &staff, own).await;
            staff.get("/").await.has_status(303).leads_to(home);
            staff.get(home).await.has_status(200);
        }
        assert_eq!((accounts(&app).await, app.entries("account.set_up").await), (3, 3), "{engine:?}");
    }
}

#[tokio::test]
async fn once_there_is_an_account_there_is_no_such_page() {
    for engine in engines() {
        let (app, token) = empty(engine).await;
        let stranger = app.stranger();
        stranger.post("/setup", &form_but(&token, &[])).await.has_status(200);
        stranger.get("/sign-in").await.has_status(200);
        let (page, nowhere) = (stranger.get("/setup").await, stranger.get("/no-such-page").await);
        assert_eq!((page.status, page.text), (nowhere.status, nowhere.text));
        // Sent twice, whoever shows the token hears that it is done, and nothing is made or shown again.
        let again = stranger.post("/setup", &form_but(&token, &[])).await.has_status(409);
        again.shows("已经设置过了").shows("xinan account password").hides("<code>");
        stranger.post("/setup", &form_but("0000", &[])).await.has_status(404);
        stranger.post("/setup", &[]).await.has_status(404);
        assert_eq!(accounts(&app).await, 3);
        assert!(fresh_setup_token(&app.app).await.unwrap().is_none());
    }
    // However it was made.
    let (app, token) = empty(xinan_db::Engine::Sqlite).await;
    app.add_account().await;
    app.stranger().get("/setup").await.has_status(404);
    app.stranger().post("/setup", &form_but("0000", &[])).await.has_status(404);
    app.stranger().post("/setup", &form_but(&token, &[])).await.has_status(409);
    assert_eq!(accounts(&app).await, 1);
}

#[tokio::test]
async fn two_at_once_set_up_once() {
    for engine in engines() {
        let (app, token) = empty(engine).await;
        let (one, two) = (app.stranger().at_source("203.0.113.1"), app.stranger().at_source("203.0.113.2"));
        let first = form_but(&token, &[]);
        let second = form_but(&token, &[("system_name", "方子明"), ("system_login", "fang")]);
        let (one, two) = tokio::join!(one.post("/setup", &first), two.post("/setup", &second));
        let mut statuses = [one.status.as_u16(), two.status.as_u16()];
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 409], "{engine:?}");
        assert_eq!((accounts(&app).await, app.entries("account.set_up").await), (3, 3), "{engine:?}");
    }
}

#[tokio::test]
async fn a_wrong_token_is_counted_for_its_source_and_one_of_before_is_void() {
    let (app, old) = empty(xinan_db::Engine::Sqlite).await;
    let token = fresh_setup_token(&app.app).await.unwrap().unwrap();
    let guesser = app.stranger().at_source("203.0.113.1");
    guesser.post("/setup", &form_but(&old, &[])).await.has_status(422).shows("设置码不对").shows("田守仁");
    // None at all is no attempt.
    guesser.post("/setup", &form_but("", &[])).await.has_status(422).shows("请填设置码");
    for _ in 0..9 {
        guesser.post("/setup", &form_but("ffff", &[])).await.has_status(422);
    }
    // Not even the right one is looked at from there now, and elsewhere it is.
    guesser.post("/setup", &form_but(&token, &[])).await.has_status(429).shows("15 分钟");
    assert_eq!((accounts(&app).await, app.entries("set_up.refused").await), (0, 10));
    app.stranger().at_source("203.0.113.2").post("/setup", &form_but(&token, &[])).await.has_status(200);
}

#[tokio::test]
async fn a_token_is_good_for_a_day() {
    let (app, token) = empty(xinan_db::Engine::Sqlite).await;
    let late = app.stranger().after(&app, 24 * 60).await;
    late.post("/setup", &form_but(&token, &[])).await.has_status(422).shows("24 小时").shows("重新启动");
    let in_time = app.stranger().after(&app, 24 * 60 - 1).await;
    in_time.post("/setup", &form_but(&token, &[])).await.has_status(200);
}

#[tokio::test]
async fn the_three_are_three_people_and_everything_wrong_is_said_at_once() {
    let (app, token) = empty(xinan_db::Engine::Sqlite).await;
    let stranger = app.stranger();
    let nothing = stranger.post("/setup", &[]).await.has_status(422);
    let nothing =
        nothing.shows("请填设置码").shows("请填姓名").shows("登录名要有").shows("请填三个人所在的单位");
    nothing.shows("安全审计员的姓名");
    let long = "王".repeat(51);
    for (given, say) in [
        (("security_name", "田守仁"), "要由三个人分别担任"),
        (("audit_name", " 石敬亭 "), "要由三个人分别担任"),
        (("audit_login", "TIAN"), "登录名不能相同"),
        (("system_login", "a b"), "中间不留空格"),
        (("system_name", long.as_str()), "最多 50 个字"),
        (("office", ""), "请填三个人所在的单位"),
    ] {
        let refused = stranger.post("/setup", &form_but(&token, &[given])).await.has_status(422).shows(say);
        if given.0 != "audit_name" {
            refused.shows("卢一平");
        }
    }
    // A form from another site sets nothing up.
    let elsewhere = [("sec-fetch-site", "cross-site")];
    stranger.post_saying(&elsewhere, "/setup", &form_but(&token, &[])).await.has_status(403);
    assert_eq!(accounts(&app).await, 0);
}

#[tokio::test]
async fn of_several_counties_one_is_chosen() {
    let (app, token) = empty(xinan_db::Engine::Sqlite).await;
    let list = crate::division::read_table("code,name,population\n429972,柏溪县,1000\n").unwrap();
    let mut tx = app.app.db().write().await.unwrap();
    crate::division::store::insert(&mut tx, &list, 2026, "test").await.unwrap();
    tx.commit().await.unwrap();
    app.app.reload().await.unwrap();
    let stranger = app.stranger();
    stranger.get("/setup").await.has_status(200).shows("name=\"county\"").shows("柏溪县");
    for county in ["", "429971101", "110101", "x"] {
        let refused = stranger.post("/setup", &form_but(&token, &[("county", county)])).await.has_status(422);
        refused.shows("请选县（市、区）");
    }
    stranger.post("/setup", &form_but(&token, &[("county", "429972")])).await.has_status(200);
    let posts = app.app.db().ask("select region from posts", &[]).await.unwrap();
    assert!(posts.iter().all(|post| post.text("region").unwrap() == "429972"));
}

/// Of the token the database holds a hash, and neither the log nor the page holds it.
#[tokio::test]
async fn the_token_is_kept_nowhere() {
    let (app, token) = empty(xinan_db::Engine::Sqlite).await;
    let digits = token.replace('-', "");
    assert_eq!(digits.len(), DIGITS);
    app.stranger().post("/setup", &form_but(&token, &[])).await.has_status(200).hides(&token).hides(&digits);
    let kept = app.app.db().ask("select content from deployment where name = 'set_up'", &[]).await.unwrap();
    let kept = kept[0].bytes("content").unwrap();
    assert_eq!(kept.len(), 40);
    assert!(!kept.windows(16).any(|part| digits.as_bytes().starts_with(part)));
    let mut tx = app.app.db().read_log().await.unwrap();
    let rows = tx.rows("select detail from audit_entries", &[]).await.unwrap();
    assert!(rows.iter().all(|row| !row.text("detail").unwrap().contains(&digits)));
}

/// Another language or size of type sends the form along: nothing typed is lost, and no token is looked at for it.
#[tokio::test]
async fn the_language_changes_and_what_was_typed_stays() {
    let (app, token) = empty(xinan_db::Engine::Sqlite).await;
    let stranger = app.stranger();
    stranger.get("/setup").await.has_status(200).shows("form=\"setup\" name=\"lang\"");
    for wrong in ["", "nonsense", token.as_str()] {
        let english = stranger.post("/setup", &form_but(wrong, &[("lang", "en")])).await.has_status(200);
        let english =
            english.shows("value=\"田守仁\"").shows("value=\"清溪县卫生健康局\"").shows("lang=\"en\"");
        assert!(english.headers["set-cookie"].to_str().unwrap().contains("lang=en"));
        stranger
            .post("/setup", &form_but(wrong, &[("large", "1")]))
            .await
            .has_status(200)
            .shows("value=\"lu\"");
    }
    assert_eq!((accounts(&app).await, app.entries("set_up.refused").await), (0, 0));
    stranger.post("/setup", &form_but(&token, &[])).await.has_status(200);
}

//! The security administrator's pages, through the front door.

use xinan_db::testing::engines;

use crate::shell::actor::PostKind;
use crate::tests::{Answer, TestApp};

const COUNTY: &str = "429971";
const VILLAGE: &str = "429971101209";
const ACCOUNT: &str = "019aa000000070008000000000000061";
const POST: &str = "019aa000000070008000000000000062";
const ABSENT: &str = "019aa000000070008000000000000009";

/// The instant of a test, microseconds: since when what it does waits.
const SINCE: &str = "1795222800000000";

const NEW: [(&str, &str); 8] = [
    ("account_id", ACCOUNT),
    ("post_id", POST),
    ("name", "王敏"),
    ("login", "wangmin"),
    ("kind", "1"),
    ("region", VILLAGE),
    ("office", "柳河村卫生室"),
    ("from", "2026-11-21"),
];

/// The password that a page shows this once.
fn shown_password(answer: &Answer) -> String {
    let after = answer.text.split_once("<code>").unwrap().1;
    after.split_once("</code>").unwrap().0.to_owned()
}

#[tokio::test]
async fn a_post_that_was_given_opens_nothing_until_it_is_confirmed() {
    for engine in engines() {
        let app = TestApp::on(engine).await;
        app.add(VILLAGE, &["李春生"]).await;
        let security = app.security_of(COUNTY).await;
        let keeper = app.administrator_of(COUNTY).await;
        let made = keeper.post_confirmed("/staff/new", &NEW).await.has_status(200).shows("确认以前不能用");
        let password = shown_password(&made);
        keeper.get(&format!("/staff/{ACCOUNT}")).await.shows("待确认");
        let sign_in =
            async || app.stranger().post("/sign-in", &[("login", "wangmin"), ("password", &password)]).await;
        sign_in().await.has_status(422).shows("等本县安全保密管理员确认");
        security.get("/security").await.has_status(200).shows("王敏").shows("不同意").hides("李春生");
        // It is asked for anew, and nonsense is no answer.
        let at = format!("/security/posts/{POST}");
        let asked = security.post(&at, &[("do", "confirm"), ("since", SINCE)]).await.has_status(200);
        asked.shows("name=\"confirms\"").shows("确认 王敏（wangmin）的岗位：柳河村 村医，单位：柳河村卫生室");
        security
            .post(&at, &[("do", "refuse"), ("since", SINCE)])
            .await
            .has_status(200)
            .shows("不同意 王敏（wangmin）的岗位");
        sign_in().await.has_status(422);
        security.post_confirmed(&at, &[("do", "both"), ("since", SINCE)]).await.has_status(400);
        let done = security.post_confirmed(&at, &[("do", "confirm"), ("since", SINCE)]).await.has_status(303);
        security.get(&done.location).await.shows("已确认，可以用了").hides("王敏");
        sign_in().await.has_status(303);
        // Once is once, and what counts is not refused any more.
        for again in ["confirm", "refuse"] {
            let done = security.post_confirmed(&at, &[("do", again), ("since", SINCE)]).await.has_status(303);
            done.leads_to("/security?done=before");
        }
        sign_in().await.has_status(303);
        keeper.get(&format!("/staff/{ACCOUNT}")).await.hides("待确认");
        assert_eq!((app.entries("post.confirmed").await, app.entries("post.refused").await), (1, 0));
    }
}

#[tokio::test]
async fn a_post_that_is_refused_never_counts() {
    let app = TestApp::new().await;
    let security = app.security_of(COUNTY).await;
    let keeper = app.administrator_of(COUNTY).await;
    let password = shown_password(&keeper.post_confirmed("/staff/new", &NEW).await.has_status(200));
    let at = format!("/security/posts/{POST}");
    let done = security.post_confirmed(&at, &[("do", "refuse"), ("since", SINCE)]).await.has_status(303);
    security.get(&done.location).await.shows("没有生效").hides("王敏");
    security
        .post_confirmed(&at, &[("do", "confirm"), ("since", SINCE)])
        .await
        .leads_to("/security?done=before");
    let right = [("login", "wangmin"), ("password", password.as_str())];
    app.stranger().post("/sign-in", &right).await.has_status(422).shows("没有岗位");
    keeper.get(&format!("/staff/{ACCOUNT}")).await.shows("已结束");
}

/// One that was to begin later waits no more either, and is not confirmed after all.
#[tokio::test]
async fn a_post_from_a_later_day_that_is_refused_is_done_with() {
    for engine in engines() {
        let app = TestApp::on(engine).await;
        let security = app.security_of(COUNTY).await;
        let keeper = app.administrator_of(COUNTY).await;
        let later = NEW.map(|(name, value)| (name, if name == "from" { "2026-11-30" } else { value }));
        keeper.post_confirmed("/staff/new", &later).await.has_status(200);
        security.get("/security").await.shows("王敏");
        let at = format!("/security/posts/{POST}");
        let done = security.post_confirmed(&at, &[("do", "refuse"), ("since", SINCE)]).await.has_status(303);
        security.get(&done.location).await.shows("没有生效").hides("王敏");
        for again in ["confirm", "refuse"] {
            security
                .post_confirmed(&at, &[("do", again), ("since", SINCE)])
                .await
                .leads_to("/security?done=before");
        }
        assert_eq!((app.entries("post.confirmed").await, app.entries("post.refused").await), (0, 1));
    }
}

/// PROMISES T27: whoever holds the password of another in hand, or took the second factor off, does not come in with it.
#[tokio::test]
async fn an_account_that_was_opened_to_others_waits_once_more() {
    for engine in engines() {
        let app = TestApp::on(engine).await;
        let security = app.security_of(COUNTY).await;
        let keeper = app.administrator_of(COUNTY).await;
        keeper.post_confirmed("/staff/new", &NEW).await.has_status(200);
        let at = format!("/security/posts/{POST}");
        security.post_confirmed(&at, &[("do", "confirm"), ("since", SINCE)]).await.has_status(303);
        let home = format!("/staff/{ACCOUNT}");
        let again = keeper.post_confirmed(&format!("{home}/password"), &[]).await.has_status(200);
        let password = shown_password(&again.shows("确认以前不能用"));
        let right = [("login", "wangmin"), ("password", password.as_str())];
        app.stranger().post("/sign-in", &right).await.has_status(422).shows("等本县安全保密管理员确认");
        keeper.get(&home).await.shows("待确认");
        security.get("/security").await.shows("王敏").shows("重设了密码");
        security
            .post_confirmed(&at, &[("do", "confirm"), ("since", SINCE)])
            .await
            .leads_to("/security?done=confirmed");
        app.stranger().post("/sign-in", &right).await.has_status(303);
        security.get("/security").await.hides("王敏");

        // What was done since is not confirmed with what was seen before.
        keeper.post_confirmed(&format!("{home}/password"), &[]).await.has_status(200);
        let before = [("do", "confirm"), ("since", "1795222799000000")];
        let done = security.post_confirmed(&at, &before).await.has_status(303);
        done.leads_to("/security?done=changed");
        security.get("/security?done=changed").await.shows("刚刚又有变动").shows("王敏");
        security.post_confirmed(&at, &[("do", "confirm")]).await.has_status(400);

        // Refused, it is closed, and the post stays for whenever it is opened again.
        keeper.post_confirmed(&format!("{home}/password"), &[]).await.has_status(200);
        let done = security.post_confirmed(&at, &[("do", "refuse"), ("since", SINCE)]).await.has_status(303);
        security.get(&done.location).await.shows("账号已停用").hides("王敏");
        security
            .post_confirmed(&at, &[("do", "refuse"), ("since", SINCE)])
            .await
            .leads_to("/security?done=before");
        let opened = keeper.post_confirmed(&format!("{home}/opening"), &[]).await.has_status(200);
        let password = shown_password(&opened.shows("确认以前不能用"));
        let right = [("login", "wangmin"), ("password", password.as_str())];
        app.stranger().post("/sign-in", &right).await.has_status(422);
        security
            .post_confirmed(&at, &[("do", "confirm"), ("since", SINCE)])
            .await
            .leads_to("/security?done=confirmed");
        app.stranger().post("/sign-in", &right).await.has_status(303);
    }
}

/// In a transfer and a hand-over the former reach ends all the same.
#[tokio::test]
async fn who_is_given_another_post_waits_for_it() {
    let app = TestApp::new().await;
    app.add(VILLAGE, &["李春生"]).await;
    let doctor = app.staff_of(VILLAGE).await;
    app.staff_of("429971101210").await;
    let security = app.security_of(COUNTY).await;
    let keeper = app.administrator_of(COUNTY).await;
    let mut tx = app.app.db().read().await.unwrap();
    let rows = tx.rows("select id, account_id, region from posts", &[]).await.unwrap();
    tx.commit().await.unwrap();
    let of = |region: &str, name: &str| {
        let row = rows.iter().find(|row| row.text("region").unwrap() == region).unwrap();
        row.id(name).unwrap().simple().to_string()
    };
    let goes = format!("/staff/{}/posts/{}", of(VILLAGE, "account_id"), of(VILLAGE, "id"));
    let successor = of("429971101210", "account_id");
    let hands =
        [("post_id", POST), ("successor", successor.as_str()), ("on", "2026-11-21"), ("confirmed", "1")];
    keeper.post_confirmed(&format!("{goes}/handover"), &hands).await.has_status(303);
    doctor.get("/people").await.has_status(303).leads_to("/sign-in");
    security.get("/security").await.shows(POST).hides("李春生");
    security
        .post_confirmed(&format!("/security/posts/{POST}"), &[("do", "confirm"), ("since", SINCE)])
        .await
        .has_status(303);
    keeper.get(&format!("/staff/{successor}")).await.hides("待确认");
}

/// PROMISES T27: with the password of whoever confirms, one would do both.
#[tokio::test]
async fn a_system_administrator_opens_no_account_of_the_other_two() {
    let app = TestApp::new().await;
    let keeper = app.administrator_of(COUNTY).await;
    for kind in [PostKind::SecurityAdministrator, PostKind::AuditAdministrator] {
        let staff = app.staff_in(kind, COUNTY).await;
        let mut tx = app.app.db().read().await.unwrap();
        let sql = "select account_id from posts where kind = $1";
        let code = if kind == PostKind::SecurityAdministrator { 91 } else { 92 };
        let rows = tx.rows(sql, &[code.into()]).await.unwrap();
        tx.commit().await.unwrap();
        let page = format!("/staff/{}", rows[0].id("account_id").unwrap().simple());
        for what in ["password", "factor"] {
            keeper.get(&format!("{page}/{what}")).await.has_status(200).shows("xinan account");
            keeper
                .post_confirmed(&format!("{page}/{what}"), &[])
                .await
                .has_status(422)
                .shows("xinan account");
        }
        // The last of its kind is not closed either.
        keeper.post_confirmed(&format!("{page}/closing"), &[]).await.has_status(422).shows("长期在岗的");
        staff.get("/account").await.has_status(200);
    }
}

#[tokio::test]
async fn a_session_is_ended_and_that_of_another_county_is_none() {
    for engine in engines() {
        let app = TestApp::on(engine).await;
        let security = app.security_of(COUNTY).await;
        let doctor = app.staff_of(VILLAGE).await;
        let foreign = app.staff_in(PostKind::CountyOffice, "429972").await;
        let token = async |region: &'static str| {
            let mut tx = app.app.db().read().await.unwrap();
            let sql = "select s.token from sessions s join posts p on p.id = s.post_id where p.region = $1";
            let rows = tx.rows(sql, &[region.into()]).await.unwrap();
            let token = rows[0].bytes("token").unwrap();
            token.iter().map(|byte| format!("{byte:02x}")).collect::<String>()
        };
        let (own, others) = (token(VILLAGE).await, token("429972").await);
        security.get("/security/sessions").await.shows(&own).hides(&others).shows("共 2 条").shows("这一台");
        for nowhere in [others.as_str(), "abc", ABSENT] {
            security.post(&format!("/security/sessions/{nowhere}/end"), &[]).await.has_status(404);
        }
        foreign.get("/people").await.has_status(200);
        for _ in 0..2 {
            let ended = security.post(&format!("/security/sessions/{own}/end"), &[]).await.has_status(303);
            security.get(&ended.location).await.shows("已登出");
        }
        doctor.get("/people").await.has_status(303).leads_to("/sign-in");
        assert_eq!(app.entries("session.end_other").await, 1, "{engine:?}");
    }
}

#[tokio::test]
async fn who_fails_to_sign_in_and_who_has_no_second_factor_is_seen() {
    for engine in engines() {
        let app = TestApp::on(engine).await;
        app.add_account().await;
        let security = app.security_of(COUNTY).await;
        security.get("/security").await.shows("没有。").hides("刘医生");
        let wrong = [("login", "liu"), ("password", "wrong")];
        app.stranger().post("/sign-in", &wrong).await.has_status(422);
        app.stranger().post("/sign-in", &[("login", "nobody"), ("password", "x")]).await.has_status(422);
        security.get("/security").await.shows("刘医生").shows("还可以再试").hides("nobody");
        for _ in 0..9 {
            app.stranger().post("/sign-in", &wrong).await;
        }
        security.get("/security").await.shows("暂停到 2026-11-21 09:15");
        security.get("/security/factors").await.shows("刘医生").shows("安全保密管理员").hides("必须设置");
        app.ask_for_second_factor(COUNTY, "everybody").await;
        assert_eq!(app.entries("security.read").await, 4, "{engine:?}");
    }
}

/// PROMISES T3, T4: a post of another county is none, and so is one's own.
#[tokio::test]
async fn posts_of_another_county_are_nowhere() {
    let app = TestApp::new().await;
    app.security_of("429972").await;
    let security = app.security_of(COUNTY).await;
    app.staff_of("429972100204").await;
    let mut tx = app.app.db().write().await.unwrap();
    tx.execute("update posts set waits_since = 1 where region = '429972100204'", &[]).await.unwrap();
    let rows = tx.rows("select id from posts where waits_since = 1", &[]).await.unwrap();
    tx.commit().await.unwrap();
    let there = rows[0].id("id").unwrap().simple().to_string();
    security.get("/security").await.hides(&there).shows("没有等着确认的岗位");
    for post in [there.as_str(), ABSENT, "x"] {
        security
            .post_confirmed(&format!("/security/posts/{post}"), &[("do", "confirm"), ("since", SINCE)])
            .await
            .has_status(404);
    }
    // What is asked with a form of another session is nothing.
    let stale = security.with_key("00000000000000000000000000000000");
    stale
        .post(&format!("/security/posts/{POST}"), &[("do", "confirm"), ("since", SINCE)])
        .await
        .has_status(403);
    assert_eq!(app.entries("post.confirmed").await, 0);
}

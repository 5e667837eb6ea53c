//! A territory goes from one to another, through the front door.

use xinan_db::testing::engines;

use super::{COUNTY, NEXT, SECOND, TOWNSHIP, VILLAGE, ids, page_of, post_but, post_of};
use crate::tests::{Staff, TestApp};

/// A village with two people whose doctor goes, the doctor of the next village, and who keeps the accounts.
async fn village(engine: xinan_db::Engine) -> (TestApp, [Staff; 3]) {
    let app = TestApp::on(engine).await;
    app.add(VILLAGE, &["李春生", "单小曾"]).await;
    app.add(NEXT, &["周桂兰"]).await;
    let (goes, stays) = (app.staff_of(VILLAGE).await, app.staff_of(NEXT).await);
    let keeper = app.administrator_of(COUNTY).await;
    (app, [goes, stays, keeper])
}

fn to<'a>(successor: &'a str, on: &'a str, confirmed: &'a str) -> [(&'a str, &'a str); 4] {
    [("post_id", SECOND), ("successor", successor), ("on", on), ("confirmed", confirmed)]
}

#[tokio::test]
async fn a_territory_is_handed_over_in_one_step() {
    for engine in engines() {
        let (app, [goes, stays, keeper]) = village(engine).await;
        let at = format!("{}/handover", post_of(&app, VILLAGE).await);
        let successor = ids(&app, NEXT).await.0;
        let form = keeper.get(&at).await.has_status(200);
        form.shows(&format!("value=\"{successor}\"")).shows("同一单位或同一乡镇的同事").hides("李春生");
        // What it means is said first, in numbers and without a name, and nothing is done.
        let said = keeper.post_confirmed(&at, &to(&successor, "2026-11-21", "")).await.has_status(200);
        let said = said.shows("还没有交接").shows("换人负责的患者").shows("<dd>2 位</dd>");
        for name in ["李春生", "单小曾", "周桂兰"] {
            assert!(!said.text.contains(name), "{name}");
        }
        assert_eq!(said.people().count(), 0);
        goes.get("/people").await.has_status(200).shows("李春生");
        let done = keeper.post_confirmed(&at, &to(&successor, "2026-11-21", "1")).await.has_status(303);
        keeper.get(&done.location).await.shows("交接已办好").shows("2026-11-21 结束");
        // The predecessor is out at the next request, the successor sees both villages, each in its post.
        goes.get("/people").await.has_status(303).leads_to("/sign-in");
        stays.get("/people").await.shows("周桂兰").hides("李春生");
        let switched = stays.post(&format!("/account/posts/{SECOND}"), &[]).await.has_status(303);
        let stays = stays.with_cookies_of(&switched).await;
        stays.get("/people").await.shows("李春生").shows("单小曾").hides("周桂兰");
        // Sent twice it is done once.
        keeper.post_confirmed(&at, &to(&successor, "2026-11-21", "1")).await.has_status(303);
        assert_eq!(app.entries("staff.handed_over").await, 1);
        assert_eq!(app.entries("staff.hand_over").await, 1);
    }
}

#[tokio::test]
async fn on_a_later_day_both_wait_for_it() {
    for engine in engines() {
        let (app, [goes, stays, keeper]) = village(engine).await;
        let at = format!("{}/handover", post_of(&app, VILLAGE).await);
        let (successor, page) = (ids(&app, NEXT).await.0, page_of(&app, VILLAGE).await);
        keeper.post_confirmed(&at, &to(&successor, "12-01", "1")).await.has_status(303);
        goes.get("/people").await.has_status(200).shows("李春生");
        stays.post(&format!("/account/posts/{SECOND}"), &[]).await.has_status(404);
        keeper.get(&page).await.shows("2026-12-01 结束");
        let rows = {
            let mut tx = app.app.db().read().await.unwrap();
            let sql = "select started_on, ended_on from posts where region = $1 order by started_on";
            let rows = tx.rows(sql, &[VILLAGE.into()]).await.unwrap();
            rows.iter()
                .map(|row| (row.text("started_on").unwrap(), row.opt_text("ended_on").unwrap()))
                .collect::<Vec<_>>()
        };
        let day = "2026-12-01".to_owned();
        assert_eq!(rows, [("2026-11-21".to_owned(), Some(day.clone())), (day, None)]);
    }
}

/// Nobody's reach is longer for a hand-over or a transfer than it was before.
#[tokio::test]
async fn an_end_that_comes_first_stays() {
    let (app, [_, _, keeper]) = village(xinan_db::Engine::Sqlite).await;
    let (page, post) = (page_of(&app, VILLAGE).await, post_of(&app, VILLAGE).await);
    let successor = ids(&app, NEXT).await.0;
    keeper.post_confirmed(&format!("{post}/end"), &[("ended_on", "2026-11-30")]).await.has_status(303);
    keeper
        .post_confirmed(&format!("{post}/handover"), &to(&successor, "2026-12-15", "1"))
        .await
        .has_status(303);
    keeper.get(&page).await.shows("2026-11-30 结束").hides("2026-12-15");
    let given = post_but(&[("post_id", "019aa000000070008000000000000065"), ("from", "2026-12-20")]);
    keeper.post_confirmed(&format!("{post}/transfer"), &given).await.has_status(303);
    keeper.get(&page).await.shows("2026-11-30 结束").shows("2026-12-20 起");
}

#[tokio::test]
async fn a_visit_that_waits_is_counted() {
    let app = TestApp::new().await;
    app.add(VILLAGE, &["李春生"]).await;
    app.staff_of(VILLAGE).await;
    app.staff_of(NEXT).await;
    let mut tx = app.app.db().write().await.unwrap();
    tx.execute("update cases set visit_by = '2026-11-25'", &[]).await.unwrap();
    tx.commit().await.unwrap();
    let keeper = app.administrator_of(COUNTY).await;
    let at = format!("{}/handover", post_of(&app, VILLAGE).await);
    let successor = ids(&app, NEXT).await.0;
    // One person, of whom a visit is due on the second of the days.
    for (day, ones) in [("2026-11-24", 1), ("2026-11-25", 2)] {
        let said = keeper.post_confirmed(&at, &to(&successor, day, "")).await.has_status(200);
        assert_eq!(said.text.matches("<dd>1 位</dd>").count(), ones, "{day}");
    }
}

#[tokio::test]
async fn who_cannot_take_over_is_refused_with_a_sentence() {
    let (app, [_, _, keeper]) = village(xinan_db::Engine::Sqlite).await;
    let at = format!("{}/handover", post_of(&app, VILLAGE).await);
    let (own, goes) = (ids(&app, COUNTY).await.0, ids(&app, VILLAGE).await.0);
    app.administrator_of(COUNTY).await;
    let colleague = ids(&app, COUNTY).await.0;
    app.add_account().await;
    let township = page_of(&app, TOWNSHIP).await;
    for (successor, say) in [
        ("", "请选接手的人"),
        ("019aa000000070008000000000000009", "本县没有这个账号"),
        (own.as_str(), "不能交接给自己"),
        (colleague.as_str(), "也不能互兼"),
        (goes.as_str(), "已经有同一辖区的这个岗位"),
    ] {
        let refused =
            keeper.post_confirmed(&at, &to(successor, "2026-11-21", "1")).await.has_status(422).shows(say);
        refused.shows("name=\"successor\"");
    }
    // By login, and only an open account.
    let by_login = |login| [("post_id", SECOND), ("other", login), ("on", "2026-11-21")];
    keeper
        .post_confirmed(&at, &by_login("nobody"))
        .await
        .has_status(422)
        .shows("本县没有这个账号")
        .shows("value=\"nobody\"");
    keeper.post_confirmed(&at, &by_login("LIU")).await.has_status(200).shows("刘医生 (liu)");
    keeper.post_confirmed(&format!("{township}/closing"), &[]).await.has_status(303);
    keeper.post_confirmed(&at, &by_login("liu")).await.has_status(422).shows("请先重新启用");
    let past = keeper.post_confirmed(&at, &to(&goes, "2026-11-20", "1")).await.has_status(422);
    past.shows("这一天已经过去");
    // Who keeps accounts has nothing to hand over.
    let administrator = format!("{}/handover", post_of(&app, COUNTY).await);
    keeper.get(&administrator).await.has_status(404);
    assert_eq!(app.entries("staff.handed_over").await, 0);
}

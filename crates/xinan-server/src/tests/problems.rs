//! What somebody sees when a request cannot be done.

use std::time::Duration;

use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use xinan_db::testing::engines;

use super::{TestApp, well_but};
use crate::shell::problem::Problem;

const VILLAGE: &str = "429971101209";

/// Whoever is signed in keeps the menu and the language, and finds the way back.
#[tokio::test]
async fn a_page_that_is_not_there_has_the_menu_of_whoever_asked() {
    let app = TestApp::new().await;
    let staff = app.staff_of(VILLAGE).await;
    let page = staff.get("/no-such-page").await.has_status(404);
    page.shows("没有找到").shows("href=\"/people\"").shows("回到今日工作");
    let page = staff.in_english().get("/no-such-page").await.has_status(404);
    page.shows("Not found").shows("To today").hides("没有找到");
    app.stranger().get("/no-such-page").await.has_status(404).shows("没有找到").hides("href=\"/people\"");
}

#[tokio::test]
async fn nonsense_in_an_address_is_answered_in_our_own_words() {
    let app = TestApp::new().await;
    let staff = app.staff_of(VILLAGE).await;
    for address in
        ["/people?page=-1", "/people?page=abc", "/?page=99999999999999999999", "/people/x/visits?page=%00"]
    {
        let page = staff.get(address).await;
        assert!(page.status.is_client_error(), "{address}: {}", page.status);
        page.hides("Failed to deserialize").hides("invalid digit").shows("<html");
    }
    staff.get("/people/%ff").await.has_status(404).shows("没有找到");
}

#[tokio::test]
async fn the_program_says_whether_its_database_answers() {
    let app = TestApp::new().await;
    app.stranger().get("/healthz").await.has_status(200);
    app.app.db().close().await;
    app.stranger().get("/healthz").await.has_status(503);
}

/// What cannot be written to is not well, even when pages can still be read; asking mends what can be.
#[tokio::test]
async fn the_program_says_when_its_database_cannot_be_written_to() {
    let app = TestApp::new().await;
    app.app.db().lose_the_writer().await.unwrap();
    app.stranger().get("/healthz").await.has_status(503);
    app.stranger().get("/healthz").await.has_status(200);
    let at_work = app.app.db().write().await.unwrap();
    app.stranger().get("/healthz").await.has_status(200);
    at_work.roll_back().await.unwrap();
}

/// Somebody has changed the keys, and this machine has not got the new key file: what is there is read, what
/// would be sealed with a key of before is not saved.
#[tokio::test]
async fn with_keys_of_before_nothing_is_saved_and_the_page_says_so() {
    let app = TestApp::new().await;
    app.add(VILLAGE, &["李春生"]).await;
    let staff = app.staff_of(VILLAGE).await;
    let person = format!("/people/{}", app.id_of("李春生").await);
    let mut tx = app.app.db().write().await.unwrap();
    let mark = r#"{"set":"tests","newest":2}"#.as_bytes().to_vec();
    let raise = "update deployment set content = $1 where name = 'key_set'";
    tx.execute(raise, &[mark.into()]).await.unwrap();
    tx.commit().await.unwrap();
    let id = "019aa000-0000-7000-8000-000000000001";
    let form = well_but(&[("visit_id", id), ("visited_on", "2026-11-20")]);
    let page = staff.post(&format!("{person}/visits"), &form).await.has_status(503);
    assert_eq!(page.headers[header::RETRY_AFTER], "10");
    page.shows("暂时不能保存").shows("最新的密钥文件").hides("E-");
    let page = staff.in_english().post(&format!("{person}/visits"), &form).await.has_status(503);
    page.shows("Not saved for now").shows("newest copy of the key file");
    staff.get(&person).await.has_status(200).shows("李春生");
    staff.get(&format!("{person}/visits/{id}")).await.has_status(404);
}

/// Somebody else is saving for too long: nothing is broken, and nobody is told so.
#[test]
fn who_meets_a_busy_house_is_asked_to_come_again() {
    let response = Problem::Busy.into_response();
    assert_eq!(response.status(), StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(response.headers()[header::RETRY_AFTER], "10");
}

/// The whole way: a form is sent while somebody else saves for longer than one waits.
#[tokio::test]
async fn a_form_that_meets_a_busy_house_is_told_so_in_words() {
    let app = TestApp::new().await;
    app.add(VILLAGE, &["李春生"]).await;
    let staff = app.staff_of(VILLAGE).await;
    let address = format!("/people/{}/visits", app.id_of("李春生").await);
    let form = [("visit_id", "019aa000-0000-7000-8000-000000000001"), ("visited_on", "2026-11-20")];
    app.app.db().wait_at_most(Duration::from_millis(50));
    let held = app.app.db().write().await.unwrap();
    let page = staff.post(&address, &form).await.has_status(503);
    assert_eq!(page.headers[header::RETRY_AFTER], "10");
    page.shows("现在正忙").shows("稍等再提交，填写的内容还在").hides("E-");
    let page = staff.in_english().post(&address, &form).await.has_status(503);
    assert_eq!(page.headers[header::RETRY_AFTER], "10");
    page.shows("Busy just now");
    held.roll_back().await.unwrap();
    staff.post(&address, &form).await.has_status(422);
}

#[tokio::test]
async fn a_form_that_is_too_long_is_not_called_an_upload() {
    let app = TestApp::new().await;
    let long = format!("login=a&password={}", "x".repeat(300_000));
    app.stranger()
        .post_raw("/sign-in", &long)
        .await
        .has_status(413)
        .shows("这张表里的内容太长")
        .hides("20 MB");
}

/// What cannot be written down is not shown and not done (个人信息保护法 第五十一条): the log cannot be
/// switched off by spoiling it.
#[tokio::test]
async fn without_its_log_the_house_is_closed() {
    for engine in xinan_db::testing::engines() {
        for spoil in [
            "delete from audit_chains",
            "update audit_chains set number = number + 1",
            "update audit_chains set seal = mac",
        ] {
            let app = TestApp::on(engine).await;
            app.add(VILLAGE, &["李春生"]).await;
            let staff = app.staff_of(VILLAGE).await;
            let person = format!("/people/{}", app.id_of("李春生").await);
            staff.get(&person).await.has_status(200);
            let mut tx = app.app.db().write().await.unwrap();
            tx.execute(spoil, &[]).await.unwrap();
            tx.commit().await.unwrap();
            closed(&staff, &person).await;
        }
    }
}

async fn closed(staff: &super::Staff, person: &str) {
    let contact = format!("{person}/contacts");
    for page in [person, "/people", "/", &format!("{person}/access"), &format!("{person}/visits/new")] {
        let page = staff.get(page).await.has_status(503);
        assert_eq!(page.headers[header::RETRY_AFTER], "10");
        page.shows("暂时不能打开").shows("xinan verify").hides("李春生").hides("E-");
    }
    staff.in_english().get(person).await.has_status(503).shows("Closed for now").hides("李春生");
    let sent = staff.post(&contact, &[("outcome", "1"), ("contacted_on", "2026-11-20")]).await;
    assert_ne!(sent.status, StatusCode::SEE_OTHER, "nothing is saved");
}

/// The keys' file is gone: the program runs, and shows nobody.
#[tokio::test]
async fn without_the_keys_of_its_log_the_house_is_closed() {
    let app = TestApp::new().await;
    app.add(VILLAGE, &["李春生"]).await;
    let staff = app.staff_of(VILLAGE).await;
    let person = format!("/people/{}", app.id_of("李春生").await);
    let staff = app.without_log_keys(&staff).await;
    closed(&staff, &person).await;
    staff.get("/healthz").await.has_status(200);
}

/// Guessing leaves a trace: the first at once, what follows is counted; whoever asks as is due leaves none.
#[tokio::test]
async fn whoever_is_turned_away_stands_in_the_log() {
    for engine in engines() {
        let app = TestApp::on(engine).await;
        app.add("429971101209", &["郁秋荻"]).await;
        let person = app.id_of("郁秋荻").await;
        let neighbour = app.staff_of("429971101210").await;
        neighbour.get("/people").await.has_status(200);
        assert_eq!(app.entries("access.refused").await, 0);
        for _ in 0..30 {
            neighbour.get(&format!("/people/{person}")).await.has_status(404);
        }
        neighbour.get("/people/export").await.has_status(403);
        neighbour.with_key("another").post("/account/sessions/end-others", &[]).await.has_status(403);
        app.stranger().get("/nowhere").await.has_status(404);
        assert_eq!(app.entries("access.refused").await, 3, "{engine:?}");
        // The pattern of the address, and nobody's number.
        let auditor = app.auditor_of("429971").await;
        auditor
            .get("/audit")
            .await
            .shows("没有打开")
            .shows("不存在或不在辖区：GET /people/{id}")
            .hides(&person);
    }
}

/// A secret that is shown once stays where it is: no switch of the page leads away from it.
#[tokio::test]
async fn what_is_shown_once_has_no_switch_beside_it() {
    let app = TestApp::with_people(VILLAGE, &["郁秋荻"]).await;
    let staff = app.staff_of("429971101").await;
    let card = format!("/people/{}/own-door/cards/new", app.id_of("郁秋荻").await);
    staff.get(&card).await.has_status(200).shows("action=\"/view\"");
    let id = xinan_db::new_id().to_string();
    let pairs = [("card_id", id.as_str()), ("phone", "13911112222"), ("holder", "person")];
    let page = staff.post_confirmed(&card, &pairs).await.has_status(200);
    page.shows("class=\"secret\"").hides("action=\"/view\"");
}

//! Several posts of one account, through the front door.

use xinan_db::testing::engines;

use crate::tests::TestApp;

const VILLAGE: &str = "429971101209";
const NEXT: &str = "429971101210";
const SECOND: &str = "019aa000000070008000000000000051";

/// Gives the one who is signed in another post of a village doctor.
async fn also(app: &TestApp, region: &str, id: &str) {
    let mut tx = app.app.db().write().await.unwrap();
    let account = tx.rows("select id from accounts", &[]).await.unwrap()[0].id("id").unwrap();
    let sql = "insert into posts (id, account_id, kind, region, office, started_on, ended_on)
               values ($1, $2, 1, $3, '柳河村卫生室', '2026-11-21', null)";
    let id = xinan_db::Uuid::try_parse(id).unwrap();
    tx.execute(sql, &[id.into(), account.into(), region.into()]).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn whoever_has_several_posts_sees_the_people_of_the_one_that_is_chosen() {
    for engine in engines() {
        let app = TestApp::on(engine).await;
        app.add(VILLAGE, &["李春生"]).await;
        app.add(NEXT, &["周桂兰"]).await;
        let doctor = app.staff_of(VILLAGE).await;
        doctor.get("/people").await.shows("李春生").hides("周桂兰").hides("/account/posts");
        also(&app, NEXT, SECOND).await;
        doctor.get("/people").await.shows("href=\"/account/posts\"").hides("周桂兰");
        doctor.get("/account/posts").await.has_status(200).shows("柳河村卫生室").shows("现在的岗位");
        let to = format!("/account/posts/{SECOND}");
        let switched = doctor.post(&to, &[]).await.has_status(303).leads_to("/");
        // The cookie of before is void, and so is the key of what was open.
        doctor.get("/people").await.has_status(303).leads_to("/sign-in");
        let next = doctor.with_cookies_of(&switched).await;
        next.get("/people").await.shows("周桂兰").hides("李春生");
        next.with_key(&doctor.key).post(&to, &[]).await.has_status(403);
        assert_eq!(app.entries("session.post").await, 1);
    }
}

#[tokio::test]
async fn somebody_elses_post_and_one_that_ended_are_none() {
    let app = TestApp::new().await;
    let doctor = app.staff_of(VILLAGE).await;
    also(&app, NEXT, SECOND).await;
    let other = app.staff_of("429971101").await;
    let to = format!("/account/posts/{SECOND}");
    let foreign = other.post(&to, &[]).await.has_status(404);
    let absent = other.post("/account/posts/019aa000000070008000000000000009", &[]).await.has_status(404);
    assert_eq!(foreign.text, absent.text);
    other.post("/account/posts/nonsense", &[]).await.has_status(404);
    let mut tx = app.app.db().write().await.unwrap();
    tx.execute("update posts set ended_on = '2026-11-21' where region = '429971101210'", &[]).await.unwrap();
    tx.commit().await.unwrap();
    doctor.post(&to, &[]).await.has_status(404);
    doctor.get("/people").await.has_status(200);
}

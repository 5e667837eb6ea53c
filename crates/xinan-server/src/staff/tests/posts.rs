//! Posts: they begin, end and are exchanged, and the reach with them.

use xinan_db::testing::engines;

use super::{COUNTY, NEXT, SECOND, TOWNSHIP, VILLAGE, page_of, post_but, post_of};
use crate::shell::actor::PostKind;
use crate::tests::TestApp;

#[tokio::test]
async fn a_post_that_is_added_reaches_from_its_day_on() {
    for engine in engines() {
        let app = TestApp::on(engine).await;
        app.add(NEXT, &["周桂兰"]).await;
        let doctor = app.staff_of(VILLAGE).await;
        let keeper = app.administrator_of(COUNTY).await;
        let page = page_of(&app, VILLAGE).await;
        keeper.get(&format!("{page}/posts/new")).await.has_status(200);
        let added = keeper.post_confirmed(&format!("{page}/posts/new"), &post_but(&[])).await.has_status(303);
        keeper.get(&added.location).await.shows("岗位已加好").shows("柳河村卫生室");
        doctor.get("/account/posts").await.has_status(200).shows(SECOND);
        // Sent twice it is one, and the same post again is refused with what was typed.
        keeper.post_confirmed(&format!("{page}/posts/new"), &post_but(&[])).await.has_status(303);
        let again = post_but(&[("post_id", "019aa000000070008000000000000063")]);
        let refused = keeper.post_confirmed(&format!("{page}/posts/new"), &again).await.has_status(422);
        refused.shows("已经有同一辖区的这个岗位").shows("value=\"柳河村卫生室\"");
        // One that begins later does not reach yet.
        let later =
            [("post_id", "019aa000000070008000000000000064"), ("region", "429971102203"), ("from", "12-01")];
        keeper.post_confirmed(&format!("{page}/posts/new"), &post_but(&later)).await.has_status(303);
        doctor.get("/account/posts").await.hides("019aa000000070008000000000000064");
        keeper.get(&page).await.shows("2026-12-01 起");
        assert_eq!(app.entries("staff.post_added").await, 2);
    }
}

/// PROMISES P21, T28: the next request of whoever is signed in asks for the post in force.
#[tokio::test]
async fn a_post_that_ends_today_is_out_of_reach_at_the_next_request() {
    for engine in engines() {
        let app = TestApp::on(engine).await;
        app.add(VILLAGE, &["李春生"]).await;
        let doctor = app.staff_of(VILLAGE).await;
        let keeper = app.administrator_of(COUNTY).await;
        let at = format!("{}/end", post_of(&app, VILLAGE).await);
        let page = page_of(&app, VILLAGE).await;
        for (day, say) in [("2026-11-20", "这一天已经过去"), ("", "请填日期"), ("某天", "没有看懂“某天”")]
        {
            keeper
                .post_confirmed(&at, &[("ended_on", day)])
                .await
                .has_status(422)
                .shows(say)
                .shows("name=\"ended_on\"");
        }
        // On a later day, which may be moved, it still reaches.
        keeper.post_confirmed(&at, &[("ended_on", "2026-12-31")]).await.has_status(303);
        doctor.get("/people").await.has_status(200).shows("李春生");
        keeper.get(&page).await.shows("2026-12-31 结束");
        keeper.get(&at).await.has_status(200).shows("从这一天起不能再看");
        let ended = keeper.post_confirmed(&at, &[("ended_on", "今天")]).await.has_status(303);
        keeper.get(&ended.location).await.shows("岗位结束的日子已存好");
        doctor.get("/people").await.has_status(303).leads_to("/sign-in");
        doctor.post("/account/sessions/end-others", &[]).await.has_status(303).leads_to("/sign-in");
        // What has ended is not changed any more; the same again changes nothing.
        keeper.post_confirmed(&at, &[("ended_on", "今天")]).await.has_status(303);
        keeper
            .post_confirmed(&at, &[("ended_on", "2026-12-01")])
            .await
            .has_status(422)
            .shows("已经结束，不能再改");
        assert_eq!(app.entries("staff.post_ended").await, 2);
    }
}

#[tokio::test]
async fn a_transfer_ends_the_old_reach_and_begins_the_new_one_together() {
    for engine in engines() {
        let app = TestApp::on(engine).await;
        app.add(VILLAGE, &["李春生"]).await;
        app.add(NEXT, &["周桂兰"]).await;
        app.add_account().await;
        let keeper = app.administrator_of(COUNTY).await;
        let stranger = app.stranger();
        let sign_in = async || {
            let right = [("login", "liu"), ("password", "right-horse-7")];
            let begun = stranger.post("/sign-in", &right).await.has_status(303);
            stranger.with_cookies_of(&begun).await
        };
        let liu = sign_in().await;
        liu.get("/people").await.shows("李春生").shows("周桂兰");
        let at = format!("{}/transfer", post_of(&app, TOWNSHIP).await);
        keeper.get(&at).await.has_status(200).shows("清溪镇 镇精防医生").shows("原岗位同时结束");
        // Refused with what was typed, and nothing has ended.
        keeper
            .post_confirmed(&at, &post_but(&[("kind", "2")]))
            .await
            .has_status(422)
            .shows("要选到乡级")
            .shows("柳河村卫生室");
        liu.get("/people").await.has_status(200);
        let moved = keeper.post_confirmed(&at, &post_but(&[])).await.has_status(303);
        keeper.get(&moved.location).await.shows("调岗已存好").shows("2026-11-21 结束");
        liu.get("/people").await.has_status(303).leads_to("/sign-in");
        sign_in().await.get("/people").await.shows("周桂兰").hides("李春生");
        keeper.post_confirmed(&at, &post_but(&[])).await.has_status(303);
        assert_eq!(app.entries("staff.transferred").await, 1);
    }
}

#[tokio::test]
async fn who_keeps_accounts_has_no_post_that_sees_patients_beside_it() {
    let app = TestApp::new().await;
    app.staff_of(VILLAGE).await;
    app.administrator_of(COUNTY).await;
    let (colleague, doctor) = (page_of(&app, COUNTY).await, page_of(&app, VILLAGE).await);
    let keeper = app.administrator_of(COUNTY).await;
    let apart = "也不能互兼";
    keeper
        .post_confirmed(&format!("{colleague}/posts/new"), &post_but(&[]))
        .await
        .has_status(422)
        .shows(apart);
    let also = post_but(&[("kind", "90"), ("region", COUNTY)]);
    keeper.post_confirmed(&format!("{doctor}/posts/new"), &also).await.has_status(422).shows(apart);
    // In exchange for the other it goes.
    let at = format!("{}/transfer", post_of(&app, VILLAGE).await);
    keeper.post_confirmed(&at, &also).await.has_status(303);
    assert_eq!(app.entries("staff.transferred").await, 1);
}

#[tokio::test]
async fn the_last_who_keeps_the_accounts_of_a_county_stays() {
    for engine in engines() {
        let app = TestApp::on(engine).await;
        let other = app.administrator_of(COUNTY).await;
        let (its_page, its_post) = (page_of(&app, COUNTY).await, post_of(&app, COUNTY).await);
        let keeper = app.administrator_of(COUNTY).await;
        // Only the newest has the id that the helper finds.
        let keepers_post = post_of(&app, COUNTY).await;
        assert_ne!(its_post, keepers_post);
        // The other one ends the keeper's post, on a day to come: from then on only the other is left.
        other.post(&format!("{keepers_post}/end"), &[("ended_on", "2026-12-01")]).await.has_status(303);
        let last = "本县就没有长期在岗的系统管理员";
        for day in ["2026-11-21", "2026-12-31"] {
            keeper
                .post_confirmed(&format!("{its_post}/end"), &[("ended_on", day)])
                .await
                .has_status(422)
                .shows(last);
        }
        keeper.get(&format!("{its_post}/end")).await.has_status(200).shows(last);
        keeper.post_confirmed(&format!("{its_page}/closing"), &[]).await.has_status(422).shows(last);
        keeper
            .post_confirmed(&format!("{its_post}/transfer"), &post_but(&[]))
            .await
            .has_status(422)
            .shows(last);
        other.get("/staff").await.has_status(200);
        // With a third one who stays it can be done.
        app.administrator_of(COUNTY).await;
        keeper.post_confirmed(&format!("{its_page}/closing"), &[]).await.has_status(303);
        other.get("/staff").await.has_status(303).leads_to("/sign-in");
    }
}

/// Two who end one another's post in the same moment leave one of them.
#[tokio::test]
async fn two_who_end_one_anothers_post_leave_one() {
    for engine in engines() {
        let app = TestApp::on(engine).await;
        let one = app.administrator_of(COUNTY).await;
        let of_one = post_of(&app, COUNTY).await;
        let two = app.administrator_of(COUNTY).await;
        let of_two = post_of(&app, COUNTY).await;
        let (of_one, of_two) = (format!("{of_one}/end"), format!("{of_two}/end"));
        let today = [("ended_on", "2026-11-21")];
        let (first, second) = tokio::join!(one.post(&of_two, &today), two.post(&of_one, &today));
        let mut statuses = [first.status.as_u16(), second.status.as_u16()];
        statuses.sort_unstable();
        let left = [one.get("/staff").await.status.as_u16(), two.get("/staff").await.status.as_u16()];
        assert!(left.contains(&200), "{statuses:?} {left:?}");
        assert_eq!(app.entries("staff.post_ended").await, 1);
    }
}

/// An account of before has no institution, and keeps what its post was called.
#[tokio::test]
async fn a_post_shows_the_institution_that_was_chosen() {
    let app = TestApp::new().await;
    app.staff_in(PostKind::TownshipWorker, TOWNSHIP).await;
    let keeper = app.administrator_of(COUNTY).await;
    let institution = [
        ("version", "019aa000000070008000000000000071"),
        ("name", "清溪镇中心卫生院"),
        ("kind", "5"),
        ("region", TOWNSHIP),
        ("valid_from", "2020-01-01"),
    ];
    let added = keeper.post_confirmed("/institutions/new", &institution).await.has_status(303);
    let id = added.location.trim_start_matches("/institutions/").split('?').next().unwrap().to_owned();
    let page = page_of(&app, TOWNSHIP).await;
    keeper.get(&page).await.shows("清溪镇卫生院").hides(&format!("/institutions/{id}"));
    let at = format!("{}/transfer", post_of(&app, TOWNSHIP).await);
    let given = post_but(&[("kind", "2"), ("region", "429971102"), ("institution", &id), ("office", "")]);
    keeper.post_confirmed(&at, &given).await.has_status(303);
    keeper.get(&page).await.shows("清溪镇中心卫生院").shows(&format!("/institutions/{id}"));
    keeper.get(&format!("/staff?institution={id}")).await.shows("共 1 条").shows("清溪镇中心卫生院");
}

//! The list of staff and the page of one.

use super::{COUNTY, NEXT, TOWNSHIP, VILLAGE, ids, page_of};
use crate::shell::actor::PostKind;
use crate::tests::TestApp;
use xinan_db::testing::engines;

/// A county with a township worker who signs in as liu, a village doctor, and the county's keeper.
async fn county(app: &TestApp) -> crate::tests::Staff {
    app.add_account().await;
    app.staff_of(VILLAGE).await;
    app.administrator_of(COUNTY).await
}

#[tokio::test]
async fn the_list_is_searched_by_name_and_login_and_narrowed_in_its_address() {
    for engine in engines() {
        let app = TestApp::on(engine).await;
        let keeper = county(&app).await;
        let list = keeper.get("/staff").await.has_status(200);
        list.shows("共 3 条").shows("刘医生").shows("清溪镇 镇精防医生").shows("清溪县 系统管理员");
        for (asked, there, absent) in [
            ("q=%E5%88%98", "刘医生", "系统管理员</"),
            ("q=LIU", "刘医生", "村医"),
            ("q=l%25u", "没有符合条件的人员", "刘医生"),
            ("q=nobody", "没有符合条件的人员", "刘医生"),
            ("region=429971101", "刘医生", "清溪县 系统管理员"),
            ("region=429971102", "没有符合条件的人员", "刘医生"),
            ("in_post=1", "刘医生", "没有符合条件的人员"),
        ] {
            keeper.get(&format!("/staff?{asked}")).await.has_status(200).shows(there).hides(absent);
        }
        // What is chosen stands in the form again; what is not of the county is nowhere.
        keeper.get("/staff?region=429971101&in_post=1").await.shows("value=\"429971101\" selected");
        for elsewhere in ["region=429972", "region=42", "institution=x"] {
            keeper.get(&format!("/staff?{elsewhere}")).await.has_status(404);
        }
        let mut tx = app.app.db().write().await.unwrap();
        tx.execute("update posts set ended_on = '2026-11-21' where region = $1", &[TOWNSHIP.into()])
            .await
            .unwrap();
        tx.commit().await.unwrap();
        keeper.get("/staff?in_post=1").await.hides("刘医生");
        keeper.get("/staff?q=liu").await.shows("刘医生").shows("现在没有岗位");
    }
}

#[tokio::test]
async fn the_page_of_one_shows_posts_of_before_too() {
    let app = TestApp::new().await;
    let keeper = county(&app).await;
    let page = page_of(&app, TOWNSHIP).await;
    let one = keeper.get(&page).await.has_status(200).shows("刘医生").shows("在用").shows("2026-11-21 起");
    one.shows("/closing").shows("/password").shows("/posts/new").shows("/handover");
    let mut tx = app.app.db().write().await.unwrap();
    tx.execute("update posts set ended_on = '2026-11-21' where region = $1", &[TOWNSHIP.into()])
        .await
        .unwrap();
    tx.commit().await.unwrap();
    keeper.get(&page).await.shows("2026-11-21 结束").shows("已结束").hides("/handover").hides("/transfer");
}

/// PROMISES T3, T4: the neighbours' staff are as if there were none.
#[tokio::test]
async fn staff_of_another_county_are_nowhere() {
    let app = TestApp::new().await;
    app.staff_in(PostKind::CountyOffice, "429972").await;
    let (there, post) = ids(&app, "429972").await;
    let keeper = app.administrator_of(COUNTY).await;
    keeper.get("/staff").await.shows("共 1 条");
    let absent = "019aa000000070008000000000000009";
    for path in ["", "/password", "/closing", "/opening", "/posts/new"] {
        let foreign = keeper.get(&format!("/staff/{there}{path}")).await.has_status(404);
        let nowhere = keeper.get(&format!("/staff/{absent}{path}")).await.has_status(404);
        assert_eq!(foreign.text.replace(&there, ""), nowhere.text.replace(absent, ""), "{path}");
    }
    for path in ["end", "transfer", "handover"] {
        keeper.get(&format!("/staff/{there}/posts/{post}/{path}")).await.has_status(404);
        keeper
            .post_confirmed(&format!("/staff/{there}/posts/{post}/{path}"), &[("post_id", absent)])
            .await
            .has_status(404);
        // A post under the name of somebody else who is in reach.
        let mixed = format!("{}/posts/{post}/{path}", page_of(&app, COUNTY).await);
        keeper.get(&mixed).await.has_status(404);
    }
    // Who was here and is there now belongs there.
    app.staff_of(VILLAGE).await;
    let moved = page_of(&app, VILLAGE).await;
    keeper.get(&moved).await.has_status(200);
    let mut tx = app.app.db().write().await.unwrap();
    tx.execute(
        "insert into posts (id, account_id, kind, region, office, started_on, ended_on)
         select $1, account_id, 1, '429972100204', office, started_on, null from posts where region = $2",
        &[xinan_db::new_id().into(), VILLAGE.into()],
    )
    .await
    .unwrap();
    tx.commit().await.unwrap();
    keeper.get(&moved).await.has_status(404);
}

#[tokio::test]
async fn only_who_keeps_accounts_sees_the_staff() {
    let app = TestApp::new().await;
    county(&app).await;
    let page = page_of(&app, TOWNSHIP).await;
    for region in [VILLAGE, NEXT, TOWNSHIP, COUNTY] {
        let staff = app.staff_of(region).await;
        for address in ["/staff", "/staff/new", page.as_str(), "/institutions"] {
            staff.get(address).await.has_status(403).hides("刘医生");
        }
        staff.get("/").await.has_status(200).hides("href=\"/staff\"");
    }
}

//! Institutions, through the front door.

use xinan_db::testing::engines;

use crate::tests::{Staff, TestApp};

const COUNTY: &str = "429971";
const TOWNSHIP: &str = "429971101";
const FIRST: &str = "019aa000000070008000000000000081";
const SECOND: &str = "019aa000000070008000000000000082";
const THIRD: &str = "019aa000000070008000000000000083";

fn centre_but<'a>(given: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let all = [
        ("version", FIRST),
        ("name", "清溪镇卫生院"),
        ("kind", "5"),
        ("region", TOWNSHIP),
        ("valid_from", "2020-01-01"),
    ];
    let kept = all.into_iter().filter(|(name, _)| given.iter().all(|(other, _)| other != name));
    kept.chain(given.iter().copied()).collect()
}

/// A health centre, and whoever keeps it.
async fn centre(app: &TestApp) -> (Staff, String) {
    let keeper = app.administrator_of(COUNTY).await;
    let added = keeper.post("/institutions/new", &centre_but(&[])).await.has_status(303);
    let page = added.location.split('?').next().unwrap().to_owned();
    (keeper, page)
}

/// The version that the form of a page is based on.
async fn based_on(keeper: &Staff, page: &str) -> String {
    let form = keeper.get(&format!("{page}/edit")).await.has_status(200).text;
    let after = form.split_once("name=\"based_on\" value=\"").unwrap().1;
    after.split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn an_institution_is_added_once_and_found_by_its_filters() {
    for engine in engines() {
        let app = TestApp::on(engine).await;
        let (keeper, page) = centre(&app).await;
        keeper
            .get(&format!("{page}?done=added"))
            .await
            .shows("机构已存好")
            .shows("乡镇卫生院")
            .shows("清溪镇");
        // Sent twice it is one, and the same name in the same place is asked about.
        keeper
            .post("/institutions/new", &centre_but(&[]))
            .await
            .has_status(303)
            .leads_to(&format!("{page}?done=added"));
        let again = keeper.post("/institutions/new", &centre_but(&[("version", SECOND)])).await;
        again.has_status(422).shows("已有同名的机构").shows("value=\"清溪镇卫生院\"");
        keeper
            .post("/institutions/new", &centre_but(&[("version", SECOND), ("region", "429971102")]))
            .await
            .has_status(303);
        keeper.get("/institutions").await.shows("共 2 条");
        for (asked, found) in [
            ("q=%E5%8D%AB%E7%94%9F", "共 2 条"),
            ("q=x", "没有符合条件的机构"),
            ("region=429971101", "共 1 条"),
            ("kind=5", "共 2 条"),
            ("kind=9", "没有符合条件的机构"),
        ] {
            keeper.get(&format!("/institutions?{asked}")).await.has_status(200).shows(found);
        }
        keeper.get("/institutions?region=429972").await.has_status(404);
        assert_eq!(app.entries("institution.added").await, 2);
    }
}

#[tokio::test]
async fn a_correction_keeps_what_was_there_before() {
    for engine in engines() {
        let app = TestApp::on(engine).await;
        let (keeper, page) = centre(&app).await;
        let based = based_on(&keeper, &page).await;
        let corrected =
            centre_but(&[("version", SECOND), ("based_on", &based), ("name", "清溪镇中心卫生院")]);
        let edit = format!("{page}/edit");
        keeper.post(&edit, &corrected).await.has_status(303).leads_to(&format!("{page}?done=corrected"));
        let shown =
            keeper.get(&page).await.shows("清溪镇中心卫生院").shows("原来的内容").shows(">清溪镇卫生院<");
        shown.shows("2026-11-21 09:00 王医生");
        // Twice is once; whoever still has the former version open hears of it, and can save then.
        keeper.post(&edit, &corrected).await.has_status(303);
        let late = centre_but(&[("version", THIRD), ("based_on", &based), ("name", "清溪卫生院")]);
        let conflict =
            keeper.post(&edit, &late).await.has_status(422).shows("刚被别人改过，现在叫“清溪镇中心卫生院”");
        let newer = conflict
            .text
            .split_once("name=\"based_on\" value=\"")
            .unwrap()
            .1
            .split('"')
            .next()
            .unwrap()
            .to_owned();
        let late = centre_but(&[("version", THIRD), ("based_on", &newer), ("name", "清溪卫生院")]);
        keeper.post(&edit, &late).await.has_status(303);
        assert_eq!(app.entries("institution.corrected").await, 2);
        // What says the same is no correction.
        let based = based_on(&keeper, &page).await;
        let same = centre_but(&[
            ("version", "019aa000000070008000000000000084"),
            ("based_on", &based),
            ("name", "清溪卫生院"),
        ]);
        keeper.post(&edit, &same).await.has_status(303);
        assert_eq!(app.entries("institution.corrected").await, 2);
    }
}

#[tokio::test]
async fn an_institution_ends_and_stays_known() {
    for engine in engines() {
        let app = TestApp::on(engine).await;
        let (keeper, page) = centre(&app).await;
        let end = format!("{page}/end");
        keeper.get(&end).await.has_status(200).shows("已有的岗位不受影响");
        for (day, say) in [
            ("2019-12-31", "不晚于开始的日子（2020-01-01）"),
            ("", "请填从哪一天起停用"),
            ("某天", "没有看懂“某天”"),
        ] {
            keeper.post(&end, &[("version", SECOND), ("valid_until", day)]).await.has_status(422).shows(say);
        }
        keeper.post(&end, &[("version", SECOND), ("valid_until", "今天")]).await.has_status(303);
        keeper.get(&page).await.shows("2026-11-21 已停用").shows("原来的内容");
        keeper.get("/institutions").await.shows("没有符合条件的机构");
        keeper.get("/institutions?all=1").await.shows(">清溪镇卫生院</a>");
        // Nobody begins a post there any more.
        keeper.get("/staff/new").await.has_status(200).hides(">清溪镇卫生院</option>");
        assert_eq!(app.entries("institution.ended").await, 1);
    }
}

#[tokio::test]
async fn what_is_wrong_is_said_at_once_and_what_was_typed_stays() {
    let app = TestApp::new().await;
    let keeper = app.administrator_of(COUNTY).await;
    let nothing = [("version", FIRST)];
    let page = keeper.post("/institutions/new", &nothing).await.has_status(422);
    page.shows("请填机构名称").shows("请选机构的类别").shows("请选机构所在的县").shows("请填从哪一天起");
    let long = "卫".repeat(51);
    for (given, say) in [
        (("name", long.as_str()), "名称最多 50 个字"),
        (("kind", "99"), "请选机构的类别"),
        (("region", "429972"), "请选机构所在的县"),
        (("valid_from", "某天"), "没有看懂“某天”"),
    ] {
        let page = keeper.post("/institutions/new", &centre_but(&[given])).await.has_status(422).shows(say);
        // The rest is as it was typed.
        match given.0 {
            "name" => page.shows("value=\"2020-01-01\""),
            _ => page.shows("value=\"清溪镇卫生院\""),
        };
    }
    keeper.post("/institutions/new", &centre_but(&[("version", "x")])).await.has_status(400);
    assert_eq!(app.entries("institution.added").await, 0);
}

#[tokio::test]
async fn another_countys_institution_is_nowhere() {
    let app = TestApp::new().await;
    let (_, page) = centre(&app).await;
    let beside = app.administrator_of("429972").await;
    for path in ["", "/edit", "/end"] {
        beside.get(&format!("{page}{path}")).await.has_status(404);
    }
    beside
        .post(&format!("{page}/end"), &[("version", SECOND), ("valid_until", "今天")])
        .await
        .has_status(404);
    beside.get("/institutions").await.shows("没有符合条件的机构");
}

//! Records are closed and opened again, through the front door.

use xinan_db::Engine;
use xinan_db::testing::engines;

use crate::seed;
use crate::tests::{Staff, TestApp, person};

const VILLAGE: &str = "429971101209";
const TOWNSHIP: &str = "429971101";
const COUNTY: &str = "429971";
const NAME: &str = "李春生";
const OTHER: &str = "周桂兰";
const ID: &str = "01990000-0000-7000-8000-0000000000c1";
const SECOND: &str = "01990000-0000-7000-8000-0000000000c2";
const WITHDRAWN: &[(&str, &str)] = &[
    ("closing_id", ID),
    ("closed_on", "2026-11-20"),
    ("why", "1"),
    ("finding", "2"),
    ("body", "安宁市精神疾病司法鉴定所"),
    ("concluded_on", "2026-11-10"),
    ("told_on", "2026-11-12"),
];

struct House {
    app: TestApp,
    county: Staff,
    person: String,
    other: String,
}

async fn house(engine: Engine) -> House {
    let app = TestApp::on(engine).await;
    app.add(VILLAGE, &[NAME, OTHER]).await;
    let person = format!("/people/{}", app.id_of(NAME).await);
    let other = format!("/people/{}", app.id_of(OTHER).await);
    let county = app.staff_of(COUNTY).await;
    House { app, county, person, other }
}

/// The seventeen digits that the form of edit shows.
async fn number_of(app: &TestApp, name: &str) -> String {
    let id = app.id_of(name).await;
    let mut tx = app.app.db().read().await.unwrap();
    let number = super::store::number_of(&mut tx, COUNTY, id.parse().unwrap()).await.unwrap();
    tx.commit().await.unwrap();
    number.unwrap()
}

#[tokio::test]
async fn a_withdrawn_diagnosis_closes_the_record_and_a_mistake_opens_it() {
    for engine in engines() {
        let House { app, county, person, .. } = house(engine).await;
        let at = format!("{person}/closing");
        for region in [VILLAGE, TOWNSHIP] {
            let staff = app.staff_of(region).await;
            staff.get(&at).await.has_status(403);
            staff.post(&at, WITHDRAWN).await.has_status(403);
        }
        county.get(&person).await.shows("/closing");
        county.get(&at).await.has_status(200).shows("第三十二条").shows("三日内");
        // Everything that is missing at once, what was typed still there.
        let half = [
            ("closing_id", ID),
            ("closed_on", "2026-11-20"),
            ("why", "1"),
            ("body", "安宁市精神疾病司法鉴定所"),
        ];
        county.post(&at, &half).await.has_status(422).shows("安宁市精神疾病司法鉴定所").shows("还没有填");
        county
            .post_confirmed(&at, WITHDRAWN)
            .await
            .has_status(303)
            .leads_to(&format!("{person}?done=closing"));
        // Sent again it is done once.
        county.post(&at, WITHDRAWN).await.has_status(303);
        assert_eq!(app.entries("record.closed").await, 1, "{engine:?}");
        county.get(&person).await.shows("诊断撤销").shows("安宁市精神疾病司法鉴定所").hides("流转");
        county.get(&at).await.shows("恢复档案").hides("name=\"why\"");
        let visit = format!("{person}/visits/new");
        let late = [("visit_id", SECOND), ("visited_on", "2026-11-21"), ("mode", "3"), ("doctor", "王医生")];
        app.staff_of(VILLAGE).await.post(&visit, &late).await.has_status(422).shows("已于 2026-11-20 结案");
        county.get("/people").await.shows(">结案<");

        let back = format!("{person}/standing/closing");
        app.staff_of(TOWNSHIP).await.get(&back).await.has_status(403);
        county.post(&back, &[]).await.has_status(422);
        let reason = [("standing_reason", "鉴定意见是另一位同名者的")];
        county.post_confirmed(&back, &reason).await.has_status(303);
        county.get(&person).await.hides("诊断撤销").shows("/closing");
        county.get(&format!("{person}/visits")).await.shows("鉴定意见是另一位同名者的").shows("结案");
        county.get("/people").await.shows(&person);
        // The same form once more is the one of before; closed anew it is another sheet.
        county.post(&at, WITHDRAWN).await.has_status(303);
        assert_eq!(app.entries("record.closed").await, 1, "{engine:?}");
        let anew = [&[("closing_id", SECOND)][..], &WITHDRAWN[1..]].concat();
        county.post_confirmed(&at, &anew).await.has_status(303);
        assert_eq!(app.entries("record.closed").await, 2, "{engine:?}");
    }
}

#[tokio::test]
async fn of_two_records_one_stays_and_both_lead_to_one_another() {
    for engine in engines() {
        let House { app, county, person, other } = house(engine).await;
        let at = format!("{person}/closing");
        let (own, kept) = (number_of(&app, NAME).await, number_of(&app, OTHER).await);
        let merge = |number: &str| {
            let pairs = [("closing_id", ID), ("closed_on", "2026-11-20"), ("why", "2"), ("kept", number)];
            pairs.map(|(name, text)| (name, text.to_owned())).to_vec()
        };
        for (number, says) in [("42997110120999999", "没有这个编号"), (own.as_str(), "自己的编号")]
        {
            let pairs = merge(number);
            let pairs: Vec<(&str, &str)> = pairs.iter().map(|(name, text)| (*name, text.as_str())).collect();
            county.post(&at, &pairs).await.has_status(422).shows(says).shows(number);
        }
        let pairs = merge(&kept);
        let pairs: Vec<(&str, &str)> = pairs.iter().map(|(name, text)| (*name, text.as_str())).collect();
        let asked = county.post(&at, &pairs).await;
        asked.has_status(200).shows(NAME).shows(OTHER).shows(&kept);
        county.post_confirmed(&at, &pairs).await.has_status(303);
        county.get(&person).await.shows("重复档案合并").shows(&other);
        county.get(&other).await.shows("已并入本档案").shows(&person);
        assert_eq!(app.entries("record.merged").await, 1, "{engine:?}");
        // Neither a circle, nor into one that is closed.
        let back = merge(&own);
        let back: Vec<(&str, &str)> = back
            .iter()
            .map(|(name, text)| (*name, if *name == "closing_id" { SECOND } else { text.as_str() }))
            .collect();
        county.post(&format!("{other}/closing"), &back).await.has_status(422).shows("那份档案已经结案");
        let reason = [("standing_reason", "是两个人")];
        county.post_confirmed(&format!("{person}/standing/closing"), &reason).await.has_status(303);
        county.get(&other).await.hides("已并入本档案");
    }
}

/// Whoever is closed is counted no more, and the county's month is whole all the same.
#[tokio::test]
async fn the_figures_are_whole_without_whoever_is_closed() {
    for engine in engines() {
        let House { app, county, person, .. } = house(engine).await;
        let whole = async || {
            let mut tx = app.app.db().read().await.unwrap();
            let month = xinan_domain::day::month_index(jiff::civil::date(2026, 11, 1));
            let whole = crate::report::store::is_complete(&mut tx, COUNTY, month).await.unwrap();
            tx.commit().await.unwrap();
            whole
        };
        assert!(whole().await, "{engine:?}");
        county.post_confirmed(&format!("{person}/closing"), WITHDRAWN).await.has_status(303);
        assert!(whole().await, "{engine:?}");
        county.get("/stats").await.has_status(200).hides("还没有算完");
    }
}

#[tokio::test]
async fn records_that_are_alike_are_merged_or_two_people() {
    const TWIN: &str = "李春生";
    for engine in engines() {
        let app = TestApp::on(engine).await;
        // The same name and the same day of birth under another number, in another township.
        app.add(VILLAGE, &[TWIN, OTHER]).await;
        let twin = [person(TWIN, "429971102209", 7)];
        seed::fill(&app.app, twin.into_iter(), std::iter::empty(), |_| {}).await.unwrap();
        let county = app.staff_of(COUNTY).await;
        app.staff_of(TOWNSHIP).await.get("/duplicates").await.has_status(403);
        county.get("/people").await.shows("/duplicates");
        let page = county.get("/duplicates").await;
        page.has_status(200).shows(TWIN).shows("1980-05-").hides(OTHER).shows("why=2&amp;kept=4299711");
        assert_eq!(app.entries("roster.read").await, 2, "{engine:?}");
        let ids = [
            app.one_id("select id from cases where village_code = '429971101209' order by case_no").await,
            app.one_id("select id from cases where village_code = '429971102209'").await,
        ];
        let two = [("first", ids[0].as_str()), ("second", ids[1].as_str())];
        county.post("/duplicates", &[two[0], ("second", ids[0].as_str())]).await.has_status(400);
        for _ in 0..2 {
            county.post("/duplicates", &two).await.has_status(303).leads_to("/duplicates?done=two");
        }
        county.get("/duplicates").await.has_status(200).hides(TWIN).shows("没有同名");
    }
}

//! The counts of other departments, through the front door.

use xinan_db::testing::engines;
use xinan_domain::day::month_index;

use super::month;
use crate::shell::actor::PostKind;
use crate::tests::{TODAY, TestApp};

const COUNTY: &str = "429971";
const FIRST: &str = "429971101";
const SECOND: &str = "429971102";
const THIRD: &str = "429971103";

const DEPARTMENTS: [PostKind; 4] =
    [PostKind::CoordinatingOffice, PostKind::CivilAffairs, PostKind::DisabledFederation, PostKind::Finance];

/// Counts of the month that has ended, as if so many people lived in a village: 在册, 在管, 规范管理, 病情稳定.
async fn counted(app: &TestApp, village: &str, counts: [i64; 4]) {
    let [registered, managed, standard, stable] = counts;
    let sql = "update village_months
                  set registered = $3, managed = $4, standard_managed = $5, stable = $6
                where village_code = $1 and month = $2";
    let mut tx = app.app.db().write().await.unwrap();
    tx.changed(COUNTY);
    let whose = [village.into(), month(TODAY).into()];
    let counts = [registered.into(), managed.into(), standard.into(), stable.into()];
    assert_eq!(tx.execute(sql, &[&whose[..], &counts].concat()).await.unwrap(), 1, "{village}");
    tx.commit().await.unwrap();
}

/// Three townships with people: two large ones, one of medium size; all others have nobody.
async fn three_townships(engine: xinan_db::Engine) -> TestApp {
    let app = TestApp::on(engine).await;
    for (village, name, counts) in [
        ("429971101209", "郁秋荻", [120, 100, 90, 80]),
        ("429971102203", "周桂兰", [91, 81, 71, 61]),
        ("429971103201", "单小曾", [57, 47, 37, 27]),
    ] {
        app.add(village, &[name]).await;
        counted(&app, village, counts).await;
    }
    app
}

#[test]
fn the_month_that_has_ended_is_counted() {
    assert_eq!(month(TODAY), month_index(jiff::civil::date(2026, 10, 1)));
}

#[tokio::test]
async fn a_department_lands_on_the_counts_of_its_county_and_reads_no_name() {
    for engine in engines() {
        let app = three_townships(engine).await;
        for (at, kind) in DEPARTMENTS.into_iter().enumerate() {
            let clerk = app.staff_in(kind, COUNTY).await;
            clerk.get("/").await.has_status(303).leads_to("/figures");
            let page = clerk.get("/figures").await.has_status(200);
            let page = page.shows("2026年10月统计").shows("2026-10-31").shows("清溪镇");
            // Both large townships, what they have in common with the third as the total, and the official rate.
            let page = page
                .shows(">120<")
                .shows(">90<")
                .shows(">265<")
                .shows("在管（全县）：225")
                .shows("85%")
                .shows("75%");
            // The townships without anybody would be the rest; the smallest with somebody goes along.
            let page = page.shows("不显示").shows("不单列的").shows(">55<");
            // In steps, so that last month's table tells nothing beside this one.
            let page = page.shows("数字按 5 人一档：写 100 的，是 100 到 104 人").hides(">91<").hides(">57<");
            let page = page.shows("2026-11-21 定下").hides("75.0%");
            let page = page.shows("少于 5 人的数（包括 0）不显示");
            let page = page.hides("郁秋荻").hides("周桂兰").hides("单小曾");
            assert_eq!(page.people().count(), 0);
            page.hides("href=\"/people").hides("href=\"/stats").hides("action=\"/people\"");
            assert_eq!(app.entries("figures.read").await, at + 1);
            for address in ["/people", "/stats", "/people.xlsx", "/disclosures", "/audit", "/police"] {
                clerk.get(address).await.has_status(403);
            }
        }
    }
}

/// Whoever laid the township's page beside the county's would know the third.
#[tokio::test]
async fn what_the_county_withholds_of_a_township_its_own_page_withholds_too() {
    for engine in engines() {
        let app = three_townships(engine).await;
        let third = app.staff_in(PostKind::CivilAffairs, THIRD).await;
        let page = third.get("/figures").await.has_status(200);
        page.shows("您这里的数字不单列").hides(">55<").hides(">25<");
        for township in [FIRST, SECOND] {
            let page = app.staff_in(PostKind::CivilAffairs, township).await.get("/figures").await;
            page.has_status(200).shows("全镇").hides("您这里的数字不单列");
        }
        // All the people of the first live in one village: nothing of its villages is told apart.
        let page = app.staff_in(PostKind::Finance, FIRST).await.get("/figures").await;
        page.shows(">120<").shows(">80<").hides("不单列的");
    }
}

/// A township reads its row of the county's table: its villages would be another table of the same people.
#[tokio::test]
async fn a_township_reads_its_row_and_no_village() {
    let app = TestApp::new().await;
    let villages = ["429971101201", "429971101202", "429971101203", "429971101204"];
    for (at, village) in villages.into_iter().enumerate() {
        app.add(village, &[["甲一", "乙二", "丙三", "丁四"][at]]).await;
        let people = 31 + 10 * i64::try_from(at).unwrap();
        counted(&app, village, [people, people - 6, people - 12, people - 13]).await;
    }
    // Another township, so that this one is not the county.
    for (village, name) in [("429971102209", "周桂兰"), ("429971103210", "单小曾")] {
        app.add(village, &[name]).await;
        counted(&app, village, [57, 47, 37, 27]).await;
    }
    let page = app.staff_in(PostKind::CoordinatingOffice, FIRST).await.get("/figures").await.has_status(200);
    page.shows(">180<").shows(">135<").shows(">130<").shows("全镇").hides("大堰村").hides("河口镇");
}

/// A small county has fewer than five of something itself.
#[tokio::test]
async fn small_counts_of_the_whole_are_ranges() {
    for engine in engines() {
        let app = TestApp::on(engine).await;
        app.add("429971101209", &["郁秋荻"]).await;
        counted(&app, "429971101209", [30, 28, 20, 0]).await;
        let page = app.staff_in(PostKind::CoordinatingOffice, COUNTY).await.get("/figures").await;
        let page = page.has_status(200).shows(">30<").hides("28").shows(">20<").shows("少于 5");
        // Of so few people there is no rate.
        page.shows("在管（全县）：不显示").hides("93%").hides("67%").hides("不单列的");
    }
}

#[tokio::test]
async fn a_month_that_is_not_whole_is_not_shown() {
    let app = three_townships(xinan_db::Engine::Sqlite).await;
    let mut tx = app.app.db().write().await.unwrap();
    tx.changed(COUNTY);
    tx.execute("delete from village_months where village_code = '429971101209'", &[]).await.unwrap();
    tx.commit().await.unwrap();
    let page = app.staff_in(PostKind::Finance, COUNTY).await.get("/figures").await.has_status(200);
    page.shows("这个月的数字还在计算").hides(">91<");
}

/// A county may be stricter, and from that day on it is.
#[tokio::test]
async fn a_county_may_show_larger_counts_only() {
    let app = three_townships(xinan_db::Engine::Sqlite).await;
    counted(&app, "429971103201", [57, 47, 37, 15]).await;
    let content = serde_json::json!({
        "region": COUNTY, "valid_from": "2026-01-01", "source": "测试", "values": { "figures.least": "20" },
    });
    let sql = "insert into parameters (id, region, valid_from, content, recorded_at, recorded_by)
               values ($1, $2, '2026-01-01', $3, 0, null)";
    let mut tx = app.app.db().write().await.unwrap();
    let row = [xinan_db::new_id().into(), COUNTY.into(), content.to_string().into()];
    tx.execute(sql, &row).await.unwrap();
    tx.commit().await.unwrap();
    app.app.reload().await.unwrap();
    let page = app.staff_in(PostKind::Finance, COUNTY).await.get("/figures").await.has_status(200);
    page.shows("少于 20 人的数").shows(">260<").shows(">140<").hides(">91<").hides(">90<");
}

/// Two readings of one month could be subtracted: who was entered between them is not in the second either.
#[tokio::test]
async fn what_is_entered_late_changes_no_table_that_was_read() {
    for engine in engines() {
        let app = three_townships(engine).await;
        let (county, first) = (
            app.staff_in(PostKind::CivilAffairs, COUNTY).await,
            app.staff_in(PostKind::Finance, FIRST).await,
        );
        let before = county.get("/figures").await.has_status(200).shows(">120<").shows(">265<");
        counted(&app, "429971101209", [160, 140, 130, 120]).await;
        counted(&app, "429971103201", [2, 2, 1, 1]).await;
        let after = county.get("/figures").await.has_status(200);
        let table = |page: &crate::tests::Answer| {
            let from = page.text.find("<table").unwrap();
            page.text[from..page.text.find("</table>").unwrap()].to_owned()
        };
        assert_eq!(table(&after), table(&before));
        // A township reads the county's row, whoever asked first.
        first.get("/figures").await.has_status(200).shows(">120<").hides(">160<");
        let third = app.staff_in(PostKind::DisabledFederation, THIRD).await;
        third.get("/figures").await.has_status(200).shows("您这里的数字不单列");
        // A month that is not whole any more has been shown and stays.
        let mut tx = app.app.db().write().await.unwrap();
        tx.changed(COUNTY);
        tx.execute("delete from village_months where village_code = '429971101209'", &[]).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(table(&county.get("/figures").await.has_status(200)), table(&before));
    }
}

/// No count stands behind what is withheld, and of several who ask first all read the same.
#[tokio::test]
async fn what_is_kept_of_a_month_is_what_is_read() {
    for engine in engines() {
        let app = three_townships(engine).await;
        let mut clerks = Vec::new();
        for kind in DEPARTMENTS {
            clerks.push(app.staff_in(kind, COUNTY).await);
        }
        let [one, two, three, four] = [0, 1, 2, 3].map(|at: usize| clerks[at].get("/figures"));
        let (one, two, three, four) = tokio::join!(one, two, three, four);
        for page in [one, two, three, four] {
            page.has_status(200).shows(">265<");
        }
        let mut tx = app.app.db().read().await.unwrap();
        let rows = tx.rows("select region, content from settled_tables order by region", &[]).await.unwrap();
        let shown = |region: &str| {
            let row = rows.iter().find(|row| row.text("region").unwrap() == region).unwrap();
            row.text("content").unwrap()
        };
        assert!(shown(COUNTY).contains("[120,90,80]") && shown(COUNTY).contains("[null,null,null]"));
        for exact in ["268", "91", "57", "228", "[0,"] {
            assert!(!shown(COUNTY).contains(exact), "{exact} {}", shown(COUNTY));
        }
        assert_eq!(rows.len(), 1);
    }
}

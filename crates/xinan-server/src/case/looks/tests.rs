//! What a person reads of looks, lists among them, through the front door.

use xinan_db::Val;
use xinan_db::testing::engines;

use super::{Places, Unpacked, unpack};
use crate::nightly;
use crate::tests::{TODAY, TestApp};

const VILLAGE: &str = "429971101209";

/// Runs a statement beside the program.
async fn run(app: &TestApp, sql: &'static str, params: &[Val]) {
    let mut tx = app.app.db().write().await.unwrap();
    tx.execute(sql, params).await.unwrap();
    tx.commit().await.unwrap();
}

async fn count(app: &TestApp, sql: &'static str) -> i64 {
    app.app.db().ask(sql, &[]).await.unwrap()[0].int("n").unwrap()
}

#[tokio::test]
async fn who_was_shown_in_a_list_reads_of_it_before_and_after_the_night() {
    for engine in engines() {
        let app = TestApp::on(engine).await;
        app.add(VILLAGE, &["李春生", "王小明"]).await;
        let id = app.id_of("李春生").await;
        let staff = app.staff_of(VILLAGE).await;
        let access = format!("/people/{id}/access");
        staff.get(&access).await.hides("看名册").hides("看今日工作");
        staff.get("/people").await.shows("李春生");
        staff.get("/").await.shows("李春生");
        staff.get(&access).await.shows("看名册").shows("看今日工作").hides("看指标名单");
        // A list that showed somebody else only.
        staff.get("/people?q=王小明").await;
        let lists = staff.get(&access).await.text.matches("看名册").count();
        assert_eq!(lists, 1, "{engine:?}");

        // Days later, and in words of an earlier version too.
        run(&app, "update audit_entries set recorded_at = recorded_at - 86400000000", &[]).await;
        let add = "insert into audit_entries (seq, recorded_at, shown_as, county_code, action, detail)
                   values (-1, 1000000, '旧人 · 旧院', '429971', 'roster.read', $1)";
        run(&app, add, &[format!("1 {id}").into()]).await;
        let night = nightly::run(&app.app, TODAY).await.unwrap();
        assert!(night.lists_unpacked >= 4, "{engine:?} {night:?}");
        assert!(count(&app, "select count(*) as n from audit_lists").await >= 6, "{engine:?}");
        let page = staff.get(&access).await;
        page.shows("看名册").shows("看今日工作").shows("旧人").shows("旧院");
        assert_eq!(nightly::run(&app.app, TODAY).await.unwrap().lists_unpacked, 0, "once");
    }
}

/// A list that was shown while the clock was a year ahead keeps none of later ones from being entered.
#[tokio::test]
async fn a_clock_that_goes_wrong_for_a_while_loses_no_list() {
    for engine in engines() {
        let app = TestApp::on(engine).await;
        app.add(VILLAGE, &["李春生"]).await;
        let id = app.id_of("李春生").await;
        let staff = app.staff_of(VILLAGE).await;
        let access = format!("/people/{id}/access");
        staff.get("/people").await.shows("李春生");
        run(&app, "update audit_entries set recorded_at = recorded_at + 31536000000000", &[]).await;
        assert_eq!(unpack(&app.app).await.unwrap(), 1, "{engine:?}");
        // Right again, and once far behind.
        staff.get("/").await.shows("李春生");
        let back = "update audit_entries set recorded_at = recorded_at - 31536000000000
                     where action = 'worklist.read'";
        run(&app, back, &[]).await;
        staff.get(&access).await.shows("看名册").shows("看今日工作");
        assert_eq!(unpack(&app.app).await.unwrap(), 1, "{engine:?}");
        staff.get(&access).await.shows("看名册").shows("看今日工作");
        assert_eq!(unpack(&app.app).await.unwrap(), 0, "once");
    }
}

/// Three chains after ten older entries: 11, 14, 17 … are those of the first, 12, 15 … of the second.
#[test]
fn how_far_lists_are_unpacked_is_known_for_each_chain() {
    let places = Places { base: 10, chains: 3 };
    let mut unpacked = Unpacked { older: 4, chains: vec![0, 0, 0] };
    assert_eq!(unpacked.all_until(places), 4);
    assert!(unpacked.has(places, 4) && !unpacked.has(places, 5) && !unpacked.has(places, 11));
    // Some of the older ones were read, then the rest and more; the second chain had not begun.
    unpacked.read_until(places, Some(8), &[2, 0, 1]);
    assert_eq!(unpacked, Unpacked { older: 8, chains: vec![0, 0, 0] });
    unpacked.read_until(places, Some(14), &[2, 0, 1]);
    assert_eq!(unpacked, Unpacked { older: 10, chains: vec![2, 0, 1] });
    assert_eq!(unpacked.all_until(places), 11, "12 is still to come");
    for (entry, is_unpacked) in [(11, true), (12, false), (13, true), (14, true), (16, false), (17, false)] {
        assert_eq!(unpacked.has(places, entry), is_unpacked, "{entry}");
    }
    // All was read, and what was committed meanwhile is left for the next time.
    unpacked.read_until(places, None, &[2, 4, 1]);
    assert_eq!(unpacked.chains, [2, 4, 1]);
    unpacked.read_until(places, Some(17), &[9, 9, 9]);
    assert_eq!(unpacked.chains, [3, 4, 2]);
    // Somebody wrote more there than there is.
    unpacked.chains = vec![100, 4, 2];
    unpacked.read_until(places, None, &[3, 4, 2]);
    assert_eq!(unpacked.chains, [3, 4, 2]);
}

#[tokio::test]
async fn looks_of_years_are_leafed_through() {
    let app = TestApp::with_people(VILLAGE, &["李春生"]).await;
    let id = app.id_of("李春生").await;
    let staff = app.staff_of(VILLAGE).await;
    let case = xinan_db::Uuid::try_parse(&id).unwrap();
    for minute in 0..120_i64 {
        let add = "insert into audit_entries
                          (seq, recorded_at, shown_as, county_code, case_id, action, detail)
                   values ($1, $2, $3, '429971', $4, 'case.read', '')";
        let who = format!("看客{minute} · 卫生院");
        let params = [(-minute - 1).into(), (minute * 60_000_000).into(), who.into(), case.into()];
        run(&app, add, &params).await;
    }
    let access = format!("/people/{id}/access");
    let first = staff.get(&access).await;
    first.shows("看客119").hides("看客50 ").shows("更早的").shows("?page=2").hides("较新的");
    let last = staff.get(&format!("{access}?page=3")).await;
    last.shows("看客0<").hides("看客119").shows("较新的").hides("更早的");
    staff.get(&format!("{access}?page=9")).await.has_status(200).hides("看客");
}

#[test]
fn looks_that_read_alike_are_one_line_at_the_place_of_the_latest() {
    let looks = [("王", 1), ("李", 2), ("王", 3), ("王", 4)];
    let lines = super::together(looks, |look| look.0);
    assert_eq!(lines, [vec![("王", 1), ("王", 3), ("王", 4)], vec![("李", 2)]]);
    assert!(super::together(Vec::<(&str, i32)>::new(), |look| look.0).is_empty());
}

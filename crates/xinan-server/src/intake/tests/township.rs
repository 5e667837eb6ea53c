//! The clean township: everything comes in, once, whatever the order.

use super::*;

#[tokio::test]
async fn four_clean_workbooks_are_stored_without_a_refused_row() {
    for engine in engines() {
        let app = TestApp::on(engine).await;
        let reports = bring(&app.app, &all("township-clean"), false).await;
        assert_eq!(counts(&reports), [(160, 0, 0), (1641, 0, 0), (68, 0, 0), (17, 0, 0)], "{engine:?}");
        assert_eq!(stored(&app.app).await[..6], [160, 160, stored(&app.app).await[2], 1641, 68, 17]);
        check_figures(&app.app, "township-clean").await;
    }
}

#[tokio::test]
async fn importing_again_stores_nothing_and_says_so() {
    for engine in engines() {
        let app = TestApp::on(engine).await;
        bring(&app.app, &all("township-clean"), false).await;
        let (before, rows) = (stored(&app.app).await, months(&app.app).await);
        let again = bring(&app.app, &all("township-clean"), false).await;
        assert_eq!(counts(&again), [(0, 160, 0), (0, 1641, 0), (0, 68, 0), (0, 17, 0)], "{engine:?}");
        assert_eq!(stored(&app.app).await, before);
        assert_eq!(months(&app.app).await, rows);
    }
}

#[tokio::test]
async fn checking_changes_nothing() {
    let app = TestApp::new().await;
    let reports = look(&app.app, &all("township-clean")).await;
    assert_eq!(counts(&reports), [(160, 0, 0), (1641, 0, 0), (68, 0, 0), (17, 0, 0)]);
    assert_eq!(stored(&app.app).await, [0; 8]);
}

#[tokio::test]
async fn an_import_that_is_given_up_leaves_nothing_behind() {
    for engine in engines() {
        let app = TestApp::on(engine).await;
        let files = opened(&all("township-clean"));
        let mut tx = app.app.db().write().await.unwrap();
        let request = request(&files, TOWNSHIP, false);
        check_and_keep(&app.app, &mut tx, &request, By::program("test"), &Progress::default()).await.unwrap();
        // As when the program is killed before the transaction ends.
        drop(tx);
        assert_eq!(stored(&app.app).await, [0; 8], "{engine:?}");
    }
}

#[tokio::test]
async fn the_order_of_files_does_not_matter() {
    let app = TestApp::new().await;
    bring(&app.app, &all("township-clean"), false).await;
    let wanted = months(&app.app).await;

    let app = TestApp::new().await;
    let mut files = all("township-clean");
    files.reverse();
    let reports = bring(&app.app, &files, false).await;
    assert_eq!(counts(&reports), [(17, 0, 0), (68, 0, 0), (1641, 0, 0), (160, 0, 0)]);
    assert_eq!(reports[0].file, "线索2025.xlsx");
    assert_eq!(months(&app.app).await, wanted);
}

#[tokio::test]
async fn one_file_after_the_other_gives_the_same_months_as_all_at_once() {
    for engine in engines() {
        let app = TestApp::on(engine).await;
        bring(&app.app, &all("township-clean"), false).await;
        let wanted = months(&app.app).await;

        let app = TestApp::on(engine).await;
        for file in FILES {
            bring(&app.app, &[workbook("township-clean", file)], false).await;
        }
        assert_eq!(months(&app.app).await, wanted, "{engine:?}");
        check_figures(&app.app, "township-clean").await;
    }
}

#[tokio::test]
async fn the_county_brings_a_township_as_the_township_itself_does() {
    let app = TestApp::new().await;
    let reports = bring_into(&app.app, "429971", &all("township-clean"), false).await;
    assert_eq!(counts(&reports), [(160, 0, 0), (1641, 0, 0), (68, 0, 0), (17, 0, 0)]);
    check_figures(&app.app, "township-clean").await;
}

/// 编号 follow the roster: its first person of a village gets the village's first number.
#[tokio::test]
async fn numbers_are_given_in_the_order_of_the_roster() {
    let app = TestApp::new().await;
    let roster = workbook("township-clean", "名册");
    bring(&app.app, std::slice::from_ref(&roster), false).await;
    let (_, rows) = table(&roster);
    let mut wanted: BTreeMap<String, u32> = BTreeMap::new();
    for row in rows {
        let (Value::Text(name), Value::Text(village)) = (&row[1], &row[8]) else { panic!("{row:?}") };
        let number = wanted.entry(village.clone()).or_default();
        *number += 1;
        let mut tx = app.app.db().read().await.unwrap();
        let scope = xinan_db::Scope::of(Region::parse(TOWNSHIP).unwrap());
        let found = crate::case::search::store::people(&mut tx, &scope, name, 50).await.unwrap().unwrap();
        let short = format!("{number:05}");
        assert!(found.iter().any(|one| one.head.case_no.ends_with(&short)), "{name} {village} {short}");
    }
}

#[tokio::test]
async fn every_row_knows_the_sheet_and_row_that_it_came_from() {
    let app = TestApp::new().await;
    let reports = bring(&app.app, &all("township-clean"), false).await;
    let mut tx = app.app.db().read().await.unwrap();
    for (table, report) in [
        (
            "select min(source_row) as first, count(distinct source_row) as rows from supplements where source_id = $1",
            0,
        ),
        (
            "select min(source_row) as first, count(distinct source_row) as rows from follow_ups where source_id = $1",
            1,
        ),
        (
            "select min(source_row) as first, count(distinct source_row) as rows from examinations where source_id = $1",
            2,
        ),
        (
            "select min(source_row) as first, count(distinct source_row) as rows from clues where source_id = $1",
            3,
        ),
    ] {
        let row = tx.row(table, &[reports[report].source.into()]).await.unwrap().unwrap();
        assert_eq!(row.int("first").unwrap(), 4, "{table}");
        assert_eq!(row.int("rows").unwrap(), reports[report].stored as i64, "{table}");
    }
}

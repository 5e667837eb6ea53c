//! An older roster does not bring old entries back over newer ones.

use super::*;
use crate::case::Status;
use crate::texts;

/// The clean roster with something else in one column of its first person, with this line above its
/// names.
fn with(subtitle: &str, column: &str, text: &str) -> Brought {
    let (names, mut rows) = table(&workbook("township-clean", "名册"));
    let at = names.iter().position(|name| name == column).unwrap();
    rows[0][at] = Value::Text(text.to_owned());
    headed(subtitle, "名册", &names, rows)
}

/// The address and the standing of the first person, and how many forms there are.
async fn first_person(app: &App) -> (String, Status, i64) {
    let mut tx = app.db().read().await.unwrap();
    let scope = xinan_db::Scope::of(Region::parse(TOWNSHIP).unwrap());
    let found = crate::case::search::store::people(&mut tx, &scope, "汪妹海", 5).await.unwrap().unwrap();
    let forms = "select count(*) as found from supplements";
    let forms = tx.row(forms, &[]).await.unwrap().unwrap().int("found").unwrap();
    (found[0].head.address.clone(), found[0].head.status, forms)
}

const OLD_HOME: &str = "清溪镇柳河村1组";
const HOME: &str = "清溪镇大堰村8组";

#[tokio::test]
async fn an_older_roster_replaces_nothing_and_says_so() {
    for engine in engines() {
        let app = TestApp::on(engine).await;
        bring(&app.app, &[workbook("township-clean", "名册")], false).await;
        let before = stored(&app.app).await;
        let lines = ["填报日期:2024年12月31日", "填表日期：2024-12-31", "截至2024年12月31日"];
        for line in lines {
            let older = with(line, "现住址", OLD_HOME);
            let reports = bring(&app.app, &[older], false).await;
            assert_eq!(counts(&reports), [(0, 160, 0)], "{engine:?} {line}");
            let said = texts::import_older(Lang::Zh, date(2024, 12, 31), date(2025, 12, 31));
            let doubts: Vec<(u32, &str)> =
                reports[0].doubts.iter().map(|one| (one.row, one.message.as_str())).collect();
            assert_eq!(doubts, [(4, said.as_str())], "one row says something else: {line}");
        }
        assert_eq!(stored(&app.app).await, before);

        // Of the same day, the one brought last holds; it may be a correction.
        let same_day = with("填报日期:2025年12月31日", "现住址", OLD_HOME);
        assert_eq!(bring(&app.app, &[same_day], false).await[0].changed, 1);
        assert_eq!(first_person(&app.app).await.0, OLD_HOME);
    }
}

/// What an older roster says of loss, death and consent is as old as its address.
#[tokio::test]
async fn an_older_roster_loses_nobody_whom_a_later_one_has_in_care() {
    let app = TestApp::new().await;
    bring(&app.app, &[workbook("township-clean", "名册")], false).await;
    let before = stored(&app.app).await;
    for (column, text) in [("管理状态", "失访"), ("死亡日期", "2024-05-01")] {
        let older = with("填报日期:2024年12月31日", column, text);
        let reports = bring(&app.app, &[older], false).await;
        assert_eq!((counts(&reports), reports[0].doubts.len()), (vec![(0, 160, 0)], 1), "{column}");
    }
    assert_eq!(first_person(&app.app).await, (HOME.to_owned(), Status::Open, 160));
    assert_eq!(stored(&app.app).await, before);
}

/// A roster that names no day says what holds on the day on which it is brought.
#[tokio::test]
async fn a_roster_without_a_day_is_one_of_today() {
    let app = TestApp::new().await;
    bring(&app.app, &[workbook("township-clean", "名册")], false).await;
    let undated = with("清溪镇卫生院", "现住址", OLD_HOME);
    assert_eq!(bring(&app.app, &[undated], false).await[0].changed, 1);
    let reports = bring(&app.app, &[workbook("township-clean", "名册")], false).await;
    let said = texts::import_older(Lang::Zh, date(2025, 12, 31), date(2026, 11, 21));
    assert_eq!((reports[0].already, reports[0].doubts[0].message.as_str()), (160, said.as_str()));
    assert_eq!(first_person(&app.app).await.0, OLD_HOME);
}

#[tokio::test]
async fn the_page_of_an_upload_says_of_which_day_a_roster_speaks() {
    let app = TestApp::new().await;
    let staff = app.staff_of(TOWNSHIP).await;
    for (line, said) in [
        ("填报日期:2025年12月31日", "填报日期 2025-12-31"),
        ("清溪镇卫生院", "没有写填报日期"),
        ("填报日期:2027年1月1日", "没有写填报日期"),
    ] {
        let (name, bytes) = with(line, "现住址", HOME);
        let answer = staff.upload("/import", &[(&name, &bytes)]).await.has_status(303);
        staff.get(&answer.location).await.has_status(200).shows(said);
    }
}

/// Forms that were kept before rosters had their day, and those that no roster brought.
#[tokio::test]
async fn a_form_without_a_day_is_replaced_by_any_roster() {
    let app = TestApp::new().await;
    bring(&app.app, &[workbook("township-clean", "名册")], false).await;
    let mut tx = app.app.db().write().await.unwrap();
    tx.execute("update supplements set stated_on = null", &[]).await.unwrap();
    tx.commit().await.unwrap();
    let older = with("填报日期:2024年12月31日", "现住址", OLD_HOME);
    assert_eq!(bring(&app.app, &[older], false).await[0].changed, 1);
    assert_eq!(first_person(&app.app).await, (OLD_HOME.to_owned(), Status::Open, 161));
}

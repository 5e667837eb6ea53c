//! What is kept back, as the office enters it and is reminded of it.

use xinan_db::testing::engines;

use crate::portal::tests::{TOWNSHIP, VILLAGE};
use crate::tests::TestApp;

const ID: &str = "019aa000-0000-7000-8000-000000000001";

fn said<'a>(id: &'a str, until: &'a str) -> [(&'static str, &'a str); 5] {
    [
        ("exception_id", id),
        ("kept", "2"),
        ("doctor", "云大夫"),
        ("reason", "读到旧事会睡不着"),
        ("until", until),
    ]
}

#[tokio::test]
async fn sent_twice_it_is_kept_and_logged_once_and_filled_in_otherwise_it_is_another() {
    for engine in engines() {
        let app = TestApp::on(engine).await;
        app.add(VILLAGE, &["郁秋荻"]).await;
        let home = format!("/people/{}/own-door", app.id_of("郁秋荻").await);
        let (staff, add) = (app.staff_of(TOWNSHIP).await, format!("{home}/exceptions/new"));
        for _ in 0..2 {
            let done = staff.post(&add, &said(ID, "2027-01-31")).await;
            done.has_status(303).leads_to(&format!("{home}?done=kept"));
        }
        assert_eq!(app.entries("exception.kept").await, 1, "{engine:?}");
        let page = staff.post(&add, &said(ID, "2027-03-31")).await.has_status(409);
        let page = page.shows("先前已经存过").shows("2027-03-31").hides(ID);
        assert_eq!(app.entries("exception.kept").await, 1, "{engine:?}");
        let new =
            page.text.split_once("name=\"exception_id\" value=\"").unwrap().1.split('"').next().unwrap();
        staff.post(&add, &said(new, "2027-03-31")).await.has_status(303);
        assert_eq!(app.entries("exception.kept").await, 2, "{engine:?}");
    }
}

#[tokio::test]
async fn the_office_is_reminded_two_weeks_before_it_ends() {
    for engine in engines() {
        let app = TestApp::on(engine).await;
        app.add(VILLAGE, &["郁秋荻"]).await;
        let home = format!("/people/{}/own-door", app.id_of("郁秋荻").await);
        let (staff, add) = (app.staff_of(TOWNSHIP).await, format!("{home}/exceptions/new"));
        staff.post(&add, &said(ID, "2026-12-06")).await.has_status(303);
        staff.get("/requests").await.has_status(200).hides("复核暂不提供").hides("郁秋荻");
        let app = app.days_later(1).await;
        let staff = app.staff_of(TOWNSHIP).await;
        let page = staff.get("/requests").await.has_status(200);
        page.shows("复核暂不提供").shows("郁秋荻").shows("2026-12-06").shows(&home);
        app.staff_of("429971102").await.get("/requests").await.has_status(200).hides("郁秋荻");
        // It goes on by a later one.
        let id = xinan_db::new_id().to_string();
        staff.post(&add, &said(&id, "2027-03-31")).await.has_status(303);
        staff.get("/requests").await.hides("复核暂不提供").hides("郁秋荻");
    }
}

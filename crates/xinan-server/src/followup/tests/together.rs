//! Several people at the same record at once.

use futures_util::future::join_all;
use xinan_db::Engine;
use xinan_db::testing::engines;

use super::*;

async fn on(engine: Engine) -> (TestApp, Staff, String) {
    let app = TestApp::on(engine).await;
    app.add(VILLAGE, &["李春生"]).await;
    let staff = app.staff_of(TOWNSHIP).await;
    let person = format!("/people/{}", app.id_of("李春生").await);
    (app, staff, person)
}

/// What follows from the visits is computed from all of them, whoever saved which at the same moment.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn visits_saved_at_once_are_all_counted() {
    for engine in engines() {
        let (app, staff, person) = on(engine).await;
        let address = format!("{person}/visits");
        let forms: Vec<(String, String)> = (1..=8)
            .map(|day| (format!("019aa000-0000-7000-8000-00000000000{day}"), format!("2026-09-0{day}")))
            .collect();
        let saved = join_all(forms.iter().map(|(id, day)| {
            let (staff, address) = (&staff, &address);
            async move { staff.post(address, &form(id, &[("visited_on", day)])).await }
        }));
        for answer in saved.await {
            answer.has_status(303);
        }
        let mut tx = app.app.db().read().await.unwrap();
        let rows = tx.rows("select visit_count, last_visit_on from cases", &[]).await.unwrap();
        assert_eq!(rows[0].int("visit_count").unwrap(), 8, "{engine:?}");
        assert_eq!(rows[0].text("last_visit_on").unwrap(), "2026-09-08", "{engine:?}");
        for table in ["case_months", "village_months"] {
            let mut sql = xinan_db::Sql::new("select cast(max(visits) as bigint) as visits from");
            sql.push(table);
            let rows = tx.rows_built(&sql).await.unwrap();
            assert_eq!(rows[0].int("visits").unwrap(), 8, "{table} on {engine:?}");
        }
    }
}

/// A double tap: the second sees what the first has kept.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn the_same_form_sent_at_once_is_one_visit() {
    for engine in engines() {
        let (app, staff, person) = on(engine).await;
        let address = format!("{person}/visits");
        let same = form(ID, &[]);
        for answer in join_all((0..5).map(|_| staff.post(&address, &same))).await {
            answer.has_status(303);
        }
        staff.get(&address).await.shows("共随访 1 次");
        assert_eq!(app.entries("follow_up.recorded").await, 1, "{engine:?}");
    }
}

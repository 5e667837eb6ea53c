//! The night beside people who work.

use std::time::Duration;

use jiff::civil::date;
use xinan_db::testing::engines;

use super::*;
use crate::case::event::store::NewEvent;
use crate::case::event::{self, Event, EventKind};
use crate::tests::{TODAY, TestApp};

const COUNTY: &str = "429971";
const VILLAGE: &str = "429971101209";

/// A loss that is being saved while the night computes: the rows of the night know of it.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn what_is_saved_in_the_same_moment_is_in_the_rows_of_the_night() {
    for engine in engines() {
        let app = TestApp::on(engine).await;
        app.add(VILLAGE, &["李春生", "王小明"]).await;
        let id = xinan_db::Uuid::try_parse(&app.id_of("李春生").await).unwrap();
        let settings = app.app.settings();
        let mut tx = app.app.db().write().await.unwrap();
        tx.execute("delete from deployment where name = 'months_ready'", &[]).await.unwrap();
        tx.commit().await.unwrap();

        let mut saving = app.app.db().write().await.unwrap();
        let lost = Event::plain(EventKind::Lost, date(2026, 3, 1));
        let new = NewEvent { event: &lost, visit: None, source: None, recorded_at: 2, recorded_by: None };
        let row = event::store::row(COUNTY, id, &new).unwrap();
        event::store::insert_many(&mut saving, &[row]).await.unwrap();
        facts::store::refresh(&mut saving, &settings, COUNTY, id, lost.on, TODAY, 2).await.unwrap();
        let night = tokio::spawn({
            let app = app.app.clone();
            async move { run(&app, TODAY).await.unwrap() }
        });
        // Long enough for the night to have come to this person.
        tokio::time::sleep(Duration::from_millis(500)).await;
        assert!(!night.is_finished(), "the night waits for whoever is saving, on {engine:?}");
        saving.commit().await.unwrap();
        assert_eq!(night.await.unwrap().month_rows_of, 2);

        for table in ["case_months", "village_months"] {
            let mut sql = xinan_db::Sql::new("select cast(sum(lost) as bigint) as lost from");
            sql.push(table);
            sql.with("where month = ?", [month_index(TODAY).into()]);
            let mut tx = app.app.db().read().await.unwrap();
            let rows = tx.rows_built(&sql).await.unwrap();
            assert_eq!(rows[0].int("lost").unwrap(), 1, "{table} on {engine:?}");
        }
    }
}

//! A rule changes for people who are there: judged anew they are as if it had been there first.

use xinan_db::audit::By;
use xinan_domain::lines::Line;

use super::*;
use crate::case::facts::anew::catch_up;
use crate::parameter::load::{self, Order};

/// Intervals, a denominator's limit and what counts as entered in time, at three levels.
const TABLE: &str = "429971,interval.stable_months,1,2024-06-01,,县方案\n\
                     429971,counting.entry_working_days,3,2024-01-01,,县方案\n\
                     429971101,interval.stable_months,2,2025-01-01,2025-12-31,镇方案\n\
                     429971101,interval.retry_days,7,2024-01-01,,镇方案\n\
                     429971101201,counting.standard_gap_months,2,2025-01-01,,村方案\n";

async fn load(app: &TestApp) {
    let lines = Line::all(TABLE);
    let order = Order { lines: &lines, lang: Lang::Zh, dry_run: false, by: By::program("test") };
    assert_eq!(load::parameters(&app.app, &order).await.unwrap().unwrap().new, 5);
}

/// Everything that is computed of everybody, by identity rather than by id, which differs.
async fn computed(app: &TestApp) -> Vec<String> {
    let mut tx = app.app.db().read().await.unwrap();
    let measures: Vec<&str> = Measure::ALL.iter().map(|measure| measure.key()).collect();
    let months = format!(
        "select c.id, c.identity_number, m.month, {} from case_months m
           join cases c on c.county_code = m.county_code and c.id = m.case_id",
        measures.iter().map(|key| format!("cast({key} as bigint) as {key}")).collect::<Vec<_>>().join(", ")
    );
    let number = |row: &xinan_db::Row| {
        row.sealed(xinan_db::column::CASE_IDENTITY_NUMBER, row.id("id").unwrap()).unwrap()
    };
    let mut all = Vec::new();
    for row in tx.rows(months.leak(), &[]).await.unwrap() {
        let counts = crate::case::facts::rollup::store::read_sums(&row).unwrap();
        let of = (number(&row), row.int("month").unwrap());
        all.push(format!("{of:?} {:?}", counts.counts()));
    }
    let dues = "select c.id, c.identity_number, f.visited_on, f.due_on, f.due_rule from follow_ups f
                  join cases c on c.county_code = f.county_code and c.id = f.case_id";
    let steps = "select id, identity_number, '' as visited_on, due_on, due_rule from cases";
    for sql in [dues, steps] {
        for row in tx.rows(sql, &[]).await.unwrap() {
            let of = (number(&row), row.text("visited_on").unwrap());
            let due = (row.opt_day("due_on").unwrap(), row.opt_int("due_rule").unwrap());
            all.push(format!("{of:?} {due:?}"));
        }
    }
    all.sort();
    all
}

#[tokio::test]
async fn who_is_judged_anew_is_as_if_the_rule_had_been_there_first() {
    for engine in engines() {
        let later = county(engine, 60).await;
        let before = computed(&later).await;
        load(&later).await;
        let anew = catch_up(&later.app).await.unwrap();
        assert!(anew.people >= 60 && anew.next_steps > 0, "{anew:?}");
        check_sums(&later).await;
        let after = computed(&later).await;
        assert_ne!(after, before);

        let first = TestApp::on(engine).await;
        load(&first).await;
        catch_up(&first.app).await.unwrap();
        let first = filled(first, 60).await;
        assert_eq!(after, computed(&first).await);
    }
}

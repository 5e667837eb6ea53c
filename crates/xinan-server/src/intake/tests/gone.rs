//! Ledgers with losses and deaths: what they bring, what they may not say, and how it is undone.

use super::*;
use crate::case::Status;
use crate::tests::{Staff, well_but};

/// Somebody of the clean roster, in care.
const PERSON: [&str; 2] = ["429971198102098078", "汪妹海"];
const NAMES: [&str; 11] = [
    "身份证号",
    "姓名",
    "随访日期",
    "随访方式",
    "失访原因",
    "死亡日期",
    "死亡原因",
    "危险性评估",
    "随访分类",
    "下次随访日期",
    "随访医生",
];

/// One row of the ledger: the columns named, with the day of the visit first.
fn row(on: &str, cells: &[(&str, &str)]) -> Vec<Value> {
    let fixed = [
        ("身份证号", PERSON[0]),
        ("姓名", PERSON[1]),
        ("随访日期", on),
        ("随访方式", "电话"),
        ("随访医生", "李医生"),
    ];
    let said =
        |name: &str| cells.iter().chain(&fixed).find(|(column, _)| *column == name).map(|(_, text)| *text);
    NAMES.map(|name| said(name).map_or(Value::Empty, |text| Value::Text(text.to_owned()))).into()
}

fn seen(on: &str) -> Vec<Value> {
    row(on, &[("危险性评估", "0")])
}

fn lost(on: &str) -> Vec<Value> {
    row(on, &[("失访原因", "走失")])
}

fn died(on: &str, died_on: &str) -> Vec<Value> {
    row(on, &[("死亡日期", died_on), ("死亡原因", "意外")])
}

fn ledger(rows: &[Vec<Value>]) -> Brought {
    written("随访2026", &NAMES.map(str::to_owned), rows.to_vec())
}

/// The roster with this person alone, as it is or with other words in its columns.
fn roster(changes: &[(&str, &str)]) -> Brought {
    let (names, mut rows) = table(&workbook("township-clean", "名册"));
    rows.retain(|row| row[1] == Value::Text(PERSON[1].to_owned()));
    for (name, text) in changes {
        rows[0][names.iter().position(|one| one == name).unwrap()] = Value::Text((*text).to_owned());
    }
    written("名册", &names, rows)
}

async fn head(app: &TestApp) -> (Status, Option<jiff::civil::Date>) {
    let mut tx = app.app.db().read().await.unwrap();
    let scope = xinan_db::Scope::of(Region::parse(TOWNSHIP).unwrap());
    let found = crate::case::search::store::people(&mut tx, &scope, PERSON[1], 5).await.unwrap().unwrap();
    (found[0].head.status, found[0].head.status_on)
}

/// Where the visit of a day is changed.
async fn edit(app: &TestApp, on: &str) -> String {
    let person = app.id_of(PERSON[1]).await;
    let mut tx = app.app.db().read().await.unwrap();
    let visit = "select id from follow_ups where visited_on = $1 and withdrawn_at is null";
    let id = tx.row(visit, &[on.into()]).await.unwrap().unwrap().id("id").unwrap();
    format!("/people/{person}/visits/{}/edit", id.simple())
}

/// Corrects the visit of a day: somebody was seen on that day after all.
async fn correct(app: &TestApp, staff: &Staff, on: &str) {
    let id = xinan_db::new_id().to_string();
    let more = [("visited_on", on), ("visit_id", &id), ("correction_reason", "同名的另一位")];
    staff.post_confirmed(&edit(app, on).await, &well_but(&more)).await.has_status(303);
}

#[tokio::test]
async fn a_loss_in_a_ledger_comes_with_its_visit_and_goes_with_it() {
    for engine in engines() {
        let app = TestApp::on(engine).await;
        let file = ledger(&[seen("2026-02-01"), lost("2026-05-04")]);
        // With the roster at once, as somebody new; or later, as somebody known.
        bring(&app.app, &[roster(&[]), file.clone()], false).await;
        assert_eq!(head(&app).await, (Status::Lost, Some(date(2026, 5, 4))), "{engine:?}");
        let known = TestApp::on(engine).await;
        bring(&known.app, &[roster(&[])], false).await;
        bring(&known.app, std::slice::from_ref(&file), false).await;
        assert_eq!(head(&known).await, (Status::Lost, Some(date(2026, 5, 4))), "{engine:?}");
        assert_eq!(months(&app.app).await, months(&known.app).await);
        {
            let mut tx = app.app.db().read().await.unwrap();
            let tied = "select count(*) as found
                          from case_events e
                          join follow_ups v on v.county_code = e.county_code and v.id = e.visit_id
                         where e.kind = 3 and e.source_id = v.source_id";
            assert_eq!(tx.row(tied, &[]).await.unwrap().unwrap().int("found").unwrap(), 1);
        }

        let staff = app.staff_of(TOWNSHIP).await;
        correct(&app, &staff, "2026-05-04").await;
        assert_eq!(head(&app).await, (Status::Open, None));
        // The same file again does not bring back what was corrected.
        let again = bring(&app.app, std::slice::from_ref(&file), false).await;
        assert_eq!(counts(&again), [(0, 2, 0)], "{engine:?}");
        assert_eq!(head(&app).await, (Status::Open, None));
    }
}

#[tokio::test]
async fn a_death_in_a_ledger_is_undone_by_the_county_office_and_does_not_come_back() {
    for engine in engines() {
        let app = TestApp::on(engine).await;
        let file = ledger(&[seen("2026-02-01"), died("2026-05-04", "2026-05-01")]);
        bring(&app.app, &[roster(&[]), file.clone()], false).await;
        assert_eq!(head(&app).await, (Status::Dead, Some(date(2026, 5, 1))), "{engine:?}");
        let staff = app.staff_of(TOWNSHIP).await;
        staff.get(&edit(&app, "2026-05-04").await).await.has_status(403);
        let county = app.staff_of("429971").await;
        correct(&app, &county, "2026-05-04").await;
        assert_eq!(head(&app).await, (Status::Open, None));
        // Seen since: the row of the death would be refused, were it not there already.
        let again = bring(&app.app, std::slice::from_ref(&file), false).await;
        assert_eq!(counts(&again), [(0, 2, 0)], "{engine:?}");
    }
}

/// What was seen in the register or in a row above, and a death that lies before it.
#[tokio::test]
async fn a_death_before_a_visit_is_refused_wherever_the_two_stand() {
    let before = "2026-06-10 还有随访记录，死亡日期不能更早";
    let after = "已于 2026-06-01 去世，不能再记之后的随访";
    let early = || died("2026-07-01", "2026-06-01");
    for (kept, rows, refused, words) in [
        (vec![seen("2026-06-10")], vec![early()], 1, before),
        (vec![], vec![seen("2026-06-10"), early()], 1, before),
        (vec![], vec![early(), seen("2026-06-10")], 1, after),
        (vec![early()], vec![seen("2026-06-10")], 1, after),
        (vec![seen("2026-05-10")], vec![early(), died("2026-07-05", "2026-06-01")], 0, ""),
        (vec![], vec![lost("2026-06-10"), early()], 0, ""),
        (vec![], vec![seen("2026-06-01"), early()], 0, ""),
    ] {
        let app = TestApp::new().await;
        bring(&app.app, &[roster(&[])], false).await;
        if !kept.is_empty() {
            bring(&app.app, &[ledger(&kept)], false).await;
        }
        let reports = bring(&app.app, &[ledger(&rows)], true).await;
        assert_eq!(reports[0].refused_rows(), refused, "{kept:?} {rows:?}\n{:#?}", reports[0].refused);
        for one in &reports[0].refused {
            assert!(one.message.contains(words), "{one:?}");
            let column = if words == before { "死亡日期" } else { "随访日期" };
            assert_eq!((one.column.as_str(), one.cell.is_empty()), (column, false), "{one:?}");
        }
    }
}

#[tokio::test]
async fn a_roster_with_a_death_before_a_kept_visit_is_refused() {
    let app = TestApp::new().await;
    bring(&app.app, &[roster(&[]), ledger(&[seen("2026-06-10")])], false).await;
    let gone = |on| roster(&[("管理状态", "死亡"), ("死亡日期", on), ("死亡原因", "意外")]);
    let reports = bring(&app.app, &[gone("2026-06-01")], false).await;
    assert_eq!(counts(&reports), [(0, 0, 1)]);
    let one = &reports[0].refused[0];
    assert!(one.column == "死亡日期" && one.message.contains("2026-06-10 还有随访记录"), "{one:?}");
    assert_eq!(head(&app).await.0, Status::Open);
    let reports = bring(&app.app, &[gone("2026-06-10")], false).await;
    assert_eq!((reports[0].changed, head(&app).await.0), (1, Status::Dead));
}

/// Norms N2, items 23 and 24: taken, and what of it is not kept is told at its cell.
#[tokio::test]
async fn class_and_next_day_of_somebody_lost_are_named_in_the_preview() {
    let app = TestApp::new().await;
    bring(&app.app, &[roster(&[])], false).await;
    let filled = [("失访原因", "走失"), ("随访分类", "稳定"), ("下次随访日期", "2026-05-18")];
    let reports = bring(&app.app, &[ledger(&[row("2026-05-04", &filled)])], false).await;
    assert_eq!(counts(&reports), [(1, 0, 0)]);
    let told: Vec<(&str, bool)> =
        reports[0].doubts.iter().map(|one| (one.cell.as_str(), one.message.contains("这一项不存"))).collect();
    assert!(told.contains(&("I4", true)) && told.contains(&("J4", true)), "{:#?}", reports[0].doubts);
}

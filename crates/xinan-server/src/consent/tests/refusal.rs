//! A refusal, gone through: lists, next steps, exports, figures, and the roster that comes again (PROMISES T12).

use std::collections::BTreeSet;

use xinan_documents::intake::{Cell, Limits, read};
use xinan_documents::table::{Column, Kind, Table, Value};

use super::*;
use crate::intake::job::work_once;

/// What stands in the cells of a workbook.
fn cells(answer: &Answer) -> BTreeSet<String> {
    let book = read(&answer.bytes, "roster.xlsx", &Limits::default()).unwrap();
    book.sheets.iter().flat_map(|sheet| &sheet.rows).flat_map(|row| &row.cells).map(Cell::text).collect()
}

/// The people of the month rows of this month who refused, who agree, and the visits due this year.
async fn this_month(app: &TestApp) -> (i64, i64) {
    let mut tx = app.app.db().read().await.unwrap();
    let sql =
        "select cast(sum(refused_consent) as bigint) as refused, cast(sum(consented) as bigint) as consented
                 from case_months
                where month = (select max(month) from case_months)";
    let row = tx.row(sql, &[]).await.unwrap().unwrap();
    (row.int("refused").unwrap(), row.int("consented").unwrap())
}

#[tokio::test]
async fn a_withdrawal_stops_the_routine_and_lists_at_once_and_nothing_else() {
    for engine in engines() {
        let (app, page) = somebody(engine).await;
        neighbour(&app).await;
        let (doctor, staff) = (app.staff_of(VILLAGE).await, app.staff_of(TOWNSHIP).await);
        // Before: overdue for the first visit, in the workbook, and counted as having agreed.
        doctor.get("/").await.shows(NAME);
        doctor.get(&page).await.shows("首次随访").shows("年度健康体检");
        let book = cells(&staff.takes_out(&app, COUNTY, "/people.xlsx").await.has_status(200));
        assert!(book.contains(NAME) && book.contains("单小曾"), "{engine:?}");
        staff.get("/people").await.hides("不会列入文件");
        assert_eq!(this_month(&app).await, (0, 2), "{engine:?}");

        record(&doctor, &page, FIRST, &BACK).await.has_status(303);

        // Today's work waits for nobody who has said no; the other stays.
        doctor.get("/").await.hides(NAME).shows("单小曾");
        let person = doctor.get(&page).await.shows("已撤回参加管理服务的同意");
        let person = person.hides("首次随访").hides("年度健康体检");
        // The offer after half a year is the one thing that is planned, and it is the care group's.
        person
            .shows("再问一次意愿")
            .shows("2027-05-21")
            .shows("关爱帮扶小组")
            .shows("记下意愿")
            .shows("停下的");
        // What goes on is said too.
        let list = doctor.get(&format!("{page}/consents")).await;
        list.shows("看病、吃药、免费服药和各项补助").shows("关爱帮扶小组的问候").shows("2026-11-21起不同意");
        let book = cells(&staff.takes_out(&app, COUNTY, "/people.xlsx").await.has_status(200));
        assert!(!book.contains(NAME) && book.contains("单小曾"), "{engine:?}");
        assert!(book.iter().any(|cell| cell.contains("另有 1 人暂未同意参加管理")), "{book:?}");
        staff.get("/people").await.shows("暂未同意参加管理的 1 人不会列入文件").shows(NAME);
        assert_eq!(this_month(&app).await, (1, 1), "{engine:?}");

        // Half a year later it is time to ask again, in gentle words; and no sooner.
        let app = app.days_later(180).await;
        app.staff_of(VILLAGE).await.get("/").await.shows(NAME).shows("记下意愿").hides("拒绝");
    }
}

/// Asked again and not decided: the next offer waits another half a year, and nothing else changes.
#[tokio::test]
async fn an_offer_is_answered_or_left_open() {
    let (app, page) = somebody(xinan_db::Engine::Sqlite).await;
    let doctor = app.staff_of(VILLAGE).await;
    let early = with(FIRST, &BACK, &[("decided_on", "2026-05-20")]);
    doctor.post(&format!("{page}/consents/new"), &early).await.has_status(303);
    doctor.get("/").await.shows(NAME).shows("记下意愿");
    doctor.get(&page).await.shows("2026-11-20");
    let undecided = with(SECOND, &BACK, &[("decision", "3")]);
    doctor.post(&format!("{page}/consents/new"), &undecided).await.has_status(303);
    doctor.get("/").await.hides(NAME);
    doctor.get(&page).await.shows("2027-05-21").shows("已撤回参加管理服务的同意");
    // Agreed in the end: the routine is back at the next request.
    let given = with(
        "019aa000000070008000000000000003",
        &BACK,
        &[("decision", "1"), ("letter", "management-2026-1")],
    );
    doctor.post(&format!("{page}/consents/new"), &given).await.has_status(303);
    doctor.get(&page).await.shows("已同意参加管理服务").shows("首次随访").hides("停下的");
    doctor.get("/").await.shows(NAME);
}

/// A no to the examination stops the examination alone.
#[tokio::test]
async fn who_declines_the_examination_is_visited_as_before() {
    let (app, page) = somebody(xinan_db::Engine::Sqlite).await;
    let doctor = app.staff_of(VILLAGE).await;
    let no = with(FIRST, &BACK, &[("subject", "3"), ("decision", "0")]);
    doctor.post(&format!("{page}/consents/new"), &no).await.has_status(303);
    doctor
        .get(&page)
        .await
        .shows("首次随访")
        .hides("年度健康体检")
        .shows("按本人意愿停下的：每年一次的健康体检");
    doctor.get("/").await.shows(NAME);
}

/// A roster of the person with these two columns.
fn roster(form: &xinan_domain::supplement::Supplement, consent: &str, signed_on: &str) -> Vec<u8> {
    let pairs = [
        ("姓名", form.name.as_str()),
        ("身份证号", form.identity_number.as_str()),
        ("村（居）委会", VILLAGE),
        ("目前诊断", "精神分裂症"),
        ("确诊日期", "2020-06-15"),
        ("知情同意", consent),
        ("知情同意签字时间", signed_on),
    ];
    let pairs: Vec<(&str, &str)> = pairs.into_iter().filter(|(_, text)| !text.is_empty()).collect();
    let table = Table {
        name: "名册".to_owned(),
        title: "名册".to_owned(),
        subtitle: String::new(),
        columns: pairs.iter().map(|(name, _)| Column::new(*name, 20.0, Kind::IdentityText)).collect(),
        rows: vec![pairs.iter().map(|(_, text)| Value::Text((*text).to_owned())).collect()],
        written_at: jiff::civil::datetime(2026, 11, 21, 9, 0, 0, 0),
        cover: None,
    };
    table.workbook(xinan_domain::text::Lang::Zh).unwrap()
}

#[tokio::test]
async fn a_roster_that_comes_again_does_not_undo_what_was_said_to_our_face() {
    for engine in engines() {
        let (app, page) = somebody(engine).await;
        let staff = app.staff_of(TOWNSHIP).await;
        record(&staff, &page, FIRST, &BACK).await.has_status(303);
        let form = person(NAME, VILLAGE, 0).supplement;
        let bring = async |consent: &str, signed_on: &str| {
            let file = roster(&form, consent, signed_on);
            let upload = staff.upload("/import", &[("名册.xlsx", &file)]).await.has_status(303).location;
            while work_once(&app.app).await.unwrap() {}
            let plan = staff.get(&upload).await.has_status(200);
            staff.post(&upload, &[("do", "all")]).await;
            while work_once(&app.app).await.unwrap() {}
            plan.text
        };
        // Signed long ago, and without a day: both know less than the entry.
        for signed_on in ["2020-06-20", ""] {
            let plan = bring("同意参加管理", signed_on).await;
            assert!(plan.contains("已记录本人不同意或撤回"), "{engine:?} {signed_on}: {plan}");
            staff.get(&page).await.shows("已撤回参加管理服务的同意");
        }
    }
}

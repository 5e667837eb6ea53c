//! That others were told, through the front door.

use jiff::civil::date;
use xinan_db::testing::engines;

use crate::case::event::{Event, EventKind};
use crate::seed;
use crate::tests::{Staff, TestApp, person, well_but};

const VILLAGE: &str = "429971101209";
const TOWNSHIP: &str = "429971101";
const NAME: &str = "李春生";
const ID: &str = "019aa000-0000-7000-8000-000000000001";
const OTHER_ID: &str = "019aa000-0000-7000-8000-000000000002";
const TOLD: [(&str, &str); 3] = [("told_on", "1120"), ("told_to", "1"), ("told_to", "4")];
const REPORT: &str = "书面报告失访，请各方帮助寻找";
const TELL: &str = "告知关爱帮扶小组，一起上门";

/// The part of a person's page that says what is next.
async fn next(staff: &Staff, page: &str) -> String {
    let text = staff.get(page).await.has_status(200).text;
    text.split("id=\"next\"").nth(1).unwrap().split("</section>").next().unwrap().to_owned()
}

#[track_caller]
fn check(next: &str, says: &[&str], hides: &[&str]) {
    for text in says {
        assert!(next.contains(text), "«{text}» is missing in: {next}");
    }
    for text in hides {
        assert!(!next.contains(text), "«{text}» must not be in: {next}");
    }
}

/// How many notes hold.
async fn held(app: &TestApp) -> i64 {
    let mut tx = app.app.db().read().await.unwrap();
    let sql = "select count(*) as found from case_events where kind in (7, 8) and withdrawn_at is null";
    tx.row(sql, &[]).await.unwrap().unwrap().int("found").unwrap()
}

fn lost<'a>(id: &'a str, more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut pairs = vec![("visit_id", id), ("mode", "3"), ("doctor", "王医生"), ("lost_reason", "3")];
    pairs.extend(more);
    pairs
}

fn grave<'a>(id: &'a str, more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let changes = [("risk", "3"), ("symptoms", "1"), ("severity", "3"), ("insight", "3"), ("visit_id", id)];
    let mut pairs = well_but(&changes);
    pairs.retain(|(name, _)| more.iter().all(|(other, _)| other != name));
    pairs.extend(more);
    pairs
}

async fn with_lost(engine: xinan_db::Engine) -> (TestApp, Staff, String) {
    let app = TestApp::on(engine).await;
    app.add(VILLAGE, &[NAME]).await;
    let staff = app.staff_of(TOWNSHIP).await;
    let page = format!("/people/{}", app.id_of(NAME).await);
    let visit = lost(ID, &[("visited_on", "2026-11-19")]);
    staff.post(&format!("{page}/visits"), &visit).await.has_status(303);
    (app, staff, page)
}

/// 工作规范 失访: reported once, and asked for no more.
#[tokio::test]
async fn a_report_of_a_loss_is_noted_once_and_ends_the_duty() {
    for engine in engines() {
        let (app, staff, page) = with_lost(engine).await;
        let at = format!("{page}/notices/loss");
        check(&next(&staff, &page).await, &[REPORT, "立即", "记已报告", &at], &[]);
        staff.get(&at).await.has_status(200).shows("2026-11-19起失访").shows("派出所");
        for _ in 0..2 {
            let done = format!("{page}?done=notice");
            staff.post(&at, &TOLD).await.has_status(303).leads_to(&done);
        }
        staff.get(&format!("{page}?done=notice")).await.shows("已记下，不再提醒");
        let said = "已书面报告失访：2026-11-20，关爱帮扶小组、派出所（王医生 记）";
        check(&next(&staff, &page).await, &[said, "也已报告"], &[REPORT, "立即"]);
        assert_eq!((held(&app).await, app.entries("notice.recorded").await), (1, 1), "{engine:?}");
        staff.get(&at).await.has_status(200).shows(said).shows("notice_reason");
        staff.get(&format!("{page}/access")).await.shows("记报告、告知");
    }
}

#[tokio::test]
async fn a_note_that_is_a_mistake_is_taken_back_with_a_reason() {
    let (app, staff, page) = with_lost(xinan_db::Engine::Sqlite).await;
    let at = format!("{page}/notices/loss");
    let back = format!("{at}/withdrawal");
    // Nothing noted, nothing to take back.
    staff.post(&back, &[("notice_reason", "记错了")]).await.has_status(303).leads_to(&page);
    staff.post(&at, &TOLD).await.has_status(303);
    let long = "记".repeat(201);
    staff.post(&back, &[]).await.has_status(422);
    staff.post(&back, &[("notice_reason", &long)]).await.has_status(422).shows("最多 200 个字").shows(&long);
    assert_eq!(held(&app).await, 1);
    let done = format!("{page}?done=notice_withdrawn");
    staff.post(&back, &[("notice_reason", "记到了别人名下")]).await.has_status(303).leads_to(&done);
    check(&next(&staff, &page).await, &[REPORT, "立即"], &[]);
    assert_eq!((held(&app).await, app.entries("notice.withdrawn").await), (0, 1));
}

#[tokio::test]
async fn a_day_and_somebody_who_was_told_are_asked_for() {
    let (app, staff, page) = with_lost(xinan_db::Engine::Sqlite).await;
    let at = format!("{page}/notices/loss");
    for (day, said) in [
        ("", "请填实际报告或告知的那一天"),
        ("改天", "不是一个能识别的日期"),
        ("2026-11-22", "日期晚于今天"),
        ("2026-11-18", "不能早于 2026-11-19"),
    ] {
        let answer = staff.post(&at, &[("told_on", day)]).await.has_status(422);
        answer.shows(said).shows("请至少选一个").shows(&format!("value=\"{day}\""));
    }
    assert_eq!(held(&app).await, 0);
    app.staff_of("429971102").await.get(&at).await.has_status(404);
    staff.get(&format!("{page}/notices/other")).await.has_status(404);
    // Nobody was graded three: there is nothing to tell the group.
    staff.get(&format!("{page}/notices/group")).await.has_status(303).leads_to(&page);
}

/// It goes with the loss; whoever mends a word of the visit need not report again.
#[tokio::test]
async fn a_report_holds_as_long_as_its_loss() {
    let (app, staff, page) = with_lost(xinan_db::Engine::Sqlite).await;
    let visit = |id: &str| format!("{page}/visits/{}", id.replace('-', ""));
    staff.post(&format!("{page}/notices/loss"), &TOLD).await.has_status(303);
    let mended = lost(OTHER_ID, &[("visited_on", "2026-11-20"), ("note", "邻居也不知道")]);
    staff.post(&format!("{}/edit", visit(ID)), &mended).await.has_status(303);
    check(&next(&staff, &page).await, &["已书面报告失访：2026-11-20"], &[REPORT]);
    assert_eq!(held(&app).await, 1);
    let back = format!("{}/withdrawal", visit(OTHER_ID));
    staff.post(&back, &[("withdrawal_reason", "记到了别人名下")]).await.has_status(303);
    assert_eq!(held(&app).await, 0);
    check(&next(&staff, &page).await, &[], &["已书面报告失访"]);
    // Lost anew, reported anew.
    let again = lost("019aa000-0000-7000-8000-000000000003", &[("visited_on", "2026-11-21")]);
    staff.post(&format!("{page}/visits"), &again).await.has_status(303);
    check(&next(&staff, &page).await, &[REPORT, "立即"], &[]);
}

/// A visit of a loss that turns out to have met somebody takes the report with it.
#[tokio::test]
async fn a_report_is_withdrawn_when_the_visit_met_somebody_after_all() {
    let (app, staff, page) = with_lost(xinan_db::Engine::Sqlite).await;
    staff.post(&format!("{page}/notices/loss"), &TOLD).await.has_status(303);
    let seen = well_but(&[("visit_id", OTHER_ID), ("visited_on", "2026-11-19")]);
    staff.post(&format!("{page}/visits/{}/edit", ID.replace('-', "")), &seen).await.has_status(303);
    assert_eq!(held(&app).await, 0);
    check(&next(&staff, &page).await, &[], &["已书面报告失访", REPORT]);
}

/// Of a roster's loss one may have reported before the roster came; the note goes with the correction.
#[tokio::test]
async fn the_report_of_a_rosters_loss_goes_with_its_correction() {
    let app = TestApp::new().await;
    let mut one = person(NAME, VILLAGE, 0);
    one.events.push(Event::plain(EventKind::Lost, date(2026, 6, 30)));
    seed::fill(&app.app, std::iter::once(one), std::iter::empty(), |_| {}).await.unwrap();
    let page = format!("/people/{}", app.id_of(NAME).await);
    let staff = app.staff_of(TOWNSHIP).await;
    let early = [("told_on", "2026-06-12"), ("told_to", "2")];
    staff.post(&format!("{page}/notices/loss"), &early).await.has_status(303);
    check(&next(&staff, &page).await, &["已书面报告失访：2026-06-12，乡镇（街道）"], &[REPORT]);
    let reason = [("standing_reason", "名册记的是同名的另一位")];
    staff.post(&format!("{page}/standing/loss"), &reason).await.has_status(303);
    assert_eq!(held(&app).await, 0);
    staff.get(&format!("{page}/visits")).await.shows("失访（2026-06-30）").hides("已书面报告失访");
}

/// 工作规范 分类干预: told of each visit that graded three or more.
#[tokio::test]
async fn the_care_group_is_told_of_each_grave_visit() {
    let app = TestApp::with_people(VILLAGE, &[NAME]).await;
    let staff = app.staff_of(VILLAGE).await;
    let page = format!("/people/{}", app.id_of(NAME).await);
    let at = format!("{page}/notices/group");
    let first = grave(ID, &[("visited_on", "2026-11-20")]);
    staff.post(&format!("{page}/visits"), &first).await.has_status(303);
    check(&next(&staff, &page).await, &[TELL, "记已告知", &at], &[]);
    staff.post(&at, &TOLD).await.has_status(303);
    check(&next(&staff, &page).await, &["已告知帮扶小组：2026-11-20，关爱帮扶小组、派出所"], &[TELL]);
    // A word mended: told already.
    let mended = grave(OTHER_ID, &[("visited_on", "2026-11-20"), ("note", "家人陪着")]);
    staff.post(&format!("{page}/visits/{}/edit", ID.replace('-', "")), &mended).await.has_status(303);
    check(&next(&staff, &page).await, &["已告知帮扶小组"], &[TELL]);
    // Another visit at that grade: told again.
    let second = grave("019aa000-0000-7000-8000-000000000003", &[("visited_on", "2026-11-21")]);
    staff.post(&format!("{page}/visits"), &second).await.has_status(303);
    check(&next(&staff, &page).await, &[TELL], &["已告知帮扶小组"]);
    assert_eq!(held(&app).await, 1);
}

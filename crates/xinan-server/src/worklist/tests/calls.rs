//! What was said on the telephone stands on the line, and moves nobody out of sight, on both engines.

use jiff::civil::Date;
use xinan_db::testing::engines;
use xinan_domain::contact::CallOutcome;

use super::groups::{check, registered, with};
use super::*;
use crate::tests::Staff;

/// Five who are overdue, in the order of their days, and two who are due later.
const NAMES: [&str; 7] = ["李春生", "王小明", "张桂兰", "赵国庆", "周大山", "吴建国", "孙丽华"];

fn people() -> Vec<seed::Person> {
    let on = |day| date(2026, 10, day);
    let days: [Date; 7] = [on(1), on(2), on(3), on(4), on(5), date(2026, 11, 20), date(2026, 11, 21)];
    NAMES.iter().zip(days).enumerate().map(|(at, (name, on))| registered(name, at, on)).collect()
}

async fn call(app: &TestApp, staff: &Staff, name: &str, outcome: &str, next_on: &str) {
    let contact = xinan_db::new_id().to_string();
    let call = [("contact_id", contact.as_str()), ("outcome", outcome), ("next_on", next_on)];
    let at = format!("/people/{}/contacts", app.id_of(name).await);
    staff.post(&at, &call).await.has_status(303);
}

/// The line of somebody on the first page.
async fn line(staff: &Staff, name: &str) -> String {
    let page = staff.get("/").await.has_status(200).text;
    let mut lines = page.split("<li").filter(|line| line.contains(&format!(">{name}<")));
    lines.next().unwrap_or_default().to_owned()
}

/// Whoever asked to be called on another day, is away or does not wish to be visited was heard: they come after the
/// others of their group, and the line says what they said. Nobody knows where somebody who moved is, so that
/// comes first.
#[tokio::test]
async fn what_was_said_stands_on_the_line_and_nobody_is_rung_up_as_if_it_were_not() {
    for engine in engines() {
        let (app, staff) = with(engine, people()).await;
        check(&staff, [&[], &NAMES[..5], &[], &[]], &NAMES).await;
        call(&app, &staff, "李春生", "2", "2026-11-24").await;
        call(&app, &staff, "王小明", "4", "2027-01-15").await;
        call(&app, &staff, "张桂兰", "5", "").await;
        call(&app, &staff, "赵国庆", "6", "").await;
        let expected: [&[&str]; 4] = [&["张桂兰"], &["周大山", "李春生", "王小明", "赵国庆"], &[], &[]];
        check(&staff, expected, &NAMES).await;
        for (name, when, said) in [
            ("李春生", "过期 37 天", "11月21日说改天再打，11月24日再联系；"),
            ("王小明", "过期 36 天", "11月21日说外出，2027-01-15再联系；"),
            ("张桂兰", "立即", "11月21日说已搬走，请问清搬到哪里；"),
            ("赵国庆", "过期 34 天", "11月21日说不愿意，先不打扰，2027-05-21再问；"),
        ] {
            let line = line(&staff, name).await;
            assert!(line.contains(when) && line.contains(said), "{engine:?} {line}");
        }
        // 立即 stands where the days would.
        let moved = line(&staff, "张桂兰").await;
        assert!(moved.contains("随访过期 35 天") && moved.contains("记联系"), "{engine:?} {moved}");
        let english = staff.in_english().get("/").await.text;
        for said in [
            "on 21 Nov: call another day, call again on 24 Nov",
            "on 21 Nov: moved away, ask where to; ",
            "on 21 Nov: does not wish to, leave it; ask again on 2027-05-21",
        ] {
            assert!(english.contains(said), "{said}: {english}");
        }
        // Where to is to be asked in a week: no longer at once.
        call(&app, &staff, "张桂兰", "5", "2026-11-28").await;
        let expected: [&[&str]; 4] = [&[], &["周大山", "李春生", "王小明", "张桂兰", "赵国庆"], &[], &[]];
        check(&staff, expected, &NAMES).await;
        assert!(line(&staff, "张桂兰").await.contains("11月21日说已搬走，11月28日再问搬到哪里"));
    }
}

/// What is to be done at once comes before a call that is late, however long.
#[tokio::test]
async fn what_is_to_be_done_at_once_comes_before_who_is_late() {
    for engine in engines() {
        let mut people = people();
        people[0].contacts.push((date(2026, 10, 26), CallOutcome::NotReached));
        let (app, staff) = with(engine, people).await;
        check(&staff, [&["李春生"], &NAMES[1..5], &[], &[]], &NAMES).await;
        call(&app, &staff, "孙丽华", "5", "").await;
        check(&staff, [&["孙丽华", "李春生"], &NAMES[1..5], &[], &[]], &NAMES).await;
    }
}

/// Who is not due yet and asks to be called on a day is on the list of that day, and called overdue after it.
#[tokio::test]
async fn a_day_to_call_that_was_asked_for_is_the_next_step_before_the_due_day() {
    for engine in engines() {
        let (app, staff) = with(engine, people()).await;
        call(&app, &staff, "吴建国", "2", "2026-11-21").await;
        call(&app, &staff, "孙丽华", "6", "2026-11-25").await;
        check(&staff, [&[], &NAMES[..5], &["吴建国"], &["孙丽华"]], &NAMES).await;
        let theirs = staff.get(&format!("/people/{}", app.id_of("孙丽华").await)).await.has_status(200);
        theirs.shows("尊重意愿，先不打扰").shows("还有 4 天").hides("再联系一次").hides("没有联系上");
        let theirs = staff.get(&format!("/people/{}", app.id_of("吴建国").await)).await.has_status(200);
        theirs.shows("11月21日再打一次").hides("没有联系上");
    }
}

/// A missed day to call is no overdue visit, also where something is to be done at once.
#[tokio::test]
async fn a_missed_call_is_not_called_an_overdue_visit() {
    let app = TestApp::with_people(VILLAGE, &["李春生"]).await;
    let path = format!("/people/{}", app.id_of("李春生").await);
    let staff = app.staff_of("429971101").await;
    let mut grave = vec![("visit_id", "019aa000000070008000000000000001"), ("risk", "4"), ("symptoms", "1")];
    grave.extend([("severity", "3"), ("insight", "3"), ("next_on", "")]);
    staff.post(&format!("{path}/visits"), &well_but(&grave)).await.has_status(303);
    let app = app.days_later(1).await;
    let staff = app.staff_of("429971101").await;
    call(&app, &staff, "李春生", "2", "2026-11-23").await;
    let app = app.days_later(5).await;
    let staff = app.staff_of("429971101").await;
    let said = line(&staff, "李春生").await;
    assert!(said.contains("立即") && said.contains("原定 11月23日再联系"), "{said}");
    assert!(!said.contains("随访过期"), "{said}");
    staff.get("/people?overdue=1").await.hides("李春生");
    staff.get("/people").await.shows("李春生").shows("还有 ").hides("过期 ");
    // After the day of the class the visit is late too, by the days since then.
    let app = app.days_later(20).await;
    let staff = app.staff_of("429971101").await;
    staff.get("/people?overdue=1").await.shows("李春生");
    let said = line(&staff, "李春生").await;
    assert!(said.contains("原定 11月23日再联系") && said.contains("随访过期"), "{said}");
}

/// An agreed day that is past says so, and does not read as if it were to come.
#[tokio::test]
async fn an_agreed_day_that_is_past_is_called_past() {
    for engine in engines() {
        let (app, staff) = with(engine, people()).await;
        call(&app, &staff, "李春生", "1", "2026-11-22").await;
        assert!(line(&staff, "李春生").await.contains("约在 11月22日"), "{engine:?}");
        let app = app.days_later(4).await;
        let line = line(&app.staff_of("429971101").await, "李春生").await;
        assert!(line.contains("原约在 11月22日，还没有记随访") && line.contains("过期 3 天"), "{line}");
    }
}

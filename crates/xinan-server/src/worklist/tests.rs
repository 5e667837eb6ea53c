//! The first page through the front door.

use jiff::civil::date;

use crate::case::event::{Event, EventKind};
use crate::seed;
use crate::tests::{TestApp, person, well_but};

mod calls;
mod groups;

const VILLAGE: &str = "429971101209";

/// Names of people, so many that the first page does not show all of them.
fn names(count: usize) -> Vec<String> {
    (0..count).map(|at| format!("李春{}", char::from_u32(0x4e00 + at as u32).unwrap())).collect()
}

#[tokio::test]
async fn a_group_is_headed_with_how_many_there_are_not_how_many_are_shown() {
    let names = names(23);
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let app = TestApp::with_people(VILLAGE, &names).await;
    let answer = app.staff_of("429971101").await.get("/").await.has_status(200);
    let heading =
        answer.text.split("id=\"group-overdue\"").nth(1).unwrap().split("</header>").next().unwrap();
    assert!(heading.contains("23 位"), "{heading}");
    answer.shows("全部 23 位");
}

/// 在册 is one thing on every page: whoever is lost is on the register, whoever died is not.
#[tokio::test]
async fn the_register_counts_the_lost_and_not_the_dead() {
    let app = TestApp::with_people(VILLAGE, &["李春生"]).await;
    let gone = [(EventKind::Lost, "单小曾"), (EventKind::Died, "周桂兰")];
    let people = gone.into_iter().enumerate().map(|(at, (kind, name))| {
        let mut person = person(name, VILLAGE, at + 1);
        person.events.push(Event::plain(kind, date(2026, 10, 9)));
        person
    });
    seed::fill(&app.app, people, std::iter::empty(), |_| {}).await.unwrap();
    let staff = app.staff_of("429971101").await;
    staff.get("/").await.has_status(200).shows("在册 2 人，本季度已随访 0 人");
    staff.get("/stats").await.has_status(200).shows("在册 2 人");
}

/// Counts are remembered between two changes, and a visit is one: whoever asked before is told the new ones.
#[tokio::test]
async fn a_visit_is_counted_at_once_for_whoever_looked_before() {
    let app = TestApp::with_people(VILLAGE, &["李春生"]).await;
    let id = app.id_of("李春生").await;
    let (county, staff) = (app.staff_of("429971").await, app.staff_of("429971101").await);
    county.get("/").await.shows("本季度已随访 0 人");
    county.get("/people?overdue=1").await.shows("李春生");
    county.get("/stats").await.shows("在册 1 人");
    let mut visit = well_but(&[]);
    visit.push(("visit_id", "019aa000-0000-7000-8000-000000000001"));
    staff.post(&format!("/people/{id}/visits"), &visit).await.has_status(303);
    county.get("/").await.shows("本季度已随访 1 人");
    county.get("/people?overdue=1").await.hides("李春生");
}

#[tokio::test]
async fn every_line_can_call_and_record_at_once() {
    let app = TestApp::with_people(VILLAGE, &["李春生"]).await;
    let id = app.id_of("李春生").await;
    for address in ["/", "/?group=overdue&page=1"] {
        let answer = app.staff_of("429971101").await.get(address).await.has_status(200);
        answer.shows("href=\"tel:13835737167\"").shows(&format!("/people/{id}/visits/new"));
    }
}

/// What the line of somebody overdue says after a call on the day of the test, and how late it is.
async fn line_after_a_call(outcome: &str, when: &str) -> String {
    let app = TestApp::with_people(VILLAGE, &["李春生"]).await;
    let id = app.id_of("李春生").await;
    let staff = app.staff_of("429971101").await;
    let call = [
        ("contact_id", "019aa000-0000-7000-8000-000000000001"),
        ("outcome", outcome),
        ("next_on", "2026-11-22"),
        ("note", ""),
    ];
    staff.post(&format!("/people/{id}/contacts"), &call).await.has_status(303);
    let page = staff.get("/").await.has_status(200).shows(when).text;
    page.split("data-row").nth(1).unwrap().split("</li>").next().unwrap().to_owned()
}

/// Beside the due day, which the call leaves as it is, the line says when nobody was reached and when to call
/// again; a day that somebody agreed to is called so, and no other.
#[tokio::test]
async fn a_line_says_why_somebody_needs_attention() {
    let not_reached = line_after_a_call("3", "过期 2336 天").await;
    assert!(
        not_reached.contains("11月21日打不通，11月22日再联系；新建档或新迁入，2 周内首次随访"),
        "{not_reached}"
    );
    assert!(!not_reached.contains("约在"), "{not_reached}");
    let agreed = line_after_a_call("1", "还有 1 天").await;
    assert!(agreed.contains("约在 11月22日") && !agreed.contains("打不通"), "{agreed}");
}

#[tokio::test]
async fn a_county_reads_the_township_beside_the_village_and_a_township_does_not() {
    let app = TestApp::with_people(VILLAGE, &["李春生"]).await;
    app.staff_of("429971").await.get("/").await.shows("岁 · 清溪镇");
    app.staff_of("429971101").await.get("/").await.hides("岁 · 清溪镇");
}

/// Whoever is to be referred, and of whom the care group is to be told, stands first from the visit on,
/// whenever the next visit is due, until it was done.
#[tokio::test]
async fn what_is_to_be_done_at_once_stands_first_until_it_was_done() {
    let app = TestApp::with_people(VILLAGE, &["李春生"]).await;
    let id = app.id_of("李春生").await;
    let staff = app.staff_of("429971101").await;
    let first = async || {
        let page = staff.get("/").await.has_status(200).text;
        let group = page.split("id=\"group-first\"").nth(1).unwrap_or_default();
        group.split("</section>").next().unwrap().to_owned()
    };
    let visit = |id: &'static str, more: &[(&'static str, &'static str)]| {
        let mut grave =
            vec![("visit_id", id), ("risk", "4"), ("symptoms", "1"), ("severity", "3"), ("insight", "3")];
        grave.extend_from_slice(more);
        well_but(&grave)
    };
    const ONE: &str = "019aa000-0000-7000-8000-000000000001";
    const OTHER: &str = "019aa000-0000-7000-8000-000000000002";
    let answer = staff.post(&format!("/people/{id}/visits"), &visit(ONE, &[])).await;
    answer.has_status(303);
    let line = first().await;
    assert!(line.contains("李春生") && line.contains("立即") && line.contains("还没有转诊"), "{line}");

    let referred = visit(
        OTHER,
        &[("referral", "2"), ("referral_reason", "病情不稳定"), ("referral_to", "县医院精神科")],
    );
    let edit = format!("/people/{id}/visits/{}/edit", ONE.replace('-', ""));
    staff.post(&edit, &referred).await.has_status(303);
    let line = first().await;
    assert!(line.contains("立即") && line.contains("告知关爱帮扶小组"), "{line}");

    let told = [("told_on", "2026-11-21"), ("told_to", "1")];
    staff.post(&format!("/people/{id}/notices/group"), &told).await.has_status(303);
    assert!(!first().await.contains("李春生"));
}

/// 打不通, 外出, 改天再打, 已搬走 and 不愿意 agree to nothing: whoever is overdue stays so, with or without a day to
/// call again, and however often it is said.
#[tokio::test]
async fn a_call_without_an_agreement_leaves_nobody_out_of_the_overdue() {
    let app = TestApp::with_people(VILLAGE, &["李春生"]).await;
    let id = app.id_of("李春生").await;
    let staff = app.staff_of("429971101").await;
    let late = staff.get("/").await.text;
    // First visit due on 29 June 2020, two weeks after the record was made.
    assert!(late.contains("group-overdue") && late.contains("过期 2336 天"), "{late}");
    let calls = [
        ("2", ""),
        ("3", ""),
        ("3", "2026-11-21"),
        ("4", ""),
        ("4", "2026-11-25"),
        ("5", "2026-11-25"),
        ("6", "2026-11-25"),
    ];
    for (at, (outcome, next_on)) in calls.into_iter().enumerate() {
        let contact = format!("019aa000-0000-7000-8000-00000000000{at}");
        let call = [("contact_id", contact.as_str()), ("outcome", outcome), ("next_on", next_on)];
        staff.post(&format!("/people/{id}/contacts"), &call).await.has_status(303);
        staff.get("/").await.shows("group-overdue").shows("过期 2336 天").hides("约在");
        staff.get(&format!("/people/{id}")).await.shows("过期 2336 天").hides("已约定的日期");
    }
}

//! Visits through the front door.

use crate::tests::{Staff, TestApp};

const VILLAGE: &str = "429971101209";
const TOWNSHIP: &str = "429971101";

/// The form of somebody who is well, seen at home on the day of the test.
const WELL: [(&str, &str); 22] = [
    ("visited_on", "2026-11-21"),
    ("mode", "2"),
    ("met", "1"),
    ("risk", "0"),
    ("severity", "1"),
    ("insight", "1"),
    ("sleep", "1"),
    ("diet", "1"),
    ("self_care", "1"),
    ("housework", "1"),
    ("work", "9"),
    ("learning", "1"),
    ("social", "2"),
    ("incidents", "7"),
    ("confinement", "1"),
    ("hospital", "0"),
    ("labs", "1"),
    ("adherence", "4"),
    ("adverse", "9"),
    ("effect", "2"),
    ("referral", "1"),
    ("doctor", "王医生"),
];

/// The form with some answers changed or added.
fn form<'a>(id: &'a str, changes: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut pairs: Vec<(&str, &str)> = vec![("visit_id", id)];
    pairs.extend(WELL.iter().filter(|(name, _)| changes.iter().all(|(other, _)| other != name)));
    pairs.extend(changes);
    pairs
}

const ID: &str = "019aa000-0000-7000-8000-000000000001";
const OTHER_ID: &str = "019aa000-0000-7000-8000-000000000002";

async fn app() -> (TestApp, Staff, String) {
    let app = TestApp::with_people(VILLAGE, &["李春生", "周桂兰"]).await;
    let staff = app.staff_of(TOWNSHIP).await;
    let person = format!("/people/{}", app.id_of("李春生").await);
    (app, staff, person)
}

/// 二（三）3: 稳定, 3 个月时随访.
#[tokio::test]
async fn a_visit_to_somebody_who_is_well_sets_the_next_in_three_months() {
    let (app, staff, person) = app().await;
    let answer = staff.post(&format!("{person}/visits"), &form(ID, &[])).await.has_status(303);
    answer.leads_to(&format!("{person}?done=visit"));
    staff.get(&person).await.has_status(200).shows("稳定").shows("2027-02-21");
    assert_eq!(app.entries("follow_up.recorded").await, 1);
}

#[tokio::test]
async fn the_same_form_sent_twice_is_one_visit() {
    let (app, staff, person) = app().await;
    for _ in 0..3 {
        staff.post(&format!("{person}/visits"), &form(ID, &[])).await.has_status(303);
    }
    staff.get(&format!("{person}/visits")).await.has_status(200).shows("共随访 1 次");
    assert_eq!(app.entries("follow_up.recorded").await, 1);
}

#[tokio::test]
async fn a_refused_form_keeps_what_was_typed_and_says_everything_at_once() {
    let (_app, staff, person) = app().await;
    let changes =
        [("risk", "7"), ("adherence", "1"), ("note", "夜里醒一次，种上了蒜"), ("visited_on", "2026-11-22")];
    let answer = staff.post(&format!("{person}/visits"), &form(ID, &changes)).await.has_status(422);
    answer
        .shows("“7”不在可选范围内")
        .shows("填了在用药，请写上药名和用法")
        .shows("晚于今天")
        .shows("夜里醒一次，种上了蒜")
        .shows("错误：李春生");
    staff.get(&format!("{person}/visits")).await.shows("共随访 0 次");
}

#[tokio::test]
async fn class_and_due_day_are_computed_while_typing_with_their_reason() {
    let (_app, staff, person) = app().await;
    let judge = format!("{person}/visits/judge");
    staff.post(&judge, &form(ID, &[("risk", "4")])).await.has_status(200).shows("不稳定").shows("4 级");
    staff.post(&judge, &form(ID, &[])).await.shows("稳定").shows("2027-02-21");
    staff.post(&judge, &[]).await.has_status(200).shows("项要填");
}

#[tokio::test]
async fn another_class_than_computed_needs_a_reason() {
    let (_app, staff, person) = app().await;
    let address = format!("{person}/visits");
    let without = form(ID, &[("insight", "2"), ("stability", "3")]);
    staff.post(&address, &without).await.has_status(422).shows("如确需改动，请写明原因");
    let with =
        form(ID, &[("insight", "2"), ("stability", "3"), ("stability_reason", "专科医生认为已基本恢复")]);
    staff.post(&address, &with).await.has_status(303);
}

#[tokio::test]
async fn a_later_next_visit_than_the_norm_allows_is_refused() {
    let (_app, staff, person) = app().await;
    let late = form(ID, &[("next_on", "2027-03-21")]);
    staff.post(&format!("{person}/visits"), &late).await.has_status(422).shows("不能晚于 2027-02-21");
    let early = form(ID, &[("next_on", "2026-12-05")]);
    staff.post(&format!("{person}/visits"), &early).await.has_status(303);
    staff.get(&person).await.shows("2026-12-05");
}

#[tokio::test]
async fn a_visit_may_be_changed_freely_the_same_day_and_both_versions_stay() {
    let (app, staff, person) = app().await;
    staff.post(&format!("{person}/visits"), &form(ID, &[])).await.has_status(303);
    let edit = format!("{person}/visits/{}/edit", ID.replace('-', ""));
    staff.get(&edit).await.has_status(200).hides("更正的原因");
    staff
        .post(&edit, &form(OTHER_ID, &[("sleep", "3")]))
        .await
        .has_status(303)
        .leads_to(&format!("{person}?done=edit"));
    staff.get(&format!("{person}/visits")).await.shows("共随访 1 次");
    let mut tx = app.app.db().read().await.unwrap();
    let rows = tx.rows("select id from follow_ups where withdrawn_at is not null", &[]).await.unwrap();
    assert_eq!(rows.len(), 1);
}

#[tokio::test]
async fn somebody_elses_visit_is_corrected_with_a_reason() {
    let (app, staff, person) = app().await;
    staff.post(&format!("{person}/visits"), &form(ID, &[])).await.has_status(303);
    let colleague = app.staff_of(TOWNSHIP).await;
    let edit = format!("{person}/visits/{}/edit", ID.replace('-', ""));
    colleague.get(&edit).await.has_status(200).shows("更正的原因");
    colleague.post(&edit, &form(OTHER_ID, &[("sleep", "3")])).await.has_status(422);
    let with = form(OTHER_ID, &[("sleep", "3"), ("correction_reason", "睡眠记反了")]);
    colleague.post(&edit, &with).await.has_status(303).leads_to(&format!("{person}?done=correction"));
}

/// A visit may be entered late: it judges the visit after it anew.
#[tokio::test]
async fn a_late_entry_judges_the_visit_after_it_anew() {
    let (_app, staff, person) = app().await;
    let basic = [("risk", "1"), ("visited_on", "2026-11-20")];
    staff.post(&format!("{person}/visits"), &form(ID, &basic)).await.has_status(303);
    staff.get(&person).await.shows("2026-12-04");
    let earlier = [("risk", "1"), ("visited_on", "2026-11-06")];
    staff.post(&format!("{person}/visits"), &form(OTHER_ID, &earlier)).await.has_status(303);
    // The visit of 20 November is now the two-week re-visit: not settling, one month.
    staff.get(&person).await.shows("2026-12-20");
}

#[tokio::test]
async fn a_death_closes_the_record_for_later_visits() {
    let (_app, staff, person) = app().await;
    let died = [
        ("visit_id", ID),
        ("visited_on", "2026-11-20"),
        ("mode", "3"),
        ("doctor", "王医生"),
        ("died_on", "2026-11-18"),
        ("death_cause", "1"),
        ("death_somatic", "3"),
    ];
    staff.post(&format!("{person}/visits"), &died).await.has_status(303);
    staff.get(&person).await.has_status(200).shows("已记录去世");
    staff
        .post(&format!("{person}/visits"), &form(OTHER_ID, &[]))
        .await
        .has_status(422)
        .shows("已于 2026-11-18 去世");
}

#[tokio::test]
async fn a_person_of_the_next_township_does_not_exist_for_me() {
    let (app, _staff, person) = app().await;
    let neighbour = app.staff_of("429971102").await;
    let absent = neighbour.get("/people/019aa000000070008000000000000009").await.has_status(404);
    let foreign = neighbour.get(&person).await.has_status(404);
    assert_eq!(absent.text, foreign.text);
    neighbour.get(&format!("{person}/visits/new")).await.has_status(404);
    neighbour.post(&format!("{person}/visits"), &form(ID, &[])).await.has_status(404);
}

#[tokio::test]
async fn a_form_without_the_sessions_key_is_refused() {
    let (_app, staff, person) = app().await;
    staff
        .post_raw(&format!("{person}/visits"), "csrf=wrong&risk=0")
        .await
        .has_status(403)
        .shows("不是从本系统页面提交的");
    staff.post_raw(&format!("{person}/visits"), "risk=0").await.has_status(403);
}

#[tokio::test]
async fn markup_in_a_note_is_text() {
    let (_app, staff, person) = app().await;
    let hostile = form(ID, &[("note", "<script>alert(1)</script>\"'")]);
    staff.post(&format!("{person}/visits"), &hostile).await.has_status(303);
    staff.get(&person).await.has_status(200).hides("<script>alert").shows("&lt;script&gt;alert");
}

#[tokio::test]
async fn calls_move_the_next_step() {
    let (app, staff, person) = app().await;
    staff.post(&format!("{person}/visits"), &form(ID, &[("visited_on", "2026-11-01")])).await.has_status(303);
    let call = [("contact_id", OTHER_ID), ("outcome", "1"), ("next_on", "2026-11-28"), ("note", "")];
    staff
        .post(&format!("{person}/contacts"), &call)
        .await
        .has_status(303)
        .leads_to(&format!("{person}?done=contact"));
    staff.get(&person).await.shows("2026-11-28");
    staff
        .post(&format!("{person}/contacts"), &[("contact_id", ID)])
        .await
        .has_status(422)
        .shows("请选一个结果");
    assert_eq!(app.entries("contact.recorded").await, 1);
}

#[tokio::test]
async fn looking_leaves_a_trace_that_can_be_read() {
    let (app, staff, person) = app().await;
    staff.get(&person).await.has_status(200);
    assert_eq!(app.entries("case.read").await, 1);
    staff
        .get(&format!("{person}/access"))
        .await
        .has_status(200)
        .shows("王医生")
        .shows("清溪镇卫生院")
        .shows("看了概况");
}

//! A record begins.

use jiff::civil::date;
use xinan_db::testing::engines;

use super::*;
use crate::case::facts::Facts;
use crate::case::facts::store::of_case;
use crate::tests::{TestApp, check_months, check_sums};

/// Everything that is known of a person.
pub(super) async fn facts(app: &TestApp, name: &str) -> Facts {
    let id = xinan_db::Uuid::try_parse(&app.id_of(name).await).unwrap();
    let mut tx = app.app.db().read().await.unwrap();
    of_case(&mut tx, COUNTY, id).await.unwrap().unwrap()
}

#[tokio::test]
async fn somebody_typed_by_hand_is_on_the_roster_in_the_search_the_work_and_the_figures() {
    for engine in engines() {
        let app = TestApp::on(engine).await;
        app.add(VILLAGE, &["李春生"]).await;
        let staff = app.staff_of(TOWNSHIP).await;
        staff.get("/people").await.has_status(200).shows("新建档案").shows("/people/new");
        let page = staff.get("/people/new").await.has_status(200);
        page.shows("个人信息补充表").shows("柳河村").shows("value=\"2026-11-21\"").hides("梅洼社区");

        let answer = register(&staff, &[]).await.has_status(303);
        answer.leads_to(&format!("/people/{ID}?done=registered&saved=person-new"));
        let person = staff.get(&format!("/people/{ID}?done=registered")).await.has_status(200);
        person.shows("谭玉梅").shows("档案已建好").shows("首次随访").shows("2026-12-05").shows("更正资料");
        staff.get("/people").await.shows("谭玉梅");
        for typed in ["tym", "tanyumei", "谭玉", "4567", &number(122)[14..]] {
            staff.get(&format!("/people?page=1&q={typed}")).await.shows("谭玉梅");
        }
        // Born and a woman, as the number says; number two of the village.
        let facts = facts(&app, "谭玉梅").await;
        assert_eq!(facts.supplement.birth_date, date(1985, 8, 3), "{engine:?}");
        assert_eq!((facts.registered_on, &*facts.case_no), (date(2026, 11, 21), "42997110120900002"));
        let consent: Vec<_> = facts.events.iter().map(|row| (row.event.kind, row.event.on)).collect();
        assert_eq!(consent, [(crate::case::event::EventKind::ConsentGiven, date(2026, 11, 20))]);
        check_sums(&app).await;
        check_months(&app, COUNTY).await;
        // She asks who looked, and reads it in words.
        staff.get(&format!("/people/{ID}/access")).await.has_status(200).shows("建档").hides("其他");
        assert_eq!(app.entries("person.registered").await, 1);
        // In the work of the village, too.
        let village = app.staff_of(VILLAGE).await;
        village.get("/people").await.shows("谭玉梅");
    }
}

#[tokio::test]
async fn the_same_form_sent_twice_is_one_record_and_another_form_under_its_id_is_another() {
    for engine in engines() {
        let app = TestApp::on(engine).await;
        let staff = app.staff_of(TOWNSHIP).await;
        for _ in 0..3 {
            register(&staff, &[]).await.has_status(303);
        }
        assert_eq!(app.entries("person.registered").await, 1, "{engine:?}");
        // Called back and changed: she has a record, and what was typed is not lost in silence.
        let again = register(&staff, &[("address", "清溪镇柳河村9组")]).await.has_status(422);
        again.shows("本辖区已有这个身份证号的档案").shows("清溪镇柳河村9组").shows(&format!("/people/{ID}"));
        // Called back and filled in for somebody else.
        let other = [("identity_number", &*number(331)), ("name", "单小曾")];
        let answer = register(&staff, &other).await.has_status(303);
        assert!(!answer.location.contains(ID), "{}", answer.location);
        assert_eq!(app.entries("person.registered").await, 2);
        assert_eq!(facts(&app, "单小曾").await.case_no, "42997110120900002");
    }
}

#[tokio::test]
async fn everything_wrong_is_said_at_once_and_nothing_typed_is_lost() {
    let app = TestApp::new().await;
    let staff = app.staff_of(TOWNSHIP).await;
    let wrong = [
        ("identity_number", "429971198508031221"),
        ("guardian_phone", "12"),
        ("address", ""),
        ("economy", ""),
        ("registered_on", "2009-03-11"),
        ("icd10", "精分"),
        ("remark", "夜里来过一次"),
    ];
    let page = register(&staff, &wrong).await.has_status(422);
    let page = page.shows("还没有存上").shows("校验").shows("#f-guardian_phone").shows("夜里来过一次");
    let page =
        page.shows("建档日期早于确诊日期 2009-03-12").shows("不是 ICD-10 编码").shows("这 2 项还没有填");
    page.shows("谭玉梅").shows("记为待补").shows("data-draft=\"person-new\"");
    assert_eq!(app.entries("person.registered").await, 0);
}

#[tokio::test]
async fn what_nobody_knows_now_is_to_be_completed_and_no_reason_to_wait() {
    let app = TestApp::new().await;
    let staff = app.staff_of(TOWNSHIP).await;
    let open = [("address", ""), ("consent", ""), ("consent_on", "")];
    register(&staff, &open).await.has_status(422).shows("记为待补");
    let agreed = [&open[..], &[("leave_open", "1")]].concat();
    register(&staff, &agreed).await.has_status(303);
    let facts = facts(&app, "谭玉梅").await;
    assert_eq!((facts.events.len(), facts.supplement.unanswered().len()), (0, 2));
    // A wrong answer, or none to what no record begins without, is not left open.
    for field in ["name", "identity_number", "village", "diagnosis", "diagnosed_on"] {
        let changes = [("leave_open", "1"), ("case_id", OTHER_ID), (field, "")];
        register(&staff, &changes).await.has_status(422);
    }
    let changes = [("leave_open", "1"), ("identity_number", &*number(331)), ("guardian_phone", "12")];
    register(&staff, &changes).await.has_status(422);
}

#[tokio::test]
async fn a_record_of_the_number_that_is_here_is_shown_and_one_elsewhere_is_not_told_of() {
    for engine in engines() {
        let app = TestApp::on(engine).await;
        let staff = app.staff_of(TOWNSHIP).await;
        register(&staff, &[]).await.has_status(303);
        let twice = [("case_id", OTHER_ID), ("name", "谭小梅")];
        let here = register(&staff, &twice).await.has_status(422);
        here.shows("本辖区已有这个身份证号的档案").shows(&format!("/people/{ID}\""));
        assert_eq!(app.entries("person.compared").await, 1, "{engine:?}");
        staff.get(&format!("/people/{ID}/access")).await.shows("建档时核对是否同一人");

        // The next township is told what an import tells it, and sees nothing of her.
        let next = app.staff_of(NEXT).await;
        let there = [("case_id", OTHER_ID), ("name", "谭小梅"), ("village", "429971102001")];
        let page = register(&next, &there).await.has_status(422);
        let sentence = crate::texts::import_out_of_reach(xinan_domain::text::Lang::Zh);
        page.shows(sentence).hides(ID).hides("谭玉梅");
        next.get(&format!("/people/{ID}")).await.has_status(404);
        // Whose number it is, finds that the next township asked.
        assert_eq!(app.people_of("person.compared").await, [ID, ID], "{engine:?}");
        // The county sees both townships.
        let county = app.staff_of(COUNTY).await;
        register(&county, &there).await.has_status(422).shows(&format!("/people/{ID}\""));
        assert_eq!(app.entries("person.registered").await, 1);
    }
}

/// Onset and diagnosis of one year, in this order: kept, and named before it is.
#[tokio::test]
async fn what_deserves_a_second_look_is_named_while_typing() {
    let app = TestApp::new().await;
    let staff = app.staff_of(TOWNSHIP).await;
    let typed = form(&[("onset_on", "2009-05"), ("first_treated_on", "2009-06")]);
    let says = send(&staff, "/people/new/says", &typed).await.has_status(200);
    says.shows("1985-08-03").shows("存前请核对").shows("#f-onset_on");
    let says = send(&staff, "/people/new/says", &form(&[])).await.has_status(200);
    says.shows("1985-08-03").hides("存前请核对");
}

#[tokio::test]
async fn a_namesake_is_asked_about_once() {
    let app = TestApp::new().await;
    let staff = app.staff_of(TOWNSHIP).await;
    register(&staff, &[]).await.has_status(303);
    let other = number(346);
    let namesake = [("case_id", OTHER_ID), ("identity_number", &*other), ("village", OTHER_VILLAGE)];
    let page = register(&staff, &namesake).await.has_status(422);
    page.shows("同名、同一天出生").shows("209-00001").shows("是另一个人").shows(&format!("/people/{ID}\""));
    // In another township nobody is alike, and nobody is told of her.
    let next = app.staff_of(NEXT).await;
    let there = [("case_id", THIRD_ID), ("identity_number", &*number(348)), ("village", "429971102001")];
    register(&next, &there).await.has_status(303);
    // The tick is of the one who was asked about, whatever else is asked.
    let another = [&namesake[..], &[("namesake", OTHER_ID)]].concat();
    register(&staff, &another).await.has_status(422).shows("同名、同一天出生");
    let confirmed = [&namesake[..], &[("namesake", ID)]].concat();
    let elsewhere_wrong = [&confirmed[..], &[("guardian_phone", "12")]].concat();
    register(&staff, &elsewhere_wrong).await.has_status(422).hides("同名、同一天出生").shows("是另一个人");
    register(&staff, &confirmed).await.has_status(303);
    assert_eq!(app.entries("person.registered").await, 3);
}

#[tokio::test]
async fn only_the_township_and_the_county_register() {
    let app = TestApp::new().await;
    let village = app.staff_of(VILLAGE).await;
    village.get("/people").await.has_status(200).hides("新建档案");
    village.get("/people/new").await.has_status(403);
    register(&village, &[]).await.has_status(403);
    village.post("/people/new/says", &[("identity_number", &number(122))]).await.has_status(403);
    let stranger = app.stranger();
    stranger.get("/people/new").await.has_status(303).leads_to("/sign-in");
    // A village of the next township is none here.
    let staff = app.staff_of(TOWNSHIP).await;
    register(&staff, &[("village", "429971102001")]).await.has_status(422).shows("没有找到");
    let county = app.staff_of(COUNTY).await;
    county.get("/people/new").await.has_status(200).shows("清溪镇 柳河村").shows("河口镇 梅洼社区");
    register(&county, &[("village", "429971102001")]).await.has_status(303);
    // With the key of a former session nothing is stored and nothing is lost.
    let outdated = staff.with_key("fedcba9876543210fedcba9876543210");
    let page = outdated.post_saying(
        &[("sec-fetch-site", "same-origin")],
        "/people/new",
        &[("case_id", OTHER_ID), ("remark", "来过")],
    );
    page.await.has_status(403).shows("登录已换过").shows("来过");
    assert_eq!(app.entries("person.registered").await, 1);
}

#[tokio::test]
async fn the_number_says_sex_and_birth_date_in_either_length() {
    let app = TestApp::new().await;
    let staff = app.staff_of(TOWNSHIP).await;
    let eighteen = number(122);
    let fifteen = format!("{}{}", &eighteen[..6], &eighteen[8..17]);
    for typed in [&eighteen, &fifteen] {
        let says = staff.post("/people/new/says", &[("identity_number", typed)]).await.has_status(200);
        says.shows("女").shows("1985-08-03").shows("41");
    }
    register(&staff, &[("identity_number", &fifteen), ("sex", "1")])
        .await
        .has_status(422)
        .shows("性别不一致");
    register(&staff, &[("identity_number", &fifteen)]).await.has_status(303);
    assert_eq!(facts(&app, "谭玉梅").await.supplement.identity_number.as_str(), eighteen);
}

/// A death is reported by a visit or a ledger, with what belongs to it.
#[tokio::test]
async fn nobody_dies_or_is_lost_by_this_form() {
    let app = TestApp::new().await;
    let staff = app.staff_of(TOWNSHIP).await;
    let page = staff.get("/people/new").await;
    page.hides("name=\"died_on\"").hides("name=\"status\"");
    let gone = [("status", "4"), ("died_on", "2026-11-01"), ("death_cause", "1")];
    register(&staff, &gone).await.has_status(303);
    assert_eq!(facts(&app, "谭玉梅").await.events.len(), 1, "consent alone");
}

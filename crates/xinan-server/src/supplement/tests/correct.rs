//! What a form says is corrected.

use jiff::civil::date;
use xinan_db::testing::engines;

use super::register::facts;
use super::*;
use crate::case::event::EventKind;
use crate::tests::{TestApp, check_months, check_sums};

/// What stands on the page in a field.
fn hidden(page: &Answer, name: &str) -> String {
    let (_, rest) = page.text.split_once(&format!("name=\"{name}\" value=\"")).unwrap();
    rest.split_once('"').unwrap().0.to_owned()
}

/// The form of 谭玉梅 as a correction that was begun on the version that holds now.
async fn correction(staff: &Staff, id: &str, changes: &[(&str, &str)]) -> Vec<(String, String)> {
    let page = staff.get(&format!("/people/{ID}/edit")).await.has_status(200);
    let based_on = hidden(&page, "based_on");
    form(
        &[&[("case_id", ""), ("registered_on", ""), ("form_id", id), ("based_on", &based_on)], changes]
            .concat(),
    )
}

async fn correct(staff: &Staff, id: &str, changes: &[(&str, &str)]) -> Answer {
    let pairs = correction(staff, id, changes).await;
    send(staff, &format!("/people/{ID}/edit"), &pairs).await
}

async fn forms(app: &TestApp) -> i64 {
    let mut tx = app.app.db().read().await.unwrap();
    let row = tx.row("select count(*) as found from supplements", &[]).await.unwrap().unwrap();
    row.int("found").unwrap()
}

#[tokio::test]
async fn a_field_is_emptied_and_the_village_moved_and_everything_follows() {
    for engine in engines() {
        let app = TestApp::on(engine).await;
        app.add(OTHER_VILLAGE, &["李春生"]).await;
        let staff = app.staff_of(TOWNSHIP).await;
        register(&staff, &[("registered_on", "2025-02-03")]).await.has_status(303);
        staff.get(&format!("/people/{ID}")).await.shows("更正资料").shows("13912345703");
        staff.get("/people?page=1&q=5703").await.shows("谭玉梅");
        let old_village = app.staff_of(VILLAGE).await;
        old_village.get(&format!("/people/{ID}")).await.has_status(200);

        let changes = [("phone", ""), ("village", OTHER_VILLAGE), ("address", "清溪镇大堰村2组")];
        let page = staff.get(&format!("/people/{ID}/edit")).await.has_status(200);
        let version = hidden(&page, "based_on").replace('-', "");
        // A draft is of the version from which it began, and is not put back over a later one.
        let draft = format!("person-{ID}-{version}");
        page.shows(&format!("data-draft=\"{draft}\""));
        let answer = correct(&staff, OTHER_ID, &changes).await.has_status(303);
        answer.leads_to(&format!("/people/{ID}?done=edited&saved={draft}"));
        staff.get(&format!("/people/{ID}/edit")).await.has_status(200).hides(&draft);
        let page = staff.get(&format!("/people/{ID}?done=edited")).await.has_status(200);
        page.shows("资料已更正").shows("清溪镇大堰村2组").shows("大堰村").hides("13912345703");
        staff.get("/people?page=1&q=5703").await.hides("谭玉梅");
        staff.get("/people?page=1&q=tym").await.shows("谭玉梅");
        // The people of the new village have her in hand, those of the former no more.
        let new_village = app.staff_of(OTHER_VILLAGE).await;
        new_village.get("/people?page=1&q=tym").await.shows("谭玉梅");
        old_village.get("/people?page=1&q=tym").await.hides("谭玉梅");
        old_village.get(&format!("/people/{ID}")).await.has_status(404);
        check_sums(&app).await;
        check_months(&app, COUNTY).await;

        // Nothing is lost: what it said, and who changed it.
        assert_eq!(forms(&app).await, 3, "{engine:?}");
        let edit = staff.get(&format!("/people/{ID}/edit")).await.has_status(200);
        let edit = edit.shows("改过的资料").shows("王医生").shows("本人电话（原来：13912345703）");
        edit.shows("村（居）委会（原来：柳河村）").shows("现住址（原来：清溪镇柳河村8组）");
        assert_eq!(app.entries("person.edited").await, 1);
        staff.get(&format!("/people/{ID}/access")).await.shows("更正资料");
    }
}

#[tokio::test]
async fn what_tells_people_apart_is_changed_with_a_reason() {
    let app = TestApp::new().await;
    let staff = app.staff_of(TOWNSHIP).await;
    register(&staff, &[]).await.has_status(303);
    let other = number(346);
    for change in
        [("name", "谭玉眉"), ("identity_number", &*other), ("diagnosis", "4"), ("diagnosed_on", "2009-03-13")]
    {
        let changes = [change, ("icd10", "")];
        let page = correct(&staff, OTHER_ID, &changes).await.has_status(422);
        page.shows("#f-correction_reason").shows("改动的原因");
    }
    assert_eq!(forms(&app).await, 1);
    // A number is corrected with everything that follows from it, unless another record has it.
    let changes = [("identity_number", &*other), ("correction_reason", "照身份证改正")];
    correct(&staff, OTHER_ID, &changes).await.has_status(303);
    staff.get(&format!("/people?page=1&q={}", &other[14..])).await.shows("谭玉梅");
    staff.get(&format!("/people/{ID}/edit")).await.shows("原因：照身份证改正");
    assert_eq!(facts(&app, "谭玉梅").await.supplement.identity_number.as_str(), other);
    // Her former number is free, the new one is not.
    let third = [("case_id", THIRD_ID), ("name", "单小曾")];
    register(&staff, &third).await.has_status(303);
    let taken = [("identity_number", &*number(122)), ("correction_reason", "照身份证改正")];
    let page = correct(&staff, THIRD_ID, &taken).await.has_status(422);
    page.shows("本辖区已有这个身份证号的档案").shows(&format!("/people/{THIRD_ID}\""));
}

#[tokio::test]
async fn whoever_is_second_is_told_and_keeps_what_was_typed() {
    for engine in engines() {
        let app = TestApp::on(engine).await;
        let staff = app.staff_of(TOWNSHIP).await;
        register(&staff, &[]).await.has_status(303);
        let edit = format!("/people/{ID}/edit");
        let mine = correction(&staff, OTHER_ID, &[("address", "清溪镇柳河村1组")]).await;
        let theirs =
            correction(&staff, THIRD_ID, &[("address", "清溪镇柳河村2组"), ("remark", "电话难打通")]).await;
        send(&staff, &edit, &mine).await.has_status(303);
        // Sent twice it is done already.
        send(&staff, &edit, &mine).await.has_status(303);
        let page = send(&staff, &edit, &theirs).await.has_status(409);
        let page = page.shows("您的内容还没有存").shows("两处不同的有 2 项").shows("电话难打通");
        let page =
            page.shows("<th scope=\"row\">现住址</th><td>清溪镇柳河村1组</td><td>清溪镇柳河村2组</td>");
        // Sent again from there it is kept, on top of the other's change.
        let mut again = theirs.clone();
        again.retain(|(id, _)| !matches!(id.as_str(), "form_id" | "based_on"));
        for name in ["form_id", "based_on"] {
            again.push((name.to_owned(), hidden(&page, name)));
        }
        send(&staff, &edit, &again).await.has_status(303);
        assert_eq!(facts(&app, "谭玉梅").await.supplement.address, "清溪镇柳河村2组", "{engine:?}");
        assert_eq!((forms(&app).await, app.entries("person.edited").await), (3, 2));
        // Called back after it was kept, and changed once more: not the same change, and not lost.
        let mut back = mine.clone();
        back.retain(|(id, _)| id != "address");
        back.push(("address".to_owned(), "清溪镇柳河村7组".to_owned()));
        send(&staff, &edit, &back).await.has_status(409).shows("清溪镇柳河村7组");
        // Nothing changed is no version.
        let same = [("address", "清溪镇柳河村2组"), ("remark", "电话难打通")];
        let answer = correct(&staff, OTHER_ID, &same).await.has_status(303);
        assert!(answer.location.contains("done=same"), "{}", answer.location);
        assert_eq!(forms(&app).await, 3);
    }
}

#[tokio::test]
async fn a_telephone_is_corrected_of_somebody_whose_roster_never_said_the_rest() {
    let app = TestApp::with_people(VILLAGE, &["李春生"]).await;
    let staff = app.staff_of(TOWNSHIP).await;
    let person = format!("/people/{}", app.id_of("李春生").await);
    let page = staff.get(&format!("{person}/edit")).await.has_status(200);
    let known = facts(&app, "李春生").await.supplement;
    let mut answers = xinan_domain::supplement::to_answers(&known);
    assert!(known.unanswered().len() > 5);
    answers.set("guardian_phone", "13912345777");
    answers.push("form_id", OTHER_ID);
    answers.push("based_on", hidden(&page, "based_on"));
    let pairs: Vec<(&str, &str)> = answers.pairs().collect();
    staff.post(&format!("{person}/edit"), &pairs).await.has_status(303);
    staff.get(&person).await.shows("13912345777");

    // What was answered is not emptied unawares, and may be when nobody knows it any more.
    let page = staff.get(&format!("{person}/edit")).await;
    answers.set("based_on", hidden(&page, "based_on"));
    answers.set("form_id", THIRD_ID);
    answers.set("guardian_phone", "");
    let pairs: Vec<(&str, &str)> = answers.pairs().collect();
    let refused = staff.post(&format!("{person}/edit"), &pairs).await.has_status(422);
    refused.shows("#f-guardian_phone").hides("#f-ethnicity").shows("记为待补");
    let pairs = [&pairs[..], &[("leave_open", "1")]].concat();
    staff.post(&format!("{person}/edit"), &pairs).await.has_status(303);
    staff.get(&person).await.hides("13912345777");
}

#[tokio::test]
async fn consent_follows_the_form() {
    for engine in engines() {
        let app = TestApp::on(engine).await;
        let staff = app.staff_of(TOWNSHIP).await;
        register(&staff, &[("registered_on", "2026-01-05")]).await.has_status(303);
        let said = async || {
            let facts = facts(&app, "谭玉梅").await;
            facts.events.iter().map(|row| (row.event.kind, row.event.on)).collect::<Vec<_>>()
        };
        // The day of the signature was wrong.
        correct(&staff, OTHER_ID, &[("consent_on", "2026-01-05")]).await.has_status(303);
        assert_eq!(said().await, [(EventKind::ConsentGiven, date(2026, 1, 5))], "{engine:?}");
        // She does not wish it any more.
        correct(&staff, THIRD_ID, &[("consent", "0"), ("consent_on", "")]).await.has_status(303);
        let refused = (EventKind::ConsentRefused, date(2026, 11, 21));
        assert_eq!(said().await, [(EventKind::ConsentGiven, date(2026, 1, 5)), refused]);
        staff.get("/people?consent=0").await.shows("谭玉梅");
        check_sums(&app).await;
        check_months(&app, COUNTY).await;
    }
}

#[tokio::test]
async fn who_may_not_correct_or_not_see_does_not() {
    let app = TestApp::new().await;
    let staff = app.staff_of(TOWNSHIP).await;
    register(&staff, &[]).await.has_status(303);
    let pairs = correction(&staff, OTHER_ID, &[("address", "清溪镇柳河村1组")]).await;
    let edit = format!("/people/{ID}/edit");
    let village = app.staff_of(VILLAGE).await;
    village.get(&format!("/people/{ID}")).await.has_status(200).hides(&edit);
    village.get(&edit).await.has_status(403);
    send(&village, &edit, &pairs).await.has_status(403);
    // Out of reach and absent are the same answer.
    let next = app.staff_of(NEXT).await;
    let there = next.get(&edit).await.has_status(404);
    let absent = next.get(&format!("/people/{THIRD_ID}/edit")).await.has_status(404);
    assert_eq!(there.text.replace(ID, ""), absent.text.replace(THIRD_ID, ""));
    send(&next, &edit, &pairs).await.has_status(404);
    // Nor out of the territory with her.
    let moved = [("village", "429971102001")];
    correct(&staff, OTHER_ID, &moved).await.has_status(422).shows("没有找到");
    correct(&app.staff_of(COUNTY).await, OTHER_ID, &moved).await.has_status(303);
    staff.get(&edit).await.has_status(404);
    next.get(&edit).await.has_status(200);
    assert_eq!(forms(&app).await, 2);
}

#[tokio::test]
async fn nobody_is_diagnosed_after_the_death() {
    let app = TestApp::new().await;
    let staff = app.staff_of(TOWNSHIP).await;
    register(&staff, &[("registered_on", "2025-02-03")]).await.has_status(303);
    let died = [
        ("visit_id", THIRD_ID),
        ("visited_on", "2025-12-30"),
        ("mode", "3"),
        ("died_on", "2025-12-20"),
        ("death_cause", "3"),
        ("doctor", "王医生"),
    ];
    staff.post(&format!("/people/{ID}/visits/new"), &died).await.has_status(303);
    let late = [
        ("diagnosed_on", "2026-01-05"),
        ("onset_on", "2025"),
        ("first_treated_on", "2025"),
        ("correction_reason", "照证明"),
    ];
    correct(&staff, OTHER_ID, &late).await.has_status(422).shows("死亡日期早于确诊日期");
    // Whatever else stands there is corrected all the same, and she stays where she was.
    correct(&staff, OTHER_ID, &[("address", "清溪镇柳河村1组")]).await.has_status(303);
    staff.get(&format!("/people/{ID}")).await.shows("死亡").shows("清溪镇柳河村1组");
}

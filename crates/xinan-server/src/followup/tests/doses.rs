//! How a medicine is taken, as people write it: 每日__次，每次剂量__mg.

use super::{ID, OTHER_ID, THIRD_ID, app, form};

/// Somebody who takes medicine, as these answers say.
fn taking<'a>(id: &'a str, how: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    form(id, &[&[("adherence", "1"), ("adverse", "1"), ("medicine1", "奥氮平")], how].concat())
}

const NO_MG: &str = "没有每次的毫克数。请写每次多少毫克，例如 每次 5 mg";

/// Whatever page records the visit, tablets are not taken for milligrams, and what was typed stays.
#[tokio::test]
async fn a_dose_without_milligrams_is_refused_with_what_to_write() {
    let (app, staff, person) = app().await;
    let tablets = [("usage1", "每晚"), ("dose1", "两片"), ("note", "睡得好些了")];
    let new = format!("{person}/visits/new");
    let answer = staff.post(&new, &taking(ID, &tablets)).await.has_status(422);
    answer.shows(NO_MG).shows("value=\"两片\"").shows("睡得好些了");
    assert_eq!(app.entries("follow_up.recorded").await, 0);

    // What one tablet holds makes it a dose.
    let mended = [("usage1", "每晚"), ("dose1", "两片，每片5mg")];
    staff.post(&new, &taking(ID, &mended)).await.has_status(303);
    let visit = ID.replace('-', "");
    staff.get(&format!("{person}/visits/{visit}")).await.shows("每日 1 次，每次 10 mg");

    // The same day and by somebody else with a reason it is the same form.
    let edit = format!("{person}/visits/{visit}/edit");
    staff.post(&edit, &taking(OTHER_ID, &tablets)).await.has_status(422).shows(NO_MG).shows("value=\"两片\"");
    let colleague = app.staff_of(super::TOWNSHIP).await;
    let mut corrected = taking(THIRD_ID, &tablets);
    corrected.push(("correction_reason", "药盒上的剂量抄错了"));
    colleague.post(&edit, &corrected).await.has_status(422).shows(NO_MG).shows("药盒上的剂量抄错了");
    assert_eq!(app.entries("follow_up.corrected").await, 0);
}

/// 隔日1次 has no box on the paper and can be true: it is kept, and said before it is.
#[tokio::test]
async fn words_that_no_box_holds_are_asked_about_while_typing() {
    let (_app, staff, person) = app().await;
    let seldom = [("usage1", "隔日1次"), ("dose1", "5")];
    let judge = format!("{person}/visits/judge");
    let answer = staff.post(&judge, &taking(ID, &seldom)).await.has_status(200);
    answer.shows("存前请核对").shows("“隔日1次 5 mg”会照原样保存，不核对剂量").shows("#f-medicine1");
    staff.post(&judge, &form(ID, &[])).await.has_status(200).hides("存前请核对");
    staff.post(&format!("{person}/visits/new"), &taking(ID, &seldom)).await.has_status(303);
}

//! Pages of clues and surveys.

use super::*;

const STEP: &str = "019aa000000070008000000000000004";

#[tokio::test]
async fn everything_about_clues_is_whole_in_both_languages() {
    let app = TestApp::with_people(VILLAGE, &["金丝雀"]).await;
    let (doctor, township, county) =
        (app.staff_of(VILLAGE).await, app.staff_of(TOWNSHIP).await, app.staff_of(COUNTY).await);
    let civil = app.staff_in(PostKind::CivilAffairs, COUNTY).await;
    let forms = ["/clues/new", "/clues/new?list=2", "/clues/mine"].map(str::to_owned);
    for staff in [&doctor, &township, &civil, &app.police_of(TOWNSHIP).await] {
        are_whole(staff, &forms).await;
        answer_is_whole(staff, "/clues/new", &[("clue_id", FIRST)], 422).await;
    }
    let typed = |id| {
        [
            ("clue_id", id),
            ("list", "1"),
            ("name", "金丝雀"),
            ("sex", "2"),
            ("age", "46"),
            ("village", VILLAGE),
            ("items", "5"),
            ("informant", "金画眉"),
            ("informant_phone", "13911112222"),
            ("note", "夜里不睡"),
            ("guardian_name", "金乌鸦"),
            ("guardian_relation", "9"),
            ("surveyor", "王医生"),
            ("surveyed_on", "2026-11-20"),
        ]
    };
    for (staff, id) in [(&doctor, FIRST), (&township, SECOND)] {
        staff.post("/clues/new", &typed(id)).await.has_status(303);
    }
    are_whole(&doctor, &["/clues/mine?done=reported".to_owned()]).await;
    let clue = format!("/clues/{FIRST}");
    let lists = ["/clues", "/clues?state=all", "/clues?state=9", "/"].map(str::to_owned);
    for staff in [&township, &county] {
        are_whole(staff, &[&lists[..], std::slice::from_ref(&clue)].concat()).await;
        answer_is_whole(staff, &format!("{clue}/steps"), &[("step_id", THIRD)], 422).await;
    }
    let asks = [("step_id", THIRD), ("step", "2")];
    township.post(&format!("{clue}/steps"), &asks).await.has_status(303);
    let withdrawal = format!("{clue}/steps/{THIRD}/withdrawal");
    answer_is_whole(&township, &withdrawal, &[], 422).await;
    are_whole(&township, &[format!("{clue}?done=step"), "/".to_owned()]).await;
    let review = format!("{clue}/review");
    answer_is_whole(&township, &review, &[("step_id", STEP), ("outcome", "1")], 422).await;
    let found = [
        ("step_id", STEP),
        ("outcome", "1"),
        ("diagnosis", "1"),
        ("reviewed_on", "2026-11-21"),
        ("psychiatrist", "云大夫"),
        ("institution", "清溪县精神卫生中心"),
    ];
    township.post(&review, &found).await.has_status(303);
    for done in ["review", "withdrawn"] {
        are_whole(&township, &[format!("{clue}?done={done}")]).await;
    }
    let other = format!("/clues/{SECOND}/steps");
    let asks = [("step_id", "019aa000000070008000000000000005"), ("step", "3")];
    township.post(&other, &asks).await.has_status(303);
    let nothing = [("step_id", "019aa000000070008000000000000006"), ("step", "1"), ("words", "没有这回事")];
    county.post(&other, &nothing).await.has_status(303);
    for staff in [&township, &county] {
        are_whole(staff, &[format!("/clues/{SECOND}"), "/clues?state=all".to_owned()]).await;
    }
}

#[tokio::test]
async fn everything_about_surveys_is_whole_in_both_languages() {
    let app = TestApp::new().await;
    let (doctor, township) = (app.staff_of(VILLAGE).await, app.staff_of(TOWNSHIP).await);
    are_whole(&township, &["/surveys", "/surveys/new"].map(str::to_owned)).await;
    answer_is_whole(&township, "/surveys/new", &[("survey_id", FIRST)], 422).await;
    let begun = [
        ("survey_id", FIRST),
        ("title", "2026年冬季线索调查"),
        ("region", TOWNSHIP),
        ("from_on", "2026-11-21"),
        ("until_on", "2026-12-20"),
        ("list", "2"),
    ];
    township.post("/surveys/new", &begun).await.has_status(303);
    let survey = format!("/surveys/{FIRST}");
    let entry = [("entry_id", SECOND), ("village", VILLAGE)];
    are_whole(&doctor, &["/".to_owned(), survey.clone()]).await;
    doctor.post(&format!("{survey}/villages"), &entry).await.has_status(303);
    for done in ["begun", "village", "withdrawn", "late"] {
        are_whole(&township, &[format!("{survey}?done={done}")]).await;
    }
    are_whole(&township, &["/".to_owned(), "/surveys".to_owned()]).await;
    township.post(&format!("{survey}/end"), &[]).await.has_status(303);
    are_whole(&doctor, &[format!("{survey}?done=ended"), "/surveys".to_owned()]).await;
}

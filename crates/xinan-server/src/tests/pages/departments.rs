//! Pages of the police and of other departments, and what others read of them.

use super::*;

#[tokio::test]
async fn what_the_police_ask_is_whole_in_both_languages() {
    let app = TestApp::with_people(VILLAGE, &["李春生"]).await;
    let (township, security) = (app.staff_of(TOWNSHIP).await, app.security_of(COUNTY).await);
    let officer = app.police_of(TOWNSHIP).await;
    let person = app.id_of("李春生").await;
    let grave = [("visit_id", THIRD), ("risk", "4"), ("symptoms", "1"), ("severity", "3"), ("insight", "3")];
    township.post(&format!("/people/{person}/visits"), &well_but(&grave)).await.has_status(303);
    answer_is_whole(&officer, "/police", &[("ask_id", FIRST)], 422).await;
    let number = crate::tests::person("李春生", VILLAGE, 0).supplement.identity_number.as_str().to_owned();
    let ask = |id, incident, number| {
        [("ask_id", id), ("incident", incident), ("matter", "1"), ("identity_number", number)]
    };
    officer.post("/police", &ask(FIRST, "J2026-1", &number)).await.has_status(303);
    are_whole(&officer, &["/police".to_owned(), format!("/police/{FIRST}")]).await;
    officer.get(&format!("/police/{FIRST}")).await.shows("必要信息");
    officer.post(&format!("/police/{FIRST}/end"), &[]).await.has_status(303);
    officer.post("/police", &ask(SECOND, "J2026-2", "429971198605170211")).await.has_status(303);
    are_whole(&officer, &[format!("/police/{SECOND}"), "/police?done=ended".to_owned()]).await;
    let looks = ["/security", "/police-looks", "/police-looks?state=all"].map(str::to_owned);
    let (look, help) = (format!("/police-looks/{FIRST}"), format!("/police-help/{FIRST}"));
    are_whole(&security, &[&looks[..], &["", "?done=late"].map(|done| format!("{look}{done}"))].concat())
        .await;
    answer_is_whole(&security, &look, &[], 422).await;
    let said = [("verdict", "1"), ("review_words", "已向派出所核对")];
    security.post(&look, &said).await.has_status(303);
    are_whole(&security, &[format!("{look}?done=judged")]).await;
    let lists = ["/", "/police-help", "/police-help?state=all"].map(str::to_owned);
    let ones = [help.clone(), format!("{help}?done=late"), format!("/police-help/{SECOND}")];
    are_whole(&township, &[&lists[..], &ones].concat()).await;
    answer_is_whole(&township, &help, &[], 422).await;
    township.post(&help, &[("help_words", "已送回家")]).await.has_status(303);
    are_whole(&township, &[format!("{help}?done=helped"), format!("/people/{person}/access")]).await;
}

#[tokio::test]
async fn the_counts_of_other_departments_are_whole_in_both_languages() {
    let app = TestApp::with_people(VILLAGE, &["李春生"]).await;
    let here = ["/figures".to_owned()];
    for region in [COUNTY, TOWNSHIP] {
        are_whole(&app.staff_in(PostKind::CoordinatingOffice, region).await, &here).await;
        are_whole(&app.staff_in(PostKind::CivilAffairs, region).await, &here).await;
    }
}

#[tokio::test]
async fn lists_for_other_departments_are_whole_in_both_languages() {
    let app = TestApp::with_people(VILLAGE, &["李春生"]).await;
    let (asker, second) = (app.staff_of(TOWNSHIP).await, app.staff_of(TOWNSHIP).await);
    let clerk = app.staff_in(PostKind::CivilAffairs, TOWNSHIP).await;
    let shares = [
        ("consent_id", FIRST),
        ("subject", "2"),
        ("decision", "1"),
        ("decided_on", "2026-11-20"),
        ("decided_by", "1"),
        ("letter", "sharing-2026-1"),
    ];
    let consents = format!("/people/{}/consents/new", app.id_of("李春生").await);
    asker.post(&consents, &shares).await.has_status(303);
    are_whole(&asker, &["/people/export".to_owned()]).await;
    are_whole(&clerk, &["/received".to_owned()]).await;
    let said = [("purpose", "6"), ("receiver", "2"), ("recipient", ""), ("hand_to", "22-429971101")];
    let wrong = [&said[1..], &[("disclosure_id", SECOND)]].concat();
    answer_is_whole(&asker, "/people/export", &wrong, 422).await;
    let entry = asker.enters_saying("/people.xlsx", &said).await.has_status(303).location;
    let list = entry.replace("/disclosures/", "/received/");
    are_whole(&asker, std::slice::from_ref(&entry)).await;
    second.post(&format!("{entry}/decision"), &[("do", "approve")]).await.has_status(303);
    are_whole(&asker, &[entry.clone(), "/disclosures".to_owned()]).await;
    are_whole(&clerk, &["/received".to_owned(), list.clone()]).await;
    asker.post(&format!("{entry}/end"), &[]).await.has_status(303);
    let done = ["ended", "over", "not-given", "ended-before"].map(|done| format!("{entry}?done={done}"));
    are_whole(&asker, &done).await;
    for (lang, reader) in readers(&clerk) {
        is_whole("ended", lang, &reader.get(&list).await.has_status(410));
        is_whole("received", lang, &reader.get("/received").await.has_status(200));
    }
}

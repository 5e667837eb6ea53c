//! Pages of consent, of the own door, of what leaves, and of an emergency.

use super::*;

#[tokio::test]
async fn every_page_of_consent_is_whole_in_both_languages() {
    let app = TestApp::with_people(VILLAGE, &["李春生"]).await;
    let staff = app.staff_of(TOWNSHIP).await;
    let list = format!("/people/{}/consents", app.id_of("李春生").await);
    let new = format!("{list}/new");
    are_whole(&staff, &[list.clone(), new.clone(), format!("{new}?subject=1"), format!("{new}?subject=4")])
        .await;
    answer_is_whole(&staff, &new, &[("consent_id", FIRST)], 422).await;
    let guardian = [
        ("consent_id", FIRST),
        ("subject", "1"),
        ("decision", "4"),
        ("decided_on", "2026-11-21"),
        ("decided_by", "2"),
        ("guardian_name", "李春林"),
        ("guardian_relation", "9"),
        ("unable_reason", "病情有波动"),
        ("reported_by", "清溪县精神卫生中心"),
        ("reported_on", "2026-11-20"),
        ("remark", "哥哥在场"),
    ];
    staff.post(&new, &guardian).await.has_status(303);
    let back = [
        ("consent_id", SECOND),
        ("subject", "1"),
        ("decision", "2"),
        ("decided_on", "2026-11-21"),
        ("decided_by", "3"),
        ("guardian_name", "李春林"),
        ("guardian_relation", "9"),
    ];
    staff.post(&new, &back).await.has_status(303);
    let (first, second) = (format!("{list}/{FIRST}"), format!("{list}/{SECOND}"));
    are_whole(&staff, &[first.clone(), second.clone(), format!("{second}/correction")]).await;
    answer_is_whole(&staff, &format!("{second}/correction"), &[], 422).await;
    staff
        .upload_sheet(&format!("{second}/papers"), THIRD, "a.png", b"\x89PNG\r\n\x1A\n")
        .await
        .has_status(303);
    is_whole("papers", Lang::Zh, &staff.upload_sheet(&format!("{second}/papers"), FIRST, "a", b"a").await);
    let reason = [("consent_reason", "记错了")];
    staff.post(&format!("{first}/correction"), &reason).await.has_status(303);
    for done in ["consent", "consent_corrected", "consent_paper"] {
        are_whole(&staff, &[format!("{second}?done={done}"), format!("{first}?done={done}")]).await;
    }
    // With something in each of the columns, and on the person's page.
    let person = list.replace("/consents", "");
    are_whole(&staff, &[list.clone(), format!("{person}/visits/new"), person]).await;
}

#[tokio::test]
async fn the_persons_own_door_is_whole_in_both_languages() {
    let app = TestApp::with_people(VILLAGE, &["李春生"]).await;
    let person = app.id_of("李春生").await;
    let stranger = app.stranger();
    // Where no codes are sent, and where they are.
    are_whole(&stranger, &["/my/sign-in".to_owned()]).await;
    let kept = sending(&app).await;
    are_whole(&stranger, &["", "?late=1", "?late=code", "?late=out"].map(|at| format!("/my/sign-in{at}")))
        .await;
    answer_is_whole(&stranger, "/my/sign-in", &[("card", "1")], 422).await;
    let staff = app.staff_of(TOWNSHIP).await;
    let home = format!("/people/{person}/own-door");
    let new = format!("{home}/cards/new");
    are_whole(&staff, &[home.clone(), new.clone(), format!("{new}?holder=person"), "/requests".to_owned()])
        .await;
    answer_is_whole(&staff, &new, &[("card_id", FIRST)], 422).await;
    let number = issue(&staff, &person, None, "13812345678").await;
    issue(&staff, &person, Some(("李春林", "9")), "13812345678").await;
    let inside = come_in(&stranger, &number, &kept, 1).await;
    are_whole(&inside, &["/my/sign-in/code".to_owned()]).await;
    answer_is_whole(&inside, "/my/sign-in/code", &[], 422).await;
    are_whole(&inside, &PAGES.map(str::to_owned)).await;
    answer_is_whole(&inside, "/my/requests/new", &[("request_id", FIRST)], 422).await;
    for kind in ["1", "3"] {
        let id = xinan_db::new_id().to_string();
        let asked = [("request_id", id.as_str()), ("kind", kind), ("asked", "门牌"), ("should_be", "12 号")];
        inside.post("/my/requests/new", &asked).await.has_status(303);
    }
    let exception = format!("{home}/exceptions/new");
    are_whole(&staff, std::slice::from_ref(&exception)).await;
    answer_is_whole(&staff, &exception, &[("exception_id", SECOND)], 422).await;
    let kept_back = [
        ("exception_id", SECOND),
        ("kept", "1"),
        ("doctor", "云大夫"),
        ("reason", "夜里睡不着"),
        ("until", "2027-01-31"),
    ];
    staff.post(&exception, &kept_back).await.has_status(303);
    are_whole(&inside, &["/my/record", "/my/copy", "/my/requests?done=asked"].map(str::to_owned)).await;
    let page = staff.get(&home).await;
    let below = |to: &&str| to.starts_with(&format!("{home}/")) || to.starts_with("/requests/");
    let links: Vec<String> = page.links().filter(below).map(str::to_owned).collect();
    assert!(links.len() >= 8, "{links:?}");
    are_whole(&staff, &links).await;
    for form in links.iter().filter(|to| to.ends_with("/end") || to.contains("/safety/")) {
        answer_is_whole(&staff, form, &[("flag_id", THIRD), ("act", "set")], 422).await;
    }
    for request in links.iter().filter(|to| to.starts_with("/requests/")) {
        answer_is_whole(&staff, request, &[], 422).await;
        staff.post(request, &[("outcome", "accept"), ("answer", "好")]).await.has_status(303);
        are_whole(&staff, std::slice::from_ref(request)).await;
        answer_is_whole(&staff, request, &[("outcome", "accept"), ("answer", "好")], 409).await;
    }
    for done in ["ended", "again", "kept", "shown", "safe", "lifted"] {
        are_whole(&staff, &[format!("{home}?done={done}")]).await;
    }
    are_whole(&staff, &["/requests?done=answered".to_owned(), "/requests?page=2".to_owned()]).await;
    for (lang, reader) in readers(&inside) {
        is_whole("absent", lang, &reader.get("/my/nowhere").await.has_status(404));
    }
}

#[tokio::test]
async fn what_leaves_is_whole_in_both_languages() {
    let app = TestApp::with_people(VILLAGE, &["李春生", "单小曾"]).await;
    let (staff, office) = (app.staff_of(TOWNSHIP).await, app.staff_of(COUNTY).await);
    let person = app.id_of("李春生").await;
    let before = ["/people/export", "/people/export?q=nobody", "/people/export?consent=1", "/disclosures"];
    are_whole(&staff, &before.map(str::to_owned)).await;
    answer_is_whole(&staff, "/people/export", &[("disclosure_id", FIRST)], 422).await;
    let waiting = staff.enters("/people.xlsx?consent=1").await.has_status(303).location;
    let entries =
        ["", "?done=approved", "?done=declined", "?done=late"].map(|done| format!("{waiting}{done}"));
    for reader in [&staff, &office] {
        are_whole(reader, &entries).await;
    }
    let decision = format!("{waiting}/decision");
    answer_is_whole(&office, &decision, &[("do", "decline")], 422).await;
    let file = format!("/people.xlsx?disclosure={}", waiting.trim_start_matches("/disclosures/"));
    for (lang, reader) in readers(&staff) {
        is_whole("not agreed yet", lang, &reader.get_confirmed(&file).await.has_status(409));
    }
    office.post(&decision, &[("do", "approve")]).await.has_status(303);
    are_whole(&staff, std::slice::from_ref(&waiting)).await;
    staff.get_confirmed(&file).await.has_status(200);
    are_whole(&staff, &[waiting, "/disclosures?state=left".to_owned()]).await;
    are_whole(&staff, &[format!("/people/{person}/access")]).await;
    for (lang, reader) in readers(&staff) {
        is_whole("fetched already", lang, &reader.get_confirmed(&file).await.has_status(409));
    }
}

#[tokio::test]
async fn an_emergency_is_whole_in_both_languages() {
    let app = TestApp::with_people(VILLAGE, &["李春生"]).await;
    let (doctor, office) = (app.staff_of("429971102203").await, app.staff_of(COUNTY).await);
    answer_is_whole(&doctor, "/emergency", &[("emergency_id", FIRST)], 422).await;
    let number = crate::tests::person("李春生", VILLAGE, 0).supplement.identity_number.as_str().to_owned();
    let why = [("identity_number", number.as_str()), ("reason", "1"), ("words", "在集市上走失")];
    doctor.post("/emergency", &[&[("emergency_id", FIRST)], &why[..]].concat()).await.has_status(303);
    let nobody = [("emergency_id", SECOND), ("identity_number", "429971198605170211"), why[1], why[2]];
    doctor.post("/emergency", &nobody).await.has_status(303);
    let pages = ["", &format!("/{FIRST}"), &format!("/{SECOND}")].map(|at| format!("/emergency{at}"));
    are_whole(&doctor, &pages).await;
    let review = format!("/reviews/{FIRST}");
    let pages = ["/", "/reviews", "/reviews?state=all"].map(str::to_owned);
    are_whole(&office, &[&pages[..], &["", "?done=late"].map(|done| format!("{review}{done}"))].concat())
        .await;
    answer_is_whole(&office, &review, &[], 422).await;
    let said = [("verdict", "2"), ("review_words", "已谈话提醒")];
    office.post(&review, &said).await.has_status(303);
    are_whole(&office, &[format!("{review}?done=judged"), "/reviews".to_owned()]).await;
}
